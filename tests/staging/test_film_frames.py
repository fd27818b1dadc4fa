"""Frames of whole films, drawn with the real art department at a small size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.drawing.still import draw_still
from rushes.engines.animatic.plan import FilmPlan
from rushes.film.shot_list import Move, PersonInShot, Shot

MakePlan = Callable[..., FilmPlan]
MakeShot = Callable[..., Shot]
Pixels = NDArray[np.uint8]


@pytest.fixture
def two_shots(make_shot: MakeShot) -> tuple[Shot, ...]:
    couple = (PersonInShot("woman-1", ("smile",)), PersonInShot("man-1", ("talk",)))
    return (
        make_shot(1, 0, 24, place="terrace", people=couple, moves=(Move("truck"),)),
        make_shot(2, 24, 48, size="EWS", place="vineyard hills", weather="rain"),
    )


def _frames(renderer: FilmRenderer, indices: list[int]) -> list[Pixels]:
    return [renderer.frame(index).copy() for index in indices]


def _unlike(first: Pixels, second: Pixels) -> float:
    """Mean difference without the slate, 0..255."""
    rows = round(first.shape[0] * 0.88)
    return float(np.abs(first[:rows].astype(int) - second[:rows].astype(int)).mean())


def test_frames_are_opaque_pictures_of_the_plans_size(
    make_plan: MakePlan, two_shots: tuple[Shot, ...]
) -> None:
    plan = make_plan(two_shots)
    frame = FilmRenderer(plan).frame(0)
    assert frame.shape == (plan.draw_height_px, plan.draw_width_px, 4)
    assert frame.dtype == np.uint8
    assert (frame[..., 3] == 255).all()
    assert frame[..., :3].std() > 20


def test_a_frame_is_the_same_in_any_process_range_and_order(
    make_plan: MakePlan, two_shots: tuple[Shot, ...]
) -> None:
    plan = make_plan(two_shots)
    indices = [0, 5, 23, 24, 30, 47]
    forwards = _frames(FilmRenderer(plan), indices)
    backwards = _frames(FilmRenderer(plan), indices[::-1])[::-1]
    alone = FilmRenderer(plan).frame(30)
    assert all((a == b).all() for a, b in zip(forwards, backwards, strict=True))
    assert (alone == forwards[4]).all()


def test_shots_cut_on_the_exact_frame(make_plan: MakePlan, two_shots: tuple[Shot, ...]) -> None:
    frames = _frames(FilmRenderer(make_plan(two_shots)), [22, 23, 24, 25])
    within = max(_unlike(frames[0], frames[1]), _unlike(frames[2], frames[3]))
    assert _unlike(frames[1], frames[2]) > 3 * within


def test_frames_past_the_end_are_an_error(make_plan: MakePlan, two_shots: tuple[Shot, ...]) -> None:
    renderer = FilmRenderer(make_plan(two_shots))
    assert renderer.frame_count == 48
    for index in (-1, 48):
        with pytest.raises(IndexError, match=str(index)):
            renderer.frame(index)


def test_a_frame_is_its_picture_under_the_slate(
    make_plan: MakePlan, two_shots: tuple[Shot, ...]
) -> None:
    renderer = FilmRenderer(make_plan(two_shots))
    (framed,) = _frames(FilmRenderer(make_plan(two_shots)), [30])
    picture = renderer.picture(30).copy()
    assert (renderer.frame(30) == framed).all()
    assert (renderer.frame(30) == framed).all()
    strip = round(min(framed.shape[:2]) * 0.1)
    assert (picture[:-strip] == framed[:-strip]).all()
    assert (picture[-strip:] != framed[-strip:]).any()


def test_people_live_while_the_camera_stands_still(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shot = make_shot(
        size="CU",
        place="terrace",
        moves=(Move("static"),),
        people=(PersonInShot("woman-1", ("talk",)),),
    )
    first, later = _frames(FilmRenderer(make_plan((shot,))), [10, 40])
    assert _unlike(first, later) > 0.8


@pytest.mark.parametrize("transition", ["dissolve", "fade", "wipe"])
def test_transitions_pass_gradually(
    transition: str, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shots = (
        make_shot(1, 0, 48, size="EWS", place="vineyard hills", moves=(Move("static"),)),
        make_shot(
            2,
            48,
            96,
            size="EWS",
            place="vineyard hills",
            time_of_day="night",
            moves=(Move("static"),),
            transition=transition,
        ),
    )
    frames = _frames(FilmRenderer(make_plan(shots)), [30, 47, 48, 52, 56, 95])
    whole = _unlike(frames[0], frames[-1])
    assert _unlike(frames[1], frames[2]) < 0.5 * whole
    if transition == "fade":
        assert frames[1][..., :3].mean() < 0.3 * frames[0][..., :3].mean()
    else:
        assert _unlike(frames[0], frames[2]) < _unlike(frames[0], frames[4])


def test_a_start_and_an_end_image_open_and_close_the_film(
    tmp_path: Path, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    pixels = np.zeros((180, 320, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[:, :160] = (10, 200, 30, 255)
    pixels[:, 160:] = (200, 30, 90, 255)
    path = tmp_path / "image.png"
    skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType).save(str(path), skia.kPNG)
    plan = replace(
        make_plan((make_shot(size="EWS", place="vineyard hills"),)),
        start_image=path,
        end_image=path,
    )
    first, middle, last = _frames(FilmRenderer(plan), [0, 48, 95])
    wide = plan.draw_width_px
    for frame in (first, last):
        assert tuple(frame[60, wide // 4, :3]) == (10, 200, 30)
        assert tuple(frame[60, 3 * wide // 4, :3]) == (200, 30, 90)
    assert _unlike(first, middle) > 20


@pytest.mark.parametrize("ratio", ["16:9", "9:16", "1:1", "640:427"])
def test_stills_have_the_films_ratio(
    ratio: str, make_plan: MakePlan, two_shots: tuple[Shot, ...]
) -> None:
    plan = make_plan(two_shots, ratio)
    png = draw_still(plan, 30, 240)
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(png))
    assert image.width() == 240
    assert image.height() == pytest.approx(240 * plan.height_px / plan.width_px, abs=1)


def test_the_unknown_is_drawn_as_cards(make_plan: MakePlan, make_shot: MakeShot) -> None:
    named = make_shot(place="quantum foundry", size="WS", moves=(Move("static"),))
    other = make_shot(place="crystal orchard", size="WS", moves=(Move("static"),))
    first = FilmRenderer(make_plan((named,))).frame(0).copy()
    second = FilmRenderer(make_plan((other,))).frame(0).copy()
    assert _unlike(first, second) > 0.3


def test_slow_motion_slows_the_people_and_not_the_film(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    walker = (PersonInShot("man-1", ("walk",)),)
    shot = make_shot(size="WS", place="terrace", people=walker, moves=(Move("static"),))
    changes = []
    for look in ((), ("slow motion",)):
        renderer = FilmRenderer(make_plan((shot,), look=look))
        assert renderer.frame_count == 96
        before, after = _frames(renderer, [40, 44])
        changes.append(_unlike(before, after))
    assert changes[1] < 0.8 * changes[0]


def test_pixel_art_has_pixels_that_can_be_counted(
    make_plan: MakePlan, two_shots: tuple[Shot, ...]
) -> None:
    plan = make_plan(two_shots, look=("pixel art",))
    plan = replace(plan, draw_width_px=640, draw_height_px=360)
    frame = FilmRenderer(plan).frame(30)[:300, :639]
    blocks = frame.reshape(100, 3, 213, 3, 4)
    assert (blocks == blocks[:, :1, :, :1]).all()
    colours = np.unique(frame.reshape(-1, 4), axis=0)
    assert 6 < len(colours) <= 28
