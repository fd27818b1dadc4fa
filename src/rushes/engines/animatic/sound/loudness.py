"""How loud a film is, as broadcasters measure it, and making it as loud as it should be.

ITU-R BS.1770-4: K-weighting (annex 1, tables 1 and 2, coefficients for 48 kHz), mean square in
blocks of 400 ms that overlap by 75 %, an absolute gate at −70 LUFS and a relative one 10 LU below
what passes it. True peak: annex 2, the samples four times oversampled.
"""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.waves import SAMPLE_RATE, FloatArray, Stereo, fast_length

_SHELF_B, _SHELF_A = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
_HIGH_PASS_B, _HIGH_PASS_A = (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)
_STEP = SAMPLE_RATE // 10
_STEPS_A_BLOCK = 4
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OVERSAMPLING, _OVERSAMPLING_TAPS = 4, 12
SILENCE_LUFS = -120.0
_CLOSE_LU = 0.15
MOST_TURNS = 8
_FIRST_RMS = 0.14

LIMITER_BLOCK = 48
LIMITER_REACH_BLOCKS = 10
"""The limiter turns down over 10 ms on either side of a peak."""


def integrated_loudness(samples: Stereo) -> float:
    """LUFS of float32 [2, n] at 48 kHz; −120 where nothing passes the gate."""
    energy = _step_energy(samples)
    if len(energy) < _STEPS_A_BLOCK:
        energy = np.pad(energy, (0, _STEPS_A_BLOCK - len(energy)))
    total = np.concatenate([[0.0], np.cumsum(energy)])
    blocks = (total[_STEPS_A_BLOCK:] - total[:-_STEPS_A_BLOCK]) / _STEPS_A_BLOCK
    loud = blocks[_lufs(blocks) > _ABSOLUTE_GATE_LUFS]
    if not len(loud):
        return SILENCE_LUFS
    gate = _lufs(loud.mean()) + _RELATIVE_GATE_LU
    return float(_lufs(loud[_lufs(loud) > gate].mean()))


def true_peak_dbtp(samples: Stereo) -> float:
    """The highest peak between samples too, in dB of full scale."""
    return float(20 * np.log10(_block_peaks(samples).max() + 1e-9))


def level_film(samples: Stereo, target_lufs: float, ceiling_dbtp: float) -> Stereo:
    """The samples at a loudness, with peaks that stick out turned down for a moment.

    Lands within 0.3 LU of the target unless more than 10 dB of the peaks would have to go.
    """
    ceiling = 10 ** (ceiling_dbtp / 20)
    out = samples * np.float32(_FIRST_RMS / (_loud_rms(samples) + 1e-9))
    for _ in range(MOST_TURNS):
        off = target_lufs - integrated_loudness(out)
        if abs(off) < _CLOSE_LU:
            break
        raised = out * np.float32(10 ** (off / 20))
        out = _limited(raised, ceiling)
        if out is raised or _loss_db(raised, out) < _CLOSE_LU:
            break
    return out


def _loud_rms(samples: Stereo) -> float:
    """The RMS of the loudest tenth of all steps: near enough for the gates to bite as they will."""
    whole = samples.shape[1] // _STEP * _STEP
    power = np.sort(np.square(samples[:, :whole]).reshape(2, -1, _STEP).mean(axis=(0, 2)))
    return float(np.sqrt(power[-max(1, len(power) // 10) :].mean())) if len(power) else 1.0


def _loss_db(before: Stereo, after: Stereo) -> float:
    """How much was taken away from the loud half of the steps."""
    energies = []
    for sound in (before, after):
        whole = sound.shape[1] // _STEP * _STEP
        power = np.square(sound[:, :whole]).reshape(2, -1, _STEP).mean(axis=(0, 2))
        energies.append(power)
    loud = energies[0] >= np.median(energies[0])
    return float(
        10 * np.log10((energies[0][loud].sum() + 1e-12) / (energies[1][loud].sum() + 1e-12))
    )


def _lufs(energy: FloatArray | float) -> FloatArray:
    return -0.691 + 10 * np.log10(np.asarray(energy, np.float64) + 1e-12)


def _step_energy(samples: Stereo) -> FloatArray:
    """K-weighted mean square of both channels, per 100 ms."""
    length = samples.shape[1]
    padded = fast_length(length + SAMPLE_RATE // 4)
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(padded))
    response = np.ones_like(turn)
    for b, a in ((_SHELF_B, _SHELF_A), (_HIGH_PASS_B, _HIGH_PASS_A)):
        response *= (b[0] + turn * (b[1] + turn * b[2])) / (a[0] + turn * (a[1] + turn * a[2]))
    spectrum = np.fft.rfft(samples.astype(np.float32), padded, axis=1)
    weighted = np.fft.irfft(spectrum * response.astype(np.complex64), padded, axis=1)
    whole = length // _STEP * _STEP
    power = np.square(weighted[:, :whole], dtype=np.float64).sum(axis=0)
    means: FloatArray = power.reshape(-1, _STEP).mean(axis=1)
    return means


def _block_peaks(samples: Stereo) -> FloatArray:
    """The true peak of each block of `LIMITER_BLOCK` samples, over both channels."""
    length = samples.shape[1]
    padded = np.pad(samples, ((0, 0), (0, -length % LIMITER_BLOCK)))
    peaks = np.abs(padded).max(axis=0)
    for phase in range(1, _OVERSAMPLING):
        # Windowed sinc: what lies between two samples, a quarter, a half, three quarters on.
        taps = np.arange(_OVERSAMPLING_TAPS) - _OVERSAMPLING_TAPS // 2 + phase / _OVERSAMPLING
        window = np.cos(np.pi * taps / (_OVERSAMPLING_TAPS + 1)) ** 2
        kernel = (np.sinc(taps) * window).astype(np.float32)
        for channel in padded:
            np.maximum(peaks, np.abs(np.convolve(channel, kernel, "same")), out=peaks)
    blocks: FloatArray = peaks.reshape(-1, LIMITER_BLOCK).max(axis=1)
    return blocks


def _limited(samples: Stereo, ceiling: float) -> Stereo:
    peaks = _block_peaks(samples)
    if peaks.max() <= ceiling:
        return samples
    reach = LIMITER_REACH_BLOCKS
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    around = np.pad(wanted, 2 * reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(around, 2 * reach + 1)
    lowest = windows.min(axis=1)
    # Smoothed over the reach of the minimum: never above what any block wants.
    bell = np.hanning(2 * reach + 3)[1:-1]
    gain = np.convolve(lowest, bell / bell.sum(), "valid")
    centres = (np.arange(len(gain)) + 0.5) * LIMITER_BLOCK
    curve = np.interp(np.arange(samples.shape[1]), centres, gain)
    limited: Stereo = samples * curve.astype(np.float32)
    return limited
