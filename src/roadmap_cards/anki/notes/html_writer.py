"""Writes Markdown from the tokens of Anki's HTML, one after the other: what becomes of each tag."""

from __future__ import annotations

import re
from collections import Counter

from roadmap_cards.anki.notes.emphasis import BOLD, ITALIC
from roadmap_cards.anki.notes.html_addresses import link_address
from roadmap_cards.anki.notes.html_blocks import Box
from roadmap_cards.anki.notes.html_lines import HtmlLines
from roadmap_cards.anki.notes.html_table import HtmlTable
from roadmap_cards.anki.notes.html_tokens import Kind, Token, attributes
from roadmap_cards.anki.notes.inline_markdown import CODE, LOWERED, RAISED
from roadmap_cards.anki.notes.losses import Loss

_LANGUAGE = re.compile(r"(?:language|lang|brush)[-:]\s*([\w+#.-]{1,20})", re.IGNORECASE)
_WORD = re.compile(r"[a-zA-Z][\w+#]{0,19}")

_LOOKS = {
    **dict.fromkeys(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"), BOLD),
    **dict.fromkeys(("i", "em", "var", "cite", "dfn"), ITALIC),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), CODE),
    "sup": RAISED,
    "sub": LOWERED,
}
# Where a line begins and ends; True: and a paragraph.
_BREAKS = {
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "details", "form", "figure"), True),
    **dict.fromkeys(
        ("div", "section", "article", "header", "footer", "main", "nav", "aside", "center"), False
    ),
    **dict.fromkeys(("address", "dt", "dd", "summary", "figcaption", "legend", "fieldset"), False),
}
_TABLE = frozenset({"table", "caption", "tr", "td", "th"})
_BOXES = {"ul": "list", "ol": "list", "menu": "list", "li": "item", "blockquote": "quote"}
_AROUND = {"rt": ("(", ")"), "q": ("“", "”")}
# Left out with all that stands in them: some show it only where they cannot show what they are for.
_HIDDEN = {
    **dict.fromkeys(("svg", "video", "object", "canvas", "applet"), Loss.MEDIA),
    **dict.fromkeys(("select", "button", "template"), Loss.SCRIPT),
    "audio": Loss.SOUND,
    "rp": None,
}
_LEFT_OUT = {
    **dict.fromkeys(("iframe", "embed"), Loss.MEDIA),
    **dict.fromkeys(("script", "input", "textarea"), Loss.SCRIPT),
}


class HtmlWriter:
    """Which tags are open at this place of a field; what is shown goes to its lines."""

    def __init__(self, *, cloze: bool) -> None:
        """Begin an empty text; see `html_markdown.to_markdown`."""
        self._lines = HtmlLines(cloze=cloze)
        self._table = HtmlTable(self._lines)
        self._looks: Counter[int] = Counter()
        self._language = ""
        self._hidden = ""
        self._hidden_depth = 0

    def take(self, token: Token) -> None:
        """Write the next token."""
        kind, text, rest = token
        if self._hidden:
            if text == self._hidden and kind in (Kind.OPEN, Kind.CLOSE):
                self._hidden_depth += 1 if kind is Kind.OPEN else -1
                self._hidden = text if self._hidden_depth else ""
        elif kind is Kind.TEXT:
            self._lines.text(text)
        elif kind is Kind.OPEN:
            self._begin(text, rest)
        elif kind is Kind.CLOSE:
            self._end(text)
        elif kind is Kind.SOUND:
            self._lines.lost.append(Loss.SOUND)
            self._lines.text(f"(sound: {text})" if text else "")
        elif kind is Kind.LATEX:
            self._lines.latex(text)
        elif kind in (Kind.FORMULA, Kind.DISPLAY):
            self._lines.formula(text, display=kind is Kind.DISPLAY)
        else:
            self._lines.gap(kind, text)

    def finished(self) -> tuple[str, tuple[str, ...], tuple[Loss, ...]]:
        """Return the Markdown, the names of its pictures and what was lost; what is still open ends here."""
        if self._lines.code is not None:
            self._lines.end_code(self._language)
        self._table.finish()
        return self._lines.finished()

    def _begin(self, name: str, rest: str) -> None:
        if name in _LOOKS:
            self._count_look(_LOOKS[name], 1)
        if name in _BREAKS:
            self._lines.fresh_line(apart=_BREAKS[name])
        elif name == "br":
            self._lines.new_line()
        elif name == "img":
            said = attributes(rest)
            self._lines.picture(said.get("src", ""), said.get("alt", ""))
        elif name == "pre":
            self._lines.fresh_line(apart=True)
            if self._lines.code is None:
                self._lines.code, self._language = [], _language(rest)
        elif name == "code" and self._lines.code is not None:
            self._language = self._language or _language(rest)
        elif name in _BOXES:
            self._begin_box(name, rest)
        elif name in _TABLE:
            self._table.begin(name)
        elif name == "hr":
            self._lines.fresh_line(apart=True)
            if self._lines.code is None and not self._lines.in_table:
                self._lines.block(("***",))
        elif name == "a":
            self._lines.link = link_address(attributes(rest).get("href", ""))
        elif name in _AROUND:
            self._lines.text(_AROUND[name][0])
        elif name in _LEFT_OUT:
            self._lines.lost.append(_LEFT_OUT[name])
        elif name in _HIDDEN and not rest.endswith("/"):
            self._hidden, self._hidden_depth = name, 1
            self._lines.lost += filter(None, (_HIDDEN[name],))

    def _end(self, name: str) -> None:
        if name in _LOOKS:
            self._count_look(_LOOKS[name], -1)
        if name in _BREAKS:
            self._lines.fresh_line(apart=_BREAKS[name])
        elif name == "br":  # a browser reads it as <br>
            self._lines.new_line()
        elif name == "pre" and self._lines.code is not None:
            self._lines.end_code(self._language)
        elif name in _BOXES:
            self._lines.fresh_line(apart=True)
            if self._lines.code is None and not self._lines.in_table:
                self._lines.boxes.end(_BOXES[name])
        elif name in _TABLE:
            self._table.end(name)
        elif name == "a":
            self._lines.link = ""
        elif name in _AROUND:
            self._lines.text(_AROUND[name][1])

    def _count_look(self, look: int, step: int) -> None:
        self._looks[look] = max(0, self._looks[look] + step)
        self._lines.look = sum(bit for bit, count in self._looks.items() if count)

    def _begin_box(self, name: str, rest: str) -> None:
        boxes = self._lines.boxes
        self._lines.fresh_line(apart=True)
        if self._lines.in_table or self._lines.code is not None:
            self._lines.text("• " if name == "li" else "")
        elif name == "li":
            boxes.begin_item()
        elif name == "blockquote":
            boxes.begin("quote", Box("quote", "> ", "> "))
        elif name == "ol":
            start = attributes(rest).get("start", "")
            boxes.begin(
                "list", Box("list", number=int(start) if re.fullmatch(r"[1-9][0-9]{0,7}", start) else 1)
            )
        else:
            boxes.begin("list", Box("list"))


def _language(rest: str) -> str:
    """Return the language that a code block names, by one of the classes in use."""
    said = attributes(rest)
    found = _LANGUAGE.search(said.get("class", ""))
    if found:
        return found[1].lower()
    named = said.get("data-lang") or said.get("data-language") or said.get("class", "").removeprefix("hljs ")
    return named.lower() if _WORD.fullmatch(named) and named != "hljs" else ""
