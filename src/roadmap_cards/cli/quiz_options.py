"""What `quiz` understands on the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_cards.study.blueprint import REST_DAYS
from roadmap_cards.study.question import QUESTION_KINDS
from roadmap_cards.study.quiz import EXAM_SIZE, SIZES, Focus, Mode

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from roadmap_cards.cli.command_parser import CommandParser

ALL = 0
"""The size of a quiz of all questions there are."""

DESCRIPTION = f"""\
Answer questions on a level or on topics. Practice tells after each answer whether it was right, and why; an
exam is timed and tells at the end. What was asked in the last {REST_DAYS} days is left out unless --again
is given.
A quiz that was left is kept: the next “quiz” goes on with it, --hand-in ends it as it is.

The size is {SIZES[1]} where none is given, and {EXAM_SIZE} of an exam over a level, which a pass of it needs.
"""

EPILOG = """\
examples:
  roadmap-cards quiz --level junior              practice, 15 questions
  roadmap-cards quiz --level junior --exam       40 questions against the clock; a pass counts for the level
  roadmap-cards quiz --topic "Python Basics" --size 5
  roadmap-cards quiz --focus mistakes --size all
  roadmap-cards quiz --kinds typed,output        nothing to choose from
"""


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """What was asked for. `size` is None where nothing was said, ALL for all there are."""

    level: str | None
    topics: tuple[str, ...]
    size: int | None
    mode: Mode
    focus: Focus
    kinds: frozenset[str]
    again: bool
    seed: int | None
    hand_in: bool

    @property
    def describe_a_quiz(self) -> bool:
        """Whether anything was said of what the quiz is to be."""
        return bool(
            self.level
            or self.topics
            or self.size is not None
            or self.mode is Mode.EXAM
            or self.focus is not Focus.ALL
            or self.kinds != frozenset(QUESTION_KINDS)
            or self.again
        )


def add_quiz(commands: _SubParsersAction[CommandParser]) -> None:
    """Add the command to the others."""
    quiz = commands.add_parser(
        "quiz",
        help="answer questions in the terminal, for practice or as an exam",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    quiz.add_argument(
        "--level", metavar="L", help="questions of one level, by its key, title or how that begins"
    )
    quiz.add_argument(
        "--topic",
        nargs="+",
        action="extend",
        default=[],
        metavar="T",
        help="questions of some topics, each by its key, title or how that begins",
    )
    quiz.add_argument("--size", type=_size, metavar="N|all", help="how many questions, or all there are")
    quiz.add_argument("--exam", action="store_true", help="timed, and nothing is told until the end")
    quiz.add_argument(
        "--focus",
        choices=[focus.value for focus in Focus if focus is not Focus.ALL],
        default=Focus.ALL.value,
        help="what is remembered least, what was wrong the last time, or what was not asked for longest",
    )
    quiz.add_argument(
        "--kinds",
        type=_kinds,
        default=frozenset(QUESTION_KINDS),
        metavar="K,K",
        help=f"only these kinds of question: {', '.join(QUESTION_KINDS)}",
    )
    quiz.add_argument(
        "--again", action="store_true", help=f"also what was asked in the last {REST_DAYS} days"
    )
    quiz.add_argument("--seed", type=int, metavar="N", help="the same number, the same choice and order")
    quiz.add_argument("--hand-in", action="store_true", help="hand in the quiz that is under way, as it is")


def quiz_options(options: argparse.Namespace) -> QuizOptions:
    """Return what was parsed as a value."""
    return QuizOptions(
        level=options.level,
        topics=tuple(options.topic),
        size=options.size,
        mode=Mode.EXAM if options.exam else Mode.PRACTICE,
        focus=Focus(options.focus),
        kinds=options.kinds,
        again=options.again,
        seed=options.seed,
        hand_in=options.hand_in,
    )


def _size(text: str) -> int:
    if text == "all":
        return ALL
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is neither a whole number from 1 up nor “all”")


def _kinds(text: str) -> frozenset[str]:
    kinds = [kind.strip() for kind in text.split(",") if kind.strip()]
    unknown = [kind for kind in kinds if kind not in QUESTION_KINDS]
    if unknown or not kinds:
        wrong = unknown[0] if unknown else text
        raise argparse.ArgumentTypeError(
            f"“{wrong}” is no kind of question; they are {', '.join(QUESTION_KINDS)}"
        )
    return frozenset(kinds)
