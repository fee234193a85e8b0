"""The notes and cards of an export, in Anki's columns, with the decks and note types that they need.

Ids hang on the collection alone: a note's and a card's are the time at which the collection was made, in
milliseconds, moved by their numbers here. So the same collection gives the same package, and in Anki's
lists the notes stand in the order of the roadmap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roadmap_cards.anki.content import DECK_SEPARATOR, AnkiCard, AnkiDeck, Note, NoteType
from roadmap_cards.anki.ids import guid_of, stable_id
from roadmap_cards.anki.notetype_json import notetype_of
from roadmap_cards.anki.notetypes import notetypes as our_notetypes
from roadmap_cards.anki.tags import PLACE_TAG, clean_tag, tag_column
from roadmap_cards.anki.writing.card_row import Place, Scheduled, card_row, new_row
from roadmap_cards.anki.writing.note_fields import notes_of
from roadmap_cards.library.export_scope import OutgoingEntry
from roadmap_cards.library.outgoing_pictures import OutgoingPictures
from roadmap_cards.storage.exports import AnkiNoteRow, CardRow, memory_of
from roadmap_cards.study.card import Learned
from roadmap_cards.study.day import SECOND
from roadmap_cards.study.wording import plain_title

DEFAULT_DECK = 1
MOST_FACES = 1000


@dataclass(slots=True)
class OutgoingRows:
    """Collects what goes out.

    `made` is when the collection was made; `scheduled` None leaves the schedule out. `preset` is that of all
    decks (an id), `cards_here` are the cards of each entry, `kept` and `kept_types` the notes and note
    types that came from Anki and go back as they were. `numbers` are those that our cards have here.
    """

    made: int
    scheduled: Scheduled | None
    preset: int
    by_topic: bool
    pictures: OutgoingPictures
    cards_here: Mapping[int, Mapping[str, CardRow]]
    kept: Mapping[int, AnkiNoteRow]
    kept_types: Mapping[int, str]
    decks: dict[str, AnkiDeck] = field(default_factory=dict)
    notetypes: dict[int, NoteType] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    cards: list[AnkiCard] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    _ours: Mapping[str, NoteType] = field(default_factory=our_notetypes)
    _topics: dict[int, int] = field(default_factory=dict)

    def add(self, found: OutgoingEntry) -> None:
        """Add an entry with all its cards."""
        row = found.row
        note = self.kept.get(row.id)
        if note is not None and row.guid is not None:
            self._add_kept(found, row.guid, note)
            return
        deck = self._deck_of(found)
        changed = row.changed_at // SECOND
        tags = tag_column(tags_of(found))
        for number, note_out in enumerate(notes_of(found.entry, row.key, found.path, self.pictures.name)):
            notetype = self._ours[note_out.type_key]
            self.notetypes[notetype.id] = notetype
            guid = guid_of(row.key + note_out.suffix, note_out.type_key)
            # Where an entry is several notes, the others keep out of the way of all that count upwards.
            note_id = self.made + row.id if number == 0 else self.made - row.id * MOST_FACES - number
            self.notes.append(Note(note_id, guid, notetype.id, changed, tags, note_out.fields))
            self._add_cards(found, note_id, deck, note_out.ordinals)

    def _add_kept(self, found: OutgoingEntry, guid: str, note: AnkiNoteRow) -> None:
        """Add a note that came from Anki, as it came."""
        self.pictures.keep(note.fields)
        if note.notetype not in self.notetypes:
            self.notetypes[note.notetype] = notetype_of(self.kept_types[note.notetype])
        note_id = self.made + found.row.id
        self.notes.append(Note(note_id, guid, note.notetype, note.changed, note.tags, note.fields))
        deck = self._deck(tuple(note.deck.split(DECK_SEPARATOR)))
        ordinals = sorted((ordinal, variant) for variant, ordinal in note.ordinals.items())
        self._add_cards(found, note_id, deck, ordinals)

    def _add_cards(
        self, found: OutgoingEntry, note: int, deck: int, ordinals: Iterable[tuple[int, str]]
    ) -> None:
        here = self.cards_here.get(found.row.id, {})
        edited = found.row.changed_at // SECOND
        for ordinal, variant in ordinals:
            position = len(self.cards) + 1
            card = here.get(variant)
            if card is None:
                # A question that makes no card here: its number counts downwards.
                self.cards.append(
                    new_row(Place(self.made - found.row.id, note, deck, ordinal, position, edited))
                )
                continue
            number, _, _, suspended, buried_until, flag = card[:6]
            self.numbers.add(number)
            if self.scheduled is None:
                self.cards.append(new_row(Place(self.made + number, note, deck, ordinal, position, edited)))
                continue
            memory = memory_of(card)
            answered = memory.last_at // SECOND if isinstance(memory, Learned) else 0
            self.cards.append(
                card_row(
                    Place(self.made + number, note, deck, ordinal, position, max(edited, answered)),
                    memory,
                    self.scheduled,
                    suspended=bool(suspended),
                    buried_until=buried_until,
                    flag=flag,
                )
            )

    def _deck_of(self, found: OutgoingEntry) -> int:
        topic = found.row.topic
        if topic not in self._topics:
            self._topics[topic] = self._deck(deck_path(found, by_topic=self.by_topic))
        return self._topics[topic]

    def _deck(self, path: tuple[str, ...]) -> int:
        name = DECK_SEPARATOR.join(path)
        if name not in self.decks:
            # Of the deck that every Anki has, a second one would be another.
            number = DEFAULT_DECK if name.casefold() == "default" else stable_id("deck", name)
            self.decks[name] = AnkiDeck(number, name, preset=self.preset)
        return self.decks[name].id


def deck_path(found: OutgoingEntry, *, by_topic: bool) -> tuple[str, ...]:
    """Return the names of the deck of an entry, and of those above it."""
    row = found.row
    titles = (row.roadmap, row.level, row.topic_title if by_topic else "")
    return tuple(plain_title(title).replace(DECK_SEPARATOR, ":") for title in titles if title)


def tags_of(found: OutgoingEntry) -> list[str]:
    """Return the tags of an entry: its own, and where it stands."""
    row = found.row
    level = row.level_key.rpartition("/")[2]
    place = "::".join(clean_tag(part) for part in (PLACE_TAG, level, row.topic_key) if part)
    return [*found.entry.tags, place, f"{PLACE_TAG}::{found.entry.body.kind}"]
