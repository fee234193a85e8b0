"""Entries of a collection as the text of a deck file, which reads back as they are.

Eight of the kinds come back equal, with sources, tags and all; the proof of an entry is not stored and does
not come. What no deck file can hold (cards from elsewhere that are shown as they stand, questions without
explanations) becomes basic cards, one for each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.deck_file import LARGEST, read_deck
from roadmap_cards.roadmap.deck_format import formatted
from roadmap_cards.roadmap.deck_lines import deck_lines
from roadmap_cards.roadmap.deck_models import SLUG
from roadmap_cards.roadmap.field_text import fitted, fitted_item
from roadmap_cards.roadmap.slug import MAX_LENGTH, shortened, slug, unique
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Deck,
    Entry,
    Faces,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.sides import back, front


@dataclass(frozen=True, slots=True)
class DeckText:
    """The text of a deck file, and a sentence for each entry that is not in it as it was."""

    text: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry as it is to be written; `simple` once it was made of one that could not be."""

    entry: Entry
    simple: bool = False


def deck_text(deck: Deck) -> DeckText:
    """Return the canonical text of a deck file.

    Links to entries that are not in the deck are left out: a file with them could not be read. Raises
    ProblemError where the deck as a whole fits no file.
    """
    changed: list[str] = []
    taken: dict[str, int] = {}
    parts: list[_Part] = []
    for entry in _arranged(deck.entries):
        if isinstance(entry.body, Faces) or (isinstance(entry.body, Reversible) and entry.body.bare):
            parts += _simplified(entry, taken, changed)
        else:
            parts.append(_Part(_fitted(entry, _own_id(entry.id, taken))))
    while True:
        text, starts = deck_lines(deck, [part.entry for part in parts])
        wrong = _wrong(text, starts, parts, deck.title)
        if not wrong:
            break
        parts = [
            piece
            for at, part in enumerate(parts)
            for piece in (_second_try(part, wrong[at], taken, changed) if at in wrong else (part,))
        ]
    text = formatted(text)
    if len(text.encode()) > LARGEST:
        changed.append(
            f"“{deck.title}” is larger than {LARGEST // 1_000_000} MB, more than is read of a deck file."
        )
    return DeckText(text, tuple(changed))


def _arranged(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in order, first those without headings: below the first one every line has one."""
    return sorted(entries, key=lambda entry: bool(entry.section) * 2 or bool(entry.item))


# --- What fits ----------------------------------------------------------------------------------------------


def _wrong(text: str, starts: Sequence[int], parts: Sequence[_Part], title: str) -> dict[int, str]:
    """Return which parts, by place, would not be read as they are, and why."""
    read = read_deck(text, title)
    wrong = {
        place: flaw.message for flaw in read.flaws if (place := bisect_right(starts, flaw.line) - 1) >= 0
    }
    if read.flaws and not wrong:
        raise ProblemError(
            f"The deck “{title}” fits no deck file: {read.flaws[0].message}.",
            hint="Export it to Anki or as JSON.",
        )
    if not wrong and read.deck is not None:
        for place, (found, part) in enumerate(zip(read.deck.entries, parts, strict=True)):
            if found.body != part.entry.body and not part.simple:
                wrong[place] = "its text would be read as another"
    return wrong


def _second_try(part: _Part, why: str, taken: dict[str, int], changed: list[str]) -> Iterable[_Part]:
    """Return an entry as basic cards; one that was that already is left out."""
    if part.simple or isinstance(part.entry.body, Basic):
        changed.append(f"“{part.entry.id}” is left out: {why}.")
        return ()
    return _simplified(part.entry, taken, changed)


def _simplified(entry: Entry, taken: dict[str, int], changed: list[str]) -> list[_Part]:
    """Return an entry as basic cards `id-1`, `id-2`…, one for each card that it makes."""
    pairs = [(front(entry.body, variant), back(entry.body, variant)) for variant in variants(entry.body)]
    if isinstance(entry.body, Choice | Multi):
        shown = "\n".join(f"- {option.text}" for option in entry.body.options)
        pairs = [(f"{entry.body.prompt}\n\n{shown}", back(entry.body, ""))]
    elif isinstance(entry.body, Order):
        pairs = [(entry.body.prompt, back(entry.body, ""))]
    if not pairs:
        changed.append(f"“{entry.id}” is left out: it makes no card.")
        return []
    changed.append(
        f"“{entry.id}” is written as {len(pairs)} basic card{'s' if len(pairs) != 1 else ''}, because "
        "no deck file can hold it as it is."
    )
    plain = replace(entry, needs=(), tests=None, formerly=())
    return [
        _Part(
            _fitted(
                replace(plain, body=Basic(asked, answer)),
                _own_id(f"{shortened(entry.id, MAX_LENGTH - 4)}-{number}", taken),
            ),
            simple=True,
        )
        for number, (asked, answer) in enumerate(pairs, start=1)
    ]


def _own_id(wanted: str, taken: dict[str, int]) -> str:
    name = wanted if re.fullmatch(SLUG, wanted) else slug(wanted)
    return unique(name if 3 <= len(name) <= MAX_LENGTH else slug(f"card {name}"), taken)


def _fitted(entry: Entry, entry_id: str) -> Entry:
    """Return an entry whose values are such as a deck file may hold, the same wherever they are already."""
    return replace(
        entry,
        id=entry_id,
        section=" ".join(entry.section.split()),
        item=" ".join(entry.item.split()),
        body=_fitted_body(entry.body),
        difficulty=min(max(entry.difficulty, 1), 5),
        tags=tuple(dict.fromkeys(tag if re.fullmatch(SLUG, tag) else slug(tag) for tag in entry.tags)),
        hint=fitted(entry.hint),
        why=fitted(entry.why),
        more=fitted(entry.more),
    )


def _fitted_body(body: Body) -> Body:
    match body:
        case Basic() | Output():
            return replace(body, prompt=fitted(body.prompt), answer=fitted(body.answer))
        case Typed():
            accept = tuple(map(fitted_item, body.accept))
            return replace(body, prompt=fitted(body.prompt), answer=fitted(body.answer), accept=accept)
        case Reversible():
            return replace(body, term=fitted(body.term), definition=fitted(body.definition))
        case Cloze():
            return Cloze(fitted(body.text))
        case Choice() | Multi():
            options = tuple(
                Option(fitted(option.text).strip(), option.correct, option.why.strip())
                for option in body.options
            )
            return replace(body, prompt=fitted(body.prompt), options=options)
        case Order():
            return Order(fitted(body.prompt), tuple(map(fitted_item, body.steps)))
        case Faces():
            return body
