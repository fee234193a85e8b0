"""The review log gone through row by row: what statistics have to come to, without any table of counts."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.storage.reviews import log_row_of
from roadmap_cards.study.card import Rating, Stage
from roadmap_cards.study.history import LogKind, LogRow, Source, standing


@dataclass(frozen=True)
class Prediction:
    """What was said before a review of a learned card, and what came of it."""

    day: int
    recall: float
    recalled: bool
    late: bool


@dataclass(frozen=True)
class PlainLog:
    """The rows that count, by card, oldest first; `topics` is where each card stands now."""

    rows: Mapping[int, list[LogRow]]
    topics: Mapping[int, int]
    decay: Mapping[int, float]
    quizzes: Collection[tuple[int, int, int]]
    """Answers of quizzes: study day, milliseconds, topic."""

    @classmethod
    def of(cls, path: Path) -> PlainLog:
        with closing(sqlite3.connect(path)) as file:
            file.row_factory = sqlite3.Row
            withdrawn = {row["id"] for row in file.execute("SELECT id FROM import_run WHERE withdrawn")}
            by_card: dict[int, list[LogRow]] = defaultdict(list)
            for row in file.execute("SELECT * FROM review"):
                if row["import_run_id"] not in withdrawn:
                    by_card[row["card_id"]].append(log_row_of({**row, "offset": row["zone_offset"]}))
            quizzes = file.execute(
                """
                SELECT asked.day, asked.duration, entry.topic_id
                FROM quiz_question asked JOIN quiz ON quiz.id = quiz_id JOIN entry ON entry.id = entry_id
                WHERE asked.day IS NOT NULL AND (counted OR finished_at IS NULL)
                """
            )
            return cls(
                {card: standing(rows) for card, rows in by_card.items()},
                {row["id"]: row["topic_id"] for row in file.execute("SELECT id, topic_id FROM card")},
                {
                    row[0]: -json.loads(row[1])[20]
                    for row in file.execute("SELECT id, weights FROM parameters")
                },
                [tuple(row) for row in quizzes],
            )

    def answers(self, topics: Collection[int] = ()) -> Iterator[LogRow]:
        """Yield the answers of reviews, in no order; `topics` keeps to these."""
        for card, rows in self.rows.items():
            if not topics or self.topics[card] in topics:
                yield from (row for row in rows if row.kind is LogKind.ANSWER and row.question is None)

    def days(self, topics: Collection[int] = ()) -> dict[int, tuple[int, int]]:
        """Return answers of any kind, and milliseconds, by study day."""
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        given = [(row.day, row.duration) for row in self.answers(topics)]
        asked = [(day, spent) for day, spent, topic in self.quizzes if not topics or topic in topics]
        for day, spent in given + asked:
            found[day][0] += 1
            found[day][1] += spent
        return {day: (answers, spent) for day, (answers, spent) in found.items()}

    def recalls(self, since: int = 0, topics: Collection[int] = ()) -> list[tuple[int, bool]]:
        """Return the day of each review of a learned card, and whether it was recalled."""
        return [
            (row.day, row.rating is not Rating.AGAIN)
            for row in self.answers(topics)
            if row.stage_before is Stage.REVIEW and row.day >= since
        ]

    def predictions(self, since: int = 0) -> list[Prediction]:
        """Return what was predicted of the first review of a learned card on each day."""
        found = []
        for rows in self.rows.values():
            last: LogRow | None = None
            asked: set[int] = set()
            for row in rows:
                said = row.moved and row.kind is LogKind.ANSWER and row.source is Source.REVIEW
                if said and row.stage_before is Stage.REVIEW and last is not None and row.day not in asked:
                    assert row.stability_before is not None
                    elapsed = row.day - last.day
                    decay = self.decay[row.parameters or 1]
                    factor = 0.9 ** (1 / decay) - 1
                    recall = (1 + factor * elapsed / row.stability_before) ** decay
                    late = bool(last.interval) and elapsed >= 1.5 * (last.interval or 0)
                    if row.day >= since:
                        found.append(Prediction(row.day, recall, row.rating is not Rating.AGAIN, late))
                if row.kind is LogKind.ANSWER:
                    asked.add(row.day)
                if row.moved and row.kind in {LogKind.ANSWER, LogKind.IMPORT}:
                    last = row
        return found
