"""When something breaks: the log gets the trace, the person one dialog with a report that can be copied."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme


def report_of(error: BaseException) -> str:
    """Return what a bug report needs: versions, the platform and the trace; nothing of the cards."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"Roadmap Cards {__version__}, Python {platform.python_version()}, PySide {pyside_version}\n"
        f"{platform.platform()}\n\n{trace}"
    )


class CrashReporter(QObject):
    """Catches what nobody caught, in every thread. The first fault opens a dialog; all go to the log."""

    _caught = Signal(object)

    def __init__(self, theme: Theme, log: Path, warn: Callable[[str], object]) -> None:
        """Show problems that a person can mend with `warn`, and anything else in a dialog."""
        super().__init__()
        self._theme = theme
        self._log = log
        self._warn = warn
        self._open = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._caught.emit(args.exc_value)

    def report(self, error: BaseException) -> None:
        """Show an error that was caught elsewhere."""
        self._caught.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        else:
            self._caught.emit(error.with_traceback(trace))

    def _show(self, error: BaseException) -> None:
        if isinstance(error, ProblemError):
            self._warn(str(error))
            return
        logging.getLogger("crash").error("%s", report_of(error))
        if not self._open:
            # Loaded when it is needed, which is hopefully never.
            from roadmap_cards.gui.widgets.crash_dialog import CrashDialog  # noqa: PLC0415

            self._open = True
            CrashDialog(self._theme, report_of(error), self._log).exec()
            self._open = False
