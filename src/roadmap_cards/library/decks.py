"""Actions on decks: reading the files that changed, and choosing which topics are studied."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import Change
from roadmap_cards.library.known import Known
from roadmap_cards.paths import DataFolder, shipped
from roadmap_cards.roadmap.lock import LOCK_NAME, ROADMAP_NAME, read_lock
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
    """What a look at the deck files found: how many were read, and what is wrong with any of them.

    `changed` says that anything was written: a file that is gone changes the collection, and none is read.
    """

    read: int
    flaws: tuple[str, ...]
    changed: bool


class Decks:
    """What can be studied. Reached as `library.decks`."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        tell: Callable[[Change], None],
        known: Known,
    ) -> None:
        """Work on an open collection; `tell` is called with every change, `known` keeps what was read."""
        self._known = known
        self._database = database
        self._now = now
        self._tell = tell

    def topics(self) -> list[TopicRow]:
        """Return every topic that has cards, in roadmap order."""
        return list(self._known.topics())

    @property
    def topics_chosen(self) -> bool:
        """Whether the person has said where new cards are to come from."""
        return today.topics_chosen(self._database.plain)

    def choose_topics(self, chosen: Collection[int]) -> None:
        """Let exactly these topics give new cards."""
        with self._database.change("Choose topics") as tx:
            for topic in self.topics():
                roadmaps.store_gives_new(tx, topic.id, gives_new=topic.id in chosen)
            settings_queries.store_topics_chosen(tx)
        self._tell(Change("Choose topics", frozenset({"topic", "collection"})))

    def is_paused(self, topic: int) -> bool:
        """Return whether a topic (its id) rests: it gives neither new cards nor reviews."""
        return roadmaps.is_paused(self._database.read, topic)

    def pause_topic(self, topic: int) -> None:
        """Let a topic (its id) rest until it is resumed."""
        self._set_paused("Pause topic", topic, paused=True)

    def resume_topic(self, topic: int) -> None:
        """Ask for what is due of a paused topic (its id) again, and for new cards where it gives some."""
        self._set_paused("Resume topic", topic, paused=False)

    def _set_paused(self, name: str, topic: int, *, paused: bool) -> None:
        with self._database.change(name) as tx:
            roadmaps.store_paused(tx, topic, paused=paused)
        self._tell(Change(name, frozenset({"topic"})))

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
        """Read the roadmaps and deck files, shipped and own, that changed since they were last read.

        Runs in one transaction, after a backup where an entry vanishes. Of a file with errors the cards that
        are sound are studied; its flaws are kept and shown. A deleted file retires its cards, never their
        history. All decks of a roadmap that changed are read again, since it says what their headings may be.
        """
        shelf = _Shelf(folder)
        known = queries.checksums(self._database.read)
        sources = [*_shipped_decks(), *_own_decks(folder)]
        present = {source.name for source in sources} | shelf.own.keys()
        # A file that was found gone before has no checksum any more.
        gone = [name for name, checksum in known.items() if checksum and name not in present]
        stale = self._stale_roadmaps(shelf, known)
        moved = stale | {key for name in gone if (key := _roadmap_in(name))}
        changed: list[tuple[DeckSource, str, ReadDeck]] = []
        unread: list[str] = []
        # The readers are loaded with the first file that changed: at most starts none did.
        for source in sources:
            try:
                checksum = _sha256(source.path)
            except ProblemError as problem:
                unread.append(str(problem))
                continue
            if known.get(source.name) != checksum or source.roadmap in moved:
                from roadmap_cards.roadmap.deck_file import read_deck_file  # noqa: PLC0415  (as said)

                roadmap = shelf.roadmap(source.roadmap)
                topic = roadmap.topic(source.path.stem) if roadmap else None
                read = read_deck_file(source.path, topic, roadmap=source.roadmap)
                changed.append((source, checksum, read))
        anything = bool(changed or gone or stale)
        if anything:
            self._load(changed, gone, [shelf.file(key) for key in sorted(stale)], folder)
        return Loaded(len(changed), (*unread, *self.flaws()), anything)

    def _stale_roadmaps(self, shelf: _Shelf, known: Mapping[str, str]) -> set[str]:
        """Return the keys of the roadmaps whose file is not the one that was read last."""
        own = {key for name, key in shelf.own.items() if known.get(name) != shelf.checksums[key]}
        shipped_keys = shelf.checksums.keys() - set(shelf.own.values())
        return own | {
            key
            for key in shipped_keys
            if roadmaps.sha256_of(self._database.read, key) != shelf.checksums[key]
        }

    def _load(
        self,
        changed: list[tuple[DeckSource, str, ReadDeck]],
        gone: list[str],
        stale: list[_RoadmapFile],
        folder: DataFolder,
    ) -> None:
        decks = [(source.name, read.deck) for source, _, read in changed if read.deck]
        if vanishing(self._database.read, [*decks, *((name, None) for name in gone)]):
            backup.make(self._database.path, folder.backups, self._now(), label=backup.BEFORE_DECKS)
        with self._database.change("Read decks", undoable=False) as tx:
            for one in stale:
                if one.roadmap is not None:
                    roadmaps.store(tx, one.roadmap, one.checksum)
            for key in filter(None, map(_roadmap_in, gone)):
                roadmaps.remove(tx, key)
            files: list[tuple[str, str, Deck | None, str]] = [(name, "", None, "") for name in gone]
            files += [(one.name, one.checksum, None, one.flaw) for one in stale if one.name]
            files += [
                (source.name, checksum, read.deck, "\n".join(map(str, read.flaws)))
                for source, checksum, read in changed
            ]
            for file in files:
                retire_missing(tx, *file)
            for file in files:
                load_deck(tx, *file, self._now())
        self._tell(Change("Read decks", frozenset({"card", "entry", "topic"})))


