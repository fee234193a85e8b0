"""What a day holds: its plan within a time budget, and all that the first page shows of it.

Everything here reads through a plain connection to SQLite and loads neither SQLAlchemy nor pydantic, so that
a first look can fill the first page before they are imported.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from roadmap_cards.library.climb import Climb, Resting, Slipping, climb_of, resting, slipping
from roadmap_cards.library.map import MapItem, RoadmapMap
from roadmap_cards.settings import Learning
from roadmap_cards.storage import queue as stock
from roadmap_cards.storage import today as queries
from roadmap_cards.storage.queue import Choice
from roadmap_cards.storage.today import Done, TopicRow
from roadmap_cards.study import queue
from roadmap_cards.study.day import MINUTE, Moment
from roadmap_cards.study.queue import DueCard, NewCard, Pace, Plan
from roadmap_cards.study.wording import plain_title

PACE_DAYS = 30
"""How many days back the time a card takes is measured."""

PAST, AHEAD = 7, 6
"""Days that the first page looks back and ahead."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a topic or an item has to do today."""

    title: str
    reviews: int
    new: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What today holds within a time budget, for the headline."""

    reviews: int
    new: int
    waiting: int
    minutes: int
    overdue: int
    topics: tuple[Load, ...]
    """Every topic with something to do, most first."""
    items: tuple[Load, ...]
    """The same for items."""

    @property
    def cards(self) -> int:
        return self.reviews + self.new + self.waiting


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """The minutes of one study day: spent on days past, and what is expected of days to come."""

    day: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the next study days ask for: the minutes of each, and how many cards fall due `tomorrow`."""

    days: tuple[DayMinutes, ...]
    tomorrow: int


@dataclass(frozen=True, slots=True)
class Today:
    """All that the first page shows.

    `budget` is in minutes (None: all there is); `usual` is the one of the settings.
    """

    day: int
    budget: int | None
    usual: int
    outlook: Outlook
    topics: tuple[TopicRow, ...]
    topics_chosen: bool
    spent: tuple[DayMinutes, ...]
    """The last days and today, oldest first."""
    since: int | None
    """The study day of the very first answer."""
    ahead: tuple[DayMinutes, ...]
    due_tomorrow: int
    climbs: tuple[Climb, ...]
    """One for each roadmap that has a map."""
    slipping: tuple[Slipping, ...]
    """The items that slip soonest, of all roadmaps."""
    resting: tuple[Resting, ...]
    """The topics that are paused and were begun, the one that is forgotten most first."""
    maps: tuple[RoadmapMap, ...]
    """The maps that climbs and slipping items were taken from."""


def today(
    connection: sqlite3.Connection,
    present: Moment,
    learning: Learning,
    maps: tuple[RoadmapMap, ...],
    budget: int | None = None,
    only: Collection[int] | None = None,
    topics: Sequence[TopicRow] | None = None,
) -> Today:
    """Return all that the first page shows at this moment, within `budget` minutes.

    `maps` are those of the day, `topics` those of the collection where they are at hand. `only` keeps to some
    topics, before the person has settled on them.
    """
    day = present.day
    if topics is None:
        topics = queries.topics(connection)
    done, usual = queries.done(connection, day), pace(connection, day)
    drawn = _draw(connection, done, day, learning, queue.most_within(usual, budget), Choice(topics=only))
    paused = {topic.id for topic in topics if topic.paused}
    soonest = slipping(maps, paused)
    # A card whose minutes are over can be asked at once.
    ready = {card.item for card in drawn.in_steps if card.due_at is not None and card.due_at <= present.at}
    ready |= {card.item for card in _reviews_of(connection, done, day, learning, soonest)}
    coming = forecast(connection, day, AHEAD, usual)
    return Today(
        day=day,
        budget=budget,
        usual=learning.minutes,
        outlook=_outlook(connection, drawn, usual, budget, day),
        topics=tuple(topics),
        topics_chosen=queries.topics_chosen(connection),
        spent=tuple(spent(connection, day, PAST)),
        since=queries.first_day(connection),
        ahead=coming.days,
        due_tomorrow=coming.tomorrow,
        climbs=tuple(_climbs(maps, drawn)),
        slipping=tuple(Slipping.of(item, ready) for item in soonest),
        resting=tuple(resting(maps, paused)),
        maps=maps,
    )


