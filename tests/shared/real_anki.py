"""A collection of the real Anki with a bit of everything, and the four packages that it makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from anki.collection import Collection, ExportAnkiPackageOptions
from anki.deck_config_pb2 import UpdateDeckConfigsRequest
from anki.decks import DeckId

PACKAGES = ("new.apkg", "legacy.apkg", "new.colpkg", "legacy.colpkg")

WEIGHTS: tuple[float, ...] = (0.3, 1.4, 2.8, 9.1, 6.6, 0.84, 3.0, 0.01, 1.9, 0.17, 0.8)
WEIGHTS += (1.5, 0.06, 0.26, 1.65, 0.6, 1.87, 0.55, 0.09, 0.07, 0.16)


def make_packages(folder: Path) -> Collection:
    """Write PACKAGES into `folder`, and return the collection, still open."""
    path = folder / "collection.anki2"
    collection = Collection(str(path))
    _fill(collection, folder)
    for legacy in (False, True):
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        name = "legacy.apkg" if legacy else "new.apkg"
        collection.export_anki_package(out_path=str(folder / name), options=options, limit=None)
    for legacy in (False, True):
        name = "legacy.colpkg" if legacy else "new.colpkg"
        collection.export_collection_package(str(folder / name), include_media=True, legacy=legacy)
        collection = Collection(str(path))
    return collection


def _fill(collection: Collection, folder: Path) -> None:
    picture = folder / "größe é.png"
    picture.write_bytes(b"\x89PNG and more" * 1000)
    collection.media.add_file(str(picture))
    (folder / "tone.mp3").write_bytes(b"")
    collection.media.add_file(str(folder / "tone.mp3"))
    home, other = (collection.decks.id(name) for name in ("Roadmap::Basics::Lists", "Ünïcode 漢字"))
    assert home
    assert other
    _preset(collection, home)
    collection.set_config("rollover", 3)
    for number in range(12):
        fields = f"front <b>{number}</b>", f'back <img src="größe é.png"> {number}'
        _add(collection, "Basic", home, *fields, tags=["a::b", f"n{number}"])
    _add(collection, "Basic (and reversed card)", other, "da", "yes [sound:tone.mp3]")
    _add(collection, "Cloze", other, "{{c1::one}} and {{c2::two::hint}} and {{c5::five}}", "")
    _add(collection, "Basic (type in the answer)", other, "14", "2")
    _study(collection)


def _add(collection: Collection, kind: str, deck: DeckId, *fields: str, tags: Sequence[str] = ()) -> None:
    notetype = collection.models.by_name(kind)
    assert notetype
    note = collection.new_note(notetype)
    note.fields, note.tags = list(fields), list(tags)
    collection.add_note(note, deck)


def _preset(collection: Collection, deck: DeckId) -> None:
    preset = collection.decks.add_config("Fast")
    preset["fsrsParams6"] = list(WEIGHTS)
    preset["desiredRetention"] = 0.87
    preset["new"]["delays"] = [1.5, 12.0]
    preset["lapse"]["delays"] = []
    preset["new"]["perDay"] = 0
    preset["rev"]["maxIvl"] = 365
    collection.decks.update_config(preset)
    owner = collection.decks.get(deck)
    assert owner
    collection.decks.set_config_id_for_deck_dict(owner, preset["id"])
    owner["desc"] = "About lists"
    collection.decks.update(owner)
    state = collection.decks.get_deck_configs_for_update(deck)
    configs = [item.config for item in state.all_config]
    configs.sort(key=lambda config: config.name == "Fast")
    collection.decks.update_deck_configs(
        UpdateDeckConfigsRequest(
            target_deck_id=deck, configs=configs, fsrs=True, limits=state.current_deck.limits
        )
    )


def _study(collection: Collection) -> None:
    cards = collection.find_cards("deck:Roadmap::Basics::Lists")
    for at, number in enumerate(cards[:8]):
        card = collection.get_card(number)
        card.start_timer()
        collection.sched.answerCard(card, (4, 3, 1, 2)[at % 4])
    collection.sched.set_due_date([cards[8]], "9")
    collection.sched.suspend_cards([cards[1]])
    collection.sched.bury_cards([cards[9]])
    collection.set_user_flag_for_cards(5, [cards[0]])
    filtered = collection.sched.get_or_create_filtered_deck(deck_id=DeckId(0))
    filtered.name = "Cram"
    filtered.config.search_terms[0].search = '"deck:Ünïcode 漢字"'
    collection.sched.add_or_update_filtered_deck(filtered)
