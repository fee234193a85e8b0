"""The mastery map as a picture to keep or to show: title, date, legend, every hexagon, at twice the size."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDate, QIODevice, QLocale, QPointF, QSaveFile, QSize
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_text, painter_on, text_width
from roadmap_cards.gui.widgets.hex_layout import arrange
from roadmap_cards.gui.widgets.hex_map import paint_map
from roadmap_cards.gui.widgets.map_legend import paint_legend
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from roadmap_cards.library.map import RoadmapMap

SCALE = 2.0
WIDTH = 1092
MARGIN = 40
HEAD = 116


def picture(theme: Theme, roadmap: RoadmapMap, lens: Lens, day: date) -> QImage:
    """Return the picture of a map through a lens, as of a day."""
    layout = arrange(roadmap, WIDTH - 2 * MARGIN + 10, QFontMetricsF(theme.font("small_strong")))
    size = QSize(WIDTH, round(HEAD + layout.height + MARGIN / 2))
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(theme.colour("canvas"))
    right = WIDTH - MARGIN
    with painter_on(image) as painter:
        title, small = theme.font("title"), theme.font("small")
        draw_text(painter, QPointF(MARGIN, 54), "Mastery map", title, theme.colour("ink"))
        left = MARGIN + text_width(title, "Mastery map") + 18
        draw_text(painter, QPointF(left, 54), roadmap.title, theme.font("body"), theme.colour("ink2"))
        dated = QLocale.c().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
        draw_text(painter, QPointF(right, 54), dated, theme.font("label_strong"), theme.colour("ink2"), RIGHT)
        paint_legend(painter, theme, QPointF(MARGIN, 84), lens)
        items = sum(level.mastery.items for level in roadmap.levels)
        held = f"{roadmap.held} of {items} items held"
        draw_text(painter, QPointF(right, 88), held, small, theme.colour("ink2"), RIGHT)
        painter.translate(MARGIN - 5, HEAD)
        paint_map(painter, theme, layout, lens)
    return image


def save_picture(image: QImage, path: Path) -> None:
    """Write a picture as PNG, whole or not at all; ProblemError where the place cannot be written to."""
    file = QSaveFile(str(path))
    written = (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and QImageWriter(file, QByteArray(b"png")).write(image)
        and file.commit()
    )
    if not written:
        raise ProblemError(
            f"The picture could not be saved as {path}: {file.errorString().lower()}.",
            hint="Choose another folder.",
        )
