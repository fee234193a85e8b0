"""A few cards as they will look elsewhere: decks above, both sides, tags below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.card_parts import RULE, Block, Role
from roadmap_cards.gui.widgets.drawing import draw_box, draw_line, painter_on
from roadmap_cards.gui.widgets.exchange_words import FORMAT_LINES, NO_CARD, SAMPLE_TITLES
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.inner_scroll import InnerScroll
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.exchange import Format, SampleCard
from roadmap_cards.study.card import Choice, Multi
from roadmap_cards.study.sides import back, front

CORNER = 12
LEAST = 200
"""Pixels of a card that are in sight at least, where it scrolls."""


class _Sheet(QFrame):
    """The box of a card; its head, which names the decks, is darker."""

    def __init__(self, theme: Theme, head: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._head = head
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect, theme = QRectF(self.rect()), self._theme
        foot = self._head.geometry().bottom() + 1
        with painter_on(self) as painter:
            draw_box(painter, rect, CORNER, theme.colour("canvas"), theme.colour("line"))
            painter.setClipRect(0, 0, self.width(), foot)
            draw_box(painter, rect, CORNER, theme.colour("sunken"), theme.colour("line"))
            painter.setClipping(False)
            ends = QPointF(0, foot - 0.5), QPointF(rect.width(), foot - 0.5)
            draw_line(painter, *ends, theme.colour("line"))


class SamplePanel(Panel):
    """One card at a time; `step` walks through them."""

    def __init__(self, theme: Theme, formulas: FormulaCache) -> None:
        """Show nothing until `show_samples`."""
        super().__init__(theme, "As Anki shows it")
        self._samples: tuple[SampleCard, ...] = ()
        self._at = 0
        self.before = IconButton(theme, "back", "Sample before", "←")
        self.after = IconButton(theme, "forward", "Next sample", "→")
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        for button in (self.before, self.after):
            self.add_to_heading(button)
        self._decks = Text(theme, "", "label", "ink2", wrap=True)
        self._decks.setContentsMargins(16, 8, 16, 8)
        self._card = CardLabel(theme, formulas, ground="canvas")
        self._tags = Text(theme, "", "small", "ink3", wrap=True)
        self._scroll = InnerScroll(self._card, LEAST, stop="Sample card")
        self._line = Text(theme, "", "label", "ink2", wrap=True)
        self._place = Text(theme, "", "label", "ink2")
        self._nothing = Text(theme, NO_CARD, "body", "ink2", wrap=True)
        sheet = _Sheet(theme, self._decks)
        self._sheet = sheet
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 14, 8, 14)
        inside.setSpacing(10)
        inside.addWidget(self._scroll, 1)
        inside.addWidget(self._tags)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._decks)
        column.addLayout(inside, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._line, 1)
        foot.addWidget(self._place)
        self.content.addWidget(sheet, 1)
        self.content.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(foot)
        self.show_samples((), Format.ANKI)
        self._nothing.hide()  # which nobody can say before it was counted

    @property
    def shown(self) -> SampleCard | None:
        """The card that is shown."""
        return self._samples[self._at] if self._samples else None

    @property
    def is_walkable(self) -> bool:
        """Whether there is more than one."""
        return len(self._samples) > 1

    def show_samples(self, samples: tuple[SampleCard, ...], form: Format) -> None:
        """Show the first of these cards; the one that was shown stays if it is among them."""
        shown = self.shown
        self._samples = samples
        self._at = samples.index(shown) if shown in samples else 0
        self.set_title(SAMPLE_TITLES.get(form, "What goes along"))
        self._line.setText(FORMAT_LINES[form])
        self._show()

    def step(self, by: int) -> None:
        """Show the next card, or the one before; after the last comes the first."""
        if self._samples:
            self._at = (self._at + by) % len(self._samples)
            self._show()

    def arrange(self, *, scrolls: bool) -> None:
        """Let the card scroll inside the panel, or take as much room as it needs."""
        self._scroll.set_scrolls(scrolls)

    def _show(self) -> None:
        sample = self.shown
        self._sheet.setVisible(sample is not None)
        self._nothing.setVisible(sample is None)
        for button in (self.before, self.after):
            button.setVisible(self.is_walkable)
        self._place.setText(f"{self._at + 1} of {len(self._samples)}" if self.is_walkable else "")
        if sample is not None:
            self._decks.setText(" › ".join(sample.decks))
            self._card.show_parts(sample_blocks(sample))
            self._tags.setText("   ".join(sample.tags))
            self._tags.setVisible(bool(sample.tags))


def sample_blocks(sample: SampleCard) -> list[Block]:
    """Return both sides of a card; a choice question has its options on the front."""
    body = sample.entry.body
    question = front(body, sample.variant)
    if isinstance(body, Choice | Multi):
        question += "\n\n" + "\n".join(f"- {option.text}" for option in body.options)
    found = [Block(question, Role.PROSE), RULE, Block(back(body, sample.variant), Role.COMPACT)]
    return [*found, *(Block(text, Role.SMALL) for text in (sample.entry.why, sample.entry.more) if text)]
