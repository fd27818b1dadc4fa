"""Many sounds to one: how loud, from where, how far, in what space."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound import reverb
from rushes.engines.animatic.sound.reverb import Space
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Rng,
    Stereo,
    add_at,
    band,
    samples_in,
)

LOUD_WINDOW = SAMPLE_RATE // 10
CREST = 6.0
"""Peaks beyond this many times the loud parts' RMS are rounded off."""
NEAR_HZ, FAR_HZ = 16_000.0, 2_600.0


class Mix:
    """A soundtrack being put together."""

    def __init__(self, seconds: float) -> None:
        n = samples_in(seconds)
        self._straight = np.zeros((2, n), np.float32)
        self._near = np.zeros((2, n), np.float32)
        self._far = np.zeros((2, n), np.float32)

    def add(
        self,
        sound: FloatArray,
        at_seconds: float,
        level_db: float,
        pan: float = 0.0,
        distance: float = 0.2,
    ) -> None:
        """Add a sound that was made `as_heard_from` a distance, at a level.

        `pan`: −1 left to +1 right. `distance`: 0 near to 1 far; what is far comes more through the
        space than straight.
        """
        leveled = _panned(sound, pan) * np.float32(10 ** (level_db / 20))
        add_at(self._straight, leveled, at_seconds, 1 - 0.55 * distance)
        add_at(self._near, leveled, at_seconds, 1 - distance)
        add_at(self._far, leveled, at_seconds, distance)

    def add_straight(self, sound: Stereo, wet: float = 0.5) -> None:
        """Add what already has its level and place: music."""
        add_at(self._straight, sound, 0.0)
        add_at(self._near, sound, 0.0, wet)

    def finished(self, rng: Rng, space: Space) -> Stereo:
        """Everything together, with what the space answers."""
        whole = self._straight + reverb.answer(rng, self._near, space)
        if self._far.any():
            whole += reverb.answer(rng, self._far, reverb.FAR)
        return whole


def as_heard_from(distance: float, sound: FloatArray) -> FloatArray:
    """The sound with RMS 1 where it is loud, and duller the farther it comes from."""
    if distance > 0.25:
        sound = band(sound, 0, NEAR_HZ * (FAR_HZ / NEAR_HZ) ** distance, 1)
    return _leveled(sound)


def _leveled(sound: FloatArray) -> FloatArray:
    """The sound with RMS 1 where it is loud (the loudest tenth of its 100 ms windows)."""
    whole = sound.shape[-1] // LOUD_WINDOW * LOUD_WINDOW
    if whole:
        windows = np.square(sound[..., :whole]).reshape(*sound.shape[:-1], -1, LOUD_WINDOW)
        power = np.sort(windows.mean(axis=-1).reshape(-1, whole // LOUD_WINDOW).max(axis=0))
        loud = float(power[-max(1, len(power) // 10) :].mean())
    else:
        loud = float(np.square(sound).mean())
    scaled = sound / np.float32(np.sqrt(loud) + 1e-9)
    return CREST * np.tanh(scaled / CREST) if np.abs(scaled).max() > CREST / 2 else scaled


def _panned(sound: FloatArray, pan: float) -> Stereo:
    angle = (np.clip(pan, -1, 1) + 1) * np.pi / 4
    gains = np.array([[np.cos(angle)], [np.sin(angle)]], np.float32)
    if sound.ndim == 1:
        return gains * sound
    return gains * np.float32(np.sqrt(2)) * sound
