"""The tints of the map on the way from one day to another, frame by frame by the clock of the fade."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Contrast, Motion, Scheme, Theme
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.hex_map_fade import LASTS
from roadmap_cards.library.map import MapItem, MapTopic, RoadmapMap
from roadmap_cards.study.mastery import CardMemory, Lens, of_item

FADED = CardMemory(40, 0.30)
HELD = CardMemory(200, 0.99)

Days = Callable[[Mapping[int, CardMemory]], RoadmapMap]


@pytest.fixture
def on_a_day(a_map: RoadmapMap) -> Days:
    """Return what makes the map of a day on which some items, by id, are known otherwise."""

    def made(memories: Mapping[int, CardMemory]) -> RoadmapMap:
        def item(one: MapItem) -> MapItem:
            memory = memories.get(one.id)
            return replace(one, mastery=of_item([memory]), cards=1) if memory else one

        def topic(one: MapTopic) -> MapTopic:
            rows = (replace(row, items=tuple(map(item, row.items))) for row in one.sections)
            return replace(one, sections=tuple(rows))

        levels = (replace(level, topics=tuple(map(topic, level.topics))) for level in a_map.levels)
        return replace(a_map, levels=tuple(levels))

    return made


@pytest.fixture
def faded(on_a_day: Days) -> RoadmapMap:
    """Return the day on which the first item is nearly forgotten, and one that was new is held."""
    return on_a_day({1: FADED, 4: HELD})


@pytest.fixture
def hex_map(qtbot: QtBot, theme: Theme, a_map: RoadmapMap) -> HexMap:
    theme.set_motion(Motion.ON)
    widget = HexMap(theme)
    qtbot.addWidget(widget)
    widget.set_map(a_map)
    widget.resize(1018, widget.heightForWidth(1018))
    widget.show()
    QApplication.processEvents()
    return widget


def clock(widget: HexMap) -> QAbstractAnimation:
    return widget.findChildren(QAbstractAnimation)[0]


def is_running(widget: HexMap) -> bool:
    return clock(widget).state() != QAbstractAnimation.State.Stopped


def go(widget: HexMap, day: RoadmapMap, at: int = 0) -> None:
    """Settle on a day, and hold the fade after so many milliseconds."""
    widget.show_day(day, fades=True)
    assert is_running(widget)
    clock(widget).pause()
    clock(widget).setCurrentTime(at)


def seen(widget: HexMap) -> QImage:
    return widget.grab().toImage()


def tint(widget: HexMap, item: int) -> QColor:
    """Return the colour of a hexagon, beside what stands in its middle."""
    image = seen(widget)
    cell = widget.cells[item - 1]
    at = (cell.centre + QPointF(0.22, 0.3) * cell.shape.width) * image.devicePixelRatio()
    return image.pixelColor(round(at.x()), round(at.y()))


def parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    pairs = zip(parts(one), parts(other), strict=True)
    return QColor(*(round(mine + (its - mine) * share) for mine, its in pairs))


def unlike(one: QImage, other: QImage) -> int:
    """Return by how much the colours of two pictures differ where they differ most, from 0 to 255."""
    assert one.size() == other.size()
    return max(abs(mine - its) for mine, its in zip(one.constBits(), other.constBits(), strict=True))


def near(one: QColor, other: QColor) -> bool:
    return all(abs(mine - its) <= 2 for mine, its in zip(parts(one), parts(other), strict=True))


def settled(widget: HexMap, day: RoadmapMap) -> QImage:
    """Return how a day looks that was never another."""
    other = HexMap(widget._theme)
    other.set_map(day)
    other.resize(widget.size())
    other.set_lens(widget.lens)
    picture = seen(other)
    other.deleteLater()
    return picture


# --- From one day to another -------------------------------------------------------------------------


def test_a_tint_passes_over_into_another(theme: Theme, hex_map: HexMap, faded: RoadmapMap) -> None:
    before, after = theme.colour("m3"), theme.colour("m0")
    go(hex_map, faded)
    assert tint(hex_map, 1) == before
    past = before
    for moment in (60, 120, 180):
        clock(hex_map).setCurrentTime(moment)
        share = 1 - (1 - moment / LASTS) ** 3
        assert near(tint(hex_map, 1), mixed(before, after, share))
        assert tint(hex_map, 1) != past
        past = tint(hex_map, 1)
    clock(hex_map).setCurrentTime(LASTS)
    assert tint(hex_map, 1) == after


def test_what_had_no_tint_takes_one_by_and_by(theme: Theme, hex_map: HexMap, faded: RoadmapMap) -> None:
    go(hex_map, faded)
    assert tint(hex_map, 4) == theme.colour("canvas")
    clock(hex_map).setCurrentTime(40)
    assert tint(hex_map, 4) not in (theme.colour("canvas"), theme.colour("m4"))
    clock(hex_map).setCurrentTime(LASTS)
    assert tint(hex_map, 4) == theme.colour("m4")


@pytest.mark.parametrize("contrast", [Contrast.OFF, Contrast.ON])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_begins_with_what_was_seen_and_ends_as_if_it_had_always_been_there(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, faded: RoadmapMap, contrast: Contrast, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    theme.set_more_contrast(contrast)
    before = seen(hex_map)
    go(hex_map, faded)
    outside = [hex_map.cells[at].shape.filled.boundingRect() for at in (1, 2, 4, 5)]
    for place in outside:
        assert unlike(cut(seen(hex_map), place), cut(before, place)) <= 2, "what stays is left alone"
    if contrast is Contrast.OFF:
        below_heads = QRectF(0, 47, hex_map.width(), 50)
        assert unlike(cut(seen(hex_map), below_heads), cut(before, below_heads)) <= 2
    clock(hex_map).setCurrentTime(LASTS)
    after = seen(hex_map)
    hex_map.set_map(a_map)
    seen(hex_map)
    hex_map.show_day(faded)
    assert seen(hex_map) == after


def cut(image: QImage, place: QRectF) -> QImage:
    ratio = image.devicePixelRatio()
    return image.copy(QRectF(place.topLeft() * ratio, place.size() * ratio).toAlignedRect())


def test_words_digits_and_dots_are_there_at_once(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, on_a_day: Days
) -> None:
    theme.set_more_contrast(Contrast.ON)
    before = seen(hex_map)
    day = without_dots(on_a_day({1: FADED, 3: HELD, 5: HELD, 12: HELD}))
    heads = QRectF(0, 0, hex_map.width(), hex_map.cells[0].centre.y() - hex_map.cells[0].shape.width * 0.7)
    go(hex_map, day)
    assert unlike(cut(seen(hex_map), heads), cut(settled(hex_map, day), heads)) == 0
    assert tint(hex_map, 1) == theme.colour("m3")
    assert digit(seen(hex_map), hex_map, 1) == digit(settled(hex_map, day), hex_map, 1)
    assert digit(seen(hex_map), hex_map, 1) != digit(before, hex_map, 1)
    assert theme.colour("accent").name() not in colours(hex_map, 3), "the dot is gone"
    hex_map.show_day(a_map)
    go(hex_map, day)
    go(hex_map, a_map)
    assert theme.colour("accent").name() in colours(hex_map, 3), "the dot is back"


def without_dots(roadmap: RoadmapMap) -> RoadmapMap:
    def topic(one: MapTopic) -> MapTopic:
        rows = (replace(row, items=tuple(replace(it, due=0) for it in row.items)) for row in one.sections)
        return replace(one, sections=tuple(rows))

    levels = (replace(level, topics=tuple(map(topic, level.topics))) for level in roadmap.levels)
    return replace(roadmap, levels=tuple(levels))


def colours(widget: HexMap, item: int) -> set[str]:
    place = cut(seen(widget), widget.cells[item - 1].shape.filled.boundingRect())
    return {place.pixelColor(x, y).name() for x in range(place.width()) for y in range(place.height())}


def digit(image: QImage, widget: HexMap, item: int) -> set[tuple[int, int]]:
    """Return where, about the middle of a hexagon, ink stands on its ground."""
    cell = widget.cells[item - 1]
    part = cut(image, QRectF(cell.centre - QPointF(4, 5), cell.centre + QPointF(4, 5)))
    ground = part.pixelColor(0, 0).lightness()
    places = [(x, y) for x in range(part.width()) for y in range(part.height())]
    apart = {place: abs(part.pixelColor(*place).lightness() - ground) for place in places}
    return {place for place in places if apart[place] > max(apart.values()) / 2}


def test_another_day_while_it_fades_goes_on_from_what_is_seen(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, faded: RoadmapMap, on_a_day: Days
) -> None:
    before = theme.colour("m3")
    go(hex_map, faded, 60)
    halfway, other = tint(hex_map, 1), tint(hex_map, 4)
    picture = seen(hex_map)
    assert halfway != before
    third = on_a_day({2: HELD})
    go(hex_map, third)
    assert near(tint(hex_map, 1), halfway)
    assert near(tint(hex_map, 4), other)
    row = QRectF(*(hex_map.cells[at].centre for at in (0, 4))).adjusted(0, -8, 0, 8)
    assert unlike(cut(seen(hex_map), row), cut(picture, row)) <= 3
    clock(hex_map).setCurrentTime(LASTS)
    assert unlike(seen(hex_map), settled(hex_map, third)) < 12


def test_a_day_on_which_nothing_looks_otherwise_lets_a_fade_go_on(
    hex_map: HexMap, faded: RoadmapMap, on_a_day: Days
) -> None:
    go(hex_map, faded, 60)
    hex_map.show_day(on_a_day({1: FADED, 4: HELD}), fades=True)
    assert clock(hex_map).currentTime() == 60


# --- When nothing fades ------------------------------------------------------------------------------


def test_where_motion_is_off_the_day_is_there_at_once(
    theme: Theme, hex_map: HexMap, faded: RoadmapMap
) -> None:
    theme.set_motion(Motion.OFF)
    hex_map.show_day(faded, fades=True)
    assert not is_running(hex_map)
    assert tint(hex_map, 1) == theme.colour("m0")


def test_a_day_that_is_passed_by_is_there_at_once_also_while_it_fades(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, faded: RoadmapMap
) -> None:
    hex_map.show_day(faded)
    assert not is_running(hex_map)
    assert tint(hex_map, 1) == theme.colour("m0")
    go(hex_map, a_map, 60)
    hex_map.show_day(faded)
    assert not is_running(hex_map)
    assert unlike(seen(hex_map), settled(hex_map, faded)) < 12


def test_no_clock_runs_once_it_is_over_or_where_no_tint_changed(
    hex_map: HexMap, a_map: RoadmapMap, faded: RoadmapMap
) -> None:
    assert not is_running(hex_map)
    hex_map.show_day(without_dots(a_map), fades=True)
    assert not is_running(hex_map), "a dot does not fade"
    go(hex_map, faded, LASTS)
    assert not is_running(hex_map)


def test_leaving_the_map_ends_it(hex_map: HexMap, a_map: RoadmapMap, faded: RoadmapMap) -> None:
    go(hex_map, faded, 60)
    hex_map.hide()
    assert not is_running(hex_map)
    hex_map.show_day(a_map, fades=True)
    assert not is_running(hex_map)
    hex_map.show()
    assert unlike(seen(hex_map), settled(hex_map, a_map)) < 12


@pytest.mark.parametrize("change", ["lens", "size", "theme", "map"])
def test_whatever_paints_the_map_anew_ends_it(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, faded: RoadmapMap, change: str
) -> None:
    go(hex_map, faded, 60)
    match change:
        case "lens":
            hex_map.set_lens(Lens.RECALL)
        case "size":
            hex_map.resize(900, hex_map.heightForWidth(900))
        case "theme":
            theme.set_scheme(Scheme.DARK)
        case _:
            hex_map.set_map(without_dots(a_map))
    now = seen(hex_map)
    assert not is_running(hex_map)
    assert unlike(now, settled(hex_map, without_dots(a_map) if change == "map" else faded)) < 12


# --- In a window that shows a part of the map --------------------------------------------------------


def test_what_is_scrolled_to_while_it_fades_is_there_as_it_will_be(
    qtbot: QtBot, theme: Theme, a_map: RoadmapMap, on_a_day: Days
) -> None:
    theme.set_motion(Motion.ON)
    day = on_a_day({1: FADED, 40: HELD, 46: HELD})
    area, widget = QScrollArea(), HexMap(theme)
    qtbot.addWidget(area)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.set_map(a_map)
    widget.resize(1018, widget.heightForWidth(1018))
    area.setWidget(widget)
    area.resize(1018, 100)
    area.show()
    QApplication.processEvents()
    seen(widget)
    go(widget, day, 60)
    below = QRect(0, widget.height() - 60, widget.width(), 60)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    image = widget.grab(below).toImage()
    expected = settled(widget, day).copy(QRect(below.topLeft(), below.size()))
    assert image.devicePixelRatio() == 1
    assert unlike(image, expected) < 12
    clock(widget).setCurrentTime(LASTS)
    assert unlike(seen(widget), settled(widget, day)) < 12


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_on_every_screen_the_first_frame_is_what_was_seen(
    qtbot: QtBot, theme: Theme, a_map: RoadmapMap, faded: RoadmapMap, ratio: float
) -> None:
    class FineMap(HexMap):
        """A map on a screen with more pixels."""

        def devicePixelRatioF(self) -> float:  # noqa: N802
            return ratio

    theme.set_motion(Motion.ON)
    widget = FineMap(theme)
    qtbot.addWidget(widget)
    widget.set_map(a_map)
    widget.resize(1018, widget.heightForWidth(1018))
    widget.show()

    def picture() -> QImage:
        image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            widget.render(painter, QPoint())
        return image

    before = picture()
    go(widget, faded)
    row = QRectF(*(widget.cells[at].centre for at in (0, 4))).adjusted(-8, -12, 8, 12)
    assert unlike(cut(picture(), row), cut(before, row)) <= 2
