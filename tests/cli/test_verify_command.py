"""`verify` from the command line: wrong keys are found where they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped

HEAD = """---
format: 1
topic: sums
title: Sums
status: reviewed
sources:
  book: {title: "A book", url: "https://example.org"}
---
"""


def entry(name: str, kind: str, fields: str, proof: str = "") -> str:
    code = f"Verify:\n```python\n{proof}\n```\n" if proof else ""
    return f"\n### {name}\nkind: {kind}\ndifficulty: 1\nsources: book\n\n{fields}\n{code}"


def options(*right: int) -> str:
    return "Q: Which?\nOptions:\n" + "\n".join(
        f"- [{'x' if number in right else ' '}] number {number}\n  > Why." for number in range(1, 5)
    )


SUM = entry("sum-of-two", "typed", "Q: 3 + 4?\nA: 7", "answer = 3 + 4")
EVEN = entry("even", "choice", options(2), "holds = [n == 2 for n in range(1, 5)]")
LARGE = entry("large", "multi", options(3, 4), "holds = [n > 2 for n in range(1, 5)]")
PRINTS = entry(
    "prints", "output", "Q: What is printed?\n```python\nprint(sorted({3, 1}))\n```\nA:\n```text\n[1, 3]\n```"
)
WORD = entry(
    "word", "basic", "Q: What is it?\nA: It is **even**.", "answer = 'even' if 4 % 2 == 0 else 'odd'"
)
GAP = entry("gap", "cloze", "C: Two and two is {{c1::four}}.", "answer = {4: 'four'}[2 + 2]")
PLAIN = entry("plain", "basic", "Q: Why?\nA: Because of the sum.")
ALL = (SUM, EVEN, LARGE, PRINTS, WORD, GAP, PLAIN)


def write(folder: Path, *entries: str, name: str = "sums.md") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(HEAD + "".join(entries), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str]]:
    code = main(["verify", *map(str, arguments)])
    return code, capsys.readouterr().out.splitlines()


def test_keys_that_hold_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, *ALL)
    assert run(capsys, tmp_path, "--jobs", 2) == (0, ["6 of 7 entries proved, 0 failed, 0 skipped"])


@pytest.mark.parametrize(
    ("right", "wrong", "name", "message"),
    [
        ("A: 7", "A: 8", "sum-of-two", "the code gives 7, the key says 8"),
        (options(2), options(3), "even", "option 2 is true by the code, false by the key"),
        (options(3, 4), options(3), "large", "option 4 is true by the code, false by the key"),
        ("[1, 3]\n", "[1, 4]\n", "prints", "the code prints “[1, 3]”, the key says “[1, 4]”"),
        ("**even**", "**odd**", "word", "the code gives “even”, which “A:” does not say"),
        ("c1::four", "c1::five", "gap", "the code gives “four”, the gaps say “five”"),
    ],
)
def test_a_wrong_key_of_each_kind_is_found_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], right: str, wrong: str, name: str, message: str
) -> None:
    path = write(tmp_path, *(text.replace(right, wrong) for text in ALL))
    line = path.read_text(encoding="utf-8").splitlines().index(f"### {name}") + 1
    code, told = run(capsys, path)
    assert code == 1
    assert told[0].startswith(f"{path}:{line}: {name}: {message}")
    assert told[1:] == ["5 of 7 entries proved, 1 failed, 0 skipped"]


def test_what_needs_torch_is_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whether it is installed or not: a module that is not there says the same.
    path = write(tmp_path, entry("tensor", "typed", "Q: 1?\nA: 1", "raise ModuleNotFoundError(name='torch')"))
    assert run(capsys, path) == (
        0,
        [
            f"{path}:10: tensor: needs torch, which is not installed",
            "0 of 1 entry proved, 0 failed, 1 skipped",
        ],
    )


def test_an_output_that_depends_on_the_order_of_a_set_is_no_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # What decides the order of a set, printed itself: the first run agrees with the key.
    program = "import os\nprint(os.environ['PYTHONHASHSEED'])"
    path = write(
        tmp_path, entry("order", "output", f"Q: What?\n```python\n{program}\n```\nA:\n```text\n0\n```")
    )
    code, told = run(capsys, path)
    assert code == 1
    assert "the code prints something else where texts hash otherwise" in told[0]


def test_an_entry_that_cannot_be_read_is_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, SUM.replace("difficulty: 1", "difficulty: 9"), WORD)
    code, told = run(capsys, path)
    assert code == 1
    assert told[0].startswith(f"{path}:12: “difficulty: 9”")
    assert told[1] == "1 of 1 entry proved, 0 failed, 0 skipped"


def test_corrupted_keys_are_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, *ALL)
    code, told = run(capsys, tmp_path, "--mutate")
    assert code == 0
    assert told == [
        "Corrupted keys caught: 11 of 11 (100 %)",
        "  numbers: 1 of 1",
        "  options: 7 of 7",
        "  outputs: 1 of 1",
        "  words: 2 of 2",
        "6 of 7 entries proved, 0 failed, 0 skipped",
    ]
    assert run(capsys, tmp_path, "--mutate") == (code, told)


def test_a_proof_that_notices_nothing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path,
        WORD.replace("It is **even**.", "It is even, by 20%."),
        SUM.replace("A: 7", "A: 7 \nAccept:\n- 8"),
    )
    code, told = run(capsys, path, "--mutate")
    assert code == 1
    assert told[0] == f"{path}:10: word: 20 made 21: the proof does not notice"
    assert told[1] == "Corrupted keys caught: 2 of 3 (67 %); 98 % are wanted"
    assert run(capsys, path)[0] == 0


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, SUM.replace("A: 7", "A: 9"), EVEN)
    assert main(["verify", str(path), "--json", "--mutate"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["failed"] == [
        {"file": str(path), "line": 10, "message": "sum-of-two: the code gives 7, the key says 9"}
    ]
    assert (told["entries"], told["proved"], told["skipped"], told["unread"]) == (2, 1, [], [])
    assert told["corrupted"]["caught"] == {"numbers": 0, "options": 3, "outputs": 0, "words": 0}


def test_without_a_place_no_code_of_a_persons_own_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "decks").mkdir()
    write(tmp_path / "decks" / "own", SUM.replace("A: 7", "A: 8"))
    assert main(["--data", str(tmp_path), "verify"]) == 0
    assert "0 failed" in capsys.readouterr().out


def test_the_shipped_proofs_hold_and_notice_wrong_keys(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, shipped("decks"), "--mutate", "--jobs", 2)
    assert code == 0, told
    assert told[-1].endswith(" 0 failed, 0 skipped")


def test_a_place_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="no file or folder"):
        main(["verify", str(tmp_path / "nowhere")])
