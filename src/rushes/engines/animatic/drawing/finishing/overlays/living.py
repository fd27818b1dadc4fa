"""What is never the same in two frames: a film that wanders and is scratched, a tape that slips,
a signal that breaks, what a camera writes over its picture."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import lay_colour
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.overlays.display import Display
from rushes.engines.animatic.looks import STEADY, style_of

_BURST_FRAMES = 5
"""For how long one scratch, slip or break is seen."""


class LivingPicture:
    """Draws over the picture's frames what belongs to their film, tape or signal. Frame by its
    number alone."""

    def __init__(
        self, width_px: int, height_px: int, look: tuple[str, ...], seed: int, fps: int
    ) -> None:
        self._living = style_of(look).living or STEADY
        self._size = (width_px, height_px)
        self._seed = seed
        name = self._living.display
        self._display = Display(name, width_px, height_px, fps) if name else None

    def wander(self, frame: int) -> tuple[int, int]:
        """Whole pixels, right and down, that the film lies off in its gate."""
        far = self._living.weave * self._size[1]
        if far < 0.5:
            return 0, 0
        random = Random(f"{self._seed} weave {frame}")
        slow = math.sin(frame * 0.37 + self._seed % 7) * 0.6
        return round(random.uniform(-0.4, 0.4) * far), round((slow + random.uniform(-1, 1)) * far)

    def draw(self, canvas: skia.Canvas, pixels: Pixels, frame: int) -> None:
        """Over the finished frame `frame`; `pixels` are the canvas' own."""
        living = self._living
        if living.flicker:
            self._flicker(canvas, frame)
        if living.dust:
            self._dust(canvas, frame)
        if living.scratches:
            self._scratches(canvas, frame)
        if living.tracking:
            self._slip(pixels, frame)
        if living.tearing:
            self._tear(pixels, frame)
        if self._display is not None:
            self._display.draw(canvas, frame)

    def _flicker(self, canvas: skia.Canvas, frame: int) -> None:
        light = Random(f"{self._seed} flicker {frame // self._living.hold}").uniform(-1, 1)
        alpha = round(abs(light) * self._living.flicker * 46)
        if alpha:
            shade = 255 if light > 0 else 0
            lay_colour(canvas, self._size, skia.ColorSetARGB(alpha, shade, shade, shade))

    def _dust(self, canvas: skia.Canvas, frame: int) -> None:
        width, height = self._size
        random = Random(f"{self._seed} dust {frame}")
        count = int(self._living.dust * random.uniform(0, 3.4))
        for _ in range(count):
            x, y = random.uniform(0, width), random.uniform(0, height)
            long = height * random.uniform(0.002, 0.006)
            paint = skia.Paint(AntiAlias=True, Color=random.choice((0xB0100C08, 0x90F4ECDC)))
            if random.random() < 0.8:
                canvas.drawOval(
                    skia.Rect.MakeXYWH(x, y, long, long * random.uniform(0.5, 1)), paint
                )
                continue
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(max(1.0, height * 0.0014))
            path = skia.Path()
            path.moveTo(x, y)
            path.cubicTo(*(v + random.uniform(-1, 1) * long * 7 for v in (x, y, x, y, x, y)))
            canvas.drawPath(path, paint)

    def _scratches(self, canvas: skia.Canvas, frame: int) -> None:
        width, height = self._size
        for number in range(max(1, round(self._living.scratches * 3))):
            random = Random(f"{self._seed} scratch {number} {frame // (_BURST_FRAMES * 3)}")
            if random.random() > self._living.scratches:
                continue
            x = random.uniform(0.04, 0.96) * width
            x += math.sin(frame * 0.9 + number) * height * 0.002
            paint = skia.Paint(
                Color=random.choice((0x70F6F0E2, 0x50100C08)),
                StrokeWidth=max(1.0, height * 0.0012),
            )
            canvas.drawLine(x, 0, x + random.uniform(-2, 2), height, paint)

    def _slip(self, pixels: Pixels, frame: int) -> None:
        """Lines shifted sideways with snow in them: at the foot always, and where a band rises."""
        height, width = pixels.shape[:2]
        noise = np.random.default_rng([self._seed % 2**32, frame])
        strength = self._living.tracking
        foot = max(2, round(height * 0.016 * strength))
        bands = [(height - foot, height, 0.035)]
        random = Random(f"{self._seed} band {frame // 48}")
        if random.random() < 0.75 * strength:
            # The band climbs through the picture in two seconds.
            at = (1.1 - 1.3 * ((frame % 48) / 48)) * height
            tall = height * random.uniform(0.03, 0.07)
            bands.append((round(at), round(at + tall), 0.014))
        for first, last, far in bands:
            first, last = max(0, first), min(height, last)
            for top in range(first, last, 2):
                rows = pixels[top : min(last, top + 2)]
                shift = int(noise.normal(0, far) * width)
                rows[:] = np.roll(rows, shift, axis=1)
                if noise.random() < 0.55:
                    left = int(noise.integers(0, width))
                    rows[:, left : left + int(noise.integers(4, width // 5)), :3] |= 0xC0

    def _tear(self, pixels: Pixels, frame: int) -> None:
        """In bursts: strips jump sideways, and their colours part."""
        burst = Random(f"{self._seed} tear {frame // _BURST_FRAMES}")
        height, width = pixels.shape[:2]
        count = burst.choice((0, 1, 2, 5, 9)) if self._living.tearing else 0
        random = Random(f"{self._seed} tear {frame}")
        for _ in range(count):
            top = random.randrange(height)
            rows = pixels[top : top + max(2, round(height * random.uniform(0.01, 0.11)))]
            shift = round(random.gauss(0, 0.05) * width)
            rows[:, :, 2] = np.roll(rows[:, :, 2], shift * 2, axis=1)
            rows[:, :, :2] = np.roll(rows[:, :, :2], shift, axis=1)
        for _ in range(count // 2):
            left, top = random.randrange(width), random.randrange(height)
            block = pixels[top : top + height // 24, left : left + width // 7]
            block[:, :, :3] = (
                block[::-1, :, 2::-1] if random.random() < 0.5 else 255 - block[:, :, :3]
            )
