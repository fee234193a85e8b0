"""The few strokes that every painted part is made of, in colours that the caller names."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintDevice,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
)

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter

SHADOW_INK = QColor(16, 40, 36)
"""The shadow's own dark: a light, not a token, for it is seen only through four to ten parts in 255."""


def painter_on(device: QPaintDevice) -> QPainter:
    """Return a painter that smooths edges and text; use it as a context manager."""
    painter = QPainter(device)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded box; its outline lies inside `rect`, so that a 1-px line stays one pixel."""
    inset = width / 2 if line is not None else 0.0
    painter.setPen(Qt.PenStyle.NoPen if line is None else QPen(line, width))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def draw_shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw the three stacked soft shadows of a card around it, not below it: it may be half faded."""
    card, around = QPainterPath(), QPainterPath()
    card.addRoundedRect(rect, radius, radius)
    around.addRect(rect.adjusted(-12, -12, 12, 12))
    painter.save()
    painter.setClipPath(around.subtracted(card))
    for reach, alpha in ((1, 10), (3, 6), (8, 4)):
        ink = QColor(SHADOW_INK)
        ink.setAlpha(alpha)
        spread = reach * 0.4
        shade = rect.adjusted(-spread, reach * 0.6, spread, reach * 1.1)
        draw_box(painter, shade, radius + spread, ink)
    painter.restore()


def draw_line(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    colour: QColor,
    width: float = 1.0,
    dashes: tuple[float, ...] = (),
) -> None:
    """Draw a line; `dashes` are lengths of stroke and gap in units of `width`."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    painter.setPen(pen)
    painter.drawLine(start, end)


def draw_dot(
    painter: QPainter, centre: QPointF, radius: float, colour: QColor, ring: QColor, gap: float = 2.0
) -> None:
    """Draw a dot inside a ring in the colour of the ground, so that it reads over every tint."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ring)
    painter.drawEllipse(centre, radius + gap, radius + gap)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)


def text_width(font: QFont, text: str) -> float:
    """Return the advance of one line of text in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    at: QPointF,
    text: str,
    font: QFont,
    colour: QColor,
    side: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line of text whose baseline runs through `at`, which is its left, middle or right end.

    In a file of SVG it is drawn in outlines: whoever opens that may not have the font.
    """
    shift = 0.0 if side == LEFT else text_width(font, text) * (0.5 if side == CENTRE else 1.0)
    begin = QPointF(at.x() - shift, at.y())
    if painter.paintEngine().type() == QPaintEngine.Type.SVG:
        outlines = QPainterPath()
        outlines.addText(begin, font, text)
        painter.fillPath(outlines, colour)
        return
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(begin, text)


def middle_baseline(font: QFont, middle: float) -> float:
    """Return the baseline that centres capitals and digits of `font` on the height `middle`."""
    return middle + QFontMetricsF(font).capHeight() / 2
