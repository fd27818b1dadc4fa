"""Colours, paints, shapes and textures: what every painter of places and things is made with.

Colours are mixed as they are written (sRGB); lengths are in the units of the canvas, metres.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.scene import Light, Rgb

Point = tuple[float, float]
Stop = Rgb | tuple[Rgb, float]
"""A colour of a gradient, or a colour with its opacity."""

SNOW = "#eef3fa"

_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_TEXTURE_PX = 256
_MOST_HALVINGS = 7


@functools.lru_cache(maxsize=4096)
def channels(colour: Rgb) -> tuple[int, int, int]:
    """Red, green, blue, 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def from_channels(red: float, green: float, blue: float) -> Rgb:
    """The colour of these channels, clamped to 0..255."""
    r, g, b = round(red), round(green), round(blue)
    if not (0 <= r <= 255 and 0 <= g <= 255 and 0 <= b <= 255):
        r, g, b = (max(0, min(255, value)) for value in (r, g, b))
    return f"#{(r << 16) | (g << 8) | b:06x}"


@functools.lru_cache(maxsize=4096)
def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """`first` with this share (0..1) of `second` in it."""
    (r, g, b), (red, green, blue) = channels(first), channels(second)
    return from_channels(r + (red - r) * share, g + (green - g) * share, b + (blue - b) * share)


def lit_by(colour: Rgb, light: Rgb, gain: float = 1.0) -> Rgb:
    """The colour of a surface under a coloured light: their product, times `gain`."""
    a, b = channels(colour), channels(light)
    return from_channels(*(x * y / 255 * gain for x, y in zip(a, b, strict=True)))


def grey(colour: Rgb, share: float) -> Rgb:
    """The colour with this share of its saturation taken away."""
    red, green, blue = channels(colour)
    luma = 0.3 * red + 0.59 * green + 0.11 * blue
    return mix(colour, from_channels(luma, luma, luma), share)


class Tones(NamedTuple):
    """How one surface colour looks under a light, from its lit side to its shadow."""

    rim: Rgb
    lit: Rgb
    mid: Rgb
    dark: Rgb
    deep: Rgb
    """Creases and undersides."""


@functools.lru_cache(maxsize=4096)
def _tones(colour: Rgb, key: Rgb, fill_light: Rgb, rim: Rgb, exposure: float) -> Tones:
    # White things keep some of their whiteness in coloured light, as the eye has it.
    brightness = sum(channels(colour)) / 765
    key = mix(key, "#fff8ec", 0.5 * max(0.0, min(1.0, (brightness - 0.62) / 0.3)))
    red, green, blue = channels(colour)
    if blue > red + 12 and blue > green - 8:
        # Blue things would turn green in warm light: their own colour is what is told of them.
        key = mix(key, "#f4ecf0", 0.45)
    half = mix(key, fill_light, 0.45)
    return Tones(
        rim=mix(lit_by(colour, key, 1.3 * exposure), rim, 0.55),
        lit=lit_by(colour, key, 1.18 * exposure),
        mid=lit_by(colour, half, 1.0 * exposure),
        dark=lit_by(colour, fill_light, 0.92 * exposure),
        deep=lit_by(colour, fill_light, 0.5 * exposure),
    )


def tones(light: Light, colour: Rgb) -> Tones:
    """The tones of a surface of this colour."""
    return _tones(colour, light.key, light.fill, light.rim, light.exposure)


def argb(colour: Rgb, opacity: float = 1.0) -> int:
    """Skia's integer colour."""
    alpha = max(0, min(255, round(opacity * 255)))
    return (alpha << 24) | int(colour[1:], 16)


def _stops(stops: Sequence[Stop]) -> list[int]:
    return [argb(stop) if isinstance(stop, str) else argb(*stop) for stop in stops]


