"""Rules about the sources in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roadmap_cards.roadmap.deck_models import Source
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import DeckFile, DeckText
from roadmap_cards.roadmap.wording import quoted

_ARXIV_HOST = re.compile(r"https://(?:[\w-]+\.)?arxiv\.org(?:/|$)", re.IGNORECASE)
_ARXIV = re.compile(
    r"https://arxiv\.org/abs/(?:(?P<year>\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
)


@rule(
    "source-unused",
    "W",
    what="a source that no card cites",
    why="a list of readings is no proof of a card",
    remedy="cite it or take it out",
)
def unused_source(file: DeckFile) -> Iterator[Found]:
    # From the lines, so that a card with a flaw elsewhere still counts.
    cited = ",".join(line.removeprefix("sources:") for line in file.lines if line.startswith("sources:"))
    keys = {ref.partition("#")[0].strip() for ref in cited.split(",")}
    for key in file.front.source_keys:
        if key not in keys:
            yield Found(file.front.lines[("sources", key)], f"no card cites the source {quoted(key)}")


@rule(
    "source-arxiv",
    "E",
    what="a paper of arXiv that is not given as https://arxiv.org/abs/… without a version",
    why="other addresses change or skip the abstract",
    remedy="write https://arxiv.org/abs/ and the number",
)
def arxiv_address(deck: DeckText) -> Iterator[Found]:
    for key, source in _sources(deck):
        if _ARXIV_HOST.match(source.url) and not _ARXIV.fullmatch(source.url):
            yield Found(_line(deck, key), f"{quoted(key)} has the address {source.url}")


@rule(
    "source-year",
    "W",
    what="a year that differs from the one in the number of arXiv",
    why="a wrong year sends a reader to another version",
    remedy="correct it, or waive it for the published version",
)
def arxiv_year(deck: DeckText) -> Iterator[Found]:
    for key, source in _sources(deck):
        number = _ARXIV.fullmatch(source.url)
        if source.year and number and number["year"] and source.year != 2000 + int(number["year"]):
            message = f"{quoted(key)} is of {source.year}, its number says 20{number['year']}"
            yield Found(_line(deck, key), message)


@rule(
    "source-read",
    "W",
    what="documentation without the day it was read",
    why="it changes, and nobody knows what the card was true of",
    remedy="open it and add “read: YYYY-MM-DD”",
)
def docs_were_read(deck: DeckText) -> Iterator[Found]:
    for key, source in _sources(deck):
        if source.kind == "docs" and source.read is None:
            yield Found(_line(deck, key), f"the documentation {quoted(key)} has no day")


@rule(
    "source-title",
    "E",
    what="one address with two titles, in any of the decks",
    why="the same work looks like two",
    remedy="give it one title",
)
def one_title(decks: Sequence[DeckText]) -> Iterator[Found]:
    first: dict[str, tuple[str, str]] = {}
    for deck in decks:
        for key, source in _sources(deck):
            if source.url:
                title, where = first.setdefault(source.url, (source.title, deck.where))
                if " ".join(title.split()) != " ".join(source.title.split()):
                    message = f"{quoted(key)} is called {quoted(title, 80)} in {where}"
                    yield Found(_line(deck, key), message, where=deck.where)


def _sources(deck: DeckText) -> Iterator[tuple[str, Source]]:
    head = deck.file.front.head
    return iter(head.sources.items() if head else ())


def _line(deck: DeckText, key: str) -> int:
    return deck.file.front.lines[("sources", key)]
