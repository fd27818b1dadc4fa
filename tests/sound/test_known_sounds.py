"""Every sound, instrument and place that a shot list may name is there and can be heard."""

from __future__ import annotations

import itertools
import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from rushes.art import ART_FOLDER
from rushes.engines.animatic.sound.beds import bed_layers, place_book, space_of
from rushes.engines.animatic.sound.effects import SOUNDS, sound_named
from rushes.engines.animatic.sound.effects.registry import takes_of
from rushes.engines.animatic.sound.happenings import act_book, thing_book
from rushes.engines.animatic.sound.music.composition import compose, known_instruments
from rushes.engines.animatic.sound.music.harmony import MOODS, OTHER_MOODS
from rushes.engines.animatic.sound.score import PLAYED
from rushes.engines.animatic.sound.waves import SAMPLE_RATE, FloatArray
from rushes.film.shot_list import TIMES_OF_DAY, WEATHERS, Music

ENGLISH = tomllib.loads((files("rushes.film") / "lexicons" / "en.toml").read_text())
SECONDS = 2


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
    named = {act.sound for act in act_book().act} | {thing.sound for thing in thing_book().thing}
    named |= {other for pair in act_book().ground.instead.items() for other in pair}
    book = place_book()
    layers = [place.bed for place in book.place]
    layers += [*book.hours.values(), *book.weather.values(), *book.weather_indoors.values()]
    named |= {name for bed in layers for name in bed}
    for hour in TIMES_OF_DAY:
        for weather in WEATHERS:
            named |= {layer.sound for layer in bed_layers("forest", (), hour, weather, False)}
    assert named <= set(SOUNDS)
    assert {place.space for place in book.place} - {""} <= set(book.spaces)
    assert set(PLAYED.values()) <= known_instruments()


def test_what_is_heard_once_at_a_moment_is_something_that_can_be() -> None:
    at_moments = [act.sound for act in act_book().act if act.at]
    at_moments += [thing.sound for thing in thing_book().thing if thing.at]
    assert [name for name in at_moments if SOUNDS[name].once is None] == []


def test_the_acts_and_things_that_are_heard_are_ones_that_are_read() -> None:
    verbs = {verb for act in act_book().act for verb in act.does}
    assert len(verbs & set(ENGLISH["actions"])) > 120
    things = {name for thing in thing_book().thing for name in thing.names}
    assert len(things & set(ENGLISH["things"])) > 120


@pytest.mark.parametrize(
    "place", sorted(path.stem for path in (ART_FOLDER / "places").glob("*.toml"))
)
def test_every_place_has_a_bed_and_every_sound_it_names_is_known(place: str) -> None:
    record = tomllib.loads((ART_FOLDER / "places" / f"{place}.toml").read_text())
    for name in record.get("sounds", ()):
        assert sound_named(name) is not None, name
    name = record.get("name", place.replace("-", " "))
    for indoors in (True, False):
        layers = bed_layers(name, (), "day", "clear", indoors)
        assert layers
        assert {layer.sound for layer in layers} <= set(SOUNDS)
        assert space_of(name, (), indoors) in place_book().spaces


def test_there_are_sixty_sounds_and_twelve_instruments_and_more() -> None:
    assert len(SOUNDS) >= 60
    assert len(known_instruments()) >= 12


def test_no_two_steps_are_the_same() -> None:
    once = SOUNDS["footsteps"].once
    assert once is not None
    steps = takes_of(once, np.random.default_rng(1), 20)
    for before, after in itertools.pairwise(steps):
        shortest = min(len(before), len(after))
        likeness = np.corrcoef(before[:shortest], after[:shortest])[0, 1]
        assert likeness < 0.995


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
        loudness = np.abs(_make(name)).reshape(-1, SAMPLE_RATE // 100).max(axis=1)
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
