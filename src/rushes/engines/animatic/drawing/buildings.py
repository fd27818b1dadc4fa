"""Buildings in metres: walls, roofs, windows, and what is put together from them."""

from __future__ import annotations

from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    Tones,
    box,
    fill,
    in_weather,
    line,
    linear,
    lit_by,
    mix,
    polygon,
    radial,
    texture,
    tones,
)
from rushes.engines.animatic.scene import Light, Rgb

LAMP_GLOW = "#ffb04a"
_SLAT_PX = 3.0
"""Slats of shutters seen closer together than this are not drawn."""
_PANE_PX = 7.0
"""Windows seen narrower than this have no bars."""


def windows_are_lit(light: Light) -> bool:
    """Whether people have their lamps on at this hour."""
    return light.time_of_day in ("golden hour", "dusk", "night") or light.weather in ("fog", "rain")


def paint_wall(
    canvas: skia.Canvas, light: Light, area: skia.Rect, colour: Rgb, shade: float = 0.0
) -> None:
    """A plastered or stone wall, lit along the key side, with stains; `shade` 0..1 darkens it."""
    tone = tones(light, mix(colour, "#3a2a2c", shade))
    start, end = area.left(), area.right()
    if light.key_side > 0:
        start, end = end, start
    canvas.drawRect(
        area,
        linear(
            (start, 0), (end, 0), [tone.lit, mix(tone.mid, tone.lit, 0.3), tone.dark], [0, 0.45, 1]
        ),
    )
    height = area.height()
    canvas.drawRect(
        area,
        linear(
            (0, area.top()),
            (0, area.bottom()),
            [(tone.deep, 0.28), (tone.deep, 0.0), (tone.deep, 0.0), (tone.deep, 0.35)],
            [0, 0.16, 0.7, 1],
        ),
    )
    texture(canvas, area, (height * 0.9, height * 0.9), 0.30, seed=7, slope=1.35)


def paint_roof(
    canvas: skia.Canvas,
    light: Light,
    left: float,
    right: float,
    eaves_y: float,
    height: float,
    colour: Rgb = "#b0603c",
    overhang: float = 0.4,
    pixels_per_metre: float = 20.0,
) -> None:
    """A hipped roof of tiles over a wall from `left` to `right`."""
    tone = tones(light, in_weather(light, colour, 0.85))
    width = right - left
    lo, ro = left - overhang, right + overhang
    ridge = (left + width * 0.16, right - width * 0.16)
    top = eaves_y - height
    shape = polygon([(lo, eaves_y), (ridge[0], top), (ridge[1], top), (ro, eaves_y)])
    canvas.drawPath(shape, linear((0, top), (0, eaves_y), [tone.lit, tone.mid, tone.dark]))
    hip = polygon([(lo, eaves_y), (ridge[0], top), (left + width * 0.22, eaves_y)])
    far_hip = polygon([(ro, eaves_y), (ridge[1], top), (right - width * 0.22, eaves_y)])
    lit_hip, dark_hip = (hip, far_hip) if light.key_side < 0 else (far_hip, hip)
    canvas.drawPath(lit_hip, fill(tone.rim, 0.35))
    canvas.drawPath(dark_hip, fill(tone.deep, 0.45))
    if pixels_per_metre > 5:
        step = max(0.28, 2.2 / pixels_per_metre)
        courses = skia.Path()
        along = 0.0
        while along <= width + 2 * overhang:
            x = lo + along
            courses.moveTo(x, eaves_y)
            courses.lineTo((left + right) / 2 + (x - (left + right) / 2) * 0.68, top)
            along += step
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        canvas.drawPath(courses, line(tone.deep, step * 0.28, 0.5))
        canvas.restore()
    canvas.drawLine(lo, eaves_y, ro, eaves_y, line(tone.deep, 0.14))
    canvas.drawLine(ridge[0], top, ridge[1], top, line(tone.rim, 0.10, 0.9))
    canvas.drawRect(box(left, eaves_y + 0.05, right, eaves_y + 0.5), fill("#1a0f14", 0.22, 0.12))


