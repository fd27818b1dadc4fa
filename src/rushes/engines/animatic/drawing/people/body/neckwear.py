"""What is worn around the neck: scarves and necklaces."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.drawing.people.body import trunk
from rushes.engines.animatic.drawing.people.body.outfit import BodyLook, edge_light, shaded
from rushes.engines.animatic.drawing.people.ink import lerp, sliver, smooth, stroke
from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton

WOOL = "#a8483a"


def paint_neckwear(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """A scarf or a necklace, over the garment."""
    words = " ".join(look.figure.accessories)
    if "scarf" in words or "shawl" in words:
        _scarf(canvas, look, skeleton)
    if "necklace" in words or "pendant" in words or "pearls" in words:
        _necklace(canvas, look, skeleton)


def _scarf(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    size = look.body.height / 1.7
    top = trunk.width_at(skeleton, look.body, -0.10, 0.02 * size)
    low = trunk.width_at(skeleton, look.body, 0.09, 0.012 * size)
    tones = ink.cloth_tones(look.figure.tint("scarf") or WOOL, look.light)
    wrap = smooth((top.left, lerp(top.left, top.right, 0.5), top.right,
                   (low.right[0] + 0.015 * size, low.right[1] - 0.02 * size),
                   lerp(low.left, low.right, 0.6), low.left))  # fmt: skip
    start = lerp(low.left, low.right, 0.72)
    if skeleton.breadth > -0.5:
        end = trunk.spine_point(skeleton, 0.62)
        x = start[0] + 0.02 * size
        tail = smooth(((start[0] - 0.035 * size, start[1]), (x + 0.04 * size, start[1]),
                       (x + 0.045 * size, end[1]), (x - 0.05 * size, end[1])))  # fmt: skip
        canvas.drawPath(tail, shaded(look, tones, (x - 0.05 * size, 0), (x + 0.05 * size, 0)))
    canvas.drawPath(wrap, ink.fill(tones.deep, 0.4, 0.01 * size))
    canvas.drawPath(wrap, shaded(look, tones, low.left, low.right))
    canvas.save()
    canvas.clipPath(wrap, doAntiAlias=True)
    for share in (0.25, 0.5, 0.75):
        a, b = lerp(top.left, low.left, share), lerp(top.right, low.right, share)
        middle = lerp(a, b, 0.5)
        fold = sliver((a, (middle[0], middle[1] + 0.02 * size), b), 0.012 * size)
        canvas.drawPath(fold, ink.fill(tones.deep, 0.4, 0.003 * size))
    edge_light(canvas, look, wrap, 0.008 * size)
    canvas.restore()


def _necklace(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    if skeleton.breadth < -0.5 or not look.is_detailed:
        return
    size = look.body.height / 1.7
    top = trunk.width_at(skeleton, look.body, 0.01, 0.0)
    dip = trunk.spine_point(skeleton, 0.15)
    dip = (dip[0] + 0.05 * size * skeleton.side, dip[1])
    if skeleton.side > 0.8:
        dip = trunk.width_at(skeleton, look.body, 0.13, 0.0).right
    start = top.left if skeleton.side < 0.8 else top.middle
    line = (start, lerp(start, dip, 0.6), dip, lerp(top.right, dip, 0.6), top.right)
    path = smooth(line if skeleton.side < 0.8 else line[:3], closed=False)
    canvas.drawPath(path, stroke("#c9963c", 0.005 * size))
    canvas.drawCircle(dip[0], dip[1], 0.008 * size, ink.fill("#ffe9a8"))
