"""A field to find rows by their words: Enter goes on, Shift Enter back, Esc returns to the list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_text, middle_baseline, painter_on
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width

ICON_ROOM = 26
NOTE_ROOM = 84


class FindField(QLineEdit):
    """`asked` tells that the words changed, `stepped` by how many finds to go on, `left` that it is done.

    The note, such as “2 of 5”, stands at the right; without one its key does.
    """

    asked = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, name: str, key: str = "/", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._note = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTextMargins(ICON_ROOM, 0, NOTE_ROOM, 0)
        self.setAcceptDrops(False)  # a file that is dropped here is meant for the window
        self.textChanged.connect(self.asked)
        theme.changed.connect(self.update)

    def set_note(self, note: str) -> None:
        self._note = note
        self.setAccessibleDescription(note or f"Key {self._key}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in ENTER:
            event.ignore()  # that one is the page's
        elif event.key() in ENTER:
            self.stepped.emit(-1 if shift else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        middle = self.height() / 2
        with painter_on(self) as painter:
            draw_icon(painter, "search", QRectF(11, middle - 9, 18, 18), self._theme.colour("ink3"))
            if self._note:
                font = self._theme.font("label")
                at = QPointF(self.width() - 14, middle_baseline(font, middle))
                draw_text(painter, at, self._note, font, self._theme.colour("ink2"), RIGHT)
            elif not self.hasFocus():
                left = self.width() - 11 - key_width(self._theme, self._key)
                draw_key_cap(painter, self._theme, QPointF(left, middle - KEY_HEIGHT / 2), self._key)


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
