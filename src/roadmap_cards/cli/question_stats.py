"""`stats --questions`: how each question has done in quizzes, for whoever writes decks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.quizzes import QuestionFacts
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.wording import counted, percent


def run_question_stats(folder: DataFolder, *, as_json: bool) -> int:
    """Print every question that was ever asked, the hardest first."""
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
        found = sorted(library.quizzes.facts(), key=lambda facts: (facts.right / facts.asked, -facts.asked))
    if as_json:
        print(json.dumps([_as_object(facts) for facts in found], indent=2, ensure_ascii=False))
    else:
        print(_as_text(found))
    return 0


def _as_object(facts: QuestionFacts) -> dict[str, object]:
    return {
        "key": facts.key,
        "kind": facts.kind,
        "asked": facts.asked,
        "right": facts.right,
        "share": round(facts.right / facts.asked, 4),
        "options": [asdict(option) for option in facts.options],
        "never_chosen": list(facts.never_chosen),
    }


def _as_text(found: Sequence[QuestionFacts]) -> str:
    if not found:
        return "No question was asked yet. Begin a quiz: roadmap-cards quiz"
    lines = [
        f"{counted(len(found), 'question')} asked, the hardest first: share right, times asked, kind, key"
    ]
    for facts in found:
        lines.append(
            f"  {percent(facts.right / facts.asked):>5}  {facts.asked:>3}  {facts.kind:<6}  {facts.key}"
        )
        lines += [f"                 never chosen: {plain(text)}" for text in facts.never_chosen]
    return "\n".join(lines)
