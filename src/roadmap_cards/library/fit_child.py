"""The process that fits: it reads a collection, and says in lines of JSON how far it is and what it found.

    python -m roadmap_cards.library.fit_child < order

The order is one JSON object: `path` of the collection, `parameters` (an id) and their `weights` in force. The
fit holds Python up for seconds, so it is never done in the window's process; this one is killed where the
person wants no more of it. It writes nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from math import sqrt
from pathlib import Path
from typing import Any

from roadmap_cards.storage.fit_answers import answers
from roadmap_cards.storage.today import peek
from roadmap_cards.study.fit_replay import Past, held_out_losses, past_of
from roadmap_cards.study.fitting import DECIMALS, LEAST_REVIEWS
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import are_sound
from roadmap_cards.work import collector_at_rest

READING = "Reading your reviews"
LEARNING = "Fitting to the first four fifths"
COMPARING = "Foretelling the last fifth"
ENDING = "Fitting to all of them"


def main() -> None:
    """Carry out the order that stands on the standard input."""
    order = json.loads(sys.stdin.readline())
    _say(doing=READING)
    connection = peek(Path(order["path"]))
    if connection is None:
        _say(unreadable=True)
        return
    with closing(connection):
        rows = answers(connection)
    past = past_of(rows)
    if past.targets < LEAST_REVIEWS:
        _say(reviews=past.targets)
        return
    in_force = Parameters(order["parameters"], tuple(order["weights"]))
    _say(doing=LEARNING)
    items = _items(past)
    learnt = _fitted(items[: past.cut])
    _say(doing=COMPARING)
    now = held_out_losses(past, in_force)
    judged: dict[str, float | None] = {"loss_in_force": float(now.mean()), "loss_fitted": None}
    weights = learnt
    if are_sound(learnt):
        fitted = held_out_losses(past, Parameters(0, learnt))
        judged["loss_fitted"] = float(fitted.mean())
        judged["gain_error"] = float((now - fitted).std(ddof=1) / sqrt(len(now)))
        if fitted.mean() < now.mean():
            _say(doing=ENDING)
            weights = _fitted(items)
    _say(
        weights=weights,
        reviews=past.targets,
        held_out=past.targets - past.cut,
        in_force=in_force.id,
        **judged,
    )


def _items(past: Past) -> list[tuple[int, Any]]:
    """Return for each target, in the order of time, where its card begins and the answers up to it."""
    from fsrs_rs_python import FSRSItem, FSRSReview  # noqa: PLC0415  (the extra need not be installed)

    made = {
        (rating, elapsed): FSRSReview(rating, elapsed)
        for rating, elapsed in set(zip(past.rating.tolist(), past.elapsed.tolist(), strict=True))
    }
    reviews = [made[pair] for pair in zip(past.rating.tolist(), past.elapsed.tolist(), strict=True)]
    first = past.first.tolist()
    targets = past.turn.argsort(kind="stable")[-past.targets :].tolist()
    return [(first[at], FSRSItem(reviews[first[at] : at + 1])) for at in targets]


def _fitted(items: Sequence[tuple[int, Any]]) -> tuple[float, ...]:
    from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS  # noqa: PLC0415  (as above)

    cards, histories = zip(*items, strict=True)
    found = FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(list(histories), card_ids=list(cards))
    return tuple(round(weight, DECIMALS) for weight in found)


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201  (the answer to who started this process)


if __name__ == "__main__":
    with collector_at_rest():
        main()
