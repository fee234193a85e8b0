"""A formula in a QTextDocument: one character that draws itself, on the baseline of the line it stands in."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from roadmap_cards.gui.widgets.card_text import READS_AS
from roadmap_cards.gui.widgets.formula import INK
from roadmap_cards.gui.widgets.formula_cache import FormulaCache

FORMULA_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 1
_LATEX = int(QTextFormat.Property.UserProperty) + 1
_INLINE = _LATEX + 1
_SIZE = _LATEX + 2
_TAIL = _LATEX + 3
_TAIL_FONT = _LATEX + 4

MAX_RENDERERS = 300


class FormulaObject(QPyTextObject):
    """Draws the formulas of documents. It has to outlive them: make it a child of theirs or of their view."""

    def __init__(self, formulas: FormulaCache, parent: QObject) -> None:
        """`formulas` holds the drawings; the renderers in each colour are kept here."""
        super().__init__(parent)
        self._formulas = formulas
        self._renderers: dict[tuple[bytes, str], QSvgRenderer] = {}

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002, ARG002, N803
        formula = self._formulas.formula(*_source(format), inline=bool(format.property(_INLINE)))
        if formula is None:
            return QSizeF()
        _, below = _descent(formula.depth, _tail_font(format).family())
        width = formula.width + _tail_width(format)
        return QSizeF(width, formula.height - formula.depth + below)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,  # noqa: A002
    ) -> None:
        formula = self._formulas.formula(*_source(format), inline=bool(format.property(_INLINE)))
        if formula is None:
            return
        ink = format.foreground().color()
        box = QRectF(rect.x(), rect.y(), formula.width, formula.height)
        self._renderer(formula.svg, ink.name()).render(painter, box)
        tail = str(format.property(_TAIL) or "")
        if tail:
            painter.setFont(_tail_font(format))
            painter.setPen(ink)
            painter.drawText(QPointF(box.right(), box.bottom() - formula.depth), tail)

    def _renderer(self, svg: bytes, colour: str) -> QSvgRenderer:
        renderer = self._renderers.get((svg, colour))
        if renderer is None:
            if len(self._renderers) >= MAX_RENDERERS:
                self._renderers.pop(next(iter(self._renderers)))
            renderer = QSvgRenderer(QByteArray(svg.replace(INK.encode(), colour.encode())))
            renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
            self._renderers[svg, colour] = renderer
        return renderer


def formula_format(
    base: QTextCharFormat, latex: str, size: float, depth: float, *, inline: bool, tail: str = ""
) -> QTextCharFormat:
    """Return the format of the character that is this formula, in text of the format `base`.

    `tail` is text that no line break may part from the formula: Qt breaks behind every object, which would
    begin a line with a comma, so the object draws the comma as well.

    The baseline: with AlignBaseline Qt takes the descent of the character's *font* as the depth of the
    object. So the font of this character is chosen by its descent; it draws nothing.
    """
    result = QTextCharFormat(base)
    pixels, _ = _descent(depth, base.font().family())
    font = QFont(base.font().family())
    font.setPixelSize(pixels)
    result.setFont(font)
    result.setObjectType(FORMULA_TYPE)
    result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    result.setProperty(_LATEX, latex)
    result.setProperty(_INLINE, inline)
    result.setProperty(_SIZE, size)
    result.setProperty(_TAIL, tail)
    result.setProperty(_TAIL_FONT, base.font())
    mark = "$" if inline else "$$"
    result.setProperty(READS_AS, f"{mark}{latex}{mark}{tail}")
    return result


def _source(format_: QTextFormat) -> tuple[str, float]:
    return str(format_.property(_LATEX)), float(format_.property(_SIZE))


def _tail_font(format_: QTextFormat) -> QFont:
    font = format_.property(_TAIL_FONT)
    return font if isinstance(font, QFont) else QFont()


def _tail_width(format_: QTextFormat) -> float:
    tail = str(format_.property(_TAIL) or "")
    return QFontMetricsF(_tail_font(format_)).horizontalAdvance(tail) if tail else 0.0


@lru_cache(maxsize=1000)
def _descent(depth: float, family: str) -> tuple[int, float]:
    """Return the smallest size in pixels whose descent is no less than `depth`, and that descent."""
    font = QFont(family)
    pixels = 1
    while True:
        font.setPixelSize(pixels)
        descent = QFontMetricsF(font).descent()
        if descent >= depth or pixels >= 2000:
            return pixels, descent
        pixels += 1
