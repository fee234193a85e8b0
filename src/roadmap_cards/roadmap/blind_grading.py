"""Grading a second solver: closed kinds by the program's own graders, open ones by a third reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from string import ascii_uppercase
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from roadmap_cards.errors import ProblemError
from roadmap_cards.study.answer import expected_output, grade_output, grade_typed
from roadmap_cards.study.card import Output, Typed

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
UNSURE = 50
"""Confidence below which an answer is looked at, right or wrong."""
UNKNOWN = "?"
_NONE = frozenset({"", "-", "–", "no", "none", "n/a"})


class Verdict(StrEnum):
    """What became of an answer: does it agree with the key?"""

    RIGHT = "right"
    WRONG = "wrong"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt as the key holds it; `right` are letters, empty where there is nothing to choose from."""

    number: int
    id: str
    variant: str
    kind: str
    difficulty: int
    fingerprint: str
    prompt: str
    key: str
    choices: tuple[str, ...] = ()
    right: str = ""
    accept: tuple[str, ...] = ()
    tolerance: float | None = None

    @property
    def name(self) -> str:
        """The entry, with the variant where it has several."""
        return self.id if self.variant in {"", "main"} else f"{self.id}#{self.variant}"

    @property
    def shown_key(self) -> str:
        """The key as a reader compares it with an answer."""
        if not self.right:
            return expected_output(self.key) if self.kind == "output" else self.key
        texts = dict(zip(ascii_uppercase, self.choices, strict=False))
        return "; ".join(f"{letter} {texts[letter]}" for letter in self.right)


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer with its verdict, None while a reader has to give it. `also`: what else could be defended."""

    asked: Asked
    given: str
    confidence: int | None
    also: str
    note: str
    verdict: Verdict | None
    reader: str = ""
    """What the third reader remarked."""

    @property
    def agrees(self) -> bool:
        return self.verdict is Verdict.RIGHT

    @property
    def reasons(self) -> list[str]:
        """Return why somebody has to look at this answer; nothing for most."""
        reasons = [] if self.agrees or self.verdict is None else [str(self.verdict)]
        if self.also:
            reasons.append(f"also defensible: {self.also}")
        if self.confidence is not None and self.confidence < UNSURE:
            reasons.append(f"confidence {self.confidence}")
        return reasons


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a pack."""

    pack: str
    topic: str
    title: str
    seed: int
    prompts: tuple[Asked, ...]
    options: tuple[Asked, ...]
    stems: tuple[Asked, ...]


def read_key(text: str, where: str) -> Key:
    """Read a key as `blind --out` wrote it; ProblemError where it is none."""
    try:
        return TypeAdapter(Key).validate_json(text)
    except ValidationError as error:
        raise ProblemError(
            f"{where} is not the key of a pack.", hint="Make the pack anew, or bring its own key back."
        ) from error


# --- Answers ------------------------------------------------------------------------------------------------


def answers_in(tree: Json, pack: str, where: str) -> Mapping[str, Json]:
    """Return what stands under `answers` of a file; ProblemError where it belongs to another pack."""
    answers = tree.get("answers") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(answers, dict):
        raise ProblemError(
            f"{where} has no “answers” by number.", hint="Keep the form in which the file was made."
        )
    if tree.get("pack") != pack:
        raise ProblemError(
            f"{where} belongs to another pack than the key.", hint="Grade it in the folder of its own pack."
        )
    return answers


def is_blank(answers: Mapping[str, Json]) -> bool:
    """Tell whether nobody has written an answer yet."""
    return not any(isinstance(one, dict) and _words(one.get("answer")) for one in answers.values())


def grade(
    asked: Sequence[Asked], answers: Mapping[str, Json], where: str, *, sure: bool
) -> tuple[list[Graded], list[str]]:
    """Grade one answer for each prompt; the second part says in a sentence each what is missing or wrong.

    `sure`: every answer needs its confidence.
    """
    graded: list[Graded] = []
    faults: list[str] = []
    known = {str(one.number) for one in asked}
    faults += [f"{where}: there is no prompt {number}" for number in answers if number not in known]
    for one in asked:
        answer = answers.get(str(one.number))
        found = _grade(one, answer, sure=sure) if isinstance(answer, dict) else f"it has no answer{_WRITE}"
        if isinstance(found, str):
            faults.append(f"{where}: prompt {one.number}: {found}")
        else:
            graded.append(found)
    return graded, faults


