"""What a quiz did to the schedule: how many cards it moved which way, and some of them with their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.text import Text

ROW = 22
MOVE = 20
RULE = 9
FIGURES = 28
"""Pixels that the right-aligned figures take."""
BEFORE_WORDS = FIGURES + 12


@dataclass(frozen=True, slots=True)
class EffectLine:
    """So many answers that did the same; `colour` is the token of the figure."""

    number: int
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A card that was moved, and from when to when: “19 Dec to 24 Nov”."""

    title: str
    days: str


class _Effect(QWidget):
    def __init__(self, theme: Theme, line: EffectLine) -> None:
        super().__init__()
        self._theme, self._line = theme, line
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{line.number} {line.words}")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._line
        quiet = line.colour not in {"good", "again"}
        figure, label = self._theme.font("heading"), self._theme.font("label")
        with painter_on(self) as painter:
            y = middle_baseline(figure, ROW / 2)
            draw_text(
                painter, QPointF(FIGURES, y), str(line.number), figure, self._theme.colour(line.colour), RIGHT
            )
            words = self._theme.colour("ink2" if quiet else "ink")
            draw_text(
                painter,
                QPointF(BEFORE_WORDS, middle_baseline(label, ROW / 2)),
                line.words,
                label,
                words,
            )


class _Move(QWidget):
    def __init__(self, theme: Theme, line: MoveLine) -> None:
        super().__init__()
        self._theme, self._line = theme, line
        self.setFixedHeight(MOVE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{line.title}: {line.days}")
        self.setToolTip(self.accessibleName())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, MOVE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        label = self._theme.font("label")
        y = middle_baseline(label, self.height() / 2)
        with painter_on(self) as painter:
            days = self._line.days
            draw_text(painter, QPointF(self.width(), y), days, label, self._theme.colour("ink2"), RIGHT)
            room = self.width() - text_width(label, days) - 16
            title = QFontMetricsF(label).elidedText(self._line.title, Qt.TextElideMode.ElideRight, room)
            draw_text(painter, QPointF(0, y), title, label, self._theme.colour("ink"))


class _Rule(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(RULE)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        y = self.height() // 2 + 0.5
        with painter_on(self) as painter:
            draw_line(painter, QPointF(0, y), QPointF(self.width(), y), self._theme.colour("line"))


class MovedCards(QWidget):
    """The counts, below a hairline every card that was moved, and below another why others were not."""

    def __init__(
        self,
        theme: Theme,
        effects: Sequence[EffectLine],
        moves: Sequence[MoveLine],
        reasons: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for effect in effects:
            column.addWidget(_Effect(theme, effect))
        if moves:
            column.addWidget(_Rule(theme))
        for move in moves:
            column.addWidget(_Move(theme, move))
        if reasons:
            column.addWidget(_Rule(theme))
        for reason in reasons:
            words = Text(theme, reason, "small", "ink2", wrap=True)
            # Its height follows from its width; else it would ask for what it took one word a line.
            words.setMinimumHeight(words.fontMetrics().height())
            column.addWidget(words)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("What the quiz did to the schedule")
