"""What the trust page says is what the log comes to, row by row, however much of it is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count, groupby
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plain_log import PlainLog, Prediction
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.statistics import catch_up
from roadmap_cards.library.trust import read_trust
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import moment
from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import Span
from roadmap_cards.study.trust import Reliability, bin_of

if TYPE_CHECKING:
    from tests.library.conftest import Study


@pytest.fixture
def today(demo_now: datetime) -> int:
    return moment(demo_now).day


def check(found: Reliability, predictions: Sequence[Prediction]) -> None:
    total = len(predictions)
    recalled = sum(one.recalled for one in predictions)
    assert found.answers == total
    assert found.bias == pytest.approx((sum(one.recall for one in predictions) - recalled) / total, abs=1e-9)
    losses = [-log(one.recall if one.recalled else 1 - one.recall) for one in predictions]
    assert found.log_loss == pytest.approx(sum(losses) / total)
    share = recalled / total
    assert found.naive_loss == pytest.approx(-share * log(share) - (1 - share) * log(1 - share))
    squares = 0.0
    ordered = sorted(predictions, key=lambda one: one.recall)
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: bin_of(one.recall))]
    for one, group in zip(found.bins, groups, strict=True):
        right, mean = sum(each.recalled for each in group), sum(each.recall for each in group) / len(group)
        assert (one.recalled, one.answers) == (right, len(group))
        assert one.predicted == pytest.approx(mean, abs=1e-9)
        assert (one.low, one.high) == wilson(right, len(group))
        squares += len(group) * (mean - right / len(group)) ** 2
    assert found.rmse == pytest.approx(sqrt(squares / total))


@pytest.mark.parametrize("counted", ["nothing", "a part", "all"])
def test_every_number_is_what_the_log_comes_to(demo: DataFolder, today: int, counted: str) -> None:
    if counted != "nothing":
        steps = count()
        catch_up(demo.database, lambda: next(steps) < (2 if counted == "a part" else 100))
    log = PlainLog.of(demo.database)
    for span in Span:
        found = read_trust(demo.database, today, span)
        predictions = log.predictions(today - span.value + 1 if span.value else 0)
        check(found.reliability, predictions)
        check(found.late, [one for one in predictions if one.late])


def test_a_review_that_is_taken_back_proves_nothing(demo: DataFolder, demo_now: datetime, today: int) -> None:
    path = demo.database

    def found() -> Reliability:
        return read_trust(path, today, Span.ALL).reliability

    catch_up(path)
    before = found()
    with OpenCollection(demo, lambda: demo_now) as library:
        learned = next(card.card for card in library.reviews.plan().cards if not card.new)
        library.reviews.answer(library.reviews.ask(learned), Rating.AGAIN, 5_000)
        assert found().answers == before.answers + 1
        catch_up(path)
        check(found(), PlainLog.of(path).predictions())
        library.undo()
        for _ in range(2):
            assert found().answers == before.answers
            assert found().log_loss == pytest.approx(before.log_loss)
            catch_up(path)


def test_sureness_is_counted_by_how_answers_were_handed_in(demo: DataFolder, today: int) -> None:
    sure, guessing = read_trust(demo.database, today, Span.ALL).sureness.shares
    assert (sure.words, guessing.words) == ("Sure", "Guessing")
    assert sure.right / sure.asked > guessing.right / guessing.asked > 0


def test_too_little_is_called_so(study: Study) -> None:
    study.answer("ant-legs")
    study.wait(30)
    study.answer("ant-legs", rating=Rating.GOOD)
    found = read_trust(study.folder.database, study.day, Span.ALL)
    assert found.reliability.answers == 1
    assert found.reliability.said.finding == "Reviews tell this; there is 1 so far, it takes 200"
    assert found.late.said.missing in {199, 200}
    assert found.sureness.said.finding == "Quiz answers tell this; none was given sure so far, it takes 20"


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="cannot be read"):
        read_trust(tmp_path / "gone.db", 9000, Span.ALL)
