"""`fmt`: deck files in their canonical order and spacing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from roadmap_cards.errors import Flaw, ProblemError
from roadmap_cards.roadmap.deck_file import read_text
from roadmap_cards.roadmap.deck_format import format_deck
from roadmap_cards.roadmap.lint import deck_paths
from roadmap_cards.roadmap.whole_file import replace_text
from roadmap_cards.study.wording import counted


def run_fmt(places: Sequence[Path], own: Path, *, check: bool) -> int:
    """Bring deck files into canonical form, or only name those that are not in it.

    Without places, the person's own decks below `own`. 1 where a file has flaws, or `check` found one to
    change.
    """
    changed = flawed = 0
    paths = list(_paths(places or ([own] if own.is_dir() else [])))
    for path in paths:
        text = read_text(path, str(path))
        if isinstance(text, Flaw):
            print(text, file=sys.stderr)
            flawed += 1
            continue
        form = format_deck(text, str(path))
        if form.text is None:
            print(*form.flaws, sep="\n", file=sys.stderr)
            flawed += 1
        elif form.text != text:
            changed += 1
            if not check:
                replace_text(path, form.text)
            print(f"{path}: {'would change' if check else 'formatted'}")
    print(_summary(len(paths), changed, flawed, check=check))
    return 1 if flawed or (check and changed) else 0


def _paths(places: Sequence[Path]) -> Iterator[Path]:
    """Return the deck files that are named and those in the folders that are named, each once."""
    seen: set[Path] = set()
    for place in places:
        if not place.exists():
            raise ProblemError(
                f"There is no file or folder {place}.", hint="Name deck files, or the folder that holds them."
            )
        for path in deck_paths(place) if place.is_dir() else [place]:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def _summary(files: int, changed: int, flawed: int, *, check: bool) -> str:
    told = f"{counted(files, 'file')}: {changed:,} {'would change' if check else 'formatted'}"
    if flawed:
        told += (
            f", {flawed:,} left alone until {'its flaws are' if flawed == 1 else 'their flaws are'} mended"
        )
    return told
