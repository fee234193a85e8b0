"""What a person chose for a quiz, and the wish that comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roadmap_cards.library.climb import short_titles
from roadmap_cards.study.question import QUESTION_KINDS
from roadmap_cards.study.quiz import SIZES, Focus, Mode, Wish

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_catalogue import Catalogue, QuizTopic

EVERYTHING = ""
"""The place of all levels together."""

OTHER = len(SIZES)
"""The size that the person types: the last of the sizes offered."""


@dataclass(frozen=True, slots=True)
class QuizPlace:
    """A level, or the decks of one's own without a level: what a chip stands for.

    `name` is unique; `short` is the title without the words that all levels share; `key` is that of a level,
    empty for decks of one's own.
    """

    name: str
    short: str
    title: str
    key: str
    topics: tuple[QuizTopic, ...]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(topic.id for topic in self.topics)

    @property
    def questions(self) -> int:
        return sum(topic.questions for topic in self.topics)


@dataclass(frozen=True, slots=True)
class QuizChoices:
    """What stands on the page. `at` is the name of a place; `off` are topics that were ticked off.

    `size` is the number of one of SIZES or OTHER, `other` what was typed for it. Kinds are ticked off too,
    so that what comes with a new deck is in.
    """

    at: str = EVERYTHING
    off: frozenset[int] = frozenset()
    kinds_off: frozenset[str] = frozenset()
    size: int = 1
    other: int = 10
    mode: Mode = Mode.PRACTICE
    focus: Focus = Focus.ALL
    again: bool = False

    def with_topics(self, topics: frozenset[int], *, ticked: bool) -> QuizChoices:
        """Return the same with these topics ticked, or ticked off."""
        return replace(self, off=self.off - topics if ticked else self.off | topics)

    def with_kind(self, kind: str, *, ticked: bool) -> QuizChoices:
        """Return the same with a kind ticked, or ticked off."""
        return replace(self, kinds_off=self.kinds_off - {kind} if ticked else self.kinds_off | {kind})


def places(catalogue: Catalogue) -> tuple[QuizPlace, ...]:
    """Return the places that have questions, in roadmap order; a short title that two share is told apart."""
    merged: dict[tuple[str, str], list[QuizTopic]] = {}
    titles: dict[tuple[str, str], str] = {}
    for level in catalogue.levels:
        place = (level.key, level.roadmap)
        titles[place] = level.title
        merged.setdefault(place, []).extend(level.topics)
    shorts: dict[tuple[str, str], str] = {}
    for roadmap in {roadmap for _, roadmap in titles}:
        of_roadmap = [place for place in titles if place[0] and place[1] == roadmap]
        shorts |= dict(zip(of_roadmap, short_titles([titles[one] for one in of_roadmap]), strict=True))
    shorts |= {place: title for place, title in titles.items() if not place[0]}
    words = list(shorts.values())
    return tuple(
        QuizPlace(
            name=key or f"own {roadmap}",
            short=shorts[key, roadmap]
            if words.count(shorts[key, roadmap]) == 1
            else f"{roadmap}: {shorts[key, roadmap]}",
            title=titles[key, roadmap],
            key=key,
            topics=tuple(topics),
        )
        for (key, roadmap), topics in merged.items()
    )


def in_view(found: Sequence[QuizPlace], choices: QuizChoices) -> list[QuizPlace]:
    """Return the places that a choice looks at: one, or all of them."""
    return [place for place in found if choices.at in (place.name, EVERYTHING)]


def topics_of(found: Sequence[QuizPlace], choices: QuizChoices) -> frozenset[int]:
    """Return the topics that are ticked where the choice looks."""
    return frozenset[int]().union(*(place.ids for place in in_view(found, choices))) - choices.off


def questions_in(catalogue: Catalogue, kinds: Collection[str]) -> Counter[int]:
    """Return how many questions of these kinds each topic (by id) has."""
    topics = {one.entry: one.topic for one in catalogue.candidates if one.kind in kinds}
    return Counter(topics.values())


def kinds_in(catalogue: Catalogue, topics: frozenset[int]) -> dict[str, int]:
    """Return the kinds that occur in these topics, in the order they are offered in, and how often."""
    kinds = {one.entry: one.kind for one in catalogue.candidates if one.topic in topics}
    counts = {kind: sum(found == kind for found in kinds.values()) for kind in QUESTION_KINDS}
    return {kind: count for kind, count in counts.items() if count}


def wish_of(catalogue: Catalogue, found: Sequence[QuizPlace], choices: QuizChoices) -> Wish:
    """Return the wish for a quiz that a choice comes to."""
    topics = topics_of(found, choices)
    offered = kinds_in(catalogue, topics)
    # Where there is but one kind no boxes are shown: then none can be in the way.
    off = choices.kinds_off & offered.keys() if len(offered) > 1 else frozenset[str]()
    wish = Wish(
        topics=topics,
        size=SIZES[choices.size] if choices.size < OTHER else choices.other,
        mode=choices.mode,
        focus=choices.focus,
        kinds=frozenset(QUESTION_KINDS) - off,
    )
    wish = replace(wish, level=level_of(catalogue, wish))
    if is_short_of_rested(catalogue, wish):
        wish = replace(wish, again=choices.again)
    if choices.size == OTHER:
        # More than there is was not meant.
        wish = replace(wish, size=max(1, min(choices.other, len(catalogue.available(wish)))))
    return wish


def level_of(catalogue: Catalogue, wish: Wish) -> str:
    """Return the key of the level that a quiz tells of: about all of it, not only what is weak or typed."""
    every_kind = kinds_in(catalogue, wish.topics).keys() <= wish.kinds
    return level_with(catalogue, wish.topics) if wish.focus is Focus.ALL and every_kind else ""


def level_with(catalogue: Catalogue, topics: frozenset[int]) -> str:
    """Return the key of the level that has exactly these topics, or nothing."""
    return next((place.key for place in places(catalogue) if place.ids == topics), "")


def wanted(catalogue: Catalogue, wish: Wish, choices: QuizChoices) -> int:
    """Return how many questions were wished for, whether or not there are so many."""
    return SIZES[choices.size] if choices.size < OTHER else max(1, min(choices.other, most(catalogue, wish)))


def most(catalogue: Catalogue, wish: Wish) -> int:
    """Return how many questions a wish could have at most, those asked a short time ago among them."""
    return len(catalogue.available(replace(wish, again=True)))


def is_short_of_rested(catalogue: Catalogue, wish: Wish) -> bool:
    """Tell whether more questions could be had by asking again what was asked a short time ago."""
    rested = catalogue.outlook(replace(wish, again=False))
    return rested.resting > 0 and (wish.size is None or rested.questions < wish.size)


def preferred(choices: QuizChoices, found: Sequence[QuizPlace], topic: int) -> QuizChoices:
    """Return the choices with one topic (by id) ticked, and the focus on all of it; kinds and size stay.

    One that cannot be asked leaves the topics as they were.
    """
    choices = replace(choices, focus=Focus.ALL)
    place = next((one for one in found if topic in one.ids), None)
    if place is None:
        return choices
    choices = replace(choices, at=place.name).with_topics(place.ids - {topic}, ticked=False)
    return choices.with_topics(frozenset({topic}), ticked=True)


def settled(choices: QuizChoices, found: Sequence[QuizPlace]) -> QuizChoices:
    """Return the choices at a place that is there: a deck may be gone."""
    names = [place.name for place in found]
    if len(names) == 1:
        return replace(choices, at=names[0])
    return choices if choices.at in names else replace(choices, at=EVERYTHING)


def first_place(catalogue: Catalogue, found: Sequence[QuizPlace]) -> str:
    """Return where a person most probably wants to be asked: in the level of which most was seen."""
    if not found:
        return EVERYTHING
    seen = {one.entry: one.topic for one in catalogue.candidates if one.recall is not None}

    def seen_in(place: QuizPlace) -> int:
        return sum(topic in place.ids for topic in seen.values())

    return max(found, key=seen_in).name
