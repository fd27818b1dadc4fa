"""What stands before the camera, as plain data: staging writes it, drawing reads it.

**The world.** Metres. `x` to the right, `y` down from the ground the cast stands on (a head is at
about y = −1.6), `z` away from the viewer. The cast stands around z = 0; hills may lie at z = 300;
what is nearer than the cast has a negative z. A layer at z = ∞ (the sky) is measured in tangents
instead of metres: x/z and y/z of the direction it is seen in, with (0, 0) at the horizon straight
ahead.

**The camera** looks along +z. A point lands on the picture at

    X = centre + focal · ((x − camera.x) / (z − camera.z) − shift_x)        in picture heights

so truck, crane and dolly move the camera (parallax), pan and tilt shift the picture, and a zoom
changes `focal` alone (no parallax).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Rgb = str
"""A colour as `#rrggbb`."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a set: one direction, kept through all shots of the same set."""

    time_of_day: str
    weather: str
    indoors: bool
    sun: tuple[float, float]
    """Where the sun, moon or main window is: tangents to the right and DOWN of the horizon
    (−0.1 is a little above it)."""
    key: Rgb
    """Colour of the main light."""
    fill: Rgb
    """Colour of the shadows' light."""
    rim: Rgb
    """Colour of the edge light from behind."""
    haze: Rgb
    haze_per_km: float
    """How much of the haze colour a thing one kilometre away takes on, 0..1."""
    shadow_length: float
    """Length of a cast shadow in heights of what casts it; 0: none."""
    key_side: int
    """−1: the key light comes from the left, +1: from the right."""
    exposure: float = 1.0
    practicals: tuple[str, ...] = ()
    """Lights in the set: candlelight, string lights, neon, lamps, fire."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A person with everything decided, the same in every shot."""

    id: str
    kind: str
    age: str
    """baby, child, teen, young, middle-aged, old."""
    height_m: float
    build: str
    """slim, average, heavy."""
    skin: Rgb
    hair_colour: Rgb
    hair_style: str
    """short, cropped, bald, loose, long, bun, ponytail, curly, bob."""
    has_beard: bool
    top: str
    """Garment of the upper body: shirt, blouse, t-shirt, dress, jacket, coat, sweater, suit."""
    top_colour: Rgb
    bottom: str
    """trousers, skirt, shorts; ignored under a dress."""
    bottom_colour: Rgb
    sleeves: str
    """none, short, rolled, long."""
    accessories: tuple[str, ...] = ()
    """ring, bracelet, glasses, hat, scarf…"""
    skirt_length: str = "knee"
    """short, knee, long; of a skirt or a dress."""
    headgear: str = ""
    """The record in `art/headgear`; empty: a bare head, or what the accessories say."""
    trims: tuple[str, ...] = ()
    """What is on the garment: records in `art/trims`."""
    tints: tuple[tuple[str, Rgb], ...] = ()
    """Colours of what else is worn: headgear, scarf, shoes, gloves, cape, wings, trim, tail."""

    @property
    def is_feminine(self) -> bool:
        """Whether the drawn shape follows a woman's or a girl's."""
        return self.kind in ("woman", "girl")

    def tint(self, worn: str) -> Rgb | None:
        """The colour of something worn; None where it is not worn, or has its usual one."""
        return dict(self.tints).get(worn)


