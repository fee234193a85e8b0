"""Card Markdown as a QTextDocument: text, formulas, code, lists, tables and pictures in one flow.

Code panels, quotation bars and hairlines are no part of the document, which knows no rounded corners: they
are `Panel`s, painted behind it by the view.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from markdown_it.token import Token
from PySide6.QtCore import QObject, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from roadmap_cards.gui.fonts import MONO, SERIF
from roadmap_cards.gui.theme import Tokens, Type, make_font
from roadmap_cards.gui.widgets.formula import FormulaCache
from roadmap_cards.gui.widgets.formula_object import FORMULA_TYPE, OBJECT, FormulaObject, formula_format
from roadmap_cards.gui.widgets.highlight import highlighted
from roadmap_cards.gui.widgets.picture import load_picture
from roadmap_cards.study.markdown import DISPLAY_MATH, INLINE_MATH, parse

LINE_SEPARATOR = "\u2028"
# Characters that mean something to QTextDocument itself.
_RESERVED = {0xFFFC: None, 0xFDD0: None, 0xFDD1: None, 0x2028: " ", 0x2029: " ", 0x00: None}

# Closing punctuation behind a formula, or a short ending such as “s” or “-th”: it stays on the line.
_TAIL = re.compile(r"\S{1,8}(?=\s|$)|[.,;:!?…%)\]}’”»]+")

MAX_INDENTS = 6
MAX_PICTURE_HEIGHT = 420.0
INLINE_MATH_SIZE = 1.10
DISPLAY_MATH_SIZE = 1.22
CODE_PIXELS = 14
CODE_LINE = 1.62
SMALLEST_CODE = 0.8
INLINE_CODE_SIZE = 0.86


class Role(StrEnum):
    """What a part of a card is for, which decides how its text looks."""

    QUESTION = "question"
    PROSE = "prose"
    SMALL = "small"
    RULE = "rule"
    """A hairline; its text is not read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a card: its Markdown and its role."""

    markdown: str
    role: Role = Role.PROSE


@dataclass(frozen=True, slots=True)
class Look:
    """What the same card looks different with: colours, size of text in per cent, width of the column.

    `media` is the folder of the deck's pictures, None for a deck without.
    """

    tokens: Tokens
    card_size: int
    width: float
    media: Path | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Something painted behind blocks `first` to `last`: left edge, and padding above and below them."""

    kind: Literal["code", "quote", "rule"]
    first: int
    last: int
    left: float
    padding: float = 0.0


@dataclass(frozen=True, slots=True)
class _Style:
    """How a role is set: size at 100 per cent, and line height in multiples of the font's own."""

    pixels: int
    line: float
    colour: str


_STYLES = {
    Role.QUESTION: _Style(25, 1.18, "ink"),
    Role.PROSE: _Style(18, 1.30, "ink"),
    Role.SMALL: _Style(15, 1.30, "ink2"),
    Role.RULE: _Style(18, 1.0, "ink"),
}


class CardDocument(QTextDocument):
    """A document that loads nothing on its own: no file, no address, whatever its text names."""

    def __init__(self, formulas: FormulaCache, parent: QObject | None = None) -> None:
        """Make an empty document that can draw formulas."""
        super().__init__(parent)
        self.formulas = formulas
        self._formula_object = FormulaObject(formulas, self)
        self.documentLayout().registerHandler(FORMULA_TYPE, self._formula_object)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)

    def loadResource(self, type: int, name: QUrl | str) -> QImage:  # noqa: A002, ARG002, N802
        # A null image, not None: for None Qt would open the file itself.
        return QImage()


def build(document: CardDocument, blocks: Sequence[Block], look: Look) -> tuple[Panel, ...]:
    """Fill the document with the parts of a card and return what is to be painted behind it."""
    document.clear()
    writer = _Writer(document, look)
    writer.cursor.beginEditBlock()
    for block in blocks:
        writer.write(block)
    writer.finish()
    writer.cursor.endEditBlock()
    return tuple(writer.panels)


def panel_rect(document: QTextDocument, panel: Panel, width: float) -> QRectF:
    """Return where a panel lies, in coordinates of the document."""
    layout = document.documentLayout()
    first = layout.blockBoundingRect(document.findBlockByNumber(panel.first))
    last_block = document.findBlockByNumber(panel.last)
    last = layout.blockBoundingRect(last_block)
    leading = last_block.blockFormat().lineHeight() if panel.kind != "rule" else 0.0
    top = first.top() - panel.padding
    bottom = last.bottom() - leading + panel.padding
    return QRectF(panel.left, top, width - panel.left, bottom - top)


