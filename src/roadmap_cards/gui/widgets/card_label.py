"""A text of a card that stands still: an option, an answer, a step. As high as it needs, never scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_parts import Block, Role
from roadmap_cards.gui.widgets.card_view import CardView
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.study.plain_text import plain


class CardLabel(CardView):
    """Markdown with formulas and code, as a label. Clicks and the wheel go through to what lies below it."""

    def __init__(
        self,
        theme: Theme,
        formulas: FormulaCache,
        markdown: str = "",
        role: Role = Role.PROSE,
        *,
        ground: str = "surface",
        parent: QWidget | None = None,
    ) -> None:
        """`ground` is the token of the colour that it stands on."""
        super().__init__(theme, formulas, gutter=0, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_ground(ground)
        theme.changed.connect(self._fit)
        self.show_text(markdown, role)

    def show_text(self, markdown: str, role: Role = Role.PROSE) -> None:
        """Show another text."""
        self.show_parts([Block(markdown, role)])

    def show_parts(self, blocks: Sequence[Block]) -> None:
        """Show several parts, one below the other."""
        self.show_blocks(blocks)
        self.setAccessibleName(" ".join(plain(block.markdown) for block in blocks))
        self._fit()

    def first_line_middle(self) -> float:
        """Return where the middle of the first line's capitals is, in pixels from the top."""
        block = self.document().firstBlock()
        lines = block.layout()
        if not lines.lineCount():
            return self.height() / 2
        line = lines.lineAt(0)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        capitals = QFontMetricsF(block.charFormat().font()).capHeight()
        return top + line.y() + line.ascent() - capitals / 2

    def sizeHint(self) -> QSize:
        return QSize(240, max(1, self.text_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, max(1, self.text_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self.text_height()))
