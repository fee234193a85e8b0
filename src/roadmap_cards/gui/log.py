"""The log file: what happened before a fault, kept small, in the data folder."""

from __future__ import annotations

import faulthandler
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOG_NAME = "roadmap-cards.log"
LARGEST = 500_000
"""Bytes of one log file; two older ones are kept."""

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def start_log(folder: Path) -> Path:
    """Write the log of the program, of Qt and of crashes in C to `folder` from now on; return the file.

    Where nothing can be written there, crashes in C go to standard error, and the rest nowhere: that the
    folder cannot be written to is said when the collection is opened.
    """
    path = folder / LOG_NAME
    qInstallMessageHandler(_qt_message)
    try:
        # The file stays open as long as the process: faulthandler writes to it while everything is broken.
        faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    except OSError:
        if sys.stderr is not None:  # a windowed Python on Windows has none
            faulthandler.enable()
        logging.getLogger().addHandler(logging.NullHandler())
        return path
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)
