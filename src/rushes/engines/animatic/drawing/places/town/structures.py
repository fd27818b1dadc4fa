"""What is put up in towns: flat roofs on posts, scaffolds, bridges' cables, stalls, coasters."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    fill,
    in_weather,
    line,
    linear,
    mix,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.places.walls.finish import Wall, paint_finish
from rushes.engines.animatic.scene import Rgb


@place_painter("slab")
def slab(
    site: Site,
    z: float,
    near_z: float,
    half_width: float = 6.0,
    x: float = 0.0,
    height: float = 4.5,
    thick: float = 0.6,
    colour: Rgb = "#d8d8d4",
) -> Iterator[Layer]:
    """A flat roof or deck `height` above the ground, seen from below: its edge and underside."""
    view = site.view
    near = max(near_z, view.camera.z + 1.0)
    if near >= z:
        return
    corners = [
        view.onto(near, x + dx, -height, at)
        for dx, at in ((-half_width, near), (half_width, near), (half_width, z), (-half_width, z))
    ]
    xs, ys = [px for px, _ in corners], [py for _, py in corners]
    top = -height - thick

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        tone = tones(brush.light, colour)
        canvas.drawPath(polygon(corners), fill(mix(tone.dark, tone.deep, 0.35)))
        for share in (0.25, 0.5, 0.75):
            left = corners[0][0] + (corners[1][0] - corners[0][0]) * share
            far = corners[3][0] + (corners[2][0] - corners[3][0]) * share
            canvas.drawLine(left, corners[0][1], far, corners[3][1], line(tone.deep, 0.06, 0.6))
        edge = box(x - half_width, top, x + half_width, -height)
        canvas.drawRect(edge, linear((0, top), (0, -height), [tone.lit, tone.mid, tone.dark]))
        stripe = box(x - half_width, top + thick * 0.3, x + half_width, top + thick * 0.5)
        canvas.drawRect(stripe, fill("#ffffff", 0.5))
        if brush.light.weather == "snow":
            canvas.drawRect(box(x - half_width, top - 0.12, x + half_width, top), fill("#f4f8fc"))

    bounds = Bounds(
        min(*xs, x - half_width), min(*ys, top - 0.15), max(*xs, x + half_width), max(ys)
    )
    # Its underside lies behind its edge: what stands below it is nearer or farther than that.
    yield Layer(
        near + 0.6 * (z - near),
        (Part(_moved(site, bounds, near, z), functools.partial(_paint_at, site, near, z, paint)),),
    )


def _ratio(site: Site, near: float, z: float) -> float:
    layer_z = near + 0.6 * (z - near)
    return site.view.depth(layer_z) / site.view.depth(near)


def _moved(site: Site, bounds: Bounds, near: float, z: float) -> Bounds:
    """Bounds on the near edge's plane as they are on the layer that shows them."""
    ratio, eye = _ratio(site, near, z), site.view.camera
    return Bounds(
        eye.x + (bounds.left - eye.x) * ratio,
        eye.y + (bounds.top - eye.y) * ratio,
        eye.x + (bounds.right - eye.x) * ratio,
        eye.y + (bounds.bottom - eye.y) * ratio,
    )


def _paint_at(
    site: Site, near: float, z: float, paint: object, canvas: skia.Canvas, brush: Brush
) -> None:
    ratio, eye = _ratio(site, near, z), site.view.camera
    canvas.save()
    canvas.translate(eye.x, eye.y)
    canvas.scale(ratio, ratio)
    canvas.translate(-eye.x, -eye.y)
    assert callable(paint)
    paint(canvas, brush)
    canvas.restore()


@place_painter("scaffold")
def scaffold(
    site: Site,
    z: float,
    x: float = 0.0,
    width: float = 24.0,
    height: float = 18.0,
    colour: Rgb = "#a8a49c",
) -> Iterator[Layer]:
    """The concrete skeleton of a building going up, scaffolding before a part of it."""
    if site.view.depth(z) < 3:
        return
    bounds = Bounds(x - width / 2 - 1, -height - 3, x + width / 2 + 1, 0.1)
    yield Layer(z, (Part(bounds, functools.partial(_paint_scaffold, x, width, height, colour)),))


