"""The set-up of a quiz: which level and topics, which questions of them, how many, in which mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.form_row import FormRow
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.level_chips import Chip, LevelChips
from roadmap_cards.gui.widgets.number_field import NumberField
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.tick_list import TickChoice, TickList
from roadmap_cards.library.quiz_choices import (
    EVERYTHING,
    OTHER,
    QuizChoices,
    QuizPlace,
    in_view,
    kinds_in,
    most,
    questions_in,
    topics_of,
    wanted,
    wish_of,
)
from roadmap_cards.library.quiz_words import FOCUS_NAMES, MODE_LINES, SIZE_LINES, scope_words
from roadmap_cards.study.quiz import SIZES, Focus, Mode
from roadmap_cards.study.sides import KIND_NAMES
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_catalogue import Catalogue

FOCUSES = tuple(Focus)
MODES = tuple(Mode)
KEYS = "123456789"
"""Keys of the chips, from the first on."""

EVERYTHING_KEY = "0"


class QuizSetup(Panel):
    """The controls. `changed` carries the QuizChoices that hold now; it shows only what it is given.

    `left` tells that typing a size is over, and the keyboard without a place.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the controls; `show_choices` fills them."""
        super().__init__(theme, "Topics")
        self._choices = QuizChoices()
        self._places: tuple[QuizPlace, ...] = ()
        self.chips = LevelChips(theme, "Level")
        self._topics = TickList(theme, "Topics")
        self._focus = Segment(theme, [FOCUS_NAMES[focus] for focus in FOCUSES], "Questions")
        self._size = Segment(theme, [*map(str, SIZES), "Other"], "Size")
        self._other = NumberField(theme, 10, 1, 999, name="Number of questions", yields=True)
        self._size_line = Text(theme, "", "label", "ink2")
        # One of the two is shown, in the room that both need: choosing moves nothing.
        self._typed = QWidget()
        self._typed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._either = QStackedLayout(self._typed)
        for part in (self._size_line, self._other):
            self._either.addWidget(part)
        self._mode = Segment(theme, ["Practice", "Exam"], "Mode")
        self._mode_line = Text(theme, "", "label", "ink2", wrap=True)
        self._kinds = TickList(theme, "Kinds")
        self._kind_row = FormRow(theme, "Kinds", self._kinds, high=True)
        self._rows = (
            FormRow(theme, "Ask", self._focus, keys="F"),
            FormRow(theme, "Size", self._size, self._typed, keys="S"),
            FormRow(theme, "Mode", self._mode, self._mode_line, keys="PE"),
            self._kind_row,
        )
        self.content.setSpacing(14)
        self.content.addWidget(self.chips)
        self.content.addWidget(self._topics)
        self.content.addSpacing(4)
        for row in self._rows:
            self.content.addWidget(row)
        self.content.addStretch(1)
        self.chips.chosen.connect(lambda name: self._change(replace(self._choices, at=name)))
        self._topics.ticked.connect(self._tick)
        self._focus.chosen.connect(lambda at: self._change(replace(self._choices, focus=FOCUSES[at])))
        self._size.chosen.connect(lambda at: self._change(replace(self._choices, size=at)))
        other = self._size.controls[OTHER]
        assert isinstance(other, QAbstractButton)
        other.clicked.connect(self._begin_other)
        self._other.changed.connect(lambda value: self._change(replace(self._choices, other=value)))
        self._other.entered.connect(self.left)
        self._mode.chosen.connect(lambda at: self._change(replace(self._choices, mode=MODES[at])))
        self._kinds.ticked.connect(
            lambda kind, ticked: self._change(self._choices.with_kind(kind, ticked=ticked))
        )

    # --- What is shown

    def show_choices(self, catalogue: Catalogue, places: tuple[QuizPlace, ...], choices: QuizChoices) -> None:
        """Show what can be chosen and what is, without telling."""
        self._choices, self._places = choices, places
        view = in_view(places, choices)
        chips = chips_of(places)
        self.chips.setVisible(len(chips) > 1)
        self.chips.show_chips(chips, choices.at)
        topics = [topic for place in view for topic in place.topics]
        self.set_title(view[0].title if len(view) == 1 else "Everything")
        number = scope_words(catalogue, wish_of(catalogue, places, choices))
        self.set_note(f"{topics[0].title}: {number}" if len(topics) == 1 else number)
        self._topics.setVisible(len(topics) > 1)
        kinds = wish_of(catalogue, places, choices).kinds
        self._show_topics(view, topics_of(places, choices), questions_in(catalogue, kinds))
        self._focus.set_chosen(FOCUSES.index(choices.focus))
        self._size.set_chosen(choices.size)
        self._mode.set_chosen(MODES.index(choices.mode))
        self._mode_line.setText(MODE_LINES[choices.mode])
        self._show_size(catalogue)
        self._show_kinds(kinds_in(catalogue, topics_of(places, choices)))

    def _show_topics(self, view: Sequence[QuizPlace], on: frozenset[int], counts: Mapping[int, int]) -> None:
        """Show the topics of one level, or of all levels the levels; `counts` are questions by topic."""
        if len(view) == 1:
            rows = [
                TickChoice(str(topic.id), topic.title, str(counts.get(topic.id, 0)), topic.id in on)
                for topic in view[0].topics
            ]
            state = _state(view[0].ids, on)
            note = "" if state else f"{len(view[0].ids & on)} of {len(rows)}"
            whole = TickChoice("", f"All {len(rows)} topics", note, state)
        else:
            rows = [
                TickChoice(place.name, place.title, _of_topics(place.ids, on), _state(place.ids, on))
                for place in view
            ]
            every = frozenset[int]().union(*(place.ids for place in view))
            whole = TickChoice("", "All levels", _of_topics(every, on), _state(every, on))
        self._topics.show_rows(rows, whole)

    def _show_size(self, catalogue: Catalogue) -> None:
        choices = self._choices
        wish = wish_of(catalogue, self._places, choices)
        highest = most(catalogue, wish) if choices.size == OTHER else 0
        if not highest:
            if self._other.is_typed_in:
                self.left.emit()
            none = "No question to choose from"
            self._size_line.setText(none if choices.size == OTHER else SIZE_LINES[choices.size])
            self._either.setCurrentWidget(self._size_line)
            return
        self._either.setCurrentWidget(self._other)
        self._other.set_highest(highest)
        self._other.set_value(wanted(catalogue, wish, choices))
        self._other.set_unit(f" of {highest}")

    def _show_kinds(self, kinds: dict[str, int]) -> None:
        self._kind_row.setVisible(len(kinds) > 1)
        self._kinds.show_rows(
            [
                TickChoice(kind, KIND_NAMES[kind], str(count), kind not in self._choices.kinds_off)
                for kind, count in kinds.items()
            ]
        )

    def arrange(self, *, stacked: bool) -> None:
        """Take less width, or use what there is."""
        for row in self._rows:
            row.set_stacked(stacked)
        for ticks in (self._topics, self._kinds):
            ticks.set_columns(1 if stacked else 2)

    def follow(self, control: QWidget) -> None:
        """Let Tab lead from a control into the panel: rows that were made anew come last otherwise."""
        head = [control, *self.chips.controls, *self._topics.controls]
        foot = [*self._mode.controls[-1:], *self._kinds.controls]
        for before, after in (*pairwise(head), *pairwise(foot)):
            QWidget.setTabOrder(before, after)

    @property
    def first_control(self) -> QWidget:
        """Where the keyboard begins where nothing can be started."""
        return next(
            iter(self.chips.controls if not self.chips.isHidden() else self._topics.controls), self._focus
        )

    # --- What can be done

    def next_size(self) -> None:
        """Choose the next size, after the last the first; the one to type takes the keyboard."""
        self._change(replace(self._choices, size=(self._choices.size + 1) % (OTHER + 1)))
        if self._choices.size == OTHER:
            self._begin_other()

    def _begin_other(self) -> None:
        self._other.begin()
        scroll_to(self._other)

    def next_focus(self) -> None:
        """Choose the next focus, after the last the first."""
        at = FOCUSES.index(self._choices.focus)
        self._change(replace(self._choices, focus=FOCUSES[(at + 1) % len(FOCUSES)]))

    def choose_mode(self, mode: Mode) -> None:
        """Choose practice or exam."""
        self._change(replace(self._choices, mode=mode))

    def choose_place(self, name: str) -> None:
        """Look at the level of this name, or at all of them."""
        self._change(replace(self._choices, at=name))

    def _tick(self, name: str, ticked: bool) -> None:
        view = in_view(self._places, self._choices)
        ids = {place.name: place.ids for place in view}
        if not name:
            topics = frozenset[int]().union(*ids.values())
        else:
            topics = ids[name] if len(view) > 1 else frozenset({int(name)})
        self._change(self._choices.with_topics(topics, ticked=ticked))

    def _change(self, choices: QuizChoices) -> None:
        if choices != self._choices:
            self._choices = choices
            self.changed.emit(choices)


def chips_of(places: Sequence[QuizPlace]) -> list[Chip]:
    """Return a chip for each place, and one for all of them where there are several."""
    chips = [
        Chip(place.name, place.short, place.title, KEYS[at] if at < len(KEYS) else "")
        for at, place in enumerate(places)
    ]
    return [*chips, Chip(EVERYTHING, "All", "All levels", EVERYTHING_KEY)] if len(chips) > 1 else chips


def _state(ids: frozenset[int], on: frozenset[int]) -> bool | None:
    """Return whether all of these are on; None for a part of them."""
    return True if ids <= on else None if ids & on else False


def _of_topics(ids: frozenset[int], on: frozenset[int]) -> str:
    if ids <= on:
        return counted(len(ids), "topic")
    return f"{len(ids & on)} of {counted(len(ids), 'topic')}"
