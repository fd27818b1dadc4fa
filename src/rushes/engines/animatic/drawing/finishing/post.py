"""The picture's finish: vignette, grain, letterbox."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.baking import as_image
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.grade import look_names
from rushes.engines.animatic.staging.camera.framing import letterbox_share

_GRAIN_TILE_PX = 512
_SHEETS = 8
"""Even, so that frames can take them in turn."""
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)


class Post:
    """Drawn over every frame of a film. Grain differs from frame to frame, by its number alone."""

    def __init__(self, width_px: int, height_px: int, look: tuple[str, ...], seed: int) -> None:
        names = look_names(look)
        self._seed = seed
        self._size = (width_px, height_px)
        strength = 0.85 if names & {"noir", "vintage", "horror", "vignette"} else 0.6
        amount = 2.2 if names & {"film grain", "vintage", "noir"} else 1.0
        self._sheets = _sheets(width_px, height_px, strength, amount)
        self._images = [as_image(pixels) for pixels in self._sheets]
        seen = letterbox_share(width_px / height_px, look)
        self._bar_px = round((1 - seen) / 2 * height_px)

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Finishes frame `frame` of the film."""
        random = Random(f"{self._seed} grain {frame}")
        # Even frames and odd ones have sheets of their own: none is seen twice running.
        place = 2 * random.randrange(_SHEETS // 2) + frame % 2
        canvas.drawImage(self._images[place], 0, 0, _NEAREST)
        if self._bar_px:
            width, height = self._size
            black = skia.Paint(Color=skia.ColorBLACK)
            canvas.drawRect(skia.Rect.MakeWH(width, self._bar_px), black)
            canvas.drawRect(
                skia.Rect.MakeXYWH(0, height - self._bar_px, width, self._bar_px), black
            )


@lru_cache(maxsize=2)
def _sheets(width_px: int, height_px: int, strength: float, amount: float) -> tuple[Pixels, ...]:
    """The vignette with grain over it, several times: one blit finishes a frame."""
    vignette, specks = _vignette(width_px, height_px, strength), _grain(amount)
    grain = as_image(specks)
    random = Random("grain")
    sheets = []
    for _ in range(_SHEETS):
        pixels = vignette.copy()
        info = skia.ImageInfo.Make(
            width_px, height_px, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
        )
        surface = skia.Surface.MakeRasterDirect(info, pixels)
        left, top = random.randrange(_GRAIN_TILE_PX), random.randrange(_GRAIN_TILE_PX)
        for x in range(-left, width_px, _GRAIN_TILE_PX):
            for y in range(-top, height_px, _GRAIN_TILE_PX):
                surface.getCanvas().drawImage(grain, x, y, _NEAREST)
        surface.flushAndSubmit()
        sheets.append(pixels)
    return tuple(sheets)


def _vignette(width_px: int, height_px: int, strength: float) -> Pixels:
    """Darker towards the corners: premultiplied black, thickest 1.0 from the middle."""
    across = np.linspace(-1, 1, width_px)[None, :]
    down = np.linspace(-1, 1, height_px)[:, None]
    far = np.sqrt(0.62 * across**2 + 0.5 * down**2)
    ramp = np.clip((far - 0.5) / 0.62, 0, 1)
    # A little noise keeps the slow ramp from showing bands.
    dither = np.random.default_rng(7).uniform(-0.5, 0.5, (height_px, width_px))
    alpha = np.clip(ramp**1.7 * strength * 150 + dither, 0, 255)
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    pixels[:, :, 3] = alpha.astype(np.uint8)
    pixels[:, :, 0] = (alpha * 0.07).astype(np.uint8)
    pixels[:, :, 2] = (alpha * 0.04).astype(np.uint8)
    return pixels


def _grain(amount: float) -> Pixels:
    """A tile of fine specks, light and dark, premultiplied; it repeats without a seam."""
    random = np.random.default_rng(3)
    noise = random.normal(0, 1, (_GRAIN_TILE_PX, _GRAIN_TILE_PX))
    noise = (noise + np.roll(noise, 1, 1) + np.roll(noise, 1, 0)) / 1.73
    alpha = np.clip(np.abs(noise) * 3.2 * amount, 0, 42).astype(np.uint8)
    light = np.where(noise > 0, alpha, 0).astype(np.uint8)
    return np.ascontiguousarray(np.stack([light, light, light, alpha], axis=2))
