"""Makes the tables of what was measured: as text for a terminal, and as Markdown for docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from bench.collection_pair import ANKI, OURS
from bench.growth import exponent_of, name_of, ranges_in_words
from bench.results import Results, Samples
from bench.rows import ROWS, Row

HEAD = ("what", "cards", "ours", "p95", "Anki", "p95", "ours / Anki", "goal", "", "n")
Layout = Callable[[Sequence[str], Sequence[Sequence[str]]], str]

GROWTH_HEAD = ("how it grows", "ours", "", "Anki", "")
NOTHING = "–"


def percentile_95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed (nearest rank)."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


@dataclass(frozen=True, slots=True)
class Line:
    """A row at one size."""

    row: Row
    cards: int
    samples: Samples

    @property
    def ratio(self) -> float | None:
        """Ours in units of Anki's, of the medians; None where either was not measured."""
        ours, anki = self.samples[OURS], self.samples[ANKI]
        return median(ours) / median(anki) if ours and anki else None

    @property
    def verdict(self) -> str:
        """Whether the goal is met; empty where there is none at this size."""
        if self.row.goal is None or self.ratio is None or self.cards < self.row.goal_from:
            return ""
        return "met" if self.ratio <= self.row.goal else "missed"

    def cells(self) -> list[str]:
        ratio = NOTHING if self.ratio is None else _number(self.ratio)
        asked = self.row.goal is not None and self.cards >= self.row.goal_from
        return [
            f"{self.cards:,}",
            *self._measured(OURS),
            *self._measured(ANKI),
            ratio,
            f"{self.row.goal:g}" if asked else "",
            self.verdict,
            self._times(),
        ]

    def _measured(self, program: str) -> tuple[str, str]:
        values = self.samples[program]
        if not values:
            return NOTHING, ""
        return shown(median(values), self.row.unit), shown(percentile_95(values), self.row.unit)

    def _times(self) -> str:
        numbers = [len(self.samples[program]) for program in (OURS, ANKI) if self.samples[program]]
        return " / ".join(str(number) for number in dict.fromkeys(numbers))


def shown(value: float, unit: str) -> str:
    """Return a value with its unit, to three figures."""
    if unit == "MB":
        return f"{value:.0f} MB"
    return f"{_number(value)} s" if value >= 1 else f"{_number(value * 1000)} ms"


def in_short(samples: Samples, unit: str) -> str:
    """Return the medians of one row, for a line of progress."""
    return ", ".join(f"{name} {shown(median(values), unit)}" for name, values in samples.items() if values)


def _number(value: float) -> str:
    """Return a number with three figures, or all that stand before its point."""
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.3f}" if value < 0.1 else f"{value:.{digits}f}"


# --- As text and as Markdown -------------------------------------------------------------------------


def as_text(results: Results) -> str:
    """Return both tables for a terminal."""
    return _told(results, _text, "\n")


def as_markdown(results: Results) -> str:
    """Return both tables in Markdown."""
    return _told(results, _markdown, "  \n")


def _told(results: Results, lay_out: Layout, line_end: str) -> str:
    growth = _growth(results)
    parts = [
        line_end.join(results.about.values()),
        lay_out(HEAD, _table(results)),
        lay_out(GROWTH_HEAD, growth),
        f"Exponents of the number of cards: {ranges_in_words()}." if growth else "",
        *_left_out(results),
    ]
    return "\n\n".join(part for part in parts if part)


def lines(results: Results) -> Iterable[Line]:
    """Yield what was measured, by row and size."""
    for row in ROWS:
        for cards in sorted(results.rows):
            if results.has(cards, row.key):
                yield Line(row, cards, results.rows[cards][row.key])


def _table(results: Results) -> list[list[str]]:
    table, last = [], ""
    for line in lines(results):
        table.append(["" if line.row.key == last else line.row.title, *line.cells()])
        last = line.row.key
    return table


def _growth(results: Results) -> list[list[str]]:
    table = []
    for row in ROWS:
        measured = [line for line in lines(results) if line.row is row]
        cells = [row.title]
        for program in (OURS, ANKI):
            exponent = exponent_of(
                {line.cards: median(line.samples[program]) for line in measured if line.samples[program]}
            )
            cells += (
                [NOTHING, ""]
                if exponent is None
                else [name_of(exponent), f"{exponent:.2f}".replace("-0.00", "0.00")]
            )
        if cells[1] != NOTHING:
            table.append(cells)
    return table


def _left_out(results: Results) -> list[str]:
    if not results.skipped:
        return []
    return ["\n".join(["Left out:", "", *(f"* {what}: {why}" for what, why in results.skipped.items())])]


def _text(head: Sequence[str], table: Sequence[Sequence[str]]) -> str:
    if not table:
        return ""
    widths = [max(len(row[at]) for row in (head, *table)) for at in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *table)
    )


def _markdown(head: Sequence[str], table: Sequence[Sequence[str]]) -> str:
    if not table:
        return ""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *table))
