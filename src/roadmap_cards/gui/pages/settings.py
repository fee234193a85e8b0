"""Settings: each change acts at once; those about learning can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards import __version__
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import CARD_SIZES, Contrast, Motion, Scheme, Theme
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.choice_list import TopicChoice, TopicChooser
from roadmap_cards.gui.widgets.number_field import NumberField
from roadmap_cards.gui.widgets.page import Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roadmap_desk import RoadmapDesk
from roadmap_cards.gui.widgets.roadmaps_panel import RoadmapsPanel
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.setting_row import SettingRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.library import Library
    from roadmap_cards.storage.today import TopicRow

WIDEST = 760

NO_CAP = 0
"""How the field holds a day without a cap on reviews."""

BUTTONS = (4, 2)
SCHEMES = tuple(Scheme)
MOTIONS = tuple(Motion)
CONTRASTS = tuple(Contrast)


class SettingsPage(Page):
    """All settings in one column. Until `open`, only those of the machine can be set."""

    open_roadmap_asked = Signal()
    """The person wants to open a roadmap file."""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        """Show what belongs to the machine; `open` brings what belongs to a collection."""
        super().__init__(theme)
        self._preferences = preferences
        self._library: Library | None = None
        self._showing = False
        self._recall = NumberField(theme, 90, 70, 99, unit=" %")
        self._new = NumberField(theme, 10, 0, 200)
        self._minutes = NumberField(theme, 15, 1, 240, step=5, unit=" min")
        self._cap = NumberField(theme, NO_CAP, NO_CAP, 9999, step=10, none="no limit")
        self._hour = NumberField(theme, 4, 0, 12, unit=":00")
        self._buttons = Segment(theme, ["Four", "Two"], "Grades")
        self._quiz_moves = Segment(theme, ["On", "Off"], "Quiz answers move the schedule")
        self._size = ChoiceField(theme, [f"{size} %" for size in CARD_SIZES])
        self._scheme = Segment(theme, ["System", "Light", "Dark"], "Theme")
        self._motion = Segment(theme, ["System", "On", "Off"], "Motion")
        self._contrast = Segment(theme, ["System", "On", "Off"], "More contrast")
        self._desk: RoadmapDesk | None = None
        self._roadmaps = RoadmapsPanel(theme)
        self._roadmaps.open_asked.connect(self.open_roadmap_asked)
        self._roadmaps.hide()
        self._topics = Panel(theme, "Topics that give new cards")
        self._chooser: TopicChooser | None = None
        self._shown: list[TopicChoice] = []
        self._folder = Text(theme, "", "label", "ink2", wrap=True)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(40, 40, 40, 40)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(Text(self.theme, "Settings", "title"))
        column.addWidget(
            self._panel(
                "Learning",
                (
                    "Target recall",
                    "How likely you still know a card when it comes back. Higher means more reviews.",
                    self._recall,
                ),
                (
                    "New cards a day",
                    "More is faster, but each one comes back several times in its first month.",
                    self._new,
                ),
                (
                    "Minutes a session",
                    "What Today proposes; longer clears more at once. You can choose otherwise each day.",
                    self._minutes,
                ),
                (
                    "Reviews a day at most",
                    "With a limit, the cards most at risk come first and the others wait, fading.",
                    self._cap,
                ),
                (
                    "A day begins at",
                    "Answers before this hour still count for the day before.",
                    self._hour,
                ),
            )
        )
        column.addWidget(
            self._panel(
                "Cards",
                (
                    "Grades",
                    "Again, Hard, Good, Easy; or Again and Good alone: quicker, but they tell less.",
                    self._buttons,
                ),
                (
                    "Card text",
                    "Question, answer, code and formulas together. Also Ctrl + and Ctrl -.",
                    self._size,
                ),
            )
        )
        column.addWidget(
            self._panel(
                "Quiz",
                (
                    "Answers move the schedule",
                    "Wrong answers bring a card back sooner, sure ones later; guesses are only noted. "
                    "Off: a quiz is noted, and moves nothing.",
                    self._quiz_moves,
                ),
            )
        )
        column.addWidget(
            self._panel(
                "Appearance",
                ("Theme", "System follows your desktop. Also Ctrl Shift L.", self._scheme),
                ("Motion", "Answers fade in. Off shows everything at once.", self._motion),
                (
                    "More contrast",
                    "The map outlines every hexagon and writes the number of its tint, 1 to 5, inside.",
                    self._contrast,
                ),
            )
        )
        told = "Cards you have seen stay in review, whatever you choose here."
        self._topics.content.addWidget(Text(self.theme, told, "label", "ink2", wrap=True))
        column.addWidget(self._topics)
        column.addWidget(self._roadmaps)
        column.addLayout(self._about())
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        row = QHBoxLayout()
        row.addWidget(middle, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _panel(self, title: str, *rows: tuple[str, str, QWidget]) -> Panel:
        panel = Panel(self.theme, title)
        panel.content.setSpacing(0)
        for number, (name, explanation, control) in enumerate(rows, start=1):
            row = SettingRow(self.theme, name, explanation, control, last=number == len(rows))
            panel.content.addWidget(row)
        return panel

    def _about(self) -> QGridLayout:
        """Return what the program is, quietly, below the panels."""
        self._folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._folder.setAccessibleName("Data folder")
        self._folder_name = Text(self.theme, "Data folder", "label", "ink3")
        grid = QGridLayout()
        grid.setContentsMargins(24, 4, 24, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Text(self.theme, "About", "heading"), 0, 0, 1, 2)
        for line, (name, words) in enumerate(
            (
                (Text(self.theme, "Version", "label", "ink3"), f"Roadmap Cards {__version__}, MIT licence"),
                (
                    Text(self.theme, "Fonts", "label", "ink3"),
                    "Source Serif and Source Sans, SIL Open Font License",
                ),
            ),
            start=1,
        ):
            grid.addWidget(name, line, 0)
            grid.addWidget(Text(self.theme, words, "label", "ink2", wrap=True), line, 1)
        grid.addWidget(self._folder_name, 3, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._folder, 3, 1)
        return grid

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
        self._buttons.chosen.connect(
            lambda at: self._learn(
                "Two grades." if BUTTONS[at] == 2 else "Four grades.",
                "Set the grades",
                grade_buttons=BUTTONS[at],
            )
        )
        self._quiz_moves.chosen.connect(
            lambda at: self._learn(
                "Quiz answers only get noted." if at else "Quiz answers move the schedule.",
                "Set what a quiz moves",
                quiz_moves=not at,
            )
        )
        self._size.activated.connect(self._set_size)
        self._scheme.chosen.connect(self._set_scheme)
        self._motion.chosen.connect(self._set_motion)
        self._contrast.chosen.connect(self._set_contrast)

    # --- What is shown

    def open(self, library: Library) -> None:
        """Show the settings of a collection from now on."""
        self._library = library
        self._folder.setText(str(library.path.parent))
        self.refresh()

    def offer_roadmaps(self, desk: RoadmapDesk) -> None:
        """List the roadmaps of the collection from now on, and offer to open another."""
        self._desk = desk
        self._roadmaps.show()
        self.refresh()

    def refresh(self) -> None:
        """Show what holds, without telling."""
        library = self._library
        for control in (
            self._recall,
            self._new,
            self._minutes,
            self._cap,
            self._hour,
            self._buttons,
            self._quiz_moves,
        ):
            control.setEnabled(library is not None)
        for text in (self._folder_name, self._folder):
            text.setVisible(library is not None)
        if library is None:
            self._topics.hide()
        else:
            learning = library.learning
            self._recall.set_value(round(learning.target_recall * 100))
            self._new.set_value(learning.new_per_day)
            self._minutes.set_value(learning.minutes)
            self._cap.set_value(learning.reviews_per_day or NO_CAP)
            self._hour.set_value(learning.day_start)
            self._buttons.set_chosen(BUTTONS.index(learning.grade_buttons))
            self._quiz_moves.set_chosen(0 if learning.quiz_moves else 1)
            self._show_topics(library.decks.topics())
        if self._desk is not None:
            self._roadmaps.show_roadmaps(self._desk.known())
        self._size.setCurrentIndex(CARD_SIZES.index(self.theme.card_size))
        self._scheme.set_chosen(SCHEMES.index(self.theme.scheme))
        self._motion.set_chosen(MOTIONS.index(self.theme.motion))
        self._contrast.set_chosen(CONTRASTS.index(self.theme.more_contrast))

    def _show_topics(self, topics: Sequence[TopicRow]) -> None:
        """Show the topics; the rows are made anew only where more than a tick has changed."""
        self._topics.setVisible(bool(topics))
        chosen = tuple(str(topic.id) for topic in topics if topic.gives_new)
        self._topics.set_note(f"{len(chosen)} of {len(topics)}")
        choices = [
            TopicChoice(
                str(topic.id),
                topic.title,
                f"{topic.cards - topic.unseen} of {counted(topic.cards, 'card')} seen",
                group=topic.level,
            )
            for topic in topics
        ]
        if self._chooser is None or choices != self._shown:
            if self._chooser is not None:
                self._topics.content.removeWidget(self._chooser)
                self._chooser.hide()
                self._chooser.deleteLater()
            self._shown = choices
            self._chooser = TopicChooser(self.theme, choices)
            self._chooser.chosen_changed.connect(self._choose_topics)
            self._topics.content.addWidget(self._chooser)
        self._showing = True
        self._chooser.choose(chosen)
        self._showing = False

    def enter(self) -> None:
        self.refresh()

    def first_focus(self) -> QWidget | None:
        return self._recall if self._recall.isEnabled() else self._scheme

    def minimumSizeHint(self) -> QSize:
        # The page scrolls: its height follows from the width it gets, not from the narrowest one.
        return QSize(super().minimumSizeHint().width(), 0)

    # --- What can be done

    def _learn(self, sentence: str, name: str, **values: object) -> None:
        library = self._library
        if library is not None:
            self._dare(lambda: library.change_learning(name, **values), sentence)

    def _choose_topics(self, names: Sequence[str]) -> None:
        library = self._library
        if library is None or self._showing:
            return
        chosen = [int(name) for name in names]
        give = "gives" if len(chosen) == 1 else "give"
        words = (
            f"{counted(len(chosen), 'topic')} {give} new cards." if chosen else "No topic gives new cards."
        )
        self._dare(lambda: library.decks.choose_topics(chosen), words)

    def _dare(self, action: Callable[[], object], sentence: str) -> None:
        """Do something to the collection and offer to undo it, or say why it could not be done."""
        try:
            action()
        except ProblemError as problem:
            self.warned.emit(str(problem))
        else:
            self.said.emit(sentence, "Undo")
        self.refresh()

    def _set_size(self, at: int) -> None:
        self._preferences.card_size = CARD_SIZES[at]
        self.theme.set_card_size(CARD_SIZES[at])

    def _set_scheme(self, at: int) -> None:
        self._preferences.scheme = SCHEMES[at]
        self.theme.set_scheme(SCHEMES[at])

    def _set_motion(self, at: int) -> None:
        self._preferences.motion = MOTIONS[at]
        self.theme.set_motion(MOTIONS[at])

    def _set_contrast(self, at: int) -> None:
        self._preferences.more_contrast = CONTRASTS[at]
        self.theme.set_more_contrast(CONTRASTS[at])
