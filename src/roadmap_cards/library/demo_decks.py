"""Deck files of the demo collection: sample cards and questions for topics that have no shipped deck.

Their words are those of the roadmap, and they say that they are samples. They are written into the folder of
a demo collection and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from random import Random

from roadmap_cards.roadmap.outline import Item, Roadmap, Section, Topic

PROMPTS = (
    ("meaning", "What does **{item}** mean in {topic}?"),
    ("use", "When do you need **{item}**?"),
    ("mistake", "What is easily got wrong about **{item}**?"),
    ("example", "Give an example of **{item}**."),
)
"""The sample cards of an item, with the end of their ids; not every item has the last one."""

QUESTION = """
### {id}
kind: choice
difficulty: 1
sources: roadmap
tests: {tests}

Q: Under which topic does the roadmap place **{item}**?
Options:
{options}Why: The roadmap lists it under *{section}*.
"""
"""The sample question of an item, for quizzes."""

OPTIONS = 4

ANSWER = "A sample answer: here your own words count. The roadmap places this under *{section}*."

FULL_SHARE = 0.5
"""Of the items with cards, how many have all of these."""

WITHOUT_CARDS = 8
"""Items that stay bare, so that one sees how an item without cards looks."""

HEAD = """\
---
format: 1
roadmap: {roadmap}
topic: {key}
title: {title}
status: reviewed
sources:
  roadmap: {{title: "LLM Specialist Roadmap", url: "https://vandriichuk.com/llm_roadmap.html"}}
---
"""

ENTRY = """
### {id}
kind: basic
difficulty: {difficulty}
sources: roadmap
{needs}
Q: {prompt}
A: {answer}
"""

LONGEST_SLUG = 50
"""Characters of an item's slug that go into the ids of its cards: an id has 60."""


def write_demo_decks(folder: Path, roadmap: Roadmap, shipped: Collection[str], rng: Random) -> None:
    """Write a deck file for each topic of the roadmap but those in `shipped` (by key)."""
    topics = [topic for topic in roadmap.topics if topic.key not in shipped]
    items = [item.key for topic in topics for section in topic.sections for item in section.items]
    bare = set(rng.sample(items, min(WITHOUT_CARDS, len(items))))
    place = folder / roadmap.key
    place.mkdir(parents=True)
    beside = {
        topic.key: [one.title for one in level.topics] for level in roadmap.levels for topic in level.topics
    }
    for topic in topics:
        text = "".join(_lines(roadmap.key, topic, bare, beside[topic.key], rng))
        (place / f"{topic.key}.md").write_text(text, encoding="utf-8", newline="\n")


def _lines(
    roadmap: str, topic: Topic, bare: Collection[str], titles: Sequence[str], rng: Random
) -> Iterator[str]:
    """Yield the parts of a deck; `titles` are those of the topics of its level."""
    yield HEAD.format(roadmap=roadmap, key=topic.key, title=json.dumps(topic.title, ensure_ascii=False))
    for section in topic.sections:
        items = [item for item in section.items if item.key not in bare]
        if items:
            yield f"\n# {section.title}\n"
        for item in items:
            yield f"\n## {item.title}\n"
            yield from _entries(topic, section, item, len(PROMPTS) - (rng.random() > FULL_SHARE))
            yield _question(topic, section, item, titles)


def _question(topic: Topic, section: Section, item: Item, titles: Sequence[str]) -> str:
    """Return the question of an item; its wrong options are other topics of the level."""
    slug = _slug(item)
    others = [title for title in titles if title != topic.title]
    options = sorted([topic.title, *Random(item.key).sample(others, min(OPTIONS - 1, len(others)))])
    return QUESTION.format(
        id=f"{slug}-place",
        tests=f"{slug}-{PROMPTS[0][0]}",
        item=item.title,
        section=section.title,
        options="".join(
            f"- [x] {title}\n  > There it stands.\n"
            if title == topic.title
            else f"- [ ] {title}\n  > That topic has other items.\n"
            for title in options
        ),
    )


def _slug(item: Item) -> str:
    return item.key.rpartition("/")[2][:LONGEST_SLUG].strip("-")


def _entries(topic: Topic, section: Section, item: Item, count: int) -> Iterator[str]:
    slug = _slug(item)
    for number, (name, prompt) in enumerate(PROMPTS[:count]):
        yield ENTRY.format(
            id=f"{slug}-{name}",
            difficulty=1 + (number > 1),
            # Whoever does not know what it is cannot say when to use it.
            needs=f"needs: {slug}-{PROMPTS[0][0]}\n" if number else "",
            prompt=prompt.format(item=item.title, topic=topic.title),
            answer=ANSWER.format(section=section.title),
        )
