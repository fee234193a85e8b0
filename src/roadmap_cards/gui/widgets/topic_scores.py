"""The score of each topic of a quiz: its share as a bar, and how many questions of it were right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    RIGHT,
    draw_box,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.study.quiz_score import HAIR
from roadmap_cards.study.quiz_wording import score_words
from roadmap_cards.study.wording import percent

ROW = 36
BAR = 26.0
"""Pixels from the top of a row to the middle of its bar."""
COUNT_GAP = 24
FOOT = 24


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with its corrected share from 0 to 1. `held` says that it was held against the mark."""

    title: str
    share: float
    right: int
    asked: int
    held: bool = False


class _Row(QWidget):
    def __init__(
        self, theme: Theme, topic: TopicScore, count: str, room: int, mark: float, *, leads: bool
    ) -> None:
        """`leads` draws a line from the mark down to the words below the last row."""
        super().__init__()
        self._theme = theme
        self._topic = topic
        self._count = count
        self._room = room
        self._mark = mark
        self._leads = leads
        self._share = score_words(topic.share, mark)
        self.short = topic.held and topic.share < mark - HAIR
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        below = f", below the {percent(mark)} it needs" if self.short else ""
        self.setAccessibleName(f"{topic.title}: {self._share}, {topic.right} of {topic.asked} right{below}")
        self.setToolTip(self.accessibleName())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        topic, colour = self._topic, self._theme.colour
        label, strong = self._theme.font("label"), self._theme.font("label_strong")
        end = self.width() - self._room - COUNT_GAP
        font = strong if self.short else label
        share = self._share
        with painter_on(self) as painter:
            y = middle_baseline(label, 10)
            draw_text(painter, QPointF(end, y), share, font, colour("again" if self.short else "ink2"), RIGHT)
            room = end - text_width(font, share) - 12
            title = QFontMetricsF(label).elidedText(topic.title, Qt.TextElideMode.ElideRight, room)
            draw_text(painter, QPointF(0, y), title, label, colour("ink"))
            draw_box(painter, QRectF(0, BAR - 3, end, 6), 3, colour("sunken"))
            if topic.share:
                width = max(6.0, end * min(1.0, topic.share))
                draw_box(painter, QRectF(0, BAR - 3, width, 6), 3, colour("data"))
            if topic.held:
                x = round(end * self._mark)
                if self._leads:
                    draw_line(painter, QPointF(x, BAR + 6), QPointF(x, ROW), colour("line2"))
                draw_line(painter, QPointF(x, BAR - 6), QPointF(x, BAR + 6), colour("ink"), 2)
            at = QPointF(self.width(), middle_baseline(strong, BAR - 2))
            draw_text(painter, at, self._count, strong, colour("ink"), RIGHT)


class _Foot(QWidget):
    """What the marks of the bars above it mean; `led` says that a line leads here from the last bar."""

    def __init__(self, theme: Theme, words: str, room: int, mark: float, *, led: bool) -> None:
        super().__init__()
        self._theme, self._words, self._room, self._mark, self._led = theme, words, room, mark, led
        self.setFixedHeight(FOOT)
        self.setAccessibleName(words)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("small")
        end = self.width() - self._room - COUNT_GAP
        x = round(end * self._mark)
        half = text_width(font, self._words) / 2
        with painter_on(self) as painter:
            if self._led:
                draw_line(painter, QPointF(x, 0), QPointF(x, 6), self._theme.colour("line2"))
            at = QPointF(max(x, half), middle_baseline(font, 16))
            draw_text(painter, at, self._words, font, self._theme.colour("ink2"), CENTRE)


class TopicScores(QWidget):
    """The rows in the order they are given, and what the mark in their bars means, if there is one."""

    def __init__(self, theme: Theme, topics: Sequence[TopicScore], mark: float, mark_words: str) -> None:
        """`mark` is the share from 0 to 1 that the topics are held against, `mark_words` says so."""
        super().__init__()
        same = len({topic.asked for topic in topics}) == 1
        counts = [str(topic.right) if same else f"{topic.right} of {topic.asked}" for topic in topics]
        strong = theme.font("label_strong")
        room = max((round(text_width(strong, count)) + 1 for count in counts), default=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        led = bool(topics) and topics[-1].held
        for at, (topic, count) in enumerate(zip(topics, counts, strict=True), start=1):
            leads = led and at == len(topics)
            column.addWidget(_Row(theme, topic, count, room, mark, leads=leads))
        if any(topic.held for topic in topics):
            column.addWidget(_Foot(theme, mark_words, room, mark, led=led))
        column.addStretch(1)
        self.setAccessibleName("Score of each topic")
