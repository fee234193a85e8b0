"""A program with all the processes that it started: their memory and the work they did, from /proc."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024
"""In the kilobytes that /proc speaks of."""

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
"""Of work in a second."""

AT_REST, LOOK_EVERY, LOOKS = 0.05, 0.25, 4
"""A program rests once it took less than this share of one core in so many looks in a row, so far apart."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes: `pss` counts a page that several processes share once, `rss` in each of them."""

    pss: float
    rss: float


@dataclass(frozen=True, slots=True)
class _Process:
    parent: int
    worked: int
    """Ticks of work so far."""


def memory_of(pid: int) -> Memory:
    """Return the memory of a process and of all that it started, and so on."""
    pss = rss = 0
    for one in _tree(pid):
        with suppress(OSError):  # it may be gone meanwhile
            for line in (PROC / str(one) / "smaps_rollup").read_text(encoding="ascii").splitlines():
                name, _, value = line.partition(":")
                if name == "Pss":
                    pss += int(value.split()[0])
                elif name == "Rss":
                    rss += int(value.split()[0])
    return Memory(pss / MEGABYTE, rss / MEGABYTE)


def wait_for_rest(pid: int, timeout: float) -> float | None:
    """Wait until a program rests and return since when (`time.perf_counter`); None if it does not."""
    begun = quiet_since = time.perf_counter()
    worked, quiet = _worked(pid), 0
    while time.perf_counter() - begun < timeout:
        time.sleep(LOOK_EVERY)
        now = _worked(pid)
        if now - worked < AT_REST * LOOK_EVERY:
            quiet += 1
        else:
            quiet, quiet_since = 0, time.perf_counter()
        if quiet == LOOKS:
            return quiet_since
        worked = now
    return None


def _worked(pid: int) -> float:
    """Return the seconds of work that a process did and all that it started."""
    return sum(process.worked for process in _tree(pid).values()) / TICKS


def _tree(pid: int) -> dict[int, _Process]:
    """Return a process and all that it started, and so on, by their ids."""
    every = _processes()
    found: dict[int, _Process] = {}
    asked = [pid]
    while asked:
        one = asked.pop()
        if one in every:
            found[one] = every[one]
        asked += [other for other, process in every.items() if process.parent == one]
    return found


def _processes() -> dict[int, _Process]:
    found = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                # The name of a program stands in brackets and may hold anything. What follows is in proc(5).
                _, _, after_name = (entry / "stat").read_bytes().rpartition(b")")
                values = after_name.split()
                found[int(entry.name)] = _Process(int(values[1]), int(values[11]) + int(values[12]))
    return found
