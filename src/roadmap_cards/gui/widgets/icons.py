"""The icons: strokes on a square of 24, drawn in whatever colour the place asks for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS: dict[str, str] = {
    "today": '<circle cx="12" cy="12" r="4"/>'
    '<path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4'
    'M18.4 5.6L17 7M7 17l-1.4 1.4"/>',
    "quiz": '<rect x="4.500" y="4.500" width="15" height="15" rx="1.500"/>'
    '<path d="M8.5 12.200l2.6 2.600 4.600-5.200"/>',
    "map": '<path d="M12 3.200l3.800 2.200v4.400L12 12 8.200 9.800V5.400z"/>'
    '<path d="M8 12.200l3.800 2.200v4.400L8 21l-3.800-2.200v-4.400z"/>'
    '<path d="M16 12.200l3.800 2.200v4.400L16 21l-4.200-2.200v-4.400z"/>',
    "statistics": '<path d="M4.5 20v-6M9.5 20V9.5M14.5 20v-8.500M19.5 20V5"/>',
    "settings": '<path d="M4 7h9M17.5 7H20M4 17h3M11.5 17H20"/><circle cx="15.2" cy="7" r="2.2"/>'
    '<circle cx="9.2" cy="17" r="2.2"/>',
    "back": '<path d="M14.5 6l-6 6 6 6"/>',
    "forward": '<path d="M9.5 6l6 6-6 6"/>',
    "down": '<path d="M6.5 9.5l5.5 5.5 5.5-5.5"/>',
    "flag": '<path d="M6 21V4M6 4.500h11.500l-2.6 4 2.6 4H6"/>',
    "flag_filled": '<path d="M6 21V4"/><path fill="currentColor" d="M6 4.500h11.500l-2.6 4 2.6 4H6z"/>',
    "book": '<path d="M12 6.5C10 5 7 4.7 4 5v13c3-.3 6 0 8 1.5 2-1.5 5-1.8 8-1.500V5c-3-.3-6 0-8 1.500z'
    'M12 6.500v13"/>',
    "undo": '<path d="M8.5 5.500L4.5 9.500l4 4M4.5 9.500H14a5 5 0 010 10h-3"/>',
    "clock": '<circle cx="12" cy="13" r="7.5"/><path d="M12 9v4l2.5 1.500M9.5 3h5"/>',
    "check": '<path d="M5.5 12.500l4.3 4.3 8.7-9.3"/>',
    "close": '<path d="M6.5 6.500l11 11M17.5 6.500l-11 11"/>',
    "plus": '<path d="M12 5.500v13M5.5 12h13"/>',
    "minus": '<path d="M5.5 12h13"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.500M12 7.600v.3"/>',
    "warning": '<path d="M12 4.200L3.5 19h17zM12 10v4.500M12 16.700v.2"/>',
    "keyboard": '<rect x="2.5" y="6" width="19" height="12.5" rx="2.2"/>'
    '<path d="M6 10h.3M10 10h.3M14 10h.3M18 10h.3M8 14.500h8"/>',
    "edit": '<path d="M5 19l.8-3.600L15.6 5.600l2.8 2.800L8.6 18.200z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "move": '<path d="M4.5 12h15M14 6.500l5.5 5.500-5.5 5.500"/>',
    "open": '<path d="M12 15.500V4.500M7.8 8.700L12 4.500l4.2 4.200"/>'
    '<path d="M4.5 14.500v3.500a1.500 1.500 0 001.500 1.500h12a1.500 1.500 0 001.500-1.500v-3.500"/>',
    "renew": '<path d="M18.8 13.500A7 7 0 1117 7.100l2 2M19.3 4.800v4.400h-4.400"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
}
"""Paths of our own, by name. `currentColor` marks what is filled."""

STROKE = 1.7


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor, *, stroke: float = STROKE) -> None:
    """Draw the icon of that name into `rect`; `stroke` is in units of its square of 24."""
    _renderer(name, colour.name(), stroke).render(painter, rect)


@cache
def _renderer(name: str, colour: str, stroke: float) -> QSvgRenderer:
    paths = ICONS[name].replace("currentColor", colour)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
        f'stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))