@dataclass(frozen=True, slots=True)
class _RoadmapFile:
    """A roadmap as it was read; None with the flaw that says why it could not be.

    `name` is that of a person's own file, empty for a shipped one.
    """

    name: str
    checksum: str
    roadmap: Roadmap | None
    flaw: str = ""


class _Shelf:
    """The roadmaps that are shipped and those of the person, each read at most once and only when needed.

    `own` gives the keys of the person's by the names of their files, `checksums` those of all by key.
    """

    def __init__(self, folder: DataFolder) -> None:
        self._paths = shipped_roadmap_paths()
        self.checksums = {key: _sha256(path) for key, path in self._paths.items()}
        self.own: dict[str, str] = {}
        for path in sorted(folder.decks.glob(f"*/{ROADMAP_NAME}")):
            key = path.parent.name
            if key not in self._paths:
                self._paths[key] = path
                self.own[f"{key}/{ROADMAP_NAME}"] = key
                self.checksums[key] = _sha256(path, path.with_name(LOCK_NAME))
        self._read: dict[str, _RoadmapFile] = {}

    def roadmap(self, key: str) -> Roadmap | None:
        return self.file(key).roadmap if key in self._paths else None

    def file(self, key: str) -> _RoadmapFile:
        if key not in self._read:
            name, checksum = f"{key}/{ROADMAP_NAME}", self.checksums[key]
            if name not in self.own:
                self._read[key] = _RoadmapFile("", checksum, _shipped_roadmap(key, self._paths[key]))
            else:
                try:
                    self._read[key] = _RoadmapFile(name, checksum, own_roadmap(self._paths[key].parent))
                except ProblemError as problem:
                    self._read[key] = _RoadmapFile(name, checksum, None, f"{name}: {problem}")
        return self._read[key]


def shipped_roadmap_paths() -> dict[str, Path]:
    """Return where the roadmaps stand that the program ships, by key."""
    return {path.stem: path for path in sorted((shipped("resources") / "roadmaps").glob("*.md"))}


def own_key_of(key: str) -> str:
    """Return the key under which a person's own roadmap is kept: never that of a shipped one."""
    return f"my-{key}" if key in shipped_roadmap_paths() else key


def own_roadmap(home: Path) -> Roadmap | None:
    """Return the roadmap that stands beside its decks in a folder, as it is studied; None without one."""
    path, lock = home / ROADMAP_NAME, home / LOCK_NAME
    if not path.exists():
        return None
    # The readers are loaded only when there is something to read.
    from roadmap_cards.roadmap.parser import parse_roadmap  # noqa: PLC0415
    from roadmap_cards.roadmap.pinning import effective  # noqa: PLC0415
    from roadmap_cards.roadmap.roadmap_file import read_source_file  # noqa: PLC0415

    roadmap = parse_roadmap(read_source_file(path), home.absolute().name, f"{home.name}/{ROADMAP_NAME}")
    text = lock.read_bytes().decode("utf-8", "replace") if lock.exists() else ""
    return effective(roadmap, read_lock(text))


def _shipped_roadmap(key: str, path: Path) -> Roadmap:
    from roadmap_cards.roadmap.parser import parse_roadmap  # noqa: PLC0415  (as above)

    return parse_roadmap(path.read_bytes(), key, path.name)


def _roadmap_in(name: str) -> str:
    """Return the key of the roadmap that a file of this name is, empty for a deck file."""
    key, _, file = name.partition("/")
    return key if file == ROADMAP_NAME else ""


def _shipped_decks() -> Iterable[DeckSource]:
    root = shipped("decks")
    for path in sorted(root.glob("*/*.md")):
        yield DeckSource(path, path.parent.name, f"shipped/{path.relative_to(root).as_posix()}")


def _own_decks(folder: DataFolder) -> Iterable[DeckSource]:
    """Return a person's own deck files; one outside any folder belongs to the roadmap “own”."""
    for path in sorted(folder.decks.rglob("*.md")):
        inside = path.relative_to(folder.decks)
        # Editors keep hidden files beside the one that is edited.
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.name == ROADMAP_NAME or hidden or not path.is_file():
            continue
        roadmap = inside.parts[0] if len(inside.parts) > 1 else "own"
        yield DeckSource(path, roadmap, inside.as_posix())


def _sha256(path: Path, beside: Path | None = None) -> str:
    """Return the checksum of a file, and of the one beside it where there is one."""
    try:
        data = path.read_bytes()
        if beside is not None and beside.exists():
            data += b"\0" + beside.read_bytes()
        return hashlib.sha256(data).hexdigest()
    except OSError as error:
        raise ProblemError(
            f"The deck file {path} cannot be read: {error.strerror or error}.",
            hint="Give yourself the right to read it, or move it away.",
        ) from error
