"""The JSON columns of a collection in schema 11: its settings, note types, decks and presets.

The keys are Anki's; those that say nothing about a package hold what a new collection holds.
"""

from __future__ import annotations

import json
from typing import Any

from roadmap_cards.anki.content import AnkiDeck, Head, NoteType, Preset

_WEIGHTS = {17: "fsrsWeights", 19: "fsrsParams5", 21: "fsrsParams6"}
_LATEX_HEAD = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
)


def settings_json(head: Head) -> str:
    """Return the settings; without `schedVer` 2 Anki would rewrite the ratings of the log."""
    zone = {} if head.minutes_west is None else {"creationOffset": head.minutes_west}
    return _text(
        {
            "schedVer": 2,
            "sched2021": True,
            "rollover": head.rollover,
            **zone,
            "nextPos": 1,
            "curDeck": 1,
            "activeDecks": [1],
            "curModel": min(head.notetypes, default=None),
            "newSpread": 0,
            "collapseTime": 1200,
            "timeLim": 0,
            "estTimes": True,
            "dueCounts": True,
            "addToCur": True,
            "sortType": "noteFld",
            "sortBackwards": False,
            "dayLearnFirst": False,
        }
    )


def notetypes_json(head: Head) -> str:
    """Return the note types by id."""
    return _text({str(id_): _notetype(head.notetypes[id_]) for id_ in sorted(head.notetypes)})


def decks_json(head: Head) -> str:
    """Return the decks by id, deck 1 among them; all as ordinary ones."""
    decks = {1: AnkiDeck(1, "Default"), **head.decks}
    return _text({str(id_): _deck(decks[id_]) for id_ in sorted(decks)})


def presets_json(head: Head) -> str:
    """Return the presets by id, preset 1 among them."""
    presets = {1: Preset(1, "Default"), **head.presets}
    return _text({str(id_): _preset(presets[id_]) for id_ in sorted(presets)})


def _notetype(notetype: NoteType) -> dict[str, Any]:
    # With an id of its own a field or template is known again after the person has renamed it.
    field_ids: tuple[int | None, ...] = notetype.field_ids or (None,) * len(notetype.fields)
    return {
        "id": notetype.id,
        "name": notetype.name,
        "type": int(notetype.cloze),
        "mod": notetype.changed,
        "usn": -1,
        "sortf": notetype.sort_field,
        "did": None,
        "css": notetype.css,
        "latexPre": _LATEX_HEAD,
        "latexPost": "\\end{document}",
        "latexsvg": False,
        "req": [],
        "tags": [],
        "vers": [],
        "originalStockKind": notetype.stock,
        "tmpls": [
            {
                "name": template.name,
                "ord": number,
                "qfmt": template.front,
                "afmt": template.back,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
                "bfont": "",
                "bsize": 0,
                "id": template.id or None,
            }
            for number, template in enumerate(notetype.templates)
        ],
        "flds": [
            {
                "name": name,
                "ord": number,
                "sticky": False,
                "rtl": False,
                "font": "Arial",
                "size": 20,
                "media": [],
                "id": id_,
            }
            for number, (name, id_) in enumerate(zip(notetype.fields, field_ids, strict=True))
        ],
    }


def _deck(deck: AnkiDeck) -> dict[str, Any]:
    return {
        "id": deck.id,
        "name": deck.name,
        "desc": deck.description,
        "conf": deck.preset,
        "mod": deck.changed,
        "usn": -1,
        "dyn": 0,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": False,
        "browserCollapsed": True,
        "extendNew": 0,
        "extendRev": 0,
    }


def _preset(preset: Preset) -> dict[str, Any]:
    weights: dict[str, list[float]] = {name: [] for name in _WEIGHTS.values()}
    if preset.weights:
        weights[_WEIGHTS[len(preset.weights)]] = list(preset.weights)
    return {
        "id": preset.id,
        "name": preset.name,
        "mod": preset.changed,
        "usn": -1,
        "dyn": False,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {
            "bury": False,
            "delays": list(preset.learning_steps),
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": preset.new_per_day,
        },
        "rev": {
            "bury": False,
            "ease4": 1.3,
            "fuzz": 0.05,
            "hardFactor": 1.2,
            "ivlFct": 1.0,
            "maxIvl": preset.maximum_interval,
            "minSpace": 1,
            "perDay": preset.reviews_per_day,
        },
        "lapse": {
            "delays": list(preset.relearning_steps),
            "leechAction": 1,
            "leechFails": 8,
            "minInt": 1,
            "mult": 0.0,
        },
        **weights,
        "desiredRetention": preset.target_recall,
        "sm2Retention": 0.9,
        "ignoreRevlogsBeforeDate": "",
        "easyDaysPercentages": [1.0] * 7,
        "weightSearch": "",
    }


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
