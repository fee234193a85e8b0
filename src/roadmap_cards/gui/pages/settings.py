"""Settings: each change acts at once; those about learning can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import CARD_SIZES, Motion, Scheme, Theme
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.choice_list import TopicChoice, TopicChooser
from roadmap_cards.gui.widgets.number_field import NumberField
from roadmap_cards.gui.widgets.page import Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.setting_row import SettingRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.library import Library

NO_CAP = 0
"""How the field shows a day without a cap on reviews."""


class SettingsPage(Page):
    """All settings in one column."""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        """Show what belongs to the machine; `open` brings what belongs to a collection."""
        super().__init__(theme)
        self._preferences = preferences
        self._library: Library | None = None
        self._showing = False
        self._recall = NumberField(theme, 90, 70, 99, unit=" %")
        self._new = NumberField(theme, 10, 0, 200)
        self._minutes = NumberField(theme, 15, 1, 240, step=5, unit=" min")
        self._cap = NumberField(theme, NO_CAP, NO_CAP, 9999, step=10)
        self._hour = NumberField(theme, 4, 0, 12, unit=":00")
        self._buttons = ChoiceField(theme, ["Four: Again, Hard, Good, Easy", "Two: Again, Good"])
        self._size = ChoiceField(theme, [f"{size} %" for size in CARD_SIZES])
        self._scheme = ChoiceField(theme, ["As the system", "Light", "Dark"])
        self._motion = ChoiceField(theme, ["As the system", "On", "Off"])
        self._topics = Panel(theme, "Topics that give new cards")
        self._chooser: TopicChooser | None = None
        self._shown_topics: list[int] = []
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        theme = self.theme
        self.body.setContentsMargins(40, 40, 40, 40)
        column = QVBoxLayout()
        column.setSpacing(20)
        column.addWidget(Text(theme, "Settings", "title"))
        column.addWidget(
            self._panel(
                "Learning",
                (
                    "Target recall",
                    "How likely you still know a card when it is due. Higher means more reviews.",
                    self._recall,
                ),
                (
                    "New cards a day",
                    "Each brings several reviews in its first month.",
                    self._new,
                ),
                (
                    "Minutes a session",
                    "What Today proposes; choose otherwise each time.",
                    self._minutes,
                ),
                (
                    "Reviews a day at most",
                    "0 sets no limit. With a limit, the cards most at risk come first.",
                    self._cap,
                ),
                ("A day begins at", "Answers before this hour still count for the day before.", self._hour),
            )
        )
        column.addWidget(
            self._panel(
                "Cards",
                ("Grades", "Two are quicker; four tell the schedule a little more.", self._buttons),
                ("Card text", "Also Ctrl + and Ctrl -, on any page.", self._size),
            )
        )
        column.addWidget(
            self._panel(
                "Appearance",
                ("Theme", "Also Ctrl Shift L, on any page.", self._scheme),
                ("Motion", "Answers fade in. Off shows everything at once.", self._motion),
            )
        )
        column.addWidget(self._topics)
        column.addWidget(self._about())
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(760)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(middle, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.body.addLayout(row)

    def _panel(self, title: str, *rows: tuple[str, str, QWidget]) -> Panel:
        panel = Panel(self.theme, title)
        panel.content.setSpacing(0)
        for name, explanation, control in rows:
            panel.content.addWidget(SettingRow(self.theme, name, explanation, control))
        return panel

    def _about(self) -> Panel:
        panel = Panel(self.theme, "About")
        self._folder = Text(self.theme, "", "label", "ink2", wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = (
            f"Roadmap Cards {__version__}, MIT licence. Source Serif and Source Sans: SIL Open Font License."
        )
        panel.content.addWidget(Text(self.theme, words, "label", "ink2", wrap=True))
        panel.content.addWidget(self._folder)
        return panel

    def _connect(self) -> None:
        self._recall.changed.connect(
            lambda value: self._learn(
                f"Target recall is {value} %.", "Set target recall", target_recall=value / 100
            )
        )
        self._new.changed.connect(
            lambda value: self._learn(
                f"{counted(value, 'new card')} a day.", "Set new cards a day", new_per_day=value
            )
        )
        self._minutes.changed.connect(
            lambda value: self._learn(
                f"{counted(value, 'minute')} a session.", "Set minutes a session", minutes=value
            )
        )
        self._cap.changed.connect(
            lambda value: self._learn(
                f"At most {counted(value, 'review')} a day." if value else "No limit on reviews.",
                "Set reviews a day",
                reviews_per_day=value or None,
            )
        )
        self._hour.changed.connect(
            lambda value: self._learn(
                f"A day begins at {value}:00.", "Set the start of a day", day_start=value
            )
        )
        self._buttons.activated.connect(
            lambda at: self._learn(
                "Two grades." if at else "Four grades.", "Set the grades", grade_buttons=2 if at else 4
            )
        )
        self._size.activated.connect(self._set_size)
        self._scheme.activated.connect(self._set_scheme)
        self._motion.activated.connect(self._set_motion)

    # --- What is shown

    def open(self, library: Library) -> None:
        """Show the settings of a collection from now on."""
        self._library = library
        self._folder.setText(f"Your collection: {library.path}")
        self.refresh()

    def refresh(self) -> None:
        """Show what holds, without telling."""
        self._showing = True
        library = self._library
        for control in (self._recall, self._new, self._minutes, self._cap, self._hour, self._buttons):
            control.setEnabled(library is not None)
        self._topics.setVisible(library is not None)
        if library is not None:
            learning = library.learning
            self._recall.set_value(round(learning.target_recall * 100))
            self._new.set_value(learning.new_per_day)
            self._minutes.set_value(learning.minutes)
            self._cap.set_value(learning.reviews_per_day or NO_CAP)
            self._hour.set_value(learning.day_start)
            self._buttons.setCurrentIndex(0 if learning.grade_buttons == 4 else 1)
            self._show_topics(library)
        self._size.setCurrentIndex(CARD_SIZES.index(self.theme.card_size))
        self._scheme.setCurrentIndex(list(Scheme).index(self.theme.scheme))
        self._motion.setCurrentIndex(list(Motion).index(self.theme.motion))
        self._showing = False

    def _show_topics(self, library: Library) -> None:
        topics = library.decks.topics()
        chosen = [str(topic.id) for topic in topics if topic.gives_new]
        if self._chooser is not None and self._shown_topics == [topic.id for topic in topics]:
            self._chooser.choose(chosen)
            return
        self._shown_topics = [topic.id for topic in topics]
        if self._chooser is not None:
            self._topics.content.removeWidget(self._chooser)
            self._chooser.hide()
            self._chooser.deleteLater()
        self._chooser = TopicChooser(
            self.theme,
            [
                TopicChoice(
                    str(topic.id),
                    topic.title,
                    f"{topic.cards - topic.unseen} of {counted(topic.cards, 'card')} seen",
                    topic.gives_new,
                    topic.level,
                )
                for topic in topics
            ],
        )
        self._chooser.chosen_changed.connect(self._choose_topics)
        self._topics.content.addWidget(self._chooser)

    def enter(self) -> None:
        self.refresh()

    def first_focus(self) -> QWidget | None:
        return self._recall if self._recall.isEnabled() else self._scheme

    # --- What can be done

    def _learn(self, sentence: str, name: str, **values: object) -> None:
        library = self._library
        if library is not None and not self._showing:
            self._dare(lambda: library.change_learning(name, **values), sentence)

    def _choose_topics(self, names: Sequence[str]) -> None:
        library = self._library
        if library is not None and not self._showing:
            chosen = [int(name) for name in names]
            words = f"{counted(len(chosen), 'topic')} {'gives' if len(chosen) == 1 else 'give'} new cards."
            self._dare(lambda: library.decks.choose_topics(chosen), words)

    def _dare(self, action: Callable[[], object], sentence: str) -> None:
        try:
            action()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            self.refresh()
        else:
            self.said.emit(sentence, "Undo")

    def _set_size(self, at: int) -> None:
        self._preferences.card_size = CARD_SIZES[at]
        self.theme.set_card_size(CARD_SIZES[at])

    def _set_scheme(self, at: int) -> None:
        scheme = list(Scheme)[at]
        self._preferences.scheme = scheme
        self.theme.set_scheme(scheme)

    def _set_motion(self, at: int) -> None:
        motion = list(Motion)[at]
        self._preferences.motion = motion
        self.theme.set_motion(motion)
