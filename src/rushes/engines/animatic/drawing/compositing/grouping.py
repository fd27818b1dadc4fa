"""Which parts may share a bitmap: those that move on the picture as one, all through the shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.projection import (
    ALWAYS,
    Picture,
    Placed,
    Poses,
    Track,
    motions_of,
    on_picture,
    phases_of,
    reach_of,
    seen_of,
    track_of,
)
from rushes.engines.animatic.drawing.part import Bounds, Motion

TOLERANCE_PX = 0.5
"""Layers that stray less than this from one another are one bitmap."""
_LOOK_BACK = 24


@dataclass(slots=True)
class Item:
    """A placed part with all that is known about it before it is painted."""

    placed: Placed
    track: Track
    seen: Bounds
    """What of it is seen, in its own metres, with room for the blur's spill."""
    on_picture: Bounds
    motions: list[Motion] | None
    phases: list[int] | None
    """The phase shown at every frame; None where there is but one."""
    sigma_px: tuple[float, ...]
    """Blur in pixels, for each focus the shot is baked at."""
    haze: float

    @property
    def is_rigid(self) -> bool:
        """Whether it is one bitmap that only the camera moves."""
        return self.motions is None and self.phases is None and not self.placed.part.is_live

    def seen_in(self, frames: NDArray[np.bool_], picture: Picture) -> Bounds | None:
        """What of it is seen in some of the frames alone."""
        scale = np.where(frames, self.track.scale, np.nan)
        track = Track(scale, self.track.x, self.track.y)
        return seen_of(self.seen, track, picture, 3 * max(self.sigma_px) + 2)

    def acts_as(self, other: Item) -> bool:
        """Whether the two are displaced alike and change their phases together."""
        mine, others = self.placed.part, other.placed.part
        if mine.is_live or others.is_live:
            return False
        if self.phases != other.phases or mine.phases != others.phases:
            return False
        if self.motions != other.motions:
            return False
        turns = self.motions is not None and any(motion.degrees for motion in self.motions)
        return not turns or mine.pivot == others.pivot


@dataclass(slots=True)
class Group:
    """Items of one bitmap. The first leads: the others are stored in its metres."""

    items: list[Item]
    on_picture: Bounds = field(init=False)

    def __post_init__(self) -> None:
        self.on_picture = self.items[0].on_picture

    @property
    def lead(self) -> Item:
        return self.items[0]

    def add(self, item: Item) -> None:
        """Takes an item in, before all that it has."""
        self.items.append(item)
        self.on_picture = _union(self.on_picture, item.on_picture)


def measure(
    placed: Placed,
    poses: Poses,
    picture: Picture,
    sigma_px: tuple[float, ...],
    haze: float,
) -> Item | None:
    """An item with its track; None where it is never in the picture."""
    track = track_of(placed, poses, picture)
    if track.density <= 0:
        return None
    motions = motions_of(placed.part, poses)
    phases = phases_of(placed.part, poses)
    spill = 3 * max(sigma_px)
    reach = _grown(reach_of(placed.part, motions), spill / track.density)
    seen = seen_of(reach, track, picture, spill + 2)
    if seen is None:
        return None
    if motions is not None:
        seen = _with_what_moves_in(seen, reach, motions)
    return Item(
        placed, track, seen, on_picture(seen, track, picture), motions, phases, sigma_px, haze
    )


def _with_what_moves_in(seen: Bounds, reach: Bounds, motions: Sequence[Motion]) -> Bounds:
    """What of a moving part is seen at any moment, when this much is seen of it at rest."""
    xs, ys = [motion.dx for motion in motions], [motion.dy for motion in motions]
    return Bounds(
        max(reach.left, seen.left - max(0.0, *xs)),
        max(reach.top, seen.top - max(0.0, *ys)),
        min(reach.right, seen.right - min(0.0, *xs)),
        min(reach.bottom, seen.bottom - min(0.0, *ys)),
    )


def group_items(items: Sequence[Item], tolerance_px: float = TOLERANCE_PX) -> list[Group]:
    """Groups in drawing order of items in drawing order.

    An item joins the last group it moves along with, past groups that it never overlaps.
    """
    groups: list[Group] = []
    for item in items:
        if item.placed.part.is_live or not _join(item, groups, tolerance_px):
            groups.append(Group([item]))
    return groups


def _join(item: Item, groups: list[Group], tolerance_px: float) -> bool:
    for group in reversed(groups[-_LOOK_BACK:]):
        if item.acts_as(group.lead) and _moves_along(item, group.lead, tolerance_px):
            group.add(item)
            return True
        if _overlaps(item.on_picture, group.on_picture):
            return False
    return False


def _pace(item: Item) -> tuple[float, float, float, tuple[float, float]]:
    placed = item.placed
    return placed.travel_mps, placed.gains_mps2, placed.travel_z_mps, placed.span


def _moves_along(item: Item, lead: Item, tolerance_px: float) -> bool:
    """Whether the item strays from the lead's motion by less than the tolerance, where seen."""
    at = reference_frame(item, lead)
    if at is None or _pace(item) != _pace(lead):
        return False
    # What is there for a while alone is compared while it is.
    is_there = ~np.isnan(lead.track.scale) | (item.placed.span == ALWAYS)
    own = item.track.scale / item.track.scale[at]
    others = lead.track.scale / lead.track.scale[at]
    box = item.on_picture
    with np.errstate(invalid="ignore"):
        for axis, edges in (("x", (box.left, box.right)), ("y", (box.top, box.bottom))):
            mine, theirs = getattr(item.track, axis), getattr(lead.track, axis)
            start_mine, start_theirs = mine[at], theirs[at]
            for edge in edges:
                strays = (mine + own * (edge - start_mine)) - (
                    theirs + others * (edge - start_theirs)
                )
                strays = strays[is_there]
                if np.isnan(strays).any() or np.abs(strays).max() > tolerance_px:
                    return False
    return True


def reference_frame(item: Item, lead: Item) -> int | None:
    """The frame at which the two are laid over one another: the lead's largest."""
    at = int(np.nanargmax(lead.track.scale))
    return at if np.isfinite(item.track.scale[at]) else None


def _overlaps(first: Bounds, second: Bounds) -> bool:
    return (
        first.left < second.right
        and second.left < first.right
        and first.top < second.bottom
        and second.top < first.bottom
    )


def _union(first: Bounds, second: Bounds) -> Bounds:
    return Bounds(
        min(first.left, second.left),
        min(first.top, second.top),
        max(first.right, second.right),
        max(first.bottom, second.bottom),
    )


def _grown(box: Bounds, by: float) -> Bounds:
    return Bounds(box.left - by, box.top - by, box.right + by, box.bottom + by)
