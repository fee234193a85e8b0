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
        - [ ] **📈 Ranking:** {prose}
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


# --- what a heading is


def test_the_title_is_found_above_headings_of_a_higher_rank() -> None:
    roadmap = read("""\
        ### Roadmap for gardeners
        ## Soil
        - Loam
        ## Plants
        - Trees
    """)

    assert roadmap.title == "Roadmap for gardeners"
    assert list(topics(roadmap)) == ["Soil", "Plants"]


def test_a_bold_line_at_the_top_is_the_title() -> None:
    roadmap = read("""\
        **Roadmap for gardeners**

        Started in spring.

        ## Soil
        - Loam
        ## Plants
        - Trees
    """)

    assert roadmap.title == "Roadmap for gardeners"


@pytest.mark.parametrize("first", ["### Preface", "## Soil"])
def test_a_first_heading_that_is_no_title_gives_none(first: str) -> None:
    roadmap = read(f"{first}\n- Loam\n\n## Plants\n- Trees\n\n## Paths\n- Gravel\n")

    assert roadmap.title == "Mine"


def test_one_of_several_headings_of_the_first_rank_is_no_title() -> None:
    roadmap = read("""\
        # Summary
        - Read it all
        # Curriculum
        ## Core
        ### Programs
        - Loops
        - Functions
        ### Numbers
        - Primes
        - Fractions
        ## Advanced
        ### Proofs
        - Induction
        - Contradiction
        ### Games
        - Chess
        - Go
        # Team
        - Ada
    """)

    assert roadmap.title == "Mine"
    assert [level.title for level in roadmap.levels] == ["Core", "Advanced"]
    assert list(topics(roadmap)) == ["Programs", "Numbers", "Proofs", "Games"]
    assert [aside.topic.title for aside in roadmap.asides] == ["Summary", "Team"]


def test_headings_over_prose_and_sources_are_items() -> None:
    roadmap = read("""\
        # Way into operations
        ## 1. Version control
        Everything is a file and every file has a history.

        **Resources:**
        - [A book](https://example.org/book)
        - [A course](https://example.org/course)
        ## 2. Shell
        Learn to talk to machines.
        ## 3. Networks
        Learn how they talk to each other.
        ## 4. Servers
        Three things count:
        - Backups
        - Updates
        ## Contributing
        - Open a request
        - Spread the word
    """)

    assert topics(roadmap) == {
        "Way into operations": {"General": ["Version control", "Shell", "Networks"]},
        "Servers": {"Three things count": ["Backups", "Updates"]},
    }
    assert items(roadmap)[0].links == ("https://example.org/book", "https://example.org/course")
    assert (2, "3 headings without a list read as items, this one first") in said(roadmap)


def test_a_few_headings_without_a_list_are_told_and_left_out() -> None:
    roadmap = read("""\
        # Cooking
        ## Foreword
        Eat well.
        ## Soups
        - Broth
        - Cream
        ## Sauces
        ### Cold
        ### Warm
        - Gravy
        ## Breads
        - Rye
    """)

    assert "Foreword" not in topics(roadmap)
    assert (2, "“Foreword” and “Cold” have no list below and were left out") in said(roadmap)


def test_headings_that_recur_in_every_stage_are_parts_of_it() -> None:
    roadmap = read("""\
        # Security
        ## Phase 1: Foundations
        ### Learn
        - Ports
        - Keys
        ### Tools
        - A scanner
        ## Phase 2: Clouds
        ### Learn
        - Roles
        ### Labs
        - A goat
        ### Tools
        - A linter
        ## Phase 3: Design
        ### Learn
        - Threat models
        ### Tools
        - A diagram
    """)

    assert topics(roadmap) == {
        "Phase 1: Foundations": {"Learn": ["Ports", "Keys"], "Tools": ["A scanner"]},
        "Phase 2: Clouds": {"Learn": ["Roles"], "Labs": ["A goat"], "Tools": ["A linter"]},
        "Phase 3: Design": {"Learn": ["Threat models"], "Tools": ["A diagram"]},
    }
    assert len(roadmap.levels) == 3


def test_many_stages_of_one_list_each_are_topics() -> None:
    modules = "".join(f"## Module {n}: Part {n}\n- Fact {n}a\n- Fact {n}b\n" for n in range(1, 9))
    few = "".join(f"## Module {n}: Part {n}\n- Fact {n}a\n- Fact {n}b\n" for n in range(1, 5))

    assert [level.title for level in read(f"# Course\n{modules}").levels] == ["General"]
    assert len(list(read(f"# Course\n{modules}").topics)) == 8
    assert len(read(f"# Course\n{few}").levels) == 4


