"""What an answer in a quiz may do to the schedule, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from roadmap_cards.study.card import Rating
from roadmap_cards.study.honest_rule import CHOICE_REST, KNOWN, Effect, Evidence, effect, rating
from roadmap_cards.study.quiz import Sureness

RIGHT = Evidence(right=True, sureness=Sureness.SURE, recognition=False, recall=0.8)
WRONG = replace(RIGHT, right=False)
GUESSED = replace(RIGHT, sureness=Sureness.GUESSING)
UNKNOWN = replace(WRONG, sureness=Sureness.UNKNOWN)
CHOSEN = replace(RIGHT, recognition=True)


def every_evidence() -> Iterator[Evidence]:
    """Go through all there can be."""
    flags = product((False, True), repeat=7)
    for flag, sureness, recall in product(flags, Sureness, (0.2, 0.95)):
        right, recognition, new, set_aside, seen_today, since, chosen_lately = flag
        if not (right and sureness is Sureness.UNKNOWN):
            yield Evidence(
                right, sureness, recognition, new, set_aside, seen_today, since, chosen_lately, recall
            )


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        (RIGHT, Effect.LATER),
        (WRONG, Effect.SOONER),
        (replace(WRONG, sureness=Sureness.GUESSING), Effect.SOONER),
        (GUESSED, Effect.GUESSED),
        (CHOSEN, Effect.LATER),
        (replace(CHOSEN, chosen_lately=True), Effect.CHOSEN_LATELY),
        (replace(CHOSEN, chosen_lately=True, right=False), Effect.SOONER),
        (replace(RIGHT, chosen_lately=True), Effect.LATER),
        (UNKNOWN, Effect.SOONER),
        (replace(UNKNOWN, recall=0.8999), Effect.SOONER),
        (replace(UNKNOWN, recall=0.90), Effect.EXPECTED),
        (replace(UNKNOWN, recall=0.99), Effect.EXPECTED),
        (replace(WRONG, recall=0.99), Effect.SOONER),
    ],
)
def test_a_card_in_study_moves_by_what_was_shown_to_be_known(evidence: Evidence, found: Effect) -> None:
    assert effect(evidence) is found


@pytest.mark.parametrize("evidence", [RIGHT, WRONG, GUESSED, UNKNOWN, CHOSEN])
@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({"new": True}, Effect.NEW_CARD),
        ({"seen_today": True}, Effect.SEEN_TODAY),
        ({"since": True}, Effect.ANSWERED_SINCE),
        ({"set_aside": True}, Effect.SET_ASIDE),
    ],
)
def test_these_cards_never_move(evidence: Evidence, known: dict[str, bool], found: Effect) -> None:
    assert effect(replace(evidence, **known)) is found  # type: ignore[arg-type]


def test_of_all_there_can_be_only_these_move() -> None:
    for evidence in every_evidence():
        barred = evidence.new or evidence.set_aside or evidence.seen_today or evidence.since
        unknown = evidence.sureness is Sureness.UNKNOWN
        gains = evidence.right and evidence.sureness is Sureness.SURE
        gains = gains and not (evidence.recognition and evidence.chosen_lately)
        loses = evidence.recall < 0.9 if unknown else not evidence.right
        found = effect(evidence)
        assert found.moved is (not barred and (gains or loses)), evidence
        assert (found is Effect.LATER) is (not barred and gains), evidence


def test_the_two_numbers_of_the_rule() -> None:
    assert (CHOICE_REST, KNOWN) == (7, 0.90)


def test_the_log_says_good_or_again_and_nothing_between() -> None:
    assert rating(right=True) is Rating.GOOD
    assert rating(right=False) is Rating.AGAIN


def test_only_two_effects_move_a_card() -> None:
    assert {found for found in Effect if found.moved} == {Effect.LATER, Effect.SOONER}
