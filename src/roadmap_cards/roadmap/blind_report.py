"""What a blind solving came to: the sheet for the third reader, and the report with lines to record."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date

from roadmap_cards.roadmap.blind_grading import UNSURE, Graded, Key
from roadmap_cards.study.wording import counted, percent

WANTED, WANTED_HARD, MOST_BY_OPTIONS = 0.97, 0.90, 0.40
"""Agreement before a release, that of difficulty 4 and 5, and how often the options may tell the key."""
HARD = 4
_KINDS = (
    ("Choice", {"choice"}, "machine"),
    ("Typed", {"typed"}, "machine"),
    ("Output", {"output"}, "machine"),
    ("Multi", {"multi"}, "machine"),
    ("Order", {"order"}, "machine"),
    ("Cloze", {"cloze"}, "third reader"),
    ("Basic, and both sides of reversible", {"basic", "reversible"}, "third reader"),
)
_LOWEST = 3


# --- For the third reader -----------------------------------------------------------------------------------


def reading_sheet(key: Key, prompts: Sequence[Graded], stems: Sequence[Graded]) -> str:
    """Return the open answers, each beside its key, for somebody who neither wrote nor solved the deck."""
    parts = [
        f"# {key.title}: open answers",
        "Does the answer say what the key says? Write `right`, `wrong` or `ambiguous` (both can be defended, "
        "or the prompt allows more than one answer) into `verdicts.json`, with the reason as `note`. Then "
        "run `roadmap-cards blind … --grade` again.",
        *_pairs(prompts),
    ]
    if stems:
        parts += ["# Questions without their options", *_pairs(stems)]
    return "\n\n".join(parts) + "\n"


def _pairs(graded: Sequence[Graded]) -> list[str]:
    parts: list[str] = []
    for one in graded:
        quoted = "\n".join(f"> {line}".rstrip() for line in one.asked.prompt.split("\n"))
        parts += [f"## {one.asked.number}", quoted, f"**Key:** {one.asked.key}", f"**Answer:** {one.given}"]
        parts += [f"The solver also thinks of: {one.also}"] if one.also else []
        parts += [f"The solver remarks: {one.note}"] if one.note else []
    return parts


def verdict_template(pack: str, of: str, prompts: Sequence[Graded], stems: Sequence[Graded]) -> str:
    """Return the file for the verdicts, one a line; `of` tells which answers they are about."""
    return (
        f'{{\n "pack": "{pack}",\n "of": "{of}",\n'
        f' "answers": {{\n{_blank(prompts)}\n }},\n "stems": {{\n{_blank(stems)}\n }}\n}}\n'
    )


def _blank(graded: Sequence[Graded]) -> str:
    empty = json.dumps({"verdict": "", "note": ""})
    return ",\n".join(f'  "{one.asked.number}": {empty}' for one in graded)


# --- The report ---------------------------------------------------------------------------------------------


def report(
    key: Key,
    prompts: Sequence[Graded],
    options: Sequence[Graded],
    stems: Sequence[Graded],
    changed: Sequence[str],
    day: date,
) -> str:
    """Return what came of a solving, in Markdown. `changed` are the entries that were changed since."""
    hard = [one for one in prompts if one.asked.difficulty >= HARD]
    parts = [
        f"# {key.title}: blind solving",
        "\n".join(
            [
                _goal("All", prompts, WANTED),
                *([_goal(f"Difficulty {HARD} and 5", hard, WANTED_HARD)] if hard else []),
                *([_goal_of_options(options)] if options else []),
            ]
        ),
        "## To look at",
        _triage(prompts, stems),
    ]
    if changed:
        parts += [
            "## Changed since the pack was made",
            f"To be solved again by somebody else: {', '.join(f'`{name}`' for name in changed)}.",
        ]
    parts += ["## For docs/decks.md", _record(prompts, options, stems, day)]
    return "\n\n".join(parts) + "\n"


def _goal(name: str, graded: Sequence[Graded], wanted: float) -> str:
    share = sum(one.agrees for one in graded) / len(graded)
    met = "as wanted" if share >= wanted else "too few"
    return f"- {name}: {_of(graded)} agree, {percent(share)}; {met} (at least {percent(wanted)})"


def _goal_of_options(options: Sequence[Graded]) -> str:
    share = sum(one.agrees for one in options) / len(options)
    met = "as wanted" if share <= MOST_BY_OPTIONS else "too many"
    return (
        f"- Options alone: {_of(options)} right, {percent(share)}; {met} (at most {percent(MOST_BY_OPTIONS)})"
    )


def _of(graded: Sequence[Graded]) -> str:
    return f"{sum(one.agrees for one in graded)} of {len(graded)}"


def _triage(prompts: Sequence[Graded], stems: Sequence[Graded]) -> str:
    """List every mismatch, every second answer and every low confidence, with what is needed to judge it."""
    lines: list[str] = []
    for name, graded in (("", prompts), ("stem ", stems)):
        for one in graded:
            if not one.reasons:
                continue
            asked = one.asked
            where = f"{asked.kind}, difficulty {asked.difficulty}"
            lines.append(f"- {name}{asked.number} `{asked.name}` ({where}): {'; '.join(one.reasons)}")
            lines += [f"  - key: {_line(asked.shown_key)}", f"  - answer: {_line(_shown(one))}"]
            lines += [f"  - solver: {_line(one.note)}"] if one.note else []
            lines += [f"  - reader: {_line(one.reader)}"] if one.reader else []
    return "\n".join(lines) if lines else "Nothing: no mismatch, no second answer, no low confidence."


def _shown(one: Graded) -> str:
    texts = dict(zip("ABCDEFGH", one.asked.choices, strict=False))
    if not set(one.given) <= texts.keys():
        return one.given
    return "; ".join(f"{letter} {texts[letter]}" for letter in one.given)


def _line(text: str) -> str:
    return " ".join(text.split())


def _record(prompts: Sequence[Graded], options: Sequence[Graded], stems: Sequence[Graded], day: date) -> str:
    """Return the lines that the record of the topic takes over."""
    lines = [f"Solved blind on {day.isoformat()}: {counted(len(prompts), 'prompt')}.", ""]
    lines += ["| | Agreement | Graded by |", "|--|--|--|"]
    for name, kinds, grader in _KINDS:
        if of_kind := [one for one in prompts if one.asked.kind in kinds]:
            lines.append(f"| {name} | {_of(of_kind)} | {grader} |")
    lines.append(f"| **All** | **{_of(prompts)}** | |")
    for difficulty in sorted({one.asked.difficulty for one in prompts}):
        of_it = [one for one in prompts if one.asked.difficulty == difficulty]
        lines.append(f"| Difficulty {difficulty} | {_of(of_it)} | |")
    if options:
        of_kinds = ", ".join(
            f"{kind} {_of(of_kind)}"
            for kind in ("choice", "multi")
            if (of_kind := [one for one in options if one.asked.kind == kind])
        )
        lines.append(f"| Options alone | {_of(options)} ({of_kinds}) | machine |")
    if stems:
        lines.append(f"| Questions without options | {_of(stems)} | third reader |")
    lines += ["", f"- {_confidences(prompts)}", f"- {_remarks(prompts)}"]
    for words, graded in (
        ("Did not agree", _names(prompts, lambda one: not one.agrees)),
        ("Guessed from the options", _names(options, lambda one: one.agrees)),
        ("Not answered without options", _names(stems, lambda one: not one.agrees)),
    ):
        lines += [f"- {words}: {graded}."] if graded else []
    return "\n".join(lines)


def _confidences(prompts: Sequence[Graded]) -> str:
    sure = sorted(one.confidence for one in prompts if one.confidence is not None)
    low = sum(confidence < UNSURE for confidence in sure)
    below = f"{counted(low, 'answer')} stood" if low else "No answer stood"
    lowest = ", ".join(map(str, sure[:_LOWEST]))
    return f"{below} below a confidence of {UNSURE}; the lowest were {lowest}."


def _remarks(prompts: Sequence[Graded]) -> str:
    notes, second = sum(bool(one.note) for one in prompts), sum(bool(one.also) for one in prompts)
    return (
        f"The solver remarked on {counted(notes, 'prompt')} and saw a second possible answer at {second:,}."
    )


def _names(graded: Sequence[Graded], chosen: Callable[[Graded], bool]) -> str:
    return ", ".join(f"`{one.asked.name}`" for one in graded if chosen(one))
