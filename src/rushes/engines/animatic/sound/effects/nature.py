"""Weather, water, fire."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.effects.registry import repeated, sound
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    Mono,
    Rng,
    Stereo,
    add_at,
    band,
    curve,
    decay,
    grains,
    harmonics,
    hump,
    noise,
    noise_pair,
    samples_in,
    wander,
    white,
)


def two(left: Mono, right: Mono) -> Stereo:
    """Two mono sounds as one in stereo."""
    return np.stack([left, right])


@sound("wind", -25, 0.4, "breeze, gust, whistling wind, howling wind", is_texture=True)
def wind(rng: Rng, n: int) -> Stereo:
    gust = wander(rng, n, 1.7, 0.35, 1.0) ** 2
    low = noise_pair(rng, n, (60, -6), (180, 0), (500, -12), (1500, -34), (6000, -60))
    howl = noise_pair(rng, n, (200, -40), (420, -8), (620, 0), (900, -10), (2000, -45))
    own = np.stack([wander(rng, n, 0.9, 0.6, 1.0) for _ in range(2)])
    return (low * gust + np.float32(0.22) * howl * gust**2) * own


@sound("leaves", -31, 0.35, "rustling leaves, foliage, rustling", is_texture=True)
def leaves(rng: Rng, n: int) -> Stereo:
    rustle = noise_pair(rng, n, (600, -30), (2500, -4), (5000, 0), (9000, -6), (16000, -24))
    own = np.stack([wander(rng, n, 0.09, 0.3, 1.0) for _ in range(2)])
    return rustle * own * wander(rng, n, 1.3, 0.12, 1.0) ** 2


@sound(
    "waves",
    -20,
    0.35,
    "sea, ocean, surf, waves crashing, tide, ocean waves, seaside ambience",
    is_texture=True,
)
def waves(rng: Rng, n: int) -> Stereo:
    seconds = n / SAMPLE_RATE
    swell, crash, wash = (np.full(n, 0.12, np.float32) for _ in range(3))
    breaks_at = rng.uniform(0.6, 1.8)
    while breaks_at < seconds + 3:
        size = rng.uniform(0.6, 1.0)
        for envelope, early, rise, fall, gain in (
            (swell, 1.9, 1.8, 1.6, 0.8),
            (crash, 0.5, 0.6, 1.3, 1.0),
            (wash, 0.1, 0.9, 2.6, 0.9),
        ):
            shape = curve(samples_in(rise + fall * 2.5), (0, 0), (rise, 1), (rise + fall * 2.5, 0))
            add_at(envelope, shape**2, breaks_at - early, gain * size)
        breaks_at += rng.uniform(4.2, 6.2)
    drift = wander(rng, n, 3.0, -0.35, 0.35)
    low = noise_pair(rng, n, (50, 0), (160, -2), (500, -22), (2000, -50))
    middle = noise_pair(rng, n, (150, -18), (500, 0), (1400, -4), (4000, -20), (12000, -40))
    high = noise_pair(rng, n, (800, -30), (2500, -4), (5000, 0), (9000, -8), (18000, -26))
    sides = np.stack([1 - drift, 1 + drift])
    surf: Stereo = np.float32(0.8) * swell * low + crash * middle + np.float32(0.4) * wash * high
    return surf * sides


@sound("stream", -24, 0.3, "river, brook, creek, fountain, water, lake", is_texture=True)
def stream(rng: Rng, n: int) -> Stereo:
    flow = noise_pair(rng, n, (150, -16), (500, 0), (1500, -6), (5000, -16), (14000, -36))
    drops = np.stack([bubbles(rng, n, 26) for _ in range(2)])
    return flow * wander(rng, n, 0.25, 0.6, 1.0) * np.float32(0.5) + np.float32(1.3) * drops


def bubbles(rng: Rng, n: int, per_second: float, low_hz: float = 400) -> Mono:
    """Drops falling into water: each a short tone whose pitch rises."""
    sound = np.zeros(n, np.float32)
    for _ in range(int(n / SAMPLE_RATE * per_second)):
        length = samples_in(rng.uniform(0.02, 0.06))
        pitch = low_hz * rng.uniform(1, 3.5) * np.linspace(1, rng.uniform(1.1, 1.5), length)
        drop = harmonics(pitch, (1.0,)) * decay(length, 0.012)
        add_at(sound, drop, rng.uniform(0, n / SAMPLE_RATE), float(rng.uniform(0.1, 1) ** 2))
    return sound


@sound("waterfall", -20, 0.4, "rapids", is_texture=True)
def waterfall(rng: Rng, n: int) -> Stereo:
    fall = noise_pair(rng, n, (60, -4), (250, 0), (1200, -4), (5000, -12), (15000, -30))
    return fall * wander(rng, n, 0.3, 0.85, 1.0)


@sound("rain", -22, 0.2, "rainfall, raindrops, drizzle, downpour", is_texture=True)
def rain(rng: Rng, n: int) -> Stereo:
    hiss = noise_pair(rng, n, (200, -22), (1000, -8), (3500, 0), (8000, -5), (16000, -20))
    drops = np.stack([grains(rng, n, 240, 1200, 9000) for _ in range(2)])
    thick = np.stack([grains(rng, n, 18, 500, 2500) for _ in range(2)])
    return hiss * wander(rng, n, 0.8, 0.8, 1.0) + 9 * drops + 14 * thick


@sound("thunder", -14, 0.6, "thunderstorm, storm, lightning")
def thunder(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    at = rng.uniform(0.2, 0.6)
    while at < n / SAMPLE_RATE:
        length = samples_in(5.0)
        rolls = wander(rng, length, 0.28, 0.1, 1.0) ** 2 * decay(length, 1.5, 0.08)
        roar = two(*(noise(rng, length, (30, 0), (90, -1), (250, -14), (900, -34)) for _ in "ab"))
        crack = band(white(rng, length), 150, 3000) * decay(length, 0.12, 0.004)
        add_at(sound, roar * rolls + 0.35 * crack, at)
        at += rng.uniform(6, 10)
    return sound


@sound(
    "fire", -24, 0.15, "crackling fire, campfire, fireplace, bonfire, flames, crackle",
    is_texture=True,
)  # fmt: skip
def fire(rng: Rng, n: int) -> Stereo:
    roar = noise(rng, n, (50, -4), (120, 0), (350, -10), (1200, -32)) * wander(rng, n, 0.2, 0.5, 1)
    left, right = (
        grains(rng, n, 22, 900, 7500) * 26 + grains(rng, n, 3, 400, 3000) * 55 for _ in range(2)
    )
    return two(0.5 * roar + left, 0.5 * roar + right)


@sound("snow hush", -34, 0.5, "snowfall, snow, silence, hush", is_texture=True)
def snow_hush(rng: Rng, n: int) -> Stereo:
    air = noise_pair(rng, n, (60, -8), (200, 0), (700, -8), (2500, -30), (8000, -60))
    return air * wander(rng, n, 2.0, 0.6, 1.0)


@sound("underwater", -22, 0.4, "diving, under water, bubbles, underwater bubbles", is_texture=True)
def underwater(rng: Rng, n: int) -> Stereo:
    deep = noise(rng, n, (30, 0), (90, -1), (300, -16), (1000, -40)) * wander(rng, n, 1.5, 0.5, 1)
    rising = band(bubbles(rng, n, 7, 250), 0, 1400)
    return two(deep + 0.9 * rising, np.roll(deep, 900) + 0.9 * np.roll(rising, 1500))


@repeated(
    "splash",
    -16,
    0.25,
    "splashing, jump into water, splashes",
    first=(0.05, 0.2),
    every=(1.6, 3.0),
)
def splash(rng: Rng) -> Mono:
    length = samples_in(1.0)
    body = noise(rng, length, (150, -10), (600, 0), (3000, -6), (9000, -20))
    return body * decay(length, 0.16, 0.02) + bubbles(rng, length, 40)


@sound("swoosh", -22, 0.2, "whoosh, fast pass, sweep of air")
def swoosh(rng: Rng, n: int) -> Stereo:
    length = min(n, samples_in(0.9))
    air = noise(rng, length, (200, -10), (700, 0), (2500, -8), (9000, -26)) * hump(length, 3)
    across = np.linspace(0, np.pi / 2, length, dtype=np.float32)
    sound = np.zeros((2, n), np.float32)
    add_at(sound, two(air * np.cos(across), air * np.sin(across)), 0.1)
    return sound


@sound("water drops", -26, 0.3, "dripping, drip, dripping water, water dripping, drops")
def water_drops(rng: Rng, n: int) -> Mono:
    return bubbles(rng, n, 1.6, 900)


@sound("rumble", -20, 0.6, "earthquake, avalanche, low rumble, rocket, volcano", is_texture=True)
def rumble(rng: Rng, n: int) -> Stereo:
    ground = noise_pair(rng, n, (25, 0), (70, -1), (200, -16), (800, -40))
    return ground * wander(rng, n, 0.5, 0.5, 1.0)
