"""The text of a card document, to copy and to read aloud: formulas and pictures as what they stand for."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument, QTextFormat

OBJECT = "\ufffc"
"""The character that stands for a formula or a picture in a QTextDocument."""

READS_AS = int(QTextFormat.Property.UserProperty) + 100
"""The property of an object's character that holds its text."""


def document_text(document: QTextDocument, start: int = 0, end: int | None = None) -> str:
    """Return the text between two positions (in UTF-16 units, as QTextCursor counts), one line a block."""
    end = document.characterCount() if end is None else end
    lines: list[str] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        pieces: list[str] = []
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            begin = max(start - fragment.position(), 0)
            stop = min(end - fragment.position(), fragment.length())
            if begin < stop:
                reads_as = fragment.charFormat().property(READS_AS)
                text = _utf16_slice(fragment.text(), begin, stop)
                pieces.append(text if reads_as is None else text.replace(OBJECT, str(reads_as)))
            iterator += 1
        if block.length() > 1 or not _is_spacer(block):
            lines.append("".join(pieces).replace("\u2028", "\n"))
        block = block.next()
    return "\n".join(lines)


def _is_spacer(block: QTextBlock) -> bool:
    return block.blockFormat().lineHeightType() == QTextBlockFormat.LineHeightTypes.FixedHeight.value


def _utf16_slice(text: str, begin: int, stop: int) -> str:
    units = text.encode("utf-16-le", "surrogatepass")[2 * begin : 2 * stop]
    return units.decode("utf-16-le", "replace")
