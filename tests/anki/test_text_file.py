"""Text files go to a real Anki and come back; what a spreadsheet or a person writes is read or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest

from roadmap_cards.anki.text import text_file
from roadmap_cards.anki.text.text_file import TextRow, read_text, write_rows, write_text
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import CancelledError

ROWS = (
    TextRow(
        "g1", "Basic", "Ours::Python::Lists", ("python", "a::b"), ("<b>front</b>", "one\n# two\n\nthree")
    ),
    TextRow("g2", "Basic", "Ours", (), ("#no comment", 'says "hi", and\tmore; | all')),
    TextRow("g3", "Cloze", "Ours::Python", ("x",), ("{{c1::a}} and {{c2::b}}", "", "")),
    TextRow("g4", "Basic", "Ours::Python::Lists", (), ("", "no front")),
)


def read(text: str, name: str = "cards.csv") -> text_file.TextFile:
    return read_text(text.encode(), name)


def fields(text: str) -> list[tuple[str, ...]]:
    return [row.fields for row in read(text).rows]


def refusal(data: str | bytes) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        read_text(data.encode() if isinstance(data, str) else data, "cards.csv")
    assert "cards.csv" in caught.value.message
    return caught.value


def imported(folder: Path, text: str) -> list[tuple[str, str, list[str], list[str], set[str]]]:
    """Return what a new Anki makes of a text, by guid: note type, fields, tags and decks."""
    path = folder / "cards.txt"
    path.write_text(text, encoding="utf-8", newline="")
    collection = Collection(str(folder / "collection.anki2"))
    try:
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
        collection.models._clear_cache()
        notes = [collection.get_note(number) for number in collection.find_notes("")]
        found = []
        for note in notes:
            notetype = note.note_type()
            assert notetype is not None
            decks = {collection.decks.name(card.did) for card in note.cards()}
            found.append((note.guid, str(notetype["name"]), note.fields, note.tags, decks))
        return sorted(found)
    finally:
        collection.close()


# --- Writing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_what_is_written_reads_back_the_same(separator: str) -> None:
    read_back = read(write_text(ROWS, separator))
    assert read_back.separator == separator
    assert read_back.html
    by_guid = {row.guid: row for row in read_back.rows}
    for row in ROWS:
        again = by_guid[row.guid]
        assert (again.notetype, again.deck, again.tags) == (row.notetype, row.deck, row.tags)
        assert again.fields == (*row.fields, "", "", "")[:3]


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_anki_takes_every_row_as_it_was_meant(tmp_path: Path, separator: str) -> None:
    rows = [row for row in ROWS if row.fields[0]]
    assert imported(tmp_path, write_text(rows, separator)) == [
        ("g1", "Basic", ["<b>front</b>", "one\n# two\n\nthree"], ["a::b", "python"], {"Ours::Python::Lists"}),
        ("g2", "Basic", ["#no comment", 'says "hi", and\tmore; | all'], [], {"Ours"}),
        ("g3", "Cloze", ["{{c1::a}} and {{c2::b}}", ""], ["x"], {"Ours::Python"}),
    ]


def test_a_deck_stands_below_the_decks_above_it_and_the_rest_keeps_its_order() -> None:
    decks = [row.deck for row in read(write_text(ROWS)).rows]
    assert decks == ["Ours", "Ours::Python", "Ours::Python::Lists", "Ours::Python::Lists"]


def test_a_file_without_rows_is_a_head_alone() -> None:
    assert read(write_text(())).rows == ()


def test_writing_stops_where_the_person_wants_no_more(tmp_path: Path) -> None:
    def stop(_doing: str, done: int, of: int) -> None:
        assert of == 1500
        if done:
            raise CancelledError

    with (tmp_path / "out.txt").open("w", encoding="utf-8", newline="") as out, pytest.raises(CancelledError):
        write_rows(out, [TextRow(str(at), "Basic", "D", (), ("a", "b")) for at in range(1500)], "\t", stop)


# --- Reading ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("front\tback\nfront, with comma\tback\n", "\t"),
        ("front;back\nfront, with comma;back, too\n", ";"),
        ("front,back\n", ","),
        ("what; is it,back\nfront,back; more; of it\n", ","),
        ('"what; is, it";back\n"x;y";b\n', ";"),
        ("front|back\nfront, x|back\n", "|"),
        ("just text\nand: more\n", "\t"),
    ],
)
def test_the_separator_is_seen_in_the_rows(text: str, separator: str) -> None:
    assert read(text).separator == separator


@pytest.mark.parametrize("said", ["comma", "Comma", ",", " comma "])
def test_a_separator_that_is_said_holds(said: str) -> None:
    assert fields(f"#separator:{said}\na;b,c;d\n") == [("a;b", "c;d")]


def test_a_tab_can_be_said_as_itself() -> None:
    assert fields("#separator:\t\na,b\tc\n") == [("a,b", "c")]


def test_columns_of_the_head_go_where_they_belong() -> None:
    found = read(
        "#separator:tab\n#html:true\n#tags:all of\n#deck column:3\n#notetype column:4\n#tags column:5\n"
        "#guid column:1\n#if matches:keep both\n#match scope:notetype\n"
        "g1\tfront\tA::B\tBasic\tx y all\tback\n"
    )
    assert found.rows == (TextRow("g1", "Basic", "A::B", ("x", "y", "all", "of"), ("front", "back"), 10),)


def test_values_of_the_head_hold_for_all_rows() -> None:
    found = read("tags:one two\n#deck:A::B\n#notetype:Mine\n#columns:Word,Meaning\n#separator:comma\na,b\n")
    assert found.rows == (TextRow("", "Mine", "A::B", ("one", "two"), ("a", "b"), 6),)
    assert found.columns == ("Word", "Meaning")


def test_names_of_special_columns_are_no_names_of_fields() -> None:
    assert read("#separator:,\n#columns:Id,Word,Meaning\n#guid column:1\ng,a,b\n").columns == (
        "Word",
        "Meaning",
    )


def test_plain_text_becomes_html_and_html_stays() -> None:
    assert fields('#html:false\nList<int> & co\t"two\nlines"\n') == [
        ("List&lt;int&gt; &amp; co", "two<br>lines")
    ]
    assert fields("#html:true\n<i>a</i>\tb &amp; c\n") == [("<i>a</i>", "b &amp; c")]


def test_html_is_seen_where_nothing_says_so() -> None:
    assert fields("a\tb\nc\t<b>d</b>\n") == [("a", "b"), ("c", "<b>d</b>")]
    assert fields("a < b & c\tdict<str, int>\n") == [("a &lt; b &amp; c", "dict&lt;str, int&gt;")]


def test_comments_and_blank_lines_are_no_rows_but_are_text_inside_one() -> None:
    found = read('#separator:,\n#html:true\n\na,"one\n#two\n\nthree"\n# remark\n\nb,c\n')
    assert [(row.line, row.fields) for row in found.rows] == [
        (4, ("a", "one\n#two\n\nthree")),
        (10, ("b", "c")),
    ]


def test_short_rows_are_filled_and_long_ones_lose_nothing() -> None:
    assert fields("a,b,c\nd\ne,f,g,h\n") == [("a", "b", "c"), ("d", "", ""), ("e", "f", "g", "h")]


def test_quotes_inside_a_cell_are_text() -> None:
    assert fields('#html:true\n"x""y",z "q" w\nab"c,d\n') == [('x"y', 'z "q" w'), ('ab"c', "d")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_usual_encodings_and_line_endings_are_read(encoding: str, ending: str) -> None:
    data = ending.join(["#separator:;", "#html:true", 'Größe;"l1', 'l2"', "日本;z", ""]).encode(encoding)
    assert [row.fields for row in read_text(data, "x.csv").rows] == [("Größe", "l1\nl2"), ("日本", "z")]


# --- What cannot be read ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a,b\nGröße,c\n".encode("latin-1"), ("line 2", "UTF-8")),
        (b"a,b\nc,\x00d\n", ("line 2", "NUL")),
        ('a,b\nc,"d\ne,f\n', ("line 2", "never closed")),
        ("#separator:dot\na.b\n", ("line 1", "separator")),
        ("#html:perhaps\na\n", ("line 1", "#html")),
        ("#html:true\n#guid column:first\na\n", ("line 2", "column")),
        ("#guid column:0\na\n", ("line 1", "column")),
        ("#guid column:99999999999999999999\na\n", ("line 1", "column")),
        ("#guid column:1\n#tags column:2\n#separator:,\na,b\n", ("line 4", "no column is left")),
        (f"a,{'x' * 200_000}\n", ("line 1", "too large")),
        ("#separator:,\n" + "," * 200_000 + "\n", ("line 2", "cells")),
        ("\n" * 2_000_001, ("lines",)),
        (b"x" * 64_000_001, ("64 MB",)),
        ("a\n" * 500_001, ("rows",)),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(data: str | bytes, words: tuple[str, ...]) -> None:
    problem = refusal(data)
    assert all(word in problem.message for word in words)
