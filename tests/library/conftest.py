"""A small roadmap with decks of a person's own, and a person who studies it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from anki_desktop import anki_collection
from import_desk import PICTURE, ImportDesk
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.map import MapItem, RoadmapMap, read_map, roadmaps
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.roadmap.outline import Item, Level, Roadmap, Section, Topic
from roadmap_cards.storage import roadmaps as roadmap_queries
from roadmap_cards.storage.loading import load_deck, retire_missing
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import moment
from ticking_clock import Clock

HEAD = """---
format: 1
topic: {topic}
title: {title}
status: reviewed
sources:
  book: {{title: "A book", url: "https://example.org"}}
---
"""


def topic(key: str, *items: str) -> Topic:
    bullets = tuple(Item(f"{key}/one/{item}", item.capitalize(), 1) for item in items)
    return Topic(key, key.capitalize(), 1, (Section(f"{key}/one", "One", 1, bullets),))


ROADMAP = Roadmap(
    "tiny",
    "Tiny",
    (
        Level("junior", "Junior", 1, (topic("alpha", "ants", "apes", "axes"), topic("beta", "bees"))),
        Level("senior", "Senior", 1, (topic("gamma", "gnus"),)),
    ),
)
"""Alpha has two cards on ants, one on apes and none on axes; beta has one on bees; gamma has none."""

DECKS = {
    "alpha": (("ants", "ant-legs"), ("ants", "ant-eyes"), ("apes", "ape-arms")),
    "beta": (("bees", "bee-wings"),),
}


def deck(key: str, entries: tuple[tuple[str, str], ...]) -> str:
    text, before = HEAD.format(topic=key, title=key.capitalize()) + "\n# One\n", ""
    for item, name in entries:
        text += f"\n## {item.capitalize()}\n" if item != before else ""
        text += f"\n### {name}\nkind: basic\ndifficulty: 1\nsources: book\n\nQ: What is {name}?\nA: It.\n"
        before = item
    return text


class Study:
    """A collection of that roadmap, by the name of its cards, items and topics."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root)
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        with OpenCollection(self.folder, self.clock):
            pass
        self.load("tiny", ROADMAP, DECKS)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def load(self, key: str, roadmap: Roadmap | None, decks: dict[str, tuple[tuple[str, str], ...]]) -> None:
        """Read a roadmap (None: a folder of decks without one) and its decks into the collection."""
        self._load(key, roadmap, {name: deck(name, entries) for name, entries in decks.items()})

    def rewrite(self, key: str, body: str) -> None:
        """Read another deck for a topic of ROADMAP, as it is written below its front matter."""
        self._load("tiny", ROADMAP, {key: HEAD.format(topic=key, title=key.capitalize()) + body})

    def _load(self, key: str, roadmap: Roadmap | None, decks: dict[str, str]) -> None:
        database = open_database(self.folder.database, moment(self.now), self.folder.backups)
        with closing(database), database.change("Read decks", undoable=False) as tx:
            if roadmap is not None:
                roadmap_queries.store(tx, roadmap, "")
            for name, text in decks.items():
                path = self.folder.decks / key / f"{name}.md"
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
                read = read_deck_file(path, roadmap.topic(name) if roadmap else None, roadmap=key)
                assert not read.flaws
                load_deck(tx, f"{key}/{name}", "read", read.deck, "", moment(self.now))
                retire_missing(tx, f"{key}/{name}", "read", read.deck, "")

    @contextmanager
    def open(self) -> Iterator[Library]:
        with OpenCollection(self.folder, self.clock) as library:
            yield library

    def card(self, library: Library, name: str) -> int:
        return next(number for key, number in library.decks.card_keys().items() if f"/{name}#" in key)

    def answer(self, *names: str, rating: Rating = Rating.EASY) -> None:
        with self.open() as library:
            for name in names:
                library.reviews.answer(library.reviews.ask(self.card(library, name)), rating, 9_000)

    def suspend(self, *names: str) -> None:
        with self.open() as library:
            for name in names:
                library.reviews.suspend(self.card(library, name))

    def pause(self, key: str) -> None:
        """Let a topic rest."""
        with self.open() as library:
            library.decks.pause_topic(next(one.id for one in library.decks.topics() if one.key == key))

    def id(self, table: str, title: str) -> int:
        with closing(sqlite3.connect(self.folder.database)) as connection:
            (found,) = connection.execute(f"SELECT id FROM {table} WHERE title = ?", (title,)).fetchone()
        return int(found)

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @property
    def day(self) -> int:
        return moment(self.now).day

    def maps(self) -> list[RoadmapMap]:
        with closing(sqlite3.connect(self.folder.database)) as connection:
            return [read_map(connection, roadmap, self.day) for roadmap in roadmaps(connection)]

    def item(self, title: str) -> MapItem:
        return next(item for roadmap in self.maps() for item in roadmap.items if item.title == title)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ImportDesk]:
    """Yield our collection beside one of Anki with four notes, one of them answered twice."""
    clock = Clock(_soon() - timedelta(hours=1), timedelta(seconds=1))
    folder = DataFolder(tmp_path / "data")
    with anki_collection(tmp_path / "anki") as anki, OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        desk = ImportDesk(library, folder, clock, anki, tmp_path)
        picture = tmp_path / "map.png"
        picture.write_bytes(PICTURE)
        anki.media.add_file(str(picture))
        perro = desk.add("Basic", "Languages::Spanish", "perro", "<b>dog</b>")
        desk.answer(perro, 3, 3)
        desk.add("Basic", "Languages::Spanish", 'a map <img src="map.png">', "Spain")
        desk.add("Basic (and reversed card)", "Languages::Spanish", "gato", "cat")
        desk.add("Cloze", "Geography", "{{c1::Madrid}} lies in {{c2::Spain::country}}")
        clock.now = _soon()
        yield desk


def _soon() -> datetime:
    """Return a time just ahead: Anki answers at the real time, and our clock must not be behind it."""
    return datetime.fromtimestamp(time.time() + 5, tz=UTC)  # noqa: TID251  (Anki answers at the real time)
