"""Starting the program: the first page from a glance at the collection, then the collection behind it.

What takes longest is importing SQLAlchemy and pydantic, so that comes after the first paint.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.crash import CrashReporter
from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.instance import Doorbell, raise_other_window
from roadmap_cards.gui.interrupt import Interrupts
from roadmap_cards.gui.log import start_log
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.library.change import IMPORTED, Change
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.today import glance
from roadmap_cards.paths import DataFolder, data_folder

if TYPE_CHECKING:
    from roadmap_cards.gui.exchange_work import ExchangeWork
    from roadmap_cards.gui.widgets.roadmap_desk import Made
    from roadmap_cards.library.decks import Loaded
    from roadmap_cards.library.library import Library, OpenCollection

EXIT_PROBLEM = 2
MAKE_PAGES_AFTER = 100
"""Milliseconds after the collection is open."""

OPEN_AT_THE_LATEST = 1000
"""Milliseconds after which the collection is opened even if the window was never painted (minimised)."""


def run(data: str | None) -> int:
    """Open the window on a data folder and return the exit code when it is closed."""
    folder = data_folder(data)
    folder.prepare()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Roadmap Cards")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("roadmap-cards")
    application.setStyle("Fusion")
    interrupts = Interrupts(application)
    if raise_other_window(folder.root):
        return 0
    log = start_log(folder.logs)
    load_fonts()
    preferences = Preferences(QSettings("roadmap-cards", "roadmap-cards"))
    theme = Theme(preferences.scheme, preferences.card_size, preferences.motion, preferences.more_contrast)
    program = Program(folder, theme, preferences)
    crashes = CrashReporter(theme, log, program.window.warn)
    crashes.install()
    if today := glance(folder.database, local_now()):
        program.window.show_today(today)
    program.open_behind(crashes.report)
    program.window.show()
    code = application.exec()
    interrupts.stop()
    program.close()
    return code if program.problem is None else EXIT_PROBLEM


class Program:
    """The window and the collection behind it."""

    def __init__(self, folder: DataFolder, theme: Theme, preferences: Preferences) -> None:
        """Make the window; `open` brings the collection."""
        self._folder = folder
        self._formulas = FormulaCache(folder.root / "formulas", folder.media)
        self._background = Background()
        self._collection: OpenCollection | None = None
        self._exchange: ExchangeWork | None = None
        self._doorbell: Doorbell | None = None
        self._began = False
        self._closing = False
        self.problem: ProblemError | None = None
        self.window = MainWindow(theme, preferences, self._formulas)
        self._quiet = QTimer(self.window, singleShot=True, interval=MAKE_PAGES_AFTER)

    def open_behind(self, report: Callable[[BaseException], object]) -> None:
        """Open the collection once the window has been painted."""
        self.window.painted.connect(lambda: self._open(report), Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(OPEN_AT_THE_LATEST, self.window, lambda: self._open(report))

    def _open(self, report: Callable[[BaseException], object]) -> None:
        """Open the collection once, show it, and read the deck files that changed behind the window."""
        if self._began:
            return
        self._began = True
        from roadmap_cards.gui.desk import Desk  # noqa: PLC0415  (see above)
        from roadmap_cards.gui.exchange_work import ExchangeWork  # noqa: PLC0415  (see above)
        from roadmap_cards.library.library import OpenCollection, second_library  # noqa: PLC0415  (see above)

        try:
            self._collection = OpenCollection(self._folder, local_now)
        except ProblemError as problem:
            self.problem = problem
            self.window.show_problem(str(problem))
            return
        library = self._collection.library
        self._doorbell = Doorbell(self._folder.root, self.window)
        self._doorbell.rung.connect(self._to_front)
        self.window.open(library, reading=True)
        library.listen(lambda change: self._changed(library, change))
        self.window.statistics.offer_refits(lambda: second_library(self._folder, local_now))
        self.window.offer_roadmaps(Desk(self._folder, library, local_now), self._background)
        self._exchange = ExchangeWork(self._folder, library, local_now)
        self.window.offer_exchange(self._exchange, self._background)
        self.window.roadmap_made.connect(lambda made: self._roadmap_made(library, made))
        self._quiet.timeout.connect(self.window.make_pages)
        self._quiet.start()
        self._background.run(
            lambda: _load_decks(self._folder),
            lambda loaded: self._decks_loaded(library, loaded),
            lambda error: self._decks_failed(error, report),
        )

    def _decks_failed(self, error: BaseException, report: Callable[[BaseException], object]) -> None:
        """Go on with the decks as they were read before."""
        self.window.decks_read([])
        report(error)

    def _decks_loaded(self, library: Library, loaded: Loaded) -> None:
        if loaded.changed:
            self._decks_changed(library)
        self.window.decks_read(list(loaded.flaws))
        texts = library.decks.texts_with_formulas()
        self._background.run(lambda: _draw_ahead(self._formulas, texts), lambda _: None, lambda _: None)
        self._count_up(library)

    def _count_up(self, library: Library) -> None:
        """Have the log counted up by study day, so that statistics are quick; they are right without it."""
        from roadmap_cards.library.statistics import catch_up  # noqa: PLC0415  (see above)

        path = library.path
        self._background.run(
            lambda: catch_up(path, lambda: not self._closing), lambda _: None, lambda _: None
        )

    def _changed(self, library: Library, change: Change) -> None:
        if change.tables >= IMPORTED:
            self._count_up(library)

    def _roadmap_made(self, library: Library, made: Made) -> None:
        self._decks_changed(library)
        self._count_up(library)  # cards that stand under another topic are counted anew
        self.window.warn_of(list(made.flaws))

    def _decks_changed(self, library: Library) -> None:
        """Tell the window's library what the worker wrote."""
        library.loaded_elsewhere(Change("Read decks", frozenset({"card", "entry", "topic"})))

    def _to_front(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Let the worker finish, then close the collection with a backup if anything changed."""
        self._closing = True
        self._quiet.stop()
        self.window.keep_geometry()
        self.window.maps.stop()
        self._background.stop()
        if self._exchange is not None:
            self._exchange.close()
        if self._collection is not None:
            self._collection.close()


def _load_decks(folder: DataFolder) -> Loaded:
    """Read the deck files that changed, on a connection of this thread."""
    from roadmap_cards.library.library import second_library  # noqa: PLC0415  (see above)

    library = second_library(folder, local_now)
    try:
        return library.decks.load_changed(folder)
    finally:
        library.close()


def _draw_ahead(formulas: FormulaCache, texts: list[str]) -> None:
    """Draw the formulas of these texts, so that no card waits for one."""
    from roadmap_cards.study.markdown import formulas as formulas_in  # noqa: PLC0415  (a worker's import)

    for text in texts:
        formulas.prepare(formulas_in(text))
