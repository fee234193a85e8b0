"""`coverage` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.lock import ROADMAP_NAME


def test_the_shipped_decks_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"items"}
    assert len(told["items"]) == 375
    keys = ["item", "section", "topic", "level", "recall", "quiz", "choice", "ok"]
    assert all(list(one) == keys for one in told["items"])
    attention = [one for one in told["items"] if one["topic"] == "attention-mechanism"]
    assert len(attention) == 10
    assert all(one["ok"] and one["level"] == "middle" for one in attention)


def test_what_lacks_is_said_by_level_and_topic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = shipped("decks") / "llm-specialist" / "attention-mechanism.md"
    text = deck.read_text(encoding="utf-8")
    first = text.index("kind: choice")
    (tmp_path / "attention-mechanism.md").write_text(
        f"{text[:first]}kind: choice\nstatus: draft{text[first + len('kind: choice') :]}", encoding="utf-8"
    )
    assert main(["coverage", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  Linear Algebra: nothing is written yet" in lines
    at = next(number for number, line in enumerate(lines) if "Attention Mechanism" in line)
    assert lines[at] == "  Attention Mechanism: 9 of 10 items written"
    assert "0 of 1 choice questions" in lines[at + 1]
    assert lines[-1] == "9 of 375 items written in all."


def test_generated_decks_cover_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roadmap = shipped("resources") / "roadmaps" / "llm-specialist.md"
    main(["generate", str(roadmap), "--out", str(tmp_path)])
    capsys.readouterr()
    assert main(["coverage", str(tmp_path), "--json"]) == 0
    assert not any(one["ok"] for one in json.loads(capsys.readouterr().out)["items"])


def test_a_roadmap_of_ones_own_stands_beside_its_decks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "way"
    home.mkdir()
    (home / ROADMAP_NAME).write_text("# Way\n## Git\n- Commits\n- Branches\n", encoding="utf-8")
    main(["generate", str(home / ROADMAP_NAME), "--out", str(home)])
    capsys.readouterr()
    assert main(["coverage", str(home)]) == 0
    assert "0 of 2 items written in all." in capsys.readouterr().out
    assert main(["lint", str(tmp_path)]) == 0
    assert "1 file, 2 entries: 0 errors, 0 warnings" in capsys.readouterr().out


def test_what_is_no_folder_of_known_decks_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="belongs to a roadmap that is known"):
        main(["coverage", str(tmp_path)])
    with pytest.raises(ProblemError, match="is not a folder"):
        main(["coverage", str(tmp_path / "nowhere")])
