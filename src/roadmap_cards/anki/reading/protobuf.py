"""Messages of Protocol Buffers, taken apart without knowing what they mean.

Only the wire format is read (https://protobuf.dev/programming-guides/encoding/): what lies inside a nested
message stays bytes until somebody asks, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

import math
import struct
from typing import TypeAlias

Message: TypeAlias = dict[int, list[int | bytes]]
"""The values by field number, in order: an int, or bytes of a text, a message, a float or packed floats."""

_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_WIDTHS = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}


def decode(data: bytes, most: int = 10_000) -> Message:
    """Return the values of a message. Raises ValueError where it is malformed or has more than `most`."""
    message: Message = {}
    at = count = 0
    while at < len(data):
        count += 1
        if count > most:
            raise ValueError("too many values in a message")
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        value: int | bytes
        if wire == _VARINT:
            value, at = _varint(data, at)
        else:
            if wire == _LENGTH:
                width, at = _varint(data, at)
            elif wire in _WIDTHS:
                width = _WIDTHS[wire]
            else:
                raise ValueError("an unknown kind of value in a message")
            value = data[at : at + width]
            at += width
            if at > len(data):
                raise ValueError("a message ends too soon")
        message.setdefault(number, []).append(value)
    return message


def integer(message: Message, number: int, default: int = 0) -> int:
    """Return an int64 field; the last value counts. Raises ValueError where it is of another kind."""
    value = message.get(number, [default])[-1]
    if isinstance(value, bytes):
        raise ValueError("a number is missing in a message")
    return value - (1 << 64) if value >= 1 << 63 else value


def chunk(message: Message, number: int) -> bytes:
    """Return the bytes of a field, none where it is not there. Raises ValueError as `integer`."""
    value = message.get(number, [b""])[-1]
    if isinstance(value, int):
        raise ValueError("a number in a message where a text should be")
    return value


def text(message: Message, number: int) -> str:
    """Return a text field; what is not UTF-8 is replaced. Raises ValueError as `integer`."""
    return chunk(message, number).decode("utf-8", "replace")


def floats(message: Message, number: int) -> tuple[float, ...]:
    """Return a repeated float field, packed or not. Raises ValueError as `integer`, and for infinity."""
    found: list[float] = []
    for value in message.get(number, []):
        if isinstance(value, int) or len(value) % 4:
            raise ValueError("a fraction is missing in a message")
        found += (_shortest(value[at : at + 4]) for at in range(0, len(value), 4))
    return tuple(found)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits to the byte, and the place behind it."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise ValueError("a message ends too soon")
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value & ((1 << 64) - 1), at
    raise ValueError("a number in a message is too long")


def _shortest(data: bytes) -> float:
    """Return a float of four bytes as its shortest decimal: 0.9, not 0.8999999761581421."""
    (value,) = struct.unpack("<f", data)
    if not math.isfinite(value):
        raise ValueError("a number in a message is not finite")
    for digits in range(6, 9):
        rounded = float(f"{value:.{digits}g}")
        # Rounding the largest of them up leads out of the range of four bytes.
        if abs(rounded) < 3e38 and struct.pack("<f", rounded) == data:
            return rounded
    return float(value)
