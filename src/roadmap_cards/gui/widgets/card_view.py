"""The text of a card on the screen: it scrolls inside itself and can be selected, copied and read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_document import CardDocument
from roadmap_cards.gui.widgets.card_parts import Block, Look, Panel
from roadmap_cards.gui.widgets.card_text import document_text
from roadmap_cards.gui.widgets.drawing import draw_box, draw_line, painter_on
from roadmap_cards.gui.widgets.formula import FormulaCache

CODE_CORNER = 10


class CardView(QTextBrowser):
    """Shows the parts of a card. Links are only told (`link_clicked`), never followed; no file is opened."""

    link_clicked = Signal(QUrl)

    def __init__(
        self, theme: Theme, formulas: FormulaCache, media: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`media` is the folder that pictures may come from."""
        super().__init__(parent)
        self._theme = theme
        self._media = media
        self._blocks: tuple[Block, ...] = ()
        self._panels: tuple[Panel, ...] = ()
        self._card = CardDocument(formulas, self)
        self.setDocument(self._card)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self.link_clicked)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Card")
        self._dress()
        theme.changed.connect(self._dress)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show a card from its top."""
        self._blocks = tuple(blocks)
        self._rebuild()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleDescription(document_text(self._card))

    def _rebuild(self) -> None:
        width = self.viewport().width()
        look = Look(self._theme.tokens, self._theme.card_size, width, self._media)
        self._panels = self._card.fill(self._blocks, look)
        self._card.setTextWidth(width)
        self.viewport().update()

    def _dress(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("surface"))
        self.setPalette(palette)
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rebuild()

    def paintEvent(self, event: QPaintEvent) -> None:
        down = self.verticalScrollBar().value()
        width = self.viewport().width()
        with painter_on(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colour("surface"))
            for panel in self._panels:
                rect = self._card.panel_rect(panel, width).translated(0, -down)
                match panel.kind:
                    case "code":
                        ground, line = self._theme.colour("code_bg"), self._theme.colour("code_line")
                        draw_box(painter, rect.adjusted(0.5, 0, -0.5, 0), CODE_CORNER, ground, line)
                    case "quote":
                        bar = QRectF(rect.left(), rect.top(), 3, rect.height())
                        draw_box(painter, bar, 1.5, self._theme.colour("line2"))
                    case "rule":
                        middle = round(rect.center().y()) + 0.5
                        line = self._theme.colour("line")
                        draw_line(painter, QPointF(rect.left(), middle), QPointF(width, middle), line)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what scrolls and copies; every other key is the page's."""
        moves = (
            QKeySequence.StandardKey.MoveToPreviousPage,
            QKeySequence.StandardKey.MoveToNextPage,
            QKeySequence.StandardKey.MoveToPreviousLine,
            QKeySequence.StandardKey.MoveToNextLine,
            QKeySequence.StandardKey.MoveToStartOfDocument,
            QKeySequence.StandardKey.MoveToEndOfDocument,
            QKeySequence.StandardKey.Copy,
            QKeySequence.StandardKey.SelectAll,
        )
        if any(event.matches(move) for move in moves):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give formulas as their LaTeX: what is copied can be pasted into notes."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(document_text(self._card, cursor.selectionStart(), cursor.selectionEnd()))
        return data
