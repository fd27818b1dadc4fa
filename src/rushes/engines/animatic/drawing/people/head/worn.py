"""What is worn on the head: glasses, hats, caps and helmets, from the side and from the front."""

from __future__ import annotations

from dataclasses import replace

import skia

from rushes.engines.animatic.costumes import Headgear, Shape, headgear, headgear_named
from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.drawing.people.head.front.outline import FRONT, Turn
from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.head.view import Layer, box_of
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fill,
    linear,
    mix,
    polygon,
    smooth,
    stroke,
    tapered,
)
from rushes.engines.animatic.scene import Figure, Rgb

FELT: Rgb = "#5a4634"
SHELL: Rgb = "#e0b23a"
CAP: Rgb = "#2f4a6a"
FRAME: Rgb = "#2a1c18"

HAT_BOX = (-1.20, -0.34, 0.42, 0.42)
FRONT_HAT_BOX = (-0.74, -0.34, 0.74, 0.36)
GLASSES_BOX = (-0.54, 0.38, 0.10, 0.62)
FRONT_GLASSES_BOX = (-0.46, 0.36, 0.44, 0.64)


def wears(figure: Figure, *words: str) -> bool:
    """Whether one of the accessories is called so."""
    return any(word in accessory for accessory in figure.accessories for word in words)


def headgear_of(figure: Figure) -> str | None:
    """`hat`, `cap` or `helmet`; None for a bare head."""
    for word in ("helmet", "cap", "hat", "beret", "crown", "hood"):
        if wears(figure, word):
            return word if word in ("helmet", "cap") else "hat"
    return None


