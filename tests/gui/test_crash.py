"""A fault of the program: one dialog with a report to copy, the trace in the log, and the window lives on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.crash import CrashReporter
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.crash_dialog import CrashDialog
from roadmap_cards.gui.widgets.text import Text


def fault(words: str = "a wheel came off") -> Exception:
    """Return an error with a trace, as one that was raised."""
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        return error


def dialogs() -> list[CrashDialog]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, CrashDialog)]


def while_open(act: Callable[[CrashDialog], None]) -> None:
    """Do something to the dialog as soon as it is open, then close it."""

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, CrashDialog):
            act(window)
            window.reject()
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_the_report_names_the_versions_and_the_place_and_can_be_copied(
    qtbot: QtBot, theme: Theme, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = CrashReporter(theme, tmp_path / "program.log", print)
    seen: list[str] = []

    def read(dialog: CrashDialog) -> None:
        seen.append(dialog.report.toPlainText())
        seen.extend(text.text() for text in dialog.findChildren(Text))
        (copy,) = (button for button in dialog.findChildren(QPushButton) if "Copy" in button.text())
        copy.click()

    while_open(read)
    with caplog.at_level(logging.ERROR):
        reporter.report(fault())
        qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None)
    report, *words = seen
    assert f"Roadmap Cards {__version__}" in report
    assert "RuntimeError: a wheel came off" in report
    assert "test_crash.py" in report
    assert str(tmp_path / "program.log") in " ".join(words)
    assert "Every answer you gave is saved" in " ".join(words)
    assert QGuiApplication.clipboard().text() == report
    assert "a wheel came off" in caplog.text


def test_faults_that_follow_open_no_second_dialog(
    qtbot: QtBot, theme: Theme, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = CrashReporter(theme, tmp_path / "program.log", print)
    counts: list[int] = []

    def more(dialog: CrashDialog) -> None:
        for number in range(3):
            reporter.report(fault(f"and another {number}"))
        QApplication.processEvents()
        counts.append(len(dialogs()))

    while_open(more)
    reporter.report(fault())
    qtbot.waitUntil(lambda: bool(counts) and QApplication.activeModalWidget() is None)
    assert counts == [1]
    assert caplog.text.count("and another") >= 3


def test_what_a_person_can_mend_is_a_sentence_in_the_window(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    said: list[str] = []
    reporter = CrashReporter(theme, tmp_path / "program.log", said.append)
    reporter.report(ProblemError("The disk is full.", hint="Free some space."))
    qtbot.waitUntil(lambda: bool(said))
    assert said[0] == "The disk is full. Free some space."
    assert not dialogs()
