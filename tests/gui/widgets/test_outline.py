"""The outline of a roadmap: ticks, counts, what is left out, and the tree that shows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.outline_model import amount
from roadmap_cards.gui.widgets.outline_rows import Kind, OutlineRows, Row, Tick, shape
from roadmap_cards.gui.widgets.outline_tree import OutlineTree, box_in
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.parser import parse_roadmap

TEXT = """# Cooking

## Phase 1: Basics

### Knives

- `chef` knife
- paring knife

### Heat

**Wet:**

- boil
- simmer
- poach

**Dry:**

- roast

## Phase 2: Sauces

### Mother sauces

- velouté
- hollandaise

## Afterword

- rest well
"""


@pytest.fixture
def roadmap() -> Roadmap:
    return parse_roadmap(TEXT, "cooking")


@pytest.fixture
def rows(roadmap: Roadmap) -> OutlineRows:
    return OutlineRows(roadmap, {aside.topic.key for aside in roadmap.asides})


@pytest.fixture
def tree(qtbot: QtBot, theme: Theme, roadmap: Roadmap) -> OutlineTree:
    tree = OutlineTree(theme)
    qtbot.addWidget(tree)
    tree.resize(500, 500)
    with qtbot.waitActive(tree):
        tree.show()
        tree.activateWindow()
    tree.show_roadmap(roadmap, {aside.topic.key for aside in roadmap.asides})
    tree.setFocus()
    QApplication.processEvents()
    return tree


def row(rows: OutlineRows, title: str) -> Row:
    return next(row for row in rows.walk() if row.title == title)


def shown(tree: OutlineTree) -> list[str]:
    titles, index = [], tree.outline.index(0, 0)
    while index.isValid():
        titles.append(str(index.data()))
        index = tree.indexBelow(index)
    return titles


# --- Ticks


def test_everything_is_ticked_but_what_is_left_out(rows: OutlineRows) -> None:
    outside = rows.roots[-1]
    assert (outside.kind, outside.tick, outside.title) == (Kind.ASIDES, Tick.OFF, "Outside the levels")
    assert [below.title for below in outside.rows] == ["Afterword"]
    assert {root.tick for root in rows.roots[:-1]} == {Tick.ON}
    assert (rows.topics, rows.chosen) == (3, 8)


def test_what_is_below_follows_and_what_is_above_shows_that_it_is_partly_chosen(rows: OutlineRows) -> None:
    row(rows, "Wet").set(on=False)
    assert {below.tick for below in row(rows, "Wet").walk()} == {Tick.OFF}
    assert row(rows, "Heat").tick is Tick.PARTLY
    assert rows.roots[0].tick is Tick.PARTLY
    assert row(rows, "Knives").tick is Tick.ON
    assert rows.roots[1].tick is Tick.ON
    row(rows, "roast").set(on=False)
    assert row(rows, "Heat").tick is Tick.OFF
    assert rows.roots[0].tick is Tick.PARTLY
    rows.roots[0].set(on=True)
    assert {below.tick for below in rows.roots[0].walk()} == {Tick.ON}


def test_counts_follow_every_tick(rows: OutlineRows) -> None:
    heat, level = row(rows, "Heat"), rows.roots[0]
    assert (amount(heat), amount(level), amount(row(rows, "roast"))) == ("4", "6", "")
    row(rows, "simmer").set(on=False)
    row(rows, "simmer").set(on=False)
    assert (amount(heat), amount(level)) == ("3 of 4", "5 of 6")
    assert (rows.topics, rows.chosen) == (3, 7)
    heat.set(on=False)
    assert (amount(heat), amount(level)) == ("0 of 4", "2 of 6")
    assert (rows.topics, rows.chosen) == (2, 2 + 2)
    heat.set(on=True)
    assert (amount(level), rows.chosen) == ("6", 8)


def test_left_out_names_topics_sections_and_items_but_no_levels(rows: OutlineRows) -> None:
    outside = {"afterword", "afterword/general", "afterword/general/rest-well"}
    assert rows.left_out == outside
    row(rows, "Wet").set(on=False)
    assert rows.left_out == outside | {
        "heat/wet",
        "heat/wet/boil",
        "heat/wet/simmer",
        "heat/wet/poach",
    }
    rows.roots[1].set(on=False)
    assert {"mother-sauces", "mother-sauces/general", "mother-sauces/general/veloute"} < rows.left_out
    assert all(not key.startswith("phase") for key in rows.left_out)
    rows.roots[-1].set(on=True)
    assert not outside & rows.left_out


def test_a_section_without_a_name_of_its_own_is_not_a_row(rows: OutlineRows) -> None:
    assert [below.title for below in row(rows, "Knives").rows] == ["chef knife", "paring knife"]


def test_everything_at_once_leaves_out_what_is_outside_the_levels(rows: OutlineRows) -> None:
    rows.set_all(on=False)
    assert (rows.topics, rows.chosen) == (0, 0)
    rows.set_all(on=True)
    assert rows.chosen == 8
    assert rows.roots[-1].tick is Tick.OFF


def test_a_line_of_the_file_leads_to_the_nearest_row(rows: OutlineRows) -> None:
    lines = TEXT.splitlines()

    def nearest(text: str, after: int = 0) -> str:
        found = rows.nearest(lines.index(text) + 1 + after)
        assert found is not None
        return found.title

    assert nearest("- simmer") == "simmer"
    assert nearest("- roast", after=1) == "roast"
    assert nearest("# Cooking") == "Phase 1: Basics"
    assert nearest("## Afterword") == "Afterword"


def test_words_are_found_in_any_case(rows: OutlineRows) -> None:
    assert [found.title for found in rows.found("KNI")] == ["Knives", "chef knife", "paring knife"]
    assert rows.found("  ") == []
    assert rows.found("oven") == []


def test_the_shape_counts_what_is_inside_the_levels(roadmap: Roadmap) -> None:
    assert shape(roadmap) == {"level": 2, "topic": 3, "section": 4, "item": 8}


# --- The tree


def test_levels_are_unfolded_at_first_and_topics_are_not(tree: OutlineTree) -> None:
    assert shown(tree) == [
        "Phase 1: Basics",
        "Knives",
        "Heat",
        "Phase 2: Sauces",
        "Mother sauces",
        "Outside the levels",
        "Afterword",
    ]


def test_arrows_move_and_unfold_and_space_ticks(tree: OutlineTree) -> None:
    heard: list[int] = []
    tree.ticked.connect(lambda: heard.append(tree.outline.rows.chosen))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(tree, key)
    assert tree.row is not None
    assert tree.row.title == "Wet"
    QTest.keyClick(tree, Qt.Key.Key_Space)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert tree.row.title == "Heat"
    ticks = [tree.row.tick]
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert [*ticks, tree.row.tick] == [Tick.PARTLY, Tick.ON]
    assert heard == [5, 8]


def test_a_click_into_the_box_ticks_and_beside_it_does_not(tree: OutlineTree) -> None:
    knives = tree.outline.index(0, 0, tree.outline.index(0, 0))
    box = box_in(tree.visualRect(knives)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert tree.outline.rows.chosen == 6
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box + QPoint(60, 0))
    assert tree.outline.rows.chosen == 6
    assert tree.currentIndex() == knives
    QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert not tree.isExpanded(knives)


def test_what_a_screen_reader_is_told(tree: OutlineTree) -> None:
    heat = tree.outline.index(1, 0, tree.outline.index(0, 0))
    row(tree.outline.rows, "Wet").set(on=False)
    assert heat.data(Qt.ItemDataRole.AccessibleTextRole) == "Heat, topic, 1 of 4 items chosen"
    assert heat.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.PartiallyChecked
    assert tree.accessibleName() == "What to learn"


def test_a_long_title_is_shortened_and_its_tool_tip_has_it_whole(qtbot: QtBot, theme: Theme) -> None:
    title = "A very long heading about everything " * 12
    tree = OutlineTree(theme)
    qtbot.addWidget(tree)
    tree.resize(400, 300)
    tree.show_roadmap(parse_roadmap(f"# R\n\n## {title}\n\n- one\n\n## B\n\n- two\n", "r"))
    tree.show()
    QApplication.processEvents()
    index = tree.outline.index(0, 0, tree.outline.index(0, 0))
    assert title.strip() in index.data(Qt.ItemDataRole.ToolTipRole)
    assert tree.visualRect(index).width() <= tree.viewport().width()
    assert not tree.horizontalScrollBar().isVisible()


def test_five_thousand_items_are_ticked_and_scrolled(qtbot: QtBot, theme: Theme) -> None:
    topics = [
        f"### The {topic}th of all\n" + "".join(f"- item {topic} {number}\n" for number in range(25))
        for topic in range(200)
    ]
    text = "\n".join(["# Big", "## Junior", *topics[:100], "## Middle", *topics[100:]])
    tree = OutlineTree(theme)
    qtbot.addWidget(tree)
    tree.resize(500, 400)
    tree.show()
    tree.show_roadmap(parse_roadmap(text, "big"))
    assert tree.outline.rows.chosen == 5000
    tree.expandAll()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert tree.outline.rows.chosen == 2500
    QTest.keyClick(tree, Qt.Key.Key_End)
    assert tree.row is not None
    assert tree.row.title == "item 199 24"
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center())
