"""The lint of deck files: what reading them tells, and what only all files together tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.deck_file import read_deck, read_text
from roadmap_cards.roadmap.deck_links import circle_sentence, circles
from roadmap_cards.roadmap.deck_models import DeckHead
from roadmap_cards.roadmap.deck_scanner import scan, split_lines
from roadmap_cards.roadmap.front_matter import FrontMatter, read_front_matter
from roadmap_cards.roadmap.outline import Roadmap, Topic
from roadmap_cards.roadmap.wording import proposal, quoted
from roadmap_cards.study.card import Deck, Entry, variants


@dataclass(frozen=True, slots=True)
class LintReport:
    """What was read below a folder: files, entries by kind, the cards they make, and flaws by place."""

    files: int
    entries: Mapping[str, int]
    cards: int
    flaws: tuple[Flaw, ...]

    @property
    def errors(self) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if not flaw.warning)

    @property
    def warnings(self) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if flaw.warning)


@dataclass(frozen=True, slots=True)
class _File:
    """A deck file that could be read, with what is needed to name a place in it.

    `ids` are those of all its cards, the faulty ones too.
    """

    where: str
    deck: Deck
    lines: list[str]
    front: FrontMatter
    ids: frozenset[str]

    @property
    def topic_key(self) -> str:
        return f"{self.deck.roadmap}/{self.deck.topic}"

    def line_of_key(self, entry: Entry, key: str) -> int:
        """Return the line of a key such as `needs:` in an entry, else that of the entry."""
        for number in range(entry.line + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            if line.startswith(f"{key}:"):
                return number
            if line.startswith("#"):
                break
        return entry.line


def lint_decks(folder: Path, roadmaps: Mapping[str, Roadmap]) -> LintReport:
    """Read all deck files `<topic>.md` and `<roadmap>/<topic>.md` in a folder and check them together.

    `roadmaps` holds the known roadmaps by key; a file belongs to the one that its front matter names, else to
    the one its folder is named after. Flaws name files as seen from the folder.
    """
    flaws: list[Flaw] = []
    files: list[_File] = []
    paths = deck_paths(folder)
    for path in paths:
        where = path.relative_to(folder).as_posix()
        text = read_text(path, where)
        if isinstance(text, Flaw):
            flaws.append(text)
            continue
        file = _read(text, where, folder_key(path), roadmaps, flaws)
        if file is not None:
            files.append(file)
    for file in files:
        flaws += _unused_sources(file)
    flaws += _repeated_topics(files)
    flaws += _repeated_cards(files)
    flaws += _links_between_topics(files)
    entries = [entry for file in files for entry in file.deck.entries]
    return LintReport(
        len(paths),
        dict(Counter(entry.body.kind for entry in entries)),
        sum(len(variants(entry.body)) for entry in entries),
        tuple(sorted(flaws)),
    )


def deck_paths(folder: Path) -> list[Path]:
    """Return the deck files in a folder and one level below, without hidden ones and any README.

    A name that begins with “_” is no deck either: so stands a roadmap beside its decks.
    """
    found = [*folder.glob("*.md"), *folder.glob("*/*.md")]
    return sorted(
        path
        for path in found
        if path.name.lower() != "readme.md"
        and not path.name.startswith("_")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def folder_key(path: Path) -> str:
    """Return the roadmap that a file's folder stands for; `decks` itself stands for none."""
    name = path.absolute().parent.name
    return "" if name == "decks" else name


def _read(
    text: str, where: str, folder_key: str, roadmaps: Mapping[str, Roadmap], flaws: list[Flaw]
) -> _File | None:
    """Read one deck against the topic that its front matter names."""

    def ignore(_line: int, _message: str) -> None:
        """The reading below reports the same again."""

    scanned = scan(text, ignore)
    front = FrontMatter(None) if scanned.front is None else read_front_matter(scanned.front, ignore)
    topic: Topic | None = None
    if front.head is not None:
        topic, flaw = _find_topic(front, front.head, folder_key, where, roadmaps)
        flaws += [flaw] if flaw else []
    read = read_deck(text, where, topic, roadmap=folder_key)
    flaws += read.flaws
    ids = frozenset(card.id for card in scanned.cards)
    return _File(where, read.deck, split_lines(text), front, ids) if read.deck else None


