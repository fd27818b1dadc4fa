"""What a wall may be finished with, entered by name for place files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import box, linear, mix, texture, tones
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.scene import Light, Rgb


@dataclass(frozen=True, slots=True)
class Wall:
    """A stretch of wall: x along it, y up is negative, its foot at y = 0."""

    left: float
    right: float
    height: float
    colour: Rgb
    second: Rgb
    """Of frames, goods, joints: whatever the finish has beside its own colour."""
    pitch: float
    """Metres from one window, locker or panel to the next."""
    span: tuple[float, float]
    """From its lit end to its shaded one."""
    detail: float
    """Pixels per metre."""
    seed: str = ""

    @property
    def area(self) -> skia.Rect:
        """All of it."""
        return box(self.left, -self.height, self.right, 0)

    def cells(self, pitch: float | None = None) -> Iterator[tuple[int, float]]:
        """Number and middle of each cell of the wall's grid that reaches into the stretch."""
        step = pitch or self.pitch
        first = int(self.left // step) - 1
        while (first - 0.5) * step < self.right:
            if (first + 0.5) * step > self.left:
                yield first, first * step
            first += 1

    def random(self, *what: object) -> Random:
        """Random numbers of their own for each use, the same in every strip of the wall."""
        return Random(f"{self.seed} {what}")

    def shows(self, size_m: float, least_px: float = 1.2) -> bool:
        """Whether detail of this size can be seen."""
        return size_m * self.detail >= least_px


Finish = Callable[[skia.Canvas, Light, Wall], None]
FINISHES: dict[str, Finish] = {}


def finish(*names: str) -> Callable[[Finish], Finish]:
    """Enters a finish under the names that place files use."""

    def enter(paint: Finish) -> Finish:
        for name in names:
            FINISHES[name] = paint
        return paint

    return enter


def paint_finish(canvas: skia.Canvas, brush: Brush, name: str, wall: Wall) -> None:
    """Paints a stretch of wall, cut at its edges."""
    canvas.save()
    canvas.clipRect(wall.area, doAntiAlias=True)
    FINISHES[name](canvas, brush.light, wall)
    canvas.restore()


def plaster(canvas: skia.Canvas, light: Light, wall: Wall, colour: Rgb | None = None) -> None:
    """The wall's own colour, brighter at its lit end, with faint stains."""
    tone = tones(light, colour or wall.colour)
    start, end = wall.span
    shades = [tone.lit, mix(tone.lit, tone.mid, 0.6), mix(tone.mid, tone.dark, 0.45)]
    canvas.drawRect(wall.area, linear((start, 0), (end, 0), shades))
    texture(canvas, wall.area, (3.0, 3.0), 0.10, seed=7, slope=1.4)
