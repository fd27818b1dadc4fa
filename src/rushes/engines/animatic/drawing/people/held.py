"""What a figure holds: the thing at each hand, tilted as it is used, and the wine that it pours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.body.hand import direction
from rushes.engines.animatic.drawing.people.ink import Point, fill, mix, sliver, stroke, turned
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
    names = [n for n in told if _is_liftable(n)]
    side = actor.acting.holding_side
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


def hand_centre(actor: Actor, skeleton: Skeleton, side: str) -> Point:
    """The middle of the grip."""
    arm = _arm(skeleton, side)
    angle = math.radians(direction(arm.elbow, arm.wrist) + arm.wrist_turn)
    reach = 0.46 * actor.body.hand
    return arm.wrist[0] + reach * math.cos(angle), arm.wrist[1] + reach * math.sin(angle)


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


def _placed(actor: Actor, skeleton: Skeleton, held: Held, point: Point) -> Point:
    """A point of the thing, given from its foot, on the picture."""
    x, y = hand_centre(actor, skeleton, held.side)
    moved = (x + point[0], y + point[1] + held.grip)
    return turned(moved, (x, y), _tilt(actor, skeleton, held))


def _part(actor: Actor, held: Held, part: Part) -> Part:
    skeletons = actor.skeletons
    phase_of, shown = actor.phases(lambda skeleton: _arm(skeleton, held.side))

    def phase_at(seconds: float) -> int:
        return phase_of[actor.drawing_at(seconds)]

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        if part.is_live:
            skeleton = actor.skeletons[actor.drawing_at(brush.seconds)]
        else:
            skeleton = shown[brush.phase % len(shown)]
        x, y = hand_centre(actor, skeleton, held.side)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(_tilt(actor, skeleton, held))
        canvas.translate(0, held.grip)
        # A shadow on the ground has no place under what is held.
        canvas.clipRect(skia.Rect(part.bounds[0], part.bounds[1], part.bounds[2], 0.004))
        own = Brush(brush.light, brush.pixels_per_metre, brush.random, 0, brush.seconds)
        part.paint(canvas, own)
        canvas.restore()

    left, top, right, _ = part.bounds
    corners = [(left, top), (right, top), (left, 0.01), (right, 0.01)]
    points = [_placed(actor, s, held, c) for s in skeletons for c in corners]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    is_cycling = len(shown) > 1 and not part.is_live
    return Part(
        bounds=Bounds(min(xs), min(ys), max(xs), max(ys)),
        paint=paint,
        motion=actor.upper_body,
        phases=len(shown) if is_cycling else 1,
        phase_at=phase_at if is_cycling else None,
        is_live=part.is_live,
        takes_haze=part.takes_haze,
    )


def _stream(actor: Actor, bottle: Held, glass: Held) -> Part:
    def ends(skeleton: Skeleton) -> tuple[Point, Point]:
        lip = _placed(actor, skeleton, bottle, (0.0, -bottle.height))
        wine = _placed(actor, skeleton, glass, (0.0, -glass.height * FULL))
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
