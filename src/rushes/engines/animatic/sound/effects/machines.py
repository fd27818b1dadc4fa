"""Towns, vehicles, machines."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.effects.nature import two
from rushes.engines.animatic.sound.effects.registry import sound
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
    modes,
    noise,
    noise_pair,
    samples_in,
    times,
    wander,
    white,
)


@sound("room tone", -38, 0.1, "room, interior, air", is_texture=True)
def room_tone(rng: Rng, n: int) -> Stereo:
    still = noise_pair(rng, n, (40, -2), (110, 0), (300, -12), (1200, -30), (6000, -50))
    return still * wander(rng, n, 3.0, 0.85, 1.0)


@sound("hum", -32, 0.3, "machine hum, electric hum, refrigerator, fan, drone, spaceship",
       is_texture=True)  # fmt: skip
def hum(rng: Rng, n: int) -> Stereo:
    tone = modes(n, [50, 100, 150, 200, 300], [0.5, 1, 0.35, 0.3, 0.15], [1e6] * 5, rng)
    air = noise(rng, n, (80, 0), (400, -10), (2000, -34))
    breath = wander(rng, n, 2.5, 0.8, 1.0)
    return two((tone + 0.5 * air) * breath, (tone + 0.5 * np.roll(air, 3000)) * breath)


@sound("traffic", -26, 0.55, "street, cars passing, city noise, road, highway, city, busy street",
       is_texture=True)  # fmt: skip
def traffic(rng: Rng, n: int) -> Stereo:
    sound = noise_pair(rng, n, (40, 0), (120, -2), (400, -12), (1500, -26)) * np.float32(0.35)
    at = rng.uniform(-1.0, 0.6)
    while at < n / SAMPLE_RATE:
        add_at(sound, _passing(rng, rng.uniform(2.6, 4.2)), at, rng.uniform(0.3, 0.9))
        at += rng.uniform(1.3, 3.2)
    return sound


def _passing(rng: Rng, seconds: float) -> Stereo:
    """A car going by: tyres hiss, brightest and loudest in the middle, from side to side."""
    length = samples_in(seconds)
    near = hump(length, 4)
    body = noise(rng, length, (50, 0), (200, -3), (700, -9), (2000, -20))
    tyres = noise(rng, length, (300, -16), (900, 0), (2500, -6), (7000, -24)) * near
    across = np.linspace(0, np.pi / 2, length, dtype=np.float32)
    if rng.uniform() < 0.5:
        across = across[::-1]
    whole = (body + 0.8 * tyres) * near
    return two(whole * np.cos(across), whole * np.sin(across))


@sound("car horn", -18, 0.5, "horn, honking, honk, honks, car horns")
def car_horn(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    at = rng.uniform(0.3, 1.0)
    while at < n / SAMPLE_RATE:
        length = samples_in(rng.uniform(0.25, 0.6))
        tone = sum(
            harmonics(np.full(length, pitch), 1 / np.arange(1, 12)) for pitch in (420.0, 527.0)
        )
        add_at(sound, tone * curve(length, (0, 0), (0.02, 1), (0.2, 1)) * hump(length, 0.2), at)
        at += rng.uniform(2.5, 6)
    return sound


@sound("siren", -22, 0.7, "police siren, ambulance, sirens, alarm")
def siren(rng: Rng, n: int) -> Mono:
    turn = (times(n) * 0.4 + rng.uniform()) % 1
    pitch = 650 + 700 * np.sin(np.pi * turn) ** 1.3
    return harmonics(pitch, (1.0, 0.4, 0.25, 0.1))


@sound("train", -20, 0.35, "railway, locomotive, subway, metro, tram, train passing",
       is_texture=True)  # fmt: skip
def train(rng: Rng, n: int) -> Stereo:
    rumble = noise(rng, n, (35, 0), (110, -1), (400, -12), (1600, -26), (6000, -44))
    sound = two(rumble, np.roll(rumble, 2400)) * wander(rng, n, 0.8, 0.75, 1.0) * 0.5
    clack = np.zeros(n, np.float32)
    for beat in np.arange(0.1, n / SAMPLE_RATE, 0.78):
        for later, gain in ((0.0, 1.0), (0.15, 0.75)):
            length = samples_in(0.2)
            hit = modes(length, [160, 420, 1300], [1.0, 0.5, 0.25], [0.05, 0.025, 0.012], rng)
            hit += 0.4 * band(white(rng, length), 300, 3000) * decay(length, 0.02)
            add_at(clack, hit, beat + later, gain)
    return sound + clack * 1.6


@sound("train horn", -18, 0.7, "train whistle, locomotive whistle, ship horn, boat horn, foghorn")
def train_horn(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    length = samples_in(1.8)
    pitches = np.array([233.0, 277.0, 349.0, 415.0])
    chord = sum(harmonics(np.full(length, pitch), 1 / np.arange(1, 10) ** 1.2) for pitch in pitches)
    add_at(sound, chord * curve(length, (0, 0), (0.15, 1), (1.3, 0.9), (1.8, 0)), 0.4)
    return sound


@sound("airplane", -22, 0.6, "plane, aircraft, jet, aeroplane, flight", is_texture=True)
def airplane(rng: Rng, n: int) -> Stereo:
    roar = noise(rng, n, (60, -3), (200, 0), (800, -8), (3000, -24), (9000, -48))
    whine = modes(n, [1180, 1770], [0.05, 0.025], [1e6, 1e6], rng)
    whole = (roar + whine) * wander(rng, n, 2.2, 0.6, 1.0)
    return two(whole, np.roll(whole, 1100))


@sound("helicopter", -20, 0.5, "chopper, drone aircraft, rotor", is_texture=True)
def helicopter(rng: Rng, n: int) -> Mono:
    blade = ((times(n) * 11.5) % 1).astype(np.float32)
    thump = np.exp(-blade * np.float32(9))
    body = noise(rng, n, (40, 0), (120, -1), (500, -12), (2500, -28))
    beaten: Mono = body * (0.25 + thump)
    return beaten


@sound("church bells", -15, 0.75, "church bell, bells, bell, tolling bells, bell tower, cathedral")
def church_bells(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    prime = rng.uniform(235, 262)
    bells = [_bell(rng, prime * interval) for interval in (1.0, 0.8909)]
    at, number = 0.35, 0
    while at < n / SAMPLE_RATE:
        add_at(sound, bells[number % 2], at, rng.uniform(0.8, 1.0))
        at += 2.2 + rng.normal(0, 0.03)
        number += 1
    return sound


def _bell(rng: Rng, strike_hz: float, seconds: float = 5.0) -> Mono:
    """A cast bell: hum, prime, tierce (a minor third), quint, nominal and what is above, each pair
    slightly apart, so that they beat."""
    ratios = np.array([0.5, 1.0, 1.2, 1.5, 2.0, 2.5, 2.67, 3.0, 4.1, 5.4])
    gains = np.array([0.5, 0.8, 0.6, 0.3, 0.75, 0.25, 0.25, 0.28, 0.18, 0.1])
    rings = np.array([2.0, 1.5, 1.2, 0.9, 0.9, 0.6, 0.55, 0.45, 0.3, 0.2])
    spread = 1 + rng.uniform(0.0006, 0.002, len(ratios))
    n = samples_in(seconds)
    pairs = np.concatenate([ratios, ratios * spread]) * strike_hz
    ring = modes(n, pairs, np.tile(gains, 2), np.tile(rings, 2), rng)
    return ring * curve(n, (0, 0), (0.004, 1), (seconds - 0.3, 1), (seconds, 0))


@sound("small bell", -22, 0.25, "doorbell, chime, chimes, wind chimes, hand bell, bicycle bell")
def small_bell(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    at = 0.2
    while at < n / SAMPLE_RATE:
        pitch = 1250 * 2 ** (rng.choice([0, 2, 4, 7, 9]) / 12)
        length = samples_in(1.6)
        partials = np.array([1.0, 2.76, 5.4, 8.9])
        ring = modes(length, pitch * partials, [1, 0.5, 0.25, 0.1], [0.5, 0.3, 0.15, 0.08], rng)
        add_at(sound, ring, at, rng.uniform(0.5, 1))
        at += rng.uniform(0.3, 1.4)
    return sound


@sound("clock", -28, 0.2, "ticking, clock ticking, tick tock, watch")
def clock(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    length = samples_in(0.08)
    tick, tock = (
        modes(length, np.array([1.0, 1.72, 2.9]) * base, [1, 0.6, 0.4], [0.01, 0.006, 0.004], rng)
        for base in (1900.0, 1550.0)
    )
    for number, at in enumerate(np.arange(0.1, n / SAMPLE_RATE, 0.5)):
        add_at(sound, tock if number % 2 else tick, float(at))
    return sound


@sound("telephone", -21, 0.2, "phone ringing, phone, ringtone, cell phone, ringing")
def telephone(rng: Rng, n: int) -> Mono:
    t = times(n)
    trill = np.where((t * 20) % 1 < 0.5, 1318.0, 1661.0)
    on = ((t % 3.0 > 0.2) & (t % 3.0 < 1.4)).astype(np.float32)
    return harmonics(trill, (1.0, 0.3, 0.1)) * on


@sound("explosion", -10, 0.5, "blast, boom, detonation, cannon, bomb")
def explosion(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    length = samples_in(3.5)
    boom = two(*(noise(rng, length, (28, 0), (80, -1), (300, -12), (1500, -26)) for _ in "ab"))
    blast = band(white(rng, length), 100, 5000) * decay(length, 0.09, 0.001)
    add_at(sound, boom * decay(length, 0.8, 0.004) + 0.8 * blast, 0.25)
    return sound


@sound("fireworks", -16, 0.6, "firework, firecrackers, pyrotechnics")
def fireworks(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    at = rng.uniform(0.1, 0.5)
    while at < n / SAMPLE_RATE:
        length = samples_in(1.8)
        boom = noise(rng, length, (40, 0), (130, -1), (600, -12), (3000, -26)) * decay(length, 0.25)
        sparks = grains(rng, length, 260, 1200, 6000) * hump(length, 1.5) * 3
        place = rng.uniform(0, np.pi / 2)
        burst = boom + sparks
        add_at(sound, two(burst * np.float32(np.cos(place)), burst * np.float32(np.sin(place))), at)
        at += rng.uniform(0.6, 1.7)
    return sound


@sound("construction", -22, 0.5, "hammering, hammer, drilling, workshop, construction site")
def construction(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    at = 0.2
    while at < n / SAMPLE_RATE:
        for _ in range(rng.integers(2, 5)):
            length = samples_in(0.35)
            hit = modes(length, [520, 1370, 2680, 4100], [1, 0.7, 0.5, 0.3], [0.06] * 4, rng)
            add_at(sound, hit + 0.5 * band(white(rng, length), 300, 4000) * decay(length, 0.02), at)
            at += 0.42
        at += rng.uniform(0.6, 1.6)
    return sound


@sound("beep", -25, 0.15, "beeping, beeps, computer beeps, monitor, alarm clock, notification")
def beep(rng: Rng, n: int) -> Mono:
    t = times(n)
    on = ((t % 1.0 > 0.2) & (t % 1.0 < 0.32)).astype(np.float32)
    return harmonics(np.full(n, 988.0), (1.0, 0.2)) * band(on, 0, 60, 1)


@sound("static noise", -28, 0.15, "radio static, white noise, vinyl crackle, static, tv noise",
       is_texture=True)  # fmt: skip
def static_noise(rng: Rng, n: int) -> Mono:
    hiss = noise(rng, n, (300, -16), (1500, 0), (5000, -4), (11000, -24))
    return hiss * wander(rng, n, 0.12, 0.5, 1.0)


@sound("coffee machine", -24, 0.25, "steam, espresso machine, hissing, steam hiss, kettle")
def coffee_machine(rng: Rng, n: int) -> Mono:
    steam = noise(rng, n, (500, -20), (2500, -3), (6000, 0), (13000, -12))
    pump = modes(n, [52.0, 104.0, 156.0], [1.0, 0.5, 0.3], [1e6] * 3, rng)
    bursts = np.clip(wander(rng, n, 0.8, -0.5, 1.2), 0, 1)
    return steam * bursts + 0.25 * pump
