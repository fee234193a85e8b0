"""Notes of our own types on their way home: what `note_fields` wrote, read again.

A person may have edited them in Anki, renamed their fields or added some: they are found by id, else by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType

from roadmap_cards.anki import notetypes
from roadmap_cards.anki.content import NoteType
from roadmap_cards.anki.notes.cloze_import import cloze_markdown, gap_numbers
from roadmap_cards.anki.notes.html_tokens import attributes
from roadmap_cards.anki.notes.note_bodies import BOTH, EMPTY_FRONT, NO_GAP, Reading, add_fields, gap_faces
from roadmap_cards.study.card import Basic, Choice, Citation, Cloze, Multi, Option, Order, Reversible, Typed
from roadmap_cards.study.plain_text import plain

_NONE: Mapping[int, str] = MappingProxyType({})
# Anki adds these to the name of a type where another one has it already.
_ADDED = re.compile(r"(?:\+|-[0-9a-f]{5,})+\Z")
_LIST_TAG = re.compile(r"<(/?)(li|ul|ol)\b([^<>]*)>", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>|</?div[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^<>]*)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
# Without a year, a comma may as well be part of the title; a place in a document is mostly one word.
_TITLE = re.compile(r"(?P<title>.+?)(?: \((?P<year>\d{4})\)(?:, (?P<where>.*))?|, (?P<word>[^\s,]+))")


@dataclass(frozen=True, slots=True)
class OwnType:
    """One of our types as it stands in a package: its key, and the places of our fields by our names.

    `others` are the fields that a person added.
    """

    key: str
    columns: Mapping[str, int]
    others: tuple[tuple[int, str], ...]

    def values(self, fields: Sequence[str]) -> dict[str, str]:
        """Return the fields of a note by our names; one that is missing is empty."""
        return {name: fields[place] if place < len(fields) else "" for name, place in self.columns.items()}


def own_type(notetype: NoteType) -> OwnType | None:
    """Return what our type this is; None for a type that is not ours, or that lacks one of our fields."""
    name = _ADDED.sub("", notetype.name)
    for key, ours in notetypes.notetypes().items():
        if notetype.id != ours.id and name != ours.name:
            continue
        by_id = dict(zip(notetype.field_ids, range(len(notetype.fields)), strict=False))
        by_name = {field: place for place, field in enumerate(notetype.fields)}
        columns = {
            field: by_id.get(field_id, by_name.get(field, -1))
            for field, field_id in zip(ours.fields, ours.field_ids, strict=True)
        }
        if -1 in columns.values():
            return None
        taken = set(columns.values())
        return OwnType(
            key, columns, tuple(item for item in enumerate(notetype.fields) if item[0] not in taken)
        )
    return None


def read_own(own: OwnType, fields: Sequence[str]) -> tuple[Reading, tuple[Citation, ...]]:
    """Return a note of ours, and its sources."""
    values = own.values(fields)
    reading = Reading()
    match own.key:
        case notetypes.BASIC:
            _basic(reading, values)
        case notetypes.REVERSED:
            reading.body = Reversible(
                reading.markdown(values["Term"]), reading.markdown(values["Definition"])
            )
            reading.variants = BOTH
            reading.reason = "" if reading.body.term and reading.body.definition else EMPTY_FRONT
        case notetypes.CLOZE:
            _cloze(reading, values["Text"])
        case _:
            _question(reading, values)
    if reading.reason:
        reading.body = None
        return reading, ()
    reading.hint = reading.markdown(values["Hint"])
    reading.why = reading.markdown(values["Why"])
    reading.more = reading.markdown(values["More"])
    added = [("Extra", values["Extra"])]
    added += [(name, fields[place]) for place, name in own.others if place < len(fields)]
    add_fields(reading, added)
    return reading, tuple(_sources(values["Sources"]))


def _basic(reading: Reading, values: Mapping[str, str]) -> None:
    prompt, answer = reading.markdown(values["Question"]), reading.markdown(values["Answer"])
    typed = plain(reading.markdown(values["Typed"]))
    reading.reason = "" if prompt else EMPTY_FRONT
    if typed and "\n" not in answer:
        reading.body = Typed(
            prompt, answer or typed, (typed,) if typed not in {answer, ""} and answer else ()
        )
    else:
        reading.body = Basic(prompt, answer)


def _cloze(reading: Reading, html: str) -> None:
    numbers = gap_numbers(html)
    converted = cloze_markdown(html)
    if not numbers:
        reading.reason = NO_GAP
    elif converted is None:
        gap_faces(reading, html, numbers)
    else:
        reading.keep(converted)
        reading.body = Cloze(converted.markdown)
        reading.variants = {number - 1: f"c{number}" for number in numbers}


def _question(reading: Reading, values: Mapping[str, str]) -> None:
    """Read a question to choose from or to put in order; one that was rewritten is basic."""
    prompt = reading.markdown(values["Question"])
    reading.reason = "" if prompt else EMPTY_FRONT
    items = tuple(_items(values["Answer"]))
    if "rc-steps" in values["Answer"] and len(items) > 1:
        reading.body = Order(prompt, tuple(reading.markdown(html) for _, html in items))
        reading.variants = _NONE
        return
    options = tuple(_option(reading, name, html) for name, html in items)
    right = sum(option.correct for option in options)
    if right and len(options) > 1 and all(name for name, _ in items):
        reading.body = Choice(prompt, options) if right == 1 else Multi(prompt, options)
        reading.variants = _NONE
        return
    shown = reading.markdown(values["Options"])
    reading.body = Basic(f"{prompt}\n\n{shown}" if shown else prompt, reading.markdown(values["Answer"]))


def _option(reading: Reading, name: str, html: str) -> Option:
    text, _, why = html.partition('<div class="rc-reason">')
    return Option(reading.markdown(text), "rc-right" in name.split(), reading.markdown(why))


def _items(html: str) -> Iterator[tuple[str, str]]:
    """Return the items of the outermost list, each with its class."""
    depth, start, name = 0, -1, ""
    for tag in _LIST_TAG.finditer(html):
        closing = bool(tag[1])
        if tag[2].lower() != "li":
            depth += -1 if closing else 1
        elif depth == 1 and not closing:
            start, name = tag.end(), attributes(tag[3]).get("class", "")
        elif depth == 1 and start >= 0:
            yield name, html[start : tag.start()]
            start = -1


def _sources(html: str) -> Iterator[Citation]:
    """Return the sources, each in a line of its own: “Title (year), place”, with its address."""
    for line in _BREAK.split(html):
        told = " ".join(unescape(_ANY_TAG.sub("", line)).split())
        link = _LINK.search(line)
        address = attributes(link[1]).get("href", "") if link else ""
        url = address if address.lower().startswith(("http://", "https://")) else ""
        parts = _TITLE.fullmatch(told)
        if parts:
            year = int(parts["year"]) if parts["year"] else None
            yield Citation(parts["title"], url, year, parts["where"] or parts["word"] or "")
        elif told:
            yield Citation(told, url)
