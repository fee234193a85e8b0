"""A row of a form: what is set, why one would, and the control to set it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_line, painter_on
from roadmap_cards.gui.widgets.text import Text


class SettingRow(QWidget):
    """Title and explanation at the left, the control at the right, a hairline below but for the `last` row.

    The control gets the title as its accessible name if it has none, and the explanation as its description.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        explanation: str,
        control: QWidget,
        *,
        last: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._last = last
        self._theme = theme
        if not control.accessibleName():
            control.setAccessibleName(title)
        control.setAccessibleDescription(explanation)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = Text(theme, title, "strong", wrap=True)
        name.setBuddy(control)
        words.addStretch(1)
        words.addWidget(name)
        self._explanation = Text(theme, explanation, "label", "ink2", wrap=True)
        self._explanation.setVisible(bool(explanation))
        words.addWidget(self._explanation)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 4 if last else 15)
        row.setSpacing(32)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_explanation(self, explanation: str) -> None:
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._last:
            return
        foot = self.height() - 0.5
        with painter_on(self) as painter:
            draw_line(painter, QPointF(0, foot), QPointF(self.width(), foot), self._theme.colour("line"))
