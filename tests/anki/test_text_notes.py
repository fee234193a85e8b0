"""Rows of a text file become notes and new cards, and the same file again becomes the same ones."""

from __future__ import annotations

from roadmap_cards.anki.content import Content, Note, NoteType, Template
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.anki.text.text_file import TextRow, read_text, write_text
from roadmap_cards.anki.text.text_notes import as_content

OURS = NoteType(
    7,
    "Roadmap Cards Basic",
    ("Question", "Answer", "Extra"),
    (Template("Card 1", "{{Question}}", "{{Answer}}"),),
)
KNOWN = {OURS.name: OURS}


def content(text: str) -> Content:
    return as_content(read_text(text.encode(), "cards.csv"), 1_795_420_800, "Cards", KNOWN)


def notetype(found: Content, note: Note) -> NoteType:
    return found.head.notetypes[note.notetype]


def fields(note: Note) -> list[str]:
    return note.fields.split("\x1f")


def test_two_columns_are_front_and_back_in_a_deck_named_by_the_caller() -> None:
    found = content("What?,That.\nWho?,She.\n")
    assert [fields(note) for note in found.notes] == [["What?", "That."], ["Who?", "She."]]
    assert {notetype(found, note).stock for note in found.notes} == {1}
    assert [found.head.decks[card.deck].name for card in found.cards] == ["Cards", "Cards"]
    assert [(card.type, card.queue, card.ordinal, card.due) for card in found.cards] == [
        (0, 0, 0, 1),
        (0, 0, 0, 2),
    ]
    assert [card.note for card in found.cards] == [note.id for note in found.notes]
    assert not found.answers


def test_one_column_has_an_empty_back() -> None:
    assert [fields(note) for note in content("just words\n").notes] == [["just words", ""]]


def test_further_columns_are_shown_below_the_back() -> None:
    found = content("#columns:Word,Meaning,Example,a{b}\n#separator:,\na,b,c,d\n")
    kind = notetype(found, found.notes[0])
    assert kind.fields == ("Word", "Meaning", "Example", "Field 4")
    assert kind.templates[0].front == "{{Word}}"
    assert kind.templates[0].back.endswith("{{Meaning}}<br>{{Example}}<br>{{Field 4}}")


def test_a_gap_in_the_first_field_makes_a_cloze_with_a_card_for_each_number() -> None:
    found = content("{{c1::a}} {{c3::b}} {{c1::c}},extra\nplain,{{c1::no gap here}}\n")
    cloze, basic = found.notes
    assert notetype(found, cloze).cloze
    assert not notetype(found, basic).cloze
    assert [card.ordinal for card in found.cards if card.note == cloze.id] == [0, 2]
    assert [card.ordinal for card in found.cards if card.note == basic.id] == [0]


def test_the_note_types_that_every_anki_has_make_their_cards() -> None:
    found = content(
        "#separator:,\n#notetype column:1\n"
        "Basic (and reversed card),a,b\nBasic (optional reversed card),c,d\n"
        "Basic (optional reversed card),e,f,y\nBasic (type in the answer),g,h\nBasic,{{c1::i}},j\n"
    )
    made = [[card.ordinal for card in found.cards if card.note == note.id] for note in found.notes]
    assert made == [[0, 1], [0], [0, 1], [0], [0]]
    assert [notetype(found, note).stock for note in found.notes] == [2, 3, 3, 4, 1]


def test_a_note_type_of_this_program_is_found_by_its_name() -> None:
    found = content("#separator:,\n#notetype:Roadmap Cards Basic\nq,a,x\n")
    assert notetype(found, found.notes[0]) is OURS
    assert fields(found.notes[0]) == ["q", "a", "x"]


def test_columns_with_the_names_of_its_fields_may_stand_in_any_order() -> None:
    found = content("#separator:,\n#notetype:Roadmap Cards Basic\n#columns:Answer,Question\na,q\n")
    assert fields(found.notes[0]) == ["q", "a", ""]


def test_a_row_with_more_fields_than_the_note_type_keeps_them() -> None:
    found = content("#separator:,\n#notetype:Roadmap Cards Basic\nq,a,x,more\n")
    assert fields(found.notes[0]) == ["q", "a", "x", "more"]
    assert notetype(found, found.notes[0]).name not in KNOWN


def test_the_same_file_again_has_the_same_guids_and_ids() -> None:
    text = "What?,That.\nWhat?,This.\n{{c1::a}},b\n"
    assert content(text) == content(text)
    assert len({note.guid for note in content(text).notes}) == 3


def test_a_corrected_answer_keeps_its_guid() -> None:
    (before,) = content("What?,That.\n").notes
    (after,) = content("What?,This.\n").notes
    assert before.guid == after.guid
    assert before.fields != after.fields


def test_a_row_that_stands_there_twice_is_one_note() -> None:
    assert len(content("What?,That.\nWhat?,That.\n").notes) == 1


def test_of_rows_with_one_guid_the_last_counts() -> None:
    found = content("#separator:,\n#guid column:1\ng,a,b\ng,c,d\n")
    assert [(note.guid, fields(note)) for note in found.notes] == [("g", ["c", "d"])]


def test_the_sign_between_fields_cannot_be_smuggled_in() -> None:
    assert [fields(note) for note in content("a\x1fb,c\n").notes] == [["a b", "c"]]


def test_tags_are_written_as_a_note_holds_them() -> None:
    assert [note.tags for note in content("#separator:,\n#tags column:3\na,b,y x\n").notes] == [" x y "]


def test_notes_of_all_our_types_come_back_from_a_file_of_ours() -> None:
    ours = {one.name: one for one in notetypes().values()}
    rows = [
        TextRow(
            f"g{number}",
            name,
            "Roadmap Cards::Topic",
            ("x",),
            tuple(f"{{{{c1::{at}}}}}" for at in one.fields),
        )
        for number, (name, one) in enumerate(ours.items())
    ]
    found = as_content(read_text(write_text(rows, ",").encode(), "cards.csv"), 0, "Cards", ours)
    assert [notetype(found, note) for note in found.notes] == list(ours.values())
    assert [tuple(fields(note)) for note in found.notes] == [row.fields for row in rows]
    assert [note.guid for note in found.notes] == [row.guid for row in rows]
    made = [len([card for card in found.cards if card.note == note.id]) for note in found.notes]
    assert made == [len(one.templates) for one in ours.values()]