def _climbs(maps: Sequence[RoadmapMap], drawn: _Drawn) -> Iterator[Climb]:
    """Return the climbs with what is due and new in all the day, whatever fits into the budget."""
    reviews = drawn.reviews + Counter(card.topic for card in drawn.in_steps)
    new = Counter(card.topic for card in drawn.fresh)
    for roadmap in maps:
        if any(roadmap.topics):
            yield climb_of(roadmap, reviews, new)


# --- The plan ----------------------------------------------------------------------------------------


def plan(
    connection: sqlite3.Connection,
    present: Moment,
    learning: Learning,
    minutes: int | None = None,
    *,
    more_new: int = 0,
    topics: Collection[int] | None = None,
    first_items: Collection[int] = (),
) -> Plan:
    """Return what is left of today, as far as it fits into `minutes` (None: all of it).

    `more_new` asks for that many new cards beyond today's limit; `topics` keeps to these; what is due of
    `first_items` comes first.
    """
    day, usual = present.day, pace(connection, present.day)
    drawn = _draw(
        connection,
        queries.done(connection, day),
        day,
        learning,
        queue.most_within(usual, minutes),
        Choice(topics=topics),
        more_new=more_new,
        first_items=first_items,
    )
    return queue.within(drawn.plan, usual, minutes)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a day holds, drawn as far as it is wanted.

    `plan` has all the cards in steps, and those of the line that are wanted; `due` are the cards behind it
    that were seen before. `reviews` counts, by topic, what could be reviewed in all, `fresh` are all the new
    cards of the day.
    """

    plan: Plan
    in_steps: Sequence[DueCard]
    due: Mapping[int, DueCard]
    reviews: Counter[int]
    fresh: Sequence[NewCard]


def _draw(
    connection: sqlite3.Connection,
    done: Done,
    day: int,
    learning: Learning,
    most: int | None,
    choice: Choice,
    *,
    more_new: int = 0,
    first_items: Collection[int] = (),
) -> _Drawn:
    """Return what is left of the day, with `most` cards of its line at most (None: all)."""
    in_steps = stock.in_steps(connection, day, choice)
    taken = done.entries | {card.entry for card in in_steps}
    left = _reviews_left(learning, done)
    of_these = Choice(choice.topics, first_items)
    wanted = stock.reviews(connection, day, taken, left, of_these) if first_items else []
    taken_too = taken | {card.entry for card in wanted}
    if left is None:
        head = most + queue.LOOK_AHEAD if most else most
        others = stock.reviews(connection, day, taken_too, head, choice)
        counts = Counter(stock.review_counts(connection, day, taken, choice))
    else:
        others = stock.reviews(connection, day, taken_too, left - len(wanted), choice)
        counts = Counter(card.topic for card in (*wanted, *others))
    fresh = queue.choose_new(
        stock.new(connection, day, choice), taken, more_new or max(0, learning.new_per_day - done.new)
    )
    in_all = sum(counts.values()) - len(wanted)
    return _Drawn(
        queue.arrange(in_steps, wanted, others, fresh, in_all=in_all, most=most, first_items=first_items),
        in_steps,
        {card.card: card for card in (*in_steps, *wanted, *others)},
        counts,
        fresh,
    )


def _reviews_of(
    connection: sqlite3.Connection, done: Done, day: int, learning: Learning, items: Sequence[MapItem]
) -> list[DueCard]:
    """Return the cards of these items that can be reviewed today."""
    choice = Choice(items={item.id for item in items})
    taken = done.entries | {card.entry for card in stock.in_steps(connection, day, choice)}
    return stock.reviews(connection, day, taken, _reviews_left(learning, done), choice)


def _reviews_left(learning: Learning, done: Done) -> int | None:
    limit = learning.reviews_per_day
    return None if limit is None else max(0, limit - done.reviews)


def outlook(
    connection: sqlite3.Connection, present: Moment, learning: Learning, minutes: int | None = None
) -> Outlook:
    """Return what today holds within a time budget (None: all of it)."""
    day, usual = present.day, pace(connection, present.day)
    most = queue.most_within(usual, minutes)
    drawn = _draw(connection, queries.done(connection, day), day, learning, most, Choice())
    return _outlook(connection, drawn, usual, minutes, day)


def cards_left(connection: sqlite3.Connection, present: Moment, learning: Learning) -> int:
    """Return how many cards are left of today, whatever fits into any time."""
    day = present.day
    drawn = _draw(connection, queries.done(connection, day), day, learning, 0, Choice())
    return drawn.reviews.total() + len(drawn.in_steps) + len(drawn.fresh)


def has_line(connection: sqlite3.Connection, present: Moment, learning: Learning) -> bool:
    """Return whether today's plan has a card in its line: a review, or a new card."""
    day = present.day
    done = queries.done(connection, day)
    taken = done.entries | {card.entry for card in stock.in_steps(connection, day)}
    if _reviews_left(learning, done) != 0 and stock.reviews(connection, day, taken, 1):
        return True
    first = min(1, max(0, learning.new_per_day - done.new))
    return bool(queue.choose_new(stock.new(connection, day), taken, first))