def fill(colour: Rgb, opacity: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint that fills; `blur` is the sigma of a soft edge."""
    paint = skia.Paint(AntiAlias=True, Color=argb(colour, opacity))
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def line(colour: Rgb, width: float, opacity: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint that strokes, with round caps and joins."""
    paint = fill(colour, opacity, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def linear(
    start: Point,
    end: Point,
    stops: Sequence[Stop],
    positions: Sequence[float] | None = None,
    blur: float = 0.0,
) -> skia.Paint:
    """A paint with a gradient from one point to another."""
    shader = skia.GradientShader.MakeLinear(
        [start, end], _stops(stops), list(positions) if positions else None
    )
    paint = skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def radial(
    centre: Point,
    radius: float,
    stops: Sequence[Stop],
    positions: Sequence[float] | None = None,
) -> skia.Paint:
    """A paint with a gradient from a centre outwards."""
    shader = skia.GradientShader.MakeRadial(
        centre, radius, _stops(stops), list(positions) if positions else None
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def in_weather(light: Light, colour: Rgb, share: float = 0.8) -> Rgb:
    """The colour of what lies under the open sky: covered, for this share, when it snows."""
    return mix(colour, SNOW, share) if light.weather == "snow" and not light.indoors else colour


def across(light: Light, left: float, right: float, colour: Rgb) -> skia.Paint:
    """A round body between two x, lit from the key side: rim, lit, mid, dark, reflected."""
    tone = tones(light, colour)
    start, end = (left, right) if light.key_side < 0 else (right, left)
    return linear(
        (start, 0.0),
        (end, 0.0),
        [tone.rim, tone.lit, tone.mid, tone.dark, mix(tone.dark, tone.mid, 0.25)],
        [0.0, 0.16, 0.48, 0.85, 1.0],
    )


def box(left: float, top: float, right: float, bottom: float) -> skia.Rect:
    """A rectangle by its edges."""
    return skia.Rect.MakeLTRB(left, top, right, bottom)


def oval(cx: float, cy: float, rx: float, ry: float) -> skia.Rect:
    """The box of an ellipse, by centre and radii."""
    return skia.Rect.MakeLTRB(cx - rx, cy - ry, cx + rx, cy + ry)


def polygon(points: Iterable[Point], closed: bool = True) -> skia.Path:
    """Straight lines through points."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], closed)
    return path


def outline(half_width: float, height: float, text: str) -> list[Point]:
    """Points from pairs of numbers: x in half-widths, then how high up in heights."""
    numbers = [float(word) for word in text.split()]
    pairs = zip(numbers[0::2], numbers[1::2], strict=True)
    return [(x * half_width, -up * height) for x, up in pairs]


def curve(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """A smooth line through points: a Catmull-Rom spline as Bézier curves."""
    path = skia.Path()
    if closed:
        passed = [points[-1], *points, points[0], points[1 % len(points)]]
    else:
        passed = [points[0], *points, points[-1]]
    path.moveTo(*points[0])
    (x0, y0), (x1, y1), (x2, y2) = passed[:3]
    for x3, y3 in passed[3:]:
        path.cubicTo(
            x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2
        )
        x0, y0, x1, y1, x2, y2 = x1, y1, x2, y2, x3, y3
    if closed:
        path.close()
    return path


def turned(profile: Sequence[Point]) -> skia.Path:
    """A lathe-turned body: half-widths by height, mirrored about x = 0."""
    right = [(half, y) for half, y in profile]
    left = [(-half, y) for half, y in reversed(profile)]
    path = curve(right, closed=False)
    path.lineTo(*left[0])
    path.addPath(curve(left, closed=False), skia.Path.kExtend_AddPathMode)
    path.close()
    return path


def blob(random: Random, cx: float, cy: float, rx: float, ry: float, rough: float) -> skia.Path:
    """A round, uneven shape: a crown of leaves, a stone, a cloud's puff."""
    count = 11
    turn = random.uniform(0, math.tau)
    points = []
    for index in range(count):
        angle = turn + math.tau * index / count
        reach = 1 + random.uniform(-rough, rough)
        points.append((cx + rx * reach * math.cos(angle), cy + ry * reach * math.sin(angle)))
    return curve(points)


@functools.lru_cache(maxsize=16)
def _noise(seed: int, slope: float) -> NDArray[np.float64]:
    """A seamless square of noise from −1 to 1, spectrum 1/f^slope."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft2(rng.standard_normal((_TEXTURE_PX, _TEXTURE_PX)))
    fy = np.fft.fftfreq(_TEXTURE_PX)[:, None]
    fx = np.fft.rfftfreq(_TEXTURE_PX)[None, :]
    reach = np.hypot(fx, fy)
    reach[0, 0] = 1.0
    spectrum *= reach**-slope
    spectrum[0, 0] = 0.0
    noise = np.fft.irfft2(spectrum, s=(_TEXTURE_PX, _TEXTURE_PX))
    evened: NDArray[np.float64] = np.clip(noise / (2.2 * noise.std()), -1, 1)
    return evened


@functools.lru_cache(maxsize=64)
def _noise_tile(seed: int, slope: float, halvings: tuple[int, int]) -> skia.Image:
    """The noise as white and black of varying opacity, averaged across and down by powers of two,
    for grain that is seen too small or too slanting to be told apart."""
    noise = _noise(seed, slope)
    across, down = 2 ** halvings[0], 2 ** halvings[1]
    size = (_TEXTURE_PX // down, down, _TEXTURE_PX // across, across)
    noise = noise.reshape(size).mean(axis=(1, 3))
    alpha = np.abs(noise * 255).astype(np.uint8)
    white = np.where(noise > 0, alpha, 0).astype(np.uint8)
    pixels = np.stack([white, white, white, alpha], axis=2)
    return skia.Image.frombytes(
        pixels.tobytes(),
        (noise.shape[1], noise.shape[0]),
        skia.kBGRA_8888_ColorType,
        skia.kPremul_AlphaType,
    )


def _halvings(canvas: skia.Canvas, area: skia.Rect, grain: tuple[float, float]) -> tuple[int, int]:
    """How often grain of this size (metres across, down) is halved where the canvas shows it under
    a pixel wide, or high."""
    x, y = area.centerX(), area.centerY()
    points = [skia.Point(x, y), skia.Point(x + grain[0], y), skia.Point(x, y + grain[1])]
    middle, right, below = canvas.getTotalMatrix().mapPoints(points)
    return _halvings_of(right - middle), _halvings_of(below - middle)


def _halvings_of(seen: skia.Point) -> int:
    length_px = max(math.hypot(seen.x(), seen.y()), 1e-9)
    return round(min(_MOST_HALVINGS, max(0.0, -math.log2(length_px))))


def texture(
    canvas: skia.Canvas,
    area: skia.Path | skia.Rect,
    tile_m: tuple[float, float],
    strength: float,
    seed: int = 1,
    slope: float = 1.1,
) -> None:
    """Roughens an area with light and dark grain.

    `tile_m` is the size of the repeating tile (1/256 of it is the finest grain); a low `slope`
    gives fine grain (1: plaster), a high one clouds (2).
    """
    bounds = area if isinstance(area, skia.Rect) else area.getBounds()
    grain = (tile_m[0] / _TEXTURE_PX, tile_m[1] / _TEXTURE_PX)
    tile = _noise_tile(seed, slope, _halvings(canvas, bounds, grain))
    matrix = skia.Matrix.Scale(tile_m[0] / tile.width(), tile_m[1] / tile.height())
    shader = tile.makeShader(skia.TileMode.kRepeat, skia.TileMode.kRepeat, LINEAR, matrix)
    paint = skia.Paint(AntiAlias=True, Shader=shader, Alphaf=strength)
    if isinstance(area, skia.Rect):
        canvas.drawRect(area, paint)
    else:
        canvas.drawPath(area, paint)


def dots(canvas: skia.Canvas, points: Iterable[Point], paint: skia.Paint) -> None:
    """Draws round points as wide as the paint's stroke, in one call."""
    placed = list(itertools.starmap(skia.Point, points))
    if placed:
        canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, placed, paint)


def contact_shadow(
    canvas: skia.Canvas,
    light: Light,
    half_width: float,
    opacity: float = 0.5,
    deep: float | None = None,
) -> None:
    """The dark where a thing meets its ground, at y = 0; `deep` from front to back."""
    dark = mix(light.fill, "#000000", 0.75)
    centre = -light.key_side * half_width * 0.12
    half_depth = half_width * 0.14 if deep is None else deep / 2
    canvas.drawOval(
        oval(centre, 0.0, half_width * 1.08, half_depth),
        fill(dark, opacity, half_depth / 2),
    )


@functools.lru_cache(maxsize=32)
def glow_sprite(colour: Rgb) -> skia.Image:
    """A round glow, 320 pixels wide, to be drawn scaled: far cheaper than a gradient a frame."""
    side = 320
    surface = skia.Surface.MakeRaster(
        skia.ImageInfo.Make(side, side, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    )
    ember = mix(colour, "#ff8a2a", 0.35)
    surface.getCanvas().drawCircle(
        side / 2,
        side / 2,
        side / 2,
        radial(
            (side / 2, side / 2),
            side / 2,
            [(colour, 1.0), (colour, 0.45), (ember, 0.14), (ember, 0.0)],
            [0.0, 0.18, 0.5, 1.0],
        ),
    )
    return surface.makeImageSnapshot()


def draw_glow(
    canvas: skia.Canvas, x: float, y: float, radius: float, colour: Rgb, opacity: float
) -> None:
    """Light around a flame or a bulb."""
    canvas.drawImageRect(
        glow_sprite(colour),
        oval(x, y, radius, radius),
        _NEAREST,
        skia.Paint(Alphaf=max(0.0, min(1.0, opacity))),
    )
