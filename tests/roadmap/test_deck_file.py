from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_file import LARGEST, ReadDeck, read_deck, read_deck_file
from roadmap_cards.roadmap.outline import Item, Section, Topic
from roadmap_cards.study.card import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Deck,
    Entry,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)

FRONT = """\
---
format: 1
topic: attention-mechanism
title: Attention Mechanism
status: reviewed
sources:
  vaswani2017: {title: "Attention Is All You Need", url: "https://arxiv.org/abs/1706.03762", year: 2017}
  docs: {title: "A manual: the second part", url: "https://example.org/manual", kind: docs, read: 2026-11-23}
---
"""
TOPIC = Topic(
    "attention-mechanism",
    "Attention Mechanism",
    1,
    (
        Section(
            "attention-mechanism/basic-attention",
            "Basic Attention",
            2,
            (
                Item("k1", "Scaled dot-product attention", 3),
                Item("k2", "`softmax` and scores", 4),
                Item("k3", "Context vectors", 5),
            ),
        ),
        Section(
            "attention-mechanism/multi-head", "Multi-head Attention", 6, (Item("k4", "Parallel heads", 7),)
        ),
    ),
)


def sound(read: ReadDeck) -> Deck:
    assert [str(flaw) for flaw in read.flaws] == []
    assert read.deck is not None
    return read.deck


def one(card: str, kind: str = "basic") -> Entry:
    """Read one card, given without its first lines."""
    text = f"{FRONT}### the-card\nkind: {kind}\ndifficulty: 2\nsources: vaswani2017#3.2\n{card}"
    (entry,) = sound(read_deck(text, "own.md")).entries
    return entry


def complaints(read: ReadDeck) -> list[tuple[int, str]]:
    return [(flaw.line, flaw.message) for flaw in read.flaws]


# --- The shipped example ----------------------------------------------------------------------------------


def test_the_shipped_example_of_all_eight_kinds_has_no_flaw() -> None:
    path = shipped("decks") / "llm-specialist" / "attention-mechanism.md"
    deck = sound(read_deck_file(path, roadmap="llm-specialist"))
    kinds = Counter(entry.body.kind for entry in deck.entries)
    assert len(deck.entries) == 52
    assert set(kinds) == {"basic", "reversible", "cloze", "typed", "output", "choice", "multi", "order"}
    assert sum(len(variants(entry.body)) for entry in deck.entries) == 44
    assert kinds["choice"] + kinds["multi"] + kinds["order"] == 13
    assert (deck.roadmap, deck.topic, deck.language) == ("llm-specialist", "attention-mechanism", "en")
    assert all(entry.sources and entry.section and entry.item for entry in deck.entries)


# --- What a sound card becomes ----------------------------------------------------------------------------


def test_every_key_and_label_of_a_card_reaches_its_entry() -> None:
    text = FRONT + (
        "# basic  ATTENTION\n## Softmax and `scores`\n"
        "### first-fact\nkind: basic\ndifficulty: 1\nsources: docs\n\nQ: One?\nA: Yes.\n\n"
        "### the-fact\nkind: basic\ndifficulty: 4\nsources: vaswani2017#3.2.1, docs\ntags: kv-cache, ai\n"
        "needs: first-fact, transformer/residual-stream\nformerly: old-fact, git-docker/older-fact\n"
        "version: 2\n"
        "as_of: 2026-01-31\nstatus: draft\n\n"
        "Q: What is it?\n\nA second paragraph.\nA: That.\nHint: Think.\nWhy: Because.\nMore: See also.\n"
        "Verify:\n```python\nanswer = 'That'\n```\n"
    )
    deck = sound(read_deck(text, "own.md", TOPIC, roadmap="llm-specialist"))
    assert deck.entries[1] == Entry(
        id="the-fact",
        section="Basic Attention",
        item="`softmax` and scores",
        body=Basic("What is it?\n\nA second paragraph.", "That."),
        difficulty=4,
        sources=(
            Citation(
                "Attention Is All You Need", "https://arxiv.org/abs/1706.03762", 2017, "3.2.1", "vaswani2017"
            ),
            Citation("A manual: the second part", "https://example.org/manual", None, "", "docs"),
        ),
        tags=("kv-cache", "ai"),
        needs=("first-fact", "transformer/residual-stream"),
        formerly=("old-fact", "git-docker/older-fact"),
        version=2,
        as_of=date(2026, 1, 31),
        draft=True,
        hint="Think.",
        why="Because.",
        more="See also.",
        verify="answer = 'That'",
        line=20,
    )
    assert deck.roadmap == "llm-specialist"
    assert not deck.draft


