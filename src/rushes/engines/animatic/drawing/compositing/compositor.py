"""A staged shot's picture, frame by frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bakery import Bakery
from rushes.engines.animatic.drawing.compositing.bitmaps.finish import Finish, Stylise
from rushes.engines.animatic.drawing.compositing.floor import FloorLayer
from rushes.engines.animatic.drawing.compositing.grouping import (
    TOLERANCE_PX,
    Group,
    Item,
    group_items,
    measure,
)
from rushes.engines.animatic.drawing.compositing.hiding import Cover
from rushes.engines.animatic.drawing.compositing.layers import (
    Layer,
    LiveLayer,
    MovingLayer,
    StillLayer,
)
from rushes.engines.animatic.drawing.compositing.lens import blur_px, haze_share
from rushes.engines.animatic.drawing.compositing.projection import (
    Picture,
    Placed,
    Poses,
    Track,
)
from rushes.engines.animatic.looks import STEADY, Living
from rushes.engines.animatic.scene import CameraPose, Light

_MOST_LAYER_AREA = 4.0
"""Pictures' worth of moving bitmaps in a frame, above which layers are joined more freely."""
_LEVEL_STEP = 2.5
"""What a camera makes more than this much smaller is baked again at a smaller size."""
_RACK = 1.25
"""Focus moving by more than this factor against the subject is a rack, and is baked twice."""


