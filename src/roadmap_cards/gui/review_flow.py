"""The way through a sitting: from its first card to its summary, and back to where it began.

It holds the two pages of a sitting and the sheet that says why a card is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.page import Page

if TYPE_CHECKING:
    from roadmap_cards.gui.pages.review import ReviewPage
    from roadmap_cards.gui.pages.summary import SummaryPage
    from roadmap_cards.gui.widgets.why_sheet import WhySheet
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.reviews import Asked
    from roadmap_cards.study.queue import Plan

PAGES = ("review", "summary")
"""The names of its pages."""


class ReviewFlow(QObject):
    """`going` asks the window to show a page by name, `map_asked` to show a card (by id) on the map.

    `nothing_left` says that a sitting was asked for and there is no card for it.
    """

    going = Signal(str)
    map_asked = Signal(int)
    nothing_left = Signal()

    def __init__(
        self,
        theme: Theme,
        formulas: FormulaCache,
        seconds: Callable[[], float],
        put: Callable[[str, Page], Page],
        window: QWidget,
    ) -> None:
        """`seconds` is the clock of answers; `put` gives a new page its place.

        The sheet that says why lies over `window`.
        """
        super().__init__(window)
        self._theme = theme
        self._formulas = formulas
        self._seconds = seconds
        self._put = put
        self._window = window
        self._library: Library | None = None
        self._home = "today"

    # --- Its pages, made when they are first wanted

    @cached_property
    def review(self) -> ReviewPage:
        """The page of a sitting."""
        from roadmap_cards.gui.pages.review import ReviewPage  # noqa: PLC0415  (not before the first paint)

        page = ReviewPage(self._theme, self._formulas, self._seconds)
        page.left.connect(self.end)
        page.finished.connect(self.end)
        page.why_asked.connect(self._explain)
        page.map_asked.connect(self._show_on_map)
        self._put("review", page)
        return page

    @cached_property
    def summary(self) -> SummaryPage:
        """What a sitting came to."""
        from roadmap_cards.gui.pages.summary import SummaryPage  # noqa: PLC0415  (as above)

        page = SummaryPage(self._theme)
        page.done.connect(lambda: self.going.emit(self._home))
        page.undo_asked.connect(self.undo_from_summary)
        self._put("summary", page)
        return page

    @cached_property
    def _why(self) -> WhySheet:
        from roadmap_cards.gui.widgets.why_sheet import WhySheet  # noqa: PLC0415  (as above)

        return WhySheet(self._theme, self._window)

    def page_called(self, name: str) -> Page:
        """Return one of its pages by name."""
        return self.summary if name == "summary" else self.review

    def open(self, library: Library) -> None:
        """Take an open collection."""
        self._library = library

    @property
    def asked(self) -> Asked | None:
        """The card that a sitting is at, on the screen or behind another page; none without a sitting."""
        return self.review.asked if "review" in self.__dict__ else None

    def can_step_back(self, *, undo: bool) -> bool:
        """Whether the sitting under way has a step of its own to take back, or else to do again."""
        if self.asked is None or self.review.session is None:
            return False
        return self.review.session.can_undo if undo else self.review.session.can_redo

    # --- A sitting

    def start(self, minutes: int, more_new: int = 0, first_items: Collection[int] = ()) -> None:
        """Begin a sitting of so many minutes (0: all there is), with further new cards if asked for.

        The due cards of `first_items` come first.
        """
        if self._library is not None:
            reviews = self._library.reviews
            plan = reviews.plan(minutes or None, more_new=more_new, first_items=first_items)
            self.begin(plan, home="today")

    def begin(self, plan: Plan, *, home: str) -> None:
        """Begin a sitting with these cards; its end leads to the page `home`."""
        if self._library is None:
            return
        from roadmap_cards.library.session import Session  # noqa: PLC0415  (loaded with the collection)

        session = Session(self._library, plan)
        if session.finished:
            self.nothing_left.emit()
            return
        self._home = home
        self.review.start(session, two_buttons=self._library.learning.grade_buttons == 2)
        self.going.emit("review")

    def end(self) -> None:
        """Leave the sitting: to its summary, or straight back where nothing was answered."""
        session = self.review.session
        if session is None or self._library is None or not session.run.answered:
            self.going.emit(self._home)
            return
        from roadmap_cards.library.summary import summarise  # noqa: PLC0415  (as above)

        self.summary.show_summary(summarise(session, self._library))
        self.going.emit("summary")

    def undo_from_summary(self) -> None:
        """Take back the last answer of the sitting that is summed up, and go on with it."""
        if self.review.undo():
            self.going.emit("review")

    def _show_on_map(self) -> None:
        if self.asked is not None:
            self.map_asked.emit(self.asked.card.id)

    # --- Why a card is asked

    def _explain(self) -> None:
        asked = self.asked
        if self._library is None or asked is None:
            return
        if self._why.isVisible():
            self._why.close_sheet()
            return
        from roadmap_cards.library.explanation import explain  # noqa: PLC0415  (as above)

        self._why.show_explanation(explain(self._library, asked))

    def hide_why(self) -> None:
        """Take the sheet away; another page is to be seen."""
        if "_why" in self.__dict__:
            self._why.hide()

    def close_why(self) -> None:
        """Close the sheet; the card it speaks of may not be the one that comes next."""
        if "_why" in self.__dict__ and self._why.isVisible():
            self._why.close_sheet()
