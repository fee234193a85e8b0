"""What the page of export and import says, in the singular and in the plural, and what files are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exchange_desk import LEVELS, PROSPECT, TOPICS, preview_of
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.widgets.dropped_file import dropped_file
from roadmap_cards.gui.widgets.exchange_choice import (
    ExchangeChoice,
    Part,
    name_of,
    order_of,
    problem,
    settled,
)
from roadmap_cards.gui.widgets.exchange_words import (
    Going,
    goings,
    heading,
    import_words,
    imported_words,
    preview_line,
    size_words,
)
from roadmap_cards.library.exchange import ExportOrder, Format, Imported, LevelSize, Prospect, Sizes

SIZES = Sizes(1140, LEVELS, TOPICS)
ONE = Prospect(1, 1, 1, 1, 1, 0, 1, 1, 999, ())


def detail(found: list[Going], title: str) -> str:
    return next(going.detail for going in found if going.title == title)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (1_100_000, "1.1 MB"),
        (999_949_999, "999.9 MB"),
        (2_340_000_000, "2.3 GB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_suits_it(size: int, words: str) -> None:
    assert size_words(size) == words


def test_one_of_each_is_said_in_the_singular() -> None:
    found = goings(ONE, ExportOrder())
    assert heading(ONE) == "1 card, 1 note, 999 bytes"
    assert detail(found, "Your progress, for cards new to Anki") == "1 due day and 1 answer"
    assert detail(found, "1 choice question") == "stays here, unless you want it too"
    assert detail(found, "1 card retired here") == "stays in Anki until you delete it"
    assert "Text, code, formulas, 1 picture" in {going.title for going in found}


def test_what_goes_stands_before_what_does_not() -> None:
    for form in Format:
        verdicts = [going.goes for going in goings(PROSPECT, ExportOrder(form))]
        assert verdicts == sorted(verdicts, reverse=True)


def test_a_collection_without_answers_has_no_progress_to_lose() -> None:
    fresh = replace(PROSPECT, answers=0, scheduled=0, retired=0, choices=0, orders=0)
    assert detail(goings(fresh, ExportOrder()), "Your progress") == "none so far: every card is new"
    assert len(goings(fresh, ExportOrder())) == 4


def test_the_button_counts_what_it_would_take_in() -> None:
    preview = preview_of(Path("a.apkg"), new=1)
    assert import_words(preview) == "Import 1 note"
    only_answers = replace(preview_of(Path("a.apkg"), new=0), answers=1, home=1, changes=True)
    assert import_words(only_answers) == "Import 1 answer"
    assert preview_line(only_answers) == (
        "1 answer comes into the log, given in Anki on cards of yours. "
        "One step, one undo. A backup is made first."
    )


def test_what_came_in_is_listed() -> None:
    assert imported_words(Imported(1, 0, 0, 0)) == "1 new note came in"
    assert imported_words(Imported(0, 0, 0, 0)) == "Nothing had to be changed"
    assert imported_words(Imported(0, 1, 2, 0)) == "1 note brought up to date and 2 answers came in"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Expert/Researcher LLM Engineer", "Expert-Researcher LLM Engineer"),
        ("collection", "Roadmap Cards"),
        (" .. ", "Roadmap Cards"),
        ("C++: why?", "C++- why-"),
    ],
)
def test_a_file_is_named_after_its_level(title: str, name: str) -> None:
    sizes = Sizes(5, (LevelSize("a/b", title, 5),), ())
    assert name_of(ExchangeChoice(part=Part.LEVEL, level="a/b"), sizes) == name


def test_a_backup_says_that_it_is_one() -> None:
    assert name_of(ExchangeChoice(Format.JSON, Part.LEVEL, "llm/middle"), SIZES) == "Roadmap Cards backup"


def test_a_single_topic_names_the_file() -> None:
    choice = ExchangeChoice(part=Part.TOPICS, topics=frozenset({13}))
    assert name_of(choice, SIZES) == "Middle topic 3"


def test_what_is_gone_is_not_chosen_any_more() -> None:
    choice = ExchangeChoice(part=Part.TOPICS, level="llm/gone", topics=frozenset({13, 5000}))
    found = settled(choice, SIZES)
    assert found.level == "llm/junior"
    assert order_of(found, SIZES).scope.topics == {13}
    assert problem(replace(found, topics=frozenset()), SIZES) == "No topic is chosen. Tick at least one."


@pytest.mark.parametrize(
    ("paths", "sentence"),
    [
        ([], "Only files on this machine can be opened here."),
        (["", "a.apkg"], "Only files on this machine can be opened here."),
        (["a.apkg", "b.apkg"], "These are 2 files; one is opened at a time."),
        (["photo.png"], "photo.png is no file that is opened here."),
    ],
)
def test_what_cannot_be_dropped_gets_one_sentence(paths: list[str], sentence: str) -> None:
    with pytest.raises(ProblemError) as raised:
        dropped_file(paths, (".md", ".apkg"))
    assert raised.value.message == sentence


def test_an_ending_in_capitals_is_the_same_ending() -> None:
    assert dropped_file(["/tmp/A.APKG"], (".md", ".apkg")) == Path("/tmp/A.APKG")
