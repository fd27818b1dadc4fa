"""What is drawn in each frame: still bitmaps, moving bitmaps, and parts painted live."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.grouping import Item
from rushes.engines.animatic.drawing.compositing.lens import haze_filter
from rushes.engines.animatic.drawing.compositing.projection import Floats, Track
from rushes.engines.animatic.drawing.compositing.sprite import Sprite
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.scene import Light

_FAST_PX = 7.0
"""Per frame: what moves faster is put on whole pixels, which nobody sees."""
_STILL_PX = 0.02
_LARGE_PX = 30_000
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_TURN_DEGREES = 0.04
"""A smaller turn is not drawn."""


class Layer(Protocol):
    """Something drawn in its turn, far to near."""

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        """Draws frame `frame` of the shot.

        `focus` runs from 0 to 1 where the shot's focus is racked from its first to its second.
        """


def snaps_of(track: Track) -> list[bool]:
    """Whether each frame may lie on whole pixels: the track stands still or rushes past."""
    speed = (
        np.hypot(np.gradient(track.x), np.gradient(track.y)) if len(track.x) > 1 else track.x * 0
    )
    with np.errstate(invalid="ignore"):
        scale = np.nan_to_num(track.scale)
        is_still = max(np.ptp(np.nan_to_num(track.x)), np.ptp(np.nan_to_num(track.y))) < _STILL_PX
        is_even = np.ptp(scale) < 1e-4 * max(1e-9, float(scale.max()))
    fast: list[bool] = (np.nan_to_num(speed) > _FAST_PX).tolist()
    return [bool(is_even and (is_still or quick)) for quick in fast]


def shares(focus: float) -> tuple[float, float]:
    """Opacities of the first and the second focus. One of them is always whole, so that what is
    opaque stays so while they dissolve."""
    return min(1.0, 2 * (1 - focus)), min(1.0, 2 * focus)


@dataclass(slots=True)
class StillLayer:
    """Bitmaps that only the camera moves: one for each focus, at one or more sizes."""

    track: Track
    sprites: list[list[Sprite | None]]
    """By focus, then by level: where the camera changes a part's size a lot, it is baked at
    several sizes, each for the frames that need it."""
    level_at: list[int]
    snaps: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.snaps = snaps_of(self.track)

    def sprite_at(self, frame: int) -> Sprite | None:
        """The bitmap shown at a frame, of the first focus."""
        return self.sprites[0][self.level_at[frame]]

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        scale = float(self.track.scale[frame])
        if math.isnan(scale):
            return
        at = (float(self.track.x[frame]), float(self.track.y[frame]), scale)
        weights = (1.0,) if len(self.sprites) == 1 else shares(focus)
        for levels, share in zip(self.sprites, weights, strict=True):
            sprite = levels[self.level_at[frame]]
            if sprite is not None and share > 0.004:
                sprite.draw(canvas, *at, opacity=share, snap=self.snaps[frame])


class PhaseBaker(Protocol):
    """Bakes the bitmap of items for a phase and a focus; None where it is clear."""

    def __call__(self, items: Sequence[Item], phase: int, focus: int) -> Sprite | None: ...


@dataclass(slots=True)
class MovingLayer:
    """Parts that move and change phase as one; phases are baked when first shown."""

    items: Sequence[Item]
    baker: PhaseBaker
    foci: int
    _sprites: dict[tuple[int, int], Sprite | None] = field(default_factory=dict)

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        item, part = self.items[0], self.items[0].placed.part
        scale = float(item.track.scale[frame])
        if math.isnan(scale):
            return
        x, y = float(item.track.x[frame]), float(item.track.y[frame])
        degrees, opacity = 0.0, 1.0
        if item.motions is not None:
            motion = item.motions[frame]
            x, y = x + motion.dx * scale, y + motion.dy * scale
            degrees, opacity = motion.degrees, motion.opacity
        if opacity < 0.004:
            return
        phase = item.phases[frame] if item.phases is not None else 0
        is_turned = abs(degrees) > _TURN_DEGREES
        if is_turned:
            canvas.save()
            canvas.rotate(degrees, x + part.pivot[0] * scale, y + part.pivot[1] * scale)
        weights = shares(focus) if self.foci == 2 else (1.0,)
        for place, weight in enumerate(weights):
            sprite = self._sprite(phase, place) if weight > 0.004 else None
            if sprite is not None:
                sprite.draw(canvas, x, y, scale, opacity=opacity * weight)
        if is_turned:
            canvas.restore()

    def _sprite(self, phase: int, focus: int) -> Sprite | None:
        key = (phase, focus)
        if key not in self._sprites:
            self._sprites[key] = self.baker(self.items, phase, focus)
        return self._sprites[key]


@dataclass(slots=True)
class LiveLayer:
    """A small part painted anew in every frame."""

    item: Item
    seconds: Floats
    light: Light
    grade: skia.ColorFilter | None

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        item, part = self.item, self.item.placed.part
        scale = float(item.track.scale[frame])
        if math.isnan(scale):
            return
        box = part.bounds
        rect = skia.Rect.MakeLTRB(box.left, box.top, box.right, box.bottom)
        canvas.save()
        canvas.translate(float(item.track.x[frame]), float(item.track.y[frame]))
        canvas.scale(scale, scale)
        if item.motions is not None:
            motion = item.motions[frame]
            canvas.translate(motion.dx, motion.dy)
            if motion.degrees:
                canvas.rotate(motion.degrees, *part.pivot)
        if not canvas.quickReject(rect):
            seconds = float(self.seconds[frame])
            filters = self._filters(scale)
            if filters is None:
                self._paint(canvas, scale, seconds)
            else:
                self._paint_filtered(canvas, rect, filters, scale, seconds)
        canvas.restore()

    def _paint(self, canvas: skia.Canvas, scale: float, seconds: float) -> None:
        placed = self.item.placed
        placed.part.paint(canvas, Brush(self.light, scale, Random(placed.seed), 0, seconds))

    def _paint_filtered(
        self,
        canvas: skia.Canvas,
        rect: skia.Rect,
        filters: skia.Paint,
        scale: float,
        seconds: float,
    ) -> None:
        """Large parts are painted smaller, the more so the softer they are: filters cost by the
        pixel."""
        coarse = scale
        if rect.width() * rect.height() * scale * scale > _LARGE_PX:
            coarse *= max(0.25, min(0.5, 0.7 / max(1.0, self.item.sigma_px[0])))
        width = max(1, math.ceil(rect.width() * coarse))
        height = max(1, math.ceil(rect.height() * coarse))
        surface = skia.Surface.MakeRasterN32Premul(width, height)
        inner = surface.getCanvas()
        inner.scale(coarse, coarse)
        inner.translate(-rect.left(), -rect.top())
        inner.saveLayer(rect, filters)
        self._paint(inner, coarse, seconds)
        inner.restore()
        size = skia.Rect.MakeXYWH(rect.left(), rect.top(), width / coarse, height / coarse)
        canvas.drawImageRect(surface.makeImageSnapshot(), size, _LINEAR)

    def _filters(self, scale: float) -> skia.Paint | None:
        """Grade, haze and blur: as the bitmaps round it have them."""
        colours = haze_filter(self.item.haze, self.light)
        if self.grade is not None:
            colours = self.grade.makeComposed(colours) if colours else self.grade
        sigma = self.item.sigma_px[0]
        blur = skia.ImageFilters.Blur(sigma / scale, sigma / scale) if sigma > 1.2 else None
        if colours is None and blur is None:
            return None
        return skia.Paint(ColorFilter=colours, ImageFilter=blur)
