"""Whether a window can open here, asked before Qt is loaded: without a display Qt ends the process by abort.

Nothing is imported from PySide6, only its files are looked at, so that a missing system library becomes a
sentence and not a failed import. The order in which displays are tried is Qt's own (QGuiApplication, Qt 6).
"""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from roadmap_cards.errors import ProblemError

# The Debian package that brings each system library Qt asks for; apt brings what these depend on.
PACKAGES_FOR_QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
PACKAGES_FOR_DISPLAY = {
    "xcb": {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    },
}
QT_LIBRARIES = ("libQt6Widgets.so.6", "libQt6Svg.so.6", "libQt6Network.so.6", "libQt6DBus.so.6")
PROBE_SECONDS = 2.0

Loader = Callable[[str], object]


def display_problem(environ: Mapping[str, str], platform: str) -> ProblemError | None:
    """Return why no window can open, or None. `platform` is `sys.platform`."""
    if platform in {"darwin", "win32"}:  # these always have one
        return None
    plugins = _plugins(environ)
    answering = [plugin for plugin in plugins if _answers(plugin, environ)]
    if not answering:
        return _no_display(plugins, environ)
    problems = [library_problem(plugin) for plugin in answering]
    return None if None in problems else problems[0]


def library_problem(plugin: str, *, load: Loader = ctypes.CDLL) -> ProblemError | None:
    """Return what Qt lacks on this system to draw through `plugin` (xcb, wayland, offscreen, ...), or None.

    Loading the files themselves names the library that is truly missing, where Qt guesses.
    """
    qt = _qt_folder()
    if qt is None:  # Windows, macOS, or a PySide6 of the system, which its package manager keeps whole
        return None
    file = qt / "plugins" / "platforms" / f"libq{plugin}.so"
    if not file.exists():
        known = sorted(path.stem.removeprefix("libq") for path in file.parent.glob("libq*.so"))
        return ProblemError(
            f"Qt has no way to draw called “{plugin}” here, which QT_QPA_PLATFORM asks for.",
            hint=f"Unset it, or choose one of {', '.join(known)}.",
        )
    try:
        for path in (*(qt / "lib" / name for name in QT_LIBRARIES), file):
            load(str(path))
    except OSError as error:
        return _missing(str(error), plugin, load)
    return None


def _qt_folder() -> Path | None:
    spec = find_spec("PySide6")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (Path(folder) / "Qt" / "plugins" / "platforms" / "libqxcb.so").exists():
            return Path(folder) / "Qt"
    return None


def _missing(reason: str, plugin: str, load: Loader) -> ProblemError:
    """Name the library the loader stumbled over, and in the remedy all that are missing."""
    known = PACKAGES_FOR_QT | PACKAGES_FOR_DISPLAY.get(plugin, {})
    packages = {package: None for name, package in known.items() if not _loads(name, load)}
    library = reason.partition(":")[0]
    return ProblemError(
        f"The window needs the system library {Path(library).name}, which cannot be loaded.",
        hint=f"On Debian or Ubuntu: sudo apt install {' '.join(packages)}"
        if packages
        else f"The system said: {reason}.",
    )


def _loads(name: str, load: Loader) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _plugins(environ: Mapping[str, str]) -> list[str]:
    """Return the plugins Qt would try, best first."""
    asked = environ.get("QT_QPA_PLATFORM", "")
    if asked:
        names = [part.partition(":")[0].strip() for part in asked.split(";")]
        return ["wayland" if name.startswith("wayland") else name for name in names if name]
    plugins = []
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        plugins.append("wayland")
    if environ.get("DISPLAY"):
        plugins.append("xcb")
    return plugins


def _answers(plugin: str, environ: Mapping[str, str]) -> bool:
    """Whether the display the plugin draws on is there; offscreen, vnc and the like need none."""
    if plugin == "xcb":
        return bool(environ.get("DISPLAY")) and _x_answers(environ["DISPLAY"])
    if plugin == "wayland":
        return "WAYLAND_SOCKET" in environ or _wayland_answers(environ)
    return True


def _x_answers(display: str) -> bool:
    """Open and close a connection as Qt would: sockets, TCP and the permission to connect are all tried."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # then `library_problem` has the better answer
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    path = Path(environ.get("XDG_RUNTIME_DIR", "")) / (environ.get("WAYLAND_DISPLAY") or "wayland-0")
    if not path.is_absolute():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(PROBE_SECONDS)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _no_display(plugins: list[str], environ: Mapping[str, str]) -> ProblemError:
    variables = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    named = [
        f"{variables[name]}={environ[variables[name]]}" for name in plugins if environ.get(variables[name])
    ]
    reason = (
        f"the display that {' and '.join(named)} names does not answer"
        if named
        else "neither DISPLAY nor WAYLAND_DISPLAY names one"
    )
    return ProblemError(
        f"There is no display to open a window on: {reason}.",
        hint="Start Roadmap Cards from a desktop, or study in this terminal with `roadmap-cards review`.",
    )
