"""Writes what an import brings: entries, cards, their answers, and the memory that these add up to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_cards.anki.content import BURIED_BY_PERSON, BURIED_BY_SCHEDULE, SUSPENDED, AnkiCard, Content
from roadmap_cards.anki.history import Reckoning, StudyDays, reckoning
from roadmap_cards.anki.log_rows import History, continued, interleaved, whole_history
from roadmap_cards.library.exchange import Imported
from roadmap_cards.library.incoming import IncomingCard, IncomingNote
from roadmap_cards.library.incoming_media import IncomingMedia
from roadmap_cards.library.incoming_place import Places
from roadmap_cards.library.incoming_types import kept_types
from roadmap_cards.library.renamed_files import files_of, renamed_in_html, renamed_in_json
from roadmap_cards.settings import RANGES
from roadmap_cards.storage import imports as queries
from roadmap_cards.storage import reviews as review_queries
from roadmap_cards.storage.decks import as_json
from roadmap_cards.storage.imports import LoggedRows, NewCard, NewEntry
from roadmap_cards.storage.known_notes import KnownCard, memories
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import NEW, Learned, Memory, variants
from roadmap_cards.study.day import SECOND, Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import standing
from roadmap_cards.work import Report

PLACE = "imported"
"""What stands for the deck file of entries that have none."""

FLAGS = (0, 1, 2, 3, 4, 1, 3, 4)
"""Our flag for each of Anki's: it has pink, turquoise and purple besides ours."""

NOTES_A_REPORT = 500
NOTES_A_WRITE = 5000


