"""Colours, strokes and smooth outlines: what every painter of people draws with."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.paint import argb, channels
from rushes.engines.animatic.drawing.paint import lit_by as lit_by
from rushes.engines.animatic.drawing.paint import mix as mix
from rushes.engines.animatic.scene import Light, Rgb

Point = tuple[float, float]


def luminance(colour: Rgb) -> float:
    """Perceived brightness, 0..1 (Rec. 601 weights)."""
    red, green, blue = channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def fill(colour: Rgb, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint that fills; `blur` is a sigma in canvas units."""
    paint = skia.Paint(AntiAlias=True, Color=argb(colour, alpha))
    return _blurred(paint, blur)


def stroke(colour: Rgb, width: float, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint that strokes with round ends."""
    paint = skia.Paint(
        AntiAlias=True,
        Color=argb(colour, alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    return _blurred(paint, blur)


def _blurred(paint: skia.Paint, blur: float) -> skia.Paint:
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def linear(
    start: Point,
    end: Point,
    colours: Sequence[Rgb | tuple[Rgb, float]],
    stops: Sequence[float] | None = None,
) -> skia.Paint:
    """A paint with a linear gradient; a colour may carry its own alpha."""
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(*start), skia.Point(*end)],
        [_packed(c) for c in colours],
        list(stops) if stops else None,
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def radial(
    centre: Point,
    radius: float,
    colours: Sequence[Rgb | tuple[Rgb, float]],
    stops: Sequence[float] | None = None,
) -> skia.Paint:
    """A paint with a radial gradient; a colour may carry its own alpha."""
    shader = skia.GradientShader.MakeRadial(
        skia.Point(*centre), radius, [_packed(c) for c in colours], list(stops) if stops else None
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def _packed(colour: Rgb | tuple[Rgb, float]) -> int:
    return argb(colour) if isinstance(colour, str) else argb(*colour)


def smooth(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """A path through all points without corners (Catmull-Rom)."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for i in range(count if closed else count - 1):
        if closed:
            before, start, end, after = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            before, start, end = points[max(0, i - 1)], points[i], points[i + 1]
            after = points[min(count - 1, i + 2)]
        path.cubicTo(
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point]) -> skia.Path:
    """A closed path with straight edges."""
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in points], True)
    return path


def tapered(
    spine: Sequence[Point], half_widths: Sequence[float], tip: float = 0.8, root: float = 0.0
) -> skia.Path:
    """The outline of a limb along `spine`; `tip` and `root` round its ends by that share of the
    width there, 0 leaves them square."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(spine) - 1
    for i, (x, y) in enumerate(spine):
        before, after = spine[max(0, i - 1)], spine[min(last, i + 1)]
        dx, dy = _direction(before, after)
        left.append((x + dy * half_widths[i], y - dx * half_widths[i]))
        right.append((x - dy * half_widths[i], y + dx * half_widths[i]))
    right.reverse()
    dx, dy = _direction(spine[-2], spine[-1])
    end = (spine[-1][0] + dx * half_widths[-1] * tip, spine[-1][1] + dy * half_widths[-1] * tip)
    dx, dy = _direction(spine[0], spine[1])
    start = (spine[0][0] - dx * half_widths[0] * root, spine[0][1] - dy * half_widths[0] * root)
    if tip and root:
        return smooth([*left, end, *right, start])
    path = smooth([*left, end, *right] if tip else left, closed=False)
    if not tip:
        _continue(path, [*right, start, left[0]] if root else right)
    elif root:
        _continue(path, [right[-1], start, left[0]])
    path.close()
    return path


def _continue(path: skia.Path, points: Sequence[Point]) -> None:
    """A straight line to the first of the points and a smooth one through the others."""
    count = len(points)
    path.lineTo(*points[0])
    for i in range(count - 1):
        before, start, end = points[max(0, i - 1)], points[i], points[i + 1]
        after = points[min(count - 1, i + 2)]
        path.cubicTo(*_handle(start, before, end), *_handle(end, after, start), *end)


def _handle(at: Point, before: Point, after: Point) -> Point:
    return at[0] + (after[0] - before[0]) / 6, at[1] + (after[1] - before[1]) / 6


def _direction(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def lerp(start: Point, end: Point, share: float) -> Point:
    """The point `share` of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def turned(point: Point, pivot: Point, degrees: float) -> Point:
    """`point` turned clockwise (y is down) about `pivot`."""
    angle = math.radians(degrees)
    dx, dy = point[0] - pivot[0], point[1] - pivot[1]
    cos, sin = math.cos(angle), math.sin(angle)
    return pivot[0] + dx * cos - dy * sin, pivot[1] + dx * sin + dy * cos


