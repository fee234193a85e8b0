"""A roadmap file becomes decks through the window's page, with real generator and collection behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.background import Background
from roadmap_cards.gui.desk import Desk, Done
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.outline_rows import Kind
from roadmap_cards.gui.widgets.outline_tree import OutlineTree
from roadmap_cards.library.change import Change
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder

BAKING = """# Baking

Read this first.

## Phase 1

### Bread

- Gluten: the protein net that holds the gas
- Proofing
- RLHF (Reinforcement Learning from Human Feedback)

### Pastry

- Lamination
- Choux

## Phase 2

### Cakes

- Sponge
- Creaming
"""


def now() -> datetime:
    return datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def library(folder: DataFolder) -> Iterator[Library]:
    with OpenCollection(folder, now) as library:
        library.decks.load_changed(folder)
        yield library


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, tmp_path: Path, folder: DataFolder, library: Library
) -> Iterator[MainWindow]:
    preferences = Preferences(QSettings(str(tmp_path / "looks.ini"), QSettings.Format.IniFormat))
    background = Background()
    window = MainWindow(theme, preferences, FormulaCache(None))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.open(library)
    window.offer_roadmaps(Desk(folder, library, now), background)
    window.roadmap_made.connect(
        lambda _: library.loaded_elsewhere(Change("Read decks", frozenset({"card", "entry", "topic"})))
    )
    yield window
    background.stop()


def make(qtbot: QtBot, window: MainWindow) -> Done:
    page = window.roadmap
    with qtbot.waitSignal(window.roadmap_made, timeout=20_000) as made:
        page.make_decks()
    QApplication.processEvents()
    assert made.args is not None
    done = made.args[0]
    assert isinstance(done, Done)
    return done


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> OutlineTree:
    window.open_roadmap(path)
    qtbot.waitUntil(lambda: window.roadmap.stage.name == "CHOOSING", timeout=20_000)
    (tree,) = window.roadmap.findChildren(OutlineTree)
    return tree


def test_a_file_becomes_decks_that_are_studied_beside_the_shipped_ones(
    qtbot: QtBot, window: MainWindow, library: Library, folder: DataFolder, tmp_path: Path
) -> None:
    path = tmp_path / "baking.md"
    path.write_text(BAKING, encoding="utf-8")
    tree = opened(qtbot, window, path)
    assert tree.outline.rows.chosen == 7
    done = make(qtbot, window)
    assert (done.title, done.decks, done.to_write) == ("Baking", 3, 7)
    assert [row.title for row in library.roadmaps.known()][-1] == "Baking"
    assert sorted(file.name for file in (folder.decks / "baking").glob("[!_]*.md")) == [
        "bread.md",
        "cakes.md",
        "pastry.md",
    ]
    bread = next(topic for topic in library.decks.topics() if topic.title == "Bread")
    assert bread.cards == 2, "the spelled-out acronym, both ways; all else is still to be written"
    assert library.reviews.plan(topic="bread").cards


def test_what_was_left_out_stays_out_when_the_file_is_read_again(
    qtbot: QtBot, window: MainWindow, library: Library, folder: DataFolder, tmp_path: Path
) -> None:
    path = tmp_path / "baking.md"
    path.write_text(BAKING, encoding="utf-8")
    tree = opened(qtbot, window, path)
    pastry = next(row for row in tree.outline.rows.walk() if row.title == "Pastry")
    pastry.set(on=False)
    make(qtbot, window)
    path.write_text(BAKING.replace("- Sponge", "- Sponge\n- Genoise"), encoding="utf-8")
    tree = opened(qtbot, window, path)
    titles = {row.title: row for row in tree.outline.rows.walk() if row.kind is not Kind.LEVEL}
    assert titles["Pastry"].chosen == 0
    assert titles["Cakes"].chosen == 3
    make(qtbot, window)
    known = library.roadmaps.known()[-1]
    assert (known.title, known.items) == ("Baking", 6)
    assert not (folder.decks / "baking" / "pastry.md").exists()


def test_a_file_without_anything_to_learn_is_refused_in_place(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "empty.md"
    path.write_text("Just a sentence.\n", encoding="utf-8")
    window.open_roadmap(path)
    qtbot.waitUntil(lambda: window.roadmap.stage.name == "REFUSED", timeout=20_000)
    assert len(library.roadmaps.known()) == 1


def test_a_copy_of_the_file_under_another_name_is_the_same_roadmap(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "baking.md"
    path.write_text(BAKING, encoding="utf-8")
    tree = opened(qtbot, window, path)
    next(row for row in tree.outline.rows.walk() if row.title == "Pastry").set(on=False)
    make(qtbot, window)
    copy = tmp_path / "download (1).md"
    copy.write_text(BAKING, encoding="utf-8")
    tree = opened(qtbot, window, copy)
    assert next(row for row in tree.outline.rows.walk() if row.title == "Pastry").chosen == 0
    make(qtbot, window)
    assert [known.title for known in library.roadmaps.known()].count("Baking") == 1


def test_decks_are_made_of_what_was_shown(
    qtbot: QtBot, window: MainWindow, folder: DataFolder, tmp_path: Path
) -> None:
    path = tmp_path / "baking.md"
    path.write_text(BAKING, encoding="utf-8")
    opened(qtbot, window, path)
    path.write_text(BAKING.replace("Sponge", "Genoise"), encoding="utf-8")
    make(qtbot, window)
    home = folder.decks / "baking"
    assert "Sponge" in (home / "_roadmap.md").read_text(encoding="utf-8")
    assert "Sponge" in (home / "cakes.md").read_text(encoding="utf-8")
