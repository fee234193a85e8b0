"""`generate`: deck files for any roadmap, and again when the roadmap has changed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from roadmap_cards.roadmap.deck_folder import read_folder, write_plan
from roadmap_cards.roadmap.entry_fates import EntryStep, Step
from roadmap_cards.roadmap.regeneration import Plan, plan
from roadmap_cards.roadmap.roadmap_file import read_roadmap_file
from roadmap_cards.study.wording import counted


def run_generate(path: Path, out: Path, *, dry_run: bool, quiz: bool) -> int:
    """Generate the decks of a roadmap into a folder, or only tell what that would change."""
    roadmap = read_roadmap_file(path)
    existing = read_folder(out)
    planned = plan(existing, roadmap, quiz=quiz)
    for warning in roadmap.warnings:
        print(warning, file=sys.stderr)
    for own in planned.own:
        entries = counted(own.count, "entry", "entries")
        said = f"{own.topic}.md: “{own.item}” is not in the roadmap; your {entries} under it stay."
        print(said, file=sys.stderr)
    if dry_run:
        _tell_steps(planned, existing)
        print(f"{_changes(planned)}; nothing was written.")
        return 0
    write_plan(out, planned)
    print(f"{_summary(planned)} in {out}.")
    if existing:
        print(f"{_changes(planned)}.")
    return 0


def _summary(planned: Plan) -> str:
    totals = planned.totals
    parts = [
        f"{counted(totals.cards, 'card')} to study",
        f"{counted(totals.drafts, 'draft')} to look at",
        f"{counted(totals.to_write, 'place')} to write",
    ]
    if totals.questions:
        parts.insert(1, f"{counted(totals.questions, 'question')} about the map")
    return f"{counted(totals.decks, 'deck')}: {', '.join(parts)}"


def _changes(planned: Plan) -> str:
    counts = [f"{len(planned.of(step)):,} {step}" for step in Step]
    return "Nothing changes" if not planned.steps and not planned.files else ", ".join(counts)


def _tell_steps(planned: Plan, present: Collection[str]) -> None:
    """Print one line for each entry; of a file that is not there yet only how many it gets."""
    for topic, count in Counter(one.topic for one in planned.of(Step.ADDED)).items():
        if f"{topic}.md" not in present:
            print(f"{Step.ADDED:8} {topic}.md: {counted(count, 'entry', 'entries')}")
    for one in planned.steps:
        if one.step is not Step.ADDED or f"{one.topic}.md" in present:
            print(_line(one))


def _line(one: EntryStep) -> str:
    before = f", before {one.before}" if one.before else ""
    return f"{one.step:8} {one.topic}.md: {one.id} (“{one.item}”{before})"