def paint_window(
    canvas: skia.Canvas,
    light: Light,
    left: float,
    top: float,
    width: float,
    height: float,
    is_lit: bool,
    shutters: Rgb | None = "#4f5f44",
    frame: Rgb = "#6b4a34",
    pixels_per_metre: float = 100.0,
) -> None:
    """A window with crossed bars; lit from within it glows. Far off it is but a pane."""
    area = box(left, top, left + width, top + height)
    if width * pixels_per_metre < _PANE_PX:
        dark = mix(mix(light.haze, "#26303e", 0.55), "#101418", 0.2)
        canvas.drawRect(area, fill("#ffd27e" if is_lit else dark))
        return
    if is_lit:
        canvas.drawRect(
            area.makeOutset(width * 0.4, width * 0.4), fill(LAMP_GLOW, 0.28, width * 0.4)
        )
        canvas.drawRect(area, linear((0, top), (0, top + height), ["#fff0b8", "#ffb84e"]))
    else:
        sky = mix(light.haze, "#26303e", 0.55)
        canvas.drawRect(
            area,
            linear(
                (left, top),
                (left + width, top + height),
                [mix(sky, "#ffffff", 0.25), sky, mix(sky, "#101418", 0.45)],
                [0, 0.45, 1],
            ),
        )
    wood = tones(light, frame)
    bar = width * 0.07
    canvas.drawLine(left + width / 2, top, left + width / 2, top + height, line(wood.dark, bar))
    canvas.drawLine(
        left, top + height * 0.45, left + width, top + height * 0.45, line(wood.dark, bar * 0.8)
    )
    edge = line(wood.mid, bar * 1.3)
    edge.setStrokeCap(skia.Paint.kSquare_Cap)
    canvas.drawRect(area, edge)
    sill = tones(light, "#c8b49a")
    canvas.drawRect(
        box(left - width * 0.12, top + height, left + width * 1.12, top + height + width * 0.12),
        fill(sill.lit),
    )
    if shutters is not None:
        has_slats = height / 9 * pixels_per_metre > _SLAT_PX
        _paint_shutters(canvas, tones(light, shutters), area, has_slats)


def _paint_shutters(canvas: skia.Canvas, slat: Tones, area: skia.Rect, has_slats: bool) -> None:
    """Two leaves beside a window."""
    width, height = area.width(), area.height()
    slats = skia.Path()
    for start in (area.left() - width * 0.50, area.left() + width * 1.06):
        leaf = box(start, area.top(), start + width * 0.44, area.bottom())
        canvas.drawRect(leaf, linear((leaf.left(), 0), (leaf.right(), 0), [slat.lit, slat.dark]))
        for step in range(1, 9):
            y = area.top() + height * step / 9
            slats.addRect(box(leaf.left(), y, leaf.right(), y + width * 0.03))
    if has_slats:
        canvas.drawPath(slats, fill(slat.deep, 0.5))


def paint_arch(
    canvas: skia.Canvas, light: Light, left: float, width: float, height: float, is_lit: bool
) -> None:
    """An arched opening standing on y = 0."""
    shape = skia.Path()
    shape.moveTo(left, 0)
    shape.lineTo(left, -height + width / 2)
    shape.arcTo(skia.Rect.MakeXYWH(left, -height, width, width), 180, 180, False)
    shape.lineTo(left + width, 0)
    shape.close()
    if is_lit:
        canvas.drawPath(shape, fill(LAMP_GLOW, 0.25, width * 0.25))
        canvas.drawPath(shape, linear((0, -height), (0, 0), ["#ffdf94", "#c9762f"]))
        inner = tones(light, "#6b4030").deep
        canvas.drawPath(
            shape,
            radial(
                (left + width / 2, -height * 0.45),
                height * 0.8,
                [("#ffffff", 0.15), (inner, 0.0), (inner, 0.55)],
                [0, 0.3, 1],
            ),
        )
    else:
        dark = tones(light, "#3a2c2a").deep
        canvas.drawPath(shape, linear((0, -height), (0, 0), [dark, mix(dark, "#8a6a50", 0.3)]))
    canvas.drawPath(shape, line(tones(light, "#d8b48c").lit, width * 0.09))


VILLA_WIDTH_M = 17.0
VILLA_HEIGHT_M = 11.0


