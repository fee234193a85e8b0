"""The library: an open collection with its clock, its rules and its actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import IMPORTED, Change
from roadmap_cards.library.clock import Clock
from roadmap_cards.library.decks import Decks
from roadmap_cards.library.items import Items
from roadmap_cards.library.known import Known
from roadmap_cards.library.progress import Progress
from roadmap_cards.library.quizzes import Quizzes
from roadmap_cards.library.reviews import Reviews
from roadmap_cards.library.roadmaps import Roadmaps
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning, problem_in
from roadmap_cards.storage import backup, today
from roadmap_cards.storage import settings as settings_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.decks import prepare_entries
from roadmap_cards.storage.opening import check_file, open_database
from roadmap_cards.storage.undo import Step
from roadmap_cards.study.day import Moment, date_of, moment

if TYPE_CHECKING:
    from roadmap_cards.library.exports import Exports
    from roadmap_cards.library.fitting import Fitting
    from roadmap_cards.library.imports import Imports

Listener = Callable[[Change], None]


class Library:
    """An open collection. Belongs to the thread that opened it."""

    def __init__(self, database: Database, now: Clock) -> None:
        """Use `open_library`, which finds, locks and checks the files."""
        self._database = database
        self._now = now
        self._listeners: list[Listener] = []
        self.learning: Learning = today.learning(database.plain)
        self._known = Known(database.plain)
        self._listeners.append(self._known.changed)
        self.decks = Decks(database, self.moment, self._tell, self._known)
        self.roadmaps = Roadmaps(database, self.decks)
        self.reviews = Reviews(database, self.moment, lambda: self.learning, self._tell)
        self.quizzes = Quizzes(database, self.moment, lambda: self.learning, self._tell)
        self.progress = Progress(database, self.moment, lambda: self.learning, self._known)
        self.items = Items(database, self.moment, lambda: self.learning)

    @cached_property
    def exports(self) -> Exports:
        """What takes a collection out; loaded when it is wanted, like all that it needs."""
        from roadmap_cards.library.exports import Exports  # noqa: PLC0415  (as said)

        return Exports(self._database, self.moment, lambda: self.learning, self._known)

    @cached_property
    def imports(self) -> Imports:
        """What takes things in; loaded when it is wanted."""
        from roadmap_cards.library.imports import Imports  # noqa: PLC0415  (as above)

        return Imports(self._database, self.moment, self._zone, lambda: self.learning, self._tell)

    @cached_property
    def fitting(self) -> Fitting:
        """What fits the schedule to the learner; loaded when it is wanted."""
        from roadmap_cards.library.fitting import Fitting  # noqa: PLC0415  (as above)

        return Fitting(self._database, self.moment, self._tell)

    def moment(self) -> Moment:
        """Return the present moment, with the study day it belongs to."""
        return moment(self._now(), self.learning.day_start)

    def _zone(self) -> tzinfo:
        zone = self._now().tzinfo
        assert zone is not None  # as `study.day.moment` asks
        return zone

    @property
    def path(self) -> Path:
        """The file of the collection."""
        return self._database.path

    def listen(self, listener: Listener) -> None:
        """Call `listener` after every change from now on."""
        self._listeners.append(listener)

    # --- Settings

    def change_learning(self, name: str, **values: Any) -> None:
        """Set learning settings, as an undoable step called `name`; ProblemError for values out of range."""
        for setting, value in values.items():
            if problem := problem_in(setting, value):
                raise ProblemError(f"{name}: {problem}, not {value}.")
        with self._database.change(name) as tx:
            settings_queries.store_learning(tx, replace(self.learning, **values))
        self._tell(Change(name, frozenset({"collection"})))

    # --- Undo

    @property
    def undo_name(self) -> str | None:
        """The name of the step that undo would take back, or None."""
        done = self._database.undo_stack.done
        return done[-1].name if done else None

    @property
    def newest_step(self) -> int:
        """The number of the step that undo would take back, 0 for none; it keeps it when it is done again."""
        done = self._database.undo_stack.done
        return done[-1].number if done else 0

    def undo(self) -> Change | None:
        """Take the newest step back; None when there is none, ProblemError when it no longer can be."""
        return self._told(self._database.undo(self.moment()), undone=True)

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None when there is none."""
        return self._told(self._database.redo(), undone=False)

    def _told(self, step: Step | None, *, undone: bool) -> Change | None:
        if step is None:
            return None
        change = Change(step.name, _seen_tables(step), step.rows("card"), undone, step.number)
        self._tell(change)
        return change

    def _tell(self, change: Change) -> None:
        if "collection" in change.tables:
            self.learning = today.learning(self._database.plain)
        for listener in self._listeners:
            listener(change)

    # --- Bulk work done elsewhere

    def loaded_elsewhere(self, change: Change) -> None:
        """Take note of a bulk load that another connection made; what came before can no longer be undone."""
        self._database.undo_stack.clear()
        self._database.changed = True
        self._tell(change)

    def done_elsewhere(self, step: Step, change: Change) -> None:
        """Take note of a step that another connection did: from now on it is undone here."""
        self._database.undo_stack.push(step.name, step.images, step.logged)
        self._database.changed = True
        self._tell(change)

    def close(self) -> None:
        """Close the collection."""
        self._database.close()

    @property
    def changed(self) -> bool:
        """Whether anything was written since the collection was opened."""
        return self._database.changed


