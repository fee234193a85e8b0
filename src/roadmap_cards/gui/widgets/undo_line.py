"""What takes everything back: an icon, words, and the key at the far right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button
from roadmap_cards.gui.widgets.drawing import draw_text, middle_baseline, text_width
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width

ICON = 18
BEFORE_WORDS = 24


class UndoLine(Button):
    """A button as wide as its panel."""

    def __init__(self, theme: Theme, words: str, key: str = "Ctrl Z", parent: QWidget | None = None) -> None:
        super().__init__(theme, words, key, radius=6, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = round(text_width(self._theme.font("label_strong"), self.words))
        return QSize(BEFORE_WORDS + words + self._key_room(12) + 1, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font, middle = self._theme.font("label_strong"), self.height() / 2
        font.setUnderline(self.underMouse() or self.isDown())
        with self._begin() as painter:
            icon = QRectF(0, middle - ICON / 2, ICON, ICON)
            draw_icon(painter, "undo", icon, self._theme.colour("ink2"))
            at = QPointF(BEFORE_WORDS, middle_baseline(font, middle))
            draw_text(painter, at, self.words, font, self._theme.colour("ink"))
            left = self.width() - key_width(self._theme, self._key)
            draw_key_cap(painter, self._theme, QPointF(left, middle - KEY_HEIGHT / 2), self._key)
