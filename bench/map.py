"""How long the map takes: to be painted, against plain rounded boxes in the same run, and to be read.

    .venv/bin/python bench/map.py [RUNS]

Painted are 375 and 2,000 items: the whole map, what the usual window shows of it (another map, lens or size),
and what changes when the pointer moves on by one hexagon. A frame has 16 ms. Read are 375 items with 1,000
cards and 2,000 items with 6,000.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.theme import Contrast, Scheme, Theme
from roadmap_cards.gui.widgets.hex_layout import Cell, arrange
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.map import RoadmapMap, read_maps
from roadmap_cards.paths import DataFolder

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WIDTH = 1018
IN_SIGHT = 500
"""Pixels of height that the usual window shows of a map."""


def median(job: Callable[[], object], runs: int) -> float:
    """Return the median time of a job in milliseconds."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        job()
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def collection(folder: DataFolder, items: int, cards: int) -> tuple[Path, int]:
    """Make a collection with a roadmap of so many items and cards, four in five of them seen."""
    rng = Random(1)
    with OpenCollection(folder, lambda: NOW) as library:
        path, day = library.path, library.moment().day
    connection = sqlite3.connect(path)
    add = connection.execute
    roadmap = add("INSERT INTO roadmap (key, title, sha256) VALUES ('big', 'A big roadmap', '')").lastrowid
    file = add("INSERT INTO deck_file (path, sha256, flaws) VALUES ('big.md', '', '')").lastrowid
    level = topic = section = 0
    for number in range(items):
        if number % 100 == 0:
            level = add(
                "INSERT INTO level (roadmap_id, key, title, position, duration, goal)"
                " VALUES (?, ?, ?, ?, '', '')",
                (roadmap, f"l{number}", f"Level {number // 100 + 1}", number),
            ).lastrowid
        if number % 10 == 0:
            topic = add(
                "INSERT INTO topic (roadmap_id, level_id, key, title, position, gives_new, paused)"
                " VALUES (?, ?, ?, ?, ?, 1, 0)",
                (roadmap, level, f"t{number}", f"Topic {number // 10 + 1}", number),
            ).lastrowid
        if number % 5 == 0:
            section = add(
                "INSERT INTO section (topic_id, key, title, position) VALUES (?, ?, ?, ?)",
                (topic, f"s{number}", f"Section {number // 5 + 1}", number),
            ).lastrowid
        item = add(
            "INSERT INTO item (section_id, key, title, position) VALUES (?, ?, ?, ?)",
            (section, f"i{number}", f"Item {number + 1}", number),
        ).lastrowid
        for card in range(number * cards // items, (number + 1) * cards // items):
            entry = add(
                "INSERT INTO entry (key, deck_file_id, topic_id, item_id, position, kind, draft, retired,"
                " version, content) VALUES (?, ?, ?, ?, ?, 'basic', 0, 0, 1, '{}')",
                (f"big/t/{card}", file, topic, item, card),
            ).lastrowid
            stability = rng.lognormvariate(3, 1) if rng.random() < 0.8 else None
            add(
                "INSERT INTO card (uuid, key, entry_id, topic_id, item_id, variant, retired, suspended,"
                " buried_until, flag, correction, stage, stability, last_day, due_day, interval, reps,"
                " lapses) VALUES (?, ?, ?, ?, ?, 'main', 0, 0, 0, 0, '', ?, ?, ?, ?, 0, 0, 0)",
                (
                    uuid.UUID(int=card).bytes,
                    f"big/t/{card}#main",
                    entry,
                    topic,
                    item,
                    stability and "review",
                    stability,
                    stability and day - rng.randint(0, 30),
                    stability and day + rng.randint(-1, 60),
                ),
            )
    connection.commit()
    connection.close()
    return path, day


def boxes(cells: tuple[Cell, ...], image: QImage) -> None:
    """Paint a plain rounded box where each hexagon is: what any painter of tiles would do."""
    brush = QBrush(QColor("#1F7B8C"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for cell in cells:
            painter.setBrush(brush)
            x, y = cell.centre.x(), cell.centre.y()
            painter.drawRoundedRect(QRectF(x - 8, y - 8, 16, 16), 3, 3)


def paint(theme: Theme, roadmap: RoadmapMap, runs: int) -> None:
    widget = HexMap(theme)
    widget.set_map(roadmap)
    widget.resize(WIDTH, widget.heightForWidth(WIDTH))
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    sight = QRect(0, 0, WIDTH, min(IN_SIGHT, widget.height()))
    cells = widget.cells
    places = [cell.centre for cell in cells]
    titles = QFontMetricsF(theme.font("small_strong"))
    turn = 0

    def anew() -> None:
        theme.changed.emit()
        widget.render(image, QPoint(), sight)

    def everything() -> None:
        theme.changed.emit()
        widget.render(image)

    def point() -> None:
        nonlocal turn
        turn = (turn + 1) % len(places)
        for at in (places[turn - 1], places[turn]):
            widget.mouseMoveEvent(moved(at))
        changed = QRect(places[turn - 1].toPoint(), places[turn].toPoint()).normalized()
        widget.render(image, changed.topLeft(), changed.adjusted(-20, -20, 20, 20))

    def lay_out() -> None:
        arrange(roadmap, WIDTH, titles)

    plain = median(lambda: boxes(cells, image), runs)
    whole, sighted = median(everything, runs), median(anew, runs)
    hover, arranged = median(point, runs), median(lay_out, runs)
    theme.set_more_contrast(Contrast.ON)
    digits = median(anew, runs)
    theme.set_more_contrast(Contrast.OFF)
    print(
        f"{len(cells):5} items: boxes {plain:.2f} ms; whole map {whole:.2f} ms ({whole / plain:.2f} times);"
        f" what is in sight {sighted:.2f} ms, with digits {digits:.2f} ms; pointer moves on {hover:.2f} ms;"
        f" laid out {arranged:.2f} ms"
    )


def moved(at: QPointF) -> QMouseEvent:
    button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, at, at, button, button, none)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    load_fonts()
    theme = Theme(Scheme.LIGHT, more_contrast=Contrast.OFF)
    with tempfile.TemporaryDirectory() as place:
        for items, cards in ((375, 1000), (2000, 6000)):
            path, day = collection(DataFolder(Path(place) / str(items)), items, cards)
            (roadmap,) = read_maps(path, day)
            paint(theme, roadmap, runs)
            read = median(lambda path=path, day=day: read_maps(path, day), runs)
            print(f"      {cards} cards: read {read:.1f} ms")


if __name__ == "__main__":
    main()
