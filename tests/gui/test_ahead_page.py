"""What lies ahead as a person meets it: dates, the record and projects, by keyboard, wide and narrow."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from made_ahead import EXPERT, JUNIOR, MIDDLE, NEVER, PROJECTS, SENIOR, item, made_ahead
from made_statistics import TODAY
from roadmap_cards.gui.pages.ahead import AheadPage
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets import ahead_words
from roadmap_cards.gui.widgets.drawing import text_width
from roadmap_cards.gui.widgets.level_dates import LevelDates
from roadmap_cards.gui.widgets.level_figures import LevelFigure, LevelFigures
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.project_block import ProjectBlock, WeakItem
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.ahead import LevelDate

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
WIDE, NARROW = (1072, 800), (512, 540)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> AheadPage:
    made = AheadPage(theme)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_ahead(made_ahead(), PROJECTS)
    assert made.first_focus() is not None
    made.panels[0].chart.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return made


def press(page: AheadPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.focusWidget() or page, key, modifier)
    QApplication.processEvents()


def texts(page: AheadPage) -> set[str]:
    return {text.text() for text in page.findChildren(Text) if text.isVisible()}


def block(page: AheadPage, title: str) -> ProjectBlock:
    return next(block for block in page.blocks if block.project.title == title)


# --- When -------------------------------------------------------------------------------------------


def test_the_sentence_on_top_says_of_every_level_when_or_why_not(page: AheadPage) -> None:
    assert page.answer.sentence == (
        "At your pace Middle is ready between 2 January and 3 February 2027 and Senior in March 2028. "
        "Junior: only its exam is missing. Expert/Researcher: 70 of 80 items have no cards yet."
    )
    assert "Middle 14 Jan 2027" in texts(page)
    assert "The dates say when you know enough; each level also has its exam." in texts(page)


@pytest.mark.parametrize(
    ("low", "high", "band", "window"),
    [
        (14, 32, "7 to 25 December", "between 7 and 25 December"),
        (21, 21, "14 December", "on 14 December"),
        (14, 40, "7 December to 2 January 2027", "between 7 December and 2 January 2027"),
        (420, 500, "January to April 2028", "between January and April 2028"),
        (420, None, "January 2028 or later", "in March 2028"),
    ],
)
def test_what_two_days_share_is_said_once(low: int, high: int | None, band: str, window: str) -> None:
    mid = SENIOR.mid if high is None else TODAY + low
    level = replace(MIDDLE, low=TODAY + low, mid=mid, high=None if high is None else TODAY + high)
    assert ahead_words.band_words(level, TODAY) == band
    assert ahead_words.window(level, TODAY) == window


@pytest.mark.parametrize(
    ("levels", "figure", "sentence"),
    [
        (
            (MIDDLE,),
            "Middle LLM Engineer 14 Jan 2027",
            "At your pace Middle LLM Engineer is ready between 2 ",
        ),
        ((EXPERT,), "No date yet", "LLM Expert/Researcher: 70 of 80 items have no cards yet."),
        ((replace(JUNIOR, ready=True, why=""),), "Now", "Junior LLM Engineer: every level is ready."),
        (
            (replace(SENIOR, mid=None, high=None),),
            "No date yet",
            "Senior LLM Engineer: at your pace not before January 2028.",
        ),
    ],
)
def test_there_is_an_answer_whatever_is_known(
    page: AheadPage, levels: tuple[LevelDate, ...], figure: str, sentence: str
) -> None:
    page.show_ahead(made_ahead(*levels), PROJECTS)
    assert figure in texts(page)
    assert page.answer.sentence.startswith(sentence)


def test_a_date_that_depends_on_something_says_on_what(page: AheadPage) -> None:
    level = replace(MIDDLE, why="if Linear Algebra is resumed")
    page.show_ahead(made_ahead(level, SENIOR), PROJECTS)
    assert "Middle LLM Engineer" not in page.answer.sentence
    assert "2 January and 3 February 2027 (if Linear Algebra is resumed)" in page.answer.sentence
    press(page, Qt.Key.Key_Home)
    assert (
        page.panels[0]
        .chart.accessibleDescription()
        .endswith("14 January 2027, likely 2 January to 3 February 2027, if Linear Algebra is resumed")
    )


def test_before_there_is_a_card_it_says_what_is_missing(page: AheadPage) -> None:
    page.show_ahead(replace(made_ahead(), levels=()), ())
    assert page.answer.sentence.startswith("Nothing can be foretold yet")
    assert not page.panels[0].isVisible()
    assert page.blocks == ()
    page.show_ahead(made_ahead(), PROJECTS)
    assert page.panels[0].isVisible()


def test_arrows_go_from_level_to_level_and_say_date_and_band(page: AheadPage) -> None:
    chart = page.panels[0].chart
    assert chart.hasFocus()
    assert chart.accessibleDescription() == "Junior, mastery 84 % today: Only its exam is missing"
    press(page, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == (
        "Middle, mastery 66 % today: 14 January 2027, likely 2 January to 3 February 2027"
    )
    press(page, Qt.Key.Key_Down)
    assert chart.accessibleDescription().endswith("March 2028, likely January to July 2028")


def test_the_later_date_stands_further_to_the_right(page: AheadPage) -> None:
    chart = page.panels[0].chart
    reach = [mark.at.x() for mark in chart.marks]  # type: ignore[attr-defined]
    gap = (SENIOR.mid or 0) - (MIDDLE.mid or 0)
    scale = (reach[2] - reach[1]) / gap
    assert scale > 0
    assert reach[1] - scale * ((MIDDLE.mid or 0) - TODAY) == pytest.approx(reach[0], abs=1)


def test_what_five_minutes_change_and_how_forecasts_did_are_headings(page: AheadPage) -> None:
    assert "Five more minutes a day: Middle 12 days sooner" in texts(page)
    assert "6 of the last 8 forecasts fell inside their band" in texts(page)
    told = {widget.accessibleName() for widget in page.findChildren(QWidget)}
    assert "Junior: none due yet; Middle: 3 of 4; Senior: 3 of 4; Expert/Researcher: none due yet" in told
    sooner = "Junior: only its exam is missing; Middle: 12 days sooner; Senior: 3 months sooner"
    assert f"{sooner}; Expert/Researcher: no date" in told


def test_without_a_checked_forecast_the_record_claims_nothing(page: AheadPage) -> None:
    page.show_ahead(made_ahead(JUNIOR, EXPERT), PROJECTS)
    assert "No forecast has been put to the test yet" in texts(page)
    assert "Five more minutes a day change no date" in texts(page)


def test_a_label_hides_no_name_of_a_level(page: AheadPage) -> None:
    chart = page.panels[0].chart
    assert isinstance(chart, LevelDates)
    names = max(text_width(page.theme.font("label_strong"), name) for name in ("Junior", "Expert/Researcher"))
    for mark in chart.marks:
        assert chart.label_box(mark).left() > names
        assert chart.label_box(mark).right() <= chart.width()


def test_the_table_has_the_dates_of_every_level(page: AheadPage) -> None:
    press(page, Qt.Key.Key_T)
    panel = page.panels[0]
    assert panel.table.isVisible()
    model = panel.table.model()
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert rows[1][:4] == ["Middle", "2027-01-02", "2027-01-14", "2027-02-03"]
    assert rows[3][-1] == "70 of 80 items have no cards yet"


# --- What can be built ------------------------------------------------------------------------------


def test_projects_stand_under_their_level_and_the_nearest_is_open(page: AheadPage) -> None:
    assert "Junior: 1 of 3 projects can be built, FAQ System is nearest, 7 of 12" in texts(page)
    assert "Middle: nothing held yet" in texts(page)
    assert [block.project.title for block in page.blocks if block.is_open] == ["FAQ System"]
    assert len(page.findChildren(Panel)) >= 5


def test_the_five_weakest_are_one_key_from_a_session(page: AheadPage) -> None:
    asked: list[tuple[int, ...]] = []
    page.items_asked.connect(asked.append)
    press(page, Qt.Key.Key_R)
    assert asked == [(1, 2, 3, 4, 5)]


def test_the_five_weakest_are_one_click_from_a_session(page: AheadPage) -> None:
    asked: list[tuple[int, ...]] = []
    page.items_asked.connect(asked.append)
    button = block(page, "FAQ System").controls[-1]
    assert button.words == "Review all 5"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [(1, 2, 3, 4, 5)]


def test_r_means_the_project_in_hand(page: AheadPage) -> None:
    asked: list[tuple[int, ...]] = []
    page.items_asked.connect(asked.append)
    block(page, "Telegram Bot").row.setFocus()
    press(page, Qt.Key.Key_R)
    assert asked == [(9,)]
    press(page, Qt.Key.Key_Return)
    assert block(page, "Telegram Bot").controls[-1].words == "Review the one that is due or new"
    assert "1 item has no card yet." in texts(page)


def test_above_an_opened_project_there_is_no_line_beside_its_edge(page: AheadPage) -> None:
    panel = page.blocks[:3]
    assert [(block.is_open, block.lined) for block in panel] == [
        (False, False),
        (True, False),
        (False, False),
    ]
    panel[1].close_row()
    assert [block.lined for block in panel] == [True, True, False]
    panel[2].open_row()
    assert [block.lined for block in panel] == [True, False, False]


def test_a_long_title_takes_another_line(theme: Theme, qtbot: QtBot) -> None:
    long = replace(item(1, NEVER), title="Establishing contribution guidelines and code of conduct")
    one = WeakItem(theme, long)
    qtbot.addWidget(one)
    assert one.heightForWidth(500) == one.sizeHint().height()
    assert one.heightForWidth(372) > one.sizeHint().height() + 10


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_what_is_said_of_a_level_stays_clear_of_the_lines(page: AheadPage, size: tuple[int, int]) -> None:
    why = "if Linear Algebra and Computer Architecture are resumed"
    page.show_ahead(made_ahead(JUNIOR, replace(MIDDLE, why=why)), PROJECTS)
    page.resize(*size)
    for _ in range(2):
        QApplication.processEvents()
    page.head.parts.setFocus()
    chart = page.panels[0].chart
    row = chart.marks[1].reach  # type: ignore[attr-defined]
    image, ground = chart.grab().toImage(), page.theme.colour("surface")
    inked = [
        y
        for y in range(round(row.top()), round(row.bottom()))
        if any(image.pixelColor(x, y) != ground for x in range(chart.width() - 130, chart.width()))
    ]
    assert inked[-1] - inked[0] > 60
    assert inked[0] - row.top() > 5
    assert row.bottom() - inked[-1] > 5


def test_a_path_that_ends_early_fades(page: AheadPage) -> None:
    early = replace(MIDDLE, mastery=MIDDLE.mastery[:8])
    page.show_ahead(made_ahead(early, SENIOR), PROJECTS)
    page.resize(*WIDE)
    QApplication.processEvents()
    page.head.parts.setFocus()
    chart = page.panels[0].chart
    image, ground = chart.grab().toImage(), page.theme.colour("surface")
    y = round(chart.marks[0].reach.bottom()) - 14  # type: ignore[attr-defined]
    line = [image.pixelColor(x, y).lightness() for x in range(chart.width())]
    begin = next(x for x in range(100, chart.width()) if line[x] != ground.lightness())
    filled = list(takewhile(lambda light: light != ground.lightness(), line[begin + 1 :]))
    assert len(filled) > 40
    steps = [abs(after - before) for before, after in pairwise([*filled, ground.lightness()])]
    assert max(steps) <= 2, "no edge where it ends"


def test_lines_of_the_scale_have_words_below(page: AheadPage) -> None:
    page.show_ahead(made_ahead(replace(MIDDLE, high=TODAY + 270)), PROJECTS)
    page.resize(*NARROW)
    for _ in range(2):
        QApplication.processEvents()
    page.head.parts.setFocus()
    chart = page.panels[0].chart
    image, line = chart.grab().toImage(), page.theme.colour("line")
    top = 2 + round(chart.marks[0].reach.top())  # type: ignore[attr-defined]
    lines = [x for x in range(chart.width()) if image.pixelColor(x, top) == line]
    ground, foot = page.theme.colour("surface"), range(chart.height() - 12, chart.height() - 3)
    words = [x for x in range(chart.width()) if any(image.pixelColor(x, y) != ground for y in foot)]
    gaps = [0, *(at for at in range(1, len(words)) if words[at] - words[at - 1] > 5), len(words)]
    spans = [(words[begin], words[end - 1]) for begin, end in pairwise(gaps)]
    assert len(lines) > 1
    assert all(any(left - 1 <= x <= right + 1 for left, right in spans) for x in lines)


@pytest.mark.parametrize(("of", "drawn"), [(11, True), (40, False)])
def test_checks_are_squares_in_every_row_or_in_none(theme: Theme, qtbot: QtBot, of: int, drawn: bool) -> None:
    rows = LevelFigures(theme)
    qtbot.addWidget(rows)
    rows.resize(280, 60)
    rows.show_figures([LevelFigure("Junior", f"{of} of {of}", of, of), LevelFigure("Middle", "3 of 4", 3, 4)])
    image, full = rows.grab().toImage(), theme.colour("data")
    found = [
        any(image.pixelColor(x, y) == full for x in range(280) for y in range(row * 26, row * 26 + 26))
        for row in range(2)
    ]
    assert found == [drawn, drawn]


def test_a_weak_item_leads_to_the_map(page: AheadPage) -> None:
    asked: list[int] = []
    page.item_asked.connect(asked.append)
    one = block(page, "FAQ System").controls[2]
    one.setFocus()
    press(page, Qt.Key.Key_Return)
    assert asked == [3]


def test_a_row_opens_and_closes_by_key_and_arrows_go_between_rows(page: AheadPage) -> None:
    block(page, "Chatbot").row.setFocus()
    press(page, Qt.Key.Key_Down)
    assert block(page, "FAQ System").row.hasFocus()
    press(page, Qt.Key.Key_Space)
    assert not block(page, "FAQ System").is_open
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Space)
    assert "Every item that it needs is Solid or better: build it." in texts(page)


def test_what_cannot_be_studied_today_offers_no_session(page: AheadPage) -> None:
    agents = block(page, "Multi-agent System")
    agents.open_row()
    QApplication.processEvents()
    assert "It is not due today." in texts(page)
    assert [control.words for control in agents.controls] == ["Item number 10"]


def test_new_readings_leave_open_what_was_open_and_the_keyboard_where_it_was(page: AheadPage) -> None:
    block(page, "Telegram Bot").open_row()
    block(page, "FAQ System").close_row()
    block(page, "Chatbot").row.setFocus()
    better = tuple(replace(one, held=min(12, one.held + 1)) for one in PROJECTS)
    page.show_ahead(made_ahead(), better)
    QApplication.processEvents()
    assert [block.project.title for block in page.blocks if block.is_open] == ["Telegram Bot"]
    assert block(page, "Chatbot").row.hasFocus()
    assert block(page, "Telegram Bot").project.held == 4


def test_what_is_still_simulated_has_its_room_so_that_nothing_jumps(theme: Theme, qtbot: QtBot) -> None:
    page = AheadPage(theme)
    qtbot.addWidget(page)
    page.resize(*WIDE)
    page.show()
    page.show_waiting()
    page.show_projects(PROJECTS[:0])
    QApplication.processEvents()
    chart = page.panels[0]

    def places() -> list[int]:
        for _ in range(3):
            QApplication.processEvents()
        below = next(one for one in page.findChildren(Text) if one.text() == "What you can build")
        return [chart.mapTo(page, chart.rect().topLeft()).y(), below.mapTo(page, below.rect().topLeft()).y()]

    assert page.answer.sentence == "Simulating your next two years …"
    assert not page.panels[0].chart.isVisible(), "no axes before there is anything to show"
    page.show_projects(PROJECTS)
    before = places()
    assert block(page, "FAQ System").isVisible()
    page.show_dates(made_ahead())
    after = places()
    assert all(abs(one - other) <= 8 for one, other in zip(before, after, strict=True)), (before, after)
    assert page.panels[0].chart.isVisible()
    assert "Simulating your next two years …" not in texts(page)


# --- The page ---------------------------------------------------------------------------------------


def test_it_asks_when_it_is_come_to_and_says_that_it_reads(page: AheadPage) -> None:
    asked: list[bool] = []
    page.asked.connect(lambda: asked.append(True))
    page.enter()
    assert asked == [True]
    page.show_waiting()
    assert "Simulating your next two years …" in texts(page)
    page.show_ahead(made_ahead(), PROJECTS)
    assert "Simulating your next two years …" not in texts(page)


def test_the_other_parts_are_a_key_away(page: AheadPage) -> None:
    parts: list[str] = []
    page.part_asked.connect(parts.append)
    press(page, Qt.Key.Key_PageDown, CTRL)
    press(page, Qt.Key.Key_PageUp, CTRL)
    assert parts == ["study", "schedule"]


@pytest.mark.parametrize("size", [WIDE, NARROW, (1712, 1000)])
def test_nothing_is_cut_off_at_the_sides(page: AheadPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    for _ in range(2):  # from two columns to one, then to the width that one needs
        QApplication.processEvents()
    panels = [panel for panel in page.findChildren(Panel) if panel.isVisible()]
    assert min(panel.mapTo(page, panel.rect().topLeft()).x() for panel in panels) == max(
        32, (size[0] - 1320) // 2
    )
    assert max(panel.mapTo(page, panel.rect().topRight()).x() for panel in panels) <= page.width() - 32


def test_every_control_has_a_name_and_no_key_two_meanings(page: AheadPage) -> None:
    keys = [key for command in page.commands() for key in command.keys]
    assert len(keys) == len(set(keys))
    stops = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert all(widget.accessibleName() for widget in stops)
