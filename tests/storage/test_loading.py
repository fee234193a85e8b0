"""What becomes of a person's progress when their deck files change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_cards.library.decks import Loaded
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Learned, Memory, Rating

HEAD = """---
format: 1
topic: git
title: Git
status: {status}
sources:
  book: {{title: "A book", url: "https://example.org"}}
---
"""


def deck(*cards: str, status: str = "reviewed") -> str:
    return HEAD.format(status=status) + "".join(cards)


def entry(name: str, answer: str = "A snapshot.", more: str = "") -> str:
    return (
        f"\n### {name}\nkind: basic\ndifficulty: 1\nsources: book\n{more}\nQ: What is {name}?\nA: {answer}\n"
    )


class Desk:
    """A person's deck files, and the collection that is opened anew to read them."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root)
        self.folder.prepare()
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=7)
        return self.now

    def write(self, text: str, name: str = "own/git.md") -> None:
        path = self.folder.decks / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def remove(self, name: str = "own/git.md") -> None:
        (self.folder.decks / name).unlink()

    def start(self) -> OpenCollection:
        collection = OpenCollection(self.folder, self.clock)
        self.loaded: Loaded = collection.library.decks.load_changed(self.folder)
        return collection

    def learn(self, *names: str) -> None:
        with self.start() as library:
            for name in names:
                library.reviews.answer(library.reviews.ask(card_of(library, name)), Rating.EASY, 5_000)

    def memories(self) -> dict[str, Memory]:
        """Return what is known of each of the person's own cards, after a start."""
        with self.start() as library:
            return {name: memory(library, name) for name in own_cards(library)}


def card_of(library: Library, name: str) -> int:
    return library.decks.card_of(f"own/git/{name}#main")


def memory(library: Library, name: str) -> Memory:
    return library.reviews.ask(card_of(library, name)).card.memory


def own_cards(library: Library) -> list[str]:
    keys = [key for key in library.decks.card_keys() if key.startswith("own/git/")]
    return sorted(key.removeprefix("own/git/").removesuffix("#main") for key in keys)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write(deck(entry("commit"), entry("branch")))
    desk.learn("commit")
    return desk


def test_a_reworded_card_keeps_its_progress_and_shows_the_new_words(desk: Desk) -> None:
    desk.write(deck(entry("commit", "A snapshot of all files."), entry("branch")))
    with desk.start() as library:
        card = library.reviews.ask(card_of(library, "commit")).card
    assert isinstance(card.memory, Learned)
    assert card.entry.body.answer == "A snapshot of all files."  # type: ignore[union-attr]
    assert card.correction == ""
    assert card.memory.due_day > card.memory.last_day


def test_a_higher_version_makes_the_card_due_now_and_keeps_the_former_answer(desk: Desk) -> None:
    before = desk.memories()["commit"]
    desk.now += timedelta(days=1)
    desk.write(deck(entry("commit", "A tree and its parents.", "version: 2\n"), entry("branch")))
    with desk.start() as library:
        asked = library.reviews.ask(card_of(library, "commit"))
        planned = [card.card for card in library.reviews.plan().cards if not card.new]
    assert planned == [asked.card.id]
    assert asked.card.correction == "A snapshot."
    assert isinstance(before, Learned)
    assert isinstance(asked.card.memory, Learned)
    assert asked.card.memory.stability == before.stability
    assert asked.card.memory.due_day == asked.moment.day


def test_a_card_that_was_renamed_takes_its_progress_along(desk: Desk) -> None:
    before = desk.memories()["commit"]
    desk.write(deck(entry("a-commit", more="formerly: commit\n"), entry("branch")))
    found = desk.memories()
    assert sorted(found) == ["a-commit", "branch"]
    assert found["a-commit"] == before


def test_a_card_that_is_still_there_is_not_taken_over_by_another(desk: Desk) -> None:
    before = desk.memories()["commit"]
    desk.write(deck(entry("commit-parents", more="formerly: commit\n"), entry("commit"), entry("branch")))
    assert desk.memories()["commit"] == before
    assert any("a card of this file bears that id now" in flaw for flaw in desk.loaded.flaws)


def test_a_vanished_card_leaves_study_and_comes_back_with_its_memory(desk: Desk) -> None:
    before = desk.memories()
    desk.write(deck(entry("branch")))
    assert list(desk.memories()) == ["branch"]
    desk.write(deck(entry("commit"), entry("branch")))
    assert desk.memories() == before


def test_a_backup_is_made_before_cards_vanish(desk: Desk) -> None:
    assert not list(desk.folder.backups.glob("*before-decks*"))
    desk.write(deck(entry("branch")))
    desk.start().close()
    assert len(list(desk.folder.backups.glob("*before-decks*"))) == 1


def test_a_deleted_file_takes_its_cards_out_and_gives_them_back(desk: Desk) -> None:
    before = desk.memories()
    text = (desk.folder.decks / "own/git.md").read_text(encoding="utf-8")
    desk.remove()
    assert desk.memories() == {}
    desk.write(text)
    assert desk.memories() == before


def test_a_file_that_is_long_gone_changes_nothing_at_the_next_start(desk: Desk) -> None:
    desk.remove()
    desk.start().close()
    with desk.start() as library:
        assert not library.changed


def test_a_renamed_file_keeps_its_cards_and_their_progress(desk: Desk) -> None:
    before = desk.memories()
    for name in ("own/about-git.md", "own/version-control.md"):
        source = next(desk.folder.decks.rglob("*.md"))
        source.rename(desk.folder.decks / name)
        assert desk.memories() == before


@pytest.mark.parametrize("other", ["own/a.md", "own/z.md"])
def test_a_card_that_moves_to_another_file_keeps_its_progress(desk: Desk, other: str) -> None:
    before = desk.memories()
    desk.write(deck(entry("branch")))
    desk.write(deck(entry("commit")), other)
    assert desk.memories() == before


def test_a_draft_is_not_studied_until_it_is_one_no_more(desk: Desk) -> None:
    desk.write(deck(entry("commit"), entry("branch"), entry("tag", more="status: draft\n")))
    assert sorted(desk.memories()) == ["branch", "commit"]
    desk.write(deck(entry("commit"), entry("branch"), entry("tag")))
    assert sorted(desk.memories()) == ["branch", "commit", "tag"]


def test_nothing_of_a_draft_file_is_studied_and_its_progress_is_kept(desk: Desk) -> None:
    before = desk.memories()
    desk.write(deck(entry("commit"), entry("branch"), status="draft"))
    assert desk.memories() == {}
    desk.write(deck(entry("commit"), entry("branch")))
    assert desk.memories() == before


def test_of_a_new_file_with_a_broken_card_the_others_are_studied(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write(deck(entry("commit"), entry("branch").replace("basic", "basik"), entry("tag")))
    assert sorted(desk.memories()) == ["commit", "tag"]
    assert any("git.md:" in flaw and "basik" in flaw for flaw in desk.loaded.flaws)


@pytest.mark.parametrize(
    ("right", "slip"),
    [("kind: basic", "kind: basik"), ("format: 1", "format: one"), ("### commit", "### Commit!")],
)
def test_a_slip_of_the_pen_takes_no_card_out_of_study(desk: Desk, right: str, slip: str) -> None:
    before = desk.memories()
    sound = deck(entry("commit"), entry("branch"))
    desk.write(sound.replace(right, slip, 1))
    assert desk.memories() == before
    assert desk.loaded.flaws
    desk.write(sound)
    assert desk.memories() == before
    assert desk.loaded.flaws == ()
