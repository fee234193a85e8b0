"""The foot of a question: hand in as sure, as a guess or not known; afterwards, go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import ActionButton, PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.study.quiz import Sureness

TALL = 52
"""Pixels: all stand in one line."""


class QuestionFoot(QWidget):
    """Buttons for what can be done now, each with its key. What they ask for is told by signals."""

    answered = Signal(object)
    next_asked = Signal()
    skip_asked = Signal()
    overruled = Signal()
    others_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sure = PrimaryButton(theme, "Check answer", "Enter")
        self._guess = SecondaryButton(theme, "I\u2019m guessing", "Shift Enter", height=TALL)
        self._unknown = ActionButton(theme, "I don\u2019t know", "0")
        self._skip = ActionButton(theme, "Skip", "N")
        self._next = PrimaryButton(theme, "Next question", "Enter")
        self._overrule = SecondaryButton(theme, "I was right", "I", height=TALL)
        self._sure.clicked.connect(lambda: self.answered.emit(Sureness.SURE))
        self._guess.clicked.connect(lambda: self.answered.emit(Sureness.GUESSING))
        self._unknown.clicked.connect(lambda: self.answered.emit(Sureness.UNKNOWN))
        self._skip.clicked.connect(self.skip_asked)
        self._next.clicked.connect(self.next_asked)
        self._others = ActionButton(theme, "Why not the others", "W")
        self._others.clicked.connect(self.others_asked)
        self._overrule.clicked.connect(self.overruled)
        for small in (self._unknown, self._skip, self._others):
            small.setFixedHeight(TALL)
        flow = FlowLayout(across=16, down=4, parent=self)
        self._asking = (self._sure, self._guess, self._unknown, self._skip)
        for part in (*self._asking, self._next, self._overrule, self._others):
            flow.addWidget(part)
        self.offer_answer(exam=False, typed=False, many=False, stands=False)

    def offer_answer(self, *, exam: bool, typed: bool, many: bool, stands: bool) -> None:
        """Offer to hand an answer in. `typed`: letters belong to the answer, so keys need Alt.

        `many` lines end with Ctrl Enter; `stands` says that an answer was handed in, and is not changed.
        """
        self._sure.set_words("Go on" if stands else "Hand in, sure" if exam else "Check answer")
        self._sure.set_key("Ctrl Enter" if many else "Enter")
        self._guess.set_key("Ctrl Shift Enter" if many else "Shift Enter")
        self._unknown.set_key("Alt 0" if typed else "0")
        self._skip.set_key("Alt N" if typed else "N")
        for part in self._asking:
            part.show()
        for part in (self._next, self._overrule, self._others):
            part.hide()

    def offer_next(self, *, last: bool, overrule: bool | None, others: bool) -> None:
        """Offer to go on; after the `last` question, to the result.

        `overrule`: whether a typed answer that was marked wrong counts as right now; None where there is
        none. `others`: options say on demand why they are wrong.
        """
        self._next.set_words("See the result" if last else "Next question")
        for part in self._asking:
            part.hide()
        self._next.show()
        self._overrule.set_words("It was wrong" if overrule else "I was right")
        self._overrule.setVisible(overrule is not None)
        self._others.setVisible(others)

    @property
    def overrule_offered(self) -> bool:
        return not self._overrule.isHidden()

    def first_focus(self) -> QWidget:
        """Return the button that Enter presses after an answer."""
        return self._next
