r"""The Markdown of a card as the HTML of a field in Anki.

Formulas go between `\(` and `\)`, where Anki lets MathJax draw them: https://docs.ankiweb.net/math.html.
What the text says is never read as a command: neither as HTML nor as one of Anki's own (`[sound:`,
`[latex]`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from markdown_it.token import Token

from roadmap_cards.study.code_pieces import code_pieces
from roadmap_cards.study.markdown import parse

Picture: TypeAlias = Callable[[str], str]
"""Gives the name that a picture has in the package, from its name in the card; empty where it is missing."""

# A text that Markdown would not change: no mark anywhere, and no line that begins like a list or a heading.
_PLAIN = re.compile(
    r"(?!\s|[#>+~|=:-]|\d{1,9}[.)])[^\\`*_\[\]<&$\x00-\x1f]*(?<!\s)"
    r"(?:\n\n?(?!\s|[#>+~|=:-]|\d{1,9}[.)])[^\\`*_\[\]<&$\x00-\x1f]+(?<!\s))*"
)
_CODE = re.compile(r"`([^`\x00-\x1f]+)(?<! )`(?!`)")
# Where Anki would play a sound, draw LaTeX or ask for typing.
_COMMAND = re.compile(r"\[(?=sound:|latex\]|\$\$?\]|anki:|\[type:)", re.IGNORECASE)
_MATH_BEGINS = re.compile(r"\\(?=[(\[])")
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32)))
_ALLOWED = ("http://", "https://", "mailto:")


def field_html(text: str, picture: Picture) -> str:
    """Return a text as HTML: one paragraph without `<p>`, so that it can stand inside a sentence.

    A picture that is missing becomes its description, a link that is no http, https or mailto its text.
    """
    return FieldWriter(picture).html(text) if text else ""


def is_plain(text: str) -> bool:
    """Tell whether Markdown would see nothing in the text but paragraphs and code in single back-ticks."""
    return _PLAIN.fullmatch(_CODE.sub("x", text) if "`" in text else text) is not None


def escaped(text: str) -> str:
    """Return text in which HTML reads no mark and Anki no command."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _COMMAND.sub("&#91;", text) if "[" in text else text


class FieldWriter:
    """Writes the tokens of one text. What becomes of a piece of text can be overridden (see `cloze_html`)."""

    def __init__(self, picture: Picture) -> None:
        """Begin with nothing written."""
        self._picture = picture

    def html(self, text: str) -> str:
        """Return the whole text as HTML."""
        # Reading ten thousand plain texts as Markdown would take seconds.
        if is_plain(text):
            paragraphs = [self._paragraph(paragraph.replace("\n", " ")) for paragraph in text.split("\n\n")]
            return paragraphs[0] if len(paragraphs) == 1 else "".join(f"<p>{each}</p>" for each in paragraphs)
        tokens = self.tokens(text)
        if [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
            return self._inline(tokens[1].children or ())
        return "".join(self._blocks(tokens))

    def tokens(self, text: str) -> list[Token]:
        """Return what the text consists of."""
        return parse(text)

    def text(self, text: str) -> str:
        """Return a piece of prose."""
        # An element between the two characters keeps MathJax from seeing the beginning of a formula.
        text = escaped(text.translate(_CONTROLS))
        return _MATH_BEGINS.sub(r"<span>\\</span>", text) if "\\" in text else text

    def code(self, code: str) -> str:
        """Return a piece of code, which MathJax leaves alone."""
        return escaped(code.translate(_CONTROLS))

    def math(self, latex: str) -> str:
        """Return the inside of a formula."""
        return escaped(latex.translate(_CONTROLS))

    def attribute(self, value: str) -> str:
        """Return the value of an attribute, to stand between double quotes."""
        return escaped(value.translate(_CONTROLS)).replace('"', "&quot;")

    def info(self, info: str) -> str:
        """Return the language that a code block names."""
        return (info.split() or [""])[0]

    # --- Blocks

    def _blocks(self, tokens: Iterable[Token]) -> Iterable[str]:
        for token in tokens:
            match token.type:
                case "inline":
                    yield self._inline(token.children or ())
                case "fence" | "code_block":
                    yield self._code_block(token.content.removesuffix("\n"), self.info(token.info))
                case "math_display":
                    yield f"<p>{self.formula(token)}</p>"
                case "hr":
                    yield "<hr>"
                case _ if token.hidden:
                    pass
                case _:
                    yield self._tag(token)

    def _code_block(self, code: str, language: str) -> str:
        written = (
            f'<span class="{name}">{self.code(piece)}</span>' if name else self.code(piece)
            for piece, name in self.pieces(code, language)
            if piece
        )
        return f'<pre class="rc-code"><code>{"".join(written)}</code></pre>'

    def _tag(self, token: Token) -> str:
        if token.nesting < 0:
            return f"</{token.tag}>"
        style = token.attrGet("style")
        start = token.attrGet("start")
        said = f' style="{style}"' if style else f' start="{start}"' if start is not None else ""
        return f"<{token.tag}{said}>"

    def pieces(self, code: str, language: str) -> Iterable[tuple[str, str]]:
        """Return the pieces of a code block, each with the class of its colour."""
        return code_pieces(code, language)

    def formula(self, token: Token) -> str:
        """Return a formula between the marks that MathJax looks for."""
        opened, closed = ("\\(", "\\)") if token.type == "math_inline" else ("\\[", "\\]")
        return f"{opened}{self.math(token.content)}{closed}"

    # --- Inside a paragraph

    def _paragraph(self, paragraph: str) -> str:
        pieces = enumerate(_CODE.split(paragraph))
        return "".join(
            f"<code>{self.code(piece)}</code>" if number % 2 else self.text(piece) for number, piece in pieces
        )

    def _inline(self, tokens: Sequence[Token]) -> str:
        written: list[str] = []
        links: list[bool] = []
        for token in tokens:
            match token.type:
                case "text":
                    written.append(self.text(token.content))
                case "code_inline":
                    written.append(f"<code>{self.code(token.content)}</code>")
                case "math_inline" | "math_display":
                    written.append(self.formula(token))
                case "image":
                    written.append(self._image(token))
                case "link_open":
                    address = str(token.attrGet("href") or "")
                    links.append(address.lower().startswith(_ALLOWED))
                    written.append(f'<a href="{self.attribute(address)}">' if links[-1] else "")
                case "link_close":
                    written.append("</a>" if links.pop() else "")
                case "em_open" | "em_close" | "strong_open" | "strong_close":
                    written.append(self._tag(token))
                case "hardbreak":
                    written.append("<br>")
                case "softbreak":
                    written.append(" ")
                case _:
                    written.append(self.text(token.content))
        return "".join(written)

    def _image(self, token: Token) -> str:
        source = str(token.attrGet("src") or "")
        name = self._picture(source)
        if not name:
            return self.text(token.content or source)
        return f'<img src="{self.attribute(name)}" alt="{self.attribute(token.content)}">'
