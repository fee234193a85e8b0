"""Ctrl-C in the terminal, and the end of a desktop session, close the window as its own button does."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QCoreApplication, QSocketNotifier


def quit_when_interrupted(application: QCoreApplication) -> None:
    """End the event loop on SIGINT and SIGTERM with the code a shell expects: 128 and the signal's number.

    Qt waits inside C++, where Python's handlers never get their turn. A byte on a socket wakes Qt up, and the
    slot it calls is Python, before which the handler runs.
    """
    woken, wake = socket.socketpair()
    for end in (woken, wake):
        end.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: woken.recv(64))
    application.destroyed.connect(wake.close)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _: application.exit(128 + received))
