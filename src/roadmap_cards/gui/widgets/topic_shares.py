"""The topics that a quiz draws on, each with a square for every question of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_box, draw_text, middle_baseline, painter_on

ROW = 24
SIDE, STEP = 10.0, 14.0
MOST_SQUARES = 8
"""Questions of a topic that are shown as squares; more are told in figures."""


@dataclass(frozen=True, slots=True)
class TopicShare:
    """A topic with how many questions are its, and how many of them are answered."""

    title: str
    questions: int
    answered: int


class TopicShares(QWidget):
    """One row a topic: its title, and squares that fill as its questions are answered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares: tuple[TopicShare, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_shares(self, shares: Sequence[TopicShare]) -> None:
        self._shares = tuple(shares)
        self.setAccessibleName(
            "; ".join(f"{one.title}, {one.answered} of {one.questions} answered" for one in shares)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, ROW * len(self._shares))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, ROW * len(self._shares))

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("label")
        metrics = QFontMetricsF(font)
        most = max((one.questions for one in self._shares), default=0)
        with painter_on(self) as painter:
            for number, one in enumerate(self._shares):
                middle = ROW * (number + 0.5)
                room = self.width() - (STEP * most if most <= MOST_SQUARES else 70) - 16
                title = metrics.elidedText(one.title, Qt.TextElideMode.ElideRight, room)
                baseline = middle_baseline(font, middle)
                draw_text(painter, QPointF(0, baseline), title, font, self._theme.colour("ink"))
                if most <= MOST_SQUARES:
                    self._draw_squares(painter, one, middle)
                else:
                    words = f"{one.answered} of {one.questions}"
                    at = QPointF(self.width(), baseline)
                    draw_text(painter, at, words, font, self._theme.colour("ink2"), RIGHT)

    def _draw_squares(self, painter: QPainter, one: TopicShare, middle: float) -> None:
        left = self.width() - STEP * one.questions + (STEP - SIDE)
        for square in range(one.questions):
            box = QRectF(left + square * STEP, middle - SIDE / 2, SIDE, SIDE)
            if square < one.answered:
                draw_box(painter, box, 3, self._theme.colour("data"))
            else:
                draw_box(painter, box, 3, None, self._theme.colour("line2"))
