"""Level ground under a moving camera, in true perspective for the price of a blit.

What lies flat and level is the same distance away all along a row of the picture. So a floor
painted as one camera sees it becomes what another camera sees by moving and scaling each row by
itself: no row is turned or bent. Rows that would part by less than a fraction of a pixel are drawn
together; a camera that stands still draws them all at once.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.baking import (
    FINER,
    Bitmap,
    Ingredient,
    bake,
    blurred,
    enlarged,
)
from rushes.engines.animatic.drawing.compositing.bitmaps.finish import Finish
from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image, graded
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels, Tile
from rushes.engines.animatic.drawing.compositing.lens import LEAST_HAZE, blur_px, haze_share
from rushes.engines.animatic.drawing.compositing.projection import (
    NEAREST_M,
    Floats,
    Picture,
    Placed,
    Poses,
)
from rushes.engines.animatic.drawing.part import Bounds
from rushes.engines.animatic.scene import CameraPose, Light

_PARTS_BY_PX = 0.7
"""Rows drawn together stray from one another by no more than this."""
_MOST_ENLARGED = 2.2
"""How much finer than the reference camera's view a floor is baked, at most."""
_COARSE_FACTOR = 0.75
"""What is enlarged more than this shows its pixels' corners, and is smoothed."""
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_FAST = skia.Canvas.kFast_SrcRectConstraint


@dataclass(frozen=True, slots=True)
class Rows:
    """The picture's rows of one frame: where each lies on the painted floor."""

    edges: Floats
    """Pixels from the picture's top, one more than there are rows."""
    painted_y: Floats
    """The painted floor's y at each edge."""
    scale: Floats
    """Pixels per painted metre across, at each edge."""
    x: Floats
    """Pixels where the painted x = 0 lands, at each edge."""


