"""The rule that a topic is written to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from roadmap_cards.roadmap.coverage import coverage
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import DeckText
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.roadmap.wording import listed, quoted


@rule(
    "coverage",
    "E",
    what="an item with fewer than 4 recall cards, 2 quiz questions or 1 choice question (in a topic of "
    "judgement: 3 recall cards, 2 choice questions); drafts do not count",
    why="one or two cards teach a phrase, not the item",
    remedy="write what is missing, from another side",
    shipped_only=True,
)
def gate(deck: DeckText) -> Iterator[Found]:
    if deck.roadmap is None:
        return
    lines = {
        (comparable(heading.section.title), comparable(heading.title)): heading.line
        for heading in deck.file.scanned.items
        if heading.section
    }
    # While a deck is a draft, its author wants to know what is missing.
    for one in coverage(deck.roadmap, [replace(deck.file.deck, draft=False)]):
        if one.topic.key == deck.file.deck.topic and not one.ok:
            place = (comparable(one.section.title), comparable(one.item.title))
            lacks = listed(f"{there} of {wanted} {what}" for what, there, wanted in one.lacks)
            yield Found(lines.get(place, deck.file.line), f"{quoted(one.item.title, 60)} has {lacks}")
