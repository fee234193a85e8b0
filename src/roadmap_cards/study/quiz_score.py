"""The score of a quiz: raw, corrected for guessing, how sure it is, and whether it is a pass.

With s right answers of n, and G the sum of the chances of a blind answer: raw = s / n, and
`corrected = (s - G) / (n - G)`, the correction for guessing of classical test theory (Lord & Novick,
“Statistical Theories of Mental Test Scores”, 1968, chapter 14), not below 0. The interval is Wilson's for the
raw share with 90 %, put through the same correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_cards.study.share import wilson

if TYPE_CHECKING:  # the map asks which exams were passed, and questions know of Markdown, which loads slowly
    from roadmap_cards.study.quiz import Response, Sureness

PASS = 0.70
"""The corrected score that passes."""

TOPIC_PASS = 0.50
"""The corrected score that every topic needs that has TOPIC_ENOUGH questions."""

TOPIC_ENOUGH = 4

HAIR = 1e-9
"""Chances such as 1/3 do not add up exactly; who is short of a mark by less than this has met it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions counted: all, right ones, “I don't know”, without an answer; and their chances of a guess."""

    asked: int = 0
    right: int = 0
    unknown: int = 0
    unanswered: int = 0
    guesses: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Shares run from 0 to 1; `low` and `high` bound the corrected one with 90 %."""

    asked: int
    right: int
    unknown: int
    unanswered: int
    raw: float
    corrected: float
    low: float
    high: float

    @property
    def wrong(self) -> int:
        """Answers that were handed in, and wrong."""
        return self.asked - self.right - self.unknown - self.unanswered


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quiz is passed. `too_close` says that its interval holds the pass mark: nobody can be sure.

    `short_topics` are those below their own mark, by id, the lowest first.
    """

    passed: bool
    too_close: bool
    short_topics: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long questions took, of those that were answered: mean time and mean allowance, in milliseconds."""

    code: bool
    answered: int
    mean: int
    allowed: int


def tally(responses: Sequence[Response]) -> Tally:
    """Return these questions counted."""
    return Tally(
        asked=len(responses),
        right=sum(response.right is True for response in responses),
        unknown=sum(response.unknown for response in responses),
        unanswered=sum(not response.answered for response in responses),
        guesses=sum(response.guess for response in responses),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return all these questions counted together."""
    counted = list(tallies)
    return Tally(
        asked=sum(one.asked for one in counted),
        right=sum(one.right for one in counted),
        unknown=sum(one.unknown for one in counted),
        unanswered=sum(one.unanswered for one in counted),
        guesses=sum(one.guesses for one in counted),
    )


def score(responses: Sequence[Response]) -> Score:
    """Return the score of these questions; what is not answered is wrong, and counted apart."""
    return score_of(tally(responses))


def score_of(counted: Tally) -> Score:
    """Return the score of questions that are counted already."""
    asked, right, guesses = counted.asked, counted.right, counted.guesses
    known = corrected(right, asked, guesses)
    low, high = wilson(right, asked)
    return Score(
        asked=asked,
        right=right,
        unknown=counted.unknown,
        unanswered=counted.unanswered,
        raw=right / asked if asked else 0.0,
        corrected=known,
        # The interval holds the score; rounding may not put it outside.
        low=min(known, corrected(low * asked, asked, guesses)),
        high=max(known, corrected(high * asked, asked, guesses)),
    )


def corrected(right: float, asked: int, guesses: float) -> float:
    """Return the share that is known, from 0 to 1, when `guesses` right answers would come by chance."""
    return max(0.0, (right - guesses) / (asked - guesses)) if asked > guesses else 0.0


def by_topic(responses: Iterable[Response]) -> dict[int, Score]:
    """Return the score of each topic (by id), in the order in which they come first."""
    of_topic: dict[int, list[Response]] = defaultdict(list)
    for response in responses:
        of_topic[response.topic].append(response)
    return {topic: score(found) for topic, found in of_topic.items()}


def verdict(whole: Score, topics: Mapping[int, Score]) -> Verdict:
    """Return whether this is a pass: enough over all, and no topic that was really asked far below."""
    short = sorted(
        (found.corrected, topic)
        for topic, found in topics.items()
        if found.asked >= TOPIC_ENOUGH and found.corrected < TOPIC_PASS - HAIR
    )
    return Verdict(
        passed=whole.asked > 0 and whole.corrected >= PASS - HAIR and not short,
        too_close=whole.low < PASS - HAIR <= whole.high,
        short_topics=tuple(topic for _, topic in short),
    )


def verdict_of(topics: Mapping[int, Tally]) -> Verdict:
    """Return whether questions that are counted by topic are a pass."""
    return verdict(score_of(total(topics.values())), {topic: score_of(one) for topic, one in topics.items()})


def sureness_counts(responses: Iterable[Response]) -> dict[tuple[Sureness | None, bool], int]:
    """Count the questions by how sure the answer was (None: none was handed in) and whether it was right."""
    counts: dict[tuple[Sureness | None, bool], int] = defaultdict(int)
    for response in responses:
        counts[response.sureness, response.right is True] += 1
    return dict(counts)


def paces(responses: Sequence[Response]) -> tuple[Pace, ...]:
    """Return how long questions without code took, and those with code; only what there was."""
    found: list[Pace] = []
    for code in (False, True):
        answered = [one for one in responses if one.answered and one.code is code]
        if answered:
            number = len(answered)
            found.append(
                Pace(
                    code,
                    number,
                    sum(one.duration for one in answered) // number,
                    sum(one.allowed for one in answered) // number,
                )
            )
    return tuple(found)
