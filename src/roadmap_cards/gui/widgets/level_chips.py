"""Chips: a few places of which one is looked at, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.whole_area import WholeArea

HEIGHT = 40
PADDING = 13


@dataclass(frozen=True, slots=True)
class Chip:
    """A name for the program, a short one for the chip, the whole one for ear and tool tip, and its key."""

    name: str
    words: str
    title: str
    key: str


class _Chip(WholeArea, QRadioButton):
    def __init__(self, theme: Theme, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chip = chip
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chip.title)
        self.setAccessibleDescription(f"Key {chip.key}" if chip.key else "")
        self.setToolTip(chip.title if chip.title != chip.words else "")
        wears_ring(self, 10)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        words = round(text_width(self._theme.font("label_strong"), self.chip.words))
        key = key_width(self._theme, self.chip.key) + 9 if self.chip.key else 0
        return QSize(2 * PADDING + words + key - (3 if key else 0), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen, hot = self._theme, self.isChecked(), self.underMouse()
        font = theme.font("label_strong")
        middle = self.height() / 2
        with painter_on(self) as painter:
            line = theme.colour("ink" if chosen else "ink2" if hot else "line2")
            ground = theme.colour("raised" if chosen else "surface")
            draw_box(painter, QRectF(self.rect()), 10, ground, line, 2 if chosen else 1)
            colour = theme.colour("ink" if chosen or hot else "ink2")
            at = QPointF(PADDING, middle_baseline(font, middle))
            draw_text(painter, at, self.chip.words, font, colour)
            if self.chip.key:
                left = self.width() - PADDING + 3 - key_width(theme, self.chip.key)
                draw_key_cap(painter, theme, QPointF(left, middle - KEY_HEIGHT / 2), self.chip.key)


class LevelChips(QWidget):
    """Chips side by side, wrapping where there is no room; arrows move the choice.

    `chosen` carries the name of the chip that the person chose.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet; `name` is what a screen reader calls the group."""
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Chip, ...] = ()
        self._chips: list[_Chip] = []
        self._at = ""
        self._flow = FlowLayout(across=8, down=8, parent=self)
        self._roving = RovingFocus(self, lambda number: self._choose(self._chips[number].chip.name))
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def at(self) -> str:
        """The name of the chosen chip."""
        return self._at

    @property
    def controls(self) -> Sequence[QWidget]:
        """The chips, for the order of Tab."""
        return self._chips

    def show_chips(self, chips: Sequence[Chip], at: str) -> None:
        """Show these chips with the one named `at` chosen, without telling."""
        if tuple(chips) != self._shown:
            self._shown = tuple(chips)
            self._make()
        self._at = at
        for chip in self._chips:
            if chip.chip.name == at:
                chip.setChecked(True)
                self._roving.enter_at(chip)
                self.setFocusProxy(chip)

    def _make(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [_Chip(self._theme, chip, self) for chip in self._shown]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.clicked.connect(lambda _checked, name=chip.chip.name: self._choose(name))
        self._roving.set_controls(self._chips)

    def _choose(self, name: str) -> None:
        if name != self._at:
            self.show_chips(self._shown, name)
            self.chosen.emit(name)
