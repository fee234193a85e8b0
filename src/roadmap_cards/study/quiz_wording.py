"""What a quiz came to in words: the same in the window and in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap_cards.study.honest_rule import CHOICE_REST, Effect
from roadmap_cards.study.quiz import Mode, Response, Sureness
from roadmap_cards.study.quiz_score import HAIR, PASS, TOPIC_PASS, Score, Verdict
from roadmap_cards.study.wording import counted, days, listed, percent, percent_short_of

_MOVES = {Effect.LATER: "moved to a later day", Effect.SOONER: "moved to an earlier day"}
_REASONS = {
    Effect.NO_CARD: "the question names no card",
    Effect.NEW_CARD: "the card is new, and is learned first",
    Effect.SET_ASIDE: "the card is suspended, or its topic is paused",
    Effect.SEEN_TODAY: "the card was answered on that day already",
    Effect.ANSWERED_SINCE: "the card was reviewed since",
    Effect.GUESSED: "right, but handed in as a guess",
    Effect.CHOSEN_LATELY: f"a choice moved the card within {days(CHOICE_REST)}",
    Effect.EXPECTED: "not known, but the card is remembered well",
    Effect.SWITCHED_OFF: "the settings keep quizzes from moving cards",
}
_SURENESS = {
    Sureness.SURE: "sure",
    Sureness.GUESSING: "a guess",
    Sureness.UNKNOWN: "not known",
    None: "not answered",
}
_ANSWERS = {
    (True, Sureness.SURE): "Right",
    (True, Sureness.GUESSING): "Right, though a guess",
    (False, Sureness.SURE): "Sure, but wrong",
    (False, Sureness.GUESSING): "Wrong, a guess",
    (False, Sureness.UNKNOWN): "Not known",
    (False, None): "Not answered",
}


# --- The score --------------------------------------------------------------------------------------------


def score_words(share: float, mark: float = PASS) -> str:
    """Return a corrected share (0 to 1) as a percentage that stands on the side of its mark where it is.

    69.7 % is no pass, so it is 69 %. `mark` is TOPIC_PASS for a topic.
    """
    return percent(share) if share >= mark - HAIR else percent_short_of(mark, share)


def points_from(mark: float, share: float) -> int:
    """Return how many points a corrected share is above its mark (below: negative), as the digits say."""
    return int(score_words(share, mark).removesuffix(" %")) - round(mark * 100)


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
    mark = f", and the mark is {percent(PASS)}" if verdict else ""
    said = [f"{right_words(score)}.", f"Corrected for guessing that is {score_words(score.corrected)}{mark}."]
    said.append(interval_words(score, too_close=verdict is not None and verdict.too_close))
    if verdict and verdict.short_topics:
        said.append(_short_topics([topic_titles[topic] for topic in verdict.short_topics]))
    return " ".join(said)


def level_words(*, passed: bool, counts: bool) -> str:
    """Return what an exam means for its level; `counts`: it was one that can pass it."""
    if not counts:
        return "It counts for no level."
    return "This pass counts for the level." if passed else ""


def right_words(score: Score) -> str:
    """Return how many were right: “12 of 15 right”."""
    return f"{score.right} of {score.asked} right"


def count_words(score: Score) -> str:
    """Return what became of the questions, each sort counted apart; a sort there is none of is left out."""
    return ", ".join(part for part in (right_words(score), mistake_words(score)) if part)


def mistake_words(score: Score) -> str:
    """Return how many questions of each sort were not right: “5 wrong, 3 not known, 1 not answered”."""
    sorts = (
        (score.wrong, "wrong"),
        (score.unknown, sureness_words(Sureness.UNKNOWN)),
        (score.unanswered, sureness_words(None)),
    )
    return ", ".join(f"{number} {words}" for number, words in sorts if number)


def interval_words(score: Score, *, too_close: bool) -> str:
    """Return the bounds of the corrected score; `too_close` says that the mark is between them."""
    low, high = score_words(score.low), score_words(score.high)
    if too_close:
        few = f"{counted(score.asked, 'question')} {'is' if score.asked == 1 else 'are'} too few to be sure"
        return f"{few}: it may be anything from {low} to {high}."
    return f"With 90 % certainty it {f'lies between {low} and {high}' if low != high else f'is {low}'}."


def _short_topics(titles: Sequence[str]) -> str:
    verb = "is" if len(titles) == 1 else "are"
    return f"{listed(titles)} {verb} below the {percent(TOPIC_PASS)} that every topic needs."


# --- What it did to the schedule --------------------------------------------------------------------------


def effect_words(effect: Effect) -> str:
    """Return what an answer did to the schedule, or why it was only logged."""
    return _MOVES[effect] if effect.moved else f"logged only: {reason_words(effect)}"


def reason_words(effect: Effect) -> str:
    """Return why an answer was only logged."""
    return _REASONS[effect]


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


# --- How an answer went -----------------------------------------------------------------------------------


def sureness_words(sureness: Sureness | None) -> str:
    """Return how an answer was handed in, as it stands beside a mistake or in a table; None is no answer."""
    return _SURENESS[sureness]


def answer_words(response: Response) -> str:
    """Return how an answer went: whether it was right, and how it was handed in where that matters."""
    return _ANSWERS[response.right is True, response.sureness]
