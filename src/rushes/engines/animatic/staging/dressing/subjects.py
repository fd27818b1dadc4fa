"""What a shot without people is about, and the framing that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.dressing.dressing import CARD_SIZE_M
from rushes.engines.animatic.staging.dressing.groups import (
    GROUP_FROM,
    WIDTHS_SEEN,
    WIDTHS_SEEN_UPRIGHT,
)
from rushes.engines.animatic.staging.dressing.relations import AT_FEET, RELATIONS, top_of
from rushes.engines.animatic.staging.goings import doing_of, is_afloat, is_up
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.shot_list import Shot, Thing

_HEIGHTS = {"WS": 3.0, "MS": 1.9, "MCU": 1.6, "CU": 1.35, "ECU": 0.75}
"""Picture heights in heights of the thing."""
_FILLS = {"WS": 0.55, "MS": 0.78, "MCU": 0.86, "CU": 0.94, "ECU": 1.3}
"""How much of the picture's width it may fill."""
_LEAST_M = {"WS": 2.2}
_LEAST_ON_TABLE_M = {"WS": 1.4, "MS": 0.5, "MCU": 0.4, "CU": 0.26, "ECU": 0.1}
"""Metres of picture height: a flat plate is seen with what is around it."""
_HERD_SHARE = 0.22
"""A herd in front takes this much of the picture's height."""
_LOW_HORIZON = 0.16
"""Where what a shot is about is up in the air."""
_MOST_ROOM = 4.0
"""Of its longer side: a ring stays large."""
_FOUND_SHARE = 0.075
"""What an extreme wide shot is about takes at least this much of the picture's height."""
_LEAST_WIDE_M, _MOST_WIDE_M = 2.6, 13.0
_TABLE_HEIGHT_M = 0.75
_ON_TABLE_M = -0.14
"""Where things on a table stand: it is they that must be sharp."""
_RESTS = frozenset("sleep lie sit rest nap curl curl-up".split())
"""What an animal does on a seat that stands there."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that a shot is about."""

    thing: Thing
    by: Thing | None = None
    """What its place is told from."""
    foot_m: float = 0.0
    """How high above the ground it stands."""
    is_within: bool = False


def place_told(
    thing: Thing, things: Sequence[Thing], craft: Stagecraft, lies_by: str | None = None
) -> tuple[str, str | None]:
    """Where it stands and by what, as told: `("on", "sofa")`.

    Where nothing is told, what rests does so at the feet of `lies_by`, or on a seat.
    """
    if thing.relative_to is None and thing.where is None and _RESTS & set(thing.actions):
        if lies_by is not None:
            return AT_FEET, lies_by
        seat = next((other.name for other in things if craft.is_seat(other.name)), None)
        if seat is not None:
            return "on", seat
    return thing.where or "beside", thing.relative_to


def hangs(name: str, craft: Stagecraft) -> bool:
    """Whether a thing of this name is on a wall, so that nothing stands level with it."""
    return name in craft.known_things and craft.stands_on(name) == "wall"


def _flies(thing: Thing) -> bool:
    return is_up(thing) or (doing_of(thing).is_aloft and not is_afloat(thing))


def subject_of(shot: Shot, craft: Stagecraft, excluded: tuple[str, ...]) -> Subject | None:
    """The first thing that isn't somewhere behind, before or above; what is drawn before cards."""
    for thing in sorted(shot.things, key=lambda thing: thing.name not in craft.known_things):
        where, name = place_told(thing, shot.things, craft)
        is_far = name is None and (where in ("background", "foreground") or _flies(thing))
        known = thing.name in craft.known_things
        stand = craft.stands_on(thing.name) if known else "ground"
        if thing.drawn_as == "nothing" or is_far or stand in ("sky", "wall"):
            continue
        if thing.name in excluded or thing.name in shot.place_features:
            continue
        by = next((other for other in shot.things if other.name == name), None)
        if by is not None and (by.name not in craft.known_things or hangs(by.name, craft)):
            by = None
        relation = RELATIONS.get(where)
        if relation is None or by is None:
            is_laid = known and craft.lies_on_a_table(thing.name)
            on_table = thing.where == "on the table" or is_laid
            return Subject(thing, None, _TABLE_HEIGHT_M if on_table else 0.0)
        by_height = (craft.thing_size(by.name) or CARD_SIZE_M)[1]
        is_by_laid = by.name in craft.known_things and craft.lies_on_a_table(by.name)
        table = _TABLE_HEIGHT_M if is_by_laid and not craft.is_table(by.name) else 0.0
        foot = table + (top_of(by.name, by_height, craft) if relation.is_on_top else 0.0)
        foot += (relation.height or 0.0) * by_height
        return Subject(thing, by, foot, relation.is_within)
    return None


