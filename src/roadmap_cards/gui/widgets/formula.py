"""A formula as a picture: SVG with the size it has on the line."""

from __future__ import annotations

import math
from dataclasses import dataclass

INK = "#0a0b0c"
"""The colour in the SVG that stands for the colour of the text; a colour the author chose is another."""

# Drawn large and scaled: one drawing serves every size of text, with decimals to spare.
DRAWN_SIZE = 48.0
MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula at some size. `width`, `height`, `depth` (below the baseline) are device-independent pixels.

    The depth is negative where the whole formula floats above the baseline.
    """

    svg: bytes
    width: float
    height: float
    depth: float

    def scaled(self, factor: float) -> Formula:
        return Formula(self.svg, self.width * factor, self.height * factor, self.depth * factor)

    @property
    def is_sound(self) -> bool:
        """Whether it has a picture and a size to give it."""
        sizes = (self.width, self.height, self.depth)
        return (
            all(math.isfinite(size) and abs(size) < 1e6 for size in sizes)
            and self.width > 0
            and self.height > 0
            and self.svg.startswith(b"<svg")
        )
