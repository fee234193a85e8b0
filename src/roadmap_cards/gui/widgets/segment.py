"""The segment: a few options of which one holds, such as the time to spend today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import DISABLED
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    draw_box,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.roving_focus import RovingFocus


class _Option(QRadioButton):
    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._theme = theme
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        wears_ring(self, 7)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        # Chosen words are bolder: room is kept for them, so that choosing moves nothing.
        width = text_width(self._theme.font("label_strong"), self._words)
        return QSize(max(56, round(width) + 24), 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        chosen = self.isChecked()
        font = self._theme.font("label_strong")
        colour = self._theme.colour("ink" if chosen or self.underMouse() else "ink2")
        with painter_on(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else DISABLED)
            if chosen:
                draw_box(
                    painter,
                    QRectF(self.rect()),
                    7,
                    self._theme.colour("raised"),
                    self._theme.colour("line2"),
                )
            middle = QPointF(self.width() / 2, middle_baseline(font, self.height() / 2))
            draw_text(painter, middle, self._words, font, colour, CENTRE)


class Segment(QWidget):
    """Options side by side, one chosen; arrows move the choice. `chosen` tells what the person chose."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, options: Sequence[str], name: str, at: int = 0, parent: QWidget | None = None
    ) -> None:
        """Show `options` with number `at` chosen; `name` is what a screen reader calls the group."""
        super().__init__(parent)
        self._theme = theme
        self._options = [_Option(theme, words, self) for words in options]
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for number, option in enumerate(self._options):
            row.addWidget(option)
            option.setAccessibleDescription(name)
            option.clicked.connect(lambda _checked, number=number: self._choose(number))
        self._at = at
        self._roving = RovingFocus(self, self._choose)
        self._roving.set_controls(self._options)
        self.set_chosen(at)
        self.setFocusProxy(self._options[at])
        theme.changed.connect(self.update)

    @property
    def at(self) -> int:
        """The number of the chosen option, from 0."""
        return self._at

    @property
    def controls(self) -> Sequence[QWidget]:
        """The options, for the order of Tab."""
        return self._options

    def set_chosen(self, number: int) -> None:
        """Choose an option without telling; it is what the program knows already."""
        self._at = number
        self._options[number].setChecked(True)
        self._roving.enter_at(self._options[number])
        self.setFocusProxy(self._options[number])

    def _choose(self, number: int) -> None:
        if number != self._at:
            self.set_chosen(number)
            self.chosen.emit(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            draw_box(
                painter, QRectF(self.rect()), 10, self._theme.colour("sunken"), self._theme.colour("line")
            )
