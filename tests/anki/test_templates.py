"""A template is filled in as Anki fills it in; what it would run is left out."""

from __future__ import annotations

from time import perf_counter

import pytest
from anki.collection import Collection
from anki.decks import DeckId

from anki_desktop import anki_collection, without_style
from roadmap_cards.anki.notes.html_markdown import to_markdown
from roadmap_cards.anki.notes.templates import answer_source, compiled, fill
from roadmap_cards.study.plain_text import plain

FIELDS = {"Front": "<b>f</b>", "Back": "b", "Empty": "<br>", "Ruby": " 漢字[かんじ]を", "Wide Name": "w"}


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{{Front}} and {{ Back }}", "<b>f</b> and b"),
        ("{{text:Front}}", "f"),
        ("{{Nowhere}}!", "!"),
        ("{{#Back}}yes{{/Back}}{{^Back}}no{{/Back}}", "yes"),
        ("{{#Empty}}yes{{/Empty}}{{^Empty}}no{{/Empty}}", "no"),
        ("{{#Back}}{{#Empty}}x{{/Empty}}{{^Nowhere}}y{{/Nowhere}}{{/Back}}", "y"),
        ("{{#Empty}}never closed {{Back}}", ""),
        ("{{/Back}}{{Back}}", "b"),
        ("{{furigana:Ruby}}", "漢字(かんじ)を"),
        ("{{kanji:Ruby}}", "漢字を"),
        ("{{kana:Ruby}}", "かんじを"),
        ("{{no-such-filter:Back}}", "b"),
        ("{{tts en_US:Back}}", ""),
        ("<!-- {{Back}} -->x<script>{{Back}}</script><style>{{Back}}</style>", "x"),
        ("{{Wide Name}}", "w"),
        ("{{hint:Back}}{{type:Back}}", ""),
    ],
)
def test_fields_are_put_in(source: str, html: str) -> None:
    assert fill(compiled(source), FIELDS).html == html


def test_an_answer_shows_what_was_to_be_typed_and_hinted() -> None:
    assert fill(compiled("{{hint:Back}}{{type:Back}}"), FIELDS, answering=True).html == "bb"


def test_a_front_without_a_field_that_says_something_makes_no_card() -> None:
    assert not fill(compiled("Capital of {{Empty}}?"), FIELDS).shows
    assert not fill(compiled("{{Tags}}"), {"Tags": "a"}).shows
    assert fill(compiled("Capital of {{Back}}?"), FIELDS).shows


@pytest.mark.parametrize(
    ("front", "back", "answer"),
    [
        ("{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}", "{{Back}}"),
        ("{{Front}}", '{{Front}}<hr class=x id="answer">{{Back}}', "{{Back}}"),
        ("{{Front}}", "{{Front}}<br>{{Back}}", "<br>{{Back}}"),
        ("{{Front}}", "{{FrontSide}}{{Note}}<hr id=answer>{{Back}}", "{{Note}}<p></p>{{Back}}"),
        ("{{Front}}", "{{Back}}", "{{Back}}"),
    ],
)
def test_the_answer_is_what_the_back_adds(front: str, back: str, answer: str) -> None:
    assert answer_source(front, back).strip() == answer


TEMPLATES = [
    "{{Front}}{{#Back}} ({{Back}}){{/Back}}{{^Extra}} none{{/Extra}}",
    "<div>{{text:Front}}</div>{{#Extra}}{{Extra}}{{/Extra}} {{Tags}} {{Deck}} {{Type}} {{Subdeck}}",
    "{{kanji:Front}}/{{kana:Front}} {{#Tags}}tagged{{/Tags}}",
    "{{Front}}<!-- {{Back}} -->",
]


@pytest.mark.parametrize("source", TEMPLATES)
@pytest.mark.parametrize("fields", [("a <b>b</b>", "c", "<br>"), (" 漢字[かんじ]", "", "x &lt; y")])
def test_a_card_says_what_it_says_in_anki(
    source: str, fields: tuple[str, str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with anki_collection(tmp_path_factory.mktemp("anki")) as collection:
        shown = in_anki(collection, source, fields)
    names = dict(zip(("Front", "Back", "Extra"), fields, strict=True))
    special = {"Tags": "t1 t2", "Deck": "Default", "Subdeck": "Default", "Type": "Mine"}
    assert words(fill(compiled(source), names | special).html) == words(shown)


def in_anki(collection: Collection, source: str, fields: tuple[str, str, str]) -> str:
    notetype = collection.models.new("Mine")
    for name in ("Front", "Back", "Extra"):
        collection.models.add_field(notetype, collection.models.new_field(name))
    template = collection.models.new_template("Card")
    template["qfmt"], template["afmt"] = source, "{{Back}}"
    collection.models.add_template(notetype, template)
    collection.models.add(notetype)
    note = collection.new_note(notetype)
    note.fields, note.tags = list(fields), ["t1", "t2"]
    collection.add_note(note, DeckId(1))
    return without_style(note.cards()[0].question())


def words(html: str) -> str:
    return plain(to_markdown(html).markdown)


@pytest.mark.parametrize(
    "piece", ["{{", "{{a", "{{#a}}", "{{/a}}", "{{^a}}x", "<!--", "<script ", "<hr id=", "{{ ", "{{Back}}"]
)
def test_a_hostile_template_takes_no_time(piece: str) -> None:
    source = piece * (300_000 // len(piece))
    begun = perf_counter()
    fill(compiled(source), {"Back": "b" * 100_000})
    answer_source("x", source)
    assert perf_counter() - begun < 3.0


def test_a_side_has_a_greatest_length() -> None:
    assert len(fill(compiled("{{Back}}" * 1000), {"Back": "b" * 100_000}).html) <= 1_000_000
