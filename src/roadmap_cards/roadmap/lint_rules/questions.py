"""Rules about choice questions, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.plain_words import content_words, counted, last_sentence
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText, DeckText
from roadmap_cards.roadmap.wording import listed, quoted
from roadmap_cards.study.card import Choice

_ALL_OF = re.compile(
    r"\b(?:all|none|both|any|neither) of (?:the|these) (?:above|options|answers|others?)\b"
    r"|^(?:both )?[A-F] (?:and|or) [A-F]$",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|except|least)\b", re.IGNORECASE)
_BOLD_NEGATION = re.compile(r"\*\*[^*]*\b(?:not|except|least)\b|\b(?:NOT|EXCEPT)\b|\band not\b")
SHORTEST_WHY = 15


@rule(
    "mcq-count",
    "W",
    what="a choice question without four options; three are welcome in a quarter of a deck's questions",
    why="fewer options are guessed, more are skimmed",
    remedy="add a distractor that comes from a real mistake, or drop the weakest",
)
def option_count(deck: DeckText) -> Iterator[Found]:
    short = [card for card in deck.choices if len(card.options) < 4]
    many = [card for card in deck.choices if len(card.options) > 4]
    for card in [*many, *(short if len(short) * 4 > len(deck.choices) else [])]:
        yield Found(card.line_of("Options"), f"{len(card.options)} options")


@rule(
    "mcq-length",
    "E/W",
    what="a right option over 1.5 times as long as the wrong ones; one option over 2.5 times as long as "
    "another: a warning",
    why="length gives the answer away",
    remedy="give all options the same detail",
)
def option_lengths(card: CardText) -> Iterator[Found]:
    right = [len(counted(option.text)) for option in card.options if option.correct]
    wrong = [len(counted(option.text)) for option in card.options if not option.correct]
    if not right or not wrong:
        return
    mean = sum(wrong) / len(wrong)
    shortest, longest = min(right + wrong), max(right + wrong)
    line = card.line_of("Options")
    if max(right) > 20 and max(right) > 1.5 * mean:
        yield Found(
            line, f"the right option has {max(right)} characters, the wrong ones {mean:.0f} on average"
        )
    elif longest > 25 and longest > 2.5 * shortest:
        yield Found(line, f"the options have {shortest} to {longest} characters", warning=True)


@rule(
    "mcq-all-of",
    "E",
    what="an option such as “all of the above”",
    why="it is right too often, and two known options give it away",
    remedy="write a fourth claim, or use kind multi",
)
def all_of_the_above(card: CardText) -> Iterator[Found]:
    for number, option in enumerate(card.options):
        if _ALL_OF.search(counted(option.text)):
            yield Found(card.line_of_part("Options", number), f"the option {quoted(option.text)}")


@rule(
    "mcq-dup",
    "E",
    what="two options with the same text",
    why="neither can be the right one",
    remedy="replace one of them",
)
def same_option_twice(card: CardText) -> Iterator[Found]:
    seen: set[str] = set()
    for number, option in enumerate(card.options):
        text = " ".join(option.text.split()).rstrip(".")
        if text in seen:
            yield Found(card.line_of_part("Options", number), f"the option {quoted(text)} stands here twice")
        seen.add(text)


@rule(
    "mcq-why",
    "E",
    what="an explanation of an option with under 15 characters",
    why="a wrong choice teaches only if it says what was wrong",
    remedy="say why one would think so, and what is wrong with it",
)
def option_explanation(card: CardText) -> Iterator[Found]:
    for number, option in enumerate(card.options):
        if len(counted(option.why)) < SHORTEST_WHY:
            message = f"{quoted(option.text)} is explained by {quoted(option.why)} alone"
            yield Found(card.line_of_part("Options", number), message)


@rule(
    "mcq-negative",
    "W",
    what="a choice question with a negation that is not bold",
    why="it is overlooked, and the mistake says nothing",
    remedy="ask for what is true, or set **not** in bold",
)
def negative_stem(card: CardText) -> Iterator[Found]:
    asked, markdown = last_sentence(card.prompt), card.texts[0].markdown
    words = asked
    for code in re.findall(r"`([^`]+)`", markdown):  # `except` and `not` are words of Python too
        words = words.replace(code, " ")
    hidden = _NEGATION.search(words) and not _BOLD_NEGATION.search(markdown)
    if isinstance(card.body, Choice) and hidden and re.match(r"which\b", asked, re.IGNORECASE):
        yield Found(card.line_of("Q"), f"{quoted(asked)} asks for what is not")


@rule(
    "mcq-echo",
    "W",
    what="a word of over four letters that the prompt shares with the right option alone",
    why="the echo gives the answer away",
    remedy="reword one of the two, or give the word to a wrong option too",
)
def echo_of_the_stem(card: CardText) -> Iterator[Found]:
    if not isinstance(card.body, Choice):
        return
    right = {word for option in card.options if option.correct for word in _telling(option.text)}
    wrong = {word for option in card.options if not option.correct for word in _telling(option.text)}
    if echo := sorted((right & set(_telling(card.body.prompt))) - wrong):
        word = listed(map(quoted, echo))
        yield Found(card.line_of("Options"), f"only the right option repeats {word} of the prompt")


def _telling(markdown: str) -> list[str]:
    return [word for word in content_words(counted(markdown)) if len(word) > 4]
