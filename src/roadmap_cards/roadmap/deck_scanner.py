"""The lines of a deck file sorted into front matter, headings and raw cards; nothing is interpreted yet.

Labels, headings and keys count only at the start of a line and outside code blocks, so the scan begins by
finding the code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap_cards.roadmap.wording import Report, listed, nearest, quoted
from roadmap_cards.study.code_block import closes, opening

LABELS = ("Q", "A", "T", "D", "C", "Hint", "Options", "Accept", "Order", "Why", "More", "Verify")
META = (
    "kind",
    "difficulty",
    "sources",
    "tags",
    "needs",
    "tests",
    "formerly",
    "version",
    "as_of",
    "status",
    "tolerance",
)
# What people write in place of a label.
_MEANT = {label.lower(): label for label in LABELS} | {
    "question": "Q",
    "answer": "A",
    "term": "T",
    "definition": "D",
    "cloze": "C",
    "option": "Options",
    "steps": "Order",
    "explanation": "Why",
    "note": "More",
    "notes": "More",
}
_HEADING = re.compile(r"(?P<marks>#{1,3})(?:[ \t]+(?P<title>.*?))?[ \t]*$")
_LABEL = re.compile(rf"(?P<label>{'|'.join(LABELS)}):(?:[ \t]+(?P<text>.*))?$")
_WORD = re.compile(r"(?P<word>[A-Za-z_-]{1,20})[ \t]*:(?P<text>.*)$")
_COMMENT = re.compile(r"<!--.*-->\s*$")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file; `number` counts from 1, `code` is set inside a code block and on its fences."""

    number: int
    text: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A `#` (section) or `##` (item) heading; an item knows the section it stands under."""

    line: int
    title: str
    section: Heading | None = None


@dataclass(slots=True)
class RawCard:
    """A `###` with its keys and labelled fields as lines; `last` is the last line that belongs to it."""

    id: str
    line: int
    section: Heading | None
    item: Heading | None
    last: int
    meta: dict[str, Line] = field(default_factory=dict)
    label_lines: dict[str, int] = field(default_factory=dict)
    fields: dict[str, list[Line]] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """Return the line of a key or label, else that of the card."""
        if name in self.meta:
            return self.meta[name].number
        return self.label_lines.get(name, self.line)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A deck file in its parts; `front` is None where the front matter is missing or not closed."""

    front: tuple[Line, ...] | None
    sections: tuple[Heading, ...]
    items: tuple[Heading, ...]
    cards: tuple[RawCard, ...]


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with any of the three line endings, without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def stands_out(line: str) -> bool:
    """Tell whether a line outside code is more than text: heading, label or nearly one, comment, `---`."""
    word = _WORD.match(line)
    return (
        bool(_HEADING.match(line) or _LABEL.match(line) or _COMMENT.match(line))
        or line.rstrip() == "---"
        or (word is not None and word["word"].lower() in _MEANT)
    )


def scan(text: str, report: Report) -> Scanned:
    """Sort the lines of a deck file; what stands in a wrong place is reported and left out."""
    lines = split_lines(text)
    for number, line in enumerate(lines, start=1):
        if _UNPRINTABLE.search(line):
            report(number, "this line holds a control character, which no text needs; delete it")
    front, start = _front_matter(lines, report)
    code = _code_lines(lines, start, report)
    scanner = _Scanner(report)
    for at in range(start, len(lines)):
        scanner.take(Line(at + 1, lines[at], code[at]))
    return scanner.finished(front)


# --- The parts of the file --------------------------------------------------------------------------------


def _front_matter(lines: Sequence[str], report: Report) -> tuple[tuple[Line, ...] | None, int]:
    """Return the lines between the first two `---`, and where the cards begin (counted from 0)."""
    if lines[0].rstrip() != "---":
        report(1, "the file must begin with its front matter: “---”, lines such as “format: 1”, “---”")
        return None, 0
    for at in range(1, len(lines)):
        if lines[at].rstrip() == "---":
            return tuple(Line(number + 1, lines[number]) for number in range(1, at)), at + 1
    report(1, "the front matter is never closed; put a line “---” below it")
    start = next((at for at in range(1, len(lines)) if lines[at].startswith("##")), len(lines))
    while start > 1 and re.match(r"\s*$|# ", lines[start - 1]):
        start -= 1
    return None, start


def _code_lines(lines: Sequence[str], start: int, report: Report) -> list[bool]:
    """Tell for every line whether it is code, and report blocks that are never closed.

    A block without an end would be closed by the opening of the next one and swallow the cards between them
    silently. So a block that seems to hold a card is taken for unclosed, and ends before that card.
    """
    code = [False] * len(lines)
    at = start
    while at < len(lines):
        fence = opening(lines[at])
        if fence is None:
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not closes(fence, lines[end]) and not _begins_card(lines, end):
            end += 1
        closed = end < len(lines) and closes(fence, lines[end])
        if closed:
            end += 1
        else:
            report(at + 1, f"this code block is never closed; put a line “{fence.mark}” below it")
            while end - 1 > at and re.match(r"\s*$|##?\s", lines[end - 1]):
                end -= 1  # the headings above that card are no code either
        code[at:end] = [True] * (end - at)
        at = end
    return code


