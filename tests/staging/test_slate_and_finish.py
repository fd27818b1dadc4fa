"""What lies over the picture: slate, grade, grain, weather, brought images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.finishing.grade import grade_filter
from rushes.engines.animatic.drawing.finishing.opening import BroughtImage
from rushes.engines.animatic.drawing.finishing.post import Post
from rushes.engines.animatic.drawing.finishing.slate import (
    Slate,
    fitted,
    printable,
    slate_typeface,
    slate_words,
)
from rushes.engines.animatic.drawing.finishing.weather import WeatherInAir
from rushes.engines.animatic.scene import CameraPose, Light
from rushes.errors import InvalidInput
from rushes.film.shot_list import Move, Shot

Pixels = NDArray[np.uint8]
POSE = CameraPose(0.0, -1.5, -4.0, 1.5)
CLEAR = Light(
    time_of_day="day",
    weather="clear",
    indoors=False,
    sun=(0.1, -0.6),
    key="#ffffff",
    fill="#808080",
    rim="#ffffff",
    haze="#c0c8d0",
    haze_per_km=0.2,
    shadow_length=0.0,
    key_side=1,
)


def _painted(
    width: int, height: int, draw: Callable[[skia.Canvas], None], ground: int = 0xFF404040
) -> Pixels:
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    surface.getCanvas().clear(ground)
    draw(surface.getCanvas())
    surface.flushAndSubmit()
    return pixels


def _slate(shot: Shot, width: int, height: int, frame: int = 30) -> Pixels:
    slate = Slate(shot, width, height, 24)
    return _painted(width, height, lambda canvas: slate.draw(canvas, frame), 0xFFFFFFFF)


def _lit(pixels: Pixels, columns: slice) -> int:
    """How many pixels of text there are in a part of the slate."""
    strip = pixels[-40:, columns, 1].astype(int)
    return int((np.abs(strip - np.median(strip)) > 50).sum())


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (720, 1280), (720, 720), (1680, 720)])
def test_the_slate_is_a_slim_strip_at_the_foot(
    width: int, height: int, make_shot: Callable[..., Shot]
) -> None:
    shot = make_shot(number=4, size="CU", caption="He leans in and whispers; she smiles " * 4)
    pixels = _slate(shot, width, height)
    rows = np.flatnonzero((pixels[:, :, :3] < 250).any(axis=(1, 2)))
    assert rows[-1] == height - 1
    assert 0.02 * height < height - rows[0] < 0.12 * height


def test_the_timecode_runs(make_shot: Callable[..., Shot]) -> None:
    shot = make_shot()
    assert (_slate(shot, 640, 360, 30) != _slate(shot, 640, 360, 31)).any()
    assert (_slate(shot, 640, 360, 30) == _slate(shot, 640, 360, 30)).all()


def test_the_slate_says_number_size_framing_and_moves(make_shot: Callable[..., Shot]) -> None:
    shot = make_shot(
        number=2, size="MS", framing=("two-shot",), moves=(Move("dolly-in", "slow"), Move("pan"))
    )
    assert slate_words(shot) == "2  MS  TWO-SHOT  SLOW DOLLY-IN  PAN"


@pytest.mark.parametrize(
    "caption",
    [
        "托斯卡纳的黄昏,一对年轻情侣",
        "שלום עולם",
        "مرحبا بالعالم",
        "a\u202eb\u0000c\x1b[31m\n\n\tred \u200b\ufeff wine",
        "\u202e\u202d\u2066",
        "",
        "🎬🎥",
        "é" * 3000,
        "Łódź — «ça» naïve Ελλάδα Москва Việt Nam",
    ],
)
@pytest.mark.parametrize("width", [720, 64])
def test_no_caption_breaks_the_slate_and_numbers_stay(
    caption: str, width: int, make_shot: Callable[..., Shot]
) -> None:
    shot = make_shot(caption=caption, words="")
    assert _lit(_slate(shot, width, 400), slice(0, width)) > 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u0000c\n\n\tred  wine", "abc red wine"),
        ("托斯卡纳的黄昏", ""),
        ("مرحبا", ""),
        ("Ελλάδα, Москва", "Ελλάδα, Москва"),
        ("cafe\u0301 🎬 noir", "café noir"),
    ],
)
def test_only_what_the_typeface_has_is_set(text: str, shown: str) -> None:
    assert printable(text, slate_typeface()) == shown


def test_long_words_end_in_an_ellipsis_within_the_room() -> None:
    font = skia.Font(slate_typeface(), 16)
    text = "the man in a navy rolled-sleeve shirt pours red wine, while the sun sets"
    short = fitted(text, font, 200)
    assert short.endswith("…")
    assert text.startswith(short[:-1])
    assert font.measureText(short) <= 200
    assert fitted("Unbreakable" * 20, font, 50) == ""


def test_grain_differs_by_frame_and_never_by_run() -> None:
    def frame(number: int, seed: int = 3) -> Pixels:
        post = Post(320, 180, ("cinematic",), seed)
        return _painted(320, 180, lambda canvas: post.draw(canvas, number))

    assert (frame(7) == frame(7)).all()
    assert (frame(7) != frame(8)).any()
    assert (frame(7) != frame(7, seed=4)).any()


def test_the_vignette_darkens_corners_and_spares_the_middle() -> None:
    post = Post(320, 180, (), 1)
    picture = _painted(320, 180, lambda canvas: post.draw(canvas, 0), 0xFFC8C8C8)
    assert picture[:20, :20, 1].mean() < picture[80:100, 150:170, 1].mean() - 25
    assert picture[80:100, 150:170, 1].mean() == pytest.approx(200, abs=4)


def test_letterbox_bars_leave_a_wide_picture() -> None:
    post = Post(320, 180, ("letterbox",), 1)
    picture = _painted(320, 180, lambda canvas: post.draw(canvas, 0), 0xFFC8C8C8)
    dark = np.flatnonzero(picture[:, 160, 1] < 10)
    assert 180 - len(dark) == pytest.approx(320 / 2.39, abs=2)


def _graded(look: tuple[str, ...], colour: int) -> NDArray[np.int64]:
    paint = skia.Paint(Color=colour, ColorFilter=grade_filter(look))
    return _painted(4, 4, lambda canvas: canvas.drawPaint(paint))[1, 1, 2::-1].astype(np.int64)


@pytest.mark.parametrize("look", ["black and white", "noir", "film noir", "monochrome"])
def test_looks_without_colour_have_none(look: str) -> None:
    assert np.ptp(_graded((look,), 0xFFB04020)) <= 1


def test_looks_differ_from_one_another() -> None:
    looks = ((), ("black and white",), ("sepia",), ("vintage",), ("cold",), ("warm",), ("neon",))
    seen = {tuple(_graded(look, 0xFFB07050)) for look in looks}
    assert len(seen) == len(looks)


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_weather_falls_before_the_set_and_only_outdoors(weather: str) -> None:
    def frame(light: Light, seconds: float) -> Pixels:
        air = WeatherInAir(light, 320, 180, 3)
        return _painted(320, 180, lambda canvas: air.draw(canvas, POSE, seconds))

    outdoors = replace(CLEAR, weather=weather)
    plain = frame(CLEAR, 1.0)
    assert (frame(outdoors, 1.0) != plain).any()
    assert (frame(outdoors, 1.0) != frame(outdoors, 2.0)).any()
    assert (frame(outdoors, 1.0) == frame(outdoors, 1.0)).all()
    assert (frame(replace(outdoors, indoors=True), 1.0) == plain).all()


@pytest.fixture
def picture_file(tmp_path: Path) -> Path:
    """A PNG with one colour in each quarter."""
    pixels = np.zeros((90, 160, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[:45, :80, 2] = 200
    pixels[45:, 80:, 0] = 220
    path = tmp_path / "start.png"
    skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType).save(str(path), skia.kPNG)
    return path


def test_a_start_image_is_whole_at_first_and_gone_soon(picture_file: Path) -> None:
    image = BroughtImage(picture_file, 320, 180, 120, 24, is_end=False)
    shown = [
        _painted(320, 180, lambda canvas, n=n: image.draw(canvas, n))  # type: ignore[misc]
        for n in (0, 20, 40, 119)
    ]
    assert tuple(shown[0][20, 20, :3]) == (0, 0, 200)
    assert tuple(shown[0][160, 300, :3]) == (220, 0, 0)
    assert 64 < shown[1][20, 20, 2] < 200
    assert (shown[2][..., :3] == 0x40).all()
    assert (shown[3][..., :3] == 0x40).all()


def test_an_end_image_is_whole_at_the_last_frame(picture_file: Path) -> None:
    image = BroughtImage(picture_file, 320, 180, 120, 24, is_end=True)
    first = _painted(320, 180, lambda canvas: image.draw(canvas, 0))
    last = _painted(320, 180, lambda canvas: image.draw(canvas, 119))
    assert (first[..., :3] == 0x40).all()
    assert tuple(last[20, 20, :3]) == (0, 0, 200)


def test_a_file_that_is_no_image_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "start.png"
    path.write_bytes(b"not an image")
    with pytest.raises(InvalidInput, match=r"start\.png"):
        BroughtImage(path, 320, 180, 120, 24, is_end=False)
