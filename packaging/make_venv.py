"""Make `.venv` for the Makefile: once, and again where it is unfinished, broken or out of date.

`make_venv.py bench` makes `.venv-bench` in the same way, with what the benches measure beside.

Only the standard library is used, and only the syntax that an old Python 3 can read (annotations are quoted,
for one), so that it can say it is too old. A finished set-up is known by a stamp, which is written last:
whatever stopped a set-up before that (Ctrl-C, kill, no network, no space), running it again begins with an
empty folder and so mends it.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON_MINOR = 14
PIP = "pip>=25.1"  # the first that knows `--group`
STAMP = "set-up-finished.json"
LOG = "set-up.log"
LAST_LINES = 15
SECONDS_A_DOT = 2.0
# Run by the Python in .venv: prints which system library Qt lacks, if any.
ASK_FOR_LIBRARIES = (
    "from roadmap_cards.gui.display import library_problem; print(library_problem('offscreen') or '')"
)

EXIT_PROBLEM = 2
EXIT_INTERRUPTED = 130


class Environment(NamedTuple):
    """A virtual environment of the project: its folder, its group in pyproject.toml, how long it takes."""

    folder: str
    group: str
    takes: str


EVERYDAY = Environment(".venv", "dev", "about half a minute")
BENCH = Environment(".venv-bench", "bench", "a few minutes: Anki comes with a browser engine")


class SetUpError(Exception):
    """A sentence for a person, with the remedy in it."""


def main() -> int:
    """Leave an environment that works and return 0, else say why not and return 2."""
    which = BENCH if BENCH.group in sys.argv[1:] else EVERYDAY
    try:
        problem = python_problem(
            sys.version_info[:2], has_venv=bool(find_spec("venv") and find_spec("ensurepip"))
        )
        if problem:
            raise SetUpError(problem)
        with alone() as lock:
            set_up(ROOT, lock, which)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return EXIT_PROBLEM
    except OSError as error:
        print(f"\nThe set-up stopped: {error}. Mend that and run the same command again.", file=sys.stderr)
        return EXIT_PROBLEM
    except KeyboardInterrupt:
        print("\nThe set-up was interrupted; the next run begins it again.", file=sys.stderr)
        return EXIT_INTERRUPTED
    return 0


def python_problem(version: "tuple[int, ...]", has_venv: bool) -> str:
    """Say what this Python lacks and how to get it; empty where it will do."""
    name = "python" + ".".join(str(number) for number in version)
    if version < OLDEST_PYTHON:
        minors = range(NEWEST_PYTHON_MINOR, OLDEST_PYTHON[1] - 1, -1)
        newer = [f"python3.{minor}" for minor in minors if shutil.which(f"python3.{minor}")]
        remedy = (
            f"{newer[0]} is here too, so say: make PYTHON={newer[0]} run"
            if newer
            else "install one (Debian 12, Ubuntu 24.04 and later: sudo apt install python3 python3-venv)"
            " and name it where it is not python3: make PYTHON=python3.12 run"
        )
        return f"Roadmap Cards needs Python 3.11 or later, and this is {name}; {remedy}"
    if not has_venv:
        return f"{name} lacks its venv module; on Debian or Ubuntu: sudo apt install {name}-venv"
    return ""


@contextlib.contextmanager
def alone() -> "Iterator[int]":
    """Wait for another set-up to end, then make others wait; yields the descriptor that holds the lock.

    pip inherits it: where this script alone was killed, its pip still writes and must be waited for.
    """
    try:
        import fcntl  # noqa: PLC0415  (Windows has none, and does without)
    except ImportError:
        yield -1
        return
    with Path(__file__).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up to end ...\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def set_up(root: Path, lock: int = -1, which: Environment = EVERYDAY) -> None:
    """Make, mend or update an environment of the project in `root`; quick where there is nothing to do."""
    state = state_of(root, which)
    libraries = missing_libraries(root, which) if state == "ready" else None
    if libraries is None:
        install(root, lock, which, afresh=state != "outdated")
        libraries = missing_libraries(root, which)
    if libraries is None:
        log = root / which.folder / LOG
        raise SetUpError(f"The new {which.folder} does not work; {log} says what was done.")
    if libraries:
        raise SetUpError(libraries)


def install(root: Path, lock: int, which: Environment, afresh: bool) -> None:
    """Install what pyproject.toml names and write the stamp; `afresh` begins with an empty folder."""
    start = time.monotonic()
    venv = root / which.folder
    say(f"Setting up {which.folder}, once ({which.takes}):" if afresh else f"Updating {which.folder}:")
    if afresh:
        if venv.exists():
            shutil.rmtree(str(venv))
        venv.mkdir()
        run(root, lock, "Python", [sys.executable, "-m", "venv", str(venv)], which)
        pip(root, lock, "pip", [PIP], which)
    else:
        (venv / STAMP).unlink()
    pip(root, lock, "packages", ["--editable", ".", "--group", which.group], which)
    write_stamp(root, which)
    say(f" done in {time.monotonic() - start:.0f} s.\n")


def pip(root: Path, lock: int, step: str, arguments: "list[str]", which: Environment) -> None:
    """Run the environment's pip."""
    quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    python = str(python_of(root / which.folder))
    run(root, lock, step, [python, "-m", "pip", "install", *quiet, *arguments], which)


