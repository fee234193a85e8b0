"""How much of a stranger's package is read before it is taken for an attack or an accident."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that each part of a package may be; beyond it the whole package is refused.

    Sizes are bytes, unpacked where not said otherwise; `json` holds for each text that is parsed as a whole,
    `text` counts the characters of all notes together. Something that is unpacked to more than `ratio` times
    its size is a bomb, once it is larger than `ratio_floor`. `seconds` is for all but the media files.
    """

    archive: int = 4096 * _MB
    directory: int = 64 * _MB
    entries: int = 200_000
    meta: int = 1024
    database: int = 2048 * _MB
    media_file: int = 512 * _MB
    media_total: int = 8192 * _MB
    ratio: int = 200
    ratio_floor: int = 32 * _MB
    cell: int = 64 * _MB
    json: int = 16 * _MB
    text: int = 512 * _MB
    template: int = 4 * _MB
    notes: int = 1_000_000
    cards: int = 2_000_000
    answers: int = 5_000_000
    decks: int = 50_000
    presets: int = 10_000
    notetypes: int = 10_000
    parts: int = 100_000
    """The fields, and the templates, of all note types together."""
    seconds: float = 120.0


USUAL = Limits()
