from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_parts import RULE, Block
from roadmap_cards.gui.widgets.card_sheet import SHEET_WIDTH, CardSheet
from roadmap_cards.gui.widgets.formula_cache import FormulaCache


def inked_columns(sheet: QWidget, part: QWidget) -> list[int]:
    """Return where on the sheet, from left to right, anything is painted in the rows of one part."""
    image = sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    place = part.geometry()
    ground = image.pixel(place.left() - 4, place.top())
    return [
        x
        for x in range(20, image.width() - 20)
        if any(image.pixel(x, y) != ground for y in range(place.top(), place.bottom()))
    ]


def test_the_text_ends_where_the_field_below_it_ends(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = CardSheet(theme, FormulaCache(tmp_path))
    qtbot.addWidget(sheet)
    sheet.resize(SHEET_WIDTH, 480)
    sheet.lines.hide()
    sheet.view.show_blocks([Block("Above"), RULE, Block("Below")])
    with qtbot.waitExposed(sheet):
        sheet.show()
    text, field = inked_columns(sheet, sheet.view), inked_columns(sheet, sheet.field)
    assert abs(text[0] - field[0]) <= 1
    assert abs(text[-1] - field[-1]) <= 1
