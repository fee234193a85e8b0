"""One option of a choice question: its mark, text and key, and in the end why it is right or wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import RADIUS, BoxLook, draw_answer_box
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.card_parts import Role
from roadmap_cards.gui.widgets.check_box import draw_check
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.plain_text import plain

MARK = 20
LEFT = 18
LOWEST = 50

VERDICTS = {BoxLook.RIGHT: ("check", "good"), BoxLook.WRONG: ("close", "again")}
"""The icon that takes the place of the mark, and the token of its colour."""


class OptionRow(QCheckBox):
    """Space or a click chooses it. `single` draws the round mark of one choice among several."""

    def __init__(
        self, theme: Theme, formulas: FormulaCache, text: str, number: int, count: int, *, single: bool
    ) -> None:
        """Show the option with this number, from 1, of `count`."""
        super().__init__()
        self._theme = theme
        self._single = single
        self._look = BoxLook.OPEN
        self._explained = False
        self.option = text
        self._text = CardLabel(theme, formulas, text, ground="raised")
        self._why = CardLabel(theme, formulas, "", Role.SMALL, ground="raised")
        self._why.hide()
        self._key = KeyCap(theme, str(number))
        self._verdict = Text(theme, "", "label_strong", "ink2")
        self._verdict.hide()
        self._verdict.setContentsMargins(0, 4, 0, 0)
        self._name = f"{plain(text)}, option {number} of {count}"
        self.setAccessibleName(self._name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wears_ring(self, RADIUS)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._why)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT + MARK + 16, 14, 14, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.toggled.connect(lambda _on: self._dress())
        theme.changed.connect(self.update)

    @property
    def look(self) -> BoxLook:
        return self._look

    def explain(self, look: BoxLook, verdict: str, why: str) -> None:
        """Show what became of it, in colour, shape and words, and why; it can be chosen no more.

        It can still be reached by Tab, so that a screen reader reads what is said of it.
        """
        self._explained = True
        self._look = look
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._key.hide()
        self._verdict.setText(verdict)
        self._verdict.set_style("label_strong", VERDICTS[look][1] if look in VERDICTS else "ink3")
        self._verdict.setVisible(bool(verdict))
        self._why.show_text(why, Role.SMALL)
        self._why.setVisible(bool(why))
        self.setAccessibleName(", ".join(part for part in (self._name, verdict, plain(why)) if part))
        self._dress()

    def _dress(self) -> None:
        if not self._explained:
            self._look = BoxLook.CHOSEN if self.isChecked() else BoxLook.OPEN
        for label in (self._text, self._why):
            label.set_ground(self._look.ground)
        self.update()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(320, max(LOWEST, layout.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    @property
    def explained(self) -> bool:
        """Whether it is marked, and so can be chosen no more."""
        return self._explained

    def hitButton(self, pos: QPoint) -> bool:
        return not self._explained and self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to the page: it hands the answer in.
        if event.key() == Qt.Key.Key_Space and not self._explained:
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        hot = self.underMouse() and not self._explained
        with painter_on(self) as painter:
            draw_answer_box(painter, self._theme, QRectF(self.rect()), self._look, hot=hot)
            middle = self._text.y() + self._text.first_line_middle()
            mark = QRectF(LEFT, middle - MARK / 2, MARK, MARK)
            if self._look in VERDICTS:
                icon, colour = VERDICTS[self._look]
                draw_icon(painter, icon, mark, self._theme.colour(colour), stroke=2.6)
            elif self._single:
                self._draw_round_mark(painter, mark, hot=hot)
            else:
                draw_check(painter, self._theme, mark, checked=self.isChecked(), hot=hot)

    def _draw_round_mark(self, painter: QPainter, mark: QRectF, *, hot: bool) -> None:
        chosen = self.isChecked() and not self._explained
        pen = painter.pen()
        pen.setColor(self._theme.colour("accent" if chosen else "ink2" if hot else "line2"))
        pen.setWidthF(2.0 if chosen else 1.4)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("surface" if self._explained else "raised"))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent" if chosen else "ink3"))
            painter.drawEllipse(QPointF(mark.center()), 5, 5)
