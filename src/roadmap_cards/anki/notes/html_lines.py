"""What was written so far of a field's Markdown: blocks, the paragraph at hand, the line at hand."""

from __future__ import annotations

import re

from roadmap_cards.anki.notes.html_addresses import file_name, is_remote, link_address, picture_markdown
from roadmap_cards.anki.notes.html_blocks import Block, BoxStack, blocks_markdown, fence_lines
from roadmap_cards.anki.notes.html_tokens import Kind
from roadmap_cards.anki.notes.inline_markdown import CODE, Run, Sort, formula_markdown, line_markdown
from roadmap_cards.anki.notes.losses import Loss

_SPACES = re.compile(r"[ \t\n\r\f]+")
_INDENT = re.compile(r"[ \xa0]{2,40}")
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127))
_LATEX_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$|\\\[(.+?)\\\]|\\\((.+?)\\\)")
_LONGEST_LATEX = 10_000


class HtmlLines:
    """Takes what is shown, in order, and sets it in lines and paragraphs.

    `look` and `link` are those of what comes next (see `inline_markdown.Run`), `boxes` what it stands in.
    While `code` is a list, text goes there, line ends and all; where `in_table`, all is one line.
    """

    def __init__(self, *, cloze: bool) -> None:
        """Begin an empty text; see `html_markdown.to_markdown`."""
        self.look = 0
        self.link = ""
        self.boxes = BoxStack()
        self.code: list[str] | None = None
        self.in_table = False
        self.runs: list[Run] = []
        self.lost: list[Loss] = []
        self._cloze = cloze
        self._gaps = 0
        self._paragraph: list[str] = []
        self._blocks: list[Block] = []
        self._pictures: dict[str, None] = {}

    def finished(self) -> tuple[str, tuple[str, ...], tuple[Loss, ...]]:
        """Return the Markdown, the names of its pictures and what was lost."""
        self.end_paragraph()
        return blocks_markdown(self._blocks), tuple(self._pictures), tuple(self.lost)

    # --- Inside a line

    def text(self, text: str) -> None:
        """Write text; white space is what it is in HTML."""
        if not text.isprintable():
            text = text.translate(_CONTROLS)
        if self.code is not None:
            self.code.append(text.replace("\xa0", " ").replace("\r", ""))
            return
        text = _SPACES.sub(" ", text)
        if "\xa0" in text:
            # At the beginning of a line they are the indentation that somebody typed.
            indent = _INDENT.match(text) if not self.runs else None
            kept = len(indent[0]) if indent else 0
            text = "\xa0" * kept + _SPACES.sub(" ", text[kept:].replace("\xa0", " "))
        if text:
            self._run(Sort.TEXT, text)

    def formula(self, latex: str, *, display: bool) -> None:
        """Write a formula into the line, or on a line of its own where there can be one."""
        if display and not self.in_table and not self._gaps:
            self.end_paragraph()
            self.block((formula_markdown(latex, display=True),))
        else:
            self._run(Sort.FORMULA, latex)

    def latex(self, text: str) -> None:
        """Write a document of LaTeX: as a rule a formula between dollars, sometimes with words around it."""
        if len(text) > _LONGEST_LATEX or not _LATEX_FORMULA.search(text):
            if "\\" in text:
                self.formula(text, display=True)
            else:
                self.text(text)
            return
        written = 0
        for found in _LATEX_FORMULA.finditer(text):
            self.text(text[written : found.start()])
            inline = found[2] or found[4]
            self.formula(inline or found[1] or found[3], display=not inline)
            written = found.end()
        self.text(text[written:])

    def gap(self, kind: Kind, number: str) -> None:
        """Write a mark of a cloze: GAP, HINT or GAP_END."""
        self._gaps = max(0, self._gaps + {Kind.GAP: 1, Kind.GAP_END: -1}.get(kind, 0))
        if self.code is not None:
            self.code.append({Kind.GAP: f"{{{{c{number}::", Kind.HINT: "::"}.get(kind, "}}"))
        else:
            self._run({Kind.GAP: Sort.GAP, Kind.HINT: Sort.HINT}.get(kind, Sort.GAP_END), number)

    def picture(self, source: str, description: str) -> None:
        """Write a picture that is a file of the package; of any other there is only the description."""
        if self.code is not None or not source:
            return
        if name := file_name(source):
            self._pictures[name] = None
            self._run(Sort.RAW, picture_markdown(name, description))
            return
        self.lost.append(Loss.REMOTE_PICTURE if is_remote(source) else Loss.OTHER_PICTURE)
        words = " ".join(description.split()) or "(picture left out)"
        self.runs.append(Run(Sort.TEXT, words, self.look, self.link or link_address(source)))

    def _run(self, sort: Sort, text: str) -> None:
        self.runs.append(Run(sort, text, self.look, self.link))

    # --- Lines, paragraphs, blocks

    def new_line(self) -> None:
        """End the line; a line with nothing in it ends the paragraph."""
        if self.code is not None:
            self.code.append("\n")
        elif self.in_table:
            self._run(Sort.TEXT, " ")
        elif not self._end_line(break_behind=True):
            self.end_paragraph()

    def fresh_line(self, *, apart: bool = False) -> None:
        """End the line, or the paragraph where `apart`, if there is something in it."""
        if self.code is not None:
            if self.code and not self.code[-1].endswith("\n"):
                self.code.append("\n")
        elif self.in_table:
            self._run(Sort.TEXT, " ")
        elif apart:
            self.end_paragraph()
        else:
            self._end_line(break_behind=True)

    def end_paragraph(self) -> None:
        """Make a block of what stands in the paragraph."""
        self._end_line()
        if self._paragraph:
            *lines, last = self._paragraph
            self._paragraph = []
            self.block((*(f"{line}\\" for line in lines), last))

    def end_code(self, language: str) -> None:
        """Make a block of the code; in a cell of a table it stands in the line."""
        code = "".join(self.code or ()).strip("\n").rstrip()
        self.code = None
        if self.in_table or (self._gaps and re.search(r"[{}]|::", code)):
            # Inside a gap, braces and colons are safe only in code that stands in a line.
            for line in code.split("\n"):
                self.runs.append(Run(Sort.TEXT, line, CODE))
                self.new_line()
        elif code:
            self.end_paragraph()
            self.block(fence_lines(code, language))

    def block(self, lines: tuple[str, ...]) -> None:
        """Add finished Markdown below what was written, inside the boxes that are open."""
        if any(lines):
            self._blocks.append(Block(self.boxes.boxes, lines))

    def line(self, runs: list[Run]) -> str:
        """Return runs as one line of Markdown."""
        return line_markdown(runs, cloze=self._cloze) if runs else ""

    def _end_line(self, *, break_behind: bool = False) -> bool:
        """Add the line to the paragraph, and tell whether there was one. No gap hides a break at its edge."""
        runs, self.runs = self.runs, []
        ended = bool(self._paragraph and runs and runs[0].sort is Sort.GAP_END)
        if ended:
            self._paragraph[-1] += self.line(runs[:1])
            runs = runs[1:]
        if break_behind and runs and runs[-1].sort is Sort.GAP:
            self.runs = [runs.pop()]
        line = self.line(runs)
        if line:
            self._paragraph.append(line)
        return bool(line or ended or self.runs)
