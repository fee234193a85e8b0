"""The canonical form of a deck file: it says what the file said, in one order and spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cards.library.roadmaps import shipped_roadmaps
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_file import read_deck
from roadmap_cards.roadmap.deck_format import KEYS, LABELS, format_deck, formatted, same_facts
from roadmap_cards.roadmap.regeneration import plan

SHIPPED = sorted(shipped("decks").glob("*/*.md"))
FRONT = (
    "---\nformat: 1   \ntopic: x-y\ntitle: X\nstatus: reviewed\n"
    'sources:\n    s1: {title:  "Some work", url: "https://example.org/1"}\n---\n'
)


def canonical(text: str) -> str:
    form = format_deck(text, "deck.md")
    assert form.flaws == ()
    assert form.text is not None
    return form.text


def deck(*lines: str) -> str:
    return FRONT + "\n".join(lines) + "\n"


# --- what it looks like


def test_keys_and_labels_stand_in_one_order() -> None:
    text = deck(
        "#  Section ", "##   Item", "###   an-id  ", "", "tags:b-c,d", "difficulty: 2",
        "sources:  s1#3 ,s1#4", "kind: basic", "Verify:", "```python", "answer = 1", "```", "Why: because",
        "A: yes  ", "",
        "Hint:", "", "think", "", "", "Q: is it?", "", "",
    )  # fmt: skip
    assert canonical(text) == FRONT + "\n".join([
        "", "# Section", "", "## Item", "", "### an-id", "kind: basic", "difficulty: 2",
        "sources: s1#3, s1#4", "tags: b-c, d", "", "Q: is it?", "A: yes", "Hint: think", "Why: because",
        "Verify:", "```python", "answer = 1", "```", "",
    ])  # fmt: skip


def test_lists_stand_below_their_label_without_gaps() -> None:
    text = deck(
        "### an-id", "kind: choice", "difficulty: 2", "sources: s1", "Options: - [x] one", "", "  more of it",
        "", "  > right", "", "- [ ] two", "  ```python", "", "- [ ] no option", "  ```", "  > wrong", "",
        "- [ ] three", "  > wrong", "Q: which?",
    )  # fmt: skip
    assert canonical(text).split("\n\n", 2)[2] == "\n".join([
        "Q: which?", "Options:", "- [x] one", "", "  more of it", "  > right", "- [ ] two", "  ```python", "",
        "- [ ] no option", "  ```", "  > wrong", "- [ ] three", "  > wrong", "",
    ])  # fmt: skip


def test_a_comment_stays_above_what_it_stands_above() -> None:
    text = deck(
        "<!-- top -->", "<!-- more -->", "", "", "<!-- apart -->", "# S", "<!-- of the section -->",
        "### an-id", "<!-- of the difficulty -->", "difficulty: 2", "kind: basic", "sources: s1",
        "<!--of the answer  -->   ", "A: one", "<!-- within -->", "two",
        "<!-- of the question -->", "", "Q: what?", "<!-- below -->",
        "### other", "kind: basic", "difficulty: 1", "sources: s1", "Q: a", "A: b",
    )  # fmt: skip
    assert canonical(text) == FRONT + "\n".join([
        "", "<!-- top -->", "<!-- more -->", "", "<!-- apart -->", "", "# S", "", "<!-- of the section -->",
        "", "### an-id", "kind: basic", "<!-- of the difficulty -->", "difficulty: 2", "sources: s1", "",
        "<!-- of the question -->", "Q: what?", "<!--of the answer  -->   ", "A: one", "<!-- within -->",
        "two", "", "<!-- below -->", "", "### other", "kind: basic", "difficulty: 1", "sources: s1", "",
        "Q: a", "A: b", "",
    ])  # fmt: skip


def test_a_file_with_flaws_has_no_canonical_form() -> None:
    form = format_deck(deck("### an-id", "kind: basik", "Answer: x"), "deck.md")
    assert form.text is None
    assert any("“Answer:” is not a label" in flaw.message for flaw in form.flaws)


# --- what must hold for any file


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_deck_is_in_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert canonical(text) == text


def test_a_generated_deck_is_in_canonical_form() -> None:
    (roadmap,) = shipped_roadmaps().values()
    texts = [text for name, text in plan({}, roadmap, quiz=True).files.items() if name.endswith(".md")]
    assert len(texts) == 36
    assert all(text and formatted(text) == text for text in texts)


BLANKS = st.lists(st.sampled_from(["", "", "  ", "\t"]), max_size=2)
COMMENT = st.sampled_from(
    ["<!-- a note -->", "<!--lint-ok: len-prompt it must -->  ", "<!-- A: no answer -->"]
)
CODE = st.sampled_from(
    [
        ["```python", "x = 1  ", "", "### no-card", "A: no answer", "<!-- no comment -->", "", "```"],
        ["~~~", "  ```", "- [ ] no option", "~~~  "],
    ]
)
WORDS = st.sampled_from(
    ["word", "two  words  ", "$x_1$", "  indented", "- a bullet", "1. one", "thus: b", "> said", "ünï\u3000"]
)


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Return the lines of a field: never blank as a whole, with code, comments and gaps in between."""
    lines: list[str] = [*draw(BLANKS), draw(WORDS)]
    for piece in draw(
        st.lists(st.one_of(WORDS.map(lambda word: [word]), CODE, COMMENT.map(lambda c: [c])), max_size=3)
    ):
        lines += [*draw(BLANKS), *piece]
    return [*lines, *draw(BLANKS)]


