"""A film's soundtrack: what is heard, when, and how loud, measured on the decoded AAC."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import av
import numpy as np
import pytest

from rushes.engines.animatic.encoding.aac import Samples, encode_audio
from rushes.engines.animatic.sound.loudness import integrated_loudness, true_peak_dbtp
from rushes.engines.animatic.sound.score import score_film
from rushes.engines.animatic.sound.soundtrack import make_soundtrack
from rushes.engines.animatic.sound.speech.wordless import hum_line
from rushes.engines.animatic.sound.waves import SAMPLE_RATE
from rushes.film.shot_list import (
    Music,
    Person,
    PersonInShot,
    Shot,
    ShotList,
    Speech,
    Thing,
    Words,
)
from rushes.film.speaking import syllables

ANNA = Person("woman-1", "a woman", "woman")
MARK = Person("man-1", "a man", "man")


def _film(*shots: dict[str, Any], seconds: int = 4, **film: Any) -> ShotList:
    edges = [round(seconds * 24 * number / len(shots)) for number in range(len(shots) + 1)]
    made = tuple(
        Shot(number, start, end, start / 24, end / 24, **{"size": "MS", **shot})
        for number, (start, end, shot) in enumerate(
            zip(edges[:-1], edges[1:], shots, strict=True), 1
        )
    )
    return ShotList(
        float(seconds),
        "16:9",
        "en",
        **{"people": (ANNA, MARK), "words": Words(), **film},
        shots=made,
    )


def _decoded(samples: Samples) -> Samples:
    track = encode_audio(samples)
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = track.header
    frames = [
        frame.to_ndarray() for p in track.packets for frame in decoder.decode(av.Packet(p.data))
    ]
    whole: Samples = np.concatenate(frames, axis=1)
    return whole[:, 1024 : 1024 + samples.shape[1]]


def _heard(film: ShotList) -> set[str]:
    return {cue.sound.name for cue in score_film(film).cues}


TERRACE = {"place": "terrace", "time_of_day": "golden hour"}
LOUD_FILMS = {
    "guitar": _film(
        TERRACE, music=(Music("guitar", "soft"),), ambience=("church bells", "crickets")
    ),
    "drums": _film({"place": "city"}, music=(Music("drums", "energetic"),)),
    "orchestra": _film({"place": "mountain"}, music=(Music("orchestra", "epic"),)),
    "speech": _film(
        {"place": "kitchen", "indoors": True, "speech": (Speech("Where were you?", "woman-1"),)}
    ),
    "one word": _film({**TERRACE, "speech": (Speech("Yes.", "man-1"),)}, seconds=8),
    "one word whispered": _film(
        {
            "people": (PersonInShot("woman-1", ("whisper",)),),
            "speech": (Speech("Run!", "woman-1"),),
        },
        seconds=12,
    ),
    "explosion under music": _film({"sounds": ("explosion",)}, music=(Music("piano"),)),
}
ROOMS = {
    "terrace": _film(TERRACE),
    "kitchen": _film({"place": "kitchen", "indoors": True}),
    "beach": _film({"place": "beach"}),
    "thunder": _film({"place": "field", "weather": "rain", "sounds": ("thunder",)}),
    "knocks": _film({"indoors": True, "sounds": ("door",)}),
    "nothing said": _film({}),
    "snow at night": _film({"weather": "snow", "time_of_day": "night"}),
}


@cache
def _soundtrack(name: str) -> Samples:
    return make_soundtrack((LOUD_FILMS | ROOMS)[name], 1)


@pytest.mark.parametrize("name", sorted(LOUD_FILMS))
def test_speech_and_music_are_at_minus_16_lufs_in_the_file(name: str) -> None:
    heard = _decoded(_soundtrack(name))
    assert integrated_loudness(heard) == pytest.approx(-16, abs=1)
    assert true_peak_dbtp(heard) < -1


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_the_room_alone_is_at_minus_28_lufs_in_the_file(name: str) -> None:
    heard = _decoded(_soundtrack(name))
    assert integrated_loudness(heard) == pytest.approx(-28, abs=3)
    assert true_peak_dbtp(heard) < -1


@pytest.mark.parametrize("seconds", [3, 7])
def test_the_soundtrack_is_exactly_as_long_as_the_film(seconds: int) -> None:
    sound = make_soundtrack(_film(TERRACE, TERRACE, seconds=seconds), 1)
    assert sound.dtype == np.float32
    assert sound.shape == (2, seconds * SAMPLE_RATE)


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_no_part_of_a_film_with_sound_is_silent(name: str) -> None:
    sound = _soundtrack(name)[:, SAMPLE_RATE // 5 : -SAMPLE_RATE // 5]
    windows = np.square(sound[:, : sound.shape[1] // 4800 * 4800]).reshape(2, -1, 4800)
    assert 10 * np.log10(windows.mean(axis=(0, 2)).min() + 1e-12) > -75


def test_the_ends_are_faded() -> None:
    sound = _soundtrack("guitar")
    assert np.abs(sound[:, :20]).max() < 1e-3
    assert np.abs(sound[:, -20:]).max() < 1e-3


def test_the_same_film_sounds_the_same_and_another_seed_differs() -> None:
    film = LOUD_FILMS["guitar"]
    assert np.array_equal(_soundtrack("guitar"), make_soundtrack(film, 1))
    assert not np.array_equal(_soundtrack("guitar"), make_soundtrack(film, 2))


def test_a_named_sound_is_heard_in_its_shot_and_the_film_s_ambience_throughout() -> None:
    film = _film(TERRACE, {**TERRACE, "sounds": ("dog bark",)}, ambience=("crickets",))
    cues = {cue.sound.name: cue for cue in score_film(film).cues}
    assert (cues["dog bark"].start_seconds, cues["dog bark"].end_seconds) == (2, 4)
    assert (cues["crickets"].start_seconds, cues["crickets"].end_seconds) == (0, 4)
    with_dog, without = make_soundtrack(film, 1), make_soundtrack(_film(TERRACE, TERRACE), 1)
    half = 2 * SAMPLE_RATE

    def barks(sound: Samples) -> float:
        power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
        hertz = np.fft.rfftfreq(sound.shape[1], 1 / SAMPLE_RATE)
        return float(power[(hertz > 600) & (hertz < 1800)].sum() / power.sum())

    assert barks(with_dog[:, half:]) > 3 * barks(with_dog[:, :half])
    assert barks(with_dog[:, half:]) > 3 * barks(without[:, half:])


def test_what_is_done_is_heard_while_it_is_seen() -> None:
    pours = PersonInShot("man-1", ("pour",), holds=("wine bottle",))
    runs = PersonInShot("woman-1", ("run",))
    assert "pouring" in _heard(_film({"people": (pours,)}))
    assert "running footsteps" in _heard(_film({"people": (runs,)}))
    assert "soft footsteps" in _heard(
        _film({"place": "beach", "people": (PersonInShot("woman-1", ("walk",)),)})
    )


def test_things_and_weather_are_heard() -> None:
    assert "fire" in _heard(_film({"things": (Thing("fire"),)}))
    assert {"rain"} <= _heard(_film({"weather": "rain"}))
    assert "car" not in _heard(_film({"indoors": True, "things": (Thing("car"),)}))


def test_a_place_that_goes_on_over_a_cut_sounds_on() -> None:
    cues = [cue for cue in score_film(_film(TERRACE, TERRACE)).cues if cue.sound.name == "wind"]
    assert [(cue.start_seconds, cue.end_seconds) for cue in cues] == [(0, 4)]


def test_excluded_sounds_are_absent() -> None:
    film = _film(
        {**TERRACE, "speech": (Speech("Hello.", "man-1"),)},
        music=(Music("guitar"),),
        ambience=("church bells",),
        excluded=("birdsong", "church bells", "music", "dialogue"),
    )
    score = score_film(film)
    assert not {"birds", "church bells"} & _heard(film)
    assert score.music == ()
    assert score.lines == ()
    assert _heard(film)


def test_a_film_with_everything_excluded_still_has_its_room() -> None:
    film = _film({"indoors": True}, excluded=("room tone",))
    assert _heard(film) == {"room tone"}


def test_lines_follow_one_another_and_end_with_the_film() -> None:
    long = "This is a rather long line that nobody could say in so short a time, is it not?"
    film = _film(
        {"speech": (Speech(long, "woman-1"), Speech("No.", "man-1"))},
        {"speech": (Speech(long, "man-1"),)},
    )
    lines = score_film(film).lines
    for before, after in pairwise(lines):
        assert before.spoken.end_seconds <= after.spoken.start_seconds
    assert lines[-1].spoken.end_seconds <= 4


def test_a_line_has_a_sound_for_each_syllable_in_any_script() -> None:
    assert len(syllables("A golden evening.")) == 6
    assert len(syllables("Olá, tudo bem?")) == 5
    assert len(syllables("你好吗")) == 3
    assert syllables("Really?")[-1].rises
    assert syllables("!?") == []


def test_a_woman_s_voice_lies_above_a_man_s_and_a_whisper_has_no_pitch() -> None:
    def likeness(hertz: float, whispered: bool = False) -> tuple[float, float]:
        """The voice's pitch, within half an octave of what was asked, and how clear it is: from
        its likeness to itself one period later."""
        voice = hum_line(np.random.default_rng(1), "la la la la la la", hertz, 3, whispered)
        power = np.abs(np.fft.rfft(voice, 2 * len(voice))) ** 2
        later = np.fft.irfft(power)
        shortest, longest = (int(SAMPLE_RATE / hertz / ratio) for ratio in (1.4, 0.7))
        period = shortest + int(later[shortest:longest].argmax())
        return SAMPLE_RATE / period, float(later[period] / later[0])

    assert likeness(112)[0] == pytest.approx(112, rel=0.15)
    assert likeness(200)[0] == pytest.approx(200, rel=0.15)
    assert likeness(200)[1] > 0.12
    assert likeness(200, whispered=True)[1] < 0.06