class FloorLayer:
    """A part that lies flat, painted for the reference camera, drawn for every other."""

    def __init__(
        self, placed: Placed, reference: CameraPose, poses: Poses, picture: Picture
    ) -> None:
        self._placed = placed
        self._reference = reference
        self._poses = poses
        self._picture = picture
        self._height = (placed.part.lies_at or 0.0) - reference.y
        self._depth = placed.depth_z - reference.z
        self._box = placed.part.bounds
        self._bitmap: Bitmap | None = None
        self._image: skia.Image | None = None
        self._is_gapless = False

    def bake(self, middle: CameraPose, light: Light, finish: Finish) -> None:
        """Paints what any frame sees of it; farther rows hazier, rows out of focus softer."""
        seen = self._seen()
        if seen is None:
            return
        box, density = seen
        part = self._placed.part
        plain = replace(part, takes_haze=False)
        one = Ingredient(plain, self._placed.seed, 0.0, 0.0, 1.0, 0.0, 0.0)
        bitmap = bake([one], box, density, density, light, Finish())
        if bitmap is None:
            return
        depths = self._depths_of_rows(bitmap, middle)
        pixels = self._softened(bitmap, depths, middle)
        if part.takes_haze:
            pixels = _hazed(pixels, depths, light)
        if finish.grade is not None:
            pixels = graded(pixels, finish.grade)
        if finish.stylise is not None:
            pixels = finish.stylise(pixels, _origin(bitmap), is_near=False)
        self._is_gapless = bool((pixels[:, :, 3] == 255).all())
        height, width = pixels.shape[:2]
        fine = enlarged(pixels, [Tile(0, 0, width, height, self._is_gapless)])
        self._box = bitmap.box
        self._bitmap = Bitmap(fine, bitmap.box, bitmap.density * FINER)
        self._image = as_image(fine, is_opaque=self._is_gapless)

    def covered_rows(self, frame: int) -> tuple[float, float] | None:
        """First and past the last row that it covers from side to side; None where there is none.

        A floor that covers is painted without gaps.
        """
        rows = self._rows(frame) if self._is_gapless else None
        if rows is None or self._bitmap is None:
            return None
        box = self._bitmap.box
        is_whole = (rows.x + box.left * rows.scale <= 0) & (
            rows.x + box.right * rows.scale >= self._picture.width_px
        )
        is_whole &= (rows.painted_y >= box.top) & (rows.painted_y <= box.bottom + 1e-6)
        if not is_whole.all():
            return None
        return float(rows.edges[0]), float(rows.edges[-1])

    @property
    def size_bytes(self) -> int:
        return 0 if self._bitmap is None else int(self._bitmap.pixels.nbytes)

    def draw(self, canvas: skia.Canvas, frame: int, focus: float) -> None:
        """Row by row, as far as the rows part."""
        rows = self._rows(frame)
        if rows is None or self._bitmap is None or self._image is None:
            return
        box, density = self._bitmap.box, self._bitmap.density
        width, height = self._image.width(), self._image.height()
        source = (rows.painted_y - box.top) * density
        bands = _bands(source, rows, self._picture.width_px)
        edges, rows_at, scales = rows.edges.tolist(), source.tolist(), rows.scale.tolist()
        left = (rows.x + box.left * rows.scale).tolist()
        right = (rows.x + box.right * rows.scale).tolist()
        for first, last in bands:
            if rows_at[last] <= 0 or rows_at[first] >= height:
                continue
            canvas.drawImageRect(
                self._image,
                skia.Rect(0, rows_at[first], width, rows_at[last]),
                skia.Rect(
                    (left[first] + left[last]) / 2,
                    edges[first],
                    (right[first] + right[last]) / 2,
                    edges[last],
                ),
                _LINEAR if scales[first] > _COARSE_FACTOR * density else _NEAREST,
                None,
                _FAST,
            )

    def _rows(self, frame: int) -> Rows | None:
        """The rows of the picture that this floor is seen in, top to bottom."""
        poses, picture = self._poses, self._picture
        per_tangent = picture.height_px * float(poses.focal[frame])
        drop = (self._placed.part.lies_at or 0.0) - float(poses.y[frame])
        horizon = picture.height_px / 2 - per_tangent * float(poses.shift_y[frame])
        farthest = self._placed.depth_z - float(poses.z[frame])
        if drop * self._height <= 0 or farthest <= NEAREST_M:
            return None
        edge = horizon + per_tangent * drop / farthest
        # The painted row that lies nearest to the camera: a floor's last, a ceiling's first.
        below = (self._box.bottom if drop > 0 else self._box.top) - self._reference.y
        near = self._height * self._depth / below if below * drop > 0 else np.inf
        nearest = max(NEAREST_M, near + self._reference.z - float(poses.z[frame]))
        near_edge = horizon + per_tangent * drop / nearest
        first = max(0.0, min(edge, near_edge))
        last = min(float(picture.height_px), max(edge, near_edge))
        if last - first < 0.5:
            return None
        inner = np.arange(np.floor(first) + 1, np.ceil(last))
        edges = np.concatenate(([first], inner, [last]))
        depth = per_tangent * drop / (edges - horizon)
        away = depth + float(poses.z[frame]) - self._reference.z
        if (away <= NEAREST_M).any():
            is_painted = away > NEAREST_M
            edges, depth, away = edges[is_painted], depth[is_painted], away[is_painted]
            if len(edges) < 2:
                return None
        # The reference camera's ray through (u, v) on the painted plane meets the ground where
        # v − y = height · depth / away and x − its x = (u − its x) · away / depth.
        painted_y = self._reference.y + self._height * self._depth / away
        across = away / self._depth
        scale = per_tangent / depth * across
        origin = self._reference.x * (1 - across) - float(poses.x[frame])
        x = (
            picture.width_px / 2
            + per_tangent / depth * origin
            - per_tangent * float(poses.shift_x[frame])
        )
        return Rows(edges, painted_y, scale, x)

    def _seen(self) -> tuple[Bounds, float] | None:
        """What of the painted floor any frame shows, and how fine it must be."""
        boxes, finest = [], 0.0
        for frame in range(len(self._poses.x)):
            rows = self._rows(frame)
            if rows is None:
                continue
            left = ((-2 - rows.x) / rows.scale).min()
            right = ((self._picture.width_px + 2 - rows.x) / rows.scale).max()
            boxes.append((left, rows.painted_y.min(), right, rows.painted_y.max()))
            # Scales rise or fall all along the rows: most are no finer than the one at four fifths.
            last = len(rows.scale) - 1
            finest = max(finest, *rows.scale[[last * 4 // 5, last - last * 4 // 5]].tolist())
        if not boxes:
            return None
        table, bounds = np.array(boxes), self._placed.part.bounds
        box = Bounds(
            max(bounds.left, float(table[:, 0].min())),
            max(bounds.top, float(table[:, 1].min())),
            min(bounds.right, float(table[:, 2].max())),
            min(bounds.bottom, float(table[:, 3].max())),
        )
        if box.left >= box.right or box.top >= box.bottom:
            return None
        own = self._picture.height_px * self._reference.focal / self._depth
        return box, min(finest, own * _MOST_ENLARGED)

    def _depths_of_rows(self, bitmap: Bitmap, middle: CameraPose) -> Floats:
        """How far each row of the bitmap is from the camera at mid-shot."""
        rows = bitmap.pixels.shape[0]
        painted_y = bitmap.box.top + (np.arange(rows) + 0.5) / bitmap.density
        below = painted_y - self._reference.y
        below = np.where(np.abs(below) < 1e-6, 1e-6, below)
        depths = self._height * self._depth / below + self._reference.z - middle.z
        clipped: Floats = np.maximum(depths, NEAREST_M).astype(np.float64)
        return clipped

    def _softened(self, bitmap: Bitmap, depths: Floats, middle: CameraPose) -> Pixels:
        """Mixes in a blurred copy: blur is proportional to 1/depth, which is even over rows."""
        height_px = self._picture.height_px
        sigmas = np.array([blur_px(float(depth), middle, height_px) for depth in depths])
        most = float(sigmas.max())
        if most <= 0:
            return bitmap.pixels
        own = self._picture.height_px * self._reference.focal / self._depth
        soft = blurred(bitmap.pixels, most * bitmap.density / own, is_backdrop=True)
        return _mixed(bitmap.pixels, soft, sigmas / most)


def _origin(bitmap: Bitmap) -> tuple[int, int]:
    return round(bitmap.box.left * bitmap.density), round(bitmap.box.top * bitmap.density)


def _bands(source: Floats, rows: Rows, width_px: int) -> list[tuple[int, int]]:
    """Stretches of rows (first and last edge) that may be drawn as one."""
    # How far the floor under the picture's left and right edges slides from row to row.
    strays = np.maximum(
        np.abs(np.diff(-rows.x / rows.scale)), np.abs(np.diff((width_px - rows.x) / rows.scale))
    )
    strays *= rows.scale[1:] / _PARTS_BY_PX
    bends = np.zeros(len(strays))
    if len(source) > 2:
        bends[1:] = np.sqrt(np.abs(np.diff(source, 2))) / FINER
    marks = np.floor(np.cumsum(np.maximum(strays, bends)))
    cuts = [0, *(np.flatnonzero(np.diff(marks)) + 1).tolist(), len(source) - 1]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def _hazed(pixels: Pixels, depths: Floats, light: Light) -> Pixels:
    """Every row takes on the haze of its own distance, as much as its alpha lets it."""
    shares = np.array([haze_share(float(depth), light) for depth in depths])
    if shares.max() < LEAST_HAZE:
        return pixels
    haze = [int(light.haze[i : i + 2], 16) for i in (5, 3, 1)]
    colour = np.array([*haze, 255], np.uint16)
    alpha = pixels[:, :, 3:].astype(np.uint16)
    return _mixed(pixels, (alpha * colour // 255).astype(np.uint8), shares)


def _mixed(first: Pixels, second: Pixels, shares: Floats) -> Pixels:
    """Two pictures with so much of the second in each row, 0..1."""
    weight = np.round(shares * 256).astype(np.uint16)[:, None, None]
    mixed = first * (256 - weight)
    mixed += second * weight
    mixed >>= 8
    return np.ascontiguousarray(mixed.astype(np.uint8))
