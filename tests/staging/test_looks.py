"""Looks: each changes the picture in its own way, the same in whichever process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import msgspec
import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import graded, surface_of
from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.drawing.finishing.grade import grade_filter
from rushes.engines.animatic.drawing.finishing.overlays.living import LivingPicture
from rushes.engines.animatic.drawing.finishing.post import Post
from rushes.engines.animatic.drawing.finishing.stylise.colours import colour_table, recoloured
from rushes.engines.animatic.drawing.finishing.stylise.stylist import stylist_for
from rushes.engines.animatic.looks import known_looks, looks_file, style_of
from rushes.engines.animatic.plan import FilmPlan
from rushes.film.reading.words.lexicon import load_lexicon
from rushes.film.shot_list import Move, PersonInShot, Shot

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 480, 270
COARSELY = slice(None, None, 4)
LOOKS = sorted(looks_file().look)
IN_TIME_ALONE = frozenset({"slow motion", "time-lapse", "long exposure", "stop motion"})
"""What these do is seen when something moves."""
BY_THE_SET = frozenset({"flare", "tilt-shift", "cinematic", "letterbox", "lens flare"})
"""What these do depends on the sun, the lens or the frame."""


@cache
def painted() -> Pixels:
    """A bitmap with what pictures have: sky, hill, face, lamp, fine stripes, clear sides."""
    surface, pixels = surface_of(WIDTH, HEIGHT)
    canvas = surface.getCanvas()
    sky = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, 160)], [0xFF3A6FB5, 0xFFE8C79A]
    )
    canvas.drawRect(skia.Rect.MakeXYWH(20, 10, 440, 160), skia.Paint(Shader=sky))
    canvas.drawRect(skia.Rect.MakeXYWH(20, 170, 440, 90), skia.Paint(Color=0xFF4C8A3E))
    for x in range(30, 150, 6):
        canvas.drawRect(skia.Rect.MakeXYWH(x, 180, 3, 60), skia.Paint(Color=0xFF8A4A2E))
    canvas.drawCircle(240, 130, 60, skia.Paint(Color=0xFFD9A07A, AntiAlias=True))
    canvas.drawCircle(222, 118, 8, skia.Paint(Color=0xFF201818, AntiAlias=True))
    canvas.drawCircle(380, 70, 16, skia.Paint(Color=0xFFFFF6E0, AntiAlias=True))
    surface.flushAndSubmit()
    return pixels


def baked(look: str) -> Pixels:
    """The bitmap in a look, as it is baked."""
    pixels = graded(painted(), grade_filter((look,)))
    stylist = stylist_for((look,), HEIGHT)
    return pixels if stylist is None else stylist(pixels, (0, 0), is_near=True)


@cache
def finished(look: str) -> Pixels:
    """The bitmap in a look on grey, with what lies over a frame."""
    surface, pixels = surface_of(WIDTH, HEIGHT)
    canvas = surface.getCanvas()
    canvas.clear(0xFF808080)
    bitmap = baked(look)
    canvas.drawImage(skia.Image.fromarray(bitmap, skia.kBGRA_8888_ColorType), 0, 0)
    Post(WIDTH, HEIGHT, (look,), 3).draw(canvas, 6)
    LivingPicture(WIDTH, HEIGHT, (look,), 3, 24).draw(canvas, pixels, 6)
    surface.flushAndSubmit()
    return pixels.copy()


def apart(first: Pixels, second: Pixels) -> float:
    """Mean difference, 0..255."""
    return float(np.abs(first[..., :3].astype(int) - second[..., :3].astype(int)).mean())


@pytest.mark.parametrize("look", [look for look in LOOKS if look not in IN_TIME_ALONE | BY_THE_SET])
def test_a_look_changes_the_picture(look: str) -> None:
    assert apart(finished(look), finished("cinematic")) > 2.0


def test_no_two_looks_are_alike() -> None:
    drawn = [look for look in LOOKS if look not in IN_TIME_ALONE | BY_THE_SET]
    alike = [
        pair
        for pair in combinations(drawn, 2)
        if apart(*(finished(one)[COARSELY, COARSELY] for one in pair)) < 1.5
    ]
    assert alike == []


def test_looks_are_called_what_the_lexicons_call_them() -> None:
    names = load_lexicon("en").names("looks")
    unheard = set(looks_file().look) - names - {"flare", "desaturated", "cinematic"}
    assert unheard == set()
    assert set(looks_file().same.values()) <= set(looks_file().look)
    assert known_looks() >= set(looks_file().look)


@pytest.mark.parametrize("look", LOOKS)
def test_a_bitmap_comes_out_the_same_again(look: str) -> None:
    assert (baked(look) == baked(look)).all()


@pytest.mark.parametrize("look", LOOKS)
def test_a_bitmap_stays_premultiplied(look: str) -> None:
    pixels = baked(look)
    assert pixels.shape == painted().shape
    assert (pixels[..., :3] <= pixels[..., 3:]).all()


def test_a_print_has_no_more_colours_than_its_blocks() -> None:
    palette = looks_file().look["ukiyo-e"].palette
    assert palette is not None
    pixels = recoloured(painted(), colour_table(msgspec.structs.replace(palette, keep=0.0)))
    solid = pixels[pixels[..., 3] == 255]
    known = {tuple(bytes.fromhex(colour[1:])[::-1]) for colour in palette.colours}
    assert {tuple(colour) for colour in np.unique(solid[:, :3], axis=0).tolist()} <= known


@pytest.mark.parametrize("look", ["sketch", "comic", "anime", "animation", "charcoal", "manga"])
def test_drawn_looks_have_dark_lines_at_their_edges(look: str) -> None:
    pixels = baked(look)
    # The face's outline against the hill, and the middle of the face.
    rim = pixels[186:194, 232:248, :3].mean(axis=2).min(axis=0).mean()
    inside = pixels[140:160, 232:248, :3].mean()
    assert rim < inside - 45


@pytest.mark.parametrize("look", ["sketch", "charcoal", "engraving", "manga", "ink wash"])
def test_ink_on_paper_has_no_colour_of_its_own(look: str) -> None:
    solid = baked(look)[80:250, 40:440, :3].astype(int)
    assert np.ptp(solid, axis=2).mean() < 40


def test_textures_hold_on_to_what_they_lie_on() -> None:
    stylist = stylist_for(("sketch",), HEIGHT)
    assert stylist is not None
    whole = stylist(painted(), (0, 0), is_near=True)
    part = np.ascontiguousarray(painted()[40:240, 64:448])
    cut = stylist(part, (64, 40), is_near=True)
    assert apart(whole[60:220, 100:420], cut[20:180, 36:356]) < 3


def test_the_first_look_decides_and_the_others_fill_in() -> None:
    style = style_of(("film grain", "sketch", "letterbox"))
    assert style.hatch == looks_file().look["sketch"].hatch
    assert style.sheet == looks_file().look["sketch"].sheet
    assert style.aspect == pytest.approx(2.39)
    assert style_of(("sketch", "letterbox", "film grain")) == style


def test_an_unknown_look_is_a_plain_film() -> None:
    assert style_of(("no such look",)) == style_of(())
    assert stylist_for(("no such look",), HEIGHT) is None


def test_a_bitmap_of_few_pixels_is_left_alone() -> None:
    tiny = np.full((2, 3, 4), 255, np.uint8)
    for look in LOOKS:
        stylist = stylist_for((look,), HEIGHT)
        assert stylist is None or stylist(tiny, (0, 0), is_near=True).shape == tiny.shape


@pytest.fixture
def walk(
    make_plan: Callable[..., FilmPlan], make_shot: Callable[..., Shot]
) -> Callable[[tuple[str, ...]], FilmRenderer]:
    """A film of one who walks, in a look."""
    walker = (PersonInShot("man-1", ("walk",)),)
    shot = make_shot(1, 0, 48, size="WS", place="street", people=walker, moves=(Move("static"),))

    def make(look: tuple[str, ...]) -> FilmRenderer:
        plan = make_plan((shot,), look=look)
        return FilmRenderer(replace(plan, draw_width_px=320, draw_height_px=180))

    return make


@pytest.mark.parametrize("look", ["super 8", "vhs", "glitch", "watercolour", "pixel art"])
def test_a_frame_in_a_look_is_the_same_in_any_order(
    look: str, walk: Callable[[tuple[str, ...]], FilmRenderer]
) -> None:
    one, other = walk((look,)), walk((look,))
    forwards = [one.frame(index).copy() for index in (3, 30, 31)]
    backwards = [other.frame(index).copy() for index in (31, 30, 3)][::-1]
    assert all((a == b).all() for a, b in zip(forwards, backwards, strict=True))


def test_stop_motion_stands_for_two_frames_and_then_moves(
    walk: Callable[[tuple[str, ...]], FilmRenderer],
) -> None:
    renderer = walk(("stop motion",))
    frames = [renderer.picture(index)[:150].astype(int) for index in (20, 21, 22)]
    held = [float(np.abs(a - b).mean()) for a, b in pairwise(frames)]
    assert held[0] < held[1]


def test_a_time_lapse_is_faster_and_its_light_goes_by(
    walk: Callable[[tuple[str, ...]], FilmRenderer],
) -> None:
    plain, lapse = walk(()), walk(("time-lapse",))
    light = [
        [float(renderer.picture(index)[:40].mean()) for index in range(0, 48, 6)]
        for renderer in (plain, lapse)
    ]
    assert np.ptp(light[1]) > np.ptp(light[0]) + 4


@pytest.mark.parametrize("weather", ["clear", "rain"])
def test_sun_and_rain_have_no_colour_in_black_and_white(
    weather: str, make_plan: Callable[..., FilmPlan], make_shot: Callable[..., Shot]
) -> None:
    shot = make_shot(size="EWS", place="vineyard hills", weather=weather)
    plan = replace(make_plan((shot,), look=("black and white",)), draw_width_px=320)
    frame = FilmRenderer(replace(plan, draw_height_px=180)).picture(20)[20:160, 30:290, :3]
    assert np.ptp(frame.astype(int), axis=2).max() < 14
