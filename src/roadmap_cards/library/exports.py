"""Actions of exporting: what an order would come to, and writing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from roadmap_cards.anki.content import DECK_SEPARATOR
from roadmap_cards.library.anki_export import AnkiExport
from roadmap_cards.library.exchange import Exported, ExportOrder, Format, Prospect, SampleCard, Sizes
from roadmap_cards.library.export_scope import OutgoingEntry, in_scope, sizes, texts_of
from roadmap_cards.library.known import Known
from roadmap_cards.library.outgoing_rows import deck_path, tags_of
from roadmap_cards.library.text_export import write_folder, write_rows_of, write_whole
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage import exports as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.exports import QUIZ_ONLY, AnkiNoteRow
from roadmap_cards.study.card import variants
from roadmap_cards.study.day import Moment
from roadmap_cards.study.markdown import pictures
from roadmap_cards.work import Report, collector_at_rest

SAMPLES = 300
"""How many cards can be walked through before an export."""

BYTES_A_NOTE, BYTES_A_CARD, BYTES_AN_ANSWER = 420, 60, 38
"""What one takes in a package on average, packed: of the shipped decks, and of a log with its two copies."""


class Exports:
    """Exporting. Reached as `library.exports`."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        learning: Callable[[], Learning],
        known: Known,
    ) -> None:
        """Work on an open collection; `known` keeps what was read of it."""
        self._known = known
        self._database = database
        self._now = now
        self._learning = learning

    def sizes(self) -> Sizes:
        """Return what there is to export, by level and topic."""
        return sizes(self._database.plain, {topic.id: topic.cards for topic in self._known.topics()})

    def prospect(self, order: ExportOrder) -> Prospect:
        """Return what an order would come to; nothing is written."""
        connection = self._database.plain
        found = list(in_scope(connection, order.scope))
        kinds = Counter(one.row.kind for one in found)
        going = [one for one in found if order.questions or one.row.kind not in QUIZ_ONLY]
        answers = queries.answer_counts(connection)
        given = sum(answers.get(one.row.id, 0) for one in going) if order.schedule else 0
        cards = sum(len(variants(one.entry.body) or ("",)) for one in going)
        entries = {one.row.id for one in going}
        scheduled = sum(card[1] in entries and card[6] is not None for card in queries.cards(connection))
        kept = queries.anki_notes(connection)
        return Prospect(
            notes=len(going),
            cards=cards,
            answers=given,
            scheduled=scheduled if order.schedule else 0,
            choices=kinds["choice"] + kinds["multi"],
            orders=kinds["order"],
            retired=queries.retired_cards(connection),
            pictures=len(
                {
                    name
                    for one in going
                    for text in texts_of(one.entry)
                    if "![" in text
                    for name in pictures(text)
                }
            ),
            size=BYTES_A_NOTE * len(going) + BYTES_A_CARD * cards + BYTES_AN_ANSWER * given,
            samples=_samples(going, kept, order),
        )

    def write(self, order: ExportOrder, path: Path, folder: DataFolder, report: Report) -> Exported:
        """Write what was ordered to a file, or for Markdown into a new folder.

        Raises ProblemError where it cannot be written, CancelledError where `report` does; then no file is
        left, and one that was there before stays as it was.
        """
        connection = self._database.plain
        match order.format:
            case Format.ANKI:
                parameters = day_queries.parameters(connection)
                export = AnkiExport(connection, folder.media, self._learning(), parameters, self._now())
                with collector_at_rest():
                    return export.write(order, path, report)
            case Format.CSV | Format.TSV:
                return write_rows_of(connection, order, path, folder.media, report)
            case Format.MARKDOWN:
                return write_folder(connection, order, path, folder.media, report)
            case Format.JSON:
                return write_whole(connection, path, report)


def _samples(
    going: Iterable[OutgoingEntry], kept: Mapping[int, AnkiNoteRow], order: ExportOrder
) -> tuple[SampleCard, ...]:
    found: list[SampleCard] = []
    for one in going:
        decks, tags = deck_path(one, by_topic=order.by_topic), tuple(tags_of(one))
        if one.row.guid is not None and one.row.id in kept:
            # What came from Anki goes back to where it was.
            note = kept[one.row.id]
            decks, tags = tuple(note.deck.split(DECK_SEPARATOR)), tuple(note.tags.split())
        found += [
            SampleCard(decks, one.entry, variant, tags) for variant in variants(one.entry.body) or ("",)
        ]
        if len(found) >= SAMPLES:
            break
    return tuple(found)
