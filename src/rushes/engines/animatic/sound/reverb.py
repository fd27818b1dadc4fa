"""The space that sounds are heard in."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.sound.waves import (
    FloatArray,
    Mono,
    Stereo,
    band,
    fast_length,
    samples_in,
    times,
)

_LOWEST_HZ = 120
_DIFFUSE_SEED = 20
_TAPS = np.arange(-11, 12)
_HALF_BAND = (np.sinc(_TAPS / 2) * np.hanning(25)[1:-1] / 2).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Space:
    """How a space answers."""

    seconds: float
    """Time to fall by 60 dB."""
    hertz: float
    """What is above dies first."""
    delay: float
    """Seconds until the first walls are heard."""
    wet_db: float
    """Of the answer against what is heard straight."""


def answer(sound: Mono, space: Space) -> Stereo:
    """What comes back from the space, from all around; as long as the sound, its tail cut off."""
    heard = np.flatnonzero(sound)
    back = np.zeros((2, len(sound)), np.float32)
    if not len(heard):
        return back
    # The answer has nothing above 8 kHz or so: half the samples say it all.
    start = int(heard[0]) // 2
    piece = _halved(sound)[start:]
    tail = _tail(space)
    length = fast_length(len(piece) + tail.shape[1])
    spectrum = np.fft.rfft(piece, length)
    for side, response in enumerate(_spectra(space, length)):
        wet = np.fft.irfft(spectrum * response, length)[: len(piece)]
        _doubled_into(back[side, 2 * start :], np.asarray(wet, np.float32))
    return back


def _halved(sound: Mono) -> Mono:
    """Every other sample, without what would fold down."""
    smooth = np.convolve(sound, _HALF_BAND, "same")
    return smooth[::2].astype(np.float32)


def _doubled_into(target: Mono, samples: Mono) -> None:
    """Twice as many samples, those between halfway."""
    even = target[::2]
    even[:] = samples[: len(even)]
    odd = target[1::2]
    odd[:-1] = (even[: len(odd) - 1] + even[1 : len(odd)]) / 2


@functools.lru_cache(maxsize=4)
def _spectra(space: Space, length: int) -> FloatArray:
    spectra: FloatArray = np.fft.rfft(_tail(space), length)
    return spectra


@functools.lru_cache(maxsize=16)
def _tail(space: Space) -> Stereo:
    """The answer to a click: noise that dies away, the same in every film."""
    n = samples_in(space.seconds) // 2
    envelope = 10 ** (-3 * 2 * times(n) / space.seconds)
    envelope[: min(n - 1, samples_in(space.delay) // 2)] = 0
    rng = np.random.default_rng(_DIFFUSE_SEED)
    tail = rng.standard_normal((2, n), dtype=np.float32) * envelope.astype(np.float32)
    # `band` thinks in whole samples: at half the rate, its frequencies are twice as high.
    tail = band(tail, 2 * _LOWEST_HZ, 2 * space.hertz, 1)
    tail /= np.sqrt(np.square(tail).sum(axis=1, keepdims=True))
    return np.asarray(tail * 10 ** (space.wet_db / 20), np.float32)
