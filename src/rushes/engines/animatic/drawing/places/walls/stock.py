"""Shelves on a wall and what fills them: books, goods, bottles, bread, clothes, boxes."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.paint import box, fill, linear, mix, oval, tones
from rushes.engines.animatic.drawing.places.walls.finish import Wall, finish
from rushes.engines.animatic.scene import Light, Rgb


class Goods(NamedTuple):
    """What stands on one kind of shelf."""

    colours: tuple[Rgb, ...]
    width_m: tuple[float, float]
    height_share: tuple[float, float]
    """Of the room between two shelves."""
    shelf_m: float
    shape: str = "box"
    """box, bottle, round, loaf, hanging."""
    gap_m: float = 0.0


_GOODS = {
    "books": Goods(
        ("#7a2e2a", "#2f4a5a", "#3f5a3a", "#8a6a3a", "#5a3a52", "#b09a6a", "#30303a"),
        (0.03, 0.075), (0.68, 0.95), 0.36,
    ),
    "goods": Goods(
        ("#c8402f", "#e8b03a", "#3f8a4a", "#2f6aa8", "#e8e2d2", "#d86a9a", "#7a4aa0", "#e0762f"),
        (0.10, 0.22), (0.55, 0.9), 0.42,
    ),
    "medicine": Goods(
        ("#f4f6f6", "#dcecf0", "#3f9a7a", "#e8f0e2", "#4f8ac0", "#f0e2e0"),
        (0.07, 0.16), (0.4, 0.75), 0.34, "box", 0.01,
    ),
    "bottles": Goods(
        ("#3f6a4a", "#7a4a2a", "#b8a06a", "#d8d4c8", "#5a2f3a", "#2f4f6a", "#a8702a"),
        (0.075, 0.11), (0.6, 0.92), 0.42, "bottle", 0.03,
    ),
    "jars": Goods(
        ("#b86a3a", "#d8b46a", "#7a8a4a", "#a83a34", "#cfc6b4"),
        (0.12, 0.17), (0.5, 0.8), 0.38, "bottle", 0.04,
    ),
    "bread": Goods(
        ("#c88a4a", "#b8743a", "#d8a460", "#a8632f", "#e0b878"),
        (0.2, 0.42), (0.32, 0.52), 0.40, "loaf", 0.03,
    ),
    "fruit": Goods(
        ("#d8402f", "#e8a02f", "#7fae3a", "#f0d04a", "#8a3a6a", "#e8702f"),
        (0.09, 0.12), (0.3, 0.36), 0.34, "round",
    ),
    "clothes": Goods(
        ("#2f3a52", "#b8564a", "#e8dfd0", "#6a7a5a", "#d8a85a", "#7a5a6a", "#3a3a3e"),
        (0.07, 0.12), (0.66, 0.86), 1.15, "hanging", 0.02,
    ),
    "boxes": Goods(
        ("#b08a5a", "#a07848", "#c09a68", "#94704a"),
        (0.45, 0.8), (0.62, 0.9), 1.1, "box", 0.06,
    ),
    "toys": Goods(
        ("#e0483a", "#f0b82f", "#4a9ad8", "#6ab04a", "#e87ab0", "#9a6ad0"),
        (0.14, 0.26), (0.45, 0.85), 0.45, "round", 0.03,
    ),
}  # fmt: skip
"""Kinds of stock; the finish of the same name is a wall of shelves full of it."""


def _paint_shelves(canvas: skia.Canvas, light: Light, wall: Wall, goods: Goods) -> None:
    """Uprights every `pitch` metres, shelves between them, goods of mixed colours on each."""
    wood = tones(light, wall.colour)
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [wood.dark, wood.deep]))
    rows = max(1, int((wall.height - 0.12) / goods.shelf_m))
    by_colour: dict[tuple[Rgb, int], skia.Path] = {}
    shades = skia.Path()
    for number, x in wall.cells():
        for row in range(rows):
            y = -0.1 - row * goods.shelf_m
            random = wall.random(number, row)
            _fill_shelf(by_colour, wall, goods, random, x, y)
            shades.addRect(
                box(
                    x - wall.pitch / 2,
                    y - goods.shelf_m,
                    x + wall.pitch / 2,
                    y - goods.shelf_m * 0.8,
                )
            )
    for (colour, shade), path in by_colour.items():
        tone = tones(light, colour)
        ink = (tone.lit, mix(tone.lit, tone.mid, 0.6), mix(tone.mid, tone.dark, 0.5))[shade]
        canvas.drawPath(path, fill(ink))
    canvas.drawPath(shades, fill("#100a08", 0.35))
    _paint_frame(canvas, light, wall, goods, rows)


def _fill_shelf(
    by_colour: dict[tuple[Rgb, int], skia.Path],
    wall: Wall,
    goods: Goods,
    random: Random,
    x: float,
    y: float,
) -> None:
    for left, width in _widths(wall, goods, random, x):
        tall = goods.shelf_m * random.uniform(*goods.height_share)
        key = (random.choice(goods.colours), random.randrange(3))
        path = by_colour.setdefault(key, skia.Path())
        right = left + width
        if goods.shape == "round":
            path.addOval(oval((left + right) / 2, y - tall / 2, width / 2, tall / 2))
        elif goods.shape == "loaf":
            path.addRoundRect(box(left, y - tall, right, y), width * 0.3, tall * 0.6)
        elif goods.shape == "bottle":
            path.addRoundRect(box(left, y - tall * 0.72, right, y), width * 0.2, width * 0.2)
            middle = (left + right) / 2
            path.addRect(
                box(middle - width * 0.17, y - tall, middle + width * 0.17, y - tall * 0.6)
            )
        elif goods.shape == "hanging":
            top = y - goods.shelf_m * 0.9
            path.addRoundRect(box(left, top, right, top + tall), 0.03, 0.05)
        else:
            path.addRect(box(left, y - tall, right, y))


def _widths(wall: Wall, goods: Goods, random: Random, x: float) -> Iterator[tuple[float, float]]:
    """Left edge and width of what stands on one shelf, as fine as can be seen."""
    coarse = max(1.0, 1.6 / (goods.width_m[0] * wall.detail))
    along, end = x - wall.pitch / 2 + 0.04, x + wall.pitch / 2 - 0.04
    while along < end:
        width = min(end - along, random.uniform(*goods.width_m) * coarse)
        if random.random() > 0.05:
            yield along, width * 0.94
        along += width + goods.gap_m


def _paint_frame(canvas: skia.Canvas, light: Light, wall: Wall, goods: Goods, rows: int) -> None:
    wood = tones(light, wall.colour)
    lit, under = skia.Path(), skia.Path()
    for row in range(rows + 1):
        y = -0.1 - row * goods.shelf_m
        lit.addRect(box(wall.left, y, wall.right, y + 0.035))
        under.addRect(box(wall.left, y + 0.03, wall.right, y + 0.05))
    for _, x in wall.cells():
        edge = x - wall.pitch / 2
        lit.addRect(box(edge - 0.03, -wall.height, edge + 0.03, 0))
    lit.addRect(box(wall.left, -wall.height, wall.right, -wall.height + 0.07))
    canvas.drawPath(under, fill(wood.deep, 0.8))
    canvas.drawPath(lit, fill(wood.lit))


def _enter(name: str, goods: Goods) -> None:
    @finish(name)
    def paint(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
        _paint_shelves(canvas, light, wall, goods)


for _name, _kind in _GOODS.items():
    _enter(_name, _kind)
