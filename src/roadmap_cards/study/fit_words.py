"""What is said of a fit of the parameters, and of the versions that are in force or were."""

from __future__ import annotations

from roadmap_cards.study.fitting import LEAST_REVIEWS, Fit, FitReport
from roadmap_cards.study.wording import counted

EXTRA = 'pip install "roadmap-cards[fit]"'
"""How the part that fits is installed."""

WHY_APART = "It is apart because the package that does the reckoning names no licence of its own."


def missing_words(missing: int) -> str:
    """Return how many long-term reviews are wanting, as the end of “A fit needs …”."""
    return f"{counted(missing, 'more review')} on a later day than the answer before, {LEAST_REVIEWS} in all"


def loss_words(loss: float) -> str:
    """Return a log loss as it is read."""
    return f"{loss:.4f}"


def finding(report: FitReport, fit: Fit | None = None) -> str:
    """Return the heading: what is known of the schedule, or what the fit found."""
    if fit is not None:
        if not fit.sound:
            return "This fit cannot be used"
        return (
            "A fit foretells your reviews better"
            if fit.better
            else "Your schedule foretells as well as a fit"
        )
    if report.in_force.fitted:
        return "Your schedule is fitted to you"
    if not report.installed:
        return "Your schedule is everybody's; the part that fits it is not installed"
    if report.missing:
        return f"{counted(report.missing, 'more review')} until your schedule can be fitted"
    return "Your schedule is everybody's; it can be fitted to you"


def sentence(report: FitReport, fit: Fit | None = None) -> str:
    """Return what stands below the heading."""
    if fit is not None:
        return _fit_words(fit)
    if not report.installed:
        return f"Install it with {EXTRA}, then start the program again. {WHY_APART}"
    if report.missing:
        return (
            f"There are {report.reviews:,} so far of the {LEAST_REVIEWS} that a fit needs: those on a "
            "later day than the answer before. Fitted to fewer, a schedule foretells worse."
        )
    return (
        f"{counted(report.reviews, 'review')} tell how you forget. A fit learns from the first four fifths "
        "and is judged on the last fifth; nothing changes unless you use it."
    )


def _fit_words(fit: Fit) -> str:
    if not fit.sound:
        return "Its parameters lie outside what the schedule allows, so nothing was changed."
    judged = counted(fit.held_out, "review")
    if fit.better:
        return (
            f"On the last {judged}, which it had not seen. If you use it, what you remember of each card is "
            "reckoned anew; no due date moves, and what is in force now can be restored."
        )
    return (
        f"On the last {judged}, which it had not seen, the fit was no better than what you have, so nothing "
        "was changed. More reviews may tell."
    )
