"""The options of a choice question, one below the other; arrows move, Space or a digit chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import BoxLook
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.option_row import OptionRow
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.study.card import Option
from roadmap_cards.study.question import Given


class OptionRows(QWidget):
    """`single`: one can be chosen; else any number."""

    def __init__(
        self, theme: Theme, formulas: FormulaCache, options: Sequence[Option], *, single: bool
    ) -> None:
        """Show the options in this order, none chosen."""
        super().__init__()
        self._options = tuple(options)
        self._single = single
        self.rows = [
            OptionRow(theme, formulas, option.text, number, len(options), single=single)
            for number, option in enumerate(options, start=1)
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in self.rows:
            column.addWidget(row)
            row.clicked.connect(lambda _on, row=row: self._clicked(row))
        RovingFocus(self, upright=True).set_controls(self.rows)
        if self.rows:
            self.setFocusProxy(self.rows[0])

    @property
    def given(self) -> Given:
        """The texts of the options that are chosen."""
        return tuple(row.option for row in self.rows if row.isChecked())

    def choose(self, given: Given) -> None:
        """Choose exactly these, as they were handed in before."""
        for row in self.rows:
            row.setChecked(row.option in given)

    def press(self, number: int) -> None:
        """Choose the option with this number, from 1, as its key does."""
        if number <= len(self.rows) and not self.rows[number - 1].explained:
            self.rows[number - 1].setFocus()
            self.rows[number - 1].click()

    def explain(self) -> None:
        """Show which option is right, which was chosen, and why; `explain_others` tells of the rest."""
        for row, option in zip(self.rows, self._options, strict=True):
            chosen = row.isChecked()
            if option.correct:
                words = "Correct" if chosen or self._single else "Also right"
                row.explain(BoxLook.RIGHT, words, option.why)
            elif chosen:
                row.explain(BoxLook.WRONG, "Your answer", option.why)
            else:
                row.explain(BoxLook.QUIET, "", "")

    def explain_others(self) -> None:
        """Show of the options that nobody took why they are wrong."""
        for row, option in zip(self.rows, self._options, strict=True):
            if not option.correct and not row.isChecked():
                row.explain(BoxLook.QUIET, "", option.why)

    def _clicked(self, row: OptionRow) -> None:
        if self._single:
            for other in self.rows:
                other.setChecked(other is row)
