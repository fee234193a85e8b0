"""The front door: what is said without a window, and how the program ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from roadmap_cards import __main__ as front
from roadmap_cards.errors import ProblemError


def test_the_version_is_told_without_loading_qt() -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from roadmap_cards.__main__ import main; sys.argv[1:] = ['--version']; main();"
            "assert 'PySide6' not in sys.modules",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == f"Roadmap Cards {version('roadmap-cards')}\n"


@pytest.mark.parametrize(
    ("arguments", "data", "rest"),
    [
        ([], None, []),
        (["--data", "folder"], "folder", []),
        (["--data=folder"], "folder", []),
        (["--data", "folder", "review"], "folder", ["review"]),
        (["--data"], None, ["--data"]),
        (["review", "--data", "folder"], None, ["review", "--data", "folder"]),
    ],
)
def test_the_data_folder_may_stand_before_anything(
    arguments: list[str], data: str | None, rest: list[str]
) -> None:
    assert front._without_data(arguments) == (data, rest)


def test_a_preview_with_a_mistake_is_told_without_loading_qt() -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from roadmap_cards.__main__ import main;"
            "sys.argv[1:] = ['preview', 'x', '--out', 'y'];"
            "code = main(); assert 'PySide6' not in sys.modules; sys.exit(code)",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "There is no deck for the topic “x”." in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["screenshot", "--help"], 0, "usage: roadmap-cards screenshot [-h] DIR"),
        (["screenshot", "--foo"], 2, "“roadmap-cards screenshot” does not know “--foo”."),
        (["screenshot", "--foo", "pictures"], 2, "“roadmap-cards screenshot” does not know “--foo”."),
        (["--data", "kept", "screenshot", "-x"], 2, "“roadmap-cards screenshot” does not know “-x”."),
        (["screenshot"], 2, "the following arguments are required: DIR"),
    ],
)
def test_what_is_no_folder_gets_no_pictures(
    arguments: list[str], code: int, told: str, tmp_path: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "roadmap_cards", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code
    assert told in ran.stdout + ran.stderr
    assert list(tmp_path.iterdir()) == []


def ending(monkeypatch: pytest.MonkeyPatch, how: BaseException) -> int:
    """Return the exit code where the program is stopped by `how`."""

    def stopped(_: list[str]) -> int:
        raise how

    monkeypatch.setattr(front, "_dispatch", stopped)
    return front.main()


def test_a_problem_is_one_sentence_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(monkeypatch, ProblemError("The deck is missing.", hint="Say which.")) == 2
    assert capsys.readouterr() == ("", "The deck is missing. Say which.\n")


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(monkeypatch, KeyboardInterrupt()) == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe closes with a signal only elsewhere")
def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "roadmap_cards", "--version"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 128 + signal.SIGPIPE


def test_a_sign_the_terminal_does_not_know_is_no_error() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "roadmap_cards"],
        env={"PYTHONIOENCODING": "ascii:strict", "QT_QPA_PLATFORM": "none“"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
