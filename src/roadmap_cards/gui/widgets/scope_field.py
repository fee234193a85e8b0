"""What is counted: everything, a level or a topic, from a list. Quiet, for most people never touch it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.study.statistics import Place, Scope

WIDEST = 168
"""Pixels of the words; longer titles are shortened here and whole in the list."""
ARROW = 34
INDENT = "    "
EVERYTHING = "Everything"


class ScopeField(QComboBox):
    """The list of places; `scope_chosen` carries the Scope that a person chose."""

    scope_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: tuple[Place, ...] = ()
        self.setAccessibleName("What is counted")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(18)
        wears_ring(self, 10)
        self.activated.connect(self._choose)
        theme.changed.connect(self.update)
        self.set_places((), Scope())

    def set_places(self, places: Sequence[Place], scope: Scope) -> None:
        """Offer these places, with that of `scope` chosen."""
        offered = tuple(places) or (Place(Scope(), EVERYTHING),)
        if offered != self._places:
            self._places = offered
            self.clear()
            self.addItems([INDENT * bool(place.level) + place.title for place in offered])
            view = self.view()
            view.setMinimumWidth(view.sizeHintForColumn(0) + 40)
        scopes = [place.scope for place in offered]
        self.setCurrentIndex(scopes.index(scope) if scope in scopes else 0)
        self.updateGeometry()

    @property
    def title(self) -> str:
        """What is chosen, as it is shown."""
        return self.currentText().strip()

    def _choose(self, number: int) -> None:
        self.updateGeometry()
        self.scope_chosen.emit(self._places[number].scope)

    def sizeHint(self) -> QSize:
        words = text_width(self._theme.font("label_strong"), self.title)
        return QSize(round(min(words, WIDEST)) + 12 + ARROW, 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the page; what is counted is never changed by the way

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("label_strong")
        colour = self._theme.colour("ink" if self.underMouse() else "ink2")
        with painter_on(self) as painter:
            if self.underMouse():
                draw_box(painter, QRectF(self.rect()), 10, self._theme.colour("line", 120))
            room = self.width() - 12 - ARROW + 2
            words = QFontMetricsF(font).elidedText(self.title, Qt.TextElideMode.ElideRight, room)
            at = QPointF(12, middle_baseline(font, self.height() / 2))
            draw_text(painter, at, words, font, colour)
            draw_icon(painter, "down", QRectF(self.width() - 28, self.height() / 2 - 8, 16, 16), colour)
