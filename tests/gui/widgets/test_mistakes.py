"""A mistake in a list: one line, and opened all that is to be learned from it, whatever kind of question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from made_result import question, unknown, wrong
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.diff_view import DifferenceLine
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.mistake_details import MistakeDetails, compared, not_yours, why
from roadmap_cards.gui.widgets.mistake_list import MistakeList
from roadmap_cards.gui.widgets.mistake_row import MistakeRow
from roadmap_cards.gui.widgets.mistakes_panel import to_look_at
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.verdict_box import VerdictBox
from roadmap_cards.storage.quizzes import CHANGED, QuestionRow
from roadmap_cards.study.card import Body, Choice, Cloze, Multi, Option, Order, Output, Typed
from roadmap_cards.study.question import Given
from roadmap_cards.study.quiz import Sureness

Show = Callable[..., MistakeDetails]

MULTI = Multi(
    "Which are optimisers?",
    (
        Option("Adam", True, "It is."),
        Option("SGD", True, "It is, too."),
        Option("Dropout", False, "A regulariser."),
        Option("LayerNorm", False, "It normalises."),
    ),
)
ORDER = Order("Sort.", ("forward", "loss", "backward"))
CLOZE = Cloze("The {{c1::softmax}} turns {{c1::logits}} into shares.")
OUTPUT = Output("```python\nprint(0, 1, sep='\\n')\n```", "```text\n0\n1\n```")
LONG = "an option that goes on for much longer than half of a narrow column has room for"


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> FormulaCache:
    return FormulaCache(tmp_path_factory.mktemp("formulas"))


@pytest.fixture
def show(theme: Theme, formulas: FormulaCache, qtbot: QtBot) -> Show:
    def shown(
        body: Body, given: Given, variant: str = "", width: int = 460, reason: str = "Because."
    ) -> MistakeDetails:
        row = question(0, body, given=given, sureness=Sureness.GUESSING, variant=variant, why=reason)
        details = MistakeDetails(theme, formulas, row)
        qtbot.addWidget(details)
        details.resize(width, 600)
        details.show()
        settle()
        return details

    return shown


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def boxes(details: QWidget) -> list[str]:
    return [box.accessibleName() for box in details.findChildren(VerdictBox)]


def texts(details: QWidget) -> list[str]:
    return [label.accessibleName() for label in details.findChildren(CardLabel)]


# --- Both answers


@pytest.mark.parametrize(
    ("body", "given", "variant", "told"),
    [
        (
            MULTI,
            ("Adam", "Dropout"),
            "",
            ["Your answer: • Adam • Dropout", "Right answer: • Adam • SGD"],
        ),
        (
            ORDER,
            ("loss", "forward", "backward"),
            "",
            ["Your answer: 1. loss 2. forward 3. backward", "Right answer: 1. forward 2. loss 3. backward"],
        ),
        (Typed("How many?", "$12$"), ("21",), "main", ["Your answer: 21", "Right answer: 12"]),
        (CLOZE, ("sofmax", "words"), "c1", ["Your answer: sofmax, words", "Right answer: softmax, logits"]),
        (OUTPUT, ("0\n2",), "main", ["Your answer: 0\n2", "Right answer: 0\n1"]),
        (CLOZE, ("softmax",), "c1", ["Your answer: softmax, ", "Right answer: softmax, logits"]),
    ],
)
def test_both_answers_are_told(show: Show, body: Body, given: Given, variant: str, told: list[str]) -> None:
    assert boxes(show(body, given, variant)) == told


def test_of_a_question_that_was_rewritten_only_the_answer_is_left(
    theme: Theme, formulas: FormulaCache, qtbot: QtBot
) -> None:
    row = question(0, CHANGED, given=("Adam",), sureness=Sureness.SURE, variant="main", why="")
    details = MistakeDetails(theme, formulas, replace(row, changed=True))
    qtbot.addWidget(details)
    assert boxes(details) == ["Your answer: Adam"]


def test_what_is_typed_is_text_and_no_markup(show: Show) -> None:
    assert boxes(show(Typed("Which?", "`a_b`"), ("*x* <b>",), "main"))[0] == "Your answer: *x* <b>"


def test_typed_answers_are_compared_letter_by_letter() -> None:
    [typed], [expected] = compared(("softmax",), ("sofmaxx",))
    assert [(piece.text, piece.kind) for piece in typed] == [("sof", "same"), ("max", "same"), ("x", "extra")]
    assert [piece.text for piece in expected if piece.kind == "missing"] == ["t"]


def test_lines_that_were_typed_stay_lines(show: Show) -> None:
    one, two = (show(OUTPUT, (given,), "main").findChildren(DifferenceLine)[0] for given in ("0", "0\n1\n2"))
    assert round(two.heightForWidth(200) / one.heightForWidth(200)) == 3


def places(details: MistakeDetails) -> tuple[QPoint, QPoint]:
    first, second = details.findChildren(VerdictBox)
    return first.pos(), second.pos()


def test_short_answers_stand_side_by_side_and_long_ones_below_each_other(show: Show) -> None:
    def options(text: str) -> Choice:
        return Choice("Which?", (Option("yes", True, ""), Option(text, False, "")))

    first, second = places(show(options("no"), ("no",)))
    assert (first.y(), first.x()) == (second.y(), min(first.x(), second.x()))
    first, second = places(show(options(LONG), (LONG,)))
    assert first.x() == second.x()
    assert first.y() < second.y()
    first, second = places(show(ORDER, ("loss", "forward", "backward")))
    assert first.y() == second.y()
    first, second = places(show(options("no"), ("no",), width=220))
    assert first.y() < second.y()


# --- Why


def test_each_wrong_option_says_why_it_is_wrong() -> None:
    assert not_yours(MULTI, ("Adam", "Dropout")) == "A regulariser."
    assert not_yours(MULTI, ("Dropout", "LayerNorm")) == (
        "- Dropout: A regulariser.\n- LayerNorm: It normalises."
    )
    assert not_yours(MULTI, ("Adam",)) == ""
    assert not_yours(ORDER, ORDER.steps) == ""


def test_without_a_reason_of_its_own_the_right_options_give_it() -> None:
    assert why(MULTI, "Both move weights.") == "Both move weights."
    assert why(MULTI, "") == "It is. It is, too."
    assert why(ORDER, "") == ""


def test_what_has_no_reason_has_no_line_for_it(show: Show) -> None:
    assert "Because." in texts(show(ORDER, ("loss", "forward", "backward")))
    assert len(texts(show(ORDER, ("loss", "forward", "backward"), reason=""))) == 2


# --- The line


@pytest.mark.parametrize(
    ("row", "whole", "strong"),
    [
        (wrong(0, Sureness.SURE), "Sure, but wrong", True),
        (wrong(0), "Wrong, a guess", False),
        (unknown(0), "Not known", False),
        (question(0), "Not answered", False),
    ],
)
def test_a_mistake_says_how_the_answer_was_given_and_which_deserves_a_second_look(
    theme: Theme, formulas: FormulaCache, qtbot: QtBot, row: QuestionRow, whole: str, strong: bool
) -> None:
    line, details = MistakeRow(theme, formulas, row), MistakeDetails(theme, formulas, row)
    qtbot.addWidget(line)
    qtbot.addWidget(details)
    assert line.accessibleName().endswith(f"? {whole}")
    assert whole in [text.text() for text in details.findChildren(Text)]
    line.resize(420, 28)
    image = line.grab().toImage()
    again = theme.colour("again")
    right_half = [(x, y) for x in range(210, image.width()) for y in range(image.height())]
    assert any(image.pixelColor(x, y) == again for x, y in right_half) is strong


def test_a_prompt_is_one_plain_line_until_it_is_opened(
    theme: Theme, formulas: FormulaCache, qtbot: QtBot
) -> None:
    body = Typed("What is $x^2$?\n\n```python\nx = 3\nprint(x)\n```", "9")
    row = MistakeRow(theme, formulas, question(6, body, sureness=Sureness.UNKNOWN))
    qtbot.addWidget(row)
    row.resize(420, 28)
    row.show()
    assert row.accessibleName() == "Question 7: What is x^2? x = 3 … Not known"
    low = row.sizeHint().height()
    row.set_open(opened=True)
    settle()
    assert row.sizeHint().height() > 3 * low
    row.set_open(opened=False)
    assert row.sizeHint().height() == low


def test_a_list_opens_its_first_and_finds_one_by_its_question(
    theme: Theme, formulas: FormulaCache, qtbot: QtBot
) -> None:
    mistakes = MistakeList(theme, formulas, [wrong(at) for at in (2, 5, 9)])
    qtbot.addWidget(mistakes)
    mistakes.resize(460, 700)
    mistakes.show()
    assert mistakes.opened is mistakes.blocks[0]
    with qtbot.waitSignal(mistakes.toggled):
        mistakes.reopen(1005)
    assert mistakes.opened is mistakes.blocks[1]
    mistakes.reopen(4)
    assert mistakes.opened is mistakes.blocks[1]
    settle()


def test_mistakes_are_counted_in_words() -> None:
    assert [to_look_at(number) for number in (0, 1, 9, 12, 13)] == [
        "0 to look at",
        "One to look at",
        "Nine to look at",
        "Twelve to look at",
        "13 to look at",
    ]
