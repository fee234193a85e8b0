"""The window: the sidebar, the pages, and the keys that hold everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.exchange_flow import ExchangeFlow
from roadmap_cards.gui.map_reader import MapReader
from roadmap_cards.gui.pages.today import TodayPage
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.quiz_flow import PAGES as QUIZ_PAGES
from roadmap_cards.gui.quiz_flow import QuizFlow
from roadmap_cards.gui.review_flow import PAGES as REVIEW_PAGES
from roadmap_cards.gui.review_flow import ReviewFlow
from roadmap_cards.gui.statistics_flow import PAGES as STATISTICS_PAGES
from roadmap_cards.gui.statistics_flow import StatisticsFlow
from roadmap_cards.gui.theme import CARD_SIZES, Scheme, Theme
from roadmap_cards.gui.travel_reader import TravelReader
from roadmap_cards.gui.widgets.canvas import bring_into_view, scrolling
from roadmap_cards.gui.widgets.focus_ring import FocusRing
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.logo import window_icon
from roadmap_cards.gui.widgets.notice import Notice
from roadmap_cards.gui.widgets.page import Command, Page, key_groups
from roadmap_cards.gui.widgets.roadmap_file import ask_for_roadmap_file
from roadmap_cards.gui.widgets.sidebar import Sidebar, SidebarEntry
from roadmap_cards.study.mastery import Lens
from roadmap_cards.study.wording import lower_first

if TYPE_CHECKING:
    from roadmap_cards.gui.background import Background
    from roadmap_cards.gui.pages.map import MapPage
    from roadmap_cards.gui.pages.roadmap import RoadmapPage
    from roadmap_cards.gui.pages.settings import SettingsPage
    from roadmap_cards.gui.pages.topic import TopicPage
    from roadmap_cards.gui.widgets.drop_overlay import DropOverlay
    from roadmap_cards.gui.widgets.exchange_desk import ExchangeDesk
    from roadmap_cards.gui.widgets.key_sheet import KeySheet
    from roadmap_cards.gui.widgets.roadmap_desk import RoadmapDesk
    from roadmap_cards.library.change import Change
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.today import Today

AnyPage = TypeVar("AnyPage", bound=Page)

PLACES = (
    SidebarEntry("today", "Today", "today"),
    SidebarEntry("quiz", "Quiz", "quiz"),
    SidebarEntry("map", "Map", "map"),
    SidebarEntry("statistics", "Statistics", "statistics"),
)
"""The pages of the sidebar, from top to bottom; Ctrl 1, 2 and so on lead to them."""

FOOT = (
    SidebarEntry("exchange", "Export & import", "open"),
    SidebarEntry("settings", "Settings", "settings"),
)
"""The pages that stand apart at its foot."""

PARTS = {"topic": "map", "trust": "statistics", "schedule": "statistics", "ahead": "statistics"}
"""Pages that are part of another one's place."""

MAPS = ("map", "topic")
"""Pages that show the maps."""

SCROLL_THEMSELVES = ("review", "map", "roadmap", "question", *STATISTICS_PAGES.values())
"""Pages that scroll a part of themselves; all others scroll as a whole in a small window."""

QUIZZED = frozenset({"card", "entry", "topic", "quiz"})
"""The tables whose change can be seen where a quiz is chosen."""

MAPPED = frozenset({"card", "entry", "topic", "collection", "quiz"})
"""The tables whose change can be seen on the map."""

SMALLEST = (720, 540)
USUAL = (1280, 800)
FRAME = 40
"""Pixels that a window manager puts above and below a window."""


