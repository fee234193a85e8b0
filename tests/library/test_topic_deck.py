"""The deck of a topic is found by key, title or path."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.topic_deck import read_topic
from roadmap_cards.paths import shipped

ATTENTION = shipped("decks") / "llm-specialist" / "attention-mechanism.md"
OWN = (
    "---\nformat: 1\ntopic: git\ntitle: Git and Trees\nstatus: reviewed\n"
    'sources:\n  s1: {title: "Work", url: "https://example.org"}\n---\n'
    "### an-id\nkind: basic\ndifficulty: 1\nsources: s1\n\nQ: a\nA: b\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "decks" / "mine" / "git.md"
    path.parent.mkdir(parents=True)
    path.write_text(OWN, encoding="utf-8")
    return tmp_path / "decks"


@pytest.mark.parametrize(
    "wanted",
    ["attention-mechanism", "llm-specialist/attention-mechanism", "attention mechanism", str(ATTENTION)],
)
def test_a_shipped_topic(own: Path, wanted: str) -> None:
    assert read_topic(wanted, own).path == ATTENTION
    assert read_topic(wanted, own / "nowhere").path == ATTENTION


@pytest.mark.parametrize("wanted", ["git", "mine/git", "Git and trees"])
def test_a_topic_of_ones_own(own: Path, wanted: str) -> None:
    found = read_topic(wanted, own)
    assert (found.path, found.deck.roadmap, found.flaws) == (own / "mine" / "git.md", "mine", ())


def test_what_is_not_found_is_said_with_what_may_be_meant(own: Path) -> None:
    with pytest.raises(
        ProblemError, match=r"no deck for the topic “Atention Mechanism”.*“Attention Mechanism”"
    ):
        read_topic("Atention Mechanism", own)
    with pytest.raises(ProblemError, match=r"There is no file .*git\.md"):
        read_topic(str(own / "git.md"), own)


def test_two_decks_of_one_key_are_both_named(own: Path) -> None:
    (own / "git.md").write_text(OWN, encoding="utf-8")
    with pytest.raises(ProblemError, match=r"“git” is the topic of .*git\.md and .*mine.*git\.md"):
        read_topic("git", own)


def test_a_file_that_is_no_deck(own: Path) -> None:
    notes = own / "notes.md"
    notes.write_text("# Notes\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"notes\.md:1: the file must begin with its front matter"):
        read_topic(str(notes), own)
