"""The rules for good cards: one planted fault for each, found on its line, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ziamath.tex import tex2mml

from roadmap_cards.roadmap.lint import LintReport, Style, lint_decks
from roadmap_cards.roadmap.lint_rules.formulas import unknown_commands
from roadmap_cards.roadmap.lint_rules.plain_words import counted
from roadmap_cards.roadmap.lint_rules.table import RULES, STYLE, as_markdown
from roadmap_cards.roadmap.lint_rules.tex_commands import COMMANDS, ENVIRONMENTS, INSTEAD, SIGNS
from roadmap_cards.roadmap.outline import Item, Level, Roadmap, Section, Topic

TODAY = date(2026, 11, 26)
BOOK = '  book: {title: "A book", url: "https://example.org/a"}\n'


def a_topic(key: str) -> Topic:
    return Topic(key, key.title(), 1, (Section(f"{key}/s", "Basics", 2, (Item(f"{key}/s/i", "First", 3),)),))


ROADMAPS = {
    "way": Roadmap("way", "Way", (Level("junior", "Junior", 1, (a_topic("git"), a_topic("docker"))),))
}


def entry(name: str, kind: str, body: str, *keys: str, difficulty: int = 2) -> str:
    more = "".join(f"{key}\n" for key in keys)
    return f"### {name}\nkind: {kind}\ndifficulty: {difficulty}\nsources: book#1\n{more}\n{body}\n\n"


def basic(name: str, prompt: str, answer: str, *keys: str, difficulty: int = 2) -> str:
    return entry(name, "basic", f"Q: {prompt}\nA: {answer}", *keys, difficulty=difficulty)


def choice(name: str, prompt: str, *options: str, kind: str = "choice") -> str:
    """Write a question; options that begin with “+” are right."""
    lines = [
        f"- [{'x' if text[0] == '+' else ' '}] {text.removeprefix('+')}\n  > Because of what it does there."
        for text in options
    ]
    return entry(name, kind, f"Q: {prompt}\nOptions:\n" + "\n".join(lines))


def deck(*entries: str, topic: str = "git", sources: str = BOOK, top: str = "", below_item: str = "") -> str:
    return (
        f"---\nformat: 1\nroadmap: way\ntopic: {topic}\ntitle: T\nstatus: reviewed\nsources:\n{sources}---\n"
        f"{top}# Basics\n## First\n{below_item}" + "".join(entries)
    )


# One of each kind, without a fault: what the gate of an item asks for.
GOOD = (
    basic("clone-or-init", "Which command copies a whole repository?", "`git clone`", difficulty=4),
    entry(
        "staging-area",
        "reversible",
        "T: index\nD: What the next commit will hold, between working tree and history.",
        difficulty=5,
    ),
    entry(
        "branch-is-a-pointer",
        "cloze",
        "C: A branch is a movable {{c1::pointer}} to one commit; a tag stays where it was {{c2::put}}.",
        difficulty=3,
    ),
    entry(
        "bits-of-a-byte",
        "typed",
        "Q: How many bits has a byte?\nA: 8\nVerify:\n```python\nanswer = len(f'{255:b}')\n```",
        difficulty=1,
    ),
    entry(
        "what-is-printed",
        "output",
        "Q: Which line does this program print?\n```python\nprint(1 + 1)\n```\nA:\n```text\n2\n```",
    ),
    choice(
        "merge-makes-a-commit",
        "After a merge without conflicts, how many parents has the new commit?",
        "+Two, one for each side",
        "One, as usual",
        "None, it is a new root",
        "As many as files changed",
    ),
    choice(
        "ignored-files",
        "Which of the following does `.gitignore` leave alone?",
        "+Files that are tracked already",
        "+Files in other repositories",
        "New files of that name",
        kind="multi",
    ),
    entry("undo-order", "order", "Q: Put the steps in order.\nOrder:\n1. Edit\n2. Stage\n3. Commit"),
)


def lint(folder: Path, *texts: str, shipped: bool = True) -> LintReport:
    """Write decks as git.md and docker.md, and lint them."""
    for text in texts:
        name = text.partition("topic: ")[2].partition("\n")[0]
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return lint_decks(folder, ROADMAPS, Style(TODAY, shipped=shipped))


def found(report: LintReport, code: str = "") -> list[tuple[str, int, str]]:
    """Return code, line and severity of what was found; with a code, only what bears it."""
    return [
        (flaw.code, flaw.line, "W" if flaw.warning else "E")
        for flaw in report.flaws
        if code in {"", flaw.code}
    ]


def line_of(text: str, piece: str) -> int:
    """Return the line of a text on which a piece stands; it stands there once."""
    assert text.count(piece) == 1, piece
    return text[: text.index(piece)].count("\n") + 1


def test_a_good_deck_is_silent(tmp_path: Path) -> None:
    report = lint(tmp_path, deck(*GOOD))
    assert [str(flaw) for flaw in report.flaws] == []
    assert report.entries["choice"] == 1


# --- One card, one fault ----------------------------------------------------------------------------------


class Fault(NamedTuple):
    """A planted fault: its code and severity, the card that has it, and what stands on its line."""

    code: str
    severity: str
    card: str
    at: str


LONG = "This sentence goes on and on about nothing that anybody would want to know of a repository, "

CARD_FAULTS = (
    Fault("len-prompt", "E", basic("lp-e", f"{LONG * 3}or would they?", "Nobody."), "Q: This"),
    Fault("len-prompt", "W", basic("lp-w", f"{LONG * 2}or do they?", "Somebody."), "Q: This"),
    Fault("len-prompt", "E", entry("lp-c", "cloze", f"C: {LONG * 3}{{{{c1::ends}}}}."), "C: This"),
    Fault("len-answer", "E", basic("la-e", "What is said?", LONG * 2), "A: This"),
    Fault("len-answer", "W", basic("la-w", "What is told?", LONG + "and so on and on. " * 2), "A: This"),
    Fault(
        "len-answer", "E", entry("la-t", "typed", "Q: Which words?\nA: " + "red green blue " * 4), "A: red"
    ),
    Fault(
        "len-answer",
        "W",
        entry("la-d", "reversible", f"T: rope\nD: {LONG}and what follows from that."),
        "D: This",
    ),
    Fault("len-why", "W", basic("lw-1", "Who asks?", "We do.") + f"Why: {LONG * 5}\n\n", "Why: This"),
    Fault("one-fact", "E", basic("of-e", "Where does it go?", "\n- North\n- South"), "A: "),
    Fault("one-fact", "W", basic("of-w", "When is it?", "First. Then. Last."), "A: First"),
    Fault("list-all", "E", basic("all", "Name all the winds.", "Bora and Mistral."), "Q: Name"),
    Fault("list-all", "E", basic("three", "What are the three tenses?", "Past and so on."), "Q: What"),
    Fault("yes-no", "E", basic("yn-1", "You pull. Does Git fetch before it joins?", "Sure."), "Q: You"),
    Fault("vague", "E", basic("va-1", "Explain rebasing.", "It replays."), "Q: Explain"),
    Fault("dangling", "E", basic("da-1", "Which bug has the code above?", "A loop."), "Q: Which"),
    Fault("dangling", "E", basic("da-2", "What does this paper claim?", "Much."), "Q: What"),
    Fault(
        "answer-in-prompt",
        "E",
        basic("aip", "Where does the remote branch live, on a remote branch server?", "Remote branch."),
        "Q: Where",
    ),
    Fault(
        "answer-in-prompt",
        "W",
        basic(
            "aip-w", "Why would picking commits copy their changes?", "Picking commits copies their change."
        ),
        "Q: Why",
    ),
    Fault(
        "answer-in-prompt",
        "E",
        entry("aip-d", "reversible", "T: worktree (Git)\nD: A second worktree of one store."),
        "D: A second",
    ),
    Fault(
        "mcq-length",
        "E",
        choice("ml-e", "Who?", "+The person who wrote the last change of it", "Ann", "Ben", "Cem"),
        "Options:",
    ),
    Fault(
        "mcq-length",
        "W",
        choice(
            "ml-w", "Whom?", "+Everybody in the room", "Only Dan", "Eve and all of her many friends", "Fay"
        ),
        "Options:",
    ),
    Fault(
        "mcq-all-of",
        "E",
        choice("ma-1", "Whose?", "+Gus has it", "Hal has it", "Ian has it", "All of the above"),
        "All of the above",
    ),
    Fault("mcq-dup", "E", choice("md-1", "Which?", "+Jan", "Kim", "Lea", "Kim"), "- [ ] Kim\n  > second"),
    Fault(
        "mcq-why",
        "E",
        choice("my-1", "How?", "+Fast", "Slow", "Late", "Soon").replace(
            "Late\n  > Because of what it does there.", "Late\n  > No."
        ),
        "Late",
    ),
    Fault(
        "mcq-negative",
        "W",
        choice("mn-1", "Which of these is not a ref?", "+Blob", "Head", "Note", "Mark"),
        "Q: Which",
    ),
    Fault(
        "mcq-echo",
        "W",
        choice(
            "me-1", "What holds the snapshots?", "+Snapshots in it", "Numbers of it", "Colours of it", "Oil"
        ),
        "Options:",
    ),
    Fault(
        "cloze-count",
        "E",
        entry(
            "cc-1",
            "cloze",
            "C: In spring {{c1::rain}} falls, in summer {{c2::heat}} rises, in autumn {{c3::wind}} blows and "
            "in winter {{c4::snow}} lies on the roofs.",
        ),
        "C: In spring",
    ),
    Fault("cloze-context", "E", entry("ct-1", "cloze", "C: Moon {{c1::orbits our}} planet."), "C: Moon"),
    Fault(
        "cloze-long",
        "W",
        entry(
            "cl-1",
            "cloze",
            "C: When a ship leaves the harbour at dawn {{c1::all of its crew stands on the upper deck}} and "
            "waves to those who stay behind on the pier and wave back.",
        ),
        "C: When",
    ),
    Fault(
        "cloze-braces",
        "E",
        entry("cb-1", "cloze", "C: The square of a square is {{c1::$x^{2^{2}}$}} for every number."),
        "C: The square",
    ),
    Fault("latex", "E", basic("lx-1", "Which height?", r"About $\sqrt{h$."), "A: About"),
    Fault("latex", "E", basic("lx-2", "Which price?", "It costs 5$."), "A: It costs"),
    Fault("latex", "E", basic("lx-3", "Which width?", r"Nearly $x^a^b$."), "A: Nearly"),
    Fault("latex", "E", basic("lx-4", "Which depth?", r"Just $\left( d$."), "A: Just"),
    Fault("latex-command", "E", basic("lc-1", "Whose turn?", r"That of $\argmax f$."), "A: That"),
    Fault(
        "latex-command",
        "E",
        basic("lc-2", "Whose cup?", r"The $\begin{gather} x \end{gather}$."),
        "A: The",
    ),
    Fault("fence-lang", "E", basic("fl-1", "What is drawn?\n```\na\n```", "A letter."), "```\na"),
    Fault("code", "E", basic("co-1", "What fails?\n```python\nx = 1\nif x\n```", "A colon."), "if x"),
    Fault("verify", "E", entry("ve-1", "typed", "Q: How many moons has Mars?\nA: 2"), "A: 2"),
    Fault(
        "verify",
        "E",
        basic("ve-2", "How long is a mile?", "Walk it.") + "Verify:\n```python\nassert True\n```\n\n",
        "Verify:\n```python\nassert",
    ),
    Fault(
        "verify",
        "W",
        choice("ve-3", "Whence?", "+Here", "Home", "Rome", "Lome").rstrip()
        + "\nVerify:\n```python\nholds = [1 < 2, False, 2 < 1, 3 < 2]\n```\n\n",
        "holds = [1 < 2, False",
    ),
    Fault(
        "verify",
        "W",
        basic("ve-4", "How deep is the lake?", "At most 251 metres.").replace("book#1", "book"),
        "A: At most 251",
    ),
    Fault("as-of", "E", basic("ao-1", "Which tool is deprecated?", "Rake."), "Q: Which tool"),
    Fault("as-of", "E", basic("ao-2", "Which lamp?", "Blue.", "as_of: 2027-01-01"), "as_of: 2027-01-01"),
    Fault("as-of", "W", basic("ao-3", "Which lens?", "Thin.", "as_of: 2025-11-01"), "as_of: 2025-11-01"),
    Fault("as-of", "E", basic("ao-4", "Which leaf?", "Oak.", "as_of: 2024-11-01"), "as_of: 2024-11-01"),
    Fault("spelling", "W", basic("sp-1", "Which tense occured first?", "Past."), "Q: Which tense"),
    Fault("spelling", "W", basic("sp-2", "Who ran to the the wall?", "Ivo."), "Q: Who ran"),
    Fault("style-quotes", "W", basic("sq-1", 'What does "bare" say?', "No files."), "Q: What does"),
    Fault(
        "sibling-leak",
        "W",
        basic("sl-1", "What hides a change for later?", "A stash entry.")
        + basic("sl-2", "Which number has a stash entry at the top?", "Zero."),
        "Q: Which number has a stash",
    ),
    Fault(
        "duplicate",
        "E",
        basic("du-1", "Which bird swims under the ice of the south?", "The penguin.")
        + basic("du-2", "Which bird swims under ice of the south?", "The penguin."),
        "### du-2",
    ),
)


def at_line(text: str, fault: Fault) -> int:
    start = text.index(fault.card.partition("\n")[0] + "\n")
    piece = fault.at.partition("\n")[0]
    block = text[start : start + len(fault.card)]
    # Of an option that stands there twice, the second is meant.
    at = block.rindex(piece) if "second" in fault.at else block.index(piece)
    return text[: start + at].count("\n") + 1


@pytest.mark.parametrize("fault", CARD_FAULTS, ids=lambda fault: f"{fault.code}-{fault.severity}")
def test_a_card_with_one_fault(tmp_path: Path, fault: Fault) -> None:
    text = deck(*GOOD, fault.card)
    report = lint(tmp_path, text)
    assert found(report) == [(fault.code, at_line(text, fault), fault.severity)], report.flaws


def test_a_bad_deck_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    text = deck(*GOOD, *(fault.card for fault in CARD_FAULTS))
    wanted = {(fault.code, at_line(text, fault), fault.severity) for fault in CARD_FAULTS}
    # The faults of one card are alike to those of another here and there, so there may be more.
    assert wanted <= set(found(lint(tmp_path, text)))


# --- A deck as a whole ------------------------------------------------------------------------------------

NAMES = ("Ada", "Bob", "Cleo", "Dora", "Emil", "Finn", "Gina", "Hugo", "Ines", "Jona", "Karl", "Lena", "Mona")
ASKED = (
    "Who crossed the river first",
    "Whose garden has a fountain",
    "Which neighbour lent them a ladder",
    "Who wrote to the newspaper last week",
    "Whose violin was stolen in Prague",
    "Which cook burnt every pancake",
    "Who taught chess on Saturdays",
    "Whose boat sank near that island",
)


def people(prompt: str, names: Sequence[str]) -> list[str]:
    """Write a card about each of some people, of different difficulty."""
    return [
        basic(f"ask-{name.lower()}", f"{prompt} {name}?", f"A {name * 3}.", difficulty=1 + at % 5)
        for at, name in enumerate(names)
    ]


def questions(number: int, *options: str, at: int | None = None) -> str:
    """Write questions about different people; the right option, the last one, goes to its place in turn."""
    made = []
    for count in range(number):
        shown = [f"{name} {NAMES[count + 2]}" for name in options]
        right = f"+{shown.pop()}"
        shown.insert(count % 4 if at is None else at, right)
        card = choice(f"who-{count}", f"{ASKED[count]}?", *shown)
        made.append(card.replace("difficulty: 2", f"difficulty: {1 + count % 5}"))
    return "".join(made)


def sources(**works: str) -> str:
    return "".join(f"  {key}: {{title: {key} {key}, {rest}}}\n" for key, rest in works.items())


def citing(*keys: str) -> str:
    return basic("cites-them", "Whom does this cite?", "All.").replace("book#1", f"book, {', '.join(keys)}")


LONGER = ("Ann", "Ben", "Cem", "Dagmar")
ALIKE = ("Ann", "Ben", "Cem", "Dan")
ARXIV = 'url: "https://arxiv.org/'


class DeckFault(NamedTuple):
    """A planted fault of a whole deck."""

    code: str
    severity: str
    text: str
    at: str


DECK_FAULTS = (
    DeckFault("mcq-longest", "E", deck(*GOOD, questions(8, *LONGER)), "topic: git"),
    DeckFault("mcq-position", "W", deck(*GOOD, questions(8, *ALIKE, at=1)), "topic: git"),
    DeckFault(
        "mcq-count", "W", deck(*GOOD, choice("few", "Who naps?", "+Al", "Bo", "Cy")), "Options:\n- [x] Al\n"
    ),
    DeckFault(
        "mcq-count", "W", deck(*GOOD, choice("many", "Who?", "+A", "B", "C", "D", "E")), "Options:\n- [x] A\n"
    ),
    DeckFault(
        "mcq-absolute",
        "W",
        deck(
            *GOOD,
            choice("abs", "Who hums?", "+Al hums now", "Bo never does", "Cy always does", "Only Di does"),
        ),
        "Bo never",
    ),
    DeckFault(
        "difficulty",
        "W",
        deck(*(card.replace("difficulty: 5", "difficulty: 3") for card in GOOD)),
        "topic: git",
    ),
    DeckFault(
        "difficulty",
        "W",
        deck(*GOOD, *(re.sub("difficulty: .", "difficulty: 2", card) for card in people("Who met", NAMES))),
        "topic: git",
    ),
    DeckFault("style-what-is", "W", deck(*GOOD, *people("What is", NAMES[:4])), "topic: git"),
    DeckFault(
        "style-spelling",
        "W",
        deck(
            *GOOD, basic("one-s", "Which colour?", "Red."), basic("two-s", "Which one to optimize?", "Both.")
        ),
        "Q: Which one to",
    ),
    DeckFault(
        "source-unused", "W", deck(*GOOD, sources=BOOK + sources(spare='url: "https://a.b"')), "  spare:"
    ),
    DeckFault(
        "source-arxiv",
        "E",
        deck(*GOOD, citing("pdf"), sources=BOOK + sources(pdf=f'{ARXIV}pdf/1706.03762"')),
        "  pdf:",
    ),
    DeckFault(
        "source-arxiv",
        "E",
        deck(*GOOD, citing("vers"), sources=BOOK + sources(vers=f'{ARXIV}abs/1706.03762v2"')),
        "  vers:",
    ),
    DeckFault(
        "source-year",
        "W",
        deck(*GOOD, citing("late"), sources=BOOK + sources(late=f'{ARXIV}abs/1706.03762", year: 2018')),
        "  late:",
    ),
    DeckFault(
        "source-read",
        "W",
        deck(*GOOD, citing("docs"), sources=BOOK + sources(docs='url: "https://git-scm.com", kind: docs')),
        "  docs:",
    ),
    DeckFault(
        "source-title",
        "E",
        deck(*GOOD, citing("same"), sources=BOOK + sources(same='url: "https://example.org/a"')),
        "  same:",
    ),
    DeckFault("coverage", "E", deck(*(card for card in GOOD if "Options:" not in card)), "## First"),
)


@pytest.mark.parametrize("fault", DECK_FAULTS, ids=lambda fault: f"{fault.code}-{fault.severity}")
def test_a_deck_with_one_fault(tmp_path: Path, fault: DeckFault) -> None:
    report = lint(tmp_path, fault.text)
    assert found(report) == [(fault.code, line_of(fault.text, fault.at), fault.severity)], report.flaws


def test_every_rule_has_a_planted_fault() -> None:
    planted = {fault.code for fault in (*CARD_FAULTS, *DECK_FAULTS)}
    assert [rule.code for rule in STYLE if rule.code not in planted] == []


def test_a_third_option_may_lack_in_a_quarter_of_the_questions(tmp_path: Path) -> None:
    three = choice("few-options", "Who naps?", "+Al", "Bo", "Cy")
    assert found(lint(tmp_path, deck(*GOOD, three, questions(4, *ALIKE)))) == []


# --- Rules that know what is no fault ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "card",
    [
        basic("dg-1", "What lies above the diagonal of a lower triangle?", "Zeros only."),
        basic("dg-2", "Does a push force by default, or refuse to?", "It refuses."),
        basic("dg-3", "Is the newest token kept, or dropped?", "It is kept."),
        basic("dg-4", 'Which word names `x = "a b"`?', "Assignment."),
        basic("dg-5", r"Which sum is $\{a, b\} \cup \{c\}$, 5\% of $\mathrm{ab}$?", r"A \$ and more."),
        basic("dg-6", "Which number did they report?", "A gain of 3 points."),
        basic("dg-7", "Which does the following formula state?\n$$a = b$$", "Identity."),
        choice("dg-8", "Which does **not** move a branch?", "+Tag", "Push", "Pull", "Fetch"),
        entry(
            "dg-9",
            "cloze",
            "C: Rows {{c1::one two}} and {{c2::three four}} and {{c3::five six}} stand in this small table.",
        ),
        basic("dg-10", "Was it a draft?", "Yes.", "status: draft"),
        basic("dg-11", "Is it from a roadmap?", "Yes.", "tags: generated"),
    ],
    ids=lambda card: card.partition("\n")[0],
)
def test_what_is_no_fault(tmp_path: Path, card: str) -> None:
    assert [str(flaw) for flaw in lint(tmp_path, deck(*GOOD, card)).flaws] == []


def test_another_language_is_not_spelt_in_english(tmp_path: Path) -> None:
    card = basic("sp-3", "Was ist wich, colour und color?", "Nichts.")
    text = deck(*GOOD, card).replace("title: T", "title: T\nlang: de")
    assert found(lint(tmp_path, text)) == []


# --- Over all decks ---------------------------------------------------------------------------------------


def test_near_duplicates_are_found_in_two_files(tmp_path: Path) -> None:
    bird = basic("one-bird", "Which bird swims under the thick ice of the south?", "The small penguin.")
    same = basic("same-bird", "Under the thick ice of the south, which bird swims?", "The small penguin.")
    like = basic("like-bird", "Which bird swims under the thin ice up north?", "The small penguin.")
    first = deck(*GOOD[:2], same, like, topic="docker")
    text = deck(*GOOD, bird)
    told = [flaw for flaw in lint(tmp_path, text, first).flaws if flaw.code == "duplicate"]
    assert [(flaw.where, flaw.line, flaw.warning) for flaw in told] == [
        ("docker.md", line_of(first, "### like-bird"), True),
        ("git.md", line_of(text, "### clone-or-init"), False),
        ("git.md", line_of(text, "### staging-area"), False),
        ("git.md", line_of(text, "### one-bird"), False),
    ]
    assert "100 % like “same-bird” in docker.md" in told[-1].message


# --- A person's own decks ---------------------------------------------------------------------------------


def test_in_a_persons_own_decks_style_only_warns(tmp_path: Path) -> None:
    text = deck(basic("yn-1", "Is it so?", "Sure."))
    assert found(lint(tmp_path, text, shipped=False)) == [("yes-no", line_of(text, "Q: Is"), "W")]
    assert ("coverage", line_of(text, "## First"), "E") in found(lint(tmp_path, text))


def test_what_reading_tells_stays_an_error_in_own_decks(tmp_path: Path) -> None:
    text = deck(basic("no-such", "Why?", "So.").replace("book#1", "boook"))
    assert ("format", line_of(text, "sources: boook"), "E") in found(lint(tmp_path, text, shipped=False))


# --- Waivers ----------------------------------------------------------------------------------------------

ASKING = basic("yn-2", "Is it so?", "Sure.")


def waived(comment: str) -> str:
    return ASKING.replace("### yn-2\n", f"### yn-2\n{comment}\n")


def test_a_waiver_with_a_reason_takes_a_finding_away(tmp_path: Path) -> None:
    report = lint(tmp_path, deck(*GOOD, waived("<!-- lint-ok: yes-no the question is quoted -->")))
    assert (report.flaws, report.waived) == ((), 1)


def test_a_waiver_holds_for_its_own_entry_only(tmp_path: Path) -> None:
    other = basic("yn-3", "Can a tag move?", "It cannot.")
    text = deck(*GOOD, waived("<!-- lint-ok: yes-no the question is quoted -->"), other)
    assert found(lint(tmp_path, text)) == [("yes-no", line_of(text, "Q: Can a tag"), "E")]


@pytest.mark.parametrize(
    ("comment", "code_left", "says"),
    [
        ("<!-- lint-ok: yes-no -->", True, "gives no reason"),
        ("<!-- lint-ok: yesno a good reason -->", True, "did you mean “yes-no”?"),
        ("<!-- lint-ok: format a good reason -->", True, "“format” can be waived"),
        ("<!-- lint-ok: -->", True, "names no rule"),
        ("<!-- lint-ok: vague a good reason -->", True, "waives nothing here"),
    ],
)
def test_a_waiver_that_is_none_is_itself_a_finding(
    tmp_path: Path, comment: str, code_left: bool, says: str
) -> None:
    text = deck(*GOOD, waived(comment))
    report = lint(tmp_path, text)
    assert ("waiver", line_of(text, comment), "E") in found(report)
    assert bool(found(report, "yes-no")) is code_left
    assert any(says in str(flaw) for flaw in report.flaws)


def test_an_idle_waiver_in_own_decks_only_warns(tmp_path: Path) -> None:
    comment = "<!-- lint-ok: vague a good reason -->"
    text = deck(*GOOD, GOOD[0].replace("### clone-or-init\n", f"### clone-too\n{comment}\n"))
    assert ("waiver", line_of(text, comment), "W") in found(lint(tmp_path, text, shipped=False))


def test_waivers_of_an_item_and_of_the_deck(tmp_path: Path) -> None:
    item = "<!-- lint-ok: coverage two more cards come with the next version -->\n"
    top = "<!-- lint-ok: source-year the journal's version is cited -->\n"
    late = BOOK + sources(late=f'{ARXIV}abs/1706.03762", year: 2018')
    few = [card for card in GOOD if "Options:" not in card]
    text = deck(*few, citing("late"), sources=late, top=top, below_item=item)
    report = lint(tmp_path, text)
    assert (found(report), report.waived) == ([("waiver-budget", line_of(text, item.strip()), "E")], 2)


def test_a_comment_in_code_waives_nothing(tmp_path: Path) -> None:
    text = deck(*GOOD, ASKING.rstrip() + "\nWhy:\n```text\n<!-- lint-ok: yes-no is quoted here -->\n```\n")
    assert [code for code, _, _ in found(lint(tmp_path, text))] == ["yes-no"]


# --- LaTeX ------------------------------------------------------------------------------------------------

USES = (r"a {} b", r"{}{{ab}}", r"{}{{ab}}{{cd}}", r"\sum{}_a^b", r"{}( a {})", r"\left( a {}| b \right)")


@pytest.mark.parametrize("command", sorted(COMMANDS - {"left", "right", "begin", "end"}))
def test_every_command_of_the_list_is_known_to_ziamath(command: str) -> None:
    written = f"\\{command}"
    drawn = []
    for use in USES:
        try:
            drawn.append(
                tex2mml(use.format(written, written) if use.count("{}") > 1 else use.format(written))
            )
        except Exception:  # what a command does not take is another use than this one
            continue
    assert any(not re.search(rf"\\{command}\b", mathml) for mathml in drawn), drawn


@pytest.mark.parametrize("environment", sorted(ENVIRONMENTS))
def test_every_environment_of_the_list_is_known_to_ziamath(environment: str) -> None:
    columns = "{cc}" if environment == "array" else ""
    drawn = tex2mml(rf"\begin{{{environment}}}{columns} a & b \\ c & d \end{{{environment}}}")
    assert "<mtr" in drawn
    assert environment not in drawn


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_every_sign_of_the_list_is_known_to_ziamath(sign: str) -> None:
    assert "\\" not in tex2mml(f"a \\{sign} b")


def test_commands_that_one_of_the_two_does_not_know() -> None:
    assert unknown_commands(r"\bm{x} + \argmax_x \frac{a}{b} \tag{1}") == [r"\bm", r"\argmax", r"\tag"]
    assert unknown_commands(r"\begin{aligned} \{a\} \\ \% \, b \end{aligned}") == []


def test_what_is_proposed_instead_is_on_the_list() -> None:
    assert not COMMANDS & set(INSTEAD)
    assert {command for proposal in INSTEAD.values() for command in unknown_commands(proposal)} == set()


@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        (r"\bm x", r"write \boldsymbol{…}"),
        (r"\aplha", r"did you mean “\alpha”?"),
        (r"\begin{allign} x \end{allign}", "did you mean “{aligned}”?"),
    ],
)
def test_the_nearest_command_is_proposed(tmp_path: Path, command: str, remedy: str) -> None:
    report = lint(tmp_path, deck(*GOOD, basic("cmd-1", "Which sign?", f"That: ${command}$.")))
    assert [flaw.remedy for flaw in report.flaws] == [remedy]


def test_words_are_counted_without_the_commands_of_formulas_and_code() -> None:
    text = "The **sum** $\\sqrt{d_k}$ of\n`x`\n\n```python\nprint(1)\n```\nis *it*"
    assert counted(text) == "The sum dk of x is it"


# --- Whatever is written ----------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [
                    "$", "\\", "{", "}", "```", "```python\n", "{{c1::", "}}", "\\left", "\\begin{", "**",
                    "- [x] ", "\nA: ", "\nWhy: ", "\n  > ", "holds = [True", "\nVerify:\n```python\n",
                    "<!-- lint-ok: vague because -->",
                ]
            ),
        ),
        max_size=12,
    ),
    st.sampled_from(["basic", "cloze", "typed", "choice", "reversible", "order", "output"]),
)  # fmt: skip
def test_no_text_makes_the_lint_fall(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], kind: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    label = {"cloze": "C", "reversible": "T"}.get(kind, "Q")
    written = "".join(pieces).encode("utf-8", "replace").decode("utf-8")
    ends = {
        "reversible": "D: x",
        "cloze": "Why: x",
        "choice": "Options:\n- [x] a\n  > b\n- [ ] c\n  > d\n- [ ] e\n  > f",
        "order": "Order:\n1. a\n2. b\n3. c",
        "output": "A:\n```text\nx\n```",
    }
    report = lint(
        folder, deck(*GOOD, entry("any-text", kind, f"{label}: {written}\n{ends.get(kind, 'A: x')}"))
    )
    assert all(str(flaw).startswith("git.md:") and "\n" not in str(flaw) for flaw in report.flaws)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_file_makes_the_lint_fall(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    lines = deck(*GOOD, *(fault.card for fault in CARD_FAULTS[::5])).split("\n")
    folder = tmp_path_factory.mktemp("any")
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at : at + data.draw(st.integers(0, 3))] = [
            data.draw(st.sampled_from(lines) | st.text(max_size=20))
        ]
    (folder / "git.md").write_bytes("\n".join(lines).encode("utf-8", "replace"))
    report = lint_decks(folder, ROADMAPS, Style(TODAY, shipped=True))
    assert report.files == 1


# --- What it costs others ----------------------------------------------------------------------------------


def test_neither_the_window_nor_the_command_line_pays_for_the_lint() -> None:
    told = (
        "import sys, roadmap_cards.library.decks, roadmap_cards.library.library\n"
        "print('roadmap_cards.roadmap.lint' in sys.modules)\n"
        "import roadmap_cards.cli\n"
        "print(sorted({'rapidfuzz', 'ziamath', 'latex2mathml'} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["False", "[]"]


# --- The documentation ------------------------------------------------------------------------------------


def test_the_table_in_the_documentation_is_up_to_date() -> None:
    documentation = Path(__file__).parents[2] / "docs" / "decks.md"
    assert as_markdown() in documentation.read_text(encoding="utf-8")


def test_every_rule_says_in_one_line_what_and_why() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(rule.what and "\n" not in rule.what + rule.why + rule.remedy for rule in RULES)
