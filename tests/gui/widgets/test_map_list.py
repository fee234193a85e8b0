"""The list of the map says what the map shows, sorts, and keeps its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.map_list import ICON, MapList, MapModel
from roadmap_cards.library.map import RoadmapMap
from roadmap_cards.study.mastery import Lens


@pytest.fixture
def listed(qtbot: QtBot, theme: Theme, a_map: RoadmapMap) -> MapList:
    view = MapList(theme)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.set_map(a_map, Lens.MASTERY)
    view.show()
    QApplication.processEvents()
    return view


def rows(model: QAbstractItemModel, above: QModelIndex | None = None) -> list[list[str]]:
    """Return the words of all rows, top to bottom."""
    above = above or QModelIndex()
    found: list[list[str]] = []
    for row in range(model.rowCount(above)):
        found.append(
            [str(model.index(row, column, above).data()) for column in range(model.columnCount(above))]
        )
        found += rows(model, model.index(row, 0, above))
    return found


def test_the_model_keeps_the_rules_of_qt(
    qtbot: QtBot, listed: MapList, qtmodeltester: ModelTester, a_map: RoadmapMap
) -> None:
    model = listed.findChild(MapModel)
    assert model is not None
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_the_list_says_what_the_map_shows(listed: MapList, a_map: RoadmapMap) -> None:
    found = rows(listed.model())
    titles = [row[0] for row in found]
    assert titles[:3] == ["First level", "Topic 1", "Section 1"]
    assert len(found) == 2 + 4 + 8 + 46
    by_title = {row[0]: row[1:] for row in found}
    assert by_title["Solid"] == ["83 %", "96 %", "49 days", "75 %", "100 %", "Solid", "", "2"]
    assert by_title["Learning"] == ["8 %", "75 %", "3 days", "33 %", "33 %", "Learning", "2", "3"]
    assert by_title["New"] == ["–", "–", "–", "–", "–", "Not seen yet", "", "1"]
    assert by_title["Unwritten"] == ["–", "–", "–", "–", "–", "No card yet", "", ""]
    assert by_title["Suspended"] == ["–", "–", "–", "–", "–", "All cards suspended", "", "1"]
    level = a_map.levels[0]
    assert by_title["First level"][0] == f"{level.mastery.mastery * 100:.0f} %"
    assert by_title["First level"][5] == "1 of 29 held"


def test_it_sorts_by_number_not_by_letter(listed: MapList) -> None:
    listed.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    titles = [row[0] for row in rows(listed.model())]
    assert [title for title in titles if title in {"Solid", "Fading", "Learning", "New"}] == [
        "Solid",
        "Fading",
        "Learning",
        "New",
    ]
    listed.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    titles = [row[0] for row in rows(listed.model())]
    assert [title for title in titles if title in {"Solid", "Fading", "Learning", "New"}] == [
        "Fading",
        "Solid",
        "Learning",
        "New",
    ], "what was never asked comes last"
    listed.sortByColumn(6, Qt.SortOrder.AscendingOrder)
    titles = [row[0] for row in rows(listed.model())]
    assert titles.index("Learning") < titles.index("Fading") < titles.index("Solid")


def test_keys_move_tell_and_open(qtbot: QtBot, listed: MapList) -> None:
    told: list[int] = []
    opened: list[tuple[int, int]] = []
    listed.selected.connect(told.append)
    listed.opened.connect(lambda topic, item: opened.append((topic, item)))
    listed.select(1)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert (told, listed.item) == ([2], 2)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    QTest.keyClick(listed, Qt.Key.Key_Left)
    QTest.keyClick(listed, Qt.Key.Key_Left)
    QTest.keyClick(listed, Qt.Key.Key_Left)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert opened == [(1, 2), (1, 0)], "an item with its topic, then the topic itself"


def test_letters_are_left_to_the_page(listed: MapList) -> None:
    listed.select(1)
    QTest.keyClicks(listed, "unwritten")
    assert listed.item == 1


def test_a_new_map_keeps_what_is_open_and_selected(listed: MapList, a_map: RoadmapMap) -> None:
    listed.select(40)
    listed.set_map(replace(a_map, day=a_map.day + 1), Lens.RECALL)
    assert listed.item == 40
    assert listed.isExpanded(listed.currentIndex().parent())


def test_a_level_says_what_is_missing_for_it_to_be_ready(listed: MapList, a_map: RoadmapMap) -> None:
    model = listed.model()
    level, held = model.index(0, 0), model.index(0, 6)
    missing = "\n".join(a_map.levels[0].readiness.conditions)
    assert "Its exam is not passed yet." in missing
    assert held.data(Qt.ItemDataRole.ToolTipRole) == missing
    assert level.data(Qt.ItemDataRole.AccessibleDescriptionRole) == missing
    topic = model.index(0, 6, level)
    assert topic.data(Qt.ItemDataRole.ToolTipRole) is None


def test_in_a_narrow_list_the_lens_has_its_column_alone(listed: MapList, a_map: RoadmapMap) -> None:
    def shown() -> list[str]:
        header, model = listed.header(), listed.model()
        columns = [at for at in range(header.count()) if not header.isSectionHidden(at)]
        return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns]

    assert shown() == [
        "Roadmap",
        "Mastery",
        "Recall",
        "Stability",
        "Quiz",
        "Coverage",
        "State",
        "Due",
        "Cards",
    ]
    listed.resize(430, 300)
    QApplication.processEvents()
    assert shown() == ["Roadmap", "Mastery", "State"]
    listed.set_map(a_map, Lens.QUIZ)
    assert shown() == ["Roadmap", "Quiz", "State"]
    for width, more in ((560, ["Due"]), (650, ["Due", "Cards"])):
        listed.resize(width, 300)
        QApplication.processEvents()
        assert shown() == ["Roadmap", "Quiz", "State", *more]


def test_in_the_smallest_window_titles_have_most_of_the_list(listed: MapList) -> None:
    listed.resize(448, 300)
    listed.select(1)
    QApplication.processEvents()
    row = listed.visualRect(listed.currentIndex())
    assert row.width() - ICON > 190
    assert not listed.horizontalScrollBar().isVisible()