@dataclass(frozen=True, slots=True)
class Performance:
    """How a person appears in one shot."""

    view: str
    """front, three-quarter, profile, back."""
    facing: int
    """+1 looks to the right of the picture, −1 to the left."""
    posture: str
    """stand, sit, walk, run, dance, lie, kneel."""
    actions: tuple[str, ...] = ()
    emotion: str = "calm"
    holds: tuple[str, ...] = ()
    uses: tuple[tuple[str, Rgb | None], ...] = ()
    """Things that are drawn with their actions, not beside them, and the colours told: the bicycle
    that is ridden, the piano that is played."""
    offset_seconds: float = 0.0
    """Shifts their cycles in time, so that two people don't move as one."""
    visible_height_m: float = 2.0
    """How much of the picture's height at their depth there is, for level of detail."""
    has_seat: bool = False
    """What they sit on is a thing of the set; else a chair is drawn with them."""
    lips: tuple[tuple[float, float, float], ...] = ()
    """The mouth while something is said: seconds since the shot began, how far it is open and how
    round, each until the next. Empty: it moves as the actions have it."""


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person in a scene; their feet (or seat's foot) at (x, y, z)."""

    figure: Figure
    performance: Performance
    x: float
    z: float
    y: float = 0.0
    travel_mps: float = 0.0
    """Speed to the right of who walks, runs or rides; (x, y, z) is then where they start."""
    travel_z_mps: float = 0.0
    """Speed away from the viewer; negative of who comes nearer."""
    then: CastMember | None = None
    """The same person doing what they do next, from `until_seconds` on."""
    until_seconds: float = math.inf

    @property
    def stages(self) -> Iterator[CastMember]:
        """One after another, all they do in the shot."""
        stage: CastMember | None = self
        while stage is not None:
            yield stage
            stage = stage.then


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in a scene, its ground contact at (x, y, z)."""

    name: str
    x: float
    z: float
    y: float = 0.0
    colour: Rgb | None = None
    scale: float = 1.0
    facing: int = 1
    is_card: bool = False
    """No drawing is known: it stands there as a labelled card."""
    actions: tuple[str, ...] = ()
    """What it does, first what matters most: a clip of its record plays."""
    travel_mps: float = 0.0
    """Speed to the right of what walks, drives or flies; (x, y, z) is then where it starts."""
    gains_mps2: float = 0.0
    """How fast its speed grows; negative for what slows down."""
    is_aloft: bool = False
    """It flies: the camera goes with it, however far off it is."""
    offset_seconds: float = 0.0
    """Shifts its clip in time, so that a herd is not in step."""
    then: Prop | None = None
    """The same thing doing what it does next, from `until_seconds` on."""
    until_seconds: float = math.inf

    @property
    def stages(self) -> Iterator[Prop]:
        """One after another, all it does in the shot."""
        stage: Prop | None = self
        while stage is not None:
            yield stage
            stage = stage.then


@dataclass(frozen=True, slots=True)
class CameraPose:
    """Where the camera is at one moment."""

    x: float
    y: float
    """Negative is above the ground: a standing person's eyes are at −1.6."""
    z: float
    focal: float
    """Focal length in picture heights: 0.9 is wide, 1.5 normal, 4 long."""
    shift_x: float = 0.0
    """Pan, as the tangent of its angle; positive looks to the right."""
    shift_y: float = 0.0
    """Tilt, as the tangent of its angle; positive looks down."""
    focus_m: float = 3.0
    """Distance from the camera that is sharp."""
    blur: float = 0.0
    """0: everything sharp; 1: shallow depth of field."""


CameraPath = Callable[[float], CameraPose]
"""Seconds since the shot's first frame to the camera's pose. Smooth, and pure."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One shot, staged: all that drawing needs."""

    place: str
    place_features: tuple[str, ...]
    place_is_card: bool
    light: Light
    cast: tuple[CastMember, ...]
    props: tuple[Prop, ...]
    camera: CameraPath
    duration_seconds: float
    aspect: float
    """Width by height."""
    seed: int
    close_up_of: str | None = None
    """`hands`: the cast is drawn as their hands alone, filling the frame. `eyes`, `feet`."""
    look: tuple[str, ...] = ()
    dressing: float = 0.5
    """How freely the set is dressed with what was not named: 1 − cfg_scale."""
    stands_at: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Where in the place the cast's (0, 0, 0) lies: out on its water, say."""
    excluded: tuple[str, ...] = field(default=())
    """Names that must not appear."""
