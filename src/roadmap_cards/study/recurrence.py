"""The recurrence of FSRS-6: what an answer makes of stability and difficulty, without the engine.

`study.schedule` asks the engine what each button leads to; a history of a million answers that was given
elsewhere is gone through here, in a tenth of the time. A test holds the two together. Formulas and weights
w0 to w20 are those of https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm, FSRS-6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp

from roadmap_cards.study.forgetting import Parameters

LEAST_STABILITY, MOST_STABILITY = 0.001, 36_500.0
"""Days."""

AGAIN, HARD, EASY = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Recurrence:
    """FSRS-6 with one set of weights.

    Stability is in days; difficulty runs from 1 to 10, a rating from 1 to 4.
    """

    parameters: Parameters
    _decay: float = field(init=False, repr=False, compare=False)
    _factor: float = field(init=False, repr=False, compare=False)
    _easy: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compute once what depends on the weights alone."""
        decay = -self.parameters.weights[20]
        object.__setattr__(self, "_decay", decay)
        object.__setattr__(self, "_factor", 0.9 ** (1 / decay) - 1)
        object.__setattr__(self, "_easy", self._first_difficulty(EASY))

    def first(self, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after the very first answer."""
        stability = max(self.parameters.weights[rating - 1], LEAST_STABILITY)
        return stability, _within(self._first_difficulty(rating))

    def after(self, stability: float, difficulty: float, rating: int, days: int) -> tuple[float, float]:
        """Return both after a further answer, `days` study days after the last one."""
        if days < 1:
            grown = self._same_day(stability, rating)
        else:
            recall = (1 + self._factor * days / stability) ** self._decay
            if rating == AGAIN:
                grown = self._forgotten(stability, difficulty, recall)
            else:
                grown = self._recalled(stability, difficulty, recall, rating)
        return min(max(grown, LEAST_STABILITY), MOST_STABILITY), self._next_difficulty(difficulty, rating)

    def _first_difficulty(self, rating: int) -> float:
        w = self.parameters.weights
        return w[4] - exp(w[5] * (rating - 1)) + 1

    def _next_difficulty(self, difficulty: float, rating: int) -> float:
        w = self.parameters.weights
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        return _within(w[7] * self._easy + (1 - w[7]) * moved)

    def _same_day(self, stability: float, rating: int) -> float:
        w = self.parameters.weights
        increase = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        return stability * (max(increase, 1.0) if rating >= HARD else increase)

    def _recalled(self, stability: float, difficulty: float, recall: float, rating: int) -> float:
        w = self.parameters.weights
        bonus = w[15] if rating == HARD else w[16] if rating == EASY else 1.0
        growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp((1 - recall) * w[10]) - 1)
        return stability * (1 + growth * bonus)

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        w = self.parameters.weights
        long_term = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp((1 - recall) * w[14])
        return min(long_term, stability / exp(w[17] * w[18]))


def _within(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)


def difficulty_of_ease(ease: float, interval: float, recall: float, parameters: Parameters) -> float:
    """Return the difficulty that SM-2's ease (2.5 for 250 %) stands for, after an interval in days.

    FSRS has the stability grow by SM-2's ease where it was reviewed at `recall`; the formula is turned
    round to find the difficulty. So does Anki where a card has no history:
    https://docs.ankiweb.net/deck-options.html#fsrs.
    """
    w = parameters.weights
    growth = exp(w[8]) * interval ** -w[9] * (exp((1 - recall) * w[10]) - 1)
    return _within(11 - (ease - 1) / growth)
