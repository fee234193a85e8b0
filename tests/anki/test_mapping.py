"""What becomes of the notes of a package that the real Anki made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from anki_desktop import anki_collection, new_note, without_style
from roadmap_cards.anki.content import AnkiCard, AnkiDeck, Content, Head, Note, NoteType, Template
from roadmap_cards.anki.notes.html_markdown import to_markdown
from roadmap_cards.anki.notes.losses import Loss
from roadmap_cards.anki.notes.mapping import MappedNote, map_notes
from roadmap_cards.anki.reading.package_reader import read_package
from roadmap_cards.study.card import Basic, Cloze, Entry, Face, Faces, Reversible, Typed, variants
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.sides import back, front
from roadmap_cards.work import CancelledError, unheard

REVERSED, OPTIONAL, TYPING = (
    "Basic (and reversed card)", "Basic (optional reversed card)", "Basic (type in the answer)"
)  # fmt: skip
THREE = (
    ("{{A}}", "{{FrontSide}}<hr id=answer>{{B}} ({{C}})"),
    ("<div class=x>Say {{B}}</div>{{hint:D}}", "{{A}}"),
    ("{{#C}}{{C}}{{/C}}", "{{FrontSide}}<hr id=answer>{{text:A}}<script>alert(1)</script>"),
)


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with anki_collection(tmp_path_factory.mktemp("anki")) as collection:
        fill(collection)
        yield collection


def fill(collection: Collection) -> None:
    note = new_note(
        collection, "Basic", Front="What is <b>2+2</b>?", Back='4 <img src="four.png">[sound:4.mp3]'
    )
    note.tags = ["maths", "leech"]
    collection.update_note(note)
    new_note(collection, REVERSED, Front="la maison", Back="das Haus")
    new_note(collection, REVERSED, Front="one side", Back="")
    new_note(collection, OPTIONAL, **{"Front": "both", "Back": "ways", "Add Reverse": "y"})
    new_note(collection, OPTIONAL, Front="one", Back="way")
    new_note(collection, TYPING, Front="capital of France", Back="Pa*ris")
    new_note(
        collection,
        "Cloze",
        **{"Text": "The {{c1::cat}} sat on {{c3::the mat::where}}", "Back Extra": "a rhyme"},
    )
    new_note(collection, "Cloze", Text="nested {{c1::b {{c2::c}} d}}")
    new_note(
        collection,
        "Image Occlusion",
        Occlusion="{{c1::image-occlusion:rect:left=.1:top=.2:width=.1:height=.1}}",
        Image="<img src=a.png>",
    )
    three = collection.models.new("Three")
    for name in "ABCDE":
        collection.models.add_field(three, collection.models.new_field(name))
    for number, (question, answer) in enumerate(THREE):
        template = collection.models.new_template(f"Card {number}")
        template["qfmt"], template["afmt"] = question, answer
        collection.models.add_template(three, template)
    collection.models.add(three)
    new_note(collection, "Three", A="a", B="b", C="c", D="hint", E="<i>never shown</i>")
    new_note(collection, "Three", A="a2", B="b2", C="")


@pytest.fixture(scope="module")
def content(anki: Collection, tmp_path_factory: pytest.TempPathFactory) -> Content:
    folder = tmp_path_factory.mktemp("package")
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True)
    anki.export_anki_package(out_path=str(folder / "all.apkg"), options=options, limit=None)
    with read_package(folder / "all.apkg", folder, unheard) as opened:
        return opened.content


@pytest.fixture(scope="module")
def notes(content: Content) -> dict[str, MappedNote]:
    """Return what became of the notes, by their first field."""
    return {note.note.fields.split("\x1f")[0]: note for note in map_notes(content, unheard)}


def entry(note: MappedNote) -> Entry:
    assert note.entry is not None
    assert note.reason == ""
    return note.entry


def test_a_basic_note_is_basic(notes: dict[str, MappedNote]) -> None:
    note = notes["What is <b>2+2</b>?"]
    assert entry(note).body == Basic("What is **2+2**?", "4 ![](four.png)(sound: 4.mp3)")
    assert entry(note).tags == ("leech", "maths")
    assert (note.kind, note.variants, note.key) == ("Basic", {0: "main"}, "")
    assert (note.pictures, note.lost) == (("four.png",), (Loss.SOUND,))


def test_a_reversed_note_is_asked_both_ways_as_it_stands(notes: dict[str, MappedNote]) -> None:
    note = notes["la maison"]
    assert entry(note).body == Reversible("la maison", "das Haus", bare=True)
    assert note.variants == {0: "forward", 1: "reverse"}


def test_a_card_that_anki_did_not_make_is_not_made_here(notes: dict[str, MappedNote]) -> None:
    assert notes["one side"].variants == {0: "card1"}
    assert notes["one"].variants == {0: "card1"}
    assert notes["both"].variants == {0: "card1", 1: "card2"}
    assert entry(notes["both"]).body == Faces((Face("both", "ways", 1), Face("ways", "both", 2)))
    assert entry(notes["both"]).more == "", "the field that asks for the second card says nothing"


def test_a_typed_answer_is_typed(notes: dict[str, MappedNote]) -> None:
    body = entry(notes["capital of France"]).body
    assert body == Typed("capital of France", "Pa\\*ris", ("Pa*ris",))


def test_a_cloze_keeps_its_numbers(notes: dict[str, MappedNote]) -> None:
    note = notes["The {{c1::cat}} sat on {{c3::the mat::where}}"]
    assert entry(note).body == Cloze("The {{c1::cat}} sat on {{c3::the mat::where}}")
    assert note.variants == {0: "c1", 2: "c3"}
    assert entry(note).more == "a rhyme"


def test_a_cloze_that_is_none_of_ours_is_a_card_for_each_gap(notes: dict[str, MappedNote]) -> None:
    note = notes["nested {{c1::b {{c2::c}} d}}"]
    body = entry(note).body
    assert note.variants == {0: "card1", 1: "card2"}
    assert [plain(front(body, card)) for card in variants(body)] == ["nested […]", "nested b […] d"]
    assert [plain(back(body, card)) for card in variants(body)] == ["nested b c d"] * 2


def test_what_hides_parts_of_a_picture_cannot_come(notes: dict[str, MappedNote]) -> None:
    (note,) = (note for note in notes.values() if note.kind == "Image Occlusion")
    assert (note.entry, note.reason, dict(note.variants)) == (None, "this kind is not shown here", {})
    assert note.lost == ()


def test_a_type_of_a_persons_own_is_shown_as_it_stands(notes: dict[str, MappedNote]) -> None:
    note = notes["a"]
    assert entry(note).body == Faces((Face("a", "b (c)", 1), Face("Say b", "a", 2), Face("c", "a", 3)))
    assert entry(note).more == "**D**: hint\n\n**E**: *never shown*", "nothing that somebody wrote is lost"
    assert notes["a2"].variants == {0: "card1", 1: "card2"}
    assert [note.lost for note in (notes["a"], notes["a2"])].count((Loss.SCRIPT,)) == 1, (
        "the type has one script"
    )


def test_every_card_asks_here_what_it_asks_in_anki(anki: Collection, content: Content) -> None:
    mapped = {note.note.id: note for note in map_notes(content, unheard)}
    in_anki = {int(card_id): card_id for card_id in anki.find_cards("")}
    asked = 0
    for card in content.cards:
        note = mapped[card.note]
        if note.entry is not None:
            shown = anki.get_card(in_anki[card.id]).question()
            assert plain(front(note.entry.body, note.variants[card.ordinal])) == words(shown)
            asked += 1
    assert asked == len(content.cards) - 1, "all but the one that hides a part of a picture"


def words(question: str) -> str:
    """Return what a card of Anki asks, without the places for a hint and an answer."""
    html = re.sub(r"<a class=hint.*?</div>|\[\[type:.*?\]\]", "", without_style(question), flags=re.DOTALL)
    return plain(to_markdown(html).markdown).replace("[...]", "[…]")


# --- Made by hand ---------------------------------------------------------------------------------------

BASIC = NoteType(
    1, "Mine", ("Front", "Back"), (Template("Card", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),)
)
DECKS = {1: AnkiDeck(1, "Default"), 2: AnkiDeck(2, "Two"), 3: AnkiDeck(3, "Filtered", filtered=True)}


def made(fields: list[str], *, cards: list[AnkiCard] | None = None, notetype: NoteType = BASIC) -> Content:
    notes = [Note(number, f"guid{number}", 1, 0, " t ", text) for number, text in enumerate(fields, start=1)]
    return Content(Head(0, None, 4, {1: notetype}, DECKS, {}), notes, cards or [], [])


def card(number: int, deck: int, original: int = 0) -> AnkiCard:
    return AnkiCard(number, 1, deck, number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, original, 0, "")


def one(fields: str, notetype: NoteType = BASIC) -> MappedNote:
    (note,) = map_notes(made([fields], notetype=notetype), unheard)
    return note


@pytest.mark.parametrize(
    ("cards", "deck"),
    [
        ([], 1),
        ([card(0, 2)], 2),
        ([card(0, 1), card(1, 2), card(2, 2)], 2),
        ([card(0, 3, original=2)], 2),
        ([card(0, 1), card(1, 3, original=2), card(2, 2)], 2),
    ],
)
def test_a_note_is_in_the_deck_that_most_of_its_cards_belong_to(cards: list[AnkiCard], deck: int) -> None:
    (note,) = map_notes(made(["a\x1fb"], cards=cards), unheard)
    assert note.deck == deck


@pytest.mark.parametrize("fields", ["\x1fb", "<br>\x1fb", "<script>x</script>\x1fb", "&nbsp;\x1fb", ""])
def test_a_note_whose_front_is_empty_cannot_come(fields: str) -> None:
    note = one(fields)
    assert (note.entry, note.reason, dict(note.variants)) == (None, "its front is empty", {})


def test_a_note_that_nobody_could_study_cannot_come() -> None:
    assert one("a" * 1_000_001).reason == "it is longer than a card can be"


def test_a_note_whose_type_is_missing_cannot_come() -> None:
    content = made(["a\x1fb"])
    (note,) = map_notes(replace(content, head=replace(content.head, notetypes={})), unheard)
    assert note.reason == "its note type is missing"


def test_an_entry_has_the_same_id_whatever_becomes_of_its_text() -> None:
    first, edited = one("a\x1fb"), one("other\x1fb")
    assert entry(first).id == entry(edited).id
    assert re.fullmatch("n[0-9a-f]{16}", entry(first).id)


def test_a_hint_of_the_front_is_a_hint() -> None:
    hinted = replace(BASIC, fields=("Front", "Back", "Help"), templates=(
        Template("Card", "{{Front}}{{hint:Help}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
    ))  # fmt: skip
    note = one("a\x1fb\x1fthink", hinted)
    assert entry(note).body == Basic("a", "b")
    assert (entry(note).hint, entry(note).more) == ("think", "")


def test_an_answer_that_is_too_much_to_type_is_only_thought_of() -> None:
    typing = replace(BASIC, templates=(Template("Card", "{{Front}}{{type:Back}}", "{{FrontSide}}"),))
    assert entry(one("a\x1fb", typing)).body == Typed("a", "b")
    assert entry(one("a\x1fb<br>c", typing)).body == Basic("a", "b\\\nc")
    assert entry(one('a\x1f<img src="b.png">', typing)).body == Basic("a", "![](b.png)")
    assert entry(one("a\x1f/b*/", typing)).body == Typed("a", "/b\\*/"), "it is no pattern"


def test_what_else_the_back_shows_stands_below_a_typed_answer() -> None:
    typing = replace(BASIC, fields=("Front", "Back", "Note"), templates=(
        Template("Card", "{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}<br>{{Note}}"),
    ))  # fmt: skip
    note = one("a\x1fb\x1fc", typing)
    assert (entry(note).body, entry(note).more) == (Typed("a", "b"), "c")


def test_a_cloze_with_something_above_it_keeps_it() -> None:
    above = NoteType(1, "Mine", ("Title", "Text", "Note"), (
        Template("Cloze", "<h3>{{Title}}</h3>{{cloze:Text}}", "<h3>{{Title}}</h3>{{cloze:Text}}<hr>{{Note}}"),
    ), cloze=True)  # fmt: skip
    note = one("Cats\x1fa {{c1::cat}}\x1fmeow", above)
    assert entry(note).body == Cloze("**Cats**\n\na {{c1::cat}}")
    assert plain(entry(note).more) == "meow"


def test_a_cloze_whose_gaps_have_words_of_their_own_is_a_card_for_each() -> None:
    own = NoteType(1, "Mine", ("Text",), (
        Template("Cloze", "{{cloze:Text}}{{#c2}} (second){{/c2}}", "{{cloze:Text}}"),
    ), cloze=True)  # fmt: skip
    body = entry(one("{{c1::a}} {{c2::b}}", own)).body
    assert [plain(front(body, variant)) for variant in variants(body)] == ["[…] b", "a […] (second)"]


def test_whoever_has_enough_of_it_stops_it() -> None:
    def stop(_doing: str, _done: int, _of: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        map_notes(made(["a\x1fb"]), stop)


def test_many_plain_notes_take_no_time() -> None:
    content = made([f"What is number {number}?\x1fIt is {number}" for number in range(20_000)])
    begun = perf_counter()
    map_notes(content, unheard)
    assert perf_counter() - begun < 2.0, "0.3 s on a machine with nothing else to do"
