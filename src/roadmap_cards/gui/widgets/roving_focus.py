"""Roving focus: Tab enters a group of controls once, the arrow keys move inside it (WAI-ARIA practices)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class RovingFocus(QObject):
    """Moves the focus among the controls of a group; it lives as long as the group, its parent.

    `moved` is called with the number of the control that the person moved to, where moving is choosing. An
    `upright` group leaves the keys Left and Right to others.
    """

    def __init__(
        self, group: QWidget, moved: Callable[[int], None] | None = None, *, upright: bool = False
    ) -> None:
        super().__init__(group)
        self._upright = upright
        self._controls: list[QWidget] = []
        self._moved = moved

    def set_controls(self, controls: Sequence[QWidget]) -> None:
        """Take these controls, in their order; the first is where Tab enters."""
        self._controls = list(controls)
        for control in self._controls:
            control.installEventFilter(self)
        if self._controls:
            self.enter_at(self._controls[0])

    def enter_at(self, control: QWidget) -> None:
        """Make this control the one that Tab stops at."""
        for other in self._controls:
            policy = Qt.FocusPolicy.StrongFocus if other is control else Qt.FocusPolicy.ClickFocus
            other.setFocusPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or watched not in self._controls:
            return False
        if event.type() is QEvent.Type.FocusIn:
            self.enter_at(watched)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._move(watched, event)
        return False

    def _move(self, control: QWidget, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        usable = [one for one in self._controls if one.isEnabled() and not one.isHidden()]
        place = usable.index(control)
        key = event.key()
        if self._upright and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        if key in BACK:
            place = max(0, place - 1)
        elif key in ON:
            place = min(len(usable) - 1, place + 1)
        elif key == Qt.Key.Key_Home:
            place = 0
        elif key == Qt.Key.Key_End:
            place = len(usable) - 1
        else:
            return False
        target = usable[place]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if target is not control and self._moved is not None:
            self._moved(self._controls.index(target))
        return True