def _seen_tables(step: Step) -> frozenset[str]:
    """Return the tables whose change can be seen: to withdraw an import takes cards out of study."""
    return step.tables | IMPORTED if "import_run" in step.tables else step.tables


def second_library(folder: DataFolder, now: Clock) -> Library:
    """Open the collection of this process a second time, for another thread; the lock is held already."""
    return Library(open_database(folder.database, moment(now()), folder.backups, checked=True), now)


def check_collection(folder: DataFolder) -> None:
    """Raise ProblemError where the collection in `folder` is no sound file; it reads all of it."""
    if folder.database.exists():
        check_file(folder.database)


def get_ready() -> None:
    """Make what reads the text of a card, for a worker: the first card would wait for it, two frames long."""
    prepare_entries()


class OpenCollection:
    """A library together with the lock on its data folder; closing it makes a backup if anything changed."""

    def __init__(self, folder: DataFolder, now: Clock, *, wait: float = 0.0, checked: bool = False) -> None:
        """Lock, check and open the collection in `folder`, making it where there is none.

        `wait` is how many seconds to wait for another instance to let go; `checked` says that
        `check_collection` was passed just now. Raises ProblemError where the
        folder is in use, or the file cannot be opened (see storage.opening).
        """
        folder.prepare()
        self.folder = folder
        self._lock = FileLock(folder.lock)
        try:
            self._lock.acquire(timeout=wait)
        except Timeout:
            raise InUseError(folder.root) from None
        except OSError as error:
            raise ProblemError(
                f"The folder {folder.root} cannot be written to: {error.strerror or error}.",
                hint="Choose another with --data DIR.",
            ) from error
        try:
            database = open_database(folder.database, moment(now()), folder.backups, checked=checked)
            self.library = Library(database, now)
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        """Close the library, back it up if it changed, and let the folder go."""
        try:
            present = self.library.moment()
            changed = self.library.changed
            self.library.close()
            if changed:
                backup.make(self.folder.database, self.folder.backups, present)
                backup.rotate(self.folder.backups, date_of(present.day))
        finally:
            self._lock.release()

    def __enter__(self) -> Library:
        """Return the library; leaving closes it."""
        return self.library

    def __exit__(self, *exception: object) -> None:
        """Close."""
        self.close()


class InUseError(ProblemError):
    """Another instance of the program has the data folder open."""

    def __init__(self, root: Path) -> None:
        """Name the folder and the two ways out."""
        super().__init__(
            f"Roadmap Cards is already open on {root}.",
            hint="Use that window, or choose another folder with --data DIR.",
        )
