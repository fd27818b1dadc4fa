"""Where a place is being built: its light, its seed, and how the camera sees it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

import skia

from rushes.engines.animatic.drawing.part import Bounds, Layer
from rushes.engines.animatic.scene import CameraPose, Light

NEAREST_M = 0.3
"""What is closer to the camera than this isn't built."""


@dataclass(frozen=True, slots=True)
class View:
    """A camera pose, to place things where the picture wants them and paint in perspective."""

    camera: CameraPose
    aspect: float
    truck_m: float = 0.0
    """How far the camera goes to either side, where that is known."""

    @property
    def is_far(self) -> bool:
        """Whether the set is seen from high up or far off, as at the end of a crane-out."""
        return self.camera.y <= -4 or self.camera.z <= -12

    @property
    def half_width(self) -> float:
        """Half the picture's width, in tangents."""
        return self.aspect / 2 / self.camera.focal

    def depth(self, z: float) -> float:
        """Metres from the camera along its axis."""
        return z - self.camera.z

    def at(self, tangent_x: float, tangent_y: float, z: float) -> tuple[float, float]:
        """The point at depth z that is seen in this direction, tangents from the horizon."""
        depth = self.depth(z)
        return self.camera.x + tangent_x * depth, self.camera.y + tangent_y * depth

    def seen(self, z: float, truck_m: float | None = None) -> Bounds:
        """What the shot may show at depth z, in metres (tangents at ∞), moves allowed for.

        The reference pose is the shot's widest; pans and tilts are allowed half a picture more,
        trucks `truck_m` (by default as far as a camera this wide is taken, or as this one goes).
        """
        camera = self.camera
        side = self.half_width * 1.25 + 0.25
        top = camera.shift_y - 0.5 / camera.focal - 0.3
        bottom = camera.shift_y + 0.5 / camera.focal + 0.3
        left, right = camera.shift_x - side, camera.shift_x + side
        if math.isinf(z):
            return Bounds(left, top, right, bottom)
        if truck_m is None:
            truck_m = max(self.truck_m, 22.0 if camera.z <= -12 else 2.5)
        depth = self.depth(z)
        return Bounds(
            camera.x + left * depth - truck_m,
            camera.y + top * depth - truck_m * 0.3,
            camera.x + right * depth + truck_m,
            camera.y + bottom * depth + truck_m * 0.3,
        )

    def onto(self, plane_z: float, x: float, y: float, z: float) -> tuple[float, float]:
        """Where a point of the world is painted on the layer at `plane_z`."""
        scale = self.depth(plane_z) / max(NEAREST_M, self.depth(z))
        camera = self.camera
        return camera.x + (x - camera.x) * scale, camera.y + (y - camera.y) * scale

    def ground_matrix(self, plane_z: float, ground_y: float) -> skia.Matrix:
        """Takes (x, z) on a level plane to the layer at `plane_z`, in perspective."""
        camera, depth = self.camera, self.depth(plane_z)
        return skia.Matrix.MakeAll(
            depth,
            camera.x,
            -camera.x * (camera.z + depth),
            0.0,
            camera.y,
            -camera.y * camera.z + (ground_y - camera.y) * depth,
            0.0,
            1.0,
            -camera.z,
        )

    def side_matrix(self, plane_z: float, wall_x: float) -> skia.Matrix:
        """Takes (z, y) on a wall that runs away from the camera to the layer at `plane_z`."""
        camera, depth = self.camera, self.depth(plane_z)
        return skia.Matrix.MakeAll(
            camera.x,
            0.0,
            -camera.x * camera.z + (wall_x - camera.x) * depth,
            camera.y,
            depth,
            -camera.y * (camera.z + depth),
            1.0,
            0.0,
            -camera.z,
        )


@dataclass(frozen=True, slots=True)
class Site:
    """All that the painters of a place are told, beside their own parameters."""

    place: str
    light: Light
    view: View
    seed: int
    dressing: float = 0.5
    features: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    grounds: list[Callable[[float, float], float]] = field(default_factory=list)
    """Painters of uneven ground leave its height here: (x, z) to y."""

    mirrors: bool = False
    """Whether the set was drawn for light from the right, and turns round for light from the
    left."""

    def across(self, x: float) -> float:
        """Where an x of the place's record lies in this set."""
        return -x if self.mirrors and self.light.key_side < 0 else x

    def facing(self, facing: int) -> int:
        """The same for the way a thing faces."""
        return int(self.across(facing))

    def random(self, *what: object) -> Random:
        """Random numbers of their own for each use, the same for the same set in every shot."""
        return Random(f"{self.seed} {self.place} {what}")


PlacePainter = Callable[..., Iterable[Layer]]
"""Called with the site and the parameters of one `[[layer]]`."""

PAINTERS: dict[str, PlacePainter] = {}
"""Every painter a place file may name."""


def place_painter(name: str) -> Callable[[PlacePainter], PlacePainter]:
    """Enters a painter under the name that place files use."""

    def enter(painter: PlacePainter) -> PlacePainter:
        PAINTERS[name] = painter
        return painter

    return enter


def shadow_tip(light: Light, x: float, y: float, height: float) -> tuple[float, float] | None:
    """Where the cast shadow of something standing at (x, y) ends, all in tangents.

    None when the light casts none. Long shadows fan out from the sun's foot, as they do when one
    looks towards it; they are drawn a little steeper than on level ground, to be seen.
    """
    length = light.shadow_length * height
    if length <= 0:
        return None
    away = max(-0.75, min(0.75, (x - light.sun[0]) * 1.5)) - light.key_side * 0.12
    return x + away * length, y + 0.24 * length
