"""Who is on the way: where they set out, and how the camera keeps up with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from rushes.engines.animatic.scene import CameraPath, CameraPose, CastMember, Prop
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.goings import in_turns, lead_of, started, way_of
from rushes.film.shot_list import Move, Shot
from rushes.film.thing_records import thing_record

_LEAD_WITHIN_M = 4.0
"""What goes its way this near to where the cast would stand is what a shot is about."""
_TRACKED_SHARE = 0.06
_CROSSED_SHARE = 0.5
"""How much of the picture's width who goes may cross in a shot, tracked or not."""
_KEPT_SHARE = 0.92
"""Of the width: what is wider than the rest crosses less, so as to stay in the picture."""
_ARRIVING_SHARE = 0.3
"""Of the width: who stops in the middle comes from no farther."""
_COMPANY_M = 1.5
_SMOOTHED_SECONDS = 0.6


class SentOff(NamedTuple):
    """A shot's people and things at its start, and where the camera goes with them."""

    cast: tuple[CastMember, ...]
    props: tuple[Prop, ...]
    camera_x: Callable[[float], float] | None
    """The set's seconds to the camera's way to the right; None where nobody leaves."""
    moves: tuple[Move, ...]
    """The camera's other moves."""


def send_off(
    cast: tuple[CastMember, ...],
    props: tuple[Prop, ...],
    framing: Framing,
    shot: Shot,
    seconds: float,
    aspect: float,
) -> SentOff:
    """Starts all on the move so that they are where composed at mid-shot, or where they stop.

    The camera goes so far along that they cross no more than a part of the picture.
    """
    moved = tuple(in_turns(member, seconds) for member in cast)
    walker = max(
        (member for member in moved if any(stage.travel_mps for stage in member.stages)),
        key=lambda member: max(abs(stage.travel_mps) for stage in member.stages),
        default=None,
    )
    lead: CastMember | Prop | None = walker
    if walker is not None and walker.then is None:
        props = tuple(_in_company(prop, walker) for prop in props)
    going = started(props, seconds)
    if not cast:
        lead = lead_of(going, _LEAD_WITHIN_M)
    moves = _moves_of(shot)
    if lead is None:
        return SentOff(moved, going, None, moves)
    is_tracked = any(move.move == "track" for move in shot.moves)
    if is_tracked:
        moves = tuple(move for move in moves if move.move != "track") or (Move("static"),)
    distance = framing.distance_m
    width = framing.height_m * aspect * max(0.1, (distance + lead.z) / distance)
    way = abs(way_of(lead, seconds) - way_of(lead, 0.0))
    crossing = _crossing(lead, moved, going, is_tracked, width)
    kept_up = 1 - min(1.0, crossing / max(way, 1e-6))
    composed = _composed_x(cast, props, moved, going, lead)

    def camera_x(at: float) -> float:
        steps = (-3, -2, -1, 0, 1, 2, 3)
        times = (at + step * _SMOOTHED_SECONDS / 3 for step in steps)
        where = [way_of(lead, min(seconds * 1.2, max(-seconds * 0.2, t))) for t in times]
        return kept_up * (sum(where) / len(where) - composed)

    return SentOff(
        moved, tuple(_carried(prop, camera_x, seconds) for prop in going), camera_x, moves
    )


def _is_by(prop: Prop, walker: CastMember) -> bool:
    is_along = prop.travel_mps and prop.then is None and not prop.is_aloft
    return bool(is_along) and abs(prop.z - walker.z) <= _COMPANY_M


def _in_company(prop: Prop, walker: CastMember) -> Prop:
    """An animal beside someone who walks goes along with them."""
    if not _is_by(prop, walker):
        return prop
    facing = 1 if walker.travel_mps > 0 else -1
    return replace(prop, facing=facing, travel_mps=walker.travel_mps)


def _composed_x(
    cast: tuple[CastMember, ...],
    props: tuple[Prop, ...],
    moved: tuple[CastMember, ...],
    going: tuple[Prop, ...],
    lead: CastMember | Prop,
) -> float:
    """Where the lead stood when the picture was composed."""
    places = [(after, before.x) for before, after in zip(cast, moved, strict=True)]
    things = [(after, before.x) for before, after in zip(props, going, strict=True)]
    return next(x for after, x in (*places, *things) if after is lead)


def _crossing(
    lead: CastMember | Prop,
    cast: tuple[CastMember, ...],
    props: tuple[Prop, ...],
    is_tracked: bool,
    width: float,
) -> float:
    """Metres of the picture that the lead crosses."""
    share = _TRACKED_SHARE if is_tracked else _CROSSED_SHARE
    if lead.then is not None:
        share = min(share, _ARRIVING_SHARE)
    if isinstance(lead, CastMember):
        aside = [abs(prop.x - lead.x) + _width_of(prop) / 2 for prop in props if _is_by(prop, lead)]
        aside += [abs(other.x - lead.x) + 0.4 for other in cast if other.travel_mps]
        share = max(_TRACKED_SHARE, min(share, _KEPT_SHARE - 2 * max(aside, default=0.4) / width))
    else:
        alike = [prop.x for prop in props if prop.name == lead.name and prop.z < lead.z + 4]
        across = max(alike) - min(alike) + _width_of(lead) if alike else 0.0
        share = max(_TRACKED_SHARE, min(share, _KEPT_SHARE - across / width))
    return share * width


def _width_of(prop: Prop) -> float:
    record = thing_record(prop.name)
    return record.size[0] * prop.scale if record is not None else 0.0


def _carried(prop: Prop, camera_x: Callable[[float], float], seconds: float) -> Prop:
    """A card goes with the camera: it is for reading, not a thing to be passed."""
    if not prop.is_card:
        return prop
    start, end = camera_x(0.0), camera_x(seconds)
    return replace(prop, x=round(prop.x + start, 3), travel_mps=round((end - start) / seconds, 4))


def keeping_up(
    path: CameraPath, camera_x: Callable[[float], float] | None, tempo: float
) -> CameraPath:
    """The path of a camera that goes along."""
    if camera_x is None:
        return path

    def kept_up(seconds: float) -> CameraPose:
        pose = path(seconds)
        return replace(pose, x=pose.x + camera_x(seconds * tempo))

    return kept_up


def _moves_of(shot: Shot) -> tuple[Move, ...]:
    """The shot's moves; a whip pan that brings it in comes first."""
    if shot.transition != "whip-pan":
        return shot.moves
    return (Move("whip-pan"), *(move for move in shot.moves if move.move != "static"))
