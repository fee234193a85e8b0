"""`screenshot DIR`: every page, light and dark, from a demo collection, painted in memory.

The pictures of the README and the visual tests come from here.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Motion, Scheme, Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.queue import Plan, Planned

SIZE = (1280, 800)
LAST_DAY = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)
DAYS = 6
"""Days that the person of the demo collection has studied."""

NEW_A_DAY = 6
SHOWN_CARD = "why-scale-scores"
SHOWN_AT = 6
"""The card of the pictures, and the number of cards before it."""


class DemoClock:
    """A clock that stands still until it is moved on."""

    def __init__(self, now: datetime) -> None:
        """Begin at `now`."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def seconds(self) -> float:
        """Return the time in seconds, to measure how long an answer takes."""
        return self.now.timestamp()


def main(arguments: Sequence[str]) -> int:
    """Paint every page into the folder that is named and return the exit code."""
    if len(arguments) != 1:
        raise ProblemError(
            "Name one folder for the pictures.", hint="For example: roadmap-cards screenshot shots"
        )
    target = Path(arguments[0])
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(
            f"{target} cannot be made: {error.strerror or error}.", hint="Name another."
        ) from error
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    load_fonts()
    with tempfile.TemporaryDirectory() as place:
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            for name in paint_all(Path(place) / scheme.value, scheme, target, application.processEvents):
                print(name)  # noqa: T201 - the command tells which pictures there are
    return 0


def paint_all(
    place: Path, scheme: Scheme, target: Path, settle: Callable[[], object], size: tuple[int, int] = SIZE
) -> list[Path]:
    """Paint every page of the demo collection in one scheme; `settle` lets Qt lay out what was shown."""
    folder, clock = DataFolder(place), DemoClock(LAST_DAY - timedelta(days=DAYS))
    preferences = Preferences(QSettings(str(place / "looks.ini"), QSettings.Format.IniFormat))
    painted: list[Path] = []
    with OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        library.change_learning("Demo", new_per_day=NEW_A_DAY)
        theme = Theme(scheme, motion=Motion.OFF)
        formulas = FormulaCache(place / "formulas")
        window = MainWindow(theme, preferences, formulas, clock.seconds)
        window.resize(*size)
        window.show()

        def shot(name: str) -> None:
            for _ in range(4):
                settle()
            path = target / f"{name}_{scheme.value}.png"
            window.grab().save(str(path))
            painted.append(path)

        window.open(library)
        shot("first_day")
        library.decks.choose_topics([topic.id for topic in library.decks.topics()])
        live_through(library, clock, Random(7))
        window.go("today")
        shot("today")
        plan = _with_the_shown_card(library)
        window.review.start(Session(library, plan), two_buttons=False)
        window.go("review")
        shot("question")
        _show_pages(window, clock, shot)
        window.close()
    return painted


def _with_the_shown_card(library: Library) -> Plan:
    """Return today's plan with the card of the pictures at its place, due or not."""
    plan = library.reviews.plan()
    shown = library.decks.card_of(f"llm-specialist/attention-mechanism/{SHOWN_CARD}#main")
    others = [card for card in plan.cards if card.card != shown]
    return replace(
        plan,
        cards=(*others[:SHOWN_AT], Planned(shown, None, 0, new=False), *others[SHOWN_AT:]),
        waiting=(),
    )


def _show_pages(window: MainWindow, clock: DemoClock, shot: Callable[[str], None]) -> None:
    rng = Random(3)
    for _ in range(SHOWN_AT):
        _answer(window, clock, rng)
    window.review.show_answer()
    shot("review")
    window.review.why_asked.emit()
    shot("why")
    window.review.why_asked.emit()
    window.show_keys()
    shot("keys")
    window.hide_keys()
    while window.review.asked is not None and window.page is window.review:
        _answer(window, clock, rng)
    shot("summary")
    _show_map(window, shot)
    window.go("settings")
    shot("settings")
    window.go("today")
    shot("done")


def _show_map(window: MainWindow, shot: Callable[[str], None]) -> None:
    """Paint the map, its list, and the topic that was studied."""
    window.go("map")
    _await_maps(window)
    shot("map")
    window.map.toggle_list()
    shot("map_list")
    window.map.toggle_list()
    topic = next(topic for roadmap in window.maps.maps for topic in roadmap.topics if topic.mastery.seen)
    item = next(item for item in topic.items if item.seen)
    window.open_topic(topic.id, item.id)
    _await_maps(window)
    shot("topic")


def _await_maps(window: MainWindow) -> None:
    while window.maps.is_reading:
        QApplication.processEvents()


def _answer(window: MainWindow, clock: DemoClock, rng: Random) -> None:
    window.review.show_answer()
    clock.now += timedelta(seconds=rng.randint(9, 25))
    window.review.rate(_graded(rng))


def _graded(rng: Random) -> Rating:
    return rng.choices(list(Rating), [0.15, 0.12, 0.63, 0.10])[0]


def live_through(library: Library, clock: DemoClock, rng: Random) -> None:
    """Study on most days up to the last one, a quarter of an hour at a time."""
    while clock.now < LAST_DAY - timedelta(hours=12):
        if rng.random() > 0.12:
            session = Session(library, library.reviews.plan(15))
            while not session.finished:
                session.reveal()
                seconds = rng.randint(8, 40)
                clock.now += timedelta(seconds=seconds)
                session.answer(_graded(rng), seconds * 1000)
        clock.now = (clock.now + timedelta(days=1)).replace(hour=8, minute=rng.randint(0, 20))
    clock.now = LAST_DAY
