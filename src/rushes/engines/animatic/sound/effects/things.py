"""Things that people handle."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.effects.nature import bubbles, two
from rushes.engines.animatic.sound.effects.registry import repeated, sound
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    Rng,
    Stereo,
    add_at,
    band,
    curve,
    decay,
    fade,
    grains,
    hump,
    modes,
    noise,
    samples_in,
    wander,
    white,
)


def _again(rng: Rng, n: int, piece: FloatArray, first: float, low: float, high: float) -> Mono:
    """A piece now and then: at `first`, then every `low` to `high` seconds."""
    sound = np.zeros(n, np.float32)
    piece = fade(piece, 0.001, len(piece) / SAMPLE_RATE / 5)
    at = first
    while at < n / SAMPLE_RATE:
        add_at(sound, piece, at, rng.uniform(0.75, 1))
        at += rng.uniform(low, high)
    return sound


@repeated(
    "glass clink",
    -21,
    0.12,
    "clink, clinking glasses, toast, glasses clinking, cheers toast, glass",
    first=(0.3, 0.4),
    every=(2.5, 4.5),
)
def glass_clink(rng: Rng) -> Mono:
    length = samples_in(1.4)
    ring = np.zeros(length, np.float32)
    for base, gain in ((2140.0, 1.0), (2390.0, 0.8)):
        partials = base * rng.uniform(0.97, 1.03) * np.array([1.0, 1.98, 3.1, 4.4])
        ring += modes(length, partials, np.array([1, 0.6, 0.4, 0.2]) * gain, [0.3, 0.18, 0.1, 0.05])
    return ring * decay(length, 9, 0.0015)


@sound("pouring", -26, 0.12, "pour, pouring wine, pouring water, pouring coffee, pours")
def pouring(rng: Rng, n: int) -> Mono:
    """A stream into a vessel: the air left in it rings higher as it fills."""
    length = min(n, samples_in(2.8))
    seconds = length / SAMPLE_RATE
    stream = np.zeros(length, np.float32)
    steps = 14
    for step in range(steps):
        piece = samples_in(seconds / steps * 2)
        centre = 420 * 2.4 ** (step / steps)
        gurgle = noise(rng, piece, (centre / 1.8, -26), (centre, 0), (centre * 1.5, -18),
                       (centre * 4, -28), (12000, -48))  # fmt: skip
        add_at(stream, gurgle * hump(piece, 2), (step - 0.5) * seconds / steps)
    stream = stream * 0.7 + 0.9 * bubbles(rng, length, 34, 500)
    stream *= curve(length, (0, 0), (0.2, 1), (seconds - 0.35, 0.9), (seconds, 0))
    sound = np.zeros(n, np.float32)
    add_at(sound, stream, 0.15)
    return sound


@sound("cork", -18, 0.15, "cork pop, popping cork, champagne")
def cork(rng: Rng, n: int) -> Mono:
    length = samples_in(0.7)
    pop = modes(length, [340, 690, 1150], [1.0, 0.5, 0.25], [0.025, 0.016, 0.01])
    pop += 0.5 * band(white(rng, length), 500, 6000) * decay(length, 0.01)
    fizz = grains(rng, length, 700, 2500, 8000) * curve(length, (0, 0), (0.1, 1), (0.7, 0))
    return _again(rng, n, pop + 2 * fizz, 0.4, 60, 61)


@sound(
    "sizzling",
    -26,
    0.15,
    "sizzle, frying, cooking, grill, barbecue, boiling, stove",
    is_texture=True,
)
def sizzling(rng: Rng, n: int) -> Stereo:
    def fat() -> Mono:
        hiss = noise(rng, n, (900, -16), (3000, 0), (6000, -3), (12000, -16))
        return hiss * wander(rng, n, 0.15, 0.5, 1.0) + 8 * grains(rng, n, 90, 1200, 6000)

    return two(fat(), fat())


@sound("magic", -24, 0.2, "sparkle, sparkles, shimmer, magical, glitter, twinkling stars, fairy")
def magic(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    for at in np.cumsum(rng.exponential(0.09, int(n / SAMPLE_RATE * 11))):
        length = samples_in(0.8)
        pitch = 1760 * 2 ** (rng.choice([0, 2, 4, 7, 9, 12, 14]) / 12)
        ring = modes(length, [pitch, pitch * 2.7], [1.0, 0.25], [0.22, 0.08], rng)
        place = rng.uniform(0, np.pi / 2)
        both = two(ring * np.float32(np.cos(place)), ring * np.float32(np.sin(place)))
        add_at(sound, both, float(at), rng.uniform(0.1, 0.8))
    return sound
