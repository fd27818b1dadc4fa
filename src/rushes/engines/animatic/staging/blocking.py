"""Where people stand, how they hold themselves and where they look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

import msgspec

from rushes.engines.animatic.clips import clip_of
from rushes.engines.animatic.scene import CastMember, Figure, Performance
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.casting import someone_else
from rushes.engines.animatic.staging.performing import (
    actions_with,
    crowd_of,
    room_for,
    telling_clip,
    things_in_use,
    view_for,
)
from rushes.film.shot_list import PersonInShot, Shot

Seating = Literal["", "table", "seat"]
"""What a shot offers to sit on: nothing, chairs at a table, or a bench, a bed, a sofa."""

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

_POSTURES = {
    "walk": "walk",
    "stroll": "walk",
    "march": "walk",
    "hike": "walk",
    "cross": "walk",
    "walk-to-camera": "walk",
    "walk-away": "walk",
    "run": "run",
    "jog": "run",
    "sprint": "run",
    "chase": "run",
    "dance": "dance",
    "waltz": "dance",
    "sit": "sit",
    "eat": "sit",
    "dine": "sit",
    "drive": "sit",
    "meditate": "sit",
    "type": "sit",
    "lie": "lie",
    "sleep": "lie",
    "kneel": "kneel",
    "pray": "kneel",
    "stand": "stand",
    "pour": "stand",
    "cook": "stand",
    "jump": "stand",
    "sing": "stand",
}
_SPEEDS_MPS = {"walk": 1.25, "run": 3.3}
_AT_TABLE = frozenset("eat dine drink pour toast cheers sip clink".split())
_EMBRACES = frozenset("hug kiss embrace dance slow-dance waltz carry cuddle".split())
_CLOSE = frozenset("whisper lean-in hold-hands shake-hands comfort lean-on caress propose".split())
_TO_CAMERA = frozenset("look-at-camera present vlog pose wave sing".split())


_FACES_APART = {"CU": 0.36, "ECU": 0.30, "MCU": 0.5}
"""Between two heads' joints, in metres; at 0.24 the noses touch."""


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


def posture_for(person: PersonInShot, seating: Seating) -> str:
    """How someone holds themselves: by the first action that says, else seated where one can."""
    clip = telling_clip(person.actions)
    if clip is not None and clip.posture:
        # Who brings their own seat needs none of the set's.
        brings_seat = clip.posture == "sit" and (bool(clip.props) or not clip.has_chair)
        return "stand" if brings_seat else clip.posture
    for action in person.actions:
        if action in _POSTURES:
            return _POSTURES[action]
    return "sit" if seating else "stand"


def block_people(
    shot: Shot,
    figures: dict[str, Figure],
    aspect: float,
    seating: Seating,
    random: Random,
    sides: dict[str, int],
    head_at: HeadAt,
) -> tuple[CastMember, ...]:
    """People placed around (0, 0) for a shot.

    `sides` (−1 left, +1 right) is kept through the film, so that nobody jumps the line of action.
    """
    known = [
        msgspec.structs.replace(person, actions=actions_with(person, shot))
        for person in shot.people
        if person.id in figures
    ]
    if "POV" in shot.framing and len(known) > 1:
        known = known[1:]
    if "over-the-shoulder" not in shot.framing:
        known.sort(key=lambda person: sides.get(person.id, 0))
    crowd = crowd_of(shot, bool(known), aspect, random)
    if not known:
        return tuple(crowd)
    spots = _spots(shot, known, aspect, seating, random)
    members = []
    for person, spot in zip(known, spots, strict=True):
        posture = spot.posture or posture_for(person, seating)
        figure = figures[person.id]
        performance = Performance(
            view=spot.view if spot.is_fixed else view_for(person.actions, spot.view),
            facing=spot.facing,
            posture=posture,
            actions=person.actions,
            emotion=person.emotion or "calm",
            holds=person.holds,
            uses=things_in_use(person, shot),
            offset_seconds=round(random.uniform(0, 5), 3),
        )
        travel = _travel(shot, posture, performance, figure)
        members.append(CastMember(figure, performance, x=spot.x, z=spot.z, travel_mps=travel))
    if len(members) == 1:
        members += _companion(shot, members[0], random)
    return (*_heads_together(shot, tuple(members), head_at), *crowd)


