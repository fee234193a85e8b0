"""The side sheet: what it says, and that the keyboard comes in and goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.recall_chart import RecallCurve
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.why_sheet import WIDTH, WhySheet
from roadmap_cards.study.card import Rating
from roadmap_cards.study.curve import Curve

CURVE = Curve(((-14.0, 1.0), (0.0, 0.86)), (), ((0.0, 0.86), (7.0, 0.81)))


@dataclass(frozen=True)
class Past:
    day: date
    rating: Rating
    duration: int
    interval: int = 0
    step: int = 0


@dataclass(frozen=True)
class Beside:
    front: str
    recall: float | None


@dataclass(frozen=True)
class Told:
    sentence: str = "Recall fell to 86 %; you asked for 90 %."
    recall: float | None = 0.86
    target: float = 0.9
    stability: float | None = 12.2
    difficulty: float | None = 5.04
    answers: int = 3
    lapses: int = 1
    history: tuple[Past, ...] = (
        Past(date(2026, 11, 9), Rating.GOOD, 9_000, interval=12),
        Past(date(2026, 11, 1), Rating.AGAIN, 95_000, step=600_000),
    )
    curve: Curve = CURVE
    item: str = "Scaled dot-product attention"
    neighbours: tuple[Beside, ...] = (Beside("Why several heads?", 0.97), Beside("What is a mask?", None))
    misconception: date | None = None


NEW = Told(
    sentence="New: the next card of Attention Mechanism.",
    recall=None,
    stability=None,
    difficulty=None,
    answers=0,
    lapses=0,
    history=(),
    curve=Curve(),
)


class Host(QWidget):
    """A page with one button, which notes the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.reached: list[str] = []
        self.button = QPushButton("Show answer")
        QVBoxLayout(self).addWidget(self.button)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.reached.append(event.text())


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    host = Host()
    host.resize(1280, 800)
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    host.button.setFocus()
    return host


@pytest.fixture
def sheet(theme: Theme, host: Host) -> WhySheet:
    return WhySheet(theme, host)


def words(sheet: WhySheet) -> list[str]:
    return [text.text() for text in sheet.findChildren(Text) if text.isVisible()]


def left_edge(sheet: WhySheet) -> int:
    close = sheet.findChild(QScrollArea)
    assert close is not None
    panel = close.parentWidget()
    assert panel is not None
    return panel.mapTo(sheet, QPoint(0, 0)).x()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_it_says_why_and_what_is_known(sheet: WhySheet) -> None:
    sheet.show_explanation(Told())
    said = words(sheet)
    assert said[:2] == ["Why this card", "Recall fell to 86 %; you asked for 90 %."]
    facts = said[2:12]
    assert dict(zip(facts[::2], facts[1::2], strict=True)) == {
        "recall now": "86 %",
        "stability": "12 days",
        "difficulty": "5.0 of 10",
        "answers": "3",
        "forgotten": "once",
    }


def test_it_says_when_one_was_sure_and_wrong(sheet: WhySheet) -> None:
    sheet.show_explanation(Told(misconception=date(2026, 11, 21)))
    assert "In a quiz on 21 November 2026 you were sure of another answer." in words(sheet)


def test_the_history_has_a_row_for_each_answer(sheet: WhySheet) -> None:
    sheet.show_explanation(Told())
    said = words(sheet)
    at = said.index("9 November 2026")
    assert said[at : at + 8] == [
        *("9 November 2026", "Good", "9 s", "12 days"),
        *("1 November 2026", "Again", "2 min", "10 min"),
    ]


def test_the_curve_is_read_out(sheet: WhySheet) -> None:
    sheet.show_explanation(Told())
    curve = sheet.findChild(RecallCurve)
    assert curve is not None
    assert curve.accessibleDescription() == "Recall now 86 %; target 90 %; 81 % in 7 days"


def test_the_cards_of_the_item_stand_below(sheet: WhySheet) -> None:
    sheet.show_explanation(Told())
    said = words(sheet)
    at = said.index("Also about Scaled dot-product attention")
    assert said[at + 2 :] == ["Why several heads?", "97 %", "What is a mask?", "not seen"]


def test_a_new_card_shows_neither_curve_nor_history(sheet: WhySheet) -> None:
    sheet.show_explanation(replace(NEW, neighbours=()))
    assert words(sheet) == ["Why this card", "New: the next card of Attention Mechanism."]
    assert sheet.findChild(RecallCurve) is None


def test_a_second_card_replaces_the_first(sheet: WhySheet, host: Host) -> None:
    sheet.show_explanation(Told())
    sheet.show_explanation(replace(NEW, neighbours=()))
    assert words(sheet)[1] == "New: the next card of Attention Mechanism."
    sheet.close_sheet()
    assert host.button.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_I, Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_it_closes_by_key_and_the_keyboard_goes_back(sheet: WhySheet, host: Host, key: Qt.Key) -> None:
    sheet.show_explanation(Told())
    assert sheet.isAncestorOf(focus())
    assert focus().accessibleName() == "Close"
    QTest.keyClick(focus(), key)
    assert not sheet.isVisible()
    assert host.button.hasFocus()
    assert host.reached == []


def test_its_button_and_a_click_beside_it_close_it(sheet: WhySheet, host: Host) -> None:
    sheet.show_explanation(Told())
    close = sheet.findChild(IconButton)
    assert close is not None
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    sheet.show_explanation(Told())
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(1000, 400))
    assert sheet.isVisible()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(100, 400))
    assert not sheet.isVisible()
    assert host.button.hasFocus()


def test_no_key_reaches_the_page_below(sheet: WhySheet, host: Host) -> None:
    sheet.show_explanation(Told())
    for key in (Qt.Key.Key_3, Qt.Key.Key_U, Qt.Key.Key_Tab):
        QTest.keyClick(focus(), key)
    assert host.reached == []
    assert sheet.isAncestorOf(focus())


def test_a_long_history_is_scrolled_by_key(sheet: WhySheet) -> None:
    sheet.show_explanation(replace(Told(), history=Told().history * 30))
    QApplication.processEvents()
    area = sheet.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(focus(), Qt.Key.Key_PageDown)
    further = bar.value()
    assert further > 100
    QTest.keyClick(focus(), Qt.Key.Key_Up)
    assert 0 < bar.value() < further
    QTest.keyClick(focus(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert not area.horizontalScrollBar().isVisible()


def test_it_lies_at_the_right_and_takes_a_small_window_whole(sheet: WhySheet, host: Host) -> None:
    sheet.show_explanation(Told())
    assert left_edge(sheet) == 1280 - WIDTH
    host.resize(900, 600)
    QApplication.processEvents()
    assert left_edge(sheet) == 900 - WIDTH
    host.resize(720, 540)
    QApplication.processEvents()
    assert left_edge(sheet) == 0
