"""What a bench asks of an X server: windows as they are mapped, what is drawn in them, keys, pictures.

Through ctypes, with the libraries that every X desktop has (libX11, libXext, libXdamage, libXtst). Times are
those of `time.perf_counter`, in seconds. Pictures come through shared memory, in about a millisecond.
"""

from __future__ import annotations

import ctypes
import select
import time
from collections.abc import Iterator
from ctypes import (
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int,
    c_long,
    c_size_t,
    c_uint,
    c_ulong,
    c_void_p,
)
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LIBRARIES = ("libX11.so.6", "libXext.so.6", "libXdamage.so.1", "libXtst.so.6")

SUBSTRUCTURE_NOTIFY = 1 << 19
MAP_NOTIFY = 19
Z_PIXMAP = 2
ALL_PLANES = 0xFFFFFFFF
RAW_RECTANGLES = 0
TO_PARENT, CURRENT_TIME = 2, 0
PRIVATE, READ_WRITE, REMOVE = 0, 0o600, 0
"""Of shared memory: a piece for nobody else, its rights, and the order to let it go."""

COLOURS = 0x00FFFFFF
"""The bits of a pixel that are seen."""

Picture = NDArray[np.uint32]
"""A number for each pixel, line by line."""


class _MapEvent(Structure):
    _fields_ = [
        ("type", c_int), ("serial", c_ulong), ("send", c_int), ("display", c_void_p),
        ("event", c_ulong), ("window", c_ulong), ("override", c_int),
    ]  # fmt: skip


class _Image(Structure):
    """The head of an XImage."""

    _fields_ = [
        ("width", c_int), ("height", c_int), ("xoffset", c_int), ("format", c_int), ("data", c_void_p),
        ("byte_order", c_int), ("bitmap_unit", c_int), ("bitmap_bit_order", c_int), ("bitmap_pad", c_int),
        ("depth", c_int), ("bytes_per_line", c_int), ("bits_per_pixel", c_int),
    ]  # fmt: skip


