"""Going through a quiz in the terminal: one question after the other, and an overview at the end."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from roadmap_cards.cli.quiz_keys import Answer, Key, ask, key_words
from roadmap_cards.cli.quiz_text import given_words, is_typed, show_feedback, show_question
from roadmap_cards.cli.terminal import EndError, TimeIsOutError, read, tell
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.study.quiz_clock import clock_words
from roadmap_cards.study.wording import counted


def go_through(sitting: QuizSitting) -> None:
    """Ask until the quiz is to be handed in.

    Raises EndError where it is left for later, TimeIsOutError where the time of an exam is over.
    """
    _need_time(sitting)
    tell(key_words(exam=sitting.exam))
    if not sitting.exam and sitting.current.response.answered and not _go_to_next_open(sitting):
        return
    while True:
        if _one_question(sitting):
            return


def _one_question(sitting: QuizSitting) -> bool:
    """Ask the present question and move on; return whether the quiz is to be handed in."""
    show_question(sitting.current, sitting.place + 1, len(sitting.questions))
    if sitting.current.response.answered:
        print(f"Your answer so far: {given_words(sitting.current.question, sitting.current.response)}")
    while True:
        match ask(sitting.current.question, lambda prompt: _timed_line(sitting, prompt)):
            case Key.LATER:
                raise EndError
            case Key.HAND_IN:
                return _overview(sitting)
            case Key.MARK:
                print("Marked." if sitting.toggle_mark() else "Not marked any more.")
            case Key.BACK if not sitting.exam:
                print("In practice there is no way back: an answer is final. /n skips.")
            case Key.BACK if sitting.place == 0:
                print("This is the first question.")
            case Key.BACK:
                sitting.go(sitting.place - 1)
                return False
            case Key.NEXT:
                return not _skip(sitting) and _overview(sitting)
            case Answer() as answer:
                return _hand_in_answer(sitting, answer)
            case _:
                tell(key_words(exam=sitting.exam))


def _hand_in_answer(sitting: QuizSitting, answer: Answer) -> bool:
    sitting.answer(answer.given, answer.sureness)
    row = sitting.current
    if sitting.exam:
        print(f"Kept: {given_words(row.question, row.response)}")
        return not _go_to_next_open(sitting, onward=True) and _overview(sitting)
    show_feedback(row.question, row.response)
    last = sitting.next_open() is None
    hands_in = last
    try:
        hands_in |= _pause(sitting, last=last)
    except EndError:
        if not last:
            raise
    if hands_in:
        return last or _overview(sitting)
    return not _go_to_next_open(sitting, onward=True) and _overview(sitting)


def _pause(sitting: QuizSitting, *, last: bool) -> bool:
    """Leave time to read why; return whether the quiz is to be handed in.

    What was typed and not taken may count as right after all.
    """
    row = sitting.current
    can_overrule = is_typed(row.question.body) and bool(row.response.given) and row.response.right is False
    overrule = "; /r if yours was right after all" if can_overrule else ""
    while True:
        typed = read(f"Enter: {'the result' if last else 'the next question'}{overrule} > ").strip()
        match typed.casefold():
            case "":
                return False
            case Key.HAND_IN:
                return True
            case Key.LATER:
                raise EndError
            case "/r" if can_overrule:
                sitting.overrule()
                print("It counts as right.")
                return False
            case _:
                print("Enter goes on, /h hands in, /q leaves the quiz for later.")


# --- From question to question ------------------------------------------------------------------------------


def _skip(sitting: QuizSitting) -> bool:
    """Go to the next question, in practice to the next open one; False at the end."""
    if not sitting.exam:
        return _go_to_next_open(sitting, onward=True)
    if sitting.place == len(sitting.questions) - 1:
        return False
    sitting.go(sitting.place + 1)
    return True


def _go_to_next_open(sitting: QuizSitting, *, onward: bool = False) -> bool:
    """Go to the next open question (`onward`: not from the start again); False if there is none."""
    place = sitting.next_open()
    if place is None or (onward and place <= sitting.place):
        return False
    sitting.go(place)
    return True


def _overview(sitting: QuizSitting) -> bool:
    """Show what is answered, open and marked; return whether to hand in, or go to the question wished for."""
    rows = sitting.questions
    is_open = [number for number, row in enumerate(rows, start=1) if not row.response.answered]
    marked = [number for number, row in enumerate(rows, start=1) if row.marked]
    print(f"\n{sitting.answered} of {counted(len(rows), 'question')} answered.")
    if is_open:
        print(f"Open, and {'wrong' if sitting.exam else 'left out'} if handed in so: {ranges(is_open)}.")
    if marked:
        print(f"Marked: {ranges(marked)}.")
    first = "Enter goes to the first open one, " if is_open else ""
    while True:
        wish = _timed_line(sitting, f"Hand in? [y]; {first}a number to that question > ").strip().casefold()
        match wish:
            case "y" | "yes":
                return True
            case Key.LATER:
                raise EndError
            case "" if is_open:
                sitting.go(is_open[0] - 1)
                return False
            case _ if not wish.isdecimal() or not 1 <= int(wish) <= len(rows):
                print(f"Type y, a number from 1 to {len(rows)}, or /q to leave it for later.")
            case _ if not sitting.exam and int(wish) not in is_open:
                print("It is answered, and in practice an answer is final.")
            case _:
                sitting.go(int(wish) - 1)
                return False


def ranges(numbers: Iterable[int]) -> str:
    """Return ascending numbers in short: “1–3, 7”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


# --- Time ---------------------------------------------------------------------------------------------------


def _timed_line(sitting: QuizSitting, prompt: str) -> str:
    """Read a line while the time of the present question runs, with what an exam leaves in the prompt."""
    left = sitting.left
    started = monotonic()
    try:
        return read(prompt if left is None else f"[{clock_words(left)} left] {prompt}", left)
    finally:
        sitting.spend(round((monotonic() - started) * 1000))
        _need_time(sitting)


def _need_time(sitting: QuizSitting) -> None:
    if sitting.time_is_out:
        raise TimeIsOutError
