"""The box that a shot's people take, from the top of their hair to their chins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rushes.engines.animatic.costumes import headgear, headgear_named
from rushes.engines.animatic.scene import CastMember, Figure, Performance
from rushes.engines.animatic.staging.people.performing import room_for

HeadAt = Callable[[Figure, Performance], tuple[float, float]]
"""Where someone's head's joint is from their origin, in metres."""

_CROWN_SHARE = 0.108
"""From the head's joint up to the crown, in standing heights; the eyes are less far."""
_EYE_SHARE = 0.035
_CHIN_SHARE = 0.035
_LYING_SHARE = 0.4
"""How far someone who lies reaches to either side, in standing heights, beside the margin."""
_HAIR_M = {"curly": 0.075, "bun": 0.06, "ponytail": 0.03, "bald": 0.0}
"""How much higher than the crown hair stands."""
_HAT_M = 0.13
_HEAD_SHARE = 0.135
"""A head's height, in standing heights: headgear is drawn in heads."""
_AROUND_M = {"WS": 1.2, "EWS": 1.2}
"""How far behind the nearest of them people still count; in closer shots, less far."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The box that a shot must keep in its picture: metres in the subject's plane, y down."""

    left: float
    right: float
    top: float
    eyes: float
    """Mean height of the eyes, as a y."""
    chins: float
    """The lowest chin: a child's among grown-ups."""
    stature: float
    """Standing height of the tallest."""


def is_shoulder(member: CastMember) -> bool:
    """Whether the camera looks past this back."""
    return member.performance.view == "back" and member.z < -0.3


def _hat_m(figure: Figure) -> float:
    """How far what is worn on the head stands above the crown."""
    record = headgear().get(figure.headgear or headgear_named(figure.accessories))
    if record is None:
        has_hat = any("hat" in worn.split() for worn in figure.accessories)
        return _HAT_M if has_hat else 0.0
    shapes = (*record.side, *record.front)
    top = min((y for shape in shapes for _, y in shape.points), default=0.0)
    return max(0.0, -top) * _HEAD_SHARE * figure.height_m


def extent_of(cast: tuple[CastMember, ...], size: str, head_at: HeadAt) -> Extent:
    """What of these people must be in the picture. Those far behind the others don't count, nor
    does a back that the camera looks past."""
    faces = [member for member in cast if not is_shoulder(member)] or list(cast)
    front = min(abs(member.z) for member in faces)
    around = _AROUND_M.get(size, 1.2 if len(cast) <= 4 else 0.5)
    near = [member for member in faces if abs(member.z) <= front + around]
    lead = [stage for member in near for stage in member.stages]
    is_near = size in ("CU", "ECU", "MCU")
    half = {"CU": 0.19, "ECU": 0.10, "MCU": 0.24}.get(size, 0.34)
    sides, tops, eyes, chins = [], [], [], []
    for member in lead:
        head_x, head_y = head_at(member.figure, member.performance)
        head_y += member.y
        facing = member.performance.facing
        sides += [member.x + head_x] if is_near else [member.x + head_x, member.x]
        room = room_for(member)
        if not is_near:
            ends = (member.x - room.behind * facing, member.x + room.ahead * facing)
            sides += [min(*ends, member.x - half) + half, max(*ends, member.x + half) - half]
        if member.performance.posture == "lie" and not is_near:
            length = member.figure.height_m
            sides += [member.x - _LYING_SHARE * length, member.x + _LYING_SHARE * length]
        hair = _HAIR_M.get(member.figure.hair_style, 0.02)
        hair = max(hair, _hat_m(member.figure))
        chins.append(head_y + _CHIN_SHARE * member.figure.height_m)
        crown = head_y - _CROWN_SHARE * member.figure.height_m - hair
        tops.append(min(crown, member.y - room.top) if size in ("WS", "EWS") else crown)
        eyes.append(head_y - _EYE_SHARE * member.figure.height_m)
    return Extent(
        left=min(sides) - half,
        right=max(sides) + half,
        top=min(tops),
        eyes=sum(eyes) / len(eyes),
        chins=max(chins),
        stature=max(member.figure.height_m for member in lead),
    )
