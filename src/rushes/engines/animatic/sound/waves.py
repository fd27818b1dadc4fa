"""What sounds are made of: noise with a given spectrum, modes that ring, curves and filters.

Mono is float32 [n], stereo float32 [2, n], at 48 kHz. Filters work on the spectrum of the whole
sound (no recursive filters: in numpy they would run sample by sample).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 48_000
CONTROL_SAMPLES = 240

FloatArray = npt.NDArray[Any]
Mono = npt.NDArray[np.float32]
Stereo = npt.NDArray[np.float32]
Rng = np.random.Generator

LOWEST_HZ = 20
"""Nobody hears what is below."""
LOUDEST_GRAIN = 4.0
_APART = 0.43
_FAINTEST_MODE = 1e-3
_MODE_BLOCK = 512
_MOST_AT_ONCE = 1 << 18
"""Products larger than this are shared between threads, which wait for each other by spinning:
on a busy machine that takes ten times as long."""
_LIFE_RINGS = 8.0
_PERIOD_BITS = 16
_PERIOD = 1 << _PERIOD_BITS


def samples_in(seconds: float) -> int:
    """The number of samples in a time."""
    return max(1, round(seconds * SAMPLE_RATE))


@functools.lru_cache(maxsize=512)
def fast_length(n: int) -> int:
    """The next length with no prime factor above 5: the transform is quick for those."""
    best = 1 << (n - 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            two = three << max(0, (-(-n // three) - 1).bit_length())
            best = min(best, two) if two >= n else best
            three *= 3
        five *= 5
    return best


def times(n: int) -> FloatArray:
    """The time of each sample, in seconds."""
    return np.arange(n) / SAMPLE_RATE


def white(rng: Rng, n: int) -> Mono:
    """White noise, RMS 1."""
    samples: Mono = rng.standard_normal(n, dtype=np.float32)
    return samples


@functools.lru_cache(maxsize=8)
def _log_frequencies(length: int) -> Mono:
    """The logarithm of each bin's frequency; the lowest counts as 1 Hz."""
    frequencies = np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 1.0)
    logs: Mono = np.log(frequencies).astype(np.float32)
    return logs


@functools.lru_cache(maxsize=24)
def drawn_gain(length: int, points: tuple[tuple[float, float], ...]) -> Mono:
    """The gain of each bin of a transform of this length, drawn through (Hz, dB) points.

    It is flat below the first point and falls by another 30 dB in two octaves above the last.
    """
    logs = _log_frequencies(length)
    last_hz, last_db = points[-1]
    line = [*points, (last_hz * 4, last_db - 30)]
    hertz = np.log([hz for hz, _ in line]).astype(np.float32)
    levels = np.array([db for _, db in line]) * (np.log(10) / 20)
    gain = np.full(len(logs), levels[0], np.float32)
    edges = [*np.searchsorted(logs, hertz), len(logs)]
    for k in range(len(line) - 1):
        slope = (levels[k + 1] - levels[k]) / (hertz[k + 1] - hertz[k])
        part = slice(edges[k], edges[k + 1])
        gain[part] = levels[k] + np.float32(slope) * (logs[part] - hertz[k])
    gain[edges[-2] :] = levels[-1]
    np.exp(gain, out=gain)
    gain[: int(LOWEST_HZ * length / SAMPLE_RATE) + 1] = 0
    return gain


def noise(rng: Rng, n: int, *points: tuple[float, float]) -> Mono:
    """Noise with a spectrum drawn through (Hz, dB) points, RMS 1. See `drawn_gain`."""
    length = fast_length(n)
    gain = drawn_gain(length, points)
    # White noise has a white spectrum: drawn here at once, without a transform.
    bins = white(rng, 2 * len(gain)).view(np.complex64)
    return normalised(np.fft.irfft(bins * gain, length)[:n])


def noise_pair(rng: Rng, n: int, *points: tuple[float, float]) -> Stereo:
    """The same for both ears: one noise, heard again on the right so much later that the two have
    nothing in common. It closes on itself, so there is no seam."""
    length = fast_length(n)
    whole = noise(rng, length, *points)
    return np.stack([whole[:n], np.roll(whole, int(length * _APART))[:n]])


def shaped(sound: FloatArray, *points: tuple[float, float]) -> Mono:
    """The sound with its spectrum changed by what is drawn through (Hz, dB) points."""
    length = fast_length(sound.shape[-1])
    spectrum = np.fft.rfft(np.asarray(sound, np.float32), length)
    return np.asarray(
        np.fft.irfft(spectrum * drawn_gain(length, points), length)[..., : sound.shape[-1]],
        np.float32,
    )


