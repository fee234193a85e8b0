"""The map: everything a roadmap asks for at a glance, and what to do about any item of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.smooth import Smooth
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.canvas import Canvas
from roadmap_cards.gui.widgets.hex_layout import SIDE
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.item_strip import ItemStrip
from roadmap_cards.gui.widgets.map_head import MapHead
from roadmap_cards.gui.widgets.map_list import MapList
from roadmap_cards.gui.widgets.map_picture import MapPicture, save_picture
from roadmap_cards.gui.widgets.map_rows import scrolled_to
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.slider_drag import SliderDrag
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line import TimeLine
from roadmap_cards.gui.widgets.time_line_panel import TimeLinePanel
from roadmap_cards.gui.widgets.time_line_words import as_of
from roadmap_cards.library.past import Scenario
from roadmap_cards.study.day import date_of
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from roadmap_cards.gui.widgets.hex_layout import Cell
    from roadmap_cards.library.items import ItemDetails
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.map import MapItem, RoadmapMap
    from roadmap_cards.library.past import Travel

HOVER_WAIT = 40
"""Milliseconds that the pointer rests on a hexagon before its cards are looked up."""

EMPTY = "Every hexagon is an item of the roadmap. It takes colour as you review its cards."
ACTIONS = ("Open the topic", "Quiz on the topic", "List view", "Save as picture", "Go back", "Back to today")
BRIEF = {ACTIONS[0]: "Topic", ACTIONS[1]: "Quiz", ACTIONS[3]: "Picture", ACTIONS[5]: "Today"}
"""What the line at the foot says where there is little room, so that it stays one line."""

ROOMY = 620
"""Pixels of the page from which there is room for all words and wide margins."""

PICTURES = {"png": "Picture (*.png)", "svg": "Drawing (*.svg)"}
"""The endings that a map can be saved with."""


class MapPage(Page):
    """The map of one roadmap. It is given maps by `show_maps` and never reads them itself.

    Given travels by `show_travels`, it can show a map of another day than today; what is done from it, such
    as a review, is done today.

    `review_asked` carries the plan of what is to be reviewed, `topic_asked` a topic and an item of it (0:
    none), `quiz_asked` a topic to be quizzed on; `start_asked` asks for today's review, `back_asked` for the
    review that one came from.
    """

    review_asked = Signal(object)
    topic_asked = Signal(int, int)
    quiz_asked = Signal(int)
    start_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show the frame; `open` brings the collection and `show_maps` its maps."""
        super().__init__(theme)
        self._library: Library | None = None
        self._maps: Sequence[RoadmapMap] = ()
        self._travels: dict[int, Travel] = {}
        self._at = 0
        self._shown: RoadmapMap | None = None
        self._items: dict[int, MapItem] = {}
        self._item = 0
        self._pointed = 0
        self._asked: int | None = None
        self._leads_back = False
        self._going = False
        """Whether to go to the item in hand as soon as its map comes."""
        self._details: ItemDetails | None = None
        self._paused: frozenset[int] | None = None
        """The topics that are paused today, while the map that is shown supposes that they stay so."""
        self._topic_asks = False
        """Whether a quiz can ask anything of the topic in hand."""
        self._head = MapHead(theme)
        self._head.lens_chosen.connect(self.choose_lens)
        self._head.roadmap_chosen.connect(self._choose_roadmap)
        self._map = HexMap(theme)
        self._map.selected.connect(self._select)
        self._map.pointed.connect(self._point)
        self._map.moved.connect(self._show_item_place)
        self._map.opened.connect(self.topic_asked)
        self._list = MapList(theme)
        self._list.selected.connect(self._select)
        self._list.opened.connect(self.topic_asked)
        self._views = QStackedWidget()
        self._time = TimeLinePanel(theme)
        self._time.went.connect(self._show_day)
        self._time.play_changed.connect(self._show_actions)
        self._drag = SliderDrag(self._time.findChildren(TimeLine)[0])
        self._strip = ItemStrip(theme)
        self._strip.review_asked.connect(self._review)
        self._start = PrimaryButton(theme, "Start today's review", "Enter", compact=True)
        self._start.clicked.connect(self.start_asked)
        self._empty = self._empty_panel()
        self._actions = ActionLine(
            theme,
            [Action(command.words, command.words, command.keys[0]) for command in self._page_commands()],
        )
        self._actions.chosen.connect(self._act)
        self._resting = QTimer(self, singleShot=True, interval=HOVER_WAIT)
        self._resting.timeout.connect(self._look_up)
        self._smooth = Smooth(self)
        self._smooth.rested.connect(self._settle)
        self._lay_out()
        self.show_maps(())

    def _lay_out(self) -> None:
        self.body.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(round(SIDE), 0, round(SIDE), 0)
        head.addWidget(self._head)
        ground = Canvas(self.theme)
        around = QVBoxLayout(ground)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._map)
        around.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(ground)
        listed = QWidget()
        inset = QVBoxLayout(listed)
        inset.setContentsMargins(round(SIDE), 0, round(SIDE), 0)
        inset.addWidget(self._list)
        self._views.addWidget(self._area)
        self._views.addWidget(listed)
        foot = QVBoxLayout()
        foot.setContentsMargins(round(SIDE), 8, round(SIDE), 0)
        foot.setSpacing(8)
        foot.addWidget(self._time)
        foot.addWidget(self._strip)
        foot.addWidget(self._empty)
        foot.addWidget(self._actions)
        self.body.addLayout(head)
        self.body.addSpacing(8)
        self.body.addWidget(self._views, 1)
        self.body.addLayout(foot)

        self._set_margins()

    def _set_margins(self) -> None:
        margin = round(32 - SIDE)
        self.body.setContentsMargins(margin, 20 if self._roomy else 12, margin, 8)

    @property
    def _roomy(self) -> bool:
        return self.width() >= ROOMY

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        self._show_actions()
        super().resizeEvent(event)

    def _empty_panel(self) -> Panel:
        panel = Panel(self.theme, "Nothing mapped yet")
        self._empty_words = Text(self.theme, EMPTY, "body", "ink2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._empty_words, 1)
        row.addWidget(self._start)
        panel.content.addLayout(row)
        return panel

    def hideEvent(self, event: QHideEvent) -> None:
        self._resting.stop()
        self._smooth.end()
        super().hideEvent(event)

    # --- What is shown

    def open(self, library: Library) -> None:
        """Look up cards in this collection from now on."""
        self._library = library

    def show_maps(self, maps: Sequence[RoadmapMap], *, waiting: bool = False) -> None:
        """Show these maps; `waiting` says that the first are still being read."""
        known = self.roadmap
        self._maps = maps
        if known is None or all(found.id != known.id for found in maps):
            self._shown = None
        ids = [roadmap.id for roadmap in maps]
        self._at = ids.index(known.id) if known is not None and known.id in ids else 0
        if known is None:
            self._find_roadmap()
        self._head.set_roadmaps([roadmap.title for roadmap in maps], self._at)
        if not maps:
            self._empty.set_title("Reading the map …" if waiting else "No roadmap yet")
            self._empty_words.setText(
                ""
                if waiting
                else "A roadmap comes with the deck files in the folder “decks” of your data folder."
            )
        self._show_map()
        if self._going and maps:
            self._going = False
            QTimer.singleShot(0, self._show_item_place)

    def show_travels(self, travels: Sequence[Travel]) -> None:
        """Let the person go through time with these; the day one is on stays."""
        self._travels = {travel.id: travel for travel in travels}
        self._paused = None
        self._show_travel()

    @property
    def roadmap(self) -> RoadmapMap | None:
        """The roadmap that is shown, as it is today."""
        return self._maps[self._at] if self._maps else None

    @property
    def shown(self) -> RoadmapMap | None:
        """The map as it is drawn: of today, or of the day one has gone to."""
        return self._shown

    @property
    def time(self) -> TimeLinePanel:
        """What leads through time."""
        return self._time

    @property
    def item(self) -> int:
        """The item in hand, or 0."""
        return self._item

    def show_item(self, item: int, *, asked: int | None = None) -> None:
        """Go to an item, on whatever roadmap it is; `asked` is the card of the review that one comes from."""
        self._asked = asked
        self._item = item
        self._find_roadmap()
        self._head.set_roadmaps([roadmap.title for roadmap in self._maps], self._at)
        self._show_map()
        self._going = self.roadmap is None
        QTimer.singleShot(0, self._show_item_place)

    def _find_roadmap(self) -> None:
        """Turn to the roadmap of the item in hand."""
        for at, roadmap in enumerate(self._maps):
            if any(item.id == self._item for item in roadmap.items):
                self._at = at

    def _show_map(self) -> None:
        roadmap = self.roadmap
        self._views.setVisible(roadmap is not None)
        self._head.set_map(filled=roadmap is not None, asked=roadmap is not None and roadmap.asked)
        self._time.setVisible(roadmap is not None)
        self._shown = roadmap
        if roadmap is None:
            self._items = {}
            self._strip.hide()
            self._start.hide()
            self._empty.show()
        else:
            self._head.set_day(roadmap.day, roadmap.day, self._time.scenario)
            self._items = {item.id: item for item in roadmap.items}
            self._map.set_map(roadmap)
            if self._item not in self._items:
                self._item = _first(roadmap)
            self._show_list()
            self._map.select(self._item)
            self._empty.set_title("Nothing mapped yet")
            self._empty_words.setText(EMPTY)
            self._show_strip()
            self._show_travel()
        self._show_actions()

    def _show_travel(self) -> None:
        """Lead through the time of this roadmap, once it is read, and once there is any."""
        roadmap = self.roadmap
        if roadmap is not None:
            travel = self._travels.get(roadmap.id) if roadmap.seen else None
            self._time.set_travel(travel, reading=roadmap.seen)
            self._show_day()
            self._show_actions()

    def _show_day(self) -> None:
        """Show the map of the day one has gone to: tints and numbers change, nothing moves."""
        roadmap = self.roadmap
        if roadmap is None:
            return
        travel = self._travels.get(roadmap.id)
        away = travel is not None and self._time.travels
        shown = travel.at(self._time.day, self._time.scenario) if travel and away else roadmap
        if shown is self._shown:
            return
        turned = self._shown is roadmap or shown is roadmap
        self._shown = shown
        if turned:
            self._show_actions()
        self._head.set_day(shown.day, roadmap.day, self._time.scenario)
        # While days follow each other a fade would never end: it is for the day on which one settles.
        fades = not (self._time.is_playing or self._drag.goes_on)
        self._map.show_day(shown, fades=fades, paused=self._stay_paused())
        self._show_item()
        if self.isVisible():
            self._smooth.moved()
        else:
            self._settle()

    def _stay_paused(self) -> frozenset[int]:
        """Return the topics that are paused, for a day ahead at one's pace: none of them is asked until then.

        They are looked up once for all the days of a journey, and anew when another is read.
        """
        roadmap, shown = self.roadmap, self._shown
        ahead = roadmap is not None and shown is not None and shown.day > roadmap.day
        if self._library is None or not ahead or self._time.scenario is not Scenario.PACE:
            self._paused = None
            return frozenset()
        if self._paused is None:
            self._paused = frozenset(topic.id for topic in self._library.decks.topics() if topic.paused)
        return self._paused

    def go_to_day(self, day: int) -> None:
        """Go to a study day as the slider does; to the nearest one where that is out of reach."""
        self._time.go(day)

    def _settle(self) -> None:
        """Bring what need not follow every day up to the day that is shown."""
        self._map.describe()
        if self.listed and self._shown is not None:
            self._list.show_day(self._shown, self._stay_paused())
        self._show_actions()

    def _show_list(self) -> None:
        """Bring the list up to date where it is looked at; it is filled only when it is wanted."""
        if self.listed and self._shown is not None:
            self._list.set_map(self._shown, self._map.lens, self._stay_paused())
            self._list.select(self._item)

    def _show_strip(self) -> None:
        """Show the item under the pointer, else the one in hand, else that there is nothing yet."""
        nothing = self._cell_in_hand() is None
        self._strip.setVisible(not nothing)
        self._empty.setVisible(nothing)
        self._start.setVisible(nothing)
        if not nothing:
            self._show_item()
            if self._pointed:
                self._resting.start()
            else:
                self._resting.stop()
                self._look_up()

    def _cell_in_hand(self) -> Cell | None:
        """Return the hexagon under the pointer, else the one in hand."""
        return self._map.cell_of(self._pointed or self._item)

    def _show_item(self) -> None:
        """Show in the strip what the map knows of its item."""
        cell = self._cell_in_hand()
        if cell is not None and self.roadmap is not None and self._shown is not None:
            today, day = self.roadmap.day, self._shown.day
            self._strip.show_item(cell, self._map.lens, today, day, self._time.scenario)

    def _look_up(self) -> None:
        """Look up curve and cards of what the strip shows."""
        cell = self._cell_in_hand()
        if self._library is not None and cell is not None:
            self._details = self._library.items.details(cell.item.id, self._asked)
            topic = self._topic_in_hand()
            self._topic_asks = topic is not None and self._library.items.questions(topic) > 0
            self._strip.show_details(self._details, self._map.lens, self._items[cell.item.id])
        self._show_actions()

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        out = {
            ACTIONS[1]: not self._topic_asks,
            ACTIONS[4]: not self._leads_back,
            ACTIONS[5]: not self._time.travels,
        }
        found = [one for one in self._page_commands() if not out.get(one.words)]
        if self.roadmap is None:
            return [command for command in found if command.words in {ACTIONS[3], ACTIONS[4]}]
        walking = "Move"
        if self._start.isVisibleTo(self):
            del found[0]
            found.insert(0, Command("Start today's review", ("Enter",), self.start_asked.emit, "Map"))
        if self._can_review:
            found.insert(0, Command("Review the cards of this item", ("R",), self._review, "Map"))
        for number, lens in enumerate(Lens):
            words = f"Lens: {lens.value}"
            found.append(Command(words, (str(number + 1),), partial(self.choose_lens, lens), "Map"))
        return [
            *found,
            *self._time_commands(),
            Command("Next item or row", ("Arrows",), self._focus_view, walking),
            Command("Next topic or level", ("Ctrl arrows",), self._focus_view, walking),
            Command("First and last item", ("Home End",), self._focus_view, walking),
        ]

    def _time_commands(self) -> list[Command]:
        """Return what leads through time, where anything can."""
        time = self._time
        if not time.can_travel:
            return []
        other = Scenario.PACE if time.scenario is Scenario.STOP else Scenario.STOP
        return [
            Command(time.play_words, ("Space",), time.toggle_play, "Time"),
            Command("One day back", ("[",), partial(time.step, -1), "Time"),
            Command("One day on", ("]",), partial(time.step, 1), "Time"),
            Command("One month back", ("{",), partial(time.step_month, -1), "Time"),
            Command("One month on", ("}",), partial(time.step_month, 1), "Time"),
            Command(f"The way ahead {other.value}", ("P",), partial(time.choose, other), "Time"),
        ]

    def _page_commands(self) -> list[Command]:
        """Return what stands at the foot of the page as well."""
        # `commands` relies on the first being the way into a topic.
        return [
            Command(ACTIONS[0], ("Enter",), self._open_topic, "Map"),
            Command(ACTIONS[1], ("Q",), self._quiz, "Map"),
            Command(ACTIONS[2], ("L",), self.toggle_list, "Map"),
            Command(ACTIONS[3], ("X", "Ctrl S"), self._ask_where, "Map"),
            Command(ACTIONS[4], ("Esc", "Backspace"), self.back_asked.emit, "Map"),
            Command(ACTIONS[5], ("T",), self._time.go_today, "Time"),
        ]

    def _show_actions(self) -> None:
        names = []
        if self.roadmap is not None:
            names = [*([ACTIONS[0]] if self._item else []), ACTIONS[2], ACTIONS[3]]
            names += [ACTIONS[1]] if self._topic_asks else []
        if self._leads_back:
            names.append(ACTIONS[4])
        if self._time.travels:
            names.append(ACTIONS[5])
        for name, brief in BRIEF.items():
            self._actions.set_words(name, name if self._roomy else brief)
        self._actions.set_words(ACTIONS[2], "Map view" if self.listed else "List view")
        self._actions.show_only(names)

    def _topic_in_hand(self) -> int | None:
        """Return the topic of the item in hand."""
        topics = self.roadmap.topics if self.roadmap is not None else ()
        return next((one.id for one in topics if any(item.id == self._item for item in one.items)), None)

    def _quiz(self) -> None:
        topic = self._topic_in_hand()
        if topic is not None and self._topic_asks:
            self.quiz_asked.emit(topic)

    def _act(self, name: str) -> None:
        next(command for command in self._page_commands() if command.words == name).do()

    def first_focus(self) -> QWidget | None:
        if self.roadmap is None:
            return None
        if self._start.isVisibleTo(self):
            return self._start
        return self._list if self.listed else self._map

    def lead_back(self) -> None:
        """Let Esc lead back to where one came from."""
        self._leads_back = True
        self._show_actions()

    def forget_way(self) -> None:
        """Forget where one came from, and the card that was asked there."""
        self._leads_back = False
        self._asked = None
        self._time.go_today()
        self._show_actions()

    @property
    def listed(self) -> bool:
        """Whether the list is shown in place of the map."""
        return self._views.currentIndex() == 1

    def toggle_list(self) -> None:
        """Show the list in place of the map, or the map again; the item stays in hand."""
        self._views.setCurrentIndex(0 if self.listed else 1)
        self._show_list()
        if not self.listed:
            self._map.select(self._item)
            self._show_item_place()
        self._show_actions()
        self._focus_view()

    def _focus_view(self) -> None:
        (self._list if self.listed else self._map).setFocus()

    @property
    def _can_review(self) -> bool:
        return self._details is not None and self._strip.isVisibleTo(self) and self._strip.can_review

    def _review(self) -> None:
        if self._library is not None and self._cell_in_hand() is not None:
            self._look_up()
            if self._can_review and self._details is not None:
                self.review_asked.emit(self._details.plan)

    def _open_topic(self) -> None:
        cell = self._map.cell_of(self._item)
        if cell is not None:
            self.topic_asked.emit(cell.topic.id, cell.item.id)

    def _select(self, item: int) -> None:
        self._item = item
        self._pointed = 0
        self._show_strip()

    def _point(self, item: int) -> None:
        self._pointed = item
        self._show_strip()

    def _show_item_place(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(
            scrolled_to(self._map.cells, self._map.item, bar.value(), self._area.viewport().height())
        )

    def _choose_roadmap(self, at: int) -> None:
        self._at, self._item = at, 0
        self._show_map()
        self._area.verticalScrollBar().setValue(0)

    def choose_lens(self, lens: Lens) -> None:
        """Look at the map through another lens."""
        self._head.set_lens(lens)
        self._map.set_lens(lens)
        self._show_list()
        height = self._strip.height()
        self._show_strip()
        if self._strip.height() != height:
            QTimer.singleShot(0, self._show_item_place)

    # --- The picture

    def _ask_where(self) -> None:
        self._time.pause()
        if self._shown is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        name = f"mastery-map-{date_of(self._shown.day):%Y-%m-%d}.png"
        kinds = ";;".join(PICTURES.values())
        dialog = QFileDialog(self, "Save the map as a picture", folder or str(Path.home()), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.filterSelected.connect(lambda kind: _end_with(dialog, kind))
        _end_with(dialog, PICTURES["png"])
        dialog.selectFile(name)
        if dialog.exec():
            self.save_picture(Path(dialog.selectedFiles()[0]))

    def save_picture(self, path: Path) -> None:
        """Write the map that is shown, and say where it is, or why it could not be written.

        It is SVG where the name ends so, else PNG.
        """
        if self.roadmap is None or self._shown is None:
            return
        dated = as_of(self._shown.day, self.roadmap.day, self._time.scenario)
        try:
            save_picture(
                self.theme, MapPicture(self._shown, self._map.lens, dated, self._stay_paused()), path
            )
        except ProblemError as problem:
            self.warned.emit(str(problem))
        else:
            self.said.emit(f"Saved as {path}.", "")


def _end_with(dialog: QFileDialog, kind: str) -> None:
    """Give the name in a dialog the ending of a kind, so that it asks before it writes over such a file."""
    ending = next(ending for ending, words in PICTURES.items() if words == kind)
    dialog.setDefaultSuffix(ending)
    for chosen in dialog.selectedFiles()[:1]:
        dialog.selectFile(f"{QFileInfo(chosen).completeBaseName()}.{ending}")


def _first(roadmap: RoadmapMap) -> int:
    """Return the item that is in hand at first: one that is due, else one that was seen; 0 where none was."""
    seen = [item for item in roadmap.items if item.seen]
    due = (item.id for item in seen if item.due)
    return next(due, seen[0].id if seen else 0)
