"""One line of text, as runs with their looks, into Markdown that shows exactly these characters.

What needs a backslash: https://spec.commonmark.org/0.31.2/#backslash-escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import reduce
from itertools import groupby
from operator import and_
from typing import NamedTuple

from roadmap_cards.anki.notes.emphasis import BOLD, ITALIC, Piece, emphasised

CODE, RAISED, LOWERED = 4, 8, 16
"""Looks of a run beside BOLD and ITALIC, to be added up."""

_ESCAPED = re.compile(
    r"\\(?=[\s!-/:-@\[-`{-~]|\Z)|[`*\[$|]|<(?=[a-zA-Z])|&(?=[#a-zA-Z])|_(?![^\W_])|(?<![^\W_])_"
)
# In a cloze, braces mean something too; and in its gaps pairs of colons, which no backslash can part.
_ESCAPED_IN_CLOZE = re.compile(rf"{_ESCAPED.pattern}|[{{}}]")
_COLON = re.compile(r":(?=:|\Z)")
_LINE_START = re.compile(
    r"(?P<gap>\{\{c\d+::)?(?:(?P<number>\d{1,9})(?=[.)](?:\s|\Z))"
    r"|(?=#{1,6}(?:\s|\Z)|[-+](?:\s|\Z)|>|=+\s*\Z|~~~|[:-][-:\s|\\]*\Z))"
)
_UNKNOWN = "x"

_UP = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_DOWN = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_CAN_RISE, _CAN_SINK = frozenset(_UP), frozenset(_DOWN)
_ORDINAL = frozenset({"st", "nd", "rd", "th"})


class Sort(Enum):
    """What a run is: text, Markdown that stands as it is, a formula (LaTeX), or a mark of a cloze."""

    TEXT = auto()
    RAW = auto()
    FORMULA = auto()
    GAP = auto()
    HINT = auto()
    GAP_END = auto()


_MARKS = (Sort.GAP, Sort.HINT, Sort.GAP_END)


class Run(NamedTuple):
    """A piece of a line with one look. `text` is the number of a GAP, `link` an address to be opened."""

    sort: Sort
    text: str
    look: int = 0
    link: str = ""


def line_markdown(runs: Sequence[Run], *, cloze: bool = False) -> str:
    """Return a line as Markdown, without white space at its ends.

    With `cloze`, what is text is written so that `study.cloze` sees no gap in it but those of the runs.
    """
    pieces = _pieces(_with_gaps_in_code(runs)) if cloze else _linked(runs, cloze=False)
    line = _written(tuple(pieces), "", "").strip(" ")
    start = _LINE_START.match(line)
    return f"{start[0]}\\{line[start.end() :]}" if start else line


def code_span(code: str) -> str:
    """Return code between as many back-ticks as it takes; white space alone stays what it is."""
    if not code.strip():
        return code
    ticks = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
    pad = " " if code[0] == "`" or code[-1] == "`" or (code[0] == " " and code[-1] == " ") else ""
    return f"{ticks}{pad}{code}{pad}{ticks}"


def formula_markdown(latex: str, *, display: bool = False) -> str:
    """Return LaTeX between dollars, such that `study.markdown` reads it as a formula."""
    latex = latex.strip()
    if "%" in latex:
        latex = re.sub(r"(?<!\\)%[^\n]*(?=\n|\Z)", "", latex)
    latex = " ".join(latex.split()).replace("`", "‘")
    latex = re.sub(r"(\\.)|\$", lambda found: found[1] or r"\$", latex)
    if (len(latex) - len(latex.rstrip("\\"))) % 2:
        latex = latex[:-1].rstrip()
    mark = "$$" if display else "$"
    return f"{mark}{latex}{mark}" if latex else ""


# --- Pieces -------------------------------------------------------------------------------------------------


def _pieces(runs: Sequence[Run]) -> Iterator[Piece]:
    """Return the finished parts of a line of a cloze; a gap that begins and ends in it is one of them."""
    begun = 0
    for at, run in enumerate(runs):
        if at < begun or run.sort not in _MARKS:
            continue
        yield from _linked(runs[begun:at], cloze=True)
        begun = at + 1
        end = _gap_end(runs, at) if run.sort is Sort.GAP else -1
        if end >= 0:
            yield _gap(run.text, runs[at + 1 : end])
            begun = end + 1
        elif run.sort is Sort.GAP:
            yield Piece(f"{{{{c{run.text}::", 0)
        else:
            yield Piece("::" if run.sort is Sort.HINT else "}}", 0)
    yield from _linked(runs[begun:], cloze=True)


def _gap_end(runs: Sequence[Run], start: int) -> int:
    for at in range(start + 1, len(runs)):
        if runs[at].sort is Sort.GAP_END:
            return at
        if runs[at].sort is Sort.GAP:
            return -1
    return -1


def _with_gaps_in_code(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with each gap that hides a part of a piece of code as code itself."""
    made: list[Run] = []
    at = 0
    while at < len(runs):
        end = _gap_end(runs, at) if runs[at].sort is Sort.GAP else -1
        inner = runs[at + 1 : max(0, end)]
        beside = [*made[-1:], *runs[end + 1 : end + 2]]
        if inner and all(run.look & CODE for run in inner) and any(run.look & CODE for run in beside):
            code = "".join("::" if run.sort is Sort.HINT else run.text for run in inner)
            made.append(inner[0]._replace(sort=Sort.TEXT, text=f"{{{{c{runs[at].text}::{code}}}}}"))
            at = end
        else:
            made.append(runs[at])
        at += 1
    return made