def _paint_scaffold(
    x: float, width: float, height: float, colour: Rgb, canvas: skia.Canvas, brush: Brush
) -> None:
    light, tone = brush.light, tones(brush.light, colour)
    left, storey, bay = x - width / 2, 3.6, width / 6
    floors = int(height / storey)
    for floor in range(floors):
        y = -floor * storey
        hollow = box(left, y - storey, left + width, y)
        canvas.drawRect(hollow, fill(tone.deep, 0.75))
        for number in range(7):
            at = left + number * bay
            post = box(at - 0.25, y - storey, at + 0.25, y)
            canvas.drawRect(post, across(light, at - 0.25, at + 0.25, colour))
        deck = box(left - 0.4, y - storey - 0.25, left + width + 0.4, y - storey + 0.25)
        canvas.drawRect(deck, linear((0, deck.top()), (0, deck.bottom()), [tone.rim, tone.mid]))
    for number in range(7):
        at = left + number * bay
        for rod in (-0.15, 0.0, 0.15):
            canvas.drawLine(
                at + rod, -floors * storey - 1.6, at + rod, -floors * storey, line("#6a4a3a", 0.05)
            )
    steel = line(tones(light, "#d8a02f").mid, 0.1)
    for step in range(9):
        at = left + step * bay * 0.36
        canvas.drawLine(at, -floors * storey - 1, at, 0, steel)
    for level in range(floors * 2 + 1):
        y = -level * storey / 2
        canvas.drawLine(left - 0.3, y, left + bay * 2.9, y, steel)


@place_painter("suspension")
def suspension(
    site: Site,
    z: float,
    half_width: float = 6.0,
    colour: Rgb = "#b8402f",
    towers: tuple[float, ...] = (40.0, 160.0),
    height: float = 26.0,
) -> Iterator[Layer]:
    """A suspension bridge's towers, main cables and hangers, running away from the viewer."""
    view = site.view
    stations = [view.camera.z - 30.0, *towers, z + 60.0]
    for start, end in itertools.pairwise(stations):
        near, far = max(start, view.camera.z + 1.5), min(end, z)
        if near >= far:
            continue
        bounds = _cable_bounds(site, half_width, height, near, far)
        paint = functools.partial(
            _paint_cables, site, half_width, height, (start, end), (near, far), colour
        )
        yield Layer(far - 0.2, (Part(bounds, paint),))
    for tower in towers:
        if view.depth(tower) < 3:
            continue
        reach = half_width + 1.4
        yield Layer(
            tower,
            (
                Part(
                    Bounds(-reach, -height - 2.5, reach, 4.0),
                    functools.partial(_paint_tower, half_width, height, colour),
                ),
            ),
        )


def _cable_bounds(site: Site, half: float, height: float, near: float, far: float) -> Bounds:
    points = [
        site.view.onto(far, side * half, y, at)
        for side in (-1, 1)
        for y in (-height, 0.0)
        for at in (near, far)
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(xs) - 0.5, min(ys) - 0.5, max(xs) + 0.5, max(ys))


