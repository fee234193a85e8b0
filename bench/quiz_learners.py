"""The simulated learners of bench/quiz_rule.py: how each forgets, what practice does, what is said in a quiz.

A learner has a memory that no program sees. FSRS-6 is written down here a second time on purpose: where the
learner follows it exactly, a difference from our schedule shows a mistake in one of the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import exp

from roadmap_cards.library.demo_learner import STRENGTH_SPREAD, TRUE
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.quiz import Sureness
from roadmap_cards.study.schedule import DEFAULT

OPTIONS = 4
"""Of a choice question; a blind guess is right once in so many."""

SURE_OF_UNKNOWN = 0.15
"""How often what is answered for a fact that is not remembered is handed in as sure."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a learner holds of a card: stability in days (to a recall of 0.9), difficulty from 1 to 10.

    `last_day` is the study day on which the answer was last seen.
    """

    stability: float
    difficulty: float
    last_day: int


@dataclass(frozen=True, slots=True)
class Learner:
    """A model of memory.

    `first` makes a trace (stability, difficulty) of whether the fact was known at the first meeting, `recall`
    a chance of days and stability, `after` the next stability and difficulty of trace, chance of recall, days
    and whether it was recalled. `spread` is the standard deviation of the logarithm of the cards' strength, a
    factor on their stability. `choice_gain` is the share of a recall's gain that choosing the right option
    has, `recognises` how often what could not be recalled is known again among the options. Of what is
    remembered, `sure_of_known` is handed in as sure; of what is not, `gives_up` is how often “I don't know”
    is said. All of these run from 0 to 1.
    """

    name: str
    first: Callable[[bool], tuple[float, float]]
    recall: Callable[[float, float], float]
    after: Callable[[Trace, float, int, bool], tuple[float, float]]
    spread: float = 0.0
    choice_gain: float = 1.0
    recognises: float = 0.0
    sure_of_known: float = 0.9
    gives_up: float = 0.35


# --- FSRS-6 ------------------------------------------------------------------------------------------


def fsrs_first(parameters: Parameters, known: bool) -> tuple[float, float]:
    """Return stability and difficulty after a first answer of Good (known) or Again."""
    grade = 3 if known else 1
    return parameters.weights[grade - 1], _first_difficulty(parameters, grade)


def fsrs_after(
    parameters: Parameters, trace: Trace, recall: float, elapsed: int, recalled: bool
) -> tuple[float, float]:
    """Return stability and difficulty after Good (recalled) or Again, `elapsed` days after the last one."""
    w, s, d = parameters.weights, trace.stability, trace.difficulty
    grade = 3 if recalled else 1
    if elapsed < 1:
        growth = exp(w[17] * (grade - 3 + w[18])) * s ** -w[19]
        stability = s * (max(growth, 1.0) if recalled else growth)
    elif recalled:
        stability = s * (1 + exp(w[8]) * (11 - d) * s ** -w[9] * (exp((1 - recall) * w[10]) - 1))
    else:
        left = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * exp((1 - recall) * w[14])
        stability = min(left, s / exp(w[17] * w[18]))
    moved = d - w[6] * (grade - 3) * (10 - d) / 9
    easy = w[4] - exp(w[5] * 3) + 1
    return max(stability, 0.001), min(max(w[7] * easy + (1 - w[7]) * moved, 1.0), 10.0)


def _first_difficulty(parameters: Parameters, grade: int) -> float:
    w = parameters.weights
    return min(max(w[4] - exp(w[5] * (grade - 1)) + 1, 1.0), 10.0)


def fsrs_learner(name: str, parameters: Parameters, *, spread: float = 0.0) -> Learner:
    """Return a learner whose memory is FSRS-6 with these weights."""
    return Learner(
        name,
        partial(fsrs_first, parameters),
        partial(recall_after, parameters=parameters),
        partial(fsrs_after, parameters),
        spread,
    )


# --- Exponential forgetting --------------------------------------------------------------------------

WEAKEST = 0.5
"""Days of stability that remain at least."""


def exponential_first(known: bool) -> tuple[float, float]:
    """Return a first stability; difficulty plays no part here."""
    return (3.0 if known else WEAKEST), 5.0


def exponential_recall(elapsed: float, stability: float) -> float:
    """Return exp(-t / tau), tau being the stability over -ln 0.9."""
    return float(0.9 ** (elapsed / stability))


def exponential_after(trace: Trace, recall: float, elapsed: int, recalled: bool) -> tuple[float, float]:
    """Return a stability tripled by a recall at 0.9 (up to sixfold by a harder one), a fifth if lost."""
    if elapsed < 1:
        return trace.stability, trace.difficulty
    growth = min(1 + 20 * (1 - recall), 6.0) if recalled else 0.2
    return max(trace.stability * growth, WEAKEST), trace.difficulty


# --- The learners ------------------------------------------------------------------------------------

EXACT = fsrs_learner("FSRS-6 exactly", DEFAULT)

LEARNERS = (
    EXACT,
    # The learner of the demo collection: other weights, and cards that suit this mind more or less.
    fsrs_learner("FSRS-6, other weights and cards", TRUE, spread=STRENGTH_SPREAD),
    Learner(
        "exponential forgetting", exponential_first, exponential_recall, exponential_after, STRENGTH_SPREAD
    ),
    replace(EXACT, name="choosing strengthens half", choice_gain=0.5),
    replace(EXACT, name="the same, and knows half again by sight", choice_gain=0.5, recognises=0.5),
    replace(EXACT, name="guesses whatever is not known", gives_up=0.0),
    replace(EXACT, name="timid: often unsure of what is known", sure_of_known=0.6),
)


# --- What happens to a trace, and what is said -------------------------------------------------------


def chance(learner: Learner, trace: Trace, strength: float, day: int) -> float:
    """Return the true chance (0 to 1) of recall on a study day."""
    return learner.recall(day - trace.last_day, trace.stability * strength)


def practised(
    learner: Learner, trace: Trace, strength: float, day: int, *, recalled: bool, choice: bool = False
) -> Trace:
    """Return the trace after an answer on a study day, the right answer having been shown."""
    recall = chance(learner, trace, strength, day)
    stability, difficulty = learner.after(trace, recall, day - trace.last_day, recalled)
    if choice and recalled:
        stability = trace.stability + learner.choice_gain * (stability - trace.stability)
    return Trace(stability, difficulty, day)


@dataclass(frozen=True, slots=True)
class Luck:
    """Uniform numbers (0 to 1) that decide an answer, so that every policy meets the same luck."""

    memory: float
    sight: float
    gives_up: float
    guess: float
    sure: float


def says(learner: Learner, luck: Luck, *, recalled: bool, choice: bool) -> tuple[bool, Sureness]:
    """Return whether an answer is right, and how it is handed in."""
    if recalled or (choice and luck.sight < learner.recognises):
        return True, Sureness.SURE if luck.sure < learner.sure_of_known else Sureness.GUESSING
    if luck.gives_up < learner.gives_up:
        return False, Sureness.UNKNOWN
    right = choice and luck.guess < 1 / OPTIONS
    return right, Sureness.SURE if luck.sure < SURE_OF_UNKNOWN else Sureness.GUESSING