def paint_villa(canvas: skia.Canvas, light: Light, pixels_per_metre: float, random: Random) -> None:
    """A Tuscan villa, foot centred on the origin: main house, tower, wing and arcade."""
    plaster = "#dba874"
    lit = windows_are_lit(light)
    canvas.save()
    canvas.translate(-7.6, 0)
    paint_wall(canvas, light, box(6.3, -9.0, 9.1, -4.0), plaster, 0.06)
    paint_roof(canvas, light, 6.3, 9.1, -9.0, 1.1, overhang=0.3, pixels_per_metre=pixels_per_metre)
    paint_window(canvas, light, 7.3, -8.3, 0.8, 1.3, lit, "#5b6a4a")
    paint_wall(canvas, light, box(10.0, -4.0, 15.2, 0.0), plaster, 0.05)
    paint_roof(canvas, light, 10.0, 15.2, -4.0, 1.3, pixels_per_metre=pixels_per_metre)
    paint_wall(canvas, light, box(0.0, -5.8, 10.2, 0.0), plaster, 0.0)
    paint_roof(canvas, light, 0.0, 10.2, -5.8, 1.7, pixels_per_metre=pixels_per_metre)
    canvas.drawRect(box(7.3, -8.3, 8.5, -7.4), fill(tones(light, "#9c6a4c").dark))  # chimney
    for index in range(4):
        paint_window(
            canvas, light, 1.1 + index * 2.4, -5.0, 0.85, 1.35, lit and index != random.randrange(4)
        )
    for index in range(3):
        paint_arch(canvas, light, 0.8 + index * 2.5, 1.7, 2.5, lit)
    paint_window(canvas, light, 8.5, -2.2, 0.8, 1.3, lit)
    for x in (11.2, 13.3):
        paint_window(canvas, light, x, -3.0, 0.85, 1.35, lit)
    if lit:
        canvas.drawRect(box(0.2, -0.1, 8.6, 0.25), fill(LAMP_GLOW, 0.25, 0.3))
    canvas.restore()


def paint_house(
    canvas: skia.Canvas, light: Light, random: Random, wall: Rgb, pixels_per_metre: float
) -> None:
    """A small gabled house, 7 m wide and 6.4 m high, foot centred on the origin."""
    lit = windows_are_lit(light)
    canvas.drawRect(box(1.6, -6.4, 2.4, -4.4), fill(tones(light, "#8d5a48").mid))
    canvas.drawRect(box(1.5, -6.5, 2.5, -6.25), fill(tones(light, "#8d5a48").lit))
    paint_wall(canvas, light, box(-3.3, -3.4, 3.3, 0), wall)
    paint_roof(canvas, light, -3.3, 3.3, -3.4, 2.4, "#8a4b3c", 0.5, pixels_per_metre)
    door = tones(light, "#5a3c2c")
    canvas.drawRect(box(-0.55, -2.1, 0.55, 0), linear((-0.5, 0), (0.5, 0), [door.lit, door.dark]))
    canvas.drawCircle(0.35, -1.0, 0.06, fill(tones(light, "#d8b060").rim))
    canvas.drawRect(box(-0.8, -0.12, 0.8, 0), fill(tones(light, "#b8aca0").lit))
    for x in (-2.5, 1.5):
        paint_window(
            canvas, light, x, -2.3, 1.0, 1.2, lit and random.random() < 0.8, "#7a8a9a", "#f0ece4"
        )


def paint_facade(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    width: float,
    storeys: int,
    colour: Rgb,
    shop: bool,
    pixels_per_metre: float,
) -> None:
    """A town house's street front, left foot at the origin; a shop on the ground floor or none."""
    storey, ground = 3.1, 3.8 if shop else 3.3
    height = ground + storeys * storey
    lit_chance = {"night": 0.45, "dusk": 0.55, "golden hour": 0.3}.get(light.time_of_day, 0.0)
    paint_wall(canvas, light, box(0, -height, width, 0), colour)
    trim = tones(light, mix(colour, "#ffffff", 0.55))
    canvas.drawRect(box(-0.15, -height - 0.3, width + 0.15, -height + 0.1), fill(trim.lit))
    canvas.drawRect(box(-0.05, -height + 0.1, width + 0.05, -height + 0.4), fill(trim.deep, 0.4))
    canvas.drawRect(box(0, -ground - 0.1, width, -ground + 0.14), fill(trim.mid))
    count = max(2, int(width / 2.3))
    pitch = width / count
    for level in range(storeys):
        top = -ground - (level + 1) * storey + 0.75
        for index in range(count):
            paint_window(
                canvas,
                light,
                pitch * (index + 0.5) - 0.5,
                top,
                1.0,
                1.7,
                random.random() < lit_chance,
                "#5c6f66" if pixels_per_metre > 12 and width > 7 else None,
                "#efe7da",
                pixels_per_metre,
            )
    if shop:
        _shop_front(canvas, light, random, width, ground)
    else:
        door = tones(light, random.choice(["#37513f", "#5b2f2c", "#2f4258"]))
        middle = width * random.choice((0.3, 0.5, 0.7))
        canvas.drawRect(box(middle - 0.6, -2.5, middle + 0.6, 0), fill(door.mid))
        canvas.drawRect(box(middle - 0.75, -2.7, middle + 0.75, -2.45), fill(trim.lit))
        for x in (middle - 2.4, middle + 1.5):
            if 0.4 < x < width - 1.4:
                paint_window(canvas, light, x, -2.4, 1.0, 1.5, random.random() < lit_chance, None)


