"""Colours, type and space: the one place where they are written, and the theme that is in force.

Light and dark are two values of the same tokens. Widgets ask `theme.colour("ink")` while painting and repaint
when `theme.changed` fires; ordinary controls are dressed by one generated style sheet. The contrasts of all
text pairs (WCAG 2.1, 4.5:1) are a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from roadmap_cards.gui.fonts import MONO, SANS, SERIF

Tokens = dict[str, str]

LIGHT: Tokens = {
    "canvas": "#EFF2F1",
    "surface": "#FCFDFD",
    "raised": "#FFFFFF",
    "sunken": "#E5EAE8",
    "line": "#D3DBD8",
    "line2": "#788883",
    "ink": "#14201E",
    "ink2": "#44534F",
    "ink3": "#596864",
    "action": "#17302C",
    "on_action": "#F5FAF8",
    "accent": "#A02472",
    "accent_bg": "#F6E3EE",
    "on_accent": "#FFFFFF",
    "data": "#1F7B8C",
    "data_band": "#A8CCD2",
    "again": "#A3242C",
    "hard": "#8D5E00",
    "good": "#0B7265",
    "easy": "#2B5FAE",
    "again_bg": "#F8E6E3",
    "hard_bg": "#F5ECD8",
    "good_bg": "#DDF0EB",
    "easy_bg": "#E1EAF7",
    "unseen": "#DCE3E0",
    "heat1": "#BED9DD",
    "heat2": "#8EBCC4",
    "heat3": "#589DA9",
    "heat4": "#1F7B8C",
    "m0": "#F1E7B8",
    "m1": "#A9CF98",
    "m2": "#55AE98",
    "m3": "#1F7B8C",
    "m4": "#14446B",
    "code_bg": "#F0F4F2",
    "code_line": "#DCE4E1",
    "syntax_keyword": "#8A2A6B",
    "syntax_function": "#1F5FA8",
    "syntax_string": "#2E6B2F",
    "syntax_number": "#9A4A00",
    "syntax_comment": "#596864",
    "syntax_builtin": "#0B6B75",
    "syntax_operator": "#44534F",
}

DARK: Tokens = {
    "canvas": "#0F1517",
    "surface": "#172023",
    "raised": "#1E292D",
    "sunken": "#0A0F11",
    "line": "#2A373B",
    "line2": "#61737A",
    "ink": "#E9F0EE",
    "ink2": "#B0BFBC",
    "ink3": "#8FA09D",
    "action": "#DDEBE6",
    "on_action": "#10201D",
    "accent": "#EE8CC6",
    "accent_bg": "#3A2233",
    "on_accent": "#2A0F20",
    "data": "#4DB5A6",
    "data_band": "#2E5F5A",
    "again": "#F28B7D",
    "hard": "#E3B35A",
    "good": "#5CCBB4",
    "easy": "#9AB8FA",
    "again_bg": "#3A2321",
    "hard_bg": "#352B18",
    "good_bg": "#15352F",
    "easy_bg": "#1D2D45",
    "unseen": "#263236",
    "heat1": "#295350",
    "heat2": "#34706A",
    "heat3": "#409187",
    "heat4": "#4DB5A6",
    "m0": "#21455F",
    "m1": "#1F6F80",
    "m2": "#38A08E",
    "m3": "#8FCB94",
    "m4": "#F0E9AE",
    "code_bg": "#111A1C",
    "code_line": "#263337",
    "syntax_keyword": "#F09BCE",
    "syntax_function": "#8DBBF7",
    "syntax_string": "#9AD18F",
    "syntax_number": "#F0B37E",
    "syntax_comment": "#8FA09D",
    "syntax_builtin": "#6FD0D6",
    "syntax_operator": "#B0BFBC",
}


class Scheme(StrEnum):
    """What the person chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """Whether tints are outlined and numbered; `SYSTEM` follows the desktop where it tells."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


class Motion(StrEnum):
    """Whether things may move; `SYSTEM` follows the desktop where it can be asked, else they may."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Type:
    """A text style: family, size in device-independent pixels, weight."""

    family: str
    pixels: int
    weight: int = 400
    italic: bool = False


TYPE: dict[str, Type] = {
    "display": Type(SERIF, 34),
    "title": Type(SERIF, 30),
    "item": Type(SERIF, 19),
    "heading": Type(SANS, 15, 600),
    "lead": Type(SANS, 15),
    "body": Type(SANS, 14),
    "strong": Type(SANS, 14, 600),
    "label": Type(SANS, 13),
    "label_strong": Type(SANS, 13, 600),
    "small": Type(SANS, 12),
    "small_strong": Type(SANS, 12, 600),
    "tick": Type(SANS, 11),
    "key": Type(MONO, 11),
}

CARD_SIZES = (80, 90, 100, 110, 125, 140)
"""What the card-size control steps through, in per cent of: question 25 px, prose 18 px, code 14 px."""


