"""The time to write beside an answer: later than all that stands in the log when it is given.

The answers of a quiz are logged when it is handed in, with their own times: from row to row, the
times of the log may still run backwards.
"""

from __future__ import annotations

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import reviews
from roadmap_cards.storage.database import Database
from roadmap_cards.study.day import HOUR, Moment

CLOCK_BACK = 24 * HOUR
"""How far the clock may stand behind the last answer (a time zone, a correction) before it is refused."""


def answer_time(database: Database, present: Moment) -> int:
    """Return the time to write (UTC ms): now, or just after the last row if the clock was set back a bit.

    Raises ProblemError where it stands more than a day behind the last answer.
    """
    last = reviews.last_at(database.plain)
    if last is None or present.at > last:
        return present.at
    if last - present.at > CLOCK_BACK:
        raise ProblemError(
            "The clock is more than a day behind your last answer, so this one was not kept.",
            hint="Set the clock and answer again.",
        )
    return last + 1
