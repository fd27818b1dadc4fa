"""The loudness meter against the reference signals of ITU-R BS.1770 and EBU Tech 3341."""

from __future__ import annotations

import numpy as np
import pytest

from rushes.engines.animatic.sound.loudness import (
    SILENCE_LUFS,
    integrated_loudness,
    level_film,
    true_peak_dbtp,
)
from rushes.engines.animatic.sound.waves import SAMPLE_RATE, Stereo, times


def _sine(hertz: float, decibels: float, seconds: float, phase: float = 0.0) -> Stereo:
    t = times(int(seconds * SAMPLE_RATE))
    wave = 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * t + phase)
    return np.stack([wave, wave]).astype(np.float32)


def test_a_full_scale_sine_in_one_channel_is_minus_3_01() -> None:
    sound = _sine(997, 0, 5)
    sound[1] = 0
    assert integrated_loudness(sound) == pytest.approx(-3.01, abs=0.02)


def test_a_stereo_sine_at_minus_23_is_minus_23() -> None:
    assert integrated_loudness(_sine(1000, -23, 20)) == pytest.approx(-23, abs=0.1)


def test_quiet_passages_do_not_count_once_they_are_10_below() -> None:
    """EBU Tech 3341, test 3: −36, −23, −36 dB read −23."""
    parts = [_sine(1000, level, length) for level, length in ((-36, 10), (-23, 60), (-36, 10))]
    assert integrated_loudness(np.concatenate(parts, axis=1)) == pytest.approx(-23, abs=0.1)


def test_low_notes_count_less_and_high_ones_more() -> None:
    middle = integrated_loudness(_sine(1000, -20, 3))
    assert integrated_loudness(_sine(40, -20, 3)) < middle - 5
    assert integrated_loudness(_sine(6000, -20, 3)) == pytest.approx(middle + 3.3, abs=0.5)


def test_silence_is_told_apart() -> None:
    assert integrated_loudness(np.zeros((2, SAMPLE_RATE), np.float32)) == SILENCE_LUFS


def test_a_peak_between_two_samples_is_found() -> None:
    sound = _sine(SAMPLE_RATE / 4, -6, 1, phase=np.pi / 4)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-9.01, abs=0.05)
    assert true_peak_dbtp(sound[:, 100:-100]) == pytest.approx(-6, abs=0.4)


def test_leveling_reaches_the_loudness_and_keeps_every_peak_down() -> None:
    sound = _sine(500, -40, 5)
    sound[:, ::24_000] = 0.9
    leveled = level_film(sound, -16, -2)
    assert integrated_loudness(leveled) == pytest.approx(-16, abs=0.3)
    assert true_peak_dbtp(leveled) <= -1.8
