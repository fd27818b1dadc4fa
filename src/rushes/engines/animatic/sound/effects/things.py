"""Things that people handle."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.effects.nature import bubbles, grains, two
from rushes.engines.animatic.sound.effects.registry import sound
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


@sound(
    "glass clink",
    -21,
    0.12,
    "clink, clinking glasses, toast, glasses clinking, cheers toast, glass",
)
def glass_clink(rng: Rng, n: int) -> Mono:
    length = samples_in(1.4)
    ring = np.zeros(length, np.float32)
    for base, gain in ((2140.0, 1.0), (2390.0, 0.8)):
        partials = base * np.array([1.0, 1.98, 3.1, 4.4])
        ring += modes(length, partials, np.array([1, 0.6, 0.4, 0.2]) * gain, [0.3, 0.18, 0.1, 0.05])
    return _again(rng, n, ring * decay(length, 9, 0.0015), 0.35, 2.5, 4.5)


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
    fizz = grains(rng, length, 700, 3500, 14000) * curve(length, (0, 0), (0.1, 1), (0.7, 0))
    return _again(rng, n, pop + 2 * fizz, 0.4, 60, 61)


@sound("knock", -20, 0.25, "knocking, door knock, knocking on door, knocks")
def knock(rng: Rng, n: int) -> Mono:
    length = samples_in(0.9)
    knocks = np.zeros(length, np.float32)
    for number in range(3):
        hit = modes(samples_in(0.2), [120, 260, 540, 980], [1, 0.8, 0.5, 0.25], [0.03] * 4, rng)
        add_at(knocks, hit, number * 0.24)
    return _again(rng, n, knocks, 0.3, 2.5, 4)


@sound("door", -20, 0.25, "door closing, door opening, slam, door slam, gate")
def door(rng: Rng, n: int) -> Mono:
    length = samples_in(0.8)
    thud = modes(length, [62, 118, 205, 410], [1, 0.8, 0.5, 0.25], [0.09, 0.06, 0.04, 0.02], rng)
    latch = band(white(rng, length), 900, 5000) * decay(length, 0.012) * 0.6
    whole = thud.copy()
    add_at(whole, latch, 0.05)
    return _again(rng, n, whole, 0.4, 30, 31)


@sound("pages", -28, 0.1, "page, page turning, paper, book, turning pages, newspaper, letter")
def pages(rng: Rng, n: int) -> Mono:
    length = samples_in(0.55)
    air = noise(rng, length, (700, -24), (2500, -2), (6000, 0), (14000, -14))
    turn = air * hump(length, 1.4) * wander(rng, length, 0.012, 0.1, 1.0)
    return _again(rng, n, turn, 0.4, 2.0, 4.0)


@sound("writing", -31, 0.1, "pen, pencil, drawing, scribbling, chalk, sweeping, brushing, broom")
def writing(rng: Rng, n: int) -> Mono:
    air = noise(rng, n, (900, -24), (3000, 0), (7000, -3), (14000, -20))
    return air * wander(rng, n, 0.08, 0.0, 1.0) ** 2 * wander(rng, n, 0.7, 0.2, 1.0)


@sound(
    "sizzling",
    -26,
    0.15,
    "sizzle, frying, cooking, grill, barbecue, boiling, stove",
    is_texture=True,
)
def sizzling(rng: Rng, n: int) -> Stereo:
    def fat() -> Mono:
        hiss = noise(rng, n, (900, -20), (3500, -2), (7000, 0), (14000, -8))
        return hiss * wander(rng, n, 0.15, 0.5, 1.0) + 10 * grains(rng, n, 90, 1500, 9000)

    return two(fat(), fat())


@sound("chopping", -23, 0.15, "chop, cutting, slicing, knife on board, peeling")
def chopping(rng: Rng, n: int) -> Mono:
    length = samples_in(0.15)
    cut = modes(length, [180, 430, 910], [1, 0.7, 0.35], [0.02, 0.014, 0.008], rng)
    cut += 0.35 * band(white(rng, length), 1200, 6000) * decay(length, 0.008)
    return _again(rng, n, cut, 0.2, 0.25, 0.4)


@sound("ball", -20, 0.25, "bouncing ball, basketball, ball bouncing, tennis, soccer, kick")
def ball(rng: Rng, n: int) -> Mono:
    length = samples_in(0.3)
    hit = modes(length, [88, 175, 390, 760], [1, 0.7, 0.3, 0.15], [0.06, 0.035, 0.02, 0.01], rng)
    return _again(rng, n, hit, 0.2, 0.5, 0.65)


@sound("swords", -20, 0.25, "sword, sword fight, blade, metal, clang, sword fighting")
def swords(rng: Rng, n: int) -> Mono:
    length = samples_in(1.0)
    partials = 1150 * np.array([1.0, 1.47, 2.09, 2.56, 3.39, 4.08, 5.2])
    clang = modes(length, partials, 1 / np.arange(1, 8) ** 0.5, 0.32 / np.arange(1, 8) ** 0.6, rng)
    return _again(rng, n, clang, 0.3, 0.6, 1.5)


@sound("breaking glass", -16, 0.25, "glass breaking, shatter, shattering, crash, smash")
def breaking_glass(rng: Rng, n: int) -> Mono:
    length = samples_in(1.3)
    shards = np.zeros(length, np.float32)
    for _ in range(45):
        pitch = rng.uniform(2200, 9500)
        piece = modes(samples_in(0.2), [pitch, pitch * 1.7], [1, 0.5], [0.03, 0.015], rng)
        add_at(shards, piece, rng.exponential(0.22), rng.uniform(0.1, 0.8))
    burst = band(white(rng, length), 1500, 12000) * decay(length, 0.05)
    return _again(rng, n, shards + 0.7 * burst, 0.4, 60, 61)


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


@sound("impact", -16, 0.25, "thud, bang, hit, punch, collision, fall, landing")
def impact(rng: Rng, n: int) -> Mono:
    length = samples_in(0.8)
    thud = modes(length, [48, 83, 150, 290], [1, 0.8, 0.5, 0.25], [0.14, 0.09, 0.05, 0.03], rng)
    thud += 0.5 * band(white(rng, length), 150, 2500) * decay(length, 0.03)
    return _again(rng, n, thud, 0.4, 30, 31)
