"""What a quiz will be, in words, before it is started."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roadmap_cards.library.quiz_choices import level_with, most
from roadmap_cards.study.blueprint import REST_DAYS
from roadmap_cards.study.question import QUESTION_KINDS
from roadmap_cards.study.quiz import EXAM_SIZE, Focus, Mode, Wish
from roadmap_cards.study.quiz_score import PASS, TOPIC_PASS
from roadmap_cards.study.wording import counted, listed, percent

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_catalogue import Catalogue

FOCUS_NAMES = {
    Focus.ALL: "All",
    Focus.WEAK: "Weak spots",
    Focus.MISTAKES: "Past mistakes",
    Focus.RESTED: "Not asked lately",
}
SIZE_LINES = ("Two minutes", "A topic", "A level exam")
LATELY = f"asked in the last {REST_DAYS} days"
MODE_LINES = {Mode.PRACTICE: "Feedback after each answer", Mode.EXAM: "Timed; feedback at the end"}


@dataclass(frozen=True, slots=True)
class QuizWords:
    """The head of the page: what the quiz is called, the live line, a sentence below.

    `again` says that what was asked a short time ago may be asked again, if the person wants that.
    """

    title: str
    headline: str
    sentence: str
    questions: int
    again: bool = False


def quiz_words(catalogue: Catalogue, wish: Wish, wanted: int, *, moves: bool) -> QuizWords:
    """Return what a wish comes to in words.

    `wanted` is how many questions were asked for; `moves` says that quizzes may move the schedule.
    """
    if not wish.topics:
        return QuizWords("Quiz", "No topic is chosen", "Tick at least one topic.", 0)
    if not wish.kinds & {one.kind for one in catalogue.candidates if one.topic in wish.topics}:
        return QuizWords("Quiz", "No kind is chosen", "Tick at least one kind of question.", 0)
    title = catalogue.title(wish)
    outlook = catalogue.outlook(wish)
    resting = catalogue.outlook(replace(wish, again=False)).resting
    few = outlook.questions < wanted
    again = resting > 0 and (few or wish.again)
    if not outlook.questions:
        headline, sentence = _nothing(wish, resting)
        return QuizWords(title, headline, sentence, 0, again)
    said = []
    if few or wish.again:
        said.append(_how_many(outlook.questions, resting, again=wish.again))
    if wish.mode is Mode.EXAM:
        said.append(_exam(catalogue, wish, outlook.questions))
    elif not said:
        said.append(_practice(moves=moves))
    headline = f"{counted(outlook.questions, 'question')} {_whence(catalogue, wish, outlook.topics)}"
    time = f"{counted(outlook.minutes, 'minute')} at most"
    if wish.mode is Mode.PRACTICE:
        time = f"about {outlook.minutes} min"
    return QuizWords(title, f"{headline}, {time}", " ".join(said), outlook.questions, again)


def _whence(catalogue: Catalogue, wish: Wish, topics: int) -> str:
    """Return where the questions come from: the only topic by its name."""
    if len(wish.topics) == 1:
        return f"on {next(topic.title for topic in catalogue.topics if topic.id in wish.topics)}"
    return f"from {counted(topics, 'topic')}"


def scope_words(catalogue: Catalogue, wish: Wish) -> str:
    """Return how many questions a wish is about; how many past mistakes there are is said before it is asked.

    “152 questions, 12 past mistakes”
    """
    mistakes = catalogue.mistakes(wish)
    of_mistakes = counted(mistakes, "past mistake")
    if wish.focus is Focus.MISTAKES:
        return of_mistakes
    questions = counted(most(catalogue, wish), "question")
    return f"{questions}, {of_mistakes}" if mistakes else questions


def _how_many(questions: int, resting: int, *, again: bool) -> str:
    return f"Some may be among those {LATELY}." if again else f"{there_are(questions, resting)}."


def there_are(questions: int, resting: int) -> str:
    """Return how many questions there are, and how many more but for their rest: a part of a sentence."""
    if not questions:
        there, more = "There is no such question", ""
    else:
        there = f"There {'is' if questions == 1 else 'are'} {counted(questions, 'such question')}"
        more = " more"
    return f"{there}; {resting}{more} {'was' if resting == 1 else 'were'} {LATELY}" if resting else there


def _nothing(wish: Wish, resting: int) -> tuple[str, str]:
    if resting:
        all_of_them = "The only such question was" if resting == 1 else f"All {resting} such questions were"
        return "Nothing to ask today", f"{all_of_them} {LATELY}."
    if wish.focus is Focus.MISTAKES:
        return "No past mistakes", "Nothing in these topics was answered wrong the last time it was asked."
    return "Nothing to ask", "There is no such question in these topics."


def _practice(*, moves: bool) -> str:
    if not moves:
        return "Answers are noted and move no cards: so your settings say."
    return "Sure answers move cards you have learned to a later day, wrong ones to an earlier one."


def _exam(catalogue: Catalogue, wish: Wish, questions: int) -> str:
    """Return what an exam is worth: what it takes to pass, or why it counts for no level."""
    if wish.is_level_exam and questions >= EXAM_SIZE:
        return f"Counts for the level: pass mark {percent(PASS)}, every topic at least {percent(TOPIC_PASS)}."
    takes = [
        words
        for words, lacking in (
            ("one whole level", not level_with(catalogue, wish.topics)),
            ("the focus “All”", wish.focus is not Focus.ALL),
            ("every kind", wish.kinds != frozenset(QUESTION_KINDS)),
            (counted(EXAM_SIZE, "question"), questions < EXAM_SIZE),
        )
        if lacking
    ]
    return f"Does not count for a level: that takes {listed(takes)}."
