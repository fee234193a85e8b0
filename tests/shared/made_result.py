"""Results of quizzes as values, made up by hand: what a page shows of them needs no collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from roadmap_cards.library.quiz_result import MovedCard, QuizResult, TopicResult
from roadmap_cards.storage.quizzes import QuestionRow, QuizRow
from roadmap_cards.study import quiz_score
from roadmap_cards.study.card import Body, Choice, Citation, Entry, Option, Place
from roadmap_cards.study.day import MINUTE, Moment, day_of
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.question import Given, Question, guess_chance, right_answer
from roadmap_cards.study.quiz import Mode, Response, Sureness

DAY = day_of(date(2026, 11, 23))
SOURCE = Citation("LoRA", "https://example.org/lora", 2021, "4.1")
RANK = Choice(
    "How many parameters does **LoRA** train?",
    (
        Option("`65 536`", True, "Two factors of 32 768."),
        Option("`32 768`", False, "That counts one factor."),
        Option("`8`", False, "That is the rank."),
        Option("`4096`", False, "That is the width."),
        Option("`16 777 216`", False, "That is the weight itself."),
    ),
)


def question(
    position: int,
    body: Body = RANK,
    *,
    given: Given = (),
    sureness: Sureness | None = None,
    right: bool = False,
    topic: int = 1,
    variant: str = "",
    why: str = "Both factors are trained.",
    sources: Sequence[Citation] = (SOURCE,),
    code: bool = False,
) -> QuestionRow:
    """Return a question at a place, from 0, that was answered so; without sureness it was not answered.

    Its item has the id 100 + `position`. A right one was given the right answer.
    """
    entry = Entry(f"entry-{position}", "Section", "Item", body, 1, tuple(sources), why=why)
    return QuestionRow(
        id=1000 + position,
        position=position,
        entry=position,
        key=f"roadmap/topic/entry-{position}",
        item=100 + position,
        question=Question(entry, variant, 0, Place("Roadmap", "Level", f"Topic {topic}", "Section", "Item")),
        response=Response(
            topic=topic,
            kind=body.kind,
            code=code,
            guess=guess_chance(body),
            allowed=120_000 if code else 75_000,
            given=right_answer(body, variant) if right else given,
            sureness=sureness,
            right=None if sureness is None else right,
            duration=51_000,
        ),
        changed=False,
        marked=False,
        answered=None if sureness is None else Moment(0, 0, DAY),
        card=None,
        effect=None,
    )


def right(position: int, sureness: Sureness = Sureness.SURE, topic: int = 1) -> QuestionRow:
    """Return a question that was answered right."""
    return question(position, sureness=sureness, right=True, topic=topic)


def wrong(position: int, sureness: Sureness = Sureness.GUESSING, topic: int = 1) -> QuestionRow:
    """Return a question that was answered wrong."""
    return question(position, given=("`32 768`",), sureness=sureness, topic=topic)


def unknown(position: int, topic: int = 1) -> QuestionRow:
    """Return a question to which “I don't know” was said."""
    return question(position, sureness=Sureness.UNKNOWN, topic=topic)


def result(
    questions: Sequence[QuestionRow],
    *,
    mode: Mode = Mode.EXAM,
    effects: Mapping[Effect, int] | None = None,
    moved: Sequence[MovedCard] = (),
    counted: bool = True,
    timed_out: bool = False,
    used: int = 38 * MINUTE,
) -> QuizResult:
    """Return what a quiz of these questions came to."""
    responses = [row.response for row in questions]
    topics = quiz_score.by_topic(responses)
    whole = quiz_score.score(responses)
    return QuizResult(
        quiz=QuizRow(
            id=1,
            mode=mode,
            title="Middle exam",
            level_key="",
            counts_for_level=False,
            allowed=57 * MINUTE if mode is Mode.EXAM else None,
            used=used,
            place=0,
            started_at=0,
            offset=0,
            day=DAY,
            finished_at=1,
            timed_out=timed_out,
            counted=counted,
        ),
        questions=tuple(questions),
        score=whole,
        verdict=quiz_score.verdict(whole, topics),
        topics=tuple(TopicResult(topic, f"Topic {topic}", found) for topic, found in topics.items()),
        sureness=quiz_score.sureness_counts(responses),
        paces=quiz_score.paces(responses),
        effects=effects or {},
        moved=tuple(moved),
    )


def exam(number: int = 40, topics: int = 8) -> QuizResult:
    """Return an exam with mistakes of every sort: of 40 questions nine, and 72 % corrected for guessing."""
    rows = []
    for at in range(number):
        topic = 1 + at % topics
        if at in {3, 22}:
            rows.append(wrong(at, Sureness.SURE, topic))
        elif at in {9, 28, 30}:
            rows.append(wrong(at, Sureness.GUESSING, topic))
        elif at in {12, 18, 35}:
            rows.append(unknown(at, topic))
        elif at == number - 1:
            rows.append(question(at, topic=topic))
        else:
            rows.append(right(at, Sureness.GUESSING if at % 8 == 0 else Sureness.SURE, topic))
    effects = {Effect.LATER: 18, Effect.SOONER: 6, Effect.GUESSED: 9, Effect.NEW_CARD: 7}
    moved = [MovedCard(f"Card {at}", Effect.LATER, DAY + 9, DAY + 30 + at) for at in range(18)]
    moved += [MovedCard(f"Lost {at}", Effect.SOONER, DAY + 400, DAY + 1) for at in range(6)]
    return result(rows, effects=effects, moved=moved)
