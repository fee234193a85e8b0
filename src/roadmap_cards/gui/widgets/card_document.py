"""A card as a QTextDocument, and where the panels behind its text lie.

Code panels, quotation bars and hairlines are no part of the document, which knows no rounded corners: they
are painted behind it by the view.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QUrl
from PySide6.QtGui import QFontMetricsF, QImage, QTextCursor, QTextDocument, QTextOption

from roadmap_cards.gui.widgets.card_parts import Block, Chip, Look, Panel
from roadmap_cards.gui.widgets.card_writer import CardWriter
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.formula_object import FORMULA_TYPE, FormulaObject


class CardDocument(QTextDocument):
    """A document that loads nothing on its own: no file, no address, whatever its text names."""

    def __init__(self, formulas: FormulaCache, parent: QObject | None = None) -> None:
        """Make an empty document that can draw formulas."""
        super().__init__(parent)
        self._formulas = formulas
        self._formula_object = FormulaObject(formulas, self)
        self.documentLayout().registerHandler(FORMULA_TYPE, self._formula_object)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)

    def loadResource(self, _type: int, _name: QUrl | str) -> QImage:
        # A null image, not None: for None Qt would open the file itself.
        return QImage()

    def fill(self, blocks: Sequence[Block], look: Look) -> tuple[Panel | Chip, ...]:
        """Hold the parts of a card from now on, and return what is to be painted behind them."""
        self.clear()
        writer = CardWriter(self, self._formulas, look)
        # One change for whoever watches: a half-written card is never laid out.
        edit = QTextCursor(self)
        edit.beginEditBlock()
        for block in blocks:
            writer.write(block)
        writer.finish()
        edit.endEditBlock()
        return (*writer.panels, *writer.chips)

    def rects(self, shape: Panel | Chip, width: float) -> list[QRectF]:
        """Return where a panel or a chip lies in a column of `width`; a chip has one rectangle a line."""
        return [self._panel_rect(shape, width)] if isinstance(shape, Panel) else self._chip_rects(shape)

    def _panel_rect(self, panel: Panel, width: float) -> QRectF:
        layout = self.documentLayout()
        top = layout.blockBoundingRect(self.findBlockByNumber(panel.first)).top() - panel.padding
        bottom = layout.blockBoundingRect(self.findBlockByNumber(panel.last)).bottom() + panel.padding
        return QRectF(panel.left, top, width - panel.left, bottom - top)

    def _chip_rects(self, chip: Chip) -> list[QRectF]:
        """Return rectangles as high as the chip's own font: Qt's background would fill the line's height."""
        block = self.findBlock(chip.start)
        layout = block.layout()
        place = self.documentLayout().blockBoundingRect(block).topLeft() - layout.boundingRect().topLeft()
        cursor = QTextCursor(self)
        cursor.setPosition(chip.end)
        metrics = QFontMetricsF(cursor.charFormat().font())
        start, end = chip.start - block.position(), chip.end - block.position()
        rects: list[QRectF] = []
        last = layout.lineForTextPosition(max(start, end - 1)).lineNumber()
        for number in range(layout.lineForTextPosition(start).lineNumber(), last + 1):
            line = layout.lineAt(number)
            first = max(start, line.textStart())
            # Glyphs, not cursor positions: those lie elsewhere where a line also runs from right to left.
            runs = line.glyphRuns(first, min(end, line.textStart() + line.textLength()) - first)
            if runs:
                left = min(run.boundingRect().left() for run in runs)
                right = max(run.boundingRect().right() for run in runs)
                top = line.y() + line.ascent() - metrics.ascent()
                rects.append(QRectF(left, top, right - left, metrics.height()).translated(place))
        return rects
