"""What a figure holds: the thing at each hand, tilted as it is used, and the wine that it pours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.ink import Point, fill, mix, sliver, stroke
from rushes.engines.animatic.drawing.people.props import Placement, hand_centre, placed_part
from rushes.engines.animatic.drawing.people.skeleton.joints import Arm, Skeleton
from rushes.engines.animatic.drawing.things import thing_parts, thing_size

if TYPE_CHECKING:
    from rushes.engines.animatic.drawing.people.figure import Actor

VESSELS = ("bottle", "jug", "pitcher", "teapot", "carafe", "wine")
HELD_AT = {"flowers": 0.10, "flower": 0.12, "umbrella": 0.10, "phone": 0.40, "book": 0.20,
           "wine glass": 0.34, "wine bottle": 0.36, "bottle": 0.36, "suitcase": 0.96}  # fmt: skip
"""Where the hand is, as a share of the thing's height from its foot; 0.45 for the rest."""
POURING_TILT = 128.0
DRINKING_TILT = 46.0
FULL = 0.62
"""Height of the wine in a glass, as a share of the glass."""


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in one hand."""

    name: str
    side: str
    is_poured_from: bool = False

    @property
    def height(self) -> float:
        """Metres."""
        size = thing_size(self.name)
        return size[1] if size else 0.2

    @property
    def grip(self) -> float:
        """Metres from its foot to the hand."""
        return HELD_AT.get(self.name, 0.45) * self.height


def held_by(actor: Actor) -> list[Held]:
    """What is in whose hand; only things that have a drawing and that one can lift."""
    told = actor.performance.holds or ((actor.acting.usual_thing,) * bool(actor.acting.usual_thing))
    if actor.figure.age in ("baby", "child", "teen"):
        told = tuple("cup" if "wine" in name else name for name in told)
    drawn = {prop.name for prop in actor.acting.props}
    drawn |= {name for name, _ in actor.performance.uses}
    names = [n for n in told if _is_liftable(n) and n not in drawn]
    side = actor.acting.holding_side
    if side == "nothing":
        return []
    other = "far" if side == "near" else "near"
    if actor.acting.is_pouring:
        vessel = next((n for n in names if any(v in n for v in VESSELS)), "wine bottle")
        vessel = "wine bottle" if vessel == "wine" else vessel
        pair = [Held(vessel, side, True), Held("wine glass", other)]
        return [held for held in pair if _is_liftable(held.name)]
    return [Held(n, s) for n, s in zip(names, (side, other), strict=False)]


def _is_liftable(name: str) -> bool:
    size = thing_size(name)
    return size is not None and size[1] < 1.2 and size[0] < 1.3


def held_parts(actor: Actor, side: str) -> list[Part]:
    """Parts of what one hand holds, to be covered by that hand's arm."""
    parts = []
    for held in held_by(actor):
        if held.side == side:
            parts += [_part(actor, held, part) for part in thing_parts(held.name) or ()]
    return parts


def stream_parts(actor: Actor) -> list[Part]:
    """Wine falling from a bottle's neck into the glass below."""
    things = held_by(actor)
    if len(things) < 2 or not things[0].is_poured_from:
        return []
    return [_stream(actor, things[0], things[1])]


def _arm(skeleton: Skeleton, side: str) -> Arm:
    return skeleton.near_arm if side == "near" else skeleton.far_arm


def _tilt(actor: Actor, skeleton: Skeleton, held: Held) -> float:
    """Degrees clockwise from upright."""
    if held.is_poured_from:
        return POURING_TILT
    if "drink" in actor.performance.actions:
        arm = _arm(skeleton, held.side)
        lift = (arm.shoulder[1] - arm.wrist[1]) / actor.body.arm
        toward = 1 if skeleton.head[0] > hand_centre(actor, skeleton, held.side)[0] else -1
        return toward * DRINKING_TILT * max(0.0, min(1.0, (lift + 0.25) / 0.4))
    return 0.0


def _placed(actor: Actor, skeleton: Skeleton, held: Held) -> Placement:
    at = hand_centre(actor, skeleton, held.side)
    return Placement(at, _tilt(actor, skeleton, held), held.grip)


def _part(actor: Actor, held: Held, part: Part) -> Part:
    return placed_part(actor, part, lambda skeleton: _placed(actor, skeleton, held))


def _stream(actor: Actor, bottle: Held, glass: Held) -> Part:
    def ends(skeleton: Skeleton) -> tuple[Point, Point]:
        lip = _placed(actor, skeleton, bottle).of((0.0, -bottle.height))
        wine = _placed(actor, skeleton, glass).of((0.0, -glass.height * FULL))
        return lip, wine

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        lip, wine = ends(actor.skeletons[actor.drawing_at(brush.seconds)])
        if wine[1] < lip[1] + 0.01:
            return
        t = brush.seconds + actor.performance.offset_seconds
        wave = 0.0016 * math.sin(t * 21)
        middle = (lip[0] + (wine[0] - lip[0]) * 0.75 + wave, lip[1] + (wine[1] - lip[1]) * 0.36)
        low = (wine[0] + wave, lip[1] + (wine[1] - lip[1]) * 0.72)
        path = sliver((lip, middle, low, wine), 0.011 + 0.0012 * math.sin(t * 17))
        red = mix("#7a1028", brush.light.key, 0.12)
        canvas.drawPath(path, fill(red, 0.95))
        if brush.pixels_per_metre > 90:
            canvas.drawPath(
                sliver((lip, middle, low, wine), 0.0035), fill(mix("#ff8a70", "#ffffff", 0.2), 0.6)
            )
            for i in range(3):
                angle = t * 9 + i * 2.1
                spot = (wine[0] + 0.012 * math.cos(angle), wine[1] - 0.006 * abs(math.sin(angle)))
                canvas.drawCircle(*spot, 0.0016, stroke(red, 0.001, 0.8))

    points = [p for s in actor.skeletons for p in ends(s)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    bounds = Bounds(min(xs) - 0.03, min(ys) - 0.02, max(xs) + 0.03, max(ys) + 0.02)

    def motion(seconds: float) -> Motion:
        return actor.upper_body(seconds)

    return Part(bounds=bounds, paint=paint, motion=motion, is_live=True)
