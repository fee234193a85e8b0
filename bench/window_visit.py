"""One visit to a program in its window: it is started, looked at, reviewed in with keys, and ended.

Each visit returns samples by the key of a row: seconds, and megabytes for memory.
"""

from __future__ import annotations

import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import memory_of, wait_for_rest
from bench.window_pictures import Change, Shot, change, differ, nearer, painted
from bench.window_programs import SIZE, Program
from bench.window_x11 import Mapped, Part, Picture, Server

Found = dict[str, list[float]]

QUIET_PAGE, QUIET = 2.5, 0.25
"""Seconds without anything drawn after which a new page, and a card, is all there."""

MAP_WITHIN, START_WITHIN, REST_WITHIN, KEY_WITHIN, END_WITHIN = 60.0, 30.0, 180.0, 5.0, 20.0
"""Seconds to wait at most."""


class WindowError(Exception):
    """A window did not do what it should; the program or the keys are not as the bench takes them to be."""


@dataclass(slots=True)
class Visit:
    """A program that runs, with its window and the moment at which it was started."""

    server: Server
    program: Program
    process: subprocess.Popen[bytes]
    mapped: Mapped
    begun: float

    def press(self, key: str, part: Part, quiet: float = QUIET) -> tuple[float, Picture, list[Shot], Picture]:
        """Press a key and wait until a part of the window changed and nothing is drawn for `quiet` seconds.

        Returns when it was pressed, and the pictures before, meanwhile, and after it.
        """
        self.server.forget_events()
        before = self._picture(part)
        pressed = self.server.press(key)
        shots, after = self._until_quiet(part, pressed + KEY_WITHIN, quiet, before)
        return pressed, before, shots, after

    def until_like(self, key: str, part: Part, wanted: Picture, other: Picture) -> float:
        """Press a key and return the seconds until a part of the window is more like `wanted` than `other`.

        Raises WindowError if it does not become so.
        """
        pressed = self.server.press(key)
        for at in self.server.drawn(pressed + KEY_WITHIN):
            if nearer(self._picture(part), wanted, other):
                return at - pressed
        raise WindowError(f"{self.program.name}: {key} changed nothing")

    def watch_start(self) -> float:
        """Return the seconds from the start until the first page was painted as it stays."""
        self.server.watch_drawing(self.mapped.window)
        part = self.program.page
        first = Shot(time.perf_counter(), self._picture(part))
        shots, final = self._until_quiet(part, self.begun + START_WITHIN, QUIET_PAGE)
        at = painted([first, *shots], final)
        if at is None:
            raise WindowError(f"{self.program.name}: nothing was drawn at the start")
        return at - self.begun

    def wait_for_rest(self) -> float:
        """Wait until the program has nothing to do any more and return since when."""
        at = wait_for_rest(self.process.pid, REST_WITHIN)
        if at is None:
            raise WindowError(f"{self.program.name}: it works on and on after its start")
        return at

    def _until_quiet(
        self, part: Part, until: float, quiet: float, before: Picture | None = None
    ) -> tuple[list[Shot], Picture]:
        """Return a picture for all that is drawn until nothing is for `quiet` seconds, and the last of them.

        Where it is said how it looked before, that counts only once it looks otherwise. None of it goes
        beyond the time `until`.
        """
        shots: list[Shot] = []
        changed = before is None
        end = min(until, time.perf_counter() + quiet) if changed else until
        while time.perf_counter() < end:
            for at in self.server.drawn(end):
                shots.append(Shot(at, self._picture(part)))
                changed = changed or differ(shots[-1].picture, before)
                if changed:
                    end = min(until, time.perf_counter() + quiet)
                break
        return shots, self._picture(part)

    def _picture(self, part: Part) -> Picture:
        picture = self.server.picture(self.mapped.window, part)
        if picture is None:
            raise WindowError(f"{self.program.name}: the window is gone")
        return picture


@contextmanager
def visit(program: Program, display: str, said: Path) -> Iterator[Visit]:
    """Start a program on a display and end it in the end; what it says goes into the file `said`."""
    server = Server(display)
    server.watch_windows()
    with said.open("ab") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            program.command,
            env={**program.environment, "DISPLAY": display},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            mapped = server.next_window(MAP_WITHIN, least=(SIZE[0] // 2, SIZE[1] // 2))
            if mapped is None:
                raise WindowError(f"{program.name} showed no window")
            if (mapped.width, mapped.height) != SIZE:
                raise WindowError(f"the window of {program.name} is {mapped.width} x {mapped.height}")
            yield Visit(server, program, process, mapped, begun)
        finally:
            server.close()
            process.terminate()
            try:
                process.wait(END_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def start_only(program: Program, display: str, said: Path, *, cold: bool) -> Found:
    """Start a program and end it; return what the start took."""
    kind = " cold" if cold else ""
    with visit(program, display, said) as here:
        shown = here.watch_start()
        return {f"mapped{kind}": [here.mapped.at - here.begun], f"painted{kind}": [shown]}


def review(program: Program, display: str, said: Path, pairs: int, undos: int) -> Found:
    """Start a program, let it rest, and review `pairs` cards in it, then take `undos` of them back."""
    found: Found = defaultdict(list)
    with visit(program, display, said) as here:
        here.watch_start()
        found["rest"].append(here.wait_for_rest() - here.begun)
        found["memory"].append(memory_of(here.process.pid).pss)
        here.server.focus(here.mapped.window)
        for key in program.to_review:
            here.press(key, program.card)
        pressed, _, shots, after = here.press(program.begin, program.card, QUIET_PAGE)
        at = painted(shots, after)
        if at is None:
            raise WindowError(f"{program.name}: {program.begin} began no review")
        found["begin"].append(at - pressed)
        for _ in range(pairs):
            for name, key in (("reveal", program.reveal), ("grade", program.good)):
                pressed, seen = _change(here, key)
                found[name].append(seen.first - pressed)
                found[f"{name} half"].append(seen.half - pressed)
                found[f"{name} rests"].append(seen.rest - pressed)
        for _ in range(undos):
            pressed, seen = _change(here, program.undo)
            found["undo key"].append(seen.half - pressed)
    return dict(found)


def _change(here: Visit, key: str) -> tuple[float, Change]:
    pressed, before, shots, after = here.press(key, here.program.card)
    seen = change(before, shots, after)
    if seen is None:
        raise WindowError(f"{here.program.name}: {key} changed nothing on the card")
    return pressed, seen
