"""A chart with what it finds as its heading, that can be turned into its table and saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QImage, QPainter, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import LinkButton
from roadmap_cards.gui.widgets.chart import BY_KEY, Chart
from roadmap_cards.gui.widgets.chart_file import write_chart
from roadmap_cards.gui.widgets.chart_table import ChartTable
from roadmap_cards.gui.widgets.drawing import painter_on, text_width
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.statistics import Said, Table

SCALE = 2.0
MARGIN = 24
"""Pixels around what a picture shows."""

GOING = (*BY_KEY, Qt.FocusReason.MouseFocusReason)
"""How a person goes into a panel."""

LEAST_TABLE = 176
"""Pixels; a table lower than this shows too few rows to be read."""


class ChartPanel(Panel):
    """Heading = what `show_said` found, a note below it, then the chart or its table.

    Where reviews are still missing there is neither: the heading says how many, and `offer` says why and what
    can be done about it; `offer_taken` says that it was. `name` is what its file is called; `legend` stands
    at the right of the heading.
    """

    offer_taken = Signal()

    def __init__(
        self, theme: Theme, chart: QWidget, name: str = "chart", *, legend: QWidget | None = None
    ) -> None:
        """Make the frame; `show_said` fills it."""
        super().__init__(theme, "…")
        self.chart = chart
        self.name = name
        self._theme = theme
        self._legend = legend
        self._said = Said("", "", Table((), ()), 1)
        self._tabled = False
        self._taken = False
        self._beside: bool | None = None
        chart.resize(chart.sizeHint())  # what it is saved as, where no layout ever showed it
        self._told = Text(theme, "", "label", "ink2", wrap=True)
        self.table = ChartTable(theme)
        self.content.setSpacing(6)
        self.content.addWidget(self._told)
        grows = bool(chart.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
        self.content.addStretch(0 if grows else 1)  # beside something higher the base lines stay level
        self.content.addWidget(chart, 1 if grows else 0)
        self.content.addWidget(self.table)
        self._kept = QWidget()
        self._kept.hide()
        self.content.addWidget(self._kept)
        self._why = Text(theme, "", "label", "ink2", wrap=True)
        self.link = LinkButton(theme, "")
        self.link.clicked.connect(self.offer_taken)
        for place, part in enumerate((self._why, self.link), start=1):
            part.hide()
            self.content.insertWidget(place, part)
        self.content.setAlignment(self.link, Qt.AlignmentFlag.AlignLeft)
        self._below = QHBoxLayout()  # where the legend stands if the heading needs all of its line
        self._below.addStretch(1)
        self.content.insertLayout(1, self._below)
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(4)
        margins = layout.contentsMargins()
        margins.setBottom(14)
        layout.setContentsMargins(margins)
        for stop in (chart, self.table):
            stop.installEventFilter(self)
        self._arrange()

    # --- What is shown

    def show_said(self, said: Said) -> None:
        """Say what the chart comes to; the chart itself is given its numbers by whoever has them."""
        self._said = said
        self.set_title(said.finding)
        self._told.setText(said.note)
        self.table.setAccessibleName(f"{said.finding}, as a table")
        if isinstance(self.chart, Chart):
            self.chart.set_spoken(said.finding, said.note)
        else:
            self.chart.setAccessibleName(said.finding)
        self._arrange()

    def keep_room(self) -> None:
        """Be as high as with the chart, before there is anything to draw."""
        self._kept.setFixedHeight(self.chart.sizeHint().height())
        self._kept.setVisible(not self.filled)

    def offer(self, why: str, link: str) -> None:
        """Where there is nothing to draw say why, and what would help, as a link; nothing for no link."""
        self._why.setText(why)
        self.link.set_words(link)
        self._arrange()

    @property
    def filled(self) -> bool:
        """Whether there is anything to draw: enough was reviewed."""
        return self._said.missing == 0

    @property
    def tabled(self) -> bool:
        """Whether the table is asked for in place of the chart."""
        return self._tabled

    @property
    def stop(self) -> QWidget:
        """Where Tab stops: the chart, or its table."""
        return self.table if self._tabled else self.chart

    @property
    def in_hand(self) -> bool:
        """Whether a person went into this panel; where the page begins by itself nobody did yet."""
        pointed = isinstance(self.chart, Chart) and self.chart.pointed is not None
        return self.holds_focus and (self._taken or pointed)

    def let_go(self) -> None:
        """Be in nobody's hand: the page is come to anew."""
        self._taken = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in GOING:
            self._taken = True
        return super().eventFilter(watched, event)

    @property
    def holds_focus(self) -> bool:
        """Whether the keyboard is in this panel."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def toggle_table(self) -> None:
        """Show the table in place of the chart, or the chart again."""
        self.set_tabled(not self._tabled)

    def set_tabled(self, tabled: bool) -> None:
        self._tabled = tabled
        self._arrange()

    def _arrange(self) -> None:
        self._told.setVisible(bool(self._told.text()))
        self._place_legend()
        high = max(self.chart.sizeHint().height(), self.chart.height(), LEAST_TABLE)
        if self._tabled and self.filled:
            self.table.set_table(self._said.table)  # filled when it is looked at
            self.table.set_least(high if self.chart.isVisible() else max(high, self.table.least))
        # The one that goes is hidden last, and hands on the keyboard before: else the next control took it.
        coming, going = (self.table, self.chart) if self._tabled else (self.chart, self.table)
        coming.setVisible(self.filled)
        if going.hasFocus() and self.filled:
            coming.setFocus()
        going.hide()
        if self.filled:
            self._kept.hide()
        self._why.setVisible(not self.filled and bool(self._why.text()))
        self.link.setVisible(not self.filled and bool(self.link.words))
        if self._legend is not None:
            self._legend.setVisible(self.filled and not self._tabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_legend()
        super().resizeEvent(event)

    def _place_legend(self) -> None:
        """Let the legend stand beside the heading, or below it where both have no room on one line."""
        legend = self._legend
        if legend is None:
            return
        room = self.width() - 2 * MARGIN
        needed = text_width(self._theme.font("heading"), self._said.finding) + 16 + legend.sizeHint().width()
        beside = needed <= room
        if beside is not self._beside:
            self._beside = beside
            self._below.removeWidget(legend)
            if beside:
                self.add_to_heading(legend)
            else:
                self._below.insertWidget(0, legend)

    # --- As a file

    def save(self, path: Path) -> None:
        """Write the chart as .png or .csv; ProblemError with a sentence where that cannot be."""
        write_chart(path, self.picture, self._said.table)

    def picture(self) -> QImage:
        """Return heading, note and chart at twice their size, without what is pointed at."""
        chart, width = self.chart, self.chart.width()
        legend = QSize(0, 0) if self._legend is None else self._legend.sizeHint()
        heading = _Lines(self._theme, self._said.finding, "heading", "ink", width - legend.width() - 16)
        note = _Lines(self._theme, self._said.note, "label", "ink2", width)
        above = MARGIN + heading.height + note.height + 10
        size = QSize(width + 2 * MARGIN, round(above + chart.height() + MARGIN))
        image = QImage(size * SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(self._theme.colour("surface"))
        with painter_on(image) as painter:
            heading.draw(painter, QPointF(MARGIN, MARGIN))
            note.draw(painter, QPointF(MARGIN, MARGIN + heading.height))
            if self._legend is not None:
                place = QPoint(MARGIN + width - legend.width(), MARGIN)
                self._legend.resize(legend)
                self._legend.render(painter, place, QRegion(), QWidget.RenderFlag.DrawChildren)
            painter.translate(MARGIN, above)
            if isinstance(chart, Chart):
                chart.draw(painter)
            else:
                chart.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
        return image


class _Lines:
    """Words of a picture, broken where its width ends."""

    def __init__(self, theme: Theme, words: str, style: str, colour: str, width: float) -> None:
        self._words, self._font, self._colour = words, theme.font(style), theme.colour(colour)
        room = QRectF(0, 0, width, 1000)
        around = QFontMetricsF(self._font).boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        self._place = QRectF(0, 0, width, around.height())

    @property
    def height(self) -> float:
        return self._place.height() + 4 if self._words else 0.0

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        painter.setFont(self._font)
        painter.setPen(self._colour)
        painter.drawText(self._place.translated(corner), Qt.TextFlag.TextWordWrap, self._words)
