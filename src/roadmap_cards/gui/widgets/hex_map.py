"""The mastery map: a hexagon for every item of a roadmap, in honeycombs of topics and bands of levels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.band_head import paint_band, paused_words
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.hex_accessible import make_accessible
from roadmap_cards.gui.widgets.hex_layout import (
    Band,
    Cell,
    Heading,
    HexLayout,
    arrange,
    height_for,
    leap,
    lies_alike,
    step,
)
from roadmap_cards.gui.widgets.hex_map_cells import Look, around_all, paint_over, within
from roadmap_cards.gui.widgets.hex_map_fade import TintFade
from roadmap_cards.gui.widgets.hex_map_parts import (
    clip_to_pixels,
    look_now,
    looks_of,
    paint_heading,
    paint_part,
)
from roadmap_cards.gui.widgets.hexagon import hexagon
from roadmap_cards.gui.widgets.item_words import spoken
from roadmap_cards.gui.widgets.map_cell import CellPainter
from roadmap_cards.study.mastery import HELD, Lens

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapItem, RoadmapMap

FEW = 40
"""How many hexagons may change for each of them to be painted anew with all that it touches."""

KEPT = 3
"""How many layouts are kept: with and without a scroll bar, and the one before."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class _BaseKey:
    """What the picture of the map without pointer and selection depends on, next to the map itself."""

    dark: bool
    contrast: bool
    ratio: float
    size: QSize
    lens: Lens


