"""A card that was missed: question and answer in a line each, beside a bar in the colour of Again."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, painter_on, text_width

HEIGHT = 40
LEFT = 14


class MissedRow(QWidget):
    """Two lines, shortened where they do not fit; the tool tip and the accessible name have them whole."""

    def __init__(
        self, theme: Theme, question: str, answer: str, note: str = "", parent: QWidget | None = None
    ) -> None:
        """`note` stands at the right, such as how often the card was forgotten."""
        super().__init__(parent)
        self._theme = theme
        self._question, self._answer, self._note = question, answer, note
        self.setAccessibleName(f"{question} {answer} {note}".strip())
        self.setToolTip(f"{question}\n{answer}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        strong, label, small = (self._theme.font(name) for name in ("label_strong", "label", "small_strong"))
        with painter_on(self) as painter:
            draw_box(painter, QRectF(0, 2, 3, HEIGHT - 4), 1.5, self._theme.colour("again"))
            room = self.width() - LEFT - 4
            note = text_width(small, self._note) + 12 if self._note else 0
            question = QFontMetricsF(strong).elidedText(
                self._question, Qt.TextElideMode.ElideRight, room - note
            )
            answer = QFontMetricsF(label).elidedText(self._answer, Qt.TextElideMode.ElideRight, room)
            draw_text(painter, QPointF(LEFT, 15), question, strong, self._theme.colour("ink"))
            draw_text(painter, QPointF(LEFT, 33), answer, label, self._theme.colour("ink2"))
            if self._note:
                at = QPointF(self.width() - note + 12, 15)
                draw_text(painter, at, self._note, small, self._theme.colour("again"))
