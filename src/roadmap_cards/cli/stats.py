"""`stats`: the collection in numbers."""

from __future__ import annotations

import json

from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.progress import Statistics
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.wording import counted, duration, percent


def run_stats(folder: DataFolder, *, as_json: bool) -> int:
    """Print the collection in numbers."""
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
        statistics = library.progress.statistics()
        topics = library.decks.topics()
    print(json.dumps(_as_object(statistics), indent=2) if as_json else _as_text(statistics))
    if not as_json:
        for topic in topics:
            print(f"  {topic.title} ({topic.key}): {topic.cards - topic.unseen} of {topic.cards} seen")
    return 0


def _as_object(statistics: Statistics) -> dict[str, int | float | None]:
    totals = statistics.totals
    return {
        "cards": totals.cards,
        "seen": totals.seen,
        "suspended": totals.suspended,
        "due": statistics.due,
        "new_today": statistics.new_today,
        "reviews": totals.answers,
        "reviews_today": statistics.today.answers,
        "minutes": round(totals.duration / 60_000, 1),
        "minutes_today": round(statistics.today.duration / 60_000, 1),
        "recall_30_days": round(statistics.recalled / statistics.reviews, 4) if statistics.reviews else None,
    }


def _as_text(statistics: Statistics) -> str:
    totals = statistics.totals
    recall = (
        f"{percent(statistics.recalled / statistics.reviews)} of "
        f"{counted(statistics.reviews, 'review')} remembered in 30 days"
        if statistics.reviews
        else "no reviews after a day or more yet"
    )
    return (
        f"{counted(totals.cards, 'card')}, {totals.seen:,} seen, {totals.suspended:,} suspended\n"
        f"Today: {statistics.due:,} due, {statistics.new_today:,} new; "
        f"{counted(statistics.today.answers, 'answer')} in {duration(statistics.today.duration)} so far\n"
        f"In all: {counted(totals.answers, 'answer')} in {duration(totals.duration)}; {recall}"
    )
