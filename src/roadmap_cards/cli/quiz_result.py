"""What a quiz came to, printed: the score and what it is worth, by topic, what moved, and the mistakes."""

from __future__ import annotations

from roadmap_cards.cli.quiz_text import given_words, show_feedback, show_heading
from roadmap_cards.cli.terminal import tell, tell_numbered
from roadmap_cards.library.quiz_result import QuizResult
from roadmap_cards.storage.quizzes import QuestionRow
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.question import right_answer
from roadmap_cards.study.quiz import Mode, Sureness
from roadmap_cards.study.quiz_score import TOPIC_PASS, Score
from roadmap_cards.study.quiz_wording import (
    count_words,
    effect_words,
    headline,
    level_words,
    move_words,
    score_words,
    sentence,
    sureness_words,
)
from roadmap_cards.study.sides import front
from roadmap_cards.study.wording import counted, duration

FIRST_MOVED = 12
"""Cards that are named; how many more there are is said."""


def show_result(result: QuizResult, today: int) -> None:
    """Print all that a quiz came to, as seen from a study day."""
    _show_score(result)
    _show_topics(result)
    _show_time(result)
    _show_sureness(result)
    _show_cards(result, today)
    _show_mistakes(result)


def _show_score(result: QuizResult) -> None:
    exam = result.quiz.mode is Mode.EXAM
    score, verdict = result.score, result.verdict
    print(f"\n{result.quiz.title}: {headline(score, verdict, result.quiz.mode)}\n")
    titles = {topic.id: topic.title for topic in result.topics}
    tell(sentence(score, verdict if exam else None, titles))
    print(f"Uncorrected: {score_words(score.raw)} ({count_words(score)})")
    if result.quiz.timed_out:
        print("The time was out before the exam was handed in.")
    worth = level_words(passed=verdict.passed, counts=result.quiz.counts_for_level)
    if exam and worth:
        print(worth)


def _show_topics(result: QuizResult) -> None:
    if len(result.topics) < 2:
        return
    print("\nBy topic:")
    width = max(len(topic.title) for topic in result.topics)
    for topic in result.topics:
        print(f"  {topic.title:<{width}}  {_topic_words(topic.score)}")


def _topic_words(score: Score) -> str:
    known, low, high = (score_words(share, TOPIC_PASS) for share in (score.corrected, score.low, score.high))
    return f"{score.right:>2} of {score.asked:>2}   corrected {known:>5}  ({low} to {high})"


def _show_time(result: QuizResult) -> None:
    allowed = f" of {duration(result.quiz.allowed)}" if result.quiz.allowed is not None else ""
    print(f"\nTime: {duration(result.quiz.used)}{allowed}")
    for pace in result.paces:
        code = "with code" if pace.code else "without code"
        limit = f"; an exam allows {pace.allowed // 1000} s"
        print(f"  {counted(pace.answered, 'answer')} {code}: {duration(pace.mean)} each{limit}")


def _show_sureness(result: QuizResult) -> None:
    print(f"\n{'How sure':<14} right  wrong")
    for sureness in (Sureness.SURE, Sureness.GUESSING, Sureness.UNKNOWN, None):
        right, wrong = (result.sureness.get((sureness, is_right), 0) for is_right in (True, False))
        if right or wrong:
            print(f"  {sureness_words(sureness).capitalize():<12} {right:>5}  {wrong:>5}")
    if mistaken := result.sureness.get((Sureness.SURE, False), 0):
        print(f"Sure and wrong: {counted(mistaken, 'answer')}. Look at these first.")


def _show_cards(result: QuizResult, today: int) -> None:
    if result.moved:
        print(f"\nThe schedule: {counted(len(result.moved), 'card')} moved")
    elif result.effects:
        print("\nThe schedule: no card moved")
    for moved in result.moved[:FIRST_MOVED]:
        print(f"  {moved.title}: {move_words(moved.before, moved.after, today)}")
    if len(result.moved) > FIRST_MOVED:
        print(f"  and {len(result.moved) - FIRST_MOVED} more")
    for effect, number in sorted(result.effects.items(), key=lambda entry: -entry[1]):
        if not effect.moved:
            print(f"  {number} {effect_words(effect)}")


def _show_mistakes(result: QuizResult) -> None:
    """List the mistakes; of an exam, which said nothing until now, with why."""
    if not result.mistakes:
        return
    print(f"\n{counted(len(result.mistakes), 'question')} not right:")
    # Each keeps its number, though others may be left out by now.
    count = result.questions[-1].position + 1
    for row in result.mistakes:
        number = row.position + 1
        question = row.question
        if result.quiz.mode is Mode.EXAM and not row.changed:
            show_heading(row, number, count)
            tell(front(question.body, question.variant))
            show_feedback(question, row.response)
        else:
            tell_numbered(number, f"{plain(front(question.body, question.variant))}\n{_answers(row)}")
    # What was left open was not answered wrong: it is no past mistake.
    if any(row.response.right is False and not row.changed for row in result.mistakes):
        print("\nPast mistakes of all topics: roadmap-cards quiz --focus mistakes")


def _answers(row: QuestionRow) -> str:
    question = row.question
    yours = f"yours: {given_words(question, row.response)}"
    if row.changed:
        return yours  # to a question that is there no more
    right = "; ".join(plain(text) for text in right_answer(question.body, question.variant))
    return f"{yours}; right: {right}"