class HexMap(QWidget):
    """Paints a map and lets a person walk over it. Its height follows from its width.

    `pointed` carries the item under the pointer (0: none), `selected` the item a person went to, `moved`
    where that is, `opened` a topic and the item it was opened from (0: its title).
    """

    pointed = Signal(int)
    selected = Signal(int)
    moved = Signal(QRect)
    opened = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roadmap: RoadmapMap | None = None
        self._lens = Lens.MASTERY
        self._paused: frozenset[int] = frozenset()
        self._layout: HexLayout | None = None
        self._items: tuple[MapItem, ...] = ()
        self._looks: list[Look] = []
        self._cells_wait = False
        """Whether the hexagons of the layout stem from another day than the items: then these hold."""
        self._arrangements: dict[int, HexLayout] = {}
        self._heights: dict[int, int] = {}
        """The height for each width that Qt asked of."""
        self._base = QPixmap()
        self._base_key: _BaseKey | None = None
        self._painted = QRegion()
        self._fade = TintFade(theme, self)
        self._at: int | None = None
        self._hot: int | None = None
        self._places: dict[int, int] = {}
        make_accessible(type(self).__name__)
        self.setAccessibleName("Mastery map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._forget)

    # --- What is shown

    def set_map(self, roadmap: RoadmapMap) -> None:
        """Show a map; the selected item stays selected if the map still has it.

        Where only numbers differ nothing is laid out again, and no more is painted than they change.
        """
        if roadmap is self._roadmap:
            return
        if self._roadmap is not None and self._layout is not None and lies_alike(self._roadmap, roadmap):
            self.show_day(roadmap)
            self.describe()
            if not self.isVisible():
                self._leave()
            return
        item = self.item
        self._roadmap, self._paused = roadmap, frozenset()
        self._layout = None
        self._arrangements.clear()
        self._heights.clear()
        self._lay_out()
        self.describe()
        self._at = self._places.get(item) if item else None
        self._leave()
        self._forget()
        self.updateGeometry()

    def _leave(self) -> None:
        """Have no hexagon under the pointer until it moves."""
        if self._hot is not None:
            self._hot = None
            self.pointed.emit(0)

    def show_day(
        self, roadmap: RoadmapMap, *, fades: bool = False, paused: frozenset[int] = frozenset()
    ) -> None:
        """Show the same roadmap as it is on another day: everything stays where it lies, and quickly so.

        All is there at once, but for the tints where it `fades`: for a day on which one settles. `paused` are
        the topics (their ids) of which it is to be said that they stay so until that day.
        """
        before, looks = self._layout, self._looks
        if roadmap is self._roadmap or before is None:
            return
        paused_before, self._paused = self._paused, paused
        self._roadmap = roadmap
        items_before, self._items = self._items, tuple(roadmap.items)
        self._layout = before.heads_on_day(roadmap)
        self._cells_wait = True
        if not looks or self._base_key != self._key():
            self._forget()
            return
        # An answer leaves nearly all items the very same.
        self._looks = [
            look if item is other else look_now(item, self._lens)
            for look, item, other in zip(looks, self._items, items_before, strict=True)
        ]
        if fades:
            seen = (self._painted & self._sight()).boundingRect()
            self._fade.begin(self._base, self._layout, looks, self._looks, seen)
        else:
            self._fade.end()
        changed = [at for at, look in enumerate(self._looks) if look != looks[at]]
        bands = zip(self._layout.bands, before.bands, strict=True)
        titles = zip(self._layout.headings, before.headings, strict=True)
        self._repaint_base(
            changed,
            [band for band, other in bands if _said(band, paused) != _said(other, paused_before)],
            [title for title, other in titles if title.seen != other.seen],
        )

    def describe(self) -> None:
        """Say how far each level is from being ready, for those who hear the map."""
        if self._layout is not None:
            said = []
            for band in self._layout.bands:
                paused = paused_words(band.level, self._paused)
                words = [*([paused] if paused else []), band.readiness.lines[0]]
                said.append(f"{band.level.title}: {'. '.join(words)}.")
            self.setAccessibleDescription(" ".join([*said, HELD]))

    def set_lens(self, lens: Lens) -> None:
        if lens is not self._lens:
            self._lens = lens
            self._forget()

    @property
    def lens(self) -> Lens:
        return self._lens

    @property
    def item(self) -> int:
        """The selected item, or 0."""
        return self._items[self._at].id if self._at is not None else 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The hexagons as they lie now."""
        layout = self._whole_layout()
        return layout.cells if layout else ()

    def _whole_layout(self) -> HexLayout | None:
        """Return the layout with the hexagons of the day that is shown."""
        if self._cells_wait and self._layout is not None and self._roadmap is not None:
            self._layout = self._layout.on_day(self._roadmap)
            self._cells_wait = False
        return self._layout

    def select(self, item: int) -> None:
        """Select an item without telling; an unknown one selects none."""
        self._go(self._places.get(item), tell=False)

    def cell_of(self, item: int) -> Cell | None:
        """Return the hexagon of an item, if the map has it."""
        at = self._places.get(item)
        if at is None or self._layout is None:
            return None
        return replace(self._layout.cells[at], item=self._items[at])

    def place_of(self, item: int) -> QRect:
        """Return the rectangle of an item's hexagon."""
        at = self._places.get(item)
        return self._layout.around(at).toAlignedRect() if self._layout and at is not None else QRect()

    def spoken(self, at: int) -> str:
        """Return a hexagon as a screen reader says it."""
        return spoken(self._items[at], self._lens)

    @property
    def at(self) -> int | None:
        """The number of the selected hexagon."""
        return self._at

    # --- Size

    def _lay_out(self) -> HexLayout | None:
        """Return the layout for the present width; it is kept until the map or the width changes."""
        if self._roadmap is None:
            return None
        if self._layout is None or self._layout.width != self.width():
            # What is kept for a width may stem from another day.
            self._layout = self._arranged(self._roadmap, self.width()).on_day(self._roadmap)
            self._items, self._cells_wait = tuple(self._roadmap.items), False
            self._places = {item.id: at for at, item in enumerate(self._items)}
        return self._layout

    def _arranged(self, roadmap: RoadmapMap, width: int) -> HexLayout:
        """Return the layout for a width; the last ones are kept, for a scroll bar comes and goes."""
        if width not in self._arrangements:
            if len(self._arrangements) == KEPT:
                del self._arrangements[next(iter(self._arrangements))]
            self._arrangements[width] = arrange(roadmap, width, self._titles())
        return self._arrangements[width]

    def _titles(self) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font("small_strong"))

    def heightForWidth(self, width: int) -> int:
        if self._roadmap is None:
            return 0
        if width not in self._heights:
            self._heights[width] = round(height_for(self._roadmap, width, self._titles()))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(1012, self.heightForWidth(1012))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    # --- Painting

    def hideEvent(self, event: QHideEvent) -> None:
        self._fade.end()
        super().hideEvent(event)

    def _forget(self) -> None:
        self._base_key = None
        self.update()

    def _sight(self) -> QRect:
        """Return what can be seen of the map."""
        return self.visibleRegion().boundingRect()

    def _key(self) -> _BaseKey:
        return _BaseKey(
            self._theme.dark, self._theme.contrast, self.devicePixelRatioF(), self.size(), self._lens
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self._lay_out()
        if layout is None:
            return
        key = self._key()
        if key != self._base_key:
            self._fade.end()
            self._base = QPixmap(self.size() * key.ratio)
            self._base.setDevicePixelRatio(key.ratio)
            self._painted = QRegion()
            self._base_key = key
            self._looks = looks_of(self._items, self._lens)
        missing = QRegion(event.rect()).subtracted(self._painted)
        if not missing.isEmpty():
            part = missing.boundingRect()
            self._paint_base(layout, QRegion(part))
            self._painted = self._painted.united(part)
        with painter_on(self) as painter:
            painter.drawPixmap(0, 0, self._base)
            self._fade.paint(painter)
            if self._hot is not None and self._hot != self._at:
                self._outline(painter, layout, self._hot, "ink2", 1.6)
            if self._at is not None:
                self._outline(painter, layout, self._at, "ink", 2.2)
                if self.hasFocus():
                    painter.setPen(QPen(self._theme.colour("accent"), 2))
                    painter.drawPolygon(hexagon(layout.cells[self._at].centre, layout.cell + 8))

    def _outline(self, painter: QPainter, layout: HexLayout, at: int, colour: str, width: float) -> None:
        cell = layout.cells[at]
        shape = hexagon(cell.centre, cell.shape.width + 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(self._theme.colour("canvas"), 5), QPen(self._theme.colour(colour), width)):
            painter.setPen(pen)
            painter.drawPolygon(shape)
        if self._items[at].due:  # the outline may have covered its dot
            CellPainter(self._theme).draw_due(painter, cell.shape)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_base(self, layout: HexLayout, part: QRegion) -> None:
        """Paint a part of the map for good: of a long map, not all is looked at."""
        with painter_on(self._base) as painter:
            clip_to_pixels(painter, part, self._base.devicePixelRatio())
            painter.fillRect(part.boundingRect().adjusted(-1, -1, 1, 1), self._theme.colour("canvas"))
            paint_part(painter, self._theme, layout, self._looks, part, self._paused)

    def _repaint_base(self, changed: Sequence[int], bands: Sequence[Band], titles: Sequence[Heading]) -> None:
        """Paint what another day changed: nearly all stays as it was.

        A few hexagons are painted anew with all that they touch, so that the picture is the one that a fresh
        map gives, however often it was changed. Many are painted over, as far as they are in sight, which is
        quick enough for days that follow each other.
        """
        layout = self._layout
        if layout is None or not (changed or bands or titles):
            return
        if len(changed) <= FEW:
            places = [layout.around(at).adjusted(5, 5, -5, -5) for at in changed]  # without outlines
            places += [band.line(layout.width) for band in bands] + [title.place for title in titles]
            part = QRegion()
            for place in places:
                part += place.toAlignedRect()
            part &= self._painted
            if not part.isEmpty():
                self._paint_base(layout, part)
                self.update(part)
            return
        if self._theme.contrast or 2 * len(changed) > len(layout.cells):
            # Dots beside digits reach beyond their hexagons; and most of them are as quickly painted as all.
            self._painted = QRegion()
            self.update()
            return
        canvas = self._theme.colour("canvas")
        cells = CellPainter(self._theme)
        sight = self._sight()
        seen = within(layout, changed, sight)
        self._painted &= sight  # what is out of sight is painted when it comes into it
        touched = QRegion(around_all(layout, seen))
        with painter_on(self._base) as painter:
            for band in bands:
                line = band.line(layout.width)
                if line.intersects(sight.toRectF()):
                    painter.fillRect(line, canvas)
                    paint_band(painter, self._theme, band, layout.left, layout.right, self._paused)
                    touched += line.toAlignedRect()
            for title in titles:
                if title.place.intersects(sight.toRectF()):
                    painter.fillRect(title.place, canvas)
                    paint_heading(painter, self._theme, title)
                    touched += title.place.toAlignedRect()
            paint_over(painter, cells, canvas, ((self._looks[at][0], layout.cells[at].shape) for at in seen))
            cells.draw_all_due(painter, [layout.cells[at].shape for at in seen if self._looks[at][1]])
        self.update(touched)

    # --- Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._layout is None:
            return
        at = self._layout.cell_at(event.position())
        over_title = at is None and self._layout.heading_at(event.position()) is not None
        clickable = at is not None or over_title
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self._point(at)

    def leaveEvent(self, _event: QEvent) -> None:
        self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a hexagon; one that is selected already opens its topic, as the title of a topic does."""
        if self._layout is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._layout.cell_at(event.position())
        if at is None:
            heading = self._layout.heading_at(event.position())
            if heading is not None:
                self.opened.emit(heading.topic.id, 0)
        elif at == self._at:
            self._open()
        else:
            self._go(at)

    def _point(self, at: int | None) -> None:
        if at != self._hot:
            self._repaint(self._hot)
            self._hot = at
            self._repaint(at)
            self.pointed.emit(self._items[at].id if at is not None else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._layout:
            words = self._tip(self._layout, QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _tip(self, layout: HexLayout, point: QPointF) -> str:
        """Return the title of a topic where it is shortened, or what a level needs and what held means."""
        heading = layout.heading_at(point)
        if heading is not None:
            return heading.topic.title if heading.shortened else ""
        band = next((band for band in layout.bands if band.holds(point)), None)
        if band is None:
            return ""
        paused = paused_words(band.level, self._paused)
        return "\n".join([*band.readiness.conditions, *([f"{paused}."] if paused else []), HELD])

    # --- Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        target = None
        if self._layout is not None and self._items:
            at = self._at if self._at is not None else 0
            if key in ARROWS and held == Qt.KeyboardModifier.NoModifier:
                target = step(self._layout, at, *ARROWS[key]) if self._at is not None else 0
            elif key in ARROWS and held == Qt.KeyboardModifier.ControlModifier:
                target = leap(self._layout, at, *ARROWS[key])
            elif key == Qt.Key.Key_Home:
                target = 0
            elif key == Qt.Key.Key_End:
                target = len(self._items) - 1
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None and not held:
                self._open()
                return
        if target is None:
            super().keyPressEvent(event)
        else:
            self._go(target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._repaint(self._at)
        self._tell_reader()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._repaint(self._at)
        super().focusOutEvent(event)

    def _open(self) -> None:
        if self._at is not None and self._layout is not None:
            self.opened.emit(self._layout.cells[self._at].topic.id, self.item)

    def _go(self, at: int | None, *, tell: bool = True) -> None:
        if at == self._at:
            return
        self._repaint(self._at)
        self._at = at
        self._repaint(at)
        if at is not None and tell:
            self.moved.emit(self.place_of(self.item))
            self.selected.emit(self.item)
            self._tell_reader()

    def _tell_reader(self) -> None:
        """Let a screen reader follow to the selected hexagon."""
        if self._at is not None and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self._at)
            QAccessible.updateAccessibility(event)

    def _repaint(self, at: int | None) -> None:
        if at is not None and self._layout is not None:
            self.update(self._layout.around(at).toAlignedRect())


def _said(band: Band, paused: Collection[int]) -> tuple[str, tuple[str, ...], str]:
    return band.held, tuple(band.readiness.lines), paused_words(band.level, paused)


def paint_map(
    painter: QPainter, theme: Theme, layout: HexLayout, lens: Lens, paused: Collection[int] = ()
) -> None:
    """Paint a map that is laid out: titles of levels and topics, and the hexagons.

    `paused` as for `HexMap.show_day`.
    """
    looks = looks_of([cell.item for cell in layout.cells], lens)
    whole = QRectF(0, 0, layout.width, layout.height).toAlignedRect()
    paint_part(painter, theme, layout, looks, QRegion(whole), paused)