@functools.lru_cache(maxsize=24)
def _band_gain(length: int, low_hz: float, high_hz: float, order: int) -> Mono:
    frequencies = np.fft.rfftfreq(length, 1 / SAMPLE_RATE).astype(np.float32)
    gain = np.ones_like(frequencies)
    if high_hz < SAMPLE_RATE / 2:
        gain /= np.sqrt(1 + (frequencies / np.float32(high_hz)) ** (2 * order))
    if low_hz > 0:
        gain /= np.sqrt(1 + (np.float32(low_hz) / np.maximum(frequencies, 0.1)) ** (2 * order))
    return gain


def band(sound: FloatArray, low_hz: float, high_hz: float, order: int = 2) -> Mono:
    """What lies between two frequencies: the slopes are a Butterworth filter's, the phase is kept.

    0 and 24,000 leave that side open. Works on mono and stereo.
    """
    n = sound.shape[-1]
    length = fast_length(n)
    spectrum = np.fft.rfft(np.asarray(sound, np.float32), length)
    filtered = np.fft.irfft(spectrum * _band_gain(length, low_hz, high_hz, order), length)
    return np.asarray(filtered[..., :n], np.float32)


def grains(rng: Rng, n: int, per_second: float, low_hz: float, high_hz: float) -> Mono:
    """Short clicks at random moments, most of them faint: drops, sparks, bubbles on gravel."""
    sound = np.zeros(n, np.float32)
    count = max(1, int(n / SAMPLE_RATE * per_second))
    places = rng.integers(0, n, count)
    np.add.at(
        sound,
        places,
        (rng.pareto(2.2, count) * rng.choice((-1, 1), count)).clip(-LOUDEST_GRAIN, LOUDEST_GRAIN),
    )
    return band(sound, low_hz, high_hz)


def shaped_air(rng: Rng, n: int, formants: Sequence[tuple[float, float]]) -> Mono:
    """Breath through resonances given as (Hz, width in Hz)."""
    lowest, highest = formants[0][0], formants[-1][0]
    return band(white(rng, n), max(200.0, lowest * 0.6), min(9000.0, highest * 1.8))


def modes(
    n: int,
    hertz: Sequence[float] | FloatArray,
    gains: Sequence[float] | FloatArray,
    ring_seconds: Sequence[float] | FloatArray,
    rng: Rng | None = None,
) -> Mono:
    """A sum of sines that die away: bells, strings, glass.

    `ring_seconds`: time to fall to 1/e. Phases are random with an `rng`.
    """
    frequencies = np.asarray(hertz, np.float64)
    heard = (frequencies < SAMPLE_RATE * 0.45) & (frequencies > 10)
    loudness = np.abs(np.asarray(gains, np.float64))
    heard &= loudness > _FAINTEST_MODE * loudness.max(initial=0.0)
    frequencies, amplitudes = frequencies[heard], np.asarray(gains, np.float64)[heard]
    rings = np.maximum(np.asarray(ring_seconds, np.float64)[heard], 1e-4)
    start = rng.uniform(0, 2 * np.pi, len(rings)) if rng else np.full(len(rings), 1.5)
    sound = np.zeros(n, np.float32)
    # What is gone after a quarter of the time is not worked out for the rest of it.
    life = np.minimum(_LIFE_RINGS * rings * SAMPLE_RATE, n)
    for few in (life <= n / 4, life > n / 4):
        if few.any():
            length = int(life[few].max())
            exponent = (-1 / rings[few] + 2j * np.pi * frequencies[few]) / SAMPLE_RATE
            phasor = amplitudes[few] * np.exp(-1j * start[few])
            sound[:length] += _sum_of_modes(length, exponent, phasor)
    return sound


