"""What lies outside the program: an address that is opened in the browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(address: str) -> bool:
    """Open a web address in the browser, anything else stays closed; return whether it was opened."""
    url = QUrl(address)
    return url.scheme() in {"http", "https"} and QDesktopServices.openUrl(url)
