"""Export & import: what goes out of the collection, as what, and what comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.exchange_choice import (
    ASKED,
    ExchangeChoice,
    Part,
    name_of,
    order_of,
    problem,
    settled,
)
from roadmap_cards.gui.widgets.exchange_desk import ExchangeDesk
from roadmap_cards.gui.widgets.exchange_file import ask_for_cards, ask_where, format_of
from roadmap_cards.gui.widgets.exchange_words import NO_CARD, exported_words
from roadmap_cards.gui.widgets.export_scope import ROWS, ExportScope
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.import_panel import ImportPanel
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.long_work import LongWork
from roadmap_cards.gui.widgets.outside import open_folder
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.prospect_panel import ProspectPanel
from roadmap_cards.gui.widgets.sample_panel import SamplePanel
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.library.exchange import (
    Exported,
    ExportOrder,
    Format,
    Imported,
    ImportPreview,
    Prospect,
    Sizes,
)
from roadmap_cards.work import Report

FORMATS = {
    Format.ANKI: "Anki .apkg",
    Format.CSV: "CSV",
    Format.MARKDOWN: "Markdown",
    Format.JSON: "JSON backup",
}
ASK_AFTER = 120
"""Milliseconds without a further choice before the numbers are asked for anew."""

THREE_ABREAST, TWO_ABREAST = 960, 700
"""Pixels of the page from which so many panels stand side by side."""

WIDTHS = (300, 356, 298)
"""Shares of the width that the three panels have side by side."""

WIDEST = 1240
Result = TypeVar("Result")


class ExchangePage(Page):
    """Reads and writes behind the window; nothing changes here before “Import”.

    `undo_asked` wants back what was just taken in.
    """

    undo_asked = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache, preferences: Preferences) -> None:
        """Make the frame; `open` gives it a collection."""
        super().__init__(theme)
        self._preferences = preferences
        self._desk: ExchangeDesk | None = None
        self._background: Background | None = None
        self._sizes = Sizes(0, (), ())
        self._choice = ExchangeChoice()
        self._prospect: Prospect | None = None
        self._turn = 0
        """Counts the orders; the numbers of an earlier one are not wanted any more."""
        self._work = LongWork(self)
        self._answers = False
        self._preview: ImportPreview | None = None
        self._written: Exported | None = None
        self.takes_in = False
        """Whether an import is being written: until it is, nothing else can be."""
        self._took_in = False
        self._title = Text(theme, "Export & import", "title", wrap=True)
        self._formats = QWidget()
        self._format = Segment(theme, list(FORMATS.values()), "Format")
        self._scope = ExportScope(theme)
        self._sample = SamplePanel(theme, formulas)
        self._comes_to = ProspectPanel(theme)
        self._import = ImportPanel(theme)
        self._soon = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        for part in self._parts:
            part.hide()

    # --- Its parts

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return self._formats, self._scope, self._sample, self._comes_to, self._import

    def _lay_out(self) -> None:
        formats = QHBoxLayout(self._formats)
        formats.setContentsMargins(0, 0, 0, 0)
        formats.setSpacing(10)
        formats.addWidget(self._format)
        formats.addWidget(KeyCap(self.theme, "F"))
        formats.addStretch(1)
        self._head.setSpacing(10)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._formats)
        self._beside.setSpacing(20)
        self._beside.addWidget(self._sample, WIDTHS[1])
        self._beside.addWidget(self._comes_to, WIDTHS[2])
        self._columns.setSpacing(20)
        self._columns.addWidget(self._scope, WIDTHS[0])
        self._columns.addLayout(self._beside, WIDTHS[1] + WIDTHS[2])
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._head)
        column.addLayout(self._columns)
        column.addWidget(self._import)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        self.body.addWidget(middle)

    def _connect(self) -> None:
        self._format.chosen.connect(self._choose_format)
        self._scope.changed.connect(self._choose)
        self._work.stopped.connect(lambda: self.said.emit("Stopped. Nothing was changed.", ""))
        self._work.failed.connect(self.warned)
        self._scope.entered.connect(self.export)
        self._soon.timeout.connect(self._ask_prospect)
        self._comes_to.export_asked.connect(self.export)
        self._comes_to.send_asked.connect(self.send)
        self._comes_to.folder_asked.connect(self._show_folder)
        self._import.choose_asked.connect(self.choose_file)
        self._import.import_asked.connect(self.take_in)
        self._import.left.connect(self._forget_preview)
        self._import.undo_asked.connect(self.undo_asked)
        for bar in (self._comes_to.bar, self._import.bar):
            bar.cancelled.connect(self._work.cancel)

    def _order_tabs(self) -> None:
        """Let Tab go through the page as one reads it: what is in sight, from left to right."""
        order = [
            *self._format.controls,
            *self._scope.controls,
            self._sample.before,
            self._sample.after,
            *self._comes_to.controls,
            *self._import.controls,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # --- What is shown

    def open(self, desk: ExchangeDesk, background: Background) -> None:
        """Show a collection from now on."""
        self._desk, self._background = desk, background
        for part in self._parts:
            part.show()
        if self.isVisible():
            self.enter()

    def enter(self) -> None:
        self.refresh()
        self._ask_for_anki()

    def refresh(self) -> None:
        """Read anew what there is; the choices stay."""
        if self._desk is None:
            return
        self._sizes = self._desk.sizes()
        self._choice = settled(self._choice, self._sizes)
        self._show_choice()

    def changed(self) -> None:
        """Take note that the collection changed: Undo would take back that, not what came in."""
        if self._took_in:
            self._took_in = False
            self._import.show_nothing()
        if self.isVisible():
            self.refresh()

    @property
    def is_counted(self) -> bool:
        """Whether it is known what the choice comes to."""
        return self._prospect is not None

    def _show_choice(self) -> None:
        self._format.set_chosen(list(FORMATS).index(self._choice.format))
        self._scope.show_choice(self._choice, self._sizes)
        self._scope.show_prospect(None)
        self._order_tabs()
        why = problem(self._choice, self._sizes)
        self._turn += 1
        self._prospect = None
        self._offer_sending()
        if why:
            self._soon.stop()
            self._comes_to.show_problem(why)
            self._sample.show_samples((), self._choice.format)
            return
        self._comes_to.show_counting(self._choice.format)
        self._soon.start()

    def _ask_prospect(self) -> None:
        desk, background, turn, order = self._desk, self._background, self._turn, self._order
        if desk is None or background is None:
            return
        background.run(
            # What was asked for meanwhile makes this one idle.
            lambda: desk.prospect(order) if turn == self._turn else None,
            lambda found: self._show_prospect(found, order) if turn == self._turn and found else None,
            lambda error: self._counting_failed(error) if turn == self._turn else None,
        )

    def _show_prospect(self, prospect: Prospect, order: ExportOrder) -> None:
        self._prospect = prospect
        self._scope.show_prospect(prospect)
        self._comes_to.show_prospect(prospect, order)
        self._sample.show_samples(prospect.samples, order.format)

    def _counting_failed(self, error: BaseException) -> None:
        if not isinstance(error, ProblemError):
            self._comes_to.show_problem("This could not be counted.")
            raise error
        self._comes_to.show_problem(str(error))

    def _ask_for_anki(self) -> None:
        if self._desk is not None and self._background is not None:
            self._background.run(self._desk.anki_answers, self._show_anki, self._asking_failed)

    def _show_anki(self, answers: bool) -> None:
        self._answers = answers
        self._offer_sending()

    def _asking_failed(self, error: BaseException) -> None:
        self._show_anki(False)
        if not isinstance(error, ProblemError):
            raise error

    def _offer_sending(self) -> None:
        if self._work.bar is None:
            self._comes_to.offer_sending(answers=self._answers, fits=self._choice.format is Format.ANKI)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for Anki again when somebody comes back to the window: they may just have started it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self._ask_for_anki()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no numbers that nobody looks at; whoever comes back sees new ones."""
        if not event.spontaneous():
            self._soon.stop()
        super().hideEvent(event)

    def stop(self) -> None:
        """Stop what is under way: the program ends."""
        self._work.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put side by side what fits, and one below the other what does not."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        three, two = self.width() >= THREE_ABREAST, self.width() >= TWO_ABREAST
        self._columns.setDirection(across if three else down)
        self._beside.setDirection(across if two else down)
        self._head.setDirection(across if two else down)
        for part in (self._scope, self._sample):
            part.arrange(scrolls=three)
        self._import.arrange(stacked=not two, narrow=not three)
        margin = 32 if three else 24
        self.body.setContentsMargins(margin, 24, margin, 24)

    def minimumSizeHint(self) -> QSize:
        # The page scrolls: its height follows from the width it gets, not from the narrowest one. And columns
        # become rows as soon as it gets less: what stands side by side must not keep it wide.
        rows = self._beside.direction() is QBoxLayout.Direction.TopToBottom
        return QSize(super().minimumSizeHint().width() if rows else 0, 0)

    # --- Choosing

    @property
    def _order(self) -> ExportOrder:
        return order_of(self._choice, self._sizes)

    @property
    def _problem(self) -> str:
        """Why there is nothing to export, as far as that is known; empty where there is."""
        nothing = self._prospect is not None and not self._prospect.notes
        return problem(self._choice, self._sizes) or (NO_CARD if nothing else "")

    def _choose_format(self, at: int) -> None:
        self._choose(replace(self._choice, format=list(FORMATS)[at]))

    def _next_format(self) -> None:
        self._choose_format((self._format.at + 1) % len(FORMATS))

    def _choose(self, choice: ExchangeChoice) -> None:
        self._choice = choice
        self._written = None
        self._comes_to.show_exported(None)
        self._show_choice()

    # --- Export

    def export(self) -> None:
        """Ask where to write what is chosen, or say why there is nothing to write."""
        if self._desk is None or self._is_busy():
            return
        if why := self._problem:
            self.said.emit(why, "")
            return
        order, name = self._order, name_of(self._choice, self._sizes)
        folder = self._preferences.exchange_folder
        ask_where(self, order.format, folder, name, lambda path: self._export_to(order, path))

    def _enter(self) -> None:
        """Export; but not where the keyboard is in what comes in: nobody who presses Enter there means it."""
        focus = self.focusWidget()
        if focus is None or not self._import.isAncestorOf(focus):
            self.export()

    def _export_to(self, order: ExportOrder, path: Path) -> None:
        desk = self._desk
        if desk is None or self._is_busy():
            return
        self._preferences.exchange_folder = str(path.parent)
        order = replace(order, format=format_of(path, order.format))
        self._run_export(f"Writing {path.name}", lambda report: desk.export(order, path, report))

    def send(self) -> None:
        """Hand what is chosen to Anki itself."""
        desk, order = self._desk, self._order
        if desk is None or not self._comes_to.send.isVisibleTo(self) or self._is_busy():
            return
        if why := self._problem:
            self.said.emit(why, "")
            return
        self._run_export("Sending to Anki", lambda report: desk.send(order, report))

    def _run_export(self, words: str, job: Callable[[Report], Exported]) -> None:
        self._comes_to.show_exported(None)
        self._comes_to.set_working(working=True, words=words)
        self._run(self._comes_to.bar, job, self._exported, self._export_over)

    def _exported(self, exported: Exported) -> None:
        self._written = exported
        self._export_over()
        self._comes_to.show_exported(exported)
        if exported.changed:
            more = f" (and {len(exported.changed) - 1} more)" if len(exported.changed) > 1 else ""
            self.warned.emit(f"{exported.changed[0]}{more}")
        self._announce(exported_words(exported))

    def _export_over(self) -> None:
        self._comes_to.set_working(working=False)
        self._offer_sending()
        self._take_focus(self._comes_to.export)

    def _show_folder(self) -> None:
        path = self._written.path if self._written is not None else None
        if path is not None and not open_folder(path.parent):
            self.said.emit(f"No window opened. The folder is {path.parent}", "")

    # --- Import

    def choose_file(self) -> None:
        """Let the person choose a file to import."""
        if not self._is_busy():
            ask_for_cards(self, self._preferences.exchange_folder, self.read)

    def read(self, path: Path) -> None:
        """Read a file behind the window and show what it would bring."""
        desk = self._desk
        if desk is None or self._is_busy():
            return
        self._preferences.exchange_folder = str(path.parent)
        self._import.show_work(f"Reading {path.name}")
        self._run(
            self._import.bar, lambda report: desk.read(path, report), self._show_preview, self._show_import
        )

    def _show_preview(self, preview: ImportPreview) -> None:
        self._preview, self._took_in = preview, False
        self._show_import()
        self._announce(f"{preview.path.name}: {preview.source}")

    def _show_import(self) -> None:
        """Show the file that was read last, or that there is none."""
        if self._preview is None:
            self._import.show_nothing()
            self._take_focus(self._import.zone.choose)
            return
        self._import.show_preview(self._preview)
        self._order_tabs()
        view = self._import.view
        self._take_focus(view.take if view.take.isEnabled() else view.list)

    def _forget_preview(self) -> None:
        self._preview = None
        self._show_import()

    def take_in(self) -> None:
        """Take in what was read."""
        desk, preview = self._desk, self._preview
        if desk is None or preview is None or self._is_busy():
            return
        if not preview.changes:
            self.said.emit("There is nothing to import.", "")
            return
        self._import.show_work(f"Importing {preview.path.name}")
        self.takes_in = True
        self._run(
            self._import.bar,
            lambda report: desk.take_in(preview, report),
            lambda imported: self._imported(imported, preview),
            self._not_imported,
        )

    def _not_imported(self) -> None:
        self.takes_in = False
        self._show_import()

    def _imported(self, imported: Imported, preview: ImportPreview) -> None:
        self.takes_in = False
        self._preview = None
        if self._desk is not None:
            self._desk.took_in()
        self.refresh()
        self._took_in = imported.can_undo
        self._import.show_imported(imported, preview.path.name)
        self._take_focus(self._import.undo if imported.can_undo else self._import.zone.choose)

    # --- Long work

    def _is_busy(self) -> bool:
        """Tell whether something is under way already, and say so."""
        if self._work.bar is not None:
            self.said.emit("One thing at a time: what is under way has to end first. Esc stops it.", "")
        return self._work.bar is not None

    def _run(
        self,
        bar: WorkBar,
        job: Callable[[Report], Result],
        done: Callable[[Result], object],
        given_up: Callable[[], object],
    ) -> None:
        assert self._background is not None
        self._work.run(self._background, bar, job, done, given_up)
        self._take_focus(bar.cancel)

    # --- Keys

    def commands(self) -> Sequence[Command]:
        if self._desk is None:
            return ()
        if self._work.bar is not None:
            return (Command("Stop what is under way", ("Esc",), self._work.cancel),)
        return [*self._export_commands(), *self._import_commands()]

    def _export_commands(self) -> list[Command]:
        scope, group = self._scope, "Export"
        found = [Command("Export to file", ("Enter",), self._enter, group)]
        if self._comes_to.send.isVisibleTo(self):
            found.append(Command("Send to Anki", ("Ctrl Enter",), self.send, group))
        if self._comes_to.folder.isVisibleTo(self):
            found.append(Command("Show in folder", ("O",), self._show_folder, group))
        found.append(Command("Next format", ("F",), self._next_format, group))
        if ASKED[self._choice.format].part:
            found += [
                Command(words, (key,), partial(scope.choose_part, part), group)
                for part, (words, key) in ROWS.items()
                if self._sizes.levels or part not in {Part.LEVEL, Part.TOPICS}
            ]
            found += [
                Command(chip.title, (chip.key,), partial(scope.choose_level, chip.name), "Level")
                for chip in scope.chips
                if chip.key
            ]
        found += [
            Command(row.title, (row.key,), row.toggle, group)
            for row in (scope.schedule, scope.by_topic, scope.questions)
            if row.isVisibleTo(self)
        ]
        if self._sample.is_walkable:
            found.append(Command("Next sample", ("Right",), partial(self._sample.step, 1), group))
            found.append(Command("Sample before", ("Left",), partial(self._sample.step, -1), group))
        return found

    def _import_commands(self) -> list[Command]:
        found = [Command("Choose a file to import", ("Ctrl O",), self.choose_file, "Import")]
        if self._import.view.isVisibleTo(self):
            found.append(Command(self._import.view.take.words, ("Alt I",), self.take_in, "Import"))
            found.append(Command("Not now", ("Alt N",), self._forget_preview, "Import"))
            found.append(Command("Next filter", ("V",), self._import.view.next_filter, "Import"))
        return found

    def first_focus(self) -> QWidget | None:
        if self._work.bar is not None:
            return self._work.bar.cancel
        return self._comes_to.export if self._desk is not None else None

    def show_import(self) -> None:
        """Bring the import into sight, with the keyboard in it."""
        view = self._import.view
        shown = view.isVisibleTo(self)
        control = (view.take if view.take.isEnabled() else view.list) if shown else self._import.zone.choose
        self._take_focus(control if self._work.bar is None else self._work.bar.cancel)

    def _take_focus(self, control: QWidget) -> None:
        """Give the keyboard to a control, if this page is the one that is looked at."""
        if self.isVisible() and control.isVisibleTo(self):
            control.setFocus()
            whole = self._import if self._import.isAncestorOf(control) else control
            QTimer.singleShot(0, self, lambda: scroll_to(whole))  # once what was just shown has its place

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
