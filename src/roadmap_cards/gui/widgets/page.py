"""A page: its name, and the commands it answers, written once for keys, help and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.canvas import Canvas
from roadmap_cards.gui.widgets.outside import open_outside

if TYPE_CHECKING:
    from roadmap_cards.study.card import Citation

WALKING = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BracketRight,
    Qt.Key.Key_BraceLeft,
    Qt.Key.Key_BraceRight,
)
"""Keys that may be held down."""

IGNORED_MODIFIERS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together: a title and pairs of key and what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a page can do: what to call it, the keys that do it, and the doing.

    `keys` are written as people read them (“Shift S”, “Ctrl Enter”, “?”); the first is the one that is shown.
    """

    words: str
    keys: tuple[str, ...]
    do: Callable[[], object]
    group: str = "This page"


class Page(Canvas):
    """One page of the window. It draws values and calls actions; the window above moves between pages."""

    said = Signal(str, str)
    """A sentence for the bar at the bottom, and what its button does: “Undo” or nothing."""
    warned = Signal(str)
    """A sentence about something that went wrong; it stays until it is read."""
    help_asked = Signal()
    """The person wants to see the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.theme = theme
        self.body = QVBoxLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here now."""
        return ()

    def enter(self) -> None:
        """Prepare to be looked at: read what is shown, and give the focus to what comes first."""

    def first_focus(self) -> QWidget | None:
        """Return the control that the keyboard begins with."""
        return None

    def dared(self, action: Callable[[], object]) -> bool:
        """Do something that writes; say what hindered it, if anything did, and return whether it was done."""
        try:
            action()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return False
        return True

    def open_source(self, sources: Sequence[Citation]) -> None:
        """Open the first source that has an address; say the address where no browser takes it."""
        address = next((source.url for source in sources if source.url), "")
        if address and not open_outside(address):
            self.said.emit(f"No browser opened. The address is {address}", "")
        elif sources and not address:
            self.said.emit("This source has no address to open.", "")

    def press(self, event: QKeyEvent) -> bool:
        """Do the command of a key, if there is one here; return whether there was."""
        pressed = key_name(event)
        # Held down, a key walks, but it answers only once.
        if event.isAutoRepeat() and event.key() not in WALKING:
            return True
        for command in self.commands():
            if pressed in command.keys:
                command.do()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event):
            super().keyPressEvent(event)


def key_name(event: QKeyEvent) -> str:
    """Return a pressed key as people read it: “Shift S”, “Ctrl Z”, “?”, “Enter”."""
    modifiers = event.modifiers() & ~IGNORED_MODIFIERS
    text = event.text()
    plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
    if plain and text.isprintable() and text.strip() and not text.isalpha():
        return text  # where “?” stands on the keyboard is the layout's affair
    key = Qt.Key.Key_Enter if event.key() == Qt.Key.Key_Return else Qt.Key(event.key())
    name = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    held = [
        word
        for word, modifier in (
            ("Ctrl", Qt.KeyboardModifier.ControlModifier),
            ("Alt", Qt.KeyboardModifier.AltModifier),
            ("Shift", Qt.KeyboardModifier.ShiftModifier),
        )
        if modifiers & modifier
    ]
    return " ".join([*held, name])


def key_groups(commands: Sequence[Command]) -> list[KeyGroup]:
    """Return the commands as the groups of the key sheet, in the order they come in."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append((command.keys[0], command.words))
    return [KeyGroup(title, tuple(keys)) for title, keys in groups.items()]
