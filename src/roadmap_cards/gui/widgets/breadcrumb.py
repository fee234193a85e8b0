"""The path to what is shown, shortened from the left where it does not fit: a word at first, then a step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_text, middle_baseline, painter_on, text_width

BETWEEN = 16.0
"""Pixels that an angle quote and the space around it take between two steps, its own width aside."""


class Breadcrumb(QWidget):
    """Steps divided by angle quotes, the last in bold; the whole path is the tool tip and the name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_path(self, path: Sequence[str]) -> None:
        self._path = tuple(path)
        whole = " › ".join(path)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._width(self._path)) + 1, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._path:
            return
        plain, bold = self._theme.font("label"), self._theme.font("label_strong")
        baseline = middle_baseline(plain, self.height() / 2)
        steps = self.shown(self.width())
        *above, last = steps
        left = 0.0
        with painter_on(self) as painter:
            for step in above:
                draw_text(painter, QPointF(left, baseline), step, plain, self._theme.colour("ink2"))
                left += text_width(plain, step) + BETWEEN / 2
                draw_text(painter, QPointF(left, baseline), "›", plain, self._theme.colour("ink3"))
                left += text_width(plain, "›") + BETWEEN / 2
            room = self.width() - left
            words = QFontMetricsF(bold).elidedText(last, Qt.TextElideMode.ElideLeft, room)
            draw_text(painter, QPointF(left, baseline), words, bold, self._theme.colour("ink"))

    def shown(self, width: float) -> tuple[str, ...]:
        """Return as many of the last steps as fit into `width` px, those before them as an ellipsis.

        The first step gives up its last words before it goes: “Junior …” still says where one is.
        """
        if self._width(self._path) <= width:
            return self._path
        words = self._path[0].split() if len(self._path) > 1 else []
        for kept in range(len(words) - 1, 0, -1):
            steps = (f"{' '.join(words[:kept])} …", *self._path[1:])
            if self._width(steps) <= width:
                return steps
        for first in range(1, len(self._path)):
            steps = ("…", *self._path[first:])
            if self._width(steps) <= width:
                return steps
        return self._path[-1:]

    def _width(self, steps: Sequence[str]) -> float:
        if not steps:
            return 0.0
        plain, bold = self._theme.font("label"), self._theme.font("label_strong")
        quote = text_width(plain, "›") + BETWEEN
        return sum(text_width(plain, step) + quote for step in steps[:-1]) + text_width(bold, steps[-1])
