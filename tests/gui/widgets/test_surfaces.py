"""Panels, the focus ring, notices, the key sheet, the fade: what lies under and over the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import DARK, LIGHT, Motion, Scheme, Theme
from roadmap_cards.gui.widgets.button import IconButton, PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.canvas import Canvas, scrolling
from roadmap_cards.gui.widgets.fade import fade_in
from roadmap_cards.gui.widgets.focus_ring import FocusRing
from roadmap_cards.gui.widgets.key_sheet import KeySheet
from roadmap_cards.gui.widgets.logo import Logo, window_icon
from roadmap_cards.gui.widgets.notice import Notice
from roadmap_cards.gui.widgets.page import KeyGroup
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text

GROUPS = (
    KeyGroup("Answer", (("Space", "Show the answer"), ("1", "Again"))),
    KeyGroup("Card", (("U", "Undo"),)),
)


class Listening(QWidget):
    """A page that notes the keys that reach it."""

    def __init__(self, reached: list[str]) -> None:
        super().__init__()
        self._reached = reached

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._reached.append(event.text())


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Canvas:
    page = Canvas(theme)
    page.resize(900, 600)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(40, 40, 40, 40)
    layout.addWidget(PrimaryButton(theme, "Start review", "Enter"))
    layout.addWidget(SecondaryButton(theme, "Misses again", "R"))
    layout.addStretch(1)
    shown(qtbot, page)
    return page


def test_a_panel_casts_a_shadow_in_the_light_only(theme: Theme, qtbot: QtBot) -> None:
    canvas = Canvas(theme)
    panel = Panel(theme, "Due today", parent=canvas)
    canvas.resize(300, 200)
    panel.setGeometry(50, 50, 200, 100)
    qtbot.addWidget(canvas)
    below = QPoint(150, 152)
    assert canvas.grab().toImage().pixelColor(below) != QColor(LIGHT["canvas"])
    theme.set_scheme(Scheme.DARK)
    assert canvas.grab().toImage().pixelColor(below) == QColor(DARK["canvas"])
    assert canvas.grab().toImage().pixelColor(QPoint(150, 130)) == QColor(DARK["surface"])


def test_a_panel_shows_heading_note_and_content(theme: Theme, qtbot: QtBot) -> None:
    panel = Panel(theme, "Minutes", "12-day streak")
    panel.content.addWidget(Text(theme, "below"))
    shown(qtbot, panel)
    assert [text.text() for text in panel.findChildren(Text) if text.isVisible()] == [
        "Minutes",
        "12-day streak",
        "below",
    ]
    panel.set_title("")
    panel.set_note("")
    assert [text.text() for text in panel.findChildren(Text) if text.isVisible()] == ["below"]


def test_text_keeps_style_and_colour_wherever_it_is_put(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, "48", "label", "ink2")
    text.set_style("heading", "accent")
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(text)
    shown(qtbot, window)
    assert text.font() == theme.font("heading")
    assert text.palette().windowText().color() == QColor(LIGHT["accent"])
    theme.set_scheme(Scheme.DARK)
    assert text.palette().windowText().color() == QColor(DARK["accent"])


def test_markup_in_text_is_text(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, "<b>x</b>")
    qtbot.addWidget(text)
    assert text.sizeHint().width() > Text(theme, "x").sizeHint().width() * 3


def test_the_ring_lies_three_pixels_outside_the_focused_control(
    page: Canvas, theme: Theme, qtbot: QtBot
) -> None:
    ring = FocusRing(theme, page)
    first = page.findChild(PrimaryButton)
    second = page.findChild(SecondaryButton)
    assert first is not None
    assert second is not None
    first.setFocus()
    middle = QPoint(first.geometry().center().x(), first.geometry().top() - 3)
    assert page.grab().toImage().pixelColor(middle) == QColor(LIGHT["accent"])
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert page.grab().toImage().pixelColor(middle) != QColor(LIGHT["accent"])
    assert ring.geometry().contains(second.geometry())
    page.resize(700, 600)
    qtbot.waitUntil(lambda: ring.geometry().center() == second.geometry().center())
    second.clearFocus()
    assert not ring.isVisible()


def test_the_ring_survives_the_end_of_its_control(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    ring = FocusRing(theme, page)
    first = page.findChild(PrimaryButton)
    second = page.findChild(SecondaryButton)
    assert first is not None
    assert second is not None
    first.setFocus()
    first.deleteLater()
    qtbot.waitUntil(lambda: page.findChild(PrimaryButton) is None)
    second.setFocus()
    assert ring.isVisible()
    assert ring.geometry().contains(second.geometry())


def test_the_ring_is_cut_where_its_control_is_scrolled_away(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(300, 200)
    canvas = Canvas(theme)
    column = QVBoxLayout(canvas)
    column.addSpacing(400)
    button = PrimaryButton(theme, "Far below")
    column.addWidget(button)
    area = scrolling(canvas)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 60)
    layout.addWidget(area)
    ring = FocusRing(theme, window)
    shown(qtbot, window)
    button.setFocus()
    area.verticalScrollBar().setValue(0)
    assert ring.isVisible()
    below = window.grab().toImage()
    colours = {below.pixelColor(x, y).name() for x in range(300) for y in range(145, 200)}
    assert QColor(LIGHT["accent"]).name() not in colours


def test_a_notice_goes_by_itself(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, page, page, lasts=30)
    notice.say("Card buried until tomorrow.", "Undo", "Ctrl Z")
    assert notice.isVisible()
    assert notice.accessibleName() == "Card buried until tomorrow."
    assert page.rect().contains(notice.geometry())
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_a_notice_waits_while_its_button_has_the_focus(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, page, page, lasts=20)
    notice.say("Card buried until tomorrow.", "Undo", "Ctrl Z")
    undo = notice.findChild(SecondaryButton)
    assert undo is not None
    undo.setFocus()
    qtbot.wait(80)
    assert notice.isVisible()
    with qtbot.waitSignal(notice.acted):
        QTest.keyClick(undo, Qt.Key.Key_Return)
    assert not notice.isVisible()


def test_an_error_stays_until_it_is_closed(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, page, page, lasts=20)
    notice.say("Saved.")
    notice.warn("The answer could not be saved: the disk is full.")
    qtbot.wait(80)
    assert notice.isVisible()
    close = notice.findChild(IconButton)
    assert close is not None
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()


def test_what_is_said_while_an_error_stands_comes_after_it(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, page, page, lasts=20)
    notice.warn("The disk is full.")
    notice.say("Theme: dark.")
    notice.say("Card buried until tomorrow.", "Undo", "Ctrl Z")
    assert notice.accessibleName() == "The disk is full."
    notice.dismiss()
    assert notice.isVisible()
    assert notice.accessibleName() == "Card buried until tomorrow."
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_nothing_said_takes_back_what_was_said(page: Canvas, theme: Theme) -> None:
    notice = Notice(theme, page, page)
    notice.say("Flag: 0 none, 1 red.")
    notice.say("")
    assert not notice.isVisible()


def test_a_notice_lies_at_the_top_where_that_covers_less(page: Canvas, theme: Theme) -> None:
    notice = Notice(theme, page, page)
    notice.say("Undone: answer card.")
    at_foot = notice.y()
    notice.lie_at_top(True)
    assert notice.y() < 30 < at_foot


def test_the_ring_of_a_covered_control_lies_under_what_covers_it(
    page: Canvas, theme: Theme, qtbot: QtBot
) -> None:
    start = page.findChild(PrimaryButton)
    assert start is not None
    ring = FocusRing(theme, page)
    sheet = KeySheet(theme, page)
    notice = Notice(theme, page, page)
    start.setFocus()
    sheet.open_sheet(GROUPS)
    start.setFocus()
    notice.say("Undone.")
    start.move(start.x() + 1, start.y())  # the ring follows, and must not rise over them
    above = [child for child in page.children() if isinstance(child, QWidget)]
    assert above.index(ring) < above.index(sheet)
    assert above.index(ring) < above.index(notice)


def test_a_notice_stays_inside_a_narrow_page(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, page, page)
    notice.say(
        "Die Karte wurde bis morgen zurückgestellt und kommt dann wieder. " * 2, "Rückgängig", "Ctrl Z"
    )
    wide = notice.height()
    page.resize(460, 600)
    qtbot.waitUntil(lambda: page.rect().contains(notice.geometry()))
    assert notice.height() > wide


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question])
def test_the_key_sheet_closes_and_gives_the_focus_back(
    page: Canvas, theme: Theme, qtbot: QtBot, key: Qt.Key
) -> None:
    start = page.findChild(PrimaryButton)
    assert start is not None
    start.setFocus()
    sheet = KeySheet(theme, page)
    sheet.open_sheet(GROUPS)
    assert sheet.geometry() == page.rect()
    assert "Show the answer" in [text.text() for text in sheet.findChildren(Text)]
    inside = page.focusWidget()
    assert sheet.isAncestorOf(inside)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(inside, key)
    assert not sheet.isVisible()
    assert start.hasFocus()


def test_tab_stays_inside_the_key_sheet(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    sheet = KeySheet(theme, page)
    sheet.open_sheet(GROUPS)
    for _ in range(5):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(page.focusWidget())


def test_keys_of_the_page_do_not_reach_it_through_the_sheet(theme: Theme, qtbot: QtBot) -> None:
    reached: list[str] = []
    host = Listening(reached)
    host.resize(600, 400)
    shown(qtbot, host)
    QTest.keyClick(host, Qt.Key.Key_U)
    assert reached == ["u"]
    sheet = KeySheet(theme, host)
    sheet.open_sheet(GROUPS)
    QTest.keyClick(host.focusWidget(), Qt.Key.Key_U)
    assert reached == ["u"]


def test_a_fade_takes_input_at_once_and_ends_in_full_colour(page: Canvas, theme: Theme, qtbot: QtBot) -> None:
    theme.set_motion(Motion.ON)
    button = page.findChild(PrimaryButton)
    assert button is not None
    whole = button.grab().toImage()
    fade_in(button, theme)
    assert page.grab().toImage().pixelColor(button.geometry().center()) != QColor(LIGHT["action"])
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    effect = button.graphicsEffect()
    assert effect is not None
    qtbot.waitUntil(lambda: not effect.isEnabled())
    qtbot.waitUntil(lambda: button.grab().toImage() == whole)


def test_nothing_fades_where_motion_is_off(page: Canvas, theme: Theme) -> None:
    button = page.findChild(PrimaryButton)
    assert button is not None
    fade_in(button, theme)
    assert button.graphicsEffect() is None


def test_the_logo_has_its_name_and_the_window_its_icon(theme: Theme, qtbot: QtBot) -> None:
    logo = Logo(theme)
    qtbot.addWidget(logo)
    assert logo.accessibleName() == "Roadmap Cards"
    sizes = window_icon(theme).availableSizes()
    assert {size.width() for size in sizes} >= {16, 32, 256}
