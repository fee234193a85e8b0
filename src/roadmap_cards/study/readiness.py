"""Whether a level is ready: it is known, whole, nowhere thin, and an exam has shown it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_cards.study.mastery import Mastery, total
from roadmap_cards.study.wording import ago, counted, listed, percent, percent_short_of

LEVEL_MASTERY = 0.80
"""The mastery that a level needs."""

LEVEL_COVERAGE = 0.95
"""The share of its cards that were seen; an item without cards counts as unseen."""

TOPIC_MASTERY = 0.60
"""The mastery that each of its topics needs."""

EXAM_DAYS = 90
"""Study days for which a passed exam counts."""

ROUNDING = 1e-9
"""What adding up many items may lose: 38 of 40 are 95 %."""


@dataclass(frozen=True, slots=True)
class TopicShare:
    """A topic with its mastery."""

    title: str
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class Missing:
    """A condition that does not hold: as part of a sentence, and as short as it can be said."""

    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is missing for a level to be ready, and how each of its four conditions stands, in sentences."""

    missing: tuple[Missing, ...]
    conditions: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.missing

    @property
    def lines(self) -> tuple[str, ...]:
        """The same in one line, as long as it may be first; each is shorter than the one before.

        They hold for any day: a map of another day than today says them too.
        """
        if self.ready:
            return ("Ready",)
        whole = f"Ready when {listed([one.words for one in self.missing])}"
        short = f"To be ready: {', '.join(one.short for one in self.missing)}"
        least = f"Not ready: {len(self.missing)} of {len(self.conditions)} missing"
        lines = [whole]
        for line in (short, least):
            if len(line) < len(lines[-1]):
                lines.append(line)
        return tuple(lines)

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands beside the title of a level, as long as it may be first.

        One thing that is missing is named; of several only the number is said, for levels side by side would
        repeat each other at length.
        """
        return self.lines if len(self.missing) <= 1 else self.lines[-1:]


def readiness(topics: Sequence[TopicShare], exam_age: int | None) -> Readiness:
    """Return how far a level of these topics is. `exam_age`: study days since its exam was last passed.

    None where it never was. A topic whose items are all left out of the map is left out here too.
    """
    whole = total(topic.mastery for topic in topics)
    found = (
        _mastery(whole),
        _coverage(whole),
        _weak_topics([topic for topic in topics if topic.mastery.items]),
        _exam(exam_age),
    )
    return Readiness(
        missing=tuple(missing for _, missing in found if missing),
        conditions=tuple(condition for condition, _ in found),
    )


# Each returns how a condition stands, and what is missing where it does not hold.


def _mastery(whole: Mastery) -> tuple[str, Missing | None]:
    needed, share = percent(LEVEL_MASTERY), whole.mastery
    if share >= LEVEL_MASTERY - ROUNDING:
        return f"Mastery is {percent(share)}; {needed} is needed.", None
    now = percent_short_of(LEVEL_MASTERY, share)
    missing = Missing(f"mastery is {needed} (at {now})", f"mastery {_of(now, needed)}")
    return f"Mastery is {now}; {needed} is needed.", missing


def _coverage(whole: Mastery) -> tuple[str, Missing | None]:
    needed, share = percent(LEVEL_COVERAGE), whole.coverage
    if share >= LEVEL_COVERAGE - ROUNDING:
        return f"{percent(share)} of its cards are seen; {needed} is needed.", None
    now = percent_short_of(LEVEL_COVERAGE, share)
    missing = Missing(f"{needed} of its cards are seen (at {now})", f"seen {_of(now, needed)}")
    return f"{now} of its cards are seen; {needed} is needed.", missing


def _weak_topics(topics: Sequence[TopicShare]) -> tuple[str, Missing | None]:
    needed = percent(TOPIC_MASTERY)
    weak = [topic for topic in topics if topic.mastery.mastery < TOPIC_MASTERY - ROUNDING]
    if not weak:
        return f"No topic is under {needed}.", None
    now = [percent_short_of(TOPIC_MASTERY, topic.mastery.mastery) for topic in weak]
    here = f"{weak[0].title} at {now[0]}" if len(weak) == 1 else f"{len(weak)} are"
    named = listed([f"{topic.title} ({share})" for topic, share in zip(weak, now, strict=True)])
    return (
        f"{'Topic' if len(weak) == 1 else 'Topics'} under {needed}: {named}.",
        Missing(f"no topic is under {needed} ({here})", f"{counted(len(weak), 'topic')} under {needed}"),
    )


def _exam(age: int | None) -> tuple[str, Missing | None]:
    if age is None:
        return "Its exam is not passed yet.", Missing("its exam is passed", "exam")
    passed = f"Its exam was passed {_long_ago(age)}; that counts for {EXAM_DAYS} days."
    if age <= EXAM_DAYS:
        return passed, None
    return passed, Missing(f"its exam is passed again (last {_long_ago(age)})", "exam")


def _long_ago(age: int) -> str:
    """Return an age in days in whole weeks, months or years: of an exam nobody asks for tenths of them."""
    if age < 14:
        return ago(0, age)
    if age < 61:
        return f"{round(age / 7)} weeks ago"
    months = round(age / 30.4375)
    return f"{months} months ago" if months < 24 else f"{round(age / 365.25)} years ago"


def _of(now: str, needed: str) -> str:
    """Return “41 of 80 %”."""
    return f"{now.removesuffix(' %')} of {needed}"
