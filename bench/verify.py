"""How long the proofs of all decks take, against one Python process for each.

    .venv/bin/python bench/verify.py [SNIPPETS] [JOBS]

The code is that of the shipped decks, repeated up to SNIPPETS (900, about what 36 topics have). One process
for each is measured with a tenth of them and scaled, in the same run, so that the ratio holds on any machine.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import cycle, islice

from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.roadmap.lint import deck_paths
from roadmap_cards.roadmap.proof_runner import CAN_FORK, Ending, run_all
from roadmap_cards.roadmap.proofs import proof_of

SHARE = 10


def measure(codes: list[str], jobs: int, *, fork: bool) -> float:
    """Return the seconds that all of them took; each must come to its end."""
    began = time.perf_counter()
    ran = run_all(codes, jobs=jobs, fork=fork)
    assert all(one.ending is Ending.FINISHED for one in ran)
    return time.perf_counter() - began


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 900
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1
    decks = [deck for path in deck_paths(shipped("decks")) if (deck := read_deck_file(path).deck)]
    proofs = [code for deck in decks for entry in deck.entries if (code := proof_of(entry))]
    codes = list(islice(cycle(proofs), wanted))
    few = codes[: max(1, len(codes) // SHARE)]
    ours = measure(codes, jobs, fork=CAN_FORK)
    apart = measure(few, jobs, fork=False) * len(codes) / len(few)
    print(f"{len(codes)} proofs, {jobs} at a time: {ours:.1f} s in forks of a process that is ready")
    print(f"one Python for each: {apart:.1f} s (from {len(few)} of them), {apart / ours:.1f} times as long")


if __name__ == "__main__":
    main()
