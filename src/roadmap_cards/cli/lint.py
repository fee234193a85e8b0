"""`lint`: the flaws of deck files, each with its line and what to do."""

from __future__ import annotations

from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.roadmaps import own_roadmap, shipped_roadmaps
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.lint import lint_decks
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.study.wording import counted


def run_lint(folder: Path | None, own: Path) -> int:
    """Print every flaw of the deck files below `folder`; 1 if any is an error.

    Without a folder, those of the person's own decks (below `own`) and the shipped ones.
    """
    if folder is not None and not folder.is_dir():
        raise ProblemError(f"{folder} is not a folder.", hint="Name the folder that holds the deck files.")
    wheres = [folder] if folder else [place for place in (own, shipped("decks")) if place.is_dir()]
    known = shipped_roadmaps()
    reports = [lint_decks(where, {**_beside(where), **known}) for where in wheres]
    flaws = [flaw for report in reports for flaw in report.flaws]
    for flaw in flaws:
        print(flaw)
    errors = sum(not flaw.warning for flaw in flaws)
    files = sum(report.files for report in reports)
    entries = sum(sum(report.entries.values()) for report in reports)
    print(
        f"{counted(files, 'file')}, {counted(entries, 'entry', 'entries')}: "
        f"{counted(errors, 'error')}, {counted(len(flaws) - errors, 'warning')}"
    )
    return 1 if errors else 0


def _beside(folder: Path) -> dict[str, Roadmap]:
    """Return the roadmaps that stand beside decks in a folder and in those below it, by key."""
    homes = [folder, *sorted(place for place in folder.iterdir() if place.is_dir())]
    return {roadmap.key: roadmap for home in homes if (roadmap := own_roadmap(home))}
