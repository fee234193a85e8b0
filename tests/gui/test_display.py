"""Without a display, or without the system's libraries, a person reads one sentence."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_cards.gui.display import display_problem, library_problem

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has to be asked")
# No X server can have this number: its TCP port would be above 65535.
DEAD_DISPLAY = ":60000"


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket, which pytest's own may not be."""
    with tempfile.TemporaryDirectory(prefix="rc") as folder:
        yield Path(folder)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_macos_and_windows_always_have_a_display(platform: str) -> None:
    assert display_problem({}, platform) is None


@pytest.mark.parametrize("plugin", ["offscreen", "minimal", "vnc:size=800x600"])
def test_painting_in_memory_needs_no_display(plugin: str) -> None:
    assert display_problem({"QT_QPA_PLATFORM": plugin}, "linux") is None


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}])
def test_no_display_is_said_with_a_way_out(environ: dict[str, str]) -> None:
    problem = display_problem(environ, "linux")
    assert problem is not None
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in problem.message
    assert "roadmap-cards review" in problem.hint


@linux_only
def test_a_display_that_does_not_answer_is_named() -> None:
    problem = display_problem({"DISPLAY": DEAD_DISPLAY}, "linux")
    assert problem is not None
    assert f"DISPLAY={DEAD_DISPLAY}" in problem.message


@linux_only
def test_a_wayland_display_that_is_gone_is_named(short_folder: Path) -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(short_folder)}
    problem = display_problem(environ, "linux")
    assert problem is not None
    assert "WAYLAND_DISPLAY=wayland-7" in problem.message


@linux_only
def test_a_wayland_display_that_listens_will_do(short_folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(short_folder / "wayland-7"))
        server.listen()
        environ = {
            "WAYLAND_DISPLAY": "wayland-7",
            "XDG_RUNTIME_DIR": str(short_folder),
            "DISPLAY": DEAD_DISPLAY,
        }
        # Where the system has no Wayland libraries the sentence is about them: the display itself was found.
        assert str(display_problem(environ, "linux")) == str(library_problem("wayland"))


@linux_only
def test_an_unknown_way_to_draw_names_the_known_ones() -> None:
    problem = display_problem({"QT_QPA_PLATFORM": "xbc"}, "linux")
    assert problem is not None
    assert "xbc" in problem.message
    assert "xcb" in problem.hint


@linux_only
def test_the_missing_library_is_named_with_the_packages_that_bring_all_of_them() -> None:
    absent = ("libxcb-cursor.so.0", "libEGL.so.1")

    def load(name: str) -> None:
        if name in absent or name.endswith("libqxcb.so"):
            raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    problem = library_problem("xcb", load=load)
    assert problem is not None
    assert "libxcb-cursor.so.0" in problem.message
    assert problem.hint.endswith("sudo apt install libegl1 libxcb-cursor0")


@linux_only
def test_a_library_no_package_is_known_for_is_told_in_the_systems_words() -> None:
    def load(name: str) -> None:
        if name.endswith("libqxcb.so"):
            raise OSError("libnew.so.3: file too short")

    problem = library_problem("xcb", load=load)
    assert problem is not None
    assert "libnew.so.3" in problem.message
    assert "file too short" in problem.hint


@linux_only
def test_the_program_ends_with_one_sentence_where_qt_would_abort() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "roadmap_cards"],
        env={"PATH": "/usr/bin", "DISPLAY": DEAD_DISPLAY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "There is no display" in ran.stderr
