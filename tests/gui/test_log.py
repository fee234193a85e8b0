"""The log: what the program and Qt said before a fault, even a fault in C."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from roadmap_cards.gui.log import LARGEST, LOG_NAME


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code after the log was started, in a process of its own: logging is of the whole process."""
    begin = "import logging, sys; from pathlib import Path; from roadmap_cards.gui.log import start_log\n"
    begin += "start_log(Path(sys.argv[1]))\n"
    return subprocess.run(
        [sys.executable, "-c", begin + code, str(folder)], capture_output=True, text=True, check=False
    )


def test_the_program_and_qt_write_to_one_file(tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        "from PySide6.QtCore import qWarning\n"
        "logging.getLogger('decks').info('two files read')\n"
        "qWarning('a font is missing')\n",
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    first, second = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert first.endswith("INFO decks: two files read")
    assert "WARNING qt: a font is missing" in second


def test_a_fault_in_c_leaves_its_trace(tmp_path: Path) -> None:
    ran = run(tmp_path, "import faulthandler; faulthandler._sigsegv()")
    assert ran.returncode != 0
    assert 'File "<string>", line 3' in (tmp_path / "crash.log").read_text(encoding="utf-8")


def test_the_log_stays_small(tmp_path: Path) -> None:
    run(tmp_path, f"for _ in range(60): logging.getLogger('x').warning('y' * {LARGEST // 10})")
    sizes = [path.stat().st_size for path in tmp_path.glob(f"{LOG_NAME}*")]
    assert len(sizes) == 3
    assert max(sizes) <= LARGEST


def test_a_folder_that_cannot_be_written_to_ends_nothing(tmp_path: Path) -> None:
    ran = run(tmp_path / "gone", "logging.getLogger('decks').info('read'); print('goes on')")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "goes on\n", "")
