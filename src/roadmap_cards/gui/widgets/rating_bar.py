"""What is pressed under a card: *Show answer* first, then how well it was remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button, PrimaryButton
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, text_width
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.study.card import Rating

BAR_HEIGHT = 62

WORDS = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}
COLOURS = {Rating.AGAIN: "again", Rating.HARD: "hard", Rating.GOOD: "good", Rating.EASY: "easy"}


class RatingButton(Button):
    """One grade: word, colour bar, next interval and digit; never colour alone."""

    def __init__(self, theme: Theme, rating: Rating, parent: QWidget | None = None) -> None:
        self.rating = rating
        self._interval = ""
        self._default = False
        super().__init__(theme, WORDS[rating], str(int(rating)), radius=12, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def promise(self, interval: str, *, default: bool) -> None:
        """Say when the card comes back after this grade; `default` is outlined."""
        self._interval, self._default = interval, default
        self.setAccessibleName(f"{WORDS[self.rating]}, {interval}" if interval else WORDS[self.rating])
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        word = text_width(self._theme.font("heading"), self.words)
        interval = text_width(self._theme.font("label"), self._interval)
        return QSize(20 + round(max(word, interval)) + self._key_room(12) + 14, BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        token = COLOURS[self.rating]
        colour = self._theme.colour(token)
        outline = 2 if self._default else 1
        line = colour if self._default or self.underMouse() else self._theme.colour("line2")
        ground = self._theme.colour(f"{token}_bg" if self.isDown() else "surface")
        with self._begin() as painter:
            draw_box(painter, QRectF(self.rect()), 12, ground, line, outline)
            if self.underMouse() and not self.isDown():
                draw_box(painter, QRectF(self.rect()), 12, self._theme.colour(f"{token}_bg", 110))
            draw_box(painter, QRectF(outline, 14, 4, 34), 2, colour)
            draw_text(painter, QPointF(20, 27), self.words, self._theme.font("heading"), colour)
            interval = self._theme.font("label")
            draw_text(painter, QPointF(20, 47), self._interval, interval, self._theme.colour("ink2"))
            left = self.width() - 14 - key_width(self._theme, self._key)
            top = (BAR_HEIGHT - KEY_HEIGHT) / 2
            draw_key_cap(painter, self._theme, QPointF(left, top), self._key)


class RatingBar(QWidget):
    """Both states in one place of one height, so that nothing jumps when the answer is shown.

    `reveal_asked` tells that the answer is wanted, `rated` carries the Rating. The bar takes what it is given
    at once; keys are the page's to read (`rate`), for they also act while the card has the focus.
    """

    reveal_asked = Signal()
    rated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grades: dict[Rating, RatingButton] = {}
        self._default: Rating | None = None
        self._reveal = PrimaryButton(theme, "Show answer", "Space", height=BAR_HEIGHT)
        self._reveal.clicked.connect(self.reveal_asked)
        self._row = QWidget()
        self._row_layout = QHBoxLayout(self._row)
        self._row_layout.setContentsMargins(0, 0, 0, 0)
        self._row_layout.setSpacing(12)
        # Made once: four new buttons for each card would fill the memory of a long session.
        self._buttons = {rating: RatingButton(theme, rating) for rating in Rating}
        for rating, button in self._buttons.items():
            button.clicked.connect(lambda _checked, rating=rating: self.rated.emit(rating))
            self._row_layout.addWidget(button, 1)
        self._roving = RovingFocus(self._row)
        self._roving.set_controls(list(self._buttons.values()))
        self._states = QStackedWidget()
        self._states.addWidget(self._reveal)
        self._states.addWidget(self._row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._states)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._reveal)

    def ask(self, words: str = "Show answer", key: str = "Space") -> None:
        """Show the one wide button; a typed card says `Check`, `Enter`."""
        had_focus = self._has_focus()
        self._reveal.set_words(words)
        self._reveal.set_key(key)
        self._states.setCurrentWidget(self._reveal)
        self.setFocusProxy(self._reveal)
        if had_focus:
            self._reveal.setFocus()

    def offer(self, intervals: Mapping[Rating, str], default: Rating | None = Rating.GOOD) -> None:
        """Offer these grades, two or four, each with its next interval in words; `default` is outlined."""
        had_focus = self._has_focus()
        self._default = default if default in intervals else None
        for rating, button in self._buttons.items():
            button.setVisible(rating in intervals)
            button.promise(intervals.get(rating, ""), default=rating is self._default)
        self._grades = {rating: self._buttons[rating] for rating in sorted(intervals)}
        entry = self._grades[self._default or min(self._grades)]
        self._roving.enter_at(entry)
        self._states.setCurrentWidget(self._row)
        self.setFocusProxy(entry)
        if had_focus:
            entry.setFocus()

    @property
    def asking(self) -> bool:
        """Whether the bar shows *Show answer*."""
        return self._states.currentWidget() is self._reveal

    def rate(self, rating: Rating) -> None:
        """Press a grade as its digit does; nothing happens where it is not on offer."""
        if not self.asking and rating in self._grades:
            self._grades[rating].click()

    def take_default(self) -> None:
        """Press what Space stands for now: *Show answer*, or the outlined grade."""
        if self.asking:
            self._reveal.click()
        elif self._default is not None:
            self.rate(self._default)

    def _has_focus(self) -> bool:
        return self._reveal.hasFocus() or any(button.hasFocus() for button in self._grades.values())
