"""The lint of deck files: what reading tells, what all files together tell, and the rules for good cards.

The rules themselves stand in `lint_rules`; the window reads decks without any of this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.deck_file import read_deck, read_text
from roadmap_cards.roadmap.deck_links import circle_sentence, circles
from roadmap_cards.roadmap.deck_models import DeckHead
from roadmap_cards.roadmap.deck_scanner import scan, split_lines
from roadmap_cards.roadmap.front_matter import FrontMatter, read_front_matter
from roadmap_cards.roadmap.lint_rules import sources
from roadmap_cards.roadmap.lint_rules.rule import Found, Rule
from roadmap_cards.roadmap.lint_rules.subject import DeckFile, deck_text
from roadmap_cards.roadmap.lint_rules.table import (
    ALL_DECKS_CHECKS,
    CARD_CHECKS,
    CARD_TWICE,
    DECK_CHECKS,
    FORMAT,
    NEEDS,
    ROADMAP,
    TOPIC,
    TOPIC_TWICE,
    WAIVABLE,
)
from roadmap_cards.roadmap.lint_rules.waivers import apply_waivers
from roadmap_cards.roadmap.outline import Roadmap, Topic
from roadmap_cards.roadmap.wording import proposal, quoted
from roadmap_cards.study.card import Entry, variants


@dataclass(frozen=True, slots=True)
class LintReport:
    """What was read below a folder: files, entries by kind, the cards they make, and flaws by place.

    `waived` counts the flaws that a waiver took away.
    """

    files: int
    entries: Mapping[str, int]
    cards: int
    flaws: tuple[Flaw, ...]
    waived: int = 0

    @property
    def errors(self) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if not flaw.warning)

    @property
    def warnings(self) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if flaw.warning)


@dataclass(frozen=True, slots=True)
class Style:
    """How the rules for good cards are applied: on which day, and as strictly as to a shipped deck or not.

    In a person's own decks they only warn, and nothing asks for a topic to be complete.
    """

    today: date
    shipped: bool = False


def lint_decks(folder: Path, roadmaps: Mapping[str, Roadmap], style: Style | None = None) -> LintReport:
    """Read all deck files `<topic>.md` and `<roadmap>/<topic>.md` in a folder and check them together.

    `roadmaps` holds the known roadmaps by key; a file belongs to the one that its front matter names, else to
    the one its folder is named after. Flaws name files as seen from the folder. With a `style` the rules for
    good cards are applied too, and waivers count.
    """
    flaws: list[Flaw] = []
    files: list[DeckFile] = []
    paths = deck_paths(folder)
    for path in paths:
        where = path.relative_to(folder).as_posix()
        text = read_text(path, where)
        if isinstance(text, Flaw):
            flaws.append(_with_code(text))
            continue
        file = _read(text, where, folder_key(path), roadmaps, flaws)
        if file is not None:
            files.append(file)
    for file in files:
        unused = sources.unused_source
        flaws += [unused.rule.flaw(file.where, found) for found in unused.find(file)]
    flaws += _repeated_topics(files)
    flaws += _repeated_cards(files)
    flaws += _links_between_topics(files)
    waived = 0
    if style is not None:
        flaws += _style_flaws(files, roadmaps, style)
        flaws, waived = _without_waived(files, flaws, shipped=style.shipped)
    entries = [entry for file in files for entry in file.deck.entries]
    return LintReport(
        len(paths),
        dict(Counter(entry.body.kind for entry in entries)),
        sum(len(variants(entry.body)) for entry in entries),
        tuple(sorted(flaws)),
        waived,
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
) -> DeckFile | None:
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
    flaws += map(_with_code, read.flaws)
    return DeckFile(where, read.deck, split_lines(text), front, scanned) if read.deck else None


def _with_code(flaw: Flaw) -> Flaw:
    """Return what reading tells, which bears no code of its own, as a flaw of the lint."""
    return replace(flaw, code=FORMAT.code)


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
        return None, ROADMAP.flaw(where, Found(line, f"the roadmap {name} is not known", remedy=remedy))
    topic = roadmap.topic(head.topic) or next(
        (aside.topic for aside in roadmap.asides if aside.topic.key == head.topic), None
    )
    if topic is None:
        remedy = proposal(head.topic, [topic.key for topic in roadmap.topics])
        message = f"the roadmap {quoted(key)} has no topic {quoted(head.topic)}"
        return None, TOPIC.flaw(where, Found(front.lines[("topic",)], message, remedy=remedy))
    return topic, None


# --- Good cards -------------------------------------------------------------------------------------------


def _style_flaws(files: Sequence[DeckFile], roadmaps: Mapping[str, Roadmap], style: Style) -> Iterator[Flaw]:
    """Apply the rules for good cards; those of a person's own decks only warn."""

    def told(rule: Rule, where: str, found: Iterable[Found]) -> Iterator[Flaw]:
        if style.shipped or not rule.shipped_only:
            for one in found:
                flaw = rule.flaw(one.where or where, one)
                yield flaw if style.shipped else replace(flaw, warning=True)

    decks = []
    for file in files:
        deck = deck_text(file, style.today, roadmaps.get(file.deck.roadmap))
        decks.append(deck)
        for card in deck.cards:
            for card_check in CARD_CHECKS:
                yield from told(card_check.rule, file.where, card_check.find(card))
        for deck_check in DECK_CHECKS:
            yield from told(deck_check.rule, file.where, deck_check.find(deck))
    for check in ALL_DECKS_CHECKS:
        yield from told(check.rule, "", check.find(decks))


