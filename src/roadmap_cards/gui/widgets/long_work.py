"""Long work on the worker as the window sees it: how far it is, that it is to stop, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.work import CancelledError, Report

LOOK_EVERY = 50
"""Milliseconds between two looks at how far the work is: 20 a second, however often it reports."""

Result = TypeVar("Result")


class _Progress:
    """What the worker last said, and whether it is to stop. Both threads touch it, neither waits."""

    def __init__(self) -> None:
        self.latest = ("", 0, 0)
        self.cancelled = Event()

    def report(self, doing: str, done: int, of: int) -> None:
        """Note how far it is, on the worker; CancelledError where the person wants no more of it."""
        if self.cancelled.is_set():
            raise CancelledError
        self.latest = (doing, done, of)


class LongWork(QObject):
    """One piece of work at a time, with a bar that shows it.

    The worker is looked at, not listened to: a million reports would fill the window's queue of events.
    `stopped` tells that it was stopped, `failed` in a sentence why it could not be done.
    """

    stopped = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress = _Progress()
        self._told = self._progress.latest
        self._bar: WorkBar | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @property
    def bar(self) -> WorkBar | None:
        """The bar that shows what is under way; None where nothing is."""
        return self._bar

    def run(
        self,
        background: Background,
        bar: WorkBar,
        job: Callable[[Report], Result],
        done: Callable[[Result], object],
        given_up: Callable[[], object],
    ) -> None:
        """Do a job behind the window, then `done` with its result, or `given_up` where nothing came of it.

        `given_up` shows what was there before; it comes before `stopped` and `failed`.
        """
        assert self._bar is None
        progress = self._progress = _Progress()
        self._told, self._bar = progress.latest, bar
        self._timer.start()

        def carry(result: Result) -> None:
            self._end()
            done(result)

        def fail(error: BaseException) -> None:
            self._end()
            given_up()
            if isinstance(error, CancelledError):
                self.stopped.emit()
            elif isinstance(error, ProblemError):
                self.failed.emit(str(error))
            else:
                raise error

        background.run(lambda: job(progress.report), carry, fail)

    def cancel(self) -> None:
        """Stop what is under way at its next report; it leaves no trace."""
        if self._bar is not None:
            self._progress.cancelled.set()
            self._bar.show_stopping()

    def _end(self) -> None:
        self._timer.stop()
        self._bar = None

    def _look(self) -> None:
        latest = self._progress.latest
        if latest != self._told and self._bar is not None and not self._progress.cancelled.is_set():
            self._told = latest
            self._bar.show_progress(*latest)
