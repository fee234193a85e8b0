"""Our notes come home as what they went out as, edited or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from roadmap_cards.anki.content import FIELD_SEPARATOR, AnkiDeck, Content, Head, Note, NoteType
from roadmap_cards.anki.ids import guid_of
from roadmap_cards.anki.notes.mapping import MappedNote, map_notes
from roadmap_cards.anki.notes.own_notes import own_type
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.anki.writing.note_fields import notes_of
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Citation,
    Cloze,
    Entry,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.sides import back, front
from roadmap_cards.work import unheard

DECKS = Path(__file__).parents[2] / "decks"
RIGHT, ALSO, WRONG = Option("- *a*", True, "because `x`"), Option("b", True, "so"), Option("c", False, "no")


def home(entry: Entry, notetype: NoteType | None = None, *extra: str, tags: str = "") -> MappedNote:
    """Send an entry out, and read it again."""
    out = notes_of(entry, f"road/topic/{entry.id}", ("Level",), lambda name: name)[0]
    notetype = notetype or notetypes()[out.type_key]
    fields = FIELD_SEPARATOR.join((out.fields, *extra))
    guid = guid_of(f"road/topic/{entry.id}", out.type_key)
    note = Note(1, guid, notetype.id, 0, tags, fields)
    head = Head(0, None, 4, {notetype.id: notetype}, {1: AnkiDeck(1, "Default")}, {})
    (mapped,) = map_notes(Content(head, [note], [], []), unheard)
    return mapped


@pytest.mark.parametrize(
    "body",
    [
        Basic("What is **it**?", "This:\n\n- a\n- b"),
        Reversible("softmax", "$e^x$ over their sum"),
        Cloze("The {{c1::cat}} sat on `the {{c3::mat}}` {{c4::std::vector}}"),
        Typed("7 + 1?", "8"),
        Choice("Which?", (RIGHT, WRONG)),
        Multi("Which?", (RIGHT, WRONG, ALSO)),
        Order("How?", ("first", "```python\nx = 1\n```", "then")),
    ],
)
def test_an_entry_comes_home_as_it_went(body: Body) -> None:
    entry = Entry("one", "", "", body, 1, (), hint="a hint", why="because **so**", more="and `more`")
    mapped = home(entry)
    assert mapped.entry is not None
    assert mapped.key == "road/topic/one"
    assert shown(mapped.entry) == shown(entry)
    assert tuple(mapped.variants.values()) == variants(body)


def shown(entry: Entry) -> list[str]:
    """Return all that a person sees of an entry; how it is marked up is free."""
    body = entry.body
    sides = [plain(side(body, card)) for card in variants(body) or ("",) for side in (front, back)]
    if isinstance(body, Choice | Multi):
        sides += [plain(f"{option.correct} {option.text}: {option.why}") for option in body.options]
    return [type(body).__name__, *sides, plain(entry.hint), plain(entry.why), plain(entry.more)]


@pytest.mark.parametrize("path", sorted(DECKS.glob("*/[a-z]*.md")), ids=lambda path: path.stem)
def test_every_shipped_entry_comes_home_as_it_went(path: Path) -> None:
    deck = read_deck_file(path).deck
    assert deck is not None
    for entry in deck.entries:
        mapped = home(entry)
        assert mapped.entry is not None
        body = entry.body
        # A note does not say that its answer is what a program prints.
        went = replace(entry, body=Typed(body.prompt, body.answer)) if isinstance(body, Output) else entry
        assert shown(mapped.entry)[1:] == shown(went)[1:]
        assert [source.url for source in mapped.entry.sources] == [source.url for source in entry.sources]


def test_sources_come_home() -> None:
    sources = (
        Citation("A Book, and More", "https://x.org/a?b=1&c=2", 2017, "3.2, 4"),
        Citation("The Manual", "https://x.org", None, "some-place"),
        Citation("By heart", ""),
    )
    mapped = home(Entry("one", "", "", Basic("a", "b"), 1, sources))
    assert mapped.entry is not None
    assert mapped.entry.sources == sources


def test_only_a_persons_own_tags_come_home() -> None:
    entry = Entry("one", "", "", Basic("a", "b"), 1, ())
    mapped = home(entry, tags=" roadmap-cards::junior::python roadmap-cards mine roadmap-cards-too ")
    assert mapped.entry is not None
    assert mapped.entry.tags == ("mine", "roadmap-cards-too")


def test_a_type_is_known_again_when_its_fields_were_renamed_and_one_was_added() -> None:
    basic = notetypes()["basic"]
    renamed = replace(
        basic, name="Mine", fields=("Frage", *basic.fields[1:], "Mnemonic"), field_ids=(*basic.field_ids, 77)
    )
    mapped = home(Entry("one", "", "", Basic("a", "b"), 1, ()), renamed, "a <b>donkey</b>")
    assert mapped.entry is not None
    assert (mapped.entry.body, mapped.entry.more) == (Basic("a", "b"), "**Mnemonic**: a **donkey**")


def test_a_copy_that_anki_made_of_a_type_is_ours_too() -> None:
    assert (
        own_type(replace(notetypes()["cloze"], id=5, name="Roadmap Cards Cloze+", field_ids=())) is not None
    )
    assert own_type(replace(notetypes()["cloze"], id=5, name="Cloze")) is None
    assert own_type(replace(notetypes()["cloze"], fields=("Text",), field_ids=())) is None


def test_options_that_were_rewritten_in_anki_are_an_answer() -> None:
    out = notes_of(
        Entry("one", "", "", Choice("Which?", (RIGHT, WRONG)), 1, ()), "r/t/one", (), lambda name: name
    )[0]
    fields = out.fields.split(FIELD_SEPARATOR)
    fields[2] = "it is <b>a</b>"
    choice = notetypes()["choice"]
    note = Note(1, "guid", choice.id, 0, "", FIELD_SEPARATOR.join(fields))
    (mapped,) = map_notes(Content(Head(0, None, 4, {choice.id: choice}, {}, {}), [note], [], []), unheard)
    assert mapped.entry is not None
    assert mapped.entry.body == Basic("Which?\n\n1. - *a*\n2. c", "it is **a**")


def test_a_key_that_somebody_wrote_over_is_none() -> None:
    basic = notetypes()["basic"]
    fields = FIELD_SEPARATOR.join(["a", "b", *[""] * 7, "my own note"])
    note = Note(1, "guid", basic.id, 0, "", fields)
    (mapped,) = map_notes(Content(Head(0, None, 4, {basic.id: basic}, {}, {}), [note], [], []), unheard)
    assert mapped.key == ""
    assert mapped.entry is not None
    assert mapped.entry.id.startswith("n")
