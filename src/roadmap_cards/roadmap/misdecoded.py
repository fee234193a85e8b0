"""Mending text whose UTF-8 bytes were once read as Mac Roman or Windows-1252 (“üîß” for “🔧”).

A piece is mis-decoded if its characters, written back as bytes of that encoding, are valid UTF-8. That
alone would also “mend” the French “l’été” (’é happens to be the UTF-8 of an Armenian letter), so what comes
out must make sense too: see `_makes_sense`.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"([ \t]+)")
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


def mended(line: str) -> str:
    """Return `line` as it was meant, or unchanged where nothing in it is mis-decoded."""
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
    for table in _ENCODINGS:
        decoded = _decoded(word, table) or _decoded_emoji(word, table)
        if decoded is not None:
            return decoded
    return word


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


def _decoded_emoji(word: str, table: dict[str, int]) -> str | None:
    """Decode an emoji whose first byte, F0, was lost: many programs drop the Apple logo it became."""
    first = next(i for i, character in enumerate(word) if not character.isascii())
    written = _written(word, table)
    if written is None:
        return None
    try:
        decoded = (written[:first] + b"\xf0" + written[first:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if decoded[first] >= "\U0001f000" and _makes_sense(decoded) else None


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
