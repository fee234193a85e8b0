"""What to export: which part of the collection, and what goes along with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.exchange_choice import (
    ASKED,
    ExchangeChoice,
    Part,
    cards_in,
    level_called,
    topics_of,
)
from roadmap_cards.gui.widgets.find_field import FindField
from roadmap_cards.gui.widgets.inner_scroll import GUTTER, InnerScroll, scroll_to
from roadmap_cards.gui.widgets.level_chips import Chip, LevelChips
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.part_row import PartRow
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.switch_row import SwitchRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.tick_list import TickChoice, TickList
from roadmap_cards.library.climb import short_titles
from roadmap_cards.library.exchange import Format, Prospect, Sizes
from roadmap_cards.study.wording import counted

ROWS = {
    Part.WHOLE: ("Whole collection", "W"),
    Part.LEVEL: ("One level", "L"),
    Part.TOPICS: ("Topics", "T"),
    Part.WORDS: ("Cards with words", "/"),
}
PARTS = tuple(ROWS)
KEYS = "123456789"
"""Keys of the levels, from the first on."""

TOPICS_IN_SIGHT = 132
"""Pixels of the list of topics that are in sight where the page is wide."""

ALWAYS_WHOLE = "A backup holds all of the collection: cards, questions, memory, every answer."


class ExportScope(Panel):
    """Shows a choice; `changed` carries the ExchangeChoice that the person wants instead.

    `entered` tells that they pressed Enter while typing words.
    """

    changed = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the controls; `show_choice` fills them."""
        super().__init__(theme, "What to export")
        self._choice = ExchangeChoice()
        self._sizes = Sizes(0, (), ())
        self._rows = {part: PartRow(theme, words, key) for part, (words, key) in ROWS.items()}
        self._whole = Text(theme, ALWAYS_WHOLE, "label", "ink2", wrap=True)
        self._chips = LevelChips(theme, "Level")
        self._topics = TickList(theme, "Topics")
        self._topics.set_columns(1)
        self._scroll = InnerScroll(self._topics, TOPICS_IN_SIGHT, GUTTER)
        self._find = FindField(theme, "Words in a card")
        self.schedule = SwitchRow(theme, "With schedule", "S")
        self.by_topic = SwitchRow(theme, "Decks by topic", "D")
        self.questions = SwitchRow(theme, "Choice questions too", "Q")
        self._nest = QWidget()
        self._lay_out()
        self._connect()

    @property
    def _switches(self) -> tuple[SwitchRow, ...]:
        return self.schedule, self.by_topic, self.questions

    def _lay_out(self) -> None:
        self.content.setSpacing(2)
        nest = QVBoxLayout(self._nest)
        nest.setContentsMargins(0, 4, 0, 8)
        nest.setSpacing(8)
        for part in (self._chips, self._scroll, self._find):
            nest.addWidget(part)
        self.content.addWidget(self._whole)
        for row in self._rows.values():
            self.content.addWidget(row)
        self.content.addWidget(self._nest)
        self.content.addStretch(1)
        for switch in self._switches:
            self.content.addWidget(switch)

    def _connect(self) -> None:
        self._group = RovingFocus(self, lambda at: self.choose_part(PARTS[at]))
        self._group.set_controls(list(self._rows.values()))
        for part, row in self._rows.items():
            row.clicked.connect(lambda _checked, part=part: self.choose_part(part))
        self._chips.chosen.connect(lambda key: self._change(replace(self._choice, level=key)))
        self._topics.ticked.connect(self._tick)
        self._find.asked.connect(lambda words: self._change(replace(self._choice, words=words)))
        self._find.stepped.connect(self.entered)
        self._find.left.connect(self._rows[Part.WORDS].setFocus)
        self.schedule.switched.connect(lambda on: self._change(replace(self._choice, schedule=on)))
        self.by_topic.switched.connect(lambda on: self._change(replace(self._choice, by_topic=on)))
        self.questions.switched.connect(lambda on: self._change(replace(self._choice, questions=on)))

    # --- What is shown

    def show_choice(self, choice: ExchangeChoice, sizes: Sizes) -> None:
        """Show what can be chosen and what is, without telling."""
        self._choice, self._sizes = choice, sizes
        asked = ASKED[choice.format]
        self._whole.setVisible(not asked.part)
        levels = {Part.LEVEL, Part.TOPICS} if not sizes.levels else set()
        for part, row in self._rows.items():
            row.setVisible(asked.part and part not in levels)
            row.setChecked(part is choice.part)
        self._group.enter_at(self._rows[choice.part])
        self._show_notes()
        self._show_nest()
        for switch, known in zip(
            self._switches, (asked.schedule, asked.by_topic, asked.questions), strict=True
        ):
            switch.setVisible(known)
        self.schedule.set_on(choice.schedule)
        self.by_topic.set_on(choice.by_topic)
        self.questions.set_on(choice.questions)
        self.by_topic.set_explanation(self._deck_words())

    def _show_notes(self) -> None:
        choice, sizes = self._choice, self._sizes
        level = level_called(sizes, choice.level)
        self._rows[Part.WHOLE].set_note(f"{sizes.cards:,}")
        chosen = choice.part is Part.LEVEL and level is not None
        self._rows[Part.LEVEL].set_note(f"{level.cards:,}" if chosen and level is not None else "")
        self._rows[Part.TOPICS].set_note(f"{cards_in(choice, sizes):,}" if choice.topics else "")
        if choice.part is not Part.WORDS:
            self._rows[Part.WORDS].set_note("")

    def _show_nest(self) -> None:
        """Show what belongs to the chosen row, right below it."""
        choice, part = self._choice, self._choice.part
        below = part is not Part.WHOLE and ASKED[choice.format].part
        self._nest.setVisible(below)
        if below:
            place = self.content.indexOf(self._rows[part]) + 1
            if self.content.indexOf(self._nest) != place:
                self.content.removeWidget(self._nest)
                self.content.insertWidget(self.content.indexOf(self._rows[part]) + 1, self._nest)
        self._chips.setVisible(part in {Part.LEVEL, Part.TOPICS})
        self._chips.show_chips(self.chips, choice.level)
        self._scroll.setVisible(part is Part.TOPICS)
        self._find.setVisible(part is Part.WORDS)
        if self._find.text() != choice.words:
            self._find.setText(choice.words)
        topics = topics_of(self._sizes, choice.level)
        self._topics.show_rows(
            [
                TickChoice(str(topic.id), topic.title, f"{topic.cards:,}", topic.id in choice.topics)
                for topic in topics
            ],
            TickChoice("", f"All {len(topics)} topics", "", _all_of({t.id for t in topics}, choice.topics))
            if len(topics) > 1
            else None,
        )

    def _deck_words(self) -> str:
        """Return the name of a deck as it will be."""
        chip = next((chip for chip in self.chips if chip.name == self._choice.level), None)
        topics = topics_of(self._sizes, chip.name) if chip is not None else []
        if chip is None or not topics:
            return "a deck for each topic" if self._choice.by_topic else "one deck"
        return f"{chip.words} › {topics[-1].title}" if self._choice.by_topic else chip.words

    def show_prospect(self, prospect: Prospect | None) -> None:
        """Say beside the switches what they are about, once that is known."""
        if prospect is None:
            for row, words in (
                (self.schedule, "memory, due days, every answer"),
                (self.questions, "Anki cannot grade them"),
            ):
                row.set_explanation(words)
            return
        if self._choice.schedule and self._choice.format is Format.ANKI:
            self.schedule.set_explanation(
                f"memory, due days, {counted(prospect.answers, 'answer')}"
                if prospect.answers
                else "nothing is answered yet"
            )
        questions = prospect.choices + prospect.orders
        self.questions.set_explanation(
            f"{questions:,} that Anki cannot grade" if questions else "there are none in this choice"
        )
        if self._choice.part is Part.WORDS:
            self._rows[Part.WORDS].set_note(f"{prospect.cards:,}")

    @property
    def chips(self) -> list[Chip]:
        """A chip for each level, in roadmap order; short where all levels of a roadmap share words."""
        shorts: dict[str, str] = {}
        roadmaps = dict.fromkeys(level.key.partition("/")[0] for level in self._sizes.levels)
        for roadmap in roadmaps:
            of_roadmap = [one for one in self._sizes.levels if one.key.partition("/")[0] == roadmap]
            titles = short_titles([level.title for level in of_roadmap])
            shorts |= {level.key: title for level, title in zip(of_roadmap, titles, strict=True)}
        return [
            Chip(
                level.key,
                shorts[level.key],
                f"{level.title}, {counted(level.cards, 'card')}",
                KEYS[at] if at < len(KEYS) else "",
            )
            for at, level in enumerate(self._sizes.levels)
        ]

    @property
    def controls(self) -> Sequence[QWidget]:
        """The rows, what belongs to the chosen one, and the switches, for the order of Tab."""
        nested = (*self._chips.controls, *self._topics.controls, self._find)
        return [*self._rows.values(), *nested, *(row.switch for row in self._switches)]

    def arrange(self, *, scrolls: bool) -> None:
        """Let the topics scroll inside the panel, or take as much room as they need."""
        self._scroll.set_scrolls(scrolls)

    # --- What can be done

    def choose_part(self, part: Part) -> None:
        """Choose a part of the collection; words are typed at once."""
        self._change(replace(self._choice, part=part))
        if part is Part.WORDS:
            self._find.setFocus()
            scroll_to(self._find)

    def choose_level(self, key: str) -> None:
        """Choose a level, to export it or to tick its topics."""
        part = self._choice.part if self._choice.part is Part.TOPICS else Part.LEVEL
        self._change(replace(self._choice, part=part, level=key))

    def _tick(self, name: str, ticked: bool) -> None:
        topics = {int(name)} if name else {topic.id for topic in topics_of(self._sizes, self._choice.level)}
        self._change(self._choice.with_topics(frozenset(topics), ticked=ticked))

    def _change(self, choice: ExchangeChoice) -> None:
        if choice != self._choice:
            self._choice = choice
            self.changed.emit(choice)


def _all_of(topics: set[int], ticked: frozenset[int]) -> bool | None:
    """Return whether all of these are ticked; None for a part of them."""
    return True if topics <= ticked else None if topics & ticked else False
