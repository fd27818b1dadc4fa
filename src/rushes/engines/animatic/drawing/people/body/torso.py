"""The clothed trunk: bare neck and shoulders, then the garment with neckline, folds and edges."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.people.body import trunk
from rushes.engines.animatic.drawing.people.body.outfit import (
    BodyLook,
    across_body,
    edge_light,
    folds,
    shaded,
)
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fill,
    lerp,
    linear,
    mix,
    polygon,
    sliver,
    smooth,
    stroke,
    tapered,
)
from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton

HEM = {"coat": 1.16, "jacket": 1.14, "suit": 1.14, "sweater": 1.06, "shirt": 1.08,
       "t-shirt": 1.07, "blouse": 1.05, "dress": 0.72}  # fmt: skip
COLLARED = ("shirt", "blouse", "jacket", "suit", "coat")


def paint_neck(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """Neck, throat and bare shoulders, under the garment."""
    body, skin = look.body, look.skin
    head, neck = skeleton.head, skeleton.neck
    thick = (0.168 if body.is_feminine else 0.150 if body.is_childlike else 0.192) * body.head
    if skeleton.side < 0.5:
        thick *= 1.12 if not body.is_feminine else 1.02
    if not body.is_childlike and body.girth > 1.1:
        thick *= 1.12
    below = trunk.spine_point(skeleton, 0.10)
    up = lerp(neck, head, 1.25)
    shift = 0.02 * body.head * skeleton.side
    column = tapered(
        [(up[0] + shift, up[1]), (lerp(neck, head, 0.5)[0] + shift, lerp(neck, head, 0.5)[1]),
         lerp(neck, head, 0.05), below],
        [thick * 1.0, thick * 0.96, thick * 1.04, thick * 1.10], 0.0)  # fmt: skip
    chest = smooth(trunk.outline(trunk.stations(skeleton, body, 0.0, -0.02, 0.42)))
    joined = skia.Op(column, chest, skia.PathOp.kUnion_PathOp) or column
    box = joined.computeTightBounds()
    canvas.drawPath(joined, across_body(look, skin, skeleton, box))
    canvas.save()
    canvas.clipPath(joined, doAntiAlias=True)
    chin = (head[0] + 0.20 * body.head * skeleton.side, head[1] + 0.16 * body.head)
    shadow = skia.Rect(chin[0] - 0.34 * body.head, chin[1] - 0.22 * body.head,
                       chin[0] + 0.30 * body.head, chin[1] + 0.20 * body.head)  # fmt: skip
    canvas.drawOval(shadow, fill(skin.deep, 0.62, 0.07 * body.head))
    if look.pixels > 120:
        _throat(canvas, look, skeleton)
    edge_light(canvas, look, joined, 0.012 * body.height / 1.7, 0.8)
    canvas.restore()


def _throat(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """The long muscle from ear to breastbone, and the collarbones."""
    head, neck, size = skeleton.head, skeleton.neck, look.body.head
    facing = skeleton.side
    pit = (neck[0] + (0.13 * facing) * size, neck[1] + 0.16 * size)
    soft = 0.014 * size
    if facing > 0.5:
        line = ((head[0] - 0.04 * size, head[1] + 0.02 * size),
                (neck[0] + 0.05 * size, neck[1] - 0.12 * size), pit)  # fmt: skip
        canvas.drawPath(sliver(line, 0.05 * size), fill(look.skin.deep, 0.32, soft))
    elif skeleton.breadth > 0:
        for side in (-1, 1):
            line = ((head[0] + side * 0.15 * size, head[1] + 0.10 * size),
                    (neck[0] + side * 0.10 * size, neck[1] - 0.04 * size),
                    (neck[0] + side * 0.03 * size, neck[1] + 0.14 * size))  # fmt: skip
            canvas.drawPath(sliver(line, 0.035 * size), fill(look.skin.deep, 0.26, soft))
            bone = ((neck[0] + side * 0.05 * size, neck[1] + 0.16 * size),
                    (neck[0] + side * 0.25 * size, neck[1] + 0.11 * size),
                    (neck[0] + side * 0.46 * size, neck[1] + 0.10 * size))  # fmt: skip
            canvas.drawPath(sliver(bone, 0.03 * size), fill(look.skin.deep, 0.28, soft))


def neckline(look: BodyLook, skeleton: Skeleton) -> list[Point]:
    """The upper edge of the garment, from the back (left) to the front (right)."""
    body, figure = look.body, look.figure
    low = {"dress": 0.20, "t-shirt": 0.06, "blouse": 0.11}.get(figure.top, 0.04)
    if figure.top == "dress" and (not body.is_feminine or figure.sleeves == "long"):
        low = 0.10
    if skeleton.breadth < -0.5:
        low *= 0.35
    loose = look.looseness * 0.6
    high = 0.085 if figure.sleeves == "none" else 0.035
    top = trunk.width_at(skeleton, body, high, loose)
    cut = trunk.width_at(skeleton, body, low, loose)
    if skeleton.side > 0.8:
        back = trunk.width_at(skeleton, body, 0.06 if figure.top == "dress" else 0.0, loose)
        strap = lerp(top.left, top.right, 0.55)
        front = cut.right
        return [
            back.left,
            lerp(back.left, strap, 0.55),
            strap,
            (front[0] - (front[0] - strap[0]) * 0.30, lerp(strap, front, 0.72)[1]),
            front,
        ]
    dip = trunk.spine_point(skeleton, low * 1.25 + 0.03)
    turned = 0.25 * skeleton.side * (cut.right[0] - cut.left[0])
    dip = (dip[0] + turned, dip[1])
    inner_left = lerp(top.left, top.middle, 0.30)
    inner_right = lerp(top.right, top.middle, 0.30)
    return [top.left, inner_left, lerp(inner_left, dip, 0.70), dip, lerp(inner_right, dip, 0.70),
            inner_right, top.right]  # fmt: skip


def hem_of(top: str, skeleton: Skeleton) -> float:
    """How far down the trunk a garment reaches: a coat covers the thighs of who stands."""
    if top == "coat" and skeleton.pose.support == "feet":
        return 1.60
    return HEM.get(top, 1.08)


def garment_path(look: BodyLook, skeleton: Skeleton) -> skia.Path:
    """The garment's shape, cut out at the neckline and with its hem."""
    hem = hem_of(look.figure.top, skeleton)
    start = 0.085 if look.figure.sleeves == "none" else 0.02
    around = trunk.stations(skeleton, look.body, look.looseness, start, hem)
    line = neckline(look, skeleton)
    right = [s.right for s in around if s.share > start + 0.03]
    left = [s.left for s in around if s.share > start + 0.03]
    is_level = abs(skeleton.pose.pitch + skeleton.pose.lean) > 40
    if skeleton.side > 0.8:
        right = [p for p in right if p[1] > line[-1][1] + 0.01 or is_level]
        left = [p for p in left if p[1] > line[0][1] + 0.01 or is_level]
    path = smooth([*reversed(left), *line, *right], closed=False)
    path.close()
    return path


