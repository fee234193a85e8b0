"""The quiz that is under way: where one is, and the two things that can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.quiz_under_way import QuizUnderWay, hand_in_words, place_words


class UnderWayPanel(Panel):
    """`go_on_asked` and `hand_in_asked` say what the person wants."""

    go_on_asked = Signal()
    hand_in_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_quiz` fills it."""
        super().__init__(theme)
        self._now = Text(theme, "Under way", "label_strong", "accent")
        self._headline = Text(theme, "", "title", wrap=True)
        self._line = Text(theme, "", "lead", "ink2", wrap=True)
        self._state = Text(theme, "", "label", "ink2", wrap=True)
        self.go_on = PrimaryButton(theme, "Go on", "Enter")
        self.go_on.clicked.connect(self.go_on_asked)
        self.hand_in = SecondaryButton(theme, "Hand it in as it is", "H")
        self.hand_in.clicked.connect(self.hand_in_asked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._now)
        words.addWidget(self._headline)
        words.addWidget(self._line)
        words.addSpacing(8)
        words.addWidget(self._state)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(16)
        for button in (self.hand_in, self.go_on):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self.content.addLayout(self._row)

    def show_quiz(self, quiz: QuizUnderWay) -> None:
        """Show this quiz."""
        self._headline.setText(quiz.title)
        self._line.setText(place_words(quiz))
        self._state.setText(hand_in_words(quiz))
        self.go_on.setVisible(bool(quiz.questions))
        self.hand_in.set_words("Drop it" if quiz.is_void else "Hand it in as it is")
        self.setAccessibleName(f"{quiz.title} is under way")

    def arrange(self, *, stacked: bool) -> None:
        """Put the buttons below the words, what leads first, or beside them, what leads at the edge."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._buttons.removeWidget(self.go_on)
        self._buttons.insertWidget(0 if stacked else 1, self.go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.setStretch(2, int(stacked))
