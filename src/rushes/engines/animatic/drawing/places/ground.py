"""Floors, ceilings and side walls in true perspective, cut into strips by depth.

A strip is a layer of its own at the depth of its far edge: what stands on it is drawn after it,
and a moving camera sees the ground slide as it should.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import NEAREST_M, Site, View

_BEYOND = 0.04
"""How much further than its far edge a strip is painted, as a share of its distance."""
CAST_LINE_M = 0.9
"""One strip ends just behind the cast, so that their feet are drawn on it."""


class Patch(NamedTuple):
    """A piece of a plane, in its own metres: across by away (floors), away by up (walls)."""

    left: float
    near: float
    right: float
    far: float


FloorPainter = Callable[[skia.Canvas, Brush, Patch], None]
"""Paints a floor seen from above: x across, z away, metres."""


def depth_edges(view: View, near_z: float, far_z: float, ratio: float = 1.22) -> list[float]:
    """Cuts a stretch of ground into strips that look about equally deep, far to near."""
    near_z = max(near_z, view.camera.z + NEAREST_M)
    edges = [far_z]
    while edges[-1] > near_z:
        following = view.camera.z + view.depth(edges[-1]) / ratio
        if following < CAST_LINE_M < edges[-1] - 0.05:
            following = CAST_LINE_M
        edges.append(max(near_z, following))
    return edges


def nearest_ground_z(view: View, ground_y: float = 0.0) -> float:
    """How near the ground is seen at the picture's foot, tilts allowed for."""
    drop = ground_y - view.camera.y
    steepest = view.camera.shift_y + 0.5 / view.camera.focal + 0.3
    if drop <= 0 or steepest <= 0:
        return view.camera.z + NEAREST_M
    return view.camera.z + max(NEAREST_M, drop / steepest)


def floor_layers(
    site: Site,
    paint: FloorPainter,
    far_z: float,
    near_z: float | None = None,
    ground_y: float = 0.0,
    half_width: float | None = None,
    middle: float = 0.0,
) -> Iterator[Layer]:
    """A level floor (or, above the camera, a ceiling) as strips, far to near.

    A floor `half_width` wide has its middle at x = `middle`, which is 0 for its painter.
    """
    view = site.view
    if near_z is None:
        near_z = nearest_ground_z(view, ground_y)
    edges = depth_edges(view, near_z, far_z)
    for far, near in itertools.pairwise(edges):
        # A little of the next strip is painted too, so that no gap opens when the camera moves.
        reach = max(view.camera.z + NEAREST_M, near - 0.35 * (far - near))
        if half_width is not None:
            reach = max(reach, edges[-1])
        top = view.onto(far, 0.0, ground_y, far)[1]
        bottom = view.onto(far, 0.0, ground_y, reach)[1]
        seen = view.seen(far)
        left, right = seen.left, seen.right
        if half_width is not None:
            sides = [
                view.onto(far, middle + side, ground_y, z)[0]
                for side in (-half_width, half_width)
                for z in (far, reach)
            ]
            left, right = max(min(sides), seen.left), min(max(sides), seen.right)
            if left >= right:
                continue
        # And a little beyond the far edge: half a clear pixel there would grow with the blur.
        beyond = far + _BEYOND * view.depth(far)
        patch = (
            Patch(-half_width, reach, half_width, beyond)
            if half_width
            else Patch(left - 1.0, reach, right + 1.0, beyond)
        )
        matrix = view.ground_matrix(far, ground_y)
        matrix.preTranslate(middle, 0.0)
        yield Layer(
            far,
            (
                Part(
                    Bounds(left, min(top, bottom), right, max(top, bottom)),
                    functools.partial(_paint_floor, matrix, paint, patch),
                    is_opaque=half_width is None,
                    lies_at=ground_y,
                ),
            ),
        )


def _paint_floor(
    matrix: skia.Matrix, paint: FloorPainter, patch: Patch, canvas: skia.Canvas, brush: Brush
) -> None:
    canvas.save()
    canvas.concat(matrix)
    paint(canvas, brush, patch)
    canvas.restore()


def side_wall_layers(
    site: Site,
    paint: FloorPainter,
    wall_x: float,
    far_z: float,
    height_m: float,
    foot_m: float = 0.0,
    from_z: float | None = None,
) -> Iterator[Layer]:
    """A wall running away from the camera at `wall_x`; the patch is z across, y up.

    It stands between `foot_m` and `height_m` above the ground, and begins at `from_z`.
    """
    view = site.view
    near_z = view.camera.z + NEAREST_M
    if from_z is not None:
        near_z = max(near_z, from_z)
    if near_z >= far_z:
        return
    edges = depth_edges(view, near_z, far_z, ratio=1.7)
    for far, near in itertools.pairwise(edges):
        reach = max(near_z, near - 0.3 * (far - near))
        corners = [view.onto(far, wall_x, y, z) for y in (-height_m, -foot_m) for z in (far, reach)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield Layer(
            far,
            (
                Part(
                    Bounds(min(xs), min(ys), max(xs), max(ys)),
                    functools.partial(
                        _paint_floor,
                        view.side_matrix(far, wall_x),
                        paint,
                        Patch(reach, -height_m, far, -foot_m),
                    ),
                ),
            ),
        )
