"""The HTML of Anki's fields as the Markdown of our cards (see `study.markdown`).

An allow-list: what is not known here is text. No address is kept but of links that a person may click (http,
https, mailto); a picture is kept by the name of its file in the package, any other is counted in `lost`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_cards.anki.notes.html_tokens import tokens
from roadmap_cards.anki.notes.html_writer import HtmlWriter
from roadmap_cards.anki.notes.losses import Loss

# A text in which nothing can be a tag, an entity or a mark of Markdown. Most fields are one.
_START = r"[\s#>+~=:-]|\d{1,9}[.)]"
_MARKS = r"<&\\\[`*_$|\x00-\x1f\x7f\xa0"
_PLAIN = re.compile(rf"(?!{_START})[^{_MARKS}]*(?<!\s)")
_WORDS = rf"(?:[^{_MARKS}{{}}:]|:(?!:))"
_PLAIN_CLOZE = re.compile(
    rf"(?!(?:\{{\{{c\d+::)?(?:{_START}))"
    rf"(?:{_WORDS}|\{{\{{c\d{{1,3}}::{_WORDS}+(?:::{_WORDS}+)?\}}\}})*(?<!\s)"
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A field as Markdown. `pictures` are the names of the files it shows, in order, none twice.

    `lost` has an element for each thing that is not shown.
    """

    markdown: str
    pictures: tuple[str, ...] = ()
    lost: tuple[Loss, ...] = ()


def to_markdown(html: str, *, cloze: bool = False) -> Converted:
    """Return the HTML of a field, or of a side of a card, as Markdown that shows the same characters.

    With `cloze`, gaps of Anki stay gaps, and a text that is no gap is written so that it is none here either;
    whether `study.cloze` reads the very same gaps is for the caller to look at (see `cloze_import`).
    """
    if (_PLAIN_CLOZE if cloze else _PLAIN).fullmatch(html):
        return Converted(html)
    writer = HtmlWriter(cloze=cloze)
    for token in tokens(html, gaps=cloze):
        writer.take(token)
    return Converted(*writer.finished())
