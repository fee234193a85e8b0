"""Makes the files of a start cold: what the system keeps of them in memory is dropped."""

from __future__ import annotations

import os
from pathlib import Path

DROP = Path("/proc/sys/vm/drop_caches")
PAGES_AND_NAMES = "3\n"


def cold_problem() -> str:
    """Say why files cannot be made cold here; empty where they can."""
    return "" if os.access(DROP, os.W_OK) else "only root may drop what the system keeps of files"


def drop_caches() -> None:
    """Drop what the system keeps of all files. Files that live in memory (tmpfs) stay there."""
    os.sync()
    DROP.write_text(PAGES_AND_NAMES, encoding="ascii")
