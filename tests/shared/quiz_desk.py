"""A person with a few cards and questions of every kind, who takes quizzes by the name of each question."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_result import QuizResult
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.deck_file import read_deck
from roadmap_cards.roadmap.outline import Item, Level, Roadmap, Section, Topic
from roadmap_cards.storage import roadmaps as roadmap_queries
from roadmap_cards.storage.loading import load_deck, retire_missing
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.card import Memory, Rating
from roadmap_cards.study.day import moment
from roadmap_cards.study.history import LogRow, replay
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.question import Given, options, right_answer, steps
from roadmap_cards.study.quiz import Focus, Mode, Sureness, Wish
from ticking_clock import Clock

SURE, GUESSING, UNKNOWN = Sureness.SURE, Sureness.GUESSING, Sureness.UNKNOWN
Answer = tuple[Given, Sureness]
"""What is handed in for a question, and how."""
Answers = Mapping[str, Answer | Sureness]
"""By entry: what is given, or how sure the right answer is (“I don't know” gives none)."""

WRONG: Answer = (("nonsense",), SURE)
EXAM, PRACTICE, ALL, MISTAKES = Mode.EXAM, Mode.PRACTICE, Focus.ALL, Focus.MISTAKES

HEAD = """---
format: 1
topic: {topic}
title: {title}
status: reviewed
sources:
  book: {{title: "A book", url: "https://example.org"}}
---

# One
"""
OPTIONS = "Options:\n- [x] six\n  > Yes.\n- [ ] four\n  > No.\n- [ ] eight\n  > No.\n- [ ] two\n  > No.\n"


def entry(name: str, kind: str, text: str, more: str = "") -> str:
    return f"\n### {name}\nkind: {kind}\ndifficulty: 1\nsources: book\n{more}\n{text}\n"


def topic(key: str, *items: str) -> Topic:
    bullets = tuple(Item(f"{key}/one/{item}", item.capitalize(), 1) for item in items)
    return Topic(key, key.capitalize(), 1, (Section(f"{key}/one", "One", 1, bullets),))


ROADMAP = Roadmap(
    "tiny",
    "Tiny",
    (Level("junior", "Junior", 1, (topic("alpha", "ants", "apes", "axes"), topic("beta", "bees"))),),
)
ALPHA = HEAD.format(topic="alpha", title="Alpha") + "".join(
    [
        "\n## Ants\n",
        entry("ant-legs", "typed", "Q: How many legs has an ant?\nA: 6\nAccept:\n- six"),
        entry("ant-pick", "choice", f"Q: How many legs?\n{OPTIONS}", "tests: ant-legs"),
        entry("ant-pick-again", "choice", f"Q: Legs, how many?\n{OPTIONS}", "tests: ant-legs"),
        entry("ant-fact", "basic", "Q: What is an ant?\nA: An insect."),
        "\n## Apes\n",
        entry("ape-code", "output", "Q: Prints?\n```python\nprint('ape')\n```\nA:\n```text\nape\n```"),
        entry("ape-order", "order", "Q: In order.\nOrder:\n1. wake\n2. eat\n3. sleep\n4. dream\n"),
        "\n## Axes\n",
        entry("axe-gaps", "cloze", "C: An {{c1::axe}} has a {{c2::blade}} and a {{c1::handle}}."),
        entry(
            "axe-multi",
            "multi",
            "Q: Which are parts?\nOptions:\n- [x] blade\n  > Yes.\n"
            "- [x] handle\n  > Yes.\n- [ ] wheel\n  > No.\n",
            "tests: axe-gaps",
        ),
    ]
)
BETA = HEAD.format(topic="beta", title="Beta") + "".join(
    [
        "\n## Bees\n",
        entry("bee-wings", "typed", "Q: How many wings?\nA: 4"),
        entry("bee-pick", "choice", f"Q: How many bee legs?\n{OPTIONS}", "tests: bee-wings"),
    ]
)
QUESTIONS = ("ant-legs", "ant-pick", "ant-pick-again", "ape-code", "ape-order", "axe-gaps", "axe-multi")
"""Those of alpha; beta has bee-wings and bee-pick. All cards: these, both gaps of axe-gaps, and ant-fact."""


class QuizDesk:
    """A collection with these decks. Every look at the clock makes it a second later."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root)
        self.clock = Clock(step=timedelta(seconds=1))
        with OpenCollection(self.folder, self.clock):
            pass
        self.load({"alpha": ALPHA, "beta": BETA})

    def load(self, decks: Mapping[str, str]) -> None:
        """Read decks of the roadmap into the collection, as they are at the next start."""
        database = open_database(self.folder.database, moment(self.clock.now), self.folder.backups)
        with closing(database), database.change("Read decks", undoable=False) as tx:
            roadmap_queries.store(tx, ROADMAP, "")
            for name, text in decks.items():
                read = read_deck(text, f"{name}.md", ROADMAP.topic(name), roadmap="tiny")
                assert not read.flaws, read.flaws
                retire_missing(tx, f"tiny/{name}", "", read.deck, "")
                load_deck(tx, f"tiny/{name}", "", read.deck, "", moment(self.clock.now))

    @contextmanager
    def open(self) -> Iterator[Library]:
        with OpenCollection(self.folder, self.clock) as library:
            yield library

    @property
    def now(self) -> datetime:
        return self.clock.now

    @property
    def day(self) -> int:
        return moment(self.clock.now).day

    def wait(self, days: int) -> None:
        self.clock.now += timedelta(days=days)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what stands in the file, read from outside."""
        with closing(sqlite3.connect(self.folder.database)) as file:
            return file.execute(sql, values).fetchall()

    def write(self, sql: str, *values: Any) -> None:
        with closing(sqlite3.connect(self.folder.database)) as file, file:
            file.execute(sql, values)

    def topics(self) -> frozenset[int]:
        return frozenset(number for (number,) in self.rows("SELECT id FROM topic"))

    def wish(self, **changed: Any) -> Wish:
        """Return a wish for all there is to ask."""
        wish = Wish(self.topics(), None, again=True)
        return replace(wish, **changed)


# --- Cards


def card(library: Library, name: str) -> int:
    """Return the number of a card, named by its entry, or as `entry#variant`."""
    return next(
        number
        for key, number in library.decks.card_keys().items()
        if f"/{name}#" in key or key.endswith(f"/{name}")
    )


def memory(library: Library, name: str) -> Memory:
    return library.reviews.ask(card(library, name)).card.memory


def memories(library: Library) -> dict[str, Memory]:
    keys = library.decks.card_keys()
    return {key: library.reviews.ask(number).card.memory for key, number in keys.items()}


def learn(library: Library, *names: str, rating: Rating = Rating.EASY) -> None:
    for name in names:
        library.reviews.answer(library.reviews.ask(card(library, name)), rating, 9_000)


def replayed(library: Library) -> dict[str, Memory]:
    """Return what the log adds up to, for every card."""
    found: dict[str, Memory] = {}
    for key, number in library.decks.card_keys().items():
        asked, parameters = library.reviews.ask(number), library.reviews.parameters
        found[key] = replay(library.reviews.log(number), asked.card.uuid, {parameters.id: parameters})
        assert isinstance(asked.card.uuid, uuid.UUID)
    return found


def log(library: Library, name: str) -> list[LogRow]:
    """Return the rows about a card that quizzes wrote."""
    return [row for row in library.reviews.log(card(library, name)) if row.question is not None]


# --- Quizzes


def right(sitting: QuizSitting) -> Given:
    """Return the right answer to the present question."""
    question = sitting.current.question
    return right_answer(question.body, question.variant)


def name_of(sitting: QuizSitting) -> str:
    return sitting.current.key.rpartition("/")[2]


def start(desk: QuizDesk, library: Library, mode: Mode = PRACTICE, seed: int = 1) -> QuizSitting:
    return library.quizzes.start(desk.wish(mode=mode), Random(seed))


def turn_to(sitting: QuizSitting, name: str) -> None:
    sitting.go(next(n for n, row in enumerate(sitting.questions) if row.key.endswith(f"/{name}")))


def left_behind(sitting: QuizSitting) -> object:
    """Return all that somebody sees of a quiz under way."""
    return (
        sitting.quiz.id,
        sitting.place,
        sitting.left,
        sitting.used,
        [
            (
                row.key,
                row.question.variant,
                options(row.question),
                steps(row.question),
                row.response.given,
                row.response.sureness,
                row.response.right,
                row.response.duration if row.response.answered else 0,
                row.marked,
            )
            for row in sitting.questions
        ],
    )


def take(
    library: Library,
    wish: Wish,
    answers: Answers,
    *,
    only: bool = True,
    seed: int = 1,
) -> QuizResult:
    """Take a quiz and hand it in.

    `only` keeps to the entries that are answered, and leaves the others open.
    """
    sitting = library.quizzes.start(wish, Random(seed))
    for place, row in enumerate(sitting.questions):
        sitting.go(place)
        sitting.spend(4_000)
        answer = answers.get(row.key.rpartition("/")[2], SURE if not only else None)
        if isinstance(answer, Sureness):
            answer = ((), UNKNOWN) if answer is UNKNOWN else (right(sitting), answer)
        if answer is not None:
            sitting.answer(*answer)
    number = sitting.hand_in()
    assert number is not None
    return library.quizzes.result(number)


def effects(result: QuizResult) -> dict[str, Effect]:
    """Return what each answer did, by entry."""
    return {row.key.rpartition("/")[2]: row.effect for row in result.questions if row.effect is not None}
