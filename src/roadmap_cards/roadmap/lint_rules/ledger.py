"""The ledger of a deck, `.ids/<topic>.tsv` beside it: every id ever published, so that no progress is lost.

A row is an id, its kind, its variants, its version and the beginning of its text, with tabs between. Rows are
added, never taken away; one whose version is “retired” may be missing from the deck.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.roadmap.lint_rules.plain_words import bare, whole
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import DeckFile, DeckText, back_of, front_of
from roadmap_cards.roadmap.wording import listed, quoted
from roadmap_cards.study.card import Entry, variants

FOLDER = ".ids"
RETIRED = "retired"
LEAST_ALIKE = 55
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Row:
    """What was published of an entry."""

    id: str
    kind: str
    variants: tuple[str, ...]
    version: str
    text: str

    def __str__(self) -> str:
        return "\t".join((self.id, self.kind, ",".join(self.variants), self.version, self.text))


@rule(
    "ids",
    "E/W",
    what="a published id or gap that is gone without “formerly:”, a version that went down; another text "
    "under the same id and version: a warning",
    why="memory hangs on the id, and would be lost or lie",
    remedy="bring it back, or name it in “formerly:” of its successor",
)
def published_ids(deck: DeckText) -> Iterator[Found]:
    now = {entry.id: entry for entry in deck.file.deck.entries}
    former = {name.rpartition("/")[2] for entry in now.values() for name in entry.formerly}
    for row in read_ledger(deck.ledger):
        entry = now.get(row.id)
        if entry is not None:
            yield from _changed(row, entry)
        elif row.id not in former | deck.file.ids and row.version != RETIRED:
            yield Found(deck.file.line, f"the id {quoted(row.id, 80)} was published and is gone")


def _changed(row: Row, entry: Entry) -> Iterator[Found]:
    from rapidfuzz import fuzz  # noqa: PLC0415  (the command line starts without it)

    gone = [name for name in row.variants if name and name not in variants(entry.body)]
    if gone:
        remedy = "keep the numbers of the other gaps, and give a new fact a new id"
        message = f"{listed(gone)} of this card was published and is gone"
        yield Found(entry.line, message, remedy=remedy)
    if row.version.isdigit() and entry.version < int(row.version):
        message = f"version {entry.version} comes after version {row.version}"
        yield Found(entry.line, message, remedy="raise it")
    unlike = fuzz.token_sort_ratio(row.text, _text(entry)) < LEAST_ALIKE
    if row.version == str(entry.version) and unlike and not gone:
        remedy = "give a new fact a new id, a corrected one the next version"
        yield Found(entry.line, "the published text of this id was quite different", True, remedy)


def ledger_path(deck: Path) -> Path:
    """Return where the ledger of a deck file stands, whether or not there is one."""
    return deck.parent / FOLDER / f"{deck.stem}.tsv"


def read_ledger(text: str) -> list[Row]:
    """Return the rows of a ledger; what is none is left out."""
    rows = [line.split("\t") for line in text.splitlines()]
    return [Row(row[0], row[1], tuple(row[2].split(",")), row[3], row[4]) for row in rows if len(row) == 5]


def recorded(file: DeckFile, ledger: str) -> str:
    """Return a ledger with the entries of a deck as they are now; drafts are not published."""
    rows = {row.id: row for row in read_ledger(ledger)}
    for entry in file.deck.entries:
        if not entry.draft:
            rows[entry.id] = Row(
                entry.id, entry.body.kind, variants(entry.body), str(entry.version), _text(entry)
            )
    return "".join(f"{row}\n" for _, row in sorted(rows.items()))


def _text(entry: Entry) -> str:
    return bare(f"{whole(front_of(entry.body))} {whole(back_of(entry.body))}")[:_LONGEST].strip()