class _Writer:
    """Writes tokens at the end of a document. What is open (lists, quotes, bold) is a stack of its own."""

    def __init__(self, document: CardDocument, look: Look) -> None:
        self.document = document
        self.cursor = QTextCursor(document)
        self.panels: list[Panel] = []
        self._look = look
        self._style = _STYLES[Role.PROSE]
        self._unused = True
        """The block at the cursor is empty and the next paragraph may take it."""
        self._gap = 0.0
        """The space that is owed below what was written last."""
        self._indents: list[float] = []
        self._quotes: list[tuple[int, float]] = []
        self._lists: list[_List] = []
        self._marker = ""
        self._bold = 0
        self._italic = 0
        self._heading = 0
        self._links: list[str] = []
        self._formats: dict[tuple[object, ...], QTextCharFormat] = {}
        self._tail = ""
        self._top = 0.0

    # --- Sizes

    def _scaled(self, pixels: float) -> float:
        return pixels * self._look.card_size / 100

    @property
    def _pixels(self) -> int:
        size = self._scaled(self._style.pixels) * (1.15 if self._heading else 1.0)
        return max(6, round(size))

    @property
    def _left(self) -> float:
        return sum(self._indents[:MAX_INDENTS])

    @property
    def _room(self) -> float:
        return max(80.0, self._look.width - self._left)

    def _colour(self, token: str) -> QColor:
        return QColor(self._look.tokens[token])

    # --- Parts

    def write(self, block: Block) -> None:
        self._style = _STYLES[block.role]
        if block.role is Role.RULE:
            self._rule()
            return
        self._gap = max(self._gap, self._scaled(self._style.pixels * 0.55))
        self._flow(parse(block.markdown))

    def finish(self) -> None:
        """Take the height from an empty block at the end, and give the document the space of its edges."""
        if self._unused:
            self._flatten()
        last = self.document.blockCount() - 1
        bottom = next((p.padding for p in self.panels if p.last == last), 0.0)
        frame = self.document.rootFrame()
        edge = QTextFrameFormat(frame.frameFormat())
        edge.setTopMargin(self._top)
        edge.setBottomMargin(bottom)
        frame.setFrameFormat(edge)

    def _flow(self, tokens: Sequence[Token]) -> None:
        skip_to = 0
        for number, token in enumerate(tokens):
            if number < skip_to:
                continue
            match token.type:
                case "paragraph_open" | "heading_open":
                    self._heading = int(token.type == "heading_open")
                case "paragraph_close" | "heading_close":
                    self._heading = 0
                    self._gap = self._scaled(3 if token.hidden else self._style.pixels * 0.55)
                case "inline":
                    self._paragraph(token.children or [])
                case "fence" | "code_block":
                    self._code(token.content, (token.info.split() or [""])[0])
                case "math_display":
                    self._display(token.content)
                case "hr":
                    self._rule()
                case "blockquote_open":
                    self._indents.append(self._scaled(18))
                    self._quotes.append((self._next_block(), sum(self._indents[:MAX_INDENTS][:-1])))
                case "blockquote_close":
                    self._close_quote()
                case "bullet_list_open" | "ordered_list_open":
                    self._open_list(token, tokens[number:])
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                    self._indents.pop()
                    self._gap = self._scaled(self._style.pixels * 0.55)
                case "list_item_open":
                    self._marker = f"{token.info}." if token.info else "•"
                case "list_item_close":
                    self._empty_item()
                case "table_open":
                    skip_to = number + _span(tokens[number:])
                    self._table(tokens[number:skip_to])

    # --- Blocks

    def _next_block(self) -> int:
        return self.document.blockCount() - (1 if self._unused else 0)

    def _block(self, *, above: float | None = None, line: float | None = None) -> QTextBlockFormat:
        """Return a fresh format at the current indent; `line` is the extra space below each line in pixels."""
        form = QTextBlockFormat()
        form.setLeftMargin(self._left)
        if line is None:
            line = QFontMetricsF(self._font()).lineSpacing() * (self._style.line - 1)
        # Not a proportional height, which would also stretch the lines that a tall formula made higher.
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        form.setTopMargin(self._gap if above is None else above)
        self._gap = 0.0
        return form

    def _begin(self, form: QTextBlockFormat) -> None:
        if self._unused and self.document.blockCount() == 1:
            # Qt gives the first block no margin, so it is the edge of the document's frame.
            self._top = 0.0 if not self.panels_pending else form.topMargin()
        if self._unused:
            self.cursor.setBlockFormat(form)
        else:
            self.cursor.insertBlock(form)
        self._unused = False
