"""`screenshot DIR`: every page, light and dark, from the demo collection, painted in memory.

The pictures of the README and the visual tests come from here.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.exchange_work import ExchangeWork
from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.statistics_flow import PAGES as PARTS
from roadmap_cards.gui.theme import Motion, Scheme, Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.option_row import OptionRow
from roadmap_cards.library.demo import SEED, make_demo
from roadmap_cards.library.demo_quizzes import made_up_answer
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import moment
from roadmap_cards.study.mastery import Lens
from roadmap_cards.study.question import right_answer
from roadmap_cards.study.queue import Plan, Planned
from roadmap_cards.study.quiz import Mode, Sureness, Wish

SIZE = (1280, 800)
MORNING = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)
"""When the pictures are taken: the day that the demo collection leads up to."""

SHOWN_KEY = "llm-specialist/attention-mechanism/why-scale-scores#main"
SHOWN_AT = 6
"""The card of the pictures, and the number of cards before it."""


SHOWN_AHEAD = 120
"""Days that one picture of the map looks ahead."""

QUIZ_SEED = 12
EXAM_SHARE, EXAM_OPEN, EXAM_MARKED, EXAM_SHOWN = 0.86, (17, 38), 3, 12
"""How the exam of the pictures goes: what is known, the questions left open, marked, and shown."""


class StoppedClock:
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


def run(target: Path) -> int:
    """Paint every page into this folder and return the exit code."""
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
        demo = DataFolder(Path(place) / "demo")
        make_demo(demo, MORNING, Random(SEED))
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            for name in paint_all(Path(place), demo, scheme, target, application.processEvents):
                print(name)  # noqa: T201 - the command tells which pictures there are
    return 0


def paint_all(
    place: Path,
    demo: DataFolder,
    scheme: Scheme,
    target: Path,
    settle: Callable[[], object],
    size: tuple[int, int] = SIZE,
) -> list[Path]:
    """Paint every page in one scheme: the first day from a fresh collection, the rest from a copy of `demo`.

    `place` is for files that nobody needs afterwards; `settle` lets Qt lay out what was shown.
    """
    painted: list[Path] = []

    def keep(window: MainWindow, name: str) -> None:
        for _ in range(4):
            settle()
        path = target / f"{name}_{scheme.value}.png"
        if not window.grab().save(str(path)):
            raise ProblemError(f"{path} cannot be written.", hint="Free some space, or name another folder.")
        painted.append(path)

    with _studio(place, DataFolder(place / f"first_day_{scheme.value}"), scheme, size, keep) as studio:
        studio.shot("first_day")
    copy = DataFolder(shutil.copytree(demo.root, place / f"demo_{scheme.value}"))
    with _studio(place, copy, scheme, size, keep) as studio:
        _paint_demo(studio)
    return painted


@dataclass(frozen=True, slots=True)
class Studio:
    """A window on a collection whose time stands still, and `keep`, which stores its picture."""

    window: MainWindow
    library: Library
    clock: StoppedClock
    keep: Callable[[MainWindow, str], None]

    def shot(self, name: str) -> None:
        """Take a picture of the window as it is now."""
        self.keep(self.window, name)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the worker bring what the window waits for."""
        while not done():
            QApplication.processEvents()

    def answer(self, rng: Random) -> None:
        """Answer the card on the screen as a person would."""
        self.window.reviews.review.show_answer()
        self.clock.now += timedelta(seconds=rng.randint(9, 25))
        self.window.reviews.review.rate(rng.choices(list(Rating), [0.15, 0.12, 0.63, 0.10])[0])


@contextmanager
def _studio(
    place: Path,
    folder: DataFolder,
    scheme: Scheme,
    size: tuple[int, int],
    keep: Callable[[MainWindow, str], None],
) -> Iterator[Studio]:
    """Open a window on the collection in `folder`, as a start of the program does."""
    clock = StoppedClock(MORNING)
    preferences = Preferences(QSettings(str(place / "looks.ini"), QSettings.Format.IniFormat))
    theme = Theme(scheme, motion=Motion.OFF)
    with OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        window = MainWindow(
            theme, preferences, FormulaCache(place / "formulas"), clock.seconds, Random(QUIZ_SEED)
        )
        window.resize(*size)
        window.show()
        window.open(library)
        background = Background()
        window.offer_exchange(ExchangeWork(folder, library, clock), background)
        yield Studio(window, library, clock, keep)
        window.close()
        background.stop()


