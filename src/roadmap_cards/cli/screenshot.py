"""`screenshot`: where the pictures go. The painting is the window's part; here nothing loads Qt."""

from __future__ import annotations

from pathlib import Path

from roadmap_cards.cli.command_line import parser


def read_screenshot(arguments: list[str]) -> Path:
    """Read the arguments; help and mistakes end here, before any folder is made."""
    folder: Path = parser().read(arguments).folder
    return folder
