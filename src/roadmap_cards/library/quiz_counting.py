"""What the answers of a quiz do to the schedule when it is handed in, under the honest rule."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from roadmap_cards.storage import quizzes as queries
from roadmap_cards.storage import reviews as log_queries
from roadmap_cards.storage import tested_cards
from roadmap_cards.storage.quizzes import QuestionRow, QuizRow
from roadmap_cards.storage.tested_cards import TestedCard
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import Learned, New
from roadmap_cards.study.history import Source, log_row, note_row
from roadmap_cards.study.honest_rule import CHOICE_REST, Effect, Evidence, effect, rating
from roadmap_cards.study.question import RECOGNITION
from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.schedule import Schedule, retrievability


def count_answers(
    tx: Transaction, quiz: QuizRow, answered: Sequence[QuestionRow], schedule: Schedule, *, moves: bool
) -> frozenset[int]:
    """Let the answers of a quiz count, in the order they were given, and return the cards they are about.

    `moves` says whether a quiz may move the schedule at all.
    """
    touched: set[int] = set()
    for row in answered:
        card = card_of(tx, row)
        found = Effect.NO_CARD
        if card is not None:
            found = _count(tx, quiz, row, card, schedule, moves=moves)
            touched.add(card.id)
        queries.store_effect(tx, row.id, card.id if card else None, found)
    return frozenset(touched)


def card_of(tx: Transaction, row: QuestionRow) -> TestedCard | None:
    """Return the card that a question tests, as it is now; None where it tests none."""
    question = row.question
    return tested_cards.tested_card(tx.connection, row.key, question.variant, question.entry.tests)


def _count(
    tx: Transaction, quiz: QuizRow, row: QuestionRow, card: TestedCard, schedule: Schedule, *, moves: bool
) -> Effect:
    """Let one answer do to its card what the rule says, write it into the log, and return what that was."""
    given, response, memory = row.answered, row.response, card.memory
    assert given is not None
    assert response.sureness is not None
    right = response.right is True
    learned = memory if isinstance(memory, Learned) else None
    # Whoever travels west may answer on a study day before the one of the last review.
    present = replace(given, day=max(given.day, learned.last_day)) if learned else given
    found = effect(
        Evidence(
            right=right,
            sureness=response.sureness,
            recognition=response.kind in RECOGNITION,
            new=isinstance(memory, New),
            set_aside=card.set_aside,
            seen_today=tested_cards.answered_on(tx.connection, card.id, present.day),
            since=learned is not None and learned.last_at >= given.at,
            chosen_lately=tested_cards.chosen_since(tx.connection, card.id, present.day - CHOICE_REST + 1),
            recall=retrievability(memory, present.day, schedule.parameters),
        )
    )
    if found.moved and not moves:
        found = Effect.SWITCHED_OFF
    grade = rating(right=right)
    source = Source.EXAM if quiz.mode is Mode.EXAM else Source.QUIZ
    if found.moved:
        outcome = schedule.outcomes(memory, uuid.UUID(bytes=card.uuid), present)[grade - 1]
        log = log_row(card.id, memory, outcome, present, response.duration, schedule, source)
        log_queries.store_answer(tx, card.id, replace(log, question=row.id), outcome.memory)
    else:
        note = note_row(card.id, memory, grade, present, response.duration, source)
        tx.log(log_queries.log_columns(replace(note, question=row.id)))
    return found
