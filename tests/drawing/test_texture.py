"""Grain on surfaces: what is seen too small or too slanting is evened out, not turned to noise."""

from __future__ import annotations

import numpy as np
import skia

from rushes.engines.animatic.drawing.paint import box, texture


def roughness(down: float) -> float:
    """How much neighbouring rows differ where grain is shown `down` pixels a metre high."""
    surface = skia.Surface(400, 60)
    canvas = surface.getCanvas()
    canvas.clear(0xFF808080)
    canvas.scale(150, down)
    texture(canvas, box(0, 0, 3, 60 / down), (1.6, 2.4), 1.0, seed=9, slope=0.9)
    rows = surface.toarray()[:, :, 0].astype(int)
    return float(np.abs(np.diff(rows, axis=0)).mean())


def test_slanting_grain_does_not_turn_into_bands() -> None:
    assert roughness(down=150) > 1
    assert roughness(down=1) < roughness(down=150)
