"""EDL and OpenTimelineIO: read back by the library, their cuts are the shot list's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import opentimelineio as otio
import pytest

from rushes.film.export.edit_decisions import edit_decisions
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.timecode import timecode
from rushes.film.export.timeline import timeline
from rushes.film.film_request import FPS, FilmRequest
from rushes.film.reading import read_film
from rushes.film.transitions import fade_frames, overlap_frames


def read_timeline(film: FinishedFilm) -> Any:
    return otio.adapters.read_from_string(timeline(film).decode(), "otio_json")


def read_edl(film: FinishedFilm) -> Any:
    return otio.adapters.read_from_string(edit_decisions(film).decode("ascii"), "cmx_3600", rate=24)


def stretches(track: Any, of_black: bool = False) -> list[tuple[int, int]]:
    """First frame and end frame in the film of every clip, as it lies on the track."""
    found = []
    for clip in track.find_clips():
        is_black = clip.metadata.get("cmx_3600", {}).get("reel") == "BL"
        if is_black == of_black:
            lies = clip.range_in_parent()
            found.append((int(lies.start_time.value), int(lies.end_time_exclusive().value)))
    return found


def source(clip: Any) -> tuple[int, int]:
    part = clip.source_range
    return int(part.start_time.value), int(part.end_time_exclusive().value)


def transitions(track: Any) -> list[tuple[str, int, int]]:
    return [
        (item.transition_type, int(item.in_offset.value), int(item.out_offset.value))
        for item in track
        if isinstance(item, otio.schema.Transition)
    ]


@pytest.mark.parametrize("frame", [0, 23, 24, 1_439, 1_440, 86_399, 86_400, 2_073_599])
def test_a_timecode_counts_every_frame(frame: int) -> None:
    assert otio.opentime.from_timecode(timecode(frame, 24), 24).value == frame
    assert timecode(frame, 24) == otio.opentime.to_timecode(otio.opentime.RationalTime(frame, 24))


def test_a_timeline_has_the_shot_lists_cuts(joined_film: FinishedFilm) -> None:
    picture = read_timeline(joined_film).video_tracks()[0]
    shots = [(shot.start_frame, shot.end_frame) for shot in joined_film.shot_list.shots]
    assert stretches(picture) == shots
    assert [source(clip) for clip in picture.find_clips()] == shots
    assert all(clip.source_range.start_time.rate == FPS for clip in picture.find_clips())


def test_a_timelines_transitions_are_as_long_as_they_are_drawn(joined_film: FinishedFilm) -> None:
    shots = joined_film.shot_list.shots
    assert transitions(read_timeline(joined_film).video_tracks()[0]) == [
        ("SMPTE_Dissolve", 0, overlap_frames(shots[1])),
        ("Custom_Transition", 0, overlap_frames(shots[2])),
        ("Custom_Transition", fade_frames(shots[2]), fade_frames(shots[3])),
    ]


def test_a_timeline_finds_the_film_by_its_name_and_knows_where_it_came_from(
    joined_film: FinishedFilm,
) -> None:
    found = read_timeline(joined_film)
    for clip in found.find_clips():
        assert clip.media_reference.target_url == "rushes-a-film.mp4"
        assert clip.media_references()["online"].target_url == joined_film.url
        assert clip.media_reference.available_range.duration.value == joined_film.frame_count


def test_a_timelines_markers_say_what_each_shot_is(spoken_film: FinishedFilm) -> None:
    found = read_timeline(spoken_film)
    first = found.video_tracks()[0][0]
    (marker,) = first.markers
    assert marker.name == "MS, slow sweep right"
    assert marker.comment == "Shot number 1 of the film."
    assert marker.metadata["rushes"]["sound"] == "waves, wind"
    assert first.metadata["rushes"]["shot"]["size"] == "MS"


def test_a_timelines_sound_says_who_speaks_when(spoken_film: FinishedFilm) -> None:
    (sound,) = read_timeline(spoken_film).audio_tracks()
    (clip,) = sound
    assert source(clip) == (0, spoken_film.frame_count)
    said = [(marker.name, marker.comment) for marker in clip.markers]
    assert said[:2] == [("Woman", "Do you hear the sea?"), ("Man 1", "<b> & I do.")]
    assert [name for name, _ in said[2:]] == ["Man 2", "Voice"]
    starts = [marker.marked_range.start_time.value for marker in clip.markers]
    assert starts == sorted(starts)


def test_an_edl_read_back_has_the_shot_lists_cuts(joined_film: FinishedFilm) -> None:
    picture = read_edl(joined_film).video_tracks()[0]
    shots = joined_film.shot_list.shots
    fade_out = fade_frames(shots[2])
    expected = [(shot.start_frame, shot.end_frame) for shot in shots]
    black = (shots[3].start_frame - fade_out, shots[3].start_frame)
    expected[2] = (shots[2].start_frame, black[0])
    assert stretches(picture) == expected
    assert stretches(picture, of_black=True) == [black]


def test_an_edl_plays_each_frame_of_the_film_in_its_place(joined_film: FinishedFilm) -> None:
    picture = read_edl(joined_film).video_tracks()[0]
    for clip in picture.find_clips():
        lies = clip.range_in_parent()
        if clip.metadata.get("cmx_3600", {}).get("reel") != "BL":
            assert source(clip)[0] == lies.start_time.value
        assert clip.source_range.duration == lies.duration


def test_an_edls_transitions_are_as_long_as_they_are_drawn(joined_film: FinishedFilm) -> None:
    shots = joined_film.shot_list.shots
    assert transitions(read_edl(joined_film).video_tracks()[0]) == [
        ("SMPTE_Dissolve", 0, overlap_frames(shots[1])),
        ("SMPTE_Wipe", 0, overlap_frames(shots[2])),
        ("SMPTE_Dissolve", 0, fade_frames(shots[2])),
        ("SMPTE_Dissolve", 0, fade_frames(shots[3])),
    ]


def test_an_edl_says_its_count_and_keeps_its_columns(joined_film: FinishedFilm) -> None:
    text = edit_decisions(joined_film).decode("ascii")
    lines = text.split("\r\n")
    assert lines[0].startswith("TITLE: Shot number 1 of the film")
    assert lines[1] == "FCM: NON-DROP FRAME"
    events = [line for line in lines if line[:3].isdecimal()]
    assert {len(line) for line in events} == {len(events[0])}
    assert all(line[29:].count(":") == 12 for line in events)
    assert max(map(len, lines)) <= 80
    assert "\n" not in text.replace("\r\n", "")


def test_a_film_that_fades_in_is_cut_to_for_readers_that_cannot_begin_otherwise(
    joined_film: FinishedFilm,
) -> None:
    shots = read_film(FilmRequest("Fade in on a beach. Cut to a house.", duration_seconds=5))
    film = replace(joined_film, shot_list=shots)
    assert shots.shots[0].transition == "fade"
    assert stretches(read_edl(film).video_tracks()[0])[0][0] == 0
    assert b"* FADE INTO THIS SHOT" in edit_decisions(film)
    assert transitions(read_timeline(film).video_tracks()[0]) == [("Custom_Transition", 0, 10)]


def test_a_silent_film_has_no_sound_in_its_cut_lists(joined_film: FinishedFilm) -> None:
    silent = replace(joined_film, has_sound=False)
    assert not read_timeline(silent).audio_tracks()
    assert not read_edl(silent).audio_tracks()
    assert read_timeline(joined_film).audio_tracks()
    assert [len(track) for track in read_edl(joined_film).audio_tracks()] == [1, 1]


@pytest.mark.parametrize(
    "prompt",
    [
        "海边的日落。切至：一个女人。",
        "مرحبا بالعالم",
        "A woman says “Ça va, Zoë?” — naïvely… then \x00\x1b[31m leaves\r\n* FROM CLIP NAME: x",
        "!!!",
        "word" * 600,
    ],
)
def test_any_words_make_a_cut_list_that_can_be_read(prompt: str) -> None:
    film = FinishedFilm(read_film(FilmRequest(prompt, duration_seconds=5)), "f.mp4")
    shots = [(shot.start_frame, shot.end_frame) for shot in film.shot_list.shots]
    assert stretches(read_edl(film).video_tracks()[0]) == shots
    assert stretches(read_timeline(film).video_tracks()[0]) == shots
    assert all(len(line) <= 80 for line in edit_decisions(film).decode("ascii").split("\r\n"))


def test_the_same_film_gives_the_same_bytes(spoken_film: FinishedFilm) -> None:
    assert timeline(spoken_film) == timeline(spoken_film)
    assert json.loads(timeline(spoken_film))["OTIO_SCHEMA"] == "Timeline.1"
