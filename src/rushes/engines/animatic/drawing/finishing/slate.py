"""The burnt-in slate: a slim strip with shot number, size, move, words and timecode."""

from __future__ import annotations

import unicodedata
from functools import cache

import fontpkg
import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.film.shot_list import Shot

_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_CREAM = 0xDDFFF2DC
_SHADE = 0x88000000
_STRIP_SHARE = 0.057
"""Of the picture's shorter side."""


@cache
def slate_typeface() -> skia.Typeface:
    """The slate's typeface. Raises FileNotFoundError when its package isn't installed."""
    path = fontpkg.path("Noto Sans")
    typeface = skia.FontMgr.New_Custom_Empty().makeFromFile(str(path))
    if typeface is None:
        raise FileNotFoundError(
            f"{path} is not a font that can be read; reinstall fontpkg-noto-sans"
        )
    return typeface


def slate_words(shot: Shot) -> str:
    """Number, size, framing and move in a film crew's capitals: `4  CU  TWO-SHOT  PROFILE`."""
    framing = [word for word in shot.framing if word != "single"]
    moves = [
        " ".join(filter(None, (move.speed if move.speed != "normal" else "", move.move)))
        for move in shot.moves
    ]
    return "  ".join([str(shot.number), shot.size, *framing, *moves]).upper()


def printable(text: str, typeface: skia.Typeface) -> str:
    """One line of what the typeface can draw left to right; empty where it can't draw most of it.

    Control characters and direction marks are left out; a script without glyphs (or written from
    right to left) leaves the words out as a whole rather than in pieces.
    """
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            kept.append(" ")
        elif unicodedata.category(character)[0] != "C":
            kept.append(character)
    line = " ".join("".join(kept).split())
    letters = [character for character in line if character.isalnum()]
    foreign = [one for one in letters if not _is_drawn(one, typeface)]
    if not letters or len(foreign) > 0.2 * len(letters):
        return ""
    return " ".join("".join(c for c in line if c == " " or _is_drawn(c, typeface)).split())


def _is_drawn(character: str, typeface: skia.Typeface) -> bool:
    if unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return False
    return bool(typeface.unicharToGlyph(ord(character)))


def fitted(text: str, font: skia.Font, width_px: float) -> str:
    """The text, cut at a word with an ellipsis where it is wider than this; empty if none fits."""
    if font.measureText(text) <= width_px:
        return text
    words = text.split()
    while words:
        words.pop()
        short = " ".join(words).rstrip(",.;:–—- ") + "…"
        if words and font.measureText(short) <= width_px:
            return short
    return ""


class Slate:
    """The strip of one shot, prepared; the timecode alone is set in each frame."""

    def __init__(self, shot: Shot, width_px: int, height_px: int, fps: int) -> None:
        self._fps = fps
        short = min(width_px, height_px)
        lines = 1 if width_px >= height_px * 0.95 else 2
        self._line_px = max(10, round(short * _STRIP_SHARE))
        self._height = self._line_px * lines
        self._top = height_px - self._height
        self._width = width_px
        self._margin = round(short * 0.028)
        typeface = slate_typeface()
        self._font = skia.Font(typeface, self._line_px * 0.40)
        self._numbers = skia.Font(typeface, self._line_px * 0.34)
        self._paint = skia.Paint(AntiAlias=True, Color=_CREAM)
        self._baseline = self._top + round(self._line_px * 0.63)
        self._pixels = self._strip(shot, typeface, lines)
        self._image = as_image(self._pixels)
        self._time_x = width_px - self._margin - self._numbers.measureText("00:00")

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """With the timecode of frame `frame` of the film, as seconds and frames."""
        canvas.drawImage(self._image, 0, self._top, _NEAREST)
        timecode = f"{frame // self._fps:02d}:{frame % self._fps:02d}"
        canvas.drawString(timecode, self._time_x, self._baseline, self._numbers, self._paint)

    def _strip(self, shot: Shot, typeface: skia.Typeface, lines: int) -> Pixels:
        pixels = np.zeros((self._height, self._width, 4), np.uint8)
        info = skia.ImageInfo.Make(
            self._width, self._height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
        )
        surface = skia.Surface.MakeRasterDirect(info, pixels)
        canvas = surface.getCanvas()
        canvas.clear(_SHADE)
        first, last = self._line_px * 0.63, self._line_px * (lines - 1 + 0.63)
        time_width = self._numbers.measureText("00:00") + 2 * self._margin
        words = fitted(slate_words(shot), self._numbers, self._width - self._margin - time_width)
        canvas.drawString(words, self._margin, first, self._numbers, self._paint)
        caption = printable(shot.caption or shot.words, typeface)
        if lines == 1:
            left = max(
                0.19 * self._width,
                self._margin * 2 + self._numbers.measureText(words),
            )
            room = self._width - left - time_width
        else:
            left, room, last = (
                self._margin,
                self._width - 2 * self._margin,
                last - self._line_px * 0.12,
            )
        canvas.drawString(fitted(caption, self._font, room), left, last, self._font, self._paint)
        surface.flushAndSubmit()
        return pixels
