"""The Markdown of card texts: CommonMark and tables, with formulas between dollars, and no HTML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from roadmap_cards.study.formula_source import FormulaSource

INLINE_MATH = "math_inline"
DISPLAY_MATH = "math_display"

# What lies deeper is left out by the parser; a text that a person wrote does not come near it.
MAX_NESTING = 100
# The search for the end of each link takes quadratic time; a text with more brackets has no links or images.
MAX_BRACKETS = 5000


def parse(text: str) -> list[Token]:
    """Return the tokens of markdown-it; formulas are tokens INLINE_MATH and DISPLAY_MATH, as `content`.

    Addresses of links and images are as written: whoever shows them decides which are allowed.
    """
    return _parser(links=text.count("[") <= MAX_BRACKETS).parse(text)


def formulas(text: str) -> tuple[FormulaSource, ...]:
    """Return the formulas of a text in order, to be drawn ahead."""
    return tuple(_formulas(parse(text)))


def _formulas(tokens: list[Token]) -> Iterator[FormulaSource]:
    for token in tokens:
        if token.type in {INLINE_MATH, DISPLAY_MATH}:
            yield FormulaSource(token.content, token.type == INLINE_MATH)
        yield from _formulas(token.children or [])


def pictures(text: str) -> tuple[str, ...]:
    """Return the addresses of the pictures of a text, in order."""
    return tuple(_pictures(parse(text)))


def _pictures(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield str(token.attrGet("src") or "")
        yield from _pictures(token.children or [])


class _Parser(MarkdownIt):
    """markdown-it without its own opinion on addresses: a forbidden one would be shown as raw Markdown."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


@cache
def _parser(*, links: bool) -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    parser.inline.ruler.before("escape", INLINE_MATH, _inline_math)
    parser.block.ruler.before(
        "fence", DISPLAY_MATH, _block_math, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    if not links:
        parser.disable(["link", "image"])
    return parser


def _inline_math(state: StateInline, silent: bool) -> bool:
    r"""Read `$…$`, or `$$…$$` inside a paragraph.

    Pandoc's guards: no space inside the dollars, no digit behind the last (`$5 and $6` is money). A back-tick
    between two dollars belongs to a code span. `\$` never comes here: the rule for escapes takes it.
    """
    if state.src[state.pos] != "$":
        return False
    mark = "$$" if state.src.startswith("$$", state.pos) else "$"
    start = state.pos + len(mark)
    end = _closing_dollar(state.src, start, state.posMax)
    latex = state.src[start:end]
    behind = end + len(mark)
    if end < 0 or not latex.strip() or "`" in latex or state.src[end:behind] != mark or behind > state.posMax:
        return False
    if mark == "$" and (latex != latex.strip() or state.src[behind : behind + 1].isdigit()):
        return False
    if not silent:
        token = state.push(INLINE_MATH if mark == "$" else DISPLAY_MATH, "", 0)
        token.markup = mark
        token.content = " ".join(latex.split())
    state.pos = behind
    return True


def _closing_dollar(text: str, start: int, end: int) -> int:
    r"""Return where the next dollar stands that no backslash escapes (as in `\$`), or -1."""
    position = text.find("$", start, end)
    while position >= 0:
        before = text[start:position]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return position
        position = text.find("$", position + 1, end)
    return -1


def _block_math(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read lines from one that begins with `$$` to one that ends with it; a blank line ends the attempt.

    Without this rule a line of a formula that begins with `-` or `=` would be a list or a heading.
    """
    if state.is_code_block(start_line) or not _line(state, start_line).startswith("$$"):
        return False
    lines: list[str] = []
    for number in range(start_line, end_line):
        line = _line(state, number)
        if number > start_line and (not line or state.sCount[number] < state.blkIndent):
            return False
        opened = 2 if number == start_line else 0
        close = line.find("$$", opened)
        lines.append(line[opened : close if close >= 0 else None])
        if close < 0:
            continue
        latex = " ".join(" ".join(lines).split())
        if close + 2 != len(line) or not latex:
            return False
        if not silent:
            token = state.push(DISPLAY_MATH, "", 0)
            token.block = True
            token.markup = "$$"
            token.content = latex
            token.map = [start_line, number + 1]
            state.line = number + 1
        return True
    return False


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
