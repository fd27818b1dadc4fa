"""What walls are built of: bricks, blocks, boards, tiles, metal, cloth."""

from __future__ import annotations

import itertools
import math

import skia

from rushes.engines.animatic.drawing.paint import box, fill, line, linear, texture, tones
from rushes.engines.animatic.drawing.places.walls.finish import Wall, finish, plaster
from rushes.engines.animatic.scene import Light, Rgb


def courses(
    canvas: skia.Canvas, light: Light, wall: Wall, colour: Rgb, size: tuple[float, float]
) -> None:
    """Bricks or blocks of this width and height, every other course shifted."""
    tone = tones(light, colour)
    wide, tall = size
    joints, bright, dark = skia.Path(), skia.Path(), skia.Path()
    for row in range(math.ceil(wall.height / tall)):
        y = -(row + 1) * tall
        joints.addRect(box(wall.left, y, wall.right, y + tall * 0.09))
        shift = wide / 2 if row % 2 else 0.0
        if not wall.shows(wide, 2.5):
            continue
        column = math.floor((wall.left - shift) / wide)
        while column * wide + shift < wall.right:
            x = column * wide + shift
            joints.addRect(box(x, y, x + tall * 0.09, y + tall))
            chance = (column * 7919 + row * 104729) % 97 / 97
            if chance < 0.22:
                bright.addRect(box(x, y, x + wide, y + tall))
            elif chance > 0.78:
                dark.addRect(box(x, y, x + wide, y + tall))
            column += 1
    canvas.drawPath(bright, fill(tone.rim, 0.16))
    canvas.drawPath(dark, fill(tone.deep, 0.22))
    canvas.drawPath(joints, fill(tone.deep, 0.42))


