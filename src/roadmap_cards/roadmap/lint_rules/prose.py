"""Rules about spelling and typography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.spelling_words import AMERICAN, MISSPELT
from roadmap_cards.roadmap.lint_rules.subject import CardText, DeckText, Text
from roadmap_cards.roadmap.wording import quoted

_WORD = re.compile(r"[^\W\d_]+")
# Words that stand twice in good English.
_TWICE = re.compile(r"\b(?!(?:had|that|blah)\b)([a-z]{2,}) \1\b", re.IGNORECASE)
_ASCII_QUOTES = re.compile(r"(?:^|(?<=[\s(\[]))\"[^\"]*[^\W\d_][^\"]*\"")


@rule(
    "spelling",
    "W",
    what="a common misspelling, or a word that stands twice",
    why="a mistake in the spelling raises doubts about the fact",
    remedy="correct it",
)
def spelling(card: CardText) -> Iterator[Found]:
    for text in card.texts if card.english else ():
        for prose in _prose(text):
            for word in _WORD.findall(prose):
                if right := MISSPELT.get(word.casefold()):
                    yield Found(card.line_with(text, word), f"{quoted(word)}", remedy=f"write “{right}”")
            if twice := _TWICE.search(prose):
                yield Found(card.line_with(text, twice[0]), f"{quoted(twice[0])} stands twice")


@rule(
    "style-spelling",
    "W",
    what="British and American spelling in one deck",
    why="two spellings of one word look like two words",
    remedy="keep to one of the two in a deck",
)
def one_spelling(deck: DeckText) -> Iterator[Found]:
    british = {word: american for american, word in AMERICAN.items()}
    seen: dict[bool, tuple[str, int]] = {}
    for card in deck.cards:
        for text in card.texts if card.english else ():
            for prose in _prose(text):
                for word in _WORD.findall(prose):
                    plain = word.casefold()
                    if plain in AMERICAN or plain in british:
                        seen.setdefault(plain in british, (word, card.line_with(text, word)))
    if len(seen) == 2:
        (first, at), (second, line) = sorted(seen.values(), key=lambda place: place[1])
        yield Found(line, f"{quoted(second)} here and {quoted(first)} in line {at}")


@rule(
    "style-quotes",
    "W",
    what="straight double quotes around words of prose",
    why="they mean a string of a program elsewhere on the cards",
    remedy="write “…”, or set code in back-ticks",
)
def straight_quotes(card: CardText) -> Iterator[Found]:
    for text in card.texts:
        for prose in _prose(text):
            if found := _ASCII_QUOTES.search(prose):
                yield Found(card.line_with(text, found[0]), f"{quoted(found[0])} stands in straight quotes")


def _prose(text: Text) -> Iterator[str]:
    for token in text.pieces:
        if token.type == "text":
            yield token.content
