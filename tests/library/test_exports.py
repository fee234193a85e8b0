"""What goes out of a collection: the part that was ordered, all of it, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection

from anki_desktop import anki_collection, import_package
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.exchange import ExportOrder, Format, Scope
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.work import CancelledError, unheard
from ticking_clock import Clock

FORMATS = [
    (Format.ANKI, "out.apkg"),
    (Format.CSV, "out.csv"),
    (Format.MARKDOWN, "out"),
    (Format.JSON, "out.json"),
]


@pytest.fixture
def past(demo: DataFolder, demo_now: datetime) -> Iterator[Library]:
    with OpenCollection(demo, lambda: demo_now) as library:
        yield library


@contextmanager
def in_anki(folder: Path, package: Path) -> Iterator[Collection]:
    with anki_collection(folder) as collection:
        import_package(collection, package)
        yield collection


def scope_of(library: Library, name: str) -> Scope:
    sizes = library.exports.sizes()
    if name == "a level":
        return Scope(level=sizes.levels[1].key)
    if name == "two topics":
        return Scope(topics=frozenset(topic.id for topic in sizes.topics[:2]))
    if name == "words":
        return Scope(words="softmax ATTENTION")
    if name == "cards":
        return Scope(cards=frozenset(list(library.decks.card_keys().values())[:3]))
    return Scope()


@pytest.mark.parametrize("name", ["everything", "a level", "two topics", "words", "cards"])
def test_what_was_promised_is_what_arrives_in_anki(
    past: Library, demo: DataFolder, tmp_path: Path, name: str
) -> None:
    order = ExportOrder(scope=scope_of(past, name))
    promised = past.exports.prospect(order)
    done = past.exports.write(order, tmp_path / "out.apkg", demo, unheard)
    assert (done.notes, done.cards, done.answers) == (promised.notes, promised.cards, promised.answers)
    with in_anki(tmp_path / "anki", tmp_path / "out.apkg") as anki:
        assert anki.db is not None
        assert anki.note_count() == promised.notes > 0
        assert anki.card_count() == promised.cards
        assert anki.db.scalar("SELECT count() FROM revlog") == promised.answers
        assert anki.db.scalar("SELECT count() FROM cards WHERE type > 0") == promised.scheduled


def test_a_level_holds_its_decks_and_no_other(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    level = past.exports.sizes().levels[1]
    past.exports.write(ExportOrder(scope=Scope(level=level.key)), tmp_path / "out.apkg", demo, unheard)
    with in_anki(tmp_path / "anki", tmp_path / "out.apkg") as anki:
        names = [deck.name for deck in anki.decks.all_names_and_ids() if deck.name != "Default"]
        roadmap = names[0]
        assert f"{roadmap}::{level.title}::Attention Mechanism" in names
        assert all(name.startswith((roadmap, f"{roadmap}::{level.title}")) for name in names)
        assert not any("Junior" in name for name in names)


def test_decks_may_stop_at_the_level(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    past.exports.write(ExportOrder(by_topic=False), tmp_path / "out.apkg", demo, unheard)
    with in_anki(tmp_path / "anki", tmp_path / "out.apkg") as anki:
        depths = {deck.name.count("::") for deck in anki.decks.all_names_and_ids()}
        assert depths == {0, 1}


def test_without_schedule_every_card_is_new(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    done = past.exports.write(ExportOrder(schedule=False), tmp_path / "out.apkg", demo, unheard)
    assert done.answers == 0
    with in_anki(tmp_path / "anki", tmp_path / "out.apkg") as anki:
        assert anki.db is not None
        assert anki.db.scalar("SELECT count() FROM cards WHERE type > 0 OR queue <> 0 OR flags > 0") == 0
        assert anki.db.scalar("SELECT count() FROM revlog") == 0


def test_questions_go_along_when_they_are_wanted(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    without = past.exports.prospect(ExportOrder())
    order = ExportOrder(questions=True)
    done = past.exports.write(order, tmp_path / "out.apkg", demo, unheard)
    assert done.notes == without.notes + without.choices + without.orders
    with in_anki(tmp_path / "anki", tmp_path / "out.apkg") as anki:
        assert len(anki.find_notes('note:"Roadmap Cards Choice"')) == without.choices + without.orders


def test_the_same_collection_at_the_same_moment_gives_the_same_bytes(
    past: Library, demo: DataFolder, tmp_path: Path
) -> None:
    for name in ("one.apkg", "two.apkg"):
        past.exports.write(ExportOrder(), tmp_path / name, demo, unheard)
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()


def test_a_later_export_of_the_same_cards_differs_in_no_note(
    demo: DataFolder, demo_now: datetime, tmp_path: Path
) -> None:
    clock = Clock(demo_now)
    with OpenCollection(demo, clock) as library:
        library.exports.write(ExportOrder(), tmp_path / "one.apkg", demo, unheard)
        clock.now += timedelta(days=200)  # another day, and summer
        library.exports.write(ExportOrder(), tmp_path / "two.apkg", demo, unheard)
    with in_anki(tmp_path / "anki", tmp_path / "one.apkg") as anki:
        log = import_package(anki, tmp_path / "two.apkg")
        assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
        assert len(log.duplicate) == anki.note_count()


@pytest.mark.parametrize(("form", "name"), FORMATS, ids=[form.value for form, _ in FORMATS])
def test_what_is_stopped_leaves_nothing(
    past: Library, demo: DataFolder, tmp_path: Path, form: Format, name: str
) -> None:
    stops = 0

    def stop_at(number: int) -> bool:
        seen = 0

        def report(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == number:
                raise CancelledError

        try:
            past.exports.write(ExportOrder(form), tmp_path / name, demo, report)
        except CancelledError:
            assert list(tmp_path.iterdir()) == [demo.root]
            return True
        return False

    while stop_at(stops + 1) and stops < 12:
        stops += 1
    assert stops > 0


@pytest.mark.parametrize(("form", "name"), FORMATS, ids=[form.value for form, _ in FORMATS])
def test_a_folder_that_is_not_there_is_named(
    past: Library, demo: DataFolder, tmp_path: Path, form: Format, name: str
) -> None:
    place = tmp_path / "gone" / "deeper"
    if form is Format.MARKDOWN:
        place.parent.write_text("a file")
    with pytest.raises(ProblemError) as caught:
        past.exports.write(ExportOrder(form), place / name, demo, unheard)
    assert "gone" in caught.value.message
    assert caught.value.hint


def test_rows_have_a_line_for_each_note(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    done = past.exports.write(ExportOrder(Format.TSV), tmp_path / "out.tsv", demo, unheard)
    with (tmp_path / "out.tsv").open(encoding="utf-8", newline="") as file:
        # A guid may begin with “#”; a line of the head is not quoted.
        rows = "".join(line for line in file if not line.startswith("#"))
    assert len(list(csv.reader(io.StringIO(rows), delimiter="\t"))) == done.notes


def test_deck_files_hold_the_entries_of_their_topic(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    done = past.exports.write(ExportOrder(Format.MARKDOWN, questions=True), tmp_path / "out", demo, unheard)
    decks = [read_deck_file(path).deck for path in sorted((tmp_path / "out").glob("*/*.md"))]
    assert sum(len(deck.entries) for deck in decks if deck) == done.notes
    assert all(decks)


def test_all_of_a_collection_comes_back_in_an_empty_one(
    past: Library, demo: DataFolder, demo_now: datetime, tmp_path: Path
) -> None:
    past.exports.write(ExportOrder(Format.JSON), tmp_path / "all.json", demo, unheard)
    json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    fresh = DataFolder(tmp_path / "fresh")
    with OpenCollection(fresh, lambda: demo_now) as library:
        found = library.imports.read(tmp_path / "all.json", fresh.root, unheard)
        taken = library.imports.take_in(found, fresh, unheard)
        assert taken.step is None
        assert library.progress.statistics() == past.progress.statistics()
        assert library.learning == past.learning
        before = library.decks.topics()
        library.decks.load_changed(fresh)
        assert library.decks.topics() == before


def test_a_collection_with_a_history_is_not_replaced(past: Library, demo: DataFolder, tmp_path: Path) -> None:
    past.exports.write(ExportOrder(Format.JSON), tmp_path / "all.json", demo, unheard)
    with pytest.raises(ProblemError, match="history"):
        past.imports.read(tmp_path / "all.json", demo.root, unheard)


def test_a_picture_outside_the_folder_never_goes_out(
    library: Library, folder: DataFolder, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG secret")
    (folder.media / "link.png").symlink_to(secret)
    (folder.media / "map.png").write_bytes(b"\x89PNG map")
    deck = folder.decks / "own" / "mine.md"
    deck.parent.mkdir()
    deck.write_text(
        "---\nformat: 1\ntopic: mine\ntitle: Mine\nstatus: reviewed\nsources:\n"
        '  me: {title: "My notes", url: "https://example.org/", kind: article}\n---\n\n### one\nkind: basic\n'
        "difficulty: 1\nsources: me\n\nQ: ![a](map.png) ![b](link.png) ![c](../../secret.png)\nA: It.\n"
    )
    library.decks.load_changed(folder)
    order = ExportOrder(scope=Scope(words="It"))
    library.exports.write(order, tmp_path / "out.apkg", folder, unheard)
    with in_anki(tmp_path / "anki", tmp_path / "out.apkg") as anki:
        files = sorted(path.name for path in Path(anki.media.dir()).iterdir())
        assert len(files) == 1
        assert (Path(anki.media.dir()) / files[0]).read_bytes() == b"\x89PNG map"
