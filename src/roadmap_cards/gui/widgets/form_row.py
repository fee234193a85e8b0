"""A row of a form without explanations: a quiet name at the left, the controls beside it, or below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.text import Text

NAME_WIDTH = 92


class FormRow(QWidget):
    """`set_stacked` puts the name above its controls, for a narrow window. Beside `high` ones it is above.

    `keys` are letters that work on the row; they are shown behind its name.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *controls: QWidget,
        high: bool = False,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = Text(theme, name, "label_strong", "ink2")
        side = Qt.AlignmentFlag.AlignTop if high else Qt.AlignmentFlag.AlignVCenter
        self._name.setAlignment(side | Qt.AlignmentFlag.AlignLeft)
        self._name.setContentsMargins(0, 6 if high else 0, 0, 0)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for control in controls:
            wide = high or isinstance(control, Text)
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            self._inside.addWidget(control, int(wide), Qt.AlignmentFlag(0) if wide else middle)
        if not high and not isinstance(controls[-1], Text):
            self._inside.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._head = QWidget()
        self._caps = QHBoxLayout(self._head)
        self._caps.setContentsMargins(0, 0, 0, 0)
        self._caps.setSpacing(4)
        self._caps.addWidget(self._name)
        self._caps.addStretch()
        for key in keys:
            self._caps.addWidget(KeyCap(theme, key), 0, Qt.AlignmentFlag.AlignVCenter)
        self._caps.addStretch()
        self._row.addWidget(self._head)
        self._row.addLayout(self._inside, 1)
        self.set_stacked(False)

    def set_stacked(self, stacked: bool) -> None:
        """Put the name above the controls, or beside them."""
        directions = QBoxLayout.Direction
        for layout in (self._row, self._inside):
            layout.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._inside.setSpacing(4 if stacked else 14)
        self._row.setSpacing(4 if stacked else 16)
        # The keys stand in a column beside their controls, or right behind the name above them.
        self._caps.setStretch(1, int(not stacked))
        self._caps.setStretch(self._caps.count() - 1, int(stacked))
        self._head.setMinimumWidth(0 if stacked else NAME_WIDTH)
