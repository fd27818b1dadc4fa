"""What a performance means for body and face: poses, expressions, and the life in between."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from rushes.engines.animatic.clips import Clip, ClipProp, Key, clip_named, clip_names, load_clip
from rushes.engines.animatic.drawing.part import Motion
from rushes.engines.animatic.drawing.people.head.expressions import expression_of
from rushes.engines.animatic.drawing.people.head.look import Face
from rushes.engines.animatic.drawing.people.skeleton.joints import YAW, Pose
from rushes.engines.animatic.drawing.people.skeleton.poses import at_moment, pose_from
from rushes.engines.animatic.scene import Figure, Performance

MOVING = ("walk", "run", "dance")
POSTURES = ("stand", "sit", "walk", "run", "dance", "kneel", "lie")
SIDE_ON = frozenset({"hug", "kiss"})
"""Actions that are seen from the side alone: two people face each other closely."""
ARMS_AT_WILL = frozenset({"talk", "gesture", "smile"})
"""Actions whose arms give way to a walk's swing."""
EYE_TO_EYE_M = 1.70
"""Height up to which nobody bends to kiss."""
BREATH_SECONDS = 4.2
BLINK_SECONDS = 3.7


@dataclass(frozen=True, slots=True)
class Acting:
    """A performance, decided."""

    yaw: float
    poses: tuple[Pose, ...]
    """One cycle's drawings."""
    seconds: float
    """Length of the cycle."""
    faces: tuple[Face, ...]
    """Drawings of the face, in a cycle of their own."""
    nods: tuple[float, ...]
    """Degrees that the head turns in each of them."""
    face_seconds: float
    shake_m: float
    approach_m: float
    holding_side: str
    usual_thing: str
    """What is in the hand where the words name nothing: a phone to call with."""
    is_pouring: bool
    sway_m: float
    props: tuple[ClipProp, ...]
    """What the actions take beside what the words put into hands."""
    has_chair: bool
    travel_mps: float
    """How fast the actions take them, for the wheels and legs of what they ride."""
    spoken: tuple[tuple[float, int], ...] = ()
    """While something is said: from which local second which of `faces` is shown."""

    def upper_body(self, local_seconds: float, seconds: float) -> Motion:
        """Displacement of what is above the hips; canonical, x toward where they look."""
        breath = -0.0035 * (0.5 - 0.5 * math.cos(2 * math.pi * local_seconds / BREATH_SECONDS))
        sway = self.sway_m * math.sin(2 * math.pi * local_seconds / 5.3)
        shake = 0.0
        if self.shake_m:
            swell = 0.55 + 0.45 * math.sin(2 * math.pi * local_seconds / 2.3)
            shake = -self.shake_m * swell * abs(math.sin(2 * math.pi * local_seconds * 2.4))
        near = min(1.0, seconds / 2.4)
        near = near * near * (3 - 2 * near)
        return Motion(sway + self.approach_m * near, breath + shake)

    def face_drawing(self, local_seconds: float) -> int:
        """Which of `faces` is shown."""
        if self.spoken:
            place = bisect.bisect_right(self.spoken, (local_seconds, len(self.faces)))
            return self.spoken[max(0, place - 1)][1]
        count = len(self.faces)
        return math.floor(local_seconds / self.face_seconds * count) % count if count > 1 else 0

    def lids(self, local_seconds: float) -> int:
        """0 open, 1 half closed, 2 closed: a blink every few seconds, now and then two."""
        place = local_seconds % BLINK_SECONDS
        starts = [1.3]
        if int(local_seconds // BLINK_SECONDS) % 3 == 1:
            starts.append(1.62)
        for start in starts:
            if start <= place < start + 0.17:
                return 2 if start + 0.042 <= place < start + 0.126 else 1
        return 0


def acting_of(figure: Figure, performance: Performance) -> Acting:
    """Decide how a person is drawn in a shot."""
    actions = [clip_named(action) or action for action in performance.actions]
    posture = _posture(performance.posture, actions)
    base = load_clip(posture)
    gestures = _gestures(actions, posture, performance)
    cycle = base if base.drawings > 1 else next((g for g in gestures if g.drawings > 1), base)
    poses = []
    for i in range(cycle.drawings):
        moment = i / cycle.drawings
        layers = [at_moment(base, moment)]
        layers += [at_moment(g, moment) for g in reversed(gestures)]
        poses.append(pose_from(_stoop(figure), *layers, _bow(figure, posture, actions)))
    faces, nods, face_seconds = _faces(performance, gestures)
    spoken: tuple[tuple[float, int], ...] = ()
    if performance.lips:
        faces, spoken = _speaking_faces(performance, gestures)
        nods = (0.0,) * len(faces)
    is_side_on = posture == "lie" or bool(SIDE_ON & set(actions))
    told = tuple(g for g in gestures if g.props)
    return Acting(
        yaw=90.0 if is_side_on else YAW.get(performance.view, 90.0),
        poses=tuple(poses),
        seconds=cycle.seconds,
        faces=faces,
        nods=nods,
        face_seconds=face_seconds,
        shake_m=max((g.shake for g in gestures), default=0.0),
        approach_m=max((g.approach for g in gestures), default=0.0),
        holding_side=next((g.holds for g in gestures if g.holds), "near"),
        usual_thing=next((g.usual_thing for g in gestures if g.usual_thing), ""),
        is_pouring="pour" in actions,
        sway_m=0.0 if told else 0.0035 if posture in ("sit", "lie", "kneel") else 0.006,
        props=told[0].props if told else base.props,
        travel_mps=next((g.travel_mps for g in gestures if g.travel_mps), base.travel_mps),
        has_chair=all(clip.has_chair for clip in (base, *gestures)),
        spoken=spoken,
    )


def _posture(posture: str, actions: list[str]) -> str:
    """What the body does as a whole: as an action has it, else as it was told."""
    for action in actions:
        if action in clip_names() and (wanted := load_clip(action).posture):
            return wanted
    if posture not in POSTURES:
        posture = "stand"
    for action in actions:
        if action in POSTURES and posture == "stand":
            return action
    return posture


def _gestures(actions: list[str], posture: str, performance: Performance) -> list[Clip]:
    """The clips of the actions that have one, the most telling first."""
    names = clip_names()
    gestures: list[Clip] = []
    for action in actions:
        if action in POSTURES:
            continue
        for name in (f"{action}-{posture}", action):
            if name in names:
                clip = load_clip(name)
                gives_way = action in ARMS_AT_WILL and posture in MOVING
                gestures.append(_without_arms(clip) if gives_way else clip)
                break
        else:
            if posture not in MOVING:
                gestures.append(load_clip("gesture-sit" if posture == "sit" else "gesture"))
    gestures.sort(key=lambda clip: not clip.takes_whole_body)
    if performance.holds and not any(g.holds for g in gestures) and posture != "dance":
        gestures.append(load_clip("hold"))
    return gestures


def _without_arms(clip: Clip) -> Clip:
    """The clip's face and head alone."""
    keys = tuple(
        Key(key.at, {n: v for n, v in key.set.items() if n in ("nod", "neck")}) for key in clip.keys
    )
    return msgspec.structs.replace(clip, keys=keys, drawings=1)


def _stoop(figure: Figure) -> dict[str, Any]:
    """The old stand a little bent."""
    return {"neck": 20.0} if figure.age == "old" else {}


def _bow(figure: Figure, posture: str, actions: list[str]) -> dict[str, Any]:
    """To kiss, the tall bow their heads and bend their knees, the small look up."""
    if "kiss" not in actions:
        return {}
    excess = figure.height_m - EYE_TO_EYE_M
    bow: dict[str, Any] = {"nod": max(-12.0, min(9.0, 90 * excess - 3))}
    if posture == "stand" and excess > 0:
        bent = math.degrees(math.acos(max(0.75, 1 - 0.85 * excess / (0.46 * figure.height_m))))
        bow |= {"near_hip": bent, "near_knee": 2 * bent, "far_hip": bent, "far_knee": 2 * bent}
    return bow


def _speaking_faces(
    performance: Performance, gestures: list[Clip]
) -> tuple[tuple[Face, ...], tuple[tuple[float, int], ...]]:
    """A face for each mouth that speech needs, and when which is shown."""
    face = _still_face(performance, gestures)
    shapes: dict[tuple[float, float], int] = {}
    spoken = []
    for seconds, openness, rounding in performance.lips:
        shape = (round(openness * 5) / 5, 0.7 if rounding > 0.4 else 0.0)
        number = shapes.setdefault(shape, len(shapes))
        spoken.append((seconds + performance.offset_seconds, number))
    faces = tuple(
        replace(face, mouth_open=openness, pucker=max(face.pucker, pucker), clench=0.0)
        for openness, pucker in shapes
    )
    return faces, tuple(spoken)


def _still_face(performance: Performance, gestures: list[Clip]) -> Face:
    """The face of the feeling, with what the actions want of it."""
    wanted: dict[str, float] = {}
    for clip in reversed(gestures):
        wanted.update(clip.face)
    return replace(expression_of(performance.emotion), **wanted)


def _faces(
    performance: Performance, gestures: list[Clip]
) -> tuple[tuple[Face, ...], tuple[float, ...], float]:
    face = _still_face(performance, gestures)
    moving = next((g for g in gestures if g.mouth or g.turns or g.head), None)
    if moving is None:
        return (face,), (0.0,), 1.0
    count = max(len(moving.mouth), len(moving.turns), len(moving.head))
    mouth = moving.mouth or (face.mouth_open,)
    turns, nods = moving.turns or (face.turn,), moving.head or (0.0,)
    faces = tuple(
        replace(face, mouth_open=mouth[i % len(mouth)], turn=turns[i % len(turns)])
        for i in range(count)
    )
    return faces, tuple(nods[i % len(nods)] for i in range(count)), moving.mouth_seconds
