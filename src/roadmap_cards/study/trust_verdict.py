"""Whether the predictions can be trusted, in one sentence, and what its two figures mean in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from roadmap_cards.study.trust import Reliability
from roadmap_cards.study.wording import counted, percent

GOOD, FAIR = 0.03, 0.06
"""Errors in bins, beyond chance, up to which predictions are right, and right for the most part."""

LEANS = 0.005
"""From how much more, or less, was promised than came true on the whole, a word is said about it."""


SURE = 1.645
"""Standard deviations above which chance goes once in twenty times."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in a word or two, the sentence that grounds it, and what follows from it."""

    word: str
    sentence: str
    follows: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure as it is read, its name, and what it means for somebody who has never met it."""

    figure: str
    name: str
    meaning: str


def verdict(found: Reliability) -> Verdict:
    """Answer “can I trust this?” from what was said before reviews and what happened."""
    if found.said.missing:
        more = counted(found.said.missing, "more review")
        return Verdict(
            "Too early",
            f"{more} of learned cards, and it shows whether what is said beforehand comes true.",
            "Until then recall, due dates and minutes are those of an average learner.",
        )
    said, knew = _of_hundred(found)
    proof = f"of every 100 reviews it said that you would know {said}, and you knew {knew}."
    chance = by_chance(found)
    off = sqrt(max(0.0, found.rmse**2 - chance**2))
    if off <= GOOD:
        # What so few reviews cannot tell apart from right is not called right without reserve.
        word = "Yes" if chance <= GOOD else "Yes, so far"
        return Verdict(word, f"Trust what it says of your memory: {proof}", _follows(found.bias))
    worst = f"Single predictions are off by {points(found.rmse)} as a rule."
    if off <= FAIR:
        mostly = f"On the whole you can trust what it says of your memory: {proof}"
        return Verdict("Mostly", mostly, f"{worst} {_follows(found.bias)}")
    mend = "Parameters fitted to your own reviews may mend that: see Schedule."
    return Verdict("With care", f"It is not right about your memory yet: {proof}", f"{worst} {mend}")


def by_chance(found: Reliability) -> float:
    """Return the error in bins that right predictions stay below in 19 of 20 cases, by chance."""
    spread = [
        one.recalled / one.answers * (1 - one.recalled / one.answers) for one in found.bins if one.answers
    ]
    if not spread:
        return 0.0
    return sqrt((sum(spread) + SURE * sqrt(2 * sum(each * each for each in spread))) / found.answers)


def _of_hundred(found: Reliability) -> tuple[int, int]:
    """Return how many of 100 were foretold, and how many came true, rounded so that their gap is right."""
    knew = sum(one.recalled for one in found.bins) / max(1, found.answers)
    right = round(knew * 100)
    return right + round(found.bias * 100), right


def _follows(bias: float) -> str:
    if bias > LEANS:
        return "It promises a little too much: for you, cards come back a little late."
    if bias < -LEANS:
        return "You know a little more than it says: for you, cards come back a little early."
    return "Recall, due dates and minutes stand on these predictions."


def points(share: float) -> str:
    """Return a difference of two shares in percentage points: “1.4 points”."""
    number = f"{abs(share) * 100:.1f}".removesuffix(".0")
    return f"{number} point" if number == "1" else f"{number} points"


def figures(found: Reliability) -> tuple[FigureWords, ...]:
    """Return what was measured over the reviews of a span, each with its meaning."""
    average = percent(sum(one.recalled for one in found.bins) / max(1, found.answers))
    lean = "more" if found.bias > 0 else "less"
    return (
        FigureWords(
            points(found.bias),
            "On the whole",
            f"Over all {found.answers:,} reviews it said {lean} than you knew.",
        ),
        FigureWords(
            points(found.rmse),
            "In each stretch (RMSE in bins)",
            "How far a dot lies from the line as a rule (root mean square error; a bin is a stretch of the "
            "scale). Less is better, 0 is perfect.",
        ),
        FigureWords(
            f"{found.log_loss:.3f}",
            "Surprise (log loss)",
            "How unexpected the answers were: it grows the surer it was of what did not happen. Less is "
            f"better. Saying {average}, your average, every time would come to {found.naive_loss:.3f}.",
        ),
    )


def compared(found: Reliability) -> str:
    """Return what looking at each card is worth against saying the same of all, as a heading."""
    if not found.naive_loss:
        return "What the figures mean"
    gain = (found.naive_loss - found.log_loss) / found.naive_loss
    if round(gain * 100) >= 1:
        return f"Knowing the card makes predictions {percent(gain)} better"
    if round(gain * 100) <= -1:
        return "Saying the same of every card would do better"
    return "Predictions are as good as saying your average"


def what_is_compared(found: Reliability) -> str:
    """Return what the heading of `compared` sets against each other, and which way is good."""
    average = percent(sum(one.recalled for one in found.bins) / max(1, found.answers))
    return (
        f"The surprise of its predictions against that of saying {average}, your average, of every card: "
        "the more they are better, the more it knows of each card."
    )
