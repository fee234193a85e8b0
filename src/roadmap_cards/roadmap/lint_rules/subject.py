"""What the rules look at: a deck file with its lines, and its cards with the texts a learner reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markdown_it.token import Token

from roadmap_cards.roadmap.deck_scanner import RawCard, Scanned
from roadmap_cards.roadmap.deck_writer import GENERATED
from roadmap_cards.roadmap.front_matter import FrontMatter
from roadmap_cards.roadmap.lint_rules.plain_words import FORMULAS, counted, pieces, prose
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Deck,
    Entry,
    Faces,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
)
from roadmap_cards.study.cloze import gaps

_NOT_HERE = "no deck file holds an entry of this kind"


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck file that could be read, with what is needed to name a place in it.

    `ids` are those of all its cards, the faulty ones too.
    """

    where: str
    deck: Deck
    lines: list[str]
    front: FrontMatter
    scanned: Scanned

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(card.id for card in self.scanned.cards)

    @property
    def topic_key(self) -> str:
        return f"{self.deck.roadmap}/{self.deck.topic}"

    @property
    def line(self) -> int:
        """The line at which a flaw of the deck as a whole is told."""
        return self.front.lines[("topic",)]

    def line_of_key(self, entry: Entry, key: str) -> int:
        """Return the line of a key such as `needs:` in an entry, else that of the entry."""
        raw = next(raw for raw in self.scanned.cards if raw.line == entry.line)
        return raw.line_of(key)


@dataclass(frozen=True)
class Text:
    """A text of a card: its Markdown, the label it stands under and the line it begins on.

    It is parsed once: many rules look at it.
    """

    label: str
    markdown: str
    line: int

    @property
    def name(self) -> str:
        return NAMES[self.label]

    @cached_property
    def pieces(self) -> tuple[Token, ...]:
        """The tokens that hold text, code or a formula."""
        return pieces(self.markdown)

    @cached_property
    def plain(self) -> str:
        """What a person reads, in one line and without code blocks."""
        return prose(self.pieces)

    @property
    def length(self) -> int:
        """The characters of prose: formulas without their commands, and no code."""
        return len(prose(self.pieces, code=False))

    @property
    def formulas(self) -> list[str]:
        """The LaTeX of the formulas."""
        return [token.content for token in self.pieces if token.type in FORMULAS]


NAMES = {
    "Q": "prompt",
    "A": "answer",
    "T": "term",
    "D": "definition",
    "C": "sentence",
    "Hint": "hint",
    "Options": "options",
    "Order": "steps",
    "Why": "explanation",
    "More": "explanation",
}


@dataclass(frozen=True)
class CardText:
    """An entry as a learner meets it, with the lines its texts stand on. Drafts are none yet.

    Plain texts are read once and kept: many rules ask for them.
    """

    entry: Entry
    raw: RawCard
    today: date
    language: str = "en"

    @property
    def english(self) -> bool:
        return self.language.partition("-")[0] == "en"

    @property
    def body(self) -> Body:
        return self.entry.body

    @property
    def line(self) -> int:
        return self.entry.line

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything that is shown of the entry, in parts."""
        return tuple(self._texts())

    @cached_property
    def prompt(self) -> str:
        """What is asked, in plain words; of a cloze the whole sentence."""
        return counted(front_of(self.body))

    @cached_property
    def answer(self) -> str:
        """What is to be recalled or chosen, in plain words."""
        return counted(back_of(self.body))

    @property
    def options(self) -> tuple[Option, ...]:
        return self.body.options if isinstance(self.body, Choice | Multi) else ()

    def line_of(self, name: str) -> int:
        """Return the line of a label or key, else that of the entry."""
        return self.raw.line_of(name)

    def line_of_part(self, label: str, number: int) -> int:
        """Return the line of an option or a step, counted from 0."""
        starts = [
            line.number
            for line in self.raw.fields.get(label, ())
            if not line.code and line.text[:1] not in {"", " ", "\t"}
        ]
        return starts[number] if number < len(starts) else self.line_of(label)

    def line_with(self, text: Text, piece: str) -> int:
        """Return the line of a text on which a piece of it stands, else the line it begins on."""
        first = piece.strip().split("\n")[0]
        for line in self.raw.fields.get(text.label, ()):
            if line.number >= text.line and first in line.text:
                return line.number
        return text.line

    def _texts(self) -> Iterator[Text]:
        body, entry = self.body, self.entry
        match body:
            case Basic() | Typed() | Output():
                yield Text("Q", body.prompt, self.line_of("Q"))
                yield Text("A", body.answer, self.line_of("A"))
            case Reversible():
                yield Text("T", body.term, self.line_of("T"))
                yield Text("D", body.definition, self.line_of("D"))
            case Cloze():
                yield Text("C", filled(body.text), self.line_of("C"))
            case Choice() | Multi():
                yield Text("Q", body.prompt, self.line_of("Q"))
                for number, option in enumerate(body.options):
                    line = self.line_of_part("Options", number)
                    yield Text("Options", option.text, line)
                    yield Text("Options", option.why, line)
            case Order():
                yield Text("Q", body.prompt, self.line_of("Q"))
                for number, step in enumerate(body.steps):
                    yield Text("Order", step, self.line_of_part("Order", number))
        for label, markdown in (("Hint", entry.hint), ("Why", entry.why), ("More", entry.more)):
            if markdown:
                yield Text(label, markdown, self.line_of(label))


@dataclass(frozen=True)
class DeckText:
    """A deck file with the texts of its cards. `roadmap` is the one it belongs to, where that is known."""

    file: DeckFile
    cards: tuple[CardText, ...]
    today: date
    roadmap: Roadmap | None = None

    @property
    def where(self) -> str:
        return self.file.where

    @property
    def choices(self) -> list[CardText]:
        """The questions with exactly one right option."""
        return [card for card in self.cards if isinstance(card.body, Choice)]


def deck_text(file: DeckFile, today: date, roadmap: Roadmap | None) -> DeckText:
    """Return a deck as the rules look at it.

    Drafts are left out, and what was generated from a roadmap, whose words are those of the roadmap.
    """
    raw = {card.line: card for card in file.scanned.cards}
    entries = [entry for entry in file.deck.entries if not entry.draft and GENERATED not in entry.tags]
    cards = tuple(CardText(entry, raw[entry.line], today, file.deck.language) for entry in entries)
    return DeckText(file, cards, today, roadmap)


def front_of(body: Body) -> str:
    """Return the Markdown that asks; of a cloze the sentence with its gaps filled."""
    match body:
        case Reversible():
            return body.term
        case Cloze():
            return filled(body.text)
        case Faces():
            raise ValueError(_NOT_HERE)
        case _:
            return body.prompt


def back_of(body: Body) -> str:
    """Return the Markdown of what is recalled or chosen; of a cloze what its gaps hide."""
    match body:
        case Basic() | Typed() | Output():
            return body.answer
        case Reversible():
            return body.definition
        case Cloze():
            return "\n\n".join(gap.hidden for gap in gaps(body.text))
        case Choice() | Multi():
            return "\n\n".join(option.text for option in body.options if option.correct)
        case Order():
            return "\n\n".join(body.steps)
        case Faces():
            raise ValueError(_NOT_HERE)


def filled(text: str) -> str:
    """Return the sentence of a cloze with all its gaps filled."""
    parts: list[str] = []
    position = 0
    for gap in gaps(text):
        parts += text[position : gap.start], gap.hidden
        position = gap.end
    return "".join(parts) + text[position:]
