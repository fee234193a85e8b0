"""Every card of a deck as a picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.preview import Shown, cards_of, contact_sheet, paint, picture_name, question_back, run
from roadmap_cards.gui.theme import DARK, LIGHT, Scheme, Theme
from roadmap_cards.library.topic_deck import TopicDeck, read_topic

DECK = """---
format: 1
topic: x-y
title: X < Y
status: reviewed
sources:
  s1: {title: "Work", url: "https://example.org"}
---
### the-basic
kind: basic
difficulty: 1
sources: s1

Q: What is $x^2$?
A: A square
Why: because

### the-long
kind: basic
difficulty: 2
sources: s1

Q: Is it long?
A:
LONG

### the-picture
kind: basic
difficulty: 2
sources: s1

Q: ![a green field](green.png)
A: yes

### the-cloze
kind: cloze
difficulty: 2
sources: s1
status: draft

C: {{c1::One}} and {{c2::two}}

### the-choice
kind: choice
difficulty: 2
sources: s1

Q: Which?
Options:
- [ ] one
  > no
- [x] two
  > yes
- [ ] three
  > no
"""


@pytest.fixture
def topic(tmp_path: Path) -> TopicDeck:
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "x-y.md").write_text(DECK.replace("LONG", "a paragraph\n\n" * 40), encoding="utf-8")
    green = QImage(60, 40, QImage.Format.Format_RGB32)
    green.fill(QColor("#00ff00"))
    assert green.save(str(folder / "green.png"))
    return read_topic(str(folder / "x-y.md"), tmp_path)


def colours(image: QImage) -> set[str]:
    """Return the colours of every third pixel."""
    places = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return {image.pixelColor(*place).name().upper() for place in places}


def test_each_card_has_two_sides_in_two_schemes(
    qtbot: QtBot, theme: Theme, topic: TopicDeck, tmp_path: Path
) -> None:
    shown = cards_of(topic)
    assert [card.name for card in shown] == [
        "001-the-basic",
        "002-the-long",
        "003-the-picture",
        "004-the-cloze-c1",
        "005-the-cloze-c2",
        "006-the-choice",
    ]
    assert paint(topic, shown, tmp_path, theme) == 24
    images = {path.stem: QImage(str(path)) for path in tmp_path.glob("*.png")}
    assert len(images) == 24
    for name, image in images.items():
        tokens = LIGHT if name.endswith("light") else DARK
        assert {tokens["canvas"], tokens["surface"]} <= colours(image)
    distinct = list(images.values())
    assert all(distinct[at] != other for at in range(24) for other in distinct[at + 1 :])
    # Nothing scrolls: the sheet is as high as its text, and no higher.
    assert images["002-the-long-back-light"].height() > 1200
    assert images["001-the-basic-back-light"].height() < 500
    assert "#00FF00" in colours(images["003-the-picture-front-dark"])


def test_the_question_of_a_quiz_is_told_with_its_reasons(topic: TopicDeck) -> None:
    texts = [block.markdown for block in question_back(topic.deck.entries[-1])]
    assert texts == ["Which?", "", "Wrong: one", "no", "**Right:** two", "yes", "Wrong: three", "no"]


def test_one_entry_alone_keeps_its_numbers(topic: TopicDeck) -> None:
    assert [card.name for card in cards_of(topic, "the-cloze")] == ["004-the-cloze-c1", "005-the-cloze-c2"]
    with pytest.raises(ProblemError, match=r"x-y\.md has no entry “the-moon”"):
        cards_of(topic, "the-moon")


def test_the_contact_sheet_shows_every_picture_and_no_markup_of_the_deck(topic: TopicDeck) -> None:
    shown = cards_of(topic)
    page = contact_sheet(topic.deck.title, shown)
    wanted = {
        picture_name(card, side, scheme)
        for card in shown
        for side in ("front", "back")
        for scheme in (Scheme.LIGHT, Scheme.DARK)
    }
    assert set(re.findall(r'src="([^"]+)"', page)) == wanted
    assert "<h1>X &lt; Y: 6 cards</h1>" in page
    assert "4 the-cloze <span>Fill the gap, difficulty 2, line " in page
    assert page.count(", draft") == 2


def test_pictures_and_index_are_written_and_counted(
    qtbot: QtBot, topic: TopicDeck, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a" / "new folder"
    assert run(topic, out, "the-basic", 140) == 0
    assert capsys.readouterr().out == f"1 card in 4 pictures: {out / 'index.html'}\n"
    assert len(list(out.glob("*.png"))) == 4
    with pytest.raises(ProblemError, match="cannot be made"):
        run(topic, out / "index.html", None, 100)


def test_a_variant_is_named_only_where_there_are_several(topic: TopicDeck) -> None:
    entry = topic.deck.entries[0]
    assert Shown(12, entry, "main").name == "012-the-basic"
    assert Shown(12, entry, "reverse").name == "012-the-basic-reverse"