def _paint_demo(studio: Studio) -> None:
    """Paint the pages of a collection with a past, and a sitting from beginning to end."""
    window, rng = studio.window, Random(3)
    studio.shot("today")
    _paint_map(studio)
    _paint_quiz(studio)
    session = Session(studio.library, _with_the_shown_card(studio.library))
    window.reviews.review.start(session, two_buttons=False)
    window.go("review")
    studio.shot("question")
    for _ in range(SHOWN_AT):
        studio.answer(rng)
    window.reviews.review.show_answer()
    studio.shot("review")
    window.reviews.review.why_asked.emit()
    studio.shot("why")
    window.reviews.review.why_asked.emit()
    window.show_keys()
    studio.shot("keys")
    window.hide_keys()
    while window.reviews.review.asked is not None and window.page is window.reviews.review:
        studio.answer(rng)
    studio.shot("summary")
    for part, page in PARTS.items():
        window.go(page)
        studio.wait(lambda: not window.statistics.is_reading)
        studio.shot(f"statistics_{part}")
    window.go("exchange")
    studio.wait(lambda: window.exchange.page.is_counted)
    studio.shot("exchange")
    window.go("settings")
    studio.shot("settings")
    window.go("today")
    studio.shot("done")


def _paint_map(studio: Studio) -> None:
    """Paint the map, its list, and the topic of the card that is shown later."""
    window = studio.window
    window.go("map")
    studio.wait(lambda: not window.maps.is_reading)
    item = studio.library.items.of_card(studio.library.decks.card_of(SHOWN_KEY))
    assert item is not None
    window.map.show_item(item)
    studio.wait(lambda: not window.travels.is_reading)
    studio.shot("map")
    window.map.go_to_day(moment(MORNING).day + SHOWN_AHEAD)
    studio.shot("map_ahead")
    window.map.go_to_day(moment(MORNING).day)
    window.map.toggle_list()
    studio.shot("map_list")
    window.map.toggle_list()
    topic = next(
        topic
        for roadmap in window.maps.maps
        for topic in roadmap.topics
        if item in {found.id for found in topic.items}
    )
    window.open_topic(topic.id, item)
    studio.wait(lambda: not window.maps.is_reading)
    studio.shot("topic")
    window.go("today")


def _paint_quiz(studio: Studio) -> None:
    """Paint a practice and an exam from their beginning to the result, which is then taken back."""
    window, library, rng = studio.window, studio.library, Random(QUIZ_SEED)
    window.go("quiz")
    studio.shot("quiz")
    level = library.quizzes.catalogue().levels[1]
    topics = frozenset(topic.id for topic in level.topics)
    window.quizzes.start(Wish(topics, 15, kinds=frozenset({"choice"})))
    sitting = _sitting(studio)
    right = right_answer(sitting.current.question.body, "")
    wrong = next(row for row in window.findChildren(OptionRow) if row.option not in right)
    wrong.click()
    studio.shot("quiz_question")
    window.quizzes.question.answer(Sureness.SURE)
    studio.shot("quiz_answer")
    sitting.hand_in()
    window.quizzes.start(Wish(topics, 40, Mode.EXAM, level=level.key, again=True))
    sitting = _sitting(studio)
    for place in range(len(sitting.questions)):
        sitting.go(place)
        sitting.spend(1000 * rng.randint(15, 80))
        if place == EXAM_MARKED:
            sitting.toggle_mark()
        if place == EXAM_SHOWN:
            window.quizzes.question.show_question()
            studio.shot("quiz_exam")
        if place not in EXAM_OPEN:
            sitting.answer(*made_up_answer(sitting.current.question, EXAM_SHARE, rng))
    window.quizzes.question.overview_asked.emit()
    studio.shot("quiz_hand_in")
    window.quizzes.hand_in.handed_in.emit()
    studio.shot("quiz_result")
    _paint_quiz_lens(studio)
    library.undo()
    window.go("today")


def _sitting(studio: Studio) -> QuizSitting:
    sitting = studio.window.quizzes.sitting
    assert sitting is not None
    return sitting


def _paint_quiz_lens(studio: Studio) -> None:
    window = studio.window
    window.go("map")
    studio.wait(lambda: not window.maps.is_reading)
    window.map.choose_lens(Lens.QUIZ)
    studio.shot("map_quiz")
    window.map.choose_lens(Lens.MASTERY)


def _with_the_shown_card(library: Library) -> Plan:
    """Return today's plan with the card of the pictures at its place, due or not."""
    plan = library.reviews.plan()
    shown = library.decks.card_of(SHOWN_KEY)
    others = [card for card in plan.cards if card.card != shown]
    return replace(
        plan,
        cards=(*others[:SHOWN_AT], Planned(shown, None, 0, new=False), *others[SHOWN_AT:]),
        waiting=(),
    )
