"""What the real Anki does with a package of ours when it has one of them already, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import Collection

from anki_desktop import anki_collection, import_package
from roadmap_cards.anki.content import AnkiCard
from roadmap_cards.anki.notetypes import BASIC, CLOZE, notetypes
from sample_package import EDITED, SamplePackage, studied_package

if TYPE_CHECKING:
    from anki.notes import Note

TODAY = 700
LATER = EDITED + 1000
FUTURE = 4_000_000_000


@pytest.fixture
def package() -> SamplePackage:
    return studied_package(TODAY)


def write_and_import(
    collection: Collection, package: SamplePackage, folder: Path, **options: bool
) -> tuple[int, int, int]:
    """Import a package and return how many notes were new, updated, and left alone."""
    path = folder / "ours.apkg"
    package.write(path)
    log = import_package(collection, path, **options)
    return len(log.new), len(log.updated), len(log.duplicate)


def note_of(collection: Collection, key: str) -> Note:
    (found,) = collection.find_notes(f'"Source ID:{key}"')
    return collection.get_note(found)


def rows(collection: Collection, statement: str) -> list[Any]:
    assert collection.db is not None
    return list(collection.db.all(statement))


CARDS = "select id, did, due, ivl, factor, reps, lapses, queue, flags, data from cards order by id"
LOG = "select * from revlog order by id"


@pytest.mark.parametrize("merge", [False, True])
def test_the_same_again_changes_nothing(tmp_path: Path, package: SamplePackage, merge: bool) -> None:
    with anki_collection(tmp_path) as collection:
        assert write_and_import(collection, package, tmp_path, merge=merge) == (10, 0, 0)
        before = rows(collection, CARDS), rows(collection, LOG)
        assert write_and_import(collection, package, tmp_path, merge=merge) == (0, 0, 10)
        assert (rows(collection, CARDS), rows(collection, LOG)) == before
        assert not collection.models.by_name("Roadmap Cards Basic+")


def test_a_correction_arrives_and_progress_stays(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        before = rows(collection, CARDS), rows(collection, LOG)
        id_ = note_of(collection, "review").id
        package.edit(3, LATER, Answer="A better answer.", tags=" corrected ")
        # What was learned here meanwhile is not for Anki to take.
        package.cards[3] = package.cards[3]._replace(interval=99, due=TODAY + 99, reps=9)
        assert write_and_import(collection, package, tmp_path) == (0, 1, 9)
        note = note_of(collection, "review")
        assert (note.id, note["Answer"], note.tags) == (id_, "A better answer.", ["corrected"])
        assert (rows(collection, CARDS), rows(collection, LOG)) == before


def test_what_was_edited_in_anki_stays_until_ours_is_newer(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        note = note_of(collection, "review")
        note["Answer"] = "My own words."
        note.tags = ["mine"]
        collection.update_note(note)
        package.edit(3, note.mod - 1000, Answer="Ours.")
        assert write_and_import(collection, package, tmp_path) == (0, 0, 10)
        assert note_of(collection, "review")["Answer"] == "My own words."
        package.edit(3, FUTURE, Answer="Ours.")
        write_and_import(collection, package, tmp_path)
        assert note_of(collection, "review")["Answer"] == "Ours."
        assert note_of(collection, "review").tags == []


def test_a_new_note_and_a_new_gap_are_added_to_what_is_there(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        package.edit(8, LATER, Text="{{c1::Query}} meets {{c2::key}} and {{c3::value}}.")
        gap = next(card for card in package.cards if card.note == package.notes[8].id)
        package.cards.append(gap._replace(id=gap.id + 2, ordinal=2))
        (card,) = package.add("late", BASIC, "What is late?", "Better than never.")
        package.answer(
            card, card._replace(type=2, queue=2, due=TODAY, interval=7, factor=2500, reps=1), EDITED
        )
        assert write_and_import(collection, package, tmp_path) == (1, 1, 9)
        assert len(note_of(collection, "gaps").cards()) == 3
        assert note_of(collection, "late").cards()[0].ivl == 7


def test_a_schedule_comes_only_with_new_cards(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path, scheduling=False)
        assert rows(collection, "select count() from cards where type != 0") == [[0]]
        write_and_import(collection, package, tmp_path, scheduling=True)
        assert rows(collection, "select count() from cards where type != 0") == [[0]]
        assert rows(collection, LOG) == []


def test_cards_stay_in_the_deck_where_the_person_put_them(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        deck = collection.decks.by_name("Roadmap::Middle::Attention")
        assert deck is not None
        collection.decks.rename(deck["id"], "My deck")
        package.add("late", BASIC, "What is late?")
        write_and_import(collection, package, tmp_path)
        assert {card.did for card in note_of(collection, "review").cards()} == {deck["id"]}
        again = collection.decks.by_name("Roadmap::Middle::Attention")
        assert again is not None
        assert note_of(collection, "late").cards()[0].did == again["id"]


def test_a_note_that_was_deleted_in_anki_comes_back(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        collection.remove_notes([note_of(collection, "review").id])
        assert write_and_import(collection, package, tmp_path) == (1, 0, 9)
        assert note_of(collection, "review")["Question"] == "What is review?"


def test_a_note_that_is_gone_here_stays_in_anki(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        gone = package.notes.pop(3)
        package.cards = [card for card in package.cards if card.note != gone.id]
        write_and_import(collection, package, tmp_path)
        assert note_of(collection, "review")


@pytest.mark.parametrize("merge", [False, True])
def test_a_person_may_rename_what_is_ours(tmp_path: Path, package: SamplePackage, merge: bool) -> None:
    """Fields, templates and the type are known by their ids: the names stay the person's, updates arrive."""
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        type_ = collection.models.by_name("Roadmap Cards Basic")
        assert type_ is not None
        type_["name"] = "Mine"
        collection.models.rename_field(type_, type_["flds"][1], "Rückseite")
        type_["tmpls"][0]["name"] = "Meine Karte"
        collection.models.update_dict(type_)
        package.edit(3, FUTURE, Answer="A better answer.")
        write_and_import(collection, package, tmp_path, merge=merge)
        note = note_of(collection, "review")
        assert note["Rückseite"] == "A better answer."
        kept = collection.models.by_name("Mine")
        assert kept is not None
        assert len(kept["flds"]) == len(notetypes()[BASIC].fields)
        assert [template["name"] for template in kept["tmpls"]] == ["Meine Karte"]
        assert collection.models.by_name("Roadmap Cards Basic") is None


