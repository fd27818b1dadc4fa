"""What people sit and lie on away from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rushes.engines.animatic.scene import CastMember
from rushes.engines.animatic.staging.dressing.dressing import Dressing, is_excluded
from rushes.film.shot_list import Thing


def seated(cast: Sequence[CastMember]) -> list[CastMember]:
    """Those who sit, now or later in the shot, as they do then."""
    stages = (stage for member in cast for stage in member.stages)
    return [stage for stage in stages if stage.performance.posture == "sit"]


def seat_people(on: Dressing, things: Sequence[Thing], at_table: bool) -> Thing | None:
    """Puts under people what was named for it, or what there is; the thing that was named."""
    named = next((thing for thing in things if on.craft.is_seat(thing.name)), None)
    lying = next((member for member in on.cast if member.performance.posture == "lie"), None)
    if lying is not None and lying.y < 0 and named is not None:
        head_x, _ = on.craft.head_at(lying.figure, lying.performance)
        on.add(named, lying.x + 0.3 * head_x, lying.z + 0.1)
        on.props[-1] = replace(on.props[-1], facing=-1 if head_x > 0 else 1)
        return named
    if at_table or not seated(on.cast):
        return None
    usual = "chair" if on.shot.indoors else "bench"
    if named is not None:
        _place(on, named)
    elif usual in on.craft.known_things and not is_excluded(usual, on.excluded):
        _place(on, Thing(usual))
    return named


def _place(on: Dressing, thing: Thing) -> None:
    places = [member.x for member in seated(on.cast)]
    width, _ = on.size(thing)
    needed = max(places) - min(places) + 0.75
    on.add(thing, (max(places) + min(places)) / 2, 0.12, 0.0, max(1.0, needed / width))
