"""The questions of a quiz as its ticks, its grid and its topics show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadmap_cards.gui.widgets.question_grid import CellState, GridCell
from roadmap_cards.gui.widgets.ticks import Tick
from roadmap_cards.gui.widgets.topic_shares import TopicShare
from roadmap_cards.study.question import place_gives_away

if TYPE_CHECKING:
    from roadmap_cards.storage.quizzes import QuestionRow

UNNAMED = 0
"""Stands for the topics that are not named yet; no topic has this id."""


def cells_of(questions: Sequence[QuestionRow], *, exam: bool) -> list[GridCell]:
    """Return the grid of a quiz; an exam does not tell what is right."""
    return [GridCell(_state(row, exam=exam), row.marked) for row in questions]


def ticks_of(questions: Sequence[QuestionRow], place: int | None, *, exam: bool) -> list[Tick]:
    """Return the ticks of a quiz; `place` is the present question, from 0."""
    looks = {
        CellState.OPEN: Tick.UNSEEN,
        CellState.ANSWERED: Tick.PASSED,
        CellState.RIGHT: Tick.PASSED,
        CellState.WRONG: Tick.MISSED,
    }
    ticks = [looks[_state(row, exam=exam)] for row in questions]
    if place is not None and ticks[place] is Tick.UNSEEN:
        ticks[place] = Tick.NOW
    return ticks


def shares_of(questions: Sequence[QuestionRow], *, exam: bool) -> list[TopicShare]:
    """Return the topics of a quiz, most questions first.

    A topic that is the answer to its own question is not named while that answer can still be given or
    changed: in practice until it is handed in, in an exam to its end.
    """
    counts: dict[int, list[int]] = {}
    titles = {row.response.topic: row.question.place.topic for row in questions}
    titles[UNNAMED] = "Named afterwards"
    for row in questions:
        can_tell = not place_gives_away(row.question) or (row.response.answered and not exam)
        count = counts.setdefault(row.response.topic if can_tell else UNNAMED, [0, 0])
        count[0] += 1
        count[1] += row.response.answered
    shares = [TopicShare(titles[topic], number, answered) for topic, (number, answered) in counts.items()]
    return sorted(shares, key=lambda share: (share.title == titles[UNNAMED], -share.questions, share.title))


def _state(row: QuestionRow, *, exam: bool) -> CellState:
    if not row.response.answered:
        return CellState.OPEN
    if exam:
        return CellState.ANSWERED
    return CellState.RIGHT if row.response.right else CellState.WRONG
