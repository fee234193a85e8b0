r"""The Markdown of a cloze as the HTML of Anki's cloze field: `{{c1::hidden::hint}}`.

Anki ends a gap at the first `}}` and begins its hint at the first `::`, whatever stands around them; inside a
gap both are written differently here. https://docs.ankiweb.net/editing.html#cloze-deletion
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from roadmap_cards.anki.writing.field_html import FieldWriter, Picture, is_plain
from roadmap_cards.study.cloze import Context, Gap, contexts

# A gap goes through Markdown between two marks: a character that Unicode reserves for such use, the number
# of the gap as a letter, the first character again. Around them stands a letter or a sign, so that a `*` or
# `_` beside the mark meets the kind of character that it would meet without it (CommonMark's flanking rules).
_BEGIN, _END = "\ufdd0", "\ufdd1"
_LETTER, _SIGN = "\ufdd2", "\u2e31"
_FIRST = 0x4E00
_MARK = re.compile(f"[{_LETTER}{_SIGN}]([{_BEGIN}{_END}])(.)\\1[{_LETTER}{_SIGN}]")
_OURS = dict.fromkeys(map(ord, (_BEGIN, _END, _LETTER)))

_COLONS = re.compile(r"\A:|:(?=:|\Z)")
_OPENING = re.compile(r"\{(?=\{c\d|\Z)")
_CLOSING = re.compile(r"\}(?=\}|\Z)")
_COMMANDS = re.compile(r"[\\^_{}]")
# A filling behind `^`, `_` or a command like \sqrt must stay one group.
_ONE_GROUP = re.compile(r"(?:[\^_]|\\[a-zA-Z]+)\s*\Z")


def cloze_html(text: str, picture: Picture) -> str:
    """Return a cloze text (see `study.cloze`) as HTML that Anki hides and shows in the same places.

    A gap where Anki could not hide anything, such as in the address of a link, stands at the end once more:
    no card is lost. Pictures and links are those of `field_html`.
    """
    text = text.translate(_OURS)
    found = tuple(contexts(text))
    writer = _ClozeWriter(picture, tuple(gap for gap, _ in found))
    return writer.whole(_marked(text, found))


def _marked(text: str, found: tuple[tuple[Gap, Context], ...]) -> str:
    """Return the text with marks in place of the braces of each gap, and without the hints."""
    pieces: list[str] = []
    position = 0
    for number, (gap, context) in enumerate(found):
        before, after = text[gap.start - 1 : gap.start] if gap.start else "", text[gap.end : gap.end + 1]
        bare = gap.hidden.strip("\n")
        begin = _mark(_BEGIN, number, before, gap.hidden[:1])
        end = _mark(_END, number, gap.hidden[-1:], after)
        line = text[text.rfind("\n", 0, gap.start) + 1 : gap.start]
        pieces.append(text[position : gap.start])
        alone = not line.strip() and after in {"", "\n"}
        if context == "prose" and "\n" in bare and alone and not is_plain(bare):
            # It may hide whole blocks (code, a list), which begin at the beginning of a line.
            pieces += begin, "\n\n", line, bare, "\n\n", line, end
        else:
            pieces += begin, gap.hidden, end
        position = gap.end
    return "".join(pieces) + text[position:]


def _mark(kind: str, number: int, before: str, after: str) -> str:
    left, right = (_LETTER if side.isalnum() else _SIGN for side in (after, before))
    return f"{left}{kind}{chr(_FIRST + number)}{kind}{right}"


class _ClozeWriter(FieldWriter):
    """Writes the text with the marks in it as Anki's gaps, and remembers whether it is in one."""

    def __init__(self, picture: Picture, found: tuple[Gap, ...] = (), *, inside: bool = False) -> None:
        """Begin outside a gap, or inside one where a hint is written."""
        super().__init__(picture)
        self._found = found
        self._inside = inside
        self._written: set[int] = set()

    def whole(self, marked: str) -> str:
        """Return the text as HTML, with every gap in it."""
        html = self.html(marked) + self._ended("")
        for number, gap in enumerate(self._found):
            if number not in self._written:
                html += f"<p>{self._begun(number)}{self.code(gap.hidden)}{self._ended('')}</p>"
        return html

    def tokens(self, text: str) -> list[Token]:
        """Return what the text consists of; a mark on a line of its own is no paragraph."""
        tokens = super().tokens(text)
        for number, token in enumerate(tokens):
            if token.type == "inline" and _MARK.fullmatch(token.content):
                tokens[number - 1].hidden = tokens[number + 1].hidden = True
        return tokens

    def text(self, text: str) -> str:
        """Return a piece of prose; a hint in it has Markdown of its own."""
        return self._with_gaps(text, super().text, self._rich)

    def code(self, code: str) -> str:
        """Return a piece of code; a hint in it is text."""
        return self._with_gaps(code, super().code, self._bare)

    def attribute(self, value: str) -> str:
        """Return the value of an attribute: nothing can be hidden in it."""
        return self._shielded(super().attribute(_MARK.sub("", value)))

    def info(self, info: str) -> str:
        """Return the language of a code block: nothing can be hidden in it."""
        return super().info(_MARK.sub("", info))

    def pieces(self, code: str, language: str) -> Iterator[tuple[str, str]]:
        """Return the pieces of the code without its gaps, cut where one begins or ends."""
        position = taken = 0
        marks: list[tuple[int, str]] = []
        for mark in _MARK.finditer(code):
            marks.append((mark.start() - taken, mark[0]))
            taken += len(mark[0])
        for piece, name in super().pieces(_MARK.sub("", code), language):
            end = position + len(piece)
            while marks and marks[0][0] < end:
                place, mark_text = marks.pop(0)
                yield piece[: place - position], name
                yield mark_text, ""
                piece, position = piece[place - position :], place  # noqa: PLW2901 - what is left of it
            yield piece, name
            position = end
        yield from ((mark_text, "") for _, mark_text in marks)

    def formula(self, token: Token) -> str:
        """Return a formula; dollars in two different gaps are money."""
        kinds = "".join(kind for kind, _ in _MARK.findall(token.content))
        if kinds.replace(_BEGIN + _END, ""):
            return self.text(f"{token.markup}{token.content}{token.markup}")
        return super().formula(token)

    def math(self, latex: str) -> str:
        """Return the inside of a formula; Anki sets a hidden part apart from it itself."""
        before, *rest = _MARK.split(latex)
        written = [self._shielded_math(before)]
        group = False
        for kind, letter, piece in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            number = ord(letter) - _FIRST
            if kind == _BEGIN:
                group = _ONE_GROUP.search(before) is not None
                written.append(f"{'{ ' if group else ''}{self._begun(number)}")
            else:
                hint = self._found[number].hint.strip()
                worded = hint if not hint or _COMMANDS.search(hint) else rf"\text{{{hint}}}"
                written.append(f"{self._ended(self._shielded_math(worded))}{' }' if group else ''}")
            written.append(self._shielded_math(piece))
            before = piece
        return "".join(written)

    # --- Gaps

    def _with_gaps(self, text: str, html: Callable[[str], str], hint: Callable[[str], str]) -> str:
        first, *rest = _MARK.split(text)
        written = [self._shielded(html(first))]
        for kind, letter, piece in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            number = ord(letter) - _FIRST
            begins = kind == _BEGIN
            written.append(
                self._begun(number) if begins else self._ended(hint(self._found[number].hint.strip()))
            )
            written.append(self._shielded(html(piece)))
        return "".join(written)

    def _begun(self, number: int) -> str:
        # The end of the gap before may have stood where nothing can be hidden.
        ended = self._ended("")
        self._inside = True
        self._written.add(number)
        return f"{ended}{{{{c{self._found[number].number}::"

    def _ended(self, hint: str) -> str:
        if not self._inside:
            return ""
        self._inside = False
        return f"::{hint}}}}}" if hint else "}}"

    def _rich(self, hint: str) -> str:
        return _ClozeWriter(self._picture, inside=True).html(hint)

    def _bare(self, hint: str) -> str:
        return _ClozeWriter(self._picture, inside=True).code(hint)

    def _shielded(self, html: str) -> str:
        """Return HTML in which Anki sees neither the beginning, the hint nor the end of a gap."""
        html = _OPENING.sub("&#123;", html)
        return _COLONS.sub("&#58;", html.replace("}", "&#125;")) if self._inside else html

    def _shielded_math(self, latex: str) -> str:
        """Return the same of LaTeX, where a space between two braces means nothing."""
        html = _OPENING.sub("{ ", super().math(latex))
        return _COLONS.sub("&#58;", _CLOSING.sub("} ", html)) if self._inside else html
