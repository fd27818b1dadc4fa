"""What is in a film's file, as a player sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.engines.animatic.encoding.film import FilmMade, make_film
from rushes.engines.animatic.encoding.processes.pool import DrawingPool, Stills
from rushes.engines.animatic.plan import FilmPlan

PlanFilm = Callable[..., FilmPlan]
BARS = 12


def _make(plan: FilmPlan, pool: DrawingPool, target: Path, has_sound: bool = True) -> FilmMade:
    return make_film(
        plan,
        has_sound,
        target,
        lambda fraction, phase: None,
        lambda: False,
        pool=pool,
        stills=Stills(frozenset({0, 35}), (64, 36)),
        metadata={"title": "Bars", "comment": "Rushes animatic"},
    )


def _frames(path: Path) -> Iterator[av.VideoFrame]:
    with av.open(str(path)) as container:
        yield from container.decode(video=0)


def _number_shown(frame: av.VideoFrame) -> int:
    grey = frame.to_ndarray(format="gray")
    row = grey[grey.shape[0] // 4]
    centres = [int((bar + 0.5) * len(row) / BARS) for bar in range(BARS)]
    return sum(1 << bar for bar, centre in enumerate(centres) if row[centre] > 128)


def _boxes(path: Path) -> list[bytes]:
    data, names, offset = path.read_bytes(), [], 0
    while offset < len(data):
        names.append(data[offset + 4 : offset + 8])
        offset += int.from_bytes(data[offset : offset + 4])
    return names


def test_every_frame_is_there_once_and_in_order(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "film.mp4")
    assert [_number_shown(frame) for frame in _frames(tmp_path / "film.mp4")] == list(range(72))


def test_the_picture_is_h264_high_in_bt709_at_24_frames_a_second(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(size=(640, 360), draw_size=(320, 180)), bars_pool, tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (stream.codec.canonical_name, context.profile) == ("h264", "High")
        assert (context.width, context.height, context.pix_fmt) == (640, 360, "yuv420p")
        assert stream.average_rate == 24
        assert stream.frames == 72
        tags = (context.color_primaries, context.color_trc, context.colorspace)
        assert [int(tag) for tag in tags] == [1, 1, 1]
        assert int(context.color_range) == 1
        assert not context.has_b_frames


def test_colours_survive_the_way_into_the_file(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "film.mp4")
    for number, frame in enumerate(_frames(tmp_path / "film.mp4")):
        shown = frame.to_ndarray(format="rgb24")[150, 20:300].reshape(-1, 3).mean(axis=0)
        assert np.abs(shown - (40, number * 3 % 256, 200)).max() < 6


def test_every_cut_is_a_keyframe(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(cuts=(0, 7, 31, 60)), bars_pool, tmp_path / "film.mp4")
    keyframes = {number for number, f in enumerate(_frames(tmp_path / "film.mp4")) if f.key_frame}
    assert {0, 7, 31, 60} <= keyframes
    assert len(keyframes) < 12


def test_the_index_comes_before_the_pictures_so_that_it_plays_while_it_loads(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "film.mp4")
    boxes = _boxes(tmp_path / "film.mp4")
    assert boxes.index(b"moov") < boxes.index(b"mdat")


def test_the_file_says_what_made_it(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        assert container.metadata["title"] == "Bars"
        assert container.metadata["comment"] == "Rushes animatic"


def test_the_sound_is_stereo_and_as_long_as_the_picture(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        sound = container.streams.audio[0]
        assert (sound.codec.canonical_name, sound.rate, sound.layout.name) == (
            "aac",
            48_000,
            "stereo",
        )
        assert sound.duration is not None
        assert sound.time_base is not None
        assert abs(float(sound.duration * sound.time_base) - 3) <= 1024 / 48_000
        assert abs(sum(frame.samples for frame in container.decode(sound)) - 3 * 48_000) <= 1024


def test_without_sound_there_is_no_audio_stream(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "film.mp4", has_sound=False)
    with av.open(str(tmp_path / "film.mp4")) as container:
        assert [stream.type for stream in container.streams] == ["video"]


def test_one_process_and_three_write_the_same_bytes(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(), bars_pool, tmp_path / "two.mp4")
    with DrawingPool(1, "moving_bars:MovingBars") as one:
        _make(plan_film(), one, tmp_path / "one.mp4")
    with DrawingPool(3, "moving_bars:MovingBars") as three:
        _make(plan_film(), three, tmp_path / "three.mp4")
    films = [tmp_path / f"{name}.mp4" for name in ("one", "two", "three")]
    assert len({hashlib.sha256(film.read_bytes()).hexdigest() for film in films}) == 1


def test_stills_are_small_copies_of_the_frames_asked_for(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    made = _make(plan_film(), bars_pool, tmp_path / "film.mp4")
    assert set(made.stills) == {0, 35}
    still = np.frombuffer(made.stills[35].pixels, np.uint8).reshape(36, 64, 4)
    assert np.abs(still[30, 5, :3].astype(int) - (200, 105, 40)).max() <= 2


@pytest.mark.parametrize("cuts", [(0,), (0, 1), (0, 71), (0, 24, 48)])
def test_shots_of_any_length_are_encoded_whole(
    cuts: tuple[int, ...], plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    _make(plan_film(cuts=cuts), bars_pool, tmp_path / "film.mp4", has_sound=False)
    assert [_number_shown(frame) for frame in _frames(tmp_path / "film.mp4")] == list(range(72))
