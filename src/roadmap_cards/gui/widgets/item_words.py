"""How an item of the map, and a card of it, are said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_cards.study.mastery import Lens, Mastery
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.items import CardLine, ItemDetails
    from roadmap_cards.library.map import MapItem


def state_words(item: MapItem) -> str:
    """Return the state of an item, or why it has none."""
    if item.state is None:
        return "All cards suspended"
    if not item.written:
        return "No card yet"
    return "Not seen yet" if not item.seen else item.state.value


def due_words(item: MapItem, when: str = "today") -> str:
    """Return what of an item is due, or nothing."""
    return f"due {when}, {counted(item.due, 'card')}" if item.due else ""


def share_words(mastery: Mastery, lens: Lens) -> str:
    """Return what an item, or anything that holds items, comes to through a lens; a dash for nothing."""
    if not lens.shows(mastery):
        return "–"
    if lens is Lens.STABILITY:
        whole = int(mastery.stability + ALMOST)
        return counted(whole, "day") if whole else "< 1 day"
    return f"{lens.share(mastery) * 100:.0f} %"


ALMOST = 1e-6
"""What reckoning may take from a whole day. Days are cut and not rounded: 20.9 are not the 21 asked for."""

NOT_ASKED = "no question of it asked lately"


def lens_words(item: MapItem, lens: Lens, on: str = "") -> str:
    """Return what the share of an item through a lens is, or why a lens of quizzes has none.

    `on` is the date, where it is not today's.
    """
    if lens is Lens.QUIZ and item.state is not None and not lens.shows(item.mastery):
        return NOT_ASKED
    if not lens.shows(item.mastery):
        return ""
    words = f"{lens.words.removesuffix(' now')} on {on}" if on else lens.words
    if lens is Lens.QUIZ:
        return f"{words}, {item.quiz.right} of {counted(item.quiz.asked, 'question')}"
    return words


def spoken(item: MapItem, lens: Lens) -> str:
    """Return an item as a screen reader says it."""
    said = [item.title]
    if lens.shows(item.mastery):
        name = lens.words if lens is Lens.QUIZ else lens.value.lower()
        said.append(f"{name} {share_words(item.mastery, lens).replace('%', 'per cent')}")
    if lens is Lens.QUIZ and item.state is not None:
        said.append(lens_words(item, lens).removeprefix(f"{lens.words}, "))
    said.append(state_words(item).lower())
    if item.due:
        said.append("due today")
    return ", ".join(said)


WEEKS_FROM, MONTHS_FROM, YEARS_FROM = 31, 61, 730
"""Days from which a wait is said in whole weeks, months and years: a tenth of a month says nothing."""


def wait_words(number: int) -> str:
    """Return how long so many days are: “25 days”, “7 weeks”, “3 months”."""
    if number < WEEKS_FROM:
        return counted(number, "day")
    if number < MONTHS_FROM:
        return counted(round(number / 7), "week")
    if number < YEARS_FROM:
        return counted(round(number / 30.4375), "month")
    return counted(round(number / 365.25), "year")


def card_due_words(card: CardLine) -> str:
    """Return when a card comes back, or why it does not."""
    if card.suspended:
        return "suspended"
    if card.due_in is None:
        return "new"
    return f"in {wait_words(card.due_in)}" if card.due_in else "due"


def nothing_to_review(item: MapItem, details: ItemDetails, *, away: bool = False) -> str:
    """Return why no card of an item can be studied today; `away`: all around is of another day."""
    if not item.written:
        return "Nobody has written a card for this item yet."
    if item.state is None:
        return "Its cards are suspended and left out of the map."
    if item.due:
        return "What is left of it waits until tomorrow: you answered its sister card today."
    waiting = [card.due_in for card in details.cards if card.due_in is not None and not card.suspended]
    if waiting and not min(waiting):
        return "Its topic is paused, so nothing of it is asked."
    if waiting:
        wait = wait_words(min(waiting))
        return (
            f"Nothing is due today. Next: {wait} from today."
            if away
            else f"Nothing is due today. Next: in {wait}."
        )
    return "Its topic gives no new cards. Choose topics in Settings."
