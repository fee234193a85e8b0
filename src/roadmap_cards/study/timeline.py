"""Memory through time: stability and recall of many cards on any study day, from what the log says of them.

A row of the log that moved a memory states what it was from then on; between two rows it fades along the
forgetting curve. So the memory of a card on a day is that of its last row up to the day. All cards are looked
up at once, in arrays that are in the order of cards and, for each card, of its rows.

Recall on a past day is what was predicted then: it follows from the parameters that were in force when the
row was written, so that a refit today moves no earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.mastery import FAMILIAR, FULL_DURABILITY, MASTERED, SOLID, State

Reals: TypeAlias = NDArray[np.float64]
Wholes: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]

SPAN, BEFORE = 1 << 24, 1 << 20
"""Days that one card may take among the keys, and how many of them lie before day 0: more than there are."""

STATES = (State.NEW, State.LEARNING, State.FADING, State.FAMILIAR, State.SOLID, State.MASTERED)
"""The states by the number that stands for each here."""


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The rows of the log that moved a memory, in its order: arrays of one length.

    `card` and `parameters` are ids, `day` a study day, `stability` the days after the row (0: set back to
    new). A `refit` states another stability for the memory that is there. `interval` is what was promised, in
    days; `reviewed` says that a learned card was answered in a review, `recalled` that it was known.
    """

    card: Wholes
    day: Wholes
    stability: Reals
    parameters: Wholes
    refit: Truths
    interval: Wholes
    reviewed: Truths
    recalled: Truths


@dataclass(frozen=True, slots=True, eq=False)
class Threads:
    """The same, card by card. `last` is the study day from which the memory fades.

    `decay` and `factor` make the curve: recall after t days is (1 + factor t / stability) ^ decay.
    """

    card: Wholes
    day: Wholes
    last: Wholes
    stability: Reals
    decay: Reals
    factor: Reals
    interval: Wholes
    reviewed: Truths
    recalled: Truths


def threads(moves: Moves, parameters: Mapping[int, Parameters]) -> Threads:
    """Return the rows card by card, those of a card in the order of the log.

    Raises KeyError where a row names parameters that are not in `parameters`.
    """
    order = np.argsort(moves.card, kind="stable")
    card, day, stability = moves.card[order], moves.day[order], moves.stability[order]
    refit, interval = moves.refit[order], moves.interval[order]
    # A refit goes on from the last row before it that was none, and means nothing where there is no memory.
    number = np.arange(len(card))
    answer = np.maximum.accumulate(np.where(refit, 0, number)) if len(card) else number
    nothing = refit & ((card[answer] != card) | refit[answer] | (stability[answer] == 0))
    versions, which = np.unique(moves.parameters[order], return_inverse=True)
    curves = np.array([_curve(parameters[int(version)]) for version in versions]).reshape(-1, 2)
    return Threads(
        card=card,
        day=day,
        last=day[answer],
        stability=np.where(nothing, 0.0, stability),
        decay=curves[which, 0],
        factor=curves[which, 1],
        interval=interval[answer],
        reviewed=moves.reviewed[order],
        recalled=moves.recalled[order],
    )


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The cards that count for the items of a roadmap, those of an item side by side, in the order of items.

    `cards` are their ids. `counts` says of each item whether it counts at all. `filled` are the items that
    have cards, by number from 0; `begin` says at which card each of them begins, `weight` what each of its
    cards weighs.
    """

    cards: Wholes
    counts: Truths
    filled: Wholes
    begin: Wholes
    weight: Reals


def places(cards: Wholes, items: Wholes, counts: Truths) -> Places:
    """Return cards by id at their items, by number; both arrays are in the order of items."""
    filled, begin, sizes = np.unique(items, return_index=True, return_counts=True)
    return Places(cards, counts, filled, begin, 1 / sizes)


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """The cards on a study day, in the order of their places; all is 0 for one that is not seen yet.

    `row` is the row of the timeline that each is at, the last one for a card that is not seen.
    """

    day: int
    row: Wholes
    stability: Reals
    recall: Reals


@dataclass(frozen=True, slots=True, eq=False)
class ItemStand:
    """The items on a study day: the sums of `mastery.Mastery`, then the least of their cards.

    An item without cards has 0 everywhere.
    """

    seen: Reals
    recalled: Reals
    kept: Reals
    lasting: Reals
    stability: Reals
    recall: Reals

    def held(self, shift: float = 0.0) -> Truths:
        """Return which items are Solid or better, if all recalls were moved by `shift` logits."""
        least = SOLID.recall if shift == 0 else moved(SOLID.recall, -shift)
        return (self.stability >= SOLID.stability) & (self.recall >= least)

    def states(self) -> NDArray[np.intp]:
        """Return the place in STATES of each item's state, if a quiz has proved what it can."""
        stability, recall = self.stability, self.recall
        return np.select(
            [
                self.seen == 0,
                stability < FAMILIAR.stability,
                recall < FAMILIAR.recall,
                ~self.held(),
                (stability < MASTERED.stability) | (recall < MASTERED.recall),
            ],
            range(5),
            5,
        )