class MainWindow(QWidget):
    """Moves between pages and passes on what they ask for; pages know nothing of each other.

    `painted` says once that the window is on the screen, `roadmap_made` what was made of a roadmap file.
    """

    painted = Signal()
    roadmap_made = Signal(object)

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        formulas: FormulaCache,
        seconds: Callable[[], float] = monotonic,
        rng: Random | None = None,
    ) -> None:
        """Paint the frame at once; `open` brings the collection.

        `seconds` is the clock of answers; `rng` chooses the questions of quizzes.
        """
        super().__init__()
        self.theme = theme
        self._preferences = preferences
        self._library: Library | None = None
        self._roadmaps: tuple[RoadmapDesk, Background] | None = None
        self.setWindowTitle("Roadmap Cards")
        self.setWindowIcon(window_icon(theme))
        self.setMinimumSize(*SMALLEST)
        self.resize(_usual_size())
        if preferences.geometry is not None:
            self.restoreGeometry(preferences.geometry)
        self.today = TodayPage(theme)
        self.today.topic_asked.connect(self.open_topic)
        self._sidebar = Sidebar(theme, PLACES, FOOT)
        self._sidebar.chosen.connect(self.go)
        self.maps = MapReader(self)
        self.maps.changed.connect(self._show_maps)
        self.maps.failed.connect(self.warn)
        self.travels = TravelReader(self)
        self.travels.changed.connect(self._show_travels)
        self.travels.failed.connect(self.warn)
        self._stack = QStackedWidget()
        self._places: dict[str, QWidget] = {}
        self._put("today", self.today)
        self.reviews = ReviewFlow(theme, formulas, seconds, self._put, self)
        self.reviews.going.connect(self.go)
        self.reviews.map_asked.connect(self._show_card)
        self.reviews.nothing_left.connect(self._enter_again)
        self.today.start_asked.connect(self.reviews.start)
        self.today.first_asked.connect(lambda minutes, items: self.reviews.start(minutes, 0, items))
        self.quizzes = QuizFlow(theme, formulas, seconds, rng or Random(), self._put)
        self.quizzes.going.connect(self.go)
        self.quizzes.said.connect(self._say)
        self.quizzes.warned.connect(self.warn_failed)
        self.quizzes.map_asked.connect(self._show_item_of_quiz)
        self.quizzes.study_asked.connect(lambda: self.reviews.start(self._usual_minutes()))
        self.exchange = ExchangeFlow(theme, formulas, preferences, self._put)
        self.exchange.going.connect(self.go)
        self.exchange.undo_asked.connect(self.undo)
        self.statistics = StatisticsFlow(theme, self._put)
        self.statistics.going.connect(self.go)
        self.statistics.warned.connect(self.warn_failed)
        self.statistics.said.connect(self._say)
        self.statistics.filled.connect(self._focus_what_came)
        self.statistics.map_asked.connect(self._show_item)
        self.statistics.items_asked.connect(self._review_items)
        self.statistics.start_asked.connect(lambda: self.reviews.start(self._usual_minutes()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self._notice = Notice(theme, self, self._stack)
        self._notice.acted.connect(self.undo)
        self._ring = FocusRing(theme, self)
        self._at = "today"
        self._before_roadmap = "today"
        self._before_map = "today"
        self._awaits_focus = False
        self._wanted_topic: tuple[int, int] | None = None
        self._made = 0
        self._was_painted = False
        self._was_idle = False
        self._failed = False
        self._bind_global_keys()

    # --- The pages; all but the first are made when first wanted, so that the window is there at once

    @cached_property
    def map(self) -> MapPage:
        """The whole roadmap at a glance."""
        from roadmap_cards.gui.pages.map import MapPage  # noqa: PLC0415  (not before the first paint)

        page = MapPage(self.theme)
        page.review_asked.connect(lambda plan: self.reviews.begin(plan, home=self._at))
        page.start_asked.connect(lambda: self.reviews.start(self._usual_minutes()))
        page.back_asked.connect(self._back_from_map)
        page.topic_asked.connect(self.open_topic)
        page.quiz_asked.connect(self.quizzes.offer_topic)
        if self._library is not None:
            page.open(self._library)
        page.show_maps(self.maps.maps, waiting=not self.maps.is_filled)
        page.show_travels(self.travels.travels)
        return self._put("map", page)

    @cached_property
    def topic(self) -> TopicPage:
        """One topic of the map."""
        from roadmap_cards.gui.pages.topic import TopicPage  # noqa: PLC0415  (as above)

        page = TopicPage(self.theme)
        page.review_asked.connect(lambda plan: self.reviews.begin(plan, home=self._at))
        page.left.connect(self._back_to_map)
        page.quiz_asked.connect(self.quizzes.offer_topic)
        if self._library is not None:
            page.open(self._library)
        return self._put("topic", page)

    @cached_property
    def settings(self) -> SettingsPage:
        """What can be set."""
        from roadmap_cards.gui.pages.settings import SettingsPage  # noqa: PLC0415  (as above)

        page = SettingsPage(self.theme, self._preferences)
        if self._library is not None:
            page.open(self._library)
        page.open_roadmap_asked.connect(self.ask_for_roadmap)
        if self._roadmaps is not None:
            page.offer_roadmaps(self._roadmaps[0])
        return self._put("settings", page)

    @cached_property
    def roadmap(self) -> RoadmapPage:
        """A roadmap file before it becomes decks; only after `offer_roadmaps`."""
        from roadmap_cards.gui.pages.roadmap import RoadmapPage  # noqa: PLC0415  (as above)

        assert self._roadmaps is not None
        page = RoadmapPage(self.theme, *self._roadmaps)
        page.left.connect(lambda: self.go(self._before_roadmap))
        page.another_asked.connect(self.ask_for_roadmap)
        page.made.connect(self._roadmap_made)
        return self._put("roadmap", page)

    def make_page(self) -> bool:
        """Make one of the pages that were not wanted yet, in a quiet moment; return whether there was any."""
        makers: tuple[Callable[[], QWidget], ...] = (
            lambda: self.reviews.review,
            lambda: self.reviews.summary,
            lambda: self.map,
            lambda: self.settings,
            lambda: self.quizzes.quiz,
            lambda: self.exchange.page,
        )
        if self._made == len(makers):
            return False
        makers[self._made]().ensurePolished()
        self._made += 1
        return True

    def _put(self, name: str, page: AnyPage) -> AnyPage:
        """Give a page its place; one that does not scroll itself scrolls as a whole in a small window."""
        place: QWidget = page if name in SCROLL_THEMSELVES else scrolling(page)
        self._places[name] = place
        self._stack.addWidget(place)
        page.said.connect(self._say)
        page.warned.connect(self.warn_failed)
        page.help_asked.connect(self.show_keys)
        return page

    def _page_called(self, name: str) -> Page:
        match name:
            case "map":
                return self.map
            case "topic":
                return self.topic
            case "settings":
                return self.settings
            case "roadmap":
                return self.roadmap
            case "exchange":
                return self.exchange.page
            case _ if name in REVIEW_PAGES:
                return self.reviews.page_called(name)
            case _ if name in QUIZ_PAGES:
                return self.quizzes.page_called(name)
            case _ if name in STATISTICS_PAGES.values():
                return self.statistics.page_called(name)
            case _:
                return self.today

    # --- The collection

    def show_today(self, today: Today) -> None:
        """Show what a first look at the collection told, before it is open."""
        self.today.show_today(today)
        self._sidebar.set_badge("today", _badge(self.today.cards))

    def open(self, library: Library, *, reading: bool = False) -> None:
        """Show a collection; `reading` says that more cards may come until `decks_read`."""
        self._library = library
        library.listen(self._changed)
        self.today.open(library, reading=reading)
        self.reviews.open(library)
        self.quizzes.open(library)
        self.statistics.open(library)
        if "settings" in self._places:
            self.settings.open(library)
        if "map" in self._places:
            self.map.open(library)
        if "topic" in self._places:
            self.topic.open(library)
        self._show_badges()
        if self._at == "today":
            self.go("today")
        self._was_idle = self.today.first_focus() is None

    def offer_roadmaps(self, desk: RoadmapDesk, background: Background) -> None:
        """Let roadmap files be opened from now on: by key, from the settings, and by dropping them."""
        self._roadmaps = (desk, background)
        self._drops.welcome_roadmaps(self.open_roadmap)
        self._bind(self._open_command())
        if "settings" in self._places:
            self.settings.offer_roadmaps(desk)

    def offer_exchange(self, desk: ExchangeDesk, background: Background) -> None:
        """Let the collection go elsewhere and others come in from now on: by key and by dropping files."""
        self.exchange.open(desk, background)
        self._drops.welcome_cards(self.exchange.read)

    @cached_property
    def _drops(self) -> DropOverlay:
        """What takes the files that are dropped anywhere on the window."""
        from roadmap_cards.gui.widgets.drop_overlay import DropOverlay  # noqa: PLC0415  (as above)

        overlay = DropOverlay(self.theme, self)
        overlay.refused.connect(self.warn)
        return overlay

    def _ask_for_file(self) -> None:
        """Let the person choose a file for this page: cards to import, or else a roadmap."""
        if self._at == "exchange":
            self.exchange.page.choose_file()
        else:
            self.ask_for_roadmap()

    def ask_for_roadmap(self) -> None:
        """Let the person choose a roadmap file."""
        ask_for_roadmap_file(self, self._preferences.roadmap_folder, self.open_roadmap)

    def open_roadmap(self, path: Path) -> None:
        """Read a roadmap file and show what was understood of it."""
        self._preferences.roadmap_folder = str(path.parent)
        if self._at != "roadmap":
            self._before_roadmap = self._at
        self.roadmap.read(path)
        self.go("roadmap")

    def _roadmap_made(self, made: object) -> None:
        self.roadmap_made.emit(made)
        if self._at == "roadmap":
            self.go(self._before_roadmap)

    def _open_command(self) -> Command:
        return Command("Open a roadmap file", ("Ctrl O",), self._ask_for_file, "Everywhere")

    def decks_read(self, flaws: list[str]) -> None:
        """Take note that the deck files were read, and say what is wrong with any of them."""
        self.today.decks_are_read()
        if self._was_idle and self._at == "today":
            self.go("today")  # where there is something to begin now, the keyboard begins there
        self.warn_of(flaws)

    def warn_of(self, flaws: list[str]) -> None:
        """Say what is wrong with deck files, if anything is."""
        if flaws:
            more = f" (and {len(flaws) - 1} more; see: roadmap-cards lint)" if len(flaws) > 1 else ""
            self.warn(f"A deck file needs a look: {flaws[0]}{more}")

    def show_problem(self, sentence: str) -> None:
        """Say why the collection cannot be opened; nothing else is offered."""
        self.go("today")
        self.today.show_problem(sentence)
        self._sidebar.setEnabled(False)
        self._sidebar.set_badge("today", "")

    def _changed(self, change: Change) -> None:
        # What was said was about something before this; its Undo would take back this.
        if self._failed:
            self._failed = False
            self._notice.dismiss()
        self._notice.say("")
        if self._at in {"today", "settings", "exchange"}:
            if change.tables & {"topic", "collection", "card", "entry"}:
                self.today.refresh()
            if "settings" in self._places:
                self.settings.refresh()
        if change.tables & MAPPED:
            self.travels.expire()
        if self._at in MAPS and change.tables & MAPPED:
            self._read_maps()
            self.page.enter()
        if self._at in STATISTICS_PAGES.values():
            self.page.enter()
        if self._at == "quiz" and change.tables & QUIZZED:
            self.quizzes.quiz.refresh()
        if self._at == "result" and change.tables & QUIZZED:
            self.quizzes.refresh()
        self.exchange.changed()
        self._show_cards_left()
        if "quiz" in change.tables:
            self._show_whether_quiz_waits()

    def _show_badges(self) -> None:
        self._show_cards_left()
        self._show_whether_quiz_waits()

    def _show_cards_left(self) -> None:
        self._sidebar.set_badge("today", _badge(self.today.cards))

    def _show_whether_quiz_waits(self) -> None:
        waits = self._library is not None and self._library.quizzes.under_way() is not None
        self._sidebar.set_badge("quiz", "1 waits" if waits else "")

    def _read_maps(self) -> None:
        """Have the maps read anew; what is shown stays until they come, and beyond if nothing is new."""
        if self._library is not None:
            self.maps.read(self._library.path, self._library.moment().day)

    def _read_travels(self) -> None:
        """Have the maps read through time, where they are looked at; once the maps of today are there."""
        if self._library is not None and self._at == "map" and self.maps.is_filled:
            self.travels.read(self._library.path, self._library.moment().day, self._library.learning)

    def _show_travels(self) -> None:
        if "map" in self._places:
            self.map.show_travels(self.travels.travels)

    def _show_maps(self) -> None:
        if self._wanted_topic is not None:
            wanted, self._wanted_topic = self._wanted_topic, None
            self.open_topic(*wanted)
        if "map" in self._places:
            self.map.show_maps(self.maps.maps)
            if self._at == "map" and self._awaits_focus:
                self._focus_page()
        self._read_travels()
        if "topic" in self._places:
            self.topic.refresh(self.maps.maps)

    # --- Moving between pages

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page_called(self._at)

    def go(self, name: str) -> None:
        """Show a page, with the keyboard where it begins."""
        if name != "exchange" and self._waits_for_import():
            self._sidebar.set_active("exchange")
            return
        self._at = name
        page = self._page_called(name)
        place = PARTS.get(name, name)
        self._sidebar.setVisible(any(place == entry.name for entry in (*PLACES, *FOOT)))
        self._sidebar.set_active(place)
        self.reviews.hide_why()
        self._notice.say("")
        place_shown = self._places[name]
        self._stack.setCurrentWidget(place_shown)
        if isinstance(place_shown, QScrollArea):
            place_shown.verticalScrollBar().setValue(0)  # not where somebody was on it an hour ago
        self._notice.lie_at_top(name in SCROLL_THEMSELVES)  # what matters there stands at the foot
        page.enter()
        if name in MAPS:
            self._read_maps()
            self._read_travels()
        elif "map" in self._places:
            self.map.forget_way()
        self._show_badges()
        self._focus_page()

    def _focus_page(self) -> None:
        focus = self.page.first_focus()
        self._awaits_focus = focus is None
        (focus or self._sidebar).setFocus()

    def _focus_what_came(self) -> None:
        """Give the keyboard to a page that had nothing to give it to before."""
        if self._awaits_focus and self._at in STATISTICS_PAGES.values():
            self._focus_page()

    def _enter_again(self) -> None:
        """Show what the page says now; it offered something that is gone."""
        self.page.enter()

    def open_topic(self, topic: int, item: int = 0) -> None:
        """Show a topic of the map, with an item opened (0: none)."""
        if not self.maps.is_filled:
            self._wanted_topic = (topic, item)
            self._read_maps()
            return
        roadmap = next(
            (one for one in self.maps.maps if any(found.id == topic for found in one.topics)), None
        )
        if roadmap is not None:
            asked = self.reviews.asked
            self.topic.show_topic(roadmap, topic, item, asked=asked.card.id if asked else None)
            self.go("topic")

    def _back_to_map(self, item: int) -> None:
        self.go("map")
        if item:
            self.map.show_item(item)

    def _usual_minutes(self) -> int:
        return self._library.learning.minutes if self._library is not None else 0

    def _show_card(self, card: int) -> None:
        """Show where a card stands on the map; Esc leads back to it."""
        if self._library is None:
            return
        item = self._library.items.of_card(card)
        if item is None:
            self._say("This card belongs to no item of a roadmap.", "")
            return
        self.go("map")
        self.map.show_item(item, asked=card)
        self._before_map = "review"
        self.map.lead_back()

    def _show_item(self, item: int) -> None:
        """Show an item of the statistics on the map; Esc leads back."""
        before = self._at
        self.go("map")
        self.map.show_item(item)
        self._before_map = before
        self.map.lead_back()

    def _review_items(self, items: tuple[int, ...]) -> None:
        """Review what is due or new of these items, or say that nothing is."""
        if self._library is None:
            return
        plan = self._library.items.plan(items)
        if plan.cards or plan.waiting:
            self.reviews.begin(plan, home=self._at)
        else:
            self._say("No card of these items is due or new today.", "")

    def _show_item_of_quiz(self, item: int) -> None:
        """Show where the item of a question stands on the map, or the whole map for none."""
        self.go("map")
        self.map.choose_lens(Lens.QUIZ)
        if item:
            self.map.show_item(item)
        self._before_map = "result"
        self.map.lead_back()

    def _back_from_map(self) -> None:
        self.quizzes.refresh()  # on the map a quiz may have been taken back
        gone = self._before_map == "review" and self.reviews.asked is None
        self.go("today" if gone else self._before_map)

    # --- Everywhere

    def undo(self) -> None:
        """Take back the last step, on whatever page one is."""
        self._step_back("Undone")

    def redo(self) -> None:
        """Do the last step again that was taken back."""
        self._step_back("Done again")

    def _waits_for_import(self) -> bool:
        """Tell whether an import is being written, and say so: an answer would have to wait for it."""
        if self.exchange.takes_in:
            self._say("The import has to end first; Esc stops it.", "")
        return self.exchange.takes_in

    def _step_back(self, words: str) -> None:
        if self._waits_for_import():
            return
        self.reviews.close_why()
        if self._at in {"question", "hand_in"}:
            self._say("A quiz is taken back as a whole, from its result.", "")
            return
        if self._at == "summary" and words == "Undone":
            self.reviews.undo_from_summary()
            return
        if self._at == "review" or self.reviews.can_step_back(undo=words == "Undone"):
            # Wherever one looks meanwhile, the sitting must know which of its answers no longer count.
            self.reviews.review.undo() if words == "Undone" else self.reviews.review.redo()
            return
        if self._library is None:
            return
        try:
            change = self._library.undo() if words == "Undone" else self._library.redo()
        except ProblemError as problem:
            self.warn(str(problem))
            return
        nothing = "There is nothing to undo." if words == "Undone" else "There is nothing to do again."
        self._say(f"{words}: {lower_first(change.name)}." if change else nothing, "")

    @property
    def review_can_begin(self) -> bool:
        """Whether the collection is open."""
        return self._library is not None

    @cached_property
    def _keys(self) -> KeySheet:
        from roadmap_cards.gui.widgets.key_sheet import KeySheet  # noqa: PLC0415  (not before the first paint)

        return KeySheet(self.theme, self)

    def show_keys(self) -> None:
        """Lay the keys of this page, and those that hold everywhere, over the window."""
        self._keys.open_sheet([*key_groups(self.page.commands()), *key_groups(self._everywhere())])

    @property
    def keys_are_shown(self) -> bool:
        """Whether the sheet of keys lies over the window."""
        return "_keys" in self.__dict__ and self._keys.isVisible()

    def hide_keys(self) -> None:
        """Take the sheet of keys away."""
        self._keys.close_sheet()

    def _everywhere(self) -> list[Command]:
        opens_roadmap = self._roadmaps is not None and self._at != "exchange"
        opening = [self._open_command()] if opens_roadmap else []
        return [
            *(
                Command(entry.words, (f"Ctrl {number}",), partial(self.go, entry.name), "Everywhere")
                for number, entry in enumerate(PLACES, start=1)
            ),
            *self.exchange.commands(),
            Command("Settings", ("Ctrl ,",), lambda: self.go("settings"), "Everywhere"),
            *opening,
            Command("Undo", ("Ctrl Z",), self.undo, "Everywhere"),
            Command("Redo", ("Ctrl Shift Z",), self.redo, "Everywhere"),
            Command("Larger card text", ("Ctrl +", "Ctrl ="), lambda: self._resize_cards(1), "Everywhere"),
            Command("Smaller card text", ("Ctrl -",), lambda: self._resize_cards(-1), "Everywhere"),
            Command("Usual card text", ("Ctrl 0",), lambda: self._resize_cards(0), "Everywhere"),
            Command("Light, dark or system", ("Ctrl Shift L",), self._next_scheme, "Everywhere"),
            Command("Full screen", ("F11",), self._toggle_full_screen, "Everywhere"),
            Command("Next region", ("F6",), lambda: self._next_region(1), "Everywhere"),
            Command("Previous region", ("Shift F6",), lambda: self._next_region(-1), "Everywhere"),
            Command("The keys of this page", ("?", "F1"), self.show_keys, "Everywhere"),
        ]

    def _bind_global_keys(self) -> None:
        for command in self._everywhere():
            self._bind(command)

    def _bind(self, command: Command) -> None:
        for key in command.keys:
            if key != "?":
                shortcut = QShortcut(QKeySequence(key.replace(" ", "+")), self)
                shortcut.activated.connect(_caller(command.do))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a key that no control wanted to the page, wherever the focus is."""
        if event.text() == "?":
            self.show_keys()
        elif not self.page.press(event):
            super().keyPressEvent(event)

    def _resize_cards(self, step: int) -> None:
        at = CARD_SIZES.index(self.theme.card_size)
        size = CARD_SIZES[max(0, min(len(CARD_SIZES) - 1, at + step))] if step else 100
        self._preferences.card_size = size
        self.theme.set_card_size(size)
        if self._at == "settings":
            self.settings.refresh()
        self._say(f"Card text at {size} %.", "")

    def _next_scheme(self) -> None:
        order = list(Scheme)
        scheme = order[(order.index(self.theme.scheme) + 1) % len(order)]
        self._preferences.scheme = scheme
        self.theme.set_scheme(scheme)
        if self._at == "settings":
            self.settings.refresh()
        self._say(f"Theme: {scheme.value}.", "")

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _next_region(self, step: int) -> None:
        """Move the keyboard between the sidebar and the page."""
        if not self._sidebar.isVisible():
            (self.page.first_focus() or self).setFocus()
            return
        regions = [self._sidebar, self.page.first_focus() or self._stack]
        focus = QApplication.focusWidget()
        inside = 0 if focus is not None and self._sidebar.isAncestorOf(focus) else 1
        region = regions[(inside + step) % len(regions)]
        region.setFocus()
        bring_into_view(region)

    def _say(self, sentence: str, action: str) -> None:
        self._notice.say(sentence, action, "Ctrl Z" if action else "")

    def warn(self, sentence: str) -> None:
        """Say what went wrong; it stays until it is read."""
        self._notice.warn(sentence)

    def warn_failed(self, sentence: str) -> None:
        """Say why something could not be done; it goes once something could."""
        self._notice.warn(sentence)
        self._failed = True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # Its children are painted in the same breath; what waits for `painted` comes after them.
            QTimer.singleShot(0, self.painted.emit)

    def keep_geometry(self) -> None:
        """Remember where the window stands, for the next start."""
        self._preferences.geometry = self.saveGeometry()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_geometry()
        self.maps.stop()
        self.travels.stop()
        self.statistics.stop()
        self.exchange.stop()
        super().closeEvent(event)


def _usual_size() -> QSize:
    """Return the size of a first start: with its frame, all of the window is on the screen."""
    room = QGuiApplication.primaryScreen().availableSize()
    return QSize(min(USUAL[0], room.width()), min(USUAL[1], room.height() - FRAME))


def _badge(cards: int) -> str:
    return str(cards) if cards else ""


def _caller(do: Callable[[], object]) -> Callable[[], None]:
    """Return a slot that takes no arguments, whatever the signal sends."""

    def call() -> None:
        do()

    return call