@contextmanager
def fading_in(canvas: skia.Canvas, box: skia.Rect, start: Point, end: Point) -> Iterator[None]:
    """What is drawn inside appears gradually from `start` (nothing) to `end` (all)."""
    canvas.saveLayer(box, None)
    yield
    mask = linear(start, end, (("#000000", 0.0), ("#000000", 1.0)))
    mask.setBlendMode(skia.BlendMode.kDstIn)
    canvas.drawPaint(mask)
    canvas.restore()


def sliver(spine: Sequence[Point], width: float) -> skia.Path:
    """A lock of hair or a crease: pointed at both ends, `width` in the middle."""
    last = len(spine) - 1
    out, back = [], []
    for i, (x, y) in enumerate(spine):
        dx, dy = _direction(spine[max(0, i - 1)], spine[min(last, i + 1)])
        half = width / 2 * math.sin(math.pi * (0.06 + 0.88 * i / last))
        out.append((x + dy * half, y - dx * half))
        back.append((x - dy * half, y + dx * half))
    return smooth([*out, *reversed(back)])


@dataclass(frozen=True, slots=True)
class Tones:
    """A material's colour from the lit side to the deepest shadow."""

    light: Rgb
    base: Rgb
    shade: Rgb
    deep: Rgb


def rim_gain(light: Light) -> float:
    """How strong the edge light is: a low sun behind people draws their outlines in gold."""
    return 1.3 if light.time_of_day in ("golden hour", "dawn", "dusk") else 0.75


def exposure(light: Light) -> float:
    """How bright what is painted may be: night is darker, never black."""
    return max(0.45, min(1.12, light.exposure))


def skin_tones(skin: Rgb, light: Light) -> Tones:
    """Skin: shadows turn red before they turn to the fill's colour, as light passes through it."""
    gain = exposure(light)
    lamp = mix("#ffffff", light.key, 0.25)
    return Tones(
        light=lit_by(mix(skin, mix(light.key, "#ffffff", 0.35), 0.36), lamp, gain * 1.05),
        base=lit_by(skin, mix("#ffffff", light.key, 0.20), gain),
        shade=mix(lit_by(skin, "#c98f7c", gain * 0.92), light.fill, 0.16),
        deep=mix(lit_by(skin, "#8a4c40", gain * 0.86), light.fill, 0.20),
    )


def cloth_tones(colour: Rgb, light: Light) -> Tones:
    """Cloth: a warm lit side, a shadow in the fill's colour."""
    gain = exposure(light)
    dark = luminance(colour) < 0.25
    lamp = mix("#ffffff", light.key, 0.65)
    return Tones(
        light=lit_by(mix(colour, light.key, 0.30 if dark else 0.38), "#ffffff", gain * 1.05),
        base=lit_by(colour, mix("#ffffff", light.key, 0.35), gain),
        shade=mix(lit_by(colour, mix(lamp, light.fill, 0.42), gain), light.fill, 0.05),
        deep=mix(lit_by(colour, mix(lamp, light.fill, 0.60), gain * 0.66), light.fill, 0.06),
    )


def hair_tones(colour: Rgb, light: Light) -> Tones:
    """Hair: strong contrast between sheen and depth."""
    gain = exposure(light)
    return Tones(
        light=lit_by(
            mix(colour, light.key, 0.18 + 0.36 * luminance(colour)), "#ffffff", gain * 1.08
        ),
        base=lit_by(colour, mix("#ffffff", light.key, 0.30), gain),
        shade=mix(lit_by(colour, "#94705c", gain), light.fill, 0.08),
        deep=mix(lit_by(colour, "#5a3c30", gain * 0.9), "#120a0a", 0.22),
    )
