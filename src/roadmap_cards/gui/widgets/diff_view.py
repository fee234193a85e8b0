"""A typed answer against the expected one, character by character."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from roadmap_cards.gui.fonts import MONO
from roadmap_cards.gui.theme import Theme, Type, make_font
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.text import Text

FACE = Type(MONO, 15)
LINE = 1.5
"""Distance of lines in units of the face's own."""


class Piece(Protocol):
    """A run of characters: in both answers, only in the expected one, or only in the typed one."""

    @property
    def text(self) -> str: ...

    @property
    def kind(self) -> Literal["same", "missing", "extra"]: ...


class DifferenceLine(QWidget):
    """One answer in a fixed-width face; what differs is coloured and struck through or underlined."""

    def __init__(self, theme: Theme, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self._theme = theme
        self._pieces = tuple(pieces)
        self.setAccessibleName(self._text())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(make_font(FACE)).horizontalAdvance(self._text())
        return QSize(round(width) + 1, self.heightForWidth(round(width) + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(self._pitch()))

    def heightForWidth(self, width: int) -> int:
        return round(self._pitch() * max(1, self._layout(width).lineCount()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout = self._layout(self.width())
        with painter_on(self) as painter:
            painter.setPen(self._theme.colour("ink"))
            layout.draw(painter, QPointF(0, 0))

    def _text(self) -> str:
        return "".join(piece.text for piece in self._pieces)

    def _pitch(self) -> float:
        return QFontMetricsF(make_font(FACE)).lineSpacing() * LINE

    def _layout(self, width: int) -> QTextLayout:
        # A text layout knows no paragraphs, only lines that are divided.
        text = self._text().replace("\n", "\N{LINE SEPARATOR}")
        layout = QTextLayout(text, make_font(FACE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + (self._pitch() - line.height()) / 2))
            y += self._pitch()
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats = []
        start = 0
        for piece in self._pieces:
            if piece.kind != "same":
                token = "good" if piece.kind == "missing" else "again"
                look = QTextCharFormat()
                look.setForeground(self._theme.colour(token))
                look.setBackground(self._theme.colour(f"{token}_bg"))
                look.setFontUnderline(piece.kind == "missing")
                look.setFontStrikeOut(piece.kind == "extra")
                stretch = QTextLayout.FormatRange()
                stretch.start = start
                stretch.length = len(piece.text.encode("utf-16-le")) // 2
                stretch.format = look
                formats.append(stretch)
            start += len(piece.text.encode("utf-16-le")) // 2
        return formats


class DifferenceView(QWidget):
    """What was typed above what was expected; where both agree there is one line."""

    def __init__(self, theme: Theme, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        typed = [piece for piece in pieces if piece.kind != "missing"]
        expected = [piece for piece in pieces if piece.kind != "extra"]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        agree = all(piece.kind == "same" for piece in pieces)
        rows = (("You typed", typed),) if agree else (("You typed", typed), ("Expected", expected))
        for number, (words, line) in enumerate(rows):
            label = Text(theme, words, "label", "ink2")
            label.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(DifferenceLine(theme, line), number, 1)
        self.setAccessibleName(described(pieces))


def described(pieces: Sequence[Piece]) -> str:
    """Return the comparison in words, for those who hear it."""
    typed = "".join(piece.text for piece in pieces if piece.kind != "missing")
    if all(piece.kind == "same" for piece in pieces):
        return f"You typed “{typed}”, as expected."
    expected = "".join(piece.text for piece in pieces if piece.kind != "extra")
    parts = [f"You typed “{typed}”.", f"Expected “{expected}”."]
    for kind, word in (("missing", "Missing"), ("extra", "Too much")):
        runs = [f"“{piece.text}”" for piece in pieces if piece.kind == kind]
        if runs:
            parts.append(f"{word}: {', '.join(runs)}.")
    return " ".join(parts)
