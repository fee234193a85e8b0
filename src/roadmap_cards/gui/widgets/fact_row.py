"""A fact with an icon: what it is in strong words, what it means below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.icon_view import IconView
from roadmap_cards.gui.widgets.text import Text


class FactRow(QWidget):
    """`colour` is the token of the icon's colour. Without words the row is hidden."""

    def __init__(self, theme: Theme, icon: str, colour: str = "good", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact = Text(theme, "", "label_strong", wrap=True)
        self._meaning = Text(theme, "", "label", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._fact)
        words.addWidget(self._meaning)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconView(theme, icon, colour), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def fact(self) -> str:
        return self._fact.text()

    def say(self, fact: str, meaning: str = "") -> None:
        """Say a fact and what it means; nothing hides the row."""
        self._fact.setText(fact)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self.setVisible(bool(fact))
