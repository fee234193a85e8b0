"""Rules about a deck as a whole: what its questions give away together, and how hard they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.plain_words import counted
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText, DeckText
from roadmap_cards.study.wording import percent

FEWEST = 8
"""Questions from which a share says something."""
MOST_LONGEST, MOST_IN_ONE_PLACE, MOST_OF_ONE_DIFFICULTY, MOST_WHAT_IS = 0.4, 0.45, 0.6, 0.25
FEWEST_ABSOLUTES = 3
_ABSOLUTE = re.compile(r"\b(?:always|never|only)\b", re.IGNORECASE)


@rule(
    "mcq-longest",
    "E",
    what="the right option is the longest in over 40 % of a deck's choice questions",
    why="“take the longest” becomes a rule that works",
    remedy="shorten keys, or give distractors the same detail",
)
def key_is_longest(deck: DeckText) -> Iterator[Found]:
    longest = sum(_is_longest(card) for card in deck.choices)
    if len(deck.choices) >= FEWEST and longest > MOST_LONGEST * len(deck.choices):
        share = percent(longest / len(deck.choices))
        yield Found(deck.file.line, f"the right option is the longest in {share} of the questions")


@rule(
    "mcq-position",
    "W",
    what="the right option stands in one place in over 45 % of a deck's choice questions",
    why="exports keep the order, and a place is soon learned",
    remedy="move some of the right options",
)
def key_position(deck: DeckText) -> Iterator[Found]:
    places = Counter(
        number for card in deck.choices for number, option in enumerate(card.options) if option.correct
    )
    if len(deck.choices) >= FEWEST:
        place, times = places.most_common(1)[0]
        if times > MOST_IN_ONE_PLACE * len(deck.choices):
            message = (
                f"the right option stands at place {place + 1} in {times} of {len(deck.choices)} questions"
            )
            yield Found(deck.file.line, message)


@rule(
    "mcq-absolute",
    "W",
    what="always, never or only in three or more wrong options of a deck and in no right one",
    why="the word alone tells that an option is wrong",
    remedy="drop the word, or use it in a right option too",
)
def absolutes(deck: DeckText) -> Iterator[Found]:
    wrong = [
        (card, number)
        for card in deck.cards
        for number, option in enumerate(card.options)
        if not option.correct and _ABSOLUTE.search(counted(option.text))
    ]
    right = any(
        option.correct and _ABSOLUTE.search(counted(option.text))
        for card in deck.cards
        for option in card.options
    )
    if len(wrong) >= FEWEST_ABSOLUTES and not right:
        card, number = wrong[0]
        message = f"{len(wrong)} wrong options of this deck say always, never or only, and no right one does"
        yield Found(card.line_of_part("Options", number), message)


@rule(
    "difficulty",
    "W",
    what="over 60 % of a deck on one difficulty, or fewer than two cards of 4 or 5",
    why="practice is best just above what is easy",
    remedy="rate anew, or write what is missing",
    shipped_only=True,
)
def spread_of_difficulty(deck: DeckText) -> Iterator[Found]:
    ratings = Counter(card.entry.difficulty for card in deck.cards)
    if len(deck.cards) < FEWEST:
        return
    rating, times = ratings.most_common(1)[0]
    if times > MOST_OF_ONE_DIFFICULTY * len(deck.cards):
        share = percent(times / len(deck.cards))
        yield Found(deck.file.line, f"{share} of the cards have difficulty {rating}")
    if (hard := ratings[4] + ratings[5]) < 2:
        yield Found(deck.file.line, f"only {hard} of the cards have difficulty 4 or 5")


@rule(
    "style-what-is",
    "W",
    what="over a quarter of a deck's prompts begin with “What is”",
    why="definitions alone are not understanding",
    remedy="ask for reasons, limits and consequences",
)
def what_is(deck: DeckText) -> Iterator[Found]:
    asking = [card for card in deck.cards if "Q" in card.raw.fields]
    those = sum(bool(re.match(r"what(?: is| are|'s|’s)\b", card.prompt, re.IGNORECASE)) for card in asking)
    if len(asking) >= FEWEST and those > MOST_WHAT_IS * len(asking):
        share = percent(those / len(asking))
        yield Found(deck.file.line, f"{share} of the prompts begin with “What is”")


def _is_longest(card: CardText) -> bool:
    right = [len(counted(option.text)) for option in card.options if option.correct]
    wrong = [len(counted(option.text)) for option in card.options if not option.correct]
    return max(right) > max(wrong)
