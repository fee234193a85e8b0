"""What a quiz came to: every number of its result, from what was stored of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap_cards.storage import reviews as log_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.quizzes import QuestionRow, QuizRow
from roadmap_cards.study import quiz_score
from roadmap_cards.study.history import LogRow, standing
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.quiz import Sureness
from roadmap_cards.study.quiz_score import Pace, Score, Verdict


@dataclass(frozen=True, slots=True)
class TopicResult:
    """A topic of the quiz with its own score."""

    id: int
    title: str
    score: Score


@dataclass(frozen=True, slots=True)
class MovedCard:
    """A card that the quiz moved, with the study days it was due on before and is due on now."""

    title: str
    effect: Effect
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A quiz that was handed in. `questions` come in its order; `sureness` counts them by sureness and right.

    `effects` counts what its answers did to the schedule. `taken_back` says that it does not count any more.
    """

    quiz: QuizRow
    questions: tuple[QuestionRow, ...]
    score: Score
    verdict: Verdict
    topics: tuple[TopicResult, ...]
    sureness: Mapping[tuple[Sureness | None, bool], int]
    paces: tuple[Pace, ...]
    effects: Mapping[Effect, int]
    moved: tuple[MovedCard, ...]

    @property
    def mistakes(self) -> tuple[QuestionRow, ...]:
        """The questions that were not answered right: wrong, not known, or not answered."""
        return tuple(row for row in self.questions if row.response.right is not True)

    @property
    def taken_back(self) -> bool:
        return self.quiz.finished_at is not None and not self.quiz.counted

    @property
    def noted(self) -> int:
        """How many answers were only noted."""
        return sum(number for effect, number in self.effects.items() if not effect.moved)


def result_of(database: Database, quiz: QuizRow, questions: Sequence[QuestionRow]) -> QuizResult:
    """Return what a quiz came to."""
    responses = [row.response for row in questions]
    titles = {row.response.topic: row.question.place.topic for row in questions}
    topics = quiz_score.by_topic(responses)
    whole = quiz_score.score(responses)
    effects: dict[Effect, int] = {}
    for row in questions:
        if row.effect is not None:
            effects[row.effect] = effects.get(row.effect, 0) + 1
    return QuizResult(
        quiz=quiz,
        questions=tuple(questions),
        score=whole,
        verdict=quiz_score.verdict(whole, topics),
        topics=tuple(TopicResult(topic, titles[topic], found) for topic, found in topics.items()),
        sureness=quiz_score.sureness_counts(responses),
        paces=quiz_score.paces(responses),
        effects=effects,
        moved=tuple(
            moved for row in questions if row.effect and row.effect.moved and (moved := _moved(database, row))
        ),
    )


def _moved(database: Database, row: QuestionRow) -> MovedCard | None:
    """Return how the card of a question was moved, as the log tells it."""
    assert row.card is not None
    assert row.effect is not None
    log = [one for one in standing(log_queries.log_of_card(database.read, row.card)) if one.moved]
    at = next((at for at, one in enumerate(log) if one.question == row.id), None)
    if at is None or log[at].due_day is None:
        return None
    place = row.question.place
    return MovedCard(place.item or place.topic, row.effect, _due_before(log, at), log[at].due_day or 0)


def _due_before(log: Sequence[LogRow], at: int) -> int:
    """Return the study day a card was due on before a row of its log; its own where nothing stood before."""
    for row in reversed(log[:at]):
        if row.due_day is not None:
            return row.due_day
    return log[at].day
