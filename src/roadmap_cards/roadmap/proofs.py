"""Proofs: the code that an entry carries must lead to its key, or it proves nothing.

typed           sets `answer`, which is graded as a person's answer would be
choice, multi   sets `holds`, True or False for each option as they stand in the file
output          the program of `Q:` itself; what it prints is compared
basic           sets `answer`, which occurs in `A:`
cloze           sets `answer`, which is one of the gaps
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmap_cards.roadmap.proof_runner import Ending, Ran
from roadmap_cards.roadmap.wording import listed, quoted
from roadmap_cards.study.answer import code_of, expected_output, grade_output, grade_typed
from roadmap_cards.study.card import Basic, Body, Choice, Cloze, Entry, Multi, Option, Output, Typed
from roadmap_cards.study.cloze import gaps
from roadmap_cards.study.wording import counted

MAY_BE_MISSING = frozenset({"numpy", "torch"})
"""Packages that proofs may use and that need not be installed; proofs that use them are skipped then."""


class Standing(StrEnum):
    """How a proof stands."""

    PROVED = "proved"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a proof stands, and where it does not hold why, as the end of a sentence."""

    standing: Standing
    reason: str = ""


PROVED = Verdict(Standing.PROVED)


def proof_of(entry: Entry) -> str:
    """Return the code that proves an entry's key, empty where it carries none."""
    return code_of(entry.body.prompt) if isinstance(entry.body, Output) else entry.verify


def verdict(body: Body, ran: Ran, seconds: float) -> Verdict:
    """Compare what became of the code with the key; `seconds` is how long it might run."""
    if ran.ending is Ending.MISSING and ran.detail in MAY_BE_MISSING:
        return Verdict(Standing.SKIPPED, f"needs {ran.detail}, which is not installed")
    reason = _unfinished(ran, seconds) or disagreement(body, ran)
    return Verdict(Standing.FAILED, reason) if reason else PROVED


def _unfinished(ran: Ran, seconds: float) -> str:
    code = f"line {ran.line} of the code" if ran.line else "the code"
    match ran.ending:
        case Ending.FINISHED:
            return ""
        case Ending.RAISED:
            return f"{code} raises {ran.detail}"
        case Ending.MISSING:
            return (
                f"{code} needs the package {ran.detail}, which is not installed; proofs use "
                f"{listed(['the standard library', *sorted(MAY_BE_MISSING)])}"
            )
        case Ending.REFUSED:
            return f"{code} {ran.detail}, which a proof may not"
        case Ending.PRINTED:
            return f"{code} prints more than a card could show"
        case Ending.MEMORY:
            return f"{code} needs more memory than a proof may take"
        case Ending.TOO_LONG:
            return f"{code} runs for more than {seconds:g} s"
        case Ending.DIED:
            return f"{code} ended the process that it ran in ({ran.detail})"


# --- The key ----------------------------------------------------------------------------------------------


def disagreement(body: Body, ran: Ran) -> str:
    """Return in what the code that ran and the key differ, empty where they agree."""
    match body:
        case Output():
            return _output(body, ran.printed)
        case Choice() | Multi():
            return _options(body.options, ran.holds)
        case Typed() | Basic() | Cloze():
            if ran.answer is None or not ran.answer.strip():
                return "the code sets no `answer`, so it proves nothing"
            return _answer(body, ran.answer)
        case _:
            return f"the key of kind {body.kind} cannot be compared with code; leave “Verify:” out"


def _answer(body: Typed | Basic | Cloze, answer: str) -> str:
    given = f"the code gives {_shown(answer)}"
    match body:
        case Typed():
            return "" if grade_typed(body, answer) else f"{given}, the key says {_shown(body.answer)}"
        case Cloze():
            hidden = [gap.hidden for gap in gaps(body.text)]
            agrees = any(grade_typed(Typed("", text), answer) for text in hidden)
            return "" if agrees else f"{given}, the gaps say {listed(map(_shown, hidden))}"
        case Basic():
            return "" if _occurs(answer, body.answer) else f"{given}, which “A:” does not say"


def _occurs(answer: str, text: str) -> bool:
    """Tell whether an answer stands in a text as words or numbers of their own: 1 does not stand in 12."""
    wanted, said = _plain(answer), _plain(text)
    if "\\" not in answer:  # in a formula a letter's case is its meaning
        wanted, said = wanted.casefold(), said.casefold()
    if not wanted:
        return False
    start = r"(?<!\w)(?<!\d[.,])(?<!(?<!\w)[-−])" if wanted[0].isdigit() else r"(?<!\w)"
    end = r"(?!\w|[.,]\d)" if wanted[-1].isdigit() else r"(?!\w)"
    start, end = start if wanted[0].isalnum() else "", end if wanted[-1].isalnum() else ""
    return re.search(f"{start}{re.escape(wanted)}{end}", said) is not None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*`$]", "", text).split())


def _options(options: tuple[Option, ...], holds: tuple[bool | None, ...] | None) -> str:
    if holds is None:
        return "the code sets no `holds`, so it proves nothing; it is a list of True and False"
    if len(holds) != len(options):
        return f"`holds` has {counted(len(holds), 'value')} for {counted(len(options), 'option')}"
    strange = [f"{number}" for number, value in enumerate(holds, start=1) if value is None]
    if strange:
        return f"`holds` must be True or False for each option; it is neither for {listed(strange)}"
    differing = [
        f"option {number} is {_truth(value)} by the code, {_truth(option.correct)} by the key"
        for number, (option, value) in enumerate(zip(options, holds, strict=True), start=1)
        if value is not option.correct
    ]
    return "; ".join(differing)


def _truth(value: bool | None) -> str:
    return "true" if value else "false"


def _output(body: Output, printed: str) -> str:
    if grade_output(body, printed):
        return ""
    if not printed.strip():
        return "the code prints nothing"
    ours = [line.rstrip() for line in printed.rstrip().splitlines()]
    theirs = [line.rstrip() for line in expected_output(body.answer).rstrip().splitlines()]
    for number, (code, key) in enumerate(zip(ours, theirs, strict=False), start=1):
        if code != key:
            where = f" in line {number}" if len(theirs) > 1 else ""
            return f"the code prints {quoted(code)}{where}, the key says {quoted(key)}"
    return f"the code prints {counted(len(ours), 'line')}, the key has {len(theirs)}"


def _shown(answer: str) -> str:
    """Return an answer as it stands in a sentence: a number bare, a text in quotation marks."""
    bare = answer.strip()
    return bare if re.fullmatch(r"[-+]?[\d.,e]+", bare) else quoted(bare, 80)