def moved(recall: float, shift: float) -> float:
    """Return a chance that is moved by `shift` logits."""
    return 1 / (1 + exp(-shift - log(recall / (1 - recall))))


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """The memories of cards through time.

    The other arrays hold a row for each time a memory moved, card by card, and one more at the end that
    stands for a card that is not seen. `card` is a place, `since` the day from which a row holds: it never
    runs backwards, as the days of somebody do who travels west. `last`, `decay` and `factor` make the curve:
    recall on a day is (1 + pace (day - last)) ^ decay, `pace` being factor / stability. `keys` are `card` and
    `since` in one number, `starts` the first row of each card; neither they nor `card` have a row at the end.
    `lasting` is ln(1 + stability).
    """

    places: Places
    card: Wholes
    since: Wholes
    last: Wholes
    stability: Reals
    lasting: Reals
    decay: Reals
    factor: Reals
    pace: Reals
    keys: Wholes
    starts: Wholes

    @property
    def first(self) -> int | None:
        """The study day of the first row, None where nothing was ever answered."""
        return int(self.since[:-1].min()) if len(self.card) else None

    def stand(self, day: int) -> Stand:
        """Return the cards on a study day."""
        asked = np.arange(len(self.starts)) * SPAN + day + BEFORE
        row = np.searchsorted(self.keys, asked, side="right") - 1
        return self._stand(np.where(row >= self.starts, row, -1), day)

    def stands(self, days: Sequence[int]) -> Iterator[Stand]:
        """Yield the cards on each of these study days, which ascend: quicker than one by one."""
        order = np.argsort(self.since[:-1], kind="stable")
        ends = np.searchsorted(self.since[order], days, side="right")
        row = np.full(len(self.starts), -1)
        begin = 0
        for day, end in zip(days, ends, strict=True):
            newer = order[begin:end]
            row[self.card[newer]] = newer  # of several rows of a card the last one stays
            begin = end
            yield self._stand(row.copy(), day)

    def later(self, stand: Stand, days: int) -> Stand:
        """Return the cards so many days later if nothing is done."""
        return self._stand(stand.row, stand.day + days)

    def items(self, stand: Stand) -> ItemStand:
        """Return the items of these cards."""
        at = self.places
        sums, least = np.zeros((4, len(at.counts))), np.zeros((2, len(at.counts)))
        if len(at.filled):
            lasting, recall = self.lasting[stand.row], stand.recall
            kept = recall * np.minimum(1.0, lasting / log1p(FULL_DURABILITY))
            parts = np.stack((stand.stability > 0, recall, kept, lasting))
            sums[:, at.filled] = np.add.reduceat(parts, at.begin, axis=1) * at.weight
            least[0, at.filled] = np.minimum.reduceat(stand.stability, at.begin)
            least[1, at.filled] = np.minimum.reduceat(recall, at.begin)
        return ItemStand(*sums, *least)

    def shares(self, groups: Wholes, days: Sequence[int]) -> Reals:
        """Return the mastery of groups of items on study days that ascend, from 0 to 1: days by groups.

        `groups` gives each item the number of its group, from 0 on; -1 for one that is in none.
        """
        inside = (groups >= 0) & self.places.counts
        number, size = groups[inside], int(groups.max(initial=-1)) + 1
        whole = np.maximum(np.bincount(number, minlength=size), 1)
        found = np.zeros((len(days), size))
        for place, stand in enumerate(self.stands(days)):
            kept = self.items(stand).kept
            found[place] = np.bincount(number, kept[inside], minlength=size) / whole
        return found

    def go_on(self, card: Wholes, day: Wholes, stability: Reals, parameters: Parameters) -> Timeline:
        """Return the timeline with answers after its end, by the place of their card; oldest first.

        They show from the next day on: a day to come is seen as it begins.
        """
        decay, factor = _curve(parameters)
        return _timeline(
            self.places,
            card=np.concatenate((self.card, card)),
            since=np.concatenate((self.since[:-1], day + 1)),
            last=np.concatenate((self.last[:-1], day)),
            stability=np.concatenate((self.stability[:-1], stability)),
            decay=np.concatenate((self.decay[:-1], np.full(len(card), decay))),
            factor=np.concatenate((self.factor[:-1], np.full(len(card), factor))),
        )

    def _stand(self, row: Wholes, day: int) -> Stand:
        stability = self.stability[row]
        elapsed = np.maximum(day - self.last[row], 0)
        recall = np.where(stability > 0, (1 + self.pace[row] * elapsed) ** self.decay[row], 0.0)
        return Stand(day, row, stability, recall)


