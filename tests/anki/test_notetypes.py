from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from anki_desktop import anki_collection, import_package, without_style
from roadmap_cards.anki.notetypes import CHANGED, notetypes
from roadmap_cards.anki.styles import CSS
from roadmap_cards.gui.theme import DARK, LIGHT
from sample_package import SamplePackage

TOKENS = {
    "surface": "surface", "line": "line", "ink": "ink", "ink2": "ink2", "ink3": "ink3", "accent": "accent",
    "good": "good", "again": "again", "hard": "hard", "good-bg": "good_bg", "again-bg": "again_bg",
    "hard-bg": "hard_bg", "code-bg": "code_bg", "code-line": "code_line", "keyword": "syntax_keyword",
    "function": "syntax_function", "string": "syntax_string", "number": "syntax_number",
    "comment": "syntax_comment", "builtin": "syntax_builtin", "operator": "syntax_operator",
}  # fmt: skip


def digest(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()[:16]


def test_the_shape_of_the_types_never_changes() -> None:
    shape = [
        (
            (key, type_.id, type_.name, type_.cloze, type_.fields, type_.field_ids),
            [(template.name, template.id) for template in type_.templates],
        )
        for key, type_ in notetypes().items()
    ]
    assert digest(shape) == "11b5520f28922a5a", "people have notes of these types: make a new type instead"


def test_anki_is_told_when_the_look_changes() -> None:
    look = [
        (type_.css, [(template.front, template.back) for template in type_.templates])
        for type_ in notetypes().values()
    ]
    assert (digest(look), CHANGED) == ("6e624111890aa049", 1_795_651_200), (
        "look changed: bump CHANGED, then both here"
    )


@pytest.mark.parametrize(("selector", "tokens"), [(".card", LIGHT), (".card.nightMode", DARK)])
def test_the_colours_are_those_of_the_program(selector: str, tokens: dict[str, str]) -> None:
    block = re.search(rf"^{re.escape(selector)} {{(.*?)^}}", CSS, re.DOTALL | re.MULTILINE)
    assert block is not None
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", block[1]))
    assert colours == {name: tokens[token] for name, token in TOKENS.items() if name in colours}
    assert set(TOKENS) - set(colours) == set()


def test_every_class_that_is_used_has_a_style() -> None:
    used = {
        name
        for type_ in notetypes().values()
        for template in type_.templates
        for names in re.findall(r'class="([^"]*)"', template.front + template.back)
        for name in names.split()
    }
    assert {name for name in used if f".{name}" not in CSS} <= {"rc-where", "rc-sources"}


def test_anki_asks_and_answers_as_the_program_does(tmp_path: Path) -> None:
    package = SamplePackage()
    package.add("b", "basic", "Why?", "So.", "", "Because.", "More to know.", "Think.", "Middle › Attention")
    package.add("t", "basic", "Type it", "<code>x</code>", "x")
    package.add("r", "reversed", "Softmax", "A map onto shares.")
    package.add("c", "cloze", "A {{c1::query}} meets {{c2::keys}}.")
    package.add("m", "choice", "Which?", "<ol><li>a</li></ol>", "a is right")
    package.write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        cards = [collection.get_card(card) for card in collection.find_cards("", order="c.id")]
        sides = [(without_style(card.question()), without_style(card.answer())) for card in cards]
    basic, typed, forward, reverse, first_gap, second_gap, choice = sides
    assert "Why?" in basic[0]
    assert "Think." in basic[0]
    assert "So." not in basic[0]
    assert "[[type:" not in basic[0]
    for part in ("<hr id=answer>", "So.", "Because.", "More to know.", "Middle › Attention"):
        assert part in basic[1]
    assert "[[type:Typed]]" in typed[0]
    assert typed[1].index("<hr id=answer>") < typed[1].index("[[type:Typed]]")
    assert "What does <b>Softmax</b> mean?" in forward[0]
    assert "shares" not in forward[0]
    assert "A map onto shares." in reverse[0]
    assert "Which term is this?" in reverse[0]
    assert "Softmax" not in reverse[0]
    assert "Softmax" in reverse[1]
    assert 'A <span class="cloze">[...]</span> meets' in first_gap[0]
    assert '<span class="cloze">keys</span>' in second_gap[1]
    assert "<li>a</li>" in choice[0]
    assert "a is right" in choice[1]


@pytest.mark.parametrize("merge", [False, True])
def test_a_new_look_arrives_when_the_types_are_newer(tmp_path: Path, merge: bool) -> None:
    package = SamplePackage()
    package.add("b", "basic", "Why?", "So.")
    package.write(tmp_path / "old.apkg")
    # Where types are merged Anki dates them on the day of the import: later than that is newer.
    package.types = {
        key: replace(type_, css=".new {}", changed=4_000_000_000) for key, type_ in notetypes().items()
    }
    package.write(tmp_path / "new.apkg")
    with anki_collection(tmp_path) as collection:
        for name in ("old.apkg", "new.apkg"):
            import_package(collection, tmp_path / name, merge=merge)
        basic = collection.models.by_name("Roadmap Cards Basic")
        assert basic is not None
        assert basic["css"] == ".new {}"
        assert len(collection.find_notes("")) == 1
