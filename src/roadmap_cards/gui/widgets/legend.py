"""What the colours of a chart mean: small marks and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class LegendMark:
    """A token of the theme and the words for it."""

    token: str
    words: str


class _Mark(QWidget):
    def __init__(self, theme: Theme, mark: LegendMark, style: str, colour: str) -> None:
        super().__init__()
        self._theme = theme
        self._mark = mark
        self._style = style
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(mark.words)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(15 + round(text_width(self._theme.font(self._style), self._mark.words)), 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font(self._style)
        with painter_on(self) as painter:
            draw_box(painter, QRectF(0, 5, 8, 8), 2, self._theme.colour(self._mark.token))
            at = QPointF(14, middle_baseline(font, 9))
            draw_text(painter, at, self._mark.words, font, self._theme.colour(self._colour))


class Legend(QWidget):
    """Marks side by side, wrapping where there is no room."""

    def __init__(
        self,
        theme: Theme,
        marks: Sequence[LegendMark],
        style: str = "small",
        colour: str = "ink2",
        *,
        across: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        flow = FlowLayout(across=across, down=4, parent=self)
        for mark in marks:
            flow.addWidget(_Mark(theme, mark, style, colour))
