"""Every number of the statistics page is what the log comes to, row by row, however much of it is counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import datetime
from itertools import count
from math import log1p
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from plain_log import PlainLog
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.map import read_maps
from roadmap_cards.library.statistics import catch_up, read_statistics
from roadmap_cards.library.today import pace
from roadmap_cards.library.travels import read_travels
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage.today import peek
from roadmap_cards.study.card import Rating, Stage
from roadmap_cards.study.day import MINUTE, date_of, moment
from roadmap_cards.study.forgetting import recall_after
from roadmap_cards.study.history import LogKind
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import MATURE_STABILITY, Phase, Scope, Span, Statistics

if TYPE_CHECKING:
    from tests.library.conftest import Study

    from import_desk import ImportDesk

ALL = Scope()


@pytest.fixture
def today(demo_now: datetime) -> int:
    return moment(demo_now).day


def whole(path: Path, day: int, span: Span = Span.ALL, scope: Scope = ALL) -> Statistics:
    return read_statistics(path, day, Learning(), span, scope)


def first_day(log: PlainLog, day: int, span: Span, topics: Collection[int] = ()) -> int:
    ever = min(log.days(topics))
    return max(ever, day - span.value + 1) if span.value else ever


def topics_of(path: Path, scope: Scope) -> set[int]:
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT id FROM topic WHERE id = ? OR level_id = ?", (scope.topic, scope.level))
        return {topic for (topic,) in rows}


def pieces(number: int) -> Callable[[], bool]:
    steps = count()
    return lambda: next(steps) < number


# --- Of a year and more ------------------------------------------------------------------------------


@pytest.mark.parametrize("counted", ["nothing", "a part", "all"])
def test_every_number_is_what_the_log_comes_to(demo: DataFolder, today: int, counted: str) -> None:
    path = demo.database
    if counted != "nothing":
        assert catch_up(path, pieces(2 if counted == "a part" else 100)) == (counted == "all")
    log = PlainLog.of(path)
    for span in Span:
        found = whole(path, today, span)
        check(found, log, first_day(log, today, span))


@pytest.mark.parametrize("kind", ["level", "topic"])
def test_a_scope_keeps_to_its_topics(demo: DataFolder, today: int, kind: str) -> None:
    path = demo.database
    catch_up(path, pieces(2))
    log = PlainLog.of(path)
    scope = next(place.scope for place in whole(path, today).places if getattr(place.scope, kind))
    topics = topics_of(path, scope)
    found = whole(path, today, Span.YEAR, scope)
    check(found, log, first_day(log, today, Span.YEAR, topics), topics)
    assert found.calendar.first == min(log.days(topics))
    assert [course.points[-1][0] for course in found.mastery.courses] == [today]


def check(found: Statistics, log: PlainLog, first: int, topics: Collection[int] = ()) -> None:
    days = log.days(topics)
    for shown in found.calendar.days:
        answers, spent = days.get(shown.day, (0, 0))
        assert shown.answers == answers
        assert shown.minutes == pytest.approx(spent / MINUTE)
    assert [shown.day for shown in found.calendar.days] == list(range(found.day - 364, found.day + 1))

    check_months(found, log, topics)
    recalls = log.recalls(first, topics)
    total = found.retention.total
    assert (total.right, total.asked) == (sum(right for _, right in recalls), len(recalls))
    assert (total.low, total.high) == wilson(total.right, total.asked)
    parts = found.retention.parts
    for part, end in zip(parts, [*(part.start for part in parts[1:]), found.day + 1], strict=True):
        inside = [right for day, right in recalls if part.start <= day < end]
        assert (part.right, part.asked) == (sum(inside), len(inside))
    assert parts[0].start >= first

    times = found.time.parts
    for time, end in zip(times, [*(time.start for time in times[1:]), found.day + 1], strict=True):
        spans = [of_day for day, of_day in days.items() if time.start <= day < end]
        spent, answers = sum(spent for _, spent in spans), sum(answers for answers, _ in spans)
        assert time.minutes_a_day == pytest.approx(spent / MINUTE / len(spans))
        assert time.seconds_an_answer == pytest.approx(spent / 1000 / answers)

    grades = Counter(
        (phase_of(row.stage_before, row.stability_before), row.rating)
        for row in log.answers(topics)
        if row.day >= first
    )
    for mix in found.grades.mixes:
        assert mix.counts == tuple(grades[mix.phase, rating] for rating in Rating)


def check_months(found: Statistics, log: PlainLog, topics: Collection[int]) -> None:
    """Hold every month against a plain pass over the log: whole months, also where the calendar cuts one."""
    shown = found.calendar.months
    assert date_of(shown[0].start).day == 1
    assert shown[0].start <= found.calendar.days[0].day < shown[1].start
    for month, after in zip(shown, [*(month.start for month in shown[1:]), found.day + 1], strict=True):
        spans = [of_day for day, of_day in log.days(topics).items() if month.start <= day < after]
        assert month.days == len(spans)
        assert month.minutes == pytest.approx(sum(spent for _, spent in spans) / MINUTE)
        inside = [right for day, right in log.recalls(month.start, topics) if day < after]
        share = month.recalls
        assert (share.right, share.asked) == (sum(inside), len(inside))
        assert (share.low, share.high) == wilson(share.right, share.asked)


def test_what_was_held_at_the_end_of_a_month_is_what_the_map_showed_then(
    demo: DataFolder, today: int
) -> None:
    months = whole(demo.database, today).calendar.months
    (travel,) = read_travels(demo.database, today, Learning())
    held = {point.day: point.held for point in travel.past}
    ends = [*(month.start - 1 for month in months[1:]), today]
    compared = [(month.held, held[end]) for month, end in zip(months, ends, strict=True) if end in held]
    assert len(compared) >= 8
    assert [(found.items if found else None) for found, _ in compared] == [shown for _, shown in compared]
    assert months[-1].held is not None
    (roadmap,) = read_maps(demo.database, today)
    items = [item for level in roadmap.levels for item in level.items]
    assert months[-1].held.of == sum(item.state is not None for item in items)
    level = next(place.scope for place in whole(demo.database, today).places if place.scope.level)
    part = whole(demo.database, today, Span.YEAR, level).calendar.months[-1].held
    assert part is not None
    assert 0 < part.items < months[-1].held.items
    assert part.of < months[-1].held.of


def phase_of(stage: Stage | None, stability: float | None) -> Phase:
    if stage is None:
        return Phase.NEW
    if stage is not Stage.REVIEW:
        return Phase.STEPS
    return Phase.MATURE if (stability or 0) >= MATURE_STABILITY else Phase.YOUNG


def test_stabilities_are_those_of_the_cards_in_study(demo: DataFolder, today: int) -> None:
    log = PlainLog.of(demo.database)
    with closing(sqlite3.connect(demo.database)) as file:
        left_out = {card for (card,) in file.execute("SELECT id FROM card WHERE suspended OR retired")}
    last = [
        next(row.stability for row in reversed(rows) if row.moved)
        for card, rows in log.rows.items()
        if card not in left_out and any(row.moved for row in rows)
    ]
    memories = [stability for stability in last if stability]
    found = whole(demo.database, today).stabilities
    assert found.median == pytest.approx(median(memories))
    for one in found.bins:
        high = one.high or float("inf")
        assert one.cards == sum(one.low <= stability < high for stability in memories)
    assert sum(one.cards for one in found.bins) == len(memories)


def test_mastery_ends_at_what_the_map_shows_and_passes_through_what_it_was(
    demo: DataFolder, today: int
) -> None:
    (roadmap,) = read_maps(demo.database, today)
    courses = whole(demo.database, today, Span.YEAR).mastery.courses
    assert [course.points[-1][1] for course in courses] == [
        pytest.approx(level.mastery.mastery, abs=1e-9) for level in roadmap.levels
    ]
    assert all(len(course.points) <= 60 for course in courses)
    log = PlainLog.of(demo.database)
    with closing(sqlite3.connect(demo.database)) as file:
        cards = file.execute("SELECT id, item_id FROM card WHERE item_id AND NOT suspended AND NOT retired")
        items: Counter[int] = Counter()
        of_card: dict[int, int] = {}
        for card, item in cards:
            items[item] += 1
            of_card[card] = item
    day, share = courses[0].points[25]
    level = {item.id for item in roadmap.levels[0].items}
    kept = 0.0
    for card, item in of_card.items():
        rows = [row for row in log.rows.get(card, ()) if row.moved and row.day <= day]
        if item in level and rows and rows[-1].stability and rows[-1].kind is LogKind.ANSWER:
            recall = recall_after(day - rows[-1].day, rows[-1].stability, DEFAULT)
            kept += recall * min(1, log1p(rows[-1].stability) / log1p(90)) / items[item]
    counting = sum(item.state is not None for item in roadmap.levels[0].items)
    assert share == pytest.approx(kept / counting, abs=1e-9)


def test_what_is_due_begins_with_what_is_due_today(demo: DataFolder, demo_now: datetime, today: int) -> None:
    found = whole(demo.database, today).due
    with closing(sqlite3.connect(demo.database)) as file:
        (due,) = file.execute(
            """
            SELECT count(*) FROM card JOIN topic ON topic.id = topic_id
            WHERE max(due_day, buried_until) <= ? AND NOT suspended AND NOT retired AND NOT topic.paused
            """,
            (today,),
        ).fetchone()
        (static,) = file.execute(
            """
            SELECT count(*) FROM card JOIN topic ON topic.id = topic_id
            WHERE max(due_day, buried_until) <= ? AND NOT suspended AND NOT retired AND NOT topic.paused
            """,
            (today + 29,),
        ).fetchone()
    assert found.days[0].reviews == due > 0
    assert [shown.day for shown in found.days] == list(range(today, today + 30))
    assert sum(shown.reviews for shown in found.days) > static, "what is reviewed comes back"
    assert found.goal == Learning().minutes
    connection = peek(demo.database)
    assert connection is not None
    with closing(connection):
        usual = pace(connection, today)
    first = found.days[0]
    assert first.minutes == pytest.approx((first.reviews * usual.review + first.new * usual.new) / MINUTE)


def test_new_cards_are_those_that_are_left_and_allowed(demo: DataFolder, today: int) -> None:
    assert {shown.new for shown in whole(demo.database, today).due.days} == {10}
    none = read_statistics(demo.database, today, Learning(new_per_day=0), Span.YEAR, ALL)
    assert {shown.new for shown in none.due.days} == {0}
    reviews = [
        sum(shown.reviews for shown in found.due.days) for found in (whole(demo.database, today), none)
    ]
    assert reviews[0] > reviews[1] + 300, "what is learned comes back, too"


def test_places_are_levels_with_their_topics(demo: DataFolder, today: int) -> None:
    places = whole(demo.database, today).places
    assert [place.title for place in places[:3]] == ["Everything", "Junior", "Python Basics"]
    assert places[2].level == "Junior"
    assert len({place.scope for place in places}) == len(places)


# --- As things change --------------------------------------------------------------------------------


def answers(library: Library, path: Path) -> tuple[int, int]:
    """Return the answers of the year, and those of learned cards."""
    found = whole(path, library.moment().day)
    return sum(day.answers for day in found.calendar.days), found.retention.total.asked


def check_now(library: Library, path: Path) -> None:
    log = PlainLog.of(path)
    day = library.moment().day
    check(whole(path, day), log, first_day(log, day, Span.ALL))


@pytest.mark.parametrize("when", ["never", "once", "always"])
def test_undo_and_redo_of_an_answer_are_counted(demo: DataFolder, demo_now: datetime, when: str) -> None:
    path = demo.database
    if when != "never":
        catch_up(path)
    with OpenCollection(demo, lambda: demo_now) as library:
        begin = answers(library, path)
        for card in library.reviews.plan().cards[:3]:
            library.reviews.answer(library.reviews.ask(card.card), Rating.GOOD, 5_000)
            if when == "always":
                catch_up(path)
        after = answers(library, path)
        assert after[0] == begin[0] + 3
        check_now(library, path)
        for step in (library.undo, library.undo, library.redo, library.undo):
            step()
            if when == "always":
                catch_up(path)
            check_now(library, path)
        library.undo()
        assert answers(library, path) == begin


def test_an_import_that_was_taken_back_counts_no_more(desk: ImportDesk) -> None:
    path = desk.folder.database
    taken = desk.take_in(desk.package())
    assert taken.imported.answers == 2
    catch_up(path)
    assert sum(day.answers for day in whole(path, desk.library.moment().day).calendar.days) == 2
    desk.library.undo()
    assert sum(day.answers for day in whole(path, desk.library.moment().day).calendar.days) == 0
    desk.library.redo()
    assert sum(day.answers for day in whole(path, desk.library.moment().day).calendar.days) == 2


def test_a_card_takes_its_answers_to_the_topic_it_moves_to(study: Study) -> None:
    study.answer("ant-legs", "bee-wings")
    path = study.folder.database
    catch_up(path)
    scopes = {name: Scope(topic=study.id("topic", name)) for name in ("Alpha", "Beta")}

    def counts() -> list[int]:
        found = [whole(path, study.day, Span.YEAR, scope) for scope in scopes.values()]
        return [sum(day.answers for day in each.calendar.days) for each in found]

    assert counts() == [1, 1]
    study.load("tiny", None, {"alpha": (("apes", "ape-arms"),)})
    study.rewrite(
        "beta",
        "\n# One\n\n## Bees\n\n### ant-legs-too\nkind: basic\ndifficulty: 1\nsources: book\n"
        "formerly: alpha/ant-legs\n\nQ: What is ant-legs?\nA: It.\n",
    )
    assert counts() == [0, 2]
    catch_up(path)
    assert counts() == [0, 2]


# --- With little to go by ----------------------------------------------------------------------------


def test_a_chart_says_how_many_reviews_it_needs(study: Study) -> None:
    path = study.folder.database
    fresh = whole(path, study.day)
    assert fresh.calendar.said.finding == "20 more reviews and this chart can be drawn"
    assert fresh.calendar.first is None
    study.answer("ant-legs")
    found = whole(path, study.day)
    assert (found.calendar.said.missing, found.retention.said.missing) == (19, 20)
    assert found.calendar.said.finding == "19 more reviews and this chart can be drawn"
    assert found.calendar.first == study.day


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="cannot be read"):
        whole(tmp_path / "gone.db", 9000)
