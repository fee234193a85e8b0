"""What the charts of the statistics page come to, in a sentence, and their numbers as tables."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_cards.study.day import date_of
from roadmap_cards.study.statistics import (
    ENOUGH,
    Course,
    DayStudy,
    DueDay,
    GradeMix,
    Phase,
    Said,
    Share,
    StabilityBin,
    Table,
    TimePart,
)
from roadmap_cards.study.wording import counted, listed, percent, percent_short_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
"""The names of strftime would be those of the desktop's language."""

CELL = tuple[str | int | float, ...]

PHASES_SAID = "in steps: just learned or missed, asked again within minutes; mature: lasts 3 weeks or more"
"""What the phases are that do not say it themselves."""

ROUNDING = 1e-9
"""What adding up many items may lose."""


def said(
    finding: str, note: str, columns: Sequence[str], rows: Sequence[CELL], known: int, noun: str = "review"
) -> Said:
    """Return a chart in words; where fewer than ENOUGH reviews are known, how many it still needs."""
    missing = max(0, ENOUGH - known)
    if missing:
        finding = f"{counted(missing, f'more {noun}')} and this chart can be drawn"
    return Said(finding, note, Table(tuple(columns), tuple(rows)), missing)


def iso(day: int) -> str:
    """Return a study day as tables have it."""
    return date_of(day).isoformat()


def since(first: int, today: int) -> str:
    """Return “since 2 March”; with its year where that is not this year, and then without the day."""
    then, now = date_of(first), date_of(today)
    month = MONTHS[then.month - 1]
    return f"since {then.day} {month}" if then.year == now.year else f"since {month} {then.year}"


def minutes(number: float) -> str:
    """Return whole minutes: “13 minutes”, “under a minute” where it is less than half of one."""
    return counted(round(number), "minute") if round(number) else "under a minute"


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def tenth(number: float) -> float:
    return round(number, 1)


def as_percent(share: float) -> float:
    """Return a share as a percentage with one decimal, as tables have it."""
    return round(share * 100, 1)


# --- Looking back ------------------------------------------------------------------------------------


def calendar(days: Sequence[DayStudy], first: int | None, today: int) -> Said:
    """Say on how many days of the year so far something was studied. A day that is not over is no gap."""
    rows = [(iso(day.day), day.answers, tenth(day.minutes)) for day in days]
    studied = [day for day in days if day.answers]
    known = sum(day.answers for day in days)
    begin = max(days[0].day, today if first is None else first)
    whole = today - begin + bool(studied and studied[-1].day == today)
    if studied:
        each = minutes(sum(day.minutes for day in studied) / len(studied))
        finding = f"You studied on {len(studied)} of {counted(whole, 'day')}, {each}"
        finding += " each" if len(studied) > 1 else ""
    else:
        finding = "You did not study in the last 12 months"
    note = f"{counted(known, 'answer')} in the last 12 months, quizzes included"
    return said(
        finding, note, ("Day", "Answers", "Minutes"), rows, known if studied or first is None else ENOUGH
    )


def retention(parts: Sequence[Share], total: Share, target: float, unit: str, today: int) -> Said:
    """Say whether as much was remembered as the person asked for, as far as chance lets one tell."""
    rows = [
        (
            iso(part.start),
            part.asked,
            part.right,
            as_percent(part.share),
            as_percent(part.low),
            as_percent(part.high),
        )
        for part in parts
    ]
    off = round(total.share * 100) - round(target * 100)
    finding = f"You remember {percent(total.share)}, as you asked"
    if off and total.low <= target <= total.high:
        finding = f"You remember {percent(total.share)}; the {percent(target)} you asked is within chance"
    elif off:
        side = "over" if off > 0 else "under"
        finding = f"You remember {percent(total.share)}, {counted(abs(off), 'point')} {side} what you asked"
    note = f"reviews by {unit} {since(total.start, today)}, each with its 90 % interval"
    columns = ("From", "Reviews", "Recalled", "Recalled %", "Low %", "High %")
    return said(finding, note, columns, rows, total.asked)


def time_use(
    parts: Sequence[TimePart], studied: int, answers: int, spent: float, first: int, today: int
) -> Said:
    """Say what a day and an answer took."""
    rows = [(iso(part.start), tenth(part.minutes_a_day), tenth(part.seconds_an_answer)) for part in parts]
    finding = "Nothing was answered"
    if studied and answers:
        seconds = counted(max(1, round(spent * 60 / answers)), "second")
        finding = f"{upper_first(minutes(spent / studied))} a day, {seconds} an answer"
    note = f"on {counted(studied, 'day')} with answers {since(first, today)}"
    return said(finding, note, ("From", "Minutes a day", "Seconds an answer"), rows, answers)