class _Segment(Structure):
    """What a server and a client share: XShmSegmentInfo."""

    _fields_ = [("segment", c_ulong), ("id", c_int), ("address", c_void_p), ("read_only", c_int)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapped:
    """A window that appeared on the screen."""

    window: int
    width: int
    height: int
    at: float


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a window, in pixels."""

    left: int
    top: int
    width: int
    height: int


def missing_libraries() -> list[str]:
    """Return which of the libraries cannot be loaded."""
    missing = []
    for name in LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


class Server:
    """A connection to an X server."""

    def __init__(self, display: str) -> None:
        """Connect to a display such as `:7`; OSError where there is none."""
        self._x, self._extensions, self._damage, self._test = (ctypes.CDLL(name) for name in LIBRARIES)
        self._c = ctypes.CDLL(None)
        self._declare()
        # A window that is gone meanwhile is no reason to end: the default handler would.
        self._ignore = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._ignore)
        self._display = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise OSError(f"no X server answers at {display}")
        self._root = self._x.XDefaultRootWindow(self._display)
        first, errors = c_int(), c_int()
        if not self._damage.XDamageQueryExtension(self._display, byref(first), byref(errors)):
            raise OSError(f"the X server at {display} has no Damage extension")
        self._damage_event = first.value
        self._buffer = (c_long * 24)()
        self._socket = self._x.XConnectionNumber(self._display)
        self._shared: dict[tuple[int, int], tuple[Any, _Segment]] = {}

    def _declare(self) -> None:
        x = self._x
        x.XOpenDisplay.restype = c_void_p
        x.XOpenDisplay.argtypes = [c_char_p]
        x.XDefaultRootWindow.restype = c_ulong
        x.XStringToKeysym.restype = c_ulong
        x.XStringToKeysym.argtypes = [c_char_p]
        x.XKeysymToKeycode.restype = ctypes.c_ubyte
        x.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
        x.XDefaultVisual.restype = c_void_p
        x.XDefaultVisual.argtypes = [c_void_p, c_int]
        x.XDefaultDepth.argtypes = [c_void_p, c_int]
        x.XGetGeometry.argtypes = [c_void_p, c_ulong, *[c_void_p] * 7]
        x.XSelectInput.argtypes = [c_void_p, c_ulong, c_long]
        x.XSetInputFocus.argtypes = [c_void_p, c_ulong, c_int, c_ulong]
        x.XNextEvent.argtypes = [c_void_p, c_void_p]
        x.XSync.argtypes = [c_void_p, c_int]
        for name in ("XDefaultRootWindow", "XConnectionNumber", "XPending", "XFlush", "XCloseDisplay"):
            getattr(x, name).argtypes = [c_void_p]
        shared = self._extensions
        shared.XShmCreateImage.restype = POINTER(_Image)
        shared.XShmCreateImage.argtypes = [
            c_void_p, c_void_p, c_uint, c_int, c_void_p, POINTER(_Segment), c_uint, c_uint,
        ]  # fmt: skip
        shared.XShmAttach.argtypes = [c_void_p, POINTER(_Segment)]
        shared.XShmGetImage.argtypes = [c_void_p, c_ulong, POINTER(_Image), c_int, c_int, c_ulong]
        self._c.shmget.argtypes = [c_int, c_size_t, c_int]
        self._c.shmat.restype = c_void_p
        self._c.shmat.argtypes = [c_int, c_void_p, c_int]
        self._c.shmctl.argtypes = [c_int, c_int, c_void_p]
        self._damage.XDamageQueryExtension.argtypes = [c_void_p, c_void_p, c_void_p]
        self._damage.XDamageCreate.restype = c_ulong
        self._damage.XDamageCreate.argtypes = [c_void_p, c_ulong, c_int]
        self._damage.XDamageDestroy.argtypes = [c_void_p, c_ulong]
        self._test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    # --- Windows

    def watch_windows(self) -> None:
        """Hear of windows that are mapped from now on."""
        self._x.XSelectInput(self._display, self._root, SUBSTRUCTURE_NOTIFY)
        self._x.XSync(self._display, 1)

    def next_window(self, timeout: float, least: tuple[int, int]) -> Mapped | None:
        """Return the next window of at least this size that is mapped; None where none is in time."""
        for at, kind in self._events(time.perf_counter() + timeout):
            if kind == MAP_NOTIFY:
                window = ctypes.cast(self._buffer, POINTER(_MapEvent))[0].window
                width, height = self._size(window)
                if width >= least[0] and height >= least[1]:
                    return Mapped(window, width, height, at)
        return None

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager would."""
        self._x.XSetInputFocus(self._display, window, TO_PARENT, CURRENT_TIME)
        self._x.XSync(self._display, 0)

    def _size(self, window: int) -> tuple[int, int]:
        root, x, y, width, height, border, depth = c_ulong(), *(c_int() for _ in range(6))
        self._x.XGetGeometry(
            self._display, window, byref(root), *map(byref, (x, y, width, height, border, depth))
        )
        return width.value, height.value

    # --- What is drawn

    def watch_drawing(self, window: int) -> None:
        """Hear of everything that is drawn in a window and those inside it, as long as it is there."""
        self._damage.XDamageCreate(self._display, window, RAW_RECTANGLES)
        self._x.XSync(self._display, 0)

    def drawn(self, until: float) -> Iterator[float]:
        """Yield the time of what was drawn in the watched window, as it comes, until this time.

        What came in together is told once, when the last of it came.
        """
        last = 0.0
        for at, kind in self._events(until):
            if kind == self._damage_event:
                last = at
            if last and not self._x.XPending(self._display):
                yield last
                last = 0.0

    def forget_events(self) -> None:
        """Throw away what came in so far."""
        self._x.XSync(self._display, 1)

    def picture(self, window: int, part: Part) -> Picture | None:
        """Return what a part of a window shows now; None where it cannot be had."""
        image, segment = self._shared_image(part.width, part.height)
        if not self._extensions.XShmGetImage(self._display, window, image, part.left, part.top, ALL_PLANES):
            return None
        size = image.contents.bytes_per_line * part.height
        return np.frombuffer(ctypes.string_at(segment.address, size), np.uint32)

    def _shared_image(self, width: int, height: int) -> tuple[Any, _Segment]:
        """Return an image of this size in shared memory, the same each time."""
        if (width, height) not in self._shared:
            segment = _Segment()
            image = self._extensions.XShmCreateImage(
                self._display,
                self._x.XDefaultVisual(self._display, 0),
                self._x.XDefaultDepth(self._display, 0),
                Z_PIXMAP,
                None,
                byref(segment),
                width,
                height,
            )
            head = image.contents
            segment.id = self._c.shmget(PRIVATE, head.bytes_per_line * height, READ_WRITE)
            if segment.id < 0:
                raise OSError("no shared memory for pictures")
            segment.address = head.data = self._c.shmat(segment.id, None, 0)
            self._extensions.XShmAttach(self._display, byref(segment))
            self._x.XSync(self._display, 0)
            # Both hold on to it: it goes with the last of them.
            self._c.shmctl(segment.id, REMOVE, None)
            self._shared[width, height] = image, segment
        return self._shared[width, height]

    # --- Keys

    def press(self, chord: str) -> float:
        """Press and let go of a key, such as `space` or `Control_L+z`; return when it was sent."""
        codes = [
            self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode()))
            for name in chord.split("+")
        ]
        at = time.perf_counter()
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XFlush(self._display)
        return at

    def _events(self, until: float) -> Iterator[tuple[float, int]]:
        """Yield time and kind of each event; it stands in the buffer until the next one is asked for."""
        while True:
            while self._x.XPending(self._display):
                self._x.XNextEvent(self._display, self._buffer)
                yield time.perf_counter(), ctypes.cast(self._buffer, POINTER(c_int))[0]
            left = until - time.perf_counter()
            if left <= 0:
                return
            select.select([self._socket], [], [], left)
