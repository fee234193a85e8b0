"""Rules about cards that are too close to each other, over all decks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from roadmap_cards.roadmap.lint_rules.plain_words import bare, content_words, counted, whole, words
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText, DeckText, back_of, front_of
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.roadmap.wording import quoted
from roadmap_cards.study.card import Basic, Cloze, Typed
from roadmap_cards.study.cloze import gaps

SAME, LIKE = 90, 80
"""Likeness of two cards in percent: that of their words, sorted."""
_SHORTEST_LEAK = 12


@rule(
    "duplicate",
    "E/W",
    what="two cards of any deck whose prompt and answer are 90 % alike (80 %: a warning)",
    why="twins are mixed up, and each is reviewed for nothing",
    remedy="drop one, or ask from another side",
)
def duplicates(decks: Sequence[DeckText]) -> Iterator[Found]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (the command line starts without it)

    cards = [(deck, card) for deck in decks for card in deck.cards]
    # Sorted words compared as they are: what `token_sort_ratio` does, sorted once for each card.
    texts = [_sorted_words(card) for _, card in cards]
    for at in range(1, len(cards)):
        like = process.extractOne(texts[at], texts[:at], scorer=fuzz.ratio, score_cutoff=LIKE)
        if like is not None:
            (deck, card), (other_deck, other) = cards[at], cards[like[2]]
            place = quoted(other.entry.id, 80) + ("" if deck is other_deck else f" in {other_deck.where}")
            message = f"{like[1]:.0f} % like {place}"
            yield Found(card.line, message, warning=like[1] < SAME, where=deck.where)


@rule(
    "sibling-leak",
    "W",
    what="a prompt that holds the answer of another card of its item",
    why="the one is answered by remembering the other",
    remedy="reword the prompt, or let the card need the other one",
)
def sibling_leak(deck: DeckText) -> Iterator[Found]:
    items: dict[tuple[str, str], list[CardText]] = defaultdict(list)
    for card in deck.cards:
        items[comparable(card.entry.section), comparable(card.entry.item)].append(card)
    for siblings in items.values():
        answers = [(card, answer) for card in siblings for answer in _answers(card)]
        named = set(words(f"{deck.file.deck.title} {siblings[0].entry.section} {siblings[0].entry.item}"))
        for card in siblings:
            asked = f" {bare(card.prompt)} "
            for other, answer in answers:
                if other is card or other.entry.id in {*card.entry.needs, card.entry.tests}:
                    continue
                # What the item is about is named by many of its cards.
                if f" {answer} " in asked and not named.issuperset(answer.split()):
                    message = f"the prompt says {quoted(answer)}, the answer of {quoted(other.entry.id, 80)}"
                    yield Found(card.texts[0].line, message)


def _sorted_words(card: CardText) -> str:
    return " ".join(sorted(words(f"{whole(front_of(card.body))} {whole(back_of(card.body))}")))


def _answers(card: CardText) -> Iterator[str]:
    """Return what is to be recalled, where it is long enough to be no common word."""
    body = card.body
    match body:
        case Basic() | Typed():
            answers = [card.answer]
        case Cloze():
            answers = [counted(gap.hidden) for gap in gaps(body.text)]
        case _:
            answers = []
    for answer in map(bare, answers):
        if len(answer) >= _SHORTEST_LEAK and len(content_words(answer)) >= 2:
            yield answer
