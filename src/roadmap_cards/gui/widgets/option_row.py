"""One option of a choice question: its mark, text and key, and in the end why it is right or wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import BoxLook
from roadmap_cards.gui.widgets.answer_row import LEFT, MARK, AnswerRow
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.card_parts import Role
from roadmap_cards.gui.widgets.check_box import draw_check
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.study.plain_text import plain


class OptionRow(AnswerRow):
    """Space or a click chooses it. `single` draws the round mark of one choice among several."""

    def __init__(
        self, theme: Theme, formulas: FormulaCache, text: str, number: int, count: int, *, single: bool
    ) -> None:
        """Show the option with this number, from 1, of `count`."""
        super().__init__(theme, formulas, text)
        self.setCheckable(True)
        self.option = text
        self._single = single
        self._why = CardLabel(theme, formulas, "", Role.SMALL, ground=BoxLook.OPEN.ground)
        self._why.hide()
        self._key = KeyCap(theme, str(number))
        self._name = f"{plain(text)}, option {number} of {count}"
        self.setAccessibleName(self._name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._verdict.setContentsMargins(0, 4, 0, 0)
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
        self.toggled.connect(lambda on: self.set_look(BoxLook.CHOSEN if on else BoxLook.OPEN))

    def set_look(self, look: BoxLook) -> None:
        super().set_look(look)
        self._why.set_ground(look.ground)

    def explain(self, look: BoxLook, verdict: str, why: str) -> None:
        """Show what became of it, and why."""
        self._key.hide()
        self._why.show_text(why, Role.SMALL)
        self._why.setVisible(bool(why))
        self.setAccessibleName(", ".join(part for part in (self._name, verdict, plain(why)) if part))
        self.show_verdict(look, verdict)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to the page: it hands the answer in.
        if event.key() == Qt.Key.Key_Space and not self.explained:
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()

    def draw_mark(self, painter: QPainter, mark: QRectF, *, hot: bool) -> None:
        if self._single:
            self._draw_round_mark(painter, mark, hot=hot)
        else:
            draw_check(painter, self._theme, mark, checked=self.isChecked(), hot=hot)

    def _draw_round_mark(self, painter: QPainter, mark: QRectF, *, hot: bool) -> None:
        chosen = self.isChecked()
        pen = painter.pen()
        pen.setColor(self._theme.colour("accent" if chosen else "ink2" if hot else "line2"))
        pen.setWidthF(2.0 if chosen else 1.4)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("surface" if self.explained else "raised"))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(mark.center(), 5, 5)
