"""A face seen from the side: skin with its planes, mouth, ear, stubble, and the rim of light."""

from __future__ import annotations

import functools
from random import Random

import skia

from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook, beard_tone
from rushes.engines.animatic.drawing.people.head.profile import outline
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fill,
    linear,
    mix,
    radial,
    rim_gain,
    sliver,
    smooth,
    stroke,
)


def paint_profile_face(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    """The face without its eye; hair and ear come later."""
    path = smooth(outline.face_outline(look, face))
    _skin(canvas, look, path)
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    if look.pixels > 26:
        _planes(canvas, look, face)
    if look.figure.has_beard:
        _beard(canvas, look, face)
    canvas.restore()
    _mouth(canvas, look, face)
    if look.pixels > 26:
        _nose(canvas, look, face)
        _brow(canvas, look, face)
        if look.is_old:
            _age_lines(canvas, look)
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    _rim(canvas, look, face)
    canvas.restore()


def _skin(canvas: skia.Canvas, look: HeadLook, path: skia.Path) -> None:
    skin = look.skin
    lit = max(0.0, look.front_light)
    front = mix(skin.base, skin.light, 0.25 + 0.75 * lit)
    back = mix(skin.shade, skin.base, 0.15 if look.front_light > 0 else 0.75)
    if look.front_light < 0:
        front = mix(skin.base, skin.shade, -look.front_light * 0.45)
    middle = mix(front, skin.base, 0.6)
    canvas.drawPath(path, linear((0.10, 0.36), (-0.66, 0.72), (front, middle, back), (0, 0.36, 1)))


def _planes(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    """The soft hollows and heights of a face."""
    skin, deep = look.skin, look.skin.deep
    jaw = smooth(outline.moved_by_jaw(
        ((0.00, 1.05), (-0.14, 0.985), (-0.26, 0.925), (-0.37, 0.835), (-0.46, 0.70),
         (-0.55, 0.80), (-0.30, 1.1)), face))  # fmt: skip
    canvas.drawPath(jaw, fill(deep, 0.50, 0.050))
    socket = ((0.008, 0.428), (-0.055, 0.418), (-0.125, 0.425), (-0.160, 0.465), (-0.10, 0.520),
              (-0.03, 0.505), (0.000, 0.470))  # fmt: skip
    canvas.drawPath(smooth(socket), fill(deep, 0.30, 0.024))
    temple = smooth(((-0.20, 0.22), (-0.15, 0.34), (-0.22, 0.46), (-0.36, 0.44), (-0.34, 0.24)))
    canvas.drawPath(temple, fill(skin.shade, 0.34, 0.05))
    hollow = smooth(((-0.36, 0.66), (-0.20, 0.735), (-0.13, 0.80), (-0.24, 0.86), (-0.40, 0.80)))
    canvas.drawPath(hollow, fill(skin.shade, 0.22 if look.is_feminine else 0.40, 0.055))
    side = smooth(((0.030, 0.545), (0.000, 0.60), (-0.022, 0.655), (-0.06, 0.62), (-0.02, 0.52)))
    canvas.drawPath(side, fill(skin.shade, 0.34, 0.022))
    warmth = 0.26 if look.is_feminine or look.is_childlike else 0.13
    blush = mix(skin.shade, "#e2553c", 0.5)
    lift = 0.02 * max(0.0, face.smile)
    canvas.drawOval(skia.Rect(-0.27, 0.575 - lift, -0.05, 0.745 - lift), fill(blush, warmth, 0.05))
    glow = (skin.light, 0.42 * max(0.15, look.front_light))
    for spot, radius in (
        ((-0.085, 0.60 - lift), 0.115),
        ((-0.03, 0.25), 0.22),
        ((0.0, 0.915), 0.07),
    ):
        canvas.drawCircle(*spot, radius, radial(spot, radius, (glow, (skin.light, 0.0))))
    if face.smile > 0.25 and not look.is_childlike:
        fold = sliver(((-0.022, 0.668), (-0.070, 0.700), (-0.094, 0.742 - lift), (-0.092, 0.782)),
                      0.014)  # fmt: skip
        canvas.drawPath(fold, fill(deep, 0.34 * min(1.0, face.smile + 0.2), 0.006))


def _beard(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    hair, cover = beard_tone(look)
    cheek: tuple[Point, ...] = (
        (-0.385, 0.50), (-0.33, 0.56), (-0.30, 0.68), (-0.22, 0.745), (-0.13, 0.775),
        (-0.085, 0.745), (-0.055, 0.705), (0.010, 0.690), (0.08, 0.695), (0.10, 0.73),
    )  # fmt: skip
    low = outline.moved_by_jaw(
        ((0.10, 0.85), (0.10, 1.06), (-0.10, 1.05), (-0.30, 0.96), (-0.43, 0.86)), face
    )
    shape = smooth((*cheek, *low, (-0.45, 0.70), (-0.43, 0.55)))
    canvas.drawPath(shape, fill(hair, cover, 0.020))
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    bare = smooth(
        outline.moved_by_jaw(
            ((0.06, 0.800), (0.01, 0.806), (-0.02, 0.826), (0.0, 0.842), (0.05, 0.836)), face
        )
    )
    if look.pixels > 120:
        _stubble(canvas, look)
    canvas.drawPath(bare, fill(look.skin.base, 0.30, 0.012))
    canvas.restore()


def _stubble(canvas: skia.Canvas, look: HeadLook) -> None:
    bristles = _bristles(look.random.getrandbits(32))
    canvas.drawPath(bristles, stroke(look.hair.shade, 0.0024, 0.42))


@functools.lru_cache(maxsize=8)
def _bristles(seed: int) -> skia.Path:
    """All of a beard's short hairs: a face that talks or laughs is drawn many times."""
    random, bristles = Random(seed), skia.Path()
    for _ in range(900):
        x, y = random.uniform(-0.45, 0.10), random.uniform(0.52, 1.04)
        bristles.moveTo(x, y)
        bristles.lineTo(x + random.uniform(-0.002, 0.010), y + random.uniform(0.008, 0.018))
    return bristles


def _mouth(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    _, _, lips, chin = outline.sections(look)
    corner = outline.mouth_corner(face)
    forward = 0.016 * face.pucker - 0.006 * max(0.0, face.smile)
    top = tuple((x + forward, y) for x, y in lips[1:])
    low = outline.moved_by_jaw(tuple((x + forward, y) for x, y in chin[:2]), face)
    low_edge = outline.moved_by_jaw(((chin[2][0] - 0.004, chin[2][1] - 0.006),), face)[0]
    if face.mouth_open > 0.12:
        _open_mouth(canvas, look, face, corner)
    lip, tip = look.lip, top[0]
    seam = (0.024 + forward, 0.766)
    upper = (*top, seam, ((seam[0] + corner[0]) / 2, corner[1] + 0.006), corner,
             (-0.004, (tip[1] + corner[1]) / 2 - 0.006), (0.030, tip[1] - 0.002))  # fmt: skip
    if look.pixels < 26:
        canvas.drawLine(*corner, *seam, stroke(mix(lip, "#401010", 0.3), 0.022, 0.8))
        return
    canvas.drawPath(smooth(upper), fill(mix(lip, look.skin.deep, 0.18), 0.88, 0.003))
    inner = outline.moved_by_jaw(((0.022 + forward, 0.771),), face)[0]
    lower = (inner, *low, low_edge, ((low_edge[0] + corner[0]) / 2 + 0.006, low_edge[1] - 0.004),
             corner, ((inner[0] + corner[0]) / 2, (inner[1] + corner[1]) / 2 + 0.004))  # fmt: skip
    canvas.drawPath(smooth(lower), fill(mix(lip, look.skin.light, 0.20), 0.85, 0.003))
    sheen = sliver(((low[1][0] - 0.006, low[1][1] - 0.007), (low[1][0] - 0.026, low[1][1] - 0.004),
                    (low[1][0] - 0.046, low[1][1] - 0.008)), 0.007)  # fmt: skip
    canvas.drawPath(sheen, fill("#ffe6d6", 0.5 if look.is_feminine else 0.25, 0.002))
    seam_line = sliver((seam, ((seam[0] + corner[0]) / 2, corner[1] + 0.008), corner,
                        (corner[0] - 0.016, corner[1] - 0.008 * face.smile)), 0.009)  # fmt: skip
    if face.mouth_open <= 0.12:
        canvas.drawPath(seam_line, fill(mix(lip, "#3a0f10", 0.72), 0.9))
    if face.tongue > 0.5:
        _tongue_out(canvas, face)
    dimple = skia.Rect(corner[0] - 0.026, corner[1] - 0.016, corner[0] + 0.004, corner[1] + 0.018)
    canvas.drawOval(dimple, fill(look.skin.deep, 0.22 + 0.2 * max(0.0, face.smile), 0.008))


def _tongue_out(canvas: skia.Canvas, face: Face) -> None:
    shape = smooth(outline.moved_by_jaw(
        ((0.0, 0.768), (0.05, 0.768), (0.098, 0.800), (0.102, 0.845), (0.076, 0.850),
         (0.05, 0.812), (0.0, 0.800)), face))  # fmt: skip
    canvas.drawPath(shape, fill("#d8606a"))
    canvas.drawPath(shape, stroke("#9a3440", 0.006, 0.6))


def _open_mouth(canvas: skia.Canvas, look: HeadLook, face: Face, corner: Point) -> None:
    low = outline.moved_by_jaw(((0.036, 0.774), (0.0, 0.782)), face)
    cavity = smooth((corner, (0.0, 0.757), (0.040, 0.758), low[0], low[1]))
    canvas.drawPath(cavity, fill("#4a1414", 1.0))
    canvas.save()
    canvas.clipPath(cavity, doAntiAlias=True)
    if face.clench > 0.5:
        canvas.drawPath(cavity, fill(look.lit("#f0e8dc")))
        canvas.drawLine(corner[0], corner[1] + 0.008, 0.05, 0.772, stroke("#8a6a60", 0.007, 0.75))
    elif face.mouth_open > 0.32:
        teeth = ((-0.040, 0.745), (0.032, 0.745), (0.030, 0.782), (-0.02, 0.784), (-0.044, 0.772))
        canvas.drawPath(smooth(teeth), fill(look.lit("#f4ece0")))
        canvas.drawPath(
            smooth(teeth), linear((0.03, 0), (-0.05, 0), (("#f4ece0", 0.0), ("#7a4a40", 0.75)))
        )
    tongue = outline.moved_by_jaw(((-0.03, 0.785), (0.01, 0.782), (0.028, 0.80), (-0.04, 0.82)),
                                  face)  # fmt: skip
    canvas.drawPath(smooth(tongue), fill("#b8544e", 0.8, 0.004))
    canvas.restore()


def _nose(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    deep = look.skin.deep
    lift = 0.004 * max(0.0, face.smile)
    wing = ((0.030, 0.626 - lift), (-0.002, 0.632 - lift), (-0.016, 0.654 - lift),
            (-0.002, 0.675 - lift), (0.018, 0.672 - lift))  # fmt: skip
    canvas.drawPath(smooth(wing, closed=False), stroke(deep, 0.010, 0.42, 0.004))
    nostril = sliver(((0.010, 0.664), (0.030, 0.657), (0.050, 0.662)), 0.014)
    canvas.drawPath(nostril, fill(mix(deep, "#2a0e0c", 0.5), 0.75, 0.002))
    canvas.drawPath(smooth(((0.034, 0.690), (0.018, 0.720), (0.026, 0.735)), closed=False),
                    stroke(deep, 0.010, 0.20, 0.005))  # fmt: skip
    tip = (0.072, 0.628) if not look.is_childlike else (0.05, 0.635)
    canvas.drawCircle(*tip, 0.018, fill("#fff2dc", 0.30 + 0.2 * look.front_light, 0.010))


def _brow(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    up = -0.030 * face.brow_raise
    inner = -0.034 * face.brow_slant
    lower = 0.026 if look.is_childlike else 0.0
    thick = 0.022 if look.is_feminine else 0.034
    colour = mix(look.hair.deep, look.hair.shade, 0.35 if look.is_feminine else 0.1)
    if look.is_old:
        colour = mix(colour, "#d8d4cc", 0.5)
    spine: tuple[Point, ...] = (
        (0.004, 0.398 + up + inner + lower), (-0.035, 0.378 + up + inner * 0.6 + lower),
        (-0.085, 0.364 + up + lower), (-0.135, 0.374 + up + lower), (-0.178, 0.402 + up + lower),
    )  # fmt: skip
    canvas.drawPath(sliver(spine, thick), fill(colour, 0.82, 0.003))
    if look.pixels < 130:
        return
    hairs = skia.Path()
    many = 30 if look.pixels < 300 else 54
    for i in range(many):
        share = i / (many - 1)
        k = min(3, int(share * 4))
        x = spine[k][0] + (spine[k + 1][0] - spine[k][0]) * (share * 4 - k)
        y = spine[k][1] + (spine[k + 1][1] - spine[k][1]) * (share * 4 - k)
        spread = thick * 0.42 * (1 - 0.6 * share)
        y += look.random.uniform(-spread, spread)
        hairs.addPath(sliver(((x + 0.006, y + 0.006), (x - 0.006, y - 0.006),
                              (x - 0.024, y - 0.003 + 0.008 * share)), 0.0042))  # fmt: skip
    canvas.drawPath(hairs, fill(look.hair.deep, 0.62))


def _age_lines(canvas: skia.Canvas, look: HeadLook) -> None:
    deep = look.skin.deep
    lines: tuple[tuple[Point, ...], ...] = (
        ((-0.165, 0.470), (-0.215, 0.450), (-0.25, 0.455)),
        ((-0.165, 0.486), (-0.215, 0.492), (-0.245, 0.515)),
        ((-0.05, 0.520), (-0.10, 0.540), (-0.15, 0.525)),
        ((-0.02, 0.20), (-0.09, 0.195), (-0.17, 0.215)),
        ((0.00, 0.26), (-0.08, 0.25), (-0.17, 0.275)),
        ((-0.03, 0.672), (-0.085, 0.72), (-0.10, 0.80)),
        ((-0.10, 0.80), (-0.125, 0.86), (-0.11, 0.92)),
    )
    for line in lines:
        canvas.drawPath(sliver(line, 0.010), fill(deep, 0.42, 0.002))


def _rim(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    """The edge of light on the side looked to; a low sun behind gives it to everyone."""
    strength = (0.55 + 0.45 * max(-0.6, look.front_light)) * rim_gain(look.light)
    line = outline.front_line(look, face)
    edge = smooth(line[:-2] if len(line) > 12 else line, closed=False)
    rim = look.light.rim
    canvas.drawPath(edge, stroke(rim, 0.060, 0.34 * strength, 0.020))
    if look.pixels > 40:
        canvas.drawPath(
            edge, stroke(mix(rim, "#fffaf0", 0.45), 0.018, min(0.95, 0.85 * strength), 0.003)
        )


def paint_profile_ear(canvas: skia.Canvas, look: HeadLook) -> None:
    """The ear, over face and hair."""
    skin = look.skin
    shape = smooth(((-0.405, 0.492), (-0.430, 0.458), (-0.475, 0.452), (-0.508, 0.486),
                    (-0.502, 0.555), (-0.468, 0.622), (-0.440, 0.678), (-0.412, 0.682),
                    (-0.398, 0.640), (-0.402, 0.570)))  # fmt: skip
    canvas.drawPath(
        shape, radial((-0.44, 0.55), 0.15, (skin.base, mix(skin.shade, "#c0503a", 0.18)))
    )
    if look.pixels < 40:
        return
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    canvas.drawPath(
        smooth(
            ((-0.418, 0.52), (-0.452, 0.484), (-0.488, 0.510), (-0.478, 0.565), (-0.452, 0.612)),
            closed=False,
        ),
        stroke(skin.deep, 0.014, 0.55, 0.004),
    )
    canvas.drawOval(skia.Rect(-0.452, 0.545, -0.414, 0.602), fill(skin.deep, 0.65, 0.008))
    canvas.drawPath(smooth(((-0.435, 0.462), (-0.475, 0.456), (-0.504, 0.49), (-0.498, 0.555)),
                           closed=False), stroke(look.light.rim, 0.014, 0.45, 0.004))  # fmt: skip
    canvas.restore()
    canvas.drawPath(shape, stroke(skin.deep, 0.006, 0.30))
