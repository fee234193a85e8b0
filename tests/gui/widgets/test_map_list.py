"""The list of the map says what the map shows, sorts, and keeps its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.map_list import ICON, MapList, MapModel
from roadmap_cards.library.map import MapTopic, RoadmapMap
from roadmap_cards.study.mastery import HELD, CardMemory, Lens, Mastery, of_item


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


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_what_was_not_seen_comes_last_whatever_the_order(listed: MapList, order: Qt.SortOrder) -> None:
    seen, unseen = {"Solid", "Fading", "Learning"}, {"New", "Unwritten"}
    for column in (1, 2, 3, 5):
        listed.sortByColumn(column, order)
        shown = [row[0] for row in rows(listed.model()) if row[0] in seen | unseen]
        assert set(shown[:3]) == seen, column
        assert set(shown[3:]) == unseen, column


@pytest.mark.parametrize(
    ("order", "shares"),
    [
        (Qt.SortOrder.AscendingOrder, [0.5, 0.7, 0.9, None]),
        (Qt.SortOrder.DescendingOrder, [0.9, 0.7, 0.5, None]),
    ],
)
def test_topics_are_sorted_in_their_level_by_their_own_share(
    listed: MapList, a_map: RoadmapMap, order: Qt.SortOrder, shares: list[float | None]
) -> None:
    level = a_map.levels[0]
    row = level.topics[0].sections[0]

    def topic(number: int, recall: float | None) -> MapTopic:
        mastery = of_item([CardMemory(9, recall)]) if recall is not None else Mastery(items=1)
        item = replace(row.items[0], id=100 + number, mastery=mastery)
        section = replace(row, id=number, items=(item,))
        return replace(level.topics[0], id=number, title=f"{recall}", sections=(section,))

    topics = tuple(topic(number, share) for number, share in enumerate((0.7, None, 0.9, 0.5)))
    listed.set_map(replace(a_map, levels=(replace(level, topics=topics),)), Lens.RECALL)
    listed.sortByColumn(2, order)
    model = listed.model()
    first = model.index(0, 0)
    assert [model.index(at, 0, first).data() for at in range(4)] == [str(share) for share in shares]


def test_a_click_on_a_title_sorts_and_its_arrow_stands_beside_the_words(listed: MapList) -> None:
    def titles() -> list[str]:
        return [str(listed.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(1, 6)]

    header = listed.header()
    place = QPoint(header.sectionViewportPosition(2) + 10, header.height() // 2)
    seen = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        seen.append(titles()[1])
    assert seen == ["Recall ↑", "Recall ↓", "Recall"], "the third click brings back the roadmap's order"
    assert titles() == ["Mastery", "Recall", "Stability", "Quiz", "Coverage"]
    for column in range(1, 9):
        listed.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        words = str(listed.model().headerData(column, Qt.Orientation.Horizontal))
        room = header.sectionSize(column) - 12
        assert header.fontMetrics().horizontalAdvance(words) <= room, words
    assert not header.isSortIndicatorShown(), "Qt's own arrow would lie over the words"


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
    missing = "\n".join([*a_map.levels[0].readiness.conditions, HELD])
    assert "Its exam is not passed yet." in missing
    assert held.data(Qt.ItemDataRole.ToolTipRole) == missing
    assert level.data(Qt.ItemDataRole.AccessibleDescriptionRole) == missing
    topic = model.index(0, 6, level)
    assert topic.data(Qt.ItemDataRole.ToolTipRole) == HELD, "what is counted there"
    assert topic.data(Qt.ItemDataRole.AccessibleDescriptionRole) is None
    item = model.index(0, 6, model.index(0, 0, model.index(0, 0, level)))
    assert item.data(Qt.ItemDataRole.ToolTipRole) is None
    listed.show_day(replace(a_map, day=a_map.day + 9), {1})
    later = model.index(0, 6)  # those of before are not valid any more
    assert "Topic 1 stays paused." in later.data(Qt.ItemDataRole.ToolTipRole).split("\n")


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
