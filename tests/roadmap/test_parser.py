"""Roadmaps as people write them; every shape below was written for these tests."""

from __future__ import annotations

from textwrap import dedent
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.outline import Roadmap, Topic
from roadmap_cards.roadmap.parser import parse_roadmap

Sections: TypeAlias = dict[str, list[str]]
Levels: TypeAlias = dict[str, dict[str, Sections]]


def read(text: str) -> Roadmap:
    return parse_roadmap(dedent(text), "mine", "mine.md")


def sections(topic: Topic) -> Sections:
    return {section.title: [item.title for item in section.items] for section in topic.sections}


def titles(roadmap: Roadmap) -> Levels:
    """The roadmap as a person would read it out: level > topic > section > items."""
    return {level.title: {topic.title: sections(topic) for topic in level.topics} for level in roadmap.levels}


def item_keys(roadmap: Roadmap) -> list[str]:
    topics = [*roadmap.topics, *(aside.topic for aside in roadmap.asides)]
    return [item.key for topic in topics for section in topic.sections for item in section.items]


def warned(roadmap: Roadmap) -> list[tuple[int, str]]:
    return [(flaw.line, flaw.message) for flaw in roadmap.warnings]


def says(roadmap: Roadmap, line: int, *words: str) -> bool:
    return any(at == line and all(word in message for word in words) for at, message in warned(roadmap))


# --- the shipped roadmap


