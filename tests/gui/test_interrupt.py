"""A window that sits idle still ends when the terminal asks it to."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

IDLE_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from roadmap_cards.gui.interrupt import quit_when_interrupted

application = QApplication([])
quit_when_interrupted(application)
QTimer.singleShot(0, lambda: print("idle", flush=True))
code = application.exec()
print("closed in order", flush=True)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals to another process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_idle_window_is_closed_in_order(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", IDLE_WINDOW], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "idle\n"
        window.send_signal(number)
        try:
            told, _ = window.communicate(timeout=60)
        finally:
            window.kill()
    assert told == "closed in order\n"
    assert window.returncode == 128 + number
