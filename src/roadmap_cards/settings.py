"""What a person can set about learning: one frozen model, kept as one row of the collection.

What belongs to the machine (theme, text size, motion, keys, geometry) is not here but in the settings of
the window.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Learning(BaseModel):
    """The settings of one collection, with the defaults of a fresh one."""

    # Unknown keys are dropped: a collection stays readable after a setting was retired.
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    target_recall: Annotated[float, Field(ge=0.70, le=0.99)] = 0.90
    """The recall a review is scheduled at: higher means more reviews."""
    new_per_day: Annotated[int, Field(ge=0, le=200)] = 10
    reviews_per_day: Annotated[int, Field(ge=1, le=9999)] | None = None
    """A cap on reviews a day; None for none."""
    minutes: Annotated[int, Field(ge=1, le=240)] = 15
    """How long a session is meant to be."""
    day_start: Annotated[int, Field(ge=0, le=12)] = 4
    """The hour at which a study day turns, local time."""
    grade_buttons: Literal[2, 4] = 4
    """Four grades, or Again and Good alone."""
