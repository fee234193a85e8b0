"""What the honest rule for quiz answers costs and how true it keeps the predictions, against other policies.

    .venv/bin/python -m bench.quiz_rule [CARDS] [DAYS] [SEEDS]

Simulated learners (bench/quiz_learners.py) learn 10 cards a day of 400, review what is due for 180 days, and
answer 25 questions on three days a week, before or after the reviews. The policies differ in what the answers
do to the schedule; cards, quizzes and luck are the same for all. As yardsticks, “no quiz” asks nothing and
“all-knowing” writes down what was truly recalled.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, pairwise, repeat
from math import hypot, sqrt
from random import Random
from statistics import fmean, stdev

from bench.quiz_learners import EXACT, LEARNERS, Learner, Trace, practised
from bench.quiz_simulation import Policy, Tally, simulate, written

from roadmap_cards.study.card import NEW, Memory, Rating
from roadmap_cards.study.honest_rule import Evidence, effect, rating
from roadmap_cards.study.quiz import Sureness

# --- Policies ----------------------------------------------------------------------------------------


def nothing(_evidence: Evidence, _recalled: bool) -> Rating | None:
    return None


def truth(_evidence: Evidence, recalled: bool) -> Rating | None:
    return rating(right=recalled)


def whatever(evidence: Evidence, _recalled: bool) -> Rating | None:
    return rating(right=evidence.right)


def easy_when_sure(evidence: Evidence, _recalled: bool) -> Rating | None:
    sure = evidence.right and evidence.sureness is Sureness.SURE
    return Rating.EASY if sure else rating(right=evidence.right)


def honest(evidence: Evidence, _recalled: bool) -> Rating | None:
    return rating(right=evidence.right) if effect(evidence).moved else None


NO_QUIZ = Policy("no quiz", nothing, asks=False)
ALL_KNOWING = Policy("all-knowing", truth)
IGNORE = Policy("ignore", nothing)
NAIVE = Policy("naive", whatever)
EASY = Policy("Easy when sure", easy_when_sure)
RULE = Policy("honest rule", honest)
POLICIES = (NO_QUIZ, ALL_KNOWING, IGNORE, NAIVE, EASY, RULE)
RIVALS = (IGNORE, NAIVE, EASY, RULE)


# --- Figures -----------------------------------------------------------------------------------------

Table = dict[tuple[str, str], list[Tally]]
"""The runs of each learner and policy, one for each seed."""
Figure = tuple[float, float]
"""A mean over the seeds and its standard error."""


def figure(values: Sequence[float]) -> Figure:
    return fmean(values), stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0


def bias(tally: Tally) -> float:
    """Return predicted minus true recall, over the answers to due cards."""
    return (tally.predicted - tally.true) / max(tally.reviews, 1)


def extra_reviews(table: Table, learner: Learner, policy: Policy) -> Figure:
    """Return by which share the reviews are more than those under the rule, seed by seed."""
    pairs = zip(table[learner.name, policy.name], table[learner.name, RULE.name], strict=True)
    return figure([one.reviews / rule.reviews - 1 for one, rule in pairs])


def bias_of_all(tally: Tally) -> float:
    """Return predicted minus true recall, over all cards that were seen, on any day."""
    return (tally.looked_predicted - tally.looked_true) / max(tally.looks, 1)


def drift(table: Table, learner: Learner, policy: Policy) -> Figure:
    """Return how far the bias is from that of the all-knowing: what comes from misreading the answers."""
    pairs = zip(table[learner.name, policy.name], table[learner.name, ALL_KNOWING.name], strict=True)
    return figure([bias(one) - bias(known) for one, known in pairs])


# --- Is the simulation right? ------------------------------------------------------------------------


def check_formulas(histories: int = 300) -> None:
    """Assert that the exact learner's memory is that of our schedule, whatever is answered on which days."""
    rng = Random(0)
    for card in range(histories):
        known, day = rng.random() < 0.6, 0
        memory: Memory = written(NEW, card, rating(right=known), day)
        trace = Trace(*EXACT.first(known), day)
        for _ in range(20):
            day += rng.choice((0, 1, 3, 10, 40, 150))
            recalled = rng.random() < 0.8
            memory = written(memory, card, rating(right=recalled), day)
            trace = practised(EXACT, trace, 1.0, day, recalled=recalled)
            assert abs(trace.stability / memory.stability - 1) < 1e-9, (card, day)
            assert abs(trace.difficulty - memory.difficulty) < 1e-9, (card, day)


def check_runs(table: Table) -> None:
    """Assert what must hold of every simulation, whatever the policies are worth."""
    # Who learns as the schedule believes is predicted exactly without a quiz, and where it is told the truth.
    for policy in (NO_QUIZ, ALL_KNOWING):
        assert all(abs(bias(one)) < 1e-9 for one in table[EXACT.name, policy.name])
        assert all(abs(bias_of_all(one)) < 1e-9 for one in table[EXACT.name, policy.name])
    for (learner, policy_name), tallies in table.items():
        reviews = sum(one.reviews for one in tallies)
        share = sum(one.true for one in tallies) / reviews
        # As many are recalled as the chances say, within four standard errors.
        error = sqrt(share * (1 - share) / reviews)
        met = sum(one.recalled for one in tallies) / reviews
        assert abs(met - share) < 4 * error, (learner, policy_name)


# --- In print ----------------------------------------------------------------------------------------

LEGEND = """
reviews    answers to due cards; vs rule: compared with the honest rule, seed by seed; steps: after lapses
recall     true recall where a card is due (aim 0.9), and of all cards that were seen, on any day
bias       predicted minus true recall, where a card is due, and of all cards
drift      bias (due) minus that of the all-knowing, seed by seed: what comes of misreading the answers
loss       log loss of the predictions where a card is due, beyond that of the true chance, in 1/1000 nats"""