_WRITE = "; write one, or “?” where the solver did not know"


def _grade(one: Asked, answer: dict[str, Json], *, sure: bool) -> Graded | str:
    """Return the graded answer, or what is wrong with it."""
    confidence = answer.get("confidence")
    given = _words(answer.get("answer"), "\n" if one.kind == "output" else " ")
    if not given:
        return f"it has no answer{_WRITE}"
    if confidence is None:
        if sure:
            return "it has no confidence; write a whole number from 0 to 100"
    elif isinstance(confidence, bool) or not isinstance(confidence, int) or not 0 <= confidence <= 100:
        return "its confidence is not a whole number from 0 to 100"
    verdict: Verdict | None = None
    if given == UNKNOWN:
        verdict = Verdict.WRONG
    elif one.right:
        letters = _letters(given, one)
        if letters is None:
            return f"“{given}” is no answer to it; write {_letters_wanted(one)}"
        given, verdict = letters, _told(_same_letters(letters, one))
    elif one.kind == "typed":
        verdict = _told(grade_typed(Typed(one.prompt, one.key, one.accept, one.tolerance), given))
    elif one.kind == "output":
        verdict = _told(grade_output(Output(one.prompt, one.key), given))
    also = _words(answer.get("also"))
    also = "" if also.casefold().rstrip(".") in _NONE else also
    return Graded(one, given, confidence, also, _words(answer.get("note")), verdict)


def _told(right: bool) -> Verdict:
    return Verdict.RIGHT if right else Verdict.WRONG


def _words(value: Json, between: str = " ") -> str:
    """Return what somebody wrote as a text: a list is its parts, nothing is nothing."""
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return between.join(_words(part) for part in value)
    return str(value).strip("\n") if between == "\n" else str(value).strip()


def _letters(given: str, one: Asked) -> str | None:
    """Return the letters of an answer such as “B”, “a, c” or “CAB”; None where it is none of this kind."""
    parts = [part for part in re.split(r"[\s,;.)>→-]+", given.upper()) if part]
    letters = "".join(parts)
    apart = all(len(part) == 1 for part in parts) or len(parts) == 1
    offered = ascii_uppercase[: len(one.choices)]
    if not letters or not apart or len(set(letters)) != len(letters) or not set(letters) <= set(offered):
        return None
    length = {"choice": 1, "order": len(offered)}.get(one.kind, len(letters))
    return letters if len(letters) == length else None


def _letters_wanted(one: Asked) -> str:
    last = ascii_uppercase[len(one.choices) - 1]
    wanted = {"choice": "one letter", "order": "every letter once, in the right order,"}
    return f"{wanted.get(one.kind, 'the letters of all that apply')} from A to {last}"


def _same_letters(letters: str, one: Asked) -> bool:
    return letters == one.right if one.kind == "order" else set(letters) == set(one.right)


# --- Verdicts of the third reader ---------------------------------------------------------------------------


def judged(
    graded: Sequence[Graded], verdicts: Mapping[str, Json], where: str
) -> tuple[list[Graded], list[str]]:
    """Give the open answers the verdicts of a reader; the second part names what is missing or wrong."""
    found: list[Graded] = []
    faults: list[str] = []
    for one in graded:
        if one.verdict is not None:
            found.append(one)
            continue
        told = verdicts.get(str(one.asked.number))
        word = _words(told.get("verdict")).casefold() if isinstance(told, dict) else ""
        if not isinstance(told, dict) or word not in set(Verdict):
            problem = f"“{word}” is no verdict" if word else "there is no verdict"
            faults.append(f"{where}: prompt {one.asked.number}: {problem}; write right, wrong or ambiguous")
            continue
        found.append(replace(one, verdict=Verdict(word), reader=_words(told.get("note"))))
    return found, faults


def is_unread(verdicts: Mapping[str, Json]) -> bool:
    """Tell whether a reader has not given a single verdict yet."""
    return not any(isinstance(told, dict) and _words(told.get("verdict")) for told in verdicts.values())
