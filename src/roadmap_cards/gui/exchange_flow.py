"""The way to what goes out and comes in: the page of export and import, its keys, its files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.page import Command, Page

if TYPE_CHECKING:
    from roadmap_cards.gui.background import Background
    from roadmap_cards.gui.pages.exchange import ExchangePage
    from roadmap_cards.gui.widgets.exchange_desk import ExchangeDesk


class ExchangeFlow(QObject):
    """`going` asks the window to show a page by name, `undo_asked` to take back the last step."""

    going = Signal(str)
    undo_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        formulas: FormulaCache,
        preferences: Preferences,
        put: Callable[[str, Page], Page],
    ) -> None:
        """`put` gives a new page its place."""
        super().__init__()
        self._theme = theme
        self._formulas = formulas
        self._preferences = preferences
        self._put = put
        self._desk: tuple[ExchangeDesk, Background] | None = None

    @cached_property
    def page(self) -> ExchangePage:
        """The page, made when it is first wanted."""
        from roadmap_cards.gui.pages.exchange import ExchangePage  # noqa: PLC0415  (not before first paint)

        page = ExchangePage(self._theme, self._formulas, self._preferences)
        page.undo_asked.connect(self.undo_asked)
        if self._desk is not None:
            page.open(*self._desk)
        self._put("exchange", page)
        return page

    def open(self, desk: ExchangeDesk, background: Background) -> None:
        """Do the work at this desk from now on."""
        self._desk = (desk, background)
        if "page" in self.__dict__:
            self.page.open(desk, background)

    @property
    def is_open(self) -> bool:
        """Whether there is a collection to work on."""
        return self._desk is not None

    @property
    def takes_in(self) -> bool:
        """Whether an import is being written: until it is, nothing else can be."""
        return "page" in self.__dict__ and self.page.takes_in

    def changed(self) -> None:
        """Take note that the collection changed."""
        if "page" in self.__dict__:
            self.page.changed()

    def stop(self) -> None:
        """Stop what is under way: the program ends."""
        if "page" in self.__dict__:
            self.page.stop()

    def show_export(self) -> None:
        """Show the page where one exports."""
        self.going.emit("exchange")

    def show_import(self) -> None:
        """Show the page where one imports."""
        self.going.emit("exchange")
        self.page.show_import()

    def read(self, path: Path) -> None:
        """Show what a file would bring."""
        self.going.emit("exchange")
        self.page.read(path)

    def commands(self) -> list[Command]:
        """Return the ways here."""
        return [
            Command("Export", ("Ctrl Shift E",), self.show_export, "Everywhere"),
            Command("Import", ("Ctrl Shift I",), self.show_import, "Everywhere"),
        ]
