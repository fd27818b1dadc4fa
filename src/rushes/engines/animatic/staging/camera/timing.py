"""How things begin, go on and end in time: eases and a hand's unsteadiness."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from rushes.engines.animatic.looks import tempo_of as tempo_of


def ease(share: float) -> float:
    """0..1 to 0..1, standing still at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def ease_out(share: float) -> float:
    """0..1 to 0..1, fast at first, standing still at the end."""
    share = min(1.0, max(0.0, share))
    return 1 - (1 - share) ** 3


def glide(share: float) -> float:
    """Like `ease`, but already moving at the cut and still moving at the next, past 1 too."""
    return 0.5 * ease(share) + 0.5 * share


def unsteadiness(random: Random, slowest_hz: float, fastest_hz: float) -> Callable[[float], float]:
    """Noise between two frequencies, about −1..1, that never repeats within a shot."""
    waves = []
    for step in range(6):
        share = step / 5
        hertz = slowest_hz * (fastest_hz / slowest_hz) ** share * random.uniform(0.9, 1.1)
        waves.append((hertz * math.tau, random.uniform(0, math.tau), 0.5 * 0.72**step))

    def at(seconds: float) -> float:
        return sum(size * math.sin(turn * seconds + phase) for turn, phase, size in waves)

    return at
