"""What the trust page shows, made up: a learner of 5,272 reviews whose predictions are nearly right."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from made_statistics import TODAY
from roadmap_cards.study.statistics import Said, Span, Table
from roadmap_cards.study.trust import Reliability, ReliabilityBin, Sureness, SurenessShare, Trust

Z = 1.645


def interval(right: int, asked: int) -> tuple[float, float]:
    """Return Wilson's interval at 90 %."""
    share = right / asked
    middle = (share + Z * Z / 2 / asked) / (1 + Z * Z / asked)
    reach = Z * sqrt(share * (1 - share) / asked + Z * Z / 4 / asked / asked) / (1 + Z * Z / asked)
    return middle - reach, middle + reach


def made_reliability(
    stretches: tuple[tuple[float, float, int], ...], finding: str, note: str, missing: int = 0
) -> Reliability:
    """Return a diagram of stretches: predicted, share recalled, reviews."""
    bins = []
    for predicted, share, answers in stretches:
        recalled = round(share * answers)
        bins.append(ReliabilityBin(predicted, recalled, answers, *interval(recalled, answers)))
    answers = sum(one.answers for one in bins)
    rows = tuple((round(one.predicted * 100, 1), one.recalled, one.answers) for one in bins)
    said = Said(finding, note, Table(("Said, %", "Recalled", "Reviews"), rows), missing)
    gaps = [(one.predicted - one.recalled / one.answers, one.answers) for one in bins]
    bias = sum(gap * weight for gap, weight in gaps) / max(1, answers)
    rmse = sqrt(sum(gap * gap * weight for gap, weight in gaps) / max(1, answers))
    return Reliability(said, tuple(bins), answers, bias, 0.312, 0.339, rmse)


STRETCHES = (
    (0.57, 0.61, 44),
    (0.66, 0.69, 96),
    (0.76, 0.775, 310),
    (0.83, 0.855, 610),
    (0.88, 0.90, 1240),
    (0.92, 0.925, 1692),
    (0.965, 0.962, 1280),
)
LATE = ((0.31, 0.46, 34), (0.52, 0.60, 88), (0.67, 0.72, 120), (0.78, 0.81, 96), (0.86, 0.88, 51))


def made_trust(*, span: Span = Span.YEAR, missing: int = 0) -> Trust:
    """Return a whole page; `missing` reviews and quiz answers are short."""
    if missing:
        lacking = Said(f"{missing} more reviews show whether it is right", "", Table((), ()), missing)
        nothing = Reliability(lacking, (), 0, 0.0, 0.0, 0.0, 0.0)
        sureness = Sureness(
            Said(f"{missing} more quiz answers show what your sureness is worth", "", Table((), ()), missing),
            (),
        )
        return Trust(TODAY, span, nothing, nothing, sureness)
    sure = SurenessShare("Sure", 412, 446, *interval(412, 446))
    guessing = SurenessShare("Guessing", 61, 132, *interval(61, 132))
    rows = tuple((one.words, one.right, one.asked) for one in (sure, guessing))
    return Trust(
        TODAY,
        span,
        made_reliability(
            STRETCHES, "Forecasts are off by 1 point", "said before each review, against what happened"
        ),
        made_reliability(
            LATE,
            "After a long pause you know more than is said",
            "reviews at least half as long again after the last as was planned",
        ),
        Sureness(
            Said(
                "When you are sure you are right 92 % of the time",
                "answers in quizzes by how they were handed in, each with its 90 % interval",
                Table(("Sureness", "Right", "Answers"), rows),
            ),
            (sure, guessing),
        ),
    )


def off_by(points: float) -> Trust:
    """Return a page whose every stretch promised so many points more than came true."""
    stretches = tuple((said, min(1.0, said - points / 100), answers) for said, _, answers in STRETCHES)
    some = made_trust()
    return replace(some, reliability=made_reliability(stretches, "Forecasts are off", ""))