def _companion(shot: Shot, member: CastMember, random: Random) -> list[CastMember]:
    """Whom the action takes besides the only one told of: nobody shakes hands alone."""
    clip = telling_clip(member.performance.actions)
    if clip is None or clip.companion is None or "POV" in shot.framing:
        return []
    other, told = clip.companion, member.performance
    performance = replace(
        told,
        facing=told.facing if other.facing == "along" else -told.facing,
        actions=(other.action,),
        holds=(),
        uses=(),
        emotion="calm",
        offset_seconds=told.offset_seconds,
    )
    posture = posture_for(PersonInShot("", actions=(other.action,)), "")
    return [
        replace(
            member,
            figure=someone_else(member.figure, random),
            performance=replace(performance, posture=posture),
            x=member.x + told.facing * other.at,
            z=member.z + other.away,
        )
    ]


def _heads_together(
    shot: Shot, cast: tuple[CastMember, ...], head_at: HeadAt
) -> tuple[CastMember, ...]:
    """Moves two who are close so that their faces, not their feet, are as far apart as meant."""
    actions = {action for member in cast for action in member.performance.actions}
    is_close = shot.size in ("CU", "ECU", "MCU") or bool(_EMBRACES & actions)
    if len(cast) != 2 or not is_close or "over-the-shoulder" in shot.framing:
        return cast
    if any(member.travel_mps for member in cast):
        return cast
    clip = telling_clip(cast[0].performance.actions)
    if clip is not None and clip.apart:
        return cast
    apart = _FACES_APART.get(shot.size, 0.42)
    if "kiss" in actions:
        apart = 0.25
    elif _EMBRACES & actions:
        apart = 0.29
    left, right = cast
    left_head = head_at(left.figure, left.performance)[0]
    right_head = head_at(right.figure, right.performance)[0]
    return (
        replace(left, x=round(-apart / 2 - left_head, 3)),
        replace(right, x=round(apart / 2 - right_head, 3)),
    )


def _is_shoulder(member: CastMember) -> bool:
    return member.performance.view == "back" and member.z < -0.3


def shoulder_to_the_edge(
    cast: tuple[CastMember, ...], framing: Framing, aspect: float
) -> tuple[CastMember, ...]:
    """Puts the back that the camera looks past large at the picture's edge."""
    nearness = 0.42 if aspect >= 1 else 0.3
    z = -nearness * framing.distance_m
    half_width = 0.5 * aspect * framing.height_m * (1 - nearness)
    middle = framing.centre_x + z * framing.pan
    outwards = max(0.82 * half_width, 0.15 * half_width + 0.24)
    return tuple(
        replace(member, x=round(middle - outwards, 3), z=round(z, 3))
        if _is_shoulder(member)
        else member
        for member in cast
    )


def extent_of(cast: tuple[CastMember, ...], size: str, head_at: HeadAt) -> Extent:
    """What of these people must be in the picture. Those far behind the others don't count, nor
    does a back that the camera looks past."""
    faces = [member for member in cast if not _is_shoulder(member)] or list(cast)
    front = min(abs(member.z) for member in faces)
    lead = [member for member in faces if abs(member.z) <= front + 1.2]
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
        if any("hat" in worn.split() for worn in member.figure.accessories):
            hair = max(hair, 0.13)
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


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    z: float
    view: str
    facing: int
    posture: str | None = None
    is_fixed: bool = False
    """Whether the shot, not the action, decides the view."""


_NARROW = frozenset("street alley city corridor hallway crosswalk downtown bridge".split())
"""Places between walls: nobody gets far across them, and the camera beside them no farther."""
_ACROSS_M = 6.0


def _travel(shot: Shot, posture: str, performance: Performance, figure: Figure) -> float:
    if performance.view not in ("profile", "three-quarter"):
        return 0.0
    clip = telling_clip(performance.actions)
    speed = clip.travel_mps if clip is not None and clip.takes_whole_body else 0.0
    speed = speed or _SPEEDS_MPS.get(posture, 0.0)
    if shot.indoors or shot.place in _NARROW:
        seconds = max(1.0, shot.end_seconds - shot.start_seconds)
        speed = min(speed, max(_SPEEDS_MPS["walk"], _ACROSS_M / seconds))
    return speed * performance.facing * figure.height_m / 1.75


def _spots(
    shot: Shot, people: list[PersonInShot], aspect: float, seating: Seating, random: Random
) -> list[_Spot]:
    actions = {action for person in people for action in person.actions}
    if len(people) == 1:
        return [_single_spot(shot, people[0], aspect, seating, random)]
    if "over-the-shoulder" in shot.framing:
        return _shoulder_spots(shot, len(people))
    if len(people) == 2:
        return _pair_spots(shot, actions, aspect, seating)
    if seating == "table":
        return _table_spots(len(people), aspect)
    return _group_spots(len(people), aspect, random)


