"""The command line: the same library without a window. Nothing here loads Qt."""

from roadmap_cards.cli.command_line import main

__all__ = ["main"]
