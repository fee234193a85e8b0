"""The two programs as a person starts them: a command, an environment, a folder, and their keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.anki_collection import FILE
from bench.collection_pair import ANKI, OURS
from bench.window_x11 import Part

import roadmap_cards

PROFILE = "User 1"
"""Of Anki; `anki_profile` makes it."""

SIZE = (1280, 800)
"""Of both windows, in pixels. The parts below hold for it."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program on a collection. Keys are those of X: `to_review` leads to where `begin` begins a review.

    `page` is the part of the window that the first page takes, `card` the one in which a card stands, and
    `grades` the one with what is pressed under it.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    packages: tuple[Path, ...]
    """The folders that a start reads, for a cold one."""
    to_review: tuple[str, ...]
    begin: str
    reveal: str
    good: str
    undo: str
    page: Part
    card: Part
    grades: Part


def ours(folder: Path) -> Program:
    """Return our program on a collection; its settings of the window stay inside the folder."""
    settings = folder.parent / "settings"
    settings.mkdir(exist_ok=True)
    return Program(
        OURS,
        (sys.executable, "-m", "roadmap_cards", "--data", str(folder)),
        _environment({"XDG_CONFIG_HOME": str(settings), "QT_QPA_PLATFORM": "xcb"}),
        (Path(roadmap_cards.__file__).parent, *_site_packages()),
        to_review=(),
        begin="Return",
        reveal="space",
        good="3",
        undo="u",
        # Without the sidebar, whose entries come to life once the collection is open.
        page=Part(208, 0, 1072, 800),
        card=Part(262, 90, 756, 570),
        grades=Part(262, 684, 756, 58),
    )


def anki(folder: Path, display: str) -> Program:
    """Return Anki on a collection, with a profile of its own and its software driver: no GPU is there."""
    base = folder.parent / "anki-base"
    _make_profile(base, display)
    profile = base / PROFILE
    profile.mkdir(exist_ok=True)
    if not (profile / FILE).exists():
        shutil.move(folder / FILE, profile / FILE)
    return Program(
        ANKI,
        (sys.executable, "-c", "import aqt; aqt.run()", "-b", str(base), "-p", PROFILE, "-l", "en_US"),
        _environment(
            {
                "QT_QPA_PLATFORM": "xcb",
                # Chromium's sandbox refuses to run as root.
                **({"QTWEBENGINE_DISABLE_SANDBOX": "1"} if os.geteuid() == 0 else {}),
            }
        ),
        tuple(_site_packages()),
        to_review=("s",),
        begin="s",
        reveal="space",
        good="3",
        undo="Control_L+z",
        page=Part(0, 0, 1280, 800),
        card=Part(0, 60, 1280, 660),
        grades=Part(0, 730, 1280, 70),
    )


def anki_window_problem() -> str:
    """Say why the window of Anki cannot be measured; empty where it can."""
    return "" if find_spec("aqt") and find_spec("PyQt6.QtWebEngineWidgets") else "aqt is not installed"


def _make_profile(base: Path, display: str) -> None:
    """Make Anki's settings where there are none yet, on the screen on which it will be shown.

    Qt keeps the size of a window together with that of its screen.
    """
    if not (base / "prefs21.db").exists():
        command = [sys.executable, "-m", "bench.anki_profile", str(base)]
        environment = _environment({"QT_QPA_PLATFORM": "xcb", "DISPLAY": display})
        subprocess.run(command, check=True, env=environment, stdout=sys.stderr)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a program: it may keep its compiled files, as an installed one does."""
    mine = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**mine, **more}


def _site_packages() -> list[Path]:
    return [Path(place) for place in sys.path if place.endswith("site-packages")]
