from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from roadmap_cards.gui.widgets.picture import load_picture


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    folder.mkdir()
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(folder / "in.png"))
    assert image.save(str(tmp_path / "out.png"))
    return folder


def test_a_file_of_the_folder_is_loaded(media: Path) -> None:
    image = load_picture(media, "in.png")
    assert image is not None
    assert (image.width(), image.height()) == (30, 20)


@pytest.mark.parametrize(
    "name",
    [
        "../out.png",
        "..\\out.png",
        "./in.png",
        "missing.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "//host/share/in.png",
        "C:in.png",
        ":/resource.png",
        "in.png?x",
        "in%2epng",
        ".in.png",
        "in.svg",
        "",
        "\0.png",
        "a" * 5000 + ".png",
    ],
)
def test_nothing_else_is(media: Path, name: str) -> None:
    assert load_picture(media, name) is None


def test_an_absolute_path_is_not(media: Path) -> None:
    assert load_picture(media, str(media / "in.png")) is None


def test_a_link_out_of_the_folder_is_not(media: Path) -> None:
    (media / "link.png").symlink_to(media.parent / "out.png")
    assert load_picture(media, "link.png") is None


def test_a_file_that_only_calls_itself_a_picture_is_not(media: Path) -> None:
    (media / "fake.png").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    assert load_picture(media, "fake.png") is None


def test_a_deck_without_a_folder_has_none() -> None:
    assert load_picture(None, "in.png") is None
