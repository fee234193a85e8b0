"""The trust page as a person uses it: by keyboard, on made-up numbers, in windows wide and narrow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from made_trust import made_reliability, made_trust, off_by
from roadmap_cards.gui.pages.trust import TrustPage
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.button import LinkButton
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.page import key_groups
from roadmap_cards.gui.widgets.reliability_chart import scale_begin
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.trust_figures import TrustFigures
from roadmap_cards.study.statistics import Said, Span, Table
from roadmap_cards.study.trust_charts import PredictionSum, reliability

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
WIDE, NARROW = (1072, 800), (512, 540)
"""The page in the usual window and in the smallest, beside the sidebar."""


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> TrustPage:
    made = TrustPage(theme)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_trust(made_trust())
    focus = made.first_focus()
    assert focus is not None
    focus.setFocus()
    QApplication.processEvents()
    return made


def press(page: TrustPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.focusWidget() or page, key, modifier)
    QApplication.processEvents()


def called(page: TrustPage, name: str) -> ChartPanel:
    return next(panel for panel in page.panels if panel.name == name)


def texts(page: TrustPage) -> set[str]:
    return {text.text() for text in page.findChildren(Text) if text.isVisible()}


def test_whoever_comes_is_shown_a_year_and_digits_choose_another(page: TrustPage) -> None:
    asked: list[Span] = []
    page.asked.connect(asked.append)
    page.enter()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_3):
        press(page, key)
    assert asked == [Span.YEAR, Span.MONTH, Span.QUARTER, Span.ALL, Span.YEAR]


def test_the_answer_stands_on_top_in_one_sentence(page: TrustPage) -> None:
    sentence = "Trust what it says of your memory: of every 100 reviews it said that you would know "
    assert page.answer.sentence.startswith(sentence)
    assert "Yes" in texts(page)
    top = page.answer.mapTo(page, page.answer.rect().topLeft()).y()
    assert all(panel.mapTo(page, panel.rect().topLeft()).y() > top for panel in page.panels)
    assert page.answer.visibleRegion().boundingRect() == page.answer.rect()


def test_in_the_usual_window_all_of_it_is_seen_at_once(page: TrustPage) -> None:
    for panel in page.panels:
        assert panel.visibleRegion().boundingRect() == panel.rect()


def test_each_chart_is_headed_by_what_it_finds_and_the_figures_by_what_they_come_to(page: TrustPage) -> None:
    shown = made_trust()
    assert {shown.reliability.said.finding, shown.late.said.finding, shown.sureness.said.finding} <= texts(
        page
    )
    assert {"1.5 points", "0.312", "Surprise (log loss)"} <= texts(page)


def test_arrows_go_from_stretch_to_stretch_and_say_what_came_of_it(page: TrustPage) -> None:
    chart = called(page, "trust").chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Home)
    first = made_trust().reliability.bins[0]
    known = f"{first.recalled / first.answers * 100:.0f} % known, {first.recalled} of {first.answers}"
    assert chart.accessibleDescription().startswith(f"57 % was said: {known}")
    press(page, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("66 % was said: ")


def test_a_stretch_of_a_handful_of_reviews_is_left_to_the_table(page: TrustPage) -> None:
    some = made_trust()
    few = made_reliability(((0.45, 0.2, 5), (0.8, 0.82, 400), (0.9, 0.91, 900)), "Right", "")
    page.show_trust(replace(some, reliability=few))
    panel = called(page, "trust")
    panel.chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Home)
    assert panel.chart.accessibleDescription().startswith("80 % was said")
    press(page, Qt.Key.Key_T)
    assert panel.table.model().rowCount() == 3


def test_sureness_is_gone_through_by_up_and_down(page: TrustPage) -> None:
    chart = called(page, "sureness").chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    assert chart.accessibleDescription().startswith("Sure: 92 % right, 412 of 446")
    press(page, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("Guessing: 46 % right, 61 of 132")


def test_too_little_data_is_called_so_and_nothing_is_drawn_of_it(page: TrustPage) -> None:
    page.show_trust(made_trust(missing=140))
    assert page.answer.sentence.startswith("140 more reviews of learned cards")
    assert "140 more reviews show whether it is right" in texts(page)
    assert not any(panel.chart.isVisible() for panel in page.panels)
    assert not page.findChildren(TrustFigures)[0].isVisible()
    assert "Table, of one chart or of all" not in {command.words for command in page.commands()}
    page.show_trust(made_trust())
    assert called(page, "trust").chart.isVisible()


def test_late_reviews_alone_may_be_too_few(page: TrustPage) -> None:
    some = made_trust()
    few = replace(some.late, said=Said("Late reviews tell this; there are 117", "", Table((), ()), 83))
    page.show_trust(replace(some, late=few))
    assert not called(page, "trust-late").chart.isVisible()
    assert called(page, "trust").chart.isVisible()
    press(page, Qt.Key.Key_T)
    assert [panel.name for panel in page.panels if panel.table.isVisible()] == ["trust", "sureness"]


def test_a_longer_span_is_a_link_away_where_one_holds_too_little(page: TrustPage) -> None:
    asked: list[Span] = []
    page.asked.connect(asked.append)
    press(page, Qt.Key.Key_1)
    some = made_trust(span=Span.MONTH)
    late = reliability([PredictionSum(5, True, 26, 22, 20.0, 1.0)], Span.MONTH, late=True)
    page.show_trust(replace(some, late=late))
    assert "Late reviews tell this; there are 26 in the last 30 days, it takes 200" in texts(page)
    panel = called(page, "trust-late")
    assert [one.words for one in page.findChildren(LinkButton) if one.isVisible()] == ["Look at 3 months"]
    panel.link.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Return)
    assert asked == [Span.MONTH, Span.QUARTER]
    page.show_trust(replace(made_trust(span=Span.ALL), late=late))
    assert not panel.link.isVisible(), "there is nothing longer than all of it"


def test_terms_are_explained_where_they_stand(page: TrustPage) -> None:
    said = " ".join(texts(page))
    for words in ("root mean square error", "Less is better", "of every card: the more they are better"):
        assert words in said


def test_t_turns_the_chart_in_hand_into_its_table_and_back(page: TrustPage) -> None:
    called(page, "trust-late").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_T)
    assert [panel.name for panel in page.panels if panel.table.isVisible()] == ["trust-late"]
    press(page, Qt.Key.Key_T)
    assert called(page, "trust-late").chart.hasFocus()


def test_old_numbers_stay_until_new_ones_come(page: TrustPage) -> None:
    page.show_waiting()
    assert "Comparing what was said with what happened …" in texts(page)
    assert called(page, "trust").chart.isVisible()
    page.show_trust(made_trust(span=Span.MONTH))
    assert "Comparing what was said with what happened …" not in texts(page)


def test_the_other_parts_are_a_key_away(page: TrustPage) -> None:
    parts: list[str] = []
    page.part_asked.connect(parts.append)
    press(page, Qt.Key.Key_PageDown, CTRL)
    called(page, "trust").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_PageUp, CTRL)
    assert parts == ["schedule", "study"]


@pytest.mark.parametrize("size", [WIDE, NARROW, (1712, 1000)])
def test_nothing_is_cut_off_at_the_sides(page: TrustPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    QApplication.processEvents()
    lefts = {panel.mapTo(page, panel.rect().topLeft()).x() for panel in page.panels}
    rights = {panel.mapTo(page, panel.rect().topRight()).x() for panel in page.panels}
    assert min(lefts) >= 32
    assert max(rights) <= page.width() - 32
    assert len(lefts) == (1 if size == NARROW else 2)


def test_tab_goes_through_the_page_as_it_is_read(page: TrustPage) -> None:
    order = []
    for _ in range(4):
        order.append(next((panel.name for panel in page.panels if panel.holds_focus), ""))
        press(page, Qt.Key.Key_Tab)
    assert order[:3] == ["trust", "trust-late", "sureness"]


def test_every_key_has_words_and_no_key_two_meanings(page: TrustPage) -> None:
    keys = [key for command in page.commands() for key in command.keys]
    assert len(keys) == len(set(keys))
    assert all(words for group in key_groups(page.commands()) for _, words in group.keys)


def test_a_diagram_is_saved_as_a_picture_and_as_numbers(page: TrustPage, tmp_path: Path) -> None:
    said: list[str] = []
    page.said.connect(lambda words, _button: said.append(words))
    picture, numbers = tmp_path / "trust.png", tmp_path / "trust.csv"
    page.save_chart(called(page, "trust"), picture)
    page.save_chart(called(page, "trust"), numbers)
    assert QImage(str(picture)).width() > 400
    assert len(numbers.read_text("utf-8-sig").splitlines()) == 1 + len(made_trust().reliability.bins)
    assert said == [f"Saved as {picture}.", f"Saved as {numbers}."]


def test_the_dots_lie_where_the_numbers_put_them(page: TrustPage, theme: Theme) -> None:
    """On the diagonal within a pixel or two where prediction and recall agree, in light and dark."""
    chart = called(page, "trust").chart
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.set_scheme(scheme)
        QApplication.processEvents()
        image = chart.grab().toImage()
        data = theme.colour("data")
        found = [
            (x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y) == data
        ]
        right = max(x for x, _ in found)
        last = [y for x, y in found if x > right - 8]
        # The last stretch: said 96.5 %, recalled 96.2 %, on a scale from 40 to 100.
        plot_right, plot_base, plot_top = chart.width() - 12 - 162, chart.height() - 40, 8
        share = (plot_base - sum(last) / len(last)) / (plot_base - plot_top)
        assert share == pytest.approx((0.962 - 0.4) / 0.6, abs=0.02)
        middle = right - 5
        assert (middle - 38) / (plot_right - 38) == pytest.approx((0.965 - 0.4) / 0.6, abs=0.02)


def test_intervals_lie_inside_the_scale() -> None:
    def begin(*stretches: tuple[float, float, int]) -> float:
        return scale_begin(made_reliability(stretches, "", "").bins)

    assert begin((0.6, 0.61, 300), (0.9, 0.91, 900)) == 0.5
    assert begin((0.57, 0.61, 20), (0.9, 0.91, 900)) == 0.4
    assert begin((0.52, 0.51, 20)) == 0.2
    assert begin((0.15, 0.2, 100)) == 0.0
    for share in range(5, 100, 5):
        made = made_reliability(((share / 100, share / 100, 24), (0.9, 0.9, 900)), "", "")
        assert scale_begin(made.bins) <= min(one.low for one in made.bins)


def test_what_has_room_is_not_scrolled(page: TrustPage) -> None:
    some = off_by(1.2)
    sums = [PredictionSum(5, True, 400, 330, 340.0, 1.0)]
    shown, late = (reliability(sums, Span.YEAR, late=late).said for late in (False, True))
    page.show_trust(
        replace(
            some,
            reliability=replace(some.reliability, said=shown),
            late=replace(some.late, said=late),
        )
    )
    page.resize(*WIDE)
    for _ in range(3):
        QApplication.processEvents()
    assert not any(area.verticalScrollBar().maximum() for area in page.findChildren(QScrollArea))