def grades(mixes: Sequence[GradeMix], first: int, today: int) -> Said:
    """Say how often cards were missed."""
    rows = [(mix.phase.value, *mix.counts) for mix in mixes]
    missed = []
    for phase, noun in ((Phase.YOUNG, "young"), (Phase.MATURE, "mature")):
        counts = next(mix.counts for mix in mixes if mix.phase is phase)
        if sum(counts):
            missed.append(f"{percent(counts[0] / sum(counts))} of {noun} cards")
    known = sum(sum(mix.counts) for mix in mixes)
    finding = f"You missed {listed(missed)}" if missed else "No learned card was asked"
    note = f"{counted(known, 'review answer')} {since(first, today)}; {PHASES_SAID}"
    return said(finding, note, ("Card", "Again", "Hard", "Good", "Easy"), rows, known)


# --- As it stands ------------------------------------------------------------------------------------


def stabilities(bins: Sequence[StabilityBin], middle: float) -> Said:
    """Say how long half of the memories last."""
    rows = [
        (f"{one.low:g} to {one.high:g}" if one.high else f"{one.low:g} and more", one.cards) for one in bins
    ]
    seen = sum(one.cards for one in bins)
    finding = f"Half of your memories last {counted(round(middle), 'day')} or more"
    if not round(middle):
        finding = "Half of your memories last less than a day"
    note = f"{counted(seen, 'card')} by the days until recall falls to 90 %"
    return said(finding, note, ("Days", "Cards"), rows, seen, "card")


def due(days: Sequence[DueDay], known: int, goal: int) -> Said:
    """Say what the next days ask for, on average."""
    rows = [(iso(day.day), day.reviews, day.new, tenth(day.minutes)) for day in days]
    mean = sum(day.minutes for day in days) / len(days)
    any_due = any(day.reviews or day.new for day in days)
    finding = f"Due: {minutes(mean)} a day for {len(days)} days"
    if not any_due:
        finding = f"Nothing is due for {len(days)} days"
    return said(finding, _due_note(days, goal), ("Day", "Reviews", "New", "Minutes"), rows, known)


def _due_note(days: Sequence[DueDay], goal: int) -> str:
    new = max(day.new for day in days)
    over = sum(day.minutes > goal + 0.5 for day in days)
    learning = sum(day.new > 0 for day in days)
    what = "reviews and what comes back of them"
    if new:
        lasting = f" for {counted(learning, 'day')}" if learning < len(days) else ""
        what = f"with {counted(new, 'new card')} a day{lasting} and what comes back"
    return f"{what}; {counted(over, 'day')} over your {goal} minutes" if over else what


def mastery(courses: Sequence[Course], first: int, today: int, known: int) -> Said:
    """Say how far the first level (or topic) is that has not reached its mark."""
    days = [day for day, _ in courses[0].points] if courses else []
    shares = [dict(course.points) for course in courses]
    rows: list[CELL] = [
        (iso(day), *[as_percent(of_course.get(day, 0.0)) for of_course in shares]) for day in days
    ]
    columns = ("Day", *(f"{course.title} %" for course in courses))
    marks = sorted({course.ready for course in courses})
    ready = listed([percent(mark) for mark in marks])
    what = "by level " if len(courses) > 1 else ""
    note = f"mastery {what}{since(first, today)}; ready at {ready}" if courses else ""
    return said(_distance(courses), note, columns, rows, known if courses else ENOUGH)


def mastery_words(share: float, ready: float) -> str:
    """Return a mastery as a whole percentage; below the mark it is never rounded up to it."""
    return percent(share) if share >= ready - ROUNDING else percent_short_of(ready, share)


def _distance(courses: Sequence[Course]) -> str:
    if not courses:
        return "No roadmap holds these cards, so there is no mastery of it"
    done: list[str] = []
    for course in courses:
        now = course.points[-1][1]
        if now < course.ready - ROUNDING:
            # From what is shown to what is shown: the figures beside the heading must add up.
            shown = int(mastery_words(now, course.ready).split()[0])
            points = counted(round(course.ready * 100) - shown, "point")
            return (
                f"{_done(done)}; {course.title} is {points} from ready"
                if done
                else f"{course.title} is {points} from ready"
            )
        done.append(course.title)
    return _done(done)


def _done(titles: Sequence[str]) -> str:
    return (
        f"{listed(titles)} {'has the mastery it needs' if len(titles) == 1 else 'have the mastery they need'}"
    )
