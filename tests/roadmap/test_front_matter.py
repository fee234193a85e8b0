from __future__ import annotations

import pytest

from roadmap_cards.roadmap.deck_file import ReadDeck, read_deck

FRONT = """\
format: 1
topic: attention
title: Attention
status: reviewed
sources:
  one: {title: "A work", url: "https://example.org/a"}"""


def read(front: str) -> ReadDeck:
    return read_deck(f"---\n{front}\n---\n", "own.md")


def only_flaw(front: str) -> tuple[int, str]:
    outcome = read(front)
    assert outcome.deck is None
    ((line, message),) = [(flaw.line, flaw.message) for flaw in outcome.flaws]
    return line, message


def test_scalars_stay_the_text_they_are() -> None:
    deck = read(FRONT.replace("title: Attention", "title: 3.10").replace("status", "lang: no\nstatus")).deck
    assert deck is not None
    assert (deck.title, deck.language) == ("3.10", "no")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("format: 1", "format: 2"), 2, "“format:” is not right; it is 1"),
        (("topic: attention", "topic: The Topic"), 3, "“topic:” is not right; it is the short name"),
        (("title: Attention", "title:"), 4, "the front matter has no “title:”"),
        (("status: reviewed", "status: done"), 5, "write “status: reviewed” for cards to study"),
        (("status: reviewed\n", ""), 2, "the front matter has no “status:”"),
        (("topic:", "autor: me\ntopic:"), 3, "“autor:” is not known to the front matter; it takes format"),
        (("topic:", "roadmap: No Slug\ntopic:"), 3, "“roadmap:” is not right"),
        (("topic:", "title: Again\ntopic:"), 5, "“title:” stands in the front matter twice"),
        (("https:", "http:"), 7, "“url:” of the source “one” is not right; it is a full address"),
        (("url:", "year: soon, url:"), 7, "“year:” of the source “one” is not right; it is a year"),
        (("url:", "read: 2026-02-30, url:"), 7, "“read:” of the source “one” is not right"),
        (("url:", "kind: film, url:"), 7, "one of paper, docs, book, standard and article"),
        (("url:", "author: me, url:"), 7, "“author:” of the source “one” is not known"),
        (('title: "A work", ', ""), 7, "the front matter has no “title:” of the source “one”"),
        (
            ('{title: "A work", url: "https://example.org/a"}', "a work"),
            7,
            "“one:” is not right; give each source",
        ),
        (("one:", '"o n e":'), 7, "“o n e” cannot be the key of a source"),
        (
            ('\n  one: {title: "A work", url: "https://example.org/a"}', " {}"),
            6,
            "list the works that the cards cite",
        ),
        (("title: Attention", "title: Attention: more"), 4, "stands in double quotes"),
        (("title: Attention", "\ttitle: Attention"), 4, "indented with spaces"),
        (("title: Attention", 'title: "\\UFFFFFFFF"'), 2, "an escape sequence that stands for no character"),
        (("title: Attention", 'title: "\\uD800"'), 4, "a character that cannot be shown"),
        (("title:", '"\\uD800": x\ntitle:'), 4, "“?:” is not known to the front matter"),
        (("title: Attention", "title: !!python/name:os.system x"), 4, "uses a tag"),
        (("title: Attention", "title: [[[[[[[[x]]]]]]]]"), 4, "nested too deeply"),
        (("title: Attention", "title: &a Attention"), 4, "uses an anchor"),
        (("title: Attention", "title: " + "x" * 64_000), 2, "over 64 kB"),
    ],
)
def test_a_fault_is_told_in_words_and_with_its_line(change: tuple[str, str], line: int, words: str) -> None:
    assert change[0] in FRONT
    found_line, message = only_flaw(FRONT.replace(*change, 1))
    assert found_line == line
    assert words in message


def test_an_alias_bomb_is_refused_before_it_is_built() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    line, message = only_flaw(bomb + FRONT)
    assert line == 2
    assert "an anchor “&” or an alias “*”" in message


def test_all_faults_of_the_front_matter_are_told_at_once() -> None:
    front = FRONT.replace("format: 1", "format: x").replace("reviewed", "x").replace("https", "ftp")
    assert [flaw.line for flaw in read(front).flaws] == [2, 5, 7]


def test_front_matter_without_fields_is_told_once() -> None:
    for front in ("just words", "words\n\nand more", "- a list", ""):
        assert "holds no “name: value” lines" in only_flaw(front)[1]
