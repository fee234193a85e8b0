"""The worker: results come home to the window's thread, in order, and errors are not lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.background import Background


def unwanted(result: object) -> None:
    raise AssertionError(f"not expected: {result}")


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background()
    yield background
    background.stop()


def test_the_job_runs_elsewhere_and_its_result_comes_home(qtbot: QtBot, background: Background) -> None:
    home: list[tuple[str, str]] = []
    background.run(
        lambda: threading.current_thread().name,
        lambda worker: home.append((worker, threading.current_thread().name)),
        unwanted,
    )
    qtbot.waitUntil(lambda: bool(home))
    ((worker, here),) = home
    assert here == threading.main_thread().name != worker


def test_jobs_follow_one_another(qtbot: QtBot, background: Background) -> None:
    done: list[int] = []
    gate = threading.Event()
    background.run(gate.wait, lambda _: done.append(0), unwanted)
    for number in (1, 2, 3):
        background.run(partial(int, number), done.append, unwanted)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == [0, 1, 2, 3]


def test_an_error_is_handed_over_and_the_next_job_runs(qtbot: QtBot, background: Background) -> None:
    errors: list[BaseException] = []
    results: list[str] = []
    background.run(lambda: 1 // 0, unwanted, errors.append)
    background.run(lambda: "sound", results.append, unwanted)
    qtbot.waitUntil(lambda: bool(results))
    assert [type(error) for error in errors] == [ZeroDivisionError]


def test_stopping_waits_for_the_present_job_alone(qtbot: QtBot) -> None:
    background = Background()
    began, gate = threading.Event(), threading.Event()
    ran: list[str] = []

    def present() -> None:
        began.set()
        gate.wait()
        ran.append("present")

    background.run(present, lambda _: None, unwanted)
    background.run(lambda: ran.append("never"), lambda _: None, lambda _: None)
    began.wait()
    threading.Timer(0.05, gate.set).start()
    background.stop()
    assert ran == ["present"]


def test_what_is_given_up_says_nothing_on_stderr(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    began, gate = threading.Event(), threading.Event()

    def present() -> None:
        began.set()
        gate.wait()

    background.run(present, unwanted, unwanted)
    background.run(lambda: "never", unwanted, unwanted)
    assert began.wait(5)
    threading.Timer(0.05, gate.set).start()
    background.stop()
    assert caplog.messages == []
