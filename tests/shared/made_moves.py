"""Made-up rows of a log that moved memories, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.timeline import Moves

FIRST, TODAY = 9000, 9400
STEEPER = Parameters(2, (*DEFAULT.weights[:20], DEFAULT.weights[20] * 1.5))
VERSIONS = {1: DEFAULT, 2: STEEPER}


class Row(NamedTuple):
    card: int
    day: int
    stability: float
    parameters: int = 1
    refit: bool = False
    interval: int = 0
    reviewed: bool = False
    recalled: bool = True


def moves(rows: Sequence[Row]) -> Moves:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(Row._fields)
    kinds = (np.int64, np.int64, np.float64, np.int64, np.bool_, np.int64, np.bool_, np.bool_)
    return Moves(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))
