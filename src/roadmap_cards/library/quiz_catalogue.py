"""All that a quiz can ask, and what a wish for a quiz would come to."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from roadmap_cards.storage import quiz_catalogue as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.quiz_catalogue import QuestionEntry, RecallCard
from roadmap_cards.storage.tested_cards import tested_key
from roadmap_cards.study import queue
from roadmap_cards.study.blueprint import Candidate, choose, in_scope, rested
from roadmap_cards.study.card import Cloze, variants
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.question import CHOICE_TIME, CODE_TIME, RECOGNITION, can_be_typed, is_about_code
from roadmap_cards.study.quiz import EXAM_SIZE, Focus, Mode, Wish

USUAL_SHARE = 0.6
"""Of what an exam allows: the time that a question takes in practice, before anybody has measured it."""

ENOUGH = 10
"""Answers from which a person's own pace is taken."""


@dataclass(frozen=True, slots=True)
class QuizTopic:
    """A topic with its number of items, which is its weight in an exam, and of questions."""

    id: int
    key: str
    title: str
    items: int
    questions: int


@dataclass(frozen=True, slots=True)
class QuizLevel:
    """A level and its topics that have questions. `key` is empty for topics of a person's own decks."""

    key: str
    title: str
    roadmap: str
    topics: tuple[QuizTopic, ...]

    @property
    def questions(self) -> int:
        return sum(topic.questions for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a wish comes to: how many questions, of how many topics, in about how many minutes.

    `resting` counts those in scope that were asked too short a time ago. Of an exam, `minutes` is the most.
    """

    questions: int
    topics: int
    minutes: int
    resting: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every question there is on a study day. `code_time` and `choice_time` are milliseconds a question.

    `seed` decides which of them a wish gets, so that what is told before a quiz is what it will be.
    """

    day: int
    seed: int
    levels: tuple[QuizLevel, ...]
    candidates: tuple[Candidate, ...]
    choice_time: int
    code_time: int

    @property
    def topics(self) -> Iterator[QuizTopic]:
        for level in self.levels:
            yield from level.topics

    @property
    def weights(self) -> dict[int, float]:
        """The weight of each topic (by id): its items, or one for a topic without any."""
        return {topic.id: float(topic.items or 1) for topic in self.topics}

    def choice(self, wish: Wish) -> list[Candidate]:
        """Return the questions that a quiz of this wish asks: always the same ones of this catalogue."""
        return choose(self.candidates, wish, self.weights, self.day, Random(self.seed))

    def available(self, wish: Wish) -> list[Candidate]:
        """Return the questions that may be asked today, one of each entry."""
        found = rested(in_scope(self.candidates, wish), wish, self.day)
        return list({one.entry: one for one in found}.values())

    def outlook(self, wish: Wish) -> Outlook:
        """Return what a wish comes to, before it is started."""
        scope = {one.entry for one in in_scope(self.candidates, wish)}
        chosen = self.choice(wish)
        time = sum(self._time(one, wish) for one in chosen)
        resting = len(scope) - len(self.available(wish))
        return Outlook(len(chosen), len({one.topic for one in chosen}), queue.minutes(time), resting)

    def mistakes(self, wish: Wish) -> int:
        """Return how many questions of these topics and kinds were answered wrong the last time."""
        return len(self.available(replace(wish, focus=Focus.MISTAKES)))

    def is_whole_level(self, wish: Wish) -> bool:
        """Return whether a wish is about all topics of its level that have questions, and no others."""
        of_level = {topic.id for level in self.levels if level.key == wish.level for topic in level.topics}
        return bool(of_level) and of_level == wish.topics & {topic.id for topic in self.topics}

    def title(self, wish: Wish) -> str:
        """Return what a quiz of this wish is called: “Junior level exam”, “Past mistakes, Git & Docker”.

        An exam over a level that cannot count for it is a trial exam.
        """
        focus = {Focus.WEAK: "Weak spots", Focus.MISTAKES: "Past mistakes", Focus.RESTED: "Not asked lately"}
        kind = "exam" if wish.mode is Mode.EXAM else "quiz"
        asked = {topic.id for topic in self.topics} & wish.topics
        level = next((one for one in self.levels if one.key and {t.id for t in one.topics} == asked), None)
        titles = [topic.title for topic in self.topics if topic.id in wish.topics]
        whole = level is not None and (len(titles) > 1 or wish.level == level.key)
        subject = f"{level.title} level" if level and whole else titles[0] if len(titles) == 1 else ""
        if wish.mode is Mode.EXAM and level and whole and not self._can_count(wish):
            kind = "trial exam"
        if wish.focus in focus:
            return f"{focus[wish.focus]}, {subject or f'{len(titles)} topics'}"
        return f"{subject} {kind}" if subject else f"{kind.capitalize()} on {len(titles)} topics"

    def _can_count(self, wish: Wish) -> bool:
        """Return whether a pass of this wish would count for its level."""
        return wish.is_level_exam and len(self.choice(wish)) >= EXAM_SIZE

    def _time(self, one: Candidate, wish: Wish) -> int:
        if wish.mode is Mode.EXAM:
            return CODE_TIME if one.code else CHOICE_TIME
        return self.code_time if one.code else self.choice_time


def read_catalogue(connection: sqlite3.Connection, day: int, seed: int) -> Catalogue:
    """Return all that can be asked on a study day, with what is remembered of it."""
    candidates = tuple(_candidates(connection, day, day_queries.parameters(connection)))
    counts = Counter({one.entry: one.topic for one in candidates}.values())
    levels = tuple(
        QuizLevel(
            key,
            level or roadmap,
            roadmap,
            tuple(QuizTopic(row.id, row.key, row.title, row.items, counts[row.id]) for row in of_level),
        )
        for (key, level, roadmap), of_level in groupby(
            (row for row in queries.topics(connection) if row.id in counts),
            key=lambda row: (row.level_key, row.level, row.roadmap),
        )
    )
    paces = queries.paces(connection)
    return Catalogue(
        day,
        seed,
        levels,
        candidates,
        choice_time=_pace(*paces.get(False, (0, 0)), CHOICE_TIME),
        code_time=_pace(*paces.get(True, (0, 0)), CODE_TIME),
    )


def _pace(answers: int, mean: int, allowed: int) -> int:
    """Return how long a question takes this person, from the answers in quizzes, in milliseconds."""
    return mean if answers >= ENOUGH else round(allowed * USUAL_SHARE)


def _candidates(connection: sqlite3.Connection, day: int, parameters: Parameters) -> Iterator[Candidate]:
    of_variant: dict[tuple[int, str], list[RecallCard]] = defaultdict(list)
    of_key: dict[str, list[RecallCard]] = defaultdict(list)
    of_item: dict[int | None, list[RecallCard]] = defaultdict(list)
    for card in queries.recall_cards(connection):
        of_variant[card.entry, card.variant].append(card)
        of_key[card.entry_key].append(card)
        of_item[card.item].append(card)
    answers = queries.last_answers(connection)
    asked: dict[int, int] = {}
    for (entry, _), answer in answers.items():
        asked[entry] = max(asked.get(entry, 0), answer.day)
    for one in queries.entries(connection):
        code = is_about_code(one.kind, one.text)
        tested = of_key[tested_key(one.key, one.tests)] if one.tests else []
        beside = of_item[one.item] if one.item is not None else []
        for variant in _variants(one):
            last = answers.get((one.id, variant))
            cards = of_variant[one.id, variant] or tested
            yield Candidate(
                entry=one.id,
                variant=variant,
                topic=one.topic,
                item=one.item,
                kind=one.kind,
                code=code,
                recall=_recall(cards, day, parameters) or _recall(beside, day, parameters),
                last_asked=asked.get(one.id),
                last_right=last.right if last else None,
                last_sure=last.sure if last else False,
            )


def _variants(one: QuestionEntry) -> Sequence[str]:
    """Return the cards of an entry that a quiz can ask; the empty one stands for a quiz-only kind."""
    if one.kind == "cloze":
        body = Cloze(one.text)
        return [variant for variant in variants(body) if can_be_typed(body, variant)]
    return ("",) if one.kind in RECOGNITION else ("main",)


def _recall(cards: Iterable[RecallCard], day: int, parameters: Parameters) -> float | None:
    """Return the mean recall of the cards that were seen, or None where none was."""
    seen = [
        recall_after(max(0, day - card.last_day), card.stability, parameters)
        for card in cards
        if card.stability > 0 and not card.suspended
    ]
    return sum(seen) / len(seen) if seen else None
