"""The lists inside a card, read line by line: options with their explanations, accepted answers, steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap_cards.roadmap.deck_scanner import Line
from roadmap_cards.roadmap.wording import Report, quoted
from roadmap_cards.study.answer import as_regex
from roadmap_cards.study.card import Option

_OPTION = re.compile(r"- \[(?P<mark>[ xX])\] +(?P<text>\S.*)$")
_NEARLY_OPTION = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*(?:\[.?\])?")
_EXPLANATION = re.compile(r" {2,}> ?(?P<text>.*)$")
_ENTRY = re.compile(r"- +(?P<text>\S.*)$")
_STEP = re.compile(r"\d+\. +(?P<text>\S.*)$")
# `(a+)+` and its like: a repeated group that itself repeats without end.
_EXPLOSIVE = re.compile(r"\([^()]*[*+}][^()]*\)(?:[*+]|\{\d*,)")


@dataclass(slots=True)
class _OpenOption:
    """An option whose lines are still being read."""

    line: int
    correct: bool
    text: list[str]
    why: list[str] = field(default_factory=list)


def read_options(lines: Sequence[Line], report: Report) -> tuple[Option, ...]:
    """Read `- [x] text` with `  > explanation` below it; further lines of either are indented."""
    options: list[_OpenOption] = []
    for line in lines:
        if not line.code and (found := _OPTION.match(line.text)):
            options.append(_OpenOption(line.number, found["mark"] != " ", [found["text"]]))
        elif options and not line.code and (found := _EXPLANATION.match(line.text)):
            options[-1].why.append(found["text"])
        elif (
            options
            and not options[-1].why
            and (line.code or line.text.startswith("  ") or not line.text.strip())
        ):
            options[-1].text.append(line.text.removeprefix("  "))
        elif line.text.strip():
            report(line.number, f"{quoted(line.text)}: {_remedy_for_option(line.text, bool(options))}")
    for option in options:
        if not "".join(option.why).strip():
            shown = quoted(option.text[0])
            report(
                option.line,
                f"the option {shown} has no explanation; write “  > why it is right or wrong” below it",
            )
    return tuple(
        Option("\n".join(option.text).strip(), option.correct, "\n".join(option.why).strip())
        for option in options
    )


def _remedy_for_option(text: str, after_option: bool) -> str:
    if text.startswith(">"):
        return "indent the explanation by two spaces: “  > …”"
    if (found := _NEARLY_OPTION.match(text)) and found[0].strip():
        return "an option begins with “- [x] ” or “- [ ] ” at the start of the line"
    if after_option and text.startswith("  "):
        return "every line of an explanation begins with “  > ”"
    return "here stand only options, “- [x] …” or “- [ ] …”, and their explanations, “  > …”"


def read_accepted(lines: Sequence[Line], report: Report) -> tuple[str, ...]:
    """Read `- text` and `- /regular expression/`; an expression that cannot be used is reported."""
    variants = _read_list(
        lines, _ENTRY, "one further answer a line, “- nine” or “- /regular expression/”", report
    )
    for number, variant in variants:
        pattern = as_regex(variant)
        if pattern is None:
            continue
        if _EXPLOSIVE.search(re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", pattern)):
            report(
                number,
                f"{quoted(variant)} repeats a repetition, which may take for ever; repeat only one of them",
            )
            continue
        try:
            re.compile(pattern, re.IGNORECASE)
        except (re.error, OverflowError, RecursionError) as error:
            report(
                number,
                f"{quoted(variant)} is not a regular expression ({error}); mend it, or leave the “/” out",
            )
    return tuple(text for _, text in variants)


def read_steps(lines: Sequence[Line], report: Report) -> tuple[str, ...]:
    """Read `1. step`; further lines of a step are indented."""
    return tuple(text for _, text in _read_list(lines, _STEP, "one step a line, “1. …”, “2. …”", report))


def _read_list(
    lines: Sequence[Line], pattern: re.Pattern[str], remedy: str, report: Report
) -> list[tuple[int, str]]:
    """Return the entries of a list, each with its line; a line that is none is reported."""
    entries: list[tuple[int, str]] = []
    for line in lines:
        if not line.code and (found := pattern.match(line.text)):
            entries.append((line.number, found["text"].rstrip()))
        elif entries and (line.code or (line.text.startswith("  ") and line.text.strip())):
            number, text = entries[-1]
            entries[-1] = (number, f"{text}\n{line.text if line.code else line.text.strip()}")
        elif line.text.strip():
            report(line.number, f"{quoted(line.text)}: here stands {remedy}")
    return entries
