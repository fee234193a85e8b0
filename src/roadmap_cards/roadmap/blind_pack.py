"""A pack for a second solver: what a deck asks, in shuffled order, under numbers that tell nothing.

An id describes the fact, so it would give keys away; the key alone says which number is which entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from random import Random
from string import ascii_uppercase

from roadmap_cards.roadmap.deck_writer import digest
from roadmap_cards.roadmap.generator import TO_WRITE
from roadmap_cards.study.card import Body, Choice, Deck, Entry, Multi, Order, Output, Typed, variants
from roadmap_cards.study.sides import front, kind_name, short_answer


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a solver is asked under a number, and what the grader has to know of it.

    `choices` are options or steps as they are shown, under the letters A, B, …; `right` are the letters of
    the right ones, of an order all letters in their order. `key` is the answer in the deck's own words.
    """

    number: int
    entry: Entry
    variant: str
    choices: tuple[str, ...] = ()
    right: str = ""

    @property
    def text(self) -> str:
        return front(self.entry.body, self.variant)

    @property
    def asks(self) -> str:
        return kind_name(self.entry.body, self.variant)

    @property
    def key(self) -> str:
        body = self.entry.body
        if isinstance(body, Choice | Multi):
            return "; ".join(option.text for option in body.options if option.correct)
        return short_answer(body, self.variant)

    @property
    def lettered(self) -> list[tuple[str, str]]:
        return list(zip(ascii_uppercase, self.choices, strict=False))


@dataclass(frozen=True, slots=True)
class Pack:
    """Three passes: all prompts; the options without their questions; the questions without their options.

    Each has numbers of its own, so that nobody can put them together.
    """

    deck: Deck
    seed: int
    prompts: tuple[Prompt, ...]
    options: tuple[Prompt, ...]
    stems: tuple[Prompt, ...]

    @property
    def name(self) -> str:
        """A fingerprint, by which answers are known to belong to this pack."""
        return digest(json.dumps([_key_of(prompt) for prompt in self.prompts], ensure_ascii=False))


def make_pack(deck: Deck, seed: int) -> Pack:
    """Return the pack of a deck: the same for the same deck and seed. Places to write are left out."""
    rng = Random(seed)
    asked = [entry for entry in deck.entries if TO_WRITE not in entry.tags]
    cards = [(entry, variant) for entry in asked for variant in variants(entry.body) or ("",)]
    closed = [(entry, "") for entry in asked if isinstance(entry.body, Choice | Multi)]
    stems = [card for card in closed if isinstance(card[0].body, Choice)]
    return Pack(
        deck,
        seed,
        _numbered(_apart(cards, rng), rng),
        _numbered(rng.sample(closed, len(closed)), rng),
        tuple(Prompt(at, *card) for at, card in enumerate(rng.sample(stems, len(stems)), start=1)),
    )


def _apart(cards: Sequence[tuple[Entry, str]], rng: Random) -> list[tuple[Entry, str]]:
    """Shuffle cards so that those of one entry, which answer each other, stand far from each other.

    Each entry gets a random place on a circle and spreads its cards evenly around it.
    """
    places: list[tuple[float, int]] = []
    of_entry: dict[str, list[int]] = {}
    for at, (entry, _) in enumerate(cards):
        of_entry.setdefault(entry.id, []).append(at)
    for siblings in of_entry.values():
        start = rng.random()
        mixed = rng.sample(siblings, len(siblings))
        places += [((start + step / len(mixed)) % 1, at) for step, at in enumerate(mixed)]
    return [cards[at] for _, at in sorted(places)]


def _numbered(cards: Iterable[tuple[Entry, str]], rng: Random) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(number, entry, variant, *_shuffled(entry.body, rng))
        for number, (entry, variant) in enumerate(cards, start=1)
    )


def _shuffled(body: Body, rng: Random) -> tuple[tuple[str, ...], str]:
    """Return options or steps in a random order, and the letters that are right."""
    match body:
        case Choice(options=options) | Multi(options=options):
            mixed = rng.sample(options, len(options))
            right = [letter for letter, option in zip(ascii_uppercase, mixed, strict=False) if option.correct]
            return tuple(option.text for option in mixed), "".join(right)
        case Order(steps=steps):
            order = rng.sample(range(len(steps)), len(steps))
            return tuple(steps[at] for at in order), "".join(
                ascii_uppercase[order.index(at)] for at in range(len(steps))
            )
        case _:
            return (), ""


# --- The key ------------------------------------------------------------------------------------------------


def key_of(pack: Pack) -> dict[str, object]:
    """Return the key as it stands in its file: enough to grade by, whatever becomes of the deck."""
    return {
        "pack": pack.name,
        "topic": f"{pack.deck.roadmap}/{pack.deck.topic}",
        "title": pack.deck.title,
        "seed": pack.seed,
        "prompts": [_key_of(prompt) for prompt in pack.prompts],
        "options": [_key_of(prompt) for prompt in pack.options],
        "stems": [_key_of(prompt) for prompt in pack.stems],
    }


def fingerprint(entry: Entry) -> str:
    """Return what tells whether an entry still asks and answers the same."""
    # What no deck file can say is left out, so that the packs made before it could be said still hold.
    said = {name: value for name, value in asdict(entry.body).items() if name != "bare"}
    return digest(json.dumps(said, ensure_ascii=False, sort_keys=True))


def _key_of(prompt: Prompt) -> dict[str, object]:
    body = prompt.entry.body
    found: dict[str, object] = {
        "number": prompt.number,
        "id": prompt.entry.id,
        "variant": prompt.variant,
        "kind": body.kind,
        "difficulty": prompt.entry.difficulty,
        "fingerprint": fingerprint(prompt.entry),
        "prompt": prompt.text,
        "key": prompt.key,
    }
    if prompt.choices:
        found |= {"choices": list(prompt.choices), "right": prompt.right}
    if isinstance(body, Typed):
        found |= {"accept": list(body.accept), "tolerance": body.tolerance}
    if isinstance(body, Output):
        found["key"] = body.answer
    return found
