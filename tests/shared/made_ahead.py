"""What lies ahead, made up: two levels with a date, one that lacks its exam, one without cards."""

from __future__ import annotations

from datetime import date

from made_statistics import TODAY
from roadmap_cards.library.ahead import ONLY_EXAM, Ahead, ForecastRecord, LevelDate
from roadmap_cards.library.map import MapItem
from roadmap_cards.library.projects import ProjectReadiness
from roadmap_cards.study.day import day_of
from roadmap_cards.study.mastery import CardMemory, of_item, state

WEAK, NEVER = CardMemory(9, 0.86), CardMemory()


def a_day(year: int, month: int, day: int) -> int:
    return day_of(date(year, month, day))


def level(
    key: str,
    title: str,
    dates: tuple[int, int, int] | None = None,
    *,
    ready: bool = False,
    why: str = "",
    sooner: int | None = None,
    record: tuple[int, int] = (0, 0),
    mastery: float = 0.0,
) -> LevelDate:
    """Return a level whose mastery rises in a straight line to what is ready on its likely day."""
    low, mid, high = dates or (None, None, None)
    until = (mid or TODAY + 700) - TODAY
    rise = (0.8 - mastery) / until if mid else 0.0
    course = tuple((TODAY + at, min(0.95, mastery + rise * at)) for at in range(0, 700, 14))
    return LevelDate(
        f"llm-specialist/{key}",
        title,
        ready,
        low,
        mid,
        high,
        why,
        sooner,
        ForecastRecord(*record),
        course,
        None,
    )


JUNIOR = level("junior", "Junior LLM Engineer", why=ONLY_EXAM, mastery=0.84)
MIDDLE = level(
    "middle",
    "Middle LLM Engineer",
    (a_day(2027, 1, 2), a_day(2027, 1, 14), a_day(2027, 2, 3)),
    sooner=12,
    record=(3, 4),
    mastery=0.66,
)
SENIOR = level(
    "senior",
    "Senior LLM Engineer",
    (a_day(2028, 1, 20), a_day(2028, 3, 9), a_day(2028, 7, 2)),
    sooner=96,
    record=(3, 4),
    mastery=0.06,
)
EXPERT = level("expert", "LLM Expert/Researcher", why="70 of 80 items have no cards yet", mastery=0.01)


def made_ahead(*levels: LevelDate) -> Ahead:
    """Return these levels, or all four."""
    return Ahead(TODAY, levels or (JUNIOR, MIDDLE, SENIOR, EXPERT))


def item(number: int, *cards: CardMemory, due: int = 0) -> MapItem:
    title = f"Item number {number}"
    return MapItem(number, f"t/s/{number}", title, of_item(cards), state(cards), len(cards), due, 0.5)


def project(title: str, level: str, held: int, *weakest: MapItem, unwritten: int = 0) -> ProjectReadiness:
    why = "An answer is no better than the passages that were found."
    return ProjectReadiness(1, level, title, why, 12, held, unwritten, weakest)


FIVE = tuple(item(number, WEAK, due=1) for number in range(1, 6))
PROJECTS = (
    project("Chatbot", "Junior LLM Engineer", 12),
    project("FAQ System", "Junior LLM Engineer", 7, *FIVE),
    project("Telegram Bot", "Junior LLM Engineer", 3, item(8, WEAK), item(9, WEAK, due=1), unwritten=1),
    project("Model Fine-tuning", "Middle LLM Engineer", 0, item(6, NEVER), item(7, NEVER)),
    project("Multi-agent System", "Middle LLM Engineer", 0, item(10, WEAK)),
)