@finish("plaster")
def paint_plaster(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Paint on plaster with a skirting board."""
    plaster(canvas, light, wall)
    skirt = tones(light, wall.second)
    canvas.drawRect(
        box(wall.left, -0.13, wall.right, 0), linear((0, -0.13), (0, 0), [skirt.lit, skirt.dark])
    )


@finish("bricks")
def paint_bricks(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Bricks."""
    plaster(canvas, light, wall)
    courses(canvas, light, wall, wall.colour, (0.26, 0.085))


@finish("stone")
def paint_stone(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Large blocks of stone, worn."""
    plaster(canvas, light, wall)
    texture(canvas, wall.area, (1.6, 1.6), 0.26, seed=19, slope=1.2)
    courses(canvas, light, wall, wall.colour, (0.9, 0.42))


@finish("tiles")
def paint_wall_tiles(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Glazed tiles, `pitch` metres square, with a sheen."""
    plaster(canvas, light, wall)
    joint = tones(light, wall.second)
    grid = skia.Path()
    for _, x in wall.cells():
        grid.addRect(box(x - 0.006, -wall.height, x + 0.006, 0))
    for row in range(math.ceil(wall.height / wall.pitch) + 1):
        y = -row * wall.pitch
        grid.addRect(box(wall.left, y - 0.006, wall.right, y + 0.006))
    canvas.drawPath(grid, fill(joint.mid, 0.8))
    canvas.drawRect(
        wall.area,
        linear((0, -wall.height), (0, 0), [("#ffffff", 0.16), ("#ffffff", 0.0), ("#ffffff", 0.10)]),
    )


@finish("boards")
def paint_boards(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Upright boards, each of its own shade."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    joints, bright, dark = skia.Path(), skia.Path(), skia.Path()
    for number, x in wall.cells(0.24):
        chance = number * 7919 % 97 / 97
        board = box(x - 0.12, -wall.height, x + 0.12, 0)
        if chance < 0.3:
            bright.addRect(board)
        elif chance > 0.65:
            dark.addRect(board)
        joints.addRect(box(x - 0.128, -wall.height, x - 0.112, 0))
    canvas.drawPath(bright, fill(tone.rim, 0.14))
    canvas.drawPath(dark, fill(tone.deep, 0.22))
    texture(canvas, wall.area, (0.5, 5.0), 0.22, seed=12, slope=1.1)
    canvas.drawPath(joints, fill(tone.deep, 0.6))


@finish("logs", "siding")
def paint_siding(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Boards lying one over another."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    for row in range(math.ceil(wall.height / 0.22)):
        y = -(row + 1) * 0.22
        canvas.drawRect(
            box(wall.left, y, wall.right, y + 0.22),
            linear((0, y), (0, y + 0.22), [(tone.rim, 0.25), (tone.mid, 0.0), (tone.deep, 0.5)]),
        )
    texture(canvas, wall.area, (5.0, 0.5), 0.16, seed=12, slope=1.1)


@finish("panels")
def paint_panels(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Tall panels in frames, with a cornice and a base."""
    plaster(canvas, light, wall)
    tone, frame = tones(light, wall.colour), tones(light, wall.second)
    for _, x in wall.cells():
        half = wall.pitch * 0.40
        for low, high in ((0.16, 0.9), (1.05, wall.height - 0.35)):
            if high - low < 0.2:
                continue
            panel = box(x - half, -high, x + half, -low)
            canvas.drawRect(panel, fill(tone.deep, 0.16))
            canvas.drawRect(panel, line(frame.lit, 0.035, 0.9))
            canvas.drawRect(panel.makeOffset(0.015, 0.018), line(tone.deep, 0.015, 0.5))
    for low, high in ((-0.14, 0.0), (-1.02, -0.95), (-wall.height, -wall.height + 0.22)):
        canvas.drawRect(
            box(wall.left, low, wall.right, high),
            linear((0, low), (0, high), [frame.lit, frame.dark]),
        )


@finish("concrete")
def paint_concrete(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Cast concrete: large panels, their holes, water stains."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    texture(canvas, wall.area, (1.2, 4.5), 0.22, seed=22, slope=1.3)
    seams = line(tone.deep, 0.02, 0.5)
    for _, x in wall.cells():
        canvas.drawLine(x, -wall.height, x, 0, seams)
        for up in (0.45, 1.55, 2.65):
            for side in (-0.3, 0.3):
                canvas.drawCircle(x + side * wall.pitch, -up, 0.025, fill(tone.deep, 0.6))
    for row in range(1, math.ceil(wall.height / 1.2)):
        canvas.drawLine(wall.left, -row * 1.2, wall.right, -row * 1.2, seams)


@finish("corrugated")
def paint_corrugated(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Corrugated metal."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    bright, dark = skia.Path(), skia.Path()
    for _, x in wall.cells(0.2):
        bright.addRect(box(x - 0.08, -wall.height, x - 0.02, 0))
        dark.addRect(box(x + 0.02, -wall.height, x + 0.09, 0))
    canvas.drawPath(bright, fill(tone.rim, 0.35))
    canvas.drawPath(dark, fill(tone.deep, 0.4))
    texture(canvas, wall.area, (2.0, 5.0), 0.2, seed=22, slope=1.3)


@finish("wallpaper")
def paint_wallpaper(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Stripes of two colours over a wainscot."""
    plaster(canvas, light, wall)
    other = tones(light, wall.second)
    for _, x in wall.cells():
        half = wall.pitch * 0.25
        canvas.drawRect(box(x - half, -wall.height, x + half, 0), fill(other.mid, 0.5))
    white = tones(light, "#efe8da")
    canvas.drawRect(
        box(wall.left, -0.8, wall.right, 0), linear((0, -0.8), (0, 0), [white.lit, white.dark])
    )
    canvas.drawRect(box(wall.left, -0.86, wall.right, -0.78), fill(white.rim))


@finish("curtain")
def paint_curtain(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Heavy cloth in folds, with a hem of the second colour."""
    tone = tones(light, wall.colour)
    canvas.drawRect(wall.area, fill(tone.mid))
    for number, x in wall.cells():
        half = wall.pitch * (0.42 + 0.12 * math.sin(number * 2.4))
        canvas.drawRect(
            box(x - half, -wall.height, x + half, 0),
            linear(
                (x - half, 0),
                (x + half, 0),
                [(tone.deep, 0.85), (tone.lit, 0.75), (tone.mid, 0.3), (tone.deep, 0.85)],
                [0, 0.35, 0.6, 1],
            ),
        )
    hem = tones(light, wall.second)
    canvas.drawRect(box(wall.left, -0.2, wall.right, -0.08), fill(hem.mid, 0.9))
    canvas.drawRect(
        wall.area,
        linear((0, -wall.height), (0, 0), [("#000000", 0.42), ("#000000", 0.0), ("#000000", 0.22)]),
    )


@finish("foam")
def paint_foam(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Squares of ribbed foam, turned in turns, that swallow sound."""
    plaster(canvas, light, wall)
    tone, side = tones(light, wall.colour), wall.pitch
    for (number, x), row in itertools.product(
        list(wall.cells()), range(math.ceil(wall.height / side))
    ):
        y = -(row + 0.5) * side
        half = side * 0.46
        for rib in range(5):
            at = -half + side * 0.92 * (rib + 0.5) / 5
            ends = (
                (x + at, y - half, x + at, y + half)
                if (number + row) % 2
                else (x - half, y + at, x + half, y + at)
            )
            canvas.drawLine(*ends, line(tone.deep, side * 0.09, 0.75))
            nudged = [value - side * 0.045 for value in ends]
            canvas.drawLine(*nudged, line(tone.rim, side * 0.03, 0.4))


@finish("rock")
def paint_rock(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Rough rock in facets."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    texture(canvas, wall.area, (2.4, 2.4), 0.45, seed=41, slope=1.2)
    for number, x in wall.cells():
        random = wall.random("facet", number)
        for _ in range(5):
            y, wide = -random.uniform(0, wall.height), random.uniform(0.3, 0.8) * wall.pitch
            start = x + random.uniform(-0.5, 0.5) * wall.pitch
            shape = skia.Path()
            shape.moveTo(start, y)
            shape.lineTo(start + wide * 0.5, y - wide * random.uniform(0.2, 0.5))
            shape.lineTo(start + wide, y + wide * random.uniform(-0.1, 0.3))
            shape.lineTo(start + wide * 0.4, y + wide * random.uniform(0.2, 0.6))
            shape.close()
            lit = random.random() < 0.45
            canvas.drawPath(shape, fill(tone.rim if lit else tone.deep, 0.16 if lit else 0.4))


@finish("metal")
def paint_metal(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Plates of metal with seams, rivets and a strip of the second colour."""
    plaster(canvas, light, wall)
    tone, strip = tones(light, wall.colour), tones(light, wall.second)
    for _, x in wall.cells():
        plate = box(x - wall.pitch / 2, -wall.height, x + wall.pitch / 2, 0)
        canvas.drawRect(
            plate,
            linear(
                (0, -wall.height),
                (0, 0),
                [(tone.rim, 0.35), (tone.mid, 0.0), (tone.deep, 0.35)],
            ),
        )
        canvas.drawRect(plate.makeInset(0.02, 0.02), line(tone.deep, 0.025, 0.7))
        canvas.drawRect(plate.makeInset(0.05, 0.05), line(tone.rim, 0.012, 0.5))
    canvas.drawRect(box(wall.left, -1.12, wall.right, -1.0), fill(strip.mid))
    canvas.drawRect(box(wall.left, -1.02, wall.right, -1.0), fill(tone.deep, 0.6))
