"""The simulation of bench/quiz_rule.py: a learner who reviews what is due and takes quizzes, day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import log
from random import Random
from uuid import UUID

from bench.quiz_learners import Learner, Luck, Trace, chance, practised, says

from roadmap_cards.study.card import NEW, Learned, Memory, Rating, Stage
from roadmap_cards.study.day import Moment
from roadmap_cards.study.honest_rule import CHOICE_REST, Evidence, rating
from roadmap_cards.study.schedule import Schedule, retrievability

NEW_A_DAY = 10
QUESTIONS = 25
QUIZ_WEEKDAYS = (0, 2, 4)
CHOICES = 0.5
"""The share of questions that show the answer among others; the rest is typed."""
KNOWN_BEFORE = 0.6
"""The chance that a fact is known at the first meeting."""
LOOK_EVERY = 5
"""Days between looks at the predictions for all cards that were seen."""

DAY_LENGTH = 86_400_000
"""Milliseconds."""
SCHEDULE = Schedule()


@dataclass(frozen=True, slots=True)
class Policy:
    """What an answer in a quiz writes: a grade, or None for nothing.

    `writes` sees the evidence, and whether the fact was truly recalled, which only the all-knowing may use.
    """

    name: str
    writes: Callable[[Evidence, bool], Rating | None]
    asks: bool = True


# --- What is the same for all policies ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz about a card."""

    card: int
    choice: bool
    luck: Luck


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of one day, and whether they come before the reviews."""

    questions: tuple[Asked, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Course:
    """Chance, drawn beforehand: of each card its strength and whether it is known, of each day its quiz.

    `luck` holds a number for each day and card: a review recalls where it is under the chance of recall.
    """

    strength: list[float]
    known: list[bool]
    luck: list[list[float]]
    quizzes: dict[int, Quiz]


def draw_course(learner: Learner, cards: int, days: int, seed: int) -> Course:
    rng = Random(seed)
    return Course(
        [rng.lognormvariate(0.0, learner.spread) for _ in range(cards)],
        [rng.random() < KNOWN_BEFORE for _ in range(cards)],
        [[rng.random() for _ in range(cards)] for _ in range(days)],
        {
            day: _draw_quiz(rng, min(cards, day * NEW_A_DAY))
            for day in range(1, days)
            if day % 7 in QUIZ_WEEKDAYS
        },
    )


def _draw_quiz(rng: Random, seen: int) -> Quiz:
    chosen = rng.sample(range(seen), min(QUESTIONS, seen))
    questions = (
        Asked(card, rng.random() < CHOICES, Luck(*(rng.random() for _ in range(5)))) for card in chosen
    )
    return Quiz(tuple(questions), rng.random() < 0.5)


# --- A simulation ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Sums over answers to due cards, and over looks at all cards that were seen."""

    reviews: int = 0
    repeats: int = 0
    """Answers in the minutes-long steps after a lapse."""
    recalled: int = 0
    predicted: float = 0.0
    true: float = 0.0
    loss: float = 0.0
    """Log loss beyond that of the true chance, in nats."""
    looks: int = 0
    looked_predicted: float = 0.0
    looked_true: float = 0.0


@dataclass(slots=True)
class Run:
    """A learner at work under a policy. `chosen` is the day on which a choice question last moved a card."""

    learner: Learner
    policy: Policy
    course: Course
    memories: list[Learned] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


def simulate(learner: Learner, policy: Policy, cards: int, days: int, seed: int) -> Tally:
    run = Run(learner, policy, draw_course(learner, cards, days, seed))
    for day in range(days):
        quiz = run.course.quizzes.get(day) if policy.asks else None
        if quiz and quiz.first:
            take(run, quiz, day)
        review(run, day)
        if quiz and not quiz.first:
            take(run, quiz, day)
        for card in range(len(run.memories), min(cards, len(run.memories) + NEW_A_DAY)):
            meet(run, card, day)
        if day % LOOK_EVERY == 0:
            look(run, day + 1)
    return run.tally


def meet(run: Run, card: int, day: int) -> None:
    """Learn a new card, until it has left its minutes-long steps."""
    known = run.course.known[card]
    run.memories.append(written(NEW, card, rating(right=known), day))
    run.traces.append(Trace(*run.learner.first(known), day))
    run.chosen.append(-CHOICE_REST)
    finish_steps(run, card, day)


def review(run: Run, day: int) -> None:
    """Answer all cards that are due."""
    tally, luck = run.tally, run.course.luck[day]
    for card, memory in enumerate(run.memories):
        if memory.due_day > day:
            continue
        predicted, true = both_chances(run, card, day)
        recalled = luck[card] < true
        tally.reviews += 1
        tally.recalled += recalled
        tally.predicted += predicted
        tally.true += true
        tally.loss += divergence(true, predicted)
        grade(run, card, rating(right=recalled), day)
        practise(run, card, day, recalled=recalled)
        tally.repeats += finish_steps(run, card, day)


def take(run: Run, quiz: Quiz, day: int) -> None:
    """Answer a quiz: the memory changes in any case, the schedule as the policy wants it."""
    for asked in quiz.questions:
        card, choice = asked.card, asked.choice
        predicted, true = both_chances(run, card, day)
        recalled = asked.luck.memory < true
        right, sureness = says(run.learner, asked.luck, recalled=recalled, choice=choice)
        evidence = Evidence(
            right=right,
            sureness=sureness,
            recognition=choice,
            seen_today=run.memories[card].last_day == day,
            chosen_lately=day - run.chosen[card] < CHOICE_REST,
            recall=predicted,
        )
        practise(run, card, day, recalled=recalled, choice=choice)
        written_grade = run.policy.writes(evidence, recalled)
        if written_grade:
            grade(run, card, written_grade, day)
            run.tally.repeats += finish_steps(run, card, day)
            if choice and right:
                run.chosen[card] = day


def finish_steps(run: Run, card: int, day: int) -> int:
    """Answer the minutes-long steps that a card is in, all of them right; return how many they were."""
    answers = 0
    while run.memories[card].stage is not Stage.REVIEW:
        grade(run, card, Rating.GOOD, day)
        practise(run, card, day, recalled=True)
        answers += 1
    return answers


def look(run: Run, day: int) -> None:
    """Compare what is predicted for all cards with what is true, in the morning of a day."""
    for card in range(len(run.memories)):
        predicted, true = both_chances(run, card, day)
        run.tally.looks += 1
        run.tally.looked_predicted += predicted
        run.tally.looked_true += true


def both_chances(run: Run, card: int, day: int) -> tuple[float, float]:
    """Return the chance of recall as it is predicted, and as it is."""
    true = chance(run.learner, run.traces[card], run.course.strength[card], day)
    return retrievability(run.memories[card], day), true


def grade(run: Run, card: int, given: Rating, day: int) -> None:
    run.memories[card] = written(run.memories[card], card, given, day)


def written(memory: Memory, card: int, given: Rating, day: int) -> Learned:
    return SCHEDULE.outcomes(memory, UUID(int=card), Moment(day * DAY_LENGTH, 0, day))[given - 1].memory


def practise(run: Run, card: int, day: int, *, recalled: bool, choice: bool = False) -> None:
    trace, strength = run.traces[card], run.course.strength[card]
    run.traces[card] = practised(run.learner, trace, strength, day, recalled=recalled, choice=choice)


def divergence(true: float, predicted: float) -> float:
    """Return the log loss of a prediction beyond that of the true chance, in nats."""
    pairs = ((true, predicted), (1 - true, 1 - predicted))
    return sum(is_so * log(is_so / max(said, 1e-9)) for is_so, said in pairs if is_so > 0)
