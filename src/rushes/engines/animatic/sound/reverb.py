"""The space that sounds are heard in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.sound.waves import (
    Rng,
    Stereo,
    band,
    fast_length,
    samples_in,
    times,
)


@dataclass(frozen=True, slots=True)
class Space:
    """How a space answers."""

    seconds: float
    """Time to fall by 60 dB."""
    brightness_hz: float
    """What is above dies first."""
    delay_seconds: float
    """Until the first walls are heard."""
    wetness_db: float
    """Of the answer against what is heard straight."""


OUTDOORS = Space(1.1, 3800, 0.03, -21)
ROOM = Space(0.45, 6000, 0.008, -15)
HALL = Space(1.9, 5000, 0.02, -13)
FAR = Space(3.2, 2400, 0.06, -7)
"""What far sounds are heard through: hills and houses answer late and dull."""


def answer(rng: Rng, sound: Stereo, space: Space) -> Stereo:
    """What comes back from the space; as long as the sound, its tail cut off."""
    n = samples_in(space.seconds)
    envelope = 10 ** (-3 * times(n) / space.seconds)
    envelope[: samples_in(space.delay_seconds)] = 0
    tail = rng.standard_normal((2, n), dtype=np.float32) * envelope.astype(np.float32)
    tail = band(tail, 120, space.brightness_hz, 1)
    tail /= np.sqrt(np.square(tail).sum(axis=1, keepdims=True))
    length = fast_length(sound.shape[1] + n)
    spectrum = np.fft.rfft(sound, length) * np.fft.rfft(tail, length)
    back = np.fft.irfft(spectrum, length)[:, : sound.shape[1]]
    return (back * 10 ** (space.wetness_db / 20)).astype(np.float32)
