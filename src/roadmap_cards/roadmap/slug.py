"""Keys made of titles: lower-case ASCII words and hyphens, the same for the same title everywhere."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_LENGTH = 60

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdezijklmnoprstufye", strict=True)),
    **dict(zip("ёжхцчшщъьюя", ("e", "zh", "h", "ts", "ch", "sh", "sch", "", "", "yu", "ya"), strict=True)),
    **dict(zip("іїєґўј", ("i", "yi", "ye", "g", "u", "j"), strict=True)),
}
_GREEK = {
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    **dict(zip("θχψ", ("th", "ch", "ps"), strict=True)),
}
# Latin letters that no decomposition turns into ASCII.
_LATIN = dict(zip("ßøłđðæœþıħ", ("ss", "o", "l", "d", "d", "ae", "oe", "th", "i", "h"), strict=True))
_ASCII_OF = str.maketrans(_CYRILLIC | _GREEK | _LATIN)

_APOSTROPHES = re.compile(r"['’`]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = MAX_LENGTH) -> str:
    """Return `text` as a key of at most `limit` characters, cut between words where that is possible.

    Cyrillic and Greek are transliterated. Letters of other scripts are lost, so a hash of the whole text
    stands for them: two Chinese titles never share a key.
    """
    known = unicodedata.normalize("NFC", text).lower().translate(_ASCII_OF)
    decomposed = unicodedata.normalize("NFKD", known)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).lower().translate(_ASCII_OF)
    letters = re.sub(r"(?<=[a-z0-9])\+\+", " plus plus ", _APOSTROPHES.sub("", letters))
    letters = re.sub(r"(?<=[a-z0-9])#", " sharp ", letters)
    words = _NOT_WORDS.sub("-", letters).strip("-")
    if words and not any(not c.isascii() and c.isalpha() for c in letters):
        return shortened(words, limit)
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).strip().lower().encode()).hexdigest()[:8]
    return f"{shortened(words, limit - 9)}-{digest}" if words else f"x{digest}"


def shortened(words: str, limit: int) -> str:
    """Cut a slug to `limit` characters after its last whole word, or in the only word."""
    if len(words) <= limit:
        return words
    head = words[: limit + 1].rpartition("-")[0]
    return head.strip("-") or words[:limit]


def unique(base: str, taken: dict[str, int], limit: int = MAX_LENGTH) -> str:
    """Return `base`, or `base-2`, `base-3`…, whichever is the first not `taken`; it is taken from then on.

    `taken` holds the keys given out, each with the last number tried for it.
    """
    key, count = base, taken.get(base, 0)
    while key in taken:
        count += 1
        key = f"{shortened(base, limit - len(str(count)) - 1)}-{count}"
    if key != base:
        taken[base] = count
    taken[key] = 1
    return key
