"""`blind` from the command line: a pack, its answers, the verdicts and the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.blind_sheets import GRADER

DECK = """---
format: 1
roadmap: way
topic: x-y
title: The Topic
status: reviewed
sources:
  s1: {title: "Work", url: "https://example.org"}
---
### the-basic
kind: basic
difficulty: 1
sources: s1

Q: Why is it so?
A: Because of this

### the-term
kind: reversible
difficulty: 2
sources: s1

T: term
D: what it means

### the-number
kind: typed
difficulty: 4
sources: s1
tolerance: 0.5

Q: How many?
A: 9
Accept:
- /n(i)ne/

### the-output
kind: output
difficulty: 2
sources: s1

Q: What does it print?
```python
print(1, 2, sep="\\n")
```
A:
```text
1
2
```

### the-choice
kind: choice
difficulty: 3
sources: s1

Q: Which?
Options:
- [ ] wrong one
  > no
- [x] right one
  > yes
- [ ] wrong two
  > no

### the-several
kind: multi
difficulty: 3
sources: s1

Q: Which ones?
Options:
- [x] good one
  > yes
- [x] good two
  > yes
- [ ] bad one
  > no

### the-order
kind: order
difficulty: 5
sources: s1

Q: In which order?
Order:
1. first
2. second
3. third
"""
RIGHT = {
    "the-basic": "It is because of this.",
    "the-term#forward": "its meaning",
    "the-term#reverse": "term",
    "the-number": "nine",
    "the-output": ["1", "2"],
}


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "way" / "x-y.md"
    path.parent.mkdir()
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def pack(deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["blind", str(deck), "--out", str(tmp_path / "pack")]) == 0
    assert capsys.readouterr().out.startswith(f"8 prompts in {tmp_path / 'pack'}.\n")
    return tmp_path / "pack"


def key(pack: Path) -> Any:
    return json.loads((pack / GRADER / "key.json").read_text(encoding="utf-8"))


def fill(pack: Path, name: str, answers: dict[str, dict[str, Any]]) -> None:
    """Write answers, which are given by entry (`id` or `id#variant`), under the numbers of the pack."""
    path = pack / f"{name}.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    for one in key(pack)["prompts" if name == "answers" else name]:
        entry = one["id"] + (f"#{one['variant']}" if one["variant"] in {"forward", "reverse"} else "")
        tree["answers"][str(one["number"])] |= answers.get(entry, {})
    path.write_text(json.dumps(tree), encoding="utf-8")


def number(pack: Path, entry: str, part: str = "prompts") -> str:
    return next(str(one["number"]) for one in key(pack)[part] if one["id"] == entry)


def solved(pack: Path, **other: dict[str, Any]) -> None:
    """Answer everything as the key does, with confidence 90, except for what is given otherwise."""
    letters = {one["id"]: " ".join(one["right"]) for one in key(pack)["prompts"] if "right" in one}
    answers = {entry: {"answer": answer, "confidence": 90} for entry, answer in (RIGHT | letters).items()}
    for entry, answer in other.items():
        answers[entry.replace("_", "-")] |= answer
    fill(pack, "answers", answers)


def read(pack: Path, verdict: str = "right", **other: str) -> None:
    path = pack / GRADER / "verdicts.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    for part in ("answers", "stems"):
        for told in tree[part].values():
            told["verdict"] = verdict
    for entry, word in other.items():
        tree["answers"][number(pack, entry.replace("_", "-"))] |= {"verdict": word, "note": "my reason"}
    path.write_text(json.dumps(tree), encoding="utf-8")


def grading(deck: Path, pack: Path, capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    capsys.readouterr()
    assert main(["blind", str(deck), "--grade", str(pack)]) == code
    return capsys.readouterr().out


# --- from the answers to the report


def test_all_agree(deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    solved(pack)
    assert grading(deck, pack, capsys).startswith("3 open answers: a third reader compares each")
    sheet = (pack / GRADER / "grade.md").read_text(encoding="utf-8")
    assert "> Why is it so?\n\n**Key:** Because of this\n\n**Answer:** It is because of this." in sheet
    assert "How many?" not in sheet
    read(pack)
    told = grading(deck, pack, capsys)
    assert told == (pack / GRADER / "report.md").read_text(encoding="utf-8")
    assert "- All: 8 of 8 agree, 100 %; as wanted (at least 97 %)" in told
    assert "- Difficulty 4 and 5: 2 of 2 agree" in told
    assert "Nothing: no mismatch, no second answer, no low confidence." in told
    assert "| Basic, and both sides of reversible | 3 of 3 | third reader |" in told
    assert "| Order | 1 of 1 | machine |\n" in told
    assert "- No answer stood below a confidence of 50; the lowest were 90, 90, 90." in told
    assert "Options alone" not in told


def test_everything_that_needs_a_look_is_listed(
    deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = next(
        letter
        for one in key(pack)["prompts"]
        if one["id"] == "the-choice"
        for letter, text in zip("ABC", one["choices"], strict=True)
        if text == "wrong two"
    )
    solved(
        pack,
        the_choice={"answer": f"{wrong.lower()})", "note": "Two fit."},
        the_number={"answer": 9.5, "confidence": 49},
        the_several={"also": "bad one"},
        the_order={"answer": "?", "also": "None."},
        the_output={"answer": "1 2"},
    )
    grading(deck, pack, capsys)
    read(pack, the_basic="ambiguous")
    told = grading(deck, pack, capsys)
    assert "- All: 4 of 8 agree, 50 %; too few" in told
    assert "- Difficulty 4 and 5: 1 of 2 agree, 50 %; too few (at least 90 %)" in told
    listed = told.partition("## To look at")[2].partition("## For docs")[0]
    assert "`the-choice` (choice, difficulty 3): wrong\n" in listed
    assert f"  - answer: {wrong} wrong two\n  - solver: Two fit.\n" in listed
    assert "right one\n" in listed
    assert "`the-number` (typed, difficulty 4): confidence 49\n" in listed
    assert "`the-several` (multi, difficulty 3): also defensible: bad one\n" in listed
    assert "`the-order` (order, difficulty 5): wrong\n" in listed
    assert "`the-basic` (basic, difficulty 1): ambiguous\n" in listed
    assert "  - reader: my reason\n" in listed
    assert "`the-output` (output, difficulty 2): wrong\n  - key: 1 2\n" in listed
    assert listed.count("\n- ") == 6
    assert "- 1 answer stood below a confidence of 50; the lowest were 49, 90, 90." in told
    assert "The solver remarked on 1 prompt and saw a second possible answer at 1." in told


def test_options_alone_and_questions_alone(
    deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    solved(pack)
    rights = {one["id"]: one["right"] for one in key(pack)["options"]}
    wrong = {"A": "B", "B": "C", "C": "A"}[rights["the-choice"]]
    fill(pack, "options", {"the-choice": {"answer": wrong}, "the-several": {"answer": rights["the-several"]}})
    fill(pack, "stems", {"the-choice": {"answer": "the right one"}})
    assert grading(deck, pack, capsys).startswith("4 open answers")
    assert "# Questions without their options" in (pack / GRADER / "grade.md").read_text(encoding="utf-8")
    read(pack)
    told = grading(deck, pack, capsys)
    assert "- Options alone: 1 of 2 right, 50 %; too many (at most 40 %)" in told
    assert "| Options alone | 1 of 2 (choice 0 of 1, multi 1 of 1) | machine |" in told
    assert "| Questions without options | 1 of 1 | third reader |" in told
    assert "- Guessed from the options: `the-several`." in told


def test_what_was_changed_since_is_to_be_solved_again(
    deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    solved(pack)
    grading(deck, pack, capsys)
    read(pack)
    deck.write_text(DECK.replace("Why is it so?", "Why is it so at noon?"), encoding="utf-8")
    assert "To be solved again by somebody else: `the-basic`.\n" in grading(deck, pack, capsys)


# --- what is missing or wrong


def test_every_missing_or_wrong_answer_is_named(
    deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    solved(
        pack,
        the_basic={"answer": " "},
        the_number={"confidence": 101},
        the_output={"confidence": None},
        the_choice={"answer": "A or B"},
        the_several={"answer": "A D"},
        the_order={"answer": "A B"},
    )
    told = grading(deck, pack, capsys, 1)
    where = pack / "answers.json"

    def said(entry: str) -> str:
        place = f"{where}: prompt {number(pack, entry)}: "
        return next(line for line in told.splitlines() if line.startswith(place)).removeprefix(place)

    assert said("the-basic") == "it has no answer; write one, or “?” where the solver did not know."
    assert said("the-number") == "its confidence is not a whole number from 0 to 100."
    assert said("the-output") == "it has no confidence; write a whole number from 0 to 100."
    assert said("the-choice") == "“A or B” is no answer to it; write one letter from A to C."
    assert said("the-several").startswith("“A D” is no answer to it; write the letters of all that apply")
    assert said("the-order").startswith("“A B” is no answer to it; write every letter once")
    assert len(told.splitlines()) == 6
    assert not (pack / GRADER / "grade.md").exists()


def test_an_unknown_number_and_a_missing_one(
    deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    solved(pack)
    path = pack / "answers.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["answers"]["99"] = tree["answers"].pop("3")
    path.write_text(json.dumps(tree), encoding="utf-8")
    told = grading(deck, pack, capsys, 1)
    assert f"{path}: there is no prompt 99.\n{path}: prompt 3: it has no answer" in told


def test_a_verdict_that_is_missing_or_none(
    deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    solved(pack)
    grading(deck, pack, capsys)
    read(pack, the_basic="", the_term="perhaps")
    told = grading(deck, pack, capsys, 1)
    assert (
        f"prompt {number(pack, 'the-basic')}: there is no verdict; write right, wrong or ambiguous." in told
    )
    assert "“perhaps” is no verdict" in told


def test_verdicts_are_never_lost(deck: Path, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    solved(pack)
    grading(deck, pack, capsys)
    solved(pack, the_basic={"answer": "Something else"})  # nobody has read yet: a new sheet
    grading(deck, pack, capsys)
    assert "Something else" in (pack / GRADER / "grade.md").read_text(encoding="utf-8")
    read(pack)
    before = (pack / GRADER / "verdicts.json").read_bytes()
    solved(pack)
    with pytest.raises(ProblemError, match="verdicts on other answers than there are now"):
        main(["blind", str(deck), "--grade", str(pack)])
    assert (pack / GRADER / "verdicts.json").read_bytes() == before


def test_files_that_do_not_fit(deck: Path, pack: Path) -> None:
    answers = pack / "answers.json"
    asked = ["blind", str(deck), "--grade", str(pack)]
    with pytest.raises(ProblemError, match=r"answers\.json has no answers yet"):
        main(asked)
    whole = answers.read_text(encoding="utf-8")
    answers.write_text(whole.replace('"also"', "also", 1), encoding="utf-8")
    with pytest.raises(ProblemError, match=r"answers\.json:4: this is no JSON"):
        main(asked)
    answers.write_text(whole.replace('"pack": "', '"pack": "x'), encoding="utf-8")
    with pytest.raises(ProblemError, match="belongs to another pack than the key"):
        main(asked)
    answers.write_text("[]", encoding="utf-8")
    with pytest.raises(ProblemError, match="has no “answers” by number"):
        main(asked)
    answers.unlink()
    with pytest.raises(ProblemError, match=r"answers\.json cannot be read"):
        main(asked)
    with pytest.raises(ProblemError, match="is a pack of way/x-y"):
        main(["blind", "attention-mechanism", "--grade", str(pack)])
    (pack / GRADER / "key.json").write_text('{"pack": 1}', encoding="utf-8")
    with pytest.raises(ProblemError, match="is not the key of a pack"):
        main(asked)


def test_a_pack_wants_a_sound_deck_and_an_empty_folder(deck: Path, pack: Path) -> None:
    with pytest.raises(ProblemError, match="is not an empty folder"):
        main(["blind", str(deck), "--out", str(pack)])
    with pytest.raises(ProblemError, match="cannot be made"):
        main(["blind", str(deck), "--out", str(deck)])
    deck.write_text(DECK.replace("A: 9", "Answer: 9"), encoding="utf-8")
    with pytest.raises(ProblemError, match=r"x-y\.md:\d+: .*“Answer:” is not a label"):
        main(["blind", str(deck), "--out", str(deck.parent / "other")])
    assert not (deck.parent / "other").exists()


def test_a_place_to_write_is_not_asked(deck: Path, pack: Path) -> None:
    text = DECK.replace("kind: basic", "kind: basic\ntags: to-write\nstatus: draft")
    deck.write_text(text, encoding="utf-8")
    assert main(["blind", str(deck), "--out", str(deck.parent / "other")]) == 0
    assert "Why is it so?" not in (deck.parent / "other" / "prompts.md").read_text(encoding="utf-8")
    assert "Why is it so?" in (pack / "prompts.md").read_text(encoding="utf-8")
