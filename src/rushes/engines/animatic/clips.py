"""Pose clips: what people do, as drawings of a body over time with the things it takes.

Read from `art/poses/*.toml`; its README says how to write one. Staging asks them how people stand,
drawing how they look.
"""

from __future__ import annotations

import functools
from typing import Any, Literal

import msgspec

from rushes.art import ART_FOLDER

POSES_FOLDER = ART_FOLDER / "poses"

Metres = tuple[float, float, float]
"""Forwards, outwards, up, for a grown-up of 1.7 m; larger and smaller bodies scale it."""
View = Literal["front", "three-quarter", "profile", "back"]
Joint = Literal[
    "", "near hand", "far hand", "near foot", "far foot", "near knee", "head", "hips", "chest"
]


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clip sets at one moment of its cycle, 0..1; the rest stays as it was."""

    at: float
    set: dict[str, Any]


class ClipProp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A thing that belongs to an action."""

    name: str
    """Of a thing in `art/things`; an unknown one is left out."""
    at: Metres = (0.0, 0.0, 0.0)
    """From the joint, or from the place on the ground that the person has."""
    on: Joint = ""
    """The joint that carries it; empty: it stands on the ground."""
    toward: Joint = ""
    """The joint that its foot-to-top axis points to; empty: it stays upright."""
    degrees: float = 0.0
    """Clockwise turn, seen facing right."""
    swing: float = 0.0
    """Share of the forearm's or the sole's direction that turns it: 1 lies along it."""
    grip: float = 0.0
    """Which of its points is there, as a share of its height from its foot."""
    layer: Literal["", "behind", "between", "before"] = ""
    """Behind all, between the far and the near leg, before all; empty: in its hand, or behind."""
    scale: float = 1.0
    width: float = 1.0
    """Stretches it sideways alone."""
    colour: str | None = None
    facing: int = 1
    does: tuple[str, ...] = ()
    """What it does itself, in verbs that its own record has a clip for: a horse that walks."""
    is_told: bool = False
    """Whether it takes the colour that the words give the thing of this action."""
    stands_for: tuple[str, ...] = ()
    """Other things that the words may name for it: a guitar, where it is a guitar being played."""
    takes: tuple[str, ...] = ()
    """Things that are drawn in its place where the words name them: a cat to stroke, not a dog."""


class Companion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom an action takes besides the one who does it, where the words name nobody."""

    action: str
    at: float
    """Metres before the person; negative is behind."""
    facing: Literal["toward", "along"] = "toward"
    away: float = 0.0
    """Metres farther from the viewer."""


class Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A posture or a gesture."""

    keys: tuple[Key, ...]
    also: tuple[str, ...] = ()
    """Other actions that look the same."""
    posture: str = ""
    """The posture it is done in; empty: any."""
    views: tuple[View, ...] = ()
    """From where it is understood, the best first; empty: from anywhere."""
    travel_mps: float = 0.0
    """How fast it takes a grown-up forwards."""
    apart: float = 0.0
    """Metres between two who do it together, for grown-ups; 0: as blocking likes."""
    companion: Companion | None = None
    has_chair: bool = True
    """Whether who sits gets a chair: not on a horse, a bicycle or the floor."""
    props: tuple[ClipProp, ...] = ()
    seconds: float = 0.0
    """Length of the cycle; 0 is held still."""
    drawings: int = 1
    """How many drawings the cycle has."""
    face: dict[str, float] = {}
    """Fields of the face that this action wants."""
    mouth: tuple[float, ...] = ()
    """How far the mouth is open, drawing by drawing, in a cycle of its own."""
    mouth_seconds: float = 0.6
    head: tuple[float, ...] = ()
    """Degrees that the head nods with each of these drawings."""
    turns: tuple[float, ...] = ()
    """How far the face turns aside in each of them, −1..1."""
    shake: float = 0.0
    """Height of the shoulders' shaking, in metres: laughter, sobbing."""
    approach: float = 0.0
    """Metres by which the upper body moves toward the partner, once."""
    usual_thing: str = ""
    """What is held where the words name nothing."""
    holds: Literal["", "near", "far", "nothing"] = ""
    """Which hand carries the held thing; empty: as the posture likes."""

    def draws(self, thing: str) -> bool:
        """Whether it shows a thing of this name itself."""
        return any(
            thing == prop.name or thing in prop.stands_for or thing in prop.takes
            for prop in self.props
        )

    @property
    def takes_whole_body(self) -> bool:
        """Whether it says where the legs are, so that no posture shows through."""
        return any("near_hip" in key.set or "near_foot_at" in key.set for key in self.keys)


@functools.cache
def clip_names() -> frozenset[str]:
    """The names of all clips."""
    return frozenset(path.stem for path in POSES_FOLDER.glob("*.toml"))


@functools.cache
def load_clip(name: str) -> Clip:
    """The clip of this name. Raises FileNotFoundError when there is none."""
    return msgspec.toml.decode((POSES_FOLDER / f"{name}.toml").read_bytes(), type=Clip)


@functools.cache
def _same_action() -> dict[str, str]:
    return {other: name for name in sorted(clip_names()) for other in load_clip(name).also}


def clip_named(action: str) -> str | None:
    """The name of the clip that plays an action; None where nobody has drawn it."""
    return action if action in clip_names() else _same_action().get(action)


def clip_of(action: str) -> Clip | None:
    """The clip that plays an action."""
    name = clip_named(action)
    return load_clip(name) if name else None
