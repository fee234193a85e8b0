"""A collection as an Anki package: decks by level and topic, notes, scheduled cards, every answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadmap_cards.anki.content import Answer, Head, Preset
from roadmap_cards.anki.ids import stable_id
from roadmap_cards.anki.writing.card_row import Scheduled
from roadmap_cards.anki.writing.package_writer import write_package
from roadmap_cards.library.exchange import Exported, ExportOrder
from roadmap_cards.library.export_scope import outgoing
from roadmap_cards.library.outgoing_pictures import OutgoingPictures
from roadmap_cards.library.outgoing_rows import OutgoingRows
from roadmap_cards.settings import Learning
from roadmap_cards.storage import exports as queries
from roadmap_cards.storage.exports import CardRow
from roadmap_cards.study.day import HOUR, MINUTE, SECOND, Moment, date_of
from roadmap_cards.study.day import moment as moment_of
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import LEARNING_STEPS, RELEARNING_STEPS
from roadmap_cards.work import Report

PRESET = "Roadmap Cards"
ANKI_DEFAULT = 1
"""The preset that every collection of Anki has."""

NO_LIMIT = 9999
NOTES_A_REPORT = 200


@dataclass(frozen=True, slots=True)
class AnkiExport:
    """A collection that is to be exported; `media` is the folder of its pictures."""

    connection: sqlite3.Connection
    media: Path
    learning: Learning
    parameters: Parameters
    present: Moment

    def write(self, order: ExportOrder, path: Path, report: Report) -> Exported:
        """Write a package and return what is in it; raises what `write_package` raises."""
        made = queries.created_at(self.connection)
        pictures = OutgoingPictures(self.media)
        rows = self._rows(order, made, pictures, report)
        answers: Iterable[Answer] = ()
        if order.schedule:
            answers = queries.answers(self.connection, made, rows.numbers)  # type: ignore[assignment]
        written = write_package(
            path, self._head(order, made, rows), rows.notes, rows.cards, answers, pictures.files, report
        )
        return Exported(path, written.notes, written.cards, written.answers)

    def _rows(
        self, order: ExportOrder, made: int, pictures: OutgoingPictures, report: Report
    ) -> OutgoingRows:
        scheduled = Scheduled(
            self._first_day(made), self.present.day, self.learning.target_recall, self.parameters.weights[20]
        )
        rows = OutgoingRows(
            made=made,
            scheduled=scheduled if order.schedule else None,
            preset=stable_id("preset", PRESET) if order.schedule else ANKI_DEFAULT,
            by_topic=order.by_topic,
            pictures=pictures,
            cards_here=_by_entry(queries.cards(self.connection)),
            kept=queries.anki_notes(self.connection),
            kept_types=queries.anki_notetypes(self.connection),
        )
        for number, found in enumerate(outgoing(self.connection, order)):
            if number % NOTES_A_REPORT == 0:
                report("Writing notes", number, 0)
            rows.add(found)
        return rows

    def _first_day(self, made: int) -> int:
        """Return the study day from which the package counts: that on which the collection was made."""
        zone = timedelta(minutes=self.present.offset)
        local = datetime.fromtimestamp(made / SECOND, tz=UTC) + zone
        return moment_of(local, self.learning.day_start).day

    def _head(self, order: ExportOrder, made: int, rows: OutgoingRows) -> Head:
        first = date_of(self._first_day(made))
        midnight = int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp()) * SECOND
        created = midnight + self.learning.day_start * HOUR - self.present.offset * MINUTE
        changed = [made // SECOND, *(row.changed for row in rows.notes), *(row.changed for row in rows.cards)]
        preset = self._preset(made)
        return Head(
            created=created // SECOND,
            minutes_west=-self.present.offset,
            rollover=self.learning.day_start,
            notetypes=rows.notetypes,
            decks={deck.id: deck for deck in rows.decks.values()},
            presets={preset.id: preset} if order.schedule else {},
            changed=max(changed) * SECOND,
        )

    def _preset(self, made: int) -> Preset:
        minute = timedelta(minutes=1)
        return Preset(
            id=stable_id("preset", PRESET),
            name=PRESET,
            weights=self.parameters.weights,
            target_recall=self.learning.target_recall,
            learning_steps=tuple(step / minute for step in LEARNING_STEPS),
            relearning_steps=tuple(step / minute for step in RELEARNING_STEPS),
            new_per_day=self.learning.new_per_day,
            reviews_per_day=self.learning.reviews_per_day or NO_LIMIT,
            changed=made // SECOND,
        )


def _by_entry(cards: Iterable[CardRow]) -> dict[int, dict[str, CardRow]]:
    found: dict[int, dict[str, CardRow]] = {}
    for card in cards:
        found.setdefault(card[1], {})[card[2]] = card
    return found