def _single_spot(
    shot: Shot, person: PersonInShot, aspect: float, seating: Seating, random: Random
) -> _Spot:
    facing = random.choice((-1, 1))
    posture = posture_for(person, seating)
    for action, view in (("walk-to-camera", "front"), ("walk-away", "back")):
        if action in person.actions:
            return _Spot(0.0, 0.0, view, facing, is_fixed=True)
    if "profile" in shot.framing or posture in ("walk", "run"):
        return _Spot(0.0, 0.0, "profile", facing)
    if shot.size in ("CU", "ECU") or _TO_CAMERA & set(person.actions):
        return _Spot(0.0, 0.0, "front" if random.random() < 0.4 else "three-quarter", facing)
    if shot.size == "EWS" and not person.actions:
        return _Spot(0.0, 0.0, "back", facing)
    return _Spot(0.0, 0.0, "three-quarter", facing)


def _shoulder_spots(shot: Shot, count: int) -> list[_Spot]:
    """The first from behind, near and at the edge; the second faces them; others behind."""
    near = _Spot(-0.42, -0.75, "back", 1, is_fixed=True)
    far = _Spot(0.16, 0.35, "three-quarter", -1, is_fixed=True)
    others = [_Spot(0.75 + 0.5 * place, 0.9, "three-quarter", -1) for place in range(count - 2)]
    return [near, far, *others]


def _pair_spots(shot: Shot, actions: set[str], aspect: float, seating: Seating) -> list[_Spot]:
    is_near = shot.size in ("CU", "ECU", "MCU")  # placed by their heads afterwards
    tight = min(1.0, 0.62 + 0.38 * (aspect / 1.78))
    is_walking = bool({"walk", "run"} & {_POSTURES.get(action, "") for action in actions})
    together = [clip.apart for action in actions if (clip := clip_of(action)) and clip.apart]
    if together:
        return [
            _Spot(-together[0] / 2, 0.0, "profile", 1),
            _Spot(together[0] / 2, 0, "profile", -1),
        ]
    if _EMBRACES & actions:
        apart = 0.17
    elif is_near:
        apart = 0.2
    elif seating == "table":
        apart = 0.74 * tight
    elif seating == "seat":
        apart = 0.36
    elif _CLOSE & actions:
        apart = 0.30 * tight
    else:
        apart = 0.46 * tight
    view = (
        "profile" if is_near or seating == "table" or "profile" in shot.framing else "three-quarter"
    )
    if is_walking and not _EMBRACES & actions:
        gap = 0.36 * tight
        return [_Spot(-gap, 0.12, "profile", 1), _Spot(gap, -0.05, "profile", 1)]
    return [_Spot(-apart, 0.0, view, 1), _Spot(apart, 0.02, view, -1)]


def _table_spots(count: int, aspect: float) -> list[_Spot]:
    """Two at the ends, the others along the far side, turned to whom they sit beside."""
    apart = (0.74 if aspect > 1.2 else 0.6) + 0.22 * max(0, count - 4)
    spots = [_Spot(-apart, 0.0, "profile", 1)]
    inner = count - 2
    for place in range(inner):
        x = (place + 0.5) / inner * 2 - 1
        spots.append(_Spot(x * apart * 0.62, 0.55, "three-quarter", 1 if x < 0 else -1, "sit"))
    return [*spots, _Spot(apart, 0.02, "profile", -1)]


def _group_spots(count: int, aspect: float, random: Random) -> list[_Spot]:
    """Rows on an arc; more rows where the picture is narrow."""
    per_row = max(2, min(6, round(1.6 + 2.0 * aspect)))
    rows = [min(per_row, count - start) for start in range(0, count, per_row)]
    spots = []
    for row, width in enumerate(rows):
        for place in range(width):
            x = (place - (width - 1) / 2) * 0.58 + (0.28 if row % 2 else 0.0)
            x += random.uniform(-0.05, 0.05)
            z = row * 0.85 + 0.12 * (x / 0.6) ** 2 * 0.3
            view = "front" if abs(x) < 0.2 else "three-quarter"
            spots.append(_Spot(round(x, 3), round(z, 3), view, 1 if x <= 0 else -1))
    return spots


def is_table_action(person: PersonInShot) -> bool:
    """Whether what someone does happens at a table."""
    return bool(_AT_TABLE & set(person.actions))
