"""A screen of its own for the windows of a bench: Xvfb on a free display, or the display that is set."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from bench.window_x11 import missing_libraries

SCREEN = "1366x900x24"


def display_problem() -> str:
    """Say why no window can be measured here; empty where one can."""
    if not os.environ.get("DISPLAY") and shutil.which("Xvfb") is None:
        return "no display, and no Xvfb to make one"
    if missing := missing_libraries():
        return f"{', '.join(missing)} cannot be loaded"
    return ""


@contextmanager
def display() -> Iterator[str]:
    """Yield a display: that of DISPLAY, else one of its own that ends with this."""
    if here := os.environ.get("DISPLAY"):
        yield here
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise OSError("Xvfb did not start")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
