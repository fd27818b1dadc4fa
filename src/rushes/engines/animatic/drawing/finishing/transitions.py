"""How one shot goes over into the next on the picture: cut, dissolve, wipe, fade, iris, whip."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.smearing import smear
from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import lay_colour
from rushes.engines.animatic.staging.camera.timing import ease
from rushes.film.shot_list import Shot
from rushes.film.transitions import (
    FADING,
    WHIP_FRAMES,
    fade_frames,
    fade_in_frames,
    overlap_frames,
)

_SOFT_SHARE = 0.07
"""Of the picture's width: a wipe's soft edge."""


class DrawsFrames(Protocol):
    """One shot's frames."""

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Frame `frame` of the shot, over the whole canvas."""


class Transitions:
    """Draws frames of a film's shots, with each one's way in and out."""

    def __init__(self, shots: Sequence[Shot], renderer: Callable[[int], DrawsFrames]) -> None:
        """`renderer` gives the shot at a place in the film."""
        self._shots = shots
        self._renderer = renderer

    def draw(self, canvas: skia.Canvas, place: int, index: int) -> set[int]:
        """Draws frame `index` of the film, which is of the shot at `place`, over the whole canvas.

        Returns the places of the shots that it took.
        """
        shot = self._shots[place]
        into = index - shot.start_frame
        share = self._come_in(place, into)
        if share < 1:
            before = self._shots[place - 1]
            self._renderer(place - 1).draw(canvas, index - before.start_frame)
            self._come_over(canvas, place, into, share)
            return {place - 1, place}
        if torn := self._torn_away(place, index):
            _whip(canvas, lambda inner: self._renderer(place).draw(inner, into), torn)
        else:
            self._renderer(place).draw(canvas, into)
        self._fade(canvas, place, index)
        return {place}

    def _come_in(self, place: int, into: int) -> float:
        """How much of the shot is seen of it and the one before; 1 outside a dissolve."""
        length = overlap_frames(self._shots[place])
        return 1.0 if into >= length else ease((into + 1) / (length + 1))

    def _come_over(self, canvas: skia.Canvas, place: int, into: int, share: float) -> None:
        """Draws the shot over the one before."""
        if self._shots[place].transition != "wipe":
            canvas.saveLayerAlpha(None, round(255 * share))
            self._renderer(place).draw(canvas, into)
            canvas.restore()
            return
        width, height = _size(canvas)
        soft = width * _SOFT_SHARE
        edge = (width + soft) * share
        canvas.saveLayer(skia.Rect.MakeWH(math.ceil(edge), height), None)
        self._renderer(place).draw(canvas, into)
        fade_out = skia.GradientShader.MakeLinear(
            [skia.Point(edge - soft, 0), skia.Point(edge, 0)], [0xFF000000, 0x00000000]
        )
        canvas.drawPaint(skia.Paint(Shader=fade_out, BlendMode=skia.BlendMode.kDstIn))
        canvas.restore()

    def _torn_away(self, place: int, index: int) -> float:
        """How far the picture is torn away before a whip pan, in its own widths."""
        following = self._shots[place + 1] if place + 1 < len(self._shots) else None
        if following is None or following.transition != "whip-pan":
            return 0.0
        since = index - (self._shots[place].end_frame - 1 - WHIP_FRAMES)
        return 0.55 * (since / WHIP_FRAMES) ** 2 if since > 0 else 0.0

    def _fade(self, canvas: skia.Canvas, place: int, index: int) -> None:
        """Goes out of the one shot and into the next, through black, white or a closing eye."""
        shot = self._shots[place]
        gone, kind = 0.0, shot.transition
        if fade_in := fade_in_frames(shot):
            gone = 1 - (index - shot.start_frame) / fade_in
        following = self._shots[place + 1] if place + 1 < len(self._shots) else None
        if following is not None and following.transition in FADING:
            out = 1 - (shot.end_frame - 1 - index) / fade_frames(shot)
            if out > gone:
                gone, kind = out, following.transition
        gone = ease(gone)
        if gone <= 0:
            return
        if kind == "iris":
            _close_eye(canvas, gone)
            return
        shade = 255 if kind == "fade white" else 0
        lay_colour(canvas, _size(canvas), skia.ColorSetARGB(round(255 * gone), shade, shade, shade))


def _size(canvas: skia.Canvas) -> tuple[int, int]:
    size = canvas.getBaseLayerSize()
    return size.width(), size.height()


def _close_eye(canvas: skia.Canvas, gone: float) -> None:
    """Black but for a circle, which has its own soft rim."""
    width, height = _size(canvas)
    radius = (1 - gone) * math.hypot(width, height) / 2
    rim = height * 0.012
    path = skia.Path()
    path.addRect(skia.Rect.MakeWH(width, height).makeOutset(4 * rim, 4 * rim))
    path.addCircle(width / 2, height * 0.47, radius)
    path.setFillType(skia.PathFillType.kEvenOdd)
    blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, rim)
    canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=0xFF000000, MaskFilter=blur))
    if radius < rim * 2:
        canvas.drawColor(0xFF000000)


def _whip(canvas: skia.Canvas, draw: Callable[[skia.Canvas], None], far: float) -> None:
    """Draws a picture that runs off to the left, as blurred as it is fast."""
    width, height = _size(canvas)
    draw(canvas)
    smear(canvas, (width, height), far * 0.5)
    picture = canvas.getSurface().makeImageSnapshot()
    for copy in range(2):
        canvas.save()
        # Past its edge the picture goes on as its mirror image: at this speed nobody can tell.
        canvas.translate(-far * width + copy * 2 * width, 0)
        canvas.scale(1 - 2 * copy, 1)
        canvas.drawImage(picture, 0, 0)
        canvas.restore()