def _gap(number: str, runs: Sequence[Run]) -> Piece:
    """Return a whole gap; a look that all of it has is the piece's, so that no mark crosses its edge."""
    split = next((at for at, run in enumerate(runs) if run.sort is Sort.HINT), len(runs))
    shown = [run for run in runs[:split] if run.sort is not Sort.HINT]
    hinted = [run._replace(look=0, link="") for run in runs[split:] if run.sort is not Sort.HINT]
    look = reduce(and_, (run.look for run in shown), ~0) & (BOLD | ITALIC) if shown else 0
    hidden = _inside(tuple(run._replace(look=run.look & ~look) for run in shown))
    hint = _inside(hinted).strip(" ")
    markdown = f"{{{{c{number}::{hidden}{'::' if hint else ''}{hint}}}}}"
    return Piece(markdown, look, gap=True, starred="*" in {hidden[:1], hidden[-1:]})


def _inside(runs: Sequence[Run]) -> str:
    return _written(tuple(_linked(runs, cloze=True, in_gap=True)), _UNKNOWN, _UNKNOWN)


def _linked(runs: Sequence[Run], *, cloze: bool, in_gap: bool = False) -> Iterator[Piece]:
    if not any(run.link for run in runs):
        yield from _looked(runs, cloze=cloze, in_gap=in_gap)
        return
    for link, group in groupby(runs, key=lambda run: run.link):
        inner = tuple(group)
        if not link:
            yield from _looked(inner, cloze=cloze, in_gap=in_gap)
            continue
        look = reduce(and_, (run.look for run in inner)) & (BOLD | ITALIC)
        bare = tuple(run._replace(look=run.look & ~look) for run in inner)
        label = _written(tuple(_looked(bare, cloze=cloze, in_gap=in_gap, in_link=True)), "", "")
        yield Piece(f"[{label}]({link})" if label.strip() else label, look)


def _looked(
    runs: Sequence[Run], *, cloze: bool, in_gap: bool = False, in_link: bool = False
) -> Iterator[Piece]:
    """Return runs that stand beside each other and look alike as one piece."""
    for (sort, look), group in groupby(runs, key=_kind_of_look):
        alike = [run.text for run in group]
        text = "".join(alike)
        if sort is Sort.TEXT and look & CODE:
            yield Piece(code_span(text), 0)
        elif sort is Sort.TEXT:
            text = _raised(text, look) if look & (RAISED | LOWERED) else text
            text = (_ESCAPED_IN_CLOZE if cloze else _ESCAPED).sub(r"\\\g<0>", text)
            text = _COLON.sub("&#58;", text) if in_gap else text
            yield Piece(text.replace("]", "\\]") if in_link else text, look)
        elif sort is Sort.RAW:
            yield Piece(text, 0)
        else:
            yield from (Piece(_formula(latex, in_gap=in_gap), look, formula=True) for latex in alike)


def _kind_of_look(run: Run) -> tuple[Sort, int]:
    """Return what must be the same in two runs that make one piece; code has no look but that of code."""
    return run.sort, CODE if run.sort is Sort.TEXT and run.look & CODE else run.look


def _formula(latex: str, *, in_gap: bool) -> str:
    return formula_markdown(latex.replace("::", ":{:}") if in_gap else latex)


def _raised(text: str, look: int) -> str:
    """Return what stands above or below the line in plain characters: `²`, or `^(x+y)` where none do."""
    raised = bool(look & RAISED)
    bare = text.strip()
    if not bare or (raised and bare in _ORDINAL):
        return text
    if all(ord(sign) in (_CAN_RISE if raised else _CAN_SINK) for sign in bare):
        return text.translate(_UP if raised else _DOWN)
    mark = "^" if raised else "_"
    return text.replace(bare, f"{mark}{bare}" if len(bare) == 1 else f"{mark}({bare})", 1)


# --- Joining ------------------------------------------------------------------------------------------------


def _written(pieces: Sequence[Piece], before: str, after: str) -> str:
    if len(pieces) == 1 and not pieces[0].look:
        return pieces[0].markdown
    whole = [piece for piece in pieces if piece.markdown]
    for at in range(len(whole) - 1):
        piece, behind = whole[at], whole[at + 1]
        if piece.formula and behind.markdown[0].isdigit():
            # Behind a dollar a digit would say that it was money.
            whole[at + 1] = behind._replace(markdown=f"&#{ord(behind.markdown[0])};{behind.markdown[1:]}")
        elif piece.markdown[-1] == "!" and behind.markdown[0] == "[":
            whole[at] = piece._replace(markdown=f"{piece.markdown[:-1]}\\!")
    return emphasised(whole, before, after)
