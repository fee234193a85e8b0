"""Roadmap -> deck skeletons: its outline with places to write, and what the roadmap itself states.

Nothing is invented. An abbreviation whose initials agree with its words is a card to study; “X: y” and
“X: a, b” are drafts, because a roadmap's wording may be wrong; every item gets a place to write. The quiz
about the map (“under which topic …?”) teaches the map and not the subject, so it comes only when asked for.

The same roadmap gives the same text, byte for byte. An id says what its entry is about and depends on nothing
else, unless a topic states two things that would share it: then both take their section's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_cards.roadmap import deck_writer, facts
from roadmap_cards.roadmap.deck_writer import as_markdown, digest, named_id
from roadmap_cards.roadmap.map_quiz import Place, map_questions
from roadmap_cards.roadmap.outline import Item, Roadmap, Section, Topic
from roadmap_cards.roadmap.selection import without
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.study.cloze import cloze_trouble

TO_WRITE = "to-write"
"""The tag of a place to write: a draft that holds nothing yet."""
STRUCTURE = "structure"
"""The tag of a question about the map."""
_MOST_DETAILS = 20
_LABELS = 3


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A generated entry. `role` says what it is among those of its item, whatever their wording becomes.

    `cards` counts what it gives to study: none for a draft and for a question.
    """

    id: str
    role: str
    tag: str
    lines: tuple[str, ...]
    cards: int = 0


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item with its generated entries; its key is that of the roadmap."""

    key: str
    title: str
    entries: tuple[NewEntry, ...]


@dataclass(frozen=True, slots=True)
class NewSection:
    """A section with its items. Sections of one title in a topic are one, since headings are titles."""

    key: str
    title: str
    items: tuple[NewItem, ...]


@dataclass(frozen=True, slots=True)
class NewDeck:
    """A generated deck file in its parts."""

    topic: str
    title: str
    preamble: tuple[str, ...]
    sections: tuple[NewSection, ...]

    @property
    def entries(self) -> Iterator[NewEntry]:
        for section in self.sections:
            for item in section.items:
                yield from item.entries

    @property
    def text(self) -> str:
        lines = [*self.preamble, ""]
        for section in self.sections:
            lines += [f"# {section.title}", ""]
            for item in section.items:
                lines += [f"## {item.title}", ""]
                for entry in item.entries:
                    lines += [*entry.lines, ""]
        return "\n".join(lines)


def generate(roadmap: Roadmap, left_out: Collection[str] = (), *, quiz: bool = False) -> dict[str, str]:
    """Return the text of a deck file for each topic, by the topic's key.

    `left_out` holds keys of topics, sections and items that are not wanted.
    """
    return {deck.topic: deck.text for deck in new_decks(without(roadmap, left_out), quiz=quiz)}


def new_decks(roadmap: Roadmap, *, quiz: bool = False) -> tuple[NewDeck, ...]:
    """Return the decks of a roadmap in their parts."""
    spelt_out: set[tuple[str, str]] = set()
    labels = _labels(roadmap)
    questions = map_questions(roadmap) if quiz else {}
    return tuple(
        _deck(
            roadmap, topic, labels, spelt_out, {place.item: place for place in questions.get(topic.key, ())}
        )
        for topic in roadmap.topics
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    """An entry before it has its id: what it is about, and the fields of its text."""

    about: str
    ending: str
    role: str
    kind: str
    tag: str
    fields: tuple[tuple[str, str], ...]
    cards: int = 0
    difficulty: int = 1
    draft: bool = True


def _labels(roadmap: Roadmap) -> frozenset[str]:
    """Return what stands before so many items (“Focus: …”, “Lesson 2: …”) that it sorts them: no term."""
    found = (
        facts.gloss_or_parts(item.title)
        for topic in roadmap.topics
        for section in topic.sections
        for item in section.items
    )
    counts = Counter(_label(fact.name) for fact in found if fact is not None)
    return frozenset(name for name, count in counts.items() if count >= _LABELS)


def _label(name: str) -> str:
    return re.sub(r"\d+(?:[.–-]\d+)*", "1", comparable(name))


def _deck(
    roadmap: Roadmap,
    topic: Topic,
    labels: frozenset[str],
    spelt_out: set[tuple[str, str]],
    quiz: dict[str, Place],
) -> NewDeck:
    """`spelt_out` holds the abbreviations that an earlier topic has a card of; this one adds its own."""
    found: list[tuple[Section, Item, list[_Fact]]] = []
    names = [topic.title]
    for section in _merged(topic.sections):
        names.append(section.title)
        for item in section.items:
            # What the headings above spell out stands under their first item.
            facts_here = [
                *_acronyms((*names, item.title, *item.details), spelt_out),
                *_facts(topic, section, item, labels),
            ]
            names.clear()
            if item.key in quiz:
                facts_here.append(_where(item, quiz[item.key]))
            facts_here.append(_to_write(item))
            found.append((section, item, facts_here))
    ids = _ids(found)
    sections: dict[str, NewSection] = {}
    for (section, item, facts_here), names_here in zip(found, ids, strict=True):
        entries = tuple(_entry(fact, name) for fact, name in zip(facts_here, names_here, strict=True))
        before = sections.get(section.key, NewSection(section.key, section.title, ()))
        sections[section.key] = replace(before, items=(*before.items, NewItem(item.key, item.title, entries)))
    lines = deck_writer.preamble(roadmap.key, roadmap.title, topic.key, topic.title, topic.links)
    return NewDeck(topic.key, topic.title, tuple(lines), tuple(sections.values()))


def _merged(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with those of one title made one, and an item that is repeated in it left out."""
    merged: dict[str, Section] = {}
    for section in sections:
        name = comparable(section.title)
        before = merged.get(name, replace(section, items=()))
        merged[name] = replace(before, items=(*before.items, *section.items))
    return [replace(section, items=_once(section.items)) for section in merged.values()]


