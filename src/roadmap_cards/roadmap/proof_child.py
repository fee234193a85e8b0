"""The process in which the code of cards runs; `proof_runner` starts it, with nothing of the program loaded.

Its one argument is a JSON object: how much may be printed, used and written, which modules to load ahead, and
whether to `fork`. It says when it is ready; then each line on its standard input asks for one piece of code,
and each line on its standard output answers. Where it may fork, every piece runs in a fork of this process,
in which the modules are loaded already; elsewhere it runs one piece and ends.

What a piece may do is fenced by an audit hook: no network, no other process, nothing written outside its own
folder. That stops slips and tells of them; it is no prison for code that wants to break out.
"""

from __future__ import annotations

import io
import json
import linecache
import os
import signal
import sys
import threading
import types
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource

NAME = "<code>"
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PROCESSES = (
    "os.fork",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.system",
    "os.startfile",
    "os.kill",
    "pty.spawn",
    "subprocess.",
    "_winapi.CreateProcess",
)
_NETWORK = ("socket.connect", "socket.send", "socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo")
_CHANGES = frozenset(
    {
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.truncate",
        "os.link",
        "os.symlink",
        "os.chmod",
        "os.chown",
        "os.utime",
        "shutil.rmtree",
        "sqlite3.connect",
    }
)
_LONGEST = 10_000
"""Characters of an answer that are handed back."""


class _RefusedError(PermissionError):
    """The code did what a proof may not do."""


class _TooMuchPrintedError(BaseException):
    """Not an Exception: `except Exception` in an endless loop must not keep it running."""


class _Printed(io.BytesIO):
    """What the code prints, up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.full = False

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.most:
            self.full = True
            raise _TooMuchPrintedError
        return super().write(data)


# --- Answering --------------------------------------------------------------------------------------------


def main(settings: dict[str, Any]) -> None:
    """Answer one line of input after another, to the end of the input."""
    replies = os.fdopen(os.dup(1), "wb")
    for name in settings["ahead"]:
        with suppress(ImportError):
            import_module(name)
    replies.write(b"ready\n")
    replies.flush()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        reply = _in_fork(asked, settings) if settings["fork"] else _answer(asked, settings)
        replies.write(reply + b"\n")
        replies.flush()
        if not settings["fork"]:
            os._exit(0)  # whatever threads the code left behind


def _in_fork(asked: dict[str, str], settings: dict[str, Any]) -> bytes:
    if sys.platform == "win32":
        raise NotImplementedError
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as answer:
            answer.write(_answer(asked, settings))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        reply = answer.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    how = f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
    return reply or json.dumps({"ending": "died", "detail": how}).encode()


def _answer(asked: dict[str, str], settings: dict[str, Any]) -> bytes:
    return json.dumps(_run(asked["code"], asked["folder"], settings)).encode()


# --- Running ----------------------------------------------------------------------------------------------


def _run(code: str, folder: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Run the code as the program of this process and return how it ended, what it printed and set."""
    _settle(folder, settings)
    printed = _Printed(settings["printed"])
    sys.stdout = io.TextIOWrapper(printed, encoding="utf-8", newline="", write_through=True)
    program = types.ModuleType("__main__")
    sys.modules["__main__"] = program
    linecache.cache[NAME] = (len(code), None, code.splitlines(keepends=True), NAME)
    sys.addaudithook(_fence(Path(folder).resolve()))
    found: dict[str, Any] = {"ending": "finished"}
    try:
        exec(compile(code, NAME, "exec", dont_inherit=True), program.__dict__)
        _wait_for_threads()
    except BaseException as error:
        if not (isinstance(error, SystemExit) and error.code in {None, 0}):
            found = _ending(error)
    if found["ending"] == "finished":
        try:
            found |= _set_by(program.__dict__)
        except BaseException as error:  # the text of an object is code too
            found = _ending(error)
    if printed.full:
        return {"ending": "printed"}
    return found | {"printed": printed.getvalue().decode("utf-8", "replace")}


def _settle(folder: str, settings: dict[str, Any]) -> None:
    """Leave behind what this process has of the outside: its streams, its folder, its limits."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), errors="replace", write_through=True)
    sys.argv = [""]
    os.chdir(folder)
    os.environ |= dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    if sys.platform == "win32":
        return
    for kind, most in (
        (resource.RLIMIT_AS, settings["memory"]),
        (resource.RLIMIT_CPU, settings["seconds"]),
        (resource.RLIMIT_FSIZE, settings["written"]),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # not every system has every limit
            resource.setrlimit(kind, (most, most))


def _wait_for_threads() -> None:
    """Do as Python does at the end of a program."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


def _set_by(names: dict[str, Any]) -> dict[str, Any]:
    """Return the answer as text and the truth of each option (None for what is no truth value)."""
    found: dict[str, Any] = {}
    if "answer" in names:
        found["answer"] = str(names["answer"])[:_LONGEST]
    if "holds" in names:
        holds = names["holds"]
        values = (
            [value.item() if hasattr(value, "item") else value for value in holds]
            if _is_list(holds)
            else [None]
        )
        found["holds"] = [value if isinstance(value, bool) else None for value in values]
    return found


def _is_list(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, (str, bytes, dict))


def _ending(error: BaseException) -> dict[str, Any]:
    """Say how the code ended, and on which of its lines."""
    line = error.lineno or 0 if isinstance(error, SyntaxError) and error.filename == NAME else 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    where = {"line": line}
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _RefusedError):
            return {"ending": "refused", "detail": str(cause)} | where
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, ModuleNotFoundError) and error.name:
        return {"ending": "missing", "detail": error.name.partition(".")[0]} | where
    if isinstance(error, MemoryError):
        return {"ending": "memory"} | where
    said = " ".join(str(error).split())[:200] if not isinstance(error, SyntaxError) else error.msg
    name = type(error).__name__
    return {"ending": "raised", "detail": f"{name}: {said}" if said else name} | where


# --- The fence --------------------------------------------------------------------------------------------


def _fence(folder: Path) -> Any:
    """Return the hook that Python asks before it opens, starts or connects anything."""
    nowhere = Path(os.devnull)

    def guarded(path: object) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        there = Path(os.fsdecode(path))
        if str(there) in {str(nowhere), ":memory:"}:
            return False
        return not there.resolve().is_relative_to(folder)

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES and guarded(path):
                raise _RefusedError("writes outside its own folder")
        elif event.startswith(_PROCESSES):
            raise _RefusedError("starts or ends another process")
        elif event.startswith(_NETWORK):
            # Windows has no pair of connected sockets, which asyncio wants, but by way of the machine itself.
            inward = sys.platform == "win32" and event == "socket.connect" and arguments[1][0] == "127.0.0.1"
            if not inward:
                raise _RefusedError("asks the network")
        elif event in _CHANGES and any(guarded(path) for path in arguments):
            raise _RefusedError("changes files outside its own folder")

    return check


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
