"""Starting the program: the first page from a first look at the collection, then the collection behind it.

What takes longest is importing SQLAlchemy and pydantic, so that comes after the first paint.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui import pages
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
from roadmap_cards.paths import DataFolder

if TYPE_CHECKING:
    from roadmap_cards.gui.exchange_work import ExchangeWork
    from roadmap_cards.gui.widgets.roadmap_desk import Made
    from roadmap_cards.library.decks import Loaded
    from roadmap_cards.library.first_look import FirstLook
    from roadmap_cards.library.library import Library, OpenCollection

EXIT_PROBLEM = 2
MAKE_PAGES_AFTER = 100
"""Milliseconds after the collection is open, and after the page before."""

SWITCH_EVERY = 0.0005
"""Seconds for which one thread may run Python while another waits; Python's own 5 ms are a third of a frame.

The window's thread lets go at nearly every call into Qt, so it would wait that long many times in one turn
while a worker counts.
"""

OPEN_AT_THE_LATEST = 1000
"""Milliseconds after which the collection is opened even if the window was never painted (minimised)."""


def run(folder: DataFolder, first_look: FirstLook) -> int:
    """Open the window on a data folder and return the exit code when it is closed.

    `first_look` is one at the collection in it.
    """
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
    if today := first_look.take():
        program.window.show_today(today)
    program.open_behind(crashes.report)
    program.window.show()
    sys.setswitchinterval(SWITCH_EVERY)
    _search_garbage_again()
    code = application.exec()
    interrupts.stop()
    program.close()
    return code if program.problem is None else EXIT_PROBLEM


def _search_garbage_again() -> None:
    """Let Python look for garbage from now on, but not in what was made so far: it stays to the end."""
    gc.freeze()
    gc.enable()


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
        """Open the collection once: what takes long is loaded and checked by the worker first."""
        if self._began:
            return
        self._began = True
        self._background.run(
            lambda: _make_ready(self._folder),
            lambda _: self._open_checked(report),
            lambda error: self._cannot_open(error, report),
        )

    def _cannot_open(self, error: BaseException, report: Callable[[BaseException], object]) -> None:
        """Say why there is no collection to show."""
        if not isinstance(error, ProblemError):
            report(error)
            return
        self.problem = error
        self.window.show_problem(str(error))

    def _open_checked(self, report: Callable[[BaseException], object]) -> None:
        """Open the file that the worker found sound, show it, and have the deck files read behind it."""
        from roadmap_cards.gui.desk import Desk  # noqa: PLC0415  (see above)
        from roadmap_cards.gui.exchange_work import ExchangeWork  # noqa: PLC0415  (see above)
        from roadmap_cards.library.library import OpenCollection, second_library  # noqa: PLC0415  (see above)

        try:
            self._collection = OpenCollection(self._folder, local_now, checked=True)
        except ProblemError as problem:
            self._cannot_open(problem, report)
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
        self._quiet.timeout.connect(self._make_page)
        self._background.run(_load_pages, lambda _: self._quiet.start(), report)
        self._background.run(
            lambda: _load_decks(self._folder),
            lambda loaded: self._decks_loaded(library, loaded),
            lambda error: self._decks_failed(error, report),
        )

    def _make_page(self) -> None:
        """Make one page, and the next in a later turn: all at once would be felt."""
        if self.window.make_page():
            self._quiet.start()

    def _decks_failed(self, error: BaseException, report: Callable[[BaseException], object]) -> None:
        """Go on with the decks as they were read before."""
        self.window.decks_read([])
        report(error)

    def _decks_loaded(self, library: Library, loaded: Loaded) -> None:
        if loaded.changed:
            self._decks_changed(library)
        self.window.decks_read(list(loaded.flaws))
        self._background.run(
            lambda: _draw_ahead(self._folder, self._formulas), lambda _: None, lambda _: None
        )
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


def _make_ready(folder: DataFolder) -> None:
    """Load all that an open collection needs, and look whether its file is sound."""
    import roadmap_cards.gui.desk  # noqa: PLC0415  (see above)
    import roadmap_cards.gui.exchange_work  # noqa: F401, PLC0415  (see above)
    from roadmap_cards.library.library import check_collection, get_ready  # noqa: PLC0415  (see above)

    get_ready()
    check_collection(folder)


def _load_pages() -> None:
    """Load the modules of all pages, so that the window's thread has only to make a page."""
    for page in iter_modules(pages.__path__, f"{pages.__name__}."):
        import_module(page.name)


def _load_decks(folder: DataFolder) -> Loaded:
    """Read the deck files that changed, on a connection of this thread."""
    from roadmap_cards.library.library import second_library  # noqa: PLC0415  (see above)

    library = second_library(folder, local_now)
    try:
        return library.decks.load_changed(folder)
    finally:
        library.close()


def _draw_ahead(folder: DataFolder, formulas: FormulaCache) -> None:
    """Draw the formulas of all cards, so that no card waits for one."""
    from roadmap_cards.library.library import second_library  # noqa: PLC0415  (see above)
    from roadmap_cards.study.markdown import formulas as formulas_in  # noqa: PLC0415  (a worker's import)

    library = second_library(folder, local_now)
    try:
        texts = library.decks.texts_with_formulas()
    finally:
        library.close()
    for text in texts:
        formulas.prepare(formulas_in(text))
