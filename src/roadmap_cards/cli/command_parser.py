"""The parser of the command line: an option that no command knows is told in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from roadmap_cards.errors import ProblemError


class CommandParser(argparse.ArgumentParser):
    """argparse alone would ask for what is missing first, and take no notice of a misspelt option before it.

    `commands` are the parsers of the commands, by name; none on the parser of a command.
    """

    commands: Mapping[str, CommandParser] = {}

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return what the arguments say; ProblemError names an option that is not known."""
        self.check(arguments)
        return self.parse_args(arguments)

    def check(self, arguments: Sequence[str]) -> None:
        """Check the options of all commands up to the name of one, and then its own."""
        rest = list(arguments)
        while rest and rest[0] != "--":
            one = rest.pop(0)
            if one in self.commands:
                self.commands[one].check(rest)
                return
            if not _is_option(one):
                continue
            name = one.partition("=")[0]
            actions = self._option_string_actions
            known = [name] if name in actions else [option for option in actions if option.startswith(name)]
            if not known:
                raise ProblemError(
                    f"“{self.prog}” does not know “{name}”.", hint=f"{self.prog} --help lists what it knows."
                )
            if "=" not in one and actions[known[0]].nargs is None:
                del rest[:1]  # its value: what begins with a dash there is argparse's to refuse


def _is_option(argument: str) -> bool:
    """Return whether an argument is meant as an option: a number below 0 is none, nor is a dash alone."""
    number = argument.removeprefix("-").replace(".", "").isdecimal()
    return argument.startswith("-") and argument != "-" and not number
