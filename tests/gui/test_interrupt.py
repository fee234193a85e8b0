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
from roadmap_cards.gui.interrupt import Interrupts

application = QApplication([])
interrupts = Interrupts(application)
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


WAKE_UPS = """
import gc, signal, sys
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication
from roadmap_cards.gui.interrupt import Interrupts

def start(application):
    return Interrupts(application)

application = QApplication([])
interrupts = start(application)
gc.collect()
(notifier,) = application.findChildren(QSocketNotifier)
wake_ups = []
notifier.activated.connect(lambda: wake_ups.append(1))
QTimer.singleShot(300, application.quit)
application.exec()
print(len(wake_ups))
"""


def test_an_idle_window_sleeps() -> None:
    """Once one end of the socket was closed by the garbage collector, and Qt woke up for ever."""
    ran = subprocess.run([sys.executable, "-c", WAKE_UPS], capture_output=True, text=True, check=True)
    assert ran.stdout == "0\n"