def timeline(found: Threads, at: Places, today: int, parameters: Parameters) -> Timeline:
    """Return the timeline of cards up to `today`; `parameters` are those in force.

    What bears a later day (a clock was set back) is known today. From today on every memory fades as the
    program reckons it now, whatever its last row was written with.
    """
    order = np.argsort(at.cards)
    number = np.searchsorted(at.cards[order], found.card)
    known = np.append(at.cards[order], -1)[number] == found.card
    row = np.flatnonzero(known)
    card = order[number[row]]
    in_order = np.argsort(card, kind="stable")
    row, card = row[in_order], card[in_order]
    since, last, stability = np.minimum(found.day[row], today), found.last[row], found.stability[row]
    decay, factor = found.decay[row], found.factor[row]
    now = _curve(parameters)
    ends = np.flatnonzero(np.append(card[1:] != card[:-1], True)) if len(card) else row
    old = ends[(decay[ends] != now[0]) | (factor[ends] != now[1])]
    return _timeline(
        at,
        card=np.concatenate((card, card[old])),
        since=np.concatenate((since, np.full(len(old), today))),
        last=np.concatenate((last, last[old])),
        stability=np.concatenate((stability, stability[old])),
        decay=np.concatenate((decay, np.full(len(old), now[0]))),
        factor=np.concatenate((factor, np.full(len(old), now[1]))),
    )


def _timeline(
    at: Places, *, card: Wholes, since: Wholes, last: Wholes, stability: Reals, decay: Reals, factor: Reals
) -> Timeline:
    """Return the timeline of rows in the order in which they came, of any card."""
    order = np.argsort(card, kind="stable")
    card = card[order]
    keys = np.maximum.accumulate(card * SPAN + since[order] + BEFORE)
    stability = np.append(stability[order], 0.0)
    factor = np.append(factor[order], 0.0)
    return Timeline(
        places=at,
        card=card,
        since=np.append(keys - card * SPAN - BEFORE, 0),
        last=np.append(last[order], 0),
        stability=stability,
        lasting=np.log1p(stability),
        decay=np.append(decay[order], 0.0),
        factor=factor,
        pace=np.divide(factor, stability, out=np.zeros(len(stability)), where=stability > 0),
        keys=keys,
        starts=np.searchsorted(card, np.arange(len(at.cards))),
    )


def _curve(parameters: Parameters) -> tuple[float, float]:
    """Return decay and factor, which make recall 0.9 after as many days as the stability has."""
    decay = -parameters.weights[20]
    return decay, 0.9 ** (1 / decay) - 1
