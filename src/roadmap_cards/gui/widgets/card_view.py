"""The text of a card on the screen: it scrolls inside itself and can be selected, copied and read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_document import CardDocument
from roadmap_cards.gui.widgets.card_parts import Block, Chip, Look, Panel
from roadmap_cards.gui.widgets.card_text import document_text
from roadmap_cards.gui.widgets.drawing import draw_box, draw_line, painter_on
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.formula_cache import FormulaCache

CODE_CORNER = 10
CHIP_CORNER = 4
GUTTER = 20
"""Pixels at the right where the scroll bar stands, if there is one."""
ANSWER_IN_SIGHT = 160
"""Pixels of an answer that are to be seen without scrolling, where there are so many."""
QUESTION_SHARE = 0.25
"""The share of the height that is left to the end of the question where the view has to move."""


class CardView(QTextBrowser):
    """Shows the parts of a card. Links are only told (`link_clicked`), never followed; no file is opened."""

    link_clicked = Signal(QUrl)

    def __init__(
        self,
        theme: Theme,
        formulas: FormulaCache,
        media: Path | None = None,
        *,
        gutter: int = GUTTER,
        parent: QWidget | None = None,
    ) -> None:
        """`gutter` is the room for a scroll bar in pixels.

        `media` is the folder that pictures may come from, where it is not that of the collection.
        """
        super().__init__(parent)
        self._gutter = gutter
        self._ground = "surface"
        self._theme = theme
        self._media = media or formulas.pictures
        self._blocks: tuple[Block, ...] = ()
        self._shapes: tuple[Panel | Chip, ...] = ()
        self._placed: list[tuple[Panel | Chip, QRectF]] | None = None
        self._building = False
        self._card = CardDocument(formulas, self)
        self.setDocument(self._card)
        self._goes_on = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self.link_clicked)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Card")
        wears_ring(self, 8)
        self._dress()
        theme.changed.connect(self._dress)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show a card from its top, or where it stood if it only goes on, as an answer below its question.

        What is added is never left out of sight: then the view moves to where it begins.
        """
        goes_on = bool(self._blocks) and tuple(blocks[: len(self._blocks)]) == self._blocks
        place = self.verticalScrollBar().value() if goes_on else 0
        self._blocks = tuple(blocks)
        self._rebuild()
        self.verticalScrollBar().setValue(self._place_with_answer(place) if goes_on else place)
        self._goes_on = goes_on and self.verticalScrollBar().value() == place
        self.setAccessibleDescription(document_text(self._card))

    def set_ground(self, token: str) -> None:
        """Change the token of the colour that the text stands on."""
        self._ground = token
        self.viewport().update()

    @property
    def standing(self) -> int:
        """How many pixels from the top show what they showed before: the question, above its answer."""
        rules = self._rules() if self._goes_on else []
        return max(0, round(rules[0].top()) - self.verticalScrollBar().value()) if rules else 0

    def _rules(self) -> list[QRectF]:
        return [rect for shape, rect in self._places() if isinstance(shape, Panel) and shape.kind == "rule"]

    def text_height(self) -> int:
        """Return how high the card is in the column that it has now, whatever of it is in sight."""
        return ceil(self._card.size().height())

    @property
    def _column(self) -> int:
        """The width of the text: the gutter is kept free, so that a scroll bar moves no word."""
        return max(1, self.width() - self._gutter)

    def _place_with_answer(self, place: int) -> int:
        """Return where to scroll to from `place`, so that some lines below the rule can be read."""
        rules = self._rules()
        if not rules:
            return place
        height, rest = self.viewport().height(), self._card.size().height() - rules[0].bottom()
        in_sight = height - (rules[0].bottom() - place)
        if in_sight >= min(ANSWER_IN_SIGHT, rest):
            return place
        return max(place, round(rules[0].top() - height * QUESTION_SHARE))

    def _rebuild(self) -> None:
        """Write the card for the width of its column."""
        if self._building:
            return
        self._building = True
        self._placed = None
        look = Look(self._theme.tokens, self._theme.card_size, self._column, self._media)
        self._shapes = self._card.fill(self._blocks, look)
        self._card.setTextWidth(self._column)
        self._building = False
        self.viewport().update()

    def _dress(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour(self._ground))
        self.setPalette(palette)
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rebuild()

    def paintEvent(self, event: QPaintEvent) -> None:
        down = self.verticalScrollBar().value()
        with painter_on(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colour(self._ground))
            for shape, place in self._places():
                rect = place.translated(0, -down)
                if rect.intersects(QRectF(event.rect())):
                    self._draw_shape(painter, shape, rect)
        super().paintEvent(event)

    def scroll_page(self, pages: int) -> None:
        """Scroll down by so many pages, or up by a negative number."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _places(self) -> list[tuple[Panel | Chip, QRectF]]:
        """Return where to paint behind the text; nothing moves before the next card or width."""
        if self._placed is None:
            self._placed = [
                (shape, rect) for shape in self._shapes for rect in self._card.rects(shape, self._column)
            ]
        return self._placed

    def _draw_shape(self, painter: QPainter, shape: Panel | Chip, rect: QRectF) -> None:
        match shape:
            case Chip():
                draw_box(painter, rect.adjusted(-2, 0, 2, 0), CHIP_CORNER, self._theme.colour("code_bg"))
            case Panel(kind="code"):
                ground, line = self._theme.colour("code_bg"), self._theme.colour("code_line")
                draw_box(painter, rect.adjusted(0.5, 0, -0.5, 0), CODE_CORNER, ground, line)
            case Panel(kind="quote"):
                bar = QRectF(rect.left(), rect.top(), 3, rect.height())
                draw_box(painter, bar, 1.5, self._theme.colour("line2"))
            case Panel(kind="rule"):
                middle = round(rect.center().y()) + 0.5
                ends = QPointF(rect.left(), middle), QPointF(rect.right(), middle)
                draw_line(painter, *ends, self._theme.colour("line"))

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
        link = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._stands_on_link()
        if link or any(event.matches(move) for move in moves):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _stands_on_link(self) -> bool:
        """Whether Tab has chosen a link, which Enter then opens."""
        cursor = self.textCursor()
        return cursor.hasSelection() and cursor.charFormat().isAnchor()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give formulas as their LaTeX: what is copied can be pasted into notes."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(document_text(self._card, cursor.selectionStart(), cursor.selectionEnd()))
        return data