def subject_framing(
    shot: Shot, framing: Framing, subject: Subject | None, craft: Stagecraft, aspect: float
) -> Framing:
    """The framing moved onto what the shot is about; unchanged where that is the land."""
    if subject is None:
        flies = any(_flies(thing) for thing in shot.things)
        return replace(framing, horizon=max(framing.horizon, _LOW_HORIZON)) if flies else framing
    thing = subject.thing
    is_card = thing.name not in craft.known_things
    width, height = CARD_SIZE_M if is_card else craft.thing_size(thing.name) or CARD_SIZE_M
    many = min(2, thing.count)
    seen = WIDTHS_SEEN if aspect >= 1 else WIDTHS_SEEN_UPRIGHT
    across = width * (seen if thing.count >= GROUP_FROM else 1 + 1.12 * (many - 1))
    if is_card:
        across = width
    if shot.size == "EWS":
        return _from_afar(framing, height, across, aspect)
    tall = max(height * _HEIGHTS[shot.size], across / (aspect * _FILLS[shot.size]))
    if thing.count >= GROUP_FROM and not is_card:
        # Long things in a tall picture are cut by its edges rather than small in it.
        most = max(height / _HERD_SHARE, 1.1 * width / aspect)
        tall = max(1.3 * height, min(most, across / (aspect * 0.9)))
    if subject.by is not None and shot.size in ("WS", "MS"):
        tall = max(tall, min(_to_see(subject.by, shot.size, craft, aspect), height / 0.11))
    if subject.is_within and subject.by is not None:
        tall = max(tall, _to_see(subject.by, "WS", craft, aspect))
    least = _LEAST_ON_TABLE_M if subject.foot_m else _LEAST_M
    tall = max(tall, min(least.get(shot.size, 0.0), _MOST_ROOM * max(width, height)))
    share = {"ECU": 0.0, "CU": 0.04}.get(shot.size, 0.12)
    middle = 0.1 * tall if is_card else height / 2 + share * tall
    on_table = subject.foot_m > 0 and (subject.by is None or craft.lies_on_a_table(thing.name))
    return replace(
        framing,
        height_m=tall,
        centre_x=0.0,
        centre_y=-subject.foot_m - middle + (0.2 * tall if subject.by is not None else 0.0),
        horizon=min(framing.horizon, -0.06),
        subject_z=_ON_TABLE_M if on_table else framing.subject_z,
    )


def _to_see(by: Thing, size: str, craft: Stagecraft, aspect: float) -> float:
    """Metres of picture height that show enough of what the subject stands on or by."""
    width, height = craft.thing_size(by.name) or CARD_SIZE_M
    whole = max(height * 1.25, width / (aspect * 0.8))
    return min(6.0, whole if size == "WS" else 0.6 * whole)


def _from_afar(framing: Framing, height: float, across: float, aspect: float) -> Framing:
    """The land first, but so that what it is about is still found in it."""
    most = max(_LEAST_WIDE_M, height / _FOUND_SHARE)
    tall = min(max(_MOST_WIDE_M, 1.6 * height), most)
    tall = max(tall, across / (0.6 * aspect))
    if tall >= framing.height_m:
        return replace(framing, centre_x=0.0)
    return replace(framing, height_m=tall, centre_x=0.0, centre_y=-0.27 * tall)
