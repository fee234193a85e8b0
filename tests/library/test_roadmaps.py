"""A person's own roadmap in the collection: levels, items, generated decks, and edits of all of them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.decks import Loaded
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.map import RoadmapMap, read_maps
from roadmap_cards.library.roadmaps import KnownRoadmap, left_out_before, preview, read_roadmap, read_source
from roadmap_cards.paths import DataFolder, shipped
from roadmap_cards.roadmap.entry_fates import Step
from roadmap_cards.roadmap.lock import ROADMAP_NAME
from roadmap_cards.roadmap.selection import with_asides
from roadmap_cards.study.card import Learned, Rating

ROADMAP = """\
# My way
## Phase 1: Basics
### Git
- Commits
- SHA (Secure Hash Algorithm)
### Shell
- Pipes
## Phase 2: More
### Docker
- OCI (Open Container Initiative)
"""
OWN_CARD = """
### a-commit-is-a-snapshot
kind: basic
difficulty: 1
sources: roadmap

Q: What does a commit hold?
A: A snapshot.
"""


class Desk:
    """A person's folder, with a roadmap that they edit."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root / "data")
        self.path = root / "way.md"
        self.path.write_text(ROADMAP, encoding="utf-8")
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        self.decks = self.folder.decks / "way"

    def clock(self) -> datetime:
        self.now += timedelta(seconds=7)
        return self.now

    def open(self) -> OpenCollection:
        collection = OpenCollection(self.folder, self.clock)
        self.loaded: Loaded = collection.library.decks.load_changed(self.folder)
        return collection

    def edit(self, old: str, new: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new), encoding="utf-8")

    def add(self, library: Library, *left_out: str, path: Path | None = None) -> Loaded:
        path = path or self.path
        return library.roadmaps.add(self.folder, read_roadmap(path), read_source(path), left_out)

    def map(self, library: Library, key: str = "way") -> RoadmapMap | None:
        maps = read_maps(library.path, library.moment().day)
        return next((one for one in maps if one.key == key), None)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def outline(found: RoadmapMap | None) -> dict[str, dict[str, list[str]]]:
    assert found is not None
    return {
        level.title: {topic.title: [item.title for item in topic.items] for topic in level.topics}
        for level in found.levels
    }


def learn(library: Library, key: str) -> None:
    library.reviews.answer(library.reviews.ask(library.decks.card_of(key)), Rating.EASY, 5_000)


def learned(library: Library, key: str) -> bool:
    return isinstance(library.reviews.ask(library.decks.card_of(key)).card.memory, Learned)


def test_a_preview_says_what_adding_would_do_and_writes_nothing(desk: Desk) -> None:
    desk.open().close()
    roadmap = read_roadmap(desk.path)
    assert roadmap.key == "way"
    found = preview(desk.folder, roadmap, {"docker"})
    assert (found.totals.decks, found.totals.items, found.totals.cards) == (2, 3, 2)
    assert len(found.of(Step.ADDED)) == 4
    assert not desk.decks.exists()


def test_an_added_roadmap_has_its_map_and_its_cards(desk: Desk) -> None:
    with desk.open() as library:
        loaded = desk.add(library)
        assert loaded == Loaded(3, (), changed=True)
        assert outline(desk.map(library)) == {
            "Phase 1: Basics": {"Git": ["Commits", "SHA (Secure Hash Algorithm)"], "Shell": ["Pipes"]},
            "Phase 2: More": {"Docker": ["OCI (Open Container Initiative)"]},
        }
        shipped_map = desk.map(library, "llm-specialist")
        assert shipped_map is not None
        assert len(list(shipped_map.items)) == 375
        own = {key for key in library.decks.card_keys() if key.startswith("way/")}
        assert own == {
            f"way/{entry}#{side}"
            for entry in ("git/sha-stands-for", "docker/oci-stands-for")
            for side in ("forward", "reverse")
        }
        card = library.reviews.ask(library.decks.card_of("way/git/sha-stands-for#forward")).card
        assert card.place.path == (
            "Phase 1: Basics",
            "Git",
            "General",
            "SHA (Secure Hash Algorithm)",
        )
    assert (desk.decks / ROADMAP_NAME).read_text(encoding="utf-8") == ROADMAP
    with desk.open() as library:
        assert desk.loaded == Loaded(0, (), changed=False)


def test_two_roadmaps_live_side_by_side(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Other\n## Git\n- Rebase\n## Ink\n- Pens\n", encoding="utf-8")
    with desk.open() as library:
        desk.add(library)
        desk.add(library, path=other)
        assert outline(desk.map(library, "other")) == {"General": {"Git": ["Rebase"], "Ink": ["Pens"]}}
        assert outline(desk.map(library))["Phase 1: Basics"]["Git"][0] == "Commits"


def test_an_edited_roadmap_keeps_what_was_learned(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library)
        learn(library, "way/git/sha-stands-for#forward")
        first = desk.map(library)
        assert first is not None
        commits = next(item for item in first.items if item.title == "Commits")

        desk.edit("- Commits\n- SHA (Secure Hash Algorithm)\n", "- Commits!\n- Branches\n")
        desk.edit("- Pipes\n", "- Pipes\n- SHA (Secure Hash Algorithm)\n")
        desk.add(library)
        assert learned(library, "way/shell/sha-stands-for#forward")
        assert "way/git/sha-stands-for#forward" not in library.decks.card_keys()
        second = desk.map(library)
        assert outline(second)["Phase 1: Basics"] == {
            "Git": ["Commits!", "Branches"],
            "Shell": ["Pipes", "SHA (Secure Hash Algorithm)"],
        }
        assert second is not None
        assert [(item.id, item.key) for item in second.items if item.title == "Commits!"] == [
            (commits.id, commits.key)
        ]


def test_what_a_person_writes_is_studied_and_survives_the_roadmap(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library)
    deck = desk.decks / "git.md"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("## Commits\n", f"## Commits\n{OWN_CARD}"), encoding="utf-8")
    with desk.open() as library:
        key = "way/git/a-commit-is-a-snapshot#main"
        learn(library, key)
        desk.edit("- Commits\n", "")
        loaded = desk.add(library)
        assert loaded.flaws == ()
        assert learned(library, key)
        assert outline(desk.map(library))["Phase 1: Basics"]["Git"] == [
            "SHA (Secure Hash Algorithm)",
            "Commits",
        ]
        assert OWN_CARD in deck.read_text(encoding="utf-8")


