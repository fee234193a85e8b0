"""What the statistics are about: what is counted, and how far back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.scope_field import ScopeField
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.study.statistics import Place, Scope, Span

SPANS = tuple(Span)
EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class StatisticsWish:
    """What a person wants to see counted, and over how long."""

    span: Span = Span.YEAR
    scope: Scope = EVERYTHING


class StatisticsChoice(QWidget):
    """The scope, quiet, beside the span. `chosen` carries the new StatisticsWish."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish = StatisticsWish()
        self.scope = ScopeField(theme)
        self.scope.scope_chosen.connect(lambda scope: self._choose(replace(self._wish, scope=scope)))
        words = [span.words for span in SPANS]
        self.span = Segment(theme, words, "How far back", SPANS.index(self._wish.span))
        self.span.chosen.connect(lambda number: self._choose(replace(self._wish, span=SPANS[number])))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for control in (self.scope, self.span):
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def wish(self) -> StatisticsWish:
        """What is chosen."""
        return self._wish

    def set_places(self, places: Sequence[Place]) -> None:
        """Offer these places; where the chosen one is gone, everything is counted."""
        if self._wish.scope not in {place.scope for place in places}:
            self._wish = replace(self._wish, scope=EVERYTHING)
        self.scope.set_places(places, self._wish.scope)

    def choose_span(self, span: Span) -> None:
        """Choose as a person does, by its key."""
        self.span.set_chosen(SPANS.index(span))
        self._choose(replace(self._wish, span=span))

    def _choose(self, wish: StatisticsWish) -> None:
        if wish != self._wish:
            self._wish = wish
            self.chosen.emit(wish)