@pytest.mark.parametrize("merge", [False, True])
def test_an_entry_may_become_another_kind(tmp_path: Path, merge: bool) -> None:
    """With the same guid Anki would refuse the whole package, or mix up the fields of the two types."""
    before, after = SamplePackage(), SamplePackage()
    before.add("same", BASIC, "What?", "That.")
    after.add("same", CLOZE, "It is {{c1::that}}.")
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, before, tmp_path, merge=merge)
        assert write_and_import(collection, after, tmp_path, merge=merge)[0] == 1
        assert len(collection.find_notes('"Source ID:same"')) == 2


def test_a_deck_is_found_again_by_its_name(tmp_path: Path, package: SamplePackage) -> None:
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        decks = {deck.name: deck.id for deck in collection.decks.all_names_and_ids()}
        write_and_import(collection, package, tmp_path)
        assert {deck.name: deck.id for deck in collection.decks.all_names_and_ids()} == decks


def test_cards_that_anki_made_on_its_own_are_not_doubled(tmp_path: Path, package: SamplePackage) -> None:
    """A card is known by its note and place, not by its id."""
    with anki_collection(tmp_path) as collection:
        write_and_import(collection, package, tmp_path)
        before = rows(collection, "select count() from cards")
        package.cards = [AnkiCard(card.id + 7_000_000, *card[1:]) for card in package.cards]
        package.answers = [answer._replace(card=answer.card + 7_000_000) for answer in package.answers]
        write_and_import(collection, package, tmp_path)
        assert rows(collection, "select count() from cards") == before
