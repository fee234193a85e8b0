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
    _growth: float = field(init=False, repr=False, compare=False)
    _bonus: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _same_day: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _lapse: float = field(init=False, repr=False, compare=False)
    _harder: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _back: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compute once what depends on the weights alone; what hangs on a rating stands at its number."""
        w = self.parameters.weights
        ratings = range(EASY + 1)
        decay = -w[20]
        computed = {
            "_decay": decay,
            "_factor": 0.9 ** (1 / decay) - 1,
            "_growth": exp(w[8]),
            "_bonus": tuple({HARD: w[15], EASY: w[16]}.get(rating, 1.0) for rating in ratings),
            "_same_day": tuple(exp(w[17] * (rating - 3 + w[18])) for rating in ratings),
            "_lapse": exp(w[17] * w[18]),
            "_harder": tuple(w[6] * (rating - 3) for rating in ratings),
            "_back": w[7] * self._first_difficulty(EASY),
        }
        for name, value in computed.items():
            object.__setattr__(self, name, value)

    def first(self, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after the very first answer."""
        stability = max(self.parameters.weights[rating - 1], LEAST_STABILITY)
        return stability, _within(self._first_difficulty(rating))

    def after(self, stability: float, difficulty: float, rating: int, days: int) -> tuple[float, float]:
        """Return both after a further answer, `days` study days after the last one."""
        w = self.parameters.weights
        if days < 1:
            increase = self._same_day[rating] * stability ** -w[19]
            grown = stability * (1.0 if rating >= HARD and increase < 1 else increase)
        else:
            recall = (1 + self._factor * days / stability) ** self._decay
            if rating == AGAIN:
                grown = self._forgotten(stability, difficulty, recall)
            else:
                growth = (
                    self._growth * (11 - difficulty) * stability ** -w[9] * (exp((1 - recall) * w[10]) - 1)
                )
                grown = stability * (1 + growth * self._bonus[rating])
        if not LEAST_STABILITY <= grown <= MOST_STABILITY:
            grown = min(max(grown, LEAST_STABILITY), MOST_STABILITY)
        moved = difficulty - self._harder[rating] * (10 - difficulty) / 9
        return grown, _within(self._back + (1 - w[7]) * moved)

    def _first_difficulty(self, rating: int) -> float:
        w = self.parameters.weights
        return w[4] - exp(w[5] * (rating - 1)) + 1

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        w = self.parameters.weights
        long_term: float = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
        return min(long_term * exp((1 - recall) * w[14]), stability / self._lapse)


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