def _without_waived(
    files: Sequence[DeckFile], flaws: Sequence[Flaw], *, shipped: bool
) -> tuple[list[Flaw], int]:
    """Take away what the waivers of each file allow; return what stands, and how much was waived."""
    readable = {file.where for file in files}
    standing = [flaw for flaw in flaws if flaw.where not in readable]
    waived = 0
    for file in files:
        own = [flaw for flaw in flaws if flaw.where == file.where]
        left, less = apply_waivers(file, own, WAIVABLE, shipped=shipped)
        standing += left
        waived += less
    return standing, waived


# --- Across the files -------------------------------------------------------------------------------------


def _repeated_topics(files: list[DeckFile]) -> Iterator[Flaw]:
    first: dict[str, str] = {}
    for file in files:
        if file.topic_key in first:
            there = first[file.topic_key]
            message = f"the topic {quoted(file.deck.topic)} of this roadmap has its deck in {there} already"
            yield TOPIC_TWICE.flaw(file.where, Found(file.line, message))
        first.setdefault(file.topic_key, file.where)


def _repeated_cards(files: list[DeckFile]) -> Iterator[Flaw]:
    first: dict[str, tuple[str, int]] = {}
    for file in files:
        for entry in file.deck.entries:
            key = f"{file.topic_key}/{entry.id}"
            if key in first:
                where, line = first[key]
                message = f"the card {quoted(key, 80)} stands in {where}:{line} already"
                yield CARD_TWICE.flaw(file.where, Found(entry.line, message))
            first.setdefault(key, (file.where, entry.line))


def _links_between_topics(files: list[DeckFile]) -> Iterator[Flaw]:
    """Check `needs: topic/card-id` where that topic's file is there, and circles through several files."""
    ids = {file.topic_key: file.ids for file in files}
    owner: dict[str, tuple[DeckFile, Entry]] = {}
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
                    remedy = proposal(card, ids[topic_key])
                    message = f"“needs: {link}”: that topic has no such card"
                    yield Flaw(
                        file.where, file.line_of_key(entry, "needs"), message, NEEDS.code, remedy=remedy
                    )
    for circle in circles(needs):
        if len({key.rpartition("/")[0] for key in circle}) > 1:
            top = min(circle, key=lambda key: (owner[key][0].where, owner[key][1].line))
            file, entry = owner[top]
            yield Flaw(file.where, file.line_of_key(entry, "needs"), circle_sentence(circle, top), NEEDS.code)


def _full_key(file: DeckFile, link: str) -> str:
    """Return the key `roadmap/topic/card-id` of a card that an entry of this file links to."""
    topic, _, card = link.rpartition("/")
    return f"{file.deck.roadmap}/{topic or file.deck.topic}/{card}"