def test_a_topic_that_goes_leaves_its_own_cards_in_study_and_the_map(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library)
    deck = desk.decks / "docker.md"
    heading = "## OCI (Open Container Initiative)\n"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace(heading, heading + OWN_CARD), encoding="utf-8")
    with desk.open() as library:
        desk.edit("## Phase 2: More\n### Docker\n- OCI (Open Container Initiative)\n", "")
        loaded = desk.add(library)
        assert loaded.flaws == ()
        assert "way/docker/a-commit-is-a-snapshot#main" in library.decks.card_keys()
        found = desk.map(library)
        assert found is not None
        assert [topic.title for topic in found.topics] == ["Git", "Shell"]
        assert [topic.title for topic in library.decks.topics()][-1] == "Docker"


def test_a_backup_is_made_where_cards_vanish(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library)
        assert not list(desk.folder.backups.glob("*before-decks*"))
        desk.edit("- SHA (Secure Hash Algorithm)\n", "")
        desk.add(library)
        assert len(list(desk.folder.backups.glob("*before-decks*"))) == 1


def test_what_is_left_out_stays_out_of_map_and_decks(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library, "docker", "git/general/commits")
        assert outline(desk.map(library)) == {
            "Phase 1: Basics": {"Git": ["SHA (Secure Hash Algorithm)"], "Shell": ["Pipes"]}
        }
        assert not (desk.decks / "docker.md").exists()
        again = left_out_before(desk.folder, read_roadmap(desk.path))
        assert {"docker", "git/general/commits"} <= again
        assert preview(desk.folder, read_roadmap(desk.path), again).files == {}
        with pytest.raises(ProblemError, match="Nothing of “My way” is left"):
            desk.add(library, "git", "shell", "docker")


def test_a_roadmap_whose_folder_is_deleted_leaves_the_map(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library)
        learn(library, "way/git/sha-stands-for#forward")
    for path in desk.decks.iterdir():
        path.unlink()
    desk.decks.rmdir()
    with desk.open() as library:
        assert desk.map(library) is None
        assert not [key for key in library.decks.card_keys() if key.startswith("way/")]
        desk.add(library)
        assert learned(library, "way/git/sha-stands-for#forward")
        assert outline(desk.map(library))["Phase 1: Basics"]["Shell"] == ["Pipes"]


def test_a_damaged_roadmap_file_is_a_flaw_and_no_end_of_the_program(desk: Desk) -> None:
    with desk.open() as library:
        desk.add(library)
    (desk.decks / ROADMAP_NAME).write_bytes(b"\xff\xfe")
    for _ in range(2):
        with desk.open() as library:
            (flaw,) = library.decks.flaws()
            assert flaw.startswith("way/_roadmap.md: ")
            assert "is not a text file in UTF-8" in flaw
            assert "way/git/sha-stands-for#forward" in library.decks.card_keys()
    with desk.open() as library:
        assert desk.add(library).flaws == ()


def test_a_title_of_ones_choice_and_parts_outside_the_levels_stay(desk: Desk) -> None:
    text = desk.path.read_text(encoding="utf-8")
    desk.path.write_text(f"{text}## Interview\n- Sleep well\n", encoding="utf-8")
    roadmap = read_roadmap(desk.path)
    (aside,) = roadmap.asides
    chosen = replace(with_asides(roadmap, {aside.topic.key}), key="jobs", title="For the interview")
    files = (shipped("decks") / "llm-specialist").glob("*.md")
    decks = sum("\nstatus: reviewed\n" in file.read_text(encoding="utf-8") for file in files)
    with desk.open() as library:
        loaded = library.roadmaps.add(desk.folder, chosen, read_source(desk.path))
        assert loaded.flaws == ()
        assert outline(desk.map(library, "jobs"))["Outside the levels"] == {"Interview": ["Sleep well"]}
        assert library.roadmaps.known() == [
            KnownRoadmap("llm-specialist", "LLM Specialist Roadmap", 375, decks, own=False),
            KnownRoadmap("jobs", "For the interview", 5, 2, own=True),
        ]
    with desk.open():
        assert desk.loaded == Loaded(0, (), changed=False)


def test_a_changed_copy_of_the_shipped_roadmap_gets_a_key_of_its_own() -> None:
    path = shipped("resources") / "roadmaps" / "llm-specialist.md"
    assert read_roadmap(path).key == "my-llm-specialist"


def test_opening_a_library_imports_no_reader() -> None:
    script = (
        "import sys, roadmap_cards.library.library\n"
        "heavy = {'parser', 'generator', 'regeneration', 'deck_file', 'pinning', 'front_matter'}\n"
        "print(heavy & {name.rpartition('.')[2] for name in sys.modules if 'roadmap_cards' in name})"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
