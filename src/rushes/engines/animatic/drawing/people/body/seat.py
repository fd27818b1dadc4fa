"""The chair under someone who sits: nobody hangs in the air where the words name no seat."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.drawing.people.body.outfit import BodyLook, edge_light
from rushes.engines.animatic.drawing.people.ink import Point, fill, linear, polygon
from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton

WOOD = "#6e4a30"


def seat_height(skeleton: Skeleton, height_m: float) -> float:
    """The seat's y: just under the hips."""
    return skeleton.pelvis[1] + 0.062 * height_m


def seat_outline(skeleton: Skeleton, height_m: float) -> list[Point]:
    """Corners of the space that the chair takes."""
    x, top = skeleton.pelvis[0], seat_height(skeleton, height_m)
    half = 0.25 + 0.05 * abs(skeleton.breadth)
    return [(x - half - 0.08, top - 0.50), (x + half, 0.01)]


def paint_seat(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """A plain wooden chair, painted before the body."""
    if skeleton.pose.support != "seat":
        return
    height = look.body.height
    top = seat_height(skeleton, height)
    x = skeleton.pelvis[0]
    tones = ink.cloth_tones(WOOD, look.light)
    start, end = (
        ((x + 0.3, 0), (x - 0.3, 0)) if look.side_light >= 0 else ((x - 0.3, 0), (x + 0.3, 0))
    )
    wood = linear(start, end, (tones.light, tones.base, tones.shade), (0, 0.4, 1))
    for piece in _side(x, top) if skeleton.side > 0.5 else _front(x, top):
        path = polygon(piece)
        canvas.drawPath(path, wood)
        if look.is_detailed:
            canvas.save()
            canvas.clipPath(path, doAntiAlias=True)
            edge_light(canvas, look, path, 0.006, 0.8)
            canvas.restore()
    canvas.drawRect(skia.Rect(x - 0.21, top + 0.035, x + 0.20, top + 0.055), fill(tones.deep, 0.5))


def _side(x: float, top: float) -> list[list[Point]]:
    """Legs, back and seat from the side."""
    return [
        [(x + 0.17, top), (x + 0.205, top), (x + 0.215, 0.0), (x + 0.185, 0.0)],
        [(x - 0.20, top), (x - 0.165, top), (x - 0.195, 0.0), (x - 0.23, 0.0)],
        [(x - 0.20, top + 0.02), (x - 0.165, top + 0.02), (x - 0.185, top - 0.46),
         (x - 0.218, top - 0.46)],
        [(x - 0.22, top), (x + 0.22, top), (x + 0.215, top + 0.04), (x - 0.215, top + 0.04)],
        [(x - 0.20, top + 0.26), (x + 0.20, top + 0.26), (x + 0.20, top + 0.285),
         (x - 0.20, top + 0.285)],
    ]  # fmt: skip


def _front(x: float, top: float) -> list[list[Point]]:
    """Legs and seat from the front or behind: a stool, since a bench or sofa may stand there."""
    pieces = [[(x - 0.22, top), (x + 0.22, top), (x + 0.21, top + 0.045), (x - 0.21, top + 0.045)]]
    for side in (-1, 1):
        pieces.append([(x + side * 0.205, top), (x + side * 0.17, top),
                       (x + side * 0.175, 0.0), (x + side * 0.21, 0.0)])  # fmt: skip
    return pieces
