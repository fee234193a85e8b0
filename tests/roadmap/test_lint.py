from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_cards.roadmap.lint import LintReport, lint_decks
from roadmap_cards.roadmap.outline import Item, Level, Roadmap, Section, Topic


def a_topic(key: str) -> Topic:
    return Topic(key, key.title(), 1, (Section(f"{key}/s", "Basics", 2, (Item(f"{key}/s/i", "First", 3),)),))


ROADMAPS = {
    "way": Roadmap("way", "Way", (Level("junior", "Junior", 1, (a_topic("git"), a_topic("docker"))),))
}


def card(name: str, *keys: str) -> str:
    more = "".join(f"{key}\n" for key in keys)
    return f"### {name}\nkind: basic\ndifficulty: 1\nsources: book\n{more}Q: One?\nA: Two.\n\n"


def deck(topic: str, *cards: str, front: str = "") -> str:
    return (
        f"---\nformat: 1\ntopic: {topic}\ntitle: T\nstatus: reviewed\n{front}sources:\n"
        '  book: {title: "A book", url: "https://example.org/a"}\n---\n# Basics\n## First\n' + "".join(cards)
    )


class Decks:
    """A folder of deck files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def lint(self) -> LintReport:
        return lint_decks(self.folder, ROADMAPS)


@pytest.fixture
def decks(tmp_path: Path) -> Decks:
    return Decks(tmp_path / "decks")


def told(report: LintReport) -> list[str]:
    return [str(flaw) for flaw in report.flaws]


def test_a_folder_is_counted_and_found_clean(decks: Decks) -> None:
    gaps = "C: {{c1::a}} and {{c2::b}}"
    cloze = card("gap").replace("basic", "cloze").replace("Q: One?\nA: Two.", gaps)
    decks.write("way/git.md", deck("git", card("one"), card("two", "needs: docker/three"), cloze))
    decks.write("docker.md", deck("docker", card("three"), front="roadmap: way\n"))
    decks.write("way/README.md", "Not a deck.")
    decks.write(".ids/way.md", "Not a deck.")
    report = decks.lint()
    assert told(report) == []
    assert report.files == 2
    assert report.entries == {"basic": 3, "cloze": 1}
    assert report.cards == 5


def test_the_flaws_of_every_file_come_together_by_place(decks: Decks) -> None:
    decks.write("way/git.md", deck("git", card("one")).replace("## First", "## Frist"))
    decks.write("way/docker.md", deck("docker", card("x")))
    assert told(decks.lint()) == [
        "way/docker.md:11: E [format] the id “x” is not right; it names the fact in 3 to 60 characters, "
        "small letters, digits and single hyphens: “### softmax-axis”",
        "way/git.md:10: E [format] “Basics” has no item “Frist”; did you mean “First”?",
    ]


def test_unreadable_files_are_flaws_and_the_others_are_read(decks: Decks) -> None:
    decks.write("way/git.md", deck("git", card("one")))
    (decks.folder / "way" / "bytes.md").write_bytes(b"\xff\xfe")
    report = decks.lint()
    assert told(report) == ["way/bytes.md:1: E [format] the file is not in UTF-8; save it in that encoding"]
    assert report.cards == 1


def test_a_topic_that_the_roadmap_lacks(decks: Decks) -> None:
    decks.write("way/dockr.md", deck("dockr", card("one")))
    assert told(decks.lint()) == [
        "way/dockr.md:3: E [topic] the roadmap “way” has no topic “dockr”: its cards have no place on "
        "the map; did you mean “docker”?"
    ]


def test_an_unknown_roadmap_is_a_warning(decks: Decks) -> None:
    decks.write("own/git.md", deck("git", card("one")))
    report = decks.lint()
    assert [(flaw.where, flaw.line, flaw.code) for flaw in report.warnings] == [("own/git.md", 3, "roadmap")]
    assert report.errors == ()


def test_one_topic_in_two_files_and_the_same_card_in_both(decks: Decks) -> None:
    decks.write("way/a.md", deck("git", card("one"), card("two")))
    decks.write("way/b.md", deck("git", card("two"), card("three")))
    assert told(decks.lint()) == [
        "way/b.md:3: E [topic-twice] the topic “git” of this roadmap has its deck in way/a.md already: "
        "only one of them is studied; put all its cards into one file",
        "way/b.md:11: E [card-twice] the card “way/git/two” stands in way/a.md:18 already: memory "
        "hangs on the id; give this one its own id",
    ]


def test_needs_of_another_topic_are_looked_up_where_its_file_is_there(decks: Decks) -> None:
    decks.write("way/git.md", deck("git", card("one", "tags: aaa", "needs: docker/imaeg, later/card")))
    decks.write("way/docker.md", deck("docker", card("image")))
    assert told(decks.lint()) == [
        "way/git.md:16: E [needs] “needs: docker/imaeg”: that topic has no such card; did you mean “image”?"
    ]


def test_a_card_with_a_flaw_still_exists_for_the_others(decks: Decks) -> None:
    decks.write("way/git.md", deck("git", card("one", "needs: docker/image")))
    decks.write("way/docker.md", deck("docker", card("image", "version: x")))
    assert [(flaw.where, flaw.line) for flaw in decks.lint().flaws] == [("way/docker.md", 15)]


def test_a_circle_through_two_files_is_found_once(decks: Decks) -> None:
    decks.write("way/git.md", deck("git", card("one", "needs: docker/two")))
    decks.write("way/docker.md", deck("docker", card("two", "needs: git/one")))
    assert told(decks.lint()) == [
        "way/docker.md:15: E [needs] cards need each other in a circle: way/docker/two → way/git/one → "
        "way/docker/two; take one of these “needs” away"
    ]


def test_a_source_that_no_card_cites_is_a_warning(decks: Decks) -> None:
    spare = '  spare: {title: "Spare", url: "https://a.b"}\n'
    spare = '  spare: {title: "Spare", url: "https://a.b"}\n'
    text = deck("git", card("one")).replace("sources:\n", f"sources:\n{spare}", 1)
    decks.write("way/git.md", text)
    report = decks.lint()
    assert told(report) == [
        "way/git.md:7: W [source-unused] no card cites the source “spare”: a list of readings "
        "is no proof of a card; cite it or take it out"
    ]
    assert report.errors == ()
