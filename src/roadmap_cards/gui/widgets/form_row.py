"""A row of a form without explanations: a quiet name at the left, the controls beside it, or below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.text import Text

NAME_WIDTH = 64


class FormRow(QWidget):
    """`set_stacked` puts the name above its controls, for a narrow window. Beside `high` ones it is above."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *controls: QWidget,
        high: bool = False,
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
        self._row.addWidget(self._name)
        self._row.addLayout(self._inside, 1)
        self.set_stacked(False)

    def set_stacked(self, stacked: bool) -> None:
        """Put the name above the controls, or beside them."""
        directions = QBoxLayout.Direction
        for layout in (self._row, self._inside):
            layout.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._inside.setSpacing(4 if stacked else 14)
        self._row.setSpacing(4 if stacked else 16)
        self._name.setMinimumWidth(0 if stacked else NAME_WIDTH)
