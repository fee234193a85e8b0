"""The text of deck files: front matter, headings and entries, written so that they read back as they were."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence

from roadmap_cards.roadmap.slug import MAX_LENGTH, shortened, slug

SOURCE = "roadmap"
"""The key under which a generated deck cites its roadmap."""
GENERATED = "generated"
"""The tag of every entry that was generated."""

_LONGEST_TEXT = 300
_LONGEST_TITLE = 200
_CODE = re.compile(r"(`[^`]+`)")
_MARKDOWN = re.compile(r"[\\*_<>\[\]$`]|&(?=[#\w]+;)")


def preamble(roadmap: str, roadmap_title: str, topic: str, title: str, links: Iterable[str]) -> list[str]:
    """Return the lines above the first section: front matter, and the topic's links as comments."""
    source = roadmap_title if len(roadmap_title) >= 3 else f"Roadmap “{roadmap_title}”"
    lines = [
        "---",
        "format: 1",
        f"roadmap: {roadmap}",
        f"topic: {topic}",
        f"title: {_yaml(title)}",
        "status: reviewed",
        "sources:",
        f"  {SOURCE}: {{title: {_yaml(source)}, kind: roadmap}}",
        "---",
    ]
    addresses = [link for link in links if "-->" not in link and not re.search(r"\s", link)]
    if addresses:
        lines += ["", *(f"<!-- Link in the roadmap: {link} -->" for link in addresses)]
    return lines


def entry_lines(
    entry_id: str,
    kind: str,
    tag: str,
    fields: Sequence[tuple[str, str]],
    *,
    difficulty: int = 1,
    draft: bool = False,
) -> list[str]:
    """Return the lines of an entry, its heading first."""
    lines = [f"### {entry_id}", f"kind: {kind}", f"difficulty: {difficulty}", f"sources: {SOURCE}"]
    lines.append(f"tags: {GENERATED}, {tag}")
    if draft:
        lines.append("status: draft")
    lines.append("")
    for label, text in fields:
        lines += [f"{label}: {text}"] if "\n" not in text else [f"{label}:", *text.split("\n")]
    return lines


def with_formerly(lines: Sequence[str], formerly: Sequence[str]) -> list[str]:
    """Return an entry's lines with the ids under which it was known before."""
    if not formerly:
        return list(lines)
    # The place that the canonical form gives it: behind the tags, before the status.
    at = next(at for at, line in enumerate(lines) if not line or line.startswith("status:"))
    return [*lines[:at], f"formerly: {', '.join(formerly)}", *lines[at:]]


def as_markdown(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Return a plain title as Markdown that shows it as it is; code in back-ticks stays code."""
    bare = " ".join(text.split())
    if len(bare) > longest:
        bare = f"{bare[: longest - 1].rstrip()}…"
    pieces = _CODE.split(bare)
    shown = "".join(piece if at % 2 else _MARKDOWN.sub(r"\\\g<0>", piece) for at, piece in enumerate(pieces))
    if re.match(r"\d+[.)]\s", shown):
        return re.sub(r"[.)]", r"\\\g<0>", shown, count=1)
    return f"\\{shown}" if shown[:1] in "-+#~" and shown else shown


def named_id(words: str, ending: str) -> str:
    """Return `words-ending` as an id; words that do not fit are cut and told apart by a hash of the whole."""
    room = MAX_LENGTH - len(ending) - 1
    whole = slug(words, 10_000)
    if len(whole) > room:
        whole = f"{shortened(whole, room - 7)}-{digest(whole)[:6]}"
    return f"{whole}-{ending}"


def digest(text: str) -> str:
    """Return a short fingerprint of a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _yaml(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON both read it."""
    bare = " ".join(text.split())
    if len(bare) > _LONGEST_TITLE:
        bare = f"{bare[: _LONGEST_TITLE - 1].rstrip()}…"
    quoted = json.dumps(bare, ensure_ascii=False)
    return "".join(c if c == " " or c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
