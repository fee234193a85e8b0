"""Where a fact comes from: a book, the work and the place in it, and the key that opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button
from roadmap_cards.gui.widgets.drawing import draw_text, middle_baseline, text_width
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width
from roadmap_cards.study.card import Citation

ICON = 18
GAP = 8


class SourceLink(Button):
    """The sources of a card in one line, shortened where there is no room; the tool tip has them whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "O", radius=6, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_citations(self, sources: Sequence[Citation]) -> None:
        """Name the first source, and all of them in the tool tip; nothing is shown for none."""
        whole = "\n".join(f"{_cited(source)}\n{source.url}".strip() for source in sources)
        first = _cited(sources[0]) if sources else ""
        more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
        self.set_source(f"{first}{more}", whole)

    def set_source(self, words: str, tip: str) -> None:
        """Show a source; nothing is shown for an empty one."""
        self.set_words(words)
        self.setAccessibleName(f"Source: {words}")
        self.setToolTip(tip)
        self.setVisible(bool(words))

    def sizeHint(self) -> QSize:
        words = round(text_width(self._theme.font("label"), self.words)) + 2
        return QSize(ICON + GAP + words + GAP + key_width(self._theme, "O"), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font, middle = self._theme.font("label"), self.height() / 2
        hot = self.underMouse() or self.isDown()
        key = key_width(self._theme, "O")
        room = self.width() - ICON - 2 * GAP - key
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        with self._begin() as painter:
            icon = QRectF(0, middle - ICON / 2, ICON, ICON)
            draw_icon(painter, "book", icon, self._theme.colour("ink3"))
            at = QPointF(ICON + GAP, middle_baseline(font, middle))
            draw_text(painter, at, words, font, self._theme.colour("ink" if hot else "ink2"))
            left = ICON + GAP + text_width(font, words) + GAP
            draw_key_cap(painter, self._theme, QPointF(left, middle - KEY_HEIGHT / 2), "O", "ink3")


def _cited(source: Citation) -> str:
    year = f" ({source.year})" if source.year else ""
    return f"{source.title}{year}{f', {source.where}' if source.where else ''}"