def run(root: Path, lock: int, step: str, command: "list[str]", which: Environment = EVERYDAY) -> None:
    """Run one step with its output in the log and dots on the screen; show the log's end if it fails."""
    say(f" {step} ")
    path = root / which.folder / LOG
    with path.open("a", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(
            command,
            cwd=str(root),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # What a person set for pip elsewhere must not lead it out of the environment.
            env={**os.environ, "PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"},
            pass_fds=() if lock < 0 else (lock,),
        )
        while True:
            try:
                code = process.wait(SECONDS_A_DOT)
                break
            except subprocess.TimeoutExpired:
                say(".")
    if code:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        raise SetUpError(
            "\n".join(["", *lines])
            + f"\nThe set-up stopped at the step “{step}”: the lines above are the end of {path}."
            " When what they name is mended, run the same command again."
        )


def say(text: str) -> None:
    """Add to the line of progress."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_stamp(root: Path, which: Environment = EVERYDAY) -> None:
    """Declare the environment finished; a stamp is there whole or not at all."""
    venv = root / which.folder
    new = venv / (STAMP + ".new")
    new.write_text(json.dumps({**wanted(root), "parts": parts(venv)}), encoding="utf-8")
    new.replace(venv / STAMP)


def state_of(root: Path, which: Environment = EVERYDAY) -> str:
    """Return `ready`, `outdated` (by pyproject.toml) or `unusable` (missing, unfinished, damaged, moved)."""
    venv = root / which.folder
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        want = wanted(root)
        if stamp["python"] != want["python"] or not python_of(venv).exists():
            return "unusable"
        if not set(stamp["parts"]) <= set(parts(venv)):
            return "unusable"
        return "ready" if stamp["project"] == want["project"] else "outdated"
    except (OSError, ValueError, KeyError, TypeError):
        return "unusable"


def wanted(root: Path) -> "dict[str, str]":
    """Return what an environment is made for: this Python, in this folder, and this pyproject.toml."""
    version = ".".join(str(number) for number in sys.version_info[:2])
    return {
        "python": f"{version} of {sys.base_prefix} for {root}",
        "project": hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest(),
    }


def parts(venv: Path) -> "list[str]":
    """Return the names of the installed modules and programs, by which a damaged environment is known.

    The dist-info folders are left out: their names change when a package is updated by hand.
    """
    folders = [
        *venv.glob("lib/python*/site-packages"),
        venv / "Lib" / "site-packages",
        python_of(venv).parent,
    ]
    names = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}
    return sorted(name for name in names if not name.endswith(".dist-info") and name != "__pycache__")


def missing_libraries(root: Path, which: Environment = EVERYDAY) -> "str | None":
    """Say which system libraries Qt lacks, empty if none; None where the environment is broken."""
    try:
        answer = subprocess.run(
            [str(python_of(root / which.folder)), "-c", ASK_FOR_LIBRARIES],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.decode("utf-8", "replace").strip()


def python_of(venv: Path) -> Path:
    """Return where a virtual environment has its Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


if __name__ == "__main__":
    sys.exit(main())
