"""Every sound, instrument and place that a shot list may name is there and can be heard."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from rushes.engines.animatic.sound.beds import BEDS, bed_layers
from rushes.engines.animatic.sound.effects import SOUNDS, sound_named
from rushes.engines.animatic.sound.happenings import _OF_ACTS, _OF_THINGS
from rushes.engines.animatic.sound.music.composition import compose, known_instruments
from rushes.engines.animatic.sound.music.harmony import MOODS, OTHER_MOODS
from rushes.engines.animatic.sound.score import PLAYED
from rushes.engines.animatic.sound.waves import SAMPLE_RATE, FloatArray
from rushes.film.shot_list import TIMES_OF_DAY, WEATHERS, Music

ENGLISH = tomllib.loads((files("rushes.film") / "lexicons" / "en.toml").read_text())
SECONDS = 3


@cache
def _make(name: str, seed: int = 5) -> FloatArray:
    return SOUNDS[name].make(np.random.default_rng(seed), SECONDS * SAMPLE_RATE)


def _energy(sound: FloatArray, low_hz: float, high_hz: float) -> float:
    mono = sound if sound.ndim == 1 else sound.mean(axis=0)
    power = np.abs(np.fft.rfft(mono)) ** 2
    hertz = np.fft.rfftfreq(len(mono), 1 / SAMPLE_RATE)
    return float(power[(hertz >= low_hz) & (hertz < high_hz)].sum() / power.sum())


def _strongest_hz(sound: FloatArray, low_hz: float, high_hz: float) -> float:
    power = np.abs(np.fft.rfft(sound))
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    inside = (hertz >= low_hz) & (hertz < high_hz)
    return float(hertz[inside][power[inside].argmax()])


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_every_sound_fills_its_time_and_can_be_heard(name: str) -> None:
    sound = _make(name)
    assert sound.dtype == np.float32
    assert sound.shape in ((SECONDS * SAMPLE_RATE,), (2, SECONDS * SAMPLE_RATE))
    assert np.isfinite(sound).all()
    assert float(np.sqrt(np.mean(np.square(sound)))) > 1e-3
    assert _energy(sound, 20, 16_000) > 0.9


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_the_same_numbers_make_the_same_sound(name: str) -> None:
    n = SAMPLE_RATE // 4
    first, again = (SOUNDS[name].make(np.random.default_rng(3), n) for _ in range(2))
    assert np.array_equal(first, again)


@pytest.mark.parametrize("name", sorted(ENGLISH["sounds"]))
def test_every_sound_the_reader_knows_is_made(name: str) -> None:
    assert sound_named(name) is not None


@pytest.mark.parametrize("name", sorted(ENGLISH["instruments"]))
def test_every_instrument_the_reader_knows_is_played(name: str) -> None:
    assert name in known_instruments()


def test_every_mood_the_reader_knows_makes_a_difference() -> None:
    assert set(ENGLISH["moods"]) <= set(MOODS) | set(OTHER_MOODS)


def test_what_acts_things_and_beds_sound_like_is_known() -> None:
    named = {*_OF_ACTS.values(), *(sound for sound, _ in _OF_THINGS.values())}
    named |= {layer.sound for layers in BEDS.values() for layer in layers}
    for hour in TIMES_OF_DAY:
        for weather in WEATHERS:
            named |= {layer.sound for layer in bed_layers("forest", (), hour, weather, False)}
    assert named <= set(SOUNDS)
    assert set(PLAYED.values()) <= known_instruments()


def test_every_place_the_reader_knows_has_a_bed() -> None:
    for place in ENGLISH["places"]:
        for indoors in (True, False):
            assert bed_layers(place, (), "day", "clear", indoors)


@pytest.mark.parametrize(
    ("name", "low_hz", "high_hz"),
    [
        ("crickets", 3800, 5300),
        ("birds", 1800, 6500),
        ("wind", 50, 900),
        ("heartbeat", 30, 150),
        ("rumble", 20, 250),
        ("rain", 900, 16_000),
        ("traffic", 30, 1600),
        ("whisper", 800, 9000),
        ("glass clink", 2000, 12_000),
    ],
)
def test_a_sound_lies_where_its_kind_lies(name: str, low_hz: float, high_hz: float) -> None:
    assert _energy(_make(name), low_hz, high_hz) > 0.8


def test_a_bell_has_its_hum_its_minor_third_and_its_octave() -> None:
    bell = _make("church bells")[: 2 * SAMPLE_RATE]
    prime = _strongest_hz(bell, 225, 275)
    for ratio in (0.5, 1.2, 2.0):
        assert _strongest_hz(bell, prime * ratio * 0.96, prime * ratio * 1.04) == pytest.approx(
            prime * ratio, rel=0.01
        )
        assert _energy(bell, prime * ratio * 0.985, prime * ratio * 1.015) > 0.01


def test_footsteps_come_in_walking_time_and_running_is_quicker() -> None:
    def steps_a_second(name: str) -> float:
        sound = _make(name)
        loudness = np.abs(sound[0] + sound[1]).reshape(-1, SAMPLE_RATE // 100).max(axis=1)
        loudness = loudness - loudness.mean()
        spectrum = np.abs(np.fft.rfft(loudness, 8192))
        hertz = np.fft.rfftfreq(8192, 0.01)
        inside = (hertz > 1) & (hertz < 3.5)
        return float(hertz[inside][spectrum[inside].argmax()])

    assert steps_a_second("footsteps") == pytest.approx(1.85, abs=0.15)
    assert steps_a_second("running footsteps") == pytest.approx(2.8, abs=0.2)


def test_names_are_found_in_longer_words_and_plurals() -> None:
    for words, name in (
        ("distant church bells", "church bells"),
        ("Dogs barking", "dog bark"),
        ("a light breeze", "wind"),
        ("waves crashing on the shore", "waves"),
    ):
        found = sound_named(words)
        assert found is not None
        assert found.name == name
    assert sound_named("zither") is None


@pytest.mark.parametrize("name", sorted(known_instruments()))
def test_every_instrument_plays_to_the_end_and_lets_it_fade(name: str) -> None:
    sound = compose(np.random.default_rng(1), [Music(name)], 3.0)
    assert sound.shape == (2, 3 * SAMPLE_RATE)
    assert np.isfinite(sound).all()
    per_second = np.sqrt(np.square(sound).mean(axis=0).reshape(3, -1).mean(axis=1))
    assert (per_second[:2] > 0.1).all()


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_every_mood_is_music(mood: str) -> None:
    sound = compose(np.random.default_rng(1), [Music(None, mood)], 3.0)
    assert float(np.sqrt(np.mean(np.square(sound)))) == pytest.approx(1.0, abs=0.01)


def test_a_guitar_is_heard_in_eighths_at_the_mood_s_tempo() -> None:
    sound = compose(np.random.default_rng(2), [Music("guitar", "soft")], 15.0).mean(axis=0)
    power = np.square(sound).reshape(-1, SAMPLE_RATE // 100).mean(axis=1)
    rises = np.maximum(np.diff(np.log(power + 1e-6)), 0)
    spectrum = np.abs(np.fft.rfft(rises - rises.mean(), 16384))
    hertz = np.fft.rfftfreq(16384, 0.01)
    inside = (hertz > 2) & (hertz < 4)
    assert hertz[inside][spectrum[inside].argmax()] == pytest.approx(80 / 60 * 2, rel=0.12)
