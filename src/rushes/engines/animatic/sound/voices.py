"""Stand-ins for spoken lines: the rhythm and melody of the words in a muffled, wordless voice.

No speech synthesiser is shipped, so lines are not spoken: what is heard is a voice as if from the
next room, one sound a syllable, with the vowels that are written, at the speaker's pitch, falling
at a full stop and rising at a question mark. It shows where a line starts, how long it takes and
who has it; it can't be understood, and is not meant to be.
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
from rushes.film.shot_list import Person
from rushes.film.speaking import SYLLABLE_SECONDS, Syllable, syllables

SHORTEST_SYLLABLE_SECONDS = 0.115
_FRAMES_A_SECOND = 200
_FORMANTS = {
    "a": (760.0, 1250.0), "e": (500.0, 1850.0), "i": (310.0, 2150.0), "o": (470.0, 880.0),
    "u": (340.0, 780.0), "y": (320.0, 1800.0),
}  # fmt: skip
_PITCH_HZ = {"man": 112.0, "boy": 240.0, "woman": 198.0, "girl": 265.0, "child": 270.0,
             "baby": 340.0}  # fmt: skip


def pitch_hz(person: Person | None) -> float:
    """The pitch a person speaks at; a deep one for a voice nobody in the film owns."""
    if person is None:
        return 118.0
    pitch = _PITCH_HZ.get(person.kind, 160.0)
    if person.age == "old":
        pitch *= 0.94
    spread = sum(map(ord, person.id)) % 9 - 4
    return pitch * 2 ** (spread / 48)


def speak(rng: Rng, text: str, pitch: float, most_seconds: float, whispered: bool = False) -> Mono:
    """The stand-in for a line, spoken quicker if need be and cut off after `most_seconds`."""
    line = syllables(text)
    if not line:
        return np.zeros(1, np.float32)
    count = sum(1 + syllable.pause_after for syllable in line[:-1]) + 1
    length = min(SYLLABLE_SECONDS, max(SHORTEST_SYLLABLE_SECONDS, most_seconds / count))
    seconds = min(count * length + 0.15, max(most_seconds, 0.2))
    frames = _frames(rng, line, length, seconds)
    return _sound(rng, frames, pitch, seconds, whispered)


@dataclass(frozen=True, slots=True)
class _Frames:
    """Curves at 200 points a second."""

    loudness: FloatArray
    hiss: FloatArray
    first: FloatArray
    second: FloatArray
    bend: FloatArray


def _frames(rng: Rng, line: list[Syllable], length: float, seconds: float) -> _Frames:
    n = int(seconds * _FRAMES_A_SECOND) + 1
    loudness, hiss, bend = np.zeros(n), np.zeros(n), np.zeros(n)
    knots: list[float] = []
    firsts: list[float] = []
    seconds_: list[float] = []
    at = 0.0
    since_pause = 0
    for syllable in line:
        long = length * rng.uniform(0.88, 1.15)
        start, stop = int(at * _FRAMES_A_SECOND), int((at + long) * _FRAMES_A_SECOND)
        if stop >= n:
            break
        span = np.linspace(0, 1, stop - start, endpoint=False)
        swell = 0.25 + 0.75 * np.sin(np.pi * np.clip(span * 1.15, 0, 1)) ** 0.7
        loudness[start:stop] = np.maximum(loudness[start:stop], syllable.weight * swell)
        if syllable.hiss:
            hiss[start : start + max(2, (stop - start) // 4)] = rng.uniform(0.5, 1.0)
        fall = 1.12 - 0.035 * min(since_pause, 8) + 0.05 * syllable.weight + rng.normal(0, 0.02)
        if syllable.pause_after >= 2:
            fall += 0.22 if syllable.rises else -0.1
        bend[start:stop] = fall
        first, second = _FORMANTS[syllable.vowel]
        knots.append(at + long / 2)
        firsts.append(first * rng.uniform(0.95, 1.05))
        seconds_.append(second * rng.uniform(0.95, 1.05))
        pause = syllable.pause_after * length
        since_pause = 0 if pause else since_pause + 1
        at += long + pause
    grid = np.arange(n) / _FRAMES_A_SECOND
    bend[bend == 0] = 1.0
    smooth = np.hanning(23) / np.hanning(23).sum()
    if not knots:
        knots, firsts, seconds_ = [0.0], [500.0], [1500.0]
    return _Frames(
        loudness,
        hiss,
        np.interp(grid, knots, firsts),
        np.interp(grid, knots, seconds_),
        np.convolve(np.pad(bend, 11, mode="edge"), smooth, "valid"),
    )


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
