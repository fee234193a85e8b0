"""The versions of the schedule, newest first; each of the earlier ones can be put into force again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import SecondaryButton
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.fitting import Version
from roadmap_cards.study.wording import counted

ROW = 44
"""Pixels; as high as the button in it needs."""

LOW = 34


class _Row(QWidget):
    """A version: what it is, since when, and the button that brings it back; none where it is in force."""

    def __init__(self, theme: Theme, version: Version) -> None:
        super().__init__()
        self.version = version
        self.setFixedHeight(ROW)
        title, since = version_words(version)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(theme, title, "label_strong" if version.in_force else "label"))
        if since:
            words.addWidget(Text(theme, since, "small", "ink2"))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.restore: SecondaryButton | None = None
        if version.in_force:
            row.addWidget(Text(theme, "in force", "small_strong", "accent"), 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self.restore = SecondaryButton(theme, "Restore", compact=True, height=LOW)
            self.restore.setAccessibleName(f"Restore: {title}, {since}")
            self.restore.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignVCenter)


class VersionsPanel(Panel):
    """Arrows move among the buttons. `restore_asked` carries the id of a version."""

    restore_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet; `show_versions` fills the panel."""
        super().__init__(theme, "Versions of your schedule")
        self._theme = theme
        self._shown: tuple[Version, ...] = ()
        self._rows: tuple[_Row, ...] = ()
        self._list = QWidget()
        self._roving = RovingFocus(self._list)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._told = Text(theme, "", "label", "ink2", wrap=True)
        self.content.setSpacing(8)
        self.content.addWidget(self._told)
        self.content.addWidget(self._list)
        self.content.addStretch(1)

    @property
    def controls(self) -> Sequence[QWidget]:
        """The buttons, for the order of Tab."""
        return [row.restore for row in self._rows if row.restore is not None]

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these versions; the same ones as before are left alone, keyboard and all."""
        if tuple(versions) == self._shown:
            return
        held = QApplication.focusWidget()
        held_here = held is not None and self._list.isAncestorOf(held)
        self._shown = tuple(versions)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = tuple(_Row(self._theme, version) for version in self._shown)
        for row in self._rows:
            self._column.addWidget(row)
            if row.restore is not None:
                number = row.version.id
                row.restore.clicked.connect(lambda _checked=False, of=number: self.restore_asked.emit(of))
        earlier = len(self._shown) - 1
        self._told.setText(
            f"{counted(earlier, 'earlier one')} to go back to; whichever you choose, no due date moves."
            if earlier
            else "What you fit and use is kept here, so that you can go back."
        )
        self._roving.set_controls(list(self.controls))
        if held_here and self.controls:
            self.controls[0].setFocus()

    def set_enabled(self, enabled: bool) -> None:
        """Let the buttons be pressed, or not while something is under way."""
        for control in self.controls:
            control.setEnabled(enabled)


def version_words(version: Version) -> tuple[str, str]:
    """Return what a version is called, and since when it is or was in force, if that is known."""
    title = "Fitted to you" if version.fitted else "As it came with the program"
    if version.day is None:
        return title, "since the beginning" if version.in_force else "from the beginning"
    date = written(version.day, "d MMMM yyyy")
    return title, f"since {date}" if version.in_force else f"put into force on {date}"
