"""What the lens and the air do to a thing by its distance: blur and haze."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.scene import CameraPose, Light

_APERTURE_M = 0.04
"""Entrance pupil at blur 1: a portrait lens wide open."""
LEAST_HAZE = 0.012
"""Less is not seen."""
_SHARP_PX = 0.45
"""Gaussian blur below this is not seen."""


def blur_px(depth_m: float, pose: CameraPose, height_px: int) -> float:
    """Sigma of the blur of what is this far away, in pixels; 0 where it is sharp.

    Circle of confusion of a thin lens, in picture heights: aperture · focal · |1/focus − 1/depth|;
    a disc of that diameter blurs about as a Gaussian with a quarter of it.
    """
    if pose.blur <= 0 or depth_m <= 0:
        return 0.0
    apart = abs(1 / pose.focus_m - (0.0 if math.isinf(depth_m) else 1 / depth_m))
    sigma = pose.blur * _APERTURE_M * pose.focal * apart * height_px / 4
    return round(sigma, 2) if sigma >= _SHARP_PX else 0.0


def haze_share(depth_m: float, light: Light) -> float:
    """How much of the haze's colour a thing this far away takes on, 0..1."""
    if not math.isfinite(depth_m) or depth_m <= 0:
        return 0.0
    left: float = (1 - min(0.999, light.haze_per_km)) ** (depth_m / 1000)
    return round(1 - left, 3)


def haze_filter(share: float, light: Light) -> skia.ColorFilter | None:
    """Mixes the haze's colour into what is painted; None where there is too little to see."""
    if share < LEAST_HAZE:
        return None
    return skia.ColorFilters.Blend(_haze(share, light), skia.BlendMode.kSrcATop)


def haze_over(canvas: skia.Canvas, share: float, light: Light) -> None:
    """Mixes the haze's colour into all that the canvas holds."""
    if share >= LEAST_HAZE:
        canvas.drawColor(_haze(share, light), skia.BlendMode.kSrcATop)


def _haze(share: float, light: Light) -> int:
    red, green, blue = (int(light.haze[i : i + 2], 16) for i in (1, 3, 5))
    return int(skia.ColorSetARGB(round(share * 255), red, green, blue))
