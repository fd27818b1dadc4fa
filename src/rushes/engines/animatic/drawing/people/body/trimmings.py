"""What is on the upper garment, and what hangs from the shoulders: trims, capes and wings."""

from __future__ import annotations

import skia

from rushes.engines.animatic.costumes import Shape, trims
from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.drawing.people.body import trunk
from rushes.engines.animatic.drawing.people.body.outfit import BodyLook, edge_light, folds, shaded
from rushes.engines.animatic.drawing.people.ink import Point, lerp, mix, polygon, smooth
from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton

CAPE_LENGTH = 2.05
"""Of the trunk's length, from the neck."""


def paint_trims(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """Aprons, belts, badges, in the order told."""
    for name in look.figure.trims:
        trim = trims().get(name)
        if trim is None or (skeleton.breadth < -0.5 and not trim.from_behind):
            continue
        colour = look.figure.tint(name) or trim.colour
        for shape in trim.shapes:
            _paint(canvas, look, skeleton, shape, colour)


def _paint(
    canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton, shape: Shape, colour: str
) -> None:
    own = shape.colour or mix(colour, "#14100e", shape.shade)
    points = [_on_front(look, skeleton, x, y) for x, y in shape.points]
    path = smooth(points) if shape.is_round else polygon(points)
    tones = ink.cloth_tones(own, look.light)
    box = path.computeTightBounds()
    middle = box.centerY()
    canvas.drawPath(path, shaded(look, tones, (box.left(), middle), (box.right(), middle), 0.3))
    if look.is_detailed:
        canvas.drawPath(path, ink.stroke(tones.deep, 0.003 * look.body.height / 1.7, 0.45))


def _on_front(look: BodyLook, skeleton: Skeleton, across: float, down: float) -> Point:
    """A point of the garment's front on the picture; from the side only its near half is seen."""
    station = trunk.width_at(skeleton, look.body, down, look.looseness + 0.002)
    if skeleton.side > 0.8:
        # A belt goes all round; what lies on the chest is seen up to the breastbone.
        share = 0.5 + 0.5 * (1 - abs(across)) if abs(across) < 0.9 else 0.5 + 0.5 * across
        return lerp(station.left, station.right, share)
    turned = 0.10 * skeleton.side * (1 - across * across)
    return lerp(station.left, station.right, min(1.0, max(0.0, 0.5 + 0.5 * across + turned)))


def cape_outline(look_height: float, skeleton: Skeleton) -> list[Point]:
    """Corners of the room that a cape or wings take."""
    x, y = skeleton.neck
    size = look_height / 1.7
    return [(x - 0.75 * size, y - 0.45 * size), (x + 0.75 * size, y + 1.28 * size)]


def paint_behind(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """Wings and cape, behind the body, or over it where it is seen from behind."""
    wings, cape = look.figure.tint("wings"), look.figure.tint("cape")
    if wings:
        _wings(canvas, look, skeleton, wings)
    if cape:
        _cape(canvas, look, skeleton, cape)


def _cape(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton, colour: str) -> None:
    size, body = look.body.height / 1.7, look.body
    top = trunk.width_at(skeleton, body, 0.04, 0.01 * size)
    low = trunk.spine_point(skeleton, min(CAPE_LENGTH, 1.0) if skeleton.pose.support == "seat"
                            else CAPE_LENGTH)  # fmt: skip
    if skeleton.side > 0.8:
        outline = [top.right, lerp(top.left, top.right, 0.4), top.left,
                   (top.left[0] - 0.14 * size, lerp(top.left, low, 0.5)[1]),
                   (low[0] - 0.42 * size, low[1]), (low[0] - 0.20 * size, low[1] + 0.05 * size),
                   (low[0] - 0.02 * size, low[1] - 0.02 * size)]  # fmt: skip
    else:
        wide = 0.36 * size
        outline = [top.left, lerp(top.left, top.right, 0.5), top.right,
                   (top.right[0] + 0.10 * size, lerp(top.right, low, 0.4)[1]),
                   (low[0] + wide, low[1]), (low[0], low[1] + 0.04 * size),
                   (low[0] - wide, low[1]),
                   (top.left[0] - 0.10 * size, lerp(top.left, low, 0.4)[1])]  # fmt: skip
    tones = ink.cloth_tones(colour, look.light)
    path = smooth(outline)
    box = path.computeTightBounds()
    canvas.drawPath(path, shaded(look, tones, (box.left(), 0), (box.right(), 0)))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    start = lerp(top.left, top.right, 0.5)
    lines: list[tuple[Point, ...]] = []
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        end = (box.left() + share * box.width(), box.bottom())
        lines.append((start, lerp(start, end, 0.5), end))
    folds(canvas, look, tones, lines, 0.02 * size)
    edge_light(canvas, look, path, 0.010 * size)
    canvas.restore()


def _wings(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton, colour: str) -> None:
    size = look.body.height / 1.7
    x, y = trunk.spine_point(skeleton, 0.25)
    tones = ink.cloth_tones(colour, look.light)
    for side in (-1,) if skeleton.side > 0.8 else (-1, 1):
        wing = [(0.0, 0.0), (0.22, -0.30), (0.46, -0.40), (0.64, -0.30), (0.62, -0.02),
                (0.52, 0.24), (0.42, 0.46), (0.30, 0.56), (0.20, 0.40), (0.08, 0.20)]  # fmt: skip
        path = smooth([(x + side * px * size, y + py * size) for px, py in wing])
        canvas.drawPath(path, shaded(look, tones, (x, y), (x + side * 0.6 * size, y)))
        for reach in (0.30, 0.42, 0.54):
            feather = smooth(((x + side * 0.06 * size, y + 0.02 * size),
                              (x + side * reach * size, y - 0.1 * size),
                              (x + side * (reach + 0.04) * size, y + (0.66 - reach) * size)),
                             closed=False)  # fmt: skip
            canvas.drawPath(feather, ink.stroke(tones.deep, 0.006 * size, 0.35))
        edge_light(canvas, look, path, 0.008 * size)
