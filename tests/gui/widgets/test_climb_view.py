"""The climb: what it shows, says and asks for; and the panel of what slips soonest."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import LIGHT, Motion, Scheme, Theme
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.climb import ClimbView
from roadmap_cards.gui.widgets.climb_panel import ClimbPanel
from roadmap_cards.gui.widgets.ridge import Ridge, elevation
from roadmap_cards.gui.widgets.slipping import SlippingItem, SlippingPanel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.climb import Climb, ClimbLevel, ClimbTopic

PYTHON = ClimbTopic(11, "Python Basics", 15, 15, 12, 0.99, 0.95, 3, 0)
GIT = ClimbTopic(12, "Git", 10, 10, 4, 0.95, 0.60, 0, 0)
NEURAL = ClimbTopic(13, "Neural Networks", 10, 5, 0, 0.97, 0.85, 0, 4)
SCALING = ClimbTopic(14, "Scaling Laws", 10, 0, 0, 0.0, 0.0, 0, 0)
CLIMB = Climb(
    1,
    "Engineer",
    (
        ClimbLevel("Junior Engineer", "Junior", (PYTHON, GIT)),
        ClimbLevel("Senior Engineer", "Senior", (NEURAL, SCALING)),
    ),
)


def long_climb(topics: int) -> Climb:
    strata = tuple(replace(PYTHON, id=number, title=f"Topic {number}") for number in range(topics))
    return Climb(1, "Long", (ClimbLevel("All", "All", strata),))


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> ClimbView:
    view = ClimbView(theme)
    qtbot.addWidget(view)
    view.resize(800, 250)
    view.show_climb(CLIMB, flagged=True)
    view.show()
    view.activateWindow()
    QTest.qWaitForWindowActive(view)
    view.clearFocus()
    return view


def count(image: QImage, token: str, left: float = 0.0, right: float = 1.0) -> int:
    """Return how many pixels have the colour of a token between two shares of the width."""
    wanted = QColor(LIGHT[token])
    columns = range(int(left * image.width()), int(right * image.width()))
    return sum(image.pixelColor(x, y) == wanted for x in columns for y in range(image.height()))


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def flag(view: ClimbView) -> ClimbTopic | None:
    return view.flag


def walk(view: ClimbView, *keys: Qt.Key) -> str:
    for key in keys:
        QTest.keyClick(view, key)
    topic = view.looked_at
    return topic.title if topic else ""


def hover(view: ClimbView, x: float) -> str:
    QTest.mouseMove(view, QPoint(round(x * view.width()), view.height() - 40))
    QApplication.processEvents()
    return view.looked_at.title if view.looked_at else ""


# --- The ridge ---------------------------------------------------------------------------------------


def test_the_ridge_rises_from_its_beginning_to_its_end_without_a_jump() -> None:
    heights = [elevation(number / 500) for number in range(501)]
    assert all(0 < height <= 1 for height in heights)
    assert max(abs(after - before) for before, after in pairwise(heights)) < 0.02
    quarters = [sum(heights[start : start + 125]) / 125 for start in range(0, 500, 125)]
    assert quarters == sorted(quarters)
    assert quarters[3] > 3 * quarters[0]


@pytest.mark.parametrize("topics", [1, 2, 36, 100])
@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_every_topic_has_its_place_on_the_ridge(topics: int, ratio: float) -> None:
    ridge = Ridge(QRectF(0, 0, 560, 200), topics, ratio)
    edges = [ridge.edge(number) for number in range(topics + 1)]
    assert (edges[0], edges[-1]) == (0, 560)
    assert all(after > before for before, after in pairwise(edges))
    for number in range(topics):
        column, top = ridge.column(number), ridge.top(number)
        assert ridge.number_at(column.center().x()) == number
        assert column.left() < top.x() < column.right()
        assert ridge.crest().intersects(QRectF(top - QPointF(1, 1), top + QPointF(1, 1)))
    assert ridge.number_at(-1) is ridge.number_at(560) is None


# --- What it shows -----------------------------------------------------------------------------------


def test_strata_are_tinted_by_strength_and_filled_by_what_was_seen(view: ClimbView) -> None:
    image = picture(view)
    assert count(image, "m4", 0, 0.25) > 1000
    assert count(image, "m1", 0.25, 0.5) > 1000
    assert count(image, "m3", 0.5, 0.75) > 1000
    assert count(image, "unseen", 0.75, 1) > 3000
    half_seen = count(image, "m3", 0.5, 0.75) / count(image, "unseen", 0.5, 0.75)
    assert half_seen == pytest.approx(1, abs=0.25)
    assert count(image, "unseen", 0, 0.5) == 0


def test_a_little_that_was_seen_can_be_seen(view: ClimbView) -> None:
    little = replace(NEURAL, items=1000, seen=1)
    view.show_climb(Climb(1, "E", (ClimbLevel("A", "A", (little, GIT)),)), flagged=False)
    assert count(picture(view), "m3") > 100


def test_due_cards_are_dots_and_the_flag_stands_where_new_cards_come_from(view: ClimbView) -> None:
    image = picture(view)
    assert 10 < count(image, "accent", 0, 0.25) < 120
    assert count(image, "accent", 0.25, 0.5) == 0
    assert count(image, "accent", 0.5, 0.75) > 80
    assert flag(view) == NEURAL
    view.show_climb(CLIMB, flagged=False)
    assert flag(view) is None
    assert count(picture(view), "accent", 0.25, 1) == 0


def test_more_due_is_a_larger_dot(view: ClimbView) -> None:
    few = count(picture(view), "accent", 0, 0.25)
    many = ClimbLevel("Junior", "Junior", (replace(PYTHON, due=9), GIT))
    view.show_climb(replace(CLIMB, levels=(many, CLIMB.levels[1])), flagged=True)
    assert count(picture(view), "accent", 0, 0.25) > few


@pytest.mark.parametrize("topics", [1, 5, 36, 100])
@pytest.mark.parametrize("width", [240, 560, 2000])
def test_any_number_of_topics_can_be_painted_at_any_width(view: ClimbView, topics: int, width: int) -> None:
    view.resize(width, 250)
    view.show_climb(long_climb(topics), flagged=True)
    image = picture(view)
    assert count(image, "m4") > 1000
    assert count(image, "accent") > 10


def test_level_names_give_way_where_it_is_narrow(view: ClimbView) -> None:
    """The counts go first, then letters, then the names; nothing is written over its neighbour."""

    def ink_below(width: int) -> list[int]:
        view.resize(width, 250)
        image = picture(view)
        foot = image.copy(0, image.height() - 25, image.width(), 25)
        return [
            x for x in range(foot.width()) if any(foot.pixelColor(x, y).lightness() < 120 for y in range(25))
        ]

    wide, narrow, tiny = ink_below(800), ink_below(160), ink_below(40)
    assert any(150 > x > 60 for x in wide)
    assert narrow
    assert not any(70 < x < 80 for x in narrow)
    assert not tiny


def test_what_is_on_the_screen_already_is_not_painted_again(view: ClimbView) -> None:
    view.grab()
    painted = view._picture
    view.show_climb(replace(CLIMB), flagged=True)
    view.grab()
    assert view._picture is painted


def test_dark_is_painted_anew_and_so_is_another_size(view: ClimbView, theme: Theme) -> None:
    light = picture(view)
    theme.set_scheme(Scheme.DARK)
    dark = picture(view)
    assert dark != light
    view.resize(700, 250)
    assert picture(view).width() == round(700 * view.devicePixelRatioF())


# --- What it says ------------------------------------------------------------------------------------


def test_the_picture_is_told_in_words(view: ClimbView) -> None:
    assert view.accessibleName() == "Your climb: 16 of 45 items held"
    assert view.accessibleDescription() == (
        "Junior Engineer, 16 of 25 held: "
        "Python Basics, 15 of 15 seen, 12 held, recall 99 %, 3 due; "
        "Git, 10 of 10 seen, 4 held, recall 95 %, 0 due. "
        "Senior Engineer, 0 of 20 held: "
        "Neural Networks, 5 of 10 seen, 0 held, recall 97 %, 0 due, 4 new; "
        "Scaling Laws, 0 of 10 seen, 0 held, 0 due. "
        "New today: Neural Networks"
    )


# --- Looking and asking ------------------------------------------------------------------------------


def test_the_stratum_under_the_mouse_rises_and_says_what_it_is(view: ClimbView) -> None:
    before = picture(view)
    assert hover(view, 0.3) == "Git"
    raised = picture(view)
    assert count(raised, "raised", 0.1, 0.5) > count(before, "raised", 0.1, 0.5) + 1000
    assert hover(view, 0.6) == "Neural Networks"
    QTest.mouseMove(view, QPoint(300, 2))
    QApplication.processEvents()
    assert view.looked_at is None
    assert picture(view) == before


def test_arrow_keys_walk_along_the_climb_from_the_flag(view: ClimbView) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert walk(view) == "Neural Networks"
    assert walk(view, Qt.Key.Key_Left) == "Git"
    assert walk(view, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left) == "Python Basics"
    assert walk(view, Qt.Key.Key_Right) == "Git"
    assert walk(view, Qt.Key.Key_End, Qt.Key.Key_Right) == "Scaling Laws"
    assert walk(view, Qt.Key.Key_Home) == "Python Basics"


def test_where_the_keyboard_stands_can_be_seen(view: ClimbView) -> None:
    resting = count(picture(view), "accent", 0.76, 1)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    walk(view, Qt.Key.Key_End)
    assert count(picture(view), "accent", 0.74, 1) > resting + 100
    view.clearFocus()
    assert view.looked_at is None


def test_enter_and_a_click_ask_for_the_topic(view: ClimbView, qtbot: QtBot) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    walk(view, Qt.Key.Key_Home)
    with qtbot.waitSignal(view.topic_asked) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [PYTHON.id]
    with qtbot.waitSignal(view.topic_asked) as asked:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(700, 200))
    assert asked.args == [SCALING.id]


def test_nothing_moves_where_motion_is_off(view: ClimbView, theme: Theme, qtbot: QtBot) -> None:
    def is_moving() -> bool:
        return view.findChildren(QVariantAnimation)[0].state() is QVariantAnimation.State.Running

    hover(view, 0.3)
    assert not is_moving()
    theme.set_motion(Motion.ON)
    QTest.mouseMove(view, QPoint(700, 200))
    assert view.looked_at == SCALING
    assert is_moving()
    qtbot.waitUntil(lambda: not is_moving())


def test_another_roadmap_is_walked_from_its_own_beginning(view: ClimbView) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    walk(view, Qt.Key.Key_End)
    view.show_climb(replace(long_climb(2), id=2), flagged=False)
    assert walk(view, Qt.Key.Key_Left) == "Topic 0"


# --- The panel ---------------------------------------------------------------------------------------


def words(widget: QWidget) -> str:
    return " | ".join(text.text() for text in widget.findChildren(Text))


def test_the_panel_says_how_much_is_held_and_what_that_takes(theme: Theme, qtbot: QtBot) -> None:
    panel = ClimbPanel(theme)
    qtbot.addWidget(panel)
    panel.show_climbs([CLIMB], flagged=True)
    assert "16 of 45 items held: memory that lasts 21 days, recall 80 % or better" in words(panel)
    fresh = replace(SCALING, items=375)
    panel.show_climbs([Climb(1, "E", (ClimbLevel("A", "A", (fresh,)),))], flagged=False)
    assert "375 items ahead, nothing seen yet" in words(panel)
    assert panel.findChild(ChoiceField) is None


def test_of_several_roadmaps_the_studied_one_is_shown_until_another_is_chosen(
    theme: Theme, qtbot: QtBot
) -> None:
    quiet = Climb(2, "Painter", (ClimbLevel("A", "A", (SCALING,)),))
    panel = ClimbPanel(theme)
    qtbot.addWidget(panel)
    panel.show_climbs([quiet, CLIMB], flagged=True)
    assert panel.shown == CLIMB
    choice = panel.findChild(ChoiceField)
    assert choice is not None
    assert choice.currentText() == "Engineer"
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert panel.shown == quiet
    panel.show_climbs([replace(quiet), CLIMB], flagged=True)
    assert panel.shown == quiet


@pytest.mark.parametrize("width", [360, 640, 692, 992, 2000])
def test_the_words_of_the_panel_never_lie_on_the_ridge(theme: Theme, qtbot: QtBot, width: int) -> None:
    panel = ClimbPanel(theme)
    qtbot.addWidget(panel)
    panel.show_climbs([long_climb(36)], flagged=True)
    panel.resize(width, 330)
    panel.show()
    QApplication.processEvents()
    panel.resize(width, max(330, panel.minimumSizeHint().height()))
    QApplication.processEvents()
    view = panel.view
    ridge = view._ridge()
    for text in (panel._held, panel._legend):
        corner = text.mapTo(panel, text.rect().bottomRight())
        at = view.mapFrom(panel, corner)
        right = min(max(at.x(), 0), view.width() - 1)
        assert at.y() < ridge.height_at(right)
    assert panel.width() == width


# --- Slipping ----------------------------------------------------------------------------------------


def slipping(*ready: bool) -> list[SlippingItem]:
    return [
        SlippingItem(number, f"Item {number}", 0.91, 0.80, is_ready) for number, is_ready in enumerate(ready)
    ]


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> SlippingPanel:
    panel = SlippingPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(270, 280)
    panel.show()
    return panel


@pytest.mark.parametrize(
    ("ready", "offer"),
    [
        ((True, True, True), "Review these 3 first"),
        ((True, True), "Review these 2 first"),
        ((True,), "Review this first"),
        ((True, False, True), "Review the 2 due first"),
        ((False, True, False), "Review the one due first"),
    ],
)
def test_only_what_is_due_is_offered(panel: SlippingPanel, ready: tuple[bool, ...], offer: str) -> None:
    panel.show_items(slipping(*ready), "Friday")
    assert panel.review.isVisible()
    assert panel.review.words == offer
    assert panel.ready == tuple(number for number, is_ready in enumerate(ready) if is_ready)
    assert "Not due yet" not in [text.text() for text in panel.findChildren(Text) if text.isVisible()]


def test_what_is_not_due_is_said_to_be_so(panel: SlippingPanel) -> None:
    panel.show_items(slipping(False, False, False), "Friday")
    assert not panel.review.isVisible()
    assert "Not due yet" in [text.text() for text in panel.findChildren(Text) if text.isVisible()]


def test_rows_say_recall_now_and_by_when(panel: SlippingPanel) -> None:
    panel.show_items(slipping(True), "Friday")
    names = [child.accessibleName() for child in panel.findChildren(QWidget)]
    assert "Item 0: 91 % now, 80 % by Friday" in names


def test_the_bar_shows_what_will_be_left(panel: SlippingPanel) -> None:
    panel.show_items([replace(slipping(True)[0], now=0.9, later=0.8)], "Friday")
    much = count(picture(panel), "data")
    panel.show_items([replace(slipping(True)[0], now=0.9, later=0.4)], "Friday")
    assert count(picture(panel), "data") < 0.6 * much
