"""Actions on decks: reading the files that changed, and choosing which topics are studied."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import Change
from roadmap_cards.paths import DataFolder, shipped
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.storage import backup, roadmaps, today
from roadmap_cards.storage import decks as queries
from roadmap_cards.storage import settings as settings_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.decks import CardBeside
from roadmap_cards.storage.loading import load_deck, retire_missing, vanishing
from roadmap_cards.storage.today import TopicRow
from roadmap_cards.study.card import Deck, variants
from roadmap_cards.study.day import Moment
from roadmap_cards.study.sides import back, front

if TYPE_CHECKING:
    from roadmap_cards.roadmap.deck_file import ReadDeck


@dataclass(frozen=True, slots=True)
class DeckSource:
    """A deck file to be read: where it is, the roadmap it belongs to, and the name it goes by."""

    path: Path
    roadmap: str
    name: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a look at the deck files found: how many were read, and what is wrong with any of them."""

    read: int
    flaws: tuple[str, ...]


class Decks:
    """What can be studied. Reached as `library.decks`."""

    def __init__(self, database: Database, now: Callable[[], Moment], tell: Callable[[Change], None]) -> None:
        """Work on an open collection; `tell` is called with every change."""
        self._database = database
        self._now = now
        self._tell = tell

    def topics(self) -> list[TopicRow]:
        """Return every topic that has cards, in roadmap order."""
        return today.topics(self._database.plain)

    @property
    def topics_chosen(self) -> bool:
        """Whether the person has said where new cards are to come from."""
        return today.topics_chosen(self._database.plain)

    def choose_topics(self, chosen: Collection[int]) -> None:
        """Let exactly these topics give new cards."""
        with self._database.change("Choose topics") as tx:
            for topic in self.topics():
                roadmaps.store_topic_choice(tx, topic.id, gives_new=topic.id in chosen, paused=topic.paused)
            settings_queries.store_topics_chosen(tx)
        self._tell(Change("Choose topics", frozenset({"topic", "collection"})))

    def card_of(self, key: str) -> int:
        """Return the number of the card with this key; LookupError where there is none."""
        return queries.card_by_key(self._database.read, key)

    def beside(self, card_id: int) -> list[CardBeside]:
        """Return the other cards of a card's item."""
        return queries.cards_beside(self._database.read, card_id)

    def places_of(self, card_ids: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return the titles of topic and item of these cards."""
        return queries.places_of(self._database.read, card_ids)

    def card_keys(self) -> dict[str, int]:
        """Return the number of every card that is not retired, by its key."""
        return queries.card_keys(self._database.read)

    def flaws(self) -> list[str]:
        """Return what is wrong with deck files, one line each: `path:line: sentence`."""
        return queries.flaws(self._database.read)

    def texts_with_formulas(self) -> list[str]:
        """Return the sides and reasons of the cards that hold formulas, so that they can be drawn ahead."""
        entries = [queries.from_json(text) for text in queries.formula_texts(self._database.read)]
        texts = []
        for entry in entries:
            for variant in variants(entry.body):
                texts += [front(entry.body, variant), back(entry.body, variant)]
            texts += [entry.why, entry.more, entry.hint]
        return [text for text in texts if "$" in text]

    def load_changed(self, folder: DataFolder) -> Loaded:
        """Read the shipped roadmap and every deck file that changed since it was last read.

        Runs in one transaction, after a backup where an entry vanishes. Of a file with errors the cards that
        are sound are studied; its flaws are kept and shown. A deleted file retires its cards, never their
        history.
        """
        shelf = _Shelf()
        known = queries.checksums(self._database.read)
        sources = [*_shipped_decks(), *_own_decks(folder)]
        changed: list[tuple[DeckSource, str, ReadDeck]] = []
        # The readers are loaded with the first file that changed: at most starts none did.
        for source in sources:
            checksum = _sha256(source.path)
            if known.get(source.name) != checksum:
                from roadmap_cards.roadmap.deck_file import read_deck_file  # noqa: PLC0415  (as said)

                roadmap = shelf.roadmap(source.roadmap)
                topic = roadmap.topic(source.path.stem) if roadmap else None
                read = read_deck_file(source.path, topic, roadmap=source.roadmap)
                changed.append((source, checksum, read))
        present = {source.name for source in sources}
        # A file that was found gone before has no checksum any more.
        gone = [name for name, checksum in known.items() if checksum and name not in present]
        stale = {
            checksum: shelf.read(key)
            for key, checksum in shelf.checksums.items()
            if roadmaps.sha256_of(self._database.read, key) != checksum
        }
        if changed or gone or stale:
            self._load(changed, gone, stale, folder)
        return Loaded(len(changed), tuple(self.flaws()))

    def _load(
        self,
        changed: list[tuple[DeckSource, str, ReadDeck]],
        gone: list[str],
        stale: dict[str, Roadmap],
        folder: DataFolder,
    ) -> None:
        decks = [(source.name, read.deck) for source, _, read in changed if read.deck]
        if vanishing(self._database.read, [*decks, *((name, None) for name in gone)]):
            backup.make(self._database.path, folder.backups, self._now(), label=backup.BEFORE_DECKS)
        with self._database.change("Read decks", undoable=False) as tx:
            for checksum, roadmap in stale.items():
                roadmaps.store(tx, roadmap, checksum)
            files: list[tuple[str, str, Deck | None, str]] = [(name, "", None, "") for name in gone]
            files += [
                (source.name, checksum, read.deck, "\n".join(map(str, read.flaws)))
                for source, checksum, read in changed
            ]
            for file in files:
                retire_missing(tx, *file)
            for file in files:
                load_deck(tx, *file, self._now())
        self._tell(Change("Read decks", frozenset({"card", "entry", "topic"})))


class _Shelf:
    """The roadmaps that the program ships, each read at most once and only when it is asked for."""

    def __init__(self) -> None:
        self._paths = {path.stem: path for path in sorted((shipped("resources") / "roadmaps").glob("*.md"))}
        self._read: dict[str, Roadmap] = {}
        self.checksums = {key: _sha256(path) for key, path in self._paths.items()}

    def roadmap(self, key: str) -> Roadmap | None:
        return self.read(key) if key in self._paths else None

    def read(self, key: str) -> Roadmap:
        if key not in self._read:
            from roadmap_cards.roadmap.parser import parse_roadmap  # noqa: PLC0415  (as above)

            path = self._paths[key]
            self._read[key] = parse_roadmap(path.read_bytes(), key, path.name)
        return self._read[key]


def _shipped_decks() -> Iterable[DeckSource]:
    root = shipped("decks")
    for path in sorted(root.glob("*/*.md")):
        yield DeckSource(path, path.parent.name, f"shipped/{path.relative_to(root).as_posix()}")


def _own_decks(folder: DataFolder) -> Iterable[DeckSource]:
    """Return a person's own deck files; one outside any folder belongs to the roadmap “own”."""
    for path in sorted(folder.decks.rglob("*.md")):
        inside = path.relative_to(folder.decks)
        roadmap = inside.parts[0] if len(inside.parts) > 1 else "own"
        yield DeckSource(path, roadmap, inside.as_posix())


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ProblemError(
            f"The deck file {path} cannot be read: {error.strerror or error}.",
            hint="Give yourself the right to read it, or move it away.",
        ) from error
