"""A scene to parts in the world: the set, the things and the people, each from its own builder."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from rushes.engines.animatic.drawing.cards import label_card
from rushes.engines.animatic.drawing.compositing.projection import Placed
from rushes.engines.animatic.drawing.part import Layer, Part, PlaceDesign
from rushes.engines.animatic.drawing.people import close_up_parts, figure_parts
from rushes.engines.animatic.drawing.places import build_place
from rushes.engines.animatic.drawing.things import thing_parts, thing_size
from rushes.engines.animatic.scene import CameraPose, CastMember, Prop, Scene
from rushes.engines.animatic.staging.camera.timing import tempo_of

_CARD_SIZE_M = (1.1, 0.7)
_ABOUT_M = 1.0
"""Who and what stands no farther from the middle of the set is what a shot is about."""
_HANDS_M = 0.05
"""Nothing of the set comes before hands and eyes in a close-up: a seat, a hedge."""
_SKY_M = 24.0
"""What is as far as this is in the sky: a card there stands on nothing."""
GroundY = Callable[[float, float], float]


def place_scene(scene: Scene, poses: Sequence[CameraPose]) -> list[Placed]:
    """All parts of a scene. `poses` are the camera's, one a frame: the set is built for the
    widest of them."""
    widest = widest_pose(poses)
    x, y, z = scene.stands_at
    inside = replace(widest, x=widest.x + x, y=widest.y + y, z=widest.z + z)
    design = build_place(
        scene.place,
        scene.place_features,
        scene.light,
        inside,
        scene.aspect,
        scene.seed,
        scene.dressing,
        scene.excluded,
        truck_m=max(abs(pose.x - widest.x) for pose in poses),
    )
    placed = list(_set_parts(design.layers, scene))
    if scene.close_up_of is not None:
        placed = [one for one in placed if one.depth_z > _HANDS_M]
    else:
        kept = tuple(_seen_boxes(scene, widest))
        placed = [one for one in placed if not _hides(one, kept, widest)]
    if scene.place_is_card:
        placed.extend(_place_card(scene, widest))
    ground = _ground_of(design, scene.stands_at)
    for number, prop in enumerate(scene.props):
        placed.extend(_prop_parts(prop, ground, f"{scene.seed} prop {number}", scene, widest))
    if scene.close_up_of is not None:
        placed.extend(_close_up(scene, poses[0]))
    else:
        placed.extend(_cast_parts(scene, ground))
    return placed


def widest_pose(poses: Sequence[CameraPose]) -> CameraPose:
    """The pose that shows most of the set: the one it is built for."""
    return max(poses, key=lambda pose: -pose.z / pose.focal)


def _ground_of(design: PlaceDesign, stands_at: tuple[float, float, float]) -> GroundY:
    """The height of the place's ground where the cast's world has (x, z)."""
    right, down, away = stands_at
    of_place = design.ground_y
    if of_place is None or down:
        return lambda x, z: 0.0
    return lambda x, z: of_place(x + right, z + away)


def _set_parts(layers: Iterable[Layer], scene: Scene) -> Iterable[Placed]:
    x, y, z = scene.stands_at
    for number, layer in enumerate(layers):
        for place, part in enumerate(layer.parts):
            seed = f"{scene.seed} set {number} {place}"
            if math.isinf(layer.z):
                yield Placed(part, 0.0, 0.0, layer.z, seed=seed)
                continue
            if part.lies_at is not None and y:
                part = replace(part, lies_at=part.lies_at - y)
            yield Placed(part, -x, -y, layer.z - z, seed=seed)


def _seen_boxes(scene: Scene, camera: CameraPose) -> Iterator[tuple[float, float, float]]:
    """Left, right and half-way up of who and what a shot is about, in tangents."""
    for member in scene.cast:
        tall, x = member.figure.height_m, member.x + member.travel_mps * scene.duration_seconds / 2
        if abs(member.z) < _ABOUT_M:
            depth = member.z - camera.z
            middle = (member.y - 0.45 * tall - camera.y) / depth
            yield (x - 0.3 - camera.x) / depth, (x + 0.3 - camera.x) / depth, middle
    if scene.cast:
        return
    for prop in scene.props:
        size = None if prop.is_card else thing_size(prop.name)
        if size is not None and abs(prop.z) < _ABOUT_M and prop.z > camera.z:
            depth, half = prop.z - camera.z, size[0] * prop.scale / 2
            middle = (prop.y - 0.45 * size[1] * prop.scale - camera.y) / depth
            x = prop.x + prop.travel_mps * scene.duration_seconds / 2
            yield (x - half - camera.x) / depth, (x + half - camera.x) / depth, middle


def _hides(one: Placed, kept: tuple[tuple[float, float, float], ...], camera: CameraPose) -> bool:
    """Whether a piece of the set stands before what the shot is about, up to its middle."""
    depth = one.depth_z - camera.z
    if one.part.lies_at is not None or not -math.inf < one.depth_z < 0 or depth <= 0:
        return False
    box = one.part.bounds
    left, right = ((one.x + x - camera.x) / depth for x in (box.left, box.right))
    top = (one.y + box.top - camera.y) / depth
    return any(top < middle and left < end and right > start for start, end, middle in kept)


def _spans(stages: Iterable[CastMember] | Iterable[Prop]) -> Iterator[tuple[float, float]]:
    """From when until when each stage lasts."""
    start = -math.inf
    for stage in stages:
        yield start, stage.until_seconds
        start = stage.until_seconds


def _cast_parts(scene: Scene, ground: GroundY) -> Iterable[Placed]:
    end = scene.duration_seconds * tempo_of(scene.look)
    for member in scene.cast:
        for stage, span in zip(member.stages, _spans(member.stages), strict=True):
            parts = figure_parts(stage.figure, stage.performance, scene.light)
            y = stage.y + ground(stage.x, stage.z)
            nearest = end if stage.travel_z_mps < 0 else 0.0
            for place, part in enumerate(parts):
                yield Placed(
                    part,
                    stage.x,
                    y,
                    stage.z + stage.travel_z_mps * nearest,
                    travel_mps=stage.travel_mps,
                    travel_z_mps=stage.travel_z_mps,
                    nearest_seconds=nearest,
                    span=span,
                    seed=f"{scene.seed} {stage.figure.id} {place}",
                )


def _prop_parts(
    first: Prop, ground: GroundY, seed: str, scene: Scene, widest: CameraPose
) -> Iterable[Placed]:
    for prop, span in zip(first.stages, _spans(first.stages), strict=True):
        parts = None
        if not prop.is_card:
            parts = thing_parts(
                prop.name,
                prop.colour,
                prop.scale,
                prop.facing,
                prop.actions,
                prop.travel_mps / prop.scale,
                prop.offset_seconds,
            )
        if parts is None:
            parts = _card_for(prop, scene, widest)
        y = prop.y + ground(prop.x, prop.z)
        for place, part in enumerate(parts):
            yield Placed(
                part,
                prop.x,
                y,
                prop.z,
                travel_mps=prop.travel_mps,
                gains_mps2=prop.gains_mps2,
                span=span,
                seed=f"{seed} {place}",
            )


def _card_for(prop: Prop, scene: Scene, widest: CameraPose) -> tuple[Part, ...]:
    """A card large enough to be read where it stands, in proportion to the picture."""
    height_m = (prop.z - widest.z) / widest.focal
    share = min(0.34 * scene.aspect, 0.42) * height_m
    width = min(share, max(_CARD_SIZE_M[0], 0.55 * share)) * prop.scale
    stands = prop.z < _SKY_M
    return label_card(prop.name, width, width * _CARD_SIZE_M[1] / _CARD_SIZE_M[0], stands)


def _place_card(scene: Scene, widest: CameraPose) -> Iterable[Placed]:
    """The name of a place nobody has drawn, hung in an upper corner, behind everybody.

    Far off, so that it stays in the picture when the camera goes along.
    """
    z = 0.9 if scene.light.indoors else _SKY_M
    depth = z - widest.z
    height_m = depth / widest.focal
    width = min(max(0.27 * scene.aspect, 0.26), 0.5 * scene.aspect) * height_m
    tall = width * 0.42
    across = 0.5 * scene.aspect * height_m - width / 2 - 0.03 * height_m
    x = widest.x + widest.shift_x * depth + _free_side(scene, widest) * across
    y = widest.y + widest.shift_y * depth - 0.46 * height_m + tall
    for place, part in enumerate(label_card(scene.place, width, tall, stands=False)):
        yield Placed(part, x, y, z, seed=f"{scene.seed} place card {place}")


def _free_side(scene: Scene, widest: CameraPose) -> int:
    """The side of the picture that people's heads leave free."""
    middle = [
        (member.x - widest.x) / (member.z - widest.z) - widest.shift_x for member in scene.cast
    ]
    return 1 if middle and sum(middle) < 0 else -1


def _close_up(scene: Scene, first: CameraPose) -> Iterable[Placed]:
    """Parts measured in picture heights, laid at the cast's depth to fill the first picture."""
    parts = close_up_parts(scene.close_up_of or "", scene.cast, scene.light, scene.aspect)
    depth = -first.z
    x, y = first.x + first.shift_x * depth, first.y + first.shift_y * depth
    scale = depth / first.focal
    if not math.isfinite(scale) or scale <= 0:
        return
    for place, part in enumerate(parts):
        yield Placed(part, x, y, 0.0, scale, seed=f"{scene.seed} close-up {place}")
