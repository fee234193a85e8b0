"""Which questions a quiz asks: the blueprint of the test.

An exam spreads its questions over the topics by their weight; practice asks what is weak, some at random, and
some that were not asked for long. Two questions of one entry never come in one quiz, and two of one item only
where nothing else is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from roadmap_cards.study.quiz import Focus, Mode, Wish

REST_DAYS = 14
"""Study days in which a question is not asked again, unless that or its mistake is wished for."""

WEAK_SHARE, RESTED_SHARE = 0.60, 0.15
"""Of a practice quiz: what is weak, and what was not asked for long; the rest is chance."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the choice needs to know of a question.

    `item` is None for cards of one's own without a place. `recall` is that of the card that the question
    tests, or of its item, from 0 to 1; None where nothing of it was ever seen. `last_asked` is the study day
    of its last answer in a quiz, `last_right` what became of it; None where it was never asked. `last_sure`
    says that it was handed in as sure.
    """

    entry: int
    variant: str
    topic: int
    item: int | None
    kind: str
    code: bool
    recall: float | None = None
    last_asked: int | None = None
    last_right: bool | None = None
    last_sure: bool = False


def in_scope(candidates: Iterable[Candidate], wish: Wish) -> list[Candidate]:
    """Return the questions that a wish is about, whenever they were asked last."""
    return [
        one
        for one in candidates
        if one.topic in wish.topics
        and one.kind in wish.kinds
        and (wish.focus is not Focus.MISTAKES or one.last_right is False)
    ]


def rested(candidates: Iterable[Candidate], wish: Wish, day: int) -> list[Candidate]:
    """Return those that may be asked on a study day: all after a rest, mistakes at once if they are wanted.

    They are wanted as past mistakes and as weak spots: nothing is weaker than what was wrong last time.
    An exam asks of every topic: of one whose questions all rest, it may ask those that have rested longest.
    """
    everything = list(candidates)
    if wish.again or wish.focus is Focus.MISTAKES:
        return everything
    found = [
        one
        for one in everything
        if one.last_asked is None
        or day - one.last_asked >= REST_DAYS
        or (wish.focus is Focus.WEAK and one.last_right is False)
    ]
    if wish.mode is Mode.EXAM and wish.focus is Focus.ALL:
        left_out = {one.topic for one in everything} - {one.topic for one in found}
        longest = {
            topic: min(one.last_asked or 0 for one in everything if one.topic == topic) for topic in left_out
        }
        found += [one for one in everything if one.topic in left_out and one.last_asked == longest[one.topic]]
    return found


def choose(
    candidates: Iterable[Candidate], wish: Wish, weights: Mapping[int, float], day: int, rng: Random
) -> list[Candidate]:
    """Return the questions of a quiz in the order they are asked, as many as there are.

    `weights` are those of the topics (by id), such as their numbers of items.
    """
    found = rested(in_scope(candidates, wish), wish, day)
    pool = _one_of_each_entry(found, rng)
    size = len(pool) if wish.size is None else min(wish.size, len(pool))
    match wish.focus:
        case Focus.WEAK:
            chosen = _spread(_weakest_first(found, rng), size)
        case Focus.RESTED:
            chosen = _spread(_longest_rested_first(pool, rng), size)
        case Focus.MISTAKES:
            chosen = _spread(rng.sample(pool, len(pool)), size)
        case Focus.ALL if wish.mode is Mode.EXAM:
            chosen = _by_topic(pool, size, weights, rng)
        case Focus.ALL:
            chosen = _for_practice(found, size, rng)
    return rng.sample(chosen, len(chosen))


def seats(size: int, weights: Mapping[int, float], room: Mapping[int, int]) -> dict[int, int]:
    """Share `size` questions out by weight: to each topic at least one while they last.

    What a topic has no `room` for goes to the others, by weight too. The rest is Sainte-Laguë's method of
    sharing the seats of a parliament.
    """
    given = dict.fromkeys(room, 0)
    for _ in range(min(size, sum(room.values()))):
        # One each first, the weightiest before the others.
        open_topics = [topic for topic in room if given[topic] < room[topic]]
        next_one = max(
            open_topics,
            key=lambda topic: (given[topic] == 0, weights.get(topic, 1.0) / (2 * given[topic] + 1), -topic),
        )
        given[next_one] += 1
    return given


def _by_topic(
    pool: Sequence[Candidate], size: int, weights: Mapping[int, float], rng: Random
) -> list[Candidate]:
    of_topic: dict[int, list[Candidate]] = defaultdict(list)
    for one in rng.sample(pool, len(pool)):
        of_topic[one.topic].append(one)
    shares = seats(size, weights, {topic: len(found) for topic, found in of_topic.items()})
    return [one for topic, found in of_topic.items() for one in _spread(found, shares[topic])]


def _for_practice(found: Sequence[Candidate], size: int, rng: Random) -> list[Candidate]:
    weak, rest = round(size * WEAK_SHARE), round(size * RESTED_SHARE)
    chosen = _spread(_weakest_first(found, rng), weak)
    pool = _one_of_each_entry(_without(found, chosen), rng)
    chosen += _spread(_longest_rested_first(_without(pool, chosen), rng), rest, chosen)
    left = _without(pool, chosen)
    return chosen + _spread(rng.sample(left, len(left)), size - len(chosen), chosen)


def _without(pool: Iterable[Candidate], taken: Iterable[Candidate]) -> list[Candidate]:
    entries = {one.entry for one in taken}
    return [one for one in pool if one.entry not in entries]


def _one_of_each_entry(pool: Sequence[Candidate], rng: Random) -> list[Candidate]:
    """Keep one variant of each entry, by chance: one answers the other."""
    mixed = {one.entry: one for one in rng.sample(pool, len(pool))}
    return [one for one in pool if mixed[one.entry] is one]


def _weakest_first(pool: Sequence[Candidate], rng: Random) -> list[Candidate]:
    """Put first what was wrong last time, misconceptions before all; then what is remembered least.

    Last comes what was never seen. The weakest variant of an entry stands for it.
    """

    def weakness(one: Candidate) -> tuple[int, float]:
        if one.last_right is False:
            return (0 if one.last_sure else 1), one.recall or 0.0
        return (3, 0.0) if one.recall is None else (2, one.recall)

    weakest: dict[int, Candidate] = {}
    for one in sorted(rng.sample(pool, len(pool)), key=weakness):
        weakest.setdefault(one.entry, one)
    return list(weakest.values())


def _longest_rested_first(pool: Sequence[Candidate], rng: Random) -> list[Candidate]:
    """Put first what was never asked, then what was asked longest ago."""
    return sorted(
        rng.sample(pool, len(pool)), key=lambda one: -1 if one.last_asked is None else one.last_asked
    )


def _spread(ranked: Sequence[Candidate], size: int, beside: Iterable[Candidate] = ()) -> list[Candidate]:
    """Take the first `size`, one of each item before a second one; items `beside` have had their turn."""
    turns: dict[int | None, int] = defaultdict(int)
    for one in beside:
        turns[one.item] += 1
    ranked_by_turn: list[tuple[int, int, Candidate]] = []
    for rank, one in enumerate(ranked):
        turn = turns[one.item] if one.item is not None else 0
        turns[one.item] += 1
        ranked_by_turn.append((turn, rank, one))
    ranked_by_turn.sort(key=lambda placed: placed[:2])
    return [one for _, _, one in ranked_by_turn[:size]]
