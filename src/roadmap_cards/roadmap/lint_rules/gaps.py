"""Rules about the gaps of a cloze."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.plain_words import counted, words
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText
from roadmap_cards.roadmap.wording import quoted
from roadmap_cards.study.card import Cloze
from roadmap_cards.study.cloze import Gap, gaps, numbers

MOST = 3
MOST_HIDDEN = 0.4
LONGEST, MOST_WORDS = 45, 7


@rule(
    "cloze-count",
    "E",
    what="a cloze with over three gaps",
    why="so many cards of one sentence remind of each other",
    remedy="keep the gaps that carry the fact",
)
def gap_count(card: CardText) -> Iterator[Found]:
    found = _numbers(card)
    if len(found) > MOST:
        yield Found(card.line_of("C"), f"the sentence makes {len(found)} cards")


@rule(
    "cloze-context",
    "E",
    what="a cloze that hides over 40 % of its words at once",
    why="what is left does not say what is asked",
    remedy="hide less, or add what pins the answer down",
)
def gap_context(card: CardText) -> Iterator[Found]:
    all_words = len(words(card.prompt))
    for number in _numbers(card):
        hidden = sum(len(words(counted(gap.hidden))) for gap in _gaps(card) if gap.number == number)
        if all_words and hidden > MOST_HIDDEN * all_words:
            yield Found(card.line_of("C"), f"c{number} hides {hidden} of {all_words} words")


@rule(
    "cloze-long",
    "W",
    what="a gap of over 45 characters or seven words",
    why="nobody recalls a phrase word for word",
    remedy="hide the one word that carries the fact",
)
def gap_length(card: CardText) -> Iterator[Found]:
    for gap in _gaps(card):
        hidden = counted(gap.hidden)
        if len(hidden) > LONGEST or len(hidden.split()) > MOST_WORDS:
            yield Found(card.line_of("C"), f"the gap {quoted(hidden)} has {len(hidden)} characters")


@rule(
    "cloze-braces",
    "E",
    what="“}}” inside a gap, as formulas have it",
    why="Anki and other programs end the gap there",
    remedy="write “} }”, which looks the same",
)
def braces_in_a_gap(card: CardText) -> Iterator[Found]:
    for gap in _gaps(card):
        if "}}" in gap.hidden or gap.hidden.endswith("}"):
            yield Found(card.line_of("C"), f"the gap {quoted(gap.hidden)} holds “}}}}”")


def _gaps(card: CardText) -> tuple[Gap, ...]:
    return gaps(card.body.text) if isinstance(card.body, Cloze) else ()


def _numbers(card: CardText) -> tuple[int, ...]:
    return numbers(card.body.text) if isinstance(card.body, Cloze) else ()
