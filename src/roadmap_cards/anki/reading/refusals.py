"""Why a package is not read, in sentences for the person who chose it."""

from __future__ import annotations

from roadmap_cards.errors import ProblemError

_AGAIN = "Export it again in Anki: File > Export."


def not_a_package(name: str) -> ProblemError:
    """It is a file of some other kind."""
    return ProblemError(f"{name} is not an Anki package.", hint=_AGAIN)


def damaged(name: str, what: str) -> ProblemError:
    """It was a package once, or pretends to be one; `what` is a clause."""
    return ProblemError(f"{name} is damaged: {what}.", hint=f"Copy or download it once more. {_AGAIN}")


def too_large(name: str, what: str) -> ProblemError:
    """Something in it is more than any real package has; `what` is a clause."""
    return ProblemError(
        f"{name} is too large: {what}.", hint="Export single decks in Anki, one after another."
    )


def suspicious(name: str, what: str) -> ProblemError:
    """It holds what Anki never writes; `what` is a clause."""
    return ProblemError(f"{name} was not made by Anki: {what}.", hint=f"Nothing was read. {_AGAIN}")


def too_new(name: str) -> ProblemError:
    """It is of a format that came after this program."""
    return ProblemError(
        f"{name} was made by a newer Anki than this program knows.",
        hint="Export it again with “Support older Anki versions” ticked, or update this program.",
    )
