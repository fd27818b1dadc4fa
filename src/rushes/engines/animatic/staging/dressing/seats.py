"""What people sit and lie on away from a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from rushes.engines.animatic.scene import CastMember, Prop
from rushes.engines.animatic.staging.dressing.dressing import Dressing, is_excluded
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.shot_list import Thing

_BENCH = "bench"
_ON_A_BENCH = 3
_MOST_STRETCHED = 1.3
_REACH_M = 0.3


def seated(cast: Sequence[CastMember]) -> list[CastMember]:
    """Those who sit, now or later in the shot, as they do then."""
    stages = (stage for member in cast for stage in member.stages)
    return [stage for stage in stages if stage.performance.posture == "sit"]


def seat_people(on: Dressing, things: Sequence[Thing], at_table: bool) -> Thing | None:
    """Puts under people what was named for it, or outdoors a bench; the thing that was named.

    Indoors a chair is drawn with each of them.
    """
    named = next((thing for thing in things if on.craft.is_seat(thing.name)), None)
    lying = next((member for member in on.cast if member.performance.posture == "lie"), None)
    if lying is not None and lying.y < 0 and named is not None:
        head_x, _ = on.craft.head_at(lying.figure, lying.performance)
        on.add(named, lying.x + 0.3 * head_x, lying.z + 0.1)
        on.props[-1] = replace(on.props[-1], facing=-1 if head_x > 0 else 1)
        return named
    if at_table or not seated(on.cast):
        return None
    has_bench = _BENCH in on.craft.known_things and not is_excluded(_BENCH, on.excluded)
    if named is not None:
        _place(on, named)
    elif has_bench and not on.shot.indoors and len(seated(on.cast)) <= _ON_A_BENCH:
        _place(on, Thing(_BENCH))
    return named


def on_seats(
    cast: Sequence[CastMember], props: Sequence[Prop], craft: Stagecraft
) -> tuple[CastMember, ...]:
    """Tells those who sit whether the set has what they sit on."""
    seats = [prop for prop in props if craft.is_seat(prop.name)]

    def told(member: CastMember) -> CastMember:
        has_seat = member.performance.posture == "sit" and any(
            abs(prop.x - member.x) < _REACH_M + (craft.thing_size(prop.name) or (0, 0))[0] / 2
            for prop in seats
        )
        performance = replace(member.performance, has_seat=has_seat)
        return replace(member, performance=performance, then=member.then and told(member.then))

    return tuple(told(member) for member in cast)


def _place(on: Dressing, thing: Thing) -> None:
    """Under all who sit: one a little stretched, or several side by side."""
    places = [member.x for member in seated(on.cast)]
    width, _ = on.size(thing)
    needed = max(places) - min(places) + 0.75
    together = max(1, math.ceil(needed / (width * _MOST_STRETCHED)))
    scale = max(1.0, needed / width / together)
    middle = (max(places) + min(places)) / 2
    for place in range(together):
        x = middle + (place - (together - 1) / 2) * width * scale
        on.add(thing, x, 0.12, 0.0, scale)
