"""Shapes of public roadmaps that were once misread; every text below was written for these tests."""

from __future__ import annotations

from textwrap import dedent

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.outline import Item, Roadmap
from roadmap_cards.roadmap.parser import parse_roadmap


def read(text: str) -> Roadmap:
    return parse_roadmap(dedent(text), "mine", "mine.md")


def topics(roadmap: Roadmap) -> dict[str, dict[str, list[str]]]:
    return {
        topic.title: {section.title: [item.title for item in section.items] for section in topic.sections}
        for topic in roadmap.topics
    }


def items(roadmap: Roadmap) -> list[Item]:
    return [item for topic in roadmap.topics for section in topic.sections for item in section.items]


def said(roadmap: Roadmap) -> list[tuple[int, str]]:
    return [(flaw.line, flaw.message) for flaw in roadmap.warnings]


# --- what is no roadmap


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<!DOCTYPE html>\n<html><body>\n<ul><li>One</li></ul>\n</body></html>\n", "is a web page"),
        ('\n<HTML lang="en">\n<body><p>Text</p></body>\n', "is a web page"),
        ('{\n  "a": [1, 2],\n  "b": {\n    "c": 1\n  }\n}\n', "no bullets, tables or sub-headings"),
        (
            "import os\n\ndef f(x):\n    if x:\n        return os.name\n    return 2\n",
            "no bullets, tables or sub-headings",
        ),
        ("name,weeks\nAda,3\nBob,4\n", "no bullets, tables or sub-headings"),
    ],
    ids=["page", "page without doctype", "json", "program", "csv"],
)
def test_files_of_other_kinds_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(ProblemError, match=rf"mine\.md.* {sentence}"):
        parse_roadmap(text, "mine", "mine.md")


def test_the_readme_of_a_program_is_refused() -> None:
    readme = """\
        # fastsort
        ## Features
        - Sorts fast
        - Sorts in place
        ## Installation
        1. `pip install fastsort`
        ## Usage
        Call it.
        ## License
        - MIT
    """
    with pytest.raises(ProblemError, match="readme of a program") as caught:
        read(readme)
    assert "“Features”, “Installation” and “Usage”" in str(caught.value)


def test_a_readme_that_holds_a_roadmap_is_read() -> None:
    roadmap = read("""\
        # My way
        ## Installation
        - Clone it
        ## Usage
        - Read it
        ## Roadmap
        - Algebra
        - Analysis
        - Geometry
        ## License
        - MIT
    """)

    assert "Algebra" in [item.title for item in items(roadmap)]


# --- tables


def test_a_row_is_named_by_the_column_that_tells_rows_apart() -> None:
    roadmap = read("""\
        # Degree
        ## First year
        | Term | Lectures | Needs | Level |
        |---|---|---|---|
        | 1 | [Algebra](https://example.org/a) | - | easy |
        | 1 | Analysis | Algebra | easy |
        | 2 | Mechanics | Analysis | easy |
        ## Second year
        | Stage | Subject matter |
        |---|---|
        | Basics | Fields |
        | Basics | Waves |
        | Basics | Heat |
    """)

    assert topics(roadmap) == {
        "First year": {"General": ["Algebra", "Analysis", "Mechanics"]},
        "Second year": {"General": ["Fields", "Waves", "Heat"]},
    }
    assert items(roadmap)[1].details == ("Term: 1", "Needs: Algebra", "Level: easy")


def test_a_cell_with_nothing_but_a_mark_says_nothing() -> None:
    roadmap = read("""\
        # Frameworks
        | Topic | Java | C# |
        |---|---|---|
        | Routes | ✔️ | ✅ |
        | Services | — | `IService` |
    """)

    assert [item.details for item in items(roadmap)] == [(), ("C#: `IService`",)]


# --- bullets with a name and a sentence


def test_a_bold_name_before_a_long_sentence_is_the_item() -> None:
    prose = "they turn pages of text into lists of numbers, so that pages with a like meaning lie close by"
    roadmap = read(f"""\
        # Search
        ## Basics
        - **Embeddings**: {prose} ([more](https://example.org/e)).
        - 🧭 **[Vector index](https://example.org/v)** – {prose}.
        - [ ] **Ranking:** {prose}
          - by age
        - **Recall**: how much of it is found
        - Plain words: {prose}
        ## Plan
        - **Morning**: {prose}
        - **Evening**: {prose}!
        ## More plan
        - **Morning**: {prose}?
        - **Morning**: {prose} …
    """)

    assert topics(roadmap)["Basics"] == {
        "General": [
            "Embeddings",
            "Vector index",
            "Ranking",
            "Recall: how much of it is found",
            f"Plain words: {prose}",
        ]
    }
    first, second, third, *_ = items(roadmap)
    assert (first.details, first.links) == ((f"{prose} (more).",), ("https://example.org/e",))
    assert second.details == (f"{prose}.",)
    assert third.details == (prose, "by age")
    # What stands before three or more sentences names none of them.
    assert topics(roadmap)["Plan"]["General"] == [f"Morning: {prose}", "Evening"]
