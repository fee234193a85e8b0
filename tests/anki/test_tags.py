from __future__ import annotations

from pathlib import Path

import pytest

from anki_desktop import anki_collection, new_note
from roadmap_cards.anki.tags import clean_tag, tag_column


@pytest.mark.parametrize(
    ("tag", "clean"),
    [
        ("middle", "middle"),
        (" two  words ", "two_words"),
        ('say "hi"', "say_hi_"),
        ("a::b", "a::b"),
        ("a::::b::", "a::b"),
        ("wide\u3000space\ttab", "wide_space_tab"),
        ("cafe\u0301", "café"),
        ("::", ""),
        ("", ""),
    ],
)
def test_a_tag_becomes_one_word(tag: str, clean: str) -> None:
    assert clean_tag(tag) == clean
    assert clean_tag(clean) == clean


def test_tags_stand_in_order_with_spaces_around_them() -> None:
    assert tag_column(["b", "a", "two words", "A", "b"]) == " A b two_words "
    assert not tag_column(["", " "])


def test_anki_keeps_our_tags_as_they_are(tmp_path: Path) -> None:
    ours = tag_column(["two words", 'a"b', "x::y::", "ünï", "c++", "#1"])
    with anki_collection(tmp_path) as collection:
        note = new_note(collection, "Basic", Front="x")
        note.tags = collection.tags.split(ours)
        collection.update_note(note)
        assert sorted(collection.get_note(note.id).tags) == sorted(ours.split())
