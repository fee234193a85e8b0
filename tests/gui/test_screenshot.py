"""The pictures of every page, painted from the demo collection."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.screenshot import SIZE, paint_all, run
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.paths import DataFolder

PAGES = {
    "first_day",
    "today",
    "map",
    "map_ahead",
    "map_list",
    "map_quiz",
    "topic",
    "quiz",
    "quiz_question",
    "quiz_answer",
    "quiz_exam",
    "quiz_hand_in",
    "quiz_result",
    "question",
    "review",
    "why",
    "keys",
    "summary",
    "statistics_study",
    "statistics_trust",
    "statistics_schedule",
    "statistics_ahead",
    "settings",
    "exchange",
    "done",
}


def test_every_page_gets_a_picture_of_its_own(
    qtbot: QtBot, theme: Theme, demo_original: DataFolder, tmp_path: Path
) -> None:
    painted = paint_all(tmp_path, demo_original, Scheme.DARK, tmp_path, QApplication.processEvents)
    assert {path.stem for path in painted} == {f"{page}_dark" for page in PAGES}
    images = [QImage(str(path)) for path in painted]
    assert {image.size().toTuple() for image in images} == {SIZE}
    assert all(images[at] != other for at in range(len(images)) for other in images[at + 1 :])


def test_pictures_need_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProblemError, match="cannot be made"):
        run(tmp_path / "file")
