"""The days of the demo collection: the learner's answers under the rules of the program, kept in memory.

What storage would be asked (which cards are due, what was done today, how long a card takes) is counted here;
what is decided with it (the plan of a day, the run of a sitting, the next interval) is decided by `study`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from roadmap_cards.library.demo_calendar import Sitting
from roadmap_cards.library.demo_learner import Learner
from roadmap_cards.library.today import PACE_DAYS
from roadmap_cards.study import queue
from roadmap_cards.study.card import NEW, Learned, Memory, New, Rating, Stage
from roadmap_cards.study.day import Moment
from roadmap_cards.study.history import LogKind, LogRow, log_row
from roadmap_cards.study.queue import DueCard, NewCard, Pace, Plan
from roadmap_cards.study.schedule import Schedule

SLIP = 0.006
"""How often the wrong key is pressed, seen, and taken back."""

BROKEN_OFF = 0.03
"""How often a sitting ends before its cards do."""

LEECH_LAPSES = 8
LEECH_SUSPENDED = 0.2
"""A card that was forgotten so often is a leech; each time after that, the learner may suspend it."""

CURIOUS_NEW = 4
"""New cards of a topic far ahead that are taken in between."""


@dataclass(frozen=True, slots=True)
class DemoTopics:
    """The topics (by id) that have a part in the story, with its days, counted from the first one."""

    paused: int
    paused_since: int
    curious: int
    curious_on: Collection[int]


@dataclass(slots=True)
class _Day:
    """What was done on a study day, in milliseconds and answers that stand."""

    entries: set[int] = field(default_factory=set)
    reviews: int = 0
    review_time: int = 0
    new: int = 0
    step_time: int = 0


class DemoStudy:
    """A life with cards: `log` and `memories` are what it leaves behind."""

    def __init__(
        self, cards: Sequence[NewCard], uuids: dict[int, UUID], topics: DemoTopics, rng: Random
    ) -> None:
        """Begin with cards that were never seen, in roadmap order."""
        self.log: list[LogRow] = []
        self.memories: dict[int, Learned] = {}
        self.suspended: set[int] = set()
        self._cards = {card.card: card for card in cards}
        self._uuids = uuids
        self._topics = topics
        self._rng = rng
        self._learner = Learner(rng)
        self._schedule = Schedule()
        self._days: dict[int, _Day] = {}
        self._met: set[int] = set()
        """Entries of which a card was seen."""

    def live(self, sittings: Iterable[Sitting]) -> None:
        """Study at each of these times."""
        for sitting in sittings:
            at = self._sit(sitting, self._plan(sitting))
            if sitting.number in self._topics.curious_on:
                start = replace(sitting.start, at=at)
                self._sit(replace(sitting, start=start), self._plan_of_interest(sitting))

    def hardest(self) -> list[int]:
        """Return the cards still in study by how often they were forgotten, most first."""
        cards = [card for card in self.memories if card not in self.suspended]
        return sorted(cards, key=lambda card: (-self.memories[card].lapses, card))

    # --- What a day holds

    def _plan(self, sitting: Sitting) -> Plan:
        paused = {self._topics.paused} if sitting.number >= self._topics.paused_since else set()
        due, new = self._due(sitting.start.day, paused), self._new(paused)
        whole = self._whole_plan(sitting, due, new, sitting.new_limit)
        return queue.within(whole, self._pace(sitting.start.day), sitting.minutes)

    def _plan_of_interest(self, sitting: Sitting) -> Plan:
        """Return the plan of a few new cards of the topic that the learner is curious about."""
        new = [card for card in self._new(set()) if card.topic == self._topics.curious]
        done = self._days[sitting.start.day].new
        return self._whole_plan(sitting, [], new, done + CURIOUS_NEW)

    def _whole_plan(
        self, sitting: Sitting, due: Sequence[DueCard], new: Sequence[NewCard], new_limit: int
    ) -> Plan:
        done = self._days.setdefault(sitting.start.day, _Day())
        return queue.plan(
            due,
            new,
            day=sitting.start.day,
            seen_entries=done.entries,
            review_limit=None,
            new_limit=max(0, new_limit - done.new),
        )

    def _due(self, day: int, paused: Collection[int]) -> list[DueCard]:
        found = []
        for number, memory in self.memories.items():
            card = self._cards[number]
            if memory.due_day <= day and number not in self.suspended and card.topic not in paused:
                found.append(
                    DueCard(
                        number,
                        card.entry,
                        card.item,
                        card.topic,
                        memory.stability,
                        memory.last_day,
                        memory.due_day,
                        memory.due_at,
                    )
                )
        return found

    def _new(self, left_out: Collection[int]) -> list[NewCard]:
        return [
            replace(card, introduced=True) if card.entry in self._met else card
            for number, card in self._cards.items()
            if number not in self.memories and card.topic not in left_out
        ]

    def _pace(self, day: int) -> Pace:
        """Return how long a card takes, from the last month, as `library.today.pace` measures it."""
        month = [self._days[at] for at in range(day - PACE_DAYS, day + 1) if at in self._days]
        reviews, new = sum(done.reviews for done in month), sum(done.new for done in month)
        usual = Pace()
        return Pace(
            review=sum(done.review_time for done in month) // reviews if reviews else usual.review,
            new=sum(done.step_time for done in month) // new if new else usual.new,
        )

    # --- A sitting

    def _sit(self, sitting: Sitting, plan: Plan) -> int:
        """Go through a plan, card by card, and return when it was over (UTC milliseconds)."""
        rng = self._rng
        at = sitting.start.at
        run = queue.begin(plan)
        patience = rng.randrange(5, 25) if rng.random() < BROKEN_OFF else None
        while patience is None or len(run.answered) < patience:
            run = queue.advance(run, at)
            if run.current is None:
                break
            if run.current in self.suspended:
                continue  # suspended just now, in its steps
            card, before = run.current, self.memories.get(run.current, NEW)
            rating, duration = self._learner.grade(self._uuids[card], before, replace(sitting.start, at=at))
            at += duration
            if rng.random() < SLIP:
                wrong = rng.choice([other for other in Rating if other is not rating])
                at = self._slip(card, before, wrong, replace(sitting.start, at=at), duration)
            memory = self._answer(card, before, rating, replace(sitting.start, at=at), duration)
            run = queue.answered(run, rating, memory, duration)
            at += rng.randrange(300, 2500)  # one looks up between two cards
        return at

    def _answer(self, card: int, before: Memory, rating: Rating, present: Moment, duration: int) -> Learned:
        """Give an answer that stands, and return the memory it leaves."""
        row = self._write(card, before, rating, present, duration)
        memory = self.memories[card]
        self._learner.took_in(self._uuids[card], rating, present)
        entry = self._cards[card].entry
        done = self._days[present.day]
        done.entries.add(entry)
        self._met.add(entry)
        if row.stage_before is Stage.REVIEW:
            done.reviews += 1
            done.review_time += row.duration
            if memory.lapses >= LEECH_LAPSES and rating is Rating.AGAIN:
                self._meet_leech(card)
        else:
            done.new += isinstance(before, New)
            done.step_time += row.duration
        return memory

    def _slip(self, card: int, before: Memory, wrong: Rating, present: Moment, duration: int) -> int:
        """Press the wrong key and undo it; return the time at which the card is there again."""
        row = self._write(card, before, wrong, present, duration)
        if isinstance(before, Learned):
            self.memories[card] = before
        else:
            del self.memories[card]
        undone = replace(present, at=present.at + self._rng.randrange(900, 4000))
        self.log.append(void_of(row, len(self.log) + 1, undone))
        return undone.at + self._rng.randrange(900, 2500)

    def _write(self, card: int, before: Memory, rating: Rating, present: Moment, duration: int) -> LogRow:
        outcome = self._schedule.outcomes(before, self._uuids[card], present)[rating - 1]
        row = log_row(card, before, outcome, present, duration, self._schedule)
        self.log.append(replace(row, id=len(self.log) + 1))
        self.memories[card] = outcome.memory
        return self.log[-1]

    def _meet_leech(self, card: int) -> None:
        if self._rng.random() < LEECH_SUSPENDED:
            self.suspended.add(card)


def void_of(row: LogRow, number: int, present: Moment) -> LogRow:
    """Return the row with this id that takes an answer back."""
    return LogRow(
        id=number,
        card=row.card,
        kind=LogKind.VOID,
        source=row.source,
        moved=False,
        rating=None,
        at=present.at,
        offset=present.offset,
        day=present.day,
        duration=0,
        voids=row.id,
    )
