"""Notes, cards and answers of a package, put right where a stranger's database has something odd in a column.

There can be millions: SQL brings numbers into their range and leaves out what is none, Python goes over each
row once.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from roadmap_cards.anki.content import FIELD_SEPARATOR, AnkiCard, Answer, Note, NoteType
from roadmap_cards.anki.reading.head_values import DEFAULT, LATEST_SECOND
from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.package_head import PackageHead
from roadmap_cards.anki.reading.refusals import damaged, too_large
from roadmap_cards.anki.reading.untrusted_database import UntrustedDatabase
from roadmap_cards.anki.reading.watch import Watch
from roadmap_cards.study.wording import counted
from roadmap_cards.work import collector_at_rest

_COLUMNS = {
    "notes": ("id", "mid", "mod"),
    "cards": (
        *("id", "nid", "did", "ord", "mod", "type", "queue", "due", "ivl", "factor", "reps", "lapses"),
        *("left", "odue", "odid", "flags"),
    ),
    "revlog": ("id", "cid", "ease", "ivl", "lastivl", "factor", "time", "type"),
}
_TEXTS = {"notes": ("guid", "tags", "flds"), "cards": ("data",), "revlog": ()}

_LATEST_MS = LATEST_SECOND * 1000 + 999
_MOST_CLOZES = 500
_LONGEST_GUID = 1000
# FSRS's memory and 100 bytes of an add-on's own; more would be somebody else's, and could be nested deeply.
_LONGEST_DATA = 500
_BETWEEN_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read, and in sentences what could not be."""

    notes: list[Note]
    cards: list[AnkiCard]
    answers: list[Answer]
    warnings: tuple[str, ...]


def read_rows(
    database: UntrustedDatabase, package: PackageHead, name: str, limits: Limits, watch: Watch
) -> Rows:
    """Read all rows. Raises ProblemError where there are too many, or where the tables are not Anki's."""
    for table in _COLUMNS:
        _check_columns(database, table, name)
    sizes = {
        table: _counted(database, table, most, noun, name)
        for table, most, noun in (
            ("notes", limits.notes, "notes"),
            ("cards", limits.cards, "cards"),
            ("revlog", limits.answers, "answers"),
        )
    }
    with collector_at_rest():
        notes = _notes(database, package.head.notetypes, sizes["notes"], name, limits, watch)
        cards = _cards(database, package, notes, sizes["cards"], watch)
        # Anki takes no notice of the first scheduler where no card was ever studied.
        first_scheduler = package.first_scheduler and any(card.queue for card in cards)
        answers, unread = _answers(database, cards, sizes["revlog"], watch, first_scheduler=first_scheduler)
    lost_cards = sizes["cards"] - len(cards)
    lost = (
        (sizes["notes"] - len(notes), "note", "without a note type or a text"),
        (lost_cards, "card", "without a note or a template"),
        (unread, "answer", "without a time or a rating"),
    )
    warnings = tuple(f"Left out: {counted(number, noun)} {why}." for number, noun, why in lost if number)
    return Rows(notes, cards, answers, warnings)


def _notes(
    database: UntrustedDatabase,
    notetypes: Mapping[int, NoteType],
    size: int,
    name: str,
    limits: Limits,
    watch: Watch,
) -> list[Note]:
    rows = database.connection.execute(
        f"SELECT rowid, CAST(guid AS TEXT), CAST(mid AS INTEGER), {_within('mod', 0, LATEST_SECOND)}, "
        "CAST(coalesce(tags, '') AS TEXT), CAST(flds AS TEXT) FROM notes "
        f"WHERE rowid > 0 AND length(guid) BETWEEN 1 AND {_LONGEST_GUID} AND flds IS NOT NULL ORDER BY rowid"
    )
    wanted = {number: len(kind.fields) for number, kind in notetypes.items()}
    notes: list[Note] = []
    characters = 0
    for at, row in enumerate(rows):
        if at % _BETWEEN_STEPS == 0:
            watch.step("Reading notes", at, size)
        number = wanted.get(row[2])
        if number is None:
            continue
        characters += len(row[4]) + len(row[5])
        if characters > limits.text:
            raise too_large(name, "its notes hold more text than any library of cards")
        note = Note._make(row)
        if note.fields.count(FIELD_SEPARATOR) != number - 1:
            note = note._replace(fields=_as_many(note.fields, number))
        notes.append(note)
    return notes


def _as_many(fields: str, number: int) -> str:
    """Return as many fields as the note type has: empty ones behind, or the last ones in one."""
    parts = fields.split(FIELD_SEPARATOR, number - 1)
    parts[-1] = parts[-1].replace(FIELD_SEPARATOR, "<br>")
    return FIELD_SEPARATOR.join(parts + [""] * (number - len(parts)))


