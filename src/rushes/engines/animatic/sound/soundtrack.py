"""A shot list to a soundtrack."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rushes.film.shot_list import ShotList

SAMPLE_RATE = 48_000


def make_soundtrack(shot_list: ShotList, seed: int) -> npt.NDArray[np.float32]:
    """The film's sound: float32 [2, n] at 48 kHz, exactly as long as the film."""
    n = round(shot_list.duration_seconds * SAMPLE_RATE)
    rng = np.random.default_rng(seed)
    return rng.normal(0, 0.05, (2, n)).astype(np.float32)
