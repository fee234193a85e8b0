"""Review: one card at a time. Everything is done by key, and every answer is safe before the next card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.card_sheet import SHEET_WIDTH, CardSheet, back_blocks, front_blocks
from roadmap_cards.gui.widgets.diff_view import DifferenceView
from roadmap_cards.gui.widgets.fade import fade_in
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.outside import open_outside
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.rating_bar import RatingBar
from roadmap_cards.gui.widgets.ticks import Tick
from roadmap_cards.study.answer import difference, expected_output, grade_output, grade_typed
from roadmap_cards.study.card import Card, Learned, Output, Rating, Typed
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.queue import minutes
from roadmap_cards.study.wording import ago, lower_first, percent, wait

if TYPE_CHECKING:
    from roadmap_cards.library.reviews import Asked
    from roadmap_cards.library.session import Session

FLAGS = (
    ("No flag", "ink3"),
    ("Red flag", "again"),
    ("Ochre flag", "hard"),
    ("Green flag", "good"),
    ("Blue flag", "easy"),
)
"""The flags from 0 (none) to 4: name and colour."""


class ReviewPage(Page):
    """A sitting. `left` asks for the way out, `finished` says that no card is left, `why_asked` asks why.

    `map_asked` asks where the card stands on the map.
    Front and back stand on one sheet, so nothing jumps when the answer is shown; a typed answer is compared
    with the expected one, but the grade stays the person's own.
    """

    left = Signal()
    finished = Signal()
    why_asked = Signal()
    map_asked = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache, seconds: Callable[[], float]) -> None:
        """Make the sheet; `start` brings a session. `seconds` measures how long an answer takes."""
        super().__init__(theme)
        self._seconds = seconds
        self._session: Session | None = None
        self._two_buttons = False
        self._revealed = False
        self._hinted = False
        self._choosing_flag = False
        self._given: str | None = None
        self._asked_at = 0.0
        self._bar = FocusBar(theme, "End the session")
        self._bar.back.connect(self.left)
        self._sheet = CardSheet(theme, formulas)
        self._sheet.flag.clicked.connect(self._toggle_flag)
        self._sheet.view.link_clicked.connect(lambda url: open_outside(url.toString()))
        # Enter is the page's to read: the field passes it on, and a second one would grade at once.
        self._sheet.lines.done.connect(self.show_answer)
        self._sheet.source.clicked.connect(self._open_source)
        self._grades = RatingBar(theme)
        self._grades.reveal_asked.connect(self.show_answer)
        self._grades.rated.connect(self._grade)
        self._actions = ActionLine(
            theme,
            [Action(command.words, command.words, command.keys[0]) for command in self._card_commands()],
        )
        self._actions.chosen.connect(self._act)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 16)
        self.body.setSpacing(0)
        self.body.addWidget(self._bar)
        column = QVBoxLayout()
        column.setContentsMargins(24, 12, 24, 0)
        column.setSpacing(16)
        column.addWidget(self._sheet, 1)
        column.addWidget(self._grades)
        column.addWidget(self._actions)
        middle = QWidget()
        middle.setMaximumWidth(SHEET_WIDTH + 48)
        middle.setLayout(column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.body.addLayout(row, 1)

    # --- A session

    def start(self, session: Session, *, two_buttons: bool) -> None:
        """Begin a sitting, with two grades or four."""
        self._session = session
        self._two_buttons = two_buttons
        self.show_question()

    @property
    def session(self) -> Session | None:
        return self._session

    @property
    def revealed(self) -> bool:
        """Whether the answer is shown."""
        return self._revealed

    @property
    def asked(self) -> Asked | None:
        """The card on the sheet."""
        return self._session.asked if self._session else None

    def show_question(self) -> None:
        """Show the front of the present card, or say that there is none left."""
        asked = self.asked
        if asked is None:
            self.finished.emit()
            return
        self._revealed = self._hinted = self._choosing_flag = False
        self._given = None
        self._asked_at = self._seconds()
        self._sheet.show_comparison(None)
        self._show_place(asked)
        self._sheet.offer_fields(asked.card.entry.body)
        many = not self._sheet.lines.isHidden()
        typed = many or not self._sheet.field.isHidden()
        self._grades.ask(
            "Check" if typed else "Show answer", "Ctrl Enter" if many else "Enter" if typed else "Space"
        )
        self._show_text(asked.card)
        self._show_actions(asked.card)
        self._sheet.show_sources(())
        self._sheet.memory.setText(self._memory_words(asked))
        self._give_focus()

    def show_answer(self) -> None:
        """Show the back, with what each grade leads to."""
        if self._session is None or self.asked is None or self._revealed:
            return
        asked = self._session.reveal()
        self._revealed = True
        card = asked.card
        right = self._compare(card)
        self._sheet.hide_fields()
        self._show_text(card)
        self._show_actions(card)
        self._sheet.show_sources(card.entry.sources)
        offered = {
            outcome.rating: wait(outcome.memory)
            for outcome in asked.outcomes
            if not self._two_buttons or outcome.rating in {Rating.AGAIN, Rating.GOOD}
        }
        self._grades.offer(offered, default=Rating.AGAIN if right is False else Rating.GOOD)
        fade_in(self._sheet.view, self.theme, standing=self._sheet.view.standing)
        self._grades.setFocus()

    def _grade(self, rating: Rating) -> None:
        if self._session is None or self.asked is None or not self._revealed:
            return
        try:
            self._session.answer(rating, round((self._seconds() - self._asked_at) * 1000))
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return
        self.show_question()

    # --- What is shown

    def _show_place(self, asked: Asked) -> None:
        card = asked.card
        self._bar.set_path(card.place.path or (card.place.topic,))
        self._sheet.show_head(card.entry, card.variant)
        name, colour = FLAGS[card.flag]
        self._sheet.flag.set_icon("flag_filled" if card.flag else "flag", colour)
        self._sheet.flag.set_words(name)
        self._show_progress()

    def _show_progress(self) -> None:
        if self._session is None:
            return
        run = self._session.run
        firsts = run.first_answers
        now = [] if run.repeats or run.current is None else [Tick.NOW]
        ticks = [Tick.MISSED if answer.rating is Rating.AGAIN else Tick.PASSED for answer in firsts]
        if run.repeats:
            at = next(index for index, answer in enumerate(firsts) if answer.card == run.current)
            ticks[at] = Tick.NOW
        unseen = run.total - len(ticks) - len(now)
        self._bar.set_ticks([*ticks, *now, *[Tick.UNSEEN] * unseen])
        place = "coming back" if run.repeats else f"{len(firsts) + 1} of {run.total}"
        self._bar.set_note(f"{place}    about {minutes(self._session.milliseconds_left)} min left")

    def _show_text(self, card: Card) -> None:
        """Write the sheet: the question, and when it is revealed the rule, the answer and the reason."""
        if self._revealed:
            blocks = back_blocks(card.entry, card.variant, card.correction)
        else:
            blocks = front_blocks(card.entry, card.variant, card.entry.hint if self._hinted else "")
        self._sheet.view.show_blocks(blocks)

    def _show_actions(self, card: Card) -> None:
        """Offer at the foot what can be done with this side of the card."""
        offered = [command.words for command in self._card_commands()]
        if self._revealed or not card.entry.hint:
            offered.remove("Hint")
        self._actions.show_only(offered)

    def _memory_words(self, asked: Asked) -> str:
        memory = asked.card.memory
        if not isinstance(memory, Learned):
            return "New card"
        return f"Last seen {ago(memory.last_day, asked.moment.day)}, recall now {percent(asked.recall)}"

    def _compare(self, card: Card) -> bool | None:
        """Show what was typed against what was expected; None where nothing was typed."""
        field = self._sheet.field
        given = field.text() if not field.isHidden() else self._sheet.lines.text()
        self._given = given
        body = card.entry.body
        if not given.strip() or not isinstance(body, Typed | Output):
            return None
        if isinstance(body, Typed):
            right, expected = grade_typed(body, given), plain(body.answer)
        else:
            right, expected = grade_output(body, given), expected_output(body.answer)
        pieces = difference(given if right else expected, given)
        self._sheet.show_comparison(DifferenceView(self.theme, pieces))
        return right

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        if self._choosing_flag:
            return [
                Command(name, (str(number),), partial(self._set_flag, number), "Choose a flag")
                for number, (name, _) in enumerate(FLAGS)
            ] + [Command("Leave the flag as it is", ("Esc",), self._leave_flag, "Choose a flag")]
        grades = [
            Command(
                rating.name.capitalize(),
                (str(int(rating)),),
                partial(self.rate, rating),
                "Answer",
            )
            for rating in Rating
            if not self._two_buttons or rating in {Rating.AGAIN, Rating.GOOD}
        ]
        return [
            Command("Show the answer, then the outlined grade", ("Space", "Enter"), self._go_on, "Answer"),
            *grades,
            *self._card_commands(),
            Command("Scroll down", ("PgDown",), partial(self._sheet.view.scroll_page, 1), "Card"),
            Command("Scroll up", ("PgUp",), partial(self._sheet.view.scroll_page, -1), "Card"),
            Command("Open the source", ("O",), self._open_source, "Card"),
            Command("This item on the map", ("M",), self.map_asked.emit, "Card"),
            Command("Choose the flag", ("Shift F",), self._choose_flag, "Card"),
            Command("End: summary", ("Esc",), self.left.emit, "Session"),
        ]

    def _card_commands(self) -> list[Command]:
        """Return what stands at the foot of the page as well."""
        return [
            Command("Undo", ("U",), self.undo, "Card"),
            Command("Hint", ("H",), self._hint, "Card"),
            Command("Flag", ("F",), self._toggle_flag, "Card"),
            Command("Bury", ("B",), self._bury, "Card"),
            Command("Suspend", ("Shift S",), self._suspend, "Card"),
            Command("Why this card", ("I",), self.why_asked.emit, "Card"),
            Command("All keys", ("?",), self.help_asked.emit, "Card"),
        ]

    def _act(self, words: str) -> None:
        next(command for command in self._card_commands() if command.words == words).do()
        self._give_focus()

    def _go_on(self) -> None:
        if self._revealed:
            self._grades.take_default()
        else:
            self.show_answer()

    def rate(self, rating: Rating) -> None:
        """Press a grade as its digit does."""
        self._grades.rate(rating)

    def undo(self) -> bool:
        """Take the last step of this session back: its card is on the sheet again. Return whether it is."""
        if self._session is None:
            return False
        try:
            name = self._session.undo()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return False
        self.said.emit(f"Undone: {lower_first(name)}." if name else "Nothing to undo in this session.", "")
        if name:
            self.show_question()
        return bool(name)

    def redo(self) -> None:
        """Do the step again that was undone last."""
        if self._session is None:
            return
        try:
            name = self._session.redo()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return
        nothing = "Nothing to do again in this session."
        self.said.emit(f"Done again: {lower_first(name)}." if name else nothing, "")
        if name:
            self.show_question()

    def _bury(self) -> None:
        if self._session is not None and self.asked is not None and self.dared(self._session.bury):
            self.said.emit("Buried until tomorrow.", "Undo")
            self.show_question()

    def _suspend(self) -> None:
        if self._session is not None and self.asked is not None and self.dared(self._session.suspend):
            self.said.emit("Suspended: it will not be asked until it is called back.", "Undo")
            self.show_question()

    def _toggle_flag(self) -> None:
        if self.asked is not None:
            self._set_flag(0 if self.asked.card.flag else 1)

    def _choose_flag(self) -> None:
        self._choosing_flag = True
        self._sheet.flag.setFocus()  # away from the grades, which would take arrows and Enter
        choices = ", ".join(f"{number} {name.lower()}" for number, (name, _) in enumerate(FLAGS))
        self.said.emit(f"Flag: {choices}.", "")

    def _leave_flag(self) -> None:
        self._choosing_flag = False
        self.said.emit("", "")
        self._give_focus()

    def _set_flag(self, flag: int) -> None:
        if self._choosing_flag:
            self._leave_flag()
        session, asked = self._session, self.asked
        if session is not None and asked is not None and self.dared(lambda: session.flag(flag)):
            self._show_place(session.asked or asked)

    def _hint(self) -> None:
        asked = self.asked
        if asked is None or self._revealed:
            return
        if not asked.card.entry.hint:
            self.said.emit("This card has no hint.", "")
            return
        self._hinted = True
        self._show_text(asked.card)

    def _open_source(self) -> None:
        if self.asked is not None and self._revealed:
            self.open_source(self.asked.card.entry.sources)

    def first_focus(self) -> QWidget | None:
        for field in (self._sheet.field, self._sheet.lines):
            if not field.isHidden():
                return field
        return self._grades

    def _give_focus(self) -> None:
        focus = self.first_focus()
        if focus is not None and self.isVisible():  # behind another page it would take that page's keys
            focus.setFocus()