def _cards(
    database: UntrustedDatabase, package: PackageHead, notes: list[Note], size: int, watch: Watch
) -> list[AnkiCard]:
    head = package.head
    type_ = _within("type", 0, 3)
    if package.first_scheduler:
        # It had no type of its own for cards that are learned anew.
        type_ = f"CASE WHEN type = 2 AND queue IN (1, 3) THEN 3 ELSE {type_} END"
    rows = database.connection.execute(
        f"SELECT rowid, {_numbers('nid', 'did', 'ord')}, {_within('mod', 0, LATEST_SECOND)}, {type_}, "
        f"CASE WHEN queue BETWEEN -3 AND 4 THEN CAST(queue AS INTEGER) ELSE 0 END, "
        + ", ".join(_within(column, *_SIGNED) for column in ("due", "ivl", "factor", "reps", "lapses"))
        + f", {_within('left', *_SIGNED)}, {_within('odue', *_SIGNED)}, {_numbers('coalesce(odid, 0)')}, "
        f"CAST(coalesce(flags, 0) AS INTEGER) & 7, "
        f"CASE WHEN length(data) <= {_LONGEST_DATA} THEN CAST(data AS TEXT) ELSE '' END "
        f"FROM cards WHERE rowid > 0 AND ord BETWEEN 0 AND {_MOST_CLOZES} ORDER BY rowid"
    )
    sides = {number: _sides(kind) for number, kind in head.notetypes.items()}
    room = {note.id: sides[note.notetype] for note in notes}
    cards: list[AnkiCard] = []
    seen: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        if at % _BETWEEN_STEPS == 0:
            watch.step("Reading cards", at, size)
        place = row[1:4:2]
        if row[3] < room.get(row[1], 0) and place not in seen:
            seen.add(place)
            cards.append(_at_home(AnkiCard._make(row), head.decks))
    return cards


def _sides(kind: NoteType) -> int:
    """Return how many cards a note of this type can have."""
    return _MOST_CLOZES if kind.cloze else len(kind.templates)


def _at_home(card: AnkiCard, decks: Container[int]) -> AnkiCard:
    """Return a card in a deck that there is."""
    if card.deck not in decks:
        card = card._replace(deck=DEFAULT)
    if card.original_deck and card.original_deck not in decks:
        card = card._replace(original_deck=DEFAULT)
    return card


def _answers(
    database: UntrustedDatabase, cards: list[AnkiCard], size: int, watch: Watch, *, first_scheduler: bool
) -> tuple[list[Answer], int]:
    """Return the answers, and how many could not be read.

    Not counted are those to cards that are gone: a collection keeps them.
    """
    # The first scheduler had three buttons for what was being learned, and gave the last two other numbers.
    rating = "ease + (ease BETWEEN 2 AND 3 AND type IN (0, 2))" if first_scheduler else "ease"
    rows = database.connection.execute(
        f"SELECT rowid, {_numbers('cid', rating)}, {_within('ivl', *_SIGNED)}, "
        f"{_within('lastIvl', *_SIGNED)}, {_within('factor', *_SIGNED)}, "
        f"{_within('time', 0, _SIGNED[1])}, {_numbers('type')} "
        f"FROM revlog WHERE rowid BETWEEN 1 AND {_LATEST_MS} AND ((ease BETWEEN 1 AND 4 AND type "
        "BETWEEN 0 AND 3) OR (ease BETWEEN 0 AND 4 AND type BETWEEN 4 AND 5)) ORDER BY rowid"
    )
    known = {card.id for card in cards}
    answers: list[Answer] = []
    read = 0
    while chunk := rows.fetchmany(_BETWEEN_STEPS):
        watch.step("Reading answers", read, size)
        read += len(chunk)
        answers += [Answer._make(row) for row in chunk if row[1] in known]
    return answers, size - read


_SIGNED = (-(1 << 31), (1 << 31) - 1)


def _within(column: str, low: int, high: int) -> str:
    """Return SQL for a whole number in a range, whatever stands in the column."""
    whole = _numbers(column)
    # Most are in it; to find that out is quicker than to call functions.
    return (
        f"CASE WHEN {column} BETWEEN {low} AND {high} THEN {whole} "
        f"ELSE max({low}, min({high}, coalesce({whole}, 0))) END"
    )


def _numbers(*expressions: str) -> str:
    """Return SQL for whole numbers; of something else SQLite makes one, and nothing (NULL) of nothing."""
    return ", ".join(f"CAST({expression} AS INTEGER)" for expression in expressions)


def _check_columns(database: UntrustedDatabase, table: str, name: str) -> None:
    """Raise ProblemError unless a table has Anki's columns, and those that hold numbers are meant to.

    Then SQLite compares them as numbers (https://www.sqlite.org/datatype3.html). The row's own number is read
    in the place of `id`: in Anki's tables it is the same, and in any table it is unique.
    """
    columns = database.tables.get(table, {})
    numbers = "rowid" not in columns and all("int" in columns.get(column, "") for column in _COLUMNS[table])
    if not numbers or not all(column in columns for column in _TEXTS[table]):
        raise damaged(name, f"the table “{table}” inside it is not as Anki makes it")


def _counted(database: UntrustedDatabase, table: str, most: int, noun: str, name: str) -> int:
    ((size,),) = database.connection.execute(f"SELECT count(*) FROM {table}")
    if size > most:
        raise too_large(name, f"more than {most:,} {noun}")
    return int(size)
