"""What lies ahead in words: when a level is reached, what more minutes change, how forecasts did so far."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.library.climb import short_titles
from roadmap_cards.study.statistics import Said, Table
from roadmap_cards.study.statistics_words import upper_first
from roadmap_cards.study.wording import counted, days, listed

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import Ahead, LevelDate

FAR = 300
"""Days from which a date is told by its month and year: its day would pretend to be known."""

NOTE = "the day each level is ready at your pace; eight of ten simulated futures fall inside its band"


def date_words(day: int, today: int) -> str:
    """Return a day ahead as it is said: “14 January”, from ten months on “March 2028”."""
    return written(day, "d MMMM" if day - today < FAR else "MMMM yyyy")


def figure_words(day: int, today: int) -> str:
    """Return a day ahead in large type: “14 Jan”, “Mar 2028”."""
    return written(day, "d MMM" if day - today < FAR else "MMM yyyy")


def around(day: int, today: int) -> str:
    """Return “around 14 January” or “in March 2028”."""
    return f"{'around' if day - today < FAR else 'in'} {date_words(day, today)}"


def band_words(level: LevelDate, today: int) -> str:
    """Return the days between which a level is likely reached, or nothing where none is known."""
    if level.low is None:
        return ""
    low = date_words(level.low, today)
    if level.high is None:
        return f"{low} or later"
    high = date_words(level.high, today)
    if low == high:
        return high
    # “January to July 2028”: the year is said once.
    same_year = level.low - today >= FAR and low[-4:] == high[-4:]
    return f"{low[:-5] if same_year else low} to {high}"


def long_words(number: int) -> str:
    """Return how long some days are, no finer than one would say it of what lies ahead: “7 weeks”."""
    if number < 14:
        return counted(number, "day")
    if number < 70:
        return counted(round(number / 7), "week")
    return counted(round(number / 30.4375), "month") if number < 700 else days(number)


def names(levels: Sequence[LevelDate]) -> list[str]:
    """Return the levels' titles, short within each roadmap; of several roadmaps none is short."""
    roadmaps = {level.level_key.partition("/")[0] for level in levels}
    titles = [level.title for level in levels]
    return short_titles(titles) if len(roadmaps) == 1 else titles


def answer(ahead: Ahead) -> tuple[str, str, str]:
    """Answer “when am I there?”: the next date in large type, a sentence on every level, and the band."""
    known = list(zip(names(ahead.levels), ahead.levels, strict=True))
    waiting = [(name, level) for name, level in known if not level.ready]
    if not waiting:
        return "Now", f"{listed([name for name, _ in known])}: every level is ready.", ""
    clauses = []
    for dated, run in groupby(waiting, key=lambda pair: pair[1].mid is not None):
        if dated:
            told = [f"{name} {_when(level, ahead.day)}" for name, level in run]
            clauses.append(f"at your pace you are {listed(told)}")
        else:
            clauses += [f"{name}: {because(level, ahead.day)}" for name, level in run]
    sentence = f"{upper_first('; '.join(clauses))}."
    for name, level in waiting:
        if level.mid is not None:
            band = band_words(level, ahead.day)
            likely = f"{name} likely {band}" if band != date_words(level.mid, ahead.day) else ""
            return f"{name} {figure_words(level.mid, ahead.day)}", sentence, _foot(likely)
    return "No date yet", sentence, ""


def _when(level: LevelDate, today: int) -> str:
    """Return when a level is reached, and on what that depends."""
    when = "" if level.mid is None else around(level.mid, today)
    return f"{when} ({level.why})" if level.why else when


def _foot(likely: str) -> str:
    exam = "the exam of a level is apart"
    return f"{likely}; {exam}." if likely else f"{upper_first(exam)}."


def because(level: LevelDate, today: int) -> str:
    """Return why a level has no date, without a full stop."""
    if level.why:
        return level.why
    if level.low is not None:
        return f"at your pace not before {date_words(level.low, today)}"
    return "at your pace it takes longer than can be foretold"


def date_line(level: LevelDate, today: int) -> str:
    """Return when a level is reached, in as few words as say it; nothing where it has no date."""
    if level.ready:
        return "Ready"
    return "" if level.mid is None else date_words(level.mid, today)


# --- What the panels are headed by --------------------------------------------------------------------


def levels_said(ahead: Ahead) -> Said:
    """Return what the chart of the levels comes to, and its numbers."""
    rows = tuple(
        (
            name,
            "ready" if level.ready else "",
            *(_iso(day) for day in (level.low, level.mid, level.high)),
            level.why,
        )
        for name, level in zip(names(ahead.levels), ahead.levels, strict=True)
    )
    table = Table(("Level", "Today", "Early", "Likely", "Late", "No date because, or a date only"), rows)
    return Said(_order(ahead), NOTE, table)


def _iso(day: int | None) -> str:
    return "" if day is None else written(day, "yyyy-MM-dd")


def _order(ahead: Ahead) -> str:
    """Say which level comes next, and how long after it the one after that."""
    known = zip(names(ahead.levels), ahead.levels, strict=True)
    dated = [(name, level.mid) for name, level in known if level.mid is not None and not level.ready]
    if not dated:
        ready = all(level.ready for level in ahead.levels)
        return "Every level is ready" if ready else "No level has a date yet"
    (name, first), *later = dated
    wait = f"{name} is {long_words(max(1, first - ahead.day))} away"
    if not later:
        return wait
    after, second = later[0]
    return (
        f"{wait}, {after} {long_words(second - first)} after it"
        if second > first
        else f"{wait}, {after} with it"
    )


def sooner_words(level: LevelDate) -> str:
    """Return what five more minutes a day change for a level."""
    if level.ready:
        return "ready"
    if level.mid is None:
        return "no date"
    return f"{long_words(level.sooner)} sooner" if level.sooner and level.sooner > 0 else "no sooner"


def sooner_finding(ahead: Ahead) -> str:
    """Say what five more minutes a day bring, by the first level that they bring nearer."""
    for name, level in zip(names(ahead.levels), ahead.levels, strict=True):
        if level.mid is not None and not level.ready and level.sooner and level.sooner > 0:
            return f"Five more minutes a day: {name} {long_words(level.sooner)} sooner"
    return "Five more minutes a day change no date"


def record_finding(ahead: Ahead) -> str:
    """Say how the forecasts did whose day has come."""
    inside = sum(level.record.inside for level in ahead.levels)
    checked = sum(level.record.of for level in ahead.levels)
    if not checked:
        return "No forecast has been put to the test yet"
    if checked == 1:
        return f"The last forecast fell {'inside' if inside else 'outside'} its band"
    return f"{inside} of the last {checked} forecasts fell inside their band"


RECORD_NOTE = (
    "Each is kept, and 30 days later held against what became of it; of ten, eight should fall inside."
)


def projects_finding(level: str, projects: Sequence[tuple[str, int, int]]) -> str:
    """Say which project of a level is nearest; of each its title, items held, and items it needs."""
    ready = sum(held == items for _, held, items in projects)
    if ready == len(projects):
        return f"{level}: all {counted(ready, 'project')} can be built"
    begin = f"{level}: {ready} of {counted(len(projects), 'project')} can be built" if ready else level
    title, held, items = max(
        (one for one in projects if one[1] < one[2]), key=lambda one: one[1] / max(1, one[2])
    )
    if not held:
        return f"{begin}: nothing held yet" if not ready else begin
    return f"{begin}{', ' if ready else ': '}{title} is nearest, {held} of {items}"
