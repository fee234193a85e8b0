"""The line at the foot of a page: every key that acts here, each with what it does, each a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import ActionButton
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.roving_focus import RovingFocus


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done now: a name for the program, words for the person, the key."""

    name: str
    words: str
    key: str


class ActionLine(QWidget):
    """Actions side by side; they wrap where there is no room. `chosen` carries the action's name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, ActionButton] = {}
        flow = FlowLayout(across=18, down=2, parent=self)
        for action in actions:
            button = ActionButton(theme, action.words, action.key, self)
            button.clicked.connect(lambda _checked, name=action.name: self.chosen.emit(name))
            flow.addWidget(button)
            self._buttons[action.name] = button
        RovingFocus(self).set_controls(list(self._buttons.values()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[ActionButton, ...]:
        """The buttons in their order."""
        return tuple(self._buttons.values())

    def show_only(self, names: Sequence[str]) -> None:
        """Show the actions that can be done now, and hide the others."""
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def set_words(self, name: str, words: str) -> None:
        self._buttons[name].set_words(words)
