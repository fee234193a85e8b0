"""A roadmap file from the first look at it to its decks, by keyboard and by dropping it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.pages.roadmap import Stage
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drop_overlay import DropOverlay
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.fact_row import FactRow
from roadmap_cards.gui.widgets.find_field import FindField
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.notice import Notice
from roadmap_cards.gui.widgets.outline_rows import Tick
from roadmap_cards.gui.widgets.outline_tree import OutlineTree
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roadmap_desk import Order
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.warning_list import WarningList
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.parser import parse_roadmap

NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

COOKING = """# Cooking

## Phase 1: Basics

### Knives

- chef knife
- paring knife

### Heat

- boil
- roast

## Phase 2: Sauces

### Mother sauces

- velouté
- hollandaise

## Afterword

- rest well
"""


@dataclass(frozen=True)
class Known:
    key: str
    title: str
    items: int = 6
    topics: int = 3
    own: bool = True


@dataclass(frozen=True)
class Plan:
    decks: int
    to_write: int
    terms: int = 0
    drafts: int = 0
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    title: str
    decks: int
    to_write: int
    flaws: tuple[str, ...] = ()


@dataclass
class Desk:
    """A desk that reads with the parser and keeps what it was asked to make."""

    roadmaps: list[Known] = field(default_factory=list)
    made: list[Order] = field(default_factory=list)
    go_on: Event = field(default_factory=Event)
    problem: str = ""

    def known(self) -> list[Known]:
        return self.roadmaps

    def read(self, path: Path) -> tuple[Roadmap, frozenset[str]]:
        self.go_on.wait(10)
        roadmap = parse_roadmap(path.read_bytes(), path.stem, path.name)
        return roadmap, frozenset(aside.topic.key for aside in roadmap.asides)

    def plan(self, order: Order) -> Plan:
        topics = [topic for topic in order.roadmap.topics if topic.key not in order.left_out]
        items = [
            item.title
            for topic in topics
            for section in topic.sections
            for item in section.items
            if item.key not in order.left_out
        ]
        plan = Plan(len(topics), len(items), terms=1, drafts=2)
        return replace(plan, added=tuple(items[:5]), removed=("frying",)) if order.update else plan

    def make(self, order: Order) -> Made:
        if self.problem:
            raise ProblemError(self.problem, hint="Free some space.")
        self.made.append(order)
        plan = self.plan(order)
        return Made(order.title, plan.decks, plan.to_write)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.go_on.set()
    return desk


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
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
    tmp_path: Path,
    library: Library,
    preferences: Preferences,
    desk: Desk,
    background: Background,
) -> Iterator[MainWindow]:
    window = MainWindow(theme, preferences, FormulaCache(tmp_path / "formulas"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open(library)
    window.offer_roadmaps(desk, background)
    yield window
    window.roadmap.leave()  # so that nothing is asked of the worker after its end


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cooking.md"
    path.write_text(COOKING, encoding="utf-8")
    return path


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, file: Path) -> MainWindow:
    return opens(qtbot, window, file)


def opens(qtbot: QtBot, window: MainWindow, path: Path) -> MainWindow:
    window.open_roadmap(path)
    qtbot.waitUntil(lambda: window.roadmap.stage in {Stage.CHOOSING, Stage.REFUSED})
    QApplication.processEvents()
    return window


def the(window: QWidget, kind: type[QWidget]) -> QWidget:
    return next(part for part in window.findChildren(kind) if part.isVisible())


def tree(window: MainWindow) -> OutlineTree:
    found = the(window, OutlineTree)
    assert isinstance(found, OutlineTree)
    return found


def current(window: MainWindow) -> str:
    row = tree(window).row
    assert row is not None
    return row.title


def texts(window: MainWindow) -> set[str]:
    labels = {text.text() for text in window.findChildren(Text) if text.isVisible()}
    return labels | {text.text() for text in window.findChildren(ElidedText) if text.isVisible()}


def facts(window: MainWindow) -> list[str]:
    return [row.fact for row in window.findChildren(FactRow) if row.isVisible()]


def button(window: MainWindow, words: str) -> QPushButton:
    return next(
        one for one in window.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == words
    )


def option(window: MainWindow, words: str) -> QAbstractButton:
    return next(one for one in window.findChildren(QAbstractButton) if one.accessibleName() == words)


def is_offered(window: MainWindow, words: str) -> bool:
    return any(one.isVisible() and one.accessibleName() == words for one in window.findChildren(QPushButton))


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)
    QApplication.processEvents()


# --- What is shown


def test_the_page_says_what_was_understood(qtbot: QtBot, opened: MainWindow) -> None:
    shown = texts(opened)
    assert "Cooking" in shown
    assert "cooking.md: 2 levels, 3 topics, 3 sections, 6 items; 1 warning" in shown
    assert "What you get: 3 topics, 6 items" in shown
    assert tree(opened).hasFocus()
    qtbot.waitUntil(
        lambda: facts(opened) == ["6 places to write", "1 term to study at once", "2 drafts to look at"]
    )


def test_the_numbers_follow_the_ticks(qtbot: QtBot, opened: MainWindow) -> None:
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Space)
    assert "What you get: 2 topics, 4 items" in texts(opened)
    assert "4 items chosen" in texts(opened)
    qtbot.waitUntil(lambda: facts(opened)[:1] == ["4 places to write"])


def test_what_is_outside_the_levels_is_left_out_until_it_is_taken_in(
    qtbot: QtBot, opened: MainWindow, desk: Desk
) -> None:
    assert "afterword" in opened.roadmap.order.left_out
    press(opened, Qt.Key.Key_End)
    assert current(opened) == "Afterword"
    press(opened, Qt.Key.Key_Space)
    assert "afterword" not in opened.roadmap.order.left_out
    assert "What you get: 4 topics, 7 items" in texts(opened)
    qtbot.waitUntil(lambda: facts(opened)[:1] == ["7 places to write"])
    roadmap = opened.roadmap.order.roadmap
    assert [topic.title for topic in roadmap.levels[-1].topics] == ["Afterword"]
    assert roadmap.asides == ()


def test_a_warning_leads_to_its_row(opened: MainWindow) -> None:
    press(opened, Qt.Key.Key_F8)
    assert current(opened) == "Afterword"
    warnings = the(opened, WarningList)
    assert isinstance(warnings, WarningList)
    press(opened, Qt.Key.Key_Home)
    place = warnings.visualItemRect(warnings.item(0)).center()
    QTest.mouseClick(warnings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert current(opened) == "Afterword"
    assert "is outside the levels" in warnings.item(0).text()


def test_a_file_without_warnings_says_so(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("# Plain\n\n## A\n\n- one\n\n## B\n\n- two\n", encoding="utf-8")
    opens(qtbot, window, path)
    assert "Everything: nothing was repaired or skipped." in texts(window)
    assert not any(one.isVisible() for one in window.findChildren(WarningList))


def test_slash_finds_and_escape_returns_to_the_tree(opened: MainWindow) -> None:
    press(opened, Qt.Key.Key_Slash)
    field = opened.focusWidget()
    assert isinstance(field, FindField)
    QTest.keyClicks(field, "knife")
    assert current(opened) == "chef knife"
    assert field.accessibleDescription() == "1 of 2"
    press(opened, Qt.Key.Key_Return)
    assert current(opened) == "paring knife"
    press(opened, Qt.Key.Key_Return)
    assert current(opened) == "chef knife"
    press(opened, Qt.Key.Key_Return, SHIFT)
    assert current(opened) == "paring knife"
    press(opened, Qt.Key.Key_Escape)
    assert tree(opened).hasFocus()
    assert opened.page is opened.roadmap
    press(opened, Qt.Key.Key_Space)
    assert "knives/general/paring-knife" in opened.roadmap.order.left_out


def test_keys_tick_everything_nothing_and_unfold(opened: MainWindow) -> None:
    press(opened, Qt.Key.Key_A, CTRL | SHIFT)
    assert "0 items chosen" in texts(opened)
    press(opened, Qt.Key.Key_A, CTRL)
    assert "6 items chosen" in texts(opened)
    press(opened, Qt.Key.Key_E)
    assert tree(opened).is_unfolded
    press(opened, Qt.Key.Key_E)
    assert not tree(opened).is_unfolded


def test_question_mark_lists_the_keys_of_the_page(opened: MainWindow) -> None:
    QTest.keyClicks(tree(opened), "?")
    shown = texts(opened)
    assert {"Make decks", "Not now", "Tick, or leave out", "Next warning", "Open a roadmap file"} <= shown


def test_every_control_has_a_name(opened: MainWindow) -> None:
    controls = [
        control
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView)
        for control in opened.findChildren(kind)
        if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(controls) >= 5
    assert [control for control in controls if not control.accessibleName()] == []


def test_tab_goes_from_the_tree_to_the_warnings_and_the_buttons(opened: MainWindow) -> None:
    reached = []
    for _ in range(4):
        press(opened, Qt.Key.Key_Tab)
        focus = opened.focusWidget()
        reached.append(focus.accessibleName() if focus is not None else "")
    assert reached == ["Warnings by line", "Not now", "Make decks", "Find in this roadmap"]


def test_in_a_small_window_the_panels_go_below_the_tree(opened: MainWindow) -> None:
    panels = [panel for panel in opened.roadmap.findChildren(Panel) if panel.isVisible()]
    assert len({panel.mapTo(opened, QPoint(0, 0)).x() for panel in panels}) == 2
    opened.resize(900, 600)
    QApplication.processEvents()
    assert len({panel.mapTo(opened, QPoint(0, 0)).x() for panel in panels}) == 1
    assert opened.width() == 900
    make = button(opened, "Make decks")
    corners = (make.rect().topLeft(), make.rect().bottomRight())
    assert all(opened.rect().contains(make.mapTo(opened, corner)) for corner in corners)


# --- Reading


def test_reading_is_said_only_when_it_takes_long_and_can_be_left(
    qtbot: QtBot, window: MainWindow, file: Path, desk: Desk
) -> None:
    desk.go_on.clear()
    window.open_roadmap(file)
    QApplication.processEvents()
    assert "Reading cooking.md …" not in texts(window)
    qtbot.waitUntil(lambda: "Reading cooking.md …" in texts(window))
    assert window.focusWidget() is button(window, "Cancel")
    press(window, Qt.Key.Key_Escape)
    assert window.page is window.today
    desk.go_on.set()
    with qtbot.waitSignal(window.roadmap.left, timeout=300, raising=False):
        pass
    assert window.page is window.today
    assert window.roadmap.stage is Stage.NONE


def test_a_file_without_anything_to_learn_is_refused_in_place(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "notes.md"
    path.write_text("Only prose, nothing else.\n", encoding="utf-8")
    opens(qtbot, window, path)
    shown = texts(window)
    assert any(text.startswith("notes.md: no bullets") for text in shown)
    assert any(text.startswith("Write topics as headings") for text in shown)
    assert window.focusWidget() is button(window, "Choose another")
    press(window, Qt.Key.Key_Return)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
    press(window, Qt.Key.Key_Escape)
    assert window.page is window.today


# --- Making


def test_control_enter_makes_decks_of_what_is_chosen(
    qtbot: QtBot, opened: MainWindow, desk: Desk, file: Path
) -> None:
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Space)
    press(opened, Qt.Key.Key_Return)
    assert opened.roadmap.stage is Stage.CHOOSING, "Enter in the tree makes nothing"
    with qtbot.waitSignal(opened.roadmap_made) as signal:
        press(opened, Qt.Key.Key_Return, CTRL)
    assert signal.args == [Made("Cooking", 2, 4)]
    order = desk.made[0]
    assert (order.key, order.title, order.source, order.update) == ("cooking", "Cooking", file, False)
    assert "knives" in order.left_out
    assert opened.page is opened.today
    notice = opened.findChild(Notice)
    assert notice is not None
    assert notice.accessibleName() == "Cooking: 2 decks with 4 places to write."
    assert not is_offered(opened, "Undo")


def test_nothing_chosen_makes_nothing_and_says_why(opened: MainWindow, desk: Desk) -> None:
    press(opened, Qt.Key.Key_A, CTRL | SHIFT)
    assert "Nothing is chosen. Tick at least one item." in texts(opened)
    assert not button(opened, "Make decks").isEnabled()
    press(opened, Qt.Key.Key_Return, CTRL)
    assert opened.roadmap.stage is Stage.CHOOSING
    assert desk.made == []


def test_what_goes_wrong_is_said_and_the_choice_is_kept(qtbot: QtBot, opened: MainWindow, desk: Desk) -> None:
    desk.problem = "The disk is full."
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Space)
    with qtbot.waitSignal(opened.roadmap.warned) as signal:
        press(opened, Qt.Key.Key_Return, CTRL)
    assert signal.args == ["The disk is full. Free some space."]
    assert opened.roadmap.stage is Stage.CHOOSING
    assert tree(opened).isEnabled()
    assert tree(opened).outline.rows.chosen == 4


def test_not_now_leaves_everything_as_it_was(opened: MainWindow, desk: Desk) -> None:
    press(opened, Qt.Key.Key_Escape)
    assert opened.page is opened.today
    assert desk.made == []


def test_who_leaves_by_mistake_finds_what_was_ticked(
    qtbot: QtBot, opened: MainWindow, file: Path, desk: Desk
) -> None:
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Space)
    press(opened, Qt.Key.Key_Escape)
    opens(qtbot, opened, file)
    assert "4 items chosen" in texts(opened)
    with qtbot.waitSignal(opened.roadmap_made):
        press(opened, Qt.Key.Key_Return, CTRL)
    opens(qtbot, opened, file)
    assert "6 items chosen" in texts(opened)


# --- A roadmap of that name is here


def test_a_roadmap_that_is_here_is_updated_and_its_changes_are_shown(
    qtbot: QtBot, window: MainWindow, desk: Desk, file: Path
) -> None:
    desk.roadmaps = [Known("kitchen", "COOKING")]
    opens(qtbot, window, file)
    assert "“COOKING” is here already." in texts(window)
    qtbot.waitUntil(lambda: facts(window)[-2:] == ["5 added", "1 removed"])
    assert "chef knife; paring knife; boil; and 2 more" in texts(window)
    assert "frying" in texts(window)
    with qtbot.waitSignal(window.roadmap_made):
        press(window, Qt.Key.Key_Return, CTRL)
    assert (desk.made[0].key, desk.made[0].update) == ("kitchen", True)


def test_it_can_be_added_beside_under_a_name_of_its_own(
    qtbot: QtBot, window: MainWindow, desk: Desk, file: Path
) -> None:
    desk.roadmaps = [Known("cooking", "Cooking"), Known("cooking-2", "Cooking 2")]
    opens(qtbot, window, file)
    option(window, "Add beside it").click()
    fields = window.findChildren(QLineEdit)
    name = next(one for one in fields if one.accessibleName() == "Name of the roadmap")
    assert name.isVisible()
    assert name.text() == "Cooking 3"
    name.setText("cooking")
    assert "A roadmap of this name is here already. Give it another." in texts(window)
    assert not button(window, "Make decks").isEnabled()
    name.setText("My kitchen")
    with qtbot.waitSignal(window.roadmap_made):
        press(window, Qt.Key.Key_Return, CTRL)
    order = desk.made[0]
    assert (order.key, order.title, order.update) == ("my-kitchen", "My kitchen", False)
    assert (order.roadmap.key, order.roadmap.title) == ("my-kitchen", "My kitchen")


def test_a_shipped_roadmap_is_never_updated(qtbot: QtBot, window: MainWindow, desk: Desk, file: Path) -> None:
    desk.roadmaps = [Known("cooking", "Cooking", own=False)]
    opens(qtbot, window, file)
    assert "“Cooking” comes with the program; yours is added beside it." in texts(window)
    assert not option(window, "Update it").isVisible()
    assert (window.roadmap.order.key, window.roadmap.order.update) == ("cooking-2", False)


# --- Ways in


def test_control_o_asks_for_a_file_and_remembers_its_folder(
    qtbot: QtBot, window: MainWindow, file: Path, preferences: Preferences
) -> None:
    press(window, Qt.Key.Key_O, CTRL)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: window.roadmap.stage is Stage.CHOOSING)
    assert window.page is window.roadmap
    assert preferences.roadmap_folder == str(file.parent)
    with qtbot.waitActive(window):
        window.activateWindow()
    press(window, Qt.Key.Key_O, CTRL)
    again = window.findChildren(QFileDialog)[-1]
    assert again.directory().absolutePath() == str(file.parent)
    again.close()


def test_the_settings_list_the_roadmaps_and_lead_to_another(
    qtbot: QtBot, window: MainWindow, desk: Desk, file: Path
) -> None:
    desk.roadmaps = [Known("kitchen", "Kitchen", items=140, topics=1)]
    window.go("settings")
    QApplication.processEvents()
    assert {"Roadmaps", "Kitchen", "140 items, 1 topic with cards"} <= texts(window)
    button(window, "Open a roadmap file …").click()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    opens(qtbot, window, file)
    press(window, Qt.Key.Key_Escape)
    assert window.page is window.settings


def test_without_a_desk_nothing_is_offered(
    qtbot: QtBot, theme: Theme, tmp_path: Path, library: Library, preferences: Preferences
) -> None:
    window = MainWindow(theme, preferences, FormulaCache(tmp_path / "formulas"))
    qtbot.addWidget(window)
    window.show()
    window.open(library)
    window.go("settings")
    QApplication.processEvents()
    assert "Roadmaps" not in texts(window)
    assert not window.acceptDrops()
    window.show_keys()
    assert "Open a roadmap file" not in texts(window)


def drag(window: MainWindow, *paths: Path) -> Callable[[], None]:
    """Drag files over the window and return what lets go of them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(600, 400), copy, data, left, none)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.processEvents()

    def let_go() -> None:
        QApplication.sendEvent(window, QDropEvent(QPointF(600, 400), copy, data, left, none))
        QApplication.processEvents()

    return let_go


