from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import roadmap_cards.gui
from roadmap_cards.gui.theme import DARK, LIGHT, Scheme, Theme, Tokens, style_sheet
from roadmap_cards.gui.widgets.formula import INK

GROUNDS = ("surface", "canvas", "sunken", "raised")
INKS = ("ink", "ink2", "ink3", "accent", "again", "hard", "good", "easy")
ON_OWN_GROUND = (
    ("accent", "accent_bg"),
    ("on_accent", "accent"),
    ("on_action", "action"),
    *((grade, f"{grade}_bg") for grade in ("again", "hard", "good", "easy")),
    ("ink", "again_bg"),
    *(("ink2", f"{grade}_bg") for grade in ("again", "hard", "good", "easy")),
    *((token, "code_bg") for token in LIGHT if token.startswith("syntax_")),
    ("ink", "code_bg"),
)
TEXT_PAIRS = (*((ink, ground) for ground in GROUNDS for ink in INKS), *ON_OWN_GROUND)
SHAPE_PAIRS = (
    *(("line2", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    ("data", "surface"),
    ("again", "canvas"),
    ("data", "canvas"),
    ("heat4", "surface"),
)
HEATS = ("heat1", "heat2", "heat3", "heat4")


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.1."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(tokens: Tokens, front: str, back: str) -> float:
    bright, dim = sorted((luminance(QColor(tokens[front])), luminance(QColor(tokens[back]))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(tokens: Tokens, front: str, back: str) -> None:
    assert contrast(tokens, front, back) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPE_PAIRS)
def test_outlines_and_bars_can_be_seen(tokens: Tokens, front: str, back: str) -> None:
    assert contrast(tokens, front, back) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_step_of_the_calendar_stands_out_more_than_the_one_before(tokens: Tokens) -> None:
    steps = [contrast(tokens, heat, "surface") for heat in HEATS]
    assert all(after >= 1.25 * before for before, after in pairwise([1.0, *steps]))


def test_contrast_agrees_with_the_standard() -> None:
    assert contrast({"a": "#000000", "b": "#FFFFFF"}, "a", "b") == pytest.approx(21)
    assert contrast({"a": "#777777", "b": "#FFFFFF"}, "a", "b") == pytest.approx(4.48, abs=0.01)


def test_both_schemes_know_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_only_the_theme_knows_colours() -> None:
    # formula.INK stands for the colour of the text in a stored drawing and is never seen.
    package = Path(roadmap_cards.gui.__path__[0])
    strays = [
        f"{file.name}: {match}"
        for file in package.rglob("*.py")
        if file.name != "theme.py"
        for match in re.findall(r"#[0-9A-Fa-f]{6}\b", file.read_text(encoding="utf-8"))
        if match != INK
    ]
    assert strays == []


def test_plain_controls_wear_the_scheme(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 40)
    middle = field.rect().center()
    assert field.grab().toImage().pixelColor(middle) == QColor(LIGHT["raised"])
    theme.set_scheme(Scheme.DARK)
    assert field.grab().toImage().pixelColor(middle) == QColor(DARK["raised"])
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(DARK["canvas"])


def test_the_style_sheet_leaves_no_token_open(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert LIGHT["accent"] in sheet
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"\{\w+\}", sheet)


def test_a_change_of_scheme_is_told_once_and_only_if_it_is_one(theme: Theme, qtbot: QtBot) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.set_scheme(Scheme.LIGHT)
    assert told == []
    theme.set_scheme(Scheme.DARK)
    assert told == [True]
