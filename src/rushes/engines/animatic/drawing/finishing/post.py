"""The picture's finish: what lies over every frame, and the bars of a wide one."""

from __future__ import annotations

from random import Random

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image
from rushes.engines.animatic.drawing.finishing.overlays.sheets import sheets_of
from rushes.engines.animatic.looks import Sheet, style_of
from rushes.engines.animatic.staging.camera.framing import letterbox_share

_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_PLAIN = Sheet()


class Post:
    """Drawn over every frame of a film. Grain differs from frame to frame, by its number alone."""

    def __init__(self, width_px: int, height_px: int, look: tuple[str, ...], seed: int) -> None:
        self._seed = seed
        self._size = (width_px, height_px)
        self._sheets = sheets_of(style_of(look).sheet or _PLAIN, width_px, height_px)
        self._images = [as_image(pixels) for pixels in self._sheets]
        seen = letterbox_share(width_px / height_px, look)
        self._bar_px = round((1 - seen) / 2 * height_px)

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Finishes frame `frame` of the film."""
        canvas.drawImage(self._images[self._sheet_at(frame)], 0, 0, _NEAREST)
        if self._bar_px:
            width, height = self._size
            black = skia.Paint(Color=skia.ColorBLACK)
            canvas.drawRect(skia.Rect.MakeWH(width, self._bar_px), black)
            canvas.drawRect(
                skia.Rect.MakeXYWH(0, height - self._bar_px, width, self._bar_px), black
            )

    def _sheet_at(self, frame: int) -> int:
        """Even frames and odd ones have sheets of their own: none is seen twice running."""
        if len(self._images) == 1:
            return 0
        random = Random(f"{self._seed} grain {frame}")
        return 2 * random.randrange(len(self._images) // 2) + frame % 2
