"""The mistakes of a quiz, each a line that opens; one is open at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.focus_ring import RING
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.mistake_details import MistakeDetails
from roadmap_cards.gui.widgets.mistake_row import BESIDE, HEIGHT, MistakeRow
from roadmap_cards.gui.widgets.roving_focus import RovingFocus

if TYPE_CHECKING:
    from roadmap_cards.storage.quizzes import QuestionRow

INSET = 12
"""Pixels between the edge of an opened block and what is in it."""
SETTLING = 250
"""Milliseconds after which an opened block surely has its height."""
AROUND = 10
APART = 4
"""Pixels between an opened block and its neighbours."""
OVER = 2
"""Pixels that the gutter at the right is wider than the padding it lies in."""


class MistakeBlock(QWidget):
    """A row with what opens below it. `resized` tells that it takes another height."""

    resized = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache, question: QuestionRow) -> None:
        super().__init__()
        self._theme = theme
        self._formulas = formulas
        self.question = question
        self.row = MistakeRow(theme, formulas, question)
        self.details: MistakeDetails | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.setContentsMargins(INSET - BESIDE, 0, INSET - BESIDE - OVER, 0)
        self._column.addWidget(self.row)
        theme.changed.connect(self.update)

    @property
    def is_open(self) -> bool:
        return self.details is not None

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is at the row, or at the source below it."""
        return self.row.hasFocus() or (self.details is not None and self.details.source.hasFocus())

    def open_block(self) -> None:
        """Show the prompt and the details."""
        if self.details is None:
            self.details = MistakeDetails(self._theme, self._formulas, self.question)
            self._column.addWidget(self.details)
            self._column.setContentsMargins(
                INSET - BESIDE, AROUND + APART, INSET - BESIDE - OVER, AROUND + APART
            )
            QWidget.setTabOrder(self.row, self.details.source)
        self.row.set_open(opened=True)
        self.update()

    def close_block(self) -> None:
        """Show the row alone."""
        if self.details is not None:
            self._column.removeWidget(self.details)
            self.details.hide()
            self.details.deleteLater()
            self.details = None
            self._column.setContentsMargins(INSET - BESIDE, 0, INSET - BESIDE - OVER, 0)
        self.row.set_open(opened=False)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.is_open:
            return
        with painter_on(self) as painter:
            box = QRectF(self.rect()).adjusted(0, APART, 0, -APART)
            draw_box(painter, box, 12, self._theme.colour("canvas"), self._theme.colour("line"))
            middle = APART + AROUND + HEIGHT / 2
            draw_box(painter, QRectF(0, middle - 14, 3, 28), 1.5, self._theme.colour("accent"))


class MistakeList(QWidget):
    """`toggled` tells that one was opened or closed. Up and Down move, Space opens and closes."""

    toggled = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache, questions: Sequence[QuestionRow]) -> None:
        super().__init__()
        self._followed: MistakeBlock | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._settled.timeout.connect(self._stop_following)
        self.blocks = [MistakeBlock(theme, formulas, question) for question in questions]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, RING, 0, AROUND)  # the first row's focus ring is not cut off
        column.setSpacing(0)
        for block in self.blocks:
            column.addWidget(block)
            block.row.clicked.connect(partial(self._toggle, block))
            block.row.focused.connect(partial(self._keep_in_sight, block))
            block.resized.connect(partial(self._follow, block))
        column.addStretch(1)
        self.setAccessibleName("Mistakes")
        RovingFocus(self).set_controls([block.row for block in self.blocks])
        if self.blocks:
            self.blocks[0].open_block()

    def reopen(self, question: int | None) -> None:
        """Open the mistake at the question with this id, if it is one; None closes all."""
        for block in self.blocks:
            if block.is_open if question is None else block.question.id == question and not block.is_open:
                self._toggle(block)

    @property
    def held(self) -> int | None:
        """The id of the question at whose mistake the keyboard is, if it is at one."""
        at = (block.question.id for block in self.blocks if block.has_keyboard)
        return next(at, None)

    def hold(self, question: int) -> None:
        """Give the keyboard to the mistake at the question with this id, if it is one."""
        for block in self.blocks:
            if block.question.id == question:
                block.row.setFocus()

    @property
    def opened(self) -> MistakeBlock | None:
        return next((block for block in self.blocks if block.is_open), None)

    @property
    def selected(self) -> MistakeBlock | None:
        """The one that has the keyboard, else the one that is open."""
        return next((block for block in self.blocks if block.row.hasFocus()), self.opened)

    def step(self, by: int) -> None:
        """Give the keyboard to the next mistake, or by -1 to the one before; at first to the selected one."""
        at = next((number for number, block in enumerate(self.blocks) if block.row.hasFocus()), None)
        if at is None:
            target = self.selected or self.blocks[0]
        else:
            target = self.blocks[max(0, min(len(self.blocks) - 1, at + by))]
        target.row.setFocus()

    def toggle_selected(self) -> None:
        """Open or close the selected mistake."""
        self._toggle(self.selected or self.blocks[0])

    def _toggle(self, block: MistakeBlock, _checked: bool = False) -> None:
        opens = not block.is_open
        for other in self.blocks:
            if other.is_open or other.row.isChecked():
                other.close_block()
        if opens:
            block.open_block()
            self._keep_in_sight(block)
        self.toggled.emit()

    def _keep_in_sight(self, block: MistakeBlock) -> None:
        """Scroll to a block, again while it finds its height: what it holds is laid out bit by bit."""
        self._followed = block
        QTimer.singleShot(0, self, partial(self._follow, block))
        self._settled.start()

    def _follow(self, block: MistakeBlock) -> None:
        if block is self._followed:
            scroll_to(block)

    def _stop_following(self) -> None:
        self._followed = None
