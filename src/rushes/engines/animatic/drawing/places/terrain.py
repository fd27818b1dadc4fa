"""A rolling piece of land seen in perspective, painted onto one layer.

The land's surface is known in three dimensions, so rows of vines and furrows follow its relief,
converge as they go away, and vanish behind the brow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np
import skia

from rushes.engines.animatic.drawing.nature import Floats, Profile
from rushes.engines.animatic.drawing.places.site import View

_COLUMNS = 160
_SLICES = 72


@dataclass(frozen=True, slots=True)
class Terrain:
    """Land between two depths; heights are given as what the camera sees of them."""

    view: View
    near_z: float
    far_z: float
    near_tangent: float
    """How far below the horizon its near edge is seen, as a tangent."""
    far_tangent: float
    """The same of its brow."""
    relief: float
    """How much it rolls, in tangents."""
    across: Profile
    along: Profile
    plane_z: float
    """The layer it is painted on."""

    @classmethod
    def rolling(
        cls,
        view: View,
        random: Random,
        near_z: float,
        far_z: float,
        near_tangent: float,
        far_tangent: float,
        relief: float,
        wave: float = 0.9,
    ) -> Terrain:
        """Land with hills about `wave` tangents wide."""
        return cls(
            view,
            near_z,
            far_z,
            near_tangent,
            far_tangent,
            relief,
            Profile.rolling(random, wave),
            Profile.rolling(random, 1.7),
            plane_z=near_z + (far_z - near_z) * 0.4,
        )

    def tangents(self, x: Floats, z: Floats) -> tuple[Floats, Floats]:
        """The direction in which the land's points at (x, z) are seen."""
        camera = self.view.camera
        depth = z - camera.z
        near, far = self.near_z - camera.z, self.far_z - camera.z
        # A plane through both edges, in metres below the eye.
        drop_near, drop_far = self.near_tangent * near, self.far_tangent * far
        share = (depth - near) / (far - near)
        drop = drop_near + (drop_far - drop_near) * share
        rolls = self.across.over(x / self.far_z) * (0.35 + 0.65 * share)
        rolls = rolls + self.along.over(share + x / self.far_z * 0.4) * 0.55 * share
        drop = drop - self.relief * far * rolls
        return (x - camera.x) / depth, drop / depth

    def onto_plane(self, tx: Floats, ty: Floats) -> tuple[Floats, Floats]:
        """Directions to metres on the layer."""
        camera, depth = self.view.camera, self.view.depth(self.plane_z)
        return camera.x + tx * depth, camera.y + ty * depth

    def skyline(self, left: float, right: float) -> tuple[Floats, Floats]:
        """Tangents of the highest point seen, by column from `left` to `right` (tangents)."""
        columns, highest = self._horizons(left, right)
        return columns, highest[-1]

    def _horizons(self, left: float, right: float) -> tuple[Floats, Floats]:
        """Per depth slice and column, the highest the land has reached so far (far is last)."""
        columns = np.linspace(left, right, _COLUMNS)
        camera = self.view.camera
        slices = np.geomspace(self.near_z - camera.z, self.far_z - camera.z, _SLICES)
        depth = slices[:, None]
        x = camera.x + columns[None, :] * depth
        _, ty = self.tangents(x, np.broadcast_to(camera.z + depth, x.shape))
        return columns, np.minimum.accumulate(ty, axis=0)

    def visible(self, tx: Floats, ty: Floats, z: Floats, left: float, right: float) -> Floats:
        """A mask (0 or 1) of points that no nearer land hides."""
        _, highest = self._horizons(left, right)
        camera = self.view.camera
        near, far = self.near_z - camera.z, self.far_z - camera.z
        slice_at = np.log((z - camera.z) / near) / math.log(far / near) * (_SLICES - 1)
        row = np.clip(slice_at.astype(int) - 1, 0, _SLICES - 1)
        column = np.clip(
            ((tx - left) / (right - left) * (_COLUMNS - 1)).astype(int), 0, _COLUMNS - 1
        )
        shown: Floats = (ty <= highest[row, column] + 0.0012).astype(np.float64)
        return shown

    def outline(self, left: float, right: float, bottom_tangent: float) -> skia.Path:
        """The land's shape on its layer, down to `bottom_tangent`."""
        columns, top = self.skyline(left, right)
        xs, ys = self.onto_plane(columns, top)
        _, low = self.onto_plane(columns[:1], np.array([bottom_tangent]))
        path = skia.Path()
        points = [skia.Point(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
        points += [
            skia.Point(float(xs[-1]), float(low[0])),
            skia.Point(float(xs[0]), float(low[0])),
        ]
        path.addPoly(points, True)
        return path

    def at(self, tangent_x: float, share: float) -> tuple[float, float, float]:
        """A point of the land: x and y on its layer, and its true z; `share` 0 near, 1 far."""
        camera = self.view.camera
        near, far = self.near_z - camera.z, self.far_z - camera.z
        depth = near * (far / near) ** share
        x, z = camera.x + tangent_x * depth, camera.z + depth
        tx, ty = self.tangents(np.array([x]), np.array([z]))
        px, py = self.onto_plane(tx, ty)
        return float(px[0]), float(py[0]), z

    def rows(
        self, spacing_m: float, angle_degrees: float, step_m: float, left: float, right: float
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Points along parallel rows where they are seen: layer x and y, true z, row number.

        In order of rows, and from near to far within each.
        """
        camera = self.view.camera
        angle = math.radians(angle_degrees)
        far = self.far_z - camera.z
        # The rows are laid over the box that holds all visible land, and what is outside is cut.
        half_width = far * max(abs(left), abs(right), 0.2)
        half_length = (self.far_z - self.near_z) / 2
        middle_x = camera.x + far * (left + right) / 2 if left * right > 0 else camera.x
        middle_z = (self.near_z + self.far_z) / 2
        reach_across = half_width * math.cos(angle) + half_length * abs(math.sin(angle))
        reach_along = half_length * math.cos(angle) + half_width * abs(math.sin(angle))
        # Rows are numbered from the world's middle, so that a moved camera finds the same ones.
        offset = middle_x * math.cos(angle) - middle_z * math.sin(angle)
        first = math.floor((offset - reach_across) / spacing_m)
        last = math.ceil((offset + reach_across) / spacing_m)
        number = np.arange(first, last + 1, dtype=float)[:, None]
        steps = np.arange(-reach_along, reach_along, step_m)[None, :]
        across = number * spacing_m - offset
        x = middle_x + across * math.cos(angle) + steps * math.sin(angle)
        z = middle_z - across * math.sin(angle) + steps * math.cos(angle)
        depth = z - camera.z
        inside = (z > self.near_z) & (z < self.far_z)
        inside &= (x - camera.x > left * depth) & (x - camera.x < right * depth)
        row = np.broadcast_to(number, x.shape)[inside]
        x, z = x[inside], z[inside]
        tx, ty = self.tangents(x, z)
        shown = self.visible(tx, ty, z, left, right) > 0
        px, py = self.onto_plane(tx, ty)
        return px[shown], py[shown], z[shown], row[shown]