def paint_garment(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """The upper garment without its sleeves."""
    path, tones = garment_path(look, skeleton), look.top
    box = path.computeTightBounds()
    canvas.drawPath(path, across_body(look, tones, skeleton, box))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    fall = linear(
        (0, box.top()),
        (0, box.bottom()),
        ((tones.light, 0.22), (tones.base, 0.0), (tones.deep, 0.0 if look.wears_dress else 0.40)),
        (0, 0.4, 1),
    )
    canvas.drawPath(path, fall)
    folds(canvas, look, tones, _folds_of_trunk(look, skeleton), 0.013 * look.body.height / 1.7)
    if look.body.is_feminine and skeleton.breadth > -0.5 and look.pixels > 60:
        _bust(canvas, look, skeleton)
    edge_light(canvas, look, path, 0.010 * look.body.height / 1.7)
    canvas.restore()
    if look.is_detailed:
        _collar(canvas, look, skeleton)


def _bust(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    under = trunk.width_at(skeleton, look.body, 0.44, 0.0)
    size = look.body.height
    if skeleton.side > 0.8:
        line = (lerp(under.middle, under.right, 0.35), lerp(under.middle, under.right, 0.75),
                (under.right[0] + 0.004, under.right[1] - 0.012))  # fmt: skip
        canvas.drawPath(sliver(line, 0.016 * size), fill(look.top.deep, 0.30, 0.006 * size))
        return
    for share in (0.27, 0.73):
        x, y = lerp(under.left, under.right, share)
        line = ((x - 0.032 * size, y - 0.012 * size), (x, y), (x + 0.032 * size, y - 0.012 * size))
        canvas.drawPath(sliver(line, 0.012 * size), fill(look.top.deep, 0.28, 0.006 * size))


def _folds_of_trunk(look: BodyLook, skeleton: Skeleton) -> list[tuple[Point, ...]]:
    random, body = look.random, look.body
    lines: list[tuple[Point, ...]] = []
    for _ in range(9 if look.pixels > 150 else 5):
        u = random.uniform(0.40, 0.92)
        side = random.choice((0.12, 0.22, 0.75, 0.86))
        start = trunk.width_at(skeleton, body, u - 0.14, 0.0)
        end = trunk.width_at(skeleton, body, min(1.1, u + random.uniform(0.05, 0.18)), 0.0)
        inward = side + (0.5 - side) * random.uniform(0.15, 0.5)
        a, c = lerp(start.left, start.right, inward), lerp(end.left, end.right, side)
        b = lerp(a, c, 0.5)
        lines.append((a, (b[0], b[1] + 0.012), c))
    return lines


def _collar(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """Collar, placket and buttons; the round edge of what has no collar."""
    line, tones, size = neckline(look, skeleton), look.top, look.body.height / 1.7
    if look.figure.top not in COLLARED:
        edge = smooth(line if skeleton.side > 0.8 else line[1:-1], closed=False)
        canvas.drawPath(edge, stroke(tones.deep, 0.008 * size, 0.30, 0.003 * size))
        canvas.drawPath(edge, stroke(mix(tones.light, "#ffffff", 0.2), 0.005 * size, 0.75))
        return
    if skeleton.side > 0.8:
        _collar_in_profile(canvas, look, skeleton, line, size)
        return
    if skeleton.breadth < -0.5:
        band = smooth(line[1:-1], closed=False)
        canvas.drawPath(band, stroke(mix(tones.base, tones.light, 0.3), 0.032 * size, 1.0))
        canvas.drawPath(band, stroke(tones.deep, 0.004 * size, 0.5))
        return
    _collar_from_the_front(canvas, look, skeleton, line, size)


def _collar_in_profile(
    canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton, line: list[Point], size: float
) -> None:
    tones = look.top
    back, front = line[0], line[-1]
    up = 0.030 * size
    tip = (front[0] + 0.006 * size, front[1] + 0.036 * size)
    band = smooth(
        (
            (back[0] - 0.004 * size, back[1] + 0.012 * size),
            (back[0] + 0.002 * size, back[1] - up * 0.8),
            (lerp(back, front, 0.45)[0], lerp(back, front, 0.45)[1] - up * 0.35),
            (front[0] - 0.004 * size, front[1] - 0.012 * size),
            tip,
            (lerp(back, front, 0.66)[0], lerp(back, front, 0.66)[1] + 0.022 * size),
            (lerp(back, front, 0.25)[0], lerp(back, front, 0.25)[1] + 0.020 * size),
        )
    )
    canvas.drawPath(band, fill(tones.deep, 0.5, 0.010 * size))
    canvas.drawPath(band, shaded(look, tones, back, front))
    canvas.save()
    canvas.clipPath(band, doAntiAlias=True)
    edge_light(canvas, look, band, 0.007 * size, 0.9)
    canvas.restore()
    canvas.drawPath(band, stroke(tones.deep, 0.003 * size, 0.45))


def _collar_from_the_front(
    canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton, line: list[Point], size: float
) -> None:
    tones = look.top
    dip = line[3]
    hem = trunk.spine_point(skeleton, 1.05)
    hem = (hem[0] + (dip[0] - skeleton.neck[0]), hem[1])
    lapelled = look.figure.top in ("jacket", "suit", "coat")
    if lapelled:
        low = lerp(dip, hem, 0.42)
        shirt = (
            "#ece6da" if look.figure.top == "suit" else mix(look.figure.top_colour, "#ffffff", 0.6)
        )
        wedge = polygon((line[1], dip, line[5], low))
        canvas.drawPath(wedge, fill(mix(shirt, look.light.key, 0.25)))
        if look.figure.top == "suit" and not look.body.is_feminine:
            tie = polygon(((dip[0] - 0.013 * size, dip[1]), (dip[0] + 0.013 * size, dip[1]),
                           (low[0] + 0.016 * size, low[1] - 0.02 * size), low,
                           (low[0] - 0.016 * size, low[1] - 0.02 * size)))  # fmt: skip
            canvas.drawPath(tie, fill("#6a2030"))
        for corner, out in ((line[1], -1), (line[5], 1)):
            flap = polygon((corner, (dip[0] + out * 0.105 * size, dip[1] + 0.085 * size),
                            (dip[0] + out * 0.075 * size, dip[1] + 0.095 * size), low))  # fmt: skip
            canvas.drawPath(flap, fill(mix(tones.base, tones.light, 0.22)))
            canvas.drawPath(flap, stroke(tones.deep, 0.004 * size, 0.55))
        dip = low
    else:
        for corner, out in ((line[1], -1), (line[5], 1)):
            flap = smooth((corner, lerp(corner, dip, 0.6), (dip[0] + out * 0.006 * size, dip[1]),
                           (dip[0] + out * 0.052 * size, dip[1] + 0.056 * size),
                           (corner[0] + out * 0.012 * size, corner[1] + 0.034 * size)))  # fmt: skip
            canvas.drawPath(flap, fill(tones.deep, 0.35, 0.008 * size))
            canvas.drawPath(flap, fill(mix(tones.base, tones.light, 0.35)))
            canvas.drawPath(flap, stroke(tones.deep, 0.003 * size, 0.5))
    canvas.drawLine(*dip, *hem, stroke(tones.deep, 0.004 * size, 0.5))
    for i in range(1, 6):
        x, y = lerp(dip, hem, i / 6)
        canvas.drawCircle(
            x + 0.006 * size, y, 0.0055 * size, fill(mix(tones.light, "#fff6e6", 0.4))
        )
