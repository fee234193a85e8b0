"""A line of what goes along: a tick or a cross, what it is, what that means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_line, painter_on
from roadmap_cards.gui.widgets.exchange_words import Going
from roadmap_cards.gui.widgets.icon_view import IconView
from roadmap_cards.gui.widgets.text import Text


class GoingRow(QWidget):
    """Green tick or yellow cross; a screen reader hears “goes along” or “does not”."""

    def __init__(
        self, theme: Theme, going: Going, *, apart: bool = False, parent: QWidget | None = None
    ) -> None:
        """`apart` sets it off from what stands above it by a hairline."""
        super().__init__(parent)
        self._theme = theme
        self._apart = apart
        self.going = going
        verdict = "Goes along" if going.goes else "Does not go along"
        self.setAccessibleName(f"{verdict}: {going.title}, {going.detail}")
        sign = ("check", "good") if going.goes else ("close", "hard")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, going.title, "label_strong", wrap=True))
        words.addWidget(Text(theme, going.detail, "small", "ink2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9 if apart else 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconView(theme, *sign, side=16, stroke=2.4), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._apart:
            with painter_on(self) as painter:
                ends = QPointF(0, 0.5), QPointF(self.width(), 0.5)
                draw_line(painter, *ends, self._theme.colour("line"))
