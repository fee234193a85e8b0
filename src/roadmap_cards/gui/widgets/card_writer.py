"""Writes the Markdown of a card into a QTextDocument, token by token."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from roadmap_cards.gui.widgets.card_parts import SETTINGS, Block, Chip, Look, Panel, Role
from roadmap_cards.gui.widgets.card_text import OBJECT, READS_AS
from roadmap_cards.gui.widgets.char_formats import CharFormats, Inline, is_web_address
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.formula_object import formula_format
from roadmap_cards.gui.widgets.highlight import highlighted
from roadmap_cards.gui.widgets.picture import load_picture
from roadmap_cards.study.markdown import parse

LINE_SEPARATOR = "\u2028"
# Characters that mean something to QTextDocument itself.
_RESERVED = {0xFFFC: None, 0xFDD0: None, 0xFDD1: None, 0x2028: " ", 0x2029: " "}

# Closing punctuation behind a formula, or a short ending such as “s”: it stays on the formula's line.
_TAIL = re.compile(r"\S{1,8}(?=\s|$)|[.,;:!?…%)\]}’”»]+")

# Lengths at 100 per cent, in pixels; the gaps between parts in sizes of their text.
PARAGRAPH_GAP = 0.55
ITEM_GAP = 0.17
DISPLAY_GAP = 0.6
RULE_GAP = 22
QUOTE_INDENT = 18
CODE_GAP = 14
CODE_PADDING = (16, 12)
CELL_PADDING = 6

INLINE_MATH_SIZE = 1.10
DISPLAY_MATH_SIZE = 1.22
CODE_PIXELS = 14
CODE_LINE = 1.62
SMALLEST_CODE = 0.8
MAX_PICTURE_HEIGHT = 420.0
MAX_INDENTS = 6
NARROWEST = 80.0


class CardWriter:
    """Writes at the end of a document; what is open (lists, quotes, bold) is kept here."""

    def __init__(self, document: QTextDocument, formulas: FormulaCache, look: Look) -> None:
        """Begin in an empty document."""
        self.cursor = QTextCursor(document)
        self.panels: list[Panel] = []
        self.chips: list[Chip] = []
        self._document = document
        self._formulas = formulas
        self._look = look
        self._formats = CharFormats(look)
        self._setting = SETTINGS[Role.PROSE]
        self._heading = False
        # The block at the cursor is empty, and the next paragraph may take it.
        self._unused = True
        # The space that is owed below what was written last.
        self._gap = 0.0
        self._indents: list[float] = []
        # The first block, once there is one, and the left edge of each open quotation.
        self._quotes: list[tuple[int | None, float]] = []
        self._marker = ""

    def write(self, block: Block) -> None:
        """Write a part below the others."""
        self._setting = SETTINGS[block.role]
        if block.role is Role.RULE:
            self._rule()
        else:
            self._owe(self._size * PARAGRAPH_GAP)
            self._flow(parse(block.markdown))

    def finish(self) -> None:
        """Take the height from an empty block at the end, and give a code panel there its padding."""
        if self._unused:
            self._flatten()
        last = self._document.blockCount() - 1
        padding = max((panel.padding for panel in self.panels if panel.last == last), default=0.0)
        if padding:
            self.cursor.insertBlock()
            self._flatten(padding)

    # --- Sizes

    @property
    def _size(self) -> float:
        return self._formats.scaled(self._setting.pixels)

    @property
    def _left(self) -> float:
        return sum(self._indents[:MAX_INDENTS])

    @property
    def _room(self) -> float:
        return max(NARROWEST, self._look.width - self._left)

    # --- Blocks

    def _flow(self, tokens: Sequence[Token]) -> None:
        resume = 0
        for number, token in enumerate(tokens):
            if number < resume:
                continue
            match token.type:
                case "heading_open":
                    self._heading = True
                case "inline":
                    self._paragraph(token.children or [])
                case "heading_close" | "paragraph_close":
                    self._heading = False
                    self._owe(self._size * (ITEM_GAP if token.hidden else PARAGRAPH_GAP))
                case "fence" | "code_block":
                    self._code(token.content, token.info)
                case "math_display":
                    self._display(token.content)
                case "hr":
                    self._rule()
                case "blockquote_open":
                    self._write_marker()
                    self._quotes.append((None, self._left))
                    self._indents.append(self._formats.scaled(QUOTE_INDENT))
                case "blockquote_close":
                    self._close_quote()
                case "bullet_list_open" | "ordered_list_open":
                    self._write_marker()
                    self._indents.append(self._marker_room(tokens[number:]))
                case "bullet_list_close" | "ordered_list_close":
                    self._indents.pop()
                    self._owe(self._size * PARAGRAPH_GAP)
                case "list_item_open":
                    self._marker = f"{token.info}." if token.info else "•"
                case "list_item_close":
                    self._write_marker()
                case "table_open":
                    self._write_marker()
                    resume = number + _length_to(tokens[number:], "table_close")
                    self._table(tokens[number:resume])
                case _:
                    pass

    def _owe(self, gap: float) -> None:
        """Ask for space above the next block; nothing is owed at the top of the document."""
        if not self._untouched:
            self._gap = max(self._gap, gap)

    @property
    def _untouched(self) -> bool:
        return self._unused and self._document.blockCount() == 1

    def _block_format(self, leading: float | None = None) -> QTextBlockFormat:
        """Return the format of a block at this indent; `leading` is the space between lines in pixels."""
        made = QTextBlockFormat()
        made.setLeftMargin(self._left)
        made.setTopMargin(self._gap)
        if leading is None:
            metrics = QFontMetricsF(self._formats.text(self._setting, Inline(heading=self._heading)).font())
            leading = metrics.lineSpacing() * (self._setting.line - 1)
        # Not a proportional height: that would also stretch the lines which a tall formula made higher.
        made.setLineHeight(leading, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        return made

    def _begin(self, block_format: QTextBlockFormat, char_format: QTextCharFormat) -> None:
        if self._unused and block_format.topMargin():
            # Qt gives no margin to the first block, nor to the one behind a table.
            self._flatten()
            self._unused = False
        if self._unused:
            self.cursor.setBlockFormat(block_format)
            self.cursor.setBlockCharFormat(char_format)
        else:
            self.cursor.insertBlock(block_format, char_format)
        self._unused = False
        self._gap = 0.0
        number = self._document.blockCount() - 1
        self._quotes = [(number if first is None else first, left) for first, left in self._quotes]

    def _flatten(self, above: float = 0.0) -> None:
        """Leave the block at the cursor empty and without height, this far below the one before."""
        flat = QTextBlockFormat()
        flat.setTopMargin(above)
        flat.setLineHeight(0.0, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.cursor.setBlockFormat(flat)
        self.cursor.setBlockCharFormat(self._formats.tiny())

    def _rule(self) -> None:
        self._write_marker()
        gap = self._formats.scaled(RULE_GAP)
        self._owe(gap)
        block_format = self._block_format()
        block_format.setLineHeight(1.0, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._begin(block_format, self._formats.tiny())
        number = self._document.blockCount() - 1
        self.panels.append(Panel("rule", number, number, self._left))
        self._gap = gap

    def _close_quote(self) -> None:
        self._write_marker()
        first, left = self._quotes.pop()
        self._indents.pop()
        last = self._document.blockCount() - 1 - self._unused
        if first is not None:
            self.panels.append(Panel("quote", first, last, left))
        self._owe(self._size * PARAGRAPH_GAP)

    def _marker_room(self, tokens: Sequence[Token]) -> float:
        """Return the indent of a list: the width of its longest marker and a space."""
        level = tokens[0].level + 1
        markers = ["•"]
        for token in tokens[1:]:
            if token.level < level:
                break
            if token.type == "list_item_open" and token.level == level and token.info:
                markers.append(f"{token.info}.")
        metrics = QFontMetricsF(self._formats.text(self._setting, Inline()).font())
        widest = max(metrics.horizontalAdvance(marker) for marker in markers)
        return min(widest + self._size * 0.5 + self._size * 0.2, self._look.width / 4)

    def _write_marker(self) -> None:
        """Give a list item that begins without text a line for its marker."""
        if self._marker:
            self._paragraph([])
            self._owe(self._size * ITEM_GAP)

    # --- Paragraphs

    def _paragraph(self, children: Sequence[Token]) -> None:
        block_format = self._block_format()
        marker = self._marker
        if marker:
            indent = self._indents[-1]
            block_format.setTextIndent(-min(indent, self._left))
            block_format.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        base = self._formats.text(self._setting, Inline(heading=self._heading))
        self._begin(block_format, base)
        if marker:
            self.cursor.insertText(f"{marker}\t", base)
            self._marker = ""
        self._inline(children, self._room, block_format)

    def _inline(
        self, children: Sequence[Token], room: float, block_format: QTextBlockFormat | None = None
    ) -> None:
        """Write the tokens of a paragraph, or of a table's cell, which has no `block_format` to go on in."""
        bold = italic = 0
        link = ""
        eaten = 0
        broken = False
        for number, token in enumerate(children):
            inline = Inline(bold > 0, italic > 0, self._heading, link)
            text_format = self._formats.text(self._setting, inline)
            if broken and block_format is not None and token.content.strip():
                self._owe(self._size * DISPLAY_GAP)
                self._begin(self._block_format(), text_format)
                broken = False
            match token.type:
                case "strong_open" | "strong_close":
                    bold += token.nesting
                case "em_open" | "em_close":
                    italic += token.nesting
                case "link_open":
                    address = str(token.attrGet("href") or "")
                    link = address if is_web_address(address) else ""
                case "link_close":
                    link = ""
                case "code_inline":
                    self._insert_chip(token.content, self._formats.code_span(self._setting, inline))
                case "softbreak":
                    self._insert(" ", text_format)
                case "hardbreak":
                    self.cursor.insertText(LINE_SEPARATOR, text_format)
                case "image":
                    self._picture(str(token.attrGet("src") or ""), token.content, room)
                case "math_inline":
                    tail = _tail_behind(children[number + 1 :])
                    eaten = len(tail) if self._formula(token.content, inline, room, tail=tail) else 0
                case "math_display" if block_format is None:
                    self._formula(token.content, inline, room, display=True)
                case "math_display":
                    self._display(token.content)
                    broken = True
                case _:
                    content = token.content[eaten:]
                    eaten = 0 if token.content else eaten
                    self._insert(content.lstrip() if self.cursor.atBlockStart() else content, text_format)

    def _insert_chip(self, text: str, char_format: QTextCharFormat) -> None:
        start = self.cursor.position()
        self._insert(text, char_format)
        self.chips.append(Chip(start, self.cursor.position()))

    def _insert(self, text: str, char_format: QTextCharFormat) -> None:
        text = text.translate(_RESERVED).encode("utf-8", "replace").decode()
        if text:
            self.cursor.insertText(text, char_format)

    def _formula(
        self, latex: str, inline: Inline, room: float, *, display: bool = False, tail: str = ""
    ) -> bool:
        """Write a formula, smaller if it is wider than the column; where it cannot be drawn, its LaTeX."""
        scale = DISPLAY_MATH_SIZE if display else INLINE_MATH_SIZE
        size = self._formats.pixels(self._setting, inline) * scale
        formula = self._formulas.formula(latex, size, inline=not display)
        if formula is None:
            self._insert_chip(latex, self._formats.failed_formula(self._setting, inline))
            return False
        fitting = min(1.0, room / formula.width)
        base = self._formats.text(self._setting, inline)
        self.cursor.insertText(
            OBJECT,
            formula_format(
                base, latex, size * fitting, formula.depth * fitting, inline=not display, tail=tail
            ),
        )
        return True

    def _display(self, latex: str) -> None:
        self._write_marker()
        self._owe(self._size * DISPLAY_GAP)
        block_format = self._block_format(0.0)
        block_format.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._begin(block_format, self._formats.text(self._setting, Inline()))
        self._formula(latex, Inline(), self._room, display=True)
        self._owe(self._size * DISPLAY_GAP)

    def _picture(self, name: str, description: str, room: float) -> None:
        image = load_picture(self._look.media, name)
        if image is None:
            told = f"{name} – {description}" if description else name
            self._insert_chip(f"Picture not shown: {told}", self._formats.missing_picture(self._setting))
            return
        url = QUrl(f"picture:{bytes(QUrl.toPercentEncoding(name).data()).decode()}")
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, url, image)
        height_limit = self._formats.scaled(MAX_PICTURE_HEIGHT)
        fitting = min(1.0, room / image.width(), height_limit / image.height())
        made = QTextImageFormat()
        made.setName(url.toString())
        made.setWidth(image.width() * fitting)
        made.setHeight(image.height() * fitting)
        made.setProperty(READS_AS, f"[{description or name}]")
        self.cursor.insertImage(made)

    # --- Code

    def _code(self, code: str, info: str) -> None:
        self._write_marker()
        padding_x, padding_y = (self._formats.scaled(padding) for padding in CODE_PADDING)
        lines = highlighted(code.rstrip("\n").expandtabs(4), (info.split() or [""])[0])
        texts = ["".join(text for text, _ in line) for line in lines]
        room = self._room - 2 * padding_x
        pixels = self._code_size(texts, room)
        metrics = QFontMetricsF(self._formats.code(pixels, "ink").font())
        leading = max(0.0, pixels * CODE_LINE - metrics.lineSpacing())
        self._owe(self._formats.scaled(CODE_GAP))
        self._gap += padding_y
        for text, line in zip(texts, lines, strict=True):
            block_format = self._block_format(leading)
            block_format.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            # A line that is too long goes on below, further in than it began.
            indent = min(metrics.horizontalAdvance(_indentation(text) + 4 * " "), room / 2)
            hang = indent if metrics.horizontalAdvance(text) > room else 0.0
            block_format.setLeftMargin(self._left + padding_x + hang)
            block_format.setTextIndent(-hang)
            block_format.setRightMargin(padding_x)
            self._begin(block_format, self._formats.code(pixels, "ink"))
            for piece, token in line:
                self._insert(piece, self._formats.code(pixels, token))
        last = self._document.blockCount() - 1
        self.panels.append(Panel("code", last - len(lines) + 1, last, self._left, padding_y))
        self._gap = padding_y + self._formats.scaled(CODE_GAP)

    def _code_size(self, lines: Sequence[str], room: float) -> int:
        """Return the largest size, down to SMALLEST_CODE, in which no line wraps; else the usual one."""
        usual = round(self._formats.scaled(CODE_PIXELS))
        longest = max(lines, key=len, default="")
        for pixels in range(usual, round(usual * SMALLEST_CODE) - 1, -1):
            metrics = QFontMetricsF(self._formats.code(pixels, "ink").font())
            if metrics.horizontalAdvance(longest) <= room:
                return pixels
        return usual

    # --- Tables

    def _table(self, tokens: Sequence[Token]) -> None:
        rows = _rows(tokens)
        columns = max(len(row) for row in rows)
        made = QTextTableFormat()
        made.setBorder(0)
        made.setBorderCollapse(True)
        made.setCellSpacing(0)
        made.setCellPadding(0)
        made.setLeftMargin(self._left)
        made.setTopMargin(self._gap)
        self._gap = 0.0
        if self._unused:
            self._flatten()
        table = self.cursor.insertTable(len(rows), columns, made)
        padding = self._formats.scaled(CELL_PADDING)
        for number, row in enumerate(rows):
            for column, (alignment, children) in enumerate(row):
                cell = table.cellAt(number, column)
                cell_format = QTextTableCellFormat()
                cell_format.setPadding(padding)
                cell_format.setLeftPadding(0.0 if column == 0 else 1.5 * padding)
                cell_format.setRightPadding(1.5 * padding)
                cell_format.setBottomBorder(1.0)
                cell_format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                token = "line2" if number == 0 else "line"
                cell_format.setBottomBorderBrush(QBrush(QColor(self._look.tokens[token])))
                cell.setFormat(cell_format)
                self.cursor = cell.firstCursorPosition()
                block_format = self._block_format(0.0)
                block_format.setLeftMargin(0.0)
                block_format.setAlignment(alignment)
                self.cursor.setBlockFormat(block_format)
                self._inline(_bold(children) if number == 0 else children, self._room / columns)
        # Not from the root frame: its Python wrapper outlives the frame, and Shiboken would hand it out for
        # the next object at that address.
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self._unused = True
        self._gap = self._size * PARAGRAPH_GAP


