"""Generating again: the roadmap's edits arrive, a person's own writing stays byte for byte."""

from __future__ import annotations

import random

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.deck_blocks import split
from roadmap_cards.roadmap.deck_file import read_deck
from roadmap_cards.roadmap.entry_fates import Step
from roadmap_cards.roadmap.lock import LOCK_NAME, State, read_lock, states_of
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.parser import parse_roadmap
from roadmap_cards.roadmap.pinning import effective, pin
from roadmap_cards.roadmap.regeneration import Plan, plan
from roadmap_cards.study.card import Entry

ROADMAP = """\
# Way
## Training
**Methods**
- LoRA: Low-Rank Adaptation
- Full training: all weights
- Losses: mean squared error, cross-entropy

**Data**
- Cleaning of text
- Splitting into train and test
## Serving
- Batching requests
- Quantization
"""
OWN = """### my-own-card
kind: basic
difficulty: 3
sources: roadmap
tags: mine

Q: What does it freeze?
A:   Everything but *A* and *B*.
"""


class Folder:
    """The files of one generation after another."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.text = ROADMAP

    def generate(self, *left_out: str, key: str = "way", quiz: bool = False) -> Plan:
        found = plan(self.files, self.roadmap(key), left_out, quiz=quiz)
        for name, text in found.files.items():
            if text is None:
                del self.files[name]
            else:
                self.files[name] = text
        return found

    def roadmap(self, key: str = "way") -> Roadmap:
        return parse_roadmap(self.text, key, "way.md")

    def edit(self, old: str, new: str) -> None:
        assert old in self.text
        self.text = self.text.replace(old, new)

    def write(self, name: str, old: str, new: str) -> None:
        """Edit a deck file as a person does."""
        assert old in self.files[name]
        self.files[name] = self.files[name].replace(old, new)

    def entries(self, topic: str) -> dict[str, Entry]:
        """Read a deck back against the roadmap as it is studied, without a flaw."""
        known = effective(self.roadmap(), read_lock(self.files[LOCK_NAME])).topic(topic)
        read = read_deck(self.files[f"{topic}.md"], topic, known)
        assert read.flaws == ()
        assert read.deck is not None
        return {entry.id: entry for entry in read.deck.entries}


@pytest.fixture
def folder() -> Folder:
    made = Folder()
    made.generate()
    return made


def told(planned: Plan) -> dict[str, set[str]]:
    return {step.value: {one.id for one in planned.of(step)} for step in Step if planned.of(step)}


def test_a_first_generation_adds_everything_and_a_second_nothing() -> None:
    folder = Folder()
    first = folder.generate()
    assert first.totals.cards == 2
    assert first.totals.drafts == 2
    assert first.totals.to_write == first.totals.items == 7
    assert told(first).keys() == {"added"}
    assert set(folder.files) == {"training.md", "serving.md", LOCK_NAME}

    second = folder.generate()
    assert (second.files, second.steps) == ({}, ())
    assert second.totals == first.totals


def test_a_new_item_is_added_and_a_dropped_one_removed(folder: Folder) -> None:
    folder.edit("- Quantization\n", "- Caching: keys, values\n")
    found = folder.generate()
    assert told(found) == {
        "added": {"caching-keys-values-to-write", "caching-parts"},
        "removed": {"quantization-to-write"},
    }
    assert list(folder.entries("serving")) == [
        "batching-requests-to-write",
        "caching-parts",
        "caching-keys-values-to-write",
    ]


def test_a_whole_topic_goes_with_its_file(folder: Folder) -> None:
    folder.edit("## Serving\n- Batching requests\n- Quantization\n", "## Other\n- Thing\n")
    found = folder.generate()
    assert found.files["serving.md"] is None
    assert "other.md" in folder.files


def test_notes_between_the_entries_keep_the_file_of_a_topic_that_goes(folder: Folder) -> None:
    note = "<!-- what the interview asked about batching -->"
    folder.files["serving.md"] = folder.files["serving.md"].rstrip("\n") + f"\n\n{note}\n"
    folder.edit("## Serving\n- Batching requests\n- Quantization\n", "## Other\n- Thing\n")
    folder.generate()
    assert note in folder.files["serving.md"]


def test_a_reworded_item_keeps_its_key_and_its_progress(folder: Folder) -> None:
    folder.edit("Splitting into train and test", "Splitting into training and test")
    found = folder.generate()
    old, new = "splitting-into-train-and-test-to-write", "splitting-into-training-and-test-to-write"
    assert told(found) == {"moved": {new}}
    assert found.steps[0].before == old
    assert folder.entries("training")[new].formerly == (old,)
    item = effective(folder.roadmap(), read_lock(folder.files[LOCK_NAME])).topic("training")
    assert item is not None
    assert item.sections[1].items[1].key == "training/data/splitting-into-train-and-test"

    folder.edit("Splitting into training and test", "Splitting into training and tests")
    folder.generate()
    newest = "splitting-into-training-and-tests-to-write"
    assert folder.entries("training")[newest].formerly == (new, old)
    assert folder.generate().files == {}


def test_a_short_title_may_grow_or_shrink_where_it_stands(folder: Folder) -> None:
    folder.edit("- Quantization", "- Quantization of weights, step by step")
    assert told(folder.generate()) == {"moved": {"quantization-of-weights-step-by-step-to-write"}}
    folder.edit("- Batching requests", "- Batching")
    folder.edit("## Serving", "## Serving at scale")
    assert told(folder.generate()) == {"moved": {"batching-to-write"}}
    assert "serving.md" in folder.files


def test_a_title_inside_another_elsewhere_is_no_rewording(folder: Folder) -> None:
    folder.edit("- Batching requests\n- Quantization\n", "- Graphs\n- Pruning\n- Batching\n- Tables\n")
    found = told(folder.generate())
    assert found["added"] == {f"{name}-to-write" for name in ("graphs", "pruning", "batching", "tables")}
    assert found["removed"] == {"batching-requests-to-write", "quantization-to-write"}


def test_a_reworded_fact_keeps_its_id(folder: Folder) -> None:
    folder.edit("Full training: all weights", "Full training: all the weights")
    found = folder.generate()
    assert "full-training-meaning" in told(found)["changed"]
    assert "D: all the weights" in folder.files["training.md"]


def test_titles_that_differ_in_a_number_are_two_things() -> None:
    folder = Folder()
    folder.text = "# T\n## Norms\n- L1 regularisation of weights\n- Other\n"
    folder.generate()
    folder.edit("L1", "L2")
    assert told(folder.generate()) == {
        "added": {"l2-regularisation-of-weights-to-write"},
        "removed": {"l1-regularisation-of-weights-to-write"},
    }


def test_an_item_that_moves_to_another_section_keeps_its_ids(folder: Folder) -> None:
    folder.edit("- LoRA: Low-Rank Adaptation\n", "")
    folder.edit("- Cleaning of text\n", "- Cleaning of text\n- LoRA: Low-Rank Adaptation\n")
    found = folder.generate()
    assert told(found) == {"moved": {"lora-stands-for", "lora-low-rank-adaptation-to-write"}}
    entry = folder.entries("training")["lora-stands-for"]
    assert (entry.section, entry.item, entry.formerly) == ("Data", "LoRA: Low-Rank Adaptation", ())


def test_an_item_that_moves_to_another_topic_says_what_it_was(folder: Folder) -> None:
    folder.edit("- LoRA: Low-Rank Adaptation\n", "")
    folder.edit("- Quantization\n", "- Quantization\n- LoRA: Low-Rank Adaptation\n")
    folder.generate()
    assert folder.entries("serving")["lora-stands-for"].formerly == ("training/lora-stands-for",)
    assert "lora-stands-for" not in folder.entries("training")

    folder.text = ROADMAP
    folder.generate()
    entry = folder.entries("training")["lora-stands-for"]
    assert entry.formerly == ("serving/lora-stands-for",)


def test_order_follows_the_roadmap_without_a_step(folder: Folder) -> None:
    folder.edit("- Batching requests\n- Quantization\n", "- Quantization\n- Batching requests\n")
    found = folder.generate()
    assert found.steps == ()
    assert list(folder.entries("serving")) == ["quantization-to-write", "batching-requests-to-write"]


# --- what a person writes


def test_own_entries_stay_byte_for_byte_where_they_stand(folder: Folder) -> None:
    stub = "### batching-requests-to-write"
    folder.write("serving.md", stub, f"<!-- a note of mine -->\n{OWN}\n{stub}")
    folder.write("serving.md", "sources:\n", 'sources:\n  book: {title: "A book", url: "https://b.org"}\n')
    before = folder.files["serving.md"]
    assert folder.generate().files == {}

    folder.edit("Batching requests", "Batching of requests")
    folder.edit("- Quantization\n", "- Pruning\n")
    folder.generate()
    text = folder.files["serving.md"]
    assert OWN in text
    assert text.index("## Batching of requests") < text.index("<!-- a note of mine -->") < text.index(OWN)
    assert text.index(OWN) < text.index("### batching-of-requests-to-write")
    assert text.startswith(before[: before.index("# General")])
    assert folder.entries("serving")["my-own-card"].item == "Batching of requests"


def test_an_edited_entry_is_the_persons(folder: Folder) -> None:
    folder.write("training.md", "A: …", "A: Two small matrices.")  # in all of this file
    mine = folder.files["training.md"]
    folder.edit("- LoRA: Low-Rank Adaptation\n- Full", "- Full")
    found = folder.generate()
    assert told(found) == {"removed": {"lora-stands-for"}}
    assert [(own.item, own.count) for own in found.own] == [("LoRA: Low-Rank Adaptation", 1)]
    for block in split(mine).blocks:
        if block.id != "lora-stands-for":
            assert block.text in folder.files["training.md"]
    assert folder.entries("training")["lora-low-rank-adaptation-to-write"].item == "LoRA: Low-Rank Adaptation"

    folder.text = ROADMAP  # the item comes back, and so does what was generated
    assert told(folder.generate()) == {"added": {"lora-stands-for"}}
    assert not states_of(read_lock(folder.files[LOCK_NAME]).topics, State.KEPT)


def test_an_accepted_draft_stays_when_its_item_is_reworded(folder: Folder) -> None:
    old = "tags: generated, gloss\nstatus: draft\n"
    folder.write("training.md", old, "tags: generated, gloss\n")
    folder.edit("Full training: all weights", "Full training: all its weights")
    folder.generate()
    entry = folder.entries("training")["full-training-meaning"]
    assert not entry.draft
    assert entry.item == "Full training: all its weights"
    assert "D: all weights" in folder.files["training.md"]


def test_a_deleted_entry_does_not_come_back_but_a_deleted_file_does(folder: Folder) -> None:
    for block in split(folder.files["training.md"]).blocks:
        if block.id == "losses-parts":
            folder.write("training.md", "\n".join(block.lines), "")
    assert folder.generate().files == {}
    folder.edit("Losses: mean squared error, cross-entropy", "Losses: mean squared errors, cross-entropy")
    folder.generate()
    assert "losses-parts" not in folder.entries("training")

    del folder.files["training.md"]
    folder.generate()
    assert "losses-parts" in folder.entries("training")


def test_the_cards_of_a_person_keep_a_whole_topic(folder: Folder) -> None:
    folder.write("serving.md", "## Quantization\n\n", f"## Quantization\n\n{OWN}\n")
    folder.edit("## Serving\n- Batching requests\n- Quantization\n", "## Other\n- Thing\n")
    found = folder.generate()
    assert [(own.topic, own.item) for own in found.own] == [("serving", "Quantization")]
    assert OWN in folder.files["serving.md"]
    assert "Batching" not in folder.files["serving.md"]
    again = folder.generate()
    assert (again.files, len(again.own)) == ({}, 1)


def test_an_entry_of_ones_own_with_a_generated_id_is_kept(folder: Folder) -> None:
    own = OWN.replace("my-own-card", "thing-to-write")
    folder.write("serving.md", "## Quantization\n\n", f"## Quantization\n\n{own}\n")
    folder.edit("- Quantization\n", "- Quantization\n- Thing\n")
    folder.generate()
    assert own in folder.files["serving.md"]
    assert folder.entries("serving")["thing-to-write"].item == "Quantization"


def test_without_its_lock_nothing_a_person_wrote_is_touched(folder: Folder) -> None:
    folder.write("training.md", "D: Low-Rank Adaptation", "D: **Low-Rank** Adaptation")
    before = dict(folder.files)
    del folder.files[LOCK_NAME]
    folder.edit("Quantization", "Pruning")
    folder.generate()
    assert folder.files["training.md"] == before["training.md"]
    assert {"quantization-to-write", "pruning-to-write"} <= set(folder.entries("serving"))


def test_a_generation_that_was_stopped_half_way_is_finished_by_the_next(folder: Folder) -> None:
    folder.edit("Full training: all weights", "Full training: all the weights")
    lock = folder.files[LOCK_NAME]
    folder.generate()
    whole = dict(folder.files)
    folder.files[LOCK_NAME] = lock  # the lock is written last
    folder.generate()
    assert folder.files == whole


def test_line_ends_of_another_system_stay(folder: Folder) -> None:
    folder.files["serving.md"] = folder.files["serving.md"].replace("\n", "\r\n")
    assert folder.generate().files == {}
    folder.edit("- Quantization\n", "- Pruning\n")
    folder.generate()
    text = folder.files["serving.md"]
    assert "## Pruning\r\n" in text
    assert "\n" not in text.replace("\r\n", "")


# --- what stands in the way


def test_a_foreign_file_is_never_written_over() -> None:
    folder = Folder()
    folder.files["serving.md"] = "---\nformat: 1\n---\n### mine\n"
    with pytest.raises(ProblemError, match=r"serving\.md is in the way"):
        folder.generate()


def test_the_decks_of_another_roadmap_are_refused_and_a_renamed_file_is_not(folder: Folder) -> None:
    found = folder.generate(key="way-2")
    assert (found.roadmap, found.files) == ("way", {})
    folder.text = "# Cooking\n## Soup\n- Stock\n- Salt\n"
    with pytest.raises(ProblemError, match="another roadmap, “Way”, not of “Cooking”"):
        folder.generate(key="cooking")


# --- what is left out


def test_what_is_left_out_is_remembered_by_the_lock(folder: Folder) -> None:
    found = folder.generate("serving", "training/data/cleaning-of-text")
    assert found.files["serving.md"] is None
    assert "cleaning-of-text-to-write" not in folder.entries("training")
    lock = read_lock(folder.files[LOCK_NAME])
    known = effective(folder.roadmap(), lock)
    assert [topic.key for topic in known.topics] == ["training"]
    assert pin(folder.roadmap(), lock).roadmap == folder.roadmap()
    left_out = states_of(lock.topics, State.LEFT_OUT)
    assert {"serving", "training/data/cleaning-of-text"} <= left_out
    assert folder.generate(*left_out).files == {}
    folder.generate()
    assert set(folder.entries("serving")) == {"batching-requests-to-write", "quantization-to-write"}


# --- any edits


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_of_roadmap_and_decks_end_well(seed: int) -> None:
    """Whatever is edited on both sides: own text stays, decks read back, and a second run changes nothing."""
    rng = random.Random(seed)
    words = [
        "attention",
        "batch",
        "cache",
        "decoder",
        "encoder:",
        "forward,",
        "gradient",
        "head",
        "input",
        "join",
        "kernel",
        "layer",
    ]
    folder = Folder()
    own: dict[str, str] = {}
    lines = [f"- {' '.join(rng.sample(words, 3))} {n % 7}" for n in range(40)]
    for turn in range(8):
        for at in sorted({0, *rng.sample(range(1, len(lines)), 5)}, reverse=True):
            heading = f"## Topic {rng.randint(1, 4)}" if at == 0 or rng.random() < 0.5 else "**Part**\n"
            lines.insert(at, heading)
        folder.text = "# Any\n" + "\n".join(lines)
        folder.generate(quiz=rng.random() < 0.3)
        for name in [name for name in folder.files if name.endswith(".md")]:
            text = folder.files[name]
            for block in split(text).blocks:
                if not block.id or block.text in own.values() or rng.random() < 0.9:
                    continue
                if rng.random() < 0.3:
                    text = text.replace("\n".join(block.lines), "", 1)
                elif rng.random() < 0.5:
                    name_of_own = f"own-{turn}-{len(own)}"
                    mine = OWN.replace("my-own-card", name_of_own)
                    own[name_of_own] = mine.rstrip()
                    text = text.replace(f"{block.text}\n", f"{block.text}\n{mine}", 1)
            folder.files[name] = text
        folder.generate()
        assert folder.generate().files == {}
        everything = "\n".join(folder.files.values())
        assert all(everything.count(mine) == 1 for mine in own.values())
        studied = effective(folder.roadmap(), read_lock(folder.files[LOCK_NAME]))
        for topic in studied.topics:
            read = read_deck(folder.files[f"{topic.key}.md"], topic.key, topic)
            assert read.flaws == ()
        lines = [line for line in lines if not line.startswith(("##", "**"))]
        rng.shuffle(lines)
        for _ in range(4):
            at = rng.randrange(len(lines))
            lines[at] = lines[at].replace(rng.choice(words), rng.choice(words))
        lines[rng.randrange(len(lines))] = f"- {' '.join(rng.sample(words, 2))}"
