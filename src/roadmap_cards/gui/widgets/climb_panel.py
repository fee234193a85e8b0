"""The panel around the climb: what is held, what the tints mean, and which roadmap it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.climb import ClimbView
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.tint_legend import TintLegend
from roadmap_cards.library.climb import Climb, studied
from roadmap_cards.study.mastery import SOLID
from roadmap_cards.study.wording import counted

LOW_GROUND = 0.55
"""The share of the ridge that is low enough for words to stand above it."""


TALLEST = 420
"""Pixels; a ridge that is much taller than this looks like a wall."""


class ClimbPanel(Panel):
    """Shows the climb of the roadmap that is studied; where there are several, another can be chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Your climb")
        self._climbs: tuple[Climb, ...] = ()
        self._flagged = False
        self._chosen: int | None = None
        self._choice: ChoiceField | None = None
        self.view = ClimbView(theme)
        self._held = Text(theme, "", "label", "ink2", wrap=True)
        self._legend = TintLegend(theme)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(self._held)
        words.addWidget(self._legend)
        self._places = QGridLayout()
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setVerticalSpacing(8)
        self.content.addLayout(self._places, 1)
        # The heading stands closer to what it heads than in other panels: the line below belongs to it.
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(4)
        self.setMaximumHeight(TALLEST)
        self._stacked = True
        self._arrange(stacked=False)

    def show_climbs(self, climbs: Sequence[Climb], *, flagged: bool) -> None:
        """Show one of these, with the flag where new cards come from if `flagged`."""
        titles = [climb.title for climb in climbs]
        if titles != [climb.title for climb in self._climbs]:
            self._offer(titles)
        self._climbs, self._flagged = tuple(climbs), flagged
        self._show()

    @property
    def shown(self) -> Climb | None:
        """The climb on the screen: the one that was chosen, else that of the roadmap that is studied."""
        chosen = next((climb for climb in self._climbs if climb.id == self._chosen), None)
        return chosen or (self._climbs[studied(self._climbs)] if self._climbs else None)

    def _show(self) -> None:
        climb = self.shown
        if climb is None:
            return
        if self._choice is not None:
            self._choice.setCurrentIndex(self._climbs.index(climb))
        self._held.setText(_held(climb))
        self.view.show_climb(climb, flagged=self._flagged)

    def _offer(self, titles: Sequence[str]) -> None:
        if self._choice is not None:
            self._choice.hide()
            self._choice.deleteLater()
            self._choice = None
        if len(titles) > 1:
            self._choice = ChoiceField(self._theme, titles, name="Roadmap of the climb")
            self._choice.activated.connect(self._choose)
            self.add_to_heading(self._choice)

    def _choose(self, number: int) -> None:
        self._chosen = self._climbs[number].id
        self._show()

    # --- Where the words stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - 48
        self._arrange(stacked=self._legend.sizeHint().width() > LOW_GROUND * room)
        super().resizeEvent(event)

    def _arrange(self, *, stacked: bool) -> None:
        """Lay the words over the low beginning of the ridge, or above it where they are as wide as it is."""
        if stacked is self._stacked:
            return
        self._stacked = stacked
        self._places.removeWidget(self._words)
        self._places.removeWidget(self.view)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._places.addWidget(self._words, 0, 0, Qt.AlignmentFlag(0) if stacked else corner)
        self._places.addWidget(self.view, 1 if stacked else 0, 0)
        self._places.setRowStretch(0, 0 if stacked else 1)
        self._places.setRowStretch(1, 1 if stacked else 0)
        self.view.raise_()


def _held(climb: Climb) -> str:
    if not climb.seen:
        return f"{counted(climb.items, 'item')} ahead, nothing seen yet"
    return (
        f"{climb.held} of {counted(climb.items, 'item')} held: memory that lasts "
        f"{SOLID.stability:.0f} days, recall {SOLID.recall * 100:.0f} % or better"
    )
