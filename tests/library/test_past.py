"""A roadmap through time: what was shown on a day is shown again, and the past never changes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.map import MapItem, RoadmapMap, read_maps
from roadmap_cards.library.past import DAYS_AHEAD, Scenario, Travel
from roadmap_cards.library.travels import read_travels
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.study import mastery
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import moment
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.mastery import CardMemory, Lens, State
from roadmap_cards.study.question import QUESTION_KINDS, right_answer
from roadmap_cards.study.quiz import EXAM_SIZE, Mode, Sureness, Wish
from roadmap_cards.study.schedule import DEFAULT

if TYPE_CHECKING:
    from tests.library.conftest import Study

CHOICE = """
### {name}
kind: choice
difficulty: 1
sources: book

Q: What is {name}?
Options:
- [x] Right
  > It is.
- [ ] Wrong
  > It is not.
- [ ] Also wrong
  > Neither.
- [ ] Wrong too
  > Nor this.
"""

CARD = "\n### {name}\nkind: basic\ndifficulty: 1\nsources: book\n\nQ: What is {name}?\nA: It.\n"

BETA = f"\n# One\n\n## Bees\n{CARD.format(name='bee-wings')}{CHOICE.format(name='bee-home')}"
GAMMA = f"\n# One\n\n## Gnus\n{CARD.format(name='gnu-horns')}" + "".join(
    CHOICE.format(name=f"gnu-{number}") for number in range(EXAM_SIZE)
)
"""Enough questions for an exam of the level Senior."""


def travel(study: Study) -> Travel:
    (found,) = read_travels(study.folder.database, study.day, Learning())
    return found


def item(roadmap: RoadmapMap, title: str) -> MapItem:
    return next(item for item in roadmap.items if item.title == title)


def assert_same(made: RoadmapMap, read: RoadmapMap, *, due: bool = True) -> None:
    """Assert that a map that was replayed is the one that was read; `due`: with what is due."""
    assert made.day == read.day
    for replayed, shown in zip(made.items, read.items, strict=True):
        assert (replayed.id, replayed.title, replayed.cards) == (shown.id, shown.title, shown.cards)
        assert (replayed.state, replayed.quiz) == (shown.state, shown.quiz)
        assert replayed.due == (shown.due if due else 0)
        assert replayed.later == pytest.approx(shown.later, abs=1e-9)
        for lens in Lens:
            share = lens.share(shown.mastery)
            assert lens.share(replayed.mastery) == pytest.approx(share, abs=1e-9), shown.title
    for replayed_level, shown_level in zip(made.levels, read.levels, strict=True):
        assert (replayed_level.title, replayed_level.exam_age) == (shown_level.title, shown_level.exam_age)
        assert replayed_level.held == shown_level.held
        assert replayed_level.mastery.mastery == pytest.approx(shown_level.mastery.mastery, abs=1e-9)


def quiz(study: Study, title: str, mode: Mode) -> None:
    """Answer all questions of a topic right and sure; an exam is that of the level Senior."""
    exam = mode is Mode.EXAM
    wish = Wish(
        frozenset({study.id("topic", title)}),
        EXAM_SIZE if exam else None,
        mode,
        level="tiny/senior" if exam else "",
        kinds=frozenset(QUESTION_KINDS if exam else {"choice"}),
        again=True,
    )
    with study.open() as library:
        sitting = library.quizzes.start(wish, Random(1))
        for place, row in enumerate(sitting.questions):
            sitting.go(place)
            sitting.answer(right_answer(row.question.body, row.question.variant), Sureness.SURE)
        sitting.hand_in()


# --- Today, on the demo collection -------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo_day(demo_now: datetime) -> int:
    return moment(demo_now).day


@pytest.fixture(scope="module")
def demo_travel(demo_original: DataFolder, demo_day: int) -> Travel:
    (found,) = read_travels(demo_original.database, demo_day, Learning())
    return found


@pytest.mark.parametrize("scenario", Scenario)
def test_today_is_the_map_as_it_is_read(
    demo_travel: Travel, demo_original: DataFolder, demo_day: int, scenario: Scenario
) -> None:
    (read,) = read_maps(demo_original.database, demo_day)
    assert any(item.due for item in read.items)
    assert {item.state for item in read.items} >= {State.NEW, State.LEARNING, State.SOLID}
    assert_same(demo_travel.at(demo_day, scenario), read)


def test_a_past_day_is_what_the_log_said_by_then(
    demo_travel: Travel, demo_original: DataFolder, demo_day: int
) -> None:
    with closing(sqlite3.connect(demo_original.database)) as connection:
        cards = connection.execute(
            "SELECT id, item_id FROM card WHERE item_id IS NOT NULL AND retired = 0 AND suspended = 0"
        ).fetchall()
        log = connection.execute(
            "SELECT card_id, day, stability FROM review AS answer WHERE moved = 1 AND kind = 'answer'"
            " AND id NOT IN (SELECT voids FROM review WHERE voids IS NOT NULL) ORDER BY id"
        ).fetchall()
    for day in (demo_travel.first, demo_day - 250, demo_day - 84, demo_day - 1):
        last = {card: (on, stability) for card, on, stability in log if on <= day}
        of_item: dict[int, list[CardMemory]] = defaultdict(list)
        for card, item_id in cards:
            of_item[item_id].append(remembered(last.get(card), day, DEFAULT))
        shown = demo_travel.at(day)
        assert shown.seen
        for found in shown.items:
            if found.state is None:
                continue
            expected = mastery.of_item(of_item[found.id])
            assert found.mastery.mastery == pytest.approx(expected.mastery, abs=1e-9)
            assert found.mastery.coverage == pytest.approx(expected.coverage, abs=1e-9)
            assert found.state is mastery.state(of_item[found.id], proved=found.quiz.proved)


def remembered(last: tuple[int, float] | None, day: int, parameters: Parameters) -> CardMemory:
    if last is None:
        return CardMemory()
    on, stability = last
    return CardMemory(stability, recall_after(day - on, stability, parameters))


def test_the_course_has_every_day_and_says_what_the_maps_say(demo_travel: Travel, demo_day: int) -> None:
    first, last = demo_travel.first, demo_travel.last
    assert [point.day for point in demo_travel.past] == list(range(first, demo_day + 1))
    assert demo_travel.past[-1].held > demo_travel.past[0].held
    for point in demo_travel.past[::50]:
        shown = demo_travel.at(point.day)
        assert point.held == shown.held
        assert point.mastery == pytest.approx(mean_mastery(shown))
    for scenario in Scenario:
        ahead = demo_travel.ahead[scenario]
        assert [point.day for point in ahead] == list(range(demo_day, last + 1))
        assert ahead[0] == demo_travel.past[-1]
        for point in ahead[::45]:
            shown = demo_travel.at(point.day, scenario)
            assert point.held == shown.held
            assert point.mastery == pytest.approx(mean_mastery(shown))


def mean_mastery(roadmap: RoadmapMap) -> float:
    return mastery.total(item.mastery for item in roadmap.items).mastery


def test_who_stops_loses_and_who_goes_on_gains(demo_travel: Travel) -> None:
    stop, pace = (demo_travel.ahead[scenario] for scenario in Scenario)
    for before, after in pairwise(stop):
        assert after.held <= before.held
        assert after.mastery <= before.mastery
    assert stop[-1].held < stop[0].held < pace[-1].held
    assert pace[-1].mastery > stop[-1].mastery


def test_decay_alone_raises_no_share(demo_travel: Travel, demo_day: int) -> None:
    before = demo_travel.at(demo_day)
    for day in range(demo_day + 1, demo_travel.last, 13):
        after = demo_travel.at(day)
        for earlier, later in zip(before.items, after.items, strict=True):
            for lens in (Lens.MASTERY, Lens.RECALL, Lens.STABILITY, Lens.COVERAGE):
                assert lens.share(later.mastery) <= lens.share(earlier.mastery)
        before = after


def test_the_band_begins_at_what_is_known_and_holds_the_curve(demo_travel: Travel, demo_day: int) -> None:
    assert demo_travel.late >= 50
    held = demo_travel.at(demo_day).held
    for scenario in Scenario:
        band = demo_travel.band[scenario]
        assert band[0] == (demo_day, float(held), float(held))
        assert [day for day, _, _ in band] == list(range(demo_day, demo_travel.last + 1))
        for (_, low, high), point in zip(band, demo_travel.ahead[scenario], strict=True):
            assert low <= point.held <= high
        assert band[-1][1] < band[-1][2]
    assert not demo_travel.rough


def test_ahead_more_and_more_falls_due_and_in_the_past_nothing_was(
    demo_travel: Travel, demo_day: int
) -> None:
    assert not any(item.due for item in demo_travel.at(demo_day - 30).items)
    due = [sum(item.due for item in demo_travel.at(demo_day + days).items) for days in (1, 30, 90, 180)]
    assert due == sorted(due)
    assert due[0] < due[-1]
    pace = sum(item.due for item in demo_travel.at(demo_travel.last, Scenario.PACE).items)
    assert 0 < pace < due[-1]


def test_a_day_out_of_reach_is_the_nearest_one(demo_travel: Travel) -> None:
    assert demo_travel.at(demo_travel.first - 100).day == demo_travel.first
    assert demo_travel.at(demo_travel.last + 1).day == demo_travel.last


# --- The past stays ----------------------------------------------------------------------------------


def test_every_day_is_shown_again_as_it_was_shown_then(study: Study) -> None:
    study.rewrite("beta", BETA)
    study.rewrite("gamma", GAMMA)
    shown: dict[int, RoadmapMap] = {}

    def evening() -> None:
        (shown[study.day],) = study.maps()
        study.wait(1)

    study.answer("bee-wings", "gnu-horns")
    evening()
    study.answer("ant-legs", "bee-wings", rating=Rating.GOOD)
    evening()
    for _ in range(4):
        study.wait(30)
        study.answer("bee-wings", "ant-legs", "ant-eyes")
        evening()
    quiz(study, "Beta", Mode.PRACTICE)
    evening()
    study.answer("ape-arms", rating=Rating.AGAIN)
    quiz(study, "Gamma", Mode.EXAM)
    evening()
    evening()
    study.wait(170)
    for _ in range(16):
        evening()
    found = travel(study)
    assert min(shown) == found.first
    for day, then in shown.items():
        assert_same(found.at(day), then, due=False)
    assert {State.MASTERED, State.SOLID} <= {item(then, "Bees").state for then in shown.values()}
    assert {None, 0, 1, 180} <= {then.levels[1].exam_age for then in shown.values()}


def past_of(study: Study, until: int) -> list[RoadmapMap]:
    found = travel(study)
    return [found.at(day) for day in range(found.first, until)]


def studied(study: Study) -> None:
    for _ in range(3):
        study.answer("ant-legs", "bee-wings", rating=Rating.GOOD)
        study.wait(9)


def test_an_answer_today_changes_no_earlier_day(study: Study) -> None:
    studied(study)
    before = past_of(study, study.day)
    study.answer("ant-legs", "ant-eyes", rating=Rating.AGAIN)
    assert past_of(study, study.day) == before


def test_an_undo_leaves_the_past_as_it_was(study: Study) -> None:
    studied(study)
    before = past_of(study, study.day + 1)
    with study.open() as library:
        library.reviews.answer(library.reviews.ask(study.card(library, "ant-legs")), Rating.EASY, 9_000)
        changed = past_of(study, study.day + 1)
        library.undo()
    assert changed != before
    assert past_of(study, study.day + 1) == before


def test_a_card_that_was_set_back_keeps_what_it_was(study: Study) -> None:
    studied(study)
    before = past_of(study, study.day)
    with closing(sqlite3.connect(study.folder.database)) as connection, connection:
        (card,) = connection.execute("SELECT id FROM card WHERE key LIKE '%bee-wings%'").fetchone()
        connection.execute(
            "INSERT INTO review (card_id, kind, source, moved, at, zone_offset, day, duration)"
            " VALUES (?, 'reset', 'review', 1, 0, 0, ?, 0)",
            (card, study.day),
        )
        connection.execute(
            "UPDATE card SET stage = NULL, stability = NULL, last_day = NULL, due_day = NULL WHERE id = ?",
            (card,),
        )
    assert past_of(study, study.day) == before
    (read,) = study.maps()
    assert not item(read, "Bees").seen
    assert_same(travel(study).at(study.day), read)


# --- Cards that do not count -------------------------------------------------------------------------


def test_a_suspended_card_is_left_out_as_the_map_leaves_it_out(study: Study) -> None:
    studied(study)
    study.answer("ant-eyes")
    study.suspend("ant-eyes", "bee-wings")
    found = travel(study)
    (read,) = study.maps()
    assert_same(found.at(study.day), read)
    bees = item(found.at(found.first), "Bees")
    assert (bees.state, bees.mastery.items, bees.cards) == (None, 0, 1)
    ants = item(found.at(found.first), "Ants")
    assert (ants.mastery.coverage, ants.cards) == (1.0, 2)


def test_a_card_that_is_retired_is_gone(study: Study) -> None:
    studied(study)
    study.answer("ant-eyes")
    study.rewrite("alpha", f"\n# One\n\n## Ants\n{CARD.format(name='ant-legs')}")
    found = travel(study)
    (read,) = study.maps()
    assert_same(found.at(study.day), read)
    assert item(found.at(found.first), "Ants").cards == 1


def test_a_paused_topic_is_remembered_but_never_due(study: Study) -> None:
    studied(study)
    study.pause("beta")
    found = travel(study)
    ahead = found.at(found.last)
    assert (item(ahead, "Bees").due, item(ahead, "Ants").due) == (0, 1)
    assert item(ahead, "Bees").seen


# --- Too little to say -------------------------------------------------------------------------------


def test_with_few_late_reviews_it_is_rough(study: Study) -> None:
    studied(study)
    found = travel(study)
    assert found.rough
    assert found.late < 50
    assert not any(found.band.values())


def test_where_nothing_was_answered_there_is_today_alone(study: Study) -> None:
    found = travel(study)
    assert (found.first, found.today, found.last) == (study.day, study.day, study.day + DAYS_AHEAD)
    assert [(point.held, point.mastery) for point in found.past] == [(0, 0.0)]
    assert {point.held for point in found.ahead[Scenario.STOP]} == {0}
    (read,) = study.maps()
    assert_same(found.at(study.day), read)


def test_a_collection_without_a_roadmap_has_nothing_to_travel(folder: DataFolder) -> None:
    now = datetime.fromisoformat("2026-11-23T08:00:00+00:00")
    with OpenCollection(folder, lambda: now + timedelta(seconds=1)) as library:
        assert read_travels(library.path, moment(now).day, Learning()) == []


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="cannot be read just now"):
        read_travels(tmp_path / "none.db", 9000, Learning())
