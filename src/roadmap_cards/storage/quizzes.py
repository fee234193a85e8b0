"""Queries of quizzes: what was asked, what was answered, and what there is to ask.

While a quiz is under way its answers are facts that undo leaves alone; only what handing it in did to the
schedule, and that it counts, is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, false, func, select, true

from roadmap_cards.storage import schema
from roadmap_cards.storage.decks import from_json
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import Body, Place, Typed
from roadmap_cards.study.day import Moment
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.question import Given, Question, still_asks
from roadmap_cards.study.quiz import Mode, Response, Sureness
from roadmap_cards.study.wording import plain_title

CHANGED = Typed("This question was rewritten after it was asked; its words from then are not kept.", "–")
"""What stands in the place of a question whose entry asks something else by now."""


@dataclass(frozen=True, slots=True)
class QuizRow:
    """A quiz. Times are UTC milliseconds, `allowed` and `used` milliseconds.

    `place` is the present question, from 0. `level_key` is `roadmap/level` where the quiz is about a whole
    level, empty for a practice that was broken off; `counts_for_level` says that it is an exam whose pass
    counts for it. `counted`: it was handed in and not taken back.
    """

    id: int
    mode: Mode
    title: str
    level_key: str
    counts_for_level: bool
    allowed: int | None
    used: int
    place: int
    started_at: int
    offset: int
    day: int
    finished_at: int | None
    timed_out: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of a quiz with what became of it. `key` is that of its entry, `item` the id of its item.

    `position` counts from 0 and stays, so there is a gap where a question was left out. `changed` says that
    its entry was rewritten and asks something else by now: its words from then are not kept. `answered`
    says when its answer was handed in; `card` and `effect` what it did to the schedule, once the quiz is.
    """

    id: int
    position: int
    entry: int
    key: str
    item: int | None
    question: Question
    changed: bool
    response: Response
    marked: bool
    answered: Moment | None
    card: int | None
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a quiz is to keep it."""

    entry: int
    variant: str
    seed: int
    guess: float
    code: bool
    allowed: int


# --- One quiz ---------------------------------------------------------------------------------------------


def store_quiz(
    tx: Transaction,
    *,
    mode: Mode,
    title: str,
    level_key: str,
    counts_for_level: bool,
    allowed: int | None,
    moment: Moment,
    questions: Sequence[Asked],
) -> int:
    """Write a quiz with its questions, none of them answered, and return its id."""
    quiz_id = tx.keep_new(
        schema.quiz,
        {
            "mode": mode.value,
            "title": title,
            "level_key": level_key,
            "counts_for_level": counts_for_level,
            "allowed": allowed,
            "used": 0,
            "place": 0,
            "started_at": moment.at,
            "offset": moment.offset,
            "day": moment.day,
            "timed_out": False,
            "counted": False,
        },
    )
    for position, question in enumerate(questions):
        tx.keep_new(
            schema.quiz_question,
            {
                "quiz_id": quiz_id,
                "position": position,
                "entry_id": question.entry,
                "variant": question.variant,
                "seed": question.seed,
                "guess": question.guess,
                "code": question.code,
                "allowed": question.allowed,
                "marked": False,
                "duration": 0,
            },
        )
    return quiz_id


def quiz(connection: Connection, quiz_id: int) -> QuizRow:
    """Return a quiz; LookupError where there is none."""
    found = _quizzes(connection, schema.quiz.c.id == quiz_id)
    if not found:
        raise LookupError(f"no quiz {quiz_id}")
    return found[0]


def under_way(connection: Connection) -> QuizRow | None:
    """Return the newest quiz that was not handed in, or None."""
    return next(iter(_quizzes(connection, schema.quiz.c.finished_at.is_(None))), None)


def finished(connection: Connection) -> list[QuizRow]:
    """Return the quizzes that were handed in and count, newest first."""
    return _quizzes(connection, schema.quiz.c.counted)


def _quizzes(connection: Connection, condition: Any) -> list[QuizRow]:
    rows = connection.execute(select(schema.quiz).where(condition).order_by(schema.quiz.c.id.desc()))
    found = (dict(zip(schema.quiz.c.keys(), row, strict=True)) for row in rows)
    return [QuizRow(**{**values, "mode": Mode(values["mode"])}) for values in found]


def questions(connection: Connection, quiz_id: int, position: int | None = None) -> list[QuestionRow]:
    """Return the questions of a quiz in its order, or the one at a position, as their entries read now."""
    asked, entry = schema.quiz_question.c, schema.entry.c
    rows = connection.execute(
        select(
            schema.quiz_question,
            entry.key,
            entry.item_id,
            entry.topic_id,
            entry.content,
            schema.roadmap.c.title,
            func.coalesce(schema.level.c.title, ""),
            schema.topic.c.title,
            func.coalesce(schema.section.c.title, ""),
            func.coalesce(schema.item.c.title, ""),
        )
        .join_from(schema.quiz_question, schema.entry, entry.id == asked.entry_id)
        .join_from(schema.entry, schema.topic, schema.topic.c.id == entry.topic_id)
        .join_from(schema.topic, schema.roadmap, schema.roadmap.c.id == schema.topic.c.roadmap_id)
        .join_from(schema.topic, schema.level, schema.level.c.id == schema.topic.c.level_id, isouter=True)
        .join_from(schema.entry, schema.item, schema.item.c.id == entry.item_id, isouter=True)
        .join_from(schema.item, schema.section, schema.section.c.id == schema.item.c.section_id, isouter=True)
        .where(asked.quiz_id == quiz_id, true() if position is None else asked.position == position)
        .order_by(asked.position)
    ).all()
    width = len(schema.quiz_question.c)
    return [_question(dict(zip(asked.keys(), row[:width], strict=True)), *row[width:]) for row in rows]


def _response(values: Mapping[str, Any], topic: int, kind: str) -> Response:
    return Response(
        topic=topic,
        kind=kind,
        code=bool(values["code"]),
        guess=values["guess"],
        allowed=values["allowed"],
        given=given_of(values["given"]),
        sureness=None if values["sureness"] is None else Sureness(values["sureness"]),
        right=None if values["correct"] is None else bool(values["correct"]),
        duration=values["duration"],
    )


def _question(
    values: Mapping[str, Any], key: str, item: int | None, topic: int, content: str, *titles: str
) -> QuestionRow:
    entry = from_json(content)
    changed = not still_asks(entry.body, values["variant"])
    if changed:
        entry = replace(entry, body=CHANGED, why="", more="", sources=())
    answered = (
        None
        if values["answered_at"] is None
        else Moment(values["answered_at"], values["offset"], values["day"])
    )
    return QuestionRow(
        id=values["id"],
        position=values["position"],
        entry=values["entry_id"],
        key=key,
        item=item,
        question=Question(
            entry,
            "main" if changed else values["variant"],
            values["seed"],
            Place(*map(plain_title, titles)),
        ),
        changed=changed,
        response=_response(values, topic, entry.body.kind),
        marked=bool(values["marked"]),
        answered=answered,
        card=values["card_id"],
        effect=None if values["effect"] is None else Effect(values["effect"]),
    )


def given_of(stored: str | None) -> Given:
    """Return the texts of an answer as they were stored."""
    return tuple(json.loads(stored)) if stored else ()


def keep_answer(
    tx: Transaction,
    question_id: int,
    *,
    given: Given,
    sureness: Sureness,
    right: bool,
    moment: Moment,
    duration: int,
) -> None:
    """Write an answer in place of the one that was there."""
    tx.keep(
        schema.quiz_question,
        question_id,
        {
            "given": json.dumps(given, ensure_ascii=False),
            "sureness": sureness.value,
            "correct": right,
            "answered_at": moment.at,
            "offset": moment.offset,
            "day": moment.day,
            "duration": duration,
        },
    )


def keep_question(tx: Transaction, question_id: int, values: Mapping[str, Any]) -> None:
    """Write whether a question is marked, how long it was looked at, whether it was right after all."""
    tx.keep(schema.quiz_question, question_id, values)


def keep_place(tx: Transaction, quiz_id: int, place: int, used: int) -> None:
    """Write where in the quiz the person is, and the time that was used so far."""
    tx.keep(schema.quiz, quiz_id, {"place": place, "used": used})


def keep_level(tx: Transaction, quiz_id: int, *, level_key: str, counts_for_level: bool) -> None:
    """Write which level a quiz stands for after all, and whether its pass counts for it."""
    tx.keep(schema.quiz, quiz_id, {"level_key": level_key, "counts_for_level": counts_for_level})


def keep_finish(tx: Transaction, quiz_id: int, *, at: int, used: int, timed_out: bool) -> None:
    """Write that a quiz was handed in."""
    tx.keep(schema.quiz, quiz_id, {"finished_at": at, "used": used, "timed_out": timed_out})


def store_counted(tx: Transaction, quiz_id: int) -> None:
    """Let a quiz that was handed in count; undo takes that back."""
    tx.update(schema.quiz, quiz_id, {"counted": True})


def store_effect(tx: Transaction, question_id: int, card: int | None, effect: Effect) -> None:
    """Write what an answer did to the schedule; undo takes that back."""
    tx.update(schema.quiz_question, question_id, {"card_id": card, "effect": effect.value})


def drop_question(tx: Transaction, question_id: int) -> None:
    """Take a question out of a quiz that cannot be asked any more."""
    tx.drop(schema.quiz_question, question_id)


def drop(tx: Transaction, quiz_id: int) -> None:
    """Forget a quiz in which nothing was answered."""
    for (question_id,) in tx.connection.execute(
        select(schema.quiz_question.c.id).where(schema.quiz_question.c.quiz_id == quiz_id)
    ).all():
        tx.drop(schema.quiz_question, question_id)
    tx.drop(schema.quiz, quiz_id)


def bodies(connection: Connection, entries: Collection[int]) -> dict[int, Body]:
    """Return the bodies of these entries, but for those that are retired or drafts by now."""
    entry = schema.entry.c
    rows = connection.execute(
        select(entry.id, entry.content).where(
            entry.id.in_(entries), entry.draft == false(), entry.retired == false()
        )
    )
    return {row[0]: from_json(row[1]).body for row in rows}