def _find_topic(
    front: FrontMatter, head: DeckHead, folder_key: str, where: str, roadmaps: Mapping[str, Roadmap]
) -> tuple[Topic | None, Flaw | None]:
    """Return the topic of a deck, or why its headings cannot be compared with a roadmap."""
    key = head.roadmap or folder_key
    roadmap = roadmaps.get(key)
    if roadmap is None:
        line = front.lines.get(("roadmap",), front.lines[("topic",)])
        name = quoted(key) if key else "of no name"
        remedy = "put it beside the decks as `_roadmap.md`" if key else "write “roadmap: …”"
        message = f"the roadmap {name} is not known, so the headings were not compared with it; {remedy}"
        return None, Flaw(where, line, message, "roadmap", warning=True)
    topic = roadmap.topic(head.topic) or next(
        (aside.topic for aside in roadmap.asides if aside.topic.key == head.topic), None
    )
    if topic is None:
        remedy = proposal(head.topic, [topic.key for topic in roadmap.topics])
        message = f"the roadmap {quoted(key)} has no topic {quoted(head.topic)}; {remedy}"
        return None, Flaw(where, front.lines[("topic",)], message, "topic")
    return topic, None


# --- Across the files -------------------------------------------------------------------------------------


def _unused_sources(file: _File) -> Iterator[Flaw]:
    # From the lines, so that a card with a flaw elsewhere still counts.
    cited = ",".join(line.removeprefix("sources:") for line in file.lines if line.startswith("sources:"))
    keys = {ref.partition("#")[0].strip() for ref in cited.split(",")}
    for key in file.front.source_keys:
        if key not in keys:
            message = f"no card cites the source {quoted(key)}; cite it or take it out"
            yield Flaw(file.where, file.front.lines[("sources", key)], message, "source-unused", warning=True)


def _repeated_topics(files: list[_File]) -> Iterator[Flaw]:
    first: dict[str, str] = {}
    for file in files:
        if file.topic_key in first:
            message = (
                f"the topic {quoted(file.deck.topic)} of this roadmap has its deck in "
                f"{first[file.topic_key]} already; put all its cards into one file"
            )
            yield Flaw(file.where, file.front.lines[("topic",)], message, "topic-twice")
        first.setdefault(file.topic_key, file.where)


def _repeated_cards(files: list[_File]) -> Iterator[Flaw]:
    first: dict[str, tuple[str, int]] = {}
    for file in files:
        for entry in file.deck.entries:
            key = f"{file.topic_key}/{entry.id}"
            if key in first:
                where, line = first[key]
                message = (
                    f"the card {quoted(key, 80)} stands in {where}:{line} already; give this one its own id"
                )
                yield Flaw(file.where, entry.line, message, "card-twice")
            first.setdefault(key, (file.where, entry.line))


def _links_between_topics(files: list[_File]) -> Iterator[Flaw]:
    """Check `needs: topic/card-id` where that topic's file is there, and circles through several files."""
    ids = {file.topic_key: file.ids for file in files}
    owner: dict[str, tuple[_File, Entry]] = {}
    needs: dict[str, list[str]] = {}
    for file in files:
        for entry in file.deck.entries:
            key = f"{file.topic_key}/{entry.id}"
            owner.setdefault(key, (file, entry))
            needs.setdefault(key, [_full_key(file, link) for link in entry.needs])
    for file in files:
        for entry in file.deck.entries:
            for link in entry.needs:
                topic_key, _, card = _full_key(file, link).rpartition("/")
                if topic_key != file.topic_key and card not in ids.get(topic_key, {card}):
                    message = (
                        f"“needs: {link}”: that topic has no such card; {proposal(card, ids[topic_key])}"
                    )
                    yield Flaw(file.where, file.line_of_key(entry, "needs"), message, "needs")
    for circle in circles(needs):
        if len({key.rpartition("/")[0] for key in circle}) > 1:
            top = min(circle, key=lambda key: (owner[key][0].where, owner[key][1].line))
            file, entry = owner[top]
            yield Flaw(file.where, file.line_of_key(entry, "needs"), circle_sentence(circle, top), "needs")


def _full_key(file: _File, link: str) -> str:
    """Return the key `roadmap/topic/card-id` of a card that an entry of this file links to."""
    topic, _, card = link.rpartition("/")
    return f"{file.deck.roadmap}/{topic or file.deck.topic}/{card}"
