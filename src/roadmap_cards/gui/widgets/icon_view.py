"""An icon by itself, in a colour of the theme: what the colour says, said by shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.icons import draw_icon


class IconView(QWidget):
    """Draws an icon; `colour` is a token, `side` pixels, `stroke` in units of the icon's square of 24."""

    def __init__(self, theme: Theme, icon: str, colour: str, side: int = 20, stroke: float = 2.0) -> None:
        super().__init__()
        self._theme, self._icon, self._colour, self._stroke = theme, icon, colour, stroke
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            colour = self._theme.colour(self._colour)
            draw_icon(painter, self._icon, QRectF(self.rect()), colour, stroke=self._stroke)
