"""The canonical form of a deck file: one order of keys and labels, one spacing; every fact as it was.

Keys stand in the order of the grammar, then the question and its answer, then Hint, Why, More and Verify. One
blank line stands around headings and between keys and labels, none inside an entry. Front matter, code and
comments stay as they are; a comment stays above the key or label that it stands above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.deck_file import read_deck
from roadmap_cards.roadmap.deck_scanner import META, Line, RawCard, scan, split_lines
from roadmap_cards.study.card import Deck

KEYS = META
LABELS = ("Q", "A", "T", "D", "C", "Options", "Accept", "Order", "Hint", "Why", "More", "Verify")
_LISTS = {"Options", "Accept", "Order"}
_COMMA_LISTS = {"sources", "tags", "needs", "formerly"}
# What stays below its label even where it is a single line.
_BLOCK = re.compile(r"\s|[-*+>|#]|\d+[.)]\s")
_ENTRY = re.compile(r"- |\d+\. | {2,}> ")


@dataclass(frozen=True, slots=True)
class FormattedDeck:
    """The canonical text of a deck file, or None and the flaws that stand in its way."""

    text: str | None
    flaws: tuple[Flaw, ...] = ()


def format_deck(text: str, where: str) -> FormattedDeck:
    """Return the canonical text of a deck file; one with flaws has none, for what it means is not certain.

    Headings may be any: whether the roadmap knows them is no matter of form.
    """
    before = read_deck(text, where)
    if before.flaws:
        return FormattedDeck(None, before.flaws)
    form = formatted(text)
    after = read_deck(form, where)
    if after.flaws or before.deck is None or after.deck is None or not same_facts(before.deck, after.deck):
        raise AssertionError(f"{where}: its canonical form would not say the same")
    return FormattedDeck(form)


def same_facts(one: Deck, other: Deck) -> bool:
    """Tell whether two decks are equal but for the lines on which their entries stand."""
    return _without_lines(one) == _without_lines(other)


def _without_lines(deck: Deck) -> Deck:
    return replace(deck, entries=tuple(replace(entry, line=0) for entry in deck.entries))


def formatted(text: str) -> str:
    """Return the canonical form of a deck file without flaws."""
    lines = split_lines(text)
    scanned = scan(text, _ignore)
    starts: dict[int, str | RawCard] = {}
    for heading in scanned.sections:
        starts[heading.line] = f"# {heading.title}"
    for heading in scanned.items:
        starts[heading.line] = f"## {heading.title}"
    for card in scanned.cards:
        starts[card.line] = card
    numbers = sorted(starts)
    top = len(scanned.front or ()) + 2
    chunks = [["---", *lines[1 : top - 1], "---"]]
    chunks += _loose(lines[top : numbers[0] - 1 if numbers else len(lines)])
    for number, end in zip(numbers, [*numbers, len(lines) + 1][1:], strict=True):
        start = starts[number]
        if isinstance(start, RawCard):
            chunks += _card(start, lines[number : end - 1])
        else:
            chunks += [[start], *_loose(lines[number : end - 1])]
    return "\n\n".join("\n".join(chunk) for chunk in chunks) + "\n"


def _loose(lines: Sequence[str]) -> list[list[str]]:
    """Return the comments between entries, those without a blank line between them together."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _card(card: RawCard, below: Sequence[str]) -> list[list[str]]:
    """Return the two halves of an entry, keys and labels, and the comments below it."""
    keys: dict[str, list[str]] = {}
    labels: dict[str, list[str]] = {}
    rest: list[str] = []
    for name, stretch in _stretches(card, below):
        if name in KEYS:
            keys[name] = [*_comments(rest), f"{name}: {_value(name, card.meta[name].text)}"]
            rest = [line.text for line in stretch]
        elif name:
            own = {line.number for line in card.fields[name]}
            text = [at for at, line in enumerate(stretch) if line.text.strip() and line.number in own]
            last = max(text, default=-1)
            beside = bool(text) and stretch[0].number == card.label_lines[name]
            labels[name] = [*_comments(rest), *_field(name, stretch[: last + 1], own, beside=beside)]
            rest = [line.text for line in stretch[last + 1 :]]
        else:
            rest = [line.text for line in stretch]
    head = [f"### {card.id}", *(line for key in KEYS for line in keys.get(key, ()))]
    body = [line for label in LABELS for line in labels.get(label, ())]
    return [chunk for chunk in (head, body) if chunk] + _loose(rest)


def _stretches(card: RawCard, below: Sequence[str]) -> Iterator[tuple[str, list[Line]]]:
    """Take an entry apart at its keys and labels: the name, and the lines from there to the next one.

    First comes what stands above them all, without a name. The text behind a label is its first line.
    """
    marks = {line.number: key for key, line in card.meta.items()}
    marks |= {number: label for label, number in card.label_lines.items()}
    code = {line.number for lines in card.fields.values() for line in lines if line.code}
    name, stretch = "", list[Line]()
    for number, text in enumerate(below, start=card.line + 1):
        if number not in marks:
            stretch.append(Line(number, text, number in code))
            continue
        yield name, stretch
        name = marks[number]
        behind = card.fields.get(name, ())[:1]
        stretch = [line for line in behind if line.number == number]
    yield name, stretch


def _field(label: str, stretch: Sequence[Line], own: set[int], *, beside: bool) -> list[str]:
    """Return a label with its text, which ends with the last line of `stretch`.

    `own` are the numbers of its lines, all others being comments; `beside`: it begins behind the label.
    """
    listed = label in _LISTS
    kept: list[str] = []
    begun = False
    for at, line in enumerate(stretch):
        if not line.text and not begun:
            continue  # an empty line above the text is no part of it
        if listed and not line.code and not line.text.strip() and _ends_entry(stretch[at:], own):
            continue
        begun = begun or line.number in own
        last = at == len(stretch) - 1 and not line.code
        kept.append(line.text.rstrip() if last else line.text)
    alone = len(kept) == 1 and not _BLOCK.match(kept[0])
    if kept and not listed and (alone or beside):
        return [f"{label}: {kept[0]}", *kept[1:]]
    return [f"{label}:", *kept]


def _ends_entry(stretch: Sequence[Line], own: set[int]) -> bool:
    """Tell whether the next line that is not blank begins an entry of a list, or its explanation."""
    following = next((line for line in stretch if line.text.strip()), None)
    return following is not None and following.number in own and _ENTRY.match(following.text) is not None


def _value(key: str, text: str) -> str:
    return ", ".join(part.strip() for part in text.split(",")) if key in _COMMA_LISTS else text


def _comments(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _ignore(_line: int, _message: str) -> None:
    """A file with flaws is not formatted."""