def _outlook(
    connection: sqlite3.Connection, drawn: _Drawn, usual: Pace, minutes: int | None, day: int
) -> Outlook:
    chosen = queue.within(drawn.plan, usual, minutes)
    reviews = [card for card in chosen.cards if not card.new]
    waiting = [drawn.due[card.card] for card in chosen.waiting]
    topics = [(card.topic, card.new) for card in chosen.cards] + [(card.topic, False) for card in waiting]
    items = [(card.item, card.new) for card in chosen.cards] + [(card.item, False) for card in waiting]
    return Outlook(
        reviews=len(reviews),
        new=len(chosen.cards) - len(reviews),
        waiting=len(waiting),
        minutes=queue.minutes(usual.of(chosen.cards) + usual.review * len(waiting)),
        overdue=sum(drawn.due[card.card].due_day < day for card in reviews),
        topics=_loads(connection, "topic", topics),
        items=_loads(connection, "item", items),
    )


def pace(connection: sqlite3.Connection, day: int) -> Pace:
    """Return how long a card takes this person, from the last month's answers."""
    review, new = queries.durations(connection, day - PACE_DAYS)
    usual = Pace()
    return Pace(review=review or usual.review, new=new or usual.new)


def _loads(
    connection: sqlite3.Connection,
    table: Literal["topic", "item"],
    cards: Sequence[tuple[int | None, bool]],
) -> tuple[Load, ...]:
    """Count reviews and new cards by the topic or item they belong to; most first."""
    counts: dict[int, list[int]] = {}
    for owner, new in cards:
        if owner is not None:
            counts.setdefault(owner, [0, 0])[new] += 1
    titles = queries.titles(connection, table, counts)
    most_first = sorted(counts.items(), key=lambda count: (-sum(count[1]), count[0]))
    return tuple(Load(plain_title(titles[owner]), reviews, new) for owner, (reviews, new) in most_first)


# --- Time --------------------------------------------------------------------------------------------


def spent(connection: sqlite3.Connection, day: int, days: int) -> list[DayMinutes]:
    """Return the minutes of the `days` study days before `day` and of `day` itself, oldest first."""
    rows = {row.day: row for row in queries.by_day(connection, day - days, day)}
    return [
        DayMinutes(at, rows[at].duration / MINUTE if at in rows else 0.0) for at in range(day - days, day + 1)
    ]


def forecast(connection: sqlite3.Connection, day: int, days: int, usual: Pace) -> Forecast:
    """Return what falls due on each of the `days` study days after `day`."""
    due = queries.due_by_day(connection, day + 1, day + days)
    return Forecast(
        tuple(
            DayMinutes(at, due.get(at, 0) * usual.review / MINUTE) for at in range(day + 1, day + days + 1)
        ),
        due.get(day + 1, 0),
    )
