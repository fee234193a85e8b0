"""A part of a panel that scrolls inside it where the page is wide, and is as high as it needs elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.widgets.focus_ring import wears_ring

GUTTER = 14
"""Pixels that a scroll bar takes."""
AROUND = 8
"""Pixels that stay in sight above and below what is scrolled to."""


class InnerScroll(QWidget):
    """Holds `content`. While it scrolls it asks for `least` pixels and takes what it is given."""

    def __init__(self, content: QWidget, least: int, gutter: int = 0, *, stop: str = "") -> None:
        """Keep `gutter` pixels at the right free for the scroll bar, whether there is one or not.

        `stop` is its name where Tab is to stop at it, so that keys can scroll it: content that nothing
        can be done with.
        """
        super().__init__()
        self._gutter = gutter
        self._stop = stop
        self._content = content
        self._least = least
        self._scrolls = False
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(stop)
        wears_ring(self._area, 6)
        self._area.viewport().setAutoFillBackground(False)
        content.installEventFilter(self)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, gutter, 0)
        self._layout.addWidget(self._area)
        self._layout.addWidget(content)
        self._area.hide()

    @property
    def hidden(self) -> int:
        """How many pixels of the content there would be besides what it asks for."""
        return self.content_height - self._asked if self._scrolls else 0

    @property
    def _asked(self) -> int:
        return min(self._least, self.content_height)

    @property
    def content_height(self) -> int:
        """How high the content is in the width that it has."""
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self._content.width())
        return self._content.sizeHint().height()

    @property
    def area(self) -> QScrollArea:
        return self._area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell those around that the content is of another height: an area keeps that to itself."""
        wider = isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width()
        if (wider or event.type() is QEvent.Type.LayoutRequest) and self._scrolls:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def set_scrolls(self, scrolls: bool) -> None:
        """Scroll inside, or be as high as the content."""
        if scrolls == self._scrolls:
            return
        self._scrolls = scrolls
        focus = QApplication.focusWidget()
        if scrolls:
            self._layout.removeWidget(self._content)
            self._area.setWidget(self._content)
            self._content.setAutoFillBackground(False)
        else:
            self._layout.addWidget(self._area.takeWidget())
        self._content.show()
        if focus is not None and self._content.isAncestorOf(focus):
            focus.setFocus()  # which it lost on the way
        self._area.setVisible(scrolls)
        up = QSizePolicy.Policy.Expanding if scrolls else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, up)
        self._make_room()

    def _make_room(self, _low: int = 0, _high: int = 0) -> None:
        beside = self._scrolls and self._area.verticalScrollBar().maximum() > 0
        self._layout.setContentsMargins(0, 0, 0 if beside else self._gutter, 0)
        stops = Qt.FocusPolicy.StrongFocus if beside and self._stop else Qt.FocusPolicy.NoFocus
        self._area.setFocusPolicy(stops)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self._content.sizeHint().width(), self._asked) if self._scrolls else hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self._content.minimumSizeHint().width(), self._asked) if self._scrolls else hint

    def scroll_page(self, pages: int) -> None:
        """Scroll whatever scrolls the content down by so many pages, or up by a negative number."""
        area = next(iter(areas_around(self._content)), None)
        if area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())


def areas_around(part: QWidget) -> list[QScrollArea]:
    """Return the areas that scroll a widget, the innermost first."""
    found: list[QScrollArea] = []
    step = part.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            found.append(step)
        step = step.parentWidget()
    return found


def scroll_to(part: QWidget) -> None:
    """Bring a widget into sight in everything that scrolls it; of one that is too high, its top."""
    for area in areas_around(part):
        inside = area.widget()
        if inside is None:
            continue
        bar, room = area.verticalScrollBar(), area.viewport().height()
        top = part.mapTo(inside, QPoint(0, 0)).y()
        lowest, highest = top - AROUND, top + part.height() + AROUND - room
        bar.setValue(min(max(bar.value(), highest), lowest))
