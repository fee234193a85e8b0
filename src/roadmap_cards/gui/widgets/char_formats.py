"""The character formats of a card: each combination of role, weight, slant and link is made once."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QFont, QTextCharFormat

from roadmap_cards.gui.fonts import MONO, SERIF
from roadmap_cards.gui.theme import Type, make_font
from roadmap_cards.gui.widgets.card_parts import Look, Setting

HEADING_SIZE = 1.15
INLINE_CODE_SIZE = 0.86
SMALLEST_TEXT = 6


@dataclass(frozen=True, slots=True)
class Inline:
    """What holds for a run of text inside a paragraph."""

    bold: bool = False
    italic: bool = False
    heading: bool = False
    link: str = ""


@dataclass(slots=True)
class CharFormats:
    """Makes formats for one look and keeps them."""

    look: Look
    _kept: dict[tuple[object, ...], QTextCharFormat] = field(default_factory=dict)

    def scaled(self, pixels: float) -> float:
        """Return a length at the size of text that the person chose."""
        return pixels * self.look.card_size / 100

    def pixels(self, setting: Setting, inline: Inline) -> int:
        size = self.scaled(setting.pixels) * (HEADING_SIZE if inline.heading else 1.0)
        return max(SMALLEST_TEXT, round(size))

    def text(self, setting: Setting, inline: Inline) -> QTextCharFormat:
        """Return the format of prose; a link is underlined and carries its address."""
        key = (setting, inline)
        if key not in self._kept:
            weight = 600 if inline.bold or inline.heading else 400
            made = _format(
                make_font(Type(SERIF, self.pixels(setting, inline), weight, inline.italic)),
                self._colour(setting.colour),
            )
            self._add_link(made, inline.link)
            self._kept[key] = made
        return self._kept[key]

    def code_span(self, setting: Setting, inline: Inline) -> QTextCharFormat:
        """Return the format of code inside a sentence."""
        key = ("code", setting, inline)
        if key not in self._kept:
            pixels = max(SMALLEST_TEXT, round(self.pixels(setting, inline) * INLINE_CODE_SIZE))
            weight = 600 if inline.bold or inline.heading else 400
            made = _format(make_font(Type(MONO, pixels, weight)), self._colour("syntax_builtin"))
            self._add_link(made, inline.link)
            self._kept[key] = made
        return self._kept[key]

    def failed_formula(self, setting: Setting, inline: Inline) -> QTextCharFormat:
        """Return the format of LaTeX that could not be drawn: code, with a rule in the colour of `hard`."""
        made = QTextCharFormat(self.code_span(setting, inline))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(self._colour("hard"))
        return made

    def missing_picture(self, setting: Setting) -> QTextCharFormat:
        made = QTextCharFormat(self.text(setting, Inline(italic=True)))
        made.setForeground(self._colour("ink2"))
        return made

    def tiny(self) -> QTextCharFormat:
        """Return the format of blocks that are to have next to no height of their own."""
        return _format(make_font(Type(SERIF, 1)), self._colour("ink"))

    def code(self, pixels: int, token: str) -> QTextCharFormat:
        """Return the format of a piece of a code block in the colour of a token; comments are italic."""
        key = (pixels, token)
        if key not in self._kept:
            font = make_font(Type(MONO, pixels, 400, token == "syntax_comment"))
            self._kept[key] = _format(font, self._colour(token))
        return self._kept[key]

    def _colour(self, token: str) -> QColor:
        return QColor(self.look.tokens[token])

    def _add_link(self, made: QTextCharFormat, link: str) -> None:
        if link:
            made.setAnchor(True)
            made.setAnchorHref(link)
            made.setToolTip(link)
            made.setFontUnderline(True)


def is_web_address(link: str) -> bool:
    """Tell whether a link may be opened: http and https alone, with a host."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() in {"http", "https"} and bool(url.host())


def _format(font: QFont, colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(colour)
    return made
