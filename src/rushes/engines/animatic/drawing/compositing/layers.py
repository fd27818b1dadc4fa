"""What is drawn in each frame: still bitmaps, moving bitmaps, and parts painted live."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.copies import Copies, schedule
from rushes.engines.animatic.drawing.compositing.bitmaps.sprite import Sprite
from rushes.engines.animatic.drawing.compositing.grouping import Item
from rushes.engines.animatic.drawing.compositing.lens import haze_filter
from rushes.engines.animatic.drawing.compositing.projection import Floats, Picture, Track
from rushes.engines.animatic.drawing.part import Brush, Motion
from rushes.engines.animatic.scene import Light

_FAST_PX = 7.0
"""Per frame: what moves faster is put on whole pixels, which nobody sees."""
_STILL_PX = 0.02
_LARGE_PX = 30_000
_SHARP_PX = 1.8
"""A smaller blur of what moves and glows is not seen."""
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_OFTEN_FRAMES = 6
"""A bitmap drawn whole in fewer is not worth a fine copy."""
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
    picture: Picture
    snaps: list[bool] = field(init=False)
    copies: Copies | None = field(init=False, default=None)
    _are_often: list[list[bool]] = field(init=False)

    def __post_init__(self) -> None:
        self.snaps = snaps_of(self.track)
        self._are_often = [
            [self._is_often(sprite, level) for level, sprite in enumerate(levels)]
            for levels in self.sprites
        ]
        only = self.sprites[0][0] if len(self.sprites) == len(self.sprites[0]) == 1 else None
        if only is not None and not all(self.snaps):
            track, box = self.track, only.bitmap.box
            plan = schedule(track.x, track.y, track.scale, None, box, self.picture)
            self.copies = Copies(plan) if plan else None

    def _is_often(self, sprite: Sprite | None, level: int) -> bool:
        """Whether its frames show so much of a bitmap that a fine copy pays."""
        if sprite is None:
            return False
        track, box = self.track, sprite.bitmap.box
        is_shown = np.array(self.level_at) == level
        scale = np.nan_to_num(track.scale[is_shown])
        x, y = np.nan_to_num(track.x[is_shown]), np.nan_to_num(track.y[is_shown])
        right, bottom = self.picture
        across = np.clip(x + box.right * scale, 0, right) - np.clip(x + box.left * scale, 0, right)
        down = np.clip(y + box.bottom * scale, 0, bottom) - np.clip(y + box.top * scale, 0, bottom)
        whole = sprite.bitmap.pixels.shape[0] * sprite.bitmap.pixels.shape[1]
        return bool((across * down).sum() > _OFTEN_FRAMES * whole)

    def sprite_at(self, frame: int) -> Sprite | None:
        """The bitmap shown at a frame, of the first focus."""
        return self.sprites[0][self.level_at[frame]]

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        scale = float(self.track.scale[frame])
        if math.isnan(scale):
            return
        if self.copies is not None and self.sprites[0][0] is not None:
            self.copies.draw(canvas, self.sprites[0][0], frame)
            return
        at = (float(self.track.x[frame]), float(self.track.y[frame]), scale)
        weights = (1.0,) if len(self.sprites) == 1 else shares(focus)
        level, snap = self.level_at[frame], self.snaps[frame]
        for levels, often, share in zip(self.sprites, self._are_often, weights, strict=True):
            sprite = levels[level]
            if sprite is not None and share > 0.004:
                sprite.draw(canvas, *at, opacity=share, snap=snap, often=often[level])


class PhaseBaker(Protocol):
    """Bakes the bitmap of items for a phase and a focus; None where it is clear."""

    def __call__(self, items: Sequence[Item], phase: int, focus: int) -> Sprite | None: ...


@dataclass(slots=True)
class MovingLayer:
    """Parts that move and change phase as one; phases are baked when first shown."""

    items: Sequence[Item]
    baker: PhaseBaker
    foci: int
    picture: Picture
    _sprites: dict[tuple[int, int], Sprite | None] = field(default_factory=dict)
    _copies: Copies | None = field(init=False, default=None)
    _is_often: bool = field(init=False)

    def __post_init__(self) -> None:
        item = self.items[0]
        frames = len(item.track.x)
        self._is_often = frames > _OFTEN_FRAMES * len(set(item.phases or (0,)))
        motions = item.motions or [Motion()] * frames
        if self.foci > 1 or any(
            abs(motion.degrees) > _TURN_DEGREES or motion.opacity < 0.999 for motion in motions
        ):
            return
        scale = item.track.scale
        x = item.track.x + scale * np.array([motion.dx for motion in motions])
        y = item.track.y + scale * np.array([motion.dy for motion in motions])
        plan = schedule(x, y, scale, item.phases, item.placed.part.bounds, self.picture)
        self._copies = Copies(plan) if plan else None

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        item, part = self.items[0], self.items[0].placed.part
        scale = float(item.track.scale[frame])
        if math.isnan(scale):
            return
        if self._copies is not None:
            phase = item.phases[frame] if item.phases is not None else 0
            if (sprite := self._sprite(phase, 0)) is not None:
                self._copies.draw(canvas, sprite, frame)
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
                sprite.draw(canvas, x, y, scale, opacity=opacity * weight, often=self._is_often)
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
            coarse = self._coarse(rect, scale)
            filters = self._filters(scale, coarse)
            if filters is None and coarse == scale:
                self._paint(canvas, scale, seconds)
            else:
                self._paint_filtered(canvas, rect, filters, coarse, seconds)
        canvas.restore()

    def _paint(self, canvas: skia.Canvas, scale: float, seconds: float) -> None:
        placed = self.item.placed
        placed.part.paint(canvas, Brush(self.light, scale, Random(placed.seed), 0, seconds))

    def _coarse(self, rect: skia.Rect, scale: float) -> float:
        """What is large and soft or hazy is painted smaller: filters cost by the pixel."""
        is_plain = self.grade is None and haze_filter(self.item.haze, self.light) is None
        sigma = self.item.sigma_px[0]
        if is_plain and sigma <= _SHARP_PX:
            return scale
        if rect.width() * rect.height() * scale * scale <= _LARGE_PX:
            return scale
        return scale * max(0.25, min(0.5, 0.7 / max(1.0, sigma)))

    def _paint_filtered(
        self,
        canvas: skia.Canvas,
        rect: skia.Rect,
        filters: skia.Paint | None,
        coarse: float,
        seconds: float,
    ) -> None:
        """Through a surface of its own, enlarged."""
        width = max(1, math.ceil(rect.width() * coarse))
        height = max(1, math.ceil(rect.height() * coarse))
        surface = skia.Surface.MakeRasterN32Premul(width, height)
        inner = surface.getCanvas()
        inner.scale(coarse, coarse)
        inner.translate(-rect.left(), -rect.top())
        if filters is not None:
            inner.saveLayer(rect, filters)
        self._paint(inner, coarse, seconds)
        if filters is not None:
            inner.restore()
        size = skia.Rect.MakeXYWH(rect.left(), rect.top(), width / coarse, height / coarse)
        canvas.drawImageRect(surface.makeImageSnapshot(), size, _LINEAR)

    def _filters(self, scale: float, coarse: float) -> skia.Paint | None:
        """Grade, haze and blur: as the bitmaps round it have them. Enlarging blurs by itself."""
        colours = haze_filter(self.item.haze, self.light)
        if self.grade is not None:
            colours = self.grade.makeComposed(colours) if colours else self.grade
        sigma = self.item.sigma_px[0]
        by_enlarging = 0.5 * scale / coarse if coarse < scale else 0.0
        left = math.sqrt(max(0.0, sigma * sigma - by_enlarging * by_enlarging))
        is_soft = left > max(_SHARP_PX, by_enlarging)
        blur = skia.ImageFilters.Blur(left / scale, left / scale) if is_soft else None
        if colours is None and blur is None:
            return None
        return skia.Paint(ColorFilter=colours, ImageFilter=blur)
