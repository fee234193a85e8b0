"""Ctrl-C in the terminal, and the end of a desktop session, close the window as its own button does."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier


class Interrupts(QObject):
    """Ends the event loop on SIGINT and SIGTERM with the code a shell expects: 128 and the signal's number.

    Qt waits inside C++, where Python's handlers never get their turn. A byte on a socket wakes Qt up, and the
    slot it calls is Python, before which the handler runs. Both ends of the socket live as long as this does:
    a closed end would wake Qt up for ever.
    """

    def __init__(self, application: QCoreApplication) -> None:
        """Watch for the rest of the application's life."""
        super().__init__(application)
        self._woken, self._wake = socket.socketpair()
        for end in (self._woken, self._wake):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda received, _: application.exit(128 + received))

    def stop(self) -> None:
        """Leave the signals to Python again: nobody looks at the socket once the event loop has ended."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._notifier.setEnabled(False)

    def _drain(self) -> None:
        self._woken.recv(64)
