from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roadmap_cards.anki.ids import guid_of, stable_64, stable_id


def test_what_was_exported_once_keeps_its_ids_for_ever() -> None:
    assert guid_of("llm-specialist/attention-mechanism/why-scale", "basic") == "l5)|YwhlC2"
    assert stable_id("notetype", "basic") == 1260260020652
    assert stable_64("field", "basic/Question") == 8255351775565173175


def test_the_same_entry_as_another_note_type_is_another_note() -> None:
    assert guid_of("a/b/c", "basic") != guid_of("a/b/c", "cloze")
    assert guid_of("a/b", "c") != guid_of("a", "b/c")


@given(st.text(max_size=40))
def test_ids_lie_where_anki_expects_them(key: str) -> None:
    assert 1_000_000_000_000 <= stable_id("deck", key) < 1_560_000_000_000
    assert 0 <= stable_64("field", key) < 1 << 63
    guid = guid_of(key, "basic")
    assert guid.isascii()
    assert not set(guid) & set(" \"'\\")
