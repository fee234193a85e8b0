"""Runs the code of cards, each piece in a process of its own that knows nothing of the person.

Starting Python and loading numpy takes ten times as long as the code of a card. So a few processes get ready
once (`proof_child`), and each piece of code runs in a fork of one of them; where the system cannot fork, each
gets a Python of its own. Either way no piece can see what another one did.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

CAN_FORK = hasattr(os, "fork")
# Not `-I`: with it Python would not read PYTHONHASHSEED. The rest of it is done otherwise: the environment
# holds nothing of the person's, `-s` and `-P` keep their packages and the folder out of sight.
_PYTHON = (sys.executable, "-s", "-P", "-B", "-X", "utf8")
_CHILD = str(Path(__file__).with_name("proof_child.py"))
_HEAVY = ("numpy", "torch")
_READY_WITHIN = 120.0


class Ending(StrEnum):
    """How a piece of code ended."""

    FINISHED = "finished"
    RAISED = "raised"
    MISSING = "missing"
    """A module that is not installed."""
    REFUSED = "refused"
    """It did what a proof may not do."""
    PRINTED = "printed"
    """It printed more than a card could show."""
    MEMORY = "memory"
    TOO_LONG = "too long"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of code may take: seconds, bytes of memory, bytes printed, bytes in one file."""

    seconds: float = 10
    memory: int = 4_000_000_000
    printed: int = 50_000
    written: int = 10_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a piece of code: how it ended (`detail`, on `line` of it), what it printed and set.

    `answer` and `holds` are None where they were not set; a value of `holds` is None where it is neither True
    nor False.
    """

    ending: Ending
    detail: str = ""
    line: int = 0
    printed: str = ""
    answer: str | None = None
    holds: tuple[bool | None, ...] | None = None


def run_all(
    codes: Sequence[str],
    *,
    jobs: int = 1,
    limits: Limits = LIMITS,
    hash_seed: int = 0,
    fork: bool = CAN_FORK,
) -> list[Ran]:
    """Run pieces of code, `jobs` at a time, and return what became of each.

    `hash_seed` decides in which order sets of texts come; without `fork` each piece gets a Python of its own.
    """
    ahead = [name for name in _HEAVY if any(name in code for code in codes)] if fork else []
    results: list[Ran | None] = [None] * len(codes)
    waiting = deque(enumerate(codes))
    nests = [_Nest(limits, ahead, hash_seed, fork=fork) for _ in range(min(jobs, len(codes)))]
    with tempfile.TemporaryDirectory(prefix="roadmap-cards-") as root:

        def work(nest: _Nest) -> None:
            while waiting:
                try:
                    at, code = waiting.popleft()
                except IndexError:  # another one took the last
                    return
                folder = Path(root, str(at))
                folder.mkdir()
                results[at] = nest.ask(code, folder)
                shutil.rmtree(folder, ignore_errors=True)

        try:
            with ThreadPoolExecutor(max(1, len(nests))) as pool:
                try:
                    for done in [pool.submit(work, nest) for nest in nests]:
                        done.result()
                except BaseException:  # the person presses Ctrl C: the pool is left when its threads are done
                    waiting.clear()
                    for nest in nests:
                        nest.stop()
                    raise
        finally:
            for nest in nests:
                nest.end()
    return [result for result in results if result is not None]


class _Nest:
    """A process that runs one piece of code after another; it is started when it is needed, and again."""

    def __init__(self, limits: Limits, ahead: Sequence[str], hash_seed: int, *, fork: bool) -> None:
        self._limits = limits
        self._fork = fork
        self._settings = json.dumps(
            {
                "fork": fork,
                "ahead": ahead,
                "printed": limits.printed,
                "memory": limits.memory,
                "written": limits.written,
                # The second net, should this program itself be killed; processor time, so at least that.
                "seconds": int(limits.seconds) + 1,
            }
        )
        self._environment = {
            "PYTHONHASHSEED": str(hash_seed),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            # As many at a time as there are jobs; and a process with threads must not fork.
            **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        }
        if "SYSTEMROOT" in os.environ:  # without it Windows starts no Python
            self._environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, code: str, folder: Path) -> Ran:
        """Run a piece of code in a folder of its own."""
        process = self._process or self._start()
        request = json.dumps({"code": code, "folder": str(folder)}).encode() + b"\n"
        reply, late = self._exchange(process, request, self._limits.seconds)
        if not reply or late or not self._fork:
            self.end()
        if reply:
            return _ran(json.loads(reply))
        return Ran(Ending.TOO_LONG) if late else Ran(Ending.DIED, _how(process.returncode))

    def stop(self) -> None:
        """Break off what runs; `ask` returns in the thread that waits for it."""
        if self._process is not None:
            _kill(self._process)

    def end(self) -> None:
        """End the process with all that it started."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [*_PYTHON, _CHILD, self._settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            start_new_session=True,
        )
        # Getting ready does not count as the code's time.
        self._exchange(self._process, b"", _READY_WITHIN)
        return self._process

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> tuple[bytes, bool]:
        """Send a request and return the line that answers it, empty where none came; True if it was late."""
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            _kill(process)

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            reply = process.stdout.readline()
        except BrokenPipeError:
            reply = b""
        finally:
            timer.cancel()
            timer.join()
        return reply if reply.endswith(b"\n") else b"", late.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its forks."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _ran(reply: dict[str, Any]) -> Ran:
    holds = reply.get("holds")
    return Ran(
        Ending(reply["ending"]),
        reply.get("detail", ""),
        reply.get("line", 0),
        reply.get("printed", ""),
        reply.get("answer"),
        None if holds is None else tuple(holds),
    )


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
