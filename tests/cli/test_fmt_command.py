"""`fmt` from the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError

FRONT = (
    "---\nformat: 1\ntopic: x-y\ntitle: X\nstatus: reviewed\n"
    'sources:\n  s1: {title: "Work", url: "https://example.org"}\n---\n'
)
LOOSE = f"{FRONT}### an-id\nsources: s1\nkind: basic\ndifficulty: 1\nA: b\nQ: a\n"
TIDY = f"{FRONT}\n### an-id\nkind: basic\ndifficulty: 1\nsources: s1\n\nQ: a\nA: b\n"
FLAWED = LOOSE.replace("kind: basic", "kind: basik")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "loose.md").write_text(LOOSE, encoding="utf-8", newline="\r\n")
    (tmp_path / "tidy.md").write_text(TIDY, encoding="utf-8")
    (tmp_path / "README.md").write_text("# No deck\n", encoding="utf-8")
    return tmp_path


def test_check_names_the_files_and_changes_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "loose.md").read_bytes()
    assert main(["fmt", "--check", str(folder)]) == 1
    assert capsys.readouterr().out == f"{folder / 'loose.md'}: would change\n2 files: 1 would change\n"
    assert (folder / "loose.md").read_bytes() == before


def test_files_are_formatted_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "loose.md").chmod(0o600)
    # Named twice, formatted once.
    assert main(["fmt", str(folder), str(folder / "loose.md")]) == 0
    assert capsys.readouterr().out.endswith("2 files: 1 formatted\n")
    assert (folder / "loose.md").read_bytes() == TIDY.encode()
    assert (folder / "loose.md").stat().st_mode & 0o777 == (0o600 if sys.platform != "win32" else 0o666)
    assert main(["fmt", "--check", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} == {"loose.md", "tidy.md", "README.md"}


def test_a_file_with_flaws_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "flawed.md").write_text(FLAWED, encoding="utf-8")
    (folder / "latin.md").write_bytes(b"caf\xe9")
    assert main(["fmt", str(folder)]) == 1
    told = capsys.readouterr()
    assert f"{folder / 'flawed.md'}:11: “kind: basik” is not a kind of card" in told.err
    assert f"{folder / 'latin.md'}:1: the file is not in UTF-8" in told.err
    assert told.out.endswith("4 files: 1 formatted, 2 left alone until their flaws are mended\n")
    assert (folder / "flawed.md").read_text(encoding="utf-8") == FLAWED


def test_without_a_place_ones_own_decks_are_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "fmt"]) == 0
    assert capsys.readouterr().out == "0 files: 0 formatted\n"
    own = tmp_path / "decks" / "mine" / "x-y.md"
    own.parent.mkdir(parents=True)
    own.write_text(LOOSE, encoding="utf-8")
    assert main(["--data", str(tmp_path), "fmt"]) == 0
    assert own.read_text(encoding="utf-8") == TIDY


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_deck_stays_a_link(folder: Path) -> None:
    (folder / "way").mkdir()
    link = folder / "way" / "link.md"
    link.symlink_to(folder / "loose.md")
    main(["fmt", str(link)])
    assert link.is_symlink()
    assert (folder / "loose.md").read_text(encoding="utf-8") == TIDY


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"There is no file or folder .*nowhere"):
        main(["fmt", str(tmp_path / "nowhere")])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(ProblemError, match=r"loose\.md cannot be written"):
            main(["fmt", str(folder)])
    finally:
        folder.chmod(0o700)
    assert (folder / "loose.md").read_text(encoding="utf-8") == LOOSE
