"""The obedient engine, but its films are films: small ones that can be opened and decoded.

`fail`, `refuse` and `hold` mean what they mean there. A film has some 100 kB, so that a transfer
can be cut in its middle.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from obedient_engine import ObedientEngine
from rushes.engines.base import EngineContext, EngineJob, EngineResult
from rushes.settings import Settings

WIDTH_PX, HEIGHT_PX, FPS, FRAMES = 160, 96, 12, 24


def write_film(path: Path) -> None:
    """Two seconds of noise, the same each time."""
    noise = np.random.default_rng(4)
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.time_base = Fraction(1, FPS)
        stream.codec_context.gop_size = 6
        stream.options = {"preset": "ultrafast", "threads": "1"}
        for number in range(FRAMES):
            picture = noise.integers(0, 256, (HEIGHT_PX, WIDTH_PX, 3), dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())


class FilmEngine(ObedientEngine):
    """Makes real films."""

    def warm_up(self) -> None:
        path = self._go.parent / "film-engine.mp4"
        write_film(path)
        self._film = path.read_bytes()

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        result = super().run(job, context)
        result.files[0].path.write_bytes(self._film)
        return result


def make(settings: Settings) -> FilmEngine:
    """The factory that `--engine animatic=film_engine:make` names."""
    return FilmEngine(settings)
