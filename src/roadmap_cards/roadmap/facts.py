"""What the wording of a roadmap itself states: abbreviations, “X: y” and “X: a, b, c”. Nothing is added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 200
"""Characters of a title that are looked at: what is longer is prose, not a fact."""

_SHORT = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_LONG = re.compile(r"[^\W\d_]+(?:[-’' /][^\W\d_]+)+")
_IN_BRACKETS = re.compile(r"(?P<before>[^()]+) \((?P<inside>[^()]+)\)")
_PAIR = re.compile(r"(?P<left>[^:()]{2,40}?)(?P<mark>: | [–—-] )(?P<right>.{3,80})")
# Words that an abbreviation may leave out: Mixture of Experts is MoE.
_SILENT = frozenset({"a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Acronym:
    """An abbreviation and what it stands for, whose initials were compared."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """“X: y”, as the roadmap puts it."""

    term: str
    meaning: str

    @property
    def name(self) -> str:
        return self.term


@dataclass(frozen=True, slots=True)
class Parts:
    """“X: a, b, c”: two or three things that the roadmap lists under X."""

    whole: str
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.whole


def acronyms(text: str) -> tuple[Acronym, ...]:
    """Return the abbreviations that a title spells out: “PPO (Proximal …)”, “LoRA: Low-Rank …”."""
    bare = " ".join(text.replace("`", "").split())
    found: list[Acronym] = []
    for short, long in _candidates(bare) if len(bare) <= LONGEST else ():
        if _spells(short, long) and not any(one.short == short for one in found):
            found.append(Acronym(short, long))
    return tuple(found)


def gloss_or_parts(text: str) -> Gloss | Parts | None:
    """Return what a title of the form “X: …” says of X, or None for any other and for an abbreviation."""
    found = _PAIR.fullmatch(text)
    if found is None or found["mark"] != ": " or not re.search(r"[^\W\d_]", found["left"]):
        return None
    left, right = found["left"].strip(), found["right"].strip()
    if acronyms(text):
        return None
    if "," not in right and " vs " not in right:
        return Gloss(left, right)
    parts = tuple(part.strip() for part in re.split(r",\s+and |, | and ", right) if part.strip())
    # Braces and “::” mean something in a cloze, and a comma may stand inside code or brackets.
    whole = all(part.count("`") % 2 == 0 and part.count("(") == part.count(")") for part in parts)
    if 2 <= len(parts) <= 3 and len(set(parts)) == len(parts) and whole and not re.search(r"[{}]|::", text):
        return Parts(left, parts)
    return None


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    for found in _IN_BRACKETS.finditer(text):
        words, inside = found["before"].split(), found["inside"].strip()
        yield words[-1], inside
        # Only the last words before the bracket may be meant: “Sparse Mixture of Experts (MoE)”.
        for start in range(max(0, len(words) - 9), len(words)):
            yield inside, " ".join(words[start:])
    if pair := _PAIR.fullmatch(text):
        yield pair["left"].strip(), pair["right"].strip()
        yield pair["right"].strip(), pair["left"].strip()


def _spells(short: str, long: str) -> bool:
    """Tell whether the capitals of `short` are the initials of `long`, with or without its small words."""
    bare = short.removesuffix("s")
    if not (2 <= len(bare) <= 6 and _SHORT.fullmatch(bare) and _LONG.fullmatch(long)):
        return False
    capitals = [letter for letter in bare if letter.isupper()]
    words = re.split(r"[-/ ]", long)
    spoken = [word for word in words if word.lower() not in _SILENT]
    if not spoken or words[0].lower() in _SILENT or len(long) <= len(short):
        return False
    return capitals in ([word[0].upper() for word in spoken], [word[0].upper() for word in words])
