"""Animals."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.effects.nature import leaves, two, wind
from rushes.engines.animatic.sound.effects.registry import sound
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    Rng,
    Stereo,
    add_at,
    curve,
    harmonics,
    hump,
    modes,
    noise,
    normalised,
    samples_in,
    times,
    wander,
)


def panned(mono: FloatArray, place: float) -> Stereo:
    """Mono put between left (0) and right (1) at equal power."""
    angle = place * np.pi / 2
    return two(mono * np.float32(np.cos(angle)), mono * np.float32(np.sin(angle)))


@sound("crickets", -31, 0.3, "cricket, chirping insects, insects, night insects", is_texture=True)
def crickets(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    for _ in range(5):
        pitch, rate, trill = rng.uniform(3900, 5100), rng.uniform(1.3, 2.2), rng.uniform(27, 36)
        chirps = [_chirp(rng, pitch, 0.36 / rate, trill) for _ in range(3)]
        near, place, at = rng.uniform(0.25, 1), rng.uniform(), -rng.uniform(0, 1 / rate)
        while at < n / SAMPLE_RATE:
            chirp = chirps[rng.integers(3)] * np.float32(near * rng.uniform(0.6, 1))
            add_at(sound, panned(chirp, place), at)
            at += 1 / rate * rng.uniform(0.97, 1.03)
    return sound


def _chirp(rng: Rng, pitch: float, seconds: float, trill: float) -> Mono:
    """A cricket's wing drawn over the other: a tone in pulses."""
    n = samples_in(seconds)
    pulses = np.clip(np.sin(2 * np.pi * trill * times(n)), 0, 1).astype(np.float32)
    carrier = modes(n, [pitch, pitch * 2.01], [1.0, 0.12], [1e6, 1e6], rng)
    return carrier * pulses * hump(n)


@sound("cicadas", -30, 0.4, "cicada", is_texture=True)
def cicadas(rng: Rng, n: int) -> Stereo:
    def choir() -> Mono:
        buzz = noise(rng, n, (3000, -40), (5200, -4), (6500, 0), (8000, -6), (12000, -30))
        rasp = 0.6 + 0.4 * modes(n, [rng.uniform(70, 95)], [1.0], [1e6], rng)
        return buzz * rasp * wander(rng, n, 1.8, 0.3, 1.0)

    return two(choir(), choir())


@sound("birds", -28, 0.4, "birdsong, bird, chirping, songbirds, birds singing", is_texture=True)
def birds(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    for _ in range(5):
        song = _bird_song(rng)
        place, gain = rng.uniform(), rng.uniform(0.3, 1)
        at = rng.uniform(0, 3.5)
        while at < n / SAMPLE_RATE:
            add_at(sound, panned(song, place), at, gain * rng.uniform(0.7, 1))
            at += len(song) / SAMPLE_RATE + rng.uniform(1.2, 4.5)
    return sound


@sound("forest ambience", -28, 0.4, "jungle, nature, woods, forest", is_texture=True)
def forest_ambience(rng: Rng, n: int) -> Stereo:
    return normalised(birds(rng, n)) + 0.5 * normalised(leaves(rng, n))


@sound("night ambience", -30, 0.4, "night, nighttime", is_texture=True)
def night_ambience(rng: Rng, n: int) -> Stereo:
    return normalised(crickets(rng, n)) + 0.7 * normalised(wind(rng, n))


def _bird_song(rng: Rng) -> Mono:
    """A phrase of one bird: a few calls, each repeated, swept up or down."""
    song = np.zeros(samples_in(2.2), np.float32)
    centre, at = rng.uniform(2600, 4800), 0.0
    for _ in range(rng.integers(2, 4)):
        start, end = centre * rng.uniform(0.75, 1.3, 2)
        length, gap = rng.uniform(0.05, 0.16), rng.uniform(0.03, 0.09)
        for _ in range(rng.integers(1, 5)):
            count = samples_in(length)
            bend = np.linspace(start, end, count) * (
                1 + 0.02 * np.sin(2 * np.pi * 28 * times(count))
            )
            add_at(song, harmonics(bend, (1.0, 0.08)) * hump(count), at)
            at += length + gap
        at += rng.uniform(0.02, 0.12)
    return song[: min(len(song), samples_in(at + 0.05))]


@sound("seagulls", -26, 0.5, "gull, seagull, gulls")
def seagulls(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    at = rng.uniform(0.3, 1.0)
    while at < n / SAMPLE_RATE:
        place, pitch = rng.uniform(), rng.uniform(950, 1250)
        for number in range(rng.integers(2, 5)):
            length = samples_in(rng.uniform(0.25, 0.42))
            glide = curve(length, (0, 0.85), (0.06, 1.15), (0.4, 0.72)) * pitch
            cry = harmonics(glide, (0.6, 1.0, 0.5, 0.3, 0.12)) * hump(length, 0.7)
            add_at(sound, panned(cry, place), at + number * 0.42, 1 - 0.15 * number)
        at += rng.uniform(3.5, 6.5)
    return sound


@sound("owl", -26, 0.5, "owl hoot, hooting")
def owl(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    at = rng.uniform(0.6, 1.6)
    while at < n / SAMPLE_RATE:
        for later, length in ((0.0, 0.22), (0.55, 0.14), (0.75, 0.5)):
            count = samples_in(length)
            glide = np.linspace(385, 350, count)
            add_at(sound, harmonics(glide, (1.0, 0.12, 0.04)) * hump(count, 0.8), at + later)
        at += rng.uniform(5, 8)
    return sound


@sound("frogs", -28, 0.4, "frog, croaking, toads", is_texture=True)
def frogs(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    for _ in range(5):
        pitch, rate, place = rng.uniform(420, 1100), rng.uniform(28, 42), rng.uniform()
        length = samples_in(rng.uniform(0.25, 0.5))
        rasp = np.clip(np.sin(2 * np.pi * rate * times(length)), 0, 1).astype(np.float32)
        croak = harmonics(np.full(length, pitch), (1.0, 0.6, 0.25)) * rasp * hump(length)
        at = rng.uniform(0, 2)
        while at < n / SAMPLE_RATE:
            add_at(sound, panned(croak, place), at, rng.uniform(0.5, 1))
            at += rng.uniform(0.8, 2.4)
    return sound


@sound("bees", -30, 0.25, "bee, buzzing, flies, mosquito, fly", is_texture=True)
def bees(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    for pitch in rng.uniform(170, 250, 3):
        wings = harmonics(pitch * wander(rng, n, 0.35, 0.94, 1.08), 1 / np.arange(1, 16))
        near = wander(rng, n, 1.1, 0.0, 1.0) ** 3
        place = wander(rng, n, 0.9, 0.0, np.pi / 2)
        sound += two(wings * near * np.cos(place), wings * near * np.sin(place))
    return sound
