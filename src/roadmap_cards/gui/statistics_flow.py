"""The four pages that look back and ahead, and the worker that counts for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.long_work import LongWork
from roadmap_cards.gui.widgets.page import Page

if TYPE_CHECKING:
    from roadmap_cards.gui.pages.ahead import AheadPage
    from roadmap_cards.gui.pages.schedule import SchedulePage
    from roadmap_cards.gui.pages.statistics import StatisticsPage
    from roadmap_cards.gui.pages.trust import TrustPage
    from roadmap_cards.gui.widgets.part_page import PartPage
    from roadmap_cards.gui.widgets.statistics_choice import StatisticsWish
    from roadmap_cards.library.ahead import Ahead, RecallCost
    from roadmap_cards.library.fitting import Fitting, Refitted
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.projects import ProjectReadiness
    from roadmap_cards.settings import Learning
    from roadmap_cards.study.day import Moment
    from roadmap_cards.study.fitting import Fit, FitReport
    from roadmap_cards.study.statistics import Span
    from roadmap_cards.work import Report

SecondLibrary = Callable[[], "Library"]
"""Opens the collection a second time, for the worker."""

PAGES = {"study": "statistics", "trust": "trust", "schedule": "schedule", "ahead": "ahead"}
"""The page of each part of the statistics."""

RECKONING = "Reckoning every memory anew"

Result = TypeVar("Result")


class StatisticsFlow(QObject):
    """`going` asks the window to show a page by name, `warned` carries a sentence about what failed.

    `map_asked` carries an item to be shown on the map, `items_asked` the ids of items to be reviewed;
    `start_asked` asks for today's review; `filled` says that a page was given what it shows; `said` carries a
    sentence and what its button does.
    """

    going = Signal(str)
    warned = Signal(str)
    map_asked = Signal(int)
    items_asked = Signal(object)
    start_asked = Signal()
    said = Signal(str, str)
    filled = Signal()

    def __init__(self, theme: Theme, put: Callable[[str, Page], Page]) -> None:
        """`put` gives a new page its place."""
        super().__init__()
        self._theme = theme
        self._put = put
        self._library: Library | None = None
        self._second: SecondLibrary | None = None
        self._background = Background(self)
        self._fitter = Background(self)
        """A worker of its own: a fit takes longer than a person waits for a chart."""
        self._work = LongWork(self)
        self._work.failed.connect(self.warned)
        self._asked: dict[str, int] = {}
        """How often each thing was asked for: an answer to an older question is not shown."""
        self._under_way = 0

    def open(self, library: Library) -> None:
        """Count this collection from now on."""
        self._library = library

    def offer_refits(self, second: SecondLibrary) -> None:
        """Let parameters come into force from now on."""
        self._second = second

    def stop(self) -> None:
        """Let what is being counted end: the program ends."""
        self._work.cancel()
        self._fitter.stop()
        self._background.stop()

    def page_called(self, name: str) -> PartPage:
        """Return a page of the flow, made when it is first wanted."""
        match name:
            case "trust":
                return self.trust
            case "schedule":
                return self.schedule
            case "ahead":
                return self.ahead
            case _:
                return self.study

    # --- The pages

    @cached_property
    def study(self) -> StatisticsPage:
        """What was studied and remembered."""
        from roadmap_cards.gui.pages.statistics import StatisticsPage  # noqa: PLC0415  (when first wanted)

        page = StatisticsPage(self._theme)
        page.part_asked.connect(self._go)
        page.part_switched.connect(self._switch)
        page.asked.connect(self._count)
        page.start_asked.connect(self.start_asked)
        self._put("statistics", page)
        return page

    @cached_property
    def trust(self) -> TrustPage:
        """What was predicted, against what happened."""
        from roadmap_cards.gui.pages.trust import TrustPage  # noqa: PLC0415  (as above)

        page = TrustPage(self._theme)
        page.part_asked.connect(self._go)
        page.part_switched.connect(self._switch)
        page.asked.connect(self._compare)
        self._put("trust", page)
        return page

    @cached_property
    def schedule(self) -> SchedulePage:
        """How cards come back."""
        from roadmap_cards.gui.pages.schedule import SchedulePage  # noqa: PLC0415  (as above)

        page = SchedulePage(self._theme)
        page.part_asked.connect(self._go)
        page.part_switched.connect(self._switch)
        page.asked.connect(self._weigh)
        page.fit_asked.connect(self._fit)
        page.adopt_asked.connect(self._adopt)
        page.restore_asked.connect(self._restore)
        page.stop_asked.connect(self._work.cancel)
        page.target_chosen.connect(self._choose_target)
        self._put("schedule", page)
        return page

    @cached_property
    def ahead(self) -> AheadPage:
        """When each level is reached, and what can be built by now."""
        from roadmap_cards.gui.pages.ahead import AheadPage  # noqa: PLC0415  (as above)

        page = AheadPage(self._theme)
        page.part_asked.connect(self._go)
        page.part_switched.connect(self._switch)
        page.asked.connect(self._look_ahead)
        page.item_asked.connect(self.map_asked)
        page.items_asked.connect(self.items_asked)
        self._put("ahead", page)
        return page

    def _go(self, part: str) -> None:
        self.going.emit(PAGES[part])

    def _switch(self, part: str) -> None:
        """Go to a part as its switch asks: the keyboard stays on the switch, which stands on every page."""
        page = self.page_called(PAGES[part])
        page.begin_at_switch(begin=True)
        self.going.emit(PAGES[part])
        page.begin_at_switch(begin=False)

    # --- What they show

    def _count(self, wish: StatisticsWish) -> None:
        from roadmap_cards.library.statistics import read_statistics  # noqa: PLC0415  (as above)

        library = self._library
        if library is not None:
            self.study.show_waiting()
            path, day, learning = library.path, library.moment().day, library.learning
            job = partial(read_statistics, path, day, learning, wish.span, wish.scope)
            self._read("study", job, self.study.show_statistics)

    def _compare(self, span: Span) -> None:
        from roadmap_cards.library.trust import read_trust  # noqa: PLC0415  (as above)

        library = self._library
        if library is not None:
            self.trust.show_waiting()
            self._read(
                "trust", partial(read_trust, library.path, library.moment().day, span), self.trust.show_trust
            )

    def _look_ahead(self) -> None:
        library = self._library
        if library is not None:
            self.ahead.show_waiting()
            # The projects come at once; the dates take some seconds of simulated lives.
            job = partial(_projects, library.path, library.moment().day)
            self._read("projects", job, self.ahead.show_projects)
            dates = partial(_dates, library.path, library.moment(), library.learning)
            self._read("ahead", dates, self.ahead.show_dates)

    def _weigh(self) -> None:
        library = self._library
        if library is not None:
            self.schedule.show_waiting()
            self._read("fitting", partial(_fitting, library.path), self.schedule.show_report)
            job = partial(_costs, library.path, library.moment().day, library.learning)
            self._read("cost", job, self.schedule.show_cost)

    def _choose_target(self, target: float) -> None:
        library = self._library
        if library is not None:
            name = "Target recall"
            if self.schedule.dared(partial(library.change_learning, name, target_recall=target)):
                self.said.emit(f"Cards come back at {target * 100:.0f} % from their next answer on.", "Undo")

    # --- Parameters

    def _fit(self) -> None:
        from roadmap_cards.library.fitting import fit  # noqa: PLC0415  (as above)

        library = self._library
        if library is not None and self._work.bar is None:
            self.schedule.show_working()
            self._work.run(
                self._fitter,
                self.schedule.bar,
                partial(fit, library.path),
                self._fitted,
                self.schedule.show_idle,
            )

    def _fitted(self, fit: Fit) -> None:
        self.schedule.show_idle()
        self.schedule.show_fit(fit)

    def _adopt(self, fit: Fit) -> None:
        self._refit(lambda fitting, report: fitting.adopt(fit, report))

    def _restore(self, version: int) -> None:
        self._refit(lambda fitting, report: fitting.restore(version, report))

    def _refit(self, act: Callable[[Fitting, Report], Refitted]) -> None:
        """Put parameters into force behind the window; it is a step of undo like any other."""
        second = self._second
        if second is None or self._work.bar is not None:
            return

        def job(report: Report) -> Refitted:
            library = second()
            try:
                return act(library.fitting, report)
            finally:
                library.close()

        self.schedule.show_working(RECKONING)
        self._work.run(self._fitter, self.schedule.bar, job, self._refitted, self.schedule.show_idle)

    def _refitted(self, found: Refitted) -> None:
        self.schedule.show_idle()
        if self._library is not None:
            self._library.done_elsewhere(found.step, found.change)
            self.said.emit("Every memory was reckoned anew; no card is due on another day.", "Undo")

    def _read(self, what: str, job: Callable[[], Result], show: Callable[[Result], object]) -> None:
        """Run a job on the worker and show what it brings, unless it was asked for again meanwhile."""
        number = self._asked[what] = self._asked.get(what, 0) + 1
        self._under_way += 1

        def done(result: Result) -> None:
            self._under_way -= 1
            if self._asked[what] == number:
                show(result)
                self.filled.emit()

        self._background.run(job, done, self._refuse)

    @property
    def is_reading(self) -> bool:
        """Whether something that is shown is still being counted."""
        return self._under_way > 0

    def _refuse(self, error: BaseException) -> None:
        self._under_way -= 1
        if not isinstance(error, ProblemError):
            raise error
        self.warned.emit(str(error))


# --- On the worker, where numpy may be loaded


def _projects(path: Path, day: int) -> tuple[ProjectReadiness, ...]:
    from roadmap_cards.library.projects import read_readiness  # noqa: PLC0415  (as said)

    return read_readiness(path, day)


def _dates(path: Path, moment: Moment, learning: Learning) -> Ahead:
    """Return the dates of levels; what is said of them is kept, to be held against what becomes of it."""
    from roadmap_cards.library.outlook import read_ahead, store_forecasts  # noqa: PLC0415  (as said)

    ahead = read_ahead(path, moment, learning)
    store_forecasts(path, ahead, moment)
    return ahead


def _fitting(path: Path) -> FitReport:
    from roadmap_cards.library.fitting import read_fitting  # noqa: PLC0415  (as said)

    return read_fitting(path)


def _costs(path: Path, day: int, learning: Learning) -> RecallCost:
    from roadmap_cards.library.outlook import cost_of_recall  # noqa: PLC0415  (as said)

    return cost_of_recall(path, day, learning)
