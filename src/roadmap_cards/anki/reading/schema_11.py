"""Note types, decks and presets as JSON in one row, as collections have them up to schema 14.

Third parties have described the keys in https://github.com/ankidroid/Anki-Android/wiki/Database-Structure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap_cards.anki.content import DECK_SEPARATOR, AnkiDeck, NoteType, Preset, Template
from roadmap_cards.anki.reading.head_values import (
    DEFAULT,
    LARGEST_ID,
    LATEST_SECOND,
    deck_name,
    one_line,
    steps_of,
    weights_of,
)
from roadmap_cards.anki.reading.json_values import fraction, fractions, mapping, objects, text, whole

_CLOZE = 1
_UNSIGNED = (1 << 32) - 1


def note_types(models: Mapping[str, Any]) -> dict[int, NoteType]:
    """Return the note types that have a field and a template."""
    found = {}
    for key, model in models.items():
        kind = _note_type(_id(key, model), mapping(model))
        if kind.id > 0 and kind.fields and kind.templates:
            found[kind.id] = kind
    return found


def decks(tree: Mapping[str, Any]) -> dict[int, AnkiDeck]:
    """Return the decks."""
    found = {}
    for key, value in tree.items():
        deck = mapping(value)
        number = _id(key, deck)
        if number > 0:
            found[number] = AnkiDeck(
                id=number,
                name=deck_name(text(deck.get("name")).split(DECK_SEPARATOR)),
                description=text(deck.get("desc")),
                filtered=bool(whole(deck.get("dyn"), 0, 0, 1)),
                preset=whole(deck.get("conf"), DEFAULT, 1, LARGEST_ID),
                changed=_changed(deck),
            )
    return found


def presets(options: Mapping[str, Any]) -> dict[int, Preset]:
    """Return the presets."""
    found = {}
    for key, value in options.items():
        number = _id(key, mapping(value))
        if number > 0:
            found[number] = preset(number, text(mapping(value).get("name")), mapping(value))
    return found


def preset(number: int, name: str, options: Mapping[str, Any]) -> Preset:
    """Return one preset; what is missing or absurd is as in a fresh one."""
    fresh = Preset(number, one_line(name))
    new, review, lapse = (mapping(options.get(key)) for key in ("new", "rev", "lapse"))
    return Preset(
        id=number,
        name=fresh.name,
        weights=weights_of(
            fractions(options.get("fsrsParams6")),
            fractions(options.get("fsrsParams5")),
            fractions(options.get("fsrsWeights")),
        ),
        target_recall=fraction(options.get("desiredRetention"), fresh.target_recall, 0.01, 0.9999),
        learning_steps=steps_of(fractions(new.get("delays", list(fresh.learning_steps)))),
        relearning_steps=steps_of(fractions(lapse.get("delays", list(fresh.relearning_steps)))),
        maximum_interval=whole(review.get("maxIvl"), fresh.maximum_interval, 1, _UNSIGNED),
        new_per_day=whole(new.get("perDay"), fresh.new_per_day, 0, _UNSIGNED),
        reviews_per_day=whole(review.get("perDay"), fresh.reviews_per_day, 0, _UNSIGNED),
        changed=_changed(options),
    )


def _note_type(number: int, model: Mapping[str, Any]) -> NoteType:
    fields = _ordered(model.get("flds"))
    field_ids = tuple(whole(field.get("id"), 0, -LARGEST_ID, LARGEST_ID) for field in fields)
    return NoteType(
        id=number,
        name=one_line(text(model.get("name"))),
        fields=tuple(one_line(text(field.get("name"))) for field in fields),
        templates=tuple(
            Template(
                name=one_line(text(template.get("name"))),
                front=text(template.get("qfmt")),
                back=text(template.get("afmt")),
                id=whole(template.get("id"), 0, -LARGEST_ID, LARGEST_ID),
            )
            for template in _ordered(model.get("tmpls"))
        ),
        css=text(model.get("css")),
        cloze=whole(model.get("type"), 0, 0, _CLOZE) == _CLOZE,
        stock=whole(model.get("originalStockKind"), 0, 0, 1000),
        changed=_changed(model),
        sort_field=whole(model.get("sortf"), 0, 0, max(0, len(fields) - 1)),
        field_ids=field_ids if all(field_ids) else (),
    )


def _ordered(value: object) -> list[Mapping[str, Any]]:
    """Return fields or templates in the order of their own numbers; without any, as they stand."""
    return sorted(objects(value), key=lambda item: whole(item.get("ord"), 0, 0, 1 << 30))


def _id(key: str, value: object) -> int:
    """Return the id inside a value, or the key under which it stands; 0 where both are none."""
    return whole(mapping(value).get("id"), whole(key, 0, 1, LARGEST_ID), 1, LARGEST_ID)


def _changed(value: Mapping[str, Any]) -> int:
    return whole(value.get("mod"), 0, 0, LATEST_SECOND)
