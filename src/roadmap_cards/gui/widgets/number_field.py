"""A number to type or to step through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WIDTH = 104
"""Pixels; fields below each other have one width, whatever stands in them."""


class NumberField(QWidget):
    """A field with minus and plus beside it; arrow keys and PgUp PgDn step too.

    `changed` tells a new value once it holds: after a step, or when a typed number is left or entered.
    `entered` tells that Enter was pressed, where the field `yields`.
    """

    changed = Signal(int)
    entered = Signal()

    def __init__(
        self,
        theme: Theme,
        value: int,
        lowest: int,
        highest: int,
        *,
        step: int = 1,
        unit: str = "",
        name: str = "",
        none: str = "",
        yields: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Hold a value from `lowest` to `highest`; `unit` stands behind it (" min").

        `none` is shown in place of the lowest value, where that one means that there is no limit. A field
        that `yields` leaves letters to the page, and Enter to those who listen to `entered`.
        """
        super().__init__(parent)
        self._yields = yields
        self._field = QSpinBox()
        self._field.setRange(lowest, highest)
        self._field.setSingleStep(step)
        self._field.setValue(value)
        self._field.setSuffix(unit)
        self._field.setSpecialValueText(none)
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setKeyboardTracking(False)
        self._field.setFixedWidth(WIDTH)
        self._field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._field.installEventFilter(self)
        self._field.lineEdit().installEventFilter(self)
        self._field.valueChanged.connect(self.changed)
        self._field.valueChanged.connect(self._limit)
        self._less = IconButton(theme, "minus", "Less")
        self._more = IconButton(theme, "plus", "More")
        for button, move in ((self._less, self._field.stepDown), (self._more, self._field.stepUp)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
            button.clicked.connect(move)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._less, self._field, self._more):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._field)
        self.setAccessibleName(name)
        self._limit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._field.setAccessibleName(name)
        self._field.lineEdit().setAccessibleName(name)
        self._less.setAccessibleName(f"{name}: less")
        self._more.setAccessibleName(f"{name}: more")

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._field.setAccessibleDescription(description)

    @property
    def value(self) -> int:
        return self._field.value()

    def set_value(self, value: int) -> None:
        """Show a value that the program knows already, without telling."""
        self._field.blockSignals(True)
        self._field.setValue(value)
        self._field.blockSignals(False)
        self._limit()

    def set_highest(self, highest: int) -> None:
        """Change how far the field goes, without telling; a value beyond it is shown as the highest."""
        self._field.blockSignals(True)
        self._field.setMaximum(highest)
        self._field.blockSignals(False)
        self._limit()

    def set_unit(self, unit: str) -> None:
        """Change what stands behind the number."""
        if unit != self._field.suffix():
            self._field.setSuffix(unit)

    def begin(self) -> None:
        """Take the keyboard, all that is there being selected: what is typed replaces it."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def is_typed_in(self) -> bool:
        """Whether the keyboard is in the field."""
        return self._field.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave to the page what is the page's: the wheel, “?”, and undo where nothing is being typed."""
        line = self._field.lineEdit()
        undo = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not line.isModified()
        )
        help_key = isinstance(event, QKeyEvent) and event.text() == "?"
        wheel = watched is self._field and event.type() is QEvent.Type.Wheel
        if undo or help_key or wheel:
            event.ignore()
            return True
        return self._yields and isinstance(event, QKeyEvent) and self._yield(event)

    def _yield(self, event: QKeyEvent) -> bool:
        """Take Enter as the end of typing, and ignore letters; return whether it was either."""
        if event.text().isalpha():
            event.ignore()
            return True
        if event.type() is not QEvent.Type.KeyPress or event.key() not in ENTER:
            return False
        if not event.isAutoRepeat():
            self._field.interpretText()
            self.entered.emit()
        event.accept()
        return True

    def _limit(self) -> None:
        self._less.setEnabled(self._field.value() > self._field.minimum())
        self._more.setEnabled(self._field.value() < self._field.maximum())