@pytest.fixture(scope="module")
def clean_text() -> str:
    return (shipped("resources") / "roadmaps" / "llm-specialist.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def specialist(clean_text: str) -> Roadmap:
    return parse_roadmap(clean_text, "llm-specialist")


def test_shipped_roadmap_is_read_whole(specialist: Roadmap) -> None:
    all_sections = [section for topic in specialist.topics for section in topic.sections]
    keys = [item.key for section in all_sections for item in section.items]

    assert specialist.title == "LLM Specialist Roadmap"
    assert [len(level.topics) for level in specialist.levels] == [10, 8, 8, 10]
    assert len(all_sections) == 75
    assert {len(section.items) for section in all_sections} == {5}
    assert len(keys) == len(set(keys)) == 375
    assert [len(level.projects) for level in specialist.levels] == [4, 4, 4, 4]


def test_shipped_levels_have_short_keys_and_what_they_take(specialist: Roadmap) -> None:
    assert [(level.key, level.title, level.duration, level.goal) for level in specialist.levels] == [
        ("junior", "Junior LLM Engineer", "2-3 months", ""),
        ("middle", "Middle LLM Engineer", "6-8 months", ""),
        ("senior", "Senior LLM Engineer", "8-12 months", ""),
        ("expert", "LLM Expert/Researcher", "12+ months", "Innovation and Research"),
    ]
    assert specialist.levels[0].projects[0].title == "API-based Chatbot"


def test_shipped_topics_stand_in_the_order_and_groups_of_the_overview(specialist: Roadmap) -> None:
    middle = specialist.levels[1]

    assert [(topic.key, topic.group) for topic in middle.topics] == [
        ("linear-algebra", "Theory"),
        ("neural-networks", "Theory"),
        ("transformer-architecture", "Theory"),
        ("attention-mechanism", "Theory"),
        ("fine-tuning", "Practice"),
        ("evaluation-metrics", "Practice"),
        ("pytorch-tensorflow", "Practice"),
        ("hugging-face", "Practice"),
    ]
    assert specialist.topic("rlhf") is not None  # “RLHF” above, “RLHF (Reinforcement …)” below


def test_shipped_keys_titles_and_lines(specialist: Roadmap) -> None:
    topic = specialist.topic("attention-mechanism")
    assert topic is not None
    first = topic.sections[0]

    assert (first.key, first.title) == ("attention-mechanism/basic-attention", "Basic Attention")
    assert first.items[0].key == "attention-mechanism/basic-attention/query-key-value-matrices"
    assert first.items[0].title == "Query, Key, Value matrices"
    python = specialist.topic("python-basics")
    assert python is not None
    assert python.sections[1].items[0].title == "`requests` module for HTTP"
    assert specialist.topic("openai-claude-api") is not None


def test_shipped_lines_lead_to_the_item(specialist: Roadmap, clean_text: str) -> None:
    lines = clean_text.split("\n")

    for topic in specialist.topics:
        assert topic.title in lines[topic.line - 1]
        for section in topic.sections:
            assert section.title in lines[section.line - 1]
            assert all(item.title in lines[item.line - 1] for item in section.items)


def test_what_stands_outside_the_levels_is_an_aside(specialist: Roadmap) -> None:
    assert [aside.topic.title for aside in specialist.asides] == ["Career Progression Summary"]
    assert says(specialist, 101, "Career Progression Summary", "4 bullets")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_mis_decoded_roadmap_is_repaired(clean_text: str, specialist: Roadmap, encoding: str) -> None:
    mis_decoded = _mis_decoded(clean_text, encoding)
    if encoding == "mac_roman":
        assert "### \uf8ffüîß Tools" in mis_decoded  # as it came from a person's machine
    assert "🔧" not in mis_decoded

    repaired = parse_roadmap(mis_decoded, "llm-specialist")

    assert (repaired.title, repaired.levels, repaired.asides) == (
        specialist.title,
        specialist.levels,
        specialist.asides,
    )
    assert set(specialist.warnings) < set(repaired.warnings)
    assert says(repaired, 5, "mis-decoded", "51 lines", "repaired")


def test_emoji_that_lost_their_first_byte_are_repaired(clean_text: str, specialist: Roadmap) -> None:
    damaged = _mis_decoded(clean_text, "mac_roman")
    assert "\uf8ff" in damaged  # F0 is the Apple logo in Mac Roman, a private character many programs drop

    assert parse_roadmap(damaged.replace("\uf8ff", ""), "llm-specialist").levels == specialist.levels


def _mis_decoded(text: str, encoding: str) -> str:
    """Read UTF-8 as another encoding, as an editor would: a byte that it lacks stays as it is."""
    return "".join(
        bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode("utf-8")
    )


# --- shapes of roadmaps


def test_phases() -> None:
    roadmap = read("""\
        # Data Engineer

        ## Phase 1: Foundations (4 weeks)
        ### SQL
        - Joins
        - Window functions
        ### Shell
        - Pipes

        ## Phase 2 - Pipelines
        **Goal:** run a pipeline every night | **Duration:** 2 months
        ### Orchestration
        - Scheduling
        - Retries

        ## Interview tips
        - Sleep well
    """)

    assert roadmap.title == "Data Engineer"
    assert titles(roadmap) == {
        "Phase 1: Foundations": {
            "SQL": {"General": ["Joins", "Window functions"]},
            "Shell": {"General": ["Pipes"]},
        },
        "Phase 2 - Pipelines": {"Orchestration": {"General": ["Scheduling", "Retries"]}},
    }
    first, second = roadmap.levels
    assert (first.duration, first.goal) == ("4 weeks", "")
    assert (second.duration, second.goal) == ("2 months", "run a pipeline every night")
    assert [level.key for level in roadmap.levels] == ["phase-1-foundations", "phase-2-pipelines"]
    assert [aside.topic.title for aside in roadmap.asides] == ["Interview tips"]
    assert says(roadmap, 16, "Interview tips", "1 bullet")


def test_months_are_levels_and_their_weeks_topics() -> None:
    roadmap = read("""\
        ## Month 1
        ### Week 1
        - Variables
        ### Week 2
        - Loops
        ## Month 2
        ### Week 3
        - Classes
        ### Week 4
        - Modules
    """)

    assert titles(roadmap) == {
        "Month 1": {"Week 1": {"General": ["Variables"]}, "Week 2": {"General": ["Loops"]}},
        "Month 2": {"Week 3": {"General": ["Classes"]}, "Week 4": {"General": ["Modules"]}},
    }
    assert roadmap.title == "Mine"


def test_too_many_weeks_are_topics_of_one_level() -> None:
    roadmap = read("# Year\n" + "".join(f"## Week {n}\n- Read chapter {n}\n" for n in range(1, 21)))

    assert len(roadmap.levels) == 1
    assert [topic.title for topic in roadmap.levels[0].topics] == [f"Week {n}" for n in range(1, 21)]
    assert says(roadmap, 2, "20 stages", "topics")


def test_restarting_numbers_make_tracks() -> None:
    roadmap = read("""\
        # Games
        ## Art
        ### Step 1
        - Sketch
        ### Step 2
        - Paint
        ## Code
        ### Step 1
        - Loop
        ### Step 2
        - Collide
    """)

    assert titles(roadmap) == {
        "Art": {"Step 1": {"General": ["Sketch"]}, "Step 2": {"General": ["Paint"]}},
        "Code": {"Step 1": {"General": ["Loop"]}, "Step 2": {"General": ["Collide"]}},
    }
    assert [topic.key for topic in roadmap.topics] == [
        "art-step-1",
        "art-step-2",
        "code-step-1",
        "code-step-2",
    ]


def test_a_stage_indented_too_far_is_moved_out() -> None:
    roadmap = read("""\
        # T
        ## Stage 1
        - a
        ## Stage 2
        - b
        ### Stage 3
        - c
    """)

    assert list(titles(roadmap)) == ["Stage 1", "Stage 2", "Stage 3"]
    assert says(roadmap, 6, "Stage 3", "moved out of", "Stage 2")


def test_numbered_headings_and_lists_lose_their_numbers() -> None:
    roadmap = read("""\
        # 1. Beginner
        ## 1.1 Basics
        1. Variables
        2. Loops
        # 2. Advanced
        ## 2.1) Types
        1. Generics
        2. Variance
    """)

    assert titles(roadmap) == {
        "Beginner": {"Basics": {"General": ["Variables", "Loops"]}},
        "Advanced": {"Types": {"General": ["Generics", "Variance"]}},
    }
    assert [level.key for level in roadmap.levels] == ["junior", "senior"]


def test_nested_bullets_alone() -> None:
    roadmap = read("""\
        - Front end
          - HTML
            - Forms
            - Tables
          - CSS
            - Flexbox
            - Grid
        - Back end
          - HTTP
            - Verbs
              - GET is safe
            - Status codes
          - Databases
            - Indexes
    """)

    assert titles(roadmap) == {
        "Front end": {
            "HTML": {"General": ["Forms", "Tables"]},
            "CSS": {"General": ["Flexbox", "Grid"]},
        },
        "Back end": {
            "HTTP": {"Verbs": ["GET is safe"], "General": ["Status codes"]},
            "Databases": {"General": ["Indexes"]},
        },
    }


def test_bullets_with_children_are_sections_where_most_have_them() -> None:
    roadmap = read("""\
        # Rust
        ## Memory
        - Ownership:
          - Moves
          - Borrows
        - Lifetimes
          - Elision
        ## Tools
        - Cargo
        - Clippy
          - warns about style
        - Rustfmt
    """)

    assert titles(roadmap)["General"] == {
        "Memory": {"Ownership": ["Moves", "Borrows"], "Lifetimes": ["Elision"]},
        "Tools": {"General": ["Cargo", "Clippy", "Rustfmt"]},
    }
    clippy = roadmap.levels[0].topics[1].sections[0].items[1]
    assert clippy.details == ("warns about style",)


def test_check_boxes_emphasis_and_images_are_removed() -> None:
    roadmap = read("""\
        # List
        ## Done and not
        - [x] **Arrays** and *slices*
        - [ ] ~~Old~~ `map[key]` ![icon](icon.png)
        - ✅ <b>Sets</b> &amp; bags
        ## More
        - [ ] [Tries](https://example.org/tries)
    """)

    assert titles(roadmap)["General"]["Done and not"] == {
        "General": ["Arrays and slices", "~~Old~~ `map[key]`", "Sets & bags"]
    }


def test_links_are_kept_beside_the_text() -> None:
    roadmap = read("""\
        # Web
        ## HTTP
        - [Verbs](https://example.org/verbs) and bodies
        - Caching: https://example.org/caching
        - [Video about cookies](https://youtu.be/abc)
        ### Resources
        - [The standard](https://example.org/standard)
        - A book nobody put online
        ## TLS
        - [Handshake](./notes/tls.md)
        - Certificates
          - [Chains](https://example.org/chains)
    """)

    assert titles(roadmap)["General"] == {
        "HTTP": {"General": ["Verbs and bodies", "Caching"]},
        "TLS": {"General": ["Handshake"], "Certificates": ["Chains"]},
    }
    http, tls = roadmap.levels[0].topics
    assert http.links == ("https://youtu.be/abc", "https://example.org/standard")
    assert [item.links for item in http.sections[0].items] == [
        ("https://example.org/verbs",),
        ("https://example.org/caching",),
    ]
    assert tls.sections[1].items[0].links == ("https://example.org/chains",)
    assert tls.sections[0].items[0].links == ()  # a file beside the roadmap does not come along
    assert says(roadmap, 6, "Resources", "1 bullet without a link")


def test_topics_whose_titles_sound_like_sources_stay_topics() -> None:
    roadmap = read("""\
        # C++
        ## Pointers and References
        - Null pointers
        - Dangling references
        ## Documentation
        - Comments
        - Examples
    """)

    assert list(titles(roadmap)["General"]) == ["Pointers and References", "Documentation"]


def test_contents_and_parts_about_the_file_are_skipped() -> None:
    roadmap = read("""\
        # Go
        - [Basics](#basics)
        - [Concurrency](#concurrency)
          - [Channels](#channels)
        - [License](#license)

        ## Basics
        - Slices
        ## Concurrency
        - Channels
        ## Contributing
        - Open an issue
        - Be kind
        ## License
        MIT
    """)

    assert titles(roadmap) == {
        "General": {"Basics": {"General": ["Slices"]}, "Concurrency": {"General": ["Channels"]}}
    }
    assert says(roadmap, 2, "table of contents", "4 bullets")
    assert says(roadmap, 11, "Contributing", "2 bullets")


def test_a_table() -> None:
    roadmap = read("""\
        # Course

        | Week | Topic | Exercises | Resources |
        |------|-------|-----------|-----------|
        | **Part one** | | | |
        | 1 | Vectors | Draw three | [Notes](https://example.org/v) |
        | 2 | Matrices | Multiply two | A book |
        | **Part two** | | | |
        | 3 | Gradients | - [ ] by hand<br>- [ ] by machine | |
        | 4 | Descent | | |
    """)

    assert titles(roadmap)["General"] == {
        "Part one": {"General": ["Vectors", "Matrices"]},
        "Part two": {"Gradients": ["by hand", "by machine"], "General": ["Descent"]},
    }
    vectors, matrices = roadmap.levels[0].topics[0].sections[0].items
    assert (vectors.line, vectors.details, vectors.links) == (
        6,
        ("Exercises: Draw three",),
        ("https://example.org/v",),
    )
    assert matrices.details == ("Exercises: Multiply two", "Resources: A book")


def test_headings_only() -> None:
    roadmap = read("""\
        # Philosophy
        ## Ethics
        ### Virtue
        Some prose.
        ### Duty
        ## Logic
        ### Syllogisms
        ### Fallacies
    """)

    assert titles(roadmap) == {
        "General": {
            "Ethics": {"General": ["Virtue", "Duty"]},
            "Logic": {"General": ["Syllogisms", "Fallacies"]},
        }
    }
    assert says(roadmap, 3, "4 headings", "items")


def test_indentation_only() -> None:
    roadmap = read("""\
        1. Music
        \tRhythm
        \t\tBeats
        \t\tBars
        \tHarmony
        \t\tThirds
        Instruments
        \tStrings
        \t\tViolin
    """)

    assert titles(roadmap) == {
        "Music": {"Rhythm": {"General": ["Beats", "Bars"]}, "Harmony": {"General": ["Thirds"]}},
        "Instruments": {"Strings": {"General": ["Violin"]}},
    }
    assert [item.line for topic in roadmap.topics for item in topic.sections[0].items] == [3, 4, 6, 9]
    assert says(roadmap, 1, "indentation")


def test_labels_are_sections() -> None:
    roadmap = read("""\
        # Security
        ## Web
        **Attacks**
        - Injection
        - Forgery

        **Defences** (some)

        - Escaping

        You should also know:
        - Headers
        ## Network
        - Firewalls
    """)

    assert titles(roadmap)["General"]["Web"] == {
        "Attacks": ["Injection", "Forgery"],
        "Defences (some)": ["Escaping"],
        "You should also know": ["Headers"],
    }


def test_russian() -> None:
    roadmap = read("""\
        # 🗺️ Дорожная карта

        ## Этап 1: Обзор архитектуры (2 недели)
        - **Щётки** и щи
        - Объём памяти
        ## Этап 2: Углубление
        **Цель:** понять
        - Ёмкость
        ## Ресурсы
        - [Книга](https://example.org/kniga)
    """)

    assert roadmap.title == "Дорожная карта"
    assert [(level.title, level.key, level.duration, level.goal) for level in roadmap.levels] == [
        ("Этап 1: Обзор архитектуры", "etap-1-obzor-arhitektury", "2 недели", ""),
        ("Этап 2: Углубление", "etap-2-uglublenie", "", "понять"),
    ]
    assert roadmap.levels[0].topics[0].sections[0].items[0].key.endswith("/schetki-i-schi")
    assert not roadmap.asides


def test_chinese() -> None:
    roadmap = read("""\
        # 机器学习路线图
        ## 第一阶段：基础
        ### 线性代数
        - 向量
        - 矩阵
        ## 第二阶段：进阶
        ### 深度学习
        - 反向传播
        ## 许可证
        - MIT
    """)

    assert titles(roadmap) == {
        "第一阶段：基础": {"线性代数": {"General": ["向量", "矩阵"]}},
        "第二阶段：进阶": {"深度学习": {"General": ["反向传播"]}},
    }
    assert len(set(item_keys(roadmap))) == 3
    assert all(key.isascii() for key in item_keys(roadmap))


def test_french_is_not_taken_for_mis_decoded_text() -> None:
    roadmap = read("""\
        # L’été d’Élodie
        ## Niveau débutant
        - L’école «Études» — à lire
        ## Niveau avancé
        ### Études avancées
        - Œuvres et “Über”
    """)

    assert roadmap.title == "L’été d’Élodie"
    assert titles(roadmap) == {
        "Niveau débutant": {"Niveau débutant": {"General": ["L’école «Études» — à lire"]}},
        "Niveau avancé": {"Études avancées": {"General": ["Œuvres et “Über”"]}},
    }
    assert roadmap.levels[1].topics[0].key == "etudes-avancees"
    assert not roadmap.warnings


def test_folded_html() -> None:
    roadmap = read("""\
        <h1 align="center">Kotlin</h1>

        <details>
        <summary><b>Basics</b></summary>
        - Null safety
        - Data classes
        </details>

        <details>
        <summary>Click to expand</summary>

        ## Coroutines
        - Suspending
        </details>

        ## Interop
        <ul><li>Calling <code>Java</code></li><li><a href="https://example.org/j">Platform types</a></li></ul>
    """)

    assert roadmap.title == "Kotlin"
    assert titles(roadmap)["General"] == {
        "Basics": {"General": ["Null safety", "Data classes"]},
        "Coroutines": {"General": ["Suspending"]},
        "Interop": {"General": ["Calling Java", "Platform types"]},
    }
    assert [item.line for item in roadmap.levels[0].topics[0].sections[0].items] == [5, 6]


def test_level_words_under_topics() -> None:
    roadmap = read("""\
        # Skills
        ## Docker
        ### Junior
        - Images
        ### Middle
        - Networks
        ## Git
        ### Junior
        - Commits
    """)

    assert titles(roadmap) == {
        "Junior": {"Docker": {"General": ["Images"]}, "Git": {"General": ["Commits"]}},
        "Middle": {"Docker": {"General": ["Networks"]}},
    }
    assert [topic.key for topic in roadmap.topics] == ["junior-docker", "git", "middle-docker"]
    assert [level.key for level in roadmap.levels] == ["junior", "middle"]


def test_versions_of_python_are_not_levels() -> None:
    roadmap = read("""\
        # Languages of my youth
        ## Python 2
        - print statement
        ## Python 3
        - print function
    """)

    assert titles(roadmap) == {
        "General": {
            "Python 2": {"General": ["print statement"]},
            "Python 3": {"General": ["print function"]},
        }
    }


def test_headings_with_several_sub_headings_are_levels() -> None:
    roadmap = read("""\
        # Cooking
        ## At home
        ### Knives
        - Chop
        ### Heat
        - Simmer
        ## In a kitchen
        ### Stations
        - Sauces
        ### Service
        - Timing
    """)

    assert list(titles(roadmap)) == ["At home", "In a kitchen"]


def test_stages_named_in_words() -> None:
    roadmap = read("""\
        # Product
        ## Discovery phase
        - Interviews
        - Surveys
        ## Delivery phase: ship it
        - Releases
        - Support
    """)

    assert [level.key for level in roadmap.levels] == ["discovery-phase", "delivery-phase-ship-it"]


def test_projects_are_built_and_not_learned() -> None:
    roadmap = read("""\
        # Embedded
        ## Beginner
        ### Pins
        - Pull-ups
        ### Projects
        - Blink
        ## Advanced
        ### Buses
        - I²C
        #### Mini-projects
        - Thermometer
    """)

    assert [[project.title for project in level.projects] for level in roadmap.levels] == [
        ["Blink"],
        ["Thermometer"],
    ]
    assert item_keys(roadmap) == ["pins/general/pull-ups", "buses/general/i2c"]


def test_links_that_belong_to_no_topic_are_told() -> None:
    roadmap = read("""\
        # T
        ## Phase 1
        ### A
        - a
        ### Books
        - [One](https://example.org/1)
        - [Two](https://example.org/2)
        ## Phase 2
        - b
        ### Books
        - [Three](https://example.org/3)
    """)

    assert says(roadmap, 2, "2 links", "Phase 1", "left out")
    assert [topic.links for topic in roadmap.topics] == [(), ("https://example.org/3",)]


def test_overview_and_details_that_disagree() -> None:
    roadmap = read("""\
        # Path
        ## Junior
        ### Must
        - Shell
        - Editors
        ## Senior
        ### Must
        - Compilers
        - Patience
        # Details
        ## Editors
        - Motions
        ## Shell (any)
        ### Senior
        - Job control
        ## Compilers
        - Parsing
        ## Debuggers
        ### Senior
        - Watchpoints
        ## Recipes
        - Soup
    """)

    assert titles(roadmap) == {
        "Junior": {"Shell (any)": {"General": ["Job control"]}, "Editors": {"General": ["Motions"]}},
        "Senior": {
            "Compilers": {"General": ["Parsing"]},
            "Patience": {"General": ["Patience"]},
            "Debuggers": {"General": ["Watchpoints"]},
        },
    }
    assert [topic.group for topic in roadmap.levels[0].topics] == ["Must", "Must"]
    assert [aside.topic.title for aside in roadmap.asides] == ["Recipes"]
    assert says(roadmap, 13, "Shell (any)", "“Senior” here", "“Junior” in the overview")
    assert says(roadmap, 9, "Patience", "overview only")
    assert says(roadmap, 18, "Debuggers", "not in the overview")


# --- keys


def test_repeated_titles_have_keys_of_their_own() -> None:
    roadmap = read("""\
        # T
        ## Phase 1
        ### Practice
        - Read
        - Read
        ### Practice
        - Read
        ## Phase 2
        ### Practice
        - Read
        - 🙂
    """)

    assert item_keys(roadmap)[:4] == [
        "phase-1-practice/general/read",
        "phase-1-practice/general/read-2",
        "phase-1-practice-2/general/read",
        "phase-2-practice/general/read",
    ]
    assert len(set(item_keys(roadmap))) == 5


# --- what a person did not mean to write


def test_code_is_never_read() -> None:
    roadmap = read("""\
        # T
        ## A
        - a
        ```sh
        # not a heading
        - not a bullet
        ```
        ## B
        - b
        ```
        - swallowed
        ## C
        - swallowed too
    """)

    assert titles(roadmap) == {"General": {"A": {"General": ["a"]}, "B": {"General": ["b"]}}}
    assert says(roadmap, 10, "code block", "never closed")
    assert not says(roadmap, 4, "never closed")


def test_bullets_in_quotes_are_told() -> None:
    roadmap = read("# T\n## A\n- a\n\n> - quoted\n> - again\n\n## B\n- b\n")

    assert item_keys(roadmap) == ["a/general/a", "b/general/b"]
    assert says(roadmap, 5, "2 bullets", "quote")


def test_lists_nested_too_deeply_are_told() -> None:
    roadmap = read("# T\n" + "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(40)))

    assert any("nested deeper" in message for _, message in warned(roadmap))


def test_front_matter_is_dropped_and_lines_still_fit() -> None:
    roadmap = read("---\ntitle: x\ntags: [a]\n---\n# T\n## A\n- a\n## B\n- b\n")

    assert [topic.line for topic in roadmap.topics] == [6, 8]
    assert [level.title for level in roadmap.levels] == ["General"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert item_keys(read("---\n# T\n- a\n---\n- b\n")) == ["t/general/a", "t/general/b"]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_ends(mark: str, end: str) -> None:
    text = mark + end.join(["# T", "## A", "- a", "## B", "- b"])

    roadmap = parse_roadmap(text.encode(), "mine")

    assert roadmap == parse_roadmap("# T\n## A\n- a\n## B\n- b", "mine")
    assert roadmap.title == "T"


# --- what cannot be read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "# Title",
        "Dear diary,\n\ntoday I learned nothing.\n",
        "```\n- a\n```\n",
        "> - a\n",
        "---\na: b\n---\n",
    ],
)
def test_a_file_without_anything_to_learn_is_refused(text: str) -> None:
    with pytest.raises(ProblemError, match=r"mine\.md: no bullets, tables or sub-headings found") as caught:
        parse_roadmap(text, "mine", "mine.md")
    assert "## Topic" in caught.value.hint


def test_too_large_a_file_is_refused() -> None:
    fits = b"- a\n" + b"x" * 1_999_996

    assert len(item_keys(parse_roadmap(fits, "mine"))) == 1
    with pytest.raises(ProblemError, match=r"mine\.md is too large .* 2 MB"):
        parse_roadmap(fits + b"x", "mine", "mine.md")


def test_too_many_items_are_refused() -> None:
    assert len(item_keys(parse_roadmap("- a\n" * 5_000, "mine"))) == 5_000
    with pytest.raises(ProblemError, match=r"5,001 items; at most 5,000"):
        parse_roadmap("- a\n" * 5_001, "mine")


@pytest.mark.parametrize(
    "data",
    [b"# T\n- caf\xe9\n", b"# T\n- \x00\n", "# T\n- \ud800\n"],
    ids=["latin-1", "binary", "half a character"],
)
def test_what_is_not_text_is_refused_with_its_line(data: str | bytes) -> None:
    with pytest.raises(ProblemError, match=r"mine\.md is not a text file in UTF-8: line 2") as caught:
        parse_roadmap(data, "mine", "mine.md")
    assert "UTF-8" in caught.value.hint


# --- anything at all

_MARKDOWN = """# |## |### |#### |- |  - |    - |1. |- [ ] |> |    |**|__|`|:|[a](#a)|[v](https://youtu.be/v)
|https://example.org/p|![i](i.png)|[r]|<details>|</details>|<summary>|</summary>|<h2>|</h2>|<ul>|<li>|</li>|<!--
|-->|&amp;|Phase 1|Phase 2|Week 3|Junior|Middle|Advanced|Projects|Resources|Contents|Goal: x|Duration: 2 weeks
|(3 weeks)|Python 2|a|b|Этап 1|第1週|1단계|🚀|üöÄ|1️⃣|é|l’été|\\"""
_LINES = [
    "\n",
    "\n\n",
    "\t",
    "\r",
    "\x0b",
    "\u2028",
    "\ufeff",
    "\u200d",
    "```\n",
    "---\n",
    "===\n",
    "[r]: https://e.org\n",
]
_ROWS = ["| Week | Topic | Notes |\n|-|-|-|\n", "| a<br>b | | |\n", "| x | y | z |\n"]
_PIECES = st.sampled_from([*_MARKDOWN.replace("\n", "").split("|"), *_LINES, *_ROWS])


@settings(deadline=None, max_examples=300)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=60).map("".join))
def test_anything_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        roadmap = parse_roadmap(text, "mine")
    except ProblemError:
        return

    keys = item_keys(roadmap)
    assert len(keys) == len(set(keys))
    assert all(0 < len(part) <= 60 for key in keys for part in key.split("/"))
    assert all(level.topics for level in roadmap.levels)
    assert all(section.items for topic in roadmap.topics for section in topic.sections)
    assert all(flaw.warning for flaw in roadmap.warnings)
    assert roadmap == parse_roadmap(text.encode(), "mine")
