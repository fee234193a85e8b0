"""One window for one data folder: a second start rings at the first and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.instance import Doorbell, raise_other_window


def test_nobody_answers_where_no_window_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    assert not raise_other_window(tmp_path)


def test_a_second_start_rings_at_the_window_of_its_own_folder(qtbot: QtBot, tmp_path: Path) -> None:
    mine, other = Doorbell(tmp_path / "mine"), Doorbell(tmp_path / "other")
    rung_elsewhere: list[bool] = []
    other.rung.connect(lambda: rung_elsewhere.append(True))
    with qtbot.waitSignal(mine.rung):
        assert raise_other_window(tmp_path / "mine")
    assert not rung_elsewhere


def test_every_further_start_rings(qtbot: QtBot, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path)
    for _ in range(3):
        with qtbot.waitSignal(bell.rung):
            assert raise_other_window(tmp_path)


@pytest.mark.slow
def test_the_whole_program_started_twice_rings_and_ends_well(qtbot: QtBot, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path)
    with qtbot.waitSignal(bell.rung, timeout=30_000):
        second = subprocess.Popen([sys.executable, "-m", "roadmap_cards", "--data", str(tmp_path)])
    assert second.wait(timeout=30) == 0
    assert not (tmp_path / "collection.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes the name with the process")
def test_the_name_of_a_killed_instance_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from roadmap_cards.gui.instance import Doorbell\n"
        "application = QCoreApplication([])\n"
        "bell = Doorbell(Path(sys.argv[1]))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, env=os.environ)
    assert ended.returncode == -signal.SIGKILL
    assert not raise_other_window(tmp_path), "a dead window does not answer"
    bell = Doorbell(tmp_path)
    with qtbot.waitSignal(bell.rung):
        assert raise_other_window(tmp_path)