def overlay(window: MainWindow) -> DropOverlay:
    found = window.findChild(DropOverlay)
    assert found is not None
    return found


def test_a_dropped_roadmap_is_read(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    let_go = drag(window, file)
    assert overlay(window).isVisible()
    assert overlay(window).sentence == "Let go to read cooking.md"
    let_go()
    assert not overlay(window).isVisible()
    qtbot.waitUntil(lambda: window.roadmap.stage is Stage.CHOOSING)
    assert "Cooking" in texts(window)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["photo.png"], "photo.png is no file that is opened here."),
        (["a.md", "b.md"], "These are 2 files; one is opened at a time."),
        (["folder.md/"], "folder.md is a folder."),
    ],
)
def test_what_is_no_roadmap_file_gets_one_sentence(
    window: MainWindow, tmp_path: Path, names: list[str], sentence: str
) -> None:
    for name in names:
        (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).touch()
    let_go = drag(window, *(tmp_path / name for name in names))
    assert overlay(window).sentence == sentence
    let_go()
    assert any(text.startswith(sentence) for text in texts(window))
    assert window.page is window.today


def test_the_overlay_goes_when_the_drag_leaves(window: MainWindow, file: Path) -> None:
    drag(window, file)
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not overlay(window).isVisible()


def test_a_level_says_how_much_of_it_is_chosen(opened: MainWindow) -> None:
    outline = tree(opened).outline
    outline.toggle(outline.index(0, 0, outline.index(0, 0)))
    assert outline.rows.roots[0].tick is Tick.PARTLY
    spoken = outline.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Phase 1: Basics, level, 2 of 4 items chosen"
