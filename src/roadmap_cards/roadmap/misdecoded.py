"""Mending text whose UTF-8 bytes were once read as Mac Roman or Windows-1252 (“üîß” for “🔧”).

A piece is mis-decoded if its characters, written back as bytes of that encoding, are valid UTF-8. That
alone would also “mend” the French “l’été” (’é happens to be the UTF-8 of an Armenian letter), so what comes
out must make sense too: see `_makes_sense`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SPACES = re.compile(r"([ \t]+)")
_TITLE_START = re.compile(r"[\s#>*+-]*(?:\d+[.)]\s+)?(?P<word>[^\x00-\x7f]{3,})(?=[ \t]+\S)")
_WORDS = re.compile(r"[^\W\d_]+")
# The letters beyond Latin Extended-A that living languages use (Vietnamese, Romanian).
_LATIN_BEYOND = frozenset("ƠơƯưȘșȚț")


def _bytes_of(encoding: str) -> dict[str, int]:
    """Map each character of the upper half of `encoding` to its byte; a byte it lacks stands for itself."""
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(encoding, errors="ignore") or chr(byte)
        table[character] = byte
    return table


_ENCODINGS = (_bytes_of("mac_roman"), _bytes_of("cp1252"))


def mended(lines: Sequence[str]) -> list[str]:
    """Return the lines of a file as they were meant; what is not mis-decoded stays as it is.

    Many programs drop the Apple logo, which is what Mac Roman has for F0, the first byte of an emoji. Such
    remains are mended at the start of a title, and only where a file has different ones: “üçü” on its own
    is not 🍟 but Turkish for “all three”.
    """
    out = [_mended_line(line) for line in lines]
    remains = {number: found for number, line in enumerate(out) if (found := _lost_emoji(line))}
    if len({emoji for emoji, _ in remains.values()}) > 1:
        for number, (_, line) in remains.items():
            out[number] = line
    return out


def _mended_line(line: str) -> str:
    if line.isascii():
        return line
    for table in _ENCODINGS:
        whole = _decoded(line, table)
        if whole is not None:
            return whole
    return "".join(_mended_word(word) for word in _SPACES.split(line))


def _mended_word(word: str) -> str:
    if word.isascii():
        return word
    return next((decoded for table in _ENCODINGS if (decoded := _decoded(word, table)) is not None), word)


def _lost_emoji(line: str) -> tuple[str, str] | None:
    """Return the emoji whose last bytes a title begins with, and the line with it; None if there is none."""
    found = None if line.isascii() else _TITLE_START.match(line)
    if not found:
        return None
    for table in _ENCODINGS:
        written = _written(found["word"], table)
        try:
            emoji = (b"\xf0" + written).decode("utf-8") if written else ""
        except UnicodeDecodeError:
            continue
        if "\U0001f000" <= emoji < "\U00020000" and _makes_sense(emoji):
            return emoji, f"{line[: found.start('word')]}{emoji}{line[found.end('word') :]}"
    return None


def _written(text: str, table: dict[str, int]) -> bytes | None:
    out = bytearray()
    for character in text:
        byte = ord(character) if character < "\x80" else table.get(character)
        if byte is None:
            return None
        out.append(byte)
    return bytes(out)


def _decoded(text: str, table: dict[str, int]) -> str | None:
    written = _written(text, table)
    if written is None:
        return None
    try:
        decoded = written.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if _makes_sense(decoded) else None


def _makes_sense(decoded: str) -> bool:
    """Whether this reads like text.

    Chance makes characters of two bytes only, and leaves them alone among foreign letters: a letter between
    U+0180 and U+07FF must stand in a word of its own script, in a line with a longer word of that script.
    """
    words = _WORDS.findall(decoded)
    scripts = [{_script(c) for c in word} for word in words]
    written_here = {
        next(iter(s)) for word, s in zip(words, scripts, strict=True) if len(s) == 1 and len(word) > 1
    }
    for character in decoded:
        if character.isascii() or "\xa0" <= character < "\u0180" or character in _LATIN_BEYOND:
            continue
        if character < "\xa0" or unicodedata.category(character) in ("Co", "Cs"):
            return False
        script = _script(character)
        if character < "\u0800" and (script == "LATIN" or script not in written_here):
            return False
    two_byte_scripts = {_script(c) for c in decoded if "\u0180" <= c < "\u0800"}
    return all(len(s) == 1 for s in scripts if s & two_byte_scripts)


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
