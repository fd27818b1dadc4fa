"""A head as parts for every view: hair behind, face, eyes, hair before, and what is worn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.head.front.view import (
    BACK_VIEW,
    FRONT_VIEW,
    THREE_QUARTER_VIEW,
)
from rushes.engines.animatic.drawing.people.head.look import Face, look_of
from rushes.engines.animatic.drawing.people.head.profile.view import PROFILE
from rushes.engines.animatic.drawing.people.head.view import HeadView, Layer
from rushes.engines.animatic.drawing.people.head.worn import shown_hair
from rushes.engines.animatic.drawing.people.ink import turned

if TYPE_CHECKING:
    from rushes.engines.animatic.drawing.people.figure import Actor
    from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton

FREE_TURN = 5.0
"""Degrees by which a body's drawings may turn the head without its being drawn for each."""


@dataclass(frozen=True, slots=True)
class HeadParts:
    """Parts under the body and over it."""

    behind: list[Part]
    before: list[Part]


def view_for(actor: Actor) -> HeadView:
    """The drawing of heads that suits the performance's view."""
    yaw = actor.acting.yaw
    if yaw > 135:
        return BACK_VIEW
    if yaw > 65:
        return PROFILE
    return THREE_QUARTER_VIEW if yaw > 20 else FRONT_VIEW


def head_for(actor: Actor) -> HeadParts:
    """The head of an actor."""
    view = view_for(actor)
    figure = shown_hair(actor.figure)
    behind = [_part(actor, view, layer) for layer in view.behind(figure)]
    before = [_part(actor, view, layer) for layer in view.before(figure)]
    return HeadParts(behind, before)


@dataclass(frozen=True, slots=True)
class HeadDrawings:
    """The drawings of a head: its turn on the picture and its face in each."""

    turns: tuple[float, ...]
    faces: tuple[Face, ...]
    follow_body: bool
    """Whether they change with the body's drawings; else with the face's."""

    @property
    def turns_differ(self) -> bool:
        """Whether the head moves, so that hair and hat must be drawn anew as well."""
        return len(set(self.turns)) > 1


def drawings_of(actor: Actor) -> HeadDrawings:
    """A bow turns the head with the body; else laughter and talk have their own cycle."""
    acting, skeletons = actor.acting, actor.skeletons
    bodily = [head_turn(skeleton, 0.0) for skeleton in skeletons]
    if max(bodily) - min(bodily) > FREE_TURN:
        faces = tuple(acting.faces[i % len(acting.faces)] for i in range(len(skeletons)))
        return HeadDrawings(tuple(bodily), faces, follow_body=True)
    turns = tuple(head_turn(skeletons[0], nod) for nod in acting.nods)
    return HeadDrawings(turns, acting.faces, follow_body=False)


def _part(actor: Actor, view: HeadView, layer: Layer) -> Part:
    acting, first = actor.acting, actor.skeletons[0]
    size, drawn = actor.body.head, drawings_of(actor)
    count = len(drawn.faces) if layer.follows_face or drawn.turns_differ else 1
    lids = 3 if layer.blinks and min(f.eyes for f in acting.faces) > 0.2 else 1

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        drawing, lid = divmod(brush.phase, lids)
        face = drawn.faces[drawing % len(drawn.faces)]
        if lids > 1:
            face = replace(face, eyes=face.eyes * (1.0, 0.5, 0.0)[lid])
        canvas.save()
        canvas.translate(*first.head)
        canvas.rotate(drawn.turns[drawing % len(drawn.turns)])
        canvas.scale(size, size)
        canvas.translate(-view.pivot[0], -view.pivot[1])
        layer.paint(canvas, look_of(actor.figure, brush, actor.facing, size), face)
        canvas.restore()

    def motion(seconds: float) -> Motion:
        upper = actor.upper_body(seconds)
        now = actor.skeletons[actor.drawing_at(seconds)]
        dx = now.head[0] - first.head[0] + upper.dx
        return Motion(dx, now.head[1] - first.head[1] + upper.dy)

    def phase_at(seconds: float) -> int:
        local = seconds + actor.performance.offset_seconds
        drawing = 0
        if count > 1:
            drawing = actor.drawing_at(seconds) if drawn.follow_body else acting.face_drawing(local)
        return drawing * lids + (acting.lids(local) if lids > 1 else 0)

    return Part(
        bounds=_bounds(actor, view, layer, drawn),
        paint=paint,
        motion=motion,
        phases=count * lids,
        phase_at=phase_at if count * lids > 1 else None,
    )


def head_turn(skeleton: Skeleton, nod: float) -> float:
    """Degrees clockwise on the picture: a nod is seen from the side only, a tilt from before."""
    tilt = 0.5 * skeleton.pose.sway * skeleton.breadth
    return (skeleton.head_degrees + nod) * skeleton.side + tilt


def _bounds(actor: Actor, view: HeadView, layer: Layer, drawn: HeadDrawings) -> Bounds:
    """The layer's box, turned as far as the head turns."""
    first, size = actor.skeletons[0], actor.body.head
    left, top, right, bottom = layer.box
    points = []
    for turn in set(drawn.turns):
        for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
            x, y = turned(corner, view.pivot, turn)
            points.append((first.head[0] + (x - view.pivot[0]) * size,
                           first.head[1] + (y - view.pivot[1]) * size))  # fmt: skip
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Bounds(min(xs), min(ys), max(xs), max(ys))
