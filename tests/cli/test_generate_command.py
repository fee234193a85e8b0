"""`generate` from the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped

SHIPPED = shipped("resources") / "roadmaps" / "llm-specialist.md"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def roadmap(tmp_path: Path) -> Path:
    path = tmp_path / "way.md"
    path.write_text("# Way\n## Git\n- Commits\n- SHA (Secure Hash Algorithm)\n- Branches: local, remote\n")
    return path


def test_the_shipped_roadmap_and_a_mis_decoded_copy_give_the_same_decks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # As an editor on an old Mac would have read and saved it.
    copy = tmp_path / "llm-specialist.as-received.md"
    copy.write_bytes(SHIPPED.read_bytes().decode("mac_roman").encode("utf-8"))
    assert copy.read_bytes() != SHIPPED.read_bytes()
    assert main(["generate", str(SHIPPED), "--out", str(tmp_path / "one")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("36 decks: 8 cards to study, 116 drafts to look at, 375 places to write in ")
    assert main(["generate", str(copy), "--out", str(tmp_path / "two")]) == 0

    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "two")
    assert len([name for name in one if name.endswith(".md")]) == 36
    assert sum(text.count(b"\n## ") for text in one.values()) == 375
    capsys.readouterr()
    assert main(["lint", str(tmp_path / "one")]) == 0
    assert "36 files, 495 entries: 0 errors, 0 warnings" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(roadmap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "decks"
    assert main(["generate", str(roadmap), "--out", str(out), "--dry-run"]) == 0
    assert "added    git.md: 5 entries" in capsys.readouterr().out
    assert not out.exists()

    assert main(["generate", str(roadmap), "--out", str(out)]) == 0
    assert "1 deck: 2 cards to study, 1 draft to look at, 3 places to write" in capsys.readouterr().out
    before = contents(out)
    assert set(before) == {"git.md", "roadmap.lock"}

    roadmap.write_text(roadmap.read_text().replace("Commits", "Committing").replace("- Branches", "- Tags"))
    assert main(["generate", str(roadmap), "--out", str(out), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "added    git.md: committing-to-write (“Committing”)" in told
    assert "removed  git.md: commits-to-write (“Commits”)" in told
    assert "1 added, 0 changed, 2 moved, 1 removed; nothing was written." in told
    assert contents(out) == before


def test_questions_about_the_map_come_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", str(SHIPPED), "--out", str(tmp_path), "--quiz"]) == 0
    assert "301 questions about the map" in capsys.readouterr().out


def test_what_stays_for_own_cards_is_said(
    roadmap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "decks"
    main(["generate", str(roadmap), "--out", str(out)])
    deck = out / "git.md"
    deck.write_text(deck.read_text(encoding="utf-8").replace("A: …", "A: A snapshot."), encoding="utf-8")
    roadmap.write_text("# Way\n## Git\n- SHA (Secure Hash Algorithm)\n- Branches: local, remote\n")
    assert main(["generate", str(roadmap), "--out", str(out)]) == 0
    assert "git.md: “Commits” is not in the roadmap; your 1 entry under it stay" in capsys.readouterr().err


def test_the_name_of_the_file_gives_the_key_and_a_readme_its_title(roadmap: Path, tmp_path: Path) -> None:
    main(["generate", str(roadmap), "--out", str(tmp_path / "one")])
    assert "\nroadmap: way\n" in (tmp_path / "one" / "git.md").read_text(encoding="utf-8")
    readme = roadmap.rename(tmp_path / "README.md")
    readme.write_text(readme.read_text().replace("# Way", "# My Way to Git"))
    main(["generate", str(readme), "--out", str(tmp_path / "two")])
    assert "\nroadmap: my-way-to-git\n" in (tmp_path / "two" / "git.md").read_text(encoding="utf-8")


# --- what one sentence explains


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"There is no file .*nothing\.md"):
        main(["generate", str(tmp_path / "nothing.md"), "--out", str(tmp_path / "out")])
    with pytest.raises(ProblemError, match="is a folder"):
        main(["generate", str(tmp_path), "--out", str(tmp_path / "out")])


def test_nothing_to_learn(tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.touch()
    with pytest.raises(ProblemError, match=r"empty\.md: no bullets, tables or sub-headings"):
        main(["generate", str(empty), "--out", str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()


def test_a_file_instead_of_the_folder(roadmap: Path) -> None:
    with pytest.raises(ProblemError, match="is a file, not a folder"):
        main(["generate", str(roadmap), "--out", str(roadmap)])


def test_a_foreign_deck_is_left_alone(roadmap: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "git.md"
    foreign.write_text("# My notes on git\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"git\.md is in the way"):
        main(["generate", str(roadmap), "--out", str(tmp_path)])
    assert foreign.read_text(encoding="utf-8") == "# My notes on git\n"
    assert not (tmp_path / "roadmap.lock").exists()


def test_bytes_that_are_no_text_are_kept(roadmap: Path, tmp_path: Path) -> None:
    out = tmp_path / "decks"
    main(["generate", str(roadmap), "--out", str(out)])
    deck = out / "git.md"
    deck.write_bytes(deck.read_bytes().replace(b"# General", b"<!-- caf\xe9 -->\n# General"))
    roadmap.write_text(roadmap.read_text().replace("- Commits\n", "- Commits\n- Tags\n"))
    assert main(["generate", str(roadmap), "--out", str(out)]) == 0
    assert b"<!-- caf\xe9 -->\n# General" in deck.read_bytes()
    assert b"## Tags" in deck.read_bytes()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(roadmap: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    with pytest.raises(ProblemError, match="cannot be written to"):
        main(["generate", str(roadmap), "--out", str(out)])


def test_a_folder_that_cannot_be_made(roadmap: Path, tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"cannot be written to|is a file"):
        main(["generate", str(roadmap), "--out", str(roadmap / "out")])
