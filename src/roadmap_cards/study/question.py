"""A question of a quiz: what it offers to choose from, whether an answer is right, how much time it is given.

An answer is a tuple of texts, whatever the kind: the options that were chosen, the steps in the order they
were put in, what was typed into each gap. An empty one is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import factorial
from random import Random
from typing import TypeVar

from roadmap_cards.study import cloze
from roadmap_cards.study.answer import expected_output, grade_output, grade_typed
from roadmap_cards.study.card import Body, Choice, Entry, Multi, Option, Order, Output, Place, Typed, variants
from roadmap_cards.study.card import Cloze as ClozeBody
from roadmap_cards.study.code_block import opening
from roadmap_cards.study.plain_text import plain

_Thing = TypeVar("_Thing")
Given = tuple[str, ...]

QUESTION_KINDS = ("choice", "multi", "typed", "cloze", "order", "output")
"""The kinds of entry that a quiz can ask, in the order in which they are offered."""

RECOGNITION = frozenset({"choice", "multi", "order"})
"""Kinds that show the answer among others: to know it again is easier than to recall it."""

SECONDS = 1000
CHOICE_TIME, CODE_TIME = 75 * SECONDS, 120 * SECONDS
"""What an exam allows for a question without and with code, in milliseconds."""

LONGEST_GAP = 40
"""Characters that may be asked for in the gap of a cloze: more than that nobody types alike."""


_FORMULA = re.compile(r"\\|\$[^$]+\$")


@dataclass(frozen=True, slots=True)
class Question:
    """An entry as a quiz asks it. `variant` is the card whose question it is, empty for a quiz-only kind.

    `seed` mixes what there is to choose from: the same one, the same order.
    """

    entry: Entry
    variant: str
    seed: int
    place: Place = field(default_factory=Place)

    @property
    def body(self) -> Body:
        return self.entry.body


def options(question: Question) -> tuple[Option, ...]:
    """Return the options of a choice question as they are shown; none for another kind."""
    body = question.body
    return _mixed(body.options, question.seed) if isinstance(body, Choice | Multi) else ()


def steps(question: Question) -> tuple[str, ...]:
    """Return the steps of an ordering question as they are shown first, never in the right order."""
    body = question.body
    if not isinstance(body, Order):
        return ()
    seed = question.seed
    mixed = _mixed(body.steps, seed)
    while mixed == body.steps and len(set(body.steps)) > 1:
        seed += 1
        mixed = _mixed(body.steps, seed)
    return mixed


def _mixed(things: Sequence[_Thing], seed: int) -> tuple[_Thing, ...]:
    return tuple(Random(seed).sample(things, len(things)))


def asked_gaps(body: ClozeBody, variant: str) -> tuple[str, ...]:
    """Return what stands in each gap that is asked for, in the order of the text."""
    number = int(variant.removeprefix("c"))
    return tuple(gap.hidden for gap in cloze.gaps(body.text) if gap.number == number)


def still_asks(body: Body, variant: str) -> bool:
    """Tell whether an entry that was asked as `variant` can be asked so still: it may have been rewritten."""
    return body.kind in QUESTION_KINDS and variant in (variants(body) or ("",))


def can_be_typed(body: Body, variant: str) -> bool:
    """Tell whether the answer of a cloze can fairly be asked for letter by letter: short, and no formula."""
    if not isinstance(body, ClozeBody):
        return True
    return all(
        len(hidden) <= LONGEST_GAP and not _FORMULA.search(hidden) and "\n" not in hidden
        for hidden in asked_gaps(body, variant)
    )


def place_gives_away(question: Question) -> bool:
    """Tell whether the topic of a question is (part of) what it offers or expects: then it is not named."""
    body, topic = question.body, question.place.topic.casefold()
    texts = [option.text for option in body.options] if isinstance(body, Choice | Multi) else []
    texts += right_answer(body, question.variant)
    return bool(topic) and any(topic in text.casefold() for text in texts)


# --- Marking ------------------------------------------------------------------------------------------------


def is_right(body: Body, variant: str, given: Given) -> bool:
    """Tell whether an answer is right: all of it, for there are no half points."""
    if not any(text.strip() for text in given):
        return False
    match body:
        case Choice() | Multi():
            return set(given) == {option.text for option in body.options if option.correct}
        case Order():
            return given == body.steps
        case Typed():
            return grade_typed(body, given[0])
        case Output():
            return grade_output(body, given[0])
        case ClozeBody():
            fillings = _fillings(body, variant)
            return len(given) == len(fillings) and all(
                any(grade_typed(Typed("", filling), text) for filling in allowed)
                for allowed, text in zip(fillings, given, strict=True)
            )
        case _:
            raise ValueError(f"a quiz cannot ask a {body.kind}")


def _fillings(body: ClozeBody, variant: str) -> list[set[str]]:
    """Return what may be typed into each gap that is asked for: the text, with its marks or as it is seen.

    What looks like a mark in code (`__init__`, `# noqa`) is none.
    """
    number = int(variant.removeprefix("c"))
    return [
        {gap.hidden} if context == "code" else {gap.hidden, plain(gap.hidden)}
        for gap, context in cloze.contexts(body.text)
        if gap.number == number
    ]


def compared_answer(body: Body, variant: str) -> Given:
    """Return the right answer as it stands beside what was typed: without the marks of Markdown.

    What a program prints, and what stands in code, has none.
    """
    match body:
        case ClozeBody():
            return tuple(
                gap.hidden if context == "code" else plain(gap.hidden)
                for gap, context in cloze.contexts(body.text)
                if f"c{gap.number}" == variant
            )
        case Typed():
            return (plain(body.answer),)
        case _:
            return right_answer(body, variant)


def right_answer(body: Body, variant: str) -> Given:
    """Return the answer that is right, in the words of the entry."""
    match body:
        case Choice() | Multi():
            return tuple(option.text for option in body.options if option.correct)
        case Order():
            return body.steps
        case Typed():
            return (body.answer,)
        case Output():
            return (expected_output(body.answer),)
        case ClozeBody():
            return asked_gaps(body, variant)
        case _:
            raise ValueError(f"a quiz cannot ask a {body.kind}")


def guess_chance(body: Body) -> float:
    """Return how likely somebody who knows nothing is right, from 0 to 1.

    One of n options; one of all the ways to choose at least one of n; one of the n! orders. What is typed is
    not found by chance.
    """
    match body:
        case Choice():
            return 1 / len(body.options)
        case Multi():
            return 1 / ((1 << len(body.options)) - 1)
        case Order():
            return 1 / factorial(len(body.steps))
        case _:
            return 0.0


def has_code(body: Body) -> bool:
    """Tell whether a question is about a piece of code, which takes time to read."""
    match body:
        case ClozeBody():
            return is_about_code(body.kind, body.text)
        case Output() | Choice() | Multi() | Order() | Typed():
            return is_about_code(body.kind, body.prompt)
        case _:
            return False


def is_about_code(kind: str, text: str) -> bool:
    """Tell the same of a question's kind and its prompt."""
    return kind == "output" or any(opening(line) for line in text.splitlines())


def time_allowed(body: Body) -> int:
    """Return the time that an exam allows for a question, in milliseconds."""
    return CODE_TIME if has_code(body) else CHOICE_TIME
