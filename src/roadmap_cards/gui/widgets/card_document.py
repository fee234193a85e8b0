"""A card as a QTextDocument, and where the panels behind its text lie.

Code panels, quotation bars and hairlines are no part of the document, which knows no rounded corners: they
are painted behind it by the view.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QUrl
from PySide6.QtGui import QImage, QTextDocument, QTextOption

from roadmap_cards.gui.widgets.card_parts import Block, Look, Panel
from roadmap_cards.gui.widgets.card_writer import CardWriter
from roadmap_cards.gui.widgets.formula import FormulaCache
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

    def fill(self, blocks: Sequence[Block], look: Look) -> tuple[Panel, ...]:
        """Hold the parts of a card from now on, and return what is to be painted behind them."""
        self.clear()
        writer = CardWriter(self, self._formulas, look)
        for block in blocks:
            writer.write(block)
        writer.finish()
        return tuple(writer.panels)

    def panel_rect(self, panel: Panel, width: float) -> QRectF:
        """Return where a panel lies, in coordinates of the document."""
        layout = self.documentLayout()
        first = layout.blockBoundingRect(self.findBlockByNumber(panel.first))
        last_block = self.findBlockByNumber(panel.last)
        last = layout.blockBoundingRect(last_block)
        # The distance below the last line of code is inside its block, but is no part of the panel.
        leading = last_block.blockFormat().lineHeight() if panel.kind != "rule" else 0.0
        top = first.top() - panel.padding
        bottom = last.bottom() - leading + panel.padding
        return QRectF(panel.left, top, width - panel.left, bottom - top)
