"""Cloze texts in Anki's syntax, `{{c1::hidden}}` or `{{c1::hidden::hint}}`: gaps, and the sides of a card.

Braces inside a gap are counted and code in back-ticks is skipped, so that LaTeX such as
`{{c1::$x^{n^{2}}$}}` ends where its author meant it to. (Anki itself ends a gap at the first `}}`: an export
has to write `} }` in its place.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

_TOKEN = re.compile(
    r"(?P<open>\{\{c(?P<number>\d{1,3})::)"
    r"|(?P<code>(?P<ticks>`+)(?!`)[^\n]{1,300}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escaped>\\[{}`\\])"
    r"|(?P<split>::)|(?P<left>\{)|(?P<right>\})"
)
_MASK = "\ue000"
# Code first: a dollar inside it is no mathematics.
_SPECIAL = re.compile(
    r"\\."
    r"|(?P<fence>^[ \t]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=mark)[ \t]*$|\Z))"
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<display>\$\$.+?\$\$)"
    r"|(?P<math>\$(?!\s)[^$\n]+?(?<!\s)\$(?!\d))",
    re.DOTALL | re.MULTILINE,
)
Context: TypeAlias = Literal["prose", "code", "math"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap; `start` and `end` are its place in the text, braces included."""

    number: int
    hidden: str
    hint: str
    start: int
    end: int


_Shown: TypeAlias = Callable[[Gap, Context], str]


def gaps(text: str) -> tuple[Gap, ...]:
    """Return the gaps of a cloze in the order of the text; of gaps inside gaps only the outermost."""
    found: list[Gap] = []
    for gap in sorted(_closed_gaps(text), key=lambda gap: gap.start):
        if not found or gap.start >= found[-1].end:
            found.append(gap)
    return tuple(found)


def numbers(text: str) -> tuple[int, ...]:
    """Return the different numbers of the gaps, ascending: each makes one card."""
    return tuple(sorted({gap.number for gap in gaps(text)}))


def _closed_gaps(text: str) -> Iterator[Gap]:
    """Walk through the text once, with a stack of what is open: gaps, and plain braces inside them."""
    opened: list[re.Match[str] | None] = []
    hint_at: dict[int, int] = {}
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        top = opened[-1] if opened else None
        if token["open"]:
            opened.append(token)
        elif not opened:
            if token["code"]:
                position = token.start() + len(token["ticks"])  # a gap may stand inside code
        elif token["left"]:
            opened.append(None)
        elif token["split"] and top is not None:
            hint_at.setdefault(top.end(), token.start())
        elif token["right"] and top is None:
            opened.pop()
        elif token["right"] and top is not None and text.startswith("}}", token.start()):
            opened.pop()
            position = token.start() + 2
            split = hint_at.get(top.end(), token.start())
            hint = text[split + 2 : token.start()]
            yield Gap(int(top["number"]), text[top.end() : split], hint, top.start(), position)


def cloze_trouble(text: str, retired: Collection[int] = ()) -> str:
    """Return what is wrong with the gaps of a cloze as one sentence with its remedy; empty if nothing is.

    `retired` are the numbers of gaps that it had once and must not have again.
    """
    closed = gaps(text)
    starts = {gap.start for gap in closed}
    for start in re.finditer(r"\{\{c(\d+):", text):
        if any(gap.start < start.start() < gap.end for gap in closed):
            return f"the gap c{start[1]} stands inside another gap; close the first one before it"
        if start.start() not in starts:
            return f"the gap c{start[1]} is never closed; write {{{{c1::hidden}}}} and close every “{{” in it"
    if not closed:
        return "there is no gap; write what is to be hidden as {{c1::hidden}}"
    if any(not gap.hidden.strip() for gap in closed):
        return "a gap hides nothing; write {{c1::hidden}}"
    found = sorted({gap.number for gap in closed})
    listed = ", ".join(map(str, found))
    if again := sorted({gap.number for gap in closed} & set(retired)):
        return f"the gap c{again[0]} is retired in the front matter; give this one a number of its own"
    if sorted({*found, *retired}) != list(range(1, len({*found, *retired}) + 1)):
        return f"the numbers of the gaps must run 1, 2, 3 … without one left out; here they are {listed}"
    return ""


