"""A project: how much of what it needs is held, and, opened, what keeps it from being ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button, LinkButton
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_box,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.item_words import spoken, state_words
from roadmap_cards.gui.widgets.map_cell import CellPainter, CellShape, look_of
from roadmap_cards.gui.widgets.mastery_equation import draw_bar
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.mastery import Lens
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapItem
    from roadmap_cards.library.projects import ProjectReadiness

HEIGHT, ITEM_HEIGHT = 44, 30
BAR, BAR_HIGH = 92.0, 6.0
NUMBER = 58.0
"""Pixels for “12 of 14”."""
HEX = 20.0
INSET = 14
"""Pixels by which an opened project's box is wider than its row, on either side."""


class WeakItem(Button):
    """An item that is not held: its hexagon, title and state. A click leads to it on the map."""

    def __init__(self, theme: Theme, item: MapItem, parent: QWidget | None = None) -> None:
        self.item = item
        super().__init__(theme, item.title, radius=7, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(spoken(item, Lens.MASTERY))
        self.setAccessibleDescription("Opens it on the map")

    def sizeHint(self) -> QSize:
        return QSize(300, ITEM_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, ITEM_HEIGHT)

    def heightForWidth(self, width: int) -> int:
        """A title too long for one line takes another."""
        font = QFontMetricsF(self._theme.font("label"))
        room = QRectF(0, 0, self._room(width), 1000)
        around = font.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.item.title)
        return ITEM_HEIGHT + round(around.height() - font.height())

    def _room(self, width: float) -> float:
        """Return the pixels that a title has between the hexagon and the state."""
        return width - HEX - 10 - text_width(self._theme.font("label"), state_words(self.item)) - 16

    def paintEvent(self, _event: QPaintEvent) -> None:
        item, font = self.item, self._theme.font("label")
        middle = self.height() / 2
        baseline = middle_baseline(font, middle)
        cells, cell = CellPainter(self._theme), CellShape(QPointF(HEX / 2, middle), HEX)
        with self._begin() as painter:
            cells.draw(painter, look_of(item, Lens.MASTERY), [cell])
            if item.due:
                cells.draw_due(painter, cell)
            words = state_words(item)
            font.setUnderline(self.underMouse())
            painter.setFont(font)
            painter.setPen(self._theme.colour("ink"))
            place = QRectF(HEX + 10, 0, self._room(self.width()), self.height())
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), item.title)
            font.setUnderline(False)
            draw_text(
                painter, QPointF(self.width(), baseline), words, font, self._theme.colour("ink2"), RIGHT
            )


