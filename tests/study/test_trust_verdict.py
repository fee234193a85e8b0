"""“Can I trust this?” in a sentence, and the figures in plain words."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from made_trust import STRETCHES, made_reliability, made_trust, off_by
from roadmap_cards.study.trust import Reliability
from roadmap_cards.study.trust_verdict import compared, figures, verdict


def test_predictions_that_come_true_are_trusted_and_the_counts_are_those_of_the_reviews() -> None:
    found = made_trust().reliability
    answer = verdict(found)
    knew = round(sum(one.recalled for one in found.bins) / found.answers * 100)
    assert answer.word == "Yes"
    assert f"it said that you would know {knew - 1}, and you knew {knew}." in answer.sentence


@pytest.mark.parametrize(("points", "word"), [(0, "Yes"), (4, "Mostly"), (-4, "Mostly"), (9, "With care")])
def test_the_further_they_are_off_the_less_is_promised(points: float, word: str) -> None:
    answer = verdict(off_by(points).reliability)
    assert answer.word == word
    assert ("Parameters fitted" in answer.follows) == (word == "With care")


def test_it_says_on_which_side_predictions_are_off() -> None:
    assert "a little too much" in verdict(off_by(2).reliability).follows
    assert "know a little more than it says" in verdict(off_by(-2).reliability).follows


def test_with_too_few_reviews_it_says_how_many_more_and_claims_nothing() -> None:
    answer = verdict(made_trust(missing=37).reliability)
    assert answer.word == "Too early"
    assert answer.sentence.startswith("37 more reviews of learned cards")


def test_what_chance_makes_of_few_reviews_is_not_held_against_it() -> None:
    """Of learners whose every prediction is right, nearly all are told yes, though they have 210 reviews."""
    rng = Random(5)

    def lucky(answers: int) -> Reliability:
        stretches = tuple(
            (said, sum(rng.random() < said for _ in range(answers)) / answers, answers)
            for said, _, _ in STRETCHES
        )
        return made_reliability(stretches, "", "")

    words = [verdict(lucky(30)).word for _ in range(200)]
    assert words.count("Yes, so far") >= 180
    assert words.count("Yes") == 0
    assert words.count("With care") <= 6


def test_the_figures_are_told_with_what_they_mean() -> None:
    lean, rmse, loss = figures(made_trust().reliability)
    assert (lean.figure, rmse.figure, loss.figure) == ("1 point", "1.5 points", "0.312")
    assert "5,272 reviews it said less than you knew" in lean.meaning
    assert "0.339" in loss.meaning


def test_a_model_that_does_no_better_than_the_average_says_so() -> None:
    found = made_trust().reliability
    assert compared(found) == "Knowing the card makes predictions 8 % better"
    assert compared(replace(found, log_loss=0.3391)) == "Predictions are as good as saying your average"
    assert compared(replace(found, log_loss=0.36)) == "Saying the same of every card would do better"
