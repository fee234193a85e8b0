"""What lies over the window while a file is dragged across it: what will happen when it is let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import CENTRE, draw_box, draw_text, painter_on
from roadmap_cards.gui.widgets.dropped_file import dropped_file
from roadmap_cards.gui.widgets.exchange_file import CARD_ENDINGS
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.roadmap_file import ENDINGS as ROADMAP_ENDINGS

INSET = 24
WRAPPED = Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap | CENTRE | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class _Kind:
    """Files that can be dropped: their endings, what is said of them, and what reads one."""

    endings: tuple[str, ...]
    hint: str
    read: Callable[[Path], object]


class DropOverlay(QWidget):
    """Watches its host for files and has welcome ones read; `refused` says why another is not opened."""

    refused = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._sentence = ""
        self._hint = ""
        self._welcome = False
        self._kinds: list[_Kind] = []
        # The drag goes through it to the host, or it would leave the host as soon as this is shown.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        host.setAcceptDrops(True)
        host.installEventFilter(self)
        self.hide()
        theme.changed.connect(self.update)

    def welcome_roadmaps(self, read: Callable[[Path], object]) -> None:
        """Take roadmaps, too."""
        hint = "You see what was understood before any deck is made."
        self._kinds.append(_Kind(ROADMAP_ENDINGS, hint, read))

    def welcome_cards(self, read: Callable[[Path], object]) -> None:
        """Take files with cards, too."""
        hint = "You see what it would bring before anything changes."
        self._kinds.append(_Kind(CARD_ENDINGS, hint, read))

    def _kind_of(self, path: Path) -> _Kind:
        return next(kind for kind in self._kinds if path.suffix.lower() in kind.endings)

    @property
    def _endings(self) -> list[str]:
        return [ending for kind in self._kinds for ending in kind.endings]

    @property
    def sentence(self) -> str:
        """What will happen, or why nothing will."""
        return self._sentence

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            if not event.mimeData().hasUrls():
                return False  # text that is dragged belongs to the fields
            event.acceptProposedAction()
            if event.type() is QEvent.Type.DragEnter:
                self._announce(event.mimeData())
            elif event.type() is QEvent.Type.Drop:
                self._take(event.mimeData())
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.hide()
        return False

    def _announce(self, data: QMimeData) -> None:
        try:
            path = dropped_file(_paths(data), self._endings)
        except ProblemError as problem:
            self._sentence, self._hint, self._welcome = problem.message, problem.hint, False
        else:
            self._sentence = f"Let go to read {path.name}"
            self._hint = self._kind_of(path).hint
            self._welcome = True
        self.setGeometry(self._host.rect())
        self.setAccessibleName(self._sentence)
        self.raise_()
        self.show()
        self.update()

    def _take(self, data: QMimeData) -> None:
        self.hide()
        try:
            path = dropped_file(_paths(data), self._endings)
        except ProblemError as problem:
            self.refused.emit(str(problem))
        else:
            self._kind_of(path).read(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        middle = QPointF(frame.center().x(), frame.center().y())
        colour = self._theme.colour("accent" if self._welcome else "ink3")
        title, body = self._theme.font("title"), self._theme.font("body")
        room = QRectF(frame.left() + 24, middle.y() - 26, frame.width() - 48, frame.height() / 2)
        sentence = QFontMetricsF(title).boundingRect(room, int(WRAPPED), self._sentence)
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("canvas", 235))
            draw_box(painter, frame, 18, self._theme.colour("surface"))
            pen = QPen(colour, 2)
            pen.setDashPattern([5, 4])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 17, 17)
            icon = QRectF(middle.x() - 24, middle.y() - 88, 48, 48)
            draw_icon(painter, "open" if self._welcome else "close", icon, colour, stroke=1.4)
            painter.setFont(title)
            painter.setPen(self._theme.colour("ink"))
            painter.drawText(room, int(WRAPPED), self._sentence)
            below = QPointF(middle.x(), sentence.bottom() + 24)
            draw_text(painter, below, self._hint, body, self._theme.colour("ink2"), CENTRE)


def _paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls()]
