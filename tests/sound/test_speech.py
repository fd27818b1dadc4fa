"""Quoted words: who says them, how they fit their time, and how lips move with them."""

from __future__ import annotations

import ctypes
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from rushes.engines.animatic.sound.speech import synthesiser
from rushes.engines.animatic.sound.speech.lips import lips_of
from rushes.engines.animatic.sound.speech.mouths import mouths_of_letters
from rushes.engines.animatic.sound.speech.saying import Said, say
from rushes.engines.animatic.sound.speech.synthesiser import Manner, utter
from rushes.engines.animatic.sound.speech.voices import Voice, language_of, voice_of
from rushes.engines.animatic.sound.waves import SAMPLE_RATE, Mono
from rushes.film.shot_list import Person, PersonInShot, Shot, ShotList, Speech, Thing, Words
from rushes.film.speaking import line_seconds, spoken_lines, syllable_times, syllables

ANNA, MARK = Person("woman-1", "a woman", "woman"), Person("man-1", "a man", "man")
GIRL = Person("girl-1", "a girl", "girl", "child")
WHERE = "Where were you last night, my friend?"


def _film(*shots: Shot, language: str = "en") -> ShotList:
    people = (ANNA, MARK, GIRL)
    return ShotList(
        shots[-1].end_seconds, "16:9", language, people=people, shots=shots, words=Words()
    )


def _shot(
    *speech: Speech,
    start: int = 0,
    end: int = 6,
    number: int = 1,
    actions: tuple[str, ...] = ("say",),
    things: tuple[Thing, ...] = (),
) -> Shot:
    people = tuple(PersonInShot(line.person, actions) for line in speech if line.person)
    return Shot(
        number, start * 24, end * 24, float(start), float(end), "MS",
        people=people, speech=speech, things=things,
    )  # fmt: skip


def _voice(film: ShotList) -> Voice:
    return voice_of(spoken_lines(film)[0], film)


def _said(film: ShotList, number: int = 0) -> Said:
    line = spoken_lines(film)[number]
    return say(line, voice_of(line, film))


def _heard(said: Said) -> Mono:
    assert said.samples is not None
    return said.samples


def _pitch_hz(samples: Mono) -> float:
    """The middle of the pitches of all its voiced moments."""
    found = []
    for start in range(0, len(samples) - 4096, 1024):
        piece = samples[start : start + 4096] * np.hanning(4096)
        likeness = np.fft.irfft(np.abs(np.fft.rfft(piece, 8192)) ** 2)[:800]
        period = 96 + int(likeness[96:].argmax())
        if np.std(piece) > 0.3 and likeness[period] > 0.5 * likeness[0]:
            found.append(SAMPLE_RATE / period)
    return float(np.median(found))


def test_men_women_and_children_speak_at_their_pitch() -> None:
    man, woman, girl = (
        _pitch_hz(_heard(_said(_film(_shot(Speech(WHERE, who))))))
        for who in ("man-1", "woman-1", "girl-1")
    )
    assert 80 < man < 140
    assert 150 < woman < 260
    assert woman * 1.05 < girl < 400


def test_the_same_words_sound_the_same_whatever_was_said_before() -> None:
    manner = Manner("en-us+f2")
    first = utter("Come here.", manner)
    utter("Bonjour tout le monde.", Manner("fr-fr+m3"))
    again = utter("Come here.", manner)
    assert first is not None
    assert again is not None
    assert np.array_equal(first.samples, again.samples)
    assert first.phonemes == again.phonemes


@pytest.mark.parametrize(
    ("text", "language", "voice"),
    [
        ("Where were you?", "en", "en-us"),
        ("Onde você estava?", "pt", "pt-br"),
        ("¿Dónde estabas?", "es", "es-419"),
        ("Où étais-tu ?", "fr", "fr"),
        ("Wo warst du?", "de", "de"),
        ("你在哪里？", "en", "cmn"),
        ("どこにいたの？", "en", "ja"),
        ("Где ты был?", "en", "ru"),
        ("Hello", "xx", "en-us"),
    ],
)
def test_each_language_has_its_voice_and_fills_the_time_planned(
    text: str, language: str, voice: str
) -> None:
    film = _film(_shot(Speech(text, "woman-1")), language=language)
    assert _voice(film).name.partition("+")[0] == voice
    planned = spoken_lines(film)[0].most_seconds
    assert len(_heard(_said(film))) / SAMPLE_RATE == pytest.approx(planned, rel=0.25, abs=0.1)


def test_japanese_with_chinese_signs_stays_wordless_but_moves_the_lips() -> None:
    film = _film(_shot(Speech("今日はいい天気ですね", "woman-1")), language="ja")
    assert language_of("今日は", "ja") == "ja"
    assert _said(film).samples is None
    assert len(_said(film).mouths) > 8


