"""`ids` from the command line: what a change of a deck does to those who studied it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder, shipped

HEAD = """---
format: 1
topic: {topic}
title: Attention
status: {status}
{retired}sources:
  book: {{title: "A book", url: "https://example.org"}}
---
"""
MEAN = "kind: basic\nQ: Which output does a query with equal scores get?\nA: The plain mean of the values."
ROLES = "kind: cloze\nC: A {{c1::query}} is compared with {{c2::keys}} to weigh the {{c3::values}}."
WIDTH = "kind: typed\nQ: How wide is each of 8 heads in the base Transformer?\nA: 64"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ENTRIES = {"equal-scores": MEAN, "qkv-roles": ROLES, "head-width": WIDTH}


class Desk:
    """A folder of decks, and what `ids` tells of it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def write(
        self,
        entries: dict[str, str],
        topic: str = "attention",
        *,
        retired: str = "",
        status: str = "reviewed",
    ) -> None:
        text = HEAD.format(topic=topic, status=status, retired=f"retired: {retired}\n" if retired else "")
        for name, body in entries.items():
            kind, _, rest = body.partition("\n")
            text += f"\n### {name}\n{kind}\ndifficulty: 1\nsources: book\n{rest}\n"
        (self.folder / "way").mkdir(parents=True, exist_ok=True)
        (self.folder / "way" / f"{topic}.md").write_text(text, encoding="utf-8")

    def ids(self, *options: str) -> tuple[int, list[str]]:
        code = main(["ids", str(self.folder), *options])
        return code, self._capsys.readouterr().out.splitlines()

    def flaws(self) -> list[str]:
        code, told = self.ids()
        assert (code == 1) == any(" E [ids]" in line for line in told)
        return told[:-1]

    def ledger(self, topic: str = "attention") -> dict[str, list[str]]:
        text = (self.folder / "way" / ".ids" / f"{topic}.tsv").read_text(encoding="utf-8")
        rows = [line.split("\t") for line in text.splitlines()[2:]]
        assert rows == sorted(rows)
        return {row[0]: row[1:] for row in rows}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Return the decks of a person whose three entries are published."""
    made = Desk(tmp_path / "decks", capsys)
    made.write(ENTRIES)
    made.ids("--write")
    return made


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in ENTRIES[name]
    return ENTRIES | {name: ENTRIES[name].replace(old, new)}


def after(body: str, former: str) -> str:
    """Return an entry that bore another id before."""
    return body.replace("\n", f"\nformerly: {former}\n", 1)


# --- Publishing ---------------------------------------------------------------------------------------------


def test_what_is_new_is_told_and_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path / "decks", capsys)
    desk.write(ENTRIES)
    code, told = desk.ids()
    assert code == 0
    assert told[0].startswith(
        "way/attention.md: W [ids] 3 ids not published yet: equal-scores, qkv-roles, head-width; write them"
    )
    assert not (desk.folder / "way" / ".ids").exists()
    assert desk.ids("--write") == (
        0,
        ["1 ledger written, 3 ids published.", "3 published ids: 0 errors, 0 warnings"],
    )
    assert desk.ledger()["qkv-roles"] == [
        "cloze",
        "c1,c2,c3",
        "1",
        "live",
        "A query is compared with keys to weigh the values. | query; keys; values",
    ]
    assert desk.ids("--write")[1] == ["All is written.", "3 published ids: 0 errors, 0 warnings"]


def test_drafts_are_not_published(desk: Desk) -> None:
    desk.write(ENTRIES | {"unsure": MEAN.replace("Q:", "status: draft\nQ:")})
    desk.write({"later": MEAN}, "drafts", status="draft")
    assert desk.flaws() == []
    desk.ids("--write")
    assert sorted(desk.ledger()) == sorted(ENTRIES)
    assert not (desk.folder / "way" / ".ids" / "drafts.tsv").exists()


# --- The changes of which nobody loses anything -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "equal-scores",
            "The plain mean of the values.",
            "The plain **arithmetic** mean of all value vectors.",
        ),
        ("equal-scores", "Which output does a query with", "A query has"),
        ("head-width", "A: 64", "A: 64\nWhy: 512 / 8."),
        ("head-width", WIDTH, "kind: typed\nversion: 2\nQ: How many layers has GPT-1?\nA: 12"),
        ("qkv-roles", "to weigh", "to {{c4::weigh}}"),
    ],
)
def test_a_change_that_keeps_progress_is_silent(desk: Desk, name: str, old: str, new: str) -> None:
    desk.write(changed(name, old, new))
    assert desk.flaws() == []


def test_what_changed_is_written_down(desk: Desk) -> None:
    desk.write(changed("qkv-roles", "to weigh", "to {{c4::weigh}}"))
    assert desk.ids("--write")[1][0] == "1 ledger written, 0 ids published."
    assert desk.ledger()["qkv-roles"][1] == "c1,c2,c3,c4"


def test_a_renamed_entry_keeps_its_line_under_both_ids(desk: Desk) -> None:
    desk.write(
        {
            "equal-scores": MEAN,
            "roles": after(ROLES, "qkv-roles"),
            "head-width": WIDTH,
        }
    )
    assert [line for line in desk.flaws() if "not published yet: roles" not in line] == []
    desk.ids("--write")
    assert desk.ledger()["qkv-roles"][3] == "now attention/roles"
    assert desk.ledger()["roles"][3] == "live"
    assert desk.flaws() == []


def test_an_entry_moves_to_another_topic(desk: Desk) -> None:
    desk.write({"equal-scores": MEAN, "qkv-roles": ROLES})
    desk.write({"width": after(WIDTH, "attention/head-width")}, "heads")
    desk.ids("--write")
    assert desk.flaws() == []
    assert desk.ledger()["head-width"][3] == "now heads/width"


def test_what_is_retired_may_go_and_keeps_its_line(desk: Desk) -> None:
    desk.write({"equal-scores": MEAN, "qkv-roles": ROLES}, retired="[head-width]")
    assert desk.flaws() == []
    desk.ids("--write")
    assert desk.ledger()["head-width"][3] == "retired"
    assert desk.flaws() == []


def test_a_gap_is_retired_and_the_others_keep_their_numbers(desk: Desk) -> None:
    desk.write(changed("qkv-roles", "{{c2::keys}}", "keys"), retired="qkv-roles#c2")
    assert desk.flaws() == []
    desk.ids("--write")
    assert desk.ledger()["qkv-roles"][1] == "c1,c2,c3"


# --- The changes that take progress away --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "place", "words"),
    [
        (
            {"equal-scores": MEAN, "qkv-roles": ROLES},
            "way/.ids/attention.tsv:4: E",
            "“head-width” was published and is gone; bring it back, put “formerly: head-width” on the entry",
        ),
        (
            ENTRIES | {"qkv-roles": "kind: cloze\nC: A query is weighed by {{c1::keys}} for {{c2::values}}."},
            "way/attention.md:17: E",
            "qkv-roles: the published card c3 of this entry is gone; bring back what was there, and never ",
        ),
        (
            changed("head-width", WIDTH, "kind: reversible\nT: head width\nD: 64"),
            "way/attention.md:23: E",
            "the published card main of this entry is gone; bring back what was there, or list “head",
        ),
        (
            changed("head-width", WIDTH, "kind: typed\nQ: How many layers has GPT-1?\nA: 12"),
            "way/attention.md:23: W",
            "% of the text is as published (“How wide is each of 8 heads",
        ),
        (
            changed("head-width", "kind: typed", "kind: basic"),
            "way/attention.md:23: W",
            "the kind was typed and is basic; if it asks for another fact",
        ),
        (
            changed("equal-scores", "kind: basic", "kind: basic\nformerly: never-was"),
            "way/attention.md:10: W",
            "“formerly: never-was”: no such id was ever published",
        ),
    ],
)  # fmt: skip
def test_a_change_that_loses_progress_is_told(
    desk: Desk, entries: dict[str, str], place: str, words: str
) -> None:
    desk.write(entries)
    (flaw,) = desk.flaws()
    assert flaw.startswith(f"{place} [ids] ")
    assert words in flaw
    # Writing hides nothing and forgets nothing.
    before = desk.ledger()
    desk.ids("--write")
    assert desk.flaws() == [flaw]
    assert desk.ledger().keys() == before.keys()


def test_a_version_never_goes_down(desk: Desk) -> None:
    desk.write(changed("head-width", "kind: typed", "kind: typed\nversion: 3"))
    desk.ids("--write")
    desk.write(ENTRIES)
    (flaw,) = desk.flaws()
    assert "“version: 3” was published; a version never goes down" in flaw


def test_a_retired_or_renamed_id_is_never_used_again(desk: Desk) -> None:
    desk.write(
        {"equal-scores": MEAN, "roles": after(ROLES, "qkv-roles")},
        retired="[head-width]",
    )
    desk.ids("--write")
    # The front matter forgets; the ledger does not.
    desk.write({"equal-scores": MEAN, "roles": ROLES, "qkv-roles": MEAN, "head-width": WIDTH})
    flaws = desk.flaws()
    assert len(flaws) == 2
    assert "qkv-roles: this id is “attention/roles” now and is never used again" in flaws[0]
    assert "head-width: this id was retired and is never used again" in flaws[1]


def test_a_rename_that_drops_a_card_or_the_meaning_is_told(desk: Desk) -> None:
    renamed = after(ROLES.replace("{{c3::values}}", "values"), "qkv-roles")
    other = after("kind: typed\nQ: How many layers has GPT-1?\nA: 12", "head-width")
    desk.write({"equal-scores": MEAN, "roles": renamed, "layers": other})
    cards, meaning = (line for line in desk.flaws() if "not published yet" not in line)
    assert "roles: the published card c3 of this entry is gone" in cards
    assert "layers: only" in meaning


def test_an_id_has_one_successor_and_none_while_it_stands(desk: Desk) -> None:
    desk.write(ENTRIES)
    moved = after(WIDTH, "attention/head-width")
    desk.write({"one-width": moved, "two-widths": moved}, "heads")
    errors = [line for line in desk.flaws() if " E " in line]
    assert len(errors) == 2
    assert "“formerly: attention/head-width”: that entry still stands in its deck" in errors[0]
    assert "“formerly: head-width” stands at “heads/one-width” too" in errors[1]


def test_a_deck_that_is_gone_is_one_sentence(desk: Desk) -> None:
    (desk.folder / "way" / "attention.md").unlink()
    (flaw,) = desk.flaws()
    assert flaw.startswith(
        "way/.ids/attention.tsv: E [ids] no deck is left for this topic, and 3 published ids"
    )


def test_a_deck_with_flaws_is_not_compared(desk: Desk) -> None:
    desk.write(changed("head-width", "kind: typed", "kind: tipped"))
    (flaw,) = desk.flaws()
    assert "mend its flaws first" in flaw
    desk.ids("--write")
    assert "head-width" in desk.ledger()


def test_a_text_that_asks_the_same_in_other_words_can_be_let_through(desk: Desk) -> None:
    desk.write(changed("head-width", WIDTH, "kind: typed\nQ: What does d_model / h come to?\nA: 64"))
    assert len(desk.flaws()) == 1
    path = desk.folder / "way" / ".ids" / "attention.tsv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(desk.ledger()["head-width"][-1], ""), encoding="utf-8")
    assert desk.flaws() == []
    desk.ids("--write")
    assert desk.ledger()["head-width"][-1] == "What does d_model / h come to? | 64"


# --- Ledgers of other kinds ---------------------------------------------------------------------------------


def test_a_ledger_with_a_line_that_cannot_be_read_is_left_alone(desk: Desk) -> None:
    path = desk.folder / "way" / ".ids" / "attention.tsv"
    broken = path.read_text(encoding="utf-8").replace("head-width\t", "<<<<<<< head-width ")
    path.write_text(broken, encoding="utf-8")
    code, told = desk.ids("--write")
    assert code == 1
    assert any("way/.ids/attention.tsv:4: E [ids] this is no line of a ledger" in line for line in told)
    assert path.read_text(encoding="utf-8") == broken


def test_what_an_entry_was_called_before_the_first_ledger_is_published_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path / "decks", capsys)
    desk.write({"width": after(WIDTH, "head-width")})
    desk.ids("--write")
    assert desk.flaws() == []
    assert desk.ledger()["head-width"][3] == "now attention/width"


def test_a_persons_own_folder_has_ledgers_that_are_no_decks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    desk = Desk(folder.decks, capsys)
    desk.write(ENTRIES)
    assert desk.ids("--write")[0] == 0
    assert (folder.decks / "way" / ".ids" / "attention.tsv").exists()
    with OpenCollection(folder, lambda: NOW) as library:
        loaded = library.decks.load_changed(folder)
        assert loaded.flaws == ()
        assert library.decks.card_of("way/attention/qkv-roles#c2") > 0
    assert main(["lint", str(folder.decks)]) == 0


def test_the_shipped_ids_are_all_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ids", str(shipped("decks"))]) == 0
    assert capsys.readouterr().out.endswith(": 0 errors, 0 warnings\n")


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="is not a folder"):
        main(["ids", str(tmp_path / "nowhere")])