class Theme(QObject):
    """The look in force. One lives as long as the application; `changed` asks everything to repaint."""

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = Scheme.SYSTEM,
        card_size: int = 100,
        motion: Motion = Motion.SYSTEM,
        more_contrast: Contrast = Contrast.SYSTEM,
    ) -> None:
        """Begin with what the machine remembers, before the first window is painted."""
        super().__init__()
        self._scheme = scheme
        self._card_size = card_size
        self._motion = motion
        self._more_contrast = more_contrast
        self._fonts: dict[str, QFont] = {}
        # Kept: PySide believes what belongs to the hints dead as soon as Python lets go of them.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._desktop_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._desktop_contrast_changed)
        self._dress_application()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def tokens(self) -> Tokens:
        return DARK if self.dark else LIGHT

    @property
    def card_size(self) -> int:
        """The size of card text in per cent."""
        return self._card_size

    @property
    def motion(self) -> Motion:
        return self._motion

    @property
    def more_contrast(self) -> Contrast:
        """What the person chose."""
        return self._more_contrast

    @property
    def contrast(self) -> bool:
        """Whether tints are outlined and numbered."""
        if self._more_contrast is Contrast.SYSTEM:
            return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        return self._more_contrast is Contrast.ON

    @property
    def moves(self) -> bool:
        """Whether anything may be animated."""
        return self._motion is not Motion.OFF

    def colour(self, token: str, alpha: int = 255) -> QColor:
        """Return the colour of a token of this theme; `alpha` from 0 to 255."""
        colour = QColor(self.tokens[token])
        colour.setAlpha(alpha)
        return colour

    def font(self, style: str) -> QFont:
        """Return the font of a text style.

        It is a copy that shares what Qt has looked up for it, which a font made anew would not.
        """
        if style not in self._fonts:
            self._fonts[style] = make_font(TYPE[style])
        return QFont(self._fonts[style])

    def set_scheme(self, scheme: Scheme) -> None:
        if scheme is not self._scheme:
            self._scheme = scheme
            self._tell_desktop()
            self._dress_application()
            self.changed.emit()

    def set_card_size(self, per_cent: int) -> None:
        if per_cent != self._card_size:
            self._card_size = per_cent
            self.changed.emit()

    def set_motion(self, motion: Motion) -> None:
        self._motion = motion

    def set_more_contrast(self, contrast: Contrast) -> None:
        if contrast is not self._more_contrast:
            self._more_contrast = contrast
            self.changed.emit()

    def _desktop_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress_application()
            self.changed.emit()

    def _desktop_contrast_changed(self) -> None:
        if self._more_contrast is Contrast.SYSTEM:
            self.changed.emit()

    def _tell_desktop(self) -> None:
        """Ask for a title bar and native dialogs that agree, where the platform listens."""
        schemes = Qt.ColorScheme
        wanted = {Scheme.SYSTEM: schemes.Unknown, Scheme.LIGHT: schemes.Light, Scheme.DARK: schemes.Dark}
        QGuiApplication.styleHints().setColorScheme(wanted[self._scheme])

    def _dress_application(self) -> None:
        """Give menus, dialogs and plain controls the tokens, so that nothing falls back to the desktop's."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "canvas"),
            (roles.WindowText, "ink"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Text, "ink"),
            (roles.PlaceholderText, "ink3"),
            (roles.Button, "raised"),
            (roles.ButtonText, "ink"),
            (roles.ToolTipBase, "raised"),
            (roles.ToolTipText, "ink"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent"),
        ):
            palette.setColor(role, self.colour(token))
        QGuiApplication.setPalette(palette)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self.font("body"))
            application.setStyleSheet(style_sheet(self))


STYLE_SHEET = """
QLineEdit, QPlainTextEdit, QSpinBox {{
    color: {ink}; placeholder-text-color: {ink3}; background: {raised};
    selection-background-color: {accent}; selection-color: {on_accent};
    border: 1px solid {line2}; border-radius: 10px; padding: 8px 11px; min-height: 22px; font-size: 14px;
}}
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover {{ border-color: {ink2}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus {{
    border: 2px solid {accent}; padding: 7px 10px;
}}
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled {{ color: {ink3}; background: {sunken}; }}
QSpinBox > QLineEdit, QSpinBox > QLineEdit:hover, QSpinBox > QLineEdit:focus {{
    background: transparent; border: none; padding: 0; min-height: 0;
}}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QComboBox QAbstractItemView {{
    color: {ink}; background: {raised}; border: 1px solid {line2}; padding: 4px; outline: 0;
}}
QComboBox QAbstractItemView::item {{ min-height: 34px; padding: 0 10px; border-radius: 6px; }}
QComboBox QAbstractItemView::item:selected {{ color: {ink}; background: {accent_bg}; }}
QCheckBox {{ color: {ink}; spacing: 10px; }}
QToolTip {{
    color: {ink}; background: {raised}; border: 1px solid {line2}; padding: 5px 8px; font-size: 13px;
}}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 14px; }}
QScrollBar:horizontal {{ height: 14px; }}
QScrollBar::handle {{ background: {line2}; border: none; margin: 4px; border-radius: 3px; }}
QScrollBar::handle:hover {{ background: {ink3}; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
"""Controls that Qt paints itself. The focused line is thicker and the padding thinner, so nothing shifts."""


def style_sheet(theme: Theme) -> str:
    """Return the one style sheet of the application in the colours of this theme."""
    return STYLE_SHEET.format_map(theme.tokens)


def make_font(style: Type) -> QFont:
    """Return a QFont in device-independent pixels, unhinted so that text scales evenly."""
    font = QFont(style.family)
    font.setPixelSize(style.pixels)
    font.setWeight(QFont.Weight(style.weight))
    font.setItalic(style.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
