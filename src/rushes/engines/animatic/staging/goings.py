"""What things do: which clip plays, and how fast animals and vehicles go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import NamedTuple

from rushes.engines.animatic.scene import Prop
from rushes.film.reading.words.world import the_world
from rushes.film.shot_list import Thing
from rushes.film.thing_records import Clip, ThingRecord, thing_record

_MOST_OUT_OF_STEP_SECONDS = 6.0
_GAINS = {"speed-up": 0.75, "slow-down": -1.0}
"""By how much of its mean speed it starts below or above it; at −1 it ends standing still."""
_COMPANY = {"queue": 6, "join-herd": 6}
_LONGEST_WAY_M = 12.0
"""As far as sets reach for a camera that keeps up: what is faster goes slower over the ground."""


class Doing(NamedTuple):
    """What a thing does in a shot."""

    actions: tuple[str, ...] = ()
    """Names of clips, the one wanted most first."""
    speed_mps: float = 0.0
    is_aloft: bool = False


def doing_of(thing: Thing) -> Doing:
    """What its actions come to, by the clips that its record has."""
    record = thing_record(thing.name)
    if record is None:
        return Doing()
    wanted = list(thing.actions)
    if not wanted and thing.where == "sky":
        wanted = ["fly"]
    world = the_world()
    general = [world.general_act(action) for action in wanted]
    names = [name for name in (*wanted, *general) if name in record.clips]
    if not names and any(action in world.goings for action in (*wanted, *general)):
        names = _gaits(record)[:1]
    if not names:
        return Doing()
    clip = record.clips[names[0]]
    told = (action for action in wanted if action in _GAINS)
    return Doing((*names, *told), _speed(clip), clip.aloft)


def company_of(thing: Thing) -> int:
    """How many of its kind are around it by what it does, though the words name but one."""
    return max((_COMPANY.get(action, 0) for action in thing.actions), default=0)


def is_up(thing: Thing) -> bool:
    """Whether it is in the sky: not a bird that builds its nest."""
    return thing.where == "sky" and (not thing.actions or doing_of(thing).is_aloft)


def _gaits(record: ThingRecord) -> list[str]:
    return [name for name, clip in record.clips.items() if clip.stride_m]


def _speed(clip: Clip) -> float:
    """Metres a second at the clip's own tempo."""
    return (clip.stride_m or 0.0) / clip.seconds


def set_going(prop: Prop, thing: Thing, seed: str, random: Random) -> Prop:
    """The prop doing what the thing does, out of step with its like.

    All of one kind go the same way, in every shot of the film: `seed` is the film's.
    """
    doing = doing_of(thing)
    if not doing.actions:
        return prop
    facing = prop.facing
    if doing.speed_mps:
        facing = Random(f"{seed} goes {thing.name}").choice((-1, 1))
    return replace(
        prop,
        actions=doing.actions,
        facing=facing,
        is_aloft=doing.is_aloft,
        travel_mps=round(facing * doing.speed_mps * prop.scale, 3),
        offset_seconds=round(random.uniform(0, _MOST_OUT_OF_STEP_SECONDS), 2),
    )


def started(props: Iterable[Prop], duration_seconds: float) -> tuple[Prop, ...]:
    """Things on their way set back, so that they are where they were composed at mid-shot."""
    most = _LONGEST_WAY_M / duration_seconds
    moved = []
    for prop in props:
        speed = min(most, max(-most, prop.travel_mps))
        gain = next((_GAINS[action] for action in prop.actions if action in _GAINS), 0.0)
        moved.append(
            replace(
                prop,
                x=round(prop.x - speed * (1 - gain / 2) * duration_seconds / 2, 3),
                travel_mps=round(speed * (1 - gain), 3),
                gains_mps2=round(2 * gain * speed / duration_seconds, 4),
            )
        )
    return tuple(moved)


def lead_speed(props: Iterable[Prop], nearer_than_m: float) -> float:
    """How fast the camera would have to go to keep up with the nearest thing on its way."""
    going = [
        prop for prop in props if prop.travel_mps and (prop.z < nearer_than_m or prop.is_aloft)
    ]
    return min(going, key=lambda prop: prop.z).travel_mps if going else 0.0
