"""What every test stands on: Qt without a screen, chosen before Qt is imported; a collection with a past."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from roadmap_cards.library.demo import SEED, make_demo
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from ticking_clock import Clock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def clock() -> Clock:
    """Return a Monday morning; every look at the clock makes it a second later."""
    return Clock(step=timedelta(seconds=1))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def library(folder: DataFolder, clock: Clock) -> Iterator[Library]:
    """Yield an open collection with the shipped decks, in which nothing was studied yet."""
    with OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        yield library


@pytest.fixture(scope="session")
def demo_now() -> datetime:
    """Return the morning on which the demo collection ends."""
    return datetime(2026, 11, 23, 8, 2, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="session")
def demo_original(tmp_path_factory: pytest.TempPathFactory, demo_now: datetime) -> DataFolder:
    """Return the demo collection itself, made once for all tests: to be read, never opened for writing."""
    folder = DataFolder(tmp_path_factory.mktemp("demo") / "collection")
    make_demo(folder, demo_now, Random(SEED))
    return folder


@pytest.fixture
def demo(demo_original: DataFolder, tmp_path: Path) -> DataFolder:
    """Return a copy of the demo collection to do with as one likes; its time is `demo_now`."""
    return DataFolder(shutil.copytree(demo_original.root, tmp_path / "demo"))
