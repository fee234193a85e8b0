"""The mastery map as a picture to keep or to show, in pixels or as a drawing: date, legend, every hexagon."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QSaveFile, QSize
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_text, painter_on, text_width
from roadmap_cards.gui.widgets.hex_layout import HexLayout, arrange
from roadmap_cards.gui.widgets.hex_map import paint_map
from roadmap_cards.gui.widgets.map_legend import paint_legend
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from roadmap_cards.library.map import RoadmapMap

SCALE = 2.0
WIDTH = 1092
MARGIN = 40
HEAD = 116


@dataclass(frozen=True, slots=True)
class MapPicture:
    """What is to be drawn: a map through a lens, and the words for its day, such as “7 August 2026”.

    `paused` are the topics of which it is to be said that they stay so until that day.
    """

    roadmap: RoadmapMap
    lens: Lens
    dated: str
    paused: frozenset[int] = frozenset()


def picture(theme: Theme, shown: MapPicture) -> QImage:
    """Return the picture in pixels, at twice the size."""
    layout, size = _laid_out(theme, shown)
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    with painter_on(image) as painter:
        _paint(painter, theme, shown, layout, size)
    return image


def drawing(theme: Theme, shown: MapPicture) -> bytes:
    """Return the picture as SVG, sharp at every size. What it says in words stands in its description."""
    layout, size = _laid_out(theme, shown)
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)  # so that a pixel here is one of a web page
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    generator.setTitle(f"Mastery map: {shown.roadmap.title}")
    levels = (f"{level.title}: {level.held} of {level.mastery.items}" for level in shown.roadmap.levels)
    generator.setDescription("; ".join((f"{shown.dated}: {_held(shown.roadmap)}", *levels)))
    with painter_on(generator) as painter:
        _paint(painter, theme, shown, layout, size)
    return bytes(buffer.data().data())


def _laid_out(theme: Theme, shown: MapPicture) -> tuple[HexLayout, QSize]:
    titles = QFontMetricsF(theme.font("small_strong"))
    layout = arrange(shown.roadmap, WIDTH - 2 * MARGIN + 10, titles)
    return layout, QSize(WIDTH, round(HEAD + layout.height + MARGIN / 2))


def _held(roadmap: RoadmapMap) -> str:
    items = sum(level.mastery.items for level in roadmap.levels)
    return f"{roadmap.held} of {items} items held"


def _paint(painter: QPainter, theme: Theme, shown: MapPicture, layout: HexLayout, size: QSize) -> None:
    title, small, strong = theme.font("title"), theme.font("small"), theme.font("label_strong")
    right = WIDTH - MARGIN
    painter.fillRect(QRect(QPoint(), size), theme.colour("canvas"))
    draw_text(painter, QPointF(MARGIN, 54), "Mastery map", title, theme.colour("ink"))
    left = MARGIN + text_width(title, "Mastery map") + 18
    draw_text(painter, QPointF(left, 54), shown.roadmap.title, theme.font("body"), theme.colour("ink2"))
    draw_text(painter, QPointF(right, 54), shown.dated, strong, theme.colour("ink2"), RIGHT)
    due = any(item.due for item in shown.roadmap.items)
    paint_legend(painter, theme, QPointF(MARGIN, 84), shown.lens, due=due)
    draw_text(painter, QPointF(right, 88), _held(shown.roadmap), small, theme.colour("ink2"), RIGHT)
    painter.translate(MARGIN - 5, HEAD)
    paint_map(painter, theme, layout, shown.lens, paused=shown.paused)


def save_picture(theme: Theme, shown: MapPicture, path: Path) -> None:
    """Write the picture, as SVG where the name ends so, else as PNG.

    It is written whole or not at all; ProblemError where the place cannot be written to.
    """
    file = QSaveFile(str(path))
    if path.suffix.lower() == ".svg":
        found = drawing(theme, shown)
        written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(found) == len(found)
    else:
        image = picture(theme, shown)
        written = file.open(QIODevice.OpenModeFlag.WriteOnly) and QImageWriter(
            file, QByteArray(b"png")
        ).write(image)
    if not (written and file.commit()):
        raise ProblemError(
            f"The picture could not be saved as {path}: {file.errorString().lower()}.",
            hint="Choose another folder.",
        )
