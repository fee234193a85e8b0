"""What a sitting came to: time, recall against the target, what was missed, what tomorrow asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap_cards.library.library import Library
from roadmap_cards.library.session import Session
from roadmap_cards.library.today import DayMinutes
from roadmap_cards.study import queue
from roadmap_cards.study.card import Learned, Rating
from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.history import LONGEST_ANSWER
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.queue import Answered
from roadmap_cards.study.share import wilson
from roadmap_cards.study.sides import front, short_answer
from roadmap_cards.study.wording import plain_title

AHEAD = 6
"""Days that the forecast looks ahead."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A card whose first answer was Again, in one line each; `lapses` counts how often it was forgotten."""

    question: str
    answer: str
    lapses: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic or an item of the sitting, with the reviews and the new cards that were about it."""

    title: str
    reviews: int
    new: int


@dataclass(frozen=True, slots=True)
class Recall:
    """First answers to cards that were due: `low` and `high` bound the share with 90 % (Wilson)."""

    reviewed: int
    recalled: int
    low: float
    high: float
    target: float


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """What the next study day asks for. `new` cards may come on top of those that fall due.

    `next_due` is the first study day after today on which a card falls due, or None.
    """

    cards: int
    minutes: int
    new: int
    next_due: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A sitting in numbers. `duration` is in milliseconds; `at` is the end of it, in UTC milliseconds.

    `cards` is what was answered: `reviews` that were due, cards still in their first steps (`in_steps`), and
    `new` ones. `left` cards of the sitting were not reached; `left_today` waits on this study day still.
    """

    day: int
    at: int
    offset: int
    duration: int
    cards: int
    reviews: int
    in_steps: int
    new: int
    left: int
    left_today: int
    passed: tuple[bool, ...]
    """For each card in the order of the sitting, whether its first answer was more than Again."""
    recovered: int
    """How many of the missed cards were right in the end."""
    grades: Mapping[Rating, int]
    """How often each grade was the first answer, of all grades that were offered."""
    recall: Recall
    missed: tuple[Missed, ...]
    subjects: tuple[Subject, ...]
    """The topics of the sitting, or its items where there was one topic; most cards first."""
    subject_of: str
    """What the subjects are: the title of the one topic they belong to, or empty for several topics."""
    today: float
    """Minutes spent today, in all sittings."""
    forecast: tuple[DayMinutes, ...]
    tomorrow: Tomorrow


def summarise(session: Session, library: Library) -> Summary:
    """Return what a sitting came to so far."""
    run, present = session.run, library.moment()
    firsts = run.first_answers
    steps = {waiting.card for waiting in session.plan.waiting}
    reviews = [answer for answer in firsts if not answer.new and answer.card not in steps]
    in_steps = sum(answer.card in steps for answer in firsts)
    forecast = library.progress.forecast(AHEAD)
    subject_of, subjects = _subjects(library, firsts)
    return Summary(
        day=present.day,
        at=present.at,
        offset=present.offset,
        duration=sum(min(answer.duration, LONGEST_ANSWER) for answer in run.answered),
        cards=len(firsts),
        reviews=len(reviews),
        in_steps=in_steps,
        new=len(firsts) - len(reviews) - in_steps,
        left=run.total - len(firsts),
        left_today=library.progress.cards_left(),
        passed=tuple(answer.rating is not Rating.AGAIN for answer in firsts),
        recovered=_recovered(run.answered),
        grades=_grades(firsts, library.learning.grade_buttons),
        recall=_recall(reviews, library.learning.target_recall),
        missed=_missed(session),
        subjects=subjects,
        subject_of=subject_of,
        today=library.progress.spent(0)[-1].minutes,
        forecast=forecast.days,
        tomorrow=Tomorrow(
            cards=forecast.tomorrow,
            minutes=queue.minutes(round(forecast.days[0].minutes * MINUTE)),
            new=_new_tomorrow(library),
            next_due=library.progress.next_due(),
        ),
    )


def _recall(reviews: Sequence[Answered], target: float) -> Recall:
    recalled = sum(answer.rating is not Rating.AGAIN for answer in reviews)
    low, high = wilson(recalled, len(reviews))
    return Recall(len(reviews), recalled, low, high, target)


def _recovered(answers: Iterable[Answered]) -> int:
    """Count the cards that were missed at first and whose latest answer was not."""
    missed: dict[int, Rating] = {}
    for answer in answers:
        if answer.card in missed or (answer.first and answer.rating is Rating.AGAIN):
            missed[answer.card] = answer.rating
    return sum(rating is not Rating.AGAIN for rating in missed.values())


def _grades(firsts: Iterable[Answered], buttons: int) -> dict[Rating, int]:
    """Count the first answers by grade; with two buttons, only the grades that they give are listed."""
    offered = set(Rating) if buttons == 4 else {Rating.AGAIN, Rating.GOOD}
    given = [answer.rating for answer in firsts]
    return {rating: given.count(rating) for rating in Rating if rating in offered or rating in given}


def _missed(session: Session) -> tuple[Missed, ...]:
    found = []
    for card, _ in session.missed():
        body = card.entry.body
        lapses = card.memory.lapses if isinstance(card.memory, Learned) else 0
        found.append(
            Missed(plain(front(body, card.variant)), plain(short_answer(body, card.variant)), lapses)
        )
    return tuple(found)


def _subjects(library: Library, firsts: Sequence[Answered]) -> tuple[str, tuple[Subject, ...]]:
    """Return what the sitting was about: several topics, or one topic and its items."""
    places = library.decks.places_of({answer.card for answer in firsts})
    topics = {topic for topic, _ in places.values()}
    of_items = len(topics) == 1 and len({item for _, item in places.values()} - {""}) > 1
    counts: dict[str, list[int]] = {}
    for answer in firsts:
        topic, item = places[answer.card]
        title = (item or topic) if of_items else topic
        counts.setdefault(plain_title(title), [0, 0])[answer.new] += 1
    subjects = [Subject(title, reviews, new) for title, (reviews, new) in counts.items()]
    subjects.sort(key=lambda subject: (-subject.reviews - subject.new, subject.title))
    return (plain_title(min(topics)) if of_items else ""), tuple(subjects)


def _new_tomorrow(library: Library) -> int:
    """Return how many new cards tomorrow may bring at most."""
    unseen = sum(topic.unseen for topic in library.decks.topics() if topic.gives_new and not topic.paused)
    return min(library.learning.new_per_day, unseen)
