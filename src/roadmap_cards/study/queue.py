"""Which card comes next: what a day holds, in which order, and how a session runs through it.

Most at risk first (longest overdue for its stability); new cards spread between the reviews, in roadmap order
behind their `needs`. Two cards of one entry never share a study day; cards of one item keep their distance.
A missed card comes back when its minutes are over, at the latest at the end of the session.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roadmap_cards.study.day import MINUTE

if TYPE_CHECKING:
    from roadmap_cards.study.card import Learned, Rating


ITEM_DISTANCE = 5
"""Cards of one item stand at least this many cards apart, while others are left."""

LOOK_AHEAD = 60
"""How far the search for a card of another item goes; more would only reorder what is far from now."""


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card that was seen before and is due, with what orders it. `due_at` is set within a day's steps."""

    card: int
    entry: int
    item: int | None
    topic: int
    stability: float
    last_day: int
    due_day: int
    due_at: int | None

    def risk(self, day: int) -> float:
        """Days since the last answer over stability: orders by recall, lowest first, without a power."""
        return (day - self.last_day) / self.stability


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card that was never seen. `introduced` says that another card of its entry was."""

    card: int
    entry: int
    item: int | None
    topic: int
    needs: tuple[int, ...] = ()
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A card in the order of a session. `wanted`: it was asked for by name, and nothing comes before it."""

    card: int
    item: int | None
    topic: int
    new: bool
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card in its minutes-long steps, due at a time in UTC milliseconds; `wanted` as of `Planned`."""

    card: int
    due_at: int
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a day holds: the cards in order, and those in their minutes-long steps."""

    cards: tuple[Planned, ...]
    waiting: tuple[Waiting, ...]


def plan(
    due: Sequence[DueCard],
    new: Sequence[NewCard],
    *,
    day: int,
    seen_entries: Collection[int],
    review_limit: int | None,
    new_limit: int,
    first_items: Collection[int] = (),
) -> Plan:
    """Return what is to be studied on `day`.

    `new` comes in roadmap order. `seen_entries` were answered today already: their other cards wait until
    tomorrow. The limits are what is left of the day's. Reviews of `first_items` go to the head of the line,
    before all other reviews and new cards; cards of one item keep their distance there too.
    """
    waiting = [card for card in due if card.due_at is not None]
    reviews = reviews_of(due, day, seen_entries, review_limit, first_items)
    fresh = _new_cards(new, set(seen_entries) | {card.entry for card in due}, new_limit)
    wanted = [replace(_planned_review(card), wanted=True) for card in reviews if card.item in first_items]
    others = [_planned_review(card) for card in reviews if card.item not in first_items]
    ordered = _apart(
        [
            *wanted,
            *_spread(others, [Planned(card.card, card.item, card.topic, new=True) for card in fresh]),
        ],
        {card.card: card for card in fresh},
    )
    in_steps = [Waiting(card.card, card.due_at or 0, card.item in first_items) for card in waiting]
    return Plan(tuple(ordered), tuple(sorted(in_steps, key=lambda card: (card.due_at, card.card))))


def reviews_of(
    due: Sequence[DueCard],
    day: int,
    seen_entries: Collection[int],
    limit: int | None,
    first_items: Collection[int] = (),
) -> list[DueCard]:
    """Return the cards to be reviewed on `day`: those of `first_items`, then the others; most at risk first.

    Cards in their minutes-long steps are not among them, nor is a second card of any entry.
    """
    taken = set(seen_entries) | {card.entry for card in due if card.due_at is not None}
    reviews = []
    for card in sorted(due, key=lambda card: (card.item not in first_items, -card.risk(day), card.card)):
        if card.due_at is None and card.entry not in taken:
            taken.add(card.entry)
            reviews.append(card)
    return reviews[:limit]


def _planned_review(card: DueCard) -> Planned:
    return Planned(card.card, card.item, card.topic, new=False)


def _new_cards(new: Sequence[NewCard], taken: set[int], limit: int) -> list[NewCard]:
    """Return the first `limit` new cards, each behind the entries it needs.

    An entry that nobody can meet (retired, suspended, of a topic that gives no new cards) is not among `new`
    and so holds nothing up. A circle of needs would wait for ever: its first card is taken as it comes.
    """
    to_meet = {card.entry for card in new if not card.introduced} - taken
    pending = [card for card in new if card.entry not in taken]
    chosen: list[NewCard] = []
    while pending and len(chosen) < limit:
        index = next(
            (at for at, card in enumerate(pending) if not any(need in to_meet for need in card.needs)), 0
        )
        card = pending[index]
        chosen.append(card)
        to_meet.discard(card.entry)
        pending = [other for other in pending if other.entry != card.entry]
    return chosen


def _spread(reviews: Sequence[Planned], new: Sequence[Planned]) -> list[Planned]:
    """Mix the new cards evenly between the reviews, keeping both orders; a review opens."""
    places = [((at + 0.5) / len(reviews), 0, card) for at, card in enumerate(reviews)]
    places += [((at + 0.5) / len(new), 1, card) for at, card in enumerate(new)]
    return [card for _, _, card in sorted(places, key=lambda place: place[:2])]


