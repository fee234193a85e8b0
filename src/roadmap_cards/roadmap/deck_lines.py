"""The lines of a deck file: front matter, headings and entries, from values that fit into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap_cards.roadmap.cited_works import CitedWorks, quoted_yaml
from roadmap_cards.roadmap.deck_models import QUIZ_KINDS
from roadmap_cards.roadmap.field_text import field_lines, item_lines, option_lines
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Deck,
    Entry,
    Faces,
    Multi,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.cloze import numbers

_MOST_RETIRED = 20
_LONGEST_TITLE = 200


def deck_lines(deck: Deck, entries: Sequence[Entry]) -> tuple[str, list[int]]:
    """Return the text of a deck file and the line, from 1, on which each entry begins.

    The entries are such as a deck file may hold, and those without a section come first. Links between them
    that lead nowhere are left out, as is every proof.
    """
    works = CitedWorks()
    linked = _linked(entries, deck.topic)
    bodies = [_entry_lines(entry, works) for entry in linked]
    lines = _head(deck, linked, works)
    starts: list[int] = []
    section = item = ""
    for entry, body in zip(linked, bodies, strict=True):
        # The way back from an item to its section is the heading of the section once more.
        if entry.section != section or (item and not entry.item):
            section, item = entry.section, ""
            lines += ["", f"# {section}"]
        if entry.item != item:
            item = entry.item
            lines += ["", f"## {item}"]
        lines.append("")
        starts.append(len(lines) + 1)
        lines += body
    return "\n".join(lines) + "\n", starts


def _linked(entries: Sequence[Entry], topic: str) -> list[Entry]:
    """Return entries with those links alone that lead to one of them, or out of the file."""
    by_id = {entry.id: entry for entry in entries}

    def is_here(name: str) -> bool:
        return name.removeprefix(f"{topic}/") in by_id

    def leads_on(name: str) -> bool:
        return is_here(name) or "/" in name.removeprefix(f"{topic}/")

    def tested(entry: Entry) -> str | None:
        other = by_id.get(entry.tests or "")
        place = (entry.section, entry.item)
        fits = other and other.body.kind not in QUIZ_KINDS and (other.section, other.item) == place
        return entry.tests if fits else None

    return [
        replace(
            entry,
            needs=tuple(filter(leads_on, entry.needs)),
            tests=tested(entry),
            formerly=tuple(name for name in entry.formerly if not is_here(name)),
        )
        for entry in entries
    ]


def _head(deck: Deck, entries: Sequence[Entry], works: CitedWorks) -> list[str]:
    lines = ["---", "format: 1"]
    if deck.roadmap:
        lines.append(f"roadmap: {deck.roadmap}")
    title = " ".join(deck.title.split())[:_LONGEST_TITLE] or deck.topic
    lines += [f"topic: {deck.topic}", f"title: {quoted_yaml(title)}"]
    lines.append(f"status: {'draft' if deck.draft else 'reviewed'}")
    if deck.language != "en":
        lines.append(f"lang: {quoted_yaml(deck.language)}")
    if retired := _retired(deck, entries):
        lines.append(f"retired: [{', '.join(retired)}]")
    return [*lines, "sources:", *works.lines(), "---"]


def _retired(deck: Deck, entries: Sequence[Entry]) -> list[str]:
    """Return what is gone for good: of the deck, and the numbers that a cloze leaves out."""
    present = {name for entry in entries for name in (entry.id, *entry.formerly)}
    present |= {f"{entry.id}#{variant}" for entry in entries for variant in variants(entry.body)}
    gone = [name for name in deck.retired if name not in present]
    for entry in entries:
        if isinstance(entry.body, Cloze):
            gone += _left_out(entry.id, entry.body.text)
    return list(dict.fromkeys(gone))


def _left_out(entry_id: str, text: str) -> list[str]:
    found = numbers(text)
    missing = set(range(1, max(found, default=0))) - set(found)
    return [f"{entry_id}#c{number}" for number in sorted(missing)] if len(missing) <= _MOST_RETIRED else []


def _entry_lines(entry: Entry, works: CitedWorks) -> list[str]:
    pairs = {
        "kind": entry.body.kind,
        "difficulty": str(entry.difficulty),
        "sources": works.refs(entry.sources),
        "tags": ", ".join(entry.tags),
        "needs": ", ".join(entry.needs),
        "tests": entry.tests or "",
        "formerly": ", ".join(entry.formerly),
        "version": str(entry.version) if entry.version != 1 else "",
        "as_of": entry.as_of.isoformat() if entry.as_of else "",
        "status": "draft" if entry.draft else "",
        "tolerance": _tolerance(entry.body),
    }
    lines = [f"### {entry.id}", *(f"{key}: {value}" for key, value in pairs.items() if value), ""]
    for label, text in (
        *_body_fields(entry.body),
        ("Hint", entry.hint),
        ("Why", entry.why),
        ("More", entry.more),
    ):
        if isinstance(text, list):
            lines += [f"{label}:", *text]
        elif text:
            lines += field_lines(label, text)
    return lines


def _tolerance(body: Body) -> str:
    tolerance = body.tolerance if isinstance(body, Typed) else None
    return "" if tolerance is None else repr(tolerance).replace("+", "")


def _body_fields(body: Body) -> list[tuple[str, str | list[str]]]:
    """Return the labels of a body with their texts, and the lists as the lines they are."""
    match body:
        case Basic() | Output():
            return [("Q", body.prompt), ("A", body.answer)]
        case Typed():
            accept = [line for text in body.accept for line in item_lines("-", text)]
            return [("Q", body.prompt), ("A", body.answer), *([("Accept", accept)] if accept else [])]
        case Reversible():
            return [("T", body.term), ("D", body.definition)]
        case Cloze():
            return [("C", body.text)]
        case Choice() | Multi():
            options = [line for option in body.options for line in option_lines(option)]
            return [("Q", body.prompt), ("Options", options)]
        case Order():
            steps = [
                line
                for number, step in enumerate(body.steps, start=1)
                for line in item_lines(f"{number}.", step)
            ]
            return [("Q", body.prompt), ("Order", steps)]
        case Faces():
            raise ValueError("cards that are shown as they stand have no form in a deck file")
