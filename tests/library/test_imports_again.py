"""What is imported twice, in another order, half taken back, or while something else is done."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from anki.decks import DeckId
from anki.notes import NoteId

from anki_desktop import anki_collection, import_package
from import_desk import PICTURE, ImportDesk
from made_package import NOTE_TYPE, Made, collection_11, package
from own_deck import OWN_DECK
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.exchange import ExportOrder, Format, Imported, Scope
from roadmap_cards.library.incoming import IncomingNote
from roadmap_cards.library.incoming_writer import IncomingWriter
from roadmap_cards.library.library import OpenCollection, second_library
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Learned, Rating, variants
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import replay
from roadmap_cards.study.sides import front
from roadmap_cards.work import unheard


def edited(desk: ImportDesk, words: str, field: int, text: str) -> NoteId:
    note = desk.anki.get_note(desk.anki.find_notes(words)[0])
    note.fields[field] = text
    time.sleep(1.1)  # Anki's edits have whole seconds
    desk.anki.update_note(note)
    return note.id


def clear_empty(desk: ImportDesk) -> None:
    gone = [card for note in desk.anki.get_empty_cards().notes for card in note.card_ids]
    desk.anki.remove_cards_and_orphaned_notes(gone)


def homeless(desk: ImportDesk) -> list[str]:
    """Return the cards in study that their entry does not have."""
    found = []
    for key in desk.card_keys():
        body = desk.library.reviews.ask(desk.library.decks.card_of(key)).card.entry.body
        if key.rpartition("#")[2] not in variants(body):
            found.append(key)
    return found


def replays(desk: ImportDesk, number: int) -> bool:
    with closing(sqlite3.connect(desk.folder.database)) as file:
        rows = file.execute("SELECT id, weights FROM parameters").fetchall()
    parameters = {row: Parameters(row, tuple(json.loads(weights))) for row, weights in rows}
    card = desk.library.reviews.ask(number).card
    return replay(desk.library.reviews.log(number), card.uuid, parameters) == card.memory


def own_package(desk: ImportDesk) -> tuple[int, Path]:
    key = next(key for key in desk.library.decks.card_keys() if key.endswith("#main"))
    number, path = desk.library.decks.card_of(key), desk.root / "own.apkg"
    order = ExportOrder(scope=Scope(cards=frozenset({number})))
    desk.library.exports.write(order, path, desk.folder, unheard)
    return number, path


def copied(desk: ImportDesk, path: Path) -> NoteId:
    """Have Anki make a copy of our note, as “Create Copy” does: another guid, the same Source ID."""
    import_package(desk.anki, path)
    original = desk.anki.get_note(desk.anki.find_notes('"note:Roadmap Cards Basic"')[0])
    copy = desk.anki.new_note(original.note_type() or {})
    copy.fields = ["Something else entirely", *original.fields[1:]]
    desk.anki.add_note(copy, DeckId(1))
    return copy.id


def test_own_notes_in_a_collection_without_their_decks_again(desk: ImportDesk) -> None:
    _, path = own_package(desk)
    folder = DataFolder(desk.root / "empty")
    with OpenCollection(folder, desk.clock) as library:
        with closing(library.imports.read(path, folder.root, unheard)) as found:
            library.imports.take_in(found, folder, unheard)
        with closing(library.imports.read(path, folder.root, unheard)) as found:
            library.imports.take_in(found, folder, unheard)
            assert not found.preview.changes


def test_a_gap_that_was_taken_out_in_anki(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    edited(desk, "Madrid", 0, "{{c1::Madrid}} lies in Spain")
    desk.take_in(desk.package("later.apkg"))
    assert homeless(desk) == []


def test_a_face_that_was_taken_out_in_anki(desk: ImportDesk) -> None:
    models = desk.anki.models
    kind = models.copy(models.by_name("Basic") or {}, add=False)
    kind["name"], kind["id"] = "Three", 0
    models.add_field(kind, models.new_field("Extra"))
    for number, question in ((2, "{{Back}}?"), (3, "{{Extra}}")):
        template = models.new_template(f"Card {number}")
        template["qfmt"], template["afmt"] = question, "{{Front}}"
        models.add_template(kind, template)
    models.add_dict(kind)
    desk.add("Three", "D", "fff", "bbb", "eee")
    desk.take_in(desk.package())
    edited(desk, "fff", 2, "")
    clear_empty(desk)
    desk.take_in(desk.package("later.apkg"))
    for key in desk.card_keys():
        body = desk.library.reviews.ask(desk.library.decks.card_of(key)).card.entry.body
        front(body, key.rpartition("#")[2])


def test_an_older_package_after_a_newer_one(desk: ImportDesk) -> None:
    old = desk.package("old.apkg")
    edited(desk, "Madrid", 0, "{{c1::Madrid}} lies in Spain")
    clear_empty(desk)
    desk.take_in(desk.package("new.apkg"))
    desk.take_in(old)
    assert homeless(desk) == []


def test_a_note_that_got_another_type_in_anki(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    note = desk.anki.find_notes("perro")[0]
    ids = [(desk.anki.models.by_name(name) or {})["id"] for name in ("Basic", "Basic (and reversed card)")]
    time.sleep(1.1)
    change = desk.anki.models.change_notetype_info(old_notetype_id=ids[0], new_notetype_id=ids[1]).input
    change.note_ids.extend([note])
    desk.anki.models.change_notetype_of_notes(change)
    desk.take_in(desk.package("later.apkg"))
    assert homeless(desk) == []
    assert desk.library.progress.statistics().totals.answers == 2


def test_a_further_gap_taken_back_and_imported_again(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    edited(desk, "Madrid", 0, "{{c1::Madrid}} lies in {{c2::Spain}} {{c3::on}} {{c4::land}}")
    before, later = len(desk.card_keys()), desk.package("later.apkg")
    desk.take_in(later)
    desk.library.undo()
    desk.take_in(later)
    order = ExportOrder(scope=Scope(words="Madrid"))
    desk.library.exports.write(order, desk.root / "o.apkg", desk.folder, unheard)
    assert len(desk.card_keys()) == before + 2


def test_answered_and_then_forgotten_in_anki(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    note = desk.anki.find_notes("perro")[0]
    desk.answer(note, 4)
    desk.anki.sched.schedule_cards_as_new([desk.anki.get_note(note).cards()[0].id])
    desk.clock.now += timedelta(seconds=60)
    desk.take_in(desk.package("later.apkg"))
    assert replays(desk, desk.cards()["perro"])


def test_forgotten_in_anki_and_answered_again(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    card = desk.anki.get_note(desk.anki.find_notes("perro")[0]).cards()[0]
    desk.anki.sched.schedule_cards_as_new([card.id])
    desk.answer(card.nid, 1)
    desk.clock.now += timedelta(seconds=60)
    desk.take_in(desk.package("later.apkg"))
    memory = desk.library.reviews.ask(desk.cards()["perro"]).card.memory
    assert isinstance(memory, Learned)
    assert memory.stability == pytest.approx(desk.anki.compute_memory_state(card.id).stability, rel=0.01)


def test_an_answer_while_answers_come_home(desk: ImportDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take_in(desk.package())
    number = desk.cards()["perro"]
    desk.answer(desk.anki.find_notes("perro")[0], 1, 3)
    desk.clock.now += timedelta(seconds=60)
    later, written = desk.package("later.apkg"), Event()
    write = IncomingWriter.write

    def slow(self: IncomingWriter, notes: Sequence[IncomingNote]) -> Imported:
        imported = write(self, notes)
        written.set()
        time.sleep(1)  # the window answers between the last row and the commit
        return imported

    monkeypatch.setattr(IncomingWriter, "write", slow)

    def work() -> None:
        library = second_library(desk.folder, desk.clock)
        with closing(library.imports.read(later, desk.folder.root, unheard)) as found:
            library.imports.take_in(found, desk.folder, unheard)
        library.close()

    asked = desk.library.reviews.ask(number)
    thread = Thread(target=work)
    thread.start()
    written.wait(20)
    desk.library.reviews.answer(asked, Rating.GOOD, 1000)
    thread.join()
    assert replays(desk, number)


def test_what_was_shown_before_an_undo_is_taken_in_after_it(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    desk.answer(desk.anki.find_notes("gato")[0], 3)
    desk.clock.now += timedelta(seconds=30)
    later = desk.package("later.apkg")
    with closing(desk.library.imports.read(later, desk.folder.root, unheard)) as found:
        desk.library.undo()
        desk.library.imports.take_in(found, desk.folder, unheard)
    desk.take_in(later)
    assert desk.library.progress.statistics().totals.answers == 4


def test_a_copy_of_our_note_is_another_note(desk: ImportDesk) -> None:
    number, path = own_package(desk)
    desk.answer(copied(desk, path), 3, 3)
    desk.clock.now += timedelta(seconds=30)
    desk.take_in(desk.package())
    assert desk.library.reviews.history(number) == []


def test_a_copy_of_our_note_in_a_collection_without_their_decks(desk: ImportDesk) -> None:
    copied(desk, own_package(desk)[1])
    path, folder = desk.package(), DataFolder(desk.root / "empty")
    with (
        OpenCollection(folder, desk.clock) as library,
        closing(library.imports.read(path, folder.root, unheard)) as found,
    ):
        library.imports.take_in(found, folder, unheard)


def test_one_guid_twice_in_a_package(desk: ImportDesk) -> None:
    notes = ((1, "a", 1, "f\x1fb"), (2, "a", 1, "g\x1fh"))
    path = package(desk.root / "twice.apkg", collection_11(desk.root, Made(notes=notes)))
    desk.take_in(path)


def test_taken_back_and_imported_again_without_one_of_its_cards(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    desk.library.undo()
    cards = desk.anki.get_note(desk.anki.find_notes("gato")[0]).cards()
    desk.anki.remove_cards_and_orphaned_notes([cards[1].id])
    desk.take_in(desk.package("later.apkg"))


def test_a_whole_collection_does_not_replace_what_was_imported(desk: ImportDesk) -> None:
    folder, whole = DataFolder(desk.root / "other"), desk.root / "whole.json"
    with OpenCollection(folder, desk.clock) as library:
        library.exports.write(ExportOrder(format=Format.JSON), whole, folder, unheard)
    path = desk.root / "w.csv"
    path.write_text("Front,Back\nuno,one\n", encoding="utf-8")
    desk.take_in(path)
    with pytest.raises(ProblemError):
        desk.take_in(whole)
    assert "uno" in desk.cards()


def test_what_a_deck_file_says_now_goes_to_anki(desk: ImportDesk) -> None:
    path = desk.root / "w.csv"
    path.write_text("Front,Back\naxolotl,one\n", encoding="utf-8")
    desk.take_in(path)
    order = ExportOrder(format=Format.MARKDOWN, scope=Scope(words="axolotl"))
    desk.library.exports.write(order, desk.root / "md", desk.folder, unheard)
    for file in (desk.root / "md").rglob("*.md"):
        target = desk.folder.decks / file.relative_to(desk.root / "md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.read_text("utf-8").replace("one", "eins"), "utf-8")
    desk.library.decks.load_changed(desk.folder)
    desk.library.exports.write(
        ExportOrder(scope=Scope(words="axolotl")), desk.root / "o.apkg", desk.folder, unheard
    )
    with anki_collection(desk.root / "other") as other:
        import_package(other, desk.root / "o.apkg")
        assert other.get_note(other.find_notes("axolotl")[0]).fields[1] == "eins"


def test_a_note_type_of_another_shape_under_the_same_id(desk: ImportDesk) -> None:
    three = {**NOTE_TYPE, "flds": [*NOTE_TYPE["flds"], {"name": "More", "ord": 2}]}
    first = Made(notes=((1, "a", 1, "f\x1fb\x1fmore"),), cards=((10, 1, 1, 0, 0, 0),), models={"1": three})
    second = Made(notes=((2, "b", 1, "g\x1fh"),), cards=((11, 2, 1, 0, 0, 0),))
    for name, made in (("a.apkg", first), ("b.apkg", second)):
        desk.take_in(package(desk.root / name, collection_11(desk.root, made)))
    topics = frozenset(topic.id for topic in desk.library.decks.topics() if topic.roadmap == "imported")
    order = ExportOrder(scope=Scope(topics=topics))
    desk.library.exports.write(order, desk.root / "o.apkg", desk.folder, unheard)
    with anki_collection(desk.root / "other") as other:
        import_package(other, desk.root / "o.apkg")
        assert ["f", "b", "more"] in [other.get_note(note).fields for note in other.find_notes("f")]


def test_a_history_of_which_the_beginning_is_missing(desk: ImportDesk) -> None:
    note = desk.anki.find_notes("perro")[0]
    card = desk.anki.get_note(note).cards()[0].id
    desk.anki.sched.set_due_date([card], "100!")
    desk.answer(note, 3)
    assert desk.anki.db
    desk.anki.db.execute("DELETE FROM revlog WHERE cid = ? AND type IN (0, 4, 5)", card)
    desk.clock.now += timedelta(seconds=20)
    desk.take_in(desk.package())
    number = desk.cards()["perro"]
    time.sleep(1.2)
    desk.answer(note, 3)
    desk.clock.now += timedelta(seconds=40)
    desk.library.reviews.answer(desk.library.reviews.ask(number), Rating.GOOD, 100)
    before = desk.library.reviews.ask(number).card.memory
    desk.take_in(desk.package("later.apkg"))
    after = desk.library.reviews.ask(number).card.memory
    assert isinstance(before, Learned)
    assert isinstance(after, Learned)
    assert after.stability > before.stability / 2  # 264 days become 2.3


def test_a_name_within_a_name(desk: ImportDesk) -> None:
    (desk.folder.media / "1.png").write_bytes(b"\x89PNG another")
    for name in ("1.png", "11.png"):
        (desk.root / name).write_bytes(PICTURE + name.encode())
        desk.anki.media.add_file(str(desk.root / name))
    desk.add("Basic", "D", 'x <img src="1.png"> <img src="11.png">', "b")
    desk.take_in(desk.package())
    shown = next(key for key in desk.cards() if key.startswith("x "))
    assert all((desk.folder.media / name).exists() for name in re.findall(r"\(([^)]*)\)", shown)), shown


def test_a_picture_that_is_kept_under_another_name(desk: ImportDesk) -> None:
    (desk.folder.media / "map.png").write_bytes(b"\x89PNG another")
    desk.add("Basic", "D", 'y <img src="map.png"> as in the file map.png', "b")
    desk.take_in(desk.package())
    shown = next(key for key in desk.cards() if key.startswith("y "))
    assert shown.endswith("as in the file map.png")
    assert all((desk.folder.media / name).exists() for name in re.findall(r"\(([^)]*)\)", shown)), shown


def test_the_package_of_a_deck_that_is_gone(desk: ImportDesk) -> None:
    deck = desk.folder.decks / "mine.md"
    deck.parent.mkdir(parents=True, exist_ok=True)
    deck.write_text(OWN_DECK, "utf-8")
    desk.library.decks.load_changed(desk.folder)
    number = next(card for key, card in desk.library.decks.card_keys().items() if "first-fact" in key)
    order = ExportOrder(scope=Scope(cards=frozenset({number})))
    desk.library.exports.write(order, desk.root / "own.apkg", desk.folder, unheard)
    deck.unlink()
    desk.library.decks.load_changed(desk.folder)
    assert [arrival.outcome for arrival in desk.preview(desk.root / "own.apkg").arrivals] != [
        "is here, stays as it is"
    ]


def test_a_deck_file_for_notes_of_two_topics(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    desk.library.undo()
    note = desk.anki.get_note(desk.anki.find_notes("gato")[0])
    desk.anki.set_deck([card.id for card in note.cards()], desk.anki.decks.id("Aaa") or 1)
    desk.take_in(desk.package("later.apkg"))
    topics = frozenset(topic.id for topic in desk.library.decks.topics() if topic.roadmap == "imported")
    order = ExportOrder(format=Format.MARKDOWN, scope=Scope(topics=topics))
    desk.library.exports.write(order, desk.root / "md", desk.folder, unheard)
    text = " ".join(path.read_text("utf-8") for path in (desk.root / "md").rglob("*.md"))
    assert "perro" in text
    assert "gato" in text


def test_a_table_that_was_saved_again_unchanged(desk: ImportDesk) -> None:
    path = desk.root / "w.csv"
    path.write_text("Front,Back\nuno,one\n", encoding="utf-8")
    desk.take_in(path)
    later = path.stat().st_mtime + 100
    os.utime(path, (later, later))
    assert not desk.preview(path).changes


def test_a_due_day_that_was_set_by_hand_is_kept(desk: ImportDesk) -> None:
    note = desk.anki.find_notes("gato")[0]
    desk.anki.sched.set_due_date([card.id for card in desk.anki.get_note(note).cards()], "5")
    desk.take_in(desk.package())
    memory = desk.library.reviews.ask(desk.cards()["gato forward"]).card.memory
    assert isinstance(memory, Learned)
    assert memory.due_day == desk.library.moment().day + 5


def test_sounds_are_kept_for_the_way_back(desk: ImportDesk) -> None:
    (desk.root / "perro.mp3").write_bytes(b"ID3 woof")
    desk.anki.media.add_file(str(desk.root / "perro.mp3"))
    desk.add("Basic", "D", "bark [sound:perro.mp3]", "woof")
    assert "1 sound is not played." in desk.preview(desk.package()).warnings
    desk.take_in(desk.package())
    order = ExportOrder(scope=Scope(words="bark"))
    desk.library.exports.write(order, desk.root / "o.apkg", desk.folder, unheard)
    with anki_collection(desk.root / "other") as other:
        import_package(other, desk.root / "o.apkg")
        assert (Path(other.media.dir()) / "perro.mp3").read_bytes() == b"ID3 woof"


def test_the_default_deck_goes_back_to_the_default_deck(desk: ImportDesk) -> None:
    desk.add("Basic", "Default", "home", "sweet home")
    desk.take_in(desk.package())
    order = ExportOrder(scope=Scope(words="sweet"))
    desk.library.exports.write(order, desk.root / "o.apkg", desk.folder, unheard)
    with anki_collection(desk.root / "other") as other:
        import_package(other, desk.root / "o.apkg")
        assert [deck.name for deck in other.decks.all_names_and_ids()] == ["Default"]


def test_what_anki_answered_about_questions_is_said_not_to_count(desk: ImportDesk) -> None:
    order = ExportOrder(scope=Scope(words="attention"), questions=True)
    desk.library.exports.write(order, desk.root / "q.apkg", desk.folder, unheard)
    import_package(desk.anki, desk.root / "q.apkg")
    desk.answer(desk.anki.find_notes('"note:Roadmap Cards Choice"')[0], 3)
    preview = desk.preview(desk.package())
    assert any("1 answer on a question" in warning for warning in preview.warnings)


def test_an_edit_of_our_note_in_anki_is_said_to_stay_there(desk: ImportDesk) -> None:
    desk.library.exports.write(ExportOrder(), desk.root / "o.apkg", desk.folder, unheard)
    import_package(desk.anki, desk.root / "o.apkg")
    note = desk.anki.get_note(desk.anki.find_notes('"note:Roadmap Cards Basic"')[0])
    note.fields[0] = "Edited there"
    time.sleep(1.1)
    desk.anki.update_note(note)
    outcomes = {arrival.text: arrival.outcome for arrival in desk.preview(desk.package()).arrivals}
    assert outcomes["Edited there"] == "was edited in Anki; here the text stays that of the deck"