def test_the_kinds_without_lists() -> None:
    assert one("T: query\nD: What a token looks for.", "reversible").body == Reversible(
        "query", "What a token looks for."
    )
    gaps = "A {{c2::b}} and {{c1::$x^{n^{2}}$}}."
    assert one(f"C: {gaps}", "cloze").body == Cloze(gaps)
    assert one(
        "tolerance: 0.01\nQ: Root of 64?\nA: 8\nAccept:\n- eight\n- /8(\\.0*)?/", "typed"
    ).body == Typed("Root of 64?", "8", ("eight", r"/8(\.0*)?/"), 0.01)
    program, printed = "Run?\n```python\n# Q: no label\nprint(1)\n```", "```text\n1\n```"
    assert one(f"Q: {program}\nA:\n{printed}", "output").body == Output(program, printed)


def test_options_keep_their_further_lines_their_code_and_their_reasons() -> None:
    options = (
        "Options:\n- [ ] one\n  > Not `1`:\n  > too few.\n"
        "- [X] two\n  and more\n\n  ```python\n  - [ ] code\n  ```\n"
        "  > Right.\n- [ ] three\n  > Wrong.\n"
    )
    (entry, _) = sound(
        read_deck(
            f"{FRONT}### the-card\nkind: choice\n{META}tests: the-other\nQ: Which?\n{options}{OTHER}",
            "own.md",
        )
    ).entries
    assert entry.tests == "the-other"
    assert entry.body == Choice(
        "Which?",
        (
            Option("one", False, "Not `1`:\ntoo few."),
            Option("two\nand more\n\n```python\n- [ ] code\n```", True, "Right."),
            Option("three", False, "Wrong."),
        ),
    )


META = "difficulty: 2\nsources: docs\n"
OTHER = f"### the-other\nkind: basic\n{META}Q: One?\nA: Yes.\n"


def test_multi_and_order() -> None:
    options = "".join(f"- [{mark}] {mark}{n}\n  > why {n}\n" for n, mark in enumerate("xx "))
    assert one(f"Q: All?\nOptions:\n{options}", "multi").body == Multi(
        "All?", (Option("x0", True, "why 0"), Option("x1", True, "why 1"), Option("2", False, "why 2"))
    )
    assert one("Q: Order!\nOrder:\n1. first\n2. second\n  with more\n3. third", "order").body == Order(
        "Order!", ("first", "second\nwith more", "third")
    )


def test_a_file_in_draft_gives_a_draft_deck() -> None:
    assert sound(read_deck(FRONT.replace("reviewed", "draft") + OTHER, "own.md")).draft


def test_the_front_matter_names_the_roadmap_before_the_folder_does() -> None:
    named = FRONT.replace("topic:", "roadmap: my-way\ntopic:")
    assert sound(read_deck(named + OTHER, "own.md", roadmap="folder")).roadmap == "my-way"
    assert sound(read_deck(FRONT + OTHER, "own.md", roadmap="folder")).roadmap == "folder"


def test_without_a_topic_headings_are_free_and_may_be_missing() -> None:
    headed = OTHER.replace("the-other", "headed")
    deck = sound(read_deck(f"{FRONT}{OTHER}# My own\n## Thing `x`\n{headed}", "own.md"))
    assert [(entry.section, entry.item) for entry in deck.entries] == [("", ""), ("My own", "Thing `x`")]


def test_comments_may_stand_between_cards_and_never_become_text() -> None:
    second = OTHER.replace("the-other", "second")
    text = f"{FRONT}<!-- above -->\n{OTHER}<!-- lint-ok: one-fact two -->\n\n{second}"
    assert [entry.body for entry in sound(read_deck(text, "own.md")).entries] == [Basic("One?", "Yes.")] * 2


def test_labels_headings_and_rules_inside_code_are_code() -> None:
    code = "```python\n### no-card\n# no section\nA: no label\n---\n<!-- no comment -->\n```"
    assert one(f"Q: What?\nA: This.\nWhy:\n{code}").why == code
    longer = "````text\n```\nA: still code\n```\n````"
    assert one(f"Q: What?\nA: This.\nWhy:\n{longer}").why == longer


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_a_byte_order_mark_and_other_line_endings_change_nothing(tmp_path: Path, ending: str) -> None:
    text = f"{FRONT}# Basic Attention\n## Context vectors\n{OTHER}"
    path = tmp_path / "own.md"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ending).encode())
    assert read_deck_file(path, TOPIC) == read_deck(text, "own.md", TOPIC)


