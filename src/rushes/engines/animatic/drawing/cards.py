"""A storyboard card: stands for what has no drawing yet, with its words on it."""

from __future__ import annotations

import functools
import unicodedata

import fontpkg
import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    fill,
    line,
    linear,
    lit_by,
    mix,
    oval,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.scene import Light

PAPER = "#f3ead6"
INK = "#3b2f2a"
TAPE = "#d9b36a"
LONGEST_TEXT = 120
_LONGEST_WORD = 36
_LONGEST_PIECE = 18
_LEG_SHARE = 0.16
LINE_PITCH = 1.22
"""In ems."""


@functools.cache
def _typeface() -> skia.Typeface:
    return skia.FontMgr.New_Custom_Empty().makeFromFile(str(fontpkg.path("Noto Sans")))


def printable(text: str) -> str:
    """The words with control characters and line breaks taken out, and not too long; empty where
    the typeface hasn't got most of their letters."""
    kept = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    letters = [character for character in kept if character.isalnum()]
    if sum(not _is_drawn(character) for character in letters) > 0.2 * len(letters):
        return ""
    kept = "".join(c for c in kept if c == " " or _is_drawn(c))
    # A word longer than any language's is cut, since a line can only be broken between words.
    kept = " ".join(piece for word in kept.split() for piece in _pieces(word))
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"


def _is_drawn(character: str) -> bool:
    """Whether the typeface has it, and it stands alone, left to right."""
    if unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return False
    return bool(_typeface().unicharToGlyph(ord(character)))


def _pieces(word: str) -> list[str]:
    size = _LONGEST_PIECE if len(word) > _LONGEST_WORD else len(word)
    return [word[start : start + size] for start in range(0, len(word), size)]


def label_card(text: str, width_m: float, height_m: float, stands: bool = True) -> tuple[Part, ...]:
    """A card on a small wooden stand, its foot at the origin, that shows the text.

    It fills the width and height asked for; the text is broken over lines and sized to fit.
    One that doesn't stand hangs in the air. Words without letters that the typeface has are a
    question mark.
    """
    words = printable(text) or "?"
    half = width_m / 2
    return (
        Part(
            Bounds(-half * 1.12, -height_m * 1.03, half * 1.12, height_m * 0.04),
            functools.partial(_paint_card, words, width_m, height_m, stands),
        ),
    )


def _paint_stand(canvas: skia.Canvas, light: Light, half: float, height: float) -> None:
    leg, wood = height * _LEG_SHARE, tones(light, "#8a6242")
    dark = mix(light.fill, "#000000", 0.75)
    canvas.drawOval(oval(0, 0, half * 0.7, height * 0.025), fill(dark, 0.45, height * 0.012))
    thick = min(2 * half, height) * 0.035
    for side in (-1, 1):
        canvas.drawLine(
            side * half * 0.25,
            -leg * 1.3,
            side * half * 0.45,
            -thick * 0.3,
            line(wood.dark if side == light.key_side else wood.deep, thick),
        )


def _paint_card(
    words: str, width: float, height: float, stands: bool, canvas: skia.Canvas, brush: Brush
) -> None:
    light = brush.light
    half, leg = width / 2, height * _LEG_SHARE
    dark = mix(light.fill, "#000000", 0.75)
    thick = min(width, height) * 0.035
    if stands:
        _paint_stand(canvas, light, half, height)
    sheet = box(-half, -height, half, -leg)
    radius = min(width, height) * 0.035
    canvas.save()
    canvas.translate(-light.key_side * thick * 0.5, thick * 0.6)
    canvas.drawRoundRect(sheet, radius, radius, fill(dark, 0.4, thick * 0.6))
    canvas.restore()
    paper = mix(lit_by(PAPER, light.key, 1.08), PAPER, 0.35)
    shaded = mix(lit_by(PAPER, light.fill, 1.05), paper, 0.6)
    start, end = (-half, half) if light.key_side < 0 else (half, -half)
    canvas.drawRoundRect(sheet, radius, radius, linear((start, -height), (end, 0), [paper, shaded]))
    texture(canvas, sheet.makeInset(radius, radius), (width, width), 0.07, seed=51, slope=0.8)
    edge = line(mix(INK, shaded, 0.35), thick * 0.22)
    canvas.drawRoundRect(
        sheet.makeInset(thick * 0.9, thick * 0.9), radius * 0.7, radius * 0.7, edge
    )
    tape = box(-width * 0.11, -height * 1.012, width * 0.11, -height + thick * 1.3)
    canvas.drawRect(tape, fill(lit_by(TAPE, light.key, 1.05), 0.85))
    _paint_words(canvas, words, sheet.makeInset(width * 0.09, height * 0.10))


def _paint_words(canvas: skia.Canvas, words: str, area: skia.Rect) -> None:
    """The words as large as the area holds, centred, broken between words."""
    low, high = 0.0, area.height()
    for _ in range(14):
        size = (low + high) / 2
        lines = _broken(words, area.width() / size)
        fits = len(lines) * LINE_PITCH * size <= area.height()
        if fits and max(_width(text) for text in lines) * size <= area.width():
            low = size
        else:
            high = size
    size = low
    lines = _broken(words, area.width() / size)
    # Set at a hundred units and scaled: hinting at a size in metres would spoil the letters.
    font = skia.Font(_typeface(), 100)
    font.setSubpixel(True)
    pitch = LINE_PITCH * size
    y = area.centerY() - pitch * (len(lines) - 1) / 2 + size * 0.36
    for text in lines:
        canvas.save()
        canvas.translate(area.centerX() - _width(text) * size / 2, y)
        canvas.scale(size / 100, size / 100)
        canvas.drawString(text, 0, 0, font, fill(INK))
        canvas.restore()
        y += pitch


def _width(text: str) -> float:
    """The text's width in ems."""
    return float(skia.Font(_typeface(), 100).measureText(text)) / 100


def _broken(words: str, width_em: float) -> tuple[str, ...]:
    """Breaks into lines of at most this width where a space allows it."""
    lines: list[str] = []
    for word in words.split():
        if lines and _width(f"{lines[-1]} {word}") <= width_em:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("?",)
