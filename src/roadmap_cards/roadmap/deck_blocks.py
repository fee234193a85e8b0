"""A deck file taken apart into sections, items and entries, each with its lines exactly as they stand.

Put together again unchanged, the blocks are the file, byte for byte. That is how a generation can write into
a file in which a person writes too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmap_cards.roadmap.deck_scanner import RawCard, scan
from roadmap_cards.roadmap.deck_writer import GENERATED, digest


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the file: an entry with its id, or (id empty) what stands between, such as comments."""

    lines: tuple[str, ...]
    id: str = ""
    tagged: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The entry without the blank lines below it, whatever its line endings."""
        return bare_text(self.lines)

    @property
    def blank(self) -> bool:
        return not self.text


@dataclass(slots=True)
class ItemBlocks:
    """A `##` heading (its lines, none for what stands under no item) and the blocks below it."""

    title: str
    heading: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class SectionBlocks:
    """A `#` heading and its items; the first of them is what stands under no item, where anything does."""

    title: str
    heading: tuple[str, ...]
    items: list[ItemBlocks] = field(default_factory=list)


@dataclass(slots=True)
class DeckBlocks:
    """A deck file in its parts; the first section has no heading where anything stands above the others."""

    preamble: tuple[str, ...]
    sections: list[SectionBlocks]

    @property
    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            for item in section.items:
                yield from item.blocks

    @property
    def text(self) -> str:
        return "\n".join(line for lines in self._parts() for line in lines)

    def _parts(self) -> Iterator[Sequence[str]]:
        yield self.preamble
        for section in self.sections:
            yield section.heading
            for item in section.items:
                yield item.heading
                for block in item.blocks:
                    yield block.lines


def split(text: str) -> DeckBlocks:
    """Take the text of a deck file apart."""
    # A lone carriage return is a line end too; told apart from the pair by nothing else in the file.
    whole = text if "\r" not in text.replace("\r\n", "") else text.replace("\r\n", "\n").replace("\r", "\n")
    lines = whole.split("\n")
    scanned = scan(whole, _ignore)
    starts: dict[int, tuple[int, str, RawCard | None]] = {}
    for heading in scanned.sections:
        starts[heading.line] = (1, heading.title, None)
    for heading in scanned.items:
        starts[heading.line] = (2, heading.title, None)
    for raw in scanned.cards:
        starts[raw.line] = (3, raw.id, raw)
    numbers = sorted(starts)
    ends = [*numbers, len(lines) + 1][1:]
    deck = DeckBlocks(tuple(lines[: numbers[0] - 1] if numbers else lines), [])
    for start, end in zip(numbers, ends, strict=True):
        depth, title, card = starts[start]
        stretch = lines[start - 1 : end - 1]
        if card is not None:
            entry, rest = _cut(stretch, card.last - card.line + 1)
            blocks = [Block(entry, card.id, _is_tagged(card), _formerly(card)), *_loose(rest)]
            _item(deck).blocks.extend(blocks)
            continue
        top, rest = _cut(stretch, 1)
        if depth == 1:
            deck.sections.append(SectionBlocks(title, top))
        else:
            _section(deck).items.append(ItemBlocks(title, top))
        if rest:
            _item(deck).blocks.extend(_loose(rest))
    return deck


def bare_text(lines: Sequence[str]) -> str:
    """Return lines as one text, without line endings of another system and blank lines at the end."""
    return "\n".join(line.rstrip("\r") for line in lines).rstrip()


def fingerprint(lines: Sequence[str]) -> str:
    """Return what tells whether an entry, or the top of a file, is still as it was written."""
    return digest(bare_text(lines))


def _cut(lines: Sequence[str], length: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut off the first `length` lines and the blank ones below them."""
    while length < len(lines) and not lines[length].strip():
        length += 1
    return tuple(lines[:length]), tuple(lines[length:])


def _loose(lines: tuple[str, ...]) -> list[Block]:
    return [Block(lines)] if lines else []


def _section(deck: DeckBlocks) -> SectionBlocks:
    if not deck.sections:
        deck.sections.append(SectionBlocks("", ()))
    return deck.sections[-1]


def _item(deck: DeckBlocks) -> ItemBlocks:
    section = _section(deck)
    if not section.items:
        section.items.append(ItemBlocks("", ()))
    return section.items[-1]


def _is_tagged(card: RawCard) -> bool:
    return GENERATED in _words(card, "tags")


def _formerly(card: RawCard) -> tuple[str, ...]:
    return tuple(_words(card, "formerly"))


def _words(card: RawCard, key: str) -> list[str]:
    return [word.strip() for word in card.meta[key].text.split(",")] if key in card.meta else []


def _ignore(_line: int, _message: str) -> None:
    """What is wrong with the file is told when it is read."""
