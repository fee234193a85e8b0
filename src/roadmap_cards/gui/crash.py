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
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.text import Text


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
            self._open = True
            CrashDialog(self._theme, report_of(error), self._log).exec()
            self._open = False


class CrashDialog(QDialog):
    """What happened, that nothing is lost, and the report to copy."""

    def __init__(self, theme: Theme, report: str, log: Path) -> None:
        """Show a report; `log` is the file that holds it too."""
        super().__init__()
        self.setWindowTitle("Something went wrong")
        self.resize(640, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(Text(theme, "Something went wrong", "title"))
        layout.addWidget(
            Text(
                theme,
                "This is a fault of the program, not yours. Every answer you gave is saved. "
                f"The report below, also kept in {log}, helps to mend it.",
                "body",
                "ink2",
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        layout.addWidget(self.report, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy the report")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        copy.setFocus()