# --- Flaws ------------------------------------------------------------------------------------------------

BAD = """\
---
format: 1
topic: attention-mechanism
title: Attention Mechanism
status: reviewed
sources:
  vaswani2017: {title: "Attention Is All You Need", url: "https://arxiv.org/abs/1706.03762"}
---
Loose words. ⟵ stands outside a card
and their second line
# Basic Atention ⟵ did you mean “Basic Attention”?
## Scaled dot product atention ⟵ did you mean “Scaled dot-product attention”?
## Context vectors
### Two Words ⟵ the id “Two Words” is not right; it names the fact in 3 to 60 characters
kind: basic
difficulty: 9 ⟵ “difficulty: 9” is not right; it is a whole number from 1 (easy) to 5 (hard)
sources: vaswani2071#3 ⟵ no source “vaswani2071”; did you mean “vaswani2017”?
Q: One?
A: Two.

### keys ⟵ this card has no “difficulty:”
kind: basic
dificulty: 2 ⟵ “dificulty” is not a key of a card; did you mean “difficulty”?
sources: vaswani2017
version: one ⟵ “version: one” is not right
as_of: 31.01.2026 ⟵ “as_of: 31.01.2026” is not right; it is the day
status: reviewed ⟵ write “status: draft”
tags: Not A Tag ⟵ “tags: Not A Tag” is not right
sources: vaswani2017 ⟵ for the second time
needs: ⟵ “needs:” has no value
formerly: no such/thing/here ⟵ “formerly: no such/thing/here” is not right
Q: One?
A: Two.

### bare ⟵ this card has no “kind:”
sources: #3 ⟵ “sources: #3” is not right; it names sources
difficulty: 2
words before ⟵ “words before”: this text stands before the first label
Q: One?

### unknown-kind
kind: bassic ⟵ “kind: bassic” is not a kind of card; did you mean “basic”?
difficulty: 0 ⟵ “difficulty: 0” is not right
sources: vaswani2017
Q: One?

### labels
kind: basic
difficulty: 2
sources: vaswani2017
q: One? ⟵ “q:” is not a label; write “Q:”
Answer: Two. ⟵ “Answer:” is not a label; write “A:”
Explanation: Three. ⟵ “Explanation:” is not a label; write “Why:”
A:no space ⟵ put a space behind “A:”
Hint: One.
Hint: Two. ⟵ “Hint:” stands here for the second time
T: Term. ⟵ “T:” does not belong to a card of kind basic, which takes Q, A, Hint, Why, More and Verify
--- ⟵ only around the front matter

### foreign ⟵ this card has no “A:”
kind: basic
difficulty: 2
sources: vaswani2017
tolerance: 0.1 ⟵ “tolerance:” does not belong to a card of kind basic
tests: foreign ⟵ “tests:” does not belong to a card of kind basic
Q: ⟵ “Q:” is empty

### choose
kind: choice
difficulty: 2
sources: vaswani2017
tests: choose ⟵ a question for a quiz itself
Q: Which?
Options: ⟵ exactly one [x], here there are 2; use kind multi for several
- [x] one
  > Right.
- [x] two
  > Right.
- [ ] three
  > Wrong.

### choose-unmarked
kind: choice
difficulty: 2
sources: vaswani2017
tests: gone ⟵ no such card in this file
Q: Which?
Options: some ⟵ here stand only options
- [ ] one ⟵ the option “one” has no explanation
* [ ] two ⟵ an option begins with “- [x] ” or “- [ ] ”
> Wrong. ⟵ indent the explanation by two spaces

### choose-all
kind: multi
difficulty: 2
sources: vaswani2017
tests: last-one ⟵ that card belongs to another item
Q: Which?
Options: ⟵ at least one [x] and at least one [ ]; here 3 of 3 are [x]
- [x] one
  > Right.
- [x] two
  > Right.
- [x] three
  > Right.

### choose-two
kind: multi
difficulty: 2
sources: vaswani2017
Q: Which?
Options: ⟵ there are 3 to 6 options
- [x] one
  > Right.
- [ ] two
  > Wrong.

### choose-loosely
kind: multi
difficulty: 2
sources: vaswani2017
Q: Which?
Options:
- [x] one
  > Right.
  loose ⟵ every line of an explanation begins with “  > ”
- [ ] two
  > Wrong.
- [ ] three
  > Wrong.

### steps
kind: order
difficulty: 2
sources: vaswani2017
Q: Order!
Order: ⟵ there are 3 to 7 steps
1. one
2. two

### step-marks
kind: order
difficulty: 2
sources: vaswani2017
Q: Order!
Order:
1. one
- two ⟵ “- two”: here stands one step a line
3. three

### no-gap
kind: cloze
difficulty: 2
sources: vaswani2017
C: No gap. ⟵ there is no gap

### gap-numbers
kind: cloze
difficulty: 2
sources: vaswani2017
C: {{c1::One}} and {{c3::three}}. ⟵ here they are 1, 3

### open-gap
kind: cloze
difficulty: 2
sources: vaswani2017
C: {{c1::$\\frac{1}{n$}} and more. ⟵ the gap c1 is never closed

### nested-gap
kind: cloze
difficulty: 2
sources: vaswani2017
C: {{c1::One {{c2::two}} three}}. ⟵ the gap c2 stands inside another gap

### predict
kind: output
difficulty: 2
sources: vaswani2017
Q: No program. ⟵ exactly one ```python block
A: ⟵ exactly one ```text block
```text
1
```
```text
2
```

### proof
kind: basic
difficulty: 2
sources: vaswani2017
Q: One?
A: Two.
Verify: answer = 2 ⟵ exactly one ```python block and nothing else

### patterns
kind: typed
difficulty: 2
sources: vaswani2017
tolerance: little ⟵ “tolerance: little” is not right
Q: One?
A: 1
Accept:
- /(1/ ⟵ “/(1/” is not a regular expression
- /(\\d+)+/ ⟵ repeats a repetition
one ⟵ “one”: here stands one further answer a line

### below
kind: basic
difficulty: 2
sources: vaswani2017
needs: patterns, patern ⟵ “needs: patern”: no such card in this file; did you mean “patterns”?
formerly: patterns ⟵ a card of this file bears that id now
Q: One?
A: Two.

### circle-a
kind: basic
difficulty: 2
sources: vaswani2017
needs: circle-b ⟵ in a circle: circle-a → circle-b → circle-a
Q: One?
A: Two.

### circle-b
kind: basic
difficulty: 2
sources: vaswani2017
needs: attention-mechanism/circle-a
Q: One?
A: Two.

### circle-b ⟵ already used on line
kind: basic
difficulty: 2
sources: vaswani2017
Q: One?
A: Two.

### inline-fence
kind: basic
difficulty: 2
sources: vaswani2017
Q: One?
A: Two.
More: ```python ⟵ begin the code block on the line below “More:”

### unclosed
kind: basic
difficulty: 2
sources: vaswani2017
Q: One?
A: Two.
Why:
```python ⟵ this code block is never closed
x = 1

# Multi-head Attention
## Parallel heads
### last-one
kind: basic
difficulty: 2
sources: vaswani2017

Q: Is this card still found?
A: Yes.
"""