def _tail_behind(children: Sequence[Token]) -> str:
    """Return what of the text behind a formula must not begin a line."""
    for token in children:
        if token.type == "text" and token.content:
            found = _TAIL.match(token.content)
            return found[0] if found else ""
        if token.nesting >= 0 and token.type != "text":
            return ""
    return ""


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _length_to(tokens: Sequence[Token], closing: str) -> int:
    return next(number for number, token in enumerate(tokens) if token.type == closing) + 1


def _rows(tokens: Sequence[Token]) -> list[list[tuple[Qt.AlignmentFlag, list[Token]]]]:
    """Return the rows of a table, the head first, each a list of cells with their alignment."""
    rows: list[list[tuple[Qt.AlignmentFlag, list[Token]]]] = []
    alignment = Qt.AlignmentFlag.AlignLeft
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            style = str(token.attrGet("style") or "")
            alignment = next(
                (flag for name, flag in _ALIGNMENTS.items() if style.endswith(name)),
                Qt.AlignmentFlag.AlignLeft,
            )
        elif token.type == "inline":
            rows[-1].append((alignment, token.children or []))
    return rows


_ALIGNMENTS = {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}


def _bold(children: Sequence[Token]) -> list[Token]:
    return [Token("strong_open", "strong", 1), *children, Token("strong_close", "strong", -1)]
