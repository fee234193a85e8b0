"""`verify`: run the proofs of deck files and hold them against the keys."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from roadmap_cards.errors import Flaw, ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.corruptions import Part
from roadmap_cards.roadmap.lint import deck_paths
from roadmap_cards.roadmap.verification import ENOUGH, Corrupted, Verification, verify
from roadmap_cards.study.wording import percent

_NAMES = {Part.NUMBER: "numbers", Part.OPTION: "options", Part.OUTPUT: "outputs", Part.WORDS: "words"}


def run_verify(places: Sequence[Path], *, mutate: bool, jobs: int | None, as_json: bool) -> int:
    """Print what became of the proofs; 1 if one fails, or too few corrupted keys are caught.

    Without places the shipped decks are looked at: code of a person's own decks runs only where they name it.
    """
    found = verify(_paths(places or [shipped("decks")]), jobs=jobs or os.cpu_count() or 1)
    if as_json:
        print(json.dumps(_as_object(found, mutate=mutate), indent=2))
    else:
        print("\n".join(_as_lines(found, mutate=mutate)))
    return 0 if found.sound and (found.corrupted.enough or not mutate) else 1


def _paths(places: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the deck files that are meant, each with its name as the person would write it."""
    paths: list[Path] = []
    for place in places:
        if place.is_dir():
            paths += deck_paths(place)
        elif place.is_file():
            paths.append(place)
        else:
            raise ProblemError(
                f"There is no file or folder {place}.", hint="Name deck files, or folders that hold them."
            )
    return [(path, str(path)) for path in dict.fromkeys(paths)]


def _as_lines(found: Verification, *, mutate: bool) -> list[str]:
    lines = [str(flaw) for flaw in found.unread]
    lines += [str(flaw) for flaw in sorted([*found.failed, *found.skipped])]
    if mutate:
        lines += [str(flaw) for flaw in found.corrupted.missed]
        lines += _rates(found.corrupted)
    noun = "entry" if found.entries == 1 else "entries"
    lines.append(
        f"{found.proved:,} of {found.entries:,} {noun} proved, {len(found.failed):,} failed, "
        f"{len(found.skipped):,} skipped"
    )
    if found.unread:
        lines.append("Not all entries could be read: mend what is named above, or see “roadmap-cards lint”.")
    return lines


def _rates(corrupted: Corrupted) -> list[str]:
    made, caught = sum(corrupted.made.values()), sum(corrupted.caught.values())
    lines = [
        f"  {_NAMES[part]}: {corrupted.caught.get(part, 0):,} of {corrupted.made[part]:,}"
        for part in Part
        if part in corrupted.made
    ]
    share = f" ({percent(caught / made)})" if made else ""
    wanted = "" if corrupted.enough else f"; {percent(ENOUGH)} are wanted"
    return [f"Corrupted keys caught: {caught:,} of {made:,}{share}{wanted}", *lines]


def _as_object(found: Verification, *, mutate: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "entries": found.entries,
        "proved": found.proved,
        "failed": _flaws(found.failed),
        "skipped": _flaws(found.skipped),
        "unread": _flaws(found.unread),
    }
    if mutate:
        told["corrupted"] = {
            "made": {_NAMES[part]: found.corrupted.made.get(part, 0) for part in Part},
            "caught": {_NAMES[part]: found.corrupted.caught.get(part, 0) for part in Part},
            "missed": _flaws(found.corrupted.missed),
        }
    return told


def _flaws(flaws: Sequence[Flaw]) -> list[dict[str, str | int]]:
    return [{"file": flaw.where, "line": flaw.line, "message": flaw.message} for flaw in flaws]
