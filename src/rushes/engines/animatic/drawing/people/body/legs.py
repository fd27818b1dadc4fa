"""Legs: bare, in trousers or shorts, under a skirt; and shoes."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.people.body import trunk
from rushes.engines.animatic.drawing.people.body.outfit import (
    BodyLook,
    edge_light,
    folds,
    shaded,
)
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    Tones,
    fill,
    lerp,
    mix,
    polygon,
    smooth,
    stroke,
    tapered,
)
from rushes.engines.animatic.drawing.people.skeleton.joints import Leg, Skeleton

BARE_LEG = (0.050, 0.049, 0.041, 0.033, 0.035, 0.027, 0.0185)
"""Half-widths from hip to ankle as shares of the height: thigh thrice, knee, calf twice, ankle."""
SKIRT_LENGTH = {"dress": 0.62, "skirt": 0.30, "long": 0.96}
"""How far down the shin cloth hangs."""
SHORT_SKIRT = 0.55
"""How far down the thigh a short one hangs."""


def paint_leg(canvas: skia.Canvas, look: BodyLook, leg: Leg, near: bool) -> None:
    """One leg with its shoe; a skirt is painted over both later."""
    bottom = look.figure.bottom
    bare = look.wears_skirt or bottom == "shorts"
    _shoe(canvas, look, leg, near)
    if bare:
        _limb(canvas, look, leg, look.skin, near, 0.0)
    if not look.wears_skirt:
        _limb(canvas, look, leg, look.bottom, near, 0.007, upto=0.60 if bottom == "shorts" else 1.0)


def _spine(leg: Leg) -> list[Point]:
    bend = lerp(lerp(leg.hip, leg.knee, 0.93), lerp(leg.knee, leg.ankle, 0.07), 0.5)
    return [
        leg.hip,
        lerp(leg.hip, leg.knee, 0.35),
        lerp(leg.hip, leg.knee, 0.72),
        bend,
        lerp(leg.knee, leg.ankle, 0.30),
        lerp(leg.knee, leg.ankle, 0.62),
        leg.ankle,
    ]


def _widths(look: BodyLook, ease: float, straight: bool) -> list[float]:
    body = look.body
    girth = (0.98 if body.is_feminine else 1.0) * (1 + (body.girth - 1) * 0.75)
    if body.is_childlike:
        girth *= 0.94
    sizes = [w * body.height * girth + ease * body.height for w in BARE_LEG]
    if straight:
        floor = (0.027 if body.is_feminine else 0.032) * body.height
        sizes[4:] = [max(s, floor * k) for s, k in zip(sizes[4:], (1.2, 1.08, 1.0), strict=True)]
    return sizes


def _limb(
    canvas: skia.Canvas, look: BodyLook, leg: Leg, tones: Tones, near: bool, ease: float,
    upto: float = 1.0,
) -> None:  # fmt: skip
    spine, sizes = _spine(leg), _widths(look, ease, ease > 0)
    if ease == 0 and look.wears_skirt and look.figure.skirt_length != "short":
        spine, sizes = spine[3:], sizes[3:]
    if upto < 1:
        spine, sizes = spine[:3], [sizes[0], sizes[1] * 1.06, sizes[2] * 1.18]
    if not near:
        tones = Tones(mix(tones.base, tones.light, 0.2), mix(tones.base, tones.shade, 0.55),
                      mix(tones.shade, tones.deep, 0.5), tones.deep)  # fmt: skip
    path = tapered(spine, sizes, 0.0, 0.5)
    box = path.computeTightBounds()
    if box.width() > box.height():
        paint = shaded(look, tones, (box.left(), box.bottom()), (box.left() + 0.05, box.top()))
    else:
        middle = box.centerY()
        paint = shaded(look, tones, (box.left(), middle), (box.right(), middle))
    canvas.drawPath(path, paint)
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    if ease > 0:
        folds(canvas, look, tones, _creases(look, leg, sizes), 0.012 * look.body.height / 1.7)
    edge_light(canvas, look, path, 0.009 * look.body.height / 1.7)
    canvas.restore()


def _creases(look: BodyLook, leg: Leg, sizes: list[float]) -> list[tuple[Point, ...]]:
    random, lines = look.random, []
    width = sizes[-1] if len(sizes) < 4 else sizes[3]
    for x, y in (leg.knee, lerp(leg.knee, leg.ankle, 0.92), lerp(leg.hip, leg.knee, 0.15)):
        for k in (-0.5, 0.4):
            y += k * width * random.uniform(0.6, 1.2)
            lines.append(((x - width, y), (x - 0.1 * width, y + 0.25 * width),
                          (x + 0.6 * width, y - 0.1 * width)))  # fmt: skip
    # The pressed front edge of the trouser leg.
    return [*lines, (lerp(leg.hip, leg.knee, 0.3), leg.knee, lerp(leg.knee, leg.ankle, 0.85))]


def _shoe(canvas: skia.Canvas, look: BodyLook, leg: Leg, near: bool) -> None:
    ankle, toe, heel = leg.ankle, leg.toe, leg.heel
    size = look.body.foot
    along = (toe[0] - heel[0], toe[1] - heel[1])
    length = math.hypot(*along) or 1e-6
    tones = look.shoe
    colour = mix(tones.base, tones.shade, 0.2 if near else 0.6)
    if length < 0.55 * size:
        # Seen along the foot: a rounded front.
        x, y = (toe[0] + heel[0]) / 2, max(toe[1], heel[1])
        shape = smooth(((x - 0.24 * size, y), (x - 0.22 * size, y - 0.24 * size),
                        (ankle[0] - 0.13 * size, ankle[1] - 0.05 * size),
                        (ankle[0] + 0.13 * size, ankle[1] - 0.05 * size),
                        (x + 0.22 * size, y - 0.24 * size), (x + 0.24 * size, y)))  # fmt: skip
    else:
        ux, uy = along[0] / length, along[1] / length
        above = ux * (ankle[1] - heel[1]) - uy * (ankle[0] - heel[0]) < 0
        vx, vy = (uy, -ux) if above else (-uy, ux)

        def at(forward: float, up: float) -> Point:
            return heel[0] + ux * forward + vx * up, heel[1] + uy * forward + vy * up

        high = 0.34 * size
        shape = smooth((at(-0.03 * size, 0.0), at(-0.06 * size, 0.16 * size), at(0.0, high),
                        at(0.30 * size, high), at(0.55 * length + 0.1 * size, 0.20 * size),
                        at(length * 0.96, 0.14 * size), at(length * 1.05, 0.03 * size),
                        at(length * 0.8, -0.012 * size), at(0.4 * length, 0.0)))  # fmt: skip
    canvas.drawPath(shape, fill(colour))
    if look.is_detailed:
        canvas.drawPath(shape, stroke(tones.deep, 0.006 * look.body.height / 1.7, 0.7))
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        edge_light(canvas, look, shape, 0.006 * look.body.height / 1.7, 0.8)
        canvas.restore()


def paint_seat_of_trousers(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """The hips' part of trousers or shorts, which joins the legs."""
    around = trunk.stations(
        skeleton, look.body, 0.0, 0.94, 1.03 if skeleton.pose.support == "seat" else 1.13
    )
    path = polygon(trunk.outline(around))
    box = path.computeTightBounds()
    middle = box.centerY()
    canvas.drawPath(path, shaded(look, look.bottom, (box.left(), middle), (box.right(), middle)))


