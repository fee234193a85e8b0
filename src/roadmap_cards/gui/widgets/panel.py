"""The panel: a rounded card with a heading that states the finding, and content below."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.canvas import Canvas, Raised
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.text import Text


class Panel(Raised):
    """A card on the canvas; add to `content`. The note is quiet and stands to the right of the heading.

    Without a title there is no heading row: the card of the review page, with `corner` 18. `gutter` is how
    far `content` reaches into the padding at the right, for a scroll bar.
    """

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        note: str = "",
        *,
        corner: int = 14,
        padding: int = 24,
        gutter: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.corner = corner
        self._theme = theme
        self._title = Text(theme, title, "heading", wrap=True)
        # Its height follows from its width; else it would ask for what it took one word a line.
        self._title.setMinimumHeight(self._title.fontMetrics().height())
        self._note = Text(theme, note, "label", "ink2")
        self._heading = QWidget()
        self._heading_row = QHBoxLayout(self._heading)
        self._heading_row.setContentsMargins(0, 0, 0, 0)
        self._heading_row.setSpacing(16)
        self._heading_row.addWidget(self._title, 1)
        self._heading_row.addWidget(self._note)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(padding, padding - 6, padding - gutter, padding - 6)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addLayout(self.content, 1)
        self._show_heading()
        theme.changed.connect(self.update)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._show_heading()

    def set_note(self, note: str) -> None:
        self._note.setText(note)
        self._show_heading()

    def set_figure(self, figure: str) -> None:
        """Put a number at the right of the heading, as strong as the heading itself."""
        self._note.set_style("heading", "ink")
        self.set_note(figure)

    def add_to_heading(self, control: QWidget) -> None:
        """Put a control at the right of the heading, behind the note."""
        self._heading_row.addWidget(control)

    def _show_heading(self) -> None:
        self._note.setVisible(bool(self._note.text()))
        self._heading.setVisible(bool(self._title.text() or self._note.text()))
        self.setAccessibleName(self._title.text())

    def moveEvent(self, _event: QMoveEvent) -> None:
        self._repaint_shadow()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._repaint_shadow()

    def _repaint_shadow(self) -> None:
        """Ask the ground to paint anew around this panel, where its shadow lies, or lay."""
        ground = self.parentWidget()
        while ground is not None and not isinstance(ground, Canvas):
            ground = ground.parentWidget()
        if ground is not None:
            ground.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            draw_box(
                painter,
                QRectF(self.rect()),
                self.corner,
                self._theme.colour("surface"),
                self._theme.colour("line"),
            )