class Compositor:
    """Everything of one shot, baked; `draw` puts any of its frames on a canvas.

    Frames depend on nothing but their number. `tail_frames` more than the shot has can be drawn,
    for dissolves.
    """

    def __init__(
        self,
        placed: Sequence[Placed],
        poses: Sequence[CameraPose],
        light: Light,
        picture: Picture,
        fps: int,
        grade: skia.ColorFilter | None,
        live_grade: skia.ColorFilter | None = None,
        built_for: CameraPose | None = None,
        tempo: float = 1.0,
        stylise: Stylise | None = None,
        living: Living = STEADY,
        trails: int = 0,
    ) -> None:
        """`live_grade` acts on parts painted in every frame, where it costs time in each;
        `built_for` is the camera for which floors were painted; at a `tempo` under 1 the set lives
        in slow motion. `stylise` redraws every bitmap, `living` holds drawings for some frames
        and lets layers wander; `trails` is over how many frames what travels is smeared."""
        self._poses = Poses.of(poses, fps, tempo, living.hold)
        self._light = light
        self._finish = Finish(grade, stylise, trails / fps)
        self._living = living
        self._boil_px = living.boil * picture.height_px
        self._picture = picture
        self._live_grade = live_grade
        self._focus = _rack(poses)
        middle = poses[len(poses) // 2]
        foci = self._focus_poses(poses, middle)
        self._middle, self._foci = middle, foci
        is_still = all(pose == poses[0] for pose in poses)
        # Where focus is racked, two pictures of everything are mixed, and nothing hides anything.
        self._cover = Cover(len(poses), picture, is_still) if len(foci) == 1 else None
        self._bakery = Bakery(light, self._finish, picture, self._cover)
        slots: list[Group | FloorLayer] = []
        run: list[Placed] = []
        for one in sorted(placed, key=lambda one: -one.depth_z):
            if one.part.lies_at is None or built_for is None or is_still:
                run.append(one)
                continue
            slots += self._groups(run)
            run = []
            slots.append(FloorLayer(one, built_for, self._poses, picture))
        slots += self._groups(run)
        self.layers: list[Layer] = self._baked(slots)

    def _groups(self, placed: Sequence[Placed]) -> list[Group]:
        """Groups of parts, both in drawing order."""
        items = []
        for one in placed:
            depth = one.depth_z - self._middle.z
            sigmas = tuple(
                blur_px(max(depth, 0.3), pose, self._picture.height_px) for pose in self._foci
            )
            haze = haze_share(depth, self._light) if one.part.takes_haze else 0.0
            item = measure(one, self._poses, self._picture, sigmas, haze)
            if item is not None:
                items.append(item)
        return _grouped(items, self._picture)

    def _baked(self, slots: Sequence[Group | FloorLayer]) -> list[Layer]:
        """Layers in drawing order; baked from near to far, so that what is hidden is left out."""
        layers: list[Layer] = []
        for slot in reversed(slots):
            if isinstance(slot, FloorLayer):
                slot.bake(self._middle, self._light, self._finish)
                if self._cover is not None:
                    self._cover.add_rows(slot)
                layers.append(slot)
            elif (layer := self._layer(slot)) is not None:
                layers.append(layer)
        return layers[::-1]

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Draws a frame of the shot, far to near, over whatever the canvas holds."""
        focus = float(self._focus[frame]) if self._focus is not None else 0.0
        if self._boil_px < 0.5:
            for layer in self.layers:
                layer.draw(canvas, frame, focus)
            return
        drawing = frame // self._living.hold
        for number, layer in enumerate(self.layers):
            random = Random(f"boil {drawing} {number}")
            canvas.save()
            # By whole pixels: what lies on them stays cheap.
            canvas.translate(*(round(random.uniform(-1, 1) * self._boil_px) for _ in range(2)))
            layer.draw(canvas, frame, focus)
            canvas.restore()

    @property
    def size_bytes(self) -> int:
        """Bitmaps held for layers that only the camera moves."""
        floors = sum(layer.size_bytes for layer in self.layers if isinstance(layer, FloorLayer))
        return floors + sum(
            sprite.size_bytes
            for layer in self.layers
            if isinstance(layer, StillLayer)
            for levels in layer.sprites
            for sprite in levels
            if sprite is not None
        )

    def _focus_poses(self, poses: Sequence[CameraPose], middle: CameraPose) -> list[CameraPose]:
        if self._focus is None:
            return [middle]
        return [poses[int(np.argmin(self._focus))], poses[int(np.argmax(self._focus))]]

    def _layer(self, group: Group) -> Layer | None:
        lead = group.lead
        part = lead.placed.part
        if part.is_live:
            return LiveLayer(lead, self._poses.seconds, self._light, self._live_grade)
        foci = len(lead.sigma_px)
        if not lead.is_rigid:
            return MovingLayer(group.items, self._bakery.phase, foci, self._picture)
        is_alike = all(len(set(item.sigma_px)) == 1 for item in group.items)
        level_at = levels_of(lead.track)
        sprites = [
            [
                self._bakery.still(group.items, focus, np.array(level_at) == level)
                for level in range(max(level_at) + 1)
            ]
            for focus in range(1 if is_alike else foci)
        ]
        if not any(sprite is not None for levels in sprites for sprite in levels):
            return None
        return StillLayer(lead.track, sprites, level_at, self._picture)


def levels_of(track: Track) -> list[int]:
    """Which size each frame takes: 0 is the largest; steps of no more than `_LEVEL_STEP`."""
    ratios = track.density / np.nan_to_num(track.scale, nan=track.density)
    widest = float(ratios.max())
    if widest <= _LEVEL_STEP:
        return [0] * len(ratios)
    count = math.ceil(math.log(widest) / math.log(_LEVEL_STEP))
    levels = np.floor(np.log(ratios) / math.log(widest) * count - 1e-9)
    return [int(level) for level in np.clip(levels, 0, count - 1)]


def _grouped(items: Sequence[Item], picture: Picture) -> list[Group]:
    """Groups, joined more freely where there would be too much to move in each frame."""
    groups: list[Group] = []
    for factor in (1, 2, 4):
        groups = group_items(items, TOLERANCE_PX * factor)
        area = sum(
            (box.right - box.left) * (box.bottom - box.top)
            for box in (group.on_picture for group in groups if group.lead.is_rigid)
        )
        if area <= _MOST_LAYER_AREA * picture.width_px * picture.height_px:
            break
    return groups


def _rack(poses: Sequence[CameraPose]) -> np.ndarray[tuple[int], np.dtype[np.float64]] | None:
    """0..1 from the first focus to the second at every frame; None where focus isn't racked."""
    against = np.array([math.log(pose.focus_m / max(0.1, -pose.z)) for pose in poses])
    if np.ptp(against) < math.log(_RACK) or max(pose.blur for pose in poses) <= 0:
        return None
    share = (against - against[0]) / (against[-1] - against[0] or 1.0)
    clipped: np.ndarray[tuple[int], np.dtype[np.float64]] = np.clip(share, 0.0, 1.0)
    return clipped
