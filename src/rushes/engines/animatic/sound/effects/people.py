"""People: steps, breath, crowds. Voices are only hinted at: breath and rhythm, no imitation."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.sound.effects.animals import panned
from rushes.engines.animatic.sound.effects.nature import two
from rushes.engines.animatic.sound.effects.registry import sound
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    Mono,
    Rng,
    Stereo,
    add_at,
    band,
    decay,
    hump,
    modes,
    noise,
    noise_pair,
    samples_in,
    times,
    wander,
    white,
)


@sound("cloth", -33, 0.1, "fabric, clothes rustling, rustle of fabric, dress rustling")
def cloth(rng: Rng, n: int) -> Mono:
    air = noise(rng, n, (800, -20), (2500, 0), (6000, -6), (14000, -30))
    return air * wander(rng, n, 0.3, 0.0, 1.0) ** 3 * wander(rng, n, 0.03, 0.4, 1.0)


@sound("whisper", -28, 0.1, "whispering, whispers, murmured words")
def whisper(rng: Rng, n: int) -> Mono:
    air = noise(rng, n, (400, -24), (1400, -2), (3200, 0), (7000, -8), (14000, -26))
    syllables = wander(rng, n, 0.11, 0.0, 1.0) ** 2
    phrases = np.clip(wander(rng, n, 0.9, -0.5, 1.3), 0, 1)
    return air * syllables * phrases


@sound("breathing", -32, 0.1, "breath, sigh, panting, inhale, exhale, sobbing, crying, sniff")
def breathing(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    at = 0.2
    while at < n / SAMPLE_RATE:
        for seconds, centre, gain in ((1.1, 1500.0, 0.7), (1.5, 800.0, 1.0)):
            length = samples_in(seconds)
            air = noise(rng, length, (200, -22), (centre, 0), (centre * 2.5, -8), (9000, -30))
            add_at(sound, air * hump(length, 1.6), at, gain)
            at += seconds + 0.15
        at += 0.3
    return sound


@sound("heartbeat", -20, 0.1, "heart, pulse, heart beating, beating heart")
def heartbeat(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    for beat in np.arange(0.2, n / SAMPLE_RATE, 0.86):
        for later, gain in ((0.0, 1.0), (0.29, 0.65)):
            length = samples_in(0.3)
            thump = modes(length, [46, 68, 104], [1.0, 0.7, 0.3], [0.06, 0.045, 0.03])
            add_at(sound, thump * decay(length, 0.5, 0.012), float(beat) + later, gain)
    return sound


def babble(rng: Rng, n: int, voices: int, brightness: float) -> Stereo:
    """Many people talking at once, nobody to be understood: syllables without words."""
    sound = np.zeros((2, n), np.float32)
    seconds = n / SAMPLE_RATE
    syllable = samples_in(0.2)
    bank = []
    for _ in range(24):
        f0 = rng.choice([rng.uniform(95, 140), rng.uniform(170, 230)])
        first, second = rng.uniform(300, 750), rng.uniform(900, 1900)
        numbers = np.arange(1, int(3400 / f0))
        partials = numbers * f0
        gain = sum(
            level / (1 + ((partials - centre) / 120) ** 2)
            for centre, level in (
                (first, 1.0),
                (second, 0.5 * brightness),
                (2600, 0.2 * brightness),
            )
        )
        gain = gain / numbers**0.5
        glide = f0 * rng.uniform(0.94, 1.06)
        tone = modes(syllable, numbers * glide, gain, np.full(len(numbers), 9.0), rng)
        bank.append(tone * hump(syllable, 0.8))
    for _ in range(voices):
        place, at, near = rng.uniform(), rng.uniform(-1, 1), rng.uniform(0.4, 1.0)
        voice = rng.permutation(24)[:7]
        while at < seconds:
            for _ in range(rng.integers(3, 12)):
                add_at(
                    sound, panned(bank[rng.choice(voice)], place), at, near * rng.uniform(0.5, 1)
                )
                at += rng.uniform(0.13, 0.24)
            at += rng.uniform(0.2, 1.2)
    return sound


@sound("crowd", -24, 0.45, "people talking, chatter, murmur, market, audience, voices, people, "
       "busy crowd, conversation", is_texture=True)  # fmt: skip
def crowd(rng: Rng, n: int) -> Stereo:
    return babble(rng, n, 14, 1.0)


@sound("cafe murmur", -27, 0.4, "cafe, restaurant, bar, dinner party, party", is_texture=True)
def cafe_murmur(rng: Rng, n: int) -> Stereo:
    return babble(rng, n, 9, 0.7) + 0.35 * cutlery(rng, n)


@sound("cutlery", -30, 0.25, "dishes, plates, silverware, eating, cups, fork, knife")
def cutlery(rng: Rng, n: int) -> Stereo:
    sound = np.zeros((2, n), np.float32)
    at = rng.uniform(0.1, 0.4)
    while at < n / SAMPLE_RATE:
        length = samples_in(0.25)
        base = rng.uniform(2300, 4600)
        partials = base * np.array([1.0, 1.63, 2.41, 3.3])
        ping = modes(length, partials, [1, 0.7, 0.5, 0.3], [0.05, 0.035, 0.02, 0.015], rng)
        add_at(sound, panned(ping, rng.uniform()), at, rng.uniform(0.2, 1) ** 2)
        at += rng.uniform(0.15, 1.1)
    return sound


@sound("applause", -18, 0.4, "clapping, clap, applauding, ovation", is_texture=True)
def applause(rng: Rng, n: int) -> Stereo:
    def hands() -> Mono:
        claps = np.zeros(n, np.float32)
        places = rng.integers(0, n, int(n / SAMPLE_RATE * 130))
        np.add.at(
            claps, places, rng.uniform(0.2, 1, len(places)) * rng.choice((-1, 1), len(places))
        )
        ring = band(white(rng, 512), 700, 4500) * decay(512, 0.0035, 0.0003)
        spectrum = np.fft.rfft(claps) * np.fft.rfft(ring, n)
        together: Mono = np.fft.irfft(spectrum, n).astype(np.float32)
        return together

    return two(hands(), hands())


@sound("cheering", -18, 0.5, "cheer, cheers, crowd cheering, stadium, celebration",
       is_texture=True)  # fmt: skip
def cheering(rng: Rng, n: int) -> Stereo:
    roar = noise_pair(rng, n, (250, -14), (700, 0), (1500, -3), (4000, -16))
    both: Stereo = 0.6 * roar * wander(rng, n, 0.7, 0.6, 1.0) + 0.5 * babble(rng, n, 8, 1.3)
    return both + 0.4 * applause(rng, n)


@sound("humming", -26, 0.15, "singing, sing, song, hum a tune, lullaby")
def humming(rng: Rng, n: int) -> Mono:
    """A closed-mouth tune on a pentatonic scale."""
    sound = np.zeros(n, np.float32)
    t = times(samples_in(0.62))
    at, step = 0.2, 2
    while at < n / SAMPLE_RATE:
        step = int(np.clip(step + rng.integers(-1, 2), 0, 5))
        pitch = 220 * 2 ** ([0, 2, 4, 7, 9, 12][step] / 12)
        wave = modes(len(t), pitch * np.arange(1, 6), [1, 0.35, 0.12, 0.05, 0.02], [9.0] * 5)
        add_at(sound, wave * hump(len(t), 0.5), at)
        at += 0.56
    return sound


@sound("children playing", -25, 0.5, "children, kids, playground, children laughing, kids playing",
       is_texture=True)  # fmt: skip
def children_playing(rng: Rng, n: int) -> Stereo:
    # The same babble read half as fast again: smaller throats, quicker tongues.
    slow = babble(rng, int(n * 1.6) + 2, 6, 1.4)
    place = np.arange(n) * 1.6
    return two(*(np.interp(place, np.arange(slow.shape[1]), side) for side in slow)).astype(
        np.float32
    )


@sound("whistle", -25, 0.3, "whistling, whistle blow, referee")
def whistle(rng: Rng, n: int) -> Mono:
    sound = np.zeros(n, np.float32)
    at, step = 0.3, 4
    while at < n / SAMPLE_RATE:
        length = samples_in(rng.choice([0.22, 0.44]))
        step = int(np.clip(step + rng.integers(-2, 3), 0, 7))
        pitch = 1046.5 * 2 ** ([0, 2, 4, 5, 7, 9, 11, 12][step] / 12)
        tone = modes(length, [pitch, pitch * 2], [1.0, 0.04], [9.0, 9.0], rng)
        tone += 0.05 * band(white(rng, length), pitch * 0.8, pitch * 1.3)
        add_at(sound, tone * hump(length, 0.5), at)
        at += length / SAMPLE_RATE * (1.05 if rng.uniform() < 0.8 else 2.5)
    return sound
