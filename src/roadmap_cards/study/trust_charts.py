"""From sums of predictions to the charts of the trust page: pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from roadmap_cards.study import trust_words as words
from roadmap_cards.study.quiz import Sureness as HandedIn
from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import Span
from roadmap_cards.study.trust import Reliability, ReliabilityBin, Sureness, SurenessShare


class PredictionSum(NamedTuple):
    """Reviews whose predicted recall lay in one stretch (`trust.bin_of`), late ones and others apart.

    `predicted` sums the predictions, `loss` the -ln of what was said of what happened.
    """

    bin: int
    late: bool
    answers: int
    recalled: int
    predicted: float
    loss: float


def reliability(sums: Sequence[PredictionSum], span: Span, *, late: bool = False) -> Reliability:
    """Return how predictions and what happened differ; `late` says that these are late reviews alone."""
    together: dict[int, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for each in sums:
        of_bin = together[each.bin]
        of_bin[0] += each.answers
        of_bin[1] += each.recalled
        of_bin[2] += each.predicted
    bins = tuple(
        ReliabilityBin(predicted / answers, int(recalled), int(answers), *wilson(int(recalled), int(answers)))
        for _, (answers, recalled, predicted) in sorted(together.items())
    )
    answers = sum(one.answers for one in bins)
    if not answers:
        return Reliability(words.reliability((), 0, 0, 0.0, span, late=late), (), 0, 0.0, 0.0, 0.0, 0.0)
    recalled = sum(one.recalled for one in bins)
    bias = (sum(each.predicted for each in sums) - recalled) / answers
    squares = sum(one.answers * (one.predicted - one.recalled / one.answers) ** 2 for one in bins)
    rmse = sqrt(squares / answers)
    return Reliability(
        said=words.reliability(bins, answers, recalled, bias, span, late=late),
        bins=bins,
        answers=answers,
        bias=bias,
        log_loss=sum(each.loss for each in sums) / answers,
        naive_loss=_entropy(recalled / answers),
        rmse=rmse,
    )


def _entropy(share: float) -> float:
    """Return the log loss of whoever always says the overall share."""
    return -sum(part * log(part) for part in (share, 1 - share) if part > 0)


def sureness(answers: Mapping[str, tuple[int, int]], span: Span) -> Sureness:
    """Return how many answers were right by how they were handed in (`quiz.Sureness`): right, and given."""
    shares = tuple(
        SurenessShare(name, right, asked, *wilson(right, asked))
        for handed_in, name in ((HandedIn.SURE, "Sure"), (HandedIn.GUESSING, "Guessing"))
        for right, asked in [answers.get(handed_in.value, (0, 0))]
    )
    return Sureness(words.sureness(shares, span), shares)
