"""The notice: a bar with one sentence and what can be done about it, in place of a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton, SecondaryButton
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.focus_ring import lies_above_ring
from roadmap_cards.gui.widgets.text import Text

LASTS = 6000
"""Milliseconds before a notice goes by itself."""

WIDEST = 640
FROM_EDGE = 24
AT_TOP = 10
"""Pixels between the notice and the edge it lies at."""


class Notice(QWidget):
    """Lies in the window over `area`, at its foot. It waits while the pointer or the keyboard is on it.

    There is one at a time: an error stays until it is closed, and what is said meanwhile comes after it.
    `acted` tells that its action was taken; it is gone by then.
    """

    acted = Signal()

    def __init__(self, theme: Theme, window: QWidget, area: QWidget, lasts: int = LASTS) -> None:
        super().__init__(window)
        self._theme = theme
        self._area = area
        self._at_top = False
        self._error = False
        self._next: tuple[str, str, str] | None = None
        self._sentence = Text(theme, "", "body", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = SecondaryButton(theme, "", compact=True)
        self._action.clicked.connect(self._act)
        self._close = IconButton(theme, "close", "Close")
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 10, 10)
        row.setSpacing(16)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(lasts)
        self._timer.timeout.connect(self._lapse)
        for part in (self._action, self._close):
            part.installEventFilter(self)
        area.installEventFilter(self)
        lies_above_ring(self)
        self.hide()
        theme.changed.connect(self.update)

    def lie_at_top(self, at_top: bool) -> None:
        """Lie at the top of the area from now on, or at its foot: wherever less is covered that is needed."""
        self._at_top = at_top
        if self.isVisible():
            self._place()

    def say(self, sentence: str, action: str = "", key: str = "") -> None:
        """Show a sentence, and a button such as `Undo` with its key `Ctrl Z`; it goes by itself.

        An empty one takes back what was said; an error stays.
        """
        if self._error and self.isVisible():
            self._next = (sentence, action, key) if sentence else None
        elif sentence:
            self._show(sentence, action, key, error=False)
            self._timer.start()
        else:
            self.dismiss()

    def warn(self, sentence: str, action: str = "", key: str = "") -> None:
        """Show what went wrong; it stays until it is closed or acted on."""
        self._show(sentence, action, key, error=True)
        self._timer.stop()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
        self._error = False
        if self._next is not None:
            waiting, self._next = self._next, None
            self.say(*waiting)

    def _show(self, sentence: str, action: str, key: str, *, error: bool) -> None:
        self._error = error
        self._sentence.setText(sentence)
        self._action.set_words(action)
        self._action.set_key(key)
        self._action.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self._place()  # before it is shown, or it would believe the pointer on it wherever it lay before
        self.show()
        self.raise_()
        self.update()
        announcement = QAccessibleAnnouncementEvent(self, sentence)
        if error:
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announcement)

    def _act(self) -> None:
        self.dismiss()
        self.acted.emit()

    def _lapse(self) -> None:
        if self.underMouse() or self._action.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        """Lie in the middle of the area, as wide as the sentence asks and the area allows."""
        layout = self.layout()
        assert layout is not None
        wanted = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text()) + 2
        parts = [part.sizeHint().width() + 16 for part in (self._action, self._close) if not part.isHidden()]
        width = min(wanted + sum(parts) + 30, WIDEST, self._area.width() - 2 * FROM_EDGE)
        width = max(width, layout.minimumSize().width())
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        left = (self._area.width() - width) // 2
        top = AT_TOP if self._at_top else self._area.height() - height - FROM_EDGE
        corner = self._area.mapTo(self.window(), QPoint(left, top))
        self.setGeometry(corner.x(), corner.y(), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area:
            if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
                self._place()
        elif event.type() is QEvent.Type.FocusOut and self._timer.isActive():
            self._timer.start()
        return False

    def enterEvent(self, _event: QEnterEvent) -> None:
        if self._timer.isActive():
            self._timer.start()

    def leaveEvent(self, _event: QEvent) -> None:
        if self._timer.isActive():
            self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        ground, line = ("again_bg", "again") if self._error else ("raised", "line2")
        with painter_on(self) as painter:
            draw_box(painter, rect, 12, self._theme.colour(ground), self._theme.colour(line))
            if self._error:
                draw_box(painter, QRectF(1, 12, 4, rect.height() - 24), 2, self._theme.colour("again"))
