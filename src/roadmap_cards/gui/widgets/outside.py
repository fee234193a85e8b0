"""What lies outside the program: an address that is opened in the browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(address: str) -> None:
    """Open a web address in the browser; anything else stays closed."""
    url = QUrl(address)
    if url.scheme() in {"http", "https"}:
        QDesktopServices.openUrl(url)
