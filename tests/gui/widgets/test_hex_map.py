"""The map of hexagons: where they lie, how one walks over them, how they are drawn and spoken of."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QHelpEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Contrast, Scheme, Theme
from roadmap_cards.gui.widgets.band_head import paused_words, ready_words
from roadmap_cards.gui.widgets.hex_layout import HexLayout, arrange, leap, step, wrap_title
from roadmap_cards.gui.widgets.hex_map import FEW, HexMap
from roadmap_cards.gui.widgets.map_cell import CellPainter
from roadmap_cards.gui.widgets.map_legend import MapLegend
from roadmap_cards.library.map import MapItem, MapTopic, RoadmapMap
from roadmap_cards.study.mastery import (
    HELD,
    NOTHING_ASKED,
    CardMemory,
    Lens,
    Mastery,
    QuizEvidence,
    State,
    band,
    of_item,
)
from roadmap_cards.study.readiness import TopicShare, readiness

SOLID, FADING, LEARNING, NEW, UNWRITTEN, SUSPENDED = range(6)
"""The numbers of the first hexagons of `a_map`; ids are one more."""


@pytest.fixture
def titles(theme: Theme) -> QFontMetricsF:
    return QFontMetricsF(theme.font("small_strong"))


@pytest.fixture
def laid_out(a_map: RoadmapMap, titles: QFontMetricsF) -> HexLayout:
    return arrange(a_map, 1018, titles)


@pytest.fixture
def hex_map(qtbot: QtBot, theme: Theme, a_map: RoadmapMap) -> HexMap:
    widget = HexMap(theme)
    qtbot.addWidget(widget)
    widget.set_map(a_map)
    widget.resize(1018, widget.heightForWidth(1018))
    widget.show()
    QApplication.processEvents()
    return widget


# --- Where things lie --------------------------------------------------------------------------------


def test_every_item_is_a_hexagon_in_the_order_of_the_roadmap(laid_out: HexLayout, a_map: RoadmapMap) -> None:
    assert [cell.item for cell in laid_out.cells] == list(a_map.items)
    assert [heading.topic for heading in laid_out.headings] == list(a_map.topics)
    assert [band.level for band in laid_out.bands] == list(a_map.levels)


@pytest.mark.parametrize("width", [300, 640, 1018, 2400])
def test_nothing_lies_outside_and_no_two_hexagons_touch(
    a_map: RoadmapMap, titles: QFontMetricsF, width: int
) -> None:
    layout = arrange(a_map, width, titles)
    boxes = [cell.shape.filled.boundingRect() for cell in layout.cells]
    assert all(box.left() >= 0 and box.right() <= width for box in boxes)
    assert all(box.top() >= 0 and box.bottom() <= layout.height for box in boxes)
    for one, cell in enumerate(layout.cells):
        for other in layout.cells[one + 1 :]:
            apart = cell.centre - other.centre
            assert apart.manhattanLength() >= layout.cell * 0.99


def test_a_section_is_a_line_and_a_long_one_takes_several(laid_out: HexLayout) -> None:
    assert len({cell.line for cell in laid_out.cells[:5]}) == 1
    assert laid_out.cells[5].line == laid_out.cells[0].line + 1
    long = [cell for cell in laid_out.cells if cell.topic.id == 4]
    lengths = [sum(cell.line == line for cell in long) for line in sorted({cell.line for cell in long})]
    assert lengths == [7, 7, 2], "fourteen items as two lines of seven, then the next section"


def test_ten_topics_stand_side_by_side_in_the_usual_window_and_five_in_a_small_one(
    a_map: RoadmapMap, titles: QFontMetricsF
) -> None:
    topic = a_map.levels[0].topics[0]
    ten = replace(
        a_map, levels=(replace(a_map.levels[0], topics=tuple(replace(topic, id=n) for n in range(10))),)
    )
    for width, columns in ((1018, 10), (1004, 10), (628, 5), (300, 2)):
        layout = arrange(ten, width, titles)
        assert len({heading.place.left() for heading in layout.headings}) == columns
        assert layout.cell >= 17.5


def test_a_point_finds_its_hexagon_and_a_title_its_topic(laid_out: HexLayout) -> None:
    for at, cell in enumerate(laid_out.cells):
        assert laid_out.cell_at(cell.centre) == at
        assert laid_out.cell_at(cell.centre + QPointF(laid_out.cell * 0.45, 0)) == at
    heading = laid_out.headings[1]
    assert laid_out.heading_at(heading.place.center()) is heading
    assert laid_out.cell_at(heading.place.center()) is None
    assert laid_out.cell_at(QPointF(-5, -5)) is None


def test_titles_take_two_lines_at_most_and_break_after_slashes(titles: QFontMetricsF) -> None:
    assert wrap_title("PyTorch/TensorFlow", titles, 96) == ("PyTorch/", "TensorFlow")
    assert wrap_title("Git & Docker", titles, 96) == ("Git & Docker",)
    long = wrap_title("Reinforcement learning from human feedback and beyond", titles, 96)
    assert len(long) == 2
    assert long[1].endswith("…")
    assert all(titles.horizontalAdvance(line) <= 96 for line in long)


def test_a_level_says_what_it_lacks_in_as_many_words_as_there_is_room(
    laid_out: HexLayout, theme: Theme
) -> None:
    band = laid_out.bands[0]
    assert len(band.readiness.missing) > 1
    least = band.readiness.lines[-1]
    assert [ready_words(theme, band, room) for room in (1000, 200, 100)] == [least, least, ""]
    exam = replace(band, readiness=readiness([TopicShare("Ants", Mastery(1, 1, 1, 1))], None))
    words = [ready_words(theme, exam, room) for room in (1000, 180, 100)]
    assert words == ["Ready when its exam is passed", "To be ready: exam", ""]
    still = "Ants stays paused"
    paused = [ready_words(theme, exam, room, still) for room in (1000, 280, 165, 100)]
    assert paused[:2] == [f"{still}. Ready when its exam is passed", f"{still}. To be ready: exam"]
    assert paused[2:] == [still, ""]


def test_topics_that_stay_paused_are_named_or_counted(a_map: RoadmapMap) -> None:
    topic = a_map.levels[0].topics[0]
    topics = tuple(replace(topic, id=at, title=name) for at, name in enumerate(("Ants", "Bees", "Cats")))
    level = replace(a_map.levels[0], topics=topics)
    assert paused_words(level, {7}) == ""
    assert paused_words(level, {1, 7}) == "Bees stays paused"
    assert paused_words(level, {0, 2}) == "Ants and Cats stay paused"
    assert paused_words(level, {0, 1, 2}) == "3 topics stay paused"


# --- Walking -----------------------------------------------------------------------------------------


def test_right_leads_through_every_hexagon_once_and_left_back(laid_out: HexLayout) -> None:
    seen = [0]
    while (following := step(laid_out, seen[-1], 1, 0)) != seen[-1]:
        seen.append(following)
    assert sorted(seen) == list(range(len(laid_out.cells)))
    assert all(step(laid_out, later, -1, 0) == earlier for earlier, later in pairwise(seen))


def test_right_crosses_into_the_next_topic(laid_out: HexLayout) -> None:
    last_of_line = 4
    assert laid_out.cells[step(laid_out, last_of_line, 1, 0)].topic.id == 2


def test_down_crosses_sections_and_levels_and_stays_below(laid_out: HexLayout) -> None:
    below = step(laid_out, 0, 0, 1)
    assert laid_out.cells[below].section.title == "Section 2"
    assert abs(laid_out.cells[below].centre.x() - laid_out.cells[0].centre.x()) <= laid_out.cell
    next_level = step(laid_out, below, 0, 1)
    assert laid_out.cells[next_level].level.id == 2
    assert step(laid_out, next_level, 0, -1) in {below, below - 1, below + 1}
    assert step(laid_out, 0, 0, -1) == 0


def test_leaps_go_to_the_first_item_of_topics_and_levels(laid_out: HexLayout) -> None:
    assert [laid_out.cells[leap(laid_out, 3, 1, 0)].item.id, leap(laid_out, 12, -1, 0)] == [11, 0]
    assert laid_out.cells[leap(laid_out, 3, 0, 1)].level.id == 2
    assert leap(laid_out, 40, 0, -1) == 0
    assert leap(laid_out, 3, 0, -1) == 0


def test_keys_walk_and_tell(qtbot: QtBot, hex_map: HexMap) -> None:
    told: list[int] = []
    opened: list[tuple[int, int]] = []
    hex_map.selected.connect(told.append)
    hex_map.opened.connect(lambda topic, item: opened.append((topic, item)))
    hex_map.select(1)
    for key, modifier in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(hex_map, key, modifier)
    assert told == [2, 11, 31, 46, 1]
    QTest.keyClick(hex_map, Qt.Key.Key_Return)
    assert opened == [(1, 1)]


def test_a_click_selects_and_a_second_one_opens_as_a_title_does_at_once(
    qtbot: QtBot, hex_map: HexMap, laid_out: HexLayout
) -> None:
    opened: list[tuple[int, int]] = []
    hex_map.opened.connect(lambda topic, item: opened.append((topic, item)))
    place = laid_out.cells[12].centre.toPoint()
    QTest.mouseClick(hex_map, Qt.MouseButton.LeftButton, pos=place)
    assert (hex_map.item, opened) == (13, [])
    QTest.mouseClick(hex_map, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [(2, 13)]
    QTest.mouseClick(hex_map, Qt.MouseButton.LeftButton, pos=laid_out.headings[0].place.center().toPoint())
    assert opened[-1] == (1, 0)


def test_the_pointer_tells_what_it_is_on_and_that_it_left(hex_map: HexMap, laid_out: HexLayout) -> None:
    pointed: list[int] = []
    hex_map.pointed.connect(pointed.append)
    QTest.mouseMove(hex_map, laid_out.cells[0].centre.toPoint())
    QTest.mouseMove(hex_map, laid_out.cells[1].centre.toPoint())
    QApplication.sendEvent(hex_map, QEvent(QEvent.Type.Leave))
    assert pointed == [1, 2, 0]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_shortened_title_is_whole_in_its_tool_tip(hex_map: HexMap, a_map: RoadmapMap) -> None:
    name = "Reinforcement learning from human feedback and what follows from it one day, at last"
    first = a_map.levels[0]
    topics = (replace(first.topics[0], title=name), *first.topics[1:])
    hex_map.set_map(replace(a_map, levels=(replace(first, topics=topics), a_map.levels[1])))
    QApplication.sendEvent(
        hex_map, QHelpEvent(QEvent.Type.ToolTip, QPoint(20, 30), hex_map.mapToGlobal(QPoint(20, 30)))
    )
    assert QToolTip.text() == name


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_all_that_a_level_needs_to_be_ready_is_in_a_tool_tip(hex_map: HexMap, a_map: RoadmapMap) -> None:
    at = QPoint(700, 14)
    QApplication.sendEvent(hex_map, QHelpEvent(QEvent.Type.ToolTip, at, hex_map.mapToGlobal(at)))
    assert QToolTip.text() == "\n".join([*a_map.levels[0].readiness.conditions, HELD])
    assert "Topics under 60 %: Topic 1" in QToolTip.text()


# --- What is seen ------------------------------------------------------------------------------------


def pixel(widget: HexMap, at: int, aside: tuple[float, float] = (0.22, 0.22)) -> QColor:
    """Return the colour inside a hexagon, beside whatever stands in its middle."""
    image = widget.grab().toImage()
    centre = widget.cells[at].centre + QPointF(*aside) * widget.cells[at].shape.width
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(centre.x() * ratio), round(centre.y() * ratio))


@pytest.mark.parametrize("lens", list(Lens))
def test_the_tint_is_the_band_of_the_lens(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, lens: Lens
) -> None:
    hex_map.set_lens(lens)
    for at, item in enumerate(list(a_map.items)[:3]):
        assert pixel(hex_map, at) == theme.colour(f"m{band(lens.share(item.mastery), lens.bands)}")
    assert {band(lens.share(item.mastery), lens.bands) for item in list(a_map.items)[:3]} != {0}


def test_what_was_not_seen_has_no_fill(theme: Theme, hex_map: HexMap) -> None:
    for at in (NEW, UNWRITTEN, SUSPENDED):
        assert pixel(hex_map, at) == theme.colour("canvas")


def test_through_the_lens_of_quizzes_what_was_never_asked_has_no_fill(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap
) -> None:
    learning = list(a_map.items)[LEARNING]
    forgotten = replace(learning, mastery=of_item([CardMemory(3, 0.75)]), quiz=NOTHING_ASKED)
    asked = of_item([], QuizEvidence(asked=1, right=1))
    hex_map.set_map(with_items(a_map, {learning.id: forgotten}, {5: asked}))
    hex_map.set_lens(Lens.QUIZ)
    assert pixel(hex_map, SOLID) == theme.colour("m2")
    assert pixel(hex_map, LEARNING) == theme.colour("canvas"), "it was seen, but never asked"
    assert pixel(hex_map, UNWRITTEN) == theme.colour("m4"), "it has no card, but a question"
    for at in (NEW, SUSPENDED):
        assert pixel(hex_map, at) == theme.colour("canvas")


def with_items(roadmap: RoadmapMap, new: dict[int, MapItem], masteries: dict[int, Mastery]) -> RoadmapMap:
    """Return a map with other items, or the same with another mastery, by id."""

    def changed(item: MapItem) -> MapItem:
        item = new.get(item.id, item)
        return replace(item, mastery=masteries.get(item.id, item.mastery))

    def topic(one: MapTopic) -> MapTopic:
        sections = (replace(row, items=tuple(map(changed, row.items))) for row in one.sections)
        return replace(one, sections=tuple(sections))

    levels = (replace(level, topics=tuple(map(topic, level.topics))) for level in roadmap.levels)
    return replace(roadmap, levels=tuple(levels))


def test_outlines_tell_apart_what_was_not_seen(hex_map: HexMap) -> None:
    image = hex_map.grab().toImage()
    looks = []
    for at in (NEW, UNWRITTEN, SUSPENDED):
        box = hex_map.cells[at].shape.filled.boundingRect().toAlignedRect()
        copy = image.copy(box)
        looks.append(
            sum(copy.pixelColor(x, y).lightness() for x in range(copy.width()) for y in range(copy.height()))
        )
    unseen, dashed, left_out = looks
    assert unseen < dashed, "a dashed line is lighter than a whole one"
    assert unseen < left_out, "what is left out is fainter"


def test_what_is_due_has_a_dot_in_a_ring(theme: Theme, hex_map: HexMap) -> None:
    assert pixel(hex_map, LEARNING, (0, 0)) == theme.colour("accent")
    assert pixel(hex_map, SOLID, (0, 0)) != theme.colour("accent")


def test_selection_moves_the_outline_and_leaves_nothing_behind(hex_map: HexMap) -> None:
    plain = hex_map.grab().toImage()
    hex_map.select(8)
    chosen = hex_map.grab().toImage()
    assert chosen != plain
    hex_map.select(0)
    assert hex_map.grab().toImage() == plain


def test_more_contrast_writes_the_band_into_every_hexagon(theme: Theme, hex_map: HexMap) -> None:
    plain = hex_map.grab().toImage()
    theme.set_more_contrast(Contrast.ON)
    marked = hex_map.grab().toImage()
    for at, changed in ((SOLID, True), (FADING, True), (NEW, False)):
        middle = hex_map.cells[at].centre.toPoint()
        near = [QPoint(x, y) for x in range(-3, 4) for y in range(-4, 5)]
        differs = any(plain.pixel(middle + by) != marked.pixel(middle + by) for by in near)
        assert differs is changed


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_digits_can_be_read_on_their_tints(theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    theme.set_more_contrast(Contrast.ON)
    painter = CellPainter(theme)
    for number, ink in enumerate(painter.digit_colours):
        tint = theme.colour(f"m{number}")
        dark, light = sorted((luminance(ink), luminance(tint)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def test_dark_and_light_are_drawn_anew(theme: Theme, hex_map: HexMap) -> None:
    light = pixel(hex_map, NEW)
    theme.set_scheme(Scheme.DARK)
    assert pixel(hex_map, NEW) == theme.colour("canvas") != light


def test_a_map_seen_piece_by_piece_is_the_map_seen_at_once(hex_map: HexMap) -> None:
    whole = hex_map.grab().toImage()
    hex_map.set_lens(Lens.RECALL)
    hex_map.set_lens(Lens.MASTERY)
    for top in range(0, hex_map.height(), 37):
        hex_map.grab(QRect(0, top, hex_map.width(), 37))
    assert hex_map.grab().toImage() == whole


def test_a_new_map_keeps_the_selected_item(hex_map: HexMap, a_map: RoadmapMap) -> None:
    hex_map.select(12)
    hex_map.set_map(replace(a_map, levels=a_map.levels[:1]))
    assert hex_map.item == 12
    hex_map.set_map(replace(a_map, levels=a_map.levels[1:]))
    assert hex_map.item == 0


# --- What is heard -----------------------------------------------------------------------------------


def test_a_screen_reader_finds_every_hexagon_by_name(hex_map: HexMap) -> None:
    interface = QAccessible.queryAccessibleInterface(hex_map)
    assert interface.text(QAccessible.Text.Name) == "Mastery map"
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == 46
    names = [interface.child(at).text(QAccessible.Text.Name) for at in range(6)]
    assert names[LEARNING] == "Learning, mastery 8 per cent, learning, due today"
    assert names[NEW] == "New, not seen yet"
    assert names[UNWRITTEN] == "Unwritten, no card yet"
    assert names[SUSPENDED] == "Suspended, all cards suspended"
    hex_map.set_lens(Lens.RECALL)
    assert interface.child(LEARNING).text(QAccessible.Text.Name).startswith("Learning, recall 75 per cent")


def test_a_screen_reader_hears_of_quizzes(hex_map: HexMap) -> None:
    hex_map.set_lens(Lens.QUIZ)
    interface = QAccessible.queryAccessibleInterface(hex_map)
    names = [interface.child(at).text(QAccessible.Text.Name) for at in range(5)]
    assert names[SOLID] == "Solid, right in quizzes 75 per cent, 3 of 4 questions, solid"
    assert names[NEW] == "New, no question of it asked lately, not seen yet"
    assert names[UNWRITTEN] == "Unwritten, no question of it asked lately, no card yet"


def test_a_screen_reader_hears_what_each_level_needs_to_be_ready(hex_map: HexMap, a_map: RoadmapMap) -> None:
    interface = QAccessible.queryAccessibleInterface(hex_map)
    first, second = a_map.levels
    assert interface.text(QAccessible.Text.Description) == (
        f"First level: {first.readiness.lines[0]}. Second level: {second.readiness.lines[0]}. "
        "Held: every card lasts 21 days or more and is recalled at 80 % or better."
    )


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_level_says_which_of_its_topics_stays_paused(hex_map: HexMap, a_map: RoadmapMap) -> None:
    line = QRect(0, 0, hex_map.width(), 24)
    before = hex_map.grab(line).toImage()
    later = replace(a_map, day=a_map.day + 30)
    hex_map.show_day(later, paused=frozenset({2}))
    hex_map.describe()
    assert hex_map.grab(line).toImage() != before
    assert hex_map.accessibleDescription().startswith("First level: Topic 2 stays paused. Ready when")
    at = QPoint(700, 14)
    QApplication.sendEvent(hex_map, QHelpEvent(QEvent.Type.ToolTip, at, hex_map.mapToGlobal(at)))
    assert "Topic 2 stays paused." in QToolTip.text().split("\n")
    hex_map.show_day(replace(a_map, day=a_map.day + 31))
    hex_map.describe()
    assert hex_map.grab(line).toImage() == before
    assert "paused" not in hex_map.accessibleDescription()


def test_a_screen_reader_follows_the_selection(hex_map: HexMap) -> None:
    hex_map.select(3)
    interface = QAccessible.queryAccessibleInterface(hex_map)
    assert interface.focusChild().text(QAccessible.Text.Name).startswith("Learning")
    assert interface.child(2).state().selected
    assert not interface.child(1).state().selected
    middle = hex_map.mapToGlobal(hex_map.cells[2].centre.toPoint())
    assert interface.childAt(middle.x(), middle.y()) is interface.child(2)


def test_the_legend_says_every_mark(qtbot: QtBot, theme: Theme) -> None:
    legend = MapLegend(theme)
    qtbot.addWidget(legend)
    names = [child.accessibleName() for child in legend.children() if hasattr(child, "accessibleName")]
    expected = ["under 50", "50", "70", "82", "over 92 %", "not seen", "no card", "due"]
    assert [name for name in names if name in expected] == expected


def test_every_mark_of_the_legend_says_what_it_means(qtbot: QtBot, theme: Theme) -> None:
    legend = MapLegend(theme)
    qtbot.addWidget(legend)

    def told(name: str) -> str:
        (mark,) = [one for one in legend.findChildren(QWidget) if one.accessibleName() == name]
        assert mark.toolTip() == mark.accessibleDescription()
        return mark.toolTip()

    assert told("50") == (
        "50 to 70 %. Mastery is recall now times durability: how long it lasts, "
        "full for cards that last 90 days."
    )
    assert told("over 92 %").startswith("92 % or more. ")
    assert told("not seen") == "No card of it was answered yet."
    legend.set_lens(Lens.STABILITY)
    assert told("7").startswith("7 to 21 days. Stability is the time until")
    legend.set_lens(Lens.QUIZ)
    assert told("not asked") == "No quiz asked of it in 180 days."


def test_of_a_day_gone_by_the_legend_has_no_mark_of_what_is_due(qtbot: QtBot, theme: Theme) -> None:
    legend = MapLegend(theme)
    qtbot.addWidget(legend)
    legend.resize(440, 20)
    legend.show()
    (due,) = [one for one in legend.findChildren(QWidget) if one.accessibleName() == "due"]
    height = legend.heightForWidth(400)
    legend.show_due(known=False)
    assert not due.isVisible()
    assert legend.heightForWidth(400) == height, "nothing moves"
    legend.show_due(known=True)
    assert due.isVisible()


def test_the_legend_says_what_a_lens_leaves_open(qtbot: QtBot, theme: Theme) -> None:
    legend = MapLegend(theme)
    qtbot.addWidget(legend)
    for lens, said, unsaid in (
        (Lens.QUIZ, "not asked", "not seen"),
        (Lens.COVERAGE, "not seen", "not asked"),
    ):
        legend.set_lens(lens)
        names = {child.accessibleName() for child in legend.findChildren(QWidget)}
        assert said in names
        assert unsaid not in names


# --- The same roadmap with other numbers -------------------------------------------------------------

ROUNDED, PAINTED_OVER = 2, 12
"""Of 255: what smoothing rounds otherwise in strokes painted in parts; what stays at edges painted over."""


def seen(widget: HexMap) -> QImage:
    widget.clearFocus()  # a map beside it has none
    return widget.grab().toImage()


def unlike(one: QImage, other: QImage) -> int:
    """Return by how much the colours of two pictures differ where they differ most, from 0 to 255."""
    assert one.size() == other.size()
    return max(abs(mine - its) for mine, its in zip(one.constBits(), other.constBits(), strict=True))


def fresh(theme: Theme, hex_map: HexMap, roadmap: RoadmapMap) -> QImage:
    """Return how a map looks that was never another."""
    other = HexMap(theme)
    other.set_map(roadmap)
    other.set_lens(hex_map.lens)
    other.resize(hex_map.size())
    other.select(hex_map.item)
    picture = seen(other)
    other.deleteLater()
    return picture


def answered(roadmap: RoadmapMap, *items: int) -> RoadmapMap:
    """Return the map after answers: what was due of these items is not any more, and the other way round."""
    found = [item for item in roadmap.items if item.id in items]
    masteries = {
        item.id: of_item([CardMemory(200, 0.99) if item.due else CardMemory(3, 0.4)]) for item in found
    }
    due = {
        item.id: replace(item, due=0, cards=1, state=State.SOLID)
        if item.due
        else replace(item, due=2, cards=1, state=State.LEARNING)
        for item in found
    }
    return with_items(roadmap, due, masteries)


@pytest.mark.parametrize("contrast", Contrast)
@pytest.mark.parametrize("lens", [Lens.MASTERY, Lens.RECALL])
def test_new_numbers_leave_the_picture_that_a_fresh_map_gives(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, contrast: Contrast, lens: Lens
) -> None:
    theme.set_more_contrast(contrast)
    hex_map.set_lens(lens)
    hex_map.select(7)
    before = seen(hex_map)
    step, many = a_map, tuple(range(1, FEW + 2))
    for items in ((1,), (2, 7, 12), (4, 5, 6), (21, 46), (1, 2), many, (*many, 46)):
        step = answered(step, *items)
        hex_map.set_map(step)
        assert seen(hex_map) != before
        most = ROUNDED if len(items) <= FEW else PAINTED_OVER
        assert unlike(seen(hex_map), fresh(theme, hex_map, step)) <= most
        assert [cell.item for cell in hex_map.cells] == list(step.items)
    hex_map.set_map(a_map)
    assert unlike(seen(hex_map), before) <= PAINTED_OVER


def test_new_numbers_come_while_the_map_is_out_of_sight_and_before_it_is_scrolled_to(
    qtbot: QtBot, theme: Theme, a_map: RoadmapMap
) -> None:
    area, widget = QScrollArea(), HexMap(theme)
    qtbot.addWidget(area)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.set_map(a_map)
    widget.resize(1018, widget.heightForWidth(1018))
    area.setWidget(widget)
    area.resize(1018, 100)
    area.show()
    QApplication.processEvents()
    step = answered(a_map, 1, 46)
    widget.set_map(step)
    QApplication.processEvents()
    area.hide()
    step = answered(step, 2, 40)
    widget.set_map(step)
    area.show()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert unlike(seen(widget), fresh(theme, widget, step)) <= ROUNDED


def test_the_heads_of_levels_and_what_is_heard_follow_new_numbers(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap
) -> None:
    heard = hex_map.accessibleDescription()
    passed = replace(a_map, levels=(replace(a_map.levels[0], exam_age=3), *a_map.levels[1:]))
    hex_map.set_map(passed)
    assert seen(hex_map) == fresh(theme, hex_map, passed)
    assert hex_map.accessibleDescription() != heard
    for level in passed.levels:
        assert f"{level.title}: {level.readiness.lines[0]}." in hex_map.accessibleDescription()
    known = answered(passed, *(item.id for item in passed.items if item.due))
    hex_map.set_map(known)
    assert known.held > passed.held
    assert unlike(seen(hex_map), fresh(theme, hex_map, known)) <= ROUNDED
    for level in known.levels:
        assert f"{level.title}: {level.readiness.lines[0]}." in hex_map.accessibleDescription()


def test_new_numbers_leave_pointer_and_selection_where_they_are(hex_map: HexMap, a_map: RoadmapMap) -> None:
    pointed: list[int] = []
    hex_map.pointed.connect(pointed.append)
    hex_map.select(12)
    for at in (0, 1):
        QTest.mouseMove(hex_map, hex_map.cells[at].centre.toPoint())
    step = answered(a_map, 2, 12)
    hex_map.set_map(step)
    assert (hex_map.item, pointed[-1]) == (12, 2)
    for item in step.items:
        cell = hex_map.cell_of(item.id)
        assert cell is not None
        assert cell.item is item
    hex_map.hide()
    hex_map.set_map(a_map)
    assert (hex_map.item, pointed[-1]) == (12, 0), "what is hidden is not pointed at"


@pytest.mark.parametrize("change", ["title", "order", "section", "level"])
def test_what_lies_otherwise_is_laid_out_anew(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, change: str
) -> None:
    level, *levels = a_map.levels
    topic, *topics = level.topics
    first, second, *rest = topic.sections
    match change:
        case "title":
            topic = replace(topic, title="Another")
        case "order":
            topic = replace(topic, sections=(replace(first, items=first.items[::-1]), second, *rest))
        case "section":
            moved = (
                replace(first, items=first.items[:-1]),
                replace(second, items=(first.items[-1], *second.items)),
            )
            topic = replace(topic, sections=(*moved, *rest))
        case _:
            level = replace(level, title="Another level")
    other = replace(a_map, levels=(replace(level, topics=(topic, *topics)), *levels))
    hex_map.select(3)
    hex_map.set_map(other)
    hex_map.resize(1018, hex_map.heightForWidth(1018))
    assert hex_map.item == 3
    assert seen(hex_map) == fresh(theme, hex_map, other)
    assert [cell.item for cell in hex_map.cells] == list(other.items)


@pytest.mark.parametrize("width", [300, 640, 1018, 2400])
def test_the_height_is_known_before_anything_is_laid_out(
    theme: Theme, a_map: RoadmapMap, titles: QFontMetricsF, width: int
) -> None:
    widget = HexMap(theme)
    widget.set_map(a_map)
    assert widget.heightForWidth(width) == arrange(a_map, width, titles).height
    widget.deleteLater()


@pytest.mark.parametrize("contrast", Contrast)
def test_many_new_numbers_look_like_a_fresh_map_too(
    theme: Theme, hex_map: HexMap, a_map: RoadmapMap, contrast: Contrast
) -> None:
    theme.set_more_contrast(contrast)

    def again(item: MapItem, turn: int) -> MapItem:
        return replace(item, id=item.id + 100 * turn)

    levels = []
    for turn in range(4):
        for level in a_map.levels:
            topics = [
                replace(
                    topic,
                    sections=tuple(
                        replace(row, items=tuple(again(item, turn) for item in row.items))
                        for row in topic.sections
                    ),
                )
                for topic in level.topics
            ]
            levels.append(replace(level, topics=tuple(topics)))
    long = replace(a_map, levels=tuple(levels))
    hex_map.set_map(long)
    hex_map.resize(1018, hex_map.heightForWidth(1018))
    before = seen(hex_map)
    step = answered(long, *[item.id for item in long.items][3 : 5 + FEW])
    hex_map.set_map(step)
    assert seen(hex_map) != before
    assert unlike(seen(hex_map), fresh(theme, hex_map, step)) <= PAINTED_OVER


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_new_numbers_leave_no_seams_on_any_screen(
    qtbot: QtBot, theme: Theme, a_map: RoadmapMap, ratio: float
) -> None:
    class FineMap(HexMap):
        """A map on a screen with more pixels."""

        def devicePixelRatioF(self) -> float:  # noqa: N802
            return ratio

    def picture(widget: HexMap) -> QImage:
        image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            widget.render(painter, QPoint())
        return image

    kept, other = FineMap(theme), FineMap(theme)
    step = answered(a_map, 1, 8, 15, 33)
    for widget, roadmap in ((kept, a_map), (other, step)):
        qtbot.addWidget(widget)
        widget.set_map(roadmap)
        widget.resize(1018, widget.heightForWidth(1018))
    before = picture(kept)
    kept.set_map(step)
    assert picture(kept) != before
    assert unlike(picture(kept), picture(other)) <= ROUNDED
