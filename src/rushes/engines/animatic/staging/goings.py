"""What things do: which clip plays, and how fast animals and vehicles go."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import NamedTuple, TypeVar

import msgspec

from rushes.engines.animatic.scene import CastMember, Prop
from rushes.film.reading.words.world import the_world
from rushes.film.shot_list import Thing
from rushes.film.thing_records import IDLE, Clip, ThingRecord, thing_record

_MOST_OUT_OF_STEP_SECONDS = 6.0
_GAINS = {"speed-up": 0.75, "slow-down": -1.0}
"""By how much of its mean speed it starts below or above it; at −1 it ends standing still."""
_MOST_TURNS = 3
_SURFACE = "surface"
"""The clip of what swims as seen from above the water."""
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
    """What it does first, by the clips that its record has."""
    return next(iter(doings_of(thing)), Doing())


def doings_of(thing: Thing) -> tuple[Doing, ...]:
    """What its actions come to, one after another; empty for what only stands there."""
    record = thing_record(thing.name)
    if record is None:
        return ()
    wanted = list(thing.actions)
    if not wanted and thing.where == "sky":
        wanted = ["fly"]
    names: list[str] = []
    for action in wanted:
        name = _clip_for(action, record)
        if name is not None and name not in names and len(names) < _MOST_TURNS:
            names.append(name)
    if not names:
        idle = record.clips.get(IDLE)
        return (Doing((IDLE,), 0.0, True),) if idle and idle.aloft else ()
    gains = tuple(action for action in wanted if action in _GAINS) if len(names) == 1 else ()
    clips = [(name, record.clips[name]) for name in names]
    return tuple(Doing((name, *gains), _speed(clip), clip.aloft) for name, clip in clips)


def _clip_for(action: str, record: ThingRecord) -> str | None:
    """The clip that shows an action, or one like it: any gait for what takes it somewhere."""
    world = the_world()
    general = world.general_act(action)
    for name in (action, general):
        if name in record.clips:
            return name
    if action in world.goings or general in world.goings:
        return next(iter(_gaits(record)), None)
    return None


def company_of(thing: Thing) -> int:
    """How many of its kind are around it by what it does, though the words name but one."""
    return max((_COMPANY.get(action, 0) for action in thing.actions), default=0)


def is_afloat(thing: Thing) -> bool:
    """Whether it belongs in the water: a ship, a swan, a whale."""
    record = thing_record(thing.name)
    return record is not None and record.stands_on == "water"


def seen_from_above(thing: Thing) -> Thing:
    """What swims, as seen from above the water: its back, its fin, unless it leaps out of it."""
    record = thing_record(thing.name)
    if record is None or _SURFACE not in record.clips:
        return thing
    leaps = tuple(action for action in thing.actions if action in ("jump", "play"))
    return msgspec.structs.replace(thing, actions=leaps or (_SURFACE,))


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

    All of one kind go the same way, in every shot of the film: `seed` is the film's. When one
    doing gives way to the next is for `started` to say.
    """
    doings = doings_of(thing)
    if not doings:
        return prop
    facing = prop.facing
    if any(doing.speed_mps for doing in doings):
        facing = Random(f"{seed} goes {thing.name}").choice((-1, 1))
    offset = round(random.uniform(0, _MOST_OUT_OF_STEP_SECONDS), 2)
    then: Prop | None = None
    for doing in reversed(doings):
        then = replace(
            prop,
            actions=doing.actions,
            facing=facing,
            is_aloft=doing.is_aloft,
            travel_mps=round(facing * doing.speed_mps * prop.scale, 3),
            offset_seconds=offset,
            then=then,
        )
    assert then is not None
    return then


Going = TypeVar("Going", Prop, CastMember)


def in_turns(first: Going, duration_seconds: float) -> Going:
    """The stages of someone or something given their times, each going on where the last stopped.

    They come to rest where they were composed; who goes all the time is there at mid-shot.
    """
    stages = list(first.stages)
    each = duration_seconds / len(stages)
    way = [stage.travel_mps * each for stage in stages]
    if len(stages) > 1 and not stages[-1].travel_mps:
        before = sum(way)
    elif len(stages) > 1 and not stages[0].travel_mps:
        before = 0.0
    else:
        before = sum(way) / 2
    at, timed = first.x - before, []
    for number, stage in enumerate(stages):
        x = round(at - stage.travel_mps * each * number, 3)
        until = math.inf if number == len(stages) - 1 else round(each * (number + 1), 3)
        timed.append(_nearing(replace(stage, x=x, until_seconds=until), duration_seconds))
        at += way[number]
    then: Going | None = None
    for stage in reversed(timed):
        then = replace(stage, then=then)
    assert then is not None
    return then


def _nearing(stage: Going, duration_seconds: float) -> Going:
    """Who comes nearer set back, so as to be where composed at the end; nobody comes from or goes
    farther than is seen."""
    if not isinstance(stage, CastMember) or not stage.travel_z_mps:
        return stage
    most = _LONGEST_WAY_M / duration_seconds
    speed = max(-most, min(most, stage.travel_z_mps))
    z = stage.z - min(0.0, speed) * duration_seconds
    return replace(stage, z=round(z, 3), travel_z_mps=round(speed, 4))


def started(props: Iterable[Prop], duration_seconds: float) -> tuple[Prop, ...]:
    """Things on their way set back, so that they are where they were composed at mid-shot."""
    most = _LONGEST_WAY_M / duration_seconds
    moved = []
    for prop in props:
        slowed = _slowed(prop, most)
        if prop.then is not None:
            moved.append(in_turns(slowed, duration_seconds))
            continue
        speed = slowed.travel_mps
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


def _slowed(prop: Prop, most_mps: float) -> Prop:
    then = _slowed(prop.then, most_mps) if prop.then is not None else None
    speed = min(most_mps, max(-most_mps, prop.travel_mps))
    return replace(prop, travel_mps=speed, then=then)


def lead_of(props: Iterable[Prop], nearer_than_m: float) -> Prop | None:
    """The nearest thing on its way: the one that a camera would keep up with."""
    going = [
        prop
        for prop in props
        if any(stage.travel_mps for stage in prop.stages)
        and (prop.z < nearer_than_m or prop.is_aloft)
    ]
    return min(going, key=lambda prop: prop.z) if going else None


def way_of(lead: Prop | CastMember, seconds: float) -> float:
    """The x where it is at a moment."""
    stage: Prop | CastMember = lead
    while seconds >= stage.until_seconds and stage.then is not None:
        stage = stage.then
    gained = stage.gains_mps2 * seconds / 2 if isinstance(stage, Prop) else 0.0
    return stage.x + (stage.travel_mps + gained) * seconds
