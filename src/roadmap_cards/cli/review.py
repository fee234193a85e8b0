"""`review`: a sitting in the terminal, with the same cards, grades and undo as the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from roadmap_cards.cli.terminal import EndError, read, tell
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.answer import expected_output, grade_output, grade_typed
from roadmap_cards.study.card import Body, Card, Output, Rating, Typed
from roadmap_cards.study.sides import back, front, kind_name
from roadmap_cards.study.wording import counted, duration, wait

KEYS = "Enter show, h hint, b bury, s suspend, u undo, q end"


def run_review(folder: DataFolder, *, minutes: int | None, cards: int | None, topic: str | None) -> int:
    """Review what is due until nothing is left, or the person ends it."""
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
        for flaw in library.decks.flaws():
            print(flaw, file=sys.stderr)
        plan = library.reviews.plan(minutes, topic=topic)
        if cards is not None:
            plan = replace(plan, cards=plan.cards[:cards], waiting=plan.waiting[:cards])
        session = Session(library, plan)
        if session.finished:
            print("Nothing is due now.")
            return 0
        _sitting(library, session)
    return 0


def _sitting(library: Library, session: Session) -> None:
    print(f"{counted(session.run.total, 'card')}. {KEYS}")
    try:
        while not session.finished:
            _one_card(library, session)
    except EndError:
        print()
    answers = session.run.first_answers
    right = sum(answer.rating is not Rating.AGAIN for answer in answers)
    spent = sum(answer.duration for answer in session.run.answered)
    print(f"{counted(len(answers), 'card')} in {duration(spent)}, {right} remembered at the first try.")


def _one_card(library: Library, session: Session) -> None:
    """Ask one card and grade it, or follow another wish of the person."""
    if session.asked is None:
        return
    card = session.asked.card
    done = len(session.run.first_answers)
    print(f"\n[{done + 1} of {session.run.total}] {' › '.join(card.place.path)}")
    tell(f"{kind_name(card.entry.body, card.variant)}\n\n{front(card.entry.body, card.variant)}\n")
    started = monotonic()
    if not _shown(session, card):
        return
    asked = session.reveal()
    if card.correction:
        tell(f"This card was corrected. Before, it said: {card.correction}")
    tell(f"{back(card.entry.body, card.variant)}\n")
    if card.entry.why:
        tell(f"Why: {card.entry.why}\n")
    buttons = [
        (outcome.rating, outcome.rating.name.capitalize(), wait(outcome.memory)) for outcome in asked.outcomes
    ]
    if library.learning.grade_buttons == 2:
        buttons = [button for button in buttons if button[0] in {Rating.AGAIN, Rating.GOOD}]
    grades = {str(int(rating)): rating for rating, _, _ in buttons}
    prompt = "   ".join(f"{int(rating)} {name} ({interval})" for rating, name, interval in buttons)
    while True:
        wish = read(f"{prompt} > ").strip()
        if wish in grades:
            session.answer(grades[wish], round((monotonic() - started) * 1000))
            return
        if _other_wish(session, wish):
            return
        print(f"Type {', '.join(grades)}; or b, s, u, q.")


def _shown(session: Session, card: Card) -> bool:
    """Wait until the answer is to be shown (a typed one is compared first); False: the card was left."""
    grader = _grader(card.entry.body)
    while True:
        wish = read("Your answer: " if grader else "> ").strip()
        if wish == "h" and card.entry.hint:
            tell(f"Hint: {card.entry.hint}")
        elif wish == "h":
            print("This card has no hint.")
        elif _other_wish(session, wish):
            return False
        elif grader is None:
            if not wish:
                return True
            print(KEYS)
        else:
            if wish:
                print("Right." if grader(wish) else "Not what was expected.")
            return True


def _grader(body: Body) -> Callable[[str], bool] | None:
    """Return what tells whether a typed answer is right; None for a card that is only thought of.

    A program's output is typed in one line here: its lines are joined by spaces.
    """
    match body:
        case Typed():
            return lambda given: grade_typed(body, given)
        case Output():
            expected = " ".join(expected_output(body.answer).split())
            return lambda given: " ".join(given.split()) == expected or grade_output(body, given)
        case _:
            return None


def _other_wish(session: Session, wish: str) -> bool:
    """Follow a wish that leaves the card; False if it is none."""
    match wish:
        case "q":
            raise EndError
        case "b":
            session.bury()
        case "s":
            session.suspend()
        case "u":
            try:
                name = session.undo()
            except ProblemError as problem:
                print(problem)
                return True
            print(f"Undone: {name}." if name else "There is nothing to undo in this session.")
        case _:
            return False
    return True
