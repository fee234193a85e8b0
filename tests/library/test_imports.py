"""A package from Anki comes in: shown first, then as one step that undo takes back; again adds nothing."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from anki_desktop import anki_collection, import_package
from import_desk import PICTURE, ImportDesk
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.exchange import ExportOrder, Fate, Scope
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Basic, Learned, Rating, Reversible
from roadmap_cards.study.history import replay
from roadmap_cards.work import CancelledError, unheard


def test_the_preview_says_what_comes_and_changes_nothing(desk: ImportDesk) -> None:
    path, before = desk.package(), desk.rows()
    preview = desk.preview(path)
    assert preview.source == "4 notes from Anki"
    assert preview.into == "Imported › 2 decks"
    assert (preview.count(Fate.NEW), preview.answers, preview.home) == (4, 2, 0)
    first = preview.arrivals[0]
    assert (first.text, first.kind, first.outcome) == ("perro", "Basic", "goes in with 2 answers")
    assert desk.rows() == before


def test_notes_come_in_with_decks_memory_and_pictures(desk: ImportDesk) -> None:
    done = desk.take_in(desk.package()).imported
    assert (done.notes, done.answers, done.pictures) == (4, 2, 1)
    topics = {
        topic.title: topic.cards for topic in desk.library.decks.topics() if topic.roadmap == "imported"
    }
    assert topics == {"Languages › Spanish": 4, "Geography": 2}
    assert (desk.folder.media / "map.png").read_bytes() == PICTURE
    cards = desk.cards()
    asked = desk.library.reviews.ask(cards["perro"]).card
    assert isinstance(asked.entry.body, Basic)
    assert asked.entry.body.answer == "**dog**"
    assert isinstance(asked.memory, Learned)
    assert asked.memory.reps == 2
    assert "![](map.png)" in " ".join(cards)


def test_every_memory_follows_from_the_log(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    parameters = desk.library.reviews.parameters
    for number in desk.cards().values():
        card = desk.library.reviews.ask(number).card
        log = desk.library.reviews.log(number)
        assert replay(log, card.uuid, {parameters.id: parameters}) == card.memory


@pytest.mark.parametrize("legacy", [False, True])
def test_the_same_package_again_adds_nothing(desk: ImportDesk, legacy: bool) -> None:
    path = desk.package(legacy=legacy)
    desk.take_in(path)
    before = desk.rows()
    preview = desk.preview(path)
    assert not preview.changes
    assert preview.count(Fate.HERE) == 4
    assert {arrival.outcome for arrival in preview.arrivals} == {"is here, stays as it is"}
    assert desk.rows() == before


def test_undo_takes_all_of_it_back_and_redo_brings_it_again(desk: ImportDesk) -> None:
    topics, statistics = desk.library.decks.topics(), desk.library.progress.statistics()
    path = desk.package()
    desk.take_in(path)
    after = desk.library.decks.topics(), desk.library.progress.statistics(), desk.cards()
    change = desk.library.undo()
    assert change is not None
    assert change.name == "Import from-anki.apkg"
    assert "card" in change.tables
    assert (desk.library.decks.topics(), desk.library.progress.statistics()) == (topics, statistics)
    assert desk.card_keys() == set()
    desk.library.redo()
    assert (desk.library.decks.topics(), desk.library.progress.statistics(), desk.cards()) == after


def test_what_was_taken_back_can_be_imported_again(desk: ImportDesk) -> None:
    path = desk.package()
    desk.take_in(path)
    once = desk.library.progress.statistics(), desk.cards()
    desk.library.undo()
    assert desk.preview(path).count(Fate.NEW) == 4
    desk.take_in(path)
    assert (desk.library.progress.statistics(), desk.cards()) == once
    desk.library.undo()
    assert desk.card_keys() == set()


def test_what_was_studied_since_is_undone_before_it(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    number = desk.cards()["perro"]
    desk.library.reviews.answer(desk.library.reviews.ask(number), Rating.GOOD, 3000)
    for name in ("Answer card", "Import from-anki.apkg"):
        change = desk.library.undo()
        assert change is not None
        assert change.name == name
    assert desk.library.progress.statistics().totals.answers == 0


def test_only_what_is_new_since_comes_from_a_later_package(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    note = desk.add("Basic", "Languages::Spanish", "casa", "house")
    desk.answer(note, 3)
    edited = desk.anki.get_note(desk.anki.find_notes("gato")[0])
    edited.fields[1] = "tomcat"
    time.sleep(1.1)  # Anki's edits have whole seconds
    desk.anki.update_note(edited)
    preview = desk.preview(desk.package("later.apkg"))
    assert (preview.count(Fate.NEW), preview.answers) == (1, 1)
    assert "takes the text that was edited in Anki" in {arrival.outcome for arrival in preview.arrivals}
    done = desk.take_in(desk.root / "later.apkg").imported
    assert (done.notes, done.updated, done.answers) == (1, 1, 1)
    body = desk.library.reviews.ask(desk.cards()["gato forward"]).card.entry.body
    assert isinstance(body, Reversible)
    assert body.definition == "tomcat"
    desk.library.undo()
    body = desk.library.reviews.ask(desk.cards()["gato forward"]).card.entry.body
    assert isinstance(body, Reversible)
    assert body.definition == "cat"


def test_a_further_gap_makes_a_further_card(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    edited = desk.anki.get_note(desk.anki.find_notes("Madrid")[0])
    edited.fields[0] += " on the {{c3::Manzanares}}"
    time.sleep(1.1)
    desk.anki.update_note(edited)
    before = len(desk.card_keys())
    desk.take_in(desk.package("later.apkg"))
    assert len(desk.card_keys()) == before + 1


def test_suspended_put_off_and_flagged_cards_stay_so(desk: ImportDesk) -> None:
    cards = {note: desk.anki.get_note(note).cards()[0].id for note in desk.anki.find_notes("")}
    numbers = list(cards.values())
    desk.anki.sched.suspend_cards([numbers[0]])
    desk.anki.sched.bury_cards([numbers[1]])
    for flag, number in ((2, numbers[2]), (6, numbers[3])):
        desk.anki.set_user_flag_for_cards(flag, [number])
    desk.take_in(desk.package())
    found = [desk.library.reviews.ask(card).card for card in desk.cards().values()]
    assert sum(card.suspended for card in found) == 1
    assert sum(card.buried_until > desk.library.moment().day for card in found) == 1
    assert sorted(card.flag for card in found if card.flag) == [2, 3]


def test_an_imported_card_is_due_when_it_is_in_anki_and_studied_on(desk: ImportDesk) -> None:
    note = desk.anki.find_notes("perro")[0]
    card = desk.anki.get_note(note).cards()[0]
    desk.anki.sched.set_due_date([card.id], "9")
    desk.take_in(desk.package())
    number = desk.cards()["perro"]
    memory = desk.library.reviews.ask(number).card.memory
    assert isinstance(memory, Learned)
    assert memory.due_day == desk.library.moment().day + 9
    desk.clock.now += timedelta(days=9)
    assert number in {planned.card for planned in desk.library.reviews.plan().cards}
    after = desk.library.reviews.answer(desk.library.reviews.ask(number), Rating.GOOD, 2000)
    assert after.reps == memory.reps + 1


def test_what_comes_from_anki_goes_back_as_it_was(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    order = ExportOrder(
        scope=Scope(
            topics=frozenset(topic.id for topic in desk.library.decks.topics() if topic.roadmap == "imported")
        )
    )
    desk.library.exports.write(order, desk.root / "back.apkg", desk.folder, unheard)
    log = import_package(desk.anki, desk.root / "back.apkg")
    assert (len(log.new), len(log.updated), len(log.conflicting), len(log.duplicate)) == (0, 0, 0, 4)
    with anki_collection(desk.root / "other") as other:
        import_package(other, desk.root / "back.apkg")
        assert other.db is not None
        assert desk.anki.db is not None
        for table, columns in (("notes", "guid, mod, tags, flds"), ("revlog", "id, ease, time, type")):
            sql = f"SELECT {columns} FROM {table} ORDER BY 1"
            assert other.db.all(sql) == desk.anki.db.all(sql)
        assert {deck.name for deck in other.decks.all_names_and_ids()} >= {"Languages::Spanish", "Geography"}
        assert (Path(other.media.dir()) / "map.png").read_bytes() == PICTURE


def test_two_pictures_of_one_name_are_both_kept(desk: ImportDesk) -> None:
    (desk.folder.media / "map.png").write_bytes(b"\x89PNG another")
    desk.take_in(desk.package())
    assert (desk.folder.media / "map.png").read_bytes() == b"\x89PNG another"
    shown = next(key for key in desk.cards() if key.startswith("a map"))
    name = shown.rpartition("(")[2].rstrip(")")
    assert name != "map.png"
    assert (desk.folder.media / name).read_bytes() == PICTURE


def test_a_picture_with_an_odd_name_is_shown_and_goes_back(desk: ImportDesk) -> None:
    odd = desk.root / "50 % of #1.png"
    odd.write_bytes(PICTURE + b"odd")
    desk.anki.media.add_file(str(odd))
    desk.add("Basic", "Odd", f'odd <img src="{odd.name}">', "yes")
    desk.take_in(desk.package())
    shown = next(key for key in desk.cards() if key.startswith("odd"))
    assert shown == "odd ![](<50 - of -1.png>)"
    assert (desk.folder.media / "50 - of -1.png").read_bytes() == PICTURE + b"odd"
    desk.library.exports.write(
        ExportOrder(scope=Scope(words="odd")), desk.root / "b.apkg", desk.folder, unheard
    )
    with anki_collection(desk.root / "other") as other:
        import_package(other, desk.root / "b.apkg")
        [note] = (other.get_note(number) for number in other.find_notes("odd"))
        assert "50 - of -1.png" in note.fields[0]
        assert (Path(other.media.dir()) / "50 - of -1.png").read_bytes() == PICTURE + b"odd"


def test_what_is_stopped_leaves_no_trace(desk: ImportDesk) -> None:
    path, before = desk.package(), desk.rows()
    stops = 0
    while True:
        seen = 0

        def report(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen > stops:  # noqa: B023  (called before it changes)
                raise CancelledError

        try:
            with closing(desk.library.imports.read(path, desk.folder.root, report)) as found:
                desk.library.imports.take_in(found, desk.folder, report)
            break
        except CancelledError:
            stops += 1
        assert desk.rows() == before
        assert list(desk.folder.media.iterdir()) == []
        assert not list(desk.folder.root.glob("anki-*"))
    assert stops > 3


def test_a_full_disk_leaves_no_trace(desk: ImportDesk) -> None:
    path, before = desk.package(), desk.rows()
    with closing(desk.library.imports.read(path, desk.folder.root, unheard)) as found:
        # SQLite refuses to grow the file, as on a disk without room. Free pages in it would be room.
        writing = desk.library._database._write.connection.driver_connection
        assert isinstance(writing, sqlite3.Connection)
        writing.execute("VACUUM")
        writing.execute("PRAGMA max_page_count = 1")
        with pytest.raises(ProblemError, match="full"):
            desk.library.imports.take_in(found, desk.folder, unheard)
    assert desk.rows() == before
    assert list(desk.folder.media.iterdir()) == []


def test_a_backup_is_made_first(desk: ImportDesk) -> None:
    desk.take_in(desk.package())
    [copy] = desk.folder.backups.glob("*before-import*.db")
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT count(*) FROM import_run").fetchone() == (0,)


def test_answers_dated_in_the_future_stay_out(desk: ImportDesk) -> None:
    desk.clock.now -= timedelta(days=2)
    assert desk.preview(desk.package()).answers == 0
    desk.take_in(desk.root / "from-anki.apkg")
    number = desk.cards()["gato forward"]
    desk.library.reviews.answer(desk.library.reviews.ask(number), Rating.GOOD, 1000)


def test_cards_of_ours_without_their_deck_come_in_once_and_take_what_is_edited(desk: ImportDesk) -> None:
    topic = next(topic for topic in desk.library.exports.sizes().topics if topic.cards)
    order = ExportOrder(scope=Scope(topics=frozenset({topic.id})))
    ours = desk.root / "ours.apkg"
    desk.library.exports.write(order, ours, desk.folder, unheard)
    folder = DataFolder(desk.root / "elsewhere")
    with OpenCollection(folder, desk.clock) as library:
        elsewhere = ImportDesk(library, folder, desk.clock, desk.anki, desk.root)
        assert elsewhere.take_in(ours).imported.notes
        assert not elsewhere.preview(ours).changes
        import_package(desk.anki, ours)
        note = desk.anki.get_note(desk.anki.find_notes("note:*Basic")[0])
        note["Question"] = "edited over there"
        desk.anki.update_note(note)
        # The clock of the desk is ahead of Anki's.
        assert desk.anki.db
        desk.anki.db.execute("UPDATE notes SET mod = mod + 1000 WHERE id = ?", note.id)
        assert elsewhere.take_in(desk.package()).imported.updated == 1
        asked = [library.reviews.ask(number) for number in library.decks.card_keys().values()]
    prompts = [one.card.entry.body.prompt for one in asked if isinstance(one.card.entry.body, Basic)]
    assert prompts.count("edited over there") == 1


def test_a_table_of_notes_comes_in_and_again_adds_nothing(desk: ImportDesk) -> None:
    path = desk.root / "words.csv"
    path.write_text("Front,Back\nuno,one\ndos,two\n", encoding="utf-8")
    preview = desk.preview(path)
    assert preview.source == "3 notes from a text file"
    desk.take_in(path)
    assert {"uno", "dos"} <= set(desk.cards())
    assert not desk.preview(path).changes


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.apkg", b"no zip"),
        ("b.colpkg", b""),
        ("c.csv", b"\xff\xfe\x00"),
        ("d.json", b"{}"),
        ("e.png", b"\x89"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(desk: ImportDesk, name: str, content: bytes) -> None:
    path = desk.root / name
    path.write_bytes(content)
    before = desk.rows()
    with pytest.raises(ProblemError) as caught:
        desk.preview(path)
    assert name in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert desk.rows() == before
