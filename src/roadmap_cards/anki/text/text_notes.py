"""The rows of a text file as the notes and new cards of a package, so that both come in by the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_cards.anki.content import (
    FIELD_SEPARATOR,
    AnkiCard,
    AnkiDeck,
    Content,
    Head,
    Note,
    NoteType,
    Preset,
    Template,
)
from roadmap_cards.anki.ids import guid_of, stable_id
from roadmap_cards.anki.tags import tag_column
from roadmap_cards.anki.text.text_file import TextFile, TextRow

_GAP = re.compile(r"\{\{c(\d{1,3})::")
# What a template could not name, or would read as something else.
_NO_NAME = re.compile(r"[{}:\"<>&]|^[#/^!]|^\s*$")
_BACK = "{{FrontSide}}<hr id=answer>"


@dataclass(frozen=True, slots=True)
class _Stock:
    """A note type that every Anki has, by its English name; `number` is Anki's own, see NoteType.stock."""

    number: int
    fields: tuple[str, ...]
    templates: tuple[Template, ...]


_FORWARD = Template("Card 1", "{{Front}}", f"{_BACK}{{{{Back}}}}")
_REVERSE = Template("Card 2", "{{Back}}", f"{_BACK}{{{{Front}}}}")
_STOCK: Mapping[str, _Stock] = {
    "Basic (and reversed card)": _Stock(2, ("Front", "Back"), (_FORWARD, _REVERSE)),
    "Basic (optional reversed card)": _Stock(
        3,
        ("Front", "Back", "Add Reverse"),
        (_FORWARD, replace(_REVERSE, front="{{#Add Reverse}}{{Back}}{{/Add Reverse}}")),
    ),
    "Basic (type in the answer)": _Stock(
        4,
        ("Front", "Back"),
        (Template("Card 1", "{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}"),),
    ),
}
_BASIC, _OPTIONAL, _CLOZE = 1, 3, 5


def as_content(file: TextFile, changed: int, deck: str, known: Mapping[str, NoteType]) -> Content:
    """Return the notes of a text file with new cards, as if they came in a package.

    `changed` is the time of the file in Unix seconds, `deck` the name of the deck for rows that name none,
    `known` the note types of this program by name. A row of another note type is a cloze where its first
    field has a gap, else basic: its first two fields are front and back, further ones stand below. A row
    without a guid has one made of note type and first field, so that the same file read again brings nothing
    new; of rows with one guid the last counts.
    """
    types = _types(file, known)
    decks = {
        name: AnkiDeck(number, name)
        for number, name in enumerate(dict.fromkeys(row.deck or deck for row in file.rows), start=1)
    }
    notes: list[Note] = []
    cards: list[AnkiCard] = []
    taken: set[int] = set()
    for guid, row in _by_guid(file.rows).items():
        notetype = types[_key(row, known)]
        fields = _fields(row, notetype, file.columns, known)
        note_id = _free(stable_id("text-note", guid), taken)
        notes.append(
            Note(note_id, guid, notetype.id, changed, tag_column(row.tags), FIELD_SEPARATOR.join(fields))
        )
        deck_id = decks[row.deck or deck].id
        for ordinal in _ordinals(notetype, fields):
            card_id = _free(stable_id("text-card", f"{guid}\n{ordinal}"), taken)
            cards.append(_new_card(card_id, note_id, deck_id, ordinal, changed, len(cards) + 1))
    head = Head(
        created=0,
        minutes_west=None,
        rollover=4,
        notetypes={notetype.id: notetype for notetype in types.values()},
        decks={one.id: one for one in decks.values()},
        presets={1: Preset(1, "Default")},
        changed=changed * 1000,
    )
    return Content(head, notes, cards, ())


# --- Note types ---------------------------------------------------------------------------------------------


def _key(row: TextRow, known: Mapping[str, NoteType]) -> tuple[str, bool]:
    """Return what the note type of a row hangs on: the name in the file, and whether the note is a cloze."""
    if _fits(row, known.get(row.notetype)):
        return row.notetype, known[row.notetype].cloze
    return row.notetype, row.notetype not in {"Basic", *_STOCK} and bool(_GAP.search(row.fields[0]))


def _fits(row: TextRow, notetype: NoteType | None) -> bool:
    return notetype is not None and not any(row.fields[len(notetype.fields) :])


