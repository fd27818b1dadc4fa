"""Where people stand, how they hold themselves and where they look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import msgspec

from rushes.engines.animatic.scene import CastMember, Figure, Performance
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.casting import someone_else
from rushes.engines.animatic.staging.people.extent import HeadAt, is_shoulder
from rushes.engines.animatic.staging.people.performing import (
    Seating,
    actions_with,
    crowd_of,
    posture_for,
    telling_clip,
    things_in_use,
    turns_of,
    view_for,
)
from rushes.engines.animatic.staging.people.spots import (
    ALONG,
    EMBRACES,
    Spot,
    couple_in,
    spots_for,
    view_along,
)
from rushes.film.shot_list import PersonInShot, Shot

_SPEEDS_MPS = {"walk": 1.25, "run": 3.3}
_AT_TABLE = frozenset("eat dine drink pour toast cheers sip clink".split())
_FACES_APART = {"CU": 0.36, "ECU": 0.30, "MCU": 0.5}
"""Between two heads' joints, in metres; at 0.24 the noses touch."""


def block_people(
    shot: Shot,
    figures: dict[str, Figure],
    aspect: float,
    seating: Seating,
    random: Random,
    sides: dict[str, int],
    facings: Mapping[str, int],
    head_at: HeadAt,
) -> tuple[CastMember, ...]:
    """People placed around (0, 0) for a shot.

    `sides` orders them from left to right and `facings` is which way each looks when alone, both
    through the whole film, so that nobody jumps the line of action.
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
    spots = spots_for(shot, known, aspect, seating, random, facings)
    members = [
        _member(shot, person, spot, figures[person.id], seating, random)
        for person, spot in zip(known, spots, strict=True)
    ]
    members = _at_one_pace(members)
    couple = (0, 1) if len(members) == 2 else couple_in(known)
    if couple is not None:
        left, right = couple
        members[left], members[right] = _heads_together(
            shot, members[left], members[right], head_at
        )
    if len(members) == 1:
        members += _companion(shot, members[0], random)
    return (*members, *crowd)


def _member(
    shot: Shot,
    person: PersonInShot,
    spot: Spot,
    figure: Figure,
    seating: Seating,
    random: Random,
) -> CastMember:
    """Someone at their spot, doing one after another what can't be done at once."""
    offset = round(random.uniform(0, 5), 3)
    turns = turns_of(person.actions) if seating != "table" else (person.actions,)
    member: CastMember | None = None
    for actions in reversed(turns):
        part = msgspec.structs.replace(person, actions=actions)
        posture = spot.posture or posture_for(part, seating)
        along = view_along(actions)
        wanted = "profile" if len(turns) > 1 and posture in _SPEEDS_MPS else spot.view
        performance = Performance(
            view=along or (spot.view if spot.is_fixed else view_for(actions, wanted)),
            facing=spot.facing,
            posture=posture,
            actions=actions,
            emotion=person.emotion or "calm",
            holds=person.holds,
            uses=things_in_use(part, shot),
            offset_seconds=offset,
        )
        member = CastMember(
            figure,
            performance,
            x=spot.x,
            z=spot.z,
            travel_mps=_travel(shot, posture, performance, figure),
            travel_z_mps=_travel_along(posture, actions, figure),
            then=member,
        )
    assert member is not None
    return member


def _at_one_pace(members: list[CastMember]) -> list[CastMember]:
    """Those who go the same way go together, as fast as the slowest."""
    paced = []
    for member in members:
        alike = [
            other.travel_mps
            for other in members
            if other.travel_mps * member.travel_mps > 0
            and other.performance.posture == member.performance.posture
        ]
        pace = min(alike, key=abs, default=member.travel_mps)
        paced.append(replace(member, travel_mps=pace))
    return paced


def _travel_along(posture: str, actions: tuple[str, ...], figure: Figure) -> float:
    """Speed away from the viewer of who walks off; negative of who comes."""
    way = next((ALONG[action] for action in actions if action in ALONG), 0)
    return way * _SPEEDS_MPS.get(posture, 0.0) * figure.height_m / 1.75


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
    shot: Shot, left: CastMember, right: CastMember, head_at: HeadAt
) -> tuple[CastMember, CastMember]:
    """Moves two who are close so that their faces, not their feet, are as far apart as meant."""
    cast = (left, right)
    actions = {action for member in cast for action in member.performance.actions}
    is_close = shot.size in ("CU", "ECU", "MCU") or bool(EMBRACES & actions)
    if not is_close or "over-the-shoulder" in shot.framing:
        return cast
    if any(member.travel_mps or member.travel_z_mps or member.then for member in cast):
        return cast
    clip = telling_clip(cast[0].performance.actions)
    if clip is not None and clip.apart:
        return cast
    apart = _FACES_APART.get(shot.size, 0.42)
    if "kiss" in actions:
        apart = 0.25
    elif EMBRACES & actions:
        apart = 0.29
    left_head = head_at(left.figure, left.performance)[0]
    right_head = head_at(right.figure, right.performance)[0]
    return (
        replace(left, x=round(-apart / 2 - left_head, 3)),
        replace(right, x=round(apart / 2 - right_head, 3)),
    )


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
        if is_shoulder(member)
        else member
        for member in cast
    )


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


def is_table_action(person: PersonInShot) -> bool:
    """Whether what someone does happens at a table."""
    return bool(_AT_TABLE & set(person.actions))
