"""`blind`: a topic given to a second solver, and the answers that come back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.topic_deck import TopicDeck, read_topic
from roadmap_cards.roadmap.blind_grading import (
    Asked,
    Graded,
    Json,
    Key,
    answers_in,
    grade,
    is_blank,
    is_unread,
    judged,
    read_key,
)
from roadmap_cards.roadmap.blind_pack import fingerprint, make_pack
from roadmap_cards.roadmap.blind_report import reading_sheet, report, verdict_template
from roadmap_cards.roadmap.blind_sheets import GRADER, KEY, sheets
from roadmap_cards.roadmap.deck_writer import digest
from roadmap_cards.roadmap.whole_file import replace_text
from roadmap_cards.study.wording import counted


def run_pack(wanted: str, own: Path, out: Path, seed: int) -> int:
    """Write the pack of a topic into an empty folder."""
    topic = read_topic(wanted, own)
    if topic.flaws:
        raise ProblemError(
            f"{topic.flaws[0]}.", hint="A deck is solved when it has no flaws; roadmap-cards lint names all."
        )
    pack = make_pack(topic.deck, seed)
    if not pack.prompts:
        raise ProblemError(f"{topic.path} asks nothing yet.", hint="Write its entries first.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise ProblemError(
                f"{out} is not an empty folder.", hint="Name a new one: answers there might be lost."
            )
        (out / GRADER).mkdir()
    except OSError as error:
        raise ProblemError(
            f"{out} cannot be made: {error.strerror or error}.", hint="Name another folder."
        ) from error
    for name, text in sheets(pack).items():
        replace_text(out / name, text)
    print(
        f"{counted(len(pack.prompts), 'prompt')} in {out}.\n"
        "Give prompts.md and answers.json to the solver; options.md and options.json, or stems.md and "
        "stems.json, to others.\n"
        f"The folder {GRADER} stays with you. When the answers are back: "
        f"roadmap-cards blind {topic.deck.topic} --grade {out}"
    )
    return 0


def run_grade(wanted: str, own: Path, folder: Path, today: date) -> int:
    """Grade the answers that are in a pack; 1 where any is missing or cannot be read."""
    topic = read_topic(wanted, own)
    key = read_key(_text(folder / KEY), str(folder / KEY))
    if key.topic != f"{topic.deck.roadmap}/{topic.deck.topic}":
        raise ProblemError(f"{folder} is a pack of {key.topic}.", hint="Name that topic, or its deck file.")
    prompts, faults = _answers(key.prompts, folder / "answers.json", key, sure=True)
    if not prompts and not faults:
        raise ProblemError(
            f"{folder / 'answers.json'} has no answers yet.", hint="Grade when the solver has sent them."
        )
    options, more = _answers(key.options, folder / "options.json", key, sure=False)
    stems, others = _answers(key.stems, folder / "stems.json", key, sure=False)
    if faults := [*faults, *more, *others]:
        return _told(faults)
    open_prompts = [one for one in prompts if one.verdict is None]
    open_stems = [one for one in stems if one.verdict is None]
    if open_prompts or open_stems:
        verdicts = _verdicts(folder / GRADER, key, open_prompts, open_stems)
        if verdicts is None:
            return 0
        where = str(folder / GRADER / "verdicts.json")
        prompts, faults = judged(prompts, _part(verdicts, "answers"), where)
        stems, more = judged(stems, _part(verdicts, "stems"), f"{where}: stems")
        if faults := [*faults, *more]:
            return _told(faults)
    text = report(key, prompts, options, stems, _changed(key, topic), today)
    replace_text(folder / GRADER / "report.md", text)
    print(text, end="")
    return 0


def _told(faults: Sequence[str]) -> int:
    print(*(f"{fault}." for fault in faults), sep="\n")
    return 1


def _answers(asked: Sequence[Asked], path: Path, key: Key, *, sure: bool) -> tuple[list[Graded], list[str]]:
    """Return the graded answers of a pass and what is wrong with them; nothing of one that nobody did."""
    if not sure and not path.exists():
        return [], []
    answers = answers_in(_json(path), key.pack, str(path))
    return ([], []) if is_blank(answers) else grade(asked, answers, str(path), sure=sure)


def _verdicts(
    place: Path, key: Key, prompts: Sequence[Graded], stems: Sequence[Graded]
) -> dict[str, Json] | None:
    """Return what the third reader wrote; where that is nothing yet, write what there is to read."""
    of = digest(json.dumps([[one.asked.number, one.given] for one in (*prompts, *stems)]))
    path = place / "verdicts.json"
    tree = _json(path) if path.exists() else {}
    if not isinstance(tree, dict):
        raise ProblemError(f"{path} has no verdicts by number.", hint="Keep the form in which it was made.")
    if not is_unread(_part(tree, "answers")) or not is_unread(_part(tree, "stems")):
        if tree.get("of") != of:
            raise ProblemError(
                f"{path} has verdicts on other answers than there are now.",
                hint="Move it away, and a new one will be made.",
            )
        return tree
    replace_text(place / "grade.md", reading_sheet(key, prompts, stems))
    replace_text(path, verdict_template(key.pack, of, prompts, stems))
    print(
        f"{counted(len(prompts) + len(stems), 'open answer')}: a third reader compares each with its key in "
        f"{place / 'grade.md'}\nand writes a verdict into {path}. Then run this again."
    )
    return None


def _part(tree: dict[str, Json], name: str) -> dict[str, Json]:
    part = tree.get(name)
    return part if isinstance(part, dict) else {}


def _changed(key: Key, topic: TopicDeck) -> list[str]:
    """Return the ids of entries that ask or answer something else now, or are gone."""
    now = {entry.id: fingerprint(entry) for entry in topic.deck.entries}
    return sorted({one.id for one in key.prompts if now.get(one.id) != one.fingerprint})


def _json(path: Path) -> Json:
    try:
        tree: Json = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise ProblemError(
            f"{path}:{error.lineno}: this is no JSON ({error.msg}).",
            hint="Is a comma or a quotation mark missing?",
        ) from error
    return tree


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProblemError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Name the folder of a pack."
        ) from error
    except UnicodeDecodeError as error:
        raise ProblemError(f"{path} is not in UTF-8.", hint="Save it in that encoding.") from error