def worn_layers(figure: Figure, turn: Turn | None, from_behind: bool = False) -> list[Layer]:
    """Layers over the hair; `turn` is None in profile."""
    layers = []
    is_dark = wears(figure, "sunglasses")
    if (is_dark or wears(figure, "glasses")) and not from_behind:

        def glasses(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
            del face
            if turn is None:
                _side_glasses(canvas, look, is_dark)
            else:
                _front_glasses(canvas, look, turn, is_dark)

        layers.append(Layer(glasses, GLASSES_BOX if turn is None else FRONT_GLASSES_BOX))
    gear = gear_of(figure)
    if gear is not None:
        layers.append(_gear_layer(figure, gear, turn, from_behind))
        return layers
    kind = headgear_of(figure)
    if kind is not None:

        def headgear(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
            del face
            if turn is None:
                _side_headgear(canvas, look, kind)
            else:
                _front_headgear(canvas, look, turn, kind, from_behind)

        layers.append(Layer(headgear, HAT_BOX if turn is None else FRONT_HAT_BOX))
    return layers


def gear_of(figure: Figure) -> Headgear | None:
    """The headgear that is kept as data."""
    return headgear().get(figure.headgear or headgear_named(figure.accessories))


def shown_hair(figure: Figure) -> Figure:
    """The figure with the hair that its headgear leaves to be seen."""
    gear = gear_of(figure)
    return replace(figure, hair_style="bald") if gear and gear.hides_hair else figure


def _gear_layer(figure: Figure, gear: Headgear, turn: Turn | None, from_behind: bool) -> Layer:
    shapes = gear.side if turn is None else (gear.back or gear.front) if from_behind else gear.front
    move = 0.03 if turn is not None and turn.is_turned else 0.0
    told = figure.tint("headgear") or gear.colour

    def paint(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
        del face
        for shape in shapes:
            own = shape.colour or (
                mix(told, "#14100e", shape.shade)
                if shape.shade > 0
                else mix(told, "#ffffff", -shape.shade)
            )
            outline = tuple((x + move, y) for x, y in whole_outline(shape))
            if shape.alpha < 1:
                canvas.drawPath(smooth(outline), fill(look.lit(own), shape.alpha))
            else:
                _shape(canvas, look, outline, own, shape.is_round)

    corners = []
    for shape in shapes:
        outline = [(x + move, y) for x, y in whole_outline(shape)]
        box = (smooth(outline) if shape.is_round else polygon(outline)).computeTightBounds()
        corners += [(box.left(), box.top()), (box.right(), box.bottom())]
    return Layer(paint, box_of(corners, 0.03))


def whole_outline(shape: Shape) -> tuple[Point, ...]:
    """The outline with its mirrored half."""
    if not shape.halves:
        return shape.points
    return (*shape.points, *((-x, y) for x, y in reversed(shape.points) if x))


def _side_glasses(canvas: skia.Canvas, look: HeadLook, is_dark: bool) -> None:
    frame = ink.cloth_tones(FRAME, look.light)
    lens = smooth(((0.012, 0.440), (-0.030, 0.428), (-0.094, 0.440), (-0.110, 0.490),
                   (-0.085, 0.545), (-0.030, 0.552), (0.006, 0.520)))  # fmt: skip
    if is_dark:
        canvas.drawPath(lens, linear((0, 0.43), (0, 0.55), ("#1a1210", "#6a4a34")))
    else:
        canvas.drawPath(lens, fill("#e8f2ff", 0.14))
    canvas.drawPath(lens, stroke(frame.base, 0.014, 0.95))
    canvas.drawLine(-0.108, 0.466, -0.44, 0.482, stroke(frame.base, 0.016, 0.95))
    canvas.drawLine(-0.02, 0.446, -0.06, 0.500, stroke("#ffffff", 0.008, 0.45))


def _front_glasses(canvas: skia.Canvas, look: HeadLook, turn: Turn, is_dark: bool) -> None:
    frame = ink.cloth_tones(FRAME, look.light)
    level = 0.535 if look.is_childlike else 0.488
    for side in (-1, 1):
        x, y = turn.at(0.152 * side, level)
        half = 0.108 * turn.narrowing(0.152 * side)
        lens = skia.Rect(x - half, y - 0.066, x + half, y + 0.068)
        if is_dark:
            canvas.drawRoundRect(lens, 0.055, 0.055, linear((0, y - 0.06), (0, y + 0.06),
                                                            ("#1a1210", "#6a4a34")))  # fmt: skip
        else:
            canvas.drawRoundRect(lens, 0.055, 0.055, fill("#e8f2ff", 0.13))
        canvas.drawRoundRect(lens, 0.055, 0.055, stroke(frame.base, 0.014, 0.95))
        canvas.drawLine(x - 0.04, y - 0.05, x - 0.07, y + 0.02, stroke("#ffffff", 0.010, 0.35))
        out = turn.at(0.262 * side, level - 0.02), turn.at(0.35 * side, level - 0.012)
        canvas.drawLine(*out[0], *out[1], stroke(frame.base, 0.014, 0.95))
    left, top, right = (turn.at(-0.044, level - 0.01, 0.02), turn.at(0.0, level - 0.026, 0.05),
                        turn.at(0.044, level - 0.01, 0.02))  # fmt: skip
    canvas.drawPath(smooth((left, top, right), closed=False), stroke(frame.base, 0.014, 0.95))


def _shape(
    canvas: skia.Canvas,
    look: HeadLook,
    points: tuple[Point, ...],
    colour: Rgb,
    is_round: bool = True,
) -> None:
    tones = ink.cloth_tones(colour, look.light)
    path = smooth(points) if is_round else polygon(points)
    box = path.computeTightBounds()
    left, right = (box.left(), 0.0), (box.right(), 0.0)
    start, end = (right, left) if look.front_light >= 0 else (left, right)
    canvas.drawPath(path, linear(start, end, (tones.light, tones.base, tones.shade, tones.deep),
                                 (0, 0.3, 0.7, 1)))  # fmt: skip
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    canvas.drawPath(path, stroke(look.light.rim, 0.03, 0.35, 0.010))
    canvas.restore()


def _side_headgear(canvas: skia.Canvas, look: HeadLook, kind: str) -> None:
    told = look.figure.tint("headgear")
    felt, shell, cap = told or FELT, told or SHELL, told or CAP
    if kind == "cap":
        _shape(canvas, look, ((0.02, 0.20), (0.02, 0.02), (-0.18, -0.13), (-0.48, -0.14),
                              (-0.78, 0.04), (-0.87, 0.28), (-0.60, 0.27), (-0.30, 0.25)),
               cap)  # fmt: skip
        _shape(canvas, look, ((-0.04, 0.19), (0.14, 0.18), (0.32, 0.24), (0.34, 0.27), (0.12, 0.25),
                              (-0.06, 0.25)), mix(cap, "#101418", 0.3))  # fmt: skip
        return
    if kind == "helmet":
        _shape(canvas, look, ((0.05, 0.27), (0.06, 0.06), (-0.14, -0.14), (-0.46, -0.17),
                              (-0.80, 0.0), (-0.92, 0.32), (-0.84, 0.50), (-0.60, 0.48),
                              (-0.52, 0.30), (-0.20, 0.28)), shell)  # fmt: skip
        return
    _shape(
        canvas,
        look,
        (
            (0.00, 0.16),
            (0.00, -0.10),
            (-0.12, -0.24),
            (-0.34, -0.21),
            (-0.56, -0.25),
            (-0.76, -0.12),
            (-0.82, 0.14),
            (-0.42, 0.20),
        ),
        felt,
    )
    band = tapered([(-0.81, 0.10), (-0.40, 0.15), (0.0, 0.11)], [0.035, 0.035, 0.035], 0.0)
    canvas.drawPath(band, fill(mix(felt, "#140c0a", 0.6)))
    _shape(canvas, look, ((0.34, 0.19), (0.10, 0.13), (-0.40, 0.16), (-0.90, 0.12), (-1.12, 0.18),
                          (-0.90, 0.23), (-0.40, 0.25), (0.12, 0.24)), felt)  # fmt: skip


def _front_headgear(
    canvas: skia.Canvas, look: HeadLook, turn: Turn, kind: str, from_behind: bool
) -> None:
    told = look.figure.tint("headgear")
    felt, shell, cap = told or FELT, told or SHELL, told or CAP
    move = 0.03 if turn.is_turned else 0.0

    def at(*points: Point) -> tuple[Point, ...]:
        """Half an outline, top to side, and its mirror image."""
        other = [(-x, y) for x, y in reversed(points)]
        return tuple((x + move, y) for x, y in (*points, *other))

    if kind == "helmet":
        low = 0.52 if from_behind else 0.25
        _shape(canvas, look, at((0.10, -0.17), (0.32, -0.08), (0.43, 0.14), (0.43, 0.36),
                                (0.36, low), (0.12, low - 0.02)), shell)  # fmt: skip
        return
    if kind == "cap":
        _shape(canvas, look, at((0.10, -0.14), (0.30, -0.06), (0.40, 0.12), (0.39, 0.27),
                                (0.14, 0.23)), cap)  # fmt: skip
        if not from_behind:
            _shape(canvas, look, at((0.12, 0.17), (0.30, 0.20), (0.36, 0.28), (0.20, 0.27),
                                    (0.06, 0.25)), mix(cap, "#101418", 0.3))  # fmt: skip
        return
    _shape(canvas, look, at((0.08, -0.21), (0.24, -0.25), (0.36, -0.10), (0.39, 0.14),
                            (0.12, 0.18)), felt)  # fmt: skip
    band = smooth(at((0.14, 0.09), (0.39, 0.07), (0.40, 0.15), (0.14, 0.18)))
    canvas.drawPath(band, fill(mix(felt, "#140c0a", 0.6)))
    _shape(canvas, look, at((0.20, 0.12), (0.50, 0.10), (0.68, 0.14), (0.52, 0.21), (0.20, 0.25)),
           felt)  # fmt: skip


def back_worn_layers(figure: Figure) -> list[Layer]:
    """Layers over the hair as seen from behind."""
    return worn_layers(figure, FRONT, from_behind=True)
