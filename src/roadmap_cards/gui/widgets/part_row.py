"""A row of which one is chosen: a round box, a name, a number and the key that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import DISABLED
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_dot,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width
from roadmap_cards.gui.widgets.whole_area import WholeArea

HEIGHT = 32
SIDE = 18
BEFORE_TITLE = SIDE + 9


class PartRow(WholeArea, QRadioButton):
    """The chosen row is stronger; room for that is kept, so that choosing moves nothing."""

    def __init__(self, theme: Theme, title: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self._key = key
        self._note = ""
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"Key {key}")
        wears_ring(self, 7)
        self.set_note("")
        theme.changed.connect(self.update)

    @property
    def title(self) -> str:
        return self._title

    @property
    def note(self) -> str:
        """The number at the right."""
        return self._note

    def set_note(self, note: str) -> None:
        """Show a number, such as that of cards."""
        self._note = note
        self.setAccessibleName(f"{self._title}, {note}" if note else self._title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        title = text_width(self._theme.font("strong"), self._title)
        note = text_width(self._theme.font("label"), self._note)
        return QSize(BEFORE_TITLE + round(title + note) + 24 + key_width(self._theme, self._key), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Stay chosen: another row takes the choice away."""
        self.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen, hot = self._theme, self.isChecked(), self.underMouse()
        font, quiet = theme.font("strong" if chosen else "body"), theme.font("label")
        middle, right = self.height() / 2, self.width() - key_width(theme, self._key)
        with painter_on(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else DISABLED)
            outline = theme.colour("ink" if chosen else "ink2" if hot else "line2")
            centre = QPointF(SIDE / 2, middle)
            draw_dot(painter, centre, SIDE / 2 - 1.5, theme.colour("raised"), outline, gap=1.5)
            if chosen:
                draw_dot(painter, centre, SIDE / 4, theme.colour("ink"), theme.colour("raised"), gap=0)
            at = QPointF(BEFORE_TITLE, middle_baseline(font, middle))
            draw_text(painter, at, self._title, font, theme.colour("ink" if chosen or hot else "ink2"))
            at = QPointF(right - 10, middle_baseline(quiet, middle))
            draw_text(painter, at, self._note, quiet, theme.colour("ink3"), RIGHT)
            draw_key_cap(painter, theme, QPointF(right, middle - KEY_HEIGHT / 2), self._key)
