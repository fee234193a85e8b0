"""A table of a field: its cells are lines, and a table with one column is no table."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_cards.anki.notes.html_blocks import table_lines
from roadmap_cards.anki.notes.html_lines import HtmlLines
from roadmap_cards.anki.notes.inline_markdown import CODE, Run, Sort


class HtmlTable:
    """Collects the cells of a table until it ends; of tables inside its cells there is only the text."""

    def __init__(self, lines: HtmlLines) -> None:
        """Begin outside a table; what it comes to is written to `lines`."""
        self._lines = lines
        self._rows: list[list[list[Run]]] = []
        self._depth = 0
        self._in_cell = False

    def begin(self, name: str) -> None:
        """Open a table, its caption, a row or a cell; outside a table, and in code, a new line begins."""
        if self._depth == 1 and name != "table" and self._lines.code is None:
            self._end_cell()
            if name == "tr" or not self._rows:
                self._rows.append([])
            self._in_cell = name in {"td", "th"}
            return
        self._lines.fresh_line(apart=name == "table")
        if name == "table" and self._lines.code is None:
            self._depth += 1
            self._lines.in_table = True

    def end(self, name: str) -> None:
        """Close what was opened; a table that was not open changes nothing."""
        if name != "table" or self._depth != 1 or self._lines.code is not None:
            self._lines.fresh_line()
            self._depth -= name == "table" and self._depth > 1 and self._lines.code is None
            return
        self._end_cell()
        rows, self._rows = [row for row in self._rows if row], []
        self._depth = 0
        self._lines.in_table = False
        lines = table_lines([[self._lines.line(_barred(cell)) for cell in row] for row in rows])
        self._lines.block(lines)
        if not lines:
            for cell in (cell for row in rows for cell in row):
                self._lines.runs = cell
                self._lines.end_paragraph()

    def finish(self) -> None:
        """Close all that is open."""
        while self._depth:
            self.end("table")

    def _end_cell(self) -> None:
        if self._in_cell or any(run.text.strip() for run in self._lines.runs):
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(self._lines.runs)
        self._lines.runs = []
        self._in_cell = False


def _barred(runs: Sequence[Run]) -> list[Run]:
    """Return a cell in which the bars of code and formulas have the backslash that the table takes away."""
    return [
        run._replace(text=run.text.replace("|", "\\|"))
        if run.sort is Sort.FORMULA or run.look & CODE
        else run
        for run in runs
    ]