def _shop_front(
    canvas: skia.Canvas, light: Light, random: Random, width: float, ground: float
) -> None:
    awning_colour = random.choice(["#a8433a", "#2f6a5c", "#35557f", "#c08a34"])
    open_late = windows_are_lit(light)
    glass = box(0.5, -ground + 1.15, width - 0.5, -0.5)
    canvas.drawRect(glass.makeOutset(0.12, 0.12), fill(tones(light, "#4a3a30").dark))
    if open_late:
        canvas.drawRect(
            glass, linear((0, glass.top()), (0, glass.bottom()), ["#ffe6a8", "#e79a45"])
        )
    else:
        sky = mix(light.haze, "#2b3642", 0.5)
        canvas.drawRect(
            glass,
            linear(
                (0, glass.top()),
                (width, glass.bottom()),
                [mix(sky, "#ffffff", 0.3), sky, mix(sky, "#12161a", 0.4)],
            ),
        )
    shelf = tones(light, "#4a3428").deep
    for index in range(int(width * 2)):
        x = 0.7 + random.random() * (width - 1.6)
        h = random.uniform(0.15, 0.5)
        canvas.drawRect(box(x, -0.6 - h, x + 0.22, -0.6), fill(shelf, 0.55 if index % 2 else 0.35))
    for x in (width * 0.36, width * 0.64):
        canvas.drawLine(x, glass.top(), x, glass.bottom(), line(tones(light, "#4a3a30").dark, 0.1))
    stripes = max(4, int(width / 0.55))
    drop_y, top = -ground + 1.15, -ground + 0.3
    for index in range(stripes):
        a, b = width * index / stripes, width * (index + 1) / stripes
        tone = tones(light, awning_colour if index % 2 else "#efe6d6")
        canvas.drawPath(
            polygon(
                [
                    (a, top),
                    (b, top),
                    (b + (b - width / 2) * 0.03, drop_y),
                    (a + (a - width / 2) * 0.03, drop_y),
                ]
            ),
            linear((0, top), (0, drop_y), [tone.lit, tone.mid]),
        )
    canvas.drawRect(box(0.3, drop_y, width - 0.3, drop_y + 0.5), fill("#140c10", 0.30, 0.15))


def paint_tower_block(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    width: float,
    height: float,
    colour: Rgb,
    pixels_per_metre: float,
) -> None:
    """A high-rise, left foot at the origin, its windows in rows."""
    tone = tones(light, colour)
    start, end = (0.0, width) if light.key_side < 0 else (width, 0.0)
    canvas.drawRect(
        box(0, -height, width, 0),
        linear((start, 0), (end, 0), [tone.lit, tone.mid, tone.dark], [0, 0.4, 1]),
    )
    side = width * 0.24
    canvas.drawRect(
        box(0, -height, side, 0) if light.key_side > 0 else box(width - side, -height, width, 0),
        fill(tone.deep, 0.35),
    )
    if random.random() < 0.5:
        canvas.drawRect(
            box(width * 0.3, -height - height * 0.04, width * 0.7, -height), fill(tone.mid)
        )
    if random.random() < 0.35:
        canvas.drawLine(
            width / 2, -height, width / 2, -height * 1.12, line(tone.dark, width * 0.02)
        )
    lit_share = {"night": 0.42, "dusk": 0.4, "golden hour": 0.16, "dawn": 0.12}.get(
        light.time_of_day, 0.0
    )
    storey = max(3.4, 4.0 / pixels_per_metre)
    pitch = max(2.6, 3.6 / pixels_per_metre)
    glass = lit_by(mix("#6d88a4", light.haze, 0.35), light.key, 0.8 * light.exposure)
    dark_glass = skia.Path()
    bright = skia.Path()
    y = -height + storey * 0.6
    while y < -storey:
        x = pitch * 0.4
        while x < width - pitch * 0.6:
            pane = box(x, y, x + pitch * 0.6, y + storey * 0.55)
            (bright if random.random() < lit_share else dark_glass).addRect(pane)
            x += pitch
        y += storey
    canvas.drawPath(dark_glass, fill(mix(glass, "#141a26", 0.35), 0.75))
    canvas.drawPath(bright, fill("#ffd88a", 0.92))
