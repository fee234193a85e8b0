"""`demo`: a made-up collection with a past, to try the program with."""

from __future__ import annotations

from pathlib import Path
from random import Random

from roadmap_cards.library.clock import local_now
from roadmap_cards.library.demo import DAYS, SEED, make_demo
from roadmap_cards.paths import DataFolder


def run_demo(place: Path) -> int:
    """Make the demo collection in an empty folder and say how to open it."""
    folder = DataFolder(place.expanduser().absolute())
    make_demo(folder, local_now(), Random(SEED))
    print(
        f"A made-up collection with {DAYS} days of study is in {folder.root}.\n"
        f'Open it with: roadmap-cards --data "{folder.root}"'
    )
    return 0
