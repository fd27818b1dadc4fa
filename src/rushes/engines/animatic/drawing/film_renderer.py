"""Any frame of a planned film, as pixels."""

from __future__ import annotations

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.projection import Picture
from rushes.engines.animatic.drawing.finishing.coarse import CoarsePixels
from rushes.engines.animatic.drawing.finishing.opening import BroughtImage
from rushes.engines.animatic.drawing.finishing.post import Post
from rushes.engines.animatic.drawing.finishing.slate import Slate
from rushes.engines.animatic.drawing.shot_renderer import ShotRenderer
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.staging.camera.sides import moves_with_sides
from rushes.engines.animatic.staging.camera.timing import ease
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, Shot
from rushes.film.transitions import fade_frames, fade_in_frames, overlap_frames


class FilmRenderer:
    """Draws a film's frames, in rising order for speed, in any order with the same result.

    A shot is staged and baked when one of its frames is first asked for and let go when a frame
    of another shot is; so a process holds one shot, or two while they dissolve.
    """

    def __init__(self, plan: FilmPlan) -> None:
        """Raises InvalidInput when a start or end image can't be decoded."""
        self._plan = plan
        self._fps = plan.shot_list.fps
        self._shots = plan.shot_list.shots
        self._scenes = stage_film(plan)
        width, height = plan.draw_width_px, plan.draw_height_px
        self._picture = Picture(width, height)
        self._pixels: NDArray[np.uint8] = np.zeros((height, width, 4), np.uint8)
        info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
        self._surface = skia.Surface.MakeRasterDirect(info, self._pixels)
        self._canvas = self._surface.getCanvas()
        self._post = Post(width, height, plan.shot_list.look, plan.seed)
        is_pixel_art = "pixel art" in plan.shot_list.look
        self._coarse = CoarsePixels(width, height) if is_pixel_art else None
        self._renderers: dict[int, ShotRenderer] = {}
        self._slates: dict[int, Slate] = {}
        self._brought = self._brought_images()
        self._pictured: int | None = None
        """The frame that lies in the buffer without its slate."""

    @property
    def frame_count(self) -> int:
        """The film's number of frames."""
        return self._shots[-1].end_frame

    def frame(self, index: int) -> NDArray[np.uint8]:
        """Frame `index`: uint8 [draw_height, draw_width, 4] BGRA, opaque.

        The buffer is reused: it holds until the next call. Raises IndexError past the film's end.
        """
        if index != self._pictured:
            self.picture(index)
        self._pictured = None
        place = self._place_of(index)
        self._slate(place, self._shots[place]).draw(self._canvas, index)
        self._surface.flushAndSubmit()
        return self._pixels

    def picture(self, index: int) -> NDArray[np.uint8]:
        """The same without the slate. `frame` of the same index then draws the slate alone."""
        self._pictured = None
        place = self._place_of(index)
        needed = {place}
        if not any(image.covers(index) for image in self._brought):
            needed |= self._draw_shot(place, index)
            if self._coarse is not None:
                self._coarse.draw(self._canvas, self._surface)
            self._post.draw(self._canvas, index)
        for image in self._brought:
            image.draw(self._canvas, index)
        self._surface.flushAndSubmit()
        for other in [other for other in self._renderers if other not in needed]:
            del self._renderers[other]
        self._pictured = index
        return self._pixels

    def moves(self, index: int) -> tuple[Move, ...]:
        """What the camera does in the shot that a frame is of, with every direction."""
        place = self._place_of(index)
        return moves_with_sides(self._shots[place], self._scenes[place])

    def _place_of(self, index: int) -> int:
        for place, shot in enumerate(self._shots):
            if shot.start_frame <= index < shot.end_frame:
                return place
        raise IndexError(f"the film has frames 0 to {self.frame_count - 1}, not {index}")

    def _draw_shot(self, place: int, index: int) -> set[int]:
        """Draws the shot with its way in and out. Returns the shots it took."""
        shot = self._shots[place]
        into = index - shot.start_frame
        share = self._dissolved(place, into)
        if share < 1:
            before = self._shots[place - 1]
            self._renderer(place - 1).draw(self._canvas, index - before.start_frame)
            if shot.transition == "wipe":
                self._canvas.save()
                width, height = self._picture
                self._canvas.clipRect(skia.Rect.MakeWH(round(width * share), height))
            else:
                self._canvas.saveLayerAlpha(None, round(255 * share))
            self._renderer(place).draw(self._canvas, into)
            self._canvas.restore()
            return {place - 1, place}
        self._renderer(place).draw(self._canvas, into)
        darkness = self._faded(place, index)
        if darkness > 0:
            self._canvas.drawColor(skia.ColorSetARGB(round(255 * darkness), 0, 0, 0))
        return {place}

    def _dissolved(self, place: int, into: int) -> float:
        """How much of the shot is seen of it and the one before; 1 outside a dissolve."""
        shot = self._shots[place]
        length = overlap_frames(shot)
        if into >= length:
            return 1.0
        return ease((into + 1) / (length + 1))

    def _faded(self, place: int, index: int) -> float:
        """How black the frame is: a fade goes out of the one shot and into the next."""
        shot = self._shots[place]
        darkness = 0.0
        if fade_in := fade_in_frames(shot):
            darkness = 1 - (index - shot.start_frame) / fade_in
        length = fade_frames(shot)
        is_followed = place + 1 < len(self._shots)
        if length and is_followed and self._shots[place + 1].transition == "fade":
            darkness = max(darkness, 1 - (shot.end_frame - 1 - index) / length)
        return ease(darkness)

    def _renderer(self, place: int) -> ShotRenderer:
        if place not in self._renderers:
            self._renderers[place] = ShotRenderer(self._scenes[place], self._picture, self._fps)
        return self._renderers[place]

    def _slate(self, place: int, shot: Shot) -> Slate:
        if place not in self._slates:
            self._slates[place] = Slate(shot, *self._picture, self._fps)
        return self._slates[place]

    def _brought_images(self) -> list[BroughtImage]:
        width, height = self._picture
        return [
            BroughtImage(path, width, height, self.frame_count, self._fps, is_end=is_end)
            for path, is_end in ((self._plan.start_image, False), (self._plan.end_image, True))
            if path is not None
        ]
