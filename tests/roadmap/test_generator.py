"""What can honestly be generated from a roadmap, for roadmaps of every shape."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_file import read_deck, read_deck_file
from roadmap_cards.roadmap.generator import generate, new_decks
from roadmap_cards.roadmap.lint import lint_decks
from roadmap_cards.roadmap.outline import Roadmap, Topic
from roadmap_cards.roadmap.parser import parse_roadmap
from roadmap_cards.study.card import Basic, Choice, Cloze, Deck, Entry, Reversible, variants
from roadmap_cards.study.cloze import gaps
from roadmap_cards.study.markdown import parse
from roadmap_cards.study.plain_text import plain

# Roadmaps of many shapes, written for these tests.
PHASES = """\
# Data Engineer

## Phase 1: Foundations (4 weeks)
### SQL (Structured Query Language)
- Joins: inner, outer
- Window functions
### Shell
- Pipes: joining programs
## Phase 2: Pipelines
### Orchestration
- DAG (Directed Acyclic Graph)
- Retries
"""
BULLETS = """\
- Front end
  - HTML
    - Forms
    - Tables
- Back end
  - HTTP
    - Verbs
      - GET is safe
    - Status codes
"""
TABLE = """\
# Course

| Week | Topic | Exercises | Resources |
|------|-------|-----------|-----------|
| **Part one** | | | |
| 1 | Vectors | Draw three | [Notes](https://example.org/v) |
| 2 | Matrices | Multiply two | A book |
| **Part two** | | | |
| 3 | Gradients | - [ ] by hand<br>- [ ] by machine | |
"""
HEADINGS = "# Philosophy\n## Ethics\n### Virtue\nSome prose.\n### Duty\n## Logic\n### Syllogisms\n"
INDENTED = (
    "1. Music\n\tRhythm\n\t\tBeats\n\t\tBars\n\tHarmony\n\t\tThirds\nInstruments\n\tStrings\n\t\tViolin\n"
)
LABELS = """\
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
"""
RUSSIAN = """\
# 🗺️ Дорожная карта
## Этап 1: Обзор архитектуры (2 недели)
- **Щётки** и щи
- Память: объём, скорость
## Этап 2: Углубление
- Ёмкость
"""
CHINESE = """\
# 机器学习路线图
## 第一阶段：基础
### 线性代数
- 向量
- 矩阵
## 第二阶段：进阶
### 深度学习
- 反向传播
"""
HTML = """\
<h1 align="center">Kotlin</h1>

<details>
<summary><b>Basics</b></summary>
- Null safety
- Data classes
</details>

## Interop
<ul><li>Calling <code>Java</code></li><li><a href="https://example.org/j">Platform types</a></li></ul>
"""
LINKS = """\
# Web
## HTTP
- [Verbs](https://example.org/verbs) and bodies
- Caching: https://example.org/caching
- [Video about cookies](https://youtu.be/abc)
## TLS
- Handshake
- Certificates
  - [Chains](https://example.org/chains)
"""
MONTHS = "".join(f"## Month {n}\n### Week {2 * n - 1}\n- Read\n### Week {2 * n}\n- Write\n" for n in (1, 2))
TWICE = """\
# Twice
## Basics
### Tools
- Editor
- Editor
- `editor`
### Tests
- Editor
### Tools
- Shell
## Basics
- Editor
"""
AWKWARD = (
    """\
# Go
## Types of $T and <T>
- #hashtag, _under_score and \\*stars\\*
- ``a ` tick`` and ```
- Vec<T>: {{c1::x}}, std::vector
- Sum: $a$, $b_1$ & c &amp; d
- ~~~
- "Quoted": 'so', \\\\ back
- 1\\. one: - two, + three
- Q: what? A: that
- --- and > this
- [x](http://example.org/plain) {braces}
- Ends with a colon:
  - Q: a detail
  - ### another
  - <!-- hidden -->
- control\x01sign
"""
    + ("- " + "very long words " * 60 + "\n") * 2
    + "- "
    + "x" * 3_000
    + "\n"
)

SHAPES = {
    "phases": PHASES,
    "bullets": BULLETS,
    "table": TABLE,
    "headings": HEADINGS,
    "indented": INDENTED,
    "labels": LABELS,
    "russian": RUSSIAN,
    "chinese": CHINESE,
    "html": HTML,
    "links": LINKS,
    "months": MONTHS,
    "twice": TWICE,
    "awkward": AWKWARD,
}


def read(text: str) -> Roadmap:
    return parse_roadmap(text, "mine", "mine.md")


def decks(roadmap: Roadmap, *, quiz: bool = False) -> list[Deck]:
    """Read every generated deck back against its topic, without a flaw."""
    found = []
    texts = generate(roadmap, quiz=quiz)
    for topic in roadmap.topics:
        back = read_deck(texts[topic.key], f"{topic.key}.md", topic)
        assert back.flaws == ()
        assert back.deck is not None
        found.append(back.deck)
    return found


def tagged(found: list[Deck], tag: str) -> list[Entry]:
    return [entry for deck in found for entry in deck.entries if tag in entry.tags]


def studied(found: list[Deck]) -> list[Entry]:
    return [entry for deck in found for entry in deck.entries if not entry.draft]


@pytest.fixture(scope="module")
def specialist() -> Roadmap:
    path = shipped("resources") / "roadmaps" / "llm-specialist.md"
    return parse_roadmap(path.read_bytes(), "llm-specialist", path.name)


def test_the_shipped_roadmap_gives_a_place_to_write_for_each_item(
    specialist: Roadmap, tmp_path: Path
) -> None:
    found = decks(specialist)
    items = [(s.title, i.title) for t in specialist.topics for s in t.sections for i in s.items]

    assert len(found) == 36
    assert [(entry.section, entry.item) for entry in tagged(found, "to-write")] == items
    assert len(items) == 375
    assert {entry.id for entry in studied(found)} == {
        "lora-stands-for",
        "moe-stands-for",
        "ppo-stands-for",
        "rlhf-stands-for",
    }
    assert len(tagged(found, "gloss")) == 50
    assert len(tagged(found, "parts")) == 66
    for name, text in generate(specialist).items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert lint_decks(tmp_path, {"llm-specialist": specialist}).flaws == ()


@pytest.mark.parametrize("name", SHAPES)
def test_any_roadmap_gives_decks_that_read_back(name: str) -> None:
    roadmap = read(SHAPES[name])
    found = decks(roadmap, quiz=True)
    ids = [[entry.id for entry in deck.entries] for deck in found]

    assert [len(set(names)) for names in ids] == [len(names) for names in ids]
    assert all(len(one) <= 60 for names in ids for one in names)
    assert generate(roadmap) == generate(read(SHAPES[name]))
    for topic, deck in zip(roadmap.topics, found, strict=True):
        places = {(entry.section, entry.item) for entry in deck.entries if "to-write" in entry.tags}
        assert {title for _, title in places} >= {i.title for s in topic.sections for i in s.items} - {
            "`editor`"  # the same heading as “Editor”
        }


def test_everything_has_the_tag_and_names_the_roadmap(specialist: Roadmap) -> None:
    for deck in decks(specialist, quiz=True):
        assert not deck.draft
        for entry in deck.entries:
            assert "generated" in entry.tags
            assert [(source.title, source.url) for source in entry.sources] == [
                ("LLM Specialist Roadmap", "")
            ]


def test_an_answer_says_nothing_that_the_item_does_not_say(specialist: Roadmap) -> None:
    for deck in decks(specialist):
        for entry in deck.entries:
            said = plain(f"{deck.title} {entry.section} {entry.item}")
            match entry.body:
                case Reversible(term, definition):
                    assert plain(term) in said
                    assert plain(definition) in said
                case Cloze(text):
                    assert all(plain(gap.hidden) in plain(entry.item) for gap in gaps(text))


def test_a_title_is_shown_as_it_stands_whatever_marks_it_holds() -> None:
    (deck,) = decks(read("# T\n## A\n- 2 \\* 3 \\* 4 costs $5 or $6: `a_b`, \\<T>\n- 1\\. - #x\n- it\n"))
    shown = [plain(entry.body.prompt) for entry in deck.entries if isinstance(entry.body, Basic)]

    assert shown[0] == "2 * 3 * 4 costs $5 or $6: a_b, <T>: …?"
    assert shown[1] == "1. - #x: …?"
    assert not any(token.type.startswith("math") for e in deck.entries for token in parse(str(e.body)))


def test_links_and_details_of_an_item_stand_where_it_is_to_be_written() -> None:
    http, tls = decks(read(SHAPES["links"]))

    assert "<https://example.org/verbs>" in http.entries[0].more
    assert "https://example.org/chains" in tls.entries[-1].more
    text = generate(read(SHAPES["links"]))["http"]
    assert "<!-- Link in the roadmap: https://youtu.be/abc -->" in text


def test_the_quiz_about_the_map_comes_only_when_asked_for(specialist: Roadmap) -> None:
    assert not tagged(decks(specialist), "structure")
    questions = tagged(decks(specialist, quiz=True), "structure")
    assert len(questions) > 250
    topics = {topic.title: topic for topic in specialist.topics}
    levels = {topic.title: level.key for level in specialist.levels for topic in level.topics}
    for entry in questions:
        assert isinstance(entry.body, Choice)
        (right,) = [plain(option.text) for option in entry.body.options if option.correct]
        assert entry.item in {item.title for s in topics[right].sections for item in s.items}
        assert len({levels[plain(option.text)] for option in entry.body.options}) == 1
        assert variants(entry.body) == ()


def test_an_abbreviation_has_one_card_in_the_whole_roadmap() -> None:
    roadmap = read(
        "# T\n## SQL (Structured Query Language)\n- Joins\n## More\n- SQL: Structured Query Language\n"
    )
    first, second = decks(roadmap)

    assert [entry.id for entry in first.entries] == ["sql-stands-for", "joins-to-write"]
    assert [entry.id for entry in second.entries] == ["sql-structured-query-language-to-write"]


def test_ids_do_not_depend_on_order_or_neighbours(specialist: Roadmap) -> None:
    rng = random.Random(7)

    def shuffled(topic: Topic) -> Topic:
        sections = [replace(s, items=tuple(rng.sample(s.items, len(s.items) - 1))) for s in topic.sections]
        return replace(topic, sections=tuple(rng.sample(sections, len(sections))))

    levels = tuple(replace(level, topics=tuple(map(shuffled, level.topics))) for level in specialist.levels)
    before = {d.topic: {e.lines for e in d.entries} for d in new_decks(specialist, quiz=True)}
    after = {d.topic: {e.lines for e in d.entries} for d in new_decks(replace(specialist, levels=levels))}

    for topic, entries in after.items():
        assert {lines for lines in entries if "stands-for" not in lines[0]} <= before[topic]


def test_two_facts_that_would_share_an_id_take_their_sections_name() -> None:
    (deck,) = decks(read("# T\n## A\n**Here**\n- Types: one\n\n**There**\n- Types: two\n"))
    meanings = [entry.id for entry in deck.entries if "gloss" in entry.tags]
    assert meanings == ["here-types-meaning", "there-types-meaning"]


def test_what_is_left_out_is_not_generated(specialist: Roadmap) -> None:
    topic = specialist.topic("attention-mechanism")
    assert topic is not None
    first, second = topic.sections[:2]
    left_out = {"git-docker", first.key, second.items[0].key}
    texts = generate(specialist, left_out)

    assert "git-docker" not in texts
    assert len(texts) == 35
    assert f"# {first.title}\n" not in texts[topic.key]
    assert f"## {second.items[0].title}\n" not in texts[topic.key]
    assert f"## {second.items[1].title}\n" in texts[topic.key]


def test_a_source_that_is_no_roadmap_still_needs_its_address(tmp_path: Path) -> None:
    text = generate(read("# T\n## A\n- x\n"))["a"].replace("kind: roadmap", "kind: book")
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    (flaw,) = read_deck_file(path).flaws
    assert "has no “url:” of the source “roadmap”" in flaw.message


def test_a_word_before_every_sentence_is_no_term() -> None:
    """“Lesson 1.2: …” and “Focus: …” number and sort; only “Monads: …” says what something is."""
    text = "# Way\n## Week 1\n- Lesson 1.1: Loops\n- Focus: loops, lists\n- Monads: boxes with rules\n"
    text += "".join(f"## Week {n}\n- Lesson {n}.1: Part {n}\n- Focus: part {n}\n" for n in range(2, 5))

    drafted = [
        entry.id
        for deck in new_decks(parse_roadmap(text, "way"))
        for entry in deck.entries
        if entry.tag in ("gloss", "parts")
    ]

    assert drafted == ["monads-meaning"]


def test_what_is_said_below_an_item_may_spell_out_an_abbreviation() -> None:
    text = "# Way\n## Tokens\n- Sign in\n  - JWT (JSON Web Token)\n- JWT (JSON Web Token) again\n- Sign out\n"
    (deck,) = new_decks(parse_roadmap(text, "way"))

    assert [entry.id for entry in deck.entries if entry.tag == "acronym"] == ["jwt-stands-for"]
    assert deck.sections[0].items[0].entries[0].id == "jwt-stands-for"
