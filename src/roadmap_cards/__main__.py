"""The front door: no arguments open the window, two commands paint, all others are the command line."""

from __future__ import annotations

import gc
import io
import os
import sys

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError

EXIT_PROBLEM = 2
# What a shell reports for a program that a signal ended: 128 and the signal's number.
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no “ or √ shows a question mark instead of ending the program.
            stream.reconfigure(errors="replace")
    try:
        code = _dispatch(sys.argv[1:])
        if sys.stdout:  # a windowed Python on Windows has none
            sys.stdout.flush()
    except ProblemError as problem:
        print(problem, file=sys.stderr)
        return EXIT_PROBLEM
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Python writes what is left once more when it ends: let it go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE_CLOSED
    return code


def _dispatch(arguments: list[str]) -> int:
    data, rest = _without_data(arguments)
    if not rest:
        return _window(data)
    if rest == ["--version"]:
        print(f"Roadmap Cards {__version__}")
        return 0
    if rest[0] == "screenshot":
        return _screenshot(arguments)
    if rest[0] == "preview":
        return _preview(arguments)
    from roadmap_cards.cli import main as command_line  # noqa: PLC0415  (the window starts without it)

    return command_line(arguments)


def _without_data(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Split off a leading `--data DIR`; one without a folder is left for the command line to explain."""
    match arguments:
        case ["--data", folder, *rest]:
            return folder, rest
        case [first, *rest] if first.startswith("--data="):
            return first.removeprefix("--data="), rest
    return None, arguments


def _window(data: str | None) -> int:
    """Open the window; the collection is looked at while Qt is loaded, on a machine with two cores."""
    _need_display()
    gc.disable()  # what a start makes is no garbage; `run` turns it on again
    from roadmap_cards.library.clock import local_now  # noqa: PLC0415  (the command line starts without it)
    from roadmap_cards.library.first_look import FirstLook  # noqa: PLC0415  (as above)
    from roadmap_cards.paths import data_folder  # noqa: PLC0415  (as above)

    folder = data_folder(data)
    folder.prepare()
    first_look = FirstLook(folder.database, local_now())
    from roadmap_cards.gui.app import run  # noqa: PLC0415  (only here may Qt be loaded)

    return run(folder, first_look)


def _screenshot(arguments: list[str]) -> int:
    from roadmap_cards.cli.screenshot import read_screenshot  # noqa: PLC0415  (the window starts without it)

    folder = read_screenshot(arguments)  # before Qt, as below
    _paint_in_memory()
    from roadmap_cards.gui.screenshot import run as paint  # noqa: PLC0415  (only here may Qt be loaded)

    return paint(folder)


def _preview(arguments: list[str]) -> int:
    from roadmap_cards.cli.preview import read_preview  # noqa: PLC0415  (the window starts without it)

    wanted = read_preview(arguments)  # before Qt: help and mistakes need no window
    _paint_in_memory()
    from roadmap_cards.gui.preview import run as paint  # noqa: PLC0415  (only here may Qt be loaded)

    return paint(wanted.topic, wanted.out, wanted.only, wanted.size)


def _paint_in_memory() -> None:
    # Wherever the person sits; Qt reads this when it is loaded.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _need_display()


def _need_display() -> None:
    from roadmap_cards.gui.display import display_problem  # noqa: PLC0415  (the command line needs none)

    if problem := display_problem(os.environ, sys.platform):
        raise problem


if __name__ == "__main__":
    sys.exit(main())
