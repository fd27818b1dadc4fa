"""A line said aloud in the time it has, made pleasant to hear."""

from __future__ import annotations

import functools
import logging
from dataclasses import dataclass, replace

import numpy as np

from rushes.engines.animatic.sound.speech.mouths import (
    Mouth,
    mouths_of_letters,
    mouths_of_sounds,
)
from rushes.engines.animatic.sound.speech.synthesiser import Manner, Utterance, utter
from rushes.engines.animatic.sound.speech.voices import Voice
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    fade,
    fast_length,
    normalised,
    samples_in,
    shaped,
    white,
)
from rushes.film.speaking import SpokenLine, syllables

EASY_WORDS_A_MINUTE, SLOWEST, FASTEST = 150, 120, 270
"""Beyond the fastest, nobody could follow: the line is broken off instead."""
_CLOSE_ENOUGH = 0.03
_OVERTIME_SECONDS = 0.12
"""A line that takes this much longer disturbs nobody."""
_BROKEN_OFF_SECONDS = 0.08
_TONE = (
    (60, -24), (110, -4), (180, 0), (350, 0.5), (900, -0.5), (2000, -1.5), (3200, -4.5),
    (5000, -6), (7500, -9), (10_500, -20),
)  # fmt: skip
"""The formants of a synthetic voice are narrow and its voice never tires: what rings between 2 and
6 kHz is taken back, and so is what rumbles."""
_WINDOW = SAMPLE_RATE // 100
_COMPRESSION = 0.4
"""Of every decibel that a part is below the loudest, this much is taken away."""
_QUIETEST = 0.12
_AIR = np.float32(0.07)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it is heard and seen."""

    samples: Mono | None
    """RMS 1; None where nobody can say it aloud."""
    mouths: tuple[Mouth, ...]
    """From the line's start."""
    is_broken_off: bool = False


@functools.lru_cache(maxsize=64)
def say(line: SpokenLine, voice: Voice) -> Said:
    """The line, said aloud if there is a synthesiser that knows the language."""
    wordless = Said(None, mouths_of_letters(line.text, line.most_seconds))
    if not voice.name or not syllables(line.text):
        return wordless
    utterance = _in_time(line, voice)
    if utterance is None:
        return wordless
    start, end = _ends(utterance)
    mouths = mouths_of_sounds(utterance.phonemes, voice.size)
    samples = _at_film_rate(utterance.samples[start:end], utterance.sample_rate * voice.size)
    begun = start / utterance.sample_rate / voice.size
    mouths = tuple(m._replace(seconds=max(0.0, m.seconds - begun)) for m in mouths)
    is_broken_off = len(samples) > samples_in(line.most_seconds + _OVERTIME_SECONDS)
    if is_broken_off:
        until = _last_word_before(line.most_seconds, utterance, voice.size, begun)
        samples = samples[: samples_in(until)]
        mouths = (*(m for m in mouths if m.seconds < until), Mouth(until, 0.0))
        _log.info("a line is longer than its film and is broken off", extra={"line": line.text})
    fade(samples, 0.004, _BROKEN_OFF_SECONDS if is_broken_off else 0.03)
    return Said(_pleasant(samples, voice.is_whispered), mouths, is_broken_off)


def _in_time(line: SpokenLine, voice: Voice) -> Utterance | None:
    """Said at an easy pace first, then at the pace that fills the time it has."""
    manner = Manner(voice.name, EASY_WORDS_A_MINUTE, voice.pitch, voice.melody)
    fastest = round(FASTEST / voice.size)
    pace = min(fastest, round(EASY_WORDS_A_MINUTE * voice.pace / voice.size))
    utterance = utter(line.text, replace(manner, words_a_minute=pace))
    for _ in range(3):
        if utterance is None:
            break
        start, end = _ends(utterance)
        seconds = (end - start) / utterance.sample_rate / voice.size
        wanted = pace * seconds / line.most_seconds
        slowest = SLOWEST * voice.pace / voice.size
        better = round(min(fastest, max(slowest, wanted)))
        if abs(better / pace - 1) < _CLOSE_ENOUGH and wanted <= pace:
            break
        if better == pace:
            break
        pace = min(fastest, better + (1 if wanted > pace else 0))
        utterance = utter(line.text, replace(manner, words_a_minute=pace))
    return utterance


def _ends(utterance: Utterance) -> tuple[int, int]:
    """The first and the last sample of the voice, without the silence around it."""
    heard = np.flatnonzero(np.abs(utterance.samples) > 1e-3)
    if not len(heard):
        return 0, len(utterance.samples)
    return int(heard[0]), min(int(heard[-1]) + utterance.sample_rate // 50, len(utterance.samples))


def _last_word_before(seconds: float, said: Utterance, size: float, begun: float) -> float:
    """The end of the last whole word that fits; all the time there is where not even one does."""
    starts = [word / size - begun for word in said.word_starts]
    return max((start for start in starts if 0.2 < start <= seconds), default=seconds)


def _at_film_rate(samples: Mono, sample_rate: float) -> Mono:
    """Resampled in the spectrum: nothing is mirrored, nothing above is made up."""
    count = fast_length(len(samples) + 64)
    wanted = round(count * SAMPLE_RATE / sample_rate)
    spectrum = np.fft.rfft(samples, count)
    full = np.zeros(wanted // 2 + 1, np.complex64)
    shared = min(len(spectrum), len(full))
    full[:shared] = spectrum[:shared]
    longer = np.fft.irfft(full, wanted) * (wanted / count)
    return longer[: round(len(samples) * SAMPLE_RATE / sample_rate)].astype(np.float32)


def _pleasant(samples: Mono, is_whispered: bool) -> Mono:
    """Softer where it is harsh, evener where it leaps, with a little air in it."""
    toned = shaped(samples, *_TONE)
    levels = _levels(toned)
    share = np.maximum(levels / (levels.max() + 1e-9), _QUIETEST)
    gain = share**-_COMPRESSION
    even = toned * _curve(gain, len(toned))
    if not is_whispered:
        even += _AIR * _breath(len(toned)) * _curve(levels * gain, len(toned))
    return normalised(even)


def _levels(samples: Mono) -> FloatArray:
    """The RMS every 10 ms, slower than the voice swings."""
    whole = -(-len(samples) // _WINDOW)
    padded = np.zeros(whole * _WINDOW, np.float32)
    padded[: len(samples)] = samples
    levels = np.sqrt(np.square(padded).reshape(whole, _WINDOW).mean(axis=1))
    bell = np.hanning(9)[1:-1]
    smooth: FloatArray = np.convolve(np.pad(levels, 3, mode="edge"), bell / bell.sum(), "valid")
    return smooth


def _curve(values: FloatArray, n: int) -> Mono:
    """A value for each sample from those every 10 ms."""
    centres = (np.arange(len(values)) + 0.5) * _WINDOW
    return np.interp(np.arange(n), centres, values).astype(np.float32)


def _breath(n: int) -> Mono:
    """Air, for pure tones alone buzz."""
    air = white(np.random.default_rng(n), n)
    return normalised(shaped(air, (900, -30), (2500, 0), (6000, -2), (11_000, -14)))