def cloze_front(text: str, number: int) -> str:
    """Return the question side as Markdown: the asked gaps as `[…]` or `[hint]`, the others filled in."""

    def shown(gap: Gap, context: Context) -> str:
        if gap.number != number:
            return gap.hidden
        sign = f"[{gap.hint.strip() or '…'}]"
        if context == "math":
            return sign if re.search(r"[\\^_{}]", sign) else rf"\text{{{sign}}}"
        # `[…](` would be a link, `[…]:` the address of one.
        ends = text[gap.end : gap.end + 1] in {"(", "[", ":"}
        return f"{sign[:-1]}\\]" if context == "prose" and ends else sign

    return _rebuilt(text, shown)


def cloze_back(text: str, number: int) -> str:
    """Return the answer side as Markdown: every gap filled in, the asked ones bold (in code: unmarked)."""
    found = gaps(text)
    ending, beginning = {gap.end: gap for gap in found}, {gap.start: gap for gap in found}

    def shown(gap: Gap, context: Context) -> str:
        if gap.number != number or context == "code":
            return gap.hidden
        if context == "math":
            return rf"\boldsymbol{{{gap.hidden}}}"
        before, after = text[gap.start - 1 : gap.start], text[gap.end : gap.end + 1]
        # Beside another gap stands what that one hides, and its asterisks where it is bold too.
        if left := ending.get(gap.start):
            before = "*" if left.number == number else left.hidden[-1:]
        if right := beginning.get(gap.end):
            after = right.hidden[:1]
        return _bold(gap.hidden, before, after)

    return _rebuilt(text, shown)


def _bold(hidden: str, before: str, after: str) -> str:
    """Set a piece in bold, unless Markdown would then show the asterisks (CommonMark's flanking rules)."""
    bare = hidden.strip()
    opens = bare[:1].isalnum() or not before.isalnum()
    ends = bare[-1:].isalnum() or not after.isalnum()
    marked = "*" in {before, after} or "**" in bare
    if not bare or not opens or not ends or marked or "\n\n" in bare or "```" in bare:
        return hidden
    return hidden.replace(bare, f"**{bare}**", 1)


def _rebuilt(text: str, shown: _Shown) -> str:
    """Replace every gap by what `shown` makes of it and of the context it stands in."""
    pieces: list[str] = []
    position = 0
    for gap, context in contexts(text):
        piece = shown(gap, context)
        # A filling behind `^`, `_` or a command like \sqrt must stay one group.
        if context == "math" and re.search(
            r"(?:[\^_]|\\[a-zA-Z]+)\s*$", text[max(0, gap.start - 30) : gap.start]
        ):
            piece = f"{{{piece}}}"
        pieces += text[position : gap.start], piece
        position = gap.end
    return "".join(pieces) + text[position:]


def contexts(text: str) -> Iterator[tuple[Gap, Context]]:
    """Go through the gaps of a text, each with what it stands in."""
    found = gaps(text)
    spans = _special_spans(text, found)
    starts = [start for start, _, _ in spans]
    for gap in found:
        before = bisect_right(starts, gap.start) - 1
        yield gap, spans[before][2] if before >= 0 and gap.start < spans[before][1] else "prose"


def _special_spans(text: str, found: tuple[Gap, ...]) -> list[tuple[int, int, Context]]:
    """Return where code and mathematics stand, not counting what stands wholly inside a gap."""
    pieces: list[str] = []
    position = 0
    for gap in found:
        pieces += text[position : gap.start], _MASK * (gap.end - gap.start)
        position = gap.end
    masked = "".join(pieces) + text[position:]
    spans: list[tuple[int, int, Context]] = []
    for span in _SPECIAL.finditer(masked):
        if span["fence"] or span["code"]:
            spans.append((span.start(), span.end(), "code"))
        elif span["display"] or span["math"]:
            spans.append((span.start(), span.end(), "math"))
    return spans
