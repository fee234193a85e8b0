"""An entry is stored as JSON and comes back as it was, of whichever kind."""

from __future__ import annotations

import pytest

from roadmap_cards.storage.decks import as_json, from_json
from roadmap_cards.study.card import Body, Entry, Face, Faces, Reversible


@pytest.mark.parametrize(
    "body",
    [
        Reversible("maison", "Haus"),
        Reversible("maison", "Haus", bare=True),
        Faces((Face("a", "b"), Face("c", "d", 3))),
    ],
)
def test_an_entry_comes_back_as_it_was(body: Body) -> None:
    entry = Entry("n1", "", "", body, 1, ())
    assert from_json(as_json(entry)) == entry


def test_an_entry_that_was_stored_before_bare_ones_were_known_can_be_read() -> None:
    stored = as_json(Entry("n1", "", "", Reversible("maison", "Haus"), 1, ())).replace(',"bare":false', "")
    assert "bare" not in stored
    assert from_json(stored).body == Reversible("maison", "Haus")
