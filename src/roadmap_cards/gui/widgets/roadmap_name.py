"""What a roadmap is called in the collection, where one of its name is there already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.roadmap_desk import KnownRoadmap
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.slug import slug

UPDATE, BESIDE = range(2)
NAME_WIDTH = 300


class RoadmapName(QWidget):
    """Asks whether to update what is there or to add beside it, and then under which name.

    It is hidden where the name is free. `changed` tells of every other answer.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[KnownRoadmap, ...] = ()
        self._roadmap = Roadmap("", "", ())
        self._met: KnownRoadmap | None = None
        self._sentence = Text(theme, "", "body", "ink2", wrap=True)
        self._how = Segment(theme, ["Update it", "Add beside it"], "What to do with the roadmap")
        self._how.chosen.connect(self._show_field)
        self._field = QLineEdit()
        self._field.setAccessibleName("Name of the roadmap")
        self._field.setFixedWidth(NAME_WIDTH)
        self._field.setAcceptDrops(False)
        self._field.textChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._how)
        row.addWidget(self._field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def ask(self, roadmap: Roadmap, known: Sequence[KnownRoadmap]) -> None:
        """Take a roadmap and those of the collection; ask only if the name is taken."""
        self._roadmap, self._known = roadmap, tuple(known)
        self._met = next((one for one in self._known if _same(one, roadmap.key, roadmap.title)), None)
        self.setVisible(self._met is not None)
        if self._met is None:
            return
        own = self._met.own
        fact = "is here already." if own else "comes with the program; yours is added beside it."
        self._sentence.setText(f"{_short(self._met.title)} {fact}")
        self._how.setVisible(own)
        self._how.set_chosen(UPDATE if own else BESIDE)
        self._field.setText(self._free_name())
        self._show_field()

    @property
    def updates(self) -> bool:
        """Whether what is there is to be brought up to date."""
        return self._met is not None and self._how.at == UPDATE

    @property
    def key(self) -> str:
        if self._met is None:
            return self._roadmap.key
        return self._met.key if self.updates else slug(self.title)

    @property
    def title(self) -> str:
        if self._met is None:
            return self._roadmap.title
        return self._met.title if self.updates else self._field.text().strip()

    @property
    def problem(self) -> str:
        """Why the name cannot be used; empty where it can."""
        if self._met is None or self.updates:
            return ""
        if not self.title:
            return "Give the roadmap a name."
        if any(_same(one, self.key, self.title) for one in self._known):
            return "A roadmap of this name is here already. Give it another."
        return ""

    def _show_field(self) -> None:
        self._field.setVisible(not self.updates)
        self.changed.emit()

    def _free_name(self) -> str:
        number = 2
        while any(_same(one, slug(name := f"{self._roadmap.title} {number}"), name) for one in self._known):
            number += 1
        return f"{self._roadmap.title} {number}"


def _same(known: KnownRoadmap, key: str, title: str) -> bool:
    return known.key == key or known.title.casefold() == title.casefold()


def _short(title: str) -> str:
    return f"“{title}”" if len(title) <= 50 else f"“{title[:49].rstrip()}…”"
