"""The ground that panels lie on: it paints its own colour and the shadows that panels cast."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_shadow, painter_on


class Raised(QWidget):
    """A widget that casts a shadow on the canvas below it, `corner` being the radius of its corners in px."""

    corner = 14


class Canvas(QWidget):
    """A page's background. Shadows fall outside the panels, so it is the canvas that paints them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            painter.fillRect(event.rect(), self._theme.colour("canvas"))
            if self._theme.dark:
                return
            for raised in self.findChildren(Raised):
                if raised.isVisibleTo(self) and _ground_below(raised) is self:
                    corner = raised.mapTo(self, QPoint(0, 0))
                    draw_shadow(painter, QRectF(corner, raised.size()), raised.corner)


def _ground_below(raised: Raised) -> QWidget | None:
    """Return the canvas a panel lies on: where one scrolls inside another, the inner one."""
    ground = raised.parentWidget()
    while ground is not None and not isinstance(ground, Canvas):
        ground = ground.parentWidget()
    return ground


def scrolling(canvas: Canvas) -> QScrollArea:
    """Return a frameless area that scrolls a canvas up and down and lets it take all the width there is."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(canvas)
    return area


def bring_into_view(control: QWidget) -> None:
    """Scroll whatever holds a control until it can be seen."""
    step = control.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(control)
        step = step.parentWidget()