def unmarked(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Take the expected complaints, written behind “⟵”, out of a text."""
    lines = [line.partition("⟵") for line in text.split("\n")]
    expected = [(number, words.strip()) for number, (_, _, words) in enumerate(lines, 1) if words.strip(" ?")]
    return "\n".join(line.rstrip() for line, _, _ in lines), expected


def test_every_planted_fault_is_found_on_its_line_in_one_pass() -> None:
    text, expected = unmarked(BAD)
    found = complaints(read_deck(text, "bad.md", TOPIC))
    assert [line for line, _ in found] == [line for line, _ in expected], "\n".join(map(str, found))
    assert [
        (line, said) for (line, said), (_, words) in zip(found, expected, strict=True) if words not in said
    ] == []
    assert not [said for _, said in found if "Input should" in said or "String should" in said]


def test_the_sound_cards_of_a_file_with_faults_are_kept() -> None:
    text, _ = unmarked(BAD)
    deck = read_deck(text, "bad.md", TOPIC).deck
    assert deck is not None
    assert [entry.id for entry in deck.entries] == ["circle-b", "last-one"]
    assert (deck.entries[-1].section, deck.entries[-1].item) == ("Multi-head Attention", "Parallel heads")


def test_an_unclosed_block_does_not_swallow_the_next_card_silently() -> None:
    second = OTHER.replace("the-other", "second").replace("Yes.", "\n```python\nx = 1\n```")
    read = read_deck(f"{FRONT}{OTHER}Why:\n```python\nx = 1\n\n{second}", "own.md")
    assert complaints(read) == [(17, "this code block is never closed; put a line “```” below it")]
    assert read.deck is not None
    assert [entry.id for entry in read.deck.entries] == ["second"]


def test_a_card_under_no_item_is_reported_when_the_topic_is_known() -> None:
    read = read_deck(f"{FRONT}{OTHER}## Context vectors\n", "own.md", TOPIC)
    assert [line for line, _ in complaints(read)] == [10, 16]
    assert "stands under no item" in read.flaws[0].message
    assert "stands under no section" in read.flaws[1].message


def test_a_card_below_an_unknown_item_is_kept_without_its_place() -> None:
    read = read_deck(f"{FRONT}# Basic Attention\n## Something else\n{OTHER}", "own.md", TOPIC)
    assert len(read.flaws) == 1
    assert read.deck is not None
    assert [(entry.section, entry.item) for entry in read.deck.entries] == [("Basic Attention", "")]


def test_a_deck_for_another_topic_is_refused() -> None:
    other = FRONT.replace("topic: attention-mechanism", "topic: git-docker")
    read = read_deck(f"{other}# Branches\n{OTHER}", "own.md", TOPIC)
    assert read.deck is None
    assert [(flaw.where, flaw.line) for flaw in read.flaws] == [("own.md", 3)]
    assert "write “topic: attention-mechanism”" in read.flaws[0].message


def test_without_front_matter_there_is_no_deck_but_all_flaws() -> None:
    missing = read_deck(OTHER.replace("difficulty: 2", "difficulty: 7"), "own.md")
    assert missing.deck is None
    assert [flaw.line for flaw in missing.flaws] == [1, 3]
    unclosed = read_deck(FRONT.removesuffix("---\n") + "# Section\n## Item\n" + OTHER, "own.md")
    assert unclosed.deck is None
    assert complaints(unclosed) == [(1, "the front matter is never closed; put a line “---” below it")]


def test_a_text_of_any_length_is_refused_beyond_what_a_card_needs() -> None:
    read = read_deck(FRONT + OTHER.replace("Yes.", "{{c1::" * 4000), "own.md")
    assert [flaw.line for flaw in read.flaws] == [15]
    assert "longer than 20000 characters" in read.flaws[0].message


def test_control_characters_are_found() -> None:
    assert [flaw.line for flaw in read_deck(FRONT + OTHER.replace("Yes", "Y\0s"), "own.md").flaws] == [15]


def test_files_that_cannot_be_read_are_flaws(tmp_path: Path) -> None:
    wrong, large, gone = tmp_path / "wrong.md", tmp_path / "large.md", tmp_path / "gone.md"
    wrong.write_bytes(b"---\nformat: 1\ntitle: \xe9t\xe9\n")
    large.write_bytes(b"#" * (LARGEST + 1))
    found = [read_deck_file(path, where=path.name) for path in (wrong, large, gone)]
    assert [read.deck for read in found] == [None] * 3
    assert [str(flaw) for read in found for flaw in read.flaws] == [
        "wrong.md:3: the file is not in UTF-8; save it in that encoding",
        "large.md: the file is larger than 2 MB; a deck holds the cards of one topic",
        "gone.md: the file cannot be read: No such file or directory",
    ]


def test_a_file_that_is_hardly_a_deck_is_not_read_to_its_end() -> None:
    read = read_deck(FRONT + "# Loose\nwords\n\n" * 1000, "own.md", TOPIC)
    assert read.deck is None
    assert str(read.flaws[0]) == "own.md: reading stopped after 500 flaws; mend some of them first"
    assert len(read.flaws) == 501


# --- Anything at all --------------------------------------------------------------------------------------

MARKS = ["```", "~~~", "---", "\ufeff", "\t", "- [x]", "  > x", "{{c1::", "}}", "###"]
FRAGMENTS = [*sorted(set(BAD.split("\n"))), *MARKS]


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read_deck(text, "any.md", TOPIC)
    read_deck(FRONT + text, "any.md")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40))
def test_no_mixture_of_lines_makes_the_reader_fail(lines: list[str]) -> None:
    read = read_deck(FRONT + "\n".join(lines), "any.md", TOPIC)
    assert read.deck is not None
    faulty = {flaw.line for flaw in read.flaws}
    assert faulty.isdisjoint(entry.line for entry in read.deck.entries)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRONT.split("\n")), st.text(max_size=12)), max_size=15))
def test_no_front_matter_makes_the_reader_fail(lines: list[str]) -> None:
    front = "\n".join(line for line in lines if not re.match("---", line))
    read = read_deck(f"---\n{front}\n---\n{OTHER}", "any.md")
    assert read.deck is not None or read.flaws
