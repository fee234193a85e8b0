"""The demo collection: what 400 days of study on the shipped roadmap leave behind, made up in seconds.

Pictures, visual tests and statistics use it, and whoever wants to see the program with a past. It is a
collection like any other: the rules of `study` made every row of its log. The same arguments give the same
collection, whatever the machine and its zone.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from random import Random

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import Change
from roadmap_cards.library.demo_calendar import new_limit_on, sittings
from roadmap_cards.library.demo_decks import write_demo_decks
from roadmap_cards.library.demo_quizzes import take_quizzes
from roadmap_cards.library.demo_study import DemoStudy, DemoTopics
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder, shipped
from roadmap_cards.roadmap.parser import parse_roadmap
from roadmap_cards.settings import Learning
from roadmap_cards.storage import ahead, decks, reviews, roadmaps, settings
from roadmap_cards.storage import queue as stock
from roadmap_cards.storage.opening import open_database
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import card_uuid
from roadmap_cards.study.day import moment

ROADMAP = "llm-specialist"

DAYS = 400
"""Days of the whole story; fewer give its beginning."""

SEED = 7
"""What chance is seeded with where nobody says otherwise."""

PAUSED, PAUSED_SINCE = "linear-algebra", 220
CURIOUS, CURIOUS_ON = "multimodal-systems", (377, 380, 384)
"""The topic that rests, and one far ahead of which a few cards were taken; days count from the first."""

FLAGS = (1, 1, 2, 3, 4)
"""The flags on the cards that were forgotten most often."""


def make_demo(folder: DataFolder, today: datetime, rng: Random, days: int = DAYS) -> None:
    """Make the collection of somebody who studied for `days` days up to the morning of `today`.

    `today` is aware of its zone. Raises ProblemError, and leaves everything as it is, where the folder holds
    anything already.
    """
    if folder.root.exists() and (not folder.root.is_dir() or any(folder.root.iterdir())):
        raise ProblemError(
            f"{folder.root} is not an empty folder.", hint="Name a new one for the demo collection."
        )
    from roadmap_cards.library.demo_forecasts import past_forecasts  # noqa: PLC0415  (numpy: 0.1 s)

    folder.prepare()
    _write_decks(folder, rng)
    present = today - timedelta(days=days)
    with OpenCollection(folder, lambda: present) as library:
        library.decks.load_changed(folder)
        topics = {topic.key: topic.id for topic in library.decks.topics()}
        with closing(open_database(folder.database, moment(present), folder.backups)) as database:
            study = DemoStudy(
                list(stock.new(database.plain, moment(present).day)),
                {number: card_uuid(key) for key, number in library.decks.card_keys().items()},
                DemoTopics(topics[PAUSED], PAUSED_SINCE, topics[CURIOUS], CURIOUS_ON),
                rng,
            )
            study.live(sittings(today, days, rng))
            present = today - timedelta(days=1)  # the library's clock too: its last backup bears this time
            with database.change("Make demo", undoable=False) as tx:
                _store(tx, study, days, topics[PAUSED])
        library.loaded_elsewhere(Change("Make demo", frozenset({"card", "review", "topic", "collection"})))

        def go_to(moment: datetime) -> None:
            nonlocal present
            present = moment

        with closing(open_database(folder.database, moment(present), folder.backups)) as database:
            take_quizzes(library, database, today, days, rng, go_to)
            told = past_forecasts(folder.database, today, days, topics[PAUSED], PAUSED_SINCE)
            with database.change("Make demo", undoable=False) as tx:
                ahead.add_forecasts(tx.plain, told)
        go_to(today - timedelta(days=1))
        library.loaded_elsewhere(Change("Make demo", frozenset({"quiz"})))


def _write_decks(folder: DataFolder, rng: Random) -> None:
    """Write sample cards for the topics that the program ships no deck of."""
    place = shipped("resources") / "roadmaps" / f"{ROADMAP}.md"
    roadmap = parse_roadmap(place.read_bytes(), ROADMAP, place.name)
    with_deck = {path.stem for path in (shipped("decks") / ROADMAP).glob("*.md")}
    write_demo_decks(folder.decks, roadmap, with_deck, rng)


def _store(tx: Transaction, study: DemoStudy, days: int, paused: int) -> None:
    """Write the life that was lived, and what the learner set and marked in it."""
    reviews.store_history(tx, study.log, study.memories)
    for card in sorted(study.suspended):
        decks.mark_card(tx, card, {"suspended": True})
    for card, flag in zip(study.hardest(), FLAGS, strict=False):
        decks.mark_card(tx, card, {"flag": flag})
    if days > PAUSED_SINCE:
        roadmaps.store_paused(tx, paused, paused=True)
    settings.store_learning(tx, Learning(new_per_day=new_limit_on(days)))
    settings.store_topics_chosen(tx)
