"""A question that was not answered right, in one line; opened, its whole prompt stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.drawing import CENTRE, RIGHT, draw_text, middle_baseline, text_width
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.hexagon import hexagon
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.quiz import Response, Sureness
from roadmap_cards.study.quiz_wording import answer_words, sureness_words
from roadmap_cards.study.sides import front

if TYPE_CHECKING:
    from roadmap_cards.storage.quizzes import QuestionRow

HEIGHT = 28
HEX = 21.0
BESIDE = 6
"""Pixels between the row's edges, where the focus ring is, and what is in it."""
BEFORE_PROMPT = BESIDE + 36
PROMPT_TOP = 2


class MistakeRow(Button):
    """A click or Space opens and closes it; Enter is the page's. `focused` tells that the keyboard came."""

    focused = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache, question: QuestionRow) -> None:
        self._prompt = front(question.question.body, question.question.variant or "main")
        super().__init__(theme, plain(self._prompt), radius=8)
        self._formulas = formulas
        self._number = question.position + 1
        self._response = question.response
        self._label: CardLabel | None = None
        self._room = QHBoxLayout(self)
        self._room.setContentsMargins(BEFORE_PROMPT, PROMPT_TOP, BESIDE, 0)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Question {self._number}: {self.words} {answer_words(self._response)}")
        self.set_open(opened=False)

    def set_open(self, *, opened: bool) -> None:
        """Show the whole prompt, or one line of it."""
        self.setChecked(opened)
        self.setAccessibleDescription("Open" if opened else "Closed")
        self.setToolTip("")
        if opened and self._label is None:
            self._label = CardLabel(self._theme, self._formulas, self._prompt, ground="canvas")
            self._room.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        elif not opened and self._label is not None:
            self._room.removeWidget(self._label)
            self._label.hide()
            self._label.deleteLater()
            self._label = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._label is None:
            return QSize(320, HEIGHT)
        return QSize(320, max(HEIGHT, self._label.height() + PROMPT_TOP))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with self._begin() as painter:
            self._draw_number(painter)
            if self._label is None:
                self._draw_line(painter)

    def _draw_number(self, painter: QPainter) -> None:
        answered = self._response.answered
        pen = QPen(self._theme.colour("again" if answered else "line2"), 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("again_bg" if answered else "surface"))
        centre = QPointF(BESIDE + 12, HEIGHT / 2)
        painter.drawPolygon(hexagon(centre, HEX))
        font = self._theme.font("small_strong")
        font.setPixelSize(11)
        at = QPointF(centre.x(), middle_baseline(font, centre.y()))
        ink = self._theme.colour("again" if answered else "ink2")
        draw_text(painter, at, str(self._number), font, ink, CENTRE)

    def _draw_line(self, painter: QPainter) -> None:
        words, strong = sureness_words(self._response.sureness), wants_a_second_look(self._response)
        label = self._theme.font("label")
        font = self._theme.font("label_strong") if strong else label
        y = middle_baseline(label, HEIGHT / 2)
        ink = self._theme.colour("again" if strong else "ink2")
        draw_text(painter, QPointF(self.width() - BESIDE, y), words, font, ink, RIGHT)
        room = self.width() - BESIDE - BEFORE_PROMPT - text_width(font, words) - 16
        shown = QFontMetricsF(label).elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        label.setUnderline(self.underMouse())
        draw_text(painter, QPointF(BEFORE_PROMPT, y), shown, label, self._theme.colour("ink"))


def wants_a_second_look(response: Response) -> bool:
    """Tell whether a mistake was one that the person did not see coming."""
    return response.sureness is Sureness.SURE
