"""The command line: the same collection, one sentence where something is wrong, and never Qt."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.cli.command_line import parser
from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped

BAD_DECK = (
    "---\nformat: 1\ntopic: x-y\ntitle: X\nstatus: reviewed\nsources: {}\n---\n\n### a-b-c\nkind: basik\n"
)

OWN_DECK = (
    "---\nformat: 1\ntopic: x-y\ntitle: X\nstatus: reviewed\nsources:\n"
    '  book: {title: "A book", url: "https://example.org/a"}\n---\n\n'
    "### a-b-c\nkind: basic\ndifficulty: 1\nsources: book\nQ: Is it so?\nA: Sure.\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_help_shows_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    decks = ("blind", "coverage", "fmt", "generate", "ids", "lint", "preview", "verify")
    commands = (*decks, "demo", "export", "import", "quiz", "review", "stats", "screenshot", "--data")
    assert all(command in told for command in commands)


COMMANDS = tuple(parser().commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_that_a_command_does_not_know_is_named_in_one_sentence(command: str) -> None:
    for arguments in ([command, "--foo"], ["--data", "kept", command, "thing", "--foo=3"]):
        with pytest.raises(ProblemError) as raised:
            main(arguments)
        assert str(raised.value) == (
            f"“roadmap-cards {command}” does not know “--foo”. "
            f"roadmap-cards {command} --help lists what it knows."
        )


def test_an_option_that_no_command_knows_is_named_in_one_sentence() -> None:
    with pytest.raises(ProblemError, match="“roadmap-cards” does not know “-x”"):
        main(["-x", "stats"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_prints_its_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: roadmap-cards {command} ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo", "--", "--foo"],
        ["export", "a.apkg", "--search", "-1"],
        ["--data=kept", "review", "--min", "5"],
        ["quiz", "--topic", "zoo", "zoology", "--exam"],
        ["demo", "-"],
    ],
)
def test_what_a_command_knows_is_let_pass(arguments: list[str]) -> None:
    assert parser().read(arguments).command in COMMANDS


def test_the_shipped_decks_have_no_flaws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 errors, 0 warnings" in run(capsys, "--data", str(tmp_path), "lint")


def test_lint_prints_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    rules = run(capsys, "lint", "--rules").splitlines()
    assert any(
        re.match(r"yes-no +E +a prompt that can be answered with yes or no – ", line) for line in rules
    )
    assert sum("(shipped decks only)" in line for line in rules) == 3


def test_lint_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x-y.md").write_text(OWN_DECK, encoding="utf-8")
    [_, flaw] = json.loads(run(capsys, "lint", "--json", str(tmp_path)))
    assert flaw == {
        "path": "x-y.md",
        "line": 14,
        "severity": "W",
        "code": "yes-no",
        "message": "“Is it so?” can be answered with yes or no: a guess is right half the time",
        "remedy": "ask which, why, or what happens",
    }


def test_strict_lint_holds_own_decks_to_the_rules_of_shipped_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x-y.md").write_text(OWN_DECK, encoding="utf-8")
    assert main(["lint", "--strict", str(tmp_path)]) == 1
    assert "x-y.md:14: E [yes-no]" in capsys.readouterr().out


def test_lint_looks_at_a_persons_own_decks_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "decks" / "mine"
    own.mkdir(parents=True)
    (own / "x-y.md").write_text(BAD_DECK, encoding="utf-8")
    assert main(["--data", str(tmp_path), "lint"]) == 1
    told = capsys.readouterr().out
    assert "x-y.md:10:" in told
    assert f"{len(list(shipped('decks').glob('*/*.md'))) + 1} files" in told


def test_lint_names_the_line_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x-y.md").write_text(BAD_DECK, encoding="utf-8")
    assert main(["lint", str(tmp_path)]) == 1
    assert "x-y.md:10:" in capsys.readouterr().out


def test_lint_of_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="is not a folder"):
        main(["lint", str(tmp_path / "nowhere")])


def test_a_review_by_hand_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n3\n\n9\n4\nu\n\n1\nq\n"))
    told = run(capsys, "--data", str(tmp_path), "review", "--cards", "4")
    assert "Type 1, 2, 3, 4" in told
    assert "Undone: Answer card" in told
    numbers = json.loads(run(capsys, "--data", str(tmp_path), "stats", "--json"))
    assert numbers["reviews"] == 2
    assert numbers["seen"] == 2


def test_ctrl_c_ends_a_review_with_what_was_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["", "3"])

    def at_the_keyboard(_prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("builtins.input", at_the_keyboard)
    assert run(capsys, "--data", str(tmp_path), "review").endswith("1 remembered at the first try.\n")


@pytest.mark.slow
def test_a_demo_collection_is_made_and_said_how_to_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a new folder"
    assert f'roadmap-cards --data "{place}"' in run(capsys, "demo", str(place))
    numbers = json.loads(run(capsys, "--data", str(place), "stats", "--json"))
    assert numbers["reviews"] > 5_000
    assert numbers["due"] > 0
    with pytest.raises(ProblemError, match="is not an empty folder"):
        main(["demo", str(place)])


def test_the_variable_names_the_data_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_CARDS_DATA", str(tmp_path / "there"))
    run(capsys, "stats")
    assert (tmp_path / "there" / "collection.db").exists()


def test_an_unknown_topic_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="no topic “Cooking”"):
        main(["--data", str(tmp_path), "review", "--topic", "Cooking"])


def test_a_problem_ends_with_code_2_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "collection.db").touch()
    ran = subprocess.run(
        [sys.executable, "-m", "roadmap_cards", "--data", str(tmp_path), "stats"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "is not a Roadmap Cards collection" in ran.stderr
    assert "Traceback" not in ran.stderr
