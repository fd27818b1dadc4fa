"""Any frame of a planned film, as pixels."""

from __future__ import annotations

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.projection import Picture
from rushes.engines.animatic.drawing.finishing.coarse import CoarsePixels
from rushes.engines.animatic.drawing.finishing.opening import BroughtImage
from rushes.engines.animatic.drawing.finishing.overlays.living import LivingPicture
from rushes.engines.animatic.drawing.finishing.post import Post
from rushes.engines.animatic.drawing.finishing.slate import Slate
from rushes.engines.animatic.drawing.finishing.tilted import TiltedShot
from rushes.engines.animatic.drawing.finishing.transitions import Transitions
from rushes.engines.animatic.drawing.shot_renderer import ShotRenderer
from rushes.engines.animatic.looks import style_of
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.staging.camera.directing import direct, roll_degrees
from rushes.engines.animatic.staging.camera.sides import moves_with_sides
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, Shot


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
        self._scenes = direct(stage_film(plan), self._shots)
        width, height = plan.draw_width_px, plan.draw_height_px
        self._picture = Picture(width, height)
        self._pixels: NDArray[np.uint8] = np.zeros((height, width, 4), np.uint8)
        info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
        self._surface = skia.Surface.MakeRasterDirect(info, self._pixels)
        self._canvas = self._surface.getCanvas()
        look = plan.shot_list.look
        self._post = Post(width, height, look, plan.seed)
        self._living = LivingPicture(width, height, look, plan.seed, self._fps)
        pixels = style_of(look).pixels
        self._coarse = CoarsePixels(self._picture, pixels) if pixels else None
        self._renderers: dict[int, ShotRenderer | TiltedShot] = {}
        self._transitions = Transitions(self._shots, self._renderer)
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
            needed |= self._draw_set(place, index)
            self._post.draw(self._canvas, index)
            self._surface.flushAndSubmit()
            self._living.draw(self._canvas, self._pixels, index)
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

    def _draw_set(self, place: int, index: int) -> set[int]:
        """Draws what stands before the camera. Returns the shots it took."""
        if self._coarse is None:
            right, down = self._living.wander(index)
            self._canvas.save()
            self._canvas.translate(right, down)
            taken = self._transitions.draw(self._canvas, place, index)
            self._canvas.restore()
            return taken
        coarse = self._coarse
        coarse.choose(place, lambda: self._samples(place))
        taken = self._transitions.draw(coarse.canvas, place, index)
        coarse.draw(self._canvas, place)
        return taken

    def _samples(self, place: int) -> list[NDArray[np.uint8]]:
        """Frames of a shot that show all its colours, as drawn small."""
        if self._coarse is None:
            raise AssertionError("only coarse pixels are chosen colours for")
        frames, last = [], self._shots[place].frame_count - 1
        for frame in (0, last // 2, last):
            self._renderer(place).draw(self._coarse.canvas, frame)
            frames.append(self._coarse.pixels())
        return frames

    def _renderer(self, place: int) -> ShotRenderer | TiltedShot:
        if place not in self._renderers:
            scene, degrees = self._scenes[place], roll_degrees(self._shots[place])
            picture = self._picture if self._coarse is None else self._coarse.picture
            self._renderers[place] = (
                TiltedShot(scene, picture, self._fps, degrees)
                if degrees
                else ShotRenderer(scene, picture, self._fps)
            )
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
