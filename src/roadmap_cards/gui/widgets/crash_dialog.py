"""The dialog that says that something broke, and offers the report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.text import Text


class CrashDialog(QDialog):
    """What happened, that nothing is lost, and the report to copy."""

    def __init__(self, theme: Theme, report: str, log: Path) -> None:
        """Show a report; `log` is the file that holds it too."""
        super().__init__()
        self.setWindowTitle("Something went wrong")
        self.resize(640, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(Text(theme, "Something went wrong", "title"))
        layout.addWidget(
            Text(
                theme,
                "This is a fault of the program, not yours. Every answer you gave is saved. "
                f"The report below, also kept in {log}, helps to mend it.",
                "body",
                "ink2",
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        layout.addWidget(self.report, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy the report")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        copy.setFocus()
