"""The ledger of a topic, `.ids/<topic>.tsv` beside its deck: every id that was ever published.

A person's progress hangs on ids, so an id that was published is never used for anything else, whatever became
of it. One line an id, fields between tabs, in the order of the ids: two authors seldom touch the same line.
No line is ever taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_cards.study.answer import code_of, expected_output
from roadmap_cards.study.card import Cloze, Entry, Output, Reversible, variants
from roadmap_cards.study.cloze import cloze_back
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.sides import back, front, short_answer

FOLDER = ".ids"
_HEAD = "# Written by “roadmap-cards ids --write”: every id that was ever published. Take no line out."
_COLUMNS = "id\tkind\tcards\tversion\tstate\ttext"
_ID = re.compile(r"[a-z0-9-]{3,60}")
_LIVE, _RETIRED, _NOW = "live", "retired", "now "


@dataclass(frozen=True, slots=True)
class Published:
    """An id that was published, with the kind, cards and text that it had last.

    `cards` are the variants it ever had. `retired` says that it is gone for good; `now` is the id
    (`topic/id`) that its entry has instead.
    """

    id: str
    kind: str
    cards: tuple[str, ...]
    version: int
    text: str
    retired: bool = False
    now: str = ""


def as_published(entry: Entry) -> Published:
    """Return the line of an entry as it stands in its deck."""
    return Published(entry.id, entry.body.kind, variants(entry.body), entry.version, _text(entry))


def _text(entry: Entry) -> str:
    """Return the beginnings of question and answer: enough to see that an id means something else now."""
    body = entry.body
    match body:
        case Reversible():
            asked, answered = body.term, body.definition
        case Cloze():
            cards = variants(body)
            asked = cloze_back(body.text, 0)  # all gaps filled, none of them marked
            answered = "; ".join(short_answer(body, card) for card in cards)
        case Output():
            # The first lines of programs are much alike.
            code = [line for line in code_of(body.prompt).split("\n") if "import " not in line]
            return _shortened(" ".join(code), expected_output(body.answer))
        case _:
            asked, answered = front(body, "main"), back(body, "main")
    return _shortened(plain(asked), plain(answered))


def _shortened(asked: str, answered: str) -> str:
    return f"{' '.join(asked.split())[:120].strip()} | {' '.join(answered.split())[:80].strip()}"


def ledger_text(lines: Iterable[Published]) -> str:
    """Return the text of a ledger."""
    rows = [_HEAD, _COLUMNS]
    for line in sorted(lines, key=lambda line: line.id):
        state = _RETIRED if line.retired else f"{_NOW}{line.now}" if line.now else _LIVE
        rows.append(
            "\t".join(
                (line.id, line.kind, ",".join(line.cards) or "-", str(line.version), state, line.text)
            ).rstrip()
        )
    return "\n".join([*rows, ""])


def read_ledger(text: str) -> tuple[list[tuple[int, Published]], list[tuple[int, str]]]:
    """Return the lines of a ledger, each with its number, and what is wrong with others."""
    lines: list[tuple[int, Published]] = []
    flaws: list[tuple[int, str]] = []
    first: dict[str, int] = {}
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not row.strip() or row.startswith("#") or row == _COLUMNS:
            continue
        line = _line(row)
        if line is None:
            flaws.append((number, "this is no line of a ledger; restore it as it was written"))
        elif line.id in first:
            flaws.append((number, f"the id “{line.id}” stands on line {first[line.id]} already; keep one"))
        else:
            first[line.id] = number
            lines.append((number, line))
    return lines, flaws


def _line(row: str) -> Published | None:
    # An empty text at the end of a line is lost to editors that trim lines.
    match (*row.split("\t"), "")[:6]:
        case (name, kind, cards, version, state, text) if (
            _ID.fullmatch(name)
            and re.fullmatch(r"[0-9]{1,6}", version)
            and (state in {_LIVE, _RETIRED} or state.startswith(_NOW))
        ):
            return Published(
                name,
                kind,
                () if cards == "-" else tuple(cards.split(",")),
                int(version),
                text,
                retired=state == _RETIRED,
                now=state.removeprefix(_NOW) if state.startswith(_NOW) else "",
            )
    return None
