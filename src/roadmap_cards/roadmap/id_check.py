"""The published ids of a roadmap's decks against what stands in them now: would anybody lose progress?

Errors are what takes progress away: an id or a card that vanished, an id that is used again. Warnings are
what may: an id that seems to mean something else now. What is new is published by writing it down; writing
never settles what is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.ledger import Published, as_published, ledger_text, read_ledger
from roadmap_cards.roadmap.wording import listed, quoted
from roadmap_cards.study.card import Deck, Entry
from roadmap_cards.study.wording import counted, percent

ALIKE = 0.55
"""A text that has less than this in common with the published one asks for something else."""


@dataclass(frozen=True, slots=True)
class DeckOnDisk:
    """A deck file, with its name in messages; `deck` is None where it has flaws, `topic` what it is about."""

    where: str
    topic: str
    deck: Deck | None


@dataclass(frozen=True, slots=True)
class LedgerOnDisk:
    """A ledger file, with its name in messages; `text` is empty where there is none yet."""

    where: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class IdReport:
    """What the comparison found: flaws, how many ids are published, and how many are not yet.

    `ledgers` are the texts of those that would change, by topic.
    """

    flaws: tuple[Flaw, ...]
    published: int
    new: int
    ledgers: Mapping[str, str]


def check_ids(decks: Sequence[DeckOnDisk], ledgers: Mapping[str, LedgerOnDisk]) -> IdReport:
    """Compare the decks of one roadmap with their ledgers, which are given by topic."""
    return _Check(decks, ledgers).report()


@dataclass(slots=True)
class _Ledger:
    """A ledger that was read: its lines by id, with their numbers; `whole` unless a line cannot be read."""

    where: str
    text: str
    lines: dict[str, tuple[int, Published]] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Living:
    """An entry that stands in a deck."""

    where: str
    topic: str
    entry: Entry
    deck: Deck

    @property
    def key(self) -> str:
        return f"{self.topic}/{self.entry.id}"

    @property
    def counts(self) -> bool:
        """Whether anybody can have studied it."""
        return not (self.deck.draft or self.entry.draft)

    @property
    def formers(self) -> list[str]:
        return [name if "/" in name else f"{self.topic}/{name}" for name in self.entry.formerly]


class _Check:
    """Decks and ledgers side by side; `flaws` collects what is found."""

    def __init__(self, decks: Sequence[DeckOnDisk], ledgers: Mapping[str, LedgerOnDisk]) -> None:
        self.flaws: list[Flaw] = []
        # Keys of which something is told: their lines in the ledger stay as they are.
        self.held: set[str] = set()
        self.unread = {file.topic for file in decks if file.deck is None}
        self.topics = {file.topic for file in decks}
        self.living: dict[str, _Living] = {}
        self.successors: dict[str, list[_Living]] = {}
        self.retired: set[str] = set()
        for file in decks:
            if file.deck is None:
                self.tell(
                    file.where, 0, "mend its flaws first (“roadmap-cards lint”); its ids were not compared"
                )
                continue
            self.retired |= {f"{file.topic}/{name}" for name in file.deck.retired}
            for entry in file.deck.entries:
                one = _Living(file.where, file.topic, entry, file.deck)
                self.living.setdefault(one.key, one)
                for former in one.formers:
                    self.successors.setdefault(former, []).append(one)
        self.ledgers = {topic: self.read(ledger) for topic, ledger in ledgers.items()}

    def read(self, ledger: LedgerOnDisk) -> _Ledger:
        lines, flaws = read_ledger(ledger.text)
        for number, message in flaws:
            self.tell(ledger.where, number, message)
        by_id = {line.id: (number, line) for number, line in lines}
        return _Ledger(ledger.where, ledger.text, by_id, whole=not flaws)

    def tell(self, where: str, line: int, message: str, *, warning: bool = False) -> None:
        self.flaws.append(Flaw(where, line, message, "ids", warning=warning))

    def report(self) -> IdReport:
        for topic, ledger in self.ledgers.items():
            if topic not in self.unread:
                self.check_ledger(topic, ledger)
        for former, successors in self.successors.items():
            self.check_former(former, successors)
        new = {topic: [*self.new(topic)] for topic in self.ledgers}
        changed = {
            topic: text
            for topic, ledger in self.ledgers.items()
            if ledger.whole
            and topic not in self.unread
            and (lines := self.written(topic, ledger, new[topic]))
            and (text := ledger_text(lines)) != ledger.text
        }
        return IdReport(
            tuple(sorted(self.flaws)),
            sum(len(ledger.lines) for ledger in self.ledgers.values()),
            sum(map(len, new.values())),
            changed,
        )

    # --- What was published ---

    def check_ledger(self, topic: str, ledger: _Ledger) -> None:
        gone: list[tuple[int, Published]] = []
        for number, line in ledger.lines.values():
            key = f"{topic}/{line.id}"
            one = self.living.get(key)
            if one is not None:
                self.check_line(one, line)
            elif key in self.successors:
                self.check_successor(key, self.successors[key][0], line)
            elif key not in self.retired:
                gone.append((number, line))
                self.held.add(key)
        if gone and topic not in self.topics:
            self.tell(
                ledger.where,
                0,
                f"no deck is left for this topic, and {counted(len(gone), 'published id')} with it; bring it "
                "back, or put “formerly: topic/id” on what took their place",
            )
            return
        for number, line in gone:
            self.tell(
                ledger.where,
                number,
                f"{quoted(line.id, 60)} was published and is gone; bring it back, put “formerly: {line.id}” "
                "on the entry that took its place, or list it in the front matter under “retired:”",
            )

    def check_line(self, one: _Living, line: Published) -> None:
        returned = line.now in one.formers and line.now not in self.living
        if line.retired or (line.now and not returned):
            became = "was retired" if line.retired else f"is {quoted(line.now, 120)} now"
            self.refuse(one, f"this id {became} and is never used again; give this entry an id of its own")
            return
        self.compare(one, line)

    def check_successor(self, key: str, one: _Living, line: Published) -> None:
        """Compare an entry that was renamed with what it was; once that is published, with itself alone."""
        if line.now != one.key:
            self.compare(one, line)
            if one.key in self.held:
                self.held.add(key)

    def compare(self, one: _Living, line: Published) -> None:
        now = as_published(one.entry)
        kept = {name.rpartition("#")[2] for name in one.deck.retired if name.startswith(f"{one.entry.id}#")}
        if gone := [card for card in line.cards if card not in {*now.cards, *kept}]:
            renumbered = ", and never renumber gaps" if line.kind == "cloze" else ""
            retire = listed(f"“{one.entry.id}#{card}”" for card in gone)
            self.refuse(
                one,
                f"the published {'card' if len(gone) == 1 else 'cards'} {listed(gone)} of this entry "
                f"{'is' if len(gone) == 1 else 'are'} gone; bring back what was there{renumbered}, or list "
                f"{retire} under “retired:”",
            )
        elif now.version < line.version:
            self.refuse(one, f"“version: {line.version}” was published; a version never goes down")
        elif now.version == line.version:
            self.check_meaning(one, line, now)

    def check_meaning(self, one: _Living, line: Published, now: Published) -> None:
        """Warn where an id may mean something else without saying so."""
        remedy = "if it asks for another fact, give it a new id or raise “version:”"
        if now.kind != line.kind:
            self.held.add(one.key)
            self.warn(
                one, f"the kind was {line.kind} and is {now.kind}; {remedy}, else change it in the ledger too"
            )
        likeness = _likeness(line.text, now.text)
        if line.text and likeness < ALIKE:
            self.held.add(one.key)
            self.warn(
                one,
                f"only {percent(likeness)} of the text is as published ({quoted(line.text, 60)}); {remedy}, "
                "else empty the text of its line in the ledger",
            )

    def refuse(self, one: _Living, message: str) -> None:
        self.held.add(one.key)
        self.tell(one.where, one.entry.line, f"{one.entry.id}: {message}")

    def warn(self, one: _Living, message: str) -> None:
        self.tell(one.where, one.entry.line, f"{one.entry.id}: {message}", warning=True)

    # --- What it was before ---

    def check_former(self, former: str, successors: Sequence[_Living]) -> None:
        topic, _, name = former.rpartition("/")
        first = successors[0]
        for one in successors[1:]:
            self.refuse(
                one, f"“formerly: {name}” stands at {quoted(first.key, 120)} too; an id has one successor"
            )
        if former in self.living and topic != first.topic:  # in one file, reading it tells
            self.refuse(
                first, f"“formerly: {former}”: that entry still stands in its deck; leave one of them"
            )
        ledger = self.ledgers.get(topic)
        known = ledger is not None and (name in ledger.lines or not ledger.lines)
        if not known and topic not in self.unread:
            self.warn(first, f"“formerly: {name}”: no such id was ever published; mend it or leave it out")

    # --- What is to be written ---

    def new(self, topic: str) -> Iterator[_Living]:
        """Return the entries of a topic that are to be published, and tell of them."""
        ledger = self.ledgers[topic]
        new = [
            one
            for one in self.living.values()
            if one.topic == topic and one.counts and one.entry.id not in ledger.lines
        ]
        if new:
            some = ", ".join(one.entry.id for one in new[:3])
            more = f" and {len(new) - 3} more" if len(new) > 3 else ""
            self.tell(
                new[0].where,
                0,
                f"{counted(len(new), 'id')} not published yet: {some}{more}; write them down with "
                "“roadmap-cards ids --write”",
                warning=True,
            )
        yield from new

    def written(self, topic: str, ledger: _Ledger, new: Sequence[_Living]) -> list[Published]:
        """Return the lines of a ledger as they are now; one of which something is told stays as it was."""
        lines = {line.id: self.updated(f"{topic}/{line.id}", line) for _, line in ledger.lines.values()}
        for one in new:
            if one.key not in self.held:
                lines[one.entry.id] = as_published(one.entry)
        if not ledger.lines:
            # The first time, what entries were called before counts as published: it may have been used.
            for one in new:
                for former in one.formers:
                    home, _, name = former.rpartition("/")
                    if home == topic:
                        before = replace(as_published(one.entry), id=name, version=1, text="", now=one.key)
                        lines.setdefault(name, before)
        return [*lines.values()]

    def updated(self, key: str, line: Published) -> Published:
        if key in self.held:
            return line
        if key in self.living:
            now = as_published(self.living[key].entry)
            return replace(now, cards=tuple(dict.fromkeys([*line.cards, *now.cards])))
        if key in self.retired:
            return replace(line, retired=True)
        return replace(line, now=self.successors[key][0].key)


def _likeness(published: str, now: str) -> float:
    """Return how much two texts have in common, from 0 to 1, whatever the order of their words."""
    one, other = (" ".join(sorted(text.casefold().split())) for text in (published, now))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
