"""The sheets of a pack: what solvers read, and the files that they write their answers into."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from roadmap_cards.roadmap.blind_pack import Pack, Prompt, key_of
from roadmap_cards.study.wording import counted

GRADER = "for-the-grader-only"
"""The folder of the key, which no solver may see."""
KEY = f"{GRADER}/key.json"

_HOW = """\
Answer from memory: without the deck, without sources, without asking anybody. Write into `answers.json`,
under the number of the prompt:

- `answer`: a letter (“B”), the letters of all that apply (“A C”), all letters in the right order (“C A B”),
  what belongs into the gap […], exactly what is printed, or a short sentence. “?” where you do not know.
- `confidence`: from 0 to 100, how sure you are that the answer is right.
- `also`: another answer or option that could be defended as well; empty where there is none.
- `note`: what is unclear, ambiguous or wrong in the prompt; may stay empty.
"""
_OPTIONS = """\
Here are the options of questions that you do not see. Guess which one is right (where it says so: all that
are), and write the letter as `answer` into `options.json`, with what gave it away as `note`. Do this only if
you have not read the prompts: else the guess says nothing.
"""
_STEMS = """\
Here are questions without their options. Answer each in a few words, as `answer` in `stems.json`; “?” where
it cannot be answered like this, with the reason as `note`. Do this only if you have not read the options.
"""


def sheets(pack: Pack) -> dict[str, str]:
    """Return the files of a pack by name; the key is in a folder of its own."""
    title = pack.deck.title
    return {
        "prompts.md": _sheet(
            f"{title}: {counted(len(pack.prompts), 'prompt')}",
            _HOW,
            (_asked(prompt) for prompt in pack.prompts),
        ),
        "answers.json": _template(pack, pack.prompts),
        "options.md": _sheet(
            f"{title}: {counted(len(pack.options), 'set')} of options",
            _OPTIONS,
            ([f"*{prompt.asks}*", _choices(prompt)] for prompt in pack.options),
        ),
        "options.json": _template(pack, pack.options),
        "stems.md": _sheet(
            f"{title}: {counted(len(pack.stems), 'question')}",
            _STEMS,
            ([prompt.text] for prompt in pack.stems),
        ),
        "stems.json": _template(pack, pack.stems),
        KEY: json.dumps(key_of(pack), ensure_ascii=False, indent=1) + "\n",
    }


def _sheet(title: str, how: str, blocks: Iterable[Sequence[str]]) -> str:
    parts = [f"# {title}", how.rstrip()]
    for number, block in enumerate(blocks, start=1):
        parts += [f"## {number}", *block]
    return "\n\n".join(parts) + "\n"


def _asked(prompt: Prompt) -> list[str]:
    parts = [f"*{prompt.asks}*", prompt.text]
    return [*parts, _choices(prompt)] if prompt.choices else parts


def _choices(prompt: Prompt) -> str:
    return "\n".join(f"- **{letter}** " + text.replace("\n", "\n  ") for letter, text in prompt.lettered)


def _template(pack: Pack, prompts: Sequence[Prompt]) -> str:
    """Return the file for the answers, one a line, so that it can be filled in by hand."""
    empty = json.dumps({"answer": "", "confidence": None, "also": "", "note": ""})
    lines = ",\n".join(f'  "{prompt.number}": {empty}' for prompt in prompts)
    return f'{{\n "pack": "{pack.name}",\n "answers": {{\n{lines}\n }}\n}}\n'