def _paint_cables(
    site: Site,
    half: float,
    height: float,
    span: tuple[float, float],
    seen: tuple[float, float],
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    view, tone = site.view, tones(brush.light, colour)
    (start, end), (near, far) = span, seen
    count = 26
    for side in (-half, half):
        points = []
        for step in range(count + 1):
            at = near + (far - near) * (step / count) ** 1.6
            share = (at - start) / (end - start)
            sag = -1.6 - (height - 1.6) * (2 * share - 1) ** 2
            points.append(view.onto(far, side, sag, at))
            foot = view.onto(far, side, 0.0, at)
            size = view.depth(far) / view.depth(at)
            canvas.drawLine(*points[-1], *foot, line(tone.dark, 0.06 * size, 0.85))
            if step:
                canvas.drawLine(*points[-2], *points[-1], line(tone.deep, 0.34 * size))
                canvas.drawLine(*points[-2], *points[-1], line(tone.lit, 0.16 * size))


def _paint_tower(
    half: float, height: float, colour: Rgb, canvas: skia.Canvas, brush: Brush
) -> None:
    light = brush.light
    for side in (-half, half):
        leg = box(side - 0.9, -height - 2, side + 0.9, 4)
        canvas.drawRect(leg, across(light, side - 0.9, side + 0.9, colour))
        cap = box(side - 1.3, -height - 2.4, side + 1.3, -height - 1.6)
        canvas.drawRect(cap, across(light, side - 1.3, side + 1.3, colour))
    for level in (0.42, 0.7, 0.95):
        y = -height * level
        beam = box(-half, y - 0.8, half, y + 0.8)
        tone = tones(light, colour)
        canvas.drawRect(beam, linear((0, y - 0.8), (0, y + 0.8), [tone.lit, tone.mid, tone.deep]))


@place_painter("stall")
def stall(
    site: Site,
    z: float,
    at: tuple[tuple[float, float], ...],
    goods: str = "fruit",
    colour: Rgb = "#c8402f",
    width: float = 4.0,
) -> Iterator[Layer]:
    """Market stalls: a striped awning on posts over a table heaped with goods of any shelf."""
    for x, stall_z in at:
        if site.view.depth(stall_z) < 2:
            continue
        half = width / 2
        paint = functools.partial(_paint_stall, site, x, stall_z, half, goods, colour)
        yield Layer(stall_z, (Part(Bounds(x - half - 0.5, -3.2, x + half + 0.5, 0.1), paint),))


def _paint_stall(
    site: Site,
    x: float,
    z: float,
    half: float,
    goods: str,
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light = brush.light
    wood, shade = tones(light, "#8a6238"), mix(light.fill, "#000000", 0.7)
    canvas.save()
    canvas.translate(x, 0)
    canvas.drawRect(box(-half, -2.3, half, -0.95), fill(shade, 0.72))
    piece = Wall(
        -half,
        half,
        1.5,
        "#7a5630",
        "#e8e0d0",
        1.1,
        (-half, half),
        brush.pixels_per_metre,
        f"stall {x} {z}",
    )
    canvas.save()
    canvas.translate(0, -0.85)
    canvas.scale(1, 0.8)
    paint_finish(canvas, brush, goods, piece)
    canvas.restore()
    canvas.drawRect(box(-half, -0.9, half, 0), linear((0, -0.9), (0, 0), [wood.lit, wood.dark]))
    piece = Wall(
        -half,
        half,
        0.72,
        "#7a5630",
        "#e8e0d0",
        1.1,
        (-half, half),
        brush.pixels_per_metre,
        f"heap {x} {z}",
    )
    canvas.save()
    canvas.translate(0, -0.1)
    paint_finish(canvas, brush, goods, piece)
    canvas.restore()
    for post in (-half, half):
        canvas.drawRect(box(post - 0.05, -2.6, post + 0.05, 0), fill(wood.mid))
    stripes = 8
    for number in range(stripes):
        ink = tones(light, in_weather(light, colour if number % 2 else "#f2ecdc", 0.6))
        a, b = (
            -half - 0.3 + (2 * half + 0.6) * number / stripes,
            -half - 0.3 + (2 * half + 0.6) * (number + 1) / stripes,
        )
        strip = polygon([(a * 0.86, -3.1), (b * 0.86, -3.1), (b, -2.35), (a, -2.35)])
        canvas.drawPath(strip, linear((0, -3.1), (0, -2.35), [ink.lit, ink.mid]))
        canvas.drawOval(box(a, -2.5, b, -2.2), fill(ink.dark))
    canvas.restore()
