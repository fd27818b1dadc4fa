"""What a camera or a recorder writes over its picture."""

from __future__ import annotations

from collections.abc import Callable

import skia

from rushes.engines.animatic.drawing.finishing.slate import slate_typeface

_WHITE = 0xE8F4F4F0
_GREEN = 0xD8B8FFB8
_RED = 0xF0E83028


class Display:
    """Writing at the picture's edges, as large as a viewfinder's."""

    def __init__(self, name: str, width_px: int, height_px: int, fps: int) -> None:
        self._draw = {"vhs": self._vhs, "camcorder": self._camcorder, "night": self._night}[name]
        self._width, self._height, self._fps = width_px, height_px, fps
        self._short = min(width_px, height_px)
        self._font = skia.Font(slate_typeface(), self._short * 0.046)
        self._margin = self._short * 0.07

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """As it is at frame `frame` of the film."""
        draw: Callable[[skia.Canvas, int], None] = self._draw
        draw(canvas, frame)

    def _clock(self, frame: int) -> str:
        seconds = frame // self._fps
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"

    def _write(self, canvas: skia.Canvas, text: str, x: float, y: float, colour: int) -> None:
        shade = self._short * 0.004
        shadow = skia.Paint(AntiAlias=True, Color=0xA0000000)
        canvas.drawString(text, x + shade, y + shade, self._font, shadow)
        paint = skia.Paint(AntiAlias=True, Color=colour)
        canvas.drawString(text, x, y, self._font, paint)

    def _vhs(self, canvas: skia.Canvas, frame: int) -> None:
        size, left = self._font.getSize(), self._margin
        top = self._margin + size * 0.6
        self._write(canvas, "PLAY", left, top, _WHITE)
        across = left + self._font.measureText("PLAY ")
        arrow = skia.Path()
        arrow.addPoly(
            [
                skia.Point(across, top - size * 0.68),
                skia.Point(across + size * 0.62, top - size * 0.34),
                skia.Point(across, top),
            ],
            True,
        )
        canvas.drawPath(arrow, skia.Paint(AntiAlias=True, Color=_WHITE))
        foot = self._height - self._margin * 1.5
        self._write(canvas, "SP", left, foot, _WHITE)
        clock = self._clock(frame)
        right = self._width - self._margin - self._font.measureText(clock)
        self._write(canvas, clock, right, foot, _WHITE)

    def _camcorder(self, canvas: skia.Canvas, frame: int) -> None:
        size, left = self._font.getSize(), self._margin
        top = self._margin + size * 0.6
        if frame // (self._fps // 2) % 2 == 0:
            dot = skia.Paint(AntiAlias=True, Color=_RED)
            canvas.drawCircle(left + size * 0.3, top - size * 0.34, size * 0.28, dot)
        self._write(canvas, "REC", left + size * 0.9, top, _WHITE)
        clock = self._clock(frame)
        right = self._width - self._margin
        self._write(canvas, clock, right - self._font.measureText(clock), top, _WHITE)
        self._battery(canvas, right, top + size * 0.7, size, _WHITE)
        self._corners(canvas, _WHITE)

    def _night(self, canvas: skia.Canvas, frame: int) -> None:
        size = self._font.getSize()
        top = self._margin + size * 0.6
        self._write(
            canvas, "NV  " + self._clock(frame), self._width * 0.5 - size * 2.4, top, _GREEN
        )
        self._corners(canvas, _GREEN)

    def _battery(
        self, canvas: skia.Canvas, right: float, top: float, size: float, colour: int
    ) -> None:
        line = skia.Paint(
            AntiAlias=True, Color=colour, Style=skia.Paint.kStroke_Style, StrokeWidth=size * 0.09
        )
        box = skia.Rect.MakeXYWH(right - size * 1.3, top - size * 0.3, size * 1.15, size * 0.56)
        canvas.drawRect(box, line)
        fill = skia.Paint(Color=colour)
        canvas.drawRect(
            skia.Rect.MakeXYWH(right - size * 0.13, top - size * 0.14, size * 0.12, size * 0.24),
            fill,
        )
        for cell in range(2):
            left = right - size * (1.18 - cell * 0.33)
            canvas.drawRect(
                skia.Rect.MakeXYWH(left, top - size * 0.18, size * 0.24, size * 0.32), fill
            )

    def _corners(self, canvas: skia.Canvas, colour: int) -> None:
        """The viewfinder's corners and middle."""
        width, height, short = self._width, self._height, self._short
        paint = skia.Paint(
            AntiAlias=True,
            Color=colour,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=max(1.0, short * 0.003),
        )
        inset, arm = short * 0.16, short * 0.06
        for x, right in ((inset, 1), (width - inset, -1)):
            for y, down in ((inset, 1), (height - inset, -1)):
                canvas.drawLine(x, y, x + right * arm, y, paint)
                canvas.drawLine(x, y, x, y + down * arm, paint)
        canvas.drawLine(width / 2 - arm / 2, height / 2, width / 2 + arm / 2, height / 2, paint)
        canvas.drawLine(width / 2, height / 2 - arm / 2, width / 2, height / 2 + arm / 2, paint)
