"""Sounds that are data: calls, hits, airs and motors, read from `art/sounds/`."""

from __future__ import annotations

from functools import partial

import msgspec
import numpy as np

from rushes.art import ART_FOLDER
from rushes.engines.animatic.sound.effects.registry import (
    Rhythm,
    Sound,
    add_repeated,
    add_sound,
)
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    Rng,
    Stereo,
    add_at,
    band,
    decay,
    grains,
    harmonics,
    hump,
    modes,
    noise,
    noise_pair,
    samples_in,
    shaped_air,
    times,
    wander,
    white,
)

Points = tuple[tuple[float, float], ...]
Span = tuple[float, float]


_ATTACK = 48
"""Samples: without them, everything struck would begin with a click."""
_BRIGHTEST_HZ = 6500.0
"""Bursts reach no higher: what is above is sharp, not bright."""


class _Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every recipe says."""

    also: str = ""
    db: float = -22.0
    far: float = 0.25
    every: Span = (1.6, 3.2)
    first: Span = (0.2, 0.6)

    @property
    def names(self) -> list[str]:
        return [name.strip() for name in self.also.split(",") if name.strip()]


class Call(_Named, frozen=True, forbid_unknown_fields=True):
    """A throat: its pitch glides through ratios, its resonances colour it."""

    hertz: float = 200.0
    seconds: float = 0.5
    glide: tuple[float, ...] = (0.9, 1.1, 0.85)
    formants: Points = ((700.0, 200.0), (1500.0, 400.0))
    breath: float = 0.05
    rasp: tuple[float, float] = (0.0, 0.0)
    """Hz and depth of a flutter."""
    swell: float = 0.6
    """How roundly it begins and ends: 0 is a block, 2 a hill."""
    times: tuple[int, int] = (1, 1)
    gap: float = 0.08
    """Seconds between the calls of one time."""
    drop: float = 1.0
    """What each call of one time is multiplied by in pitch."""


class Hit(_Named, frozen=True, forbid_unknown_fields=True):
    """Something struck, cut, dropped: modes that ring, and bursts of noise."""

    rings: tuple[tuple[float, float, float], ...] = ()
    """Hz, gain, seconds to 1/e."""
    bursts: tuple[tuple[float, float, float, float], ...] = ()
    """From Hz, to Hz, gain, seconds to 1/e."""
    rubs: tuple[tuple[float, float, float, float], ...] = ()
    """From Hz, to Hz, gain, seconds: noise that swells and ebbs."""
    later: tuple[float, ...] = (0.0,)
    """Seconds at which it is struck within one time."""
    spread: float = 0.04
    """By how much its pitch varies from one time to the next."""
    sparkle: tuple[float, float, float] = (0.0, 1000.0, 8000.0)
    """Grains a second, from Hz, to Hz, over its length: coins, gravel, glass."""
    seconds: float = 0.4


class Air(_Named, frozen=True, forbid_unknown_fields=True):
    """What goes on: a coloured noise that breathes, grains, hums."""

    points: Points = ((200.0, -10.0), (600.0, 0.0), (2000.0, -12.0))
    gusts: tuple[float, float, float] = (1.0, 0.7, 1.0)
    """Turns about every so many seconds, between two gains."""
    flutter: tuple[float, float] = (0.0, 0.0)
    """Hz and depth of a pulse."""
    grains: tuple[float, float, float, float] = (0.0, 1000.0, 6000.0, 1.0)
    """A second, from Hz, to Hz, gain."""
    hums: tuple[tuple[float, float], ...] = ()
    """Hz and gain."""
    strokes: tuple[float, float] = (0.0, 0.0)
    """Strokes a second and how far they part it: brushing, sawing, rowing."""
    is_mono: bool = False


class Motor(_Named, frozen=True, forbid_unknown_fields=True):
    """Something that turns: harmonics of its revolutions, and the road or air around it."""

    hertz: float = 30.0
    roll_off: float = 0.8
    keeps: Span = (30.0, 900.0)
    """The band of it that gets out."""
    revs: tuple[float, float, float] = (1.6, 0.95, 1.2)
    """Turns about every so many seconds, between two ratios."""
    shake: float = 0.2
    points: Points = ((60.0, 0.0), (250.0, -6.0), (1000.0, -18.0), (4000.0, -36.0))
    road: float = 0.5


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    calls: dict[str, Call] = {}
    hits: dict[str, Hit] = {}
    airs: dict[str, Air] = {}
    motors: dict[str, Motor] = {}


def load_recipes() -> None:
    """Make every sound of `art/sounds/` known."""
    for path in sorted((ART_FOLDER / "sounds").glob("*.toml")):
        book = msgspec.toml.decode(path.read_bytes(), type=_Book)
        for name, call in book.calls.items():
            rhythm = Rhythm(call.first, call.every)
            add_repeated(name, call.db, call.far, partial(_call, call), rhythm, call.names)
        for name, hit in book.hits.items():
            rhythm = Rhythm(hit.first, hit.every)
            add_repeated(name, hit.db, hit.far, partial(_hit, hit), rhythm, hit.names)
        for name, air in book.airs.items():
            add_sound(Sound(name, partial(_air, air), air.db, air.far, True), air.names)
        for name, motor in book.motors.items():
            add_sound(Sound(name, partial(_motor, motor), motor.db, motor.far, True), motor.names)


def voiced(f0_hz: FloatArray, formants: Points, rng: Rng, breath: float = 0.04) -> Mono:
    """A voice-like tone: harmonics coloured by resonances given as (Hz, width in Hz)."""
    base = float(np.mean(f0_hz))
    numbers = np.arange(1, int(min(40, 7000 / base)) + 1)
    gains = np.zeros(len(numbers))
    for centre, width in formants:
        gains += 1 / (1 + ((numbers * base - centre) / width) ** 2)
    tone = harmonics(f0_hz, gains / numbers**0.4)
    air = shaped_air(rng, len(f0_hz), formants)
    return tone + np.float32(breath * float(np.std(tone)) / (float(np.std(air)) + 1e-9)) * air


def _call(call: Call, rng: Rng) -> Mono:
    count = int(rng.integers(call.times[0], call.times[1] + 1))
    step = call.seconds + call.gap
    whole = np.zeros(samples_in(count * step + 0.02), np.float32)
    pitch = call.hertz * rng.uniform(0.93, 1.07)
    for number in range(count):
        length = samples_in(call.seconds * rng.uniform(0.85, 1.1))
        knots = np.linspace(0, 1, len(call.glide))
        glide = np.interp(np.linspace(0, 1, length), knots, call.glide)
        cry = voiced(pitch * call.drop**number * glide, call.formants, rng, call.breath)
        hertz, depth = call.rasp
        if depth:
            turn = times(length) * hertz * rng.uniform(0.92, 1.08)
            cry *= (1 - depth * (0.5 - 0.5 * np.cos(2 * np.pi * turn))).astype(np.float32)
        add_at(whole, cry * hump(length, call.swell), number * step, rng.uniform(0.8, 1))
    return whole


def _hit(hit: Hit, rng: Rng) -> Mono:
    n = samples_in(hit.seconds + hit.later[-1])
    whole = np.zeros(n, np.float32)
    length = samples_in(hit.seconds)
    for at in hit.later:
        one = np.zeros(length, np.float32)
        if hit.rings:
            hertz, gains, rings = (np.array(column) for column in zip(*hit.rings, strict=True))
            one += modes(length, hertz * (1 + rng.uniform(-hit.spread, hit.spread)),
                         gains * rng.uniform(0.8, 1.2, len(gains)), rings, rng)  # fmt: skip
        for low, high, gain, ring in hit.bursts:
            one += (
                np.float32(gain)
                * band(white(rng, length), low, min(high, _BRIGHTEST_HZ))
                * decay(length, ring)
            )
        for low, high, gain, seconds in hit.rubs:
            count = min(length, samples_in(seconds * rng.uniform(0.85, 1.15)))
            rub = band(white(rng, count), low, min(high, _BRIGHTEST_HZ)) * hump(count, 1.4)
            one[:count] += np.float32(gain) * rub * wander(rng, count, 0.012, 0.3, 1.0)
        if hit.sparkle[0]:
            one += 2 * grains(rng, length, *hit.sparkle) * decay(length, hit.seconds / 3, 0.01)
        one[:_ATTACK] *= np.linspace(0, 1, _ATTACK, dtype=np.float32)
        add_at(whole, one, at + float(rng.normal(0, 0.004)) * bool(at), rng.uniform(0.8, 1))
    return whole


def _air(air: Air, rng: Rng, n: int) -> Mono | Stereo:
    if air.is_mono:
        return noise(rng, n, *air.points) * _breathing(air, rng, n) + _added(air, rng, n)
    wide = noise_pair(rng, n, *air.points) * _breathing(air, rng, n)
    return wide + np.stack([_added(air, rng, n), _added(air, rng, n)])


def _breathing(air: Air, rng: Rng, n: int) -> Mono:
    whole = wander(rng, n, *air.gusts)
    for hertz, depth in (air.flutter, air.strokes):
        if depth:
            turn = np.cumsum(wander(rng, n, 0.8, 0.92, 1.08)) * np.float32(hertz / SAMPLE_RATE)
            whole *= 1 - depth * (0.5 + 0.5 * np.cos(2 * np.pi * turn)).astype(np.float32)
    return whole


def _added(air: Air, rng: Rng, n: int) -> Mono:
    whole = np.zeros(n, np.float32)
    for hertz, gain in air.hums:
        whole += np.float32(gain) * modes(n, [hertz], [1.4], [1e6], rng)
    if air.grains[0]:
        whole += np.float32(air.grains[3]) * 8 * grains(rng, n, *air.grains[:3])
    return whole


def _motor(motor: Motor, rng: Rng, n: int) -> Mono:
    revs = motor.hertz * wander(rng, n, *motor.revs)
    gains = 1 / np.arange(1, 30) ** motor.roll_off
    turning = harmonics(revs, gains) * (1 + motor.shake * wander(rng, n, 0.04, -1, 1))
    turning = band(turning, *motor.keeps, 1)
    whole = turning / np.float32(np.std(turning) + 1e-9)
    return whole + np.float32(motor.road) * noise(rng, n, *motor.points)
