"""Items to sprites: their bitmaps, of the size and area in which the shot shows them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rushes.engines.animatic.drawing.compositing.bitmaps.baking import Ingredient, bake
from rushes.engines.animatic.drawing.compositing.bitmaps.finish import Finish
from rushes.engines.animatic.drawing.compositing.bitmaps.sprite import Sprite
from rushes.engines.animatic.drawing.compositing.bitmaps.trails import trailed
from rushes.engines.animatic.drawing.compositing.grouping import Item, reference_frame
from rushes.engines.animatic.drawing.compositing.hiding import Cover
from rushes.engines.animatic.drawing.compositing.projection import Floats, Picture
from rushes.engines.animatic.drawing.part import Bounds
from rushes.engines.animatic.scene import Light

_BACKDROP_M = 1.6
"""What is farther from the cast than this is its backdrop."""
_WIDEST_THING_M = 9.0
_WALKS_MPS = 2.5
"""What is slower keeps its shape while the shutter is open."""
Frames = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""One truth a frame."""


class Bakery:
    """Bakes for one shot. Holds no layer, so that layers which bake later let go of one another
    with their shot."""

    def __init__(
        self,
        light: Light,
        finish: Finish,
        picture: Picture,
        cover: Cover | None,
    ) -> None:
        """`cover` is what nearer bitmaps hide; it grows with each still one."""
        self._light = light
        self._finish = finish
        self._picture = picture
        self._cover = cover

    def still(self, items: Sequence[Item], focus: int, frames: Frames) -> Sprite | None:
        """What `frames` show of it, without what is covered."""
        track = items[0].track
        boxes = [self._box_in_lead(item, items[0], frames) for item in items]
        opened = _union([box for box in boxes if box is not None])
        if opened is not None and self._cover is not None:
            opened = self._cover.open_part(opened, track, frames)
        if opened is None:
            return None
        sprite = self._bake_boxes(items, boxes, 0, focus, track.scale[frames], opened)
        if sprite is not None and self._cover is not None:
            self._cover.hide(track, sprite, frames)
        return sprite

    def phase(self, items: Sequence[Item], phase: int, focus: int) -> Sprite | None:
        """One phase's bitmap of what moves by itself."""
        boxes = [self._box_in_lead(item, items[0], None) for item in items]
        union = _union([box for box in boxes if box is not None])
        if union is None:
            return None
        return self._bake_boxes(items, boxes, phase, focus, items[0].track.scale, union)

    def _box_in_lead(self, item: Item, lead: Item, frames: Frames | None) -> Bounds | None:
        """What is seen of an item (in some frames), in the lead's metres."""
        offset_x, offset_y, ratio = _laid_over(item, lead)
        seen = item.seen if frames is None else item.seen_in(frames, self._picture)
        if ratio <= 0 or seen is None:
            return None
        return Bounds(
            offset_x + seen.left * ratio,
            offset_y + seen.top * ratio,
            offset_x + seen.right * ratio,
            offset_y + seen.bottom * ratio,
        )

    def _bake_boxes(
        self,
        items: Sequence[Item],
        boxes: Sequence[Bounds | None],
        phase: int,
        focus: int,
        shown: Floats,
        area: Bounds,
    ) -> Sprite | None:
        """One bitmap of those items whose boxes reach into the area, at the largest scale shown."""
        track = items[0].track
        density = float(np.nanmax(shown, initial=0.0))
        ingredients, inside = [], []
        for item, box in zip(items, boxes, strict=True):
            if box is None or not _meets(box, area):
                continue
            inside.append(box)
            offset_x, offset_y, ratio = _laid_over(item, items[0])
            ingredients.append(
                Ingredient(
                    part=item.placed.part,
                    seed=item.placed.seed,
                    offset_x=offset_x,
                    offset_y=offset_y,
                    ratio=ratio,
                    sigma=item.sigma_px[focus] / track.density,
                    haze=item.haze,
                    is_near=_stands_before(item),
                )
            )
        union = _union(inside)
        if density <= 0 or union is None:
            return None
        box = Bounds(
            max(union.left, area.left),
            max(union.top, area.top),
            min(union.right, area.right),
            min(union.bottom, area.bottom),
        )
        bitmap = bake(ingredients, box, density, track.density, self._light, self._finish, phase)
        if bitmap is None:
            return None
        speed = abs(items[0].placed.travel_mps)
        if speed > _WALKS_MPS and self._finish.exposure_seconds:
            bitmap = trailed(bitmap, speed * self._finish.exposure_seconds)
        smallest = float(np.nanmin(shown))
        return Sprite(bitmap, shrinks=smallest < 0.55 * bitmap.density)


def _stands_before(item: Item) -> bool:
    """Whether it is a thing or a person: neither the backdrop nor the ground nor a wall."""
    box = item.placed.part.bounds
    is_wide = (box.right - box.left) * item.placed.scale > _WIDEST_THING_M
    return item.placed.depth_z < _BACKDROP_M and not is_wide


def _union(boxes: Sequence[Bounds]) -> Bounds | None:
    if not boxes:
        return None
    return Bounds(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _meets(first: Bounds, second: Bounds) -> bool:
    return (
        first.left < second.right
        and second.left < first.right
        and first.top < second.bottom
        and second.top < first.bottom
    )


def _laid_over(item: Item, lead: Item) -> tuple[float, float, float]:
    """Where an item's origin lies in the lead's metres, and its metre in the lead's."""
    if item is lead:
        return 0.0, 0.0, 1.0
    at = reference_frame(item, lead)
    if at is None:
        return 0.0, 0.0, 0.0
    scale = float(lead.track.scale[at])
    return (
        float(item.track.x[at] - lead.track.x[at]) / scale,
        float(item.track.y[at] - lead.track.y[at]) / scale,
        float(item.track.scale[at]) / scale,
    )
