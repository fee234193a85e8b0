"""The map of a roadmap on any day, made from its timeline: quickly enough to follow a slider.

What stays the same on all days (titles, places, which items count) is taken from the map of today.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from roadmap_cards.library.map import SOON, MapItem, MapLevel, MapSection, MapTopic, RoadmapMap
from roadmap_cards.library.past import Scenario
from roadmap_cards.storage.past import QuizAnswer
from roadmap_cards.study import vector_schedule
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.mastery import EVIDENCE_DAYS, NOTHING_ASKED, Mastery, QuizEvidence, State
from roadmap_cards.study.timeline import STATES, ItemStand, Stand, Timeline, Wholes

NOT_ASKED = 1 << 40
"""The day on which a card falls due that is not asked at all."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What quizzes showed of an item through time: `evidence` holds from the day at the same place on."""

    days: tuple[int, ...]
    evidence: tuple[QuizEvidence, ...]

    def on(self, day: int) -> QuizEvidence:
        place = bisect_right(self.days, day)
        return self.evidence[place - 1] if place else NOTHING_ASKED


def witnesses(answers: Iterable[QuizAnswer], today: int) -> dict[int, Witnesses]:
    """Return what answers, oldest first, show of each item that was asked about.

    What bears a later day than today (a clock was set back) is known today.
    """
    of_item: dict[int, list[QuizAnswer]] = defaultdict(list)
    for answer in answers:
        of_item[answer.item].append(answer)
    return {item: _witnesses(found, today) for item, found in of_item.items()}


def _witnesses(answers: Sequence[QuizAnswer], today: int) -> Witnesses:
    come = {min(answer.day, today) for answer in answers}
    gone = {answer.day + EVIDENCE_DAYS + 1 for answer in answers}
    days = tuple(sorted(come | gone))
    return Witnesses(days, tuple(_evidence(answers, day, today) for day in days))


def _evidence(answers: Sequence[QuizAnswer], day: int, today: int) -> QuizEvidence:
    known = [
        answer for answer in answers if min(answer.day, today) <= day and answer.day >= day - EVIDENCE_DAYS
    ]
    latest = {answer.question: answer.right for answer in known}
    return QuizEvidence(len(latest), sum(latest.values()), any(answer.proved for answer in known))


@dataclass(frozen=True, slots=True, eq=False)
class MapReplay:
    """Makes the map of a day.

    `now` is the map as it is read today. `falls_due` gives the day from which each card of the timelines is
    asked if nothing is done, NOT_ASKED for one that is not; `passed` the days on which the exam of a level
    (by id) was passed, in the order of the exams.
    """

    now: RoadmapMap
    timelines: Mapping[Scenario, Timeline]
    witnesses: Mapping[int, Witnesses]
    passed: Mapping[int, Sequence[int]]
    falls_due: Wholes
    parameters: Parameters
    target_recall: float

    def at(self, day: int, scenario: Scenario) -> RoadmapMap:
        """Return the map of a study day."""
        timeline = self.timelines[scenario]
        stand = timeline.stand(day)
        made = self._items(
            timeline.items(stand),
            timeline.items(timeline.later(stand, SOON)),
            self._due(timeline, stand, day),
            day,
        )
        now = self.now
        return RoadmapMap(
            now.id,
            now.key,
            now.title,
            day,
            tuple(
                MapLevel(level.id, level.title, _topics(level.topics, made), self._exam_age(level.id, day))
                for level in now.levels
            ),
        )

    def _items(self, found: ItemStand, later: ItemStand, due: Sequence[int], day: int) -> Iterator[MapItem]:
        """Yield the items in the order of the roadmap."""
        for item, seen, recalled, kept, lasting, place, recalled_later, falls_due in zip(
            self.now.items,
            found.seen.tolist(),
            found.recalled.tolist(),
            found.kept.tolist(),
            found.lasting.tolist(),
            found.states().tolist(),
            later.recalled.tolist(),
            due,
            strict=True,
        ):
            witnessed = self.witnesses.get(item.id)
            quiz = witnessed.on(day) if witnessed else NOTHING_ASKED
            if item.state is None:
                yield MapItem(item.id, item.key, item.title, Mastery(), None, item.cards, 0, 0.0, quiz)
                continue
            state = STATES[place]
            if state is State.MASTERED and not quiz.proved:
                state = State.SOLID
            asked = 1 if quiz.asked else 0
            right = quiz.right / quiz.asked if asked else 0.0
            mastery = Mastery(1, seen, recalled, kept, asked, right, lasting)
            then = recalled_later / seen if seen else 0.0
            yield MapItem(item.id, item.key, item.title, mastery, state, item.cards, falls_due, then, quiz)

    def _due(self, timeline: Timeline, stand: Stand, day: int) -> Sequence[int]:
        """Return how many cards of each item are due: in the past none, today as on the map as it is read."""
        if day == self.now.day:
            return [item.due for item in self.now.items]
        at = timeline.places
        due = np.zeros(len(at.counts), np.int64)
        if day > self.now.day and len(at.filled):
            falls_due = self.falls_due
            answered = (stand.stability > 0) & (timeline.since[stand.row] > self.now.day)
            interval = vector_schedule.interval(
                stand.stability[answered], self.target_recall, self.parameters
            )
            falls_due = falls_due.copy()
            falls_due[answered] = timeline.last[stand.row[answered]] + interval
            due[at.filled] = np.add.reduceat((falls_due <= day).astype(np.int64), at.begin)
        counted: list[int] = due.tolist()
        return counted

    def _exam_age(self, level: int, day: int) -> int | None:
        """Return the study days since the exam of a level was last passed, as far as it was by then."""
        today = self.now.day
        known = [passed for passed in self.passed.get(level, ()) if min(passed, today) <= day]
        return max(0, day - known[-1]) if known else None


def _topics(topics: Sequence[MapTopic], made: Iterator[MapItem]) -> tuple[MapTopic, ...]:
    """Return topics of today with the items that were made, which come in the same order."""
    return tuple(
        MapTopic(
            topic.id,
            topic.key,
            topic.title,
            tuple(
                MapSection(section.id, section.title, tuple(islice(made, len(section.items))))
                for section in topic.sections
            ),
        )
        for topic in topics
    )
