"""What a quiz is: what it was asked to be, and what became of each of its questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roadmap_cards.study.question import QUESTION_KINDS, Given

SIZES = (5, 15, 40)
"""Two minutes, a topic, the exam of a level."""

EXAM_SIZE = 40
"""Questions that an exam over a level needs to count for it."""


class Mode(StrEnum):
    """Practice tells at once whether an answer was right; an exam is timed, and tells at the end."""

    PRACTICE = "practice"
    EXAM = "exam"


class Sureness(StrEnum):
    """How an answer was handed in."""

    SURE = "sure"
    GUESSING = "guessing"
    UNKNOWN = "unknown"
    """“I don't know”: no answer was given, and none was guessed."""


class Focus(StrEnum):
    """Which of the questions in scope are wanted."""

    ALL = "all"
    WEAK = "weak"
    MISTAKES = "mistakes"
    RESTED = "rested"
    """Those not asked for the longest time."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quiz is to be: its topics (by id), which of their questions, how many of them (None: all).

    `level` is the key of the level that the topics are all of, with focus ALL and every kind; empty
    otherwise. `again` allows questions that were asked a short time ago.
    """

    topics: frozenset[int]
    size: int | None = 15
    mode: Mode = Mode.PRACTICE
    focus: Focus = Focus.ALL
    kinds: frozenset[str] = frozenset(QUESTION_KINDS)
    level: str = ""
    again: bool = False

    @property
    def is_level_exam(self) -> bool:
        """Whether a pass counts for the level: its whole width, every kind, and enough questions.

        All there are may still be too few: that is known once they are chosen.
        """
        whole = self.focus is Focus.ALL and self.kinds == frozenset(QUESTION_KINDS)
        enough = self.size is None or self.size >= EXAM_SIZE
        return bool(self.level) and whole and self.mode is Mode.EXAM and enough


@dataclass(frozen=True, slots=True)
class Response:
    """What became of one question. `right` is None where no answer was handed in.

    `guess` is the chance of a blind answer, from 0 to 1; `duration` and `allowed` are milliseconds.
    """

    topic: int
    kind: str
    code: bool
    guess: float
    allowed: int
    given: Given
    sureness: Sureness | None
    right: bool | None
    duration: int

    @property
    def unknown(self) -> bool:
        """Whether “I don't know” was said."""
        return self.sureness is Sureness.UNKNOWN

    @property
    def answered(self) -> bool:
        """Whether anything was handed in, be it “I don't know”."""
        return self.sureness is not None
