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
    """Return what is to be studied on `day` of all that is due and new.

    `new` comes in roadmap order. `seen_entries` were answered today already: their other cards wait until
    tomorrow. The limits are what is left of the day's. Reviews of `first_items` go to the head of the line,
    before all other reviews and new cards; cards of one item keep their distance there too.
    """
    reviews = reviews_of(due, day, seen_entries, review_limit, first_items)
    fresh = choose_new(open_needs(new), {*seen_entries, *(card.entry for card in due)}, new_limit)
    return arrange(
        [card for card in due if card.due_at is not None],
        [card for card in reviews if card.item in first_items],
        [card for card in reviews if card.item not in first_items],
        fresh,
        first_items=first_items,
    )


def arrange(
    in_steps: Iterable[DueCard],
    wanted: Sequence[DueCard],
    others: Sequence[DueCard],
    fresh: Sequence[NewCard],
    *,
    in_all: int | None = None,
    most: int | None = None,
    first_items: Collection[int] = (),
) -> Plan:
    """Return the order of a day's cards: what is wanted, then the other reviews with the new cards between.

    Where no more than `most` cards are asked for, `most` + LOOK_AHEAD of the others are enough to find them;
    `in_all` says how many there are.
    """
    line = [replace(_planned_review(card), wanted=True) for card in wanted]
    line += _spread(
        [_planned_review(card) for card in others],
        [Planned(card.card, card.item, card.topic, new=True) for card in fresh],
        len(others) if in_all is None else in_all,
    )
    waiting = [Waiting(card.card, card.due_at or 0, card.item in first_items) for card in in_steps]
    return Plan(
        tuple(_apart(line, {card.card: card for card in fresh}, len(line) if most is None else most)),
        tuple(sorted(waiting, key=lambda card: (card.due_at, card.card))),
    )


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


def open_needs(new: Sequence[NewCard]) -> list[NewCard]:
    """Return new cards with those of their needs that are among them and still to be met.

    An entry that nobody can meet (retired, suspended, of a topic that gives no new cards) is not among `new`
    and so holds nothing up.
    """
    to_meet = {card.entry for card in new if not card.introduced}
    return [replace(card, needs=tuple(need for need in card.needs if need in to_meet)) for card in new]


def choose_new(new: Iterable[NewCard], taken: Collection[int], limit: int) -> list[NewCard]:
    """Return the first `limit` new cards, each behind the entries it needs; none whose entry is `taken`.

    `new` is gone through no further than needed. A circle of needs would wait for ever: its first card is
    taken as it comes.
    """
    met = set(taken)
    coming, held_up, chosen = iter(new), list[NewCard](), list[NewCard]()
    while len(chosen) < limit:
        card = next((card for card in held_up if met.issuperset(card.needs)), None)
        while card is None and (found := next(coming, None)) is not None:
            if found.entry in met:
                continue
            if met.issuperset(found.needs):
                card = found
            else:
                held_up.append(found)
        if card is None:
            if not held_up:
                break
            card = held_up[0]
        chosen.append(card)
        met.add(card.entry)
        held_up = [other for other in held_up if other.entry != card.entry]
    return chosen


def _spread(reviews: Sequence[Planned], new: Sequence[Planned], in_all: int) -> list[Planned]:
    """Mix the new cards evenly between the reviews, keeping both orders; a review opens.

    `reviews` are the first of `in_all` many.
    """
    places = [((at + 0.5) / in_all, 0, card) for at, card in enumerate(reviews)]
    places += [((at + 0.5) / len(new), 1, card) for at, card in enumerate(new)]
    return [card for _, _, card in sorted(places, key=lambda place: place[:2])]


def _apart(cards: Iterable[Planned], new: Mapping[int, NewCard], most: int) -> list[Planned]:
    """Keep cards of one item apart, moving a card no further than needed and never before what it needs.

    Returns the first `most` of them.
    """
    left = list(cards)
    ordered: list[Planned] = []
    to_meet = {card.entry for card in new.values() if not card.introduced}
    last_place: dict[int, int] = {}
    while left and len(ordered) < most:
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
    """Where a session stands. A value: every step gives a new one, so that undo is going back to the old.

    All share one `line`, of which the first `place` cards were taken: a copy of what is left at every step
    would make a long session grow by megabytes.
    """

    line: tuple[Planned, ...]
    waiting: tuple[Waiting, ...]
    place: int = 0
    answered: tuple[Answered, ...] = ()
    current: int | None = None
    new: bool = False
    """Whether the current card was never seen before."""
    repeats: bool = False
    """Whether the current card was answered in this session before."""

    @property
    def left(self) -> tuple[Planned, ...]:
        """The cards of the line that are still to come."""
        return self.line[self.place :]

    @property
    def next(self) -> Planned | None:
        """The card of the line that comes next."""
        return self.line[self.place] if self.place < len(self.line) else None

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
    if run.next is not None and run.next.wanted:
        ready = [card for card in ready if card.wanted]
    # The card that was just answered waits for another one in between, where there is one.
    ready = [card for card in ready if card.card != last] or ([] if run.next is not None else ready)
    if not ready and run.next is None:
        ready = [card for card in run.waiting if card.card != last] or list(run.waiting)
    if ready:
        chosen = min(ready, key=lambda card: (card.due_at, card.card))
        waiting = tuple(card for card in run.waiting if card != chosen)
        return replace(run, waiting=waiting, current=chosen.card, new=False, repeats=chosen.card in seen)
    if (card := run.next) is not None:
        return replace(run, place=run.place + 1, current=card.card, new=card.new, repeats=card.card in seen)
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


def most_within(pace: Pace, budget: int | None) -> int | None:
    """Return how many cards fit into `budget` minutes at most; None for all."""
    return None if budget is None else budget * MINUTE // max(1, min(pace.review, pace.new)) + 1


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
