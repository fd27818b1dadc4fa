"""Herds, flocks, queues and heaps: many of a kind, standing as such things stand."""

from __future__ import annotations

from random import Random

_NEAR = 3
"""How many stand in front; each row behind them has one more."""
_OVERLAP = 0.74
"""Of its own width, between two in the front row: they overlap a little."""
_ROW_M = 0.8
"""Between rows, in widths."""
WIDTHS_SEEN = 2.35
"""Of how many widths a herd's front row fills the picture."""
WIDTHS_SEEN_UPRIGHT = 1.5
"""The same in a tall picture: the outer ones are cut by its edges."""
GROUP_FROM = 3
"""Fewer stand side by side."""


def herd(count: int, width_m: float, random: Random) -> list[tuple[float, float]]:
    """(x, z) of each around (0, 0), near to far: three in front, the rest behind in depth."""
    spots: list[tuple[float, float]] = []
    row = 0
    while len(spots) < count:
        many = min(_NEAR + row, count - len(spots))
        for place in range(many):
            x = (place - (many - 1) / 2) * (_OVERLAP + 0.16 * row) * width_m
            x += (random.uniform(-0.09, 0.09) + (0.2 if row % 2 else 0.0)) * width_m
            # The one in the middle leads, a little nearer than its neighbours.
            z = (row * _ROW_M + 0.16 * abs(place - (many - 1) / 2)) * max(1.0, width_m)
            z += random.uniform(0.0, 0.12) * width_m
            spots.append((round(x, 3), round(z, 3)))
        row += 1
    return spots
