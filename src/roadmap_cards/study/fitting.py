"""What a fit of the parameters to a person's own reviews comes to, and when it is worth having.

Weights that were fitted to few reviews foretell worse than those that come with the program: a fit is judged
on the last fifth of the reviews, which it has not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_cards.study.schedule import DEFAULT, are_sound

LEAST_REVIEWS = 400
"""Long-term reviews: those on a later study day than the answer before them."""

HELD_OUT = 0.2
"""The share of the long-term reviews, the last in time, that a fit is judged on."""

NINETY = 1.645
"""Standard errors to either side of a mean that make its 90 % interval."""

DECIMALS = 6
"""Of a weight. The fit reckons in single precision, where 0.8 is a little more than its range allows."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights that were fitted, and how they foretold the reviews that were held out.

    `losses` are log losses, in force and fitted: the mean of -ln(chance that was given to what happened), the
    lower the better. The fitted one is that of weights that had seen the first four fifths alone; where they
    did better, `weights` were then fitted to all `reviews`. `in_force` is the id of the parameters that they
    were held against.
    """

    weights: tuple[float, ...]
    reviews: int
    held_out: int
    in_force: int
    loss_in_force: float
    loss_fitted: float
    gain_error: float = 0.0
    """The standard error of `gain`."""

    @property
    def gain(self) -> float:
        """By how much the fitted weights foretold better; negative where they did worse."""
        return self.loss_in_force - self.loss_fitted

    @property
    def likely(self) -> tuple[float, float]:
        """The 90 % interval of `gain`: what it would come to on other reviews like those held out."""
        return self.gain - NINETY * self.gain_error, self.gain + NINETY * self.gain_error

    @property
    def sound(self) -> bool:
        """Whether the engine accepts these weights."""
        return are_sound(self.weights)

    @property
    def better(self) -> bool:
        """Whether they foretold what they had not seen better than those in force."""
        return self.sound and self.loss_fitted < self.loss_in_force


@dataclass(frozen=True, slots=True)
class Version:
    """Parameters that are or were in force.

    `day` is the study day on which they last came into force; None for those of the beginning.
    """

    id: int
    day: int | None
    in_force: bool

    @property
    def fitted(self) -> bool:
        """Whether they were fitted, not those that come with the program."""
        return self.id != DEFAULT.id


@dataclass(frozen=True, slots=True)
class FitReport:
    """Where the fitting stands: whether it can be done here, and the versions so far, the newest first.

    `reviews` counts the long-term reviews; `installed` says whether the part that fits is there.
    """

    reviews: int
    installed: bool
    versions: tuple[Version, ...]

    @property
    def missing(self) -> int:
        """How many long-term reviews more a fit needs."""
        return max(0, LEAST_REVIEWS - self.reviews)

    @property
    def in_force(self) -> Version:
        """The parameters that cards are scheduled with."""
        return next(version for version in self.versions if version.in_force)