def _sum_of_modes(n: int, exponent: FloatArray, phasor: FloatArray) -> Mono:
    """Mode k at sample b·512 + j is the real part of a product of one number for b and one for j,
    so that the sum over k is a product of two matrices."""
    rows = max(1, _MOST_AT_ONCE // (2 * len(exponent) * _MODE_BLOCK))
    groups = -(-n // (_MODE_BLOCK * rows))
    starts = np.arange(groups * rows) * _MODE_BLOCK
    coarse = np.exp(np.outer(starts, exponent)) * phasor
    fine = np.exp(np.outer(exponent, np.arange(_MODE_BLOCK)))
    left = np.concatenate([coarse.real, -coarse.imag], axis=1).astype(np.float32)
    right = np.concatenate([fine.real, fine.imag]).astype(np.float32)
    whole = left.reshape(groups, rows, -1) @ right
    return np.asarray(whole.reshape(-1)[:n], np.float32)


def harmonics(f0_hz: FloatArray, gains: Sequence[float] | FloatArray) -> Mono:
    """A tone whose pitch moves; `gains[k]` is the strength of harmonic k + 1.

    One period is drawn, without what would lie above half the sample rate, and read at the speed
    that the pitch asks for.
    """
    count = min(len(gains), int(SAMPLE_RATE * 0.45 / float(np.max(f0_hz))))
    period = _period(tuple(float(gain) for gain in gains[:count]))
    # The phase is a 32-bit fraction of a period: it wraps by itself.
    step = (np.asarray(f0_hz) * (2**32 / SAMPLE_RATE)).astype(np.uint32)
    place = np.cumsum(step, dtype=np.uint32) >> (32 - _PERIOD_BITS)
    return np.asarray(period[place], np.float32)


@functools.lru_cache(maxsize=32)
def _period(gains: tuple[float, ...]) -> Mono:
    spectrum = np.zeros(_PERIOD // 2 + 1, np.complex64)
    spectrum[1 : len(gains) + 1] = -0.5j * _PERIOD * np.asarray(gains, np.float64)
    return np.fft.irfft(spectrum, _PERIOD).astype(np.float32)


def curve(n: int, *points: tuple[float, float]) -> Mono:
    """Straight lines through (seconds, value) points."""
    seconds, values = zip(*points, strict=True)
    return np.asarray(np.interp(times(n), seconds, values), np.float32)


def wander(rng: Rng, n: int, seconds: float, low: float, high: float) -> Mono:
    """A smooth random curve between two values that turns about every so many seconds."""
    count = int(n / SAMPLE_RATE / seconds) + 4
    values = rng.uniform(low, high, count)
    place = control_times(n) / seconds + rng.uniform(0, 1)
    whole = np.minimum(place.astype(np.int64), count - 2)
    part = np.clip(place - whole, 0, 1)
    part = part * part * (3 - 2 * part)
    return from_control(values[whole] * (1 - part) + values[whole + 1] * part, n)


def control_times(n: int) -> FloatArray:
    """Moments 5 ms apart that cover n samples: enough for what changes slower than it sounds."""
    return np.arange(-(-n // CONTROL_SAMPLES) + 1) * (CONTROL_SAMPLES / SAMPLE_RATE)


def from_control(values: FloatArray, n: int) -> Mono:
    """A curve for each of n samples, by straight lines from its values at `control_times`."""
    points = np.asarray(values, np.float32)
    ramp = np.arange(CONTROL_SAMPLES, dtype=np.float32) / CONTROL_SAMPLES
    lines = points[:-1, None] + np.diff(points)[:, None] * ramp
    return np.asarray(lines.reshape(-1)[:n], np.float32)


def decay(n: int, ring_seconds: float, attack_seconds: float = 0.002) -> Mono:
    """An envelope that starts fast and dies away, to nothing at its end; `ring_seconds` to 1/e."""
    steps = np.arange(n, dtype=np.float32)
    envelope: Mono = np.exp(steps * np.float32(-1 / (ring_seconds * SAMPLE_RATE)))
    rise, fall = min(n, samples_in(attack_seconds)), max(1, n // 5)
    envelope[:rise] *= steps[:rise] / np.float32(rise)
    envelope[n - fall :] *= steps[fall - 1 :: -1][:fall] / np.float32(fall)
    return envelope


def hump(n: int, power: float = 1.0) -> Mono:
    """An envelope that rises and falls like half a sine."""
    return (np.sin(np.pi * (np.arange(n) + 0.5) / n) ** power).astype(np.float32)


def fade(sound: FloatArray, in_seconds: float, out_seconds: float) -> Mono:
    """The sound with its ends faded; mono or stereo, changed in place."""
    n = sound.shape[-1]
    rise, fall = min(n, samples_in(in_seconds)), min(n, samples_in(out_seconds))
    sound[..., :rise] *= np.sin(np.linspace(0, np.pi / 2, rise, dtype=np.float32)) ** 2
    sound[..., n - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall, dtype=np.float32)) ** 2
    return sound


def normalised(sound: FloatArray) -> Mono:
    """The sound at RMS 1."""
    rms = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    return (sound / rms).astype(np.float32)


def add_at(target: FloatArray, sound: FloatArray, at_seconds: float, gain: float = 1.0) -> None:
    """Add a sound into a longer one; what sticks out at either end is cut off."""
    start = round(at_seconds * SAMPLE_RATE)
    skip = max(0, -start)
    room = target.shape[-1] - max(start, 0)
    piece = sound[..., skip : skip + max(0, min(room, sound.shape[-1] - skip))]
    if piece.shape[-1]:
        begin = max(start, 0)
        target[..., begin : begin + piece.shape[-1]] += np.float32(gain) * piece


def hertz_of(midi: float) -> float:
    """The frequency of a MIDI note: 69 is 440 Hz."""
    return float(440 * 2 ** ((midi - 69) / 12))
