"""What a rule of the lint is: its words, and the function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from roadmap_cards.errors import Flaw

Severity: TypeAlias = Literal["E", "W", "E/W"]
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Rule:
    """The words of a rule: what it finds, why that hurts a learner, and what to do.

    Of a rule that is `E/W` each finding says which of the two it is. One that is `shipped_only` asks for what
    a person's own decks may do without.
    """

    code: str
    severity: Severity
    what: str
    why: str
    remedy: str
    shipped_only: bool = False

    def flaw(self, where: str, found: Found) -> Flaw:
        """Return what was found as a flaw of a file, with the words of the rule."""
        warning = found.warning or self.severity == "W"
        message = f"{found.message}: {self.why}" if self.why else found.message
        return Flaw(where, found.line, message, self.code, warning, found.remedy or self.remedy)


class Found(NamedTuple):
    """A place that breaks a rule. `where` is its file, for rules that look at several."""

    line: int
    message: str
    warning: bool = False
    remedy: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """A rule and the function that finds what breaks it in a card, a deck, or all decks."""

    rule: Rule
    find: Callable[[Subject], Iterator[Found]]


def rule(
    code: str, severity: Severity, *, what: str, why: str, remedy: str, shipped_only: bool = False
) -> Callable[[Callable[[Subject], Iterator[Found]]], Check[Subject]]:
    """Give a function its rule."""
    words = Rule(code, severity, what, why, remedy, shipped_only)

    def checked(find: Callable[[Subject], Iterator[Found]]) -> Check[Subject]:
        return Check(words, find)

    return checked
