"""The foot of a question: hand in as sure, as a guess or not known; afterwards, go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import ActionButton, PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.quiz import Sureness

TALL = 52
"""Pixels: all stand in one line."""

HANDED_IN = {
    Sureness.SURE: "Handed in as sure; it can be changed until the end.",
    Sureness.GUESSING: "Handed in as a guess; it can be changed until the end.",
    Sureness.UNKNOWN: "Handed in as not known; it can be changed until the end.",
}


class QuestionFoot(QWidget):
    """Buttons for what can be done now, each with its key. What they ask for is told by signals."""

    answered = Signal(object)
    next_asked = Signal()
    skip_asked = Signal()
    overruled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sure = PrimaryButton(theme, "Check answer", "Enter")
        self._guess = SecondaryButton(theme, "I\u2019m guessing", "Shift Enter", height=TALL)
        self._unknown = ActionButton(theme, "I don\u2019t know", "0")
        self._skip = ActionButton(theme, "Skip", "N")
        self._again = Text(theme, "", "label", "ink2")
        self._next = PrimaryButton(theme, "Next question", "Enter")
        self._overrule = SecondaryButton(theme, "I was right", "Ctrl Enter", height=TALL)
        self._sure.clicked.connect(lambda: self.answered.emit(Sureness.SURE))
        self._guess.clicked.connect(lambda: self.answered.emit(Sureness.GUESSING))
        self._unknown.clicked.connect(lambda: self.answered.emit(Sureness.UNKNOWN))
        self._skip.clicked.connect(self.skip_asked)
        self._next.clicked.connect(self.next_asked)
        self._overrule.clicked.connect(self.overruled)
        for small in (self._unknown, self._skip):
            small.setFixedHeight(TALL)
        flow = FlowLayout(across=16, down=4, parent=self)
        self._asking = (self._sure, self._guess, self._unknown, self._skip)
        for part in (*self._asking, self._next, self._overrule, self._again):
            flow.addWidget(part)
        self.offer_answer(exam=False, typed=False, many=False, again=None)

    def offer_answer(self, *, exam: bool, typed: bool, many: bool, again: Sureness | None) -> None:
        """Offer to hand an answer in. `typed`: letters belong to the answer, so keys need Alt.

        `many` lines end with Ctrl Enter; `again` is how an answer was handed in before.
        """
        self._sure.set_words("Hand in, sure" if exam else "Check answer")
        self._sure.set_key("Ctrl Enter" if many else "Enter")
        self._guess.set_key("Ctrl Shift Enter" if many else "Shift Enter")
        self._unknown.set_key("Alt 0" if typed else "0")
        self._skip.set_key("Alt N" if typed else "N")
        self._again.setText(HANDED_IN[again] if again else "")
        for part in self._asking:
            part.show()
        self._again.setVisible(again is not None)
        self._next.hide()
        self._overrule.hide()

    def offer_next(self, *, last: bool, overrule: bool) -> None:
        """Offer to go on; after the `last` question, to the result. `overrule`: a typed answer was wrong."""
        self._next.set_words("See the result" if last else "Next question")
        for part in (*self._asking, self._again):
            part.hide()
        self._next.show()
        self._overrule.setVisible(overrule)

    @property
    def overrule_offered(self) -> bool:
        return not self._overrule.isHidden()

    def first_focus(self) -> QWidget:
        """Return the button that Enter presses after an answer."""
        return self._next