def _apart(cards: Iterable[Planned], new: Mapping[int, NewCard]) -> list[Planned]:
    """Keep cards of one item apart, moving a card no further than needed and never before what it needs."""
    left = list(cards)
    ordered: list[Planned] = []
    to_meet = {card.entry for card in new.values() if not card.introduced}
    last_place: dict[int, int] = {}
    while left:
        best, best_age = 0, -1
        for index, card in enumerate(left[:LOOK_AHEAD]):
            if card.card in new and any(need in to_meet for need in new[card.card].needs):
                continue
            age = len(ordered) - last_place[card.item] if card.item in last_place else ITEM_DISTANCE
            if age > best_age:
                best, best_age = index, age
            if age >= ITEM_DISTANCE:
                break
        card = left.pop(best)
        if card.card in new:
            to_meet.discard(new[card.card].entry)
        if card.item is not None:
            last_place[card.item] = len(ordered)
        ordered.append(card)
    return ordered


# --- A session ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of this session. `first` is the card's first answer in it; `new` the card's first ever."""

    card: int
    rating: Rating
    first: bool
    new: bool
    duration: int


@dataclass(frozen=True, slots=True)
class Run:
    """Where a session stands. A value: every step gives a new one, so that undo is going back to the old."""

    left: tuple[Planned, ...]
    waiting: tuple[Waiting, ...]
    answered: tuple[Answered, ...] = ()
    current: int | None = None
    new: bool = False
    """Whether the current card was never seen before."""
    repeats: bool = False
    """Whether the current card was answered in this session before."""

    @property
    def first_answers(self) -> tuple[Answered, ...]:
        return tuple(answer for answer in self.answered if answer.first)

    @property
    def total(self) -> int:
        """The number of different cards of the session."""
        cards = {answer.card for answer in self.answered} | {card.card for card in self.left}
        cards |= {card.card for card in self.waiting}
        return len(cards | ({self.current} if self.current is not None else set()))


def begin(plan: Plan) -> Run:
    """Return the run of a fresh session; `advance` takes its first card."""
    return Run(plan.cards, plan.waiting)


def advance(run: Run, now: int) -> Run:
    """Return the run with its next card: a step that is due, else the next of the plan, else a step early.

    What is wanted by name comes before all other steps. `now` is in UTC milliseconds. `current` is None when
    nothing is left.
    """
    seen = {answer.card for answer in run.answered}
    last = run.answered[-1].card if run.answered else None
    ready = [card for card in run.waiting if card.due_at <= now]
    if run.left and run.left[0].wanted:
        ready = [card for card in ready if card.wanted]
    # The card that was just answered waits for another one in between, where there is one.
    ready = [card for card in ready if card.card != last] or ([] if run.left else ready)
    if not ready and not run.left:
        ready = [card for card in run.waiting if card.card != last] or list(run.waiting)
    if ready:
        chosen = min(ready, key=lambda card: (card.due_at, card.card))
        waiting = tuple(card for card in run.waiting if card != chosen)
        return replace(run, waiting=waiting, current=chosen.card, new=False, repeats=chosen.card in seen)
    if run.left:
        card = run.left[0]
        return replace(run, left=run.left[1:], current=card.card, new=card.new, repeats=card.card in seen)
    return put_aside(run)


def answered(run: Run, rating: Rating, memory: Learned, duration: int) -> Run:
    """Return the run after its current card got an answer that left it with `memory`."""
    if run.current is None:
        raise ValueError("an answer needs a card")
    first = all(answer.card != run.current for answer in run.answered)
    answer = Answered(run.current, rating, first, run.new, duration)
    waiting = run.waiting
    if memory.due_at is not None:
        waiting = (*waiting, Waiting(run.current, memory.due_at))
    return put_aside(replace(run, answered=(*run.answered, answer), waiting=waiting))


def put_aside(run: Run) -> Run:
    """Return the run without its current card."""
    return replace(run, current=None, new=False, repeats=False)


# --- Time --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a card takes this person, in milliseconds: a review, and a new card with its repeats."""

    review: int = 18_000
    new: int = 45_000

    def of(self, cards: Iterable[Planned]) -> int:
        """Return how long these cards take."""
        return sum(self.new if card.new else self.review for card in cards)


def minutes(milliseconds: int) -> int:
    """Return a duration in whole minutes, at least one unless nothing takes any time."""
    return max(1, round(milliseconds / MINUTE)) if milliseconds else 0


def within(plan: Plan, pace: Pace, budget: int | None) -> Plan:
    """Return as much of the plan as fits into `budget` minutes; None takes all, and one card always fits."""
    if budget is None:
        return plan
    left = budget * MINUTE - pace.review * len(plan.waiting)
    fitting = 0
    for card in plan.cards:
        left -= pace.of([card])
        if left < 0 and (fitting or plan.waiting):
            break
        fitting += 1
    return replace(plan, cards=plan.cards[:fitting])
