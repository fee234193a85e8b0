"""The window as a person uses it: by keyboard, with a real collection behind it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.button import ActionButton
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.notice import Notice
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.why_sheet import WhySheet
from roadmap_cards.library.change import Change
from roadmap_cards.library.first_look import FirstLook
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from ticking_clock import Clock


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)
        QApplication.processEvents()


def shown(window: MainWindow) -> str:
    return type(window.page).__name__.removesuffix("Page").lower()


def texts(window: MainWindow) -> set[str]:
    return {text.text() for text in window.findChildren(Text) if text.isVisible()}


def notices(window: MainWindow) -> list[str]:
    return [notice.accessibleName() for notice in window.findChildren(Notice)]


def grade(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    """Show the answer, whatever the kind of card, and press a grade."""
    if not window.reviews.review.revealed:
        window.reviews.review.show_answer()
    press(qtbot, window, key)


def test_enter_leads_from_the_first_page_to_the_first_card(qtbot: QtBot, window: MainWindow) -> None:
    assert shown(window) == "today"
    press(qtbot, window, Qt.Key.Key_Return)
    assert shown(window) == "review"
    assert window.reviews.review.asked is not None


def test_space_shows_the_answer_and_a_digit_grades_it_for_good(
    qtbot: QtBot, window: MainWindow, library: Library, study_only: Callable[[Library, str], None]
) -> None:
    study_only(library, "Attention Mechanism")  # it begins with a card that has nothing to type
    press(qtbot, window, Qt.Key.Key_Return)
    asked = window.reviews.review.asked
    assert asked is not None
    press(qtbot, window, Qt.Key.Key_Space)
    assert window.reviews.review.revealed
    promised = window.reviews.review.asked
    assert promised is not None
    press(qtbot, window, Qt.Key.Key_3)
    history = library.reviews.history(asked.card.id)
    assert [row.rating for row in history] == [Rating.GOOD]
    assert history[0].interval == promised.outcome(Rating.GOOD).memory.interval
    assert window.reviews.review.asked is not None
    assert window.reviews.review.asked.card.id != asked.card.id


def test_a_digit_before_the_answer_is_shown_does_nothing(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    asked = window.reviews.review.asked
    assert asked is not None
    press(qtbot, window, Qt.Key.Key_3)
    assert library.reviews.history(asked.card.id) == []


def test_undo_brings_the_last_three_cards_back(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    shown = []
    for _ in range(5):
        asked = window.reviews.review.asked
        assert asked is not None
        shown.append(asked.card.id)
        grade(qtbot, window, Qt.Key.Key_4)
    for expected in reversed(shown[-3:]):
        window.undo()
        asked = window.reviews.review.asked
        assert asked is not None
        assert asked.card.id == expected
        assert library.reviews.history(expected) == []
    assert all(library.reviews.history(card) for card in shown[:2])


def test_a_session_ends_in_its_summary_and_enter_leads_home(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    grade(qtbot, window, Qt.Key.Key_1)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert shown(window) == "summary"
    press(qtbot, window, Qt.Key.Key_Return)
    assert shown(window) == "today"


def test_leaving_without_an_answer_leads_straight_home(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert shown(window) == "today"


def test_all_cards_of_a_session_can_be_reviewed(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    for _ in range(60):
        if shown(window) != "review":
            break
        clock.now += timedelta(seconds=20)
        grade(qtbot, window, Qt.Key.Key_3)
    assert shown(window) == "summary"
    assert library.progress.statistics().totals.seen == 10


def test_a_suspended_card_is_not_asked_again_and_undo_calls_it_back(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    asked = window.reviews.review.asked
    assert asked is not None
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert window.reviews.review.asked is not None
    assert window.reviews.review.asked.card.id != asked.card.id
    assert library.reviews.ask(asked.card.id).card.suspended
    window.undo()
    assert window.reviews.review.asked is not None
    assert window.reviews.review.asked.card.id == asked.card.id
    assert not library.reviews.ask(asked.card.id).card.suspended


def test_a_typed_answer_is_compared_and_a_wrong_one_proposes_again(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    for _ in range(30):
        asked = window.reviews.review.asked
        assert asked is not None
        if asked.card.entry.body.kind == "typed":
            break
        grade(qtbot, window, Qt.Key.Key_4)
    assert asked is not None
    card = asked.card.id
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "3 of them")  # digits are text here, not grades
    assert field.text() == "3 of them"
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.reviews.review.revealed
    press(qtbot, window, Qt.Key.Key_Space)  # what is outlined: Again
    assert [row.rating for row in library.reviews.history(card)] == [Rating.AGAIN]


def test_two_buttons_offer_no_other_grades(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    library.change_learning("Set the grades", grade_buttons=2)
    press(qtbot, window, Qt.Key.Key_Return)
    asked = window.reviews.review.asked
    assert asked is not None
    window.reviews.review.show_answer()
    press(qtbot, window, Qt.Key.Key_4)
    assert library.reviews.history(asked.card.id) == []
    press(qtbot, window, Qt.Key.Key_3)
    assert len(library.reviews.history(asked.card.id)) == 1


def test_a_setting_acts_at_once_and_can_be_undone(window: MainWindow, library: Library) -> None:
    window.go("settings")
    library.change_learning("Set new cards", new_per_day=3)
    window.go("today")
    assert window.today.cards == 3
    window.undo()
    assert library.learning.new_per_day == 10
    assert window.today.cards == 10


def test_question_mark_lists_the_keys_of_the_page(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(window, "?")
    assert window.keys_are_shown
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.keys_are_shown


def test_dark_and_light_look_different(window: MainWindow, theme: Theme) -> None:
    light = window.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    QApplication.processEvents()
    dark = window.grab().toImage()
    assert light.pixelColor(700, 790).lightness() > 200
    assert dark.pixelColor(700, 790).lightness() < 50


@pytest.mark.parametrize("page", ["today", "review", "settings"])
def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, page: str) -> None:
    if page == "review":
        press(qtbot, window, Qt.Key.Key_Return)
        window.reviews.review.show_answer()
    else:
        window.go(page)
    controls = [
        control
        for kind in (QAbstractButton, QLineEdit, QComboBox, QSpinBox)
        for control in window.findChildren(kind)
        if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert controls
    nameless = [
        control
        for control in controls
        if not (control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()))
    ]
    assert nameless == []


def test_nothing_is_wider_than_a_small_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(900, 600)
    for page in ("today", "settings"):
        window.go(page)
        QApplication.processEvents()
        assert window.page.width() <= window.width()
    press(qtbot, window, Qt.Key.Key_1)
    assert window.width() == 900


def test_undo_closes_the_sheet_about_a_card_that_goes(
    qtbot: QtBot, window: MainWindow, library: Library, study_only: Callable[[Library, str], None]
) -> None:
    study_only(library, "Attention Mechanism")  # it begins with a card that has nothing to type
    press(qtbot, window, Qt.Key.Key_Return)
    first = window.reviews.review.asked
    grade(qtbot, window, Qt.Key.Key_3)
    press(qtbot, window, Qt.Key.Key_I)
    (sheet,) = window.findChildren(WhySheet)
    assert sheet.isVisible()
    window.undo()
    assert not sheet.isVisible()
    assert window.reviews.review.asked is not None
    assert first is not None
    assert window.reviews.review.asked.card.id == first.card.id


def test_a_question_mark_lists_the_keys_even_from_a_number_field(qtbot: QtBot, window: MainWindow) -> None:
    window.go("settings")
    field = window.settings.findChildren(QSpinBox)[0]
    field.setFocus()
    QTest.keyClicks(field.lineEdit(), "?")
    assert window.keys_are_shown


def test_the_flag_is_chosen_without_grading_the_card(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    window.reviews.review.show_answer()
    asked = window.reviews.review.asked
    assert asked is not None
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_2)
    flagged = window.reviews.review.asked
    assert flagged is not None
    assert (flagged.card.id, flagged.card.flag) == (asked.card.id, 2)
    assert not any(notice.isVisible() for notice in window.findChildren(Notice))
    press(qtbot, window, Qt.Key.Key_2)
    graded = window.reviews.review.asked
    assert graded is None or graded.card.id != asked.card.id


def test_a_hint_is_offered_where_there_is_one(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    (hint,) = [
        button for button in window.reviews.review.findChildren(ActionButton) if button.words == "Hint"
    ]
    asked = window.reviews.review.asked
    assert asked is not None
    assert hint.isHidden() is not bool(asked.card.entry.hint)
    window.reviews.review.show_answer()
    assert hint.isHidden()


def test_the_window_comes_back_as_it_was_left(
    qtbot: QtBot, theme: Theme, preferences: Preferences, formulas: FormulaCache
) -> None:
    for size in ((1280, 800), (760, 600)):  # the second fits the screen of the tests
        window = MainWindow(theme, preferences, formulas)
        qtbot.addWidget(window)
        window.show()
        # At a first start all of it is on the screen, its frame too.
        assert window.size().toTuple() == tuple(map(min, size, (800, 760)))
        window.resize(760, 600)
        window.keep_geometry()


def test_undo_on_the_map_takes_the_answer_out_of_the_sitting(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    for _ in range(3):
        grade(qtbot, window, Qt.Key.Key_3)
    window.go("map")
    window.undo()
    session = window.reviews.review.session
    assert session is not None
    assert len(session.run.answered) == 2
    window.go("review")
    assert window.reviews.review.undo()
    assert len(session.run.answered) == 1


def test_behind_an_unanswered_sitting_a_step_made_elsewhere_is_taken_back_and_done_again(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    assert shown(window) == "review"
    window.go("settings")
    library.change_learning("Set recall", target_recall=0.95)
    window.undo()
    assert library.learning.target_recall == 0.9
    assert "Undone: set recall." in notices(window)
    window.redo()
    assert library.learning.target_recall == 0.95
    assert "Done again: set recall." in notices(window)


@pytest.mark.parametrize("place", ["today", "map", "settings", "quiz"])
def test_undo_behind_another_page_leaves_the_keyboard_on_it(
    qtbot: QtBot, window: MainWindow, place: str
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    for _ in range(2):
        grade(qtbot, window, Qt.Key.Key_3)
    window.go(place)
    window.undo()
    window.redo()
    focus = window.focusWidget()
    assert focus is None or not window.reviews.review.isAncestorOf(focus)


def test_redo_in_a_sitting_says_that_there_is_nothing_to_do_again(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    window.redo()
    assert notices(window) == ["Nothing to do again in this session."]


def test_undo_in_the_summary_stays_there_when_nothing_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    grade(qtbot, window, Qt.Key.Key_3)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert shown(window) == "summary"
    library.loaded_elsewhere(Change("Read decks", frozenset({"card"})))
    press(qtbot, window, Qt.Key.Key_U)
    assert shown(window) == "summary"
    press(qtbot, window, Qt.Key.Key_Return)
    assert shown(window) == "today"


def test_redo_says_that_there_is_nothing_to_do_again(window: MainWindow) -> None:
    window.redo()
    assert notices(window) == ["There is nothing to do again."]


# --- The start ---------------------------------------------------------------------------------------


def test_the_first_page_shows_its_numbers_before_the_collection_is_open(
    qtbot: QtBot,
    theme: Theme,
    preferences: Preferences,
    library: Library,
    formulas: FormulaCache,
    clock: Clock,
) -> None:
    today = FirstLook(library.path, clock()).take()
    assert today is not None
    window = MainWindow(theme, preferences, formulas)
    qtbot.addWidget(window)
    window.show_today(today)
    with qtbot.waitSignal(window.painted):
        window.show()
    assert window.today.cards == library.progress.outlook(15).cards > 0
    boxes = window.today.findChildren(QCheckBox)
    for box in boxes:
        box.click()
    window.open(library)
    assert [box for box in window.today.findChildren(QCheckBox) if not box.isHidden()] == boxes
    assert not any(box.isChecked() for box in boxes), "what was chosen meanwhile is kept"
    assert window.today.cards == 0
    boxes[0].click()
    window.go("today")
    press(qtbot, window, Qt.Key.Key_Return)
    assert shown(window) == "review"


def test_the_very_first_start_waits_for_the_decks_and_then_for_enter(
    qtbot: QtBot,
    theme: Theme,
    preferences: Preferences,
    tmp_path: Path,
    formulas: FormulaCache,
    clock: Clock,
) -> None:
    folder = DataFolder(tmp_path / "fresh")
    with OpenCollection(folder, clock) as library:
        window = MainWindow(theme, preferences, formulas)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        window.open(library, reading=True)
        assert "Reading the decks …" in texts(window)
        library.decks.load_changed(folder)
        window.decks_read([])
        assert "10 cards, about 8 minutes" in texts(window)
        press(qtbot, window, Qt.Key.Key_Return)
        assert shown(window) == "review"


def test_a_collection_without_cards_says_where_they_come_from(
    qtbot: QtBot,
    theme: Theme,
    preferences: Preferences,
    tmp_path: Path,
    formulas: FormulaCache,
    clock: Clock,
) -> None:
    with OpenCollection(DataFolder(tmp_path / "empty"), clock) as library:
        window = MainWindow(theme, preferences, formulas)
        qtbot.addWidget(window)
        window.show()
        window.open(library, reading=True)
        window.decks_read([])
        assert {"No cards yet"} < texts(window)


MOST_MODULES = 100
"""Of our own, before the first paint: each takes about a millisecond."""


@pytest.mark.slow
def test_nothing_that_takes_long_is_loaded_before_the_first_paint(tmp_path: Path, library: Library) -> None:
    """SQLAlchemy and pydantic take longer than all the rest of the start together."""
    script = """
import sys
from roadmap_cards.__main__ import main
from PySide6.QtWidgets import QApplication
from roadmap_cards.gui import app, main_window

class Watched(main_window.MainWindow):
    def show(self):
        self.painted.connect(self.tell)
        super().show()

    def tell(self):
        print(self.today.cards, *sys.modules)
        QApplication.quit()

app.MainWindow = Watched
sys.exit(main())
"""
    command = [sys.executable, "-c", script, "--data", str(library.path.parent)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    cards, *modules = ran.stdout.split()
    assert int(cards) == library.progress.outlook(15).cards
    assert "PySide6" in modules
    assert not {"sqlalchemy", "pydantic", "fsrs", "ziamath", "pygments", "markdown_it"} & set(modules)
    ours = {name for name in modules if name.startswith("roadmap_cards.")}
    # Cards, files and the sheet of keys come later; what cards are is two dozen classes to make.
    assert not {f"roadmap_cards.{name}" for name in ("study.card", "library.exchange")} & ours
    assert "roadmap_cards.gui.widgets.key_sheet" not in ours
    assert len(ours) <= MOST_MODULES
