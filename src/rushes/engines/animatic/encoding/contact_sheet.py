"""The film on one sheet: a strip of two stills for each shot, with its data beside the number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import fontpkg
import numpy as np
import skia

from rushes.engines.animatic.encoding.png import encode_png
from rushes.film.shot_list import Move, Shot

MARGIN_PX = 24
GAP_PX = 6
LABEL_PX = 46
PAPER, INK, FAINT = 0xFF16181C, 0xFFF2EDE2, 0xFF9A978F

Still = bytes
"""BGRA, opaque, tightly packed."""


def draw_contact_sheet(
    rows: Sequence[tuple[Shot, Sequence[Still]]], size: tuple[int, int]
) -> bytes:
    """A PNG of all shots. `size`: the stills' width and height. Upright ones go two shots a row.

    Where each shot has one still alone, twice as many stand in a row.
    """
    still_width, still_height = size
    stills_each = max((len(stills) for _, stills in rows), default=1) or 1
    strips_across = 2 if still_height >= still_width else 1
    strips_across = min(strips_across * (2 if stills_each == 1 else 1), len(rows))
    strip_width = still_width * stills_each + GAP_PX * (stills_each - 1)
    strip_height = still_height + LABEL_PX
    strips_down = -(-len(rows) // strips_across)
    surface = skia.Surface(
        MARGIN_PX + strips_across * (strip_width + MARGIN_PX),
        MARGIN_PX + strips_down * (strip_height + MARGIN_PX // 2),
    )
    canvas = surface.getCanvas()
    canvas.clear(PAPER)
    for number, (shot, stills) in enumerate(rows):
        left = MARGIN_PX + number % strips_across * (strip_width + MARGIN_PX)
        top = MARGIN_PX + number // strips_across * (strip_height + MARGIN_PX // 2)
        for place, still in enumerate(stills):
            canvas.drawImage(_image(still, size), left + place * (still_width + GAP_PX), top)
        _draw_label(canvas, shot, left, top + still_height, strip_width)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    return encode_png(pixels[..., :3])


def draw_thumbnail(still: Still, size: tuple[int, int]) -> bytes:
    """A JPEG of one still."""
    return bytes(_image(still, size).encodeToData(skia.EncodedImageFormat.kJPEG, 88))


def _image(still: Still, size: tuple[int, int]) -> skia.Image:
    pixels = np.frombuffer(still, np.uint8).reshape(size[1], size[0], 4)
    return skia.Image.fromarray(
        pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kOpaque_AlphaType
    )


def _draw_label(canvas: skia.Canvas, shot: Shot, left: int, top: int, width: int) -> None:
    moves = " + ".join(_move_words(move) for move in shot.moves) or "static"
    head = f"{shot.number}   {shot.size}   {moves}"
    times = f"{shot.start_seconds:.2f}–{shot.end_seconds:.2f} s"
    regular, bold = _font(13, 400), _font(14, 700)
    canvas.drawString(head, left, top + 19, bold, skia.Paint(Color=INK, AntiAlias=True))
    faint = skia.Paint(Color=FAINT, AntiAlias=True)
    canvas.drawString(times, left + width - regular.measureText(times), top + 19, regular, faint)
    canvas.drawString(_fitted(shot.caption, regular, width), left, top + 37, regular, faint)


def _move_words(move: Move) -> str:
    speed = "" if move.speed == "normal" else f" {move.speed}"
    return f"{move.move}{speed} {move.direction or ''}".strip()


def _fitted(text: str, font: skia.Font, width: float) -> str:
    if any(not font.unicharToGlyph(ord(letter)) for letter in text):
        return ""
    fitted = text
    while fitted and font.measureText(fitted) > width:
        fitted = fitted[:-2].rstrip() + "…"
    return fitted


def _font(size_px: float, weight: int) -> skia.Font:
    font = skia.Font(_typeface(weight), size_px)
    font.setSubpixel(True)
    return font


@cache
def _typeface(weight: int) -> skia.Typeface:
    path = fontpkg.path("Noto Sans", weight=weight, nearest=True)
    return skia.FontMgr.New_Custom_Empty().makeFromFile(str(path))