class ProjectRow(Button):
    """Title, bar and count. A click, Enter or Space opens and closes what is below."""

    def __init__(self, theme: Theme, project: ProjectReadiness, parent: QWidget | None = None) -> None:
        self.project = project
        super().__init__(theme, project.title, radius=9, parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{project.title}: {project.held} of {counted(project.items, 'item')} held")

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        project = self.project
        font, quiet = self._theme.font("label_strong"), self._theme.font("label")
        middle = self.height() / 2
        baseline = middle_baseline(font, middle)
        words = "Ready" if project.ready else f"{project.held} of {project.items}"
        with self._begin() as painter:
            at = QPointF(self.width(), baseline)
            style = font if project.ready else quiet
            draw_text(painter, at, words, style, self._theme.colour("ink"), RIGHT)
            bar = QRectF(self.width() - NUMBER - BAR, middle - BAR_HIGH / 2, BAR, BAR_HIGH)
            draw_bar(painter, self._theme, bar, project.share)
            room = bar.left() - 14
            title = QFontMetricsF(font).elidedText(project.title, Qt.TextElideMode.ElideRight, room)
            self.setToolTip(project.title if title != project.title else "")
            draw_text(painter, QPointF(0, baseline), title, font, self._theme.colour("ink"))


class ProjectBlock(QWidget):
    """A row with what opens below it.

    `review_asked` carries the ids of the weakest items, `item_asked` one item to be shown on the map;
    `toggled` tells that it was opened or closed.
    """

    review_asked = Signal(object)
    item_asked = Signal(int)
    toggled = Signal()

    def __init__(self, theme: Theme, project: ProjectReadiness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lined = False
        self._opened: QWidget | None = None
        self.row = ProjectRow(theme, project)
        self.row.clicked.connect(self._toggle)
        self.controls: list[Button] = []
        """What can be done in the opened part, in its order."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, 2, INSET, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self.row)
        self._say()
        theme.changed.connect(self.update)

    @property
    def project(self) -> ProjectReadiness:
        return self.row.project

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    @property
    def holds_focus(self) -> bool:
        """Whether the keyboard is on the row or in what is open below it."""
        return any(control.hasFocus() for control in (self.row, *self.controls))

    def _toggle(self) -> None:
        if self.is_open:
            self.close_row()
        else:
            self.open_row()

    def open_row(self) -> None:
        """Show what makes the project hard, its weakest items, and what can be done about them."""
        if self.is_open:
            return
        project, inside = self.project, QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addWidget(Text(self._theme, project.why, "label", "ink2", wrap=True))
        column.addSpacing(8)
        for item in project.weakest:
            line = WeakItem(self._theme, item)
            line.clicked.connect(lambda _checked, item=item: self.item_asked.emit(item.id))
            column.addWidget(line)
            self.controls.append(line)
        if project.weakest:
            column.addSpacing(8)
        told = outlook(project)
        if told:
            column.addWidget(Text(self._theme, told, "label", "ink2", wrap=True))
        if project.studyable:
            review = LinkButton(self._theme, review_words(project))
            review.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            review.clicked.connect(self.review)
            column.addWidget(review)
            self.controls.append(review)
        self._column.addWidget(inside)
        self._opened = inside
        for before, after in zip([self.row, *self.controls], self.controls, strict=False):
            QWidget.setTabOrder(before, after)
        self._say()

    def close_row(self) -> None:
        """Show the row alone."""
        if self._opened is not None:
            self._column.removeWidget(self._opened)
            self._opened.hide()
            self._opened.deleteLater()
            self._opened = None
            self.controls.clear()
        self._say()

    def review(self) -> None:
        """Ask for a session of the weakest items."""
        if self.project.studyable:
            self.review_asked.emit(self.project.studyable)

    @property
    def lined(self) -> bool:
        """Whether a line below parts it from the next block."""
        return self._lined and not self.is_open

    def set_lined(self, lined: bool) -> None:
        """Say whether what stands below needs a line above it: an opened block has its own edge."""
        self._lined = lined
        self.update()

    def _say(self) -> None:
        self.row.setChecked(self.is_open)
        self.row.setAccessibleDescription("Open" if self.is_open else "Closed")
        self.toggled.emit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            if self.is_open:
                box = QRectF(self.rect())
                draw_box(painter, box, 12, self._theme.colour("canvas"), self._theme.colour("line"))
                middle = 2 + HEIGHT / 2
                draw_box(painter, QRectF(0, middle - 12, 3, 24), 1.5, self._theme.colour("accent"))
            elif self.lined:
                foot = self.height() - 0.5
                ends = QPointF(INSET, foot), QPointF(self.width() - INSET, foot)
                draw_line(painter, *ends, self._theme.colour("line"))


def review_words(project: ProjectReadiness) -> str:
    """Return what the button does: what is not due and was seen cannot be studied today."""
    count, weakest = len(project.studyable), len(project.weakest)
    if count < weakest:
        return f"Review the {count} that are due or new" if count > 1 else "Review the one that is due or new"
    return f"Review all {count}" if count > 1 else "Review this one"


def outlook(project: ProjectReadiness) -> str:
    """Return what else there is to say of a project's items, if anything."""
    if project.ready:
        return "Every item that it needs is Solid or better: build it."
    told = []
    if project.unwritten:
        have = "has" if project.unwritten == 1 else "have"
        told.append(f"{counted(project.unwritten, 'item')} {have} no card yet.")
    if project.weakest and not project.studyable:
        none = "None of these is due today" if len(project.weakest) > 1 else "It is not due today"
        told.append(f"{none}: time will ask for them." if len(project.weakest) > 1 else f"{none}.")
    return " ".join(told)
