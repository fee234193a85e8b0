"""Dates as people read them: in English whatever the desktop speaks, like the rest of the window."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from roadmap_cards.study.day import date_of


def written(day: int, form: str) -> str:
    """Return a study day in a form of QLocale.toString, such as “dddd d MMMM” or “dddd”."""
    date = date_of(day)
    return QLocale.c().toString(QDate(date.year, date.month, date.day), form)
