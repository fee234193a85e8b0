"""From what was typed behind `quiz` to what is asked: levels and topics by name, and what there is of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap_cards.cli.names import named, some
from roadmap_cards.cli.quiz_options import ALL, QuizOptions
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.quiz_catalogue import Catalogue, Outlook, QuizLevel, QuizTopic
from roadmap_cards.library.quiz_choices import level_of
from roadmap_cards.library.quiz_words import there_are
from roadmap_cards.study.quiz import EXAM_SIZE, SIZES, Mode, Wish


def wish_of(options: QuizOptions, catalogue: Catalogue) -> Wish:
    """Return the quiz that is wished for; ProblemError for a level or topic that is not there."""
    if not catalogue.levels:
        raise ProblemError(
            "There is no question in this collection yet.", hint="Write some; roadmap-cards lint checks them."
        )
    level = _level(options.level, catalogue) if options.level is not None else None
    within = level.topics if level else tuple(catalogue.topics)
    topics = {topic.id for name in options.topics for topic in _topics(name, within, level)}
    whole_level = level is not None and not topics
    usual = EXAM_SIZE if whole_level and options.mode is Mode.EXAM else SIZES[1]
    size = usual if options.size is None else options.size
    wish = Wish(
        topics=frozenset(topics or (topic.id for topic in within)),
        size=None if size == ALL else size,
        mode=options.mode,
        focus=options.focus,
        kinds=options.kinds,
        again=options.again,
    )
    return replace(wish, level=level_of(catalogue, wish))


def too_few(wish: Wish, outlook: Outlook) -> str:
    """Return that there are fewer questions than wished for; empty where there are enough."""
    if outlook.questions >= (wish.size or 1) and not (wish.size is None and outlook.resting):
        return ""
    said = there_are(outlook.questions, outlook.resting)
    return (
        f"{said} (--again asks {'it' if outlook.resting == 1 else 'them'})."
        if outlook.resting
        else f"{said}."
    )


def _level(name: str, catalogue: Catalogue) -> QuizLevel:
    # Topics of a person's own, outside any level, stand under the title of their roadmap.
    found = named(name, catalogue.levels, lambda level: level.key.rpartition("/")[2])
    if not found:
        raise ProblemError(
            f"There is no level “{name}” with questions.",
            hint=f"There are: {some([_level_words(level) for level in catalogue.levels])}.",
        )
    if len(found) > 1:
        raise ProblemError(
            f"“{name}” is more than one level: {some([_level_words(level) for level in found])}.",
            hint="Type its key, or more of its title.",
        )
    return found[0]


def _level_words(level: QuizLevel) -> str:
    return f"{level.title} ({level.key})" if level.key else level.title


def _topics(name: str, within: Sequence[QuizTopic], level: QuizLevel | None) -> list[QuizTopic]:
    found = named(name, within, lambda topic: topic.key.rpartition("/")[2])
    if not found:
        place = f" in {level.title}" if level else ""
        raise ProblemError(
            f"There is no topic “{name}” with questions{place}.",
            hint=f"There are: {some([topic.title for topic in within])}.",
        )
    same = {topic.title.casefold() for topic in found}
    if len(same) > 1:
        raise ProblemError(
            f"“{name}” is more than one topic: {some([topic.title for topic in found])}.",
            hint="Type more of its title, or its key.",
        )
    return found
