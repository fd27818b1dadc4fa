"""Where what is heard is seen: from a staged scene to left and right, near and far, over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.engines.animatic.clips import clip_named, load_clip
from rushes.engines.animatic.scene import CastMember, Prop, Scene
from rushes.engines.animatic.sound.waves import FloatArray
from rushes.engines.animatic.staging.camera.timing import tempo_of
from rushes.film.thing_records import Clip, thing_record

STEP_SECONDS = 0.1
_NEAR_M = 3.0
"""At this distance a sound is as loud as it usually is."""
_DB_PER_DOUBLING = 3.2
_LOUDEST_DB, _FAINTEST_DB = 2.5, -15.0
_FAR_DOUBLINGS = 5.5
_EDGE_PAN = 0.75
"""What is seen at the picture's edge is heard this far to the side."""
_SLOWEST_CYCLE = 1.6


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a source is, every `STEP_SECONDS` from the start of its shot on."""

    pan: FloatArray
    """−1 left … +1 right."""
    metres: FloatArray
    """From the camera."""

    @property
    def gain_db(self) -> FloatArray:
        """By how much it is louder than what is near."""
        doublings = np.log2(np.maximum(self.metres, 0.3) / _NEAR_M)
        return np.clip(-_DB_PER_DOUBLING * doublings, _FAINTEST_DB, _LOUDEST_DB)

    @property
    def distance(self) -> float:
        """0 near … 1 far, on the whole."""
        doublings = np.log2(np.maximum(float(np.min(self.metres)), _NEAR_M) / _NEAR_M)
        return float(min(1.0, doublings / _FAR_DOUBLINGS))

    @property
    def moves(self) -> bool:
        """Whether it is heard to move."""
        return bool(np.ptp(self.pan) > 0.08 or np.ptp(self.gain_db) > 1.5)

    def at(self, seconds: float) -> Trace:
        """Where it is at a moment."""
        step = min(len(self.pan) - 1, max(0, round(seconds / STEP_SECONDS)))
        return Trace(self.pan[step : step + 1], self.metres[step : step + 1])

    def nearer_to_the_middle(self, share: float) -> Trace:
        """The same with its sides drawn in: voices stay where the eyes are."""
        return replace(self, pan=self.pan * share)


class Placing:
    """What the scenes of a film say of its sources."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._scenes: Mapping[int, Scene] = dict(enumerate(scenes, 1))

    def person(self, shot_number: int, person_id: str) -> Trace | None:
        """Where someone is; None where they aren't seen, or nothing is staged."""
        member = self._member(shot_number, person_id)
        if member is None:
            return None
        scene = self._scenes[shot_number]
        return _trace(scene, member.x, member.travel_mps, 0.0, member.z)

    def thing(self, shot_number: int, name: str) -> Trace | None:
        """Where the nearest thing of a name is."""
        prop = self._prop(shot_number, name)
        if prop is None:
            return None
        scene = self._scenes[shot_number]
        return _trace(scene, prop.x, prop.travel_mps, prop.gains_mps2, prop.z)

    def moments_of_act(
        self, shot_number: int, person_id: str, act: str, at: Sequence[float]
    ) -> tuple[float, ...] | None:
        """Seconds since the shot began at which someone's clip comes to these shares of it."""
        member = self._member(shot_number, person_id)
        if member is None:
            return None
        seconds = _cycle_seconds(member, act)
        scene = self._scenes[shot_number]
        return _moments(scene, seconds, member.performance.offset_seconds, at)

    def moments_of_thing(
        self, shot_number: int, name: str, does: Sequence[str], at: Sequence[float]
    ) -> tuple[float, ...] | None:
        """The same for a thing's clip; None where it does something else."""
        prop = self._prop(shot_number, name)
        record = thing_record(name)
        if prop is None or record is None or not prop.actions or prop.actions[0] not in does:
            return None
        clip = record.clips.get(prop.actions[0])
        if clip is None:
            return None
        seconds = _thing_cycle(clip, prop)
        return _moments(self._scenes[shot_number], seconds, prop.offset_seconds, at)

    def _member(self, shot_number: int, person_id: str) -> CastMember | None:
        scene = self._scenes.get(shot_number)
        members = scene.cast if scene else ()
        return next((member for member in members if member.figure.id == person_id), None)

    def _prop(self, shot_number: int, name: str) -> Prop | None:
        scene = self._scenes.get(shot_number)
        props = [prop for prop in (scene.props if scene else ()) if prop.name == name]
        return min(props, key=lambda prop: prop.z, default=None)


def _trace(scene: Scene, x: float, speed_mps: float, gains_mps2: float, z: float) -> Trace:
    moments = np.arange(0.0, scene.duration_seconds + STEP_SECONDS, STEP_SECONDS)
    lived = moments * tempo_of(scene.look)
    xs = x + (speed_mps + gains_mps2 * lived / 2) * lived
    pans, metres = [], []
    for moment, at in zip(moments, xs, strict=True):
        pose = scene.camera(float(moment))
        depth = max(0.4, z - pose.z) if np.isfinite(z) else 1e4
        aside = pose.focal * ((at - pose.x) / depth - pose.shift_x) / (scene.aspect / 2)
        pans.append(float(np.clip(aside * _EDGE_PAN, -1, 1)))
        metres.append(float(np.hypot(at - pose.x, depth)))
    return Trace(np.array(pans), np.array(metres))


def _cycle_seconds(member: CastMember, act: str) -> float:
    """The cycle of a body is that of its posture where that has one, else of what it does."""
    own = clip_named(act)
    clip = load_clip(own) if own else None
    posture = clip_named((clip and clip.posture) or member.performance.posture)
    base = load_clip(posture) if posture else None
    for moving in (base, clip):
        if moving is not None and moving.drawings > 1 and moving.seconds:
            return moving.seconds
    return 1.0


def _thing_cycle(clip: Clip, prop: Prop) -> float:
    """As the drawing has it: in step with the ground, but never much slower than its own tempo."""
    speed = abs(prop.travel_mps / prop.scale)
    if clip.stride_m and speed:
        return min(clip.stride_m / speed, _SLOWEST_CYCLE * clip.seconds)
    return clip.seconds


def _moments(
    scene: Scene, cycle_seconds: float, offset_seconds: float, at: Sequence[float]
) -> tuple[float, ...]:
    tempo = tempo_of(scene.look)
    moments = []
    for share in at:
        first = (share - offset_seconds / cycle_seconds) % 1.0
        count = int(scene.duration_seconds * tempo / cycle_seconds) + 1
        moments += [(first + turn) * cycle_seconds / tempo for turn in range(count)]
    return tuple(sorted(moment for moment in moments if moment < scene.duration_seconds))
