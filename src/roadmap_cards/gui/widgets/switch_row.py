"""A switch with its name, what it means, and its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.switch import Switch
from roadmap_cards.gui.widgets.text import Text


class SwitchRow(QWidget):
    """`switched` tells what the person wants now."""

    switched = Signal(bool)

    def __init__(self, theme: Theme, title: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.key = key
        self.switch = Switch(theme, title)
        self.switch.clicked.connect(self.switched)
        name = Text(theme, title, "strong", wrap=True)
        name.setBuddy(self.switch)
        self._explanation = Text(theme, "", "small", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(self._explanation)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addLayout(words, 1)
        row.addWidget(self.switch, 0, middle)
        row.addWidget(KeyCap(theme, key), 0, middle)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def explanation(self) -> str:
        """What the switch means now."""
        return self._explanation.text()

    def set_explanation(self, explanation: str) -> None:
        self._explanation.setText(explanation)
        self.switch.setAccessibleDescription(f"{explanation}. Key {self.key}")

    def set_on(self, on: bool) -> None:
        """Show a state that the program knows already, without telling."""
        self.switch.setChecked(on)

    def toggle(self) -> None:
        """Switch it as a click does."""
        self.switch.click()
