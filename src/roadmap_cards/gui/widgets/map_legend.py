"""What the hexagons of the map mean: the five tints of a lens, and the marks that are no tint."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.map_cell import UNSEEN, UNWRITTEN, CellPainter, CellShape
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.mastery import EVIDENCE_DAYS, FULL_DURABILITY, STABILITY_BANDS, Lens

CELL = 15.0
HEIGHT = 20
BEFORE_WORDS = 20.0
BETWEEN = 6.0

Draw = Callable[[CellPainter, QPainter, CellShape], None]


MEANINGS = {
    Lens.MASTERY: (
        "Mastery is recall now times durability: how long it lasts, "
        f"full for cards that last {FULL_DURABILITY} days."
    ),
    Lens.RECALL: "Recall is the chance that a card of it is known now.",
    Lens.STABILITY: "Stability is the time until the recall of a card has fallen to 90 %.",
    Lens.QUIZ: f"The share of right answers to its questions, of those of the last {EVIDENCE_DAYS} days.",
    Lens.COVERAGE: "The share of its cards that were answered at least once.",
}
"""What the number is that the tints of a lens stand for."""

DUE = "Cards of it wait for a review."


def _edges(lens: Lens) -> tuple[list[str], str]:
    """Return where the tints of a lens end, and in what they are told."""
    if lens is Lens.STABILITY:
        return [f"{days:.0f}" for days in STABILITY_BANDS], "days"
    return [f"{least * 100:.0f}" for least in lens.bands], "%"


def meanings(lens: Lens) -> list[str]:
    """Return what each mark of the map means, in the order of `legend_marks`."""
    edges, unit = _edges(lens)
    between = (f"{low} to {high} {unit}" for low, high in pairwise(edges))
    ranges = (f"Under {edges[0]} {unit}", *between, f"{edges[-1]} {unit} or more")
    unseen = (
        f"No quiz asked of it in {EVIDENCE_DAYS} days."
        if lens is Lens.QUIZ
        else "No card of it was answered yet."
    )
    return [
        *(f"{each}. {MEANINGS[lens]}" for each in ranges),
        unseen,
        "Nobody has written a card for it yet.",
        DUE,
    ]


def legend_marks(lens: Lens) -> list[tuple[str, Draw]]:
    """Return every mark of the map with its words, the tints of a lens first and last that of what is due."""
    edges, unit = _edges(lens)
    words = [f"under {edges[0]}", *edges[:-1], f"over {edges[-1]} {unit}"]
    return [
        *((name, _drawer(tint)) for tint, name in enumerate(words)),
        ("not asked" if lens is Lens.QUIZ else "not seen", _drawer(UNSEEN)),
        ("no card", _drawer(UNWRITTEN)),
        ("due", lambda cells, painter, cell: cells.draw_due(painter, cell, alone=True)),
    ]


def _drawer(look: int) -> Draw:
    return lambda cells, painter, cell: cells.draw(painter, look, [cell])


def paint_legend(painter: QPainter, theme: Theme, at: QPointF, lens: Lens, *, due: bool = True) -> None:
    """Paint the legend of a lens in one line, `at` being the left end of its middle; for pictures.

    `due`: with the mark of what is due.
    """
    lead = lens.value
    strong, small = theme.font("small_strong"), theme.font("small")
    baseline = middle_baseline(small, at.y())
    draw_text(painter, QPointF(at.x(), baseline), lead, strong, theme.colour("ink"))
    left = at.x() + text_width(strong, lead) + BETWEEN
    cells = CellPainter(theme)
    marks = legend_marks(lens)
    for words, draw in marks if due else marks[:-1]:
        draw(cells, painter, CellShape(QPointF(left + CELL / 2, at.y()), CELL))
        draw_text(painter, QPointF(left + BEFORE_WORDS, baseline), words, small, theme.colour("ink2"))
        left += BEFORE_WORDS + text_width(small, words) + BETWEEN


class _Mark(QWidget):
    def __init__(self, theme: Theme, words: str, draw: Draw) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._draw = draw
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that nothing moves on days on which it has nothing to say
        self.setSizePolicy(policy)
        self.setAccessibleName(words)
        theme.changed.connect(self.update)

    def set_words(self, words: str, meaning: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setAccessibleDescription(meaning)
        self.setToolTip(meaning)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(BEFORE_WORDS + text_width(self._theme.font("small"), self._words)) + 1, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("small")
        middle = HEIGHT / 2
        with painter_on(self) as painter:
            cell = CellShape(QPointF(CELL / 2 + 0.5, middle), CELL)
            self._draw(CellPainter(self._theme), painter, cell)
            at = QPointF(BEFORE_WORDS, middle_baseline(font, middle))
            draw_text(painter, at, self._words, font, self._theme.colour("ink2"))


class MapLegend(QWidget):
    """The marks side by side, wrapping where there is no room; behind the name of the lens if `named`."""

    def __init__(self, theme: Theme, *, named: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = Text(theme, "", "small_strong", parent=self)
        self._lead.setVisible(named)
        self._lead.setFixedHeight(HEIGHT)
        flow = FlowLayout(across=round(BETWEEN), down=2, parent=self)
        if named:
            flow.addWidget(self._lead)
        self._marks = [_Mark(theme, words, draw) for words, draw in legend_marks(Lens.MASTERY)]
        for mark in self._marks:
            flow.addWidget(mark)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_lens(Lens.MASTERY)

    def set_lens(self, lens: Lens) -> None:
        """Name what the tints stand for."""
        self._lead.setText(lens.value)
        self.setAccessibleName(lens.value)
        self.setAccessibleDescription(MEANINGS[lens])
        for mark, (words, _), meaning in zip(self._marks, legend_marks(lens), meanings(lens), strict=True):
            mark.set_words(words, meaning)

    def show_due(self, *, known: bool) -> None:
        """Have the mark of what is due, or leave its place empty: of a day gone by that is not known."""
        self._marks[-1].setVisible(known)
