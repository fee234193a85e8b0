"""A folder of decks is written as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.export_folder import write_decks
from roadmap_cards.work import CancelledError

DECKS = {"own/topic.md": "one\n", "own/größe.md": "two\n", "other.md": "three\n"}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "somewhere.png"
    path.write_bytes(b"\x89PNG")
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("there", [False, True])
def test_a_new_or_empty_folder_is_filled(tmp_path: Path, picture: Path, there: bool) -> None:
    folder = tmp_path / "deep" / "out"
    if there:
        folder.mkdir(parents=True)
    write_decks(folder, DECKS, {"own/media/a.png": picture})
    assert everything(folder) == {
        **{name: text.encode() for name, text in DECKS.items()},
        "own/media/a.png": b"\x89PNG",
    }
    assert list(folder.parent.iterdir()) == [folder]


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemError, match="not an empty folder") as caught:
        write_decks(folder, DECKS, {})
    assert caught.value.hint
    assert everything(tmp_path) == {"out/mine.md": b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemError, match="not an empty folder"):
        write_decks(tmp_path / "out", DECKS, {})
    assert everything(tmp_path) == {"out": b"mine"}


def test_stopping_half_way_leaves_nothing(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def stop(_doing: str, done: int, of: int) -> None:
        heard.append((done, of))
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_decks(tmp_path / "out", DECKS, {}, stop)
    assert heard == [(0, 3), (1, 3), (2, 3)]
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="cannot be written") as caught:
        write_decks(tmp_path / "out", DECKS, {"a.png": tmp_path / "gone.png"})
    assert "free some space" in caught.value.hint
    assert not list(tmp_path.iterdir())


def test_what_a_killed_program_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".out.part").mkdir()
    (tmp_path / ".out.part" / "old.md").write_text("old", encoding="utf-8")
    write_decks(tmp_path / "out", DECKS, {})
    assert set(everything(tmp_path / "out")) == set(DECKS)
    assert not (tmp_path / ".out.part").exists()


@pytest.mark.parametrize("name", ["../outside.md", "/tmp/outside.md", "a/../../b.md", ""])
def test_no_file_lands_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        write_decks(tmp_path / "in" / "out", {name: "x"}, {})
    assert everything(tmp_path) == {}
