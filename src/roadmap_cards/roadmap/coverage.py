"""How far the items of a roadmap are written: recall cards, quiz questions, and the gate they are to meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_cards.roadmap.outline import Item, Level, Roadmap, Section, Topic
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.study.card import Choice, Cloze, Deck, Entry, Multi, Order, Output, Typed, variants

MOST_OF_A_CLOZE = 2
"""Cards of one cloze that count: its gaps look at the same sentence."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What an item needs at least: recall cards, questions a quiz can ask, and choice questions of those."""

    recall: int
    quiz: int
    choice: int


GATE = Gate(recall=4, quiz=2, choice=1)
JUDGEMENT_GATE = Gate(recall=3, quiz=2, choice=2)
"""For topics that are learned from situations to be judged more than from facts."""
JUDGEMENT_TOPICS = frozenset(
    f"llm-specialist/{topic}"
    for topic in (
        "advanced-ai-ethics",
        "agi-alignment",
        "defining-industry-standards",
        "high-impact-publications",
        "infrastructure-design",
        "open-source-leadership",
        "project-structure",
        "safety-techniques",
        "setting-research-direction",
    )
)


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """An item in its place, with what is written for it; drafts do not count."""

    level: Level
    topic: Topic
    section: Section
    item: Item
    gate: Gate
    recall: int
    quiz: int
    choice: int

    @property
    def ok(self) -> bool:
        return not self.lacks

    @property
    def lacks(self) -> tuple[tuple[str, int, int], ...]:
        """What is too little: its name, how many there are and how many there should be."""
        counts = (
            ("recall cards", self.recall, self.gate.recall),
            ("quiz questions", self.quiz, self.gate.quiz),
            ("choice questions", self.choice, self.gate.choice),
        )
        return tuple(one for one in counts if one[1] < one[2])


def coverage(roadmap: Roadmap, decks: Iterable[Deck]) -> tuple[ItemCoverage, ...]:
    """Return how far each item of a roadmap is written, in the roadmap's order."""
    entries: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for deck in decks:
        if deck.roadmap == roadmap.key and not deck.draft:
            for entry in deck.entries:
                if not entry.draft:
                    place = (deck.topic, comparable(entry.section), comparable(entry.item))
                    entries[place].append(entry)
    return tuple(
        _of_item(roadmap, level, topic, section, item, entries)
        for level in roadmap.levels
        for topic in level.topics
        for section in topic.sections
        for item in section.items
    )


def _of_item(
    roadmap: Roadmap,
    level: Level,
    topic: Topic,
    section: Section,
    item: Item,
    entries: dict[tuple[str, str, str], list[Entry]],
) -> ItemCoverage:
    own = entries.get((topic.key, comparable(section.title), comparable(item.title)), [])
    return ItemCoverage(
        level,
        topic,
        section,
        item,
        JUDGEMENT_GATE if f"{roadmap.key}/{topic.key}" in JUDGEMENT_TOPICS else GATE,
        recall=sum(_recall_cards(entry) for entry in own),
        quiz=sum(isinstance(entry.body, Typed | Output | Cloze | Choice | Multi | Order) for entry in own),
        choice=sum(isinstance(entry.body, Choice | Multi) for entry in own),
    )


def _recall_cards(entry: Entry) -> int:
    cards = len(variants(entry.body))
    return min(cards, MOST_OF_A_CLOZE) if isinstance(entry.body, Cloze) else cards
