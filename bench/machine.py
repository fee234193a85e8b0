"""What the figures were measured on, in two lines."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

SYNCS = 50


def machine_line(folder: Path) -> str:
    """Return processor, memory, and what it takes to bring a page to the disk where the collections are."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB, {platform.system()};"
        f" a durable write of 4 KiB takes {_sync_seconds(folder) * 1000:.3f} ms;"
        f" load at the beginning {load:.1f}."
    )


def versions_line() -> str:
    """Return what was measured: both programs and what they run on."""
    named = [f"{name} {version(name)}" for name in ("roadmap-cards", "anki")]
    ours = f"ours on Python {platform.python_version()} and SQLite {sqlite3.sqlite_version}"
    return f"{' beside '.join(named)}; {ours}."


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _sync_seconds(folder: Path) -> float:
    path, taken = folder / "sync", []
    with path.open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(bytes(4096))
            begun = perf_counter()
            os.fdatasync(file.fileno())
            taken.append(perf_counter() - begun)
    path.unlink()
    return median(taken)
