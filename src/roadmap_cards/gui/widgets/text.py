"""Words on a page, in a style and a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme


class Text(QLabel):
    """A label that never reads its text as markup and follows the theme. `style` names one of theme.TYPE."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        colour: str = "ink",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._theme = theme
        self._style = style
        self._colour = colour
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button it would be the button's
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        theme.changed.connect(self._dress)

    def set_style(self, style: str, colour: str) -> None:
        """Change the style and the token of the colour."""
        self._style = style
        self._colour = colour
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        # A style sheet puts back the first font and palette it saw whenever a label gets a new parent.
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._dress()

    def _dress(self) -> None:
        font = self._theme.font(self._style)
        if self.font() != font:
            self.setFont(font)
        colour = self._theme.colour(self._colour)
        palette = QPalette(self.palette())
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