def test_a_person_keeps_a_voice_and_a_robot_has_one_of_its_own() -> None:
    first, second = (
        _voice(_film(_shot(Speech(text, "man-1")))).name for text in ("Yes.", "Never again!")
    )
    assert first == second
    robot = _film(_shot(Speech("Hello, human."), things=(Thing("robot", actions=("say",)),)))
    assert "robosoft" in _voice(robot).name
    assert _voice(robot).name != _voice(_film(_shot(Speech("Once upon a time.")))).name


def test_a_whisper_has_no_pitch_and_a_shout_is_higher() -> None:
    whispered = _film(_shot(Speech(WHERE, "woman-1"), actions=("whisper",)))
    assert "whisperf" in _voice(whispered).name
    shouted = _film(_shot(Speech(WHERE, "woman-1"), actions=("shout",)))
    assert _voice(shouted).pitch > _voice(_film(_shot(Speech(WHERE, "woman-1")))).pitch


def test_a_line_too_long_for_the_film_is_broken_off_between_words() -> None:
    film = _film(_shot(Speech("This can never be said in so short a time. " * 3, "man-1"), end=3))
    said = _said(film)
    assert said.is_broken_off
    assert len(_heard(said)) / SAMPLE_RATE < 2.7
    assert said.mouths[-1].openness == 0


def test_a_line_longer_than_its_shot_goes_on_over_the_cut_unless_another_is_said_there() -> None:
    long = "I have waited for you all my life and now it is too late."
    over = spoken_lines(_film(_shot(Speech(long, "man-1"), end=2), _shot(start=2, number=2)))
    assert over[0].end_seconds > 2.2
    assert over[0].most_seconds > 0.7 * line_seconds(long)
    answered = spoken_lines(
        _film(
            _shot(Speech(long, "man-1"), end=2),
            _shot(Speech("Yes.", "woman-1"), start=2, number=2),
        )
    )
    assert answered[0].end_seconds < answered[1].start_seconds


def test_lips_move_while_their_owner_speaks_and_close_after() -> None:
    film = _film(_shot(Speech(WHERE, "woman-1"), Speech("At home.", "man-1")))
    first, second = spoken_lines(film)
    lips = lips_of(film)[1]
    for person, line in (("woman-1", first), ("man-1", second)):
        moving = [mouth for mouth in lips[person] if mouth.openness > 0]
        assert len(moving) >= 3
        assert moving[0].seconds >= line.start_seconds
        assert lips[person][-1].openness == 0
        assert lips[person][-1].seconds <= line.end_seconds + 0.15
    assert all(before.seconds <= after.seconds for before, after in pairwise(lips["woman-1"]))


def test_lips_keep_up_with_the_voice_in_slow_motion() -> None:
    film = _film(_shot(Speech(WHERE, "woman-1")))
    slow = msgspec.structs.replace(film, look=("slow motion",))
    usual, slowed = lips_of(film)[1]["woman-1"], lips_of(slow)[1]["woman-1"]
    assert slowed[-1].seconds < 0.5 * usual[-1].seconds
    assert len(slowed) == len(usual)


def test_lips_open_where_the_voice_is_loud() -> None:
    film = _film(_shot(Speech("Papa, mama, papa, mama, papa.", "woman-1")))
    said = _said(film)
    levels = np.sqrt(
        np.square(_heard(said)[: len(_heard(said)) // 480 * 480]).reshape(-1, 480).mean(1)
    )
    starts = [mouth.seconds for mouth in said.mouths]
    shown = [said.mouths[int(np.searchsorted(starts, at * 0.01, "right")) - 1].openness
             for at in range(len(levels))]  # fmt: skip
    assert np.corrcoef(levels, shown)[0, 1] > 0.4


def test_letters_alone_close_the_lips_for_m_b_and_p() -> None:
    mouths = mouths_of_letters("mama", 0.6)
    assert [mouth.openness > 0 for mouth in mouths][:3] == [False, True, True]
    assert any(mouth.openness == 0 for mouth in mouths[2:-1])


def test_syllables_are_counted_in_other_alphabets_and_times_fill_the_line() -> None:
    assert len(syllables("Где ты был вчера?")) == 5
    assert line_seconds("きょうはとてもいいてんきですね") < line_seconds("a" + "na" * 14)
    times = syllable_times("One, two, three.", 1.2)
    assert times[0][0] == 0
    assert times[-1][0] + times[-1][1] <= 1.2


@pytest.mark.parametrize("text", ["", "...", "!?", "[[", "<b>", "\x00\u202e", "😀", "a" * 2000])
def test_hostile_lines_neither_crash_nor_stall(text: str) -> None:
    film = _film(_shot(Speech(text, "man-1")))
    for line in spoken_lines(film):
        said = say(line, voice_of(line, film))
        assert said.samples is None or np.isfinite(said.samples).all()


def test_without_the_extra_lines_are_wordless_with_the_same_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    film = _film(_shot(Speech("Nothing but the rhythm of it.", "man-1")))
    before = spoken_lines(film)

    def no_library(path: str) -> None:
        raise OSError(path)

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    assert utter("Hello", Manner("en-us")) is None
    assert _said(film).samples is None
    assert spoken_lines(film) == before
    assert synthesiser.is_installed()
