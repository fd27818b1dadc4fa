"""A rolling piece of land, known in three dimensions and painted as the camera sees it.

Rows of vines and furrows follow its relief, converge as they go away, and vanish behind the brow.
All results are directions: tangents to the right of and below the horizon straight ahead.
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
class Edge:
    """One end of the land: how far away, and how high (world y, down)."""

    z: float
    y: float


@dataclass(frozen=True, slots=True)
class Terrain:
    """Land that falls or rises evenly between two edges and rolls over that."""

    view: View
    start: Edge
    """Nearer land lies at this height too."""
    brow: Edge
    near_z: float
    """Where painting begins; nearer than `start` when the ground comes up to the viewer."""
    relief_m: float
    across: Profile
    along: Profile

    @classmethod
    def rolling(
        cls,
        view: View,
        random: Random,
        start: Edge,
        brow: Edge,
        near_z: float,
        relief_m: float,
        wave_m: float,
    ) -> Terrain:
        """Land with hills about `wave_m` wide."""
        across = Profile.rolling(random, wave_m)
        along = Profile.rolling(random, 1.7)
        return cls(view, start, brow, near_z, relief_m, across, along)

    def heights(self, x: Floats, z: Floats) -> Floats:
        """The land's y at (x, z), metres, down."""
        share = np.clip((z - self.start.z) / (self.brow.z - self.start.z), 0.0, 1.3)
        rolls = self.across.over(x) * (0.1 + 0.9 * share)
        rolls = rolls + self.along.over(share + x / self.brow.z * 0.4) * 0.5 * share
        even: Floats = self.start.y + (self.brow.y - self.start.y) * share
        return even - self.relief_m * rolls * np.minimum(1.0, share * 4.0)

    def height(self, x: float, z: float) -> float:
        """The land's y at one point."""
        return float(self.heights(np.array([x], dtype=float), np.array([z], dtype=float))[0])

    def tangents(self, x: Floats, z: Floats) -> tuple[Floats, Floats]:
        """The directions in which the land's points at (x, z) are seen."""
        camera = self.view.camera
        depth = z - camera.z
        return (x - camera.x) / depth, (self.heights(x, z) - camera.y) / depth

    def horizons(self, left: float, right: float, far_z: float) -> tuple[Floats, Floats]:
        """By column from `left` to `right`: the column, and per depth slice up to `far_z` the
        highest direction that the land has reached so far (the farthest slice is last)."""
        columns = np.linspace(left, right, _COLUMNS)
        camera = self.view.camera
        slices = np.geomspace(self.near_z - camera.z, far_z - camera.z, _SLICES)
        depth = np.repeat(slices[:, None], _COLUMNS, axis=1)
        x = camera.x + columns[None, :] * depth
        _, ty = self.tangents(x, camera.z + depth)
        return columns, np.minimum.accumulate(ty, axis=0)

    def outline(self, left: float, right: float, far_z: float, bottom: float) -> skia.Path:
        """The shape of the land up to `far_z`, filled down to the direction `bottom`."""
        columns, highest = self.horizons(left, right, far_z)
        points = [
            skia.Point(x, y) for x, y in zip(columns.tolist(), highest[-1].tolist(), strict=True)
        ]
        points += [skia.Point(right, bottom), skia.Point(left, bottom)]
        path = skia.Path()
        path.addPoly(points, True)
        return path

    def rows(
        self,
        spacing_m: float,
        angle_degrees: float,
        step_m: float,
        columns: tuple[float, float],
        depths: tuple[float, float],
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Points along parallel rows, where they are seen: tangents x and y, z, row number.

        Of the land between two z's and two columns. In order of rows, and from near to far within
        each. Rows are numbered from the world's middle, so that a moved camera finds the same.
        """
        camera = self.view.camera
        (left, right), (near_z, far_z) = columns, depths
        angle = math.radians(angle_degrees)
        cosine, sine = math.cos(angle), math.sin(angle)
        far = far_z - camera.z
        edges = (left * far, right * far, left * (near_z - camera.z), right * (near_z - camera.z))
        half_width = (max(edges) - min(edges)) / 2
        half_length = (far_z - near_z) / 2
        middle_x = camera.x + (max(edges) + min(edges)) / 2
        middle_z = (near_z + far_z) / 2
        offset = middle_x * cosine - middle_z * sine
        reach_across = half_width * cosine + half_length * abs(sine)
        reach_along = half_length * cosine + half_width * abs(sine)
        first = math.floor((offset - reach_across) / spacing_m)
        last = math.ceil((offset + reach_across) / spacing_m)
        number = np.arange(first, last + 1, dtype=float)[:, None]
        steps = np.arange(-reach_along, reach_along + step_m, step_m)[None, :]
        across = (number + 0.5) * spacing_m - offset
        x = middle_x + across * cosine + steps * sine
        z = middle_z - across * sine + steps * cosine
        depth = z - camera.z
        inside = (z > near_z) & (z < far_z) & (depth > 0.3)
        inside &= (x - camera.x > left * depth) & (x - camera.x < right * depth)
        row = np.broadcast_to(number, x.shape)[inside]
        x, z = x[inside], z[inside]
        tx, ty = self.tangents(x, z)
        shown = self._is_seen(tx, ty, z, columns)
        return tx[shown], ty[shown], z[shown], row[shown]

    def _is_seen(
        self, tx: Floats, ty: Floats, z: Floats, columns: tuple[float, float]
    ) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Whether no nearer land hides each point."""
        left, right = columns
        _, highest = self.horizons(left, right, self.brow.z)
        camera = self.view.camera
        near, far = self.near_z - camera.z, self.brow.z - camera.z
        slice_at = np.log(np.maximum(z - camera.z, near) / near) / math.log(far / near)
        row = np.clip((slice_at * (_SLICES - 1)).astype(int) - 1, 0, _SLICES - 1)
        share = (tx - left) / (right - left)
        column = np.clip((share * (_COLUMNS - 1)).astype(int), 0, _COLUMNS - 1)
        seen: np.ndarray[tuple[int], np.dtype[np.bool_]] = ty <= highest[row, column] + 0.0012
        return seen
