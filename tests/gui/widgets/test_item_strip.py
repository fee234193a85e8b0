"""The strip below the map: words that fit, numbers that are of the day they claim, cards told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import LIGHT, Theme
from roadmap_cards.gui.widgets.card_lines import CardLines, told_apart
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.item_strip import ItemStrip
from roadmap_cards.gui.widgets.item_strip_title import ItemTitle
from roadmap_cards.gui.widgets.recall_chart import RecallCurve
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line_words import short_date
from roadmap_cards.library.items import CardLine, ItemDetails
from roadmap_cards.library.map import RoadmapMap
from roadmap_cards.library.past import Scenario
from roadmap_cards.study.curve import Curve
from roadmap_cards.study.mastery import CardMemory, Lens
from roadmap_cards.study.queue import Plan

LONG = "Generative multimodal models (e.g., text-to-image, image-to-text)"
NARROW, WIDE = 448, 1008


def card(front: str) -> CardLine:
    return CardLine(1, front, "Explain", CardMemory(9, 0.9), 3, suspended=False)


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> Iterator[ItemStrip]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(WIDE, 400)
    strip = ItemStrip(theme, page)
    strip.resize(WIDE, strip.height())
    page.show()
    yield strip
    page.close()


def show(
    strip: ItemStrip,
    a_map: RoadmapMap,
    theme: Theme,
    *,
    lens: Lens,
    day: int = 0,
    scenario: Scenario = Scenario.STOP,
) -> None:
    hexagons = HexMap(theme)
    hexagons.resize(900, 400)
    hexagons.set_map(a_map)
    cell = hexagons.cell_of(1)
    assert cell is not None
    strip.show_item(cell, lens, a_map.day, a_map.day + day, scenario)
    hexagons.deleteLater()
    QApplication.processEvents()


def test_a_long_title_takes_two_lines_at_most_and_has_a_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    title = ItemTitle(theme)
    qtbot.addWidget(title)
    title.show()
    for width, lines, whole in ((200, 2, False), (420, 2, True), (900, 1, True)):
        title.resize(width, 60)
        title.set_title(LONG)
        shown = title.text().split("\n")
        assert (len(shown), title.toolTip() == "") == (lines, whole)
        assert all(QFontMetricsF(title.font()).horizontalAdvance(line) <= width for line in shown)
        assert title.title == title.accessibleName() == LONG
    title.set_most_lines(1)
    title.resize(300, 30)
    assert title.text().endswith("…")
    assert title.toolTip() == LONG


def test_in_a_narrow_strip_the_title_goes_across(strip: ItemStrip, a_map: RoadmapMap, theme: Theme) -> None:
    show(strip, a_map, theme, lens=Lens.MASTERY)
    wide = strip.height()
    strip.resize(NARROW, strip.height())
    QApplication.processEvents()
    title = strip.findChildren(ItemTitle)[0]
    assert title.width() == NARROW - 40
    assert strip.height() < 0.65 * wide
    strip.resize(WIDE, strip.height())
    QApplication.processEvents()
    assert strip.height() == wide


@pytest.mark.parametrize("lens", [Lens.MASTERY, Lens.STABILITY])
def test_the_gap_after_the_big_number_is_the_same_for_every_number(
    strip: ItemStrip, a_map: RoadmapMap, theme: Theme, lens: Lens
) -> None:
    show(strip, a_map, theme, lens=lens)
    figure = strip.findChildren(ElidedText)[0]
    assert figure.shown == ("83 %" if lens is Lens.MASTERY else "49 days")
    name = next(text for text in strip.findChildren(Text) if text.text() == lens.words)
    ends = figure.x() + QFontMetricsF(theme.font("title")).horizontalAdvance(figure.shown)
    assert name.x() - ends == pytest.approx(17, abs=1)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_date_is_broken(strip: ItemStrip, a_map: RoadmapMap, theme: Theme, width: int) -> None:
    strip.resize(width, strip.height())
    show(strip, a_map, theme, lens=Lens.MASTERY, day=116)
    date = short_date(a_map.day + 116)
    when = date if width == WIDE else "that day"
    assert f"mastery on {when}" in strip.words
    name = next(text for text in strip.findChildren(Text) if text.text().startswith("mastery"))
    assert " " not in name.text().removeprefix("mastery on ")
    assert QFontMetricsF(name.font()).horizontalAdvance(name.text()) <= name.width()


def details(due_in: int) -> ItemDetails:
    curve = Curve(((-9, 1.0), (0, 0.95)), (), ((0, 0.95), (40, 0.8)))
    return ItemDetails((replace(card("Why?"), due_in=due_in),), curve, 0.9, "", Plan((), ()))


def test_under_another_day_curve_and_reason_still_say_from_where_they_count(
    strip: ItemStrip, a_map: RoadmapMap, theme: Theme
) -> None:
    curve = strip.findChildren(RecallCurve)[0]
    item = next(iter(a_map.items))
    show(strip, a_map, theme, lens=Lens.MASTERY)
    strip.show_details(details(23), Lens.MASTERY, replace(item, due=0))
    assert "Nothing is due today. Next: in 23 days." in strip.words
    date = short_date(a_map.day + 20)
    for scenario, name in ((Scenario.STOP, date), (Scenario.PACE, f"{date}, if you stop")):
        show(strip, a_map, theme, lens=Lens.MASTERY, day=20, scenario=scenario)
        assert "Nothing is due today. Next: 23 days from today." in strip.words
        assert curve.marked.endswith(f"%, {name}"), "the curve knows of no review to come"
    show(strip, a_map, theme, lens=Lens.MASTERY, day=-5, scenario=Scenario.PACE)
    assert curve.marked.endswith(short_date(a_map.day - 5))
    show(strip, a_map, theme, lens=Lens.MASTERY)
    assert "Nothing is due today. Next: in 23 days." in strip.words


def tints(lines: CardLines) -> int:
    image: QImage = lines.grab().toImage()
    wanted = {QColor(LIGHT[f"m{tint}"]).rgb() for tint in range(5)}
    return sum(image.pixel(x, y) in wanted for x in range(image.width()) for y in range(image.height()))


def test_cards_bear_no_tint_of_today_under_another_day(theme: Theme, qtbot: QtBot) -> None:
    lines = CardLines(theme)
    qtbot.addWidget(lines)
    lines.resize(300, 84)
    lines.set_cards([card("Why?")], Lens.STABILITY)
    assert tints(lines)
    assert lines.accessibleDescription() == "Why?, in 3 days"
    lines.set_away(True)
    assert not tints(lines)
    assert lines.accessibleDescription() == "Today: Why?, in 3 days"


def test_four_cards_have_a_line_each_and_more_are_counted(theme: Theme, qtbot: QtBot) -> None:
    lines = CardLines(theme)
    qtbot.addWidget(lines)
    fronts = ["One", "Two", "Three", "Four", "Five"]
    lines.set_cards([card(front) for front in fronts[:4]], Lens.MASTERY)
    assert lines.lines == fronts[:4]
    lines.set_cards([card(front) for front in fronts], Lens.MASTERY)
    assert lines.lines == ["One", "Two", "Three", "and 2 more"]


@pytest.mark.parametrize(
    ("front", "above", "words"),
    [
        (f"What does {LONG} mean in Multimodal Systems?", [], "What does … mean in Multimodal Systems?"),
        (f"When do you need {LONG.lower()}?", [], "When do you need …?"),
        ("What does this print? b = 2", ["What does this print? a = 1"], "… b = 2"),
        ("What does this print? a = 1", [], "What does this print? a = 1"),
        ("What is a tensor?", ["What is an array?"], "What is a tensor?"),
        ("What does this print?", ["What does this print? a = 1"], "What does this print?"),
    ],
)
def test_a_front_too_long_for_its_line_leaves_out_what_is_read_beside_it(
    front: str, above: list[str], words: str
) -> None:
    assert told_apart(front, above, LONG) == words