@dataclass(slots=True)
class IncomingWriter:
    """Writes an import within one transaction; `run` is its row, `own` are the collection's weights."""

    tx: Transaction
    run: int
    content: Content
    days: StudyDays
    own: Parameters
    target_recall: float
    present: Moment
    media: IncomingMedia
    report: Report
    _types: dict[int, int] = field(default_factory=dict)
    """The number under which each note type of the package is kept."""
    _entries: list[NewEntry] = field(default_factory=list)
    _cards: list[NewCard] = field(default_factory=list)
    _log: list[LoggedRows] = field(default_factory=list)
    _memories: dict[int, Memory] = field(default_factory=dict)
    _answers: int = 0
    _reckonings: dict[tuple[int, bool], tuple[Reckoning, float, int]] = field(default_factory=dict)

    def write(self, notes: Sequence[IncomingNote]) -> Imported:
        """Write these notes and return what came in."""
        plain = self.tx.plain
        places = Places(self.tx, self.content.head.decks)
        next_entry, next_card = queries.next_ids(plain)
        known = (card.here for note in notes for card in note.cards if not card.whole and card.answers)
        met = memories(plain, (number for number in known if number is not None))
        self._types = kept_types(self.tx, self.content.head.notetypes, notes)
        for number, note in enumerate(notes):
            if number % NOTES_A_REPORT == 0:
                self.report("Importing notes", number, len(notes))
            if number % NOTES_A_WRITE == 0:
                self._store()
            if note.fresh:
                next_entry, next_card = self._fresh(note, places, next_entry, next_card)
            else:
                if note.edited:
                    self._edit(note)
                next_card = self._new_cards(note, next_card)
            for card in note.cards:
                if card.here is not None and not card.whole and card.answers:
                    self._come_home(card, met.get(card.here, NEW))
        self._store()
        return Imported(
            sum(note.fresh for note in notes),
            sum(note.edited for note in notes),
            self._answers,
            len(self.media.written),
        )

    def _store(self) -> None:
        """Write what has come together: a million answers at once would fill the memory."""
        if self._entries:
            queries.store_entries(self.tx, self.run, queries.deck_place(self.tx, PLACE), self._entries)
        queries.store_cards(self.tx, self.run, self._cards)
        queries.store_log(self.tx, self.run, self._log)
        queries.store_memories(self.tx, self._memories)
        for written in (self._entries, self._cards, self._log, self._memories):
            written.clear()

    # --- Notes that are new here

    def _fresh(self, note: IncomingNote, places: Places, entry_id: int, card_id: int) -> tuple[int, int]:
        """Add a note as a whole, or bring it back, and return the next free numbers."""
        mapped = note.mapped
        entry = mapped.entry
        assert entry is not None
        if mapped.key:
            key, topic = mapped.key, places.of_key(mapped.key, mapped.deck)
        else:
            topic, beginning = places.of_deck(mapped.deck)
            key = f"{beginning}/{entry.id}"
        if note.entry is not None:
            number, key = note.entry.id, note.entry.key
        else:
            number = entry_id
            entry_id += 1
        renamed = self.media.keep(files_of(mapped.pictures, mapped.note.fields))
        self._entries.append(
            NewEntry(
                number,
                key,
                topic,
                number,
                entry.body.kind,
                renamed_in_json(as_json(entry), renamed),
                mapped.note.changed * SECOND,
                None if mapped.key else mapped.note.guid,
                None if mapped.key else self._kept(note, renamed),
            )
        )
        there = {card.variant: card for card in note.cards}
        back: list[int] = []
        for variant in variants(entry.body):
            card, known = there.get(variant), note.here.get(variant)
            if known is not None and card is not None and not card.whole:
                back.append(known.id)  # it was studied here: what is remembered stays
                continue
            card_id = self._add_card(known, card, f"{key}#{variant}", number, topic, variant, card_id)
        queries.bring_back(self.tx, self.run, topic, back)
        return entry_id, card_id

    def _kept(self, note: IncomingNote, renamed: Mapping[str, str]) -> tuple[int, int, str, str, str, str]:
        mapped = note.mapped
        deck = self.content.head.decks.get(mapped.deck)
        ordinals = {variant: ordinal for ordinal, variant in mapped.variants.items()}
        return (
            self._types[mapped.note.notetype],
            mapped.note.changed,
            deck.name if deck else "Default",
            mapped.note.tags,
            renamed_in_html(mapped.note.fields, renamed),
            json.dumps(ordinals),
        )

    def _add_card(
        self,
        known: KnownCard | None,
        incoming: IncomingCard | None,
        key: str,
        entry: int,
        topic: int,
        variant: str,
        next_id: int,
    ) -> int:
        """Add a card with its history, or bring it back so, and return the next free number."""
        number = next_id if known is None else known.id
        memory: Memory = NEW
        queue = flags = 0
        if incoming is not None:
            reckoned, target, parameters = self._reckoning(incoming.card)
            history = whole_history(incoming.card, incoming.answers, reckoned)
            self._log_rows(number, history, target, parameters)
            memory = history.memory
            queue, flags = incoming.card.queue, incoming.card.flags
        self._cards.append(
            NewCard(
                number,
                key,
                entry,
                topic,
                variant,
                suspended=queue == SUSPENDED,
                buried_until=self.present.day + 1 if queue in {BURIED_BY_PERSON, BURIED_BY_SCHEDULE} else 0,
                flag=FLAGS[flags & 7],
                memory=memory,
            )
        )
        return next_id + (known is None)

    # --- Notes that are here

    def _edit(self, note: IncomingNote) -> None:
        """Give an entry the text that was edited in Anki; a card that it has no more is retired."""
        mapped, here = note.mapped, note.entry
        assert mapped.entry is not None
        assert here is not None
        renamed = self.media.keep(files_of(mapped.pictures, mapped.note.fields))
        queries.update_note(
            self.tx,
            here.id,
            {
                "kind": mapped.entry.body.kind,
                "content": renamed_in_json(as_json(mapped.entry), renamed),
                "changed_at": mapped.note.changed * SECOND,
            },
            None if mapped.key else self._kept(note, renamed),
        )
        left = variants(mapped.entry.body)
        for variant, card in note.here.items():
            if card.live and variant not in left:
                queries.retire_card(self.tx, card.id)

    def _new_cards(self, note: IncomingNote, next_id: int) -> int:
        """Add the cards that a known note has got since, and return the next free number."""
        here = note.entry
        assert here is not None
        for card in note.cards:
            if card.whole:
                key, known = f"{here.key}#{card.variant}", note.here.get(card.variant)
                next_id = self._add_card(known, card, key, here.id, here.topic, card.variant, next_id)
        return next_id

    def _come_home(self, card: IncomingCard, memory: Memory) -> None:
        """Add to a card that is here what was answered elsewhere."""
        assert card.here is not None
        reckoned, target, parameters = self._reckoning(card.card, ours=True)
        if not isinstance(memory, Learned) or card.answers[0].id > memory.last_at:
            history = continued(card.card, memory, card.answers, reckoned)
        else:
            log = standing(review_queries.log_of_card(self.tx.connection, card.here))
            history = interleaved(card.card, memory, log, card.answers, reckoned)
        self._log_rows(card.here, history, target, parameters)
        self._memories[card.here] = history.memory

    # --- Both

    def _log_rows(self, card: int, history: History, target: float, parameters: int) -> None:
        self._log.append(LoggedRows(card, history.rows, target, parameters))
        self._answers += sum(row.rating is not None for row in history.rows)

    def _reckoning(self, card: AnkiCard, *, ours: bool = False) -> tuple[Reckoning, float, int]:
        """Return how a card is reckoned with, and with which target recall and parameters.

        `ours`: by the weights of this collection, whatever those of its deck in Anki are.
        """
        deck = card.original_deck or card.deck
        if (deck, ours) not in self._reckonings:
            found = reckoning(self.content.head, self.days, deck, self.own, self.present.at)
            target, parameters = self.target_recall, self.own.id
            theirs = found.recurrence.parameters
            if ours:
                found = found.by(self.own)
            elif theirs is not self.own:
                parameters = queries.store_parameters(self.tx, theirs.weights, self.present.at)
                least, most = RANGES["target_recall"]
                target = min(max(found.preset.target_recall, least), most)
            self._reckonings[deck, ours] = found, target, parameters
        return self._reckonings[deck, ours]