def _begins_card(lines: Sequence[str], at: int) -> bool:
    """Tell whether a card stands here for certain: a `###` heading and a key below it."""
    if not re.match(r"###[ \t]+\S+[ \t]*$", lines[at]):
        return False
    below = next((line for line in lines[at + 1 : at + 4] if line.strip()), "")
    return re.match(rf"(?:{'|'.join(META)}):", below) is not None


class _Scanner:
    """Reads line after line; keeps the headings, the card and the field that it stands in."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.sections: list[Heading] = []
        self.items: list[Heading] = []
        self.cards: list[RawCard] = []
        self.section: Heading | None = None
        self.item: Heading | None = None
        self.card: RawCard | None = None
        self.field: list[Line] | None = None
        self.stray = False

    def finished(self, front: tuple[Line, ...] | None) -> Scanned:
        return Scanned(front, tuple(self.sections), tuple(self.items), tuple(self.cards))

    def take(self, line: Line) -> None:
        if not line.code and (heading := _HEADING.match(line.text)):
            self._take_heading(line, len(heading["marks"]), heading["title"] or "")
            return
        if not line.code and _COMMENT.match(line.text):
            return
        if line.text.strip() and self.card is not None:
            self.card.last = line.number
        if not line.code and line.text.rstrip() == "---":
            self.report(line.number, "“---” stands only around the front matter; delete it")
        elif self.card is None:
            self._take_stray(line, "this text stands outside a card; move it into one or into <!-- -->")
        elif line.code or not self._take_label(self.card, line):
            self._take_text(self.card, line)

    def _take_heading(self, line: Line, depth: int, title: str) -> None:
        self.card, self.field, self.stray = None, None, False
        if not title:
            self.report(line.number, f"“{'#' * depth}” stands alone; write the {_HEADS[depth]} behind it")
        if depth == 1:
            self.section, self.item = Heading(line.number, title), None
            self.sections.append(self.section)
        elif depth == 2:
            self.item = Heading(line.number, title, self.section)
            self.items.append(self.item)
        else:
            self.card = RawCard(title, line.number, self.section, self.item, line.number)
            self.cards.append(self.card)

    def _take_label(self, card: RawCard, line: Line) -> bool:
        """Begin a field if a label stands here, right or nearly right; tell whether that is so."""
        if label := _LABEL.match(line.text):
            if label["label"] in card.fields:
                self.report(
                    line.number,
                    f"“{label['label']}:” stands here for the second time in this card; join the two, or "
                    "indent the line if it is text",
                )
            self._begin_field(card, label["label"], line, label["text"] or "")
            return True
        word = _WORD.match(line.text)
        meant = _MEANT.get(word["word"].lower()) if word else None
        if word is None or meant is None:
            return False
        if word["word"] == meant and not line.text.startswith(f"{meant} "):
            self.report(line.number, f"put a space behind “{meant}:”, or indent the line if it is no label")
        else:
            self.report(
                line.number,
                f"“{word['word']}:” is not a label; write “{meant}:”, or indent the line if it is text",
            )
        if meant in card.fields:
            return False
        self._begin_field(card, meant, line, word["text"].lstrip())
        return True

    def _begin_field(self, card: RawCard, label: str, line: Line, text: str) -> None:
        if opening(text):
            self.report(line.number, f"begin the code block on the line below “{label}:”")
        self.field = card.fields.setdefault(label, [])
        card.label_lines.setdefault(label, line.number)
        self.stray = False
        if text:
            self.field.append(Line(line.number, text))

    def _take_text(self, card: RawCard, line: Line) -> None:
        if self.field is not None:
            self.field.append(line)
        elif not line.code and (pair := _WORD.match(line.text)):
            self._take_key(card, line.number, pair["word"], pair["text"].strip())
        else:
            self._take_stray(line, "this text stands before the first label of the card; put “Q:” above it")

    def _take_key(self, card: RawCard, number: int, key: str, value: str) -> None:
        if key not in META:
            near = nearest(key, META)
            remedy = f"did you mean “{near}”?" if near else f"the keys are {listed(META)}"
            self.report(number, f"“{key}” is not a key of a card; {remedy}")
        elif key in card.meta:
            self.report(number, f"“{key}:” stands here for the second time in this card; keep one of the two")
        elif not value:
            self.report(number, f"“{key}:” has no value; write one behind it or leave the line out")
            card.meta[key] = Line(number, "")
        else:
            card.meta[key] = Line(number, value)

    def _take_stray(self, line: Line, message: str) -> None:
        """Report text in a wrong place, once for lines that follow each other."""
        if line.text.strip() and not self.stray:
            self.report(line.number, f"{quoted(line.text)}: {message}")
        self.stray = bool(line.text.strip())


_HEADS = {1: "section", 2: "item", 3: "id of the card"}
