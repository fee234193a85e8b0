"""A row to answer with, an option or a step: its box, its text, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import RADIUS, BoxLook, draw_answer_box
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.verdict_box import VERDICT_ICONS

LEFT, MARK = 18, 20
LOWEST = 50


class AnswerRow(QPushButton):
    """What options and steps share.

    Once it is explained it answers no more, but Tab still reaches it, so that a screen reader reads what is
    said of it.
    """

    def __init__(self, theme: Theme, formulas: FormulaCache, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._look = BoxLook.OPEN
        self._explained = False
        self._text = CardLabel(theme, formulas, text, ground=BoxLook.OPEN.ground)
        self._verdict = Text(theme, "", "label_strong", "ink2")
        self._verdict.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wears_ring(self, RADIUS)
        self.pressed.connect(lambda: self._text.set_ground(self._shown.ground))
        self.released.connect(lambda: self._text.set_ground(self._shown.ground))
        theme.changed.connect(self.update)

    @property
    def look(self) -> BoxLook:
        return self._look

    @property
    def explained(self) -> bool:
        """Whether it is marked, and so answers no more."""
        return self._explained

    def set_look(self, look: BoxLook) -> None:
        """Show another state of the box."""
        self._look = look
        self._text.set_ground(look.ground)
        self.update()

    def show_verdict(self, look: BoxLook, verdict: str) -> None:
        """Show what became of it, in colour, shape and words."""
        self._explained = True
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._verdict.setText(verdict)
        self._verdict.set_style("label_strong", VERDICT_ICONS[look][1] if look in VERDICT_ICONS else "ink3")
        self._verdict.setVisible(bool(verdict))
        self.set_look(look)

    @property
    def _shown(self) -> BoxLook:
        """The look just now: pressed, a row looks chosen."""
        return BoxLook.CHOSEN if self.isDown() and not self._explained else self._look

    def draw_mark(self, painter: QPainter, mark: QRectF, *, hot: bool) -> None:
        """Draw what stands before the text while nothing is said of it."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(320, max(LOWEST, layout.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return not self._explained and self.rect().contains(pos)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        hot = self.underMouse() and not self._explained
        with painter_on(self) as painter:
            draw_answer_box(painter, self._theme, QRectF(self.rect()), self._shown, hot=hot)
            middle = self._text.y() + self._text.first_line_middle()
            mark = QRectF(LEFT, middle - MARK / 2, MARK, MARK)
            if self._look in VERDICT_ICONS:
                icon, colour = VERDICT_ICONS[self._look]
                draw_icon(painter, icon, mark, self._theme.colour(colour), stroke=2.6)
            else:
                self.draw_mark(painter, mark, hot=hot)
