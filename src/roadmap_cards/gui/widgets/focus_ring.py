"""The focus ring: 2 px of accent, 3 px outside the control that has the keyboard.

It lies above the window, for a ring outside a control would be cut off by the control's own edges. One ring
serves a whole window: `FocusRing(theme, window)`; a control wears it when it says so with `wears_ring`.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on

RING = 4
"""How far the ring reaches beyond its control: 2 px of gap and 2 px of ring, its middle 3 px outside."""

PROPERTY = "ring_radius"
ABOVE = "lies_above_ring"
FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
)


def wears_ring(control: QWidget, radius: int) -> None:
    """Let the window's ring appear around this control; `radius` is that of the control's corners."""
    control.setProperty(PROPERTY, radius)


def lies_above_ring(overlay: QWidget) -> None:
    """Say that a child of the window lies over what is in it, and over the ring of a control it covers."""
    overlay.setProperty(ABOVE, True)


class FocusRing(QWidget):
    """Follows the keyboard focus through one window."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._control: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        theme.changed.connect(self.update)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        ours = now is not None and now.window() is self._window and now.property(PROPERTY) is not None
        self._control = now if ours else None
        step = self._control
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step is self._window else step.parentWidget()
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        control = self._control
        if control is None or not shiboken6.isValid(control) or not control.isVisible():
            self.hide()
            return
        corner = control.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, control.size()).adjusted(-RING, -RING, RING, RING))
        self.show()
        self.raise_()
        for child in self._window.children():  # in the order they lie in, the lowest first
            if isinstance(child, QWidget) and child.property(ABOVE) and not child.isAncestorOf(control):
                child.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._control is None or not shiboken6.isValid(self._control):
            return
        radius = int(self._control.property(PROPERTY)) + RING
        with painter_on(self) as painter:
            painter.setClipRect(self._seen().translated(-self.pos()))
            draw_box(painter, QRectF(self.rect()), radius, None, self._theme.colour("accent"), 2)

    def _seen(self) -> QRect:
        """Return the part of the window where the control can be seen, whatever scrolls it."""
        seen = self._window.rect()
        for step in self._watched:
            around = step.parentWidget()
            if isinstance(around, QAbstractScrollArea) and around.viewport() is step:
                seen = seen.intersected(QRect(step.mapTo(self._window, QPoint(0, 0)), step.size()))
        return seen
