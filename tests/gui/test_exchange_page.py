"""Export & import: what is chosen and what it comes to, long work and its end, files that come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exchange_desk import OWN_LEVEL, OWN_TOPIC, PROSPECT, ExchangeDesk, preview_of
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.arrival_list import ArrivalList
from roadmap_cards.gui.widgets.drop_overlay import DropOverlay
from roadmap_cards.gui.widgets.find_field import FindField
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.going_row import GoingRow
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.notice import Notice
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.change import Change
from roadmap_cards.library.exchange import ExportOrder, Fate, Format, Scope, Sizes
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder

NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
WHOLE = "248 cards, 226 notes, 1.1 MB"
"""What the desk says that any order comes to."""


@pytest.fixture
def desk() -> ExchangeDesk:
    return ExchangeDesk()


@pytest.fixture
def background(desk: ExchangeDesk) -> Iterator[Background]:
    background = Background()
    yield background
    desk.go_on.set()
    background.stop()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = DataFolder(tmp_path / "data")
    with OpenCollection(folder, lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC)) as library:
        yield library


@pytest.fixture
def window(
    qtbot: QtBot,
    theme: Theme,
    formulas: FormulaCache,
    library: Library,
    preferences: Preferences,
    desk: ExchangeDesk,
    background: Background,
) -> Iterator[MainWindow]:
    window = MainWindow(theme, preferences, formulas)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open(library)
    window.offer_exchange(desk, background)
    yield window
    window.close()  # so that nothing is asked of the worker after its end


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Return the window with its page shown, and what the whole collection comes to."""
    press(window, Qt.Key.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(lambda: WHOLE in texts(window))
    return window


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ml-interview.apkg"
    path.touch()
    return path


@pytest.fixture
def previewed(qtbot: QtBot, opened: MainWindow, file: Path) -> MainWindow:
    return reads(qtbot, opened, file)


def reads(qtbot: QtBot, window: MainWindow, path: Path) -> MainWindow:
    window.exchange.read(path)
    qtbot.waitUntil(lambda: path.name in texts(window))
    QApplication.processEvents()
    return window


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)
    QApplication.processEvents()


def texts(window: MainWindow) -> set[str]:
    return {text.text() for text in window.findChildren(Text) if text.isVisible()}


def goings(window: MainWindow) -> dict[str, bool]:
    """Return the titles of what is said to go along, or not."""
    return {row.going.title: row.going.goes for row in window.findChildren(GoingRow) if row.isVisible()}


def control(window: MainWindow, name: str) -> QAbstractButton:
    return next(
        one
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName().startswith(name)
    )


def is_offered(window: MainWindow, name: str) -> bool:
    return any(
        one.isVisible() and one.accessibleName() == name for one in window.findChildren(QAbstractButton)
    )


def the_list(window: MainWindow) -> ArrivalList:
    return next(one for one in window.findChildren(ArrivalList) if one.isVisible())


def rows(window: MainWindow) -> int:
    return the_list(window).rows.rowCount()


def asks(window: MainWindow) -> QFileDialog:
    return window.findChildren(QFileDialog)[-1]


