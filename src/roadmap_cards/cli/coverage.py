"""`coverage`: how far each item of a roadmap is written, and what lacks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.roadmaps import own_roadmap, shipped_roadmaps
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.coverage import ItemCoverage, coverage
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.roadmap.lint import deck_paths, folder_key
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.study.card import Deck
from roadmap_cards.study.wording import counted


def run_coverage(folder: Path | None, *, as_json: bool) -> int:
    """Print how far the items of a roadmap are written by the decks in a folder (else the shipped ones)."""
    where = folder or shipped("decks")
    if not where.is_dir():
        raise ProblemError(f"{where} is not a folder.", hint="Name the folder that holds the deck files.")
    decks = [
        deck for path in deck_paths(where) if (deck := read_deck_file(path, roadmap=folder_key(path)).deck)
    ]
    found = coverage(_roadmap(where, decks), decks)
    print(json.dumps(_as_object(found), indent=2) if as_json else _as_text(found))
    return 0


def _roadmap(folder: Path, decks: Sequence[Deck]) -> Roadmap:
    """Return the roadmap that stands beside the decks, else the shipped one that most of them belong to."""
    if own := own_roadmap(folder):
        return own
    known = shipped_roadmaps()
    for key, _ in Counter(deck.roadmap for deck in decks).most_common():
        if key in known:
            return known[key]
    raise ProblemError(
        f"No deck file in {folder} belongs to a roadmap that is known.",
        hint="Name a folder with decks of the shipped roadmap, or of one that you added to your collection.",
    )


def _as_object(found: Sequence[ItemCoverage]) -> dict[str, list[dict[str, str | int | bool]]]:
    return {
        "items": [
            {
                "item": one.item.key,
                "section": one.section.key,
                "topic": one.topic.key,
                "level": one.level.key,
                "recall": one.recall,
                "quiz": one.quiz,
                "choice": one.choice,
                "ok": one.ok,
            }
            for one in found
        ]
    }


def _as_text(found: Sequence[ItemCoverage]) -> str:
    lines: list[str] = []
    for level, of_level in groupby(found, key=lambda one: one.level):
        items = list(of_level)
        lines.append(f"{level.title}: {_met(items)}")
        for topic, of_topic in groupby(items, key=lambda one: one.topic):
            here = list(of_topic)
            begun = any(one.recall or one.quiz for one in here)
            lines.append(f"  {topic.title}: {_met(here) if begun else 'nothing is written yet'}")
            lines += [f"    {one.item.title}: {_lacks(one)}" for one in here if begun and not one.ok]
    lines.append(f"{_met(found)} in all.")
    return "\n".join(lines)


def _met(items: Sequence[ItemCoverage]) -> str:
    return f"{sum(one.ok for one in items):,} of {counted(len(items), 'item')} written"


def _lacks(one: ItemCoverage) -> str:
    return ", ".join(f"{there} of {wanted} {what}" for what, there, wanted in one.lacks)