def _types(file: TextFile, known: Mapping[str, NoteType]) -> dict[tuple[str, bool], NoteType]:
    widths: dict[tuple[str, bool], int] = {}
    types: dict[tuple[str, bool], NoteType] = {}
    for row in file.rows:
        key = _key(row, known)
        if _fits(row, known.get(row.notetype)):
            types[key] = known[row.notetype]
        else:
            filled = [at for at, field in enumerate(row.fields, start=1) if field]
            widths[key] = max(widths.get(key, 0), *filled, 2)
    for (name, cloze), width in widths.items():
        # A row that does not fit a type of this program must not be taken for one of it.
        shown = f"{name} (text)" if name in known else name
        types[name, cloze] = _made(shown, width, file.columns, cloze=cloze)
    return types


def _made(name: str, width: int, columns: Sequence[str], *, cloze: bool) -> NoteType:
    stock = _STOCK.get(name)
    fields = list(stock.fields if stock else ("Text", "Back Extra") if cloze else ("Front", "Back"))
    for at in range(width):
        named = columns[at] if at < len(columns) and not stock else ""
        usable = bool(named) and not _NO_NAME.search(named) and named not in fields[:at]
        if at < len(fields):
            fields[at] = named if usable else fields[at]
        else:
            fields.append(named if usable else f"Field {at + 1}")
    below = "".join(f"<br>{{{{{field}}}}}" for field in fields[len(stock.fields) if stock else 2 :])
    if stock:
        templates = tuple(replace(one, back=one.back + below) for one in stock.templates)
    elif cloze:
        text = f"{{{{cloze:{fields[0]}}}}}"
        templates = (Template("Cloze", text, f"{text}<br>{{{{{fields[1]}}}}}{below}"),)
    else:
        templates = (Template("Card 1", f"{{{{{fields[0]}}}}}", f"{_BACK}{{{{{fields[1]}}}}}{below}"),)
    shape = "\n".join((name, str(cloze), *fields))
    return NoteType(
        id=stable_id("text-notetype", shape),
        name=name or ("Cloze" if cloze else "Basic"),
        fields=tuple(fields),
        templates=templates,
        cloze=cloze,
        stock=stock.number if stock else _CLOZE if cloze else _BASIC,
    )


# --- Notes and cards ----------------------------------------------------------------------------------------


def _by_guid(rows: Sequence[TextRow]) -> dict[str, TextRow]:
    """Return the rows by guid. Rows without one, alike in type and first field, are told apart by number."""
    found: dict[str, TextRow] = {}
    alike: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in rows:
        guid = row.guid
        if not guid:
            same = alike.setdefault((row.notetype, row.fields[0]), [])
            if row.fields in same:
                continue
            number = f"\n{len(same)}" if same else ""
            same.append(row.fields)
            guid = guid_of(f"text\n{row.fields[0]}{number}", row.notetype)
        found[guid] = row
    return found


def _fields(
    row: TextRow, notetype: NoteType, columns: Sequence[str], known: Mapping[str, NoteType]
) -> list[str]:
    """Return the fields in the order of the note type, as many as it has."""
    # U+001F stands between fields and has no meaning in HTML.
    cells = [cell.replace(FIELD_SEPARATOR, " ") for cell in row.fields]
    if notetype.fields[0] in columns and notetype.name in known:
        by_name = dict(zip(columns, cells, strict=False))
        cells = [by_name.get(field, "") for field in notetype.fields]
    return [*cells, *[""] * len(notetype.fields)][: len(notetype.fields)]


def _ordinals(notetype: NoteType, fields: Sequence[str]) -> Iterator[int]:
    """Return which cards the fields make."""
    if notetype.cloze:
        numbers = {int(number) for number in _GAP.findall(fields[0])}
        yield from sorted(number - 1 for number in numbers if number)
    elif notetype.stock == _OPTIONAL and not fields[2].strip():
        yield 0
    else:
        yield from range(len(notetype.templates))


def _new_card(card_id: int, note: int, deck: int, ordinal: int, changed: int, position: int) -> AnkiCard:
    return AnkiCard(
        id=card_id,
        note=note,
        deck=deck,
        ordinal=ordinal,
        changed=changed,
        type=0,
        queue=0,
        due=position,
        interval=0,
        factor=0,
        reps=0,
        lapses=0,
        left=0,
        original_due=0,
        original_deck=0,
        flags=0,
        data="{}",
    )


def _free(number: int, taken: set[int]) -> int:
    while number in taken:
        number += 1
    taken.add(number)
    return number