def chooses(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Choose a file in the dialog that is open; the window has the keyboard again."""
    dialog = asks(window)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    QApplication.processEvents()


def notice(window: MainWindow) -> str:
    return next((one.accessibleName() for one in window.findChildren(Notice) if one.isVisible()), "")


def settle(qtbot: QtBot, desk: ExchangeDesk, wanted: Callable[[ExportOrder], bool]) -> None:
    """Wait until the desk was asked for an order that is wanted."""
    qtbot.waitUntil(lambda: bool(desk.asked) and wanted(desk.asked[-1]))


# --- What is chosen, and what it comes to


def test_the_page_says_what_the_whole_collection_comes_to(opened: MainWindow) -> None:
    assert "1,140" in control(opened, "Whole collection").accessibleName()
    assert goings(opened) == {
        "Text, code, formulas, 5 pictures": True,
        "Your progress, for cards new to Anki": True,
        "Exporting again updates": True,
        "Cards that Anki already has": False,
        "60 choice and ordering questions": False,
        "3 cards retired here": False,
    }
    assert any("“Import any learning progress”" in text for text in texts(opened))
    assert control(opened, "Export to file").hasFocus()


def test_keys_choose_a_level(qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk) -> None:
    press(opened, Qt.Key.Key_L)
    assert control(opened, "One level").isChecked()
    press(opened, Qt.Key.Key_2)
    settle(qtbot, desk, lambda order: order.scope == Scope(level="llm/middle"))
    assert control(opened, "One level").accessibleName() == "One level, 248"


def test_topics_are_ticked_across_levels(qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk) -> None:
    press(opened, Qt.Key.Key_T)
    assert "No topic is chosen. Tick at least one." in texts(opened)
    press(opened, Qt.Key.Key_Return)
    assert notice(opened) == "No topic is chosen. Tick at least one."
    control(opened, "Junior topic 1").click()
    press(opened, Qt.Key.Key_2)
    control(opened, "Middle topic 3").click()
    settle(qtbot, desk, lambda order: order.scope == Scope(topics=frozenset({1, 13})))
    assert control(opened, "Topics, ").accessibleName() == "Topics, 64"
    control(opened, "All 8 topics").click()
    settle(qtbot, desk, lambda order: len(order.scope.topics) == 9)


def test_words_are_typed_at_once_and_enter_exports(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk
) -> None:
    press(opened, Qt.Key.Key_Slash)
    field = opened.focusWidget()
    assert isinstance(field, FindField)
    QTest.keyClicks(field, "softmax  scale")
    settle(qtbot, desk, lambda order: order.scope == Scope(words="softmax scale"))
    press(opened, Qt.Key.Key_Return)
    assert asks(opened).selectedFiles()[0].endswith("Roadmap Cards.apkg")
    asks(opened).close()


def test_own_decks_are_named_by_their_topics(qtbot: QtBot, window: MainWindow, desk: ExchangeDesk) -> None:
    there = desk.there
    desk.there = Sizes(1152, (*there.levels, OWN_LEVEL), (*there.topics, OWN_TOPIC))
    window.go("exchange")
    press(window, Qt.Key.Key_5)
    settle(qtbot, desk, lambda order: order.scope == Scope(topics=frozenset({OWN_TOPIC.id})))


def test_a_collection_without_levels_offers_none(window: MainWindow, desk: ExchangeDesk) -> None:
    desk.there = Sizes(0, (), ())
    window.go("exchange")
    QApplication.processEvents()
    assert not is_offered(window, "One level")
    assert not is_offered(window, "Topics")


def test_switches_change_what_goes(qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk) -> None:
    press(opened, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: goings(opened).get("Your progress") is False)
    assert not any("“Import any learning progress”" in text for text in texts(opened))
    press(opened, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: goings(opened).get("12 ordering questions") is True)
    assert "Junior › Junior topic 8" in texts(opened)
    press(opened, Qt.Key.Key_D)
    settle(qtbot, desk, lambda order: order == ExportOrder(schedule=False, by_topic=False, questions=True))
    assert "Junior › Junior topic 8" not in texts(opened)


@pytest.mark.parametrize(
    ("presses", "order", "known"),
    [
        (1, ExportOrder(Format.CSV, schedule=False), {"Decks by topic", "Choice questions too"}),
        (2, ExportOrder(Format.MARKDOWN, schedule=False, questions=True), set()),
        (3, ExportOrder(Format.JSON, questions=True), set()),
    ],
)
def test_a_format_shows_only_what_it_knows(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, presses: int, order: ExportOrder, known: set[str]
) -> None:
    for _ in range(presses):
        press(opened, Qt.Key.Key_F)
    settle(qtbot, desk, lambda asked: asked == order)
    switches = ("With schedule", "Decks by topic", "Choice questions too")
    assert {name for name in switches if is_offered(opened, name)} == known
    qtbot.waitUntil(lambda: "What goes along" in texts(opened))
    assert not is_offered(opened, "Send to Anki")


def test_a_backup_is_always_of_the_whole_collection(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk
) -> None:
    press(opened, Qt.Key.Key_2)
    control(opened, "JSON backup").click()
    settle(qtbot, desk, lambda order: order.format is Format.JSON)
    assert desk.asked[-1].scope == Scope()
    assert not is_offered(opened, "One level")
    assert any(text.startswith("A backup holds all") for text in texts(opened))


def test_nothing_to_export_is_said(qtbot: QtBot, window: MainWindow, desk: ExchangeDesk) -> None:
    desk.prospect_is = replace(PROSPECT, notes=0, cards=0, samples=())
    window.go("exchange")
    qtbot.waitUntil(lambda: "No card is in this choice." in texts(window))
    press(window, Qt.Key.Key_Return)
    assert notice(window) == "No card is in this choice."
    assert not window.findChildren(QFileDialog)


def test_arrows_walk_through_the_samples(opened: MainWindow) -> None:
    assert {"As Anki shows it", "1 of 3", "Roadmap › Middle › Attention Mechanism"} <= texts(opened)
    assert "middle   attention-mechanism   explain" in texts(opened)
    press(opened, Qt.Key.Key_Right)
    assert "2 of 3" in texts(opened)
    assert "middle   choose" in texts(opened)
    press(opened, Qt.Key.Key_Left)
    press(opened, Qt.Key.Key_Left)
    assert "3 of 3" in texts(opened)


# --- Export


def test_enter_writes_a_file_where_one_says_and_shows_where(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, tmp_path: Path, preferences: Preferences
) -> None:
    press(opened, Qt.Key.Key_2)
    press(opened, Qt.Key.Key_Return)
    assert asks(opened).selectedFiles()[0].endswith("Middle LLM Engineer.apkg")
    target = tmp_path / "deck.apkg"
    chooses(qtbot, opened, target)
    qtbot.waitUntil(
        lambda: "Written to deck.apkg: 248 cards in 226 notes, with 2,108 answers." in texts(opened)
    )
    assert desk.exported == [(ExportOrder(scope=Scope(level="llm/middle")), target)]
    assert preferences.exchange_folder == str(tmp_path)
    assert control(opened, "Export to file").hasFocus()


def test_the_folder_of_what_was_written_opens(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def open_url(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    press(opened, Qt.Key.Key_Return)
    chooses(qtbot, opened, tmp_path / "deck.apkg")
    qtbot.waitUntil(lambda: is_offered(opened, "Show in folder"))
    press(opened, Qt.Key.Key_O)
    assert shown == [str(tmp_path)]
    assert notice(opened) == f"No window opened. The folder is {tmp_path}"


@pytest.mark.parametrize(("name", "form"), [("notes.csv", Format.CSV), ("notes.tsv", Format.TSV)])
def test_the_ending_says_whether_commas_or_tabs_stand_between(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, tmp_path: Path, name: str, form: Format
) -> None:
    press(opened, Qt.Key.Key_F)
    press(opened, Qt.Key.Key_Return)
    chooses(qtbot, opened, tmp_path / name)
    qtbot.waitUntil(lambda: bool(desk.exported))
    assert desk.exported[0][0].format is form


def test_markdown_goes_into_a_folder_of_its_own(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, tmp_path: Path
) -> None:
    press(opened, Qt.Key.Key_2)
    control(opened, "Markdown").click()
    press(opened, Qt.Key.Key_Return)
    assert asks(opened).fileMode() is QFileDialog.FileMode.Directory
    chooses(qtbot, opened, tmp_path)
    qtbot.waitUntil(lambda: bool(desk.exported))
    assert desk.exported[0][1] == tmp_path / "Middle LLM Engineer"


def test_long_work_says_how_far_it_is_and_escape_stops_it(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, tmp_path: Path
) -> None:
    desk.go_on.clear()
    press(opened, Qt.Key.Key_Return)
    chooses(qtbot, opened, tmp_path / "deck.apkg")
    qtbot.waitUntil(lambda: "Writing cards: 50 of 100" in texts(opened))
    bar = next(one for one in opened.findChildren(QProgressBar) if one.isVisible())
    assert (bar.value(), bar.maximum()) == (50, 100)
    assert not is_offered(opened, "Export to file")
    press(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: notice(opened) == "Stopped. Nothing was changed.")
    assert desk.exported == []
    assert control(opened, "Export to file").hasFocus()


def test_one_thing_at_a_time(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, tmp_path: Path, file: Path
) -> None:
    desk.go_on.clear()
    press(opened, Qt.Key.Key_Return)
    chooses(qtbot, opened, tmp_path / "deck.apkg")
    desk.reached.wait(5)
    opened.exchange.read(file)
    assert notice(opened).startswith("One thing at a time")
    desk.go_on.set()
    qtbot.waitUntil(lambda: bool(desk.exported))
    assert "Nothing is read yet" in texts(opened)


def test_what_goes_wrong_is_said_in_a_sentence(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, tmp_path: Path
) -> None:
    desk.problem = "deck.apkg cannot be written: the disk is full."
    press(opened, Qt.Key.Key_Return)
    chooses(qtbot, opened, tmp_path / "deck.apkg")
    qtbot.waitUntil(lambda: notice(opened) == f"{desk.problem} Free some space.")
    assert not any(text.startswith("Written to") for text in texts(opened))
    assert is_offered(opened, "Export to file")


# --- Anki itself


def test_where_anki_does_not_answer_one_sentence_says_so(opened: MainWindow) -> None:
    assert "To send without a file: Anki is not running here with the add-on AnkiConnect." in texts(opened)
    assert not is_offered(opened, "Send to Anki")


def test_where_anki_answers_cards_are_sent(qtbot: QtBot, window: MainWindow, desk: ExchangeDesk) -> None:
    desk.anki = True
    window.go("exchange")
    qtbot.waitUntil(lambda: is_offered(window, "Send to Anki"))
    assert not any("AnkiConnect" in text for text in texts(window))
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Sent to Anki: 248 cards in 226 notes, with 2,108 answers." in texts(window))
    assert desk.sent == [ExportOrder()]
    assert not is_offered(window, "Show in folder")


# --- Import


def test_a_file_is_shown_before_anything_changes(previewed: MainWindow, desk: ExchangeDesk) -> None:
    assert {
        "164 notes from Anki, read just now, nothing changed yet",
        "into Own decks › ML interview",
        "2 sounds are left out: cards here make no sound.",
        "840 answers come into the log, 12 of them given in Anki on cards of yours. "
        "One step, one undo. A backup is made first.",
    } <= texts(previewed)
    assert rows(previewed) == 164
    assert desk.taken == []
    assert control(previewed, "Import 121 notes").hasFocus()


def test_filters_show_the_notes_of_one_fate(previewed: MainWindow) -> None:
    control(previewed, "New 121").click()
    assert rows(previewed) == 121
    press(previewed, Qt.Key.Key_V)
    assert rows(previewed) == 38
    press(previewed, Qt.Key.Key_V)
    assert rows(previewed) == 5
    row = the_list(previewed).rows.index(0, 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Cannot: Label part 1 of a GPU, Image Occlusion, this kind is not shown here"
    )
    press(previewed, Qt.Key.Key_V)
    assert rows(previewed) == 164


def test_alt_i_takes_it_in_and_offers_undo(qtbot: QtBot, previewed: MainWindow, desk: ExchangeDesk) -> None:
    press(previewed, Qt.Key.Key_I, ALT)
    came_in = "121 new notes, 3 notes brought up to date, 840 answers and 1 picture came in."
    qtbot.waitUntil(lambda: came_in in texts(previewed))
    assert [preview.count(Fate.NEW) for preview in desk.taken] == [121]
    assert desk.noted == 1
    assert notice(previewed) == "", "the panel says it, and offers the undo"
    assert not any(one.isVisible() for one in previewed.findChildren(ArrivalList))


def test_undo_takes_back_what_came_in(
    qtbot: QtBot, previewed: MainWindow, desk: ExchangeDesk, library: Library
) -> None:
    press(previewed, Qt.Key.Key_I, ALT)
    qtbot.waitUntil(lambda: desk.noted == 1)
    assert control(previewed, "Undo").hasFocus()
    library.change_learning("Set recall", target_recall=0.95)
    QApplication.processEvents()
    assert "Nothing is read yet" in texts(previewed), "another step would be undone now"


def test_what_is_here_already_is_not_imported_again(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, file: Path
) -> None:
    desk.preview = replace(preview_of(file, new=0, cannot=0), answers=0, home=0)
    reads(qtbot, opened, file)
    assert "There is nothing to import: all that can be here is here already." in texts(opened)
    assert not control(opened, "Import").isEnabled()
    assert the_list(opened).hasFocus()
    press(opened, Qt.Key.Key_I, ALT)
    assert desk.taken == []


def test_not_now_puts_the_file_away(previewed: MainWindow, desk: ExchangeDesk) -> None:
    press(previewed, Qt.Key.Key_N, ALT)
    assert "Nothing is read yet" in texts(previewed)
    assert desk.taken == []


def test_escape_stops_reading(qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, file: Path) -> None:
    desk.go_on.clear()
    opened.exchange.read(file)
    qtbot.waitUntil(lambda: "Reading notes: 50 of 100" in texts(opened))
    press(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Nothing is read yet" in texts(opened))


def test_while_an_import_is_written_nothing_else_can_be(
    qtbot: QtBot, previewed: MainWindow, desk: ExchangeDesk
) -> None:
    desk.go_on.clear()
    press(previewed, Qt.Key.Key_I, ALT)
    assert desk.reached.wait(5)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Z):
        press(previewed, key, Qt.KeyboardModifier.ControlModifier)
        assert notice(previewed) == "The import has to end first; Esc stops it."
        assert previewed.page is previewed.exchange.page
    desk.go_on.set()
    qtbot.waitUntil(lambda: desk.noted == 1)
    press(previewed, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert previewed.page is previewed.today


def test_a_failed_import_keeps_the_file_in_sight(
    qtbot: QtBot, previewed: MainWindow, desk: ExchangeDesk
) -> None:
    desk.problem = "The collection could not be written."
    press(previewed, Qt.Key.Key_I, ALT)
    qtbot.waitUntil(lambda: notice(previewed).startswith(desk.problem))
    assert rows(previewed) == 164
    assert desk.noted == 0


def test_a_file_that_cannot_be_read_is_refused(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, file: Path
) -> None:
    desk.problem = "ml-interview.apkg is no package of Anki."
    opened.exchange.read(file)
    qtbot.waitUntil(lambda: notice(opened).startswith(desk.problem))
    assert "Nothing is read yet" in texts(opened)


def test_enter_in_the_list_of_notes_exports_nothing(previewed: MainWindow) -> None:
    the_list(previewed).setFocus()
    press(previewed, Qt.Key.Key_Return)
    assert not previewed.findChildren(QFileDialog)


def test_many_thousand_notes_come_into_sight_at_once(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, file: Path
) -> None:
    desk.preview = preview_of(file, new=50_000)
    reads(qtbot, opened, file)
    assert rows(opened) == 50_043
    assert len(the_list(opened).findChildren(QWidget)) < 20
    the_list(opened).setFocus()
    press(opened, Qt.Key.Key_End)
    assert the_list(opened).currentIndex().row() == 50_042


# --- Ways in


def test_control_o_chooses_a_file_here_and_remembers_its_folder(
    qtbot: QtBot, opened: MainWindow, file: Path, preferences: Preferences
) -> None:
    press(opened, Qt.Key.Key_O, CTRL)
    assert asks(opened).windowTitle() == "Import cards"
    chooses(qtbot, opened, file)
    qtbot.waitUntil(lambda: file.name in texts(opened))
    assert preferences.exchange_folder == str(file.parent)


def test_control_shift_i_begins_at_the_import(window: MainWindow) -> None:
    press(window, Qt.Key.Key_I, CTRL | SHIFT)
    assert window.page is window.exchange.page
    assert control(window, "Choose").hasFocus()


def drag(window: MainWindow, path: Path) -> Callable[[], None]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(600, 400), copy, data, left, NOTHING))

    def let_go() -> None:
        QApplication.sendEvent(window, QDropEvent(QPointF(600, 400), copy, data, left, NOTHING))
        QApplication.processEvents()

    return let_go


@pytest.mark.parametrize("ending", ["apkg", "colpkg", "csv", "tsv", "txt", "json"])
def test_a_dropped_file_of_cards_is_previewed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"cards.{ending}"
    path.touch()
    let_go = drag(window, path)
    overlay = window.findChild(DropOverlay)
    assert overlay is not None
    assert overlay.sentence == f"Let go to read cards.{ending}"
    let_go()
    qtbot.waitUntil(lambda: path.name in texts(window))
    assert window.page is window.exchange.page


# --- For everybody


def test_question_mark_lists_the_keys_of_the_page(previewed: MainWindow) -> None:
    press(previewed, Qt.Key.Key_Question)
    assert {
        "Export to file",
        "Next format",
        "Middle LLM Engineer, 248 cards",
        "With schedule",
        "Choose a file to import",
        "Import 121 notes",
        "Next filter",
    } <= texts(previewed)
    caps = {cap.accessibleName() for cap in previewed.findChildren(KeyCap) if cap.isVisible()}
    assert {"Key Ctrl Shift E", "Key Ctrl Shift I", "Key Alt I", "Key Ctrl O"} <= caps
    assert "Open a roadmap file" not in texts(previewed)


def test_every_control_has_a_name(previewed: MainWindow) -> None:
    press(previewed, Qt.Key.Key_T)
    page = previewed.exchange.page
    controls = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert len(controls) > 15
    assert [type(one).__name__ for one in controls if not one.accessibleName()] == []


def test_tab_goes_through_the_page_as_one_reads_it(opened: MainWindow) -> None:
    press(opened, Qt.Key.Key_L)
    control(opened, "Anki .apkg").setFocus()
    found = []
    for _ in range(10):
        focus = opened.focusWidget()
        assert focus is not None
        found.append(focus.accessibleName().split(",")[0])
        press(opened, Qt.Key.Key_Tab)
    assert found == [
        "Anki .apkg",
        "One level",
        "Junior LLM Engineer",
        "With schedule",
        "Decks by topic",
        "Choice questions too",
        "Sample before",
        "Next sample",
        "Export to file",
        "Choose",
    ]


@pytest.mark.parametrize("size", [(720, 540), (900, 600), (1280, 800)])
def test_nothing_is_cut_off_at_the_side(previewed: MainWindow, size: tuple[int, int]) -> None:
    press(previewed, Qt.Key.Key_T)
    previewed.resize(*size)
    for _ in range(5):
        QApplication.processEvents()
    page = previewed.exchange.page
    area = next(
        one for one in previewed.findChildren(QScrollArea) if one.isVisible() and one.widget() is page
    )
    assert area.horizontalScrollBar().maximum() == 0
    for part in page.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QAbstractButton | Text | QLineEdit | Panel):
            around = part.parentWidget()
            assert around is not None
            assert part.geometry().right() <= around.width(), part.accessibleName()
    for text in page.findChildren(Text):
        if text.isVisible() and text.wordWrap():
            assert text.height() >= text.heightForWidth(text.width()), text.text()


def test_numbers_follow_a_change_of_the_collection(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, library: Library
) -> None:
    desk.there = replace(desk.there, cards=1141)
    library.loaded_elsewhere(Change("Read decks", frozenset({"card"})))
    assert control(opened, "Whole collection").accessibleName() == "Whole collection, 1,141"


def test_without_a_desk_the_page_is_empty(
    qtbot: QtBot, theme: Theme, formulas: FormulaCache, preferences: Preferences
) -> None:
    window = MainWindow(theme, preferences, formulas)
    qtbot.addWidget(window)
    window.show()
    window.go("exchange")
    assert not is_offered(window, "Export to file")
    assert not window.acceptDrops()


def test_closing_the_window_stops_what_is_under_way(
    qtbot: QtBot, opened: MainWindow, desk: ExchangeDesk, file: Path, background: Background
) -> None:
    press(opened, Qt.Key.Key_Return)
    desk.go_on.clear()
    chooses(qtbot, opened, file)
    assert desk.reached.wait(5)
    opened.close()
    background.stop()
    assert desk.exported == []
