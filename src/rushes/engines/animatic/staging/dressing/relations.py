"""Where a thing stands that the words tell by another: on it, under it, beside it, before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rushes.engines.animatic.scene import CastMember, Prop
from rushes.engines.animatic.staging.stagecraft import Stagecraft


class Relation(NamedTuple):
    """What a word for a place means, in sizes of what it counts from."""

    side: int = 0
    """−1 left, +1 right of it."""
    is_beside: bool = False
    """To whichever side is free."""
    away_m: float = 0.0
    """Metres farther from the viewer; negative is nearer."""
    across: float = 0.0
    """Widths of the thing itself towards the free side: so that it isn't hidden, nor hides."""
    height: float | None = None
    """Shares of its height above the ground; None: the thing stands on the ground."""
    is_on_top: bool = False
    is_within: bool = False
    """Made small enough to be in it."""


_BESIDE = Relation(is_beside=True, away_m=0.02)
_ON = Relation(is_on_top=True, away_m=-0.02)
_BEFORE = Relation(away_m=-0.5, across=0.3)
_BEHIND = Relation(away_m=0.7, across=0.55)
_UNDER = Relation(away_m=-0.05, across=0.25)
_IN = Relation(away_m=-0.015, height=0.12, is_within=True)

AT_FEET = "at the feet of"
RELATIONS: dict[str, Relation] = {
    "left": Relation(side=-1),
    "right": Relation(side=1),
    "beside": _BESIDE,
    "next to": _BESIDE,
    "near": _BESIDE,
    "at": _BESIDE,
    "by": _BESIDE,
    "around": _BESIDE,
    "on": _ON,
    "on top of": _ON,
    "top": _ON,
    "under": _UNDER,
    "below": _UNDER,
    "beneath": _UNDER,
    "bottom": _UNDER,
    "above": Relation(height=1.25),
    "over": Relation(height=1.25),
    "behind": _BEHIND,
    "background": _BEHIND,
    "in front of": _BEFORE,
    "before": _BEFORE,
    "foreground": _BEFORE,
    AT_FEET: Relation(is_beside=True, away_m=-0.3),
    "in": _IN,
    "inside": _IN,
}
"""What `where` may say beside `relative_to`."""

_CROWNS = frozenset("tree palm pine cypress oak willow birch".split())
_CROWN_SHARE = 0.62
"""What sits in a tree sits on a branch, this share of its height up."""
_CLIMB_SHARE = 0.35
_LOOSE_M = 0.06


@dataclass(frozen=True, slots=True)
class Anchor:
    """What others' places are counted from."""

    x: float
    y: float
    z: float
    width: float
    height: float
    top: float
    """How high things upon it stand above its foot."""


class Spot(NamedTuple):
    """Where a thing comes to stand."""

    x: float
    y: float
    z: float
    scale: float = 1.0


def anchor_named(
    name: str | None,
    props: Iterable[Prop],
    cast: Iterable[CastMember],
    craft: Stagecraft,
) -> Anchor | None:
    """The thing or person of this name or id that stands on the set by now."""
    if name is None:
        return None
    for prop in props:
        size = None if prop.is_card else craft.thing_size(prop.name)
        if prop.name == name and size is not None:
            width, height = size[0] * prop.scale, size[1] * prop.scale
            top = top_of(name, height, craft, prop.scale)
            return Anchor(prop.x, prop.y, prop.z, width, height, top)
    for member in cast:
        if name == member.figure.id or name == member.figure.kind:
            tall = member.figure.height_m
            return Anchor(member.x, member.y, member.z, 0.5, tall, 0.5 * tall)
    return None


def top_of(name: str, height: float, craft: Stagecraft, scale: float = 1.0) -> float:
    """How high above its foot things stand on it."""
    surface = craft.surface_height(name)
    if surface is not None:
        return surface * scale
    return height * (_CROWN_SHARE if _CROWNS & set(name.split()) else 0.98)


def spot_by(
    relation: Relation,
    anchor: Anchor,
    size: tuple[float, float],
    free_side: int,
    place: int,
    count: int,
    climbs: bool = False,
) -> Spot:
    """Where the thing of this size stands, the `place`th of `count` alike or beside others."""
    width, height = size
    spread = (place - (count - 1) / 2) * min(1.05 * width, anchor.width / max(1, count))
    if relation.is_on_top:
        if climbs:
            return Spot(anchor.x, anchor.y - _CLIMB_SHARE * anchor.height, anchor.z - 0.03)
        z = anchor.z + relation.away_m - 0.01 * place
        return Spot(anchor.x + spread, anchor.y - anchor.top, z)
    if relation.is_within:
        room = min(0.7 * anchor.width / width, 0.75 * anchor.height / height)
        lift = (relation.height or 0.0) * anchor.height
        z = anchor.z + relation.away_m
        return Spot(anchor.x + spread, anchor.y - lift, z, min(1.0, room))
    if relation.height is not None:
        return Spot(anchor.x + spread, anchor.y - relation.height * anchor.height, anchor.z)
    side = relation.side or (free_side if relation.is_beside else 0)
    if side:
        gap = (anchor.width + width) / 2 + _LOOSE_M + place * 1.05 * width
        return Spot(anchor.x + side * gap, anchor.y, anchor.z + relation.away_m)
    away = relation.away_m * (1.0 if anchor.width < 3 else 2.0 + anchor.width / 4)
    aside = free_side * relation.across * min(anchor.width, max(width, 0.5))
    return Spot(anchor.x + aside + 1.05 * width * place, anchor.y, anchor.z + away)
