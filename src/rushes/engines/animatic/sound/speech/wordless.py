"""Stand-ins for spoken lines: the rhythm and melody of the words in a muffled, wordless voice.

For where no synthesiser is installed, or it can't read the language: a voice as if from the next
room, one sound a syllable, with the vowels that are written, at the speaker's pitch, falling at a
full stop and rising at a question mark. It shows where a line starts, how long it takes and who
has it; it can't be understood, and is not meant to be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    Rng,
    band,
    noise,
    samples_in,
    times,
    wander,
    white,
)
from rushes.film.speaking import Syllable, syllable_times

_FRAMES_A_SECOND = 200
_FORMANTS = {
    "a": (760.0, 1250.0), "e": (500.0, 1850.0), "i": (310.0, 2150.0), "o": (470.0, 880.0),
    "u": (340.0, 780.0), "y": (320.0, 1800.0),
}  # fmt: skip
_CLOSED_SHARE = 0.22
"""Of a syllable that begins with the lips shut."""


def hum_line(
    rng: Rng, text: str, pitch: float, seconds: float, whispered: bool = False, size: float = 1.0
) -> Mono:
    """The stand-in for a line, as long as it has. `size` above 1: a smaller throat."""
    line = syllable_times(text, seconds)
    if not line:
        return np.zeros(1, np.float32)
    return _sound(rng, _frames(rng, line, seconds, size), pitch, seconds, whispered)


@dataclass(frozen=True, slots=True)
class _Frames:
    """Curves at 200 points a second."""

    loudness: FloatArray
    hiss: FloatArray
    first: FloatArray
    second: FloatArray
    bend: FloatArray


def _frames(
    rng: Rng, line: list[tuple[float, float, Syllable]], seconds: float, size: float
) -> _Frames:
    n = int(seconds * _FRAMES_A_SECOND) + 1
    loudness, hiss, bend = np.zeros(n), np.zeros(n), np.zeros(n)
    knots: list[tuple[float, float, float]] = []
    since_pause = 0
    for at, length, syllable in line:
        start, stop = (int(moment * _FRAMES_A_SECOND) for moment in (at, at + length))
        if start >= n:
            break
        stop = min(max(stop, start + 2), n)
        span = np.linspace(0, 1, stop - start, endpoint=False)
        swell = 0.25 + 0.75 * np.sin(np.pi * np.clip(span * 1.15, 0, 1)) ** 0.7
        if syllable.closes:
            swell *= np.clip((span - _CLOSED_SHARE) * 12, 0.08, 1)
        loudness[start:stop] = np.maximum(loudness[start:stop], syllable.weight * swell)
        if syllable.hiss:
            hiss[start : start + max(2, (stop - start) // 4)] = rng.uniform(0.5, 1.0)
        bend[start:stop] = _bend(rng, syllable, since_pause)
        first, second = _FORMANTS[syllable.vowel]
        vary = size * rng.uniform(0.95, 1.05, 2)
        knots.append((at + length / 2, first * vary[0], second * vary[1]))
        since_pause = 0 if syllable.pause_after else since_pause + 1
    grid = np.arange(n) / _FRAMES_A_SECOND
    bend[bend == 0] = 1.0
    smooth = np.hanning(23) / np.hanning(23).sum()
    moments, firsts, seconds_ = zip(*(knots or [(0.0, 500.0, 1500.0)]), strict=True)
    return _Frames(
        loudness,
        hiss,
        np.interp(grid, moments, firsts),
        np.interp(grid, moments, seconds_),
        np.convolve(np.pad(bend, 11, mode="edge"), smooth, "valid"),
    )


def _bend(rng: Rng, syllable: Syllable, since_pause: int) -> float:
    """The pitch against the speaker's own: it sinks through a phrase, and ends as it is meant."""
    bend = 1.12 - 0.035 * min(since_pause, 8) + 0.05 * syllable.weight + rng.normal(0, 0.02)
    if syllable.pause_after >= 2:
        bend += 0.22 if syllable.rises else -0.1
    return float(bend)


def _sound(rng: Rng, frames: _Frames, pitch: float, seconds: float, whispered: bool) -> Mono:
    n = samples_in(seconds)
    t, grid = times(n), np.arange(len(frames.bend)) / _FRAMES_A_SECOND

    def smoothly(values: FloatArray) -> FloatArray:
        return np.interp(t, grid, values).astype(np.float32)

    loudness = smoothly(frames.loudness)
    air = band(white(rng, n), 900, 5200)
    if whispered:
        breath = noise(rng, n, (300, -24), (900, -3), (1800, 0), (3500, -5), (9000, -24))
        return breath * loudness + 0.4 * air * smoothly(frames.hiss) * 0.5
    f0 = pitch * smoothly(frames.bend) * wander(rng, n, 0.12, 0.985, 1.015)
    turn = np.exp(2j * np.pi * (np.cumsum(f0) / SAMPLE_RATE % 1.0)).astype(np.complex64)
    rotor = turn.copy()
    voice = np.zeros(n, np.float32)
    for number in range(1, int(2800 / pitch) + 1):
        partial = number * pitch * frames.bend
        gain = 1 / (1 + ((partial - frames.first) / 110) ** 2)
        gain += 0.45 / (1 + ((partial - frames.second) / 170) ** 2) + 0.06
        voice += smoothly(gain / number**0.35) * rotor.imag
        rotor *= turn
    sound = voice * loudness + 0.10 * air * smoothly(frames.hiss)
    return band(sound, 90, 2600, 2)
