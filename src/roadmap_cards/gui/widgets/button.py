"""Buttons: one that leads, one that follows, a link, an action with its key, and an icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, draw_key_tint, key_width

PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)

DISABLED = 0.45
"""The opacity of a control that cannot be used now."""


class Button(QPushButton):
    """What all buttons share: words, a key to show, Enter as well as Space, and the focus ring.

    Both act as soon as they go down. Qt waits for Space to come up again, and an answer with it.

    The key is shown, not listened to: the page knows which keys act now.
    """

    def __init__(
        self, theme: Theme, words: str, key: str = "", *, radius: int = 10, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_words(words)
        wears_ring(self, radius)
        self.set_key(key)
        theme.changed.connect(self.update)

    @property
    def words(self) -> str:
        return self._words

    def set_words(self, words: str) -> None:
        """Change what the button says; `&` is a character here, never a mnemonic."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        self._key = key
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # a group moves its own focus; else they are the page's
        elif event.key() in PRESSING:
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.ignore()  # Shift Enter and its like mean something else: the page knows what
            elif not event.isAutoRepeat():  # a key held down answers one card, not all of them
                self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _key_room(self, gap: int = 10) -> int:
        return key_width(self._theme, self._key) + gap if self._key else 0

    def _begin(self) -> QPainter:
        painter = painter_on(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        return painter


class _BoxButton(Button):
    """A button in a rounded box; `compact` is 40 px high instead of 52."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        key: str = "",
        *,
        compact: bool = False,
        height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self._height = height or (40 if compact else 52)
        self._compact = compact
        super().__init__(theme, words, key, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        padding = 20 if self._compact else 32
        words = round(text_width(self._font(), self.words))
        return QSize(words + self._key_room() + 2 * padding, self._height)

    def _font(self) -> QFont:
        return self._theme.font("label_strong" if self._compact else "heading")

    def _draw_words(self, painter: QPainter, colour: QColor, key_colour: QColor) -> None:
        """Write the words and the key side by side in the middle of the box."""
        font = self._font()
        words = text_width(font, self.words)
        left = round((self.width() - words - self._key_room()) / 2)
        middle = self.height() / 2
        draw_text(painter, QPointF(left, middle_baseline(font, middle)), self.words, font, colour)
        if self._key:
            corner = QPointF(round(left + words) + 10, round(middle - KEY_HEIGHT / 2))
            draw_key_tint(painter, self._theme, corner, self._key, key_colour)


class PrimaryButton(_BoxButton):
    """The one thing to do next, in ink."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        words = self._theme.colour("on_action")
        rect = QRectF(self.rect())
        with self._begin() as painter:
            draw_box(painter, rect, 10, self._theme.colour("action"))
            if self.isDown() or self.underMouse():
                draw_box(painter, rect, 10, self._theme.colour("on_action", 48 if self.isDown() else 24))
            self._draw_words(painter, words, words)


class SecondaryButton(_BoxButton):
    """Something else that can be done."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground = "sunken" if self.isDown() else "surface" if self.underMouse() else "raised"
        outline = self._theme.colour("ink2" if self.underMouse() else "line2")
        with self._begin() as painter:
            draw_box(painter, QRectF(self.rect()), 10, self._theme.colour(ground), outline)
            self._draw_words(painter, self._theme.colour("ink"), self._theme.colour("ink2"))


class LinkButton(Button):
    """Words in accent that do something; stretched, its key stands at the far right."""

    def __init__(self, theme: Theme, words: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, words, key, radius=4, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = round(text_width(self._theme.font("label_strong"), self.words))
        return QSize(words + self._key_room(12) + 1, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("label_strong")
        font.setUnderline(self.underMouse() or self.isDown())
        middle = self.height() / 2
        with self._begin() as painter:
            baseline = middle_baseline(font, middle)
            draw_text(painter, QPointF(0, baseline), self.words, font, self._theme.colour("accent"))
            if self._key:
                left = self.width() - key_width(self._theme, self._key)
                draw_key_cap(painter, self._theme, QPointF(left, middle - KEY_HEIGHT / 2), self._key)


class ActionButton(Button):
    """A key and what it does, as in the line at the foot of a page."""

    def __init__(self, theme: Theme, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, key, radius=5, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = round(text_width(self._theme.font("label"), self.words))
        return QSize(self._key_room(7) + words + 1, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("label")
        colour = self._theme.colour("ink" if self.underMouse() or self.isDown() else "ink2")
        middle = self.height() / 2
        with self._begin() as painter:
            if self._key:
                draw_key_cap(painter, self._theme, QPointF(0, middle - KEY_HEIGHT / 2), self._key)
            at = QPointF(self._key_room(7), middle_baseline(font, middle))
            draw_text(painter, at, self.words, font, colour)


class IconButton(Button):
    """An icon alone, or with its key beside it; what it does is its name and its tool tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        words: str,
        key: str = "",
        *,
        colour: str = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        self._icon = icon
        self._colour = colour
        super().__init__(theme, words, key, radius=8, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.setToolTip(f"{words} ({self._key})" if self._key else words)

    def set_icon(self, icon: str, colour: str = "ink2") -> None:
        """Change the icon, such as `flag` to `flag_filled`, and the token of its colour."""
        self._icon = icon
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(36 + self._key_room(2), 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hot = self.underMouse() or self.isDown()
        colour = self._theme.colour("ink" if hot and self._colour in ("ink2", "ink3") else self._colour)
        with self._begin() as painter:
            if hot:
                draw_box(painter, QRectF(self.rect()), 8, self._theme.colour("line", 120))
            draw_icon(painter, self._icon, QRectF(7, self.height() / 2 - 11, 22, 22), colour)
            if self._key:
                draw_key_cap(painter, self._theme, QPointF(34, self.height() / 2 - KEY_HEIGHT / 2), self._key)
