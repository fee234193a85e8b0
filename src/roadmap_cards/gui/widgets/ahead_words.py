"""What lies ahead in words: when a level is reached, what more minutes change, how forecasts did so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.library.ahead import ONLY_EXAM
from roadmap_cards.library.climb import short_titles
from roadmap_cards.study.day import date_of
from roadmap_cards.study.statistics import Said, Table
from roadmap_cards.study.wording import counted, days, listed

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import Ahead, LevelDate

FAR = 300
"""Days from which a date is told by its month and year: its day would pretend to be known."""

EXAM_BESIDES = "The dates say when you know enough; each level also has its exam."
NOTE = "the day each level is ready at your pace; eight of ten simulated futures fall inside its band"


def date_words(day: int, today: int) -> str:
    """Return a day ahead as it is said: “14 December”, “14 January 2027”, from ten months on “March 2028”."""
    return written(day, _form(day, today, "d MMMM"))


def figure_words(day: int, today: int) -> str:
    """Return a day ahead in large type: “14 Dec”, “14 Jan 2027”, “Mar 2028”."""
    return written(day, _form(day, today, "d MMM"))


def _form(day: int, today: int, form: str) -> str:
    """Return how a day is written: with its year where that is not this one, far ahead without its day."""
    if day - today >= FAR:
        return f"{form.removeprefix('d ')} yyyy"
    return form if date_of(day).year == date_of(today).year else f"{form} yyyy"


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
    low, high = _ends(level.low, level.high, today)
    return f"{low} to {high}" if low else high


def _ends(low: int, high: int, today: int) -> tuple[str, str]:
    """Return two days as one says them together: month and year are said once, and once what is the same."""
    first, last = date_words(low, today), date_words(high, today)
    if first == last:
        return "", last
    begin, end = first.split(" "), last.split(" ")
    while begin[-1] == end[-1]:
        begin.pop()
        end.pop()
    return " ".join(begin), last


def window(level: LevelDate, today: int) -> str:
    """Return when a level is likely ready: “between 7 and 25 December”, “in March 2028”."""
    if level.mid is None:
        return ""
    if level.low is None or level.high is None:
        return around(level.mid, today)
    low, high = _ends(level.low, level.high, today)
    return f"between {low} and {high}" if low else f"{'on' if level.high - today < FAR else 'in'} {high}"


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
    """Answer “when am I there?”: the next date in large type, every level in sentences, and what is apart.

    The date in large type is not said again: of its level one reads how sure it is.
    """
    known = list(zip(names(ahead.levels), ahead.levels, strict=True))
    waiting = [(name, level) for name, level in known if not level.ready]
    if not waiting:
        return "Now", f"{listed([name for name, _ in known])}: every level is ready.", ""
    undated = " ".join(
        f"{name}: {because(level, ahead.day)}." for name, level in waiting if level.mid is None
    )
    dated = [(name, level, level.mid) for name, level in waiting if level.mid is not None]
    if not dated:
        return "No date yet", undated, ""
    (name, first, mid), *later = dated
    clauses = [f"{name} is ready {window(first, ahead.day)}{_proviso(first)}"]
    clauses += [f"{other} {around(day, ahead.day)}{_proviso(level)}" for other, level, day in later]
    sentence = f"At your pace {listed(clauses)}. {undated}".strip()
    return f"{name} {figure_words(mid, ahead.day)}", sentence, EXAM_BESIDES


def _proviso(level: LevelDate) -> str:
    """Return on what a date depends, in brackets behind it."""
    return f" ({level.why})" if level.why else ""


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
    table = Table(("Level", "Now", "Early", "Likely", "Late", "Condition, or why no date"), rows)
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
        return level.why if level.why == ONLY_EXAM else "no date"
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