def print_table(table: Table) -> None:
    print(
        f"{'':18}{'reviews':>7}{'vs rule':>15}{'steps':>7}{'recall: due':>13}{'all':>7}"
        f"{'bias: due':>19}{'all':>9}{'drift':>18}{'loss':>7}"
    )
    for learner in LEARNERS:
        print(learner.name)
        for policy in POLICIES:
            print_row(table, learner, policy)
    print(LEGEND)


def print_row(table: Table, learner: Learner, policy: Policy) -> None:
    tallies = table[learner.name, policy.name]
    more, error = extra_reviews(table, learner, policy)
    print(
        f"  {policy.name:16}{fmean(one.reviews for one in tallies):7.0f}"
        f"{100 * more:+8.1f} ± {100 * error:.1f} %{fmean(one.repeats for one in tallies):7.0f}"
        f"{fmean(one.true / one.reviews for one in tallies):13.3f}"
        f"{fmean(one.looked_true / one.looks for one in tallies):7.3f}"
        f"{shown(figure([bias(one) for one in tallies])):>19}"
        f"{fmean(bias_of_all(one) for one in tallies):+9.4f}"
        f"{shown(drift(table, learner, policy)):>18}"
        f"{fmean(1000 * one.loss / one.reviews for one in tallies):7.1f}"
    )


def shown(value: Figure) -> str:
    return f"{value[0]:+.4f} ± {value[1]:.4f}"


def print_words(table: Table) -> None:
    """Say in which order the policies come, and what of product.md's sentence holds."""
    print("\nFewest reviews first, and nearest to the all-knowing first (by drift; = within two s.e.):")
    for learner in LEARNERS:
        found = [(policy, drift(table, learner, policy)) for policy in RIVALS]
        costs = {policy.name: extra_reviews(table, learner, policy) for policy in RIVALS}
        drifts = {policy.name: (abs(off), error) for policy, (off, error) in found}
        print(f"  {learner.name}")
        print(f"    reviews   {ordered(costs)}")
        print(f"    drift     {ordered(drifts)}")
    ignoring, _ = extra_reviews(table, EXACT, IGNORE)
    easy, rule = table[EXACT.name, EASY.name], table[EXACT.name, RULE.name]
    print(
        f"\n{EXACT.name}, and what was claimed of it:"
        f"\n  ignoring quiz answers costs {ignoring:+.1%} reviews (claimed: +13 %)"
        f"\n  Easy for sure answers inflates predicted recall by {fmean(map(bias, easy)):.4f} where a card is"
        f" due, {fmean(map(bias_of_all, easy)):.4f} over all cards (claimed: 0.013)"
        f"\n  the rule is off by {fmean(map(bias, rule)):+.4f} and {fmean(map(bias_of_all, rule)):+.4f}"
        f" (claimed: within 0.001)"
    )
    for claim, holds in CLAIMS.items():
        fails = [learner.name for learner in LEARNERS if not holds(table, learner)]
        where = f"NOT with “{'”, “'.join(fails)}”" if fails else f"with all {len(LEARNERS)} learners"
        print(f"{claim}: {where}")


def ordered(values: dict[str, Figure]) -> str:
    """Return names in rising order of their values, joined by = where two neighbours may be the same."""
    ranked = sorted(values.items(), key=lambda one: one[1][0])
    words = [ranked[0][0]]
    for (_, (low, low_error)), (name, (high, high_error)) in pairwise(ranked):
        words += ["=" if high - low < 2 * hypot(low_error, high_error) else "<", name]
    return " ".join(words)


CLAIMS: dict[str, Callable[[Table, Learner], bool]] = {
    "Ignoring costs more reviews than the rule": lambda table, learner: clearly(
        extra_reviews(table, learner, IGNORE)
    ),
    "Easy when sure lets predictions run ahead": lambda table, learner: clearly(drift(table, learner, EASY)),
    "The rule drifts less than Easy when sure and than ignoring": lambda table, learner: (
        clearly(further(table, learner, EASY)) and clearly(further(table, learner, IGNORE))
    ),
    "The rule drifts less than naive": lambda table, learner: clearly(further(table, learner, NAIVE)),
    "The rule drifts by no more than 0.001": lambda table, learner: (
        abs(drift(table, learner, RULE)[0]) <= 0.001
    ),
    "The rule lets predictions run ahead by no more than 0.001": lambda table, learner: (
        drift(table, learner, RULE)[0] <= 0.001
    ),
}
"""What may be said, and whether it holds with a learner."""


def further(table: Table, learner: Learner, policy: Policy) -> Figure:
    """Return by how much a policy drifts further than the rule."""
    theirs, their_error = drift(table, learner, policy)
    ours, our_error = drift(table, learner, RULE)
    return abs(theirs) - abs(ours), hypot(their_error, our_error)


def clearly(value: Figure) -> bool:
    """Return whether a figure is above 0 by more than two standard errors."""
    return value[0] > 2 * value[1]


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:]]
    cards, days, seeds = given + [400, 180, 8][len(given) :]
    check_formulas()
    jobs = [(learner, policy) for learner in LEARNERS for policy in POLICIES for _ in range(seeds)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tallies = pool.map(
            simulate, *zip(*jobs, strict=True), repeat(cards), repeat(days), cycle(range(seeds)), chunksize=4
        )
        table: Table = defaultdict(list)
        for (learner, policy), tally in zip(jobs, tallies, strict=True):
            table[learner.name, policy.name].append(tally)
    check_runs(table)
    print(f"{cards} cards, {days} days, {seeds} seeds; ± is the standard error over the seeds\n")
    print_table(table)
    print_words(table)


if __name__ == "__main__":
    main()
