"""`lint`: the flaws of deck files, each with its line and what to do."""

from __future__ import annotations

from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.roadmaps import own_roadmap, shipped_roadmaps
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.lint import lint_decks
from roadmap_cards.study.wording import counted


def run_lint(folder: Path | None) -> int:
    """Print every flaw of the deck files below `folder`; 1 if any is an error."""
    where = folder or shipped("decks")
    if not where.is_dir():
        raise ProblemError(f"{where} is not a folder.", hint="Name the folder that holds the deck files.")
    own = [own_roadmap(home) for home in (where, *sorted(where.iterdir())) if home.is_dir()]
    known = {roadmap.key: roadmap for roadmap in own if roadmap}
    report = lint_decks(where, {**known, **shipped_roadmaps()})
    for flaw in report.flaws:
        print(flaw)
    errors = sum(not flaw.warning for flaw in report.flaws)
    print(
        f"{counted(report.files, 'file')}, {counted(sum(report.entries.values()), 'entry', 'entries')}: "
        f"{counted(errors, 'error')}, {counted(len(report.flaws) - errors, 'warning')}"
    )
    return 1 if errors else 0
