"""WebVTT captions: well-formed, in order, of what is heard and when."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import pytest

from exported_films import make_film, make_shot
from rushes.engines.animatic.sound.soundtrack import make_soundtrack
from rushes.engines.animatic.sound.waves import SAMPLE_RATE
from rushes.film.export.captions import LONGEST_CUE, captions
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.shot_list import Speech
from rushes.film.speaking import spoken_lines

TIME = r"(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})"


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    speaker: str
    text: str


def read_captions(document: bytes) -> list[Cue]:
    """Strictly as the format says: anything out of place fails."""
    assert document.endswith(b"\n")
    header, *blocks = document.decode("utf-8").rstrip("\n").split("\n\n")
    assert header == "WEBVTT"
    cues: list[Cue] = []
    for block in blocks:
        if block.startswith("NOTE "):
            assert "-->" not in block
            continue
        number, timing, text = block.split("\n")
        assert int(number) == len(cues) + 1
        times = re.fullmatch(f"{TIME} --> {TIME}", timing)
        assert times
        numbers = list(map(int, times.groups()))
        start, end = (
            hours * 3600 + minutes * 60 + seconds + thousandths / 1000
            for hours, minutes, seconds, thousandths in (numbers[:4], numbers[4:])
        )
        assert start < end
        assert not cues or start >= cues[-1].end
        said = re.fullmatch(r"<v ([^<>&\n]+)>([^<>\n]*)</v>", text)
        assert said
        assert not re.search(r"&(?!amp;|lt;|gt;)", said[2])
        cues.append(Cue(start, end, said[1], html.unescape(said[2])))
    return cues


def test_each_line_is_told_when_it_is_heard(spoken_film: FinishedFilm) -> None:
    cues = read_captions(captions(spoken_film))
    lines = spoken_lines(spoken_film.shot_list)
    for line in lines:
        told = [c for c in cues if line.start_seconds - 0.001 <= c.start < line.end_seconds]
        assert " ".join(cue.text for cue in told) == line.text.strip()
        assert told[0].start == pytest.approx(line.start_seconds, abs=0.001)
        assert told[-1].end == pytest.approx(line.end_seconds, abs=0.001)
    assert len(lines) == 4


def test_a_voice_is_heard_while_it_is_told_and_not_between() -> None:
    shots = (
        make_shot(1, 0, 96, "cut", speech=(Speech("Do you hear the sea?", "woman-1"),)),
        make_shot(2, 96, 240, "cut", speech=(Speech("I do, and I hear you.", "man-1"),)),
    )
    film = make_film(shots)
    film = replace(film, shot_list=msgspec.structs.replace(film.shot_list, music=()))
    cues = read_captions(captions(film))
    samples = make_soundtrack(film.shot_list, 7).mean(axis=0)

    def loudness(start: float, end: float) -> float:
        part = samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
        return float(np.sqrt(np.mean(part**2)))

    told = [loudness(cue.start, cue.end) for cue in cues]
    between = [loudness(cues[0].end + 0.4, cues[1].start), loudness(cues[1].end + 0.4, 9.5)]
    assert len(told) == 2
    assert min(told) > 4 * max(between)


def test_people_are_told_apart(spoken_film: FinishedFilm) -> None:
    speakers = [cue.speaker for cue in read_captions(captions(spoken_film))]
    assert list(dict.fromkeys(speakers)) == ["Woman", "Man 1", "Man 2", "Voice"]


def test_signs_that_mean_markup_are_told_as_they_were_written(spoken_film: FinishedFilm) -> None:
    assert read_captions(captions(spoken_film))[1].text == "<b> & I do."


def test_long_lines_are_told_in_pieces_that_can_be_read(spoken_film: FinishedFilm) -> None:
    cues = read_captions(captions(spoken_film))
    assert sum(cue.speaker == "Man 2" for cue in cues) >= 2
    assert all(len(cue.text) <= LONGEST_CUE * 1.2 for cue in cues)


def test_scripts_without_spaces_are_told_in_pieces_too() -> None:
    film = make_film((make_shot(1, 0, 360, "cut", speech=(Speech("你好吗我们终于见面了" * 8),)),))
    cues = read_captions(captions(film))
    assert len(cues) > 1
    assert "".join(cue.text for cue in cues) == "你好吗我们终于见面了" * 8


def test_speech_that_does_not_fit_the_film_is_not_told() -> None:
    first = "One two three four five six seven eight nine ten."
    shots = (make_shot(1, 0, 48, "cut", speech=(Speech(first), Speech("Never."))),)
    assert [cue.text for cue in read_captions(captions(make_film(shots)))] == [first]


def test_where_nothing_is_heard_there_are_no_captions(spoken_film: FinishedFilm) -> None:
    assert read_captions(captions(replace(spoken_film, has_sound=False))) == []
    muted = msgspec.structs.replace(spoken_film.shot_list, excluded=("speech",))
    assert read_captions(captions(replace(spoken_film, shot_list=muted))) == []


@pytest.mark.parametrize(
    "text", ["a\n\n2\n00:00:00.000 --> 00:00:01.000\nx", "\u202ea\x00\u2028b", " "]
)
def test_hostile_words_stay_within_their_cue(text: str) -> None:
    film = make_film((make_shot(1, 0, 240, "cut", speech=(Speech(text),)),))
    assert len(read_captions(captions(film))) <= 2
