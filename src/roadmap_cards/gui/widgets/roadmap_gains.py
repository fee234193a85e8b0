"""What comes of a roadmap: decks, places to write, and, where it is there already, what changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.fact_row import FactRow
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roadmap_desk import Plan
from roadmap_cards.study.wording import counted

NAMED = 3
"""Titles that stand behind a number of changes before the rest is counted."""


class RoadmapGains(Panel):
    """Shows a plan; its heading is what is chosen, which is known before the plan is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "What you get", parent=parent)
        self._to_write = FactRow(theme, "edit")
        self._terms = FactRow(theme, "check")
        self._drafts = FactRow(theme, "info", "hard")
        self._problem = FactRow(theme, "warning", "again")
        self._added = FactRow(theme, "plus")
        self._changed = FactRow(theme, "renew", "easy")
        self._moved = FactRow(theme, "move", "easy")
        self._removed = FactRow(theme, "minus", "again")
        self._same = FactRow(theme, "check")
        for row in self._every_row():
            self.content.addWidget(row)

    def show_chosen(self, topics: int, items: int) -> None:
        """Say how much is chosen."""
        what = f"{counted(topics, 'topic')}, {counted(items, 'item')}" if topics else "nothing yet"
        self.set_title(f"What you get: {what}")

    def show_nothing(self) -> None:
        """Show no numbers."""
        for row in self._every_row():
            row.say("")

    def show_problem(self, sentence: str, hint: str) -> None:
        """Say why it cannot be told."""
        self.show_nothing()
        self._problem.say(sentence, hint)

    def show_plan(self, plan: Plan, *, update: bool) -> None:
        """Show what a plan comes to, and with `update` what is changed by it."""
        self._problem.say("")
        self._to_write.say(
            f"{counted(plan.to_write, 'place')} to write" if plan.to_write else "",
            "One for each item. It is asked once you have written its answer.",
        )
        self._terms.say(
            f"{counted(plan.terms, 'term')} to study at once" if plan.terms else "",
            "What the roadmap itself explains.",
        )
        self._drafts.say(
            f"{counted(plan.drafts, 'draft')} to look at" if plan.drafts else "",
            "In the roadmap's own words; asked once you delete their line “status: draft”.",
        )
        changes = (
            (self._added, plan.added, "added"),
            (self._changed, plan.changed, "changed"),
            (self._moved, plan.moved, "moved"),
            (self._removed, plan.removed, "removed"),
        )
        for row, titles, word in changes:
            row.say(f"{len(titles):,} {word}" if update and titles else "", _named(titles))
        unchanged = update and not any(titles for _, titles, _ in changes)
        self._same.say("Nothing has changed" if unchanged else "", "The decks stay as they are.")

    def _every_row(self) -> tuple[FactRow, ...]:
        return (
            self._problem,
            self._to_write,
            self._terms,
            self._drafts,
            self._added,
            self._changed,
            self._moved,
            self._removed,
            self._same,
        )


def _named(titles: Sequence[str]) -> str:
    """Return the first titles, and how many more there are."""
    more = len(titles) - NAMED
    return "; ".join(titles[:NAMED]) + (f"; and {more:,} more" if more > 0 else "")
