"""What counts as written: recall cards, questions, choice questions, and the gate of each topic."""

from __future__ import annotations

from roadmap_cards.roadmap.coverage import ItemCoverage, coverage
from roadmap_cards.roadmap.outline import Item, Level, Roadmap, Section, Topic
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Deck,
    Entry,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
)

OPTIONS = (Option("a", True, "yes"), Option("b", False, "no"), Option("c", False, "no"))
CHOICE = Choice("Which?", OPTIONS)


def of(*bodies: Body, topic: str = "git", roadmap: str = "way", draft: bool = False) -> ItemCoverage:
    """Return the coverage of the one item of a roadmap under which these entries stand."""
    item = Item(f"{topic}/basics/commits", "Commits", 3)
    section = Section(f"{topic}/basics", "Basics", 2, (item,))
    outline = Roadmap(roadmap, "Way", (Level("junior", "Junior", 1, (Topic(topic, "Git", 1, (section,)),)),))
    entries = [
        Entry(f"one-{n}", "Basics", "commits", body, 1, (), draft=draft) for n, body in enumerate(bodies)
    ]
    (found,) = coverage(outline, [Deck(roadmap, topic, "Git", tuple(entries))])
    return found


def counts(*bodies: Body) -> tuple[int, int, int]:
    found = of(*bodies)
    return found.recall, found.quiz, found.choice


def test_what_each_kind_counts_as() -> None:
    assert counts(Basic("q", "a")) == (1, 0, 0)
    assert counts(Reversible("t", "d")) == (2, 0, 0)
    assert counts(Typed("q", "a")) == (1, 1, 0)
    assert counts(Output("q", "a")) == (1, 1, 0)
    assert counts(CHOICE) == (0, 1, 1)
    assert counts(Multi("q", OPTIONS)) == (0, 1, 1)
    assert counts(Order("q", ("a", "b", "c"))) == (0, 1, 0)


def test_a_cloze_counts_at_most_two_cards() -> None:
    assert counts(Cloze("{{c1::a}}")) == (1, 1, 0)
    assert counts(Cloze("{{c1::a}} {{c2::b}} {{c3::c}}")) == (2, 1, 0)


def test_the_gate_is_four_two_one() -> None:
    basics: list[Body] = [Basic("q", "a")] * 3
    assert of(*basics, Typed("q", "a"), CHOICE).ok
    assert of(*basics, CHOICE, CHOICE).lacks == (("recall cards", 3, 4),)
    assert of(*basics, Basic("q", "a"), CHOICE).lacks == (("quiz questions", 1, 2),)
    assert of(*basics, Typed("q", "a"), Typed("q", "a")).lacks == (("choice questions", 0, 1),)


def test_a_topic_of_judgement_has_a_gate_of_its_own() -> None:
    entries: list[Body] = [*[Basic("q", "a")] * 3, CHOICE, CHOICE]
    assert of(*entries, topic="safety-techniques", roadmap="llm-specialist").ok
    assert not of(*entries, topic="safety-techniques").ok
    assert not of(*entries[:4], topic="safety-techniques", roadmap="llm-specialist").ok


def test_drafts_do_not_count() -> None:
    entries: list[Body] = [*[Typed("q", "a")] * 4, CHOICE]
    assert of(*entries).ok
    assert (of(*entries, draft=True).recall, of(*entries, draft=True).quiz) == (0, 0)
