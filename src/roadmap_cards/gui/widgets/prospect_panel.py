"""What an export comes to: numbers, what goes and what does not, and the buttons that do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.exchange_words import (
    NO_ANKI,
    NO_CARD,
    TICK_IN_ANKI,
    Going,
    exported_words,
    goings,
    heading,
)
from roadmap_cards.gui.widgets.going_row import GoingRow
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.library.exchange import Exported, ExportOrder, Format, Prospect

COUNTING = "Counting …"


class ProspectPanel(Panel):
    """`export_asked` and `send_asked` tell what the person wants, `folder_asked` to see what was written."""

    export_asked = Signal()
    send_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show that it is counted until `show_prospect`."""
        super().__init__(theme, COUNTING)
        self._goings: list[Going] = []
        self._shown = Format.ANKI
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._advice = Text(theme, TICK_IN_ANKI, "small_strong", "ink", wrap=True)
        self._done = Text(theme, "", "label_strong", "good", wrap=True)
        self.folder = LinkButton(theme, "Show in folder", "O")
        self.folder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.export = PrimaryButton(theme, "Export to file", "Enter", height=46)
        self.send = SecondaryButton(theme, "Send to Anki", "Ctrl Enter", height=40)
        self._no_anki = Text(theme, NO_ANKI, "small", "ink3", wrap=True)
        self.bar = WorkBar(theme, upright=True)
        for button in (self.export, self.send):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.content.setSpacing(10)
        self.content.addLayout(self._lines)
        self.content.addWidget(self._advice)
        self.content.addStretch(1)
        for part in (self._done, self.folder, self.bar, self.export, self.send, self._no_anki):
            self.content.addWidget(part)
        self.export.clicked.connect(self.export_asked)
        self.send.clicked.connect(self.send_asked)
        self.folder.clicked.connect(self.folder_asked)
        for later in (self._advice, self._done, self.folder, self.send, self._no_anki, self.bar):
            later.hide()

    @property
    def controls(self) -> Sequence[QWidget]:
        """The buttons, for the order of Tab."""
        return [self.folder, self.bar.cancel, self.export, self.send]

    @property
    def goings(self) -> Sequence[Going]:
        """What is said to go along or not."""
        return self._goings

    def show_counting(self, form: Format) -> None:
        """Say that numbers are on their way; the lines stay until they come, if they are of this format."""
        self.set_title(COUNTING)
        if form is not self._shown:
            self._show_lines([])
            self._advice.hide()

    def show_problem(self, sentence: str) -> None:
        """Say why there is nothing to export. The buttons stay: one that goes would pass the keyboard on."""
        self._show_lines([])
        self.set_title(sentence)
        self._advice.hide()

    def show_prospect(self, prospect: Prospect, order: ExportOrder) -> None:
        """Show what an order comes to."""
        self._shown = order.format
        anything = bool(prospect.notes)
        if not anything:
            self.show_problem(NO_CARD)
            return
        self.set_title(heading(prospect))
        self._show_lines(goings(prospect, order))
        self._advice.setVisible(order.format is Format.ANKI and order.schedule and bool(prospect.scheduled))

    def offer_sending(self, *, answers: bool, fits: bool) -> None:
        """Offer to send where Anki `answers`, or say why not; neither where the format does not fit it."""
        self.send.setVisible(answers and fits)
        self._no_anki.setVisible(fits and not answers)

    def show_exported(self, exported: Exported | None) -> None:
        """Say what was written where; None takes that back."""
        self._done.setVisible(exported is not None)
        self.folder.setVisible(exported is not None and exported.path is not None)
        if exported is not None:
            where = "Sent to Anki" if exported.path is None else f"Written to {exported.path.name}"
            self._done.setText(f"{where}: {exported_words(exported)}.")

    def set_working(self, *, working: bool, words: str = "") -> None:
        """Show the bar in the place of the buttons while something is written."""
        self.bar.setVisible(working)
        self.export.setVisible(not working)
        if working:
            self.bar.begin(words)
            self.send.hide()
            self._no_anki.hide()

    def _show_lines(self, found: list[Going]) -> None:
        if found == self._goings:
            return
        self._goings = found
        while (item := self._lines.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for before, going in zip([None, *found], found, strict=False):
            apart = before is not None and before.goes and not going.goes
            self._lines.addWidget(GoingRow(self._theme, going, apart=apart))
