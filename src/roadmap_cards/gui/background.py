"""Slow work off the window's thread: one worker, jobs that know nothing of Qt, results by signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")


class Background(QObject):
    """The worker. A job runs alone and in order; its result is handed over on the window's thread."""

    _home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the worker; its thread begins with the first job."""
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._stopped = False
        self._home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Run `job` on the worker and then `done` with its result, or `failed` with its error, here."""

        def carry(future: Future[Result]) -> None:
            if future.cancelled():
                return
            error = future.exception()
            if error is None:
                self._home.emit(lambda: done(future.result()))
            else:
                self._home.emit(lambda: failed(error))

        self._worker.submit(job).add_done_callback(carry)

    def stop(self) -> None:
        """Wait for the present job and start no other; what it brings is not wanted any more."""
        self._stopped = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, deliver: Callable[[], object]) -> None:
        if not self._stopped:
            deliver()