def _once(items: Sequence[Item]) -> tuple[Item, ...]:
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(comparable(item.title), item)
    return tuple(first.values())


def _ids(found: Sequence[tuple[Section, Item, list[_Fact]]]) -> list[list[str]]:
    plain = [[named_id(fact.about, fact.ending) for fact in facts_here] for _, _, facts_here in found]
    counts = Counter(name for names in plain for name in names)
    out: list[list[str]] = []
    taken: set[str] = set()
    for (section, _, facts_here), names in zip(found, plain, strict=True):
        out.append([])
        for fact, name in zip(facts_here, names, strict=True):
            own = name
            if counts[name] > 1:
                own = named_id(f"{section.title} {fact.about}", fact.ending)
            if own in taken or (own != name and own in counts):
                own = named_id(f"{fact.about} {digest(section.title + repr(fact.fields))[:8]}", fact.ending)
            taken.add(own)
            out[-1].append(own)
    return out


def _entry(fact: _Fact, name: str) -> NewEntry:
    lines = deck_writer.entry_lines(
        name, fact.kind, fact.tag, fact.fields, difficulty=fact.difficulty, draft=fact.draft
    )
    return NewEntry(name, fact.role, fact.tag, tuple(lines), fact.cards)


# --- The kinds of entry -----------------------------------------------------------------------------------


def _acronyms(titles: Sequence[str], spelt_out: set[tuple[str, str]]) -> Iterator[_Fact]:
    for title in titles:
        for acronym in facts.acronyms(title):
            same = (acronym.short, acronym.long.casefold())
            if same in spelt_out:
                continue
            spelt_out.add(same)
            fields = (("T", as_markdown(acronym.short)), ("D", as_markdown(acronym.long)))
            yield _Fact(
                acronym.short,
                "stands-for",
                f"stands-for {acronym.short}",
                "reversible",
                "acronym",
                fields,
                cards=2,
                draft=False,
            )


def _facts(topic: Topic, section: Section, item: Item, labels: frozenset[str]) -> Iterator[_Fact]:
    match facts.gloss_or_parts(item.title):
        case facts.Gloss() | facts.Parts() as fact if _label(fact.name) in labels:
            return
        case facts.Gloss(term, meaning):
            fields = (("T", as_markdown(term)), ("D", as_markdown(meaning)))
            yield _Fact(term, "meaning", "meaning", "reversible", "gloss", fields)
        case facts.Parts(whole, parts):
            gaps = ", ".join(f"{{{{c{n}::{as_markdown(part)}}}}}" for n, part in enumerate(parts, 1))
            # A title with braces of its own would be read as a gap.
            place = as_markdown(f"{topic.title} ({section.title})").replace("{", r"\{").replace("}", r"\}")
            text = f"{place}: the roadmap lists under {as_markdown(whole)}: {gaps}"
            if not cloze_trouble(text):
                yield _Fact(whole, "parts", "parts", "cloze", "parts", (("C", text),))


def _to_write(item: Item) -> _Fact:
    """Return the place to write for an item, with what the roadmap says and links to beside it."""
    fields = [("Q", f"{as_markdown(item.title)}: …?"), ("A", "…")]
    notes = [f"- {as_markdown(detail)}" for detail in item.details[:_MOST_DETAILS]]
    notes += [f"- <{link}>" for link in item.links[:_MOST_DETAILS] if not set(link) & set("<> ")]
    if notes:
        fields.append(("More", "\n".join(["In the roadmap:", "", *notes])))
    return _Fact(item.title, TO_WRITE, TO_WRITE, "basic", TO_WRITE, tuple(fields), difficulty=2)


def _where(item: Item, place: Place) -> _Fact:
    options: list[str] = []
    for title in place.options:
        right = title == place.topic
        why = f"The roadmap lists it under {as_markdown(place.topic)}, {as_markdown(place.section)}."
        wrong = f"The roadmap does not list it under {as_markdown(title)}."
        options += [f"- [{'x' if right else ' '}] {as_markdown(title)}", f"  > {why if right else wrong}"]
    question = f"Under which topic does the roadmap list “{as_markdown(item.title)}”?"
    fields = (("Q", question), ("Options", "\n".join(options)))
    return _Fact(item.title, "where", "where", "choice", STRUCTURE, fields, draft=False)
