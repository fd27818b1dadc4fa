"""Many sounds to one: how loud, from where, how far, in what space."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound import reverb
from rushes.engines.animatic.sound.placing import STEP_SECONDS, Trace
from rushes.engines.animatic.sound.reverb import Space
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    Stereo,
    add_at,
    band,
    from_control,
    samples_in,
)

LOUD_WINDOW = SAMPLE_RATE // 10
CREST = 6.0
"""Peaks beyond this many times the loud parts' RMS are rounded off."""
NEAR_HZ, FAR_HZ = 16_000.0, 2_600.0
_SOUND_MPS = 343.0
_DOPPLER_TIMES = 4.0
"""Things go by slower in pictures than in life, and must be heard to go by."""
_DRY_SHARE_LOST = 0.5


class Mix:
    """A soundtrack being put together."""

    def __init__(self, seconds: float) -> None:
        self._n = samples_in(seconds)
        self._straight = np.zeros((2, self._n), np.float32)
        self._sent: dict[Space, Mono] = {}

    def add(
        self,
        sound: FloatArray,
        at_seconds: float,
        level_db: float,
        pan: float | Trace = 0.0,
        distance: float = 0.2,
        space: Space | None = None,
    ) -> None:
        """Add a sound that was made `as_heard_from` a distance, at a level.

        `pan`: −1 left to +1 right, or where it is over time. `distance`: 0 near to 1 far; what is
        far comes more through the space than straight. Without a space, none answers.
        """
        leveled = _placed(sound, pan) * np.float32(10 ** (level_db / 20))
        add_at(self._straight, leveled, at_seconds, 1 - _DRY_SHARE_LOST * distance)
        if space is not None:
            if space not in self._sent:
                self._sent[space] = np.zeros(self._n, np.float32)
            middle = leveled.sum(axis=0) * np.float32(0.7)
            add_at(self._sent[space], middle, at_seconds, 0.8 + 2.2 * distance)

    def add_straight(self, sound: Stereo, wet: float, space: Space) -> None:
        """Add what already has its level and place: music."""
        add_at(self._straight, sound, 0.0)
        if space not in self._sent:
            self._sent[space] = np.zeros(self._n, np.float32)
        add_at(self._sent[space], sound.sum(axis=0), 0.0, 0.7 * wet)

    def finished(self) -> Stereo:
        """Everything together, with what the spaces answer."""
        whole = self._straight
        for space, sent in self._sent.items():
            whole += reverb.answer(sent, space)
        return whole


def as_heard_from(distance: float, sound: FloatArray) -> FloatArray:
    """The sound with RMS 1 where it is loud, and duller the farther it comes from."""
    if distance > 0.25:
        sound = band(sound, 0, NEAR_HZ * (FAR_HZ / NEAR_HZ) ** distance, 1)
    return leveled(sound)


def leveled(sound: FloatArray) -> FloatArray:
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


def passing(sound: Mono, trace: Trace) -> Mono:
    """The sound with its pitch bent by coming nearer and going away (Doppler)."""
    lag = (trace.metres - trace.metres[0]) * (_DOPPLER_TIMES / _SOUND_MPS)
    moments = np.arange(len(lag)) * STEP_SECONDS
    now = np.arange(len(sound)) / SAMPLE_RATE
    smooth = np.interp(now, moments, lag)
    smooth = np.convolve(np.pad(smooth, 1200, mode="edge")[::240], np.full(11, 1 / 11), "valid")
    late = np.interp(now, np.arange(len(smooth)) * 240 / SAMPLE_RATE, smooth)
    heard_at = np.clip((now - late) * SAMPLE_RATE, 0, len(sound) - 1)
    return np.interp(heard_at, np.arange(len(sound)), sound).astype(np.float32)


def _placed(sound: FloatArray, pan: float | Trace) -> Stereo:
    if isinstance(pan, Trace):
        return _along(sound, pan)
    return _gains(np.array([pan]), sound.ndim) * sound


def _along(sound: FloatArray, trace: Trace) -> Stereo:
    """At its place at every moment."""
    n = sound.shape[-1]
    moments = np.arange(len(trace.pan)) * STEP_SECONDS
    control = np.arange(-(-n // 240) + 1) * (240 / SAMPLE_RATE)
    gains = _gains(np.interp(control, moments, trace.pan), sound.ndim)
    nearness = 10 ** (np.interp(control, moments, trace.gain_db) / 20)
    return np.stack([from_control(side * nearness, n) for side in gains]) * sound


def _gains(pan: FloatArray, dimensions: int) -> Stereo:
    """What left and right get, at equal power; stereo keeps its own width."""
    angle = (np.clip(pan, -1, 1) + 1) * (np.pi / 4)
    gains = np.stack([np.cos(angle), np.sin(angle)]).astype(np.float32)
    return gains * np.float32(np.sqrt(2)) if dimensions == 2 else gains
