"""How long until Today is painted with its numbers, from the start of the process, against a bare window.

    .venv/bin/python bench/start.py [RUNS]

Both are whole processes in the same run, so that the ratio holds on any machine. Uses the display that is
set, or paints offscreen where there is none.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QTimer
application = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: (window.repaint(), print(time.time() - float(sys.argv[1])), application.quit()))
application.exec()
"""

OURS = """
import sys, time
started = float(sys.argv[1])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from roadmap_cards import __main__
from roadmap_cards.gui import app, main_window

# Looks as soon as the window is painted, then every millisecond, for numbers on it.
class Watched(main_window.MainWindow):
    def show(self):
        self.painted.connect(self.look)
        super().show()

    def look(self):
        if self.today.is_filled:
            self.repaint()
            print(time.time() - started)
            QApplication.quit()
        else:
            QTimer.singleShot(1, self.look)

app.MainWindow = Watched
sys.argv[1:] = ["--data", sys.argv[2]]
__main__.main()
"""


def measure(code: str, *arguments: str) -> float:
    """Return the seconds that one process took until it said so."""
    command = [sys.executable, "-c", code, repr(datetime.now(UTC).timestamp()), *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            measure(OURS, folder)
        pairs = [(measure(BARE), measure(OURS, folder)) for _ in range(runs)]
    bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for theirs, mine in pairs)
    print(f"bare window {bare:.3f} s, Today with its numbers {ours:.3f} s, ratio {ratio:.2f} ({runs} pairs)")


if __name__ == "__main__":
    main()
