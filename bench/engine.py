"""Two processes, one for each program, that do a job when they are asked: one of them works at a time.

An order is a line of JSON, the name of a job with its arguments; the answer is a line with the seconds of
each row that the job measured. What the programs print themselves goes to stderr.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

Seconds = dict[str, list[float]]
"""By the key of a row: what it took, in seconds, each time it was done."""

BATCH = 20
"""Answers in one turn; Anki keeps thirty steps of undo."""

GRADES = (3, 3, 1, 4, 3)
"""The grades of these answers, one after the other."""


class Engine:
    """A program that waits for orders on an open collection."""

    def __init__(self, module: str, folder: Path) -> None:
        """Start `module` on the collection in `folder`."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def do(self, job: str, *arguments: str) -> dict[str, Any]:
        """Do a job and return what it says; RuntimeError where the process ended over it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = ""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps([job, *arguments]) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process ended over the job “{job}”; its last words are above")
        return dict(json.loads(line))

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Let the process close its collection."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def answer_orders(jobs: object) -> None:
    """Do the jobs that come in on stdin until it ends: each is a method of `jobs`."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as told:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            found: Mapping[str, object] = getattr(jobs, name)(*arguments)
            told.write(json.dumps(found) + "\n")
            told.flush()
