"""What is typed at a question of a quiz: an answer, or a wish, which begins with “/” whatever the kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmap_cards.study.card import Choice, Cloze, Multi, Order, Output
from roadmap_cards.study.question import Given, Question, asked_gaps, options, steps
from roadmap_cards.study.quiz import Sureness

AS_IT_STANDS = "/="
"""Before an answer: it is no wish, and a “?” at its end belongs to it."""

MORE_LINES = "... "

ReadLine = Callable[[str], str]
"""Shows a prompt and returns the line that is typed behind it."""


class Key(StrEnum):
    """A wish other than an answer."""

    NEXT = "/n"
    MARK = "/m"
    BACK = "/b"
    HAND_IN = "/h"
    LATER = "/q"
    KEYS = "/?"


UNKNOWN = "/0"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is handed in; that of “I don't know” is empty."""

    given: Given
    sureness: Sureness


NOT_KNOWN = Answer((), Sureness.UNKNOWN)


class UnclearError(Exception):
    """What was typed is no answer to this question; says what one looks like."""


def key_words(*, exam: bool) -> str:
    """Return the keys in two or three lines, as they stand above a quiz."""
    back = ", /b back" if exam else ""
    return (
        "Keys: Enter hands an answer in, with a ? behind it as a guess (2?). /0 I don’t know, /n skip"
        f"{back}, /m mark, /h hand in, /q leave it for later, /? these keys. "
        f"{AS_IT_STANDS} before an answer takes it letter by letter ({AS_IT_STANDS}really?)."
    )


def ask(question: Question, read: ReadLine) -> Key | Answer:
    """Read what is typed until it is an answer or a wish."""
    while True:
        try:
            return _ask(question, read)
        except UnclearError as unclear:
            print(unclear)


def _ask(question: Question, read: ReadLine) -> Key | Answer:
    match question.body:
        case Choice() | Multi() | Order():
            return numbered_answer(question, read(f"{prompt_of(question)} > "))
        case Output():
            return _lines(read)
        case Cloze() as body:
            return _gaps(len(asked_gaps(body, question.variant)), read)
        case _:
            return _texts([read("Your answer > ")])


def prompt_of(question: Question) -> str:
    """Return what is to be typed at a question with numbered options or steps."""
    match question.body:
        case Choice():
            return "Its number"
        case Multi():
            return "The numbers of all that apply (1 3)"
        case _:
            return "All numbers in the right order (3 1 2)"


# --- Numbers ------------------------------------------------------------------------------------------------


def numbered_answer(question: Question, line: str) -> Key | Answer:
    """Return what a line means at a question with numbers; UnclearError where it means nothing.

    No option has the number 0: alone it says “I don't know”, as the key 0 does in the window.
    """
    line, sureness = _split(line.strip())
    if (wish := _wish(line)) is not None:
        return wish
    if line == "0":
        return NOT_KNOWN
    body = question.body
    ordered = isinstance(body, Order)
    shown = steps(question) if ordered else tuple(option.text for option in options(question))
    numbers = _numbers(line, len(shown), together=not isinstance(body, Choice))
    if isinstance(body, Choice) and len(numbers) != 1:
        raise UnclearError(f"Type one number from 1 to {len(shown)}, or /? for the keys.")
    if len(set(numbers)) != len(numbers):
        raise UnclearError("A number stands there twice.")
    if ordered and len(numbers) != len(shown):
        raise UnclearError(f"Type all numbers from 1 to {len(shown)}, each once.")
    return Answer(tuple(shown[number - 1] for number in (numbers if ordered else sorted(numbers))), sureness)


def _numbers(line: str, count: int, *, together: bool) -> list[int]:
    """Read `1 3` and `1,3`, and `13` too where no number has two digits."""
    words: Sequence[str] = [word for word in re.split(r"[\s,;]+", line) if word]
    if together and count < 10 and len(words) == 1:
        words = list(words[0])
    if not words or not all(word.isascii() and word.isdecimal() for word in words):
        raise UnclearError(f"Type numbers from 1 to {count}, or /? for the keys.")
    numbers = [int(word) for word in words]
    if not all(1 <= number <= count for number in numbers):
        raise UnclearError(f"The numbers run from 1 to {count}.")
    return numbers


# --- Text ---------------------------------------------------------------------------------------------------


def _gaps(count: int, read: ReadLine) -> Key | Answer:
    """Read what stands in each gap; a wish at any of them leaves the others."""
    lines: list[str] = []
    while len(lines) < count:
        line = read(f"Gap {len(lines) + 1} of {count} > " if count > 1 else "In the gap > ")
        if (wish := _wish(line.strip())) is not None:
            return wish
        lines.append(line)
    return _texts(lines)


def _lines(read: ReadLine) -> Key | Answer:
    """Read an output line by line, as the program prints it; an empty line ends it.

    An empty line of the output itself is typed as AS_IT_STANDS.
    """
    lines = [read("What it prints; an empty line ends it > ")]
    while lines[-1].strip():
        if (wish := _wish(lines[-1].strip())) is not None:
            return wish
        lines.append(read(MORE_LINES))
    lines.pop()
    if len(lines) > 1 and lines[-1].strip() == "?":
        lines[-2:] = [f"{lines[-2]} ?"]
    texts = [_split(line) for line in lines[-1:]]
    before = [_literal(line) for line in lines[:-1]]
    if not texts:
        raise UnclearError("Type what the program prints, or /0 if you don’t know.")
    [(last, sureness)] = texts
    return Answer(("\n".join([*before, last]),), sureness)


def _texts(lines: Sequence[str]) -> Key | Answer:
    """Return what is typed, one text a line; one “?” hands in all of them as a guess."""
    if len(lines) == 1 and (wish := _wish(lines[0].strip())) is not None:
        return wish
    texts = [_split(line.strip()) for line in lines]
    given = tuple(text for text, _ in texts)
    if not any(given):
        raise UnclearError("Type an answer, or /0 if you don’t know.")
    guessing = any(sureness is Sureness.GUESSING for _, sureness in texts)
    return Answer(given, Sureness.GUESSING if guessing else Sureness.SURE)


def _wish(line: str) -> Key | Answer | None:
    """Return the wish that a line is. What only begins like one may be an answer, such as `//`."""
    if line.casefold() == UNKNOWN:
        return NOT_KNOWN
    return next((key for key in Key if line.casefold() == key), None)


def _split(line: str) -> tuple[str, Sureness]:
    """Split the “?” of a guess off."""
    if line.startswith(AS_IT_STANDS) or line.casefold() == Key.KEYS or not line.rstrip().endswith("?"):
        return _literal(line), Sureness.SURE
    return line.rstrip().removesuffix("?").rstrip(), Sureness.GUESSING


def _literal(line: str) -> str:
    return line.removeprefix(AS_IT_STANDS)
