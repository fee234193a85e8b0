"""`quiz`: questions in the terminal, with the same choice, marks and effect as in the window."""

from __future__ import annotations

import sys
from random import Random

from roadmap_cards.cli.quiz_loop import go_through
from roadmap_cards.cli.quiz_options import QuizOptions
from roadmap_cards.cli.quiz_result import show_result
from roadmap_cards.cli.quiz_scope import too_few, wish_of
from roadmap_cards.cli.terminal import EndError, TimeIsOutError
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_choices import level_with
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage.quizzes import QuizRow
from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.wording import counted


def run_quiz(folder: DataFolder, options: QuizOptions) -> int:
    """Go on with the quiz that is under way, or begin the one that is asked for."""
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
        for flaw in library.decks.flaws():
            print(flaw, file=sys.stderr)
        waiting = library.quizzes.under_way()
        if options.hand_in:
            if waiting is None:
                raise ProblemError("No quiz is under way.", hint="Begin one: roadmap-cards quiz")
            _show(library, library.quizzes.hand_in_as_it_is())
        else:
            _sit(library, _resumed(library, waiting, options) if waiting else _begun(library, options))
    return 0


def _resumed(library: Library, waiting: QuizRow, options: QuizOptions) -> QuizSitting:
    sitting = library.quizzes.resume()
    print(
        f"“{waiting.title}” is under way, question {sitting.place + 1} of {len(sitting.questions)}: "
        "resuming it. (--hand-in hands it in as it is.)"
    )
    if options.describe_a_quiz:
        print("What you asked for just now can begin after it.")
    return sitting


def _begun(library: Library, options: QuizOptions) -> QuizSitting:
    rng = Random(options.seed)
    catalogue = library.quizzes.catalogue(rng.getrandbits(31))
    wish = wish_of(options, catalogue)
    outlook = catalogue.outlook(wish)
    fewer = too_few(wish, outlook)
    if not outlook.questions:
        raise ProblemError(fewer, hint="" if outlook.resting else "Choose more topics or kinds.")
    if fewer:
        print(fewer)
    # Without a seed, chance is the machine's.
    sitting = library.quizzes.start(wish, rng, catalogue)
    is_level = bool(level_with(catalogue, wish.topics))
    topics = f" from {counted(outlook.topics, 'topic')}" if is_level and outlook.topics > 1 else ""
    about = "at most" if wish.mode is Mode.EXAM else "about"
    print(
        f"{sitting.quiz.title}: {counted(outlook.questions, 'question')}{topics}, "
        f"{about} {outlook.minutes} min."
    )
    return sitting


def _sit(library: Library, sitting: QuizSitting) -> None:
    """Ask, then hand in; or keep the quiz for later."""
    try:
        go_through(sitting)
    except TimeIsOutError:
        print("\nThe time is out; the exam is handed in as it is.")
    except EndError:
        _keep(sitting)
        return
    _show(library, sitting.hand_in())


def _keep(sitting: QuizSitting) -> None:
    """Leave a quiz so that it goes on at a question that can be answered."""
    place = sitting.next_open()
    if not sitting.exam and sitting.current.response.answered and place is not None:
        sitting.go(place)
    sitting.keep_time()
    print(
        f"\nKept at question {sitting.place + 1} of {len(sitting.questions)}, {sitting.answered} answered. "
        "Go on with: roadmap-cards quiz"
    )


def _show(library: Library, number: int | None) -> None:
    """Show the result of the quiz with this number; None is a practice in which nothing was answered."""
    if number is None:
        print("Nothing was answered: the quiz is forgotten.")
        return
    show_result(library.quizzes.result(number), library.moment().day)
