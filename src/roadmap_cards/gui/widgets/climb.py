"""The climb: the topics of a roadmap as strata of a ridge, filled by what was seen and tinted by recall."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    LEFT,
    RIGHT,
    draw_box,
    draw_dot,
    draw_line,
    draw_text,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.ridge import Ridge
from roadmap_cards.library.climb import Climb, ClimbLevel, ClimbTopic
from roadmap_cards.study.mastery import band
from roadmap_cards.study.wording import counted

FOOT = 26
"""Pixels below the base line, for the names of the levels."""

LOWEST = 180
"""How tall the picture must be, in pixels."""

CONTOURS = 22
"""Pixels between two contour lines."""

LEVEL_GAP = 2.5
LEAST_FILL = 0.06
"""The share that a stratum is filled to as soon as anything of it was seen."""

LIFT, LIFT_LASTS = 5.0, 90
"""How far the stratum that is looked at rises, in pixels, and how long that takes, in milliseconds."""

POLE, CLOTH, FLAG_HEIGHT = 44, 17, 30
"""The usual length of the pole, the length of the cloth and the height of the words beside it, in pixels."""

FLAG_WORDS = "New today"
LABEL_HEIGHT = 46

SKY = 16
"""Pixels above the crest that still belong to a stratum, for those who aim at its dot."""


class ClimbView(QWidget):
    """The picture. `topic_asked` carries the id of a topic that was clicked or chosen with Enter.

    Arrow keys walk along the ridge; the stratum that is looked at rises and says what it is. The stratum
    where the keyboard stands is outlined in accent: it is what other controls wear as a ring.
    """

    topic_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._climb: Climb | None = None
        self._topics: tuple[ClimbTopic, ...] = ()
        self._flagged = False
        self._picture: QPixmap | None = None
        self._walked: int | None = None
        self._hovered: int | None = None
        self._raised = 1.0
        self._rise = QVariantAnimation(self)
        self._rise.setStartValue(0.0)
        self._rise.setEndValue(1.0)
        self._rise.setDuration(LIFT_LASTS)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._rise.valueChanged.connect(self._lift)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._repaint)

    def show_climb(self, climb: Climb, *, flagged: bool) -> None:
        """Show a roadmap; `flagged` plants the flag where today's new cards come from."""
        if (climb, flagged) == (self._climb, self._flagged):
            return
        if self._climb is None or climb.id != self._climb.id:
            self._walked = self._hovered = None
        self._climb, self._flagged = climb, flagged
        self._topics = tuple(climb.topics)
        if self._walked is not None and self._walked >= len(self._topics):
            self._walked = None
        self._hovered = None
        self.setAccessibleName(f"Your climb: {climb.held} of {counted(climb.items, 'item')} held")
        self.setAccessibleDescription(described(climb, flagged=flagged))
        self._repaint()

    @property
    def looked_at(self) -> ClimbTopic | None:
        """The topic whose stratum is raised: under the mouse, else where the keyboard stands."""
        number = self._raised_number
        return None if number is None else self._topics[number]

    @property
    def flag(self) -> ClimbTopic | None:
        """The topic that bears the flag: the first that gives new cards today."""
        number = self._flag_number
        return None if number is None else self._topics[number]

    @property
    def _raised_number(self) -> int | None:
        if self._hovered is not None:
            return self._hovered
        return self._walked if self.hasFocus() else None

    @property
    def _flag_number(self) -> int | None:
        if not self._flagged:
            return None
        return next((number for number, topic in enumerate(self._topics) if topic.new), None)

    def sizeHint(self) -> QSize:
        return QSize(600, 246)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, LOWEST)

    # --- Walking along it

    def step(self, strata: int) -> None:
        """Take the keyboard to the climb and walk so many strata on, or back where that is negative."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._walk_to((self._walked or 0) + strata)

    def open_topic(self) -> None:
        """Ask for the topic that is looked at."""
        topic = self.looked_at
        if topic is not None:
            self.topic_asked.emit(topic.id)

    def _walk_to(self, number: int) -> None:
        if not self._topics:
            return
        self._hovered = None
        self._walked = min(max(number, 0), len(self._topics) - 1)
        self._begin_lift()
        topic = self._topics[self._walked]
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{topic.title}: {facts(topic)}"))

    def _begin_lift(self) -> None:
        if self._theme.moves:
            self._rise.stop()
            self._rise.start()
        else:
            self._lift(1.0)

    def _lift(self, share: float) -> None:
        self._raised = share
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._walked is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._walk_to(self._flag_number or 0)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier or not self._topics:
            super().keyPressEvent(event)
            return
        at = self._walked or 0
        match event.key():
            case Qt.Key.Key_Left:
                self._walk_to(at - 1)
            case Qt.Key.Key_Right:
                self._walk_to(at + 1)
            case Qt.Key.Key_Home:
                self._walk_to(0)
            case Qt.Key.Key_End:
                self._walk_to(len(self._topics) - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.open_topic()
            case _:
                super().keyPressEvent(event)

    def _number_at(self, at: QPointF) -> int | None:
        if not self._topics:
            return None
        ridge = self._ridge()
        number = ridge.number_at(at.x())
        return None if at.y() < ridge.height_at(at.x()) - SKY else number

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number != self._hovered:
            self._hovered = number
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if number is not None else Qt.CursorShape.ArrowCursor
            )
            self._begin_lift()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self._walked = self._hovered = number
            self.open_topic()

    # --- Painting

    def _repaint(self) -> None:
        self._picture = None
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._picture = None

    def _ridge(self) -> Ridge:
        rect = QRectF(0, 4, self.width(), self.height() - FOOT - 4)
        return Ridge(rect, max(1, len(self._topics)), self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._topics or self._climb is None:
            return
        ridge = self._ridge()
        if self._picture is None or self._picture.devicePixelRatioF() != ridge.ratio:
            self._picture = self._painted(ridge)
        number = self._raised_number
        with painter_on(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            if number is not None:
                self._paint_raised(painter, ridge, number)
            self._paint_dots(painter, ridge)
            label = QRectF() if number is None else self._label_box(ridge, number)
            flag = self._flag_number
            if flag is not None:
                self._paint_flag(painter, ridge, flag, label)
            if number is not None:
                self._paint_label(painter, label, self._topics[number])

    def _painted(self, ridge: Ridge) -> QPixmap:
        """Return the ridge with its strata, contours and levels: all that stays while one looks around."""
        picture = QPixmap(self.size() * ridge.ratio)
        picture.setDevicePixelRatio(ridge.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with painter_on(picture) as painter:
            painter.fillPath(ridge.body(), self._theme.colour("unseen"))
            painter.save()
            for (share, token), columns in self._fills(ridge).items():
                painter.setClipPath(columns)
                painter.fillPath(ridge.body(share), self._theme.colour(token))
            painter.restore()
            self._paint_contours(painter, ridge)
            crest = QPen(self._theme.colour("ink2"), 1.4)
            painter.strokePath(ridge.crest(), crest)
            self._paint_levels(painter, ridge)
        return picture

    def _fills(self, ridge: Ridge) -> dict[tuple[float, str], QPainterPath]:
        """Return the columns of the strata that are filled to the same share in the same tint."""
        fills: dict[tuple[float, str], QPainterPath] = {}
        for number, topic in enumerate(self._topics):
            if topic.seen:
                share = max(topic.seen / topic.items, LEAST_FILL)
                columns = fills.setdefault((share, f"m{band(topic.strength)}"), QPainterPath())
                columns.addRect(ridge.column(number))
        return fills

    def _paint_contours(self, painter: QPainter, ridge: Ridge) -> None:
        painter.save()
        # Lower than the crest everywhere, the lines can leave the ridge only at its base.
        painter.setClipRect(ridge.rect)
        line = QPen(self._theme.colour("surface", 115), 1)
        crest = ridge.crest()
        for _ in range(int(ridge.rect.height() / CONTOURS)):
            crest.translate(0, CONTOURS)
            painter.strokePath(crest, line)
        painter.restore()

    def _starts(self) -> list[int]:
        """Return the number of the first stratum of each level, and at the end that of all strata."""
        levels = self._climb.levels if self._climb else ()
        return list(accumulate((len(level.topics) for level in levels), initial=0))

    def _paint_levels(self, painter: QPainter, ridge: Ridge) -> None:
        levels = self._climb.levels if self._climb else ()
        starts = self._starts()
        base = ridge.rect.bottom()
        for level, start, end in zip(levels, starts, starts[1:], strict=False):
            left, right = ridge.edge(start), ridge.edge(end)
            if start:
                gap = QRectF(left - LEVEL_GAP / 2, ridge.height_at(left) + 1, LEVEL_GAP, base)
                gap.setBottom(base)
                painter.fillRect(gap, self._theme.colour("surface"))
            self._paint_level_name(painter, level, QPointF(left + 2, base + 19), right - left - 10)

    def _paint_level_name(self, painter: QPainter, level: ClimbLevel, at: QPointF, room: float) -> None:
        """Write the name and what is held of it; the count gives way first, then letters, then the name."""
        bold, small = self._theme.font("label_strong"), self._theme.font("small")
        words = f"{level.held} of {level.items} held"
        name = _elided(bold, level.short, room)
        draw_text(painter, at, name, bold, self._theme.colour("ink"))
        after = text_width(bold, name) + 8
        if name == level.short and after + text_width(small, words) <= room:
            draw_text(painter, at + QPointF(after, 0), words, small, self._theme.colour("ink3"))

    def _paint_raised(self, painter: QPainter, ridge: Ridge, number: int) -> None:
        """Lift the stratum: its slice of the picture a little higher, within a line of ink."""
        if self._picture is None:
            return
        column, lift = ridge.column(number), LIFT * self._raised
        slice_ = QRectF(column.left(), 0, column.width(), column.bottom())
        source = QRectF(slice_.topLeft() * ridge.ratio, slice_.size() * ridge.ratio)
        painter.drawPixmap(slice_.translated(0, -lift), self._picture, source)
        keyboard = self._hovered is None
        pen = QPen(self._theme.colour("accent" if keyboard else "ink"), 2 if keyboard else 1.6)
        painter.save()
        painter.setClipRect(column.adjusted(-1, -20, 1, 0))
        painter.strokePath(ridge.crest().translated(0, -lift), pen)
        painter.restore()
        for x in (column.left(), column.right()):
            top = QPointF(x, ridge.height_at(x) - lift)
            draw_line(painter, top, QPointF(x, column.bottom()), pen.color(), pen.widthF())

    def _risen(self, number: int) -> float:
        return LIFT * self._raised if number == self._raised_number else 0.0

    def _paint_dots(self, painter: QPainter, ridge: Ridge) -> None:
        flag = self._flag_number
        widest = max(2.2, ridge.rect.width() / ridge.count / 2 - 1.5)
        for number, topic in enumerate(self._topics):
            if topic.due and number != flag:
                radius = min(2.4 + min(2.6, topic.due * 0.5), widest)
                at = ridge.top(number) - QPointF(0, self._risen(number))
                accent, ground = self._theme.colour("accent"), self._theme.colour("surface")
                draw_dot(painter, at, radius, accent, ground, 1.8)

    def _paint_flag(self, painter: QPainter, ridge: Ridge, number: int, label: QRectF) -> None:
        """Plant the flag on its stratum; a label that would half cover it stands there alone."""
        foot = ridge.top(number) - QPointF(0, self._risen(number))
        flag = self._placed_flag(ridge, foot, number)
        ink, accent, ground = (self._theme.colour(token) for token in ("ink", "accent", "surface"))
        cloth = QPolygonF([flag.tip, flag.tip + QPointF(flag.cloth, 6), flag.tip + QPointF(0, 12)])
        around = flag.words.united(cloth.boundingRect()).united(QRectF(flag.tip, foot).adjusted(0, 0, 1, 0))
        if not around.intersects(label):
            draw_line(painter, foot, flag.tip, ink, 1.4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawPolygon(cloth)
            if flag.on_ground:
                draw_box(painter, flag.words.adjusted(-4, 0, 4, 2), 5, self._theme.colour("surface", 225))
            side, x = (RIGHT, flag.words.right()) if flag.to_the_left else (LEFT, flag.words.left())
            bold, small = self._theme.font("small_strong"), self._theme.font("small")
            draw_text(painter, QPointF(x, flag.tip.y() + 10), FLAG_WORDS, bold, ink, side)
            at = QPointF(x, flag.tip.y() + 26)
            draw_text(painter, at, flag.where, small, self._theme.colour("ink2"), side)
        draw_dot(painter, foot, 3.6, accent if self._topics[number].due else ink, ground, 1.8)

    def _placed_flag(self, ridge: Ridge, foot: QPointF, number: int) -> _Flag:
        """Return where the flag flies and its words stand: to its left, where the ridge is lower, if it fits.

        The pole is as long as it takes to lift the words off the ridge, if the picture is high enough.
        """
        small = self._theme.font("small")
        others = sum(topic.new > 0 for topic in self._topics) - 1
        where = self._topics[number].title + (f" and {others} more" if others else "")
        cloth = CLOTH if foot.x() + CLOTH <= self.width() else -CLOTH
        gap_left, gap_right = (8, CLOTH + 6) if cloth > 0 else (CLOTH + 6, 8)
        room_left, room_right = foot.x() - gap_left, self.width() - foot.x() - gap_right
        widest = max(text_width(self._theme.font("small_strong"), FLAG_WORDS), text_width(small, where))
        to_the_left = room_left >= min(widest, room_right)
        width = min(widest, room_left if to_the_left else room_right)
        left = foot.x() - gap_left - width if to_the_left else foot.x() + gap_right
        crest = min(ridge.height_at(left + width * step / 8) for step in range(9))
        top = max(2.0, min(foot.y() - POLE, crest - FLAG_HEIGHT - 8))
        return _Flag(
            QPointF(foot.x(), min(top, foot.y() - 18)),
            cloth,
            QRectF(left, top, width, FLAG_HEIGHT),
            _elided(small, where, width),
            to_the_left,
            on_ground=top + FLAG_HEIGHT > crest,
        )

    def _label_box(self, ridge: Ridge, number: int) -> QRectF:
        """Return the place of the label: above its stratum, or beside it at the top of the picture."""
        topic = self._topics[number]
        bold, small = self._theme.font("small_strong"), self._theme.font("small")
        words = max(text_width(bold, topic.title), text_width(small, facts(topic)))
        width = min(self.width(), round(words) + 24)
        at, column = ridge.top(number), ridge.column(number)
        left, top = at.x() - width / 2, at.y() - LIFT - 16 - LABEL_HEIGHT
        if top < 0:
            top, left = 0.0, column.left() - width - 8
            if left < 0:
                left = column.right() + 8
        return QRectF(round(min(max(left, 0.0), self.width() - width)), round(top), width, LABEL_HEIGHT)

    def _paint_label(self, painter: QPainter, box: QRectF, topic: ClimbTopic) -> None:
        """Say in a small box what the stratum that is looked at stands for."""
        bold, small = self._theme.font("small_strong"), self._theme.font("small")
        draw_box(painter, box, 8, self._theme.colour("raised"), self._theme.colour("line2"))
        at, room = box.topLeft() + QPointF(12, 19), box.width() - 23
        draw_text(painter, at, _elided(bold, topic.title, room), bold, self._theme.colour("ink"))
        told = _elided(small, facts(topic), room)
        draw_text(painter, at + QPointF(0, 17), told, small, self._theme.colour("ink2"))


@dataclass(frozen=True, slots=True)
class _Flag:
    """The tip of the pole, how far the cloth flies from it, and the words beside it with the topic's name.

    `on_ground` says that the words had to be laid over the ridge.
    """

    tip: QPointF
    cloth: int
    words: QRectF
    where: str
    to_the_left: bool
    on_ground: bool


def facts(topic: ClimbTopic) -> str:
    """Return what is to be said of a topic, for eye and ear."""
    told = [f"{topic.seen} of {topic.items} seen", f"{topic.held} held"]
    if topic.seen:
        told.append(f"recall {topic.recall * 100:.0f} %")
    told.append(f"{topic.due} due")
    if topic.new:
        told.append(f"{topic.new} new")
    return ", ".join(told)


def described(climb: Climb, *, flagged: bool) -> str:
    """Return the whole picture in words: levels, then topics."""
    parts = [
        f"{level.title}, {level.held} of {level.items} held: "
        + "; ".join(f"{topic.title}, {facts(topic)}" for topic in level.topics)
        for level in climb.levels
    ]
    new = [topic.title for topic in climb.topics if topic.new] if flagged else []
    if new:
        parts.append(f"New today: {', '.join(new)}")
    return ". ".join(parts)


def _elided(font: QFont, words: str, room: float) -> str:
    """Return the words, cut to the room there is; nothing where not even three letters have room."""
    if text_width(font, words) > room < text_width(font, "abc…"):
        return ""
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