@st.composite
def options(draw: st.DrawFn) -> list[str]:
    lines: list[str] = []
    right = draw(st.integers(0, 2))
    for number in range(3):
        lines += [*draw(BLANKS), f"- [{'x' if number == right else ' '}] option {number}  "]
        lines += [f"  {line}" for line in draw(st.one_of(st.just([]), CODE))]
        lines += [*draw(BLANKS), "  > because", *draw(st.lists(COMMENT, max_size=1)), "   >  so it is"]
    return [*lines, *draw(BLANKS)]


BODIES: dict[str, dict[str, st.SearchStrategy[list[str]]]] = {
    "basic": {"Q": texts(), "A": texts()},
    "reversible": {"T": texts(), "D": texts()},
    "typed": {"Q": texts(), "A": texts(), "Accept": st.just(["- one  ", "", "- /t(w)o/", ""])},
    "choice": {"Q": texts(), "Options": options()},
    "order": {"Q": texts(), "Order": st.just(["1. a", "", "2. b", "   and more  ", "2. c"])},
}


@st.composite
def entries(draw: st.DrawFn, number: int) -> list[str]:
    kind = draw(st.sampled_from(sorted(BODIES)))
    keys = {"kind": kind, "difficulty": "3", "sources": draw(st.sampled_from(["s1", "s1#2 ,  s1#3.1"]))}
    more = {
        "tags": "b,a",
        "as_of": "2026-01-02",
        "version": "2",
        "status": "draft",
        "formerly": "old-id ,x/old-id",
    }
    keys |= {key: more[key] for key in draw(st.sets(st.sampled_from(sorted(more))))}
    keys["formerly"] = keys["formerly"].replace("old", f"old-{number}") if "formerly" in keys else ""
    lines = [f"### entry-{number}{draw(st.sampled_from(['', '  ']))}"]
    for key in draw(st.permutations([key for key in keys if keys[key]])):
        lines += [
            *draw(BLANKS),
            *draw(st.lists(COMMENT, max_size=1)),
            f"{key}:{draw(st.sampled_from(['', '  ']))}{keys[key]}",
        ]
    extra = {"Hint": texts(), "Why": texts(), "More": texts()}
    fields = BODIES[kind] | {label: extra[label] for label in draw(st.sets(st.sampled_from(sorted(extra))))}
    for label in draw(st.permutations(sorted(fields))):
        lines += [*draw(BLANKS), *draw(st.lists(COMMENT, max_size=1))]
        text = draw(fields[label])
        beside = bool(text[0].strip()) and draw(st.booleans())
        lines += (
            [f"{label}: {text[0]}", *text[1:]]
            if beside
            else [f"{label}:{draw(st.sampled_from(['', ' ']))}", *text]
        )
    return [*lines, *draw(st.lists(COMMENT, max_size=2)), *draw(BLANKS)]


@st.composite
def decks(draw: st.DrawFn) -> str:
    lines = FRONT.splitlines()
    for number in range(draw(st.integers(1, 3))):
        lines += [
            *draw(BLANKS),
            *draw(st.sampled_from([[], ["# S "], ["#\tS", "", "##  I"], ["<!-- loose -->", ""]])),
        ]
        lines += draw(entries(number))
    return draw(st.sampled_from(["", "\ufeff"])) + draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@given(decks())
def test_no_fact_code_or_comment_changes_and_once_is_enough(text: str) -> None:
    before = read_deck(text, "deck.md")
    assert before.flaws == ()
    assert before.deck is not None
    form = canonical(text)
    after = read_deck(form, "deck.md")
    assert after.deck is not None
    assert same_facts(before.deck, after.deck)
    assert canonical(form) == form
    assert sorted(kept(text)) == sorted(kept(form))
    assert form.startswith(FRONT)
    assert "\r" not in form
    assert not re.search(r"\n\n$|\ufeff", form)


def kept(text: str) -> list[str]:
    """Return the lines that must stay byte for byte: code and comments (which also occur in the code)."""
    lines = text.replace("\r\n", "\n").split("\n")
    wanted = re.compile(r"\s*(```|~~~)|<!--|x = 1|### no-card|A: no answer")
    return [line for line in lines if wanted.match(line)]


@pytest.mark.parametrize("seed", range(5))
def test_a_shuffled_deck_finds_back_to_its_form(seed: int) -> None:
    """The shipped deck with the keys and labels of each entry in another order."""
    text = SHIPPED[0].read_text(encoding="utf-8")
    rng = Random(seed)
    pieces = re.split(r"(?m)^(?=#)", text)
    shuffled = "".join(_shuffled(piece, rng) if piece.startswith("### ") else piece for piece in pieces)
    assert shuffled != text
    assert canonical(shuffled) == text


def _shuffled(entry: str, rng: Random) -> str:
    keys, fields = entry.strip("\n").split("\n\n", 1)
    heading, *lines = keys.split("\n")
    rng.shuffle(lines)
    labels: Sequence[str] = re.split(rf"(?m)^(?=(?:{'|'.join(LABELS)}): ?)", fields)[1:]
    mixed = rng.sample([label.strip("\n") for label in labels], len(labels))
    assert all(line.partition(":")[0] in KEYS for line in lines)
    return "\n".join([heading, *lines, *mixed]) + "\n"
