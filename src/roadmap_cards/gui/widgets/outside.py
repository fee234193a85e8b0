"""What lies outside the program: an address that is opened in the browser, a folder in its window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(address: str) -> bool:
    """Open a web address in the browser, anything else stays closed; return whether it was opened."""
    url = QUrl(address)
    return url.scheme() in {"http", "https"} and QDesktopServices.openUrl(url)


def open_folder(folder: Path) -> bool:
    """Open a folder in the desktop's own window; return whether it was opened."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
