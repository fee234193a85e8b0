"""What a quiz came to in words: the same in the window and in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap_cards.study.honest_rule import CHOICE_REST, Effect
from roadmap_cards.study.quiz import Mode, Sureness
from roadmap_cards.study.quiz_score import HAIR, PASS, TOPIC_PASS, Score, Verdict
from roadmap_cards.study.wording import counted, days, listed, percent, percent_short_of

_EFFECTS = {
    Effect.LATER: "moved to a later day",
    Effect.SOONER: "moved to an earlier day",
    Effect.NO_CARD: "logged only: the question names no card",
    Effect.NEW_CARD: "logged only: the card is new",
    Effect.SET_ASIDE: "logged only: the card is suspended, or its topic rests",
    Effect.SEEN_TODAY: "logged only: the card was answered on that day already",
    Effect.ANSWERED_SINCE: "logged only: the card was reviewed since",
    Effect.GUESSED: "logged only: right, but handed in as a guess",
    Effect.CHOSEN_LATELY: f"logged only: a choice question moved the card within {days(CHOICE_REST)}",
    Effect.EXPECTED: "logged only: not known, but the card is remembered well",
    Effect.SWITCHED_OFF: "logged only: the settings keep quizzes from moving cards",
}
_SURENESS = {
    Sureness.SURE: "sure",
    Sureness.GUESSING: "guessing",
    Sureness.UNKNOWN: "I don’t know",
    None: "not answered",
}


def headline(score: Score, verdict: Verdict, mode: Mode) -> str:
    """Return what a quiz came to in a few words; of practice, which nobody fails, how many were right.

    A topic below its own mark is no matter of the interval: then it is not passed, without a “but”.
    """
    if mode is Mode.PRACTICE:
        return right_words(score)
    words = "Passed" if verdict.passed else "Not passed"
    return f"{words}, but too close to be sure" if verdict.too_close and not verdict.short_topics else words


def sentence(score: Score, verdict: Verdict | None, topic_titles: Mapping[int, str]) -> str:
    """Return the score, what it is worth, and what stands against a pass.

    Without a verdict (as for practice) the mark is left out. `topic_titles` are those of the topics by id.
    """
    if not score.asked:
        return "None of its questions is there any more."
    # The digits stand on the side of the mark where the score is: 69.6 % is no 70 %.
    reached = score.corrected >= PASS - HAIR
    value = percent(score.corrected) if reached else percent_short_of(PASS, score.corrected)
    mark = f", and the mark is {percent(PASS)}" if verdict else ""
    said = [f"{right_words(score)}.", f"Corrected for guessing that is {value}{mark}."]
    said.append(interval_words(score, too_close=verdict is not None and verdict.too_close))
    if verdict and verdict.short_topics:
        said.append(_short_topics([topic_titles[topic] for topic in verdict.short_topics]))
    return " ".join(said)


def right_words(score: Score) -> str:
    """Return how many were right: “12 of 15 right”."""
    return f"{score.right} of {score.asked} right"


def count_words(score: Score) -> str:
    """Return what became of the questions, each sort counted apart; a sort there is none of is left out."""
    sorts = (
        (score.wrong, "wrong"),
        (score.unknown, "not known"),
        (score.unanswered, "not answered"),
    )
    return ", ".join([right_words(score), *(f"{number} {words}" for number, words in sorts if number)])


def interval_words(score: Score, *, too_close: bool) -> str:
    """Return the bounds of the corrected score; `too_close` says that the mark is between them."""
    if too_close:
        low, high = (percent(share).removesuffix(" %") for share in (score.low, score.high))
        return f"{counted(score.asked, 'question')} cannot tell {low} from {high}."
    low, high = percent(score.low), percent(score.high)
    return f"With 90 % certainty it {f'lies between {low} and {high}' if low != high else f'is {low}'}."


def _short_topics(titles: Sequence[str]) -> str:
    verb = "is" if len(titles) == 1 else "are"
    return f"{listed(titles)} {verb} below the {percent(TOPIC_PASS)} that every topic needs."


# --- What it did to the schedule --------------------------------------------------------------------------


def effect_words(effect: Effect) -> str:
    """Return what an answer did to the schedule, or why it was only logged."""
    return _EFFECTS[effect]


def due_words(day: int, today: int) -> str:
    """Return on which day a card is due, as seen from `today` (both study days)."""
    wait = day - today
    if wait < 0:
        return "yesterday" if wait == -1 else f"{days(-wait)} ago"
    return ("today", "tomorrow")[wait] if wait < 2 else f"in {days(wait)}"


def move_words(before: int, after: int, today: int) -> str:
    """Return from which day to which a card was moved: “due in 12 days → tomorrow”."""
    if before == after:
        return f"due {due_words(after, today)}, as before"
    return f"due {due_words(before, today)} → {due_words(after, today)}"


def sureness_words(sureness: Sureness | None) -> str:
    """Return how an answer was handed in; None is no answer."""
    return _SURENESS[sureness]
