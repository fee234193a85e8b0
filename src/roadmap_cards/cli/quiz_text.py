"""A question of a quiz in a terminal, and what is said of an answer: the right one, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from roadmap_cards.cli.terminal import tell, tell_numbered
from roadmap_cards.storage.quizzes import QuestionRow
from roadmap_cards.study.answer import difference
from roadmap_cards.study.card import Body, Choice, Citation, Cloze, Multi, Order, Output, Typed
from roadmap_cards.study.question import Given, Question, options, place_gives_away, right_answer, steps
from roadmap_cards.study.quiz import Response, Sureness
from roadmap_cards.study.quiz_wording import answer_words
from roadmap_cards.study.sides import back, front, kind_name

MISSING, EXTRA = ("[+", "+]"), ("[-", "-]")
"""What stands around a piece that was left out, and around one that is too much."""


def show_question(row: QuestionRow, place: int, count: int) -> None:
    """Print a question, at its place from 1, with what there is to choose from."""
    question = row.question
    show_heading(row, place, count)
    tell(front(question.body, question.variant))
    print()
    for number, text in enumerate(shown_texts(question), start=1):
        tell_numbered(number, text)
    if shown_texts(question):
        print()


def show_heading(row: QuestionRow, place: int, count: int) -> None:
    """Print the number of a question, its topic and its kind; not its item, which may tell the answer."""
    question = row.question
    marked = "  (marked)" if row.marked else ""
    kind = kind_name(question.body, question.variant)
    topic = "" if place_gives_away(question) else f"{question.place.topic} › "
    print(f"\n[{place} of {count}] {topic}{kind}{marked}\n")


def shown_texts(question: Question) -> tuple[str, ...]:
    """Return what is numbered under a question: its options or steps; nothing where the answer is typed."""
    return tuple(option.text for option in options(question)) or steps(question)


def is_typed(body: Body) -> bool:
    """Tell whether the answer is typed, not chosen."""
    return isinstance(body, Typed | Output | Cloze)


def given_words(question: Question, response: Response) -> str:
    """Return an answer in a few words, numbers where there are numbers."""
    if response.sureness in {None, Sureness.UNKNOWN}:
        return "I don’t know" if response.unknown else "no answer"
    shown = shown_texts(question)
    words = [
        str(shown.index(text) + 1) if text in shown else " / ".join(text.split("\n"))
        for text in response.given
    ]
    guess = " (a guess)" if response.sureness is Sureness.GUESSING else ""
    return f"{' '.join(words) if shown else '; '.join(words)}{guess}"


# --- What is said of an answer ----------------------------------------------------------------------------


def show_feedback(question: Question, response: Response) -> None:
    """Print whether an answer was right, the right answer, why, and why what was chosen is wrong."""
    print(f"\n{answer_words(response)}.\n")
    body = question.body
    match body:
        case Choice() | Multi():
            _show_options(question, response.given)
        case Order():
            tell(f"The right order:\n\n{back(body, question.variant)}\n\n")
            if response.given and not response.right:
                listed = "\n".join(f"{number}. {step}" for number, step in enumerate(response.given, 1))
                tell(f"Yours:\n\n{listed}\n\n")
        case _:
            tell(f"{back(body, question.variant)}\n\n")
            if response.right is False:
                for line in difference_lines(right_answer(body, question.variant), response.given):
                    print(line)
    if question.entry.why:
        tell(f"Why: {question.entry.why}")
    for source in question.entry.sources:
        tell(f"Source: {_source(source)}")


def _show_options(question: Question, given: Given) -> None:
    shown = list(enumerate(options(question), start=1))
    right = [(number, option) for number, option in shown if option.correct]
    wrong = [(number, option) for number, option in shown if not option.correct and option.text in given]
    missed = bool(given) and isinstance(question.body, Multi)
    print("The right answer:" if len(right) == 1 else "The right answers:")
    for number, option in right:
        left_out = " (you left it out)" if missed and option.text not in given else ""
        tell_numbered(number, f"{option.text}{left_out}\n{option.why}".rstrip())
    if wrong:
        print("\nWhy not:")
    for number, option in wrong:
        tell_numbered(number, f"{option.text}\n{option.why}".rstrip())
    print()


def difference_lines(expected: Given, given: Given) -> Iterator[str]:
    """Return what was typed, and its difference from what was expected where they share anything."""
    several = len(expected) > 1
    for number, (wanted, typed) in enumerate(zip(expected, given, strict=False), start=1):
        if wanted.strip().casefold() == typed.strip().casefold():
            continue
        yield f"{f'Gap {number}, yours' if several else 'Yours'}:{_block(typed)}"
        pieces = difference(wanted.strip(), typed.strip())
        if any(piece.kind == "same" for piece in pieces):
            marks = {"same": ("", ""), "missing": MISSING, "extra": EXTRA}
            joined = "".join(piece.text.join(marks[piece.kind]) for piece in pieces)
            legend = f"{''.join(MISSING)} is missing, {''.join(EXTRA)} is too much"
            yield f"Difference:{_block(joined)}  ({legend})"
        yield ""


def _block(text: str) -> str:
    """Return a text as it stands behind its name, or below it where it has several lines."""
    return "\n" + textwrap.indent(text, "    ") + "\n" if "\n" in text else f" {text}"


def _source(source: Citation) -> str:
    year = f" ({source.year})" if source.year else ""
    where = f", {source.where}" if source.where else ""
    return f"{source.title}{year}{where}{f', {source.url}' if source.url else ''}"
