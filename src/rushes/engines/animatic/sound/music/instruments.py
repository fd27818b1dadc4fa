"""What instruments sound like, one note at a time.

Strings that are plucked or struck are sums of modes that ring out; what is bowed, blown or sung is
harmonics with vibrato; both are coloured by a body or vowel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.sound.waves import (
    FloatArray,
    Mono,
    Rng,
    band,
    control_times,
    curve,
    decay,
    from_control,
    harmonics,
    hertz_of,
    modes,
    noise,
    normalised,
    samples_in,
    times,
    wander,
    white,
)

NoteMaker = Callable[[Rng, float, float], Mono]
"""(rng, MIDI note, seconds until the next) to the note; it may ring longer."""


@dataclass(frozen=True, slots=True)
class Plucked:
    """A string that is plucked or struck."""

    position: float = 0.18
    """Where on the string: nearer to 0 is thinner and brighter."""
    roll_off: float = 1.0
    """How fast the partials get weaker."""
    ring_seconds: float = 1.5
    damping_hz: float = 2200.0
    """Partials above ring shorter."""
    stiffness: float = 5e-5
    strike: float = 0.02
    """Noise of the finger or hammer."""
    body: tuple[tuple[float, float], ...] = ()
    """Resonances: (Hz, gain)."""
    detune: float = 0.0
    """Between the two strings of a course."""

    def __call__(self, rng: Rng, midi: float, seconds: float) -> Mono:
        pitch = hertz_of(midi)
        ring = self.ring_seconds * (220 / pitch) ** 0.35
        n = samples_in(min(seconds + ring * 1.2, 3.6))
        number = np.arange(1, min(40, int(9_000 / pitch)) + 1)
        partials = pitch * number * np.sqrt(1 + self.stiffness * number**2)
        gains = np.abs(np.sin(np.pi * number * self.position)) / number**self.roll_off + 1e-4
        for centre, gain in self.body:
            gains *= 1 + gain / (1 + ((partials - centre) / (centre * 0.18)) ** 2)
        rings = ring / (1 + (partials / self.damping_hz) ** 1.3)
        sound = modes(n, partials, gains, rings, rng)
        if self.detune:
            sound += modes(n, partials * (1 + self.detune), gains * 0.8, rings * 1.4, rng)
        click = band(white(rng, 1200), 200, 5000) * decay(1200, 0.006, 0.0008)
        sound[: min(n, 1200)] += self.strike * float(np.abs(sound).max()) * click[:n]
        return _released(sound * decay(n, 60, 0.0015), seconds + ring * 1.2)


@dataclass(frozen=True, slots=True)
class Sustained:
    """A tone that is held: bowed, blown, sung or electric."""

    gains: tuple[float, ...]
    attack_seconds: float = 0.08
    release_seconds: float = 0.25
    vibrato_cents: float = 12.0
    vibrato_hz: float = 5.3
    voices: int = 1
    spread_cents: float = 0.0
    """How far the voices are apart."""
    breath: float = 0.0
    formants: tuple[tuple[float, float], ...] = ()
    """(Hz, width in Hz): what is away from all of them is softer."""

    def __call__(self, rng: Rng, midi: float, seconds: float) -> Mono:
        n = samples_in(seconds + self.release_seconds)
        t = control_times(n)
        base = hertz_of(midi)
        gains = np.array(self.gains)
        if self.formants:
            partials = base * np.arange(1, len(gains) + 1)
            near = sum(1 / (1 + ((partials - hz) / width) ** 2) for hz, width in self.formants)
            gains = gains * (0.12 + near)
        sound = np.zeros(n, np.float32)
        for voice in range(self.voices):
            off = (voice - (self.voices - 1) / 2) * self.spread_cents + rng.normal(0, 1)
            depth = self.vibrato_cents * np.clip((t - 0.15) / 0.5, 0, 1)
            turn = np.sin(
                2 * np.pi * (self.vibrato_hz * rng.uniform(0.92, 1.08) * t + rng.uniform())
            )
            pitch = from_control(base * 2 ** ((off + depth * turn) / 1200), n)
            sound += harmonics(pitch, gains)
        if self.breath:
            air = noise(rng, n, (base / 2, -20), (base, 0), (base * 4, -9), (9000, -28))
            sound += self.breath * float(np.std(sound)) * air
        attack = self.attack_seconds
        held = curve(n, (0, 0), (attack, 1), (max(seconds, attack + 0.01), 0.85),
                     (seconds + self.release_seconds, 0))  # fmt: skip
        return sound * held**1.3 * wander(rng, n, 0.4, 0.93, 1.0)


def _released(sound: Mono, seconds: float) -> Mono:
    """The sound damped over its last tenth of a second, where it is cut."""
    n = min(len(sound), samples_in(seconds))
    sound = sound[:n]
    tail = min(n, samples_in(0.12))
    sound[n - tail :] *= np.linspace(1, 0, tail, dtype=np.float32)
    return sound


def _falling(count: int, power: float) -> tuple[float, ...]:
    return tuple(float(gain) for gain in 1 / np.arange(1, count + 1) ** power)


def _odd(count: int) -> tuple[float, ...]:
    return tuple(1 / k if k % 2 else 0.08 / k for k in range(1, count + 1))


_GUITAR_BODY = ((105.0, 1.4), (205.0, 1.1), (420.0, 0.5))
_guitar = Plucked(0.2, 1.3, 0.8, 1100, strike=0.03, body=_GUITAR_BODY)


def _electric_guitar(rng: Rng, midi: float, seconds: float) -> Mono:
    clean = normalised(
        Plucked(position=0.12, ring_seconds=2.6, damping_hz=3500)(rng, midi, seconds)
    )
    return band(np.tanh(clean * 1.8), 90, 4200)


def _synth_bass(rng: Rng, midi: float, seconds: float) -> Mono:
    n = samples_in(seconds + 0.1)
    tone = harmonics(np.full(n, hertz_of(midi)), _falling(14, 1.3))
    return tone * curve(n, (0, 0), (0.008, 1), (seconds, 0.6), (seconds + 0.1, 0))


def _timpani(rng: Rng, midi: float, seconds: float) -> Mono:
    pitch = hertz_of(midi)
    n = samples_in(1.8)
    return modes(n, pitch * np.array([1, 1.5, 1.98, 2.44]), [1, 0.6, 0.4, 0.2],
                 [0.6, 0.4, 0.3, 0.2], rng) * decay(n, 9, 0.004)  # fmt: skip


_AAH = ((700.0, 160.0), (1150.0, 200.0), (2700.0, 350.0))

NOTES: dict[str, NoteMaker] = {
    "guitar": _guitar,
    "electric guitar": _electric_guitar,
    "ukulele": Plucked(0.25, 1.1, 0.4, 1900, body=((260.0, 1.0), (520.0, 0.5))),
    "harp": Plucked(0.35, 1.4, 1.5, 2200, strike=0.008),
    "sitar": Plucked(0.06, 0.6, 1.8, 5200, 1e-4, detune=0.004),
    "piano": Plucked(0.12, 1.3, 1.5, 1400, 2.5e-4, strike=0.03, detune=0.0007),
    "electric piano": Plucked(0.5, 1.9, 2.0, 900, 0.0, strike=0.01),
    "music box": Plucked(0.3, 1.6, 1.3, 5000, 4e-3, strike=0.015),
    "bass": Plucked(0.25, 1.5, 1.5, 700, strike=0.02),
    "strings": Sustained(_falling(18, 1.15), 0.22, 0.4, 10, voices=4, spread_cents=7),
    "violin": Sustained(
        _falling(20, 0.95), 0.09, 0.18, 17, 5.6, breath=0.03,
        formants=((480, 200), (1000, 400), (2700, 700)),
    ),
    "cello": Sustained(
        _falling(24, 1.0), 0.1, 0.25, 14, 5.0, breath=0.03,
        formants=((230, 120), (600, 300), (1500, 500)),
    ),
    "flute": Sustained((1.0, 0.45, 0.16, 0.06, 0.02), 0.07, 0.12, 11, 5.0, breath=0.10),
    "clarinet": Sustained(_odd(15), 0.05, 0.1, 5, 5.0, breath=0.03),
    "saxophone": Sustained(
        _falling(18, 0.8), 0.05, 0.12, 14, 5.2, breath=0.06, formants=((600, 300), (1400, 500))
    ),
    "trumpet": Sustained(
        _falling(16, 0.7), 0.04, 0.1, 8, 5.4, breath=0.01, formants=((1200, 600), (2400, 900))
    ),
    "harmonica": Sustained(
        _falling(14, 0.75), 0.05, 0.1, 9, 5.8, voices=2, spread_cents=5, breath=0.04
    ),
    "accordion": Sustained(_falling(14, 0.8), 0.06, 0.12, 0, voices=3, spread_cents=9),
    "bagpipes": Sustained(_falling(20, 0.55), 0.03, 0.05, 0, voices=2, spread_cents=4),
    "organ": Sustained((1, 0.8, 0.5, 0.6, 0.1, 0.35, 0.05, 0.3), 0.05, 0.2, 0),
    "choir": Sustained(
        _falling(22, 0.9), 0.25, 0.5, 16, 5.2, voices=4, spread_cents=10, breath=0.05, formants=_AAH
    ),
    "synth": Sustained(_falling(12, 1.1), 0.3, 0.6, 4, 0.7, voices=4, spread_cents=9),
    "synth lead": Sustained(_odd(12), 0.01, 0.12, 6, 5.0, voices=2, spread_cents=6),
    "synth bass": _synth_bass,
    "timpani": _timpani,
    "chip lead": Sustained(_odd(9), 0.004, 0.03, 0, 0),
    "chip bass": Sustained(tuple(gain / k for k, gain in enumerate(_odd(7), 1)), 0.004, 0.03, 0, 0),
}  # fmt: skip


def drum(rng: Rng, name: str) -> Mono:
    """One hit: kick, snare, brush, hat, shaker, tom."""
    if name == "kick":
        n = samples_in(0.3)
        sweep = 46 + 90 * np.exp(-times(n) / 0.025)
        return harmonics(sweep, (1.0,)) * decay(n, 0.1) + _click(rng, n, 0.15, 1000, 5000, 0.004)
    if name == "snare":
        n = samples_in(0.25)
        skin = modes(n, [185, 331], [0.7, 0.4], [0.05, 0.04], rng)
        return skin + _click(rng, n, 0.8, 900, 9000, 0.07)
    if name == "brush":
        return _click(rng, samples_in(0.2), 0.5, 1500, 8000, 0.06)
    if name == "hat":
        return _click(rng, samples_in(0.09), 0.5, 6500, 16_000, 0.022)
    if name == "shaker":
        n = samples_in(0.1)
        return band(white(rng, n), 4500, 12_000) * np.float32(0.4) * _shape(n)
    n = samples_in(0.7)
    sweep = 84 + 40 * np.exp(-times(n) / 0.04)
    return harmonics(sweep, (1.0, 0.35, 0.15)) * decay(n, 0.2) + _click(
        rng, n, 0.2, 200, 2500, 0.01
    )


def _click(rng: Rng, n: int, gain: float, low: float, high: float, ring: float) -> Mono:
    return np.float32(gain) * band(white(rng, n), low, high) * decay(n, ring, 0.001)


def _shape(n: int) -> FloatArray:
    return (np.sin(np.pi * np.arange(n) / n) ** 2).astype(np.float32)
