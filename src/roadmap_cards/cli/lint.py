"""`lint`: the flaws of deck files, each with its line and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from roadmap_cards.errors import Flaw, ProblemError
from roadmap_cards.library.roadmaps import own_roadmap, shipped_roadmaps
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.lint import LintReport, Style, lint_decks
from roadmap_cards.roadmap.lint_rules.table import RULES
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.study.wording import counted


def run_lint(
    folder: Path | None,
    own: Path,
    today: date,
    *,
    strict: bool = False,
    as_json: bool = False,
) -> int:
    """Print every flaw of the deck files below `folder`; 1 if any is an error.

    Without a folder, those of the person's own decks (below `own`) and the shipped ones. Where
    these are the shipped ones, or if `strict`, they are held to every rule.
    """
    if folder is not None and not folder.is_dir():
        raise ProblemError(f"{folder} is not a folder.", hint="Name the folder that holds the deck files.")
    ours = shipped("decks")
    wheres = [folder] if folder else [place for place in (own, ours) if place.is_dir()]
    known = shipped_roadmaps()
    reports: list[LintReport] = []
    for where in wheres:
        style = Style(today, shipped=strict or where.resolve().is_relative_to(ours.resolve()))
        roadmaps = {**_beside(where), **known}
        reports.append(lint_decks(where, roadmaps, style))
    flaws = [flaw for report in reports for flaw in report.flaws]
    print(_as_json(flaws) if as_json else _as_text(flaws, reports))
    return 1 if any(not flaw.warning for flaw in flaws) else 0


def print_rules() -> int:
    """Print the rules of the lint: code, severity, what is found, and why."""
    width = max(len(rule.code) for rule in RULES)
    for rule in RULES:
        shipped_only = " (shipped decks only)" if rule.shipped_only else ""
        why = f" – {rule.why}" if rule.why else ""
        print(f"{rule.code:{width}}  {rule.severity:3}  {rule.what}{shipped_only}{why}")
    return 0


def _as_text(flaws: Iterable[Flaw], reports: Iterable[LintReport]) -> str:
    reports = list(reports)
    errors = sum(len(report.errors) for report in reports)
    warnings = sum(len(report.warnings) for report in reports)
    waived = sum(report.waived for report in reports)
    files = sum(report.files for report in reports)
    entries = sum(sum(report.entries.values()) for report in reports)
    summary = (
        f"{counted(files, 'file')}, {counted(entries, 'entry', 'entries')}: "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    )
    return "\n".join([*map(str, flaws), f"{summary}, {waived} waived" if waived else summary])


def _as_json(flaws: Iterable[Flaw]) -> str:
    return json.dumps(
        [
            {
                "path": flaw.where,
                "line": flaw.line,
                "severity": "W" if flaw.warning else "E",
                "code": flaw.code,
                "message": flaw.message,
                "remedy": flaw.remedy,
            }
            for flaw in flaws
        ],
        indent=2,
        ensure_ascii=False,
    )


def _beside(folder: Path) -> dict[str, Roadmap]:
    """Return the roadmaps that stand beside decks in a folder and in those below it, by key."""
    homes = [folder, *sorted(place for place in folder.iterdir() if place.is_dir())]
    return {roadmap.key: roadmap for home in homes if (roadmap := own_roadmap(home))}