# --- words in their variants


def test_durations_and_goals_as_people_write_them() -> None:
    roadmap = read("""\
        # Plan
        ## Fase 1 – Bases
        ⌛ *Duración estimada:* **4 semanas**

        🎯 **Objetivo:**
        Entender cómo habla un servidor.
        ### Red
        - HTTP
        ## Fase 2 – Práctica
        **Estimated duration**: 3 weeks
        ### Objetivo
        Publicar algo.
        ### Código
        - Pruebas
        ## Fase 3：Final（3–7 天）
        ### 目标
        独立完成。
        ### Datos
        - SQL
    """)

    assert [(level.duration, level.goal) for level in roadmap.levels] == [
        ("4 semanas", "Entender cómo habla un servidor."),
        ("3 weeks", "Publicar algo."),
        ("3–7 天", "独立完成。"),
    ]
    assert roadmap.levels[2].title == "Fase 3：Final"
    assert said(roadmap) == []


def test_parts_about_the_file_are_skipped_however_much_they_hold() -> None:
    with pytest.raises(ProblemError, match="nothing to learn"):
        read("# My list\n## Contribution\n- Open a request\n- Spread it\n## Support my work\n- Donate\n")


@pytest.mark.parametrize(
    "heading",
    ["Traducciones", "Sumário", "Conteúdos", "Doações", "Contribuciones", "贡献", "Give a Star"],
)
def test_parts_about_the_file_are_known_in_other_languages(heading: str) -> None:
    roadmap = read(f"# Plan\n## {heading}\n- One\n- Two\n## Basics\n- Loops\n- Lists\n- Maps\n")

    assert list(topics(roadmap)) == ["Basics"]


@pytest.mark.parametrize(
    "heading", ["Обучающие материалы", "推荐资料", "推荐论文", "Leitura recomendada", "Recursos recomendados"]
)
def test_sources_are_known_in_other_languages(heading: str) -> None:
    roadmap = read(f"# Plan\n## Basics\n- Loops\n- Lists\n### {heading}\n- [One](https://example.org/1)\n")

    assert topics(roadmap) == {"Basics": {"General": ["Loops", "Lists"]}}
    assert next(iter(roadmap.topics)).links == ("https://example.org/1",)


def test_links_to_the_same_readme_in_other_languages_are_no_topic() -> None:
    roadmap = read("""\
        # Way
        - [Deutsch](README-de.md)
        - [Русский](./translations/ReadMe.ru.md)
        - [繁體中文](README.zh-Hant.md)

        ## Python
        - [Loops](./02-loops/readme.md)
        - [Lists](./03-lists/readme.md)
        - [Maps](./04-maps/readme.md)
    """)

    assert topics(roadmap) == {"Python": {"General": ["Loops", "Lists", "Maps"]}}
    assert (2, "links to other languages skipped (3 bullets)") in said(roadmap)


def test_words_that_name_media_may_be_things_to_learn() -> None:
    roadmap = read("# HTML\n## Media\n- Audio: audio tag\n- Video: video tag\n")

    assert topics(roadmap)["Media"] == {"General": ["Audio: audio tag", "Video: video tag"]}


def test_remains_of_marks_are_taken_off() -> None:
    roadmap = read("""\
        # ? Way
        ## ? Basics
        - \ufffd Loops
        - Types:
        - What is a type?
        - [Trees](./05. all trees.md)
        - Object-Orient\u200bed design
        - std::
        - Long tour: [![badge](https://example.org/b.svg)](https://example.org/p)
    """)

    assert roadmap.title == "Way"
    assert topics(roadmap) == {
        "Basics": {
            "General": [
                "Loops",
                "Types",
                "What is a type?",
                "Trees",
                "Object-Oriented design",
                "std::",
                "Long tour",
            ]
        }
    }


def test_lists_in_quotes_are_told_once() -> None:
    roadmap = read("# Way\n## A\n- One\n\n> - Two\n> - Three\n\nText.\n\n> - Four\n")

    assert said(roadmap) == [(5, "3 bullets inside quotes not read, these first")]


def test_contents_inside_a_topic_are_what_it_holds() -> None:
    roadmap = read("""\
        # Way
        ## Contents
        - [Web](#web)
        ## Web
        **Contents:**
        - Routes
        - Views
        ## Data
        - Tables
        - Keys
        - Rows
    """)

    assert topics(roadmap)["Web"] == {"Contents": ["Routes", "Views"]}
