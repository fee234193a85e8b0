"""The clock of an exam in words: what is left, how the pace is, when to warn."""

from __future__ import annotations

from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.wording import counted, duration

WARN_AT = (5 * MINUTE, MINUTE)
"""What is left when the person is told, in milliseconds."""

EVEN = 15_000
"""Milliseconds ahead or behind that are no difference."""


def clock_words(left: int) -> str:
    """Return the time that is left as a clock shows it: “13:42”, “1:02:05”."""
    seconds = -(-left // 1000)
    hours, rest = divmod(seconds, 3600)
    minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
    return f"{f'{hours}:' if hours else ''}{minutes}:{rest % 60:02}"


def pace_words(
    allowed: int, used: int, answered: int, questions: int, *, pause_key: str = "P"
) -> tuple[str, str]:
    """Return what an exam allows, and whether one is ahead of an even pace; times in milliseconds."""
    whole = f"{duration(allowed)} for {counted(questions, 'question')}"
    ahead = round(allowed * answered / questions) - used if questions else 0
    pause = f"Pause with {pause_key}; the question is covered while the clock stands."
    if abs(ahead) < EVEN or used < EVEN:
        return whole, f"An even pace so far. {pause}"
    side = "ahead of" if ahead > 0 else "behind"
    return whole, f"You are {duration(abs(ahead))} {side} an even pace. {pause}"


def warning_words(before: int, left: int) -> str:
    """Return what to say when the time that is left passes a mark; empty where it passed none."""
    passed = next((mark for mark in reversed(WARN_AT) if left <= mark < before), None)
    if passed is None:
        return ""
    return f"{counted(passed // MINUTE, 'minute')} left."
