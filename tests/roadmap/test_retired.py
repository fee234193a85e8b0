"""`retired:` in the front matter: what was published, is gone for good, and must not come back as another."""

from __future__ import annotations

import pytest

from roadmap_cards.roadmap.deck_file import ReadDeck, read_deck

BASIC = "### second\nkind: basic\ndifficulty: 1\nsources: book\nQ: One?\nA: Two.\n"
CLOZE = "### roles\nkind: cloze\ndifficulty: 1\nsources: book\nC: A {{c1::query}} and {{c3::values}}.\n"


def read(retired: str, *cards: str) -> ReadDeck:
    return read_deck(
        f"---\nformat: 1\ntopic: git\ntitle: Git\nstatus: reviewed\n{retired}\nsources:\n"
        '  book: {title: "A book", url: "https://example.org/a"}\n---\n' + "".join(cards),
        "git.md",
    )


@pytest.mark.parametrize(
    "retired", ["retired: first, roles#c2", "retired: [first, roles#c2]", "retired:\n- first\n- roles#c2"]
)
def test_what_is_gone_is_listed(retired: str) -> None:
    outcome = read(retired, BASIC)
    assert outcome.flaws == ()
    assert outcome.deck is not None
    assert outcome.deck.retired == ("first", "roles#c2")


def test_the_other_gaps_keep_their_numbers() -> None:
    assert read("retired: roles#c2", CLOZE).flaws == ()
    (flaw,) = read("retired: first", CLOZE).flaws
    assert "the numbers of the gaps must run 1, 2, 3" in flaw.message


@pytest.mark.parametrize(
    ("retired", "card", "line", "words"),
    [
        ("retired: second", BASIC, 10, "the id “second” is retired in the front matter and never used again"),
        (
            "retired: second#main",
            BASIC,
            10,
            "“second#main” is retired in the front matter, and this card has it",
        ),
        (
            "retired: roles#c3",
            CLOZE.replace("{{c3", "{{c2::keys}} {{c3"),
            14,
            "the gap c3 is retired in the front matter; give this one a number of its own",
        ),
        (
            "retired: first",
            BASIC.replace("Q:", "formerly: first\nQ:"),
            14,
            "“formerly: first”: that id is retired in the front matter; keep one of the two",
        ),
        (
            "retired: first",
            BASIC.replace("Q:", "formerly: git/first\nQ:"),
            14,
            "“formerly: first”: that id is retired in the front matter; keep one of the two",
        ),
        ("retired: No Id", BASIC, 6, "“retired:” is not right; it is a list of ids that are gone for good"),
        ("retired: [roles#d2]", BASIC, 6, "“retired:” is not right"),
        ("retired: {a: b}", BASIC, 6, "“retired:” is not right"),
    ],
)
def test_what_cannot_be_is_told_at_its_line(retired: str, card: str, line: int, words: str) -> None:
    ((place, message),) = [(flaw.line, flaw.message) for flaw in read(retired, card).flaws]
    assert place == line
    assert words in message


def test_a_card_of_a_retired_id_is_not_studied() -> None:
    deck = read("retired: second", BASIC, CLOZE.replace("c3", "c2")).deck
    assert deck is not None
    assert [entry.id for entry in deck.entries] == ["roles"]
