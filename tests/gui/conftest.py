"""A theme for every test of the window: light, nothing moving, the program's own faces loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.theme import Motion, Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    qapp.setStyle("Fusion")
    load_fonts()
    theme = Theme(Scheme.LIGHT, motion=Motion.OFF)
    yield theme
    theme.deleteLater()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let Qt's offscreen platform say that it has no window manager to tell sizes to."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))