def paint_skirt(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
    """Cloth around both legs, from the waist to below the knee."""
    path = skirt_path(look, skeleton)
    tones = look.bottom
    box = path.computeTightBounds()
    canvas.drawPath(path, shaded(look, tones, (box.left(), box.top()), (box.right(), box.top())))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    canvas.drawPath(path, _fall(look, box))
    folds(canvas, look, tones, _pleats(look, skeleton), 0.017 * look.body.height / 1.7)
    edge_light(canvas, look, path, 0.011 * look.body.height / 1.7)
    canvas.restore()


def _fall(look: BodyLook, box: skia.Rect) -> skia.Paint:
    from_top = skia.GradientShader.MakeLinear(
        [skia.Point(0, box.top()), skia.Point(0, box.bottom())],
        [0, fill(look.bottom.deep, 0.30).getColor()],
    )
    return skia.Paint(AntiAlias=True, Shader=from_top)


def _hem_points(look: BodyLook, skeleton: Skeleton) -> tuple[list[Point], list[Point]]:
    """Points around the knees and along the hem that the cloth must cover."""
    is_long, is_short = (look.figure.skirt_length == word for word in ("long", "short"))
    length = SKIRT_LENGTH["long" if is_long else "dress" if look.wears_dress else "skirt"]
    size = look.body.height
    girth = 1 + (look.body.girth - 1) * 0.8
    knees: list[Point] = []
    hems: list[Point] = []
    for leg in (skeleton.near_leg, skeleton.far_leg):
        knee, hem = leg.knee, lerp(leg.knee, leg.ankle, length)
        if is_short:
            knee, hem = lerp(leg.hip, leg.knee, 0.4), lerp(leg.hip, leg.knee, SHORT_SKIRT)
        for sign in (-1, 1):
            flare = 0.105 if is_short else 0.072 if is_long else 0.062
            for target, point, width in ((knees, knee, 0.050), (hems, hem, flare)):
                dx, dy = leg.ankle[0] - leg.knee[0], leg.ankle[1] - leg.knee[1]
                far = math.hypot(dx, dy) or 1.0
                w = width * size * girth * sign
                target.append((point[0] + dy / far * w, point[1] - dx / far * w))
    return knees, hems


def skirt_path(look: BodyLook, skeleton: Skeleton) -> skia.Path:
    """The skirt's shape for any position of the legs."""
    waist = trunk.stations(skeleton, look.body, 0.004 * look.body.height, 0.64, 1.10)
    size = look.body.height
    knees, hems = _hem_points(look, skeleton)
    hips = [p for s in waist[-4:] for p in (s.left, s.right)]
    hips += [(leg.hip[0] + dx * 0.055 * size, leg.hip[1] + dy * 0.055 * size)
             for leg in (skeleton.near_leg, skeleton.far_leg)
             for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]  # fmt: skip
    if look.figure.skirt_length != "short":
        knees += [(x, y + dy * 0.052 * size) for leg in (skeleton.near_leg, skeleton.far_leg)
                  for x, y in (leg.knee,) for dy in (-1, 1)]  # fmt: skip
    path = polygon(trunk.outline(waist))
    for hull in (hull_of(hips + knees), hull_of(knees + hems)):
        path = skia.Op(path, polygon(hull), skia.PathOp.kUnion_PathOp) or path
    points = [path.getPoint(i) for i in range(path.countPoints())]
    return polygon(_rounded([(p.x(), p.y()) for p in points]))


def _rounded(points: list[Point]) -> list[Point]:
    """The polygon with its corners cut twice (Chaikin)."""
    distinct = [p for p, q in zip(points, [*points[1:], points[0]], strict=True) if p != q]
    for _ in range(2):
        ends = [*distinct[1:], distinct[0]]
        distinct = [cut for a, b in zip(distinct, ends, strict=True)
                    for cut in (lerp(a, b, 0.22), lerp(a, b, 0.78))]  # fmt: skip
    return distinct


def hull_of(points: list[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(candidates: list[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in candidates:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def _pleats(look: BodyLook, skeleton: Skeleton) -> list[tuple[Point, ...]]:
    knees, hems = _hem_points(look, skeleton)
    waist = trunk.width_at(skeleton, look.body, 0.80, 0.0)
    knee_left, knee_right = min(knees), max(knees)
    hem_left, hem_right = min(hems), max(hems)
    lines: list[tuple[Point, ...]] = []
    for i in range(8):
        share = (i + look.random.uniform(0.2, 0.8)) / 8
        start = lerp(waist.left, waist.right, 0.2 + 0.6 * share)
        middle = lerp(knee_left, knee_right, share)
        lines.append((start, lerp(start, middle, 0.6), middle, lerp(hem_left, hem_right, share)))
    return lines
