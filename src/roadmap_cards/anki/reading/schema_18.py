"""Note types, decks and presets in tables of their own, as collections have them from schema 15 on.

Names stand in columns, the rest in messages that Anki describes in
https://github.com/ankitects/anki/tree/main/proto/anki (notetypes.proto, decks.proto, deck_config.proto).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from roadmap_cards.anki.content import AnkiDeck, NoteType, Preset, Template
from roadmap_cards.anki.reading import protobuf
from roadmap_cards.anki.reading.foreign_text import clean
from roadmap_cards.anki.reading.head_values import (
    DEFAULT,
    LARGEST_ID,
    LATEST_SECOND,
    deck_name,
    one_line,
    steps_of,
    weights_of,
)
from roadmap_cards.anki.reading.json_values import fraction, whole

_SEPARATOR = "\x1f"
_CLOZE = 1
_UNSIGNED = (1 << 32) - 1


def note_types(
    types: Iterable[tuple[int, str, int, bytes]],
    fields: Iterable[tuple[int, str, bytes]],
    templates: Iterable[tuple[int, str, bytes]],
) -> dict[int, NoteType]:
    """Return the note types that have a field and a template.

    Takes rows (id, name, changed, config), and rows (note type, name, config) in order. Raises ValueError
    where a message is malformed.
    """
    names: defaultdict[int, list[str]] = defaultdict(list)
    ids: defaultdict[int, list[int]] = defaultdict(list)
    cards: defaultdict[int, list[Template]] = defaultdict(list)
    for owner, name, config in fields:
        names[owner].append(one_line(name))
        ids[owner].append(protobuf.integer(protobuf.decode(config), 9))
    for owner, name, config in templates:
        message = protobuf.decode(config)
        front, back = clean(protobuf.text(message, 1)), clean(protobuf.text(message, 2))
        cards[owner].append(Template(one_line(name), front, back, protobuf.integer(message, 8)))
    found = {}
    for number, name, changed, config in types:
        if number > 0 and names[number] and cards[number]:
            message = protobuf.decode(config)
            found[number] = NoteType(
                id=number,
                name=one_line(name),
                fields=tuple(names[number]),
                templates=tuple(cards[number]),
                css=clean(protobuf.text(message, 3)),
                cloze=protobuf.integer(message, 1) == _CLOZE,
                stock=whole(protobuf.integer(message, 9), 0, 0, 1000),
                changed=_time(changed),
                sort_field=whole(protobuf.integer(message, 2), 0, 0, len(names[number]) - 1),
                field_ids=tuple(ids[number]) if all(ids[number]) else (),
            )
    return found


def decks(rows: Iterable[tuple[int, str, int, bytes]]) -> dict[int, AnkiDeck]:
    """Return the decks from rows (id, name, changed, kind). Raises ValueError for a malformed message."""
    found = {}
    for number, name, changed, kind in rows:
        if number > 0:
            either = protobuf.decode(kind)
            normal = protobuf.decode(protobuf.chunk(either, 1))
            found[number] = AnkiDeck(
                id=number,
                name=deck_name(name.split(_SEPARATOR)),
                description=clean(protobuf.text(normal, 4)),
                filtered=2 in either,
                preset=whole(protobuf.integer(normal, 1, DEFAULT), DEFAULT, 1, LARGEST_ID),
                changed=_time(changed),
            )
    return found


def presets(rows: Iterable[tuple[int, str, int, bytes]]) -> dict[int, Preset]:
    """Return the presets from rows (id, name, changed, config).

    Raises ValueError where a message is malformed.
    """
    return {
        number: _preset(Preset(number, one_line(name), changed=_time(changed)), protobuf.decode(config))
        for number, name, changed, config in rows
        if number > 0
    }


def _preset(fresh: Preset, message: protobuf.Message) -> Preset:
    recall = protobuf.floats(message, 37)
    return Preset(
        id=fresh.id,
        name=fresh.name,
        weights=weights_of(*(protobuf.floats(message, number) for number in (6, 5, 3))),
        target_recall=fraction(recall[-1] if recall else None, fresh.target_recall, 0.01, 0.9999),
        # A number of 0 and a list without steps are not written at all: what is missing is not the default.
        learning_steps=steps_of(protobuf.floats(message, 1)),
        relearning_steps=steps_of(protobuf.floats(message, 2)),
        maximum_interval=whole(protobuf.integer(message, 16), fresh.maximum_interval, 1, _UNSIGNED),
        new_per_day=whole(protobuf.integer(message, 9), fresh.new_per_day, 0, _UNSIGNED),
        reviews_per_day=whole(protobuf.integer(message, 10), fresh.reviews_per_day, 0, _UNSIGNED),
        changed=fresh.changed,
    )


def _time(value: int) -> int:
    return whole(value, 0, 0, LATEST_SECOND)
