"""What a body's painters need to know: measures, clothes under the light, the size seen."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import skia

from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.drawing.people.head.look import front_light_of
from rushes.engines.animatic.drawing.people.ink import Point, Tones
from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton
from rushes.engines.animatic.drawing.people.skeleton.proportions import Proportions, proportions_of
from rushes.engines.animatic.scene import Figure, Light, Rgb

LOOSENESS = {
    "coat": 0.015, "jacket": 0.011, "suit": 0.009, "sweater": 0.010, "shirt": 0.006,
    "blouse": 0.006, "dress": 0.002, "bare": 0.0, "t-shirt": 0.004,
}  # fmt: skip
"""How far a garment stands off the body, as a share of the height."""


@dataclass(frozen=True, slots=True)
class BodyLook:
    """A clothed body under a light, seen at a size. Canonical: they face right."""

    figure: Figure
    body: Proportions
    skin: Tones
    top: Tones
    bottom: Tones
    shoe: Tones
    glove: Tones
    """The hands' colour: skin, or gloves."""
    light: Light
    side_light: float
    """1: lit from the right of the (canonical) picture, −1: from the left."""
    pixels: float
    """Pixels per metre."""
    random: Random

    @property
    def wears_dress(self) -> bool:
        """Whether the upper garment is a skirt as well."""
        return self.figure.top == "dress"

    @property
    def wears_skirt(self) -> bool:
        """Whether cloth hangs around both legs."""
        return self.wears_dress or self.figure.bottom == "skirt"

    @property
    def looseness(self) -> float:
        """Metres between body and garment."""
        return LOOSENESS.get(self.figure.top, 0.006) * self.body.height

    @property
    def is_detailed(self) -> bool:
        """Whether folds and seams are large enough to be seen."""
        return self.pixels > 60


def outfit_of(figure: Figure, brush: Brush, facing: int) -> BodyLook:
    """The look for one painting of a body."""
    light = brush.light
    bottom = figure.top_colour if figure.top == "dress" else figure.bottom_colour
    shoe, glove = figure.tint("shoes"), figure.tint("gloves")
    skin = ink.skin_tones(figure.skin, light)
    return BodyLook(
        figure=figure,
        body=proportions_of(figure),
        skin=skin,
        top=skin if figure.top == "bare" else ink.cloth_tones(figure.top_colour, light),
        bottom=ink.cloth_tones(bottom, light),
        shoe=skin if shoe == "skin" else ink.cloth_tones(shoe or _shoe_colour(figure), light),
        glove=ink.cloth_tones(glove, light) if glove else skin,
        light=light,
        side_light=front_light_of(light, facing),
        pixels=brush.pixels_per_metre,
        random=brush.random,
    )


def _shoe_colour(figure: Figure) -> Rgb:
    if figure.is_feminine:
        return ink.mix(figure.top_colour, "#8a5a44", 0.55)
    return "#4a2e20" if ink.luminance(figure.bottom_colour) > 0.3 else "#221a18"


def shaded(
    look: BodyLook, tones: Tones, left: Point, right: Point, depth: float = 0.7
) -> skia.Paint:
    """A gradient across a form, its light on the side the key comes from; `depth` 0..1 is how dark
    the other side turns."""
    colours = (
        tones.light, ink.mix(tones.base, tones.light, 0.25), tones.base, tones.shade,
        ink.mix(tones.shade, tones.deep, depth),
    )  # fmt: skip
    start, end = (right, left) if look.side_light >= 0 else (left, right)
    return ink.linear(start, end, colours, (0, 0.14, 0.42, 0.75, 1))


def across_body(look: BodyLook, tones: Tones, skeleton: Skeleton, box: skia.Rect) -> skia.Paint:
    """A gradient across the form's box in profile; else one across the whole body, so that trunk
    and arms are of one piece where they meet."""
    if skeleton.side > 0.8:
        middle = box.centerY()
        return shaded(look, tones, (box.left(), middle), (box.right(), middle))
    x, y = skeleton.neck
    half = 0.20 * look.body.height
    return shaded(look, tones, (x - half, y), (x + half, y), 0.2)


def edge_light(
    canvas: skia.Canvas, look: BodyLook, path: skia.Path, width: float, strength: float = 1.0
) -> None:
    """The rim of light inside a form's contour; the caller has clipped to the form."""
    rim = look.light.rim
    strength *= ink.rim_gain(look.light) / 1.3
    if look.is_detailed:
        canvas.drawPath(path, ink.stroke(rim, width * 2.4, 0.15 * strength, width * 0.7))
    canvas.drawPath(path, ink.stroke(ink.mix(rim, "#fff6e6", 0.3), width * 0.7, 0.45 * strength,
                                     width * 0.12 if look.pixels > 150 else 0))  # fmt: skip


def folds(
    canvas: skia.Canvas, look: BodyLook, tones: Tones, lines: list[tuple[Point, ...]], width: float
) -> None:
    """Creases of cloth: a dark furrow with a lit edge beside it."""
    if not look.is_detailed:
        return
    dark, light = skia.Path(), skia.Path()
    offset = width * (0.55 if look.side_light >= 0 else -0.55)
    for line in lines:
        dark.addPath(ink.sliver(line, width))
        light.addPath(ink.sliver([(x + offset, y) for x, y in line], width * 0.55))
    blur = width * 0.22
    canvas.drawPath(dark, ink.fill(tones.deep, 0.42, blur))
    canvas.drawPath(light, ink.fill(tones.light, 0.42, blur * 0.7))
