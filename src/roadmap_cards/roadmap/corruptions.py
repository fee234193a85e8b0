"""Keys made wrong on purpose: a proof is worth something only if it notices.

What the code gave does not depend on the key, so nothing runs again: each corrupted key is held against what
was found when the code ran.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from random import Random

from roadmap_cards.roadmap.wording import quoted
from roadmap_cards.study.answer import expected_output
from roadmap_cards.study.card import Basic, Body, Choice, Cloze, Multi, Output, Typed
from roadmap_cards.study.cloze import gaps
from roadmap_cards.study.plain_text import plain

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Part(StrEnum):
    """What of a key is corrupted."""

    NUMBER = "number"
    OPTION = "option"
    OUTPUT = "output"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Corruption:
    """A key that is wrong: what was done to it, and the body that has it."""

    part: Part
    done: str
    body: Body


def corruptions(body: Body, others: Sequence[str], rng: Random) -> list[Corruption]:
    """Return wrong keys for a body that carries a proof; `others` are answers of other entries, for words."""
    match body:
        case Typed():
            return [*_typed_numbers(body), *_other_words(body, body.answer, others, rng)]
        case Basic():
            return [*_basic_numbers(body), *_other_words(body, body.answer, others, rng)]
        case Cloze():
            return list(_gaps(body, others, rng))
        case Choice() | Multi():
            return list(_options(body))
        case Output():
            return list(_output(body))
        case _:
            return []


def key_text(body: Body) -> str:
    """Return the answer of a body as it may stand, wrongly, in place of another one; empty for most kinds."""
    return body.answer if isinstance(body, (Basic, Typed)) else ""


# --- Numbers and words ------------------------------------------------------------------------------------


def _raised(number: str, tolerance: float = 0) -> str:
    """Return a number that is one greater in its last digit, and further off than the tolerance."""
    value = Decimal(number)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return str(value + max(step, Decimal(str(tolerance)).quantize(step) * 2 + step))


def _with_number(text: str, tolerance: float = 0) -> Iterator[tuple[str, str]]:
    """Return a text once for each number in it, with that one raised, and what was done."""
    for found in _NUMBER.finditer(text):
        wrong = _raised(found[0], tolerance)
        yield f"{text[: found.start()]}{wrong}{text[found.end() :]}", f"{found[0]} made {wrong}"


def _typed_numbers(body: Typed) -> Iterator[Corruption]:
    for answer, done in _with_number(body.answer, body.tolerance or 0):
        yield Corruption(Part.NUMBER, done, replace(body, answer=answer, accept=()))


def _basic_numbers(body: Basic) -> Iterator[Corruption]:
    for answer, done in _with_number(body.answer):
        yield Corruption(Part.NUMBER, done, replace(body, answer=answer))


def _other_words(
    body: Typed | Basic, answer: str, others: Sequence[str], rng: Random
) -> Iterator[Corruption]:
    """Return the body with the answer of another entry, where its own is more than a number."""
    elsewhere = [other for other in others if plain(other) != plain(answer)]
    if elsewhere and not _NUMBER.fullmatch(answer.strip()):
        wrong = rng.choice(elsewhere)
        done = f"the answer replaced by {quoted(plain(wrong))}"
        corrupted = (
            replace(body, answer=wrong, accept=()) if isinstance(body, Typed) else replace(body, answer=wrong)
        )
        yield Corruption(Part.WORDS, done, corrupted)


def _gaps(body: Cloze, others: Sequence[str], rng: Random) -> Iterator[Corruption]:
    """Corrupt all gaps at once: the code names one of them, and the others are not its matter."""
    text, done = body.text, []
    found = gaps(body.text)
    hidden = {gap.hidden for gap in found}
    # What would be read as marks of the gap is taken out.
    elsewhere = [bare for other in others if (bare := re.sub(r"[{}:]", "", plain(other))) not in hidden]
    part = Part.NUMBER if any(_NUMBER.search(gap.hidden) for gap in found) else Part.WORDS
    for gap in reversed(found):
        inside = text.index("::", gap.start) + 2
        wrong = next((wrong for wrong, _ in _with_number(gap.hidden)), rng.choice(elsewhere or ["?"]))
        done.append(f"{quoted(gap.hidden)} made {quoted(wrong)}")
        text = f"{text[:inside]}{wrong}{text[inside + len(gap.hidden) :]}"
    yield Corruption(part, ", ".join(reversed(done)), replace(body, text=text))


# --- Options and output -----------------------------------------------------------------------------------


def _options(body: Choice | Multi) -> Iterator[Corruption]:
    """Move the mark of a choice to each other option; turn each mark of a multi over."""
    for at, option in enumerate(body.options):
        if isinstance(body, Choice):
            if not option.correct:
                options = tuple(replace(one, correct=one is option) for one in body.options)
                yield Corruption(
                    Part.OPTION, f"option {at + 1} made the right one", replace(body, options=options)
                )
        else:
            turned = replace(option, correct=not option.correct)
            options = (*body.options[:at], turned, *body.options[at + 1 :])
            what = "wrong" if option.correct else "right"
            yield Corruption(Part.OPTION, f"option {at + 1} made {what}", replace(body, options=options))


def _output(body: Output) -> Iterator[Corruption]:
    """Change the last letter or digit of each line, and leave the last line out."""
    lines = expected_output(body.answer).split("\n")
    for at, line in enumerate(lines):
        found = re.search(r"[^\W_](?=[\W_]*$)", line)
        if found:
            wrong = f"{line[: found.start()]}{_next(found[0])}{line[found.end() :]}"
            text = "\n".join([*lines[:at], wrong, *lines[at + 1 :]])
            yield Corruption(Part.OUTPUT, f"{quoted(line)} made {quoted(wrong)}", _printing(body, text))
    if len(lines) > 1 and lines[-1].strip():
        yield Corruption(Part.OUTPUT, "the last line left out", _printing(body, "\n".join(lines[:-1])))


def _printing(body: Output, text: str) -> Output:
    return replace(body, answer=f"```text\n{text}\n```")


def _next(character: str) -> str:
    if character.isdigit():
        return str((int(character) + 1) % 10)
    return "x" if character != "x" else "y"
