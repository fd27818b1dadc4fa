"""What a head's painters need to know of the person, the light and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.scene import Figure, Light, Rgb

IRIS_COLOURS: tuple[Rgb, ...] = ("#5b7fa6", "#4d6b4c", "#6b7f58", "#7a5a34")
DARK_IRIS: Rgb = "#4a2c18"


@dataclass(frozen=True, slots=True)
class Face:
    """One drawn moment of a face. Everything 0..1 unless said."""

    mouth_open: float = 0.0
    smile: float = 0.35
    """−1 sorrow … 1 a broad smile."""
    brow_raise: float = 0.0
    """−1 lowered … 1 raised."""
    brow_slant: float = 0.0
    """−1 anger (inner ends down) … 1 sorrow (inner ends up)."""
    eyes: float = 1.0
    """0 closed, 1 open, 1.25 wide."""
    gaze: float = 0.0
    """−1 down … 1 up."""
    squint: float = 0.0
    """The lower lid raised by the cheek, as in a laugh: closed eyes then curve upwards."""
    pucker: float = 0.0
    tears: float = 0.0
    wink: float = 0.0
    """1 closes the eye on the right of the picture, or the one seen in profile."""
    tongue: float = 0.0
    clench: float = 0.0
    """1 shows both rows of teeth in an open mouth."""
    pupils: float = 1.0
    """Size of iris and pupil: smaller in fear."""
    turn: float = 0.0
    """−1..1: the face turned aside, as in shaking the head."""


@dataclass(frozen=True, slots=True)
class HeadLook:
    """A person's head under a light, seen at a size. Canonical: they face right."""

    figure: Figure
    skin: ink.Tones
    hair: ink.Tones
    light: Light
    front_light: float
    """1: the key light shines into the face, −1: onto the back of the head."""
    pixels: float
    """Pixels per head height."""
    random: Random

    @property
    def is_feminine(self) -> bool:
        """Whether the features follow a woman's."""
        return self.figure.is_feminine

    @property
    def is_childlike(self) -> bool:
        """Whether the features follow a child's."""
        return self.figure.age in ("baby", "child")

    @property
    def is_old(self) -> bool:
        """Whether the face has the lines of age."""
        return self.figure.age == "old"

    @property
    def lip(self) -> Rgb:
        """The lips' colour."""
        red = "#b8433f" if self.is_feminine and not self.is_childlike else "#a8584a"
        share = 0.72 if self.is_feminine and not self.is_childlike else 0.40
        return ink.mix(self.skin.shade, ink.lit_by(red, "#ffffff", 1.0), share)

    def lit(self, colour: Rgb) -> Rgb:
        """The colour in this light: eyes and teeth don't shine by night."""
        lamp = ink.mix("#ffffff", self.light.key, 0.30)
        return ink.lit_by(colour, lamp, min(1.0, ink.exposure(self.light)))

    @property
    def iris(self) -> Rgb:
        """Light eyes for light hair, else dark ones."""
        return self.lit(self._iris_by_day)

    @property
    def _iris_by_day(self) -> Rgb:
        if ink.luminance(self.figure.hair_colour) < 0.30 or ink.luminance(self.figure.skin) < 0.55:
            return DARK_IRIS
        return IRIS_COLOURS[len(self.figure.id) % len(IRIS_COLOURS)]


def beard_tone(look: HeadLook) -> tuple[Rgb, float]:
    """Colour of a beard and how much it covers: dark ones show as a shadow, grey ones are hair."""
    if ink.luminance(look.figure.hair_colour) > 0.5:
        return ink.mix(look.hair.base, look.hair.light, 0.2), 0.86
    return ink.mix(look.hair.deep, look.skin.deep, 0.25), 0.56


def front_light_of(light: Light, facing: int) -> float:
    """How far the key light is before (+) or behind (−) someone facing `facing`.

    A sun near the middle of the picture stands behind everyone: it lights no face more than
    another, so that two people looking at each other both keep theirs."""
    sidedness = min(1.0, abs(light.sun[0]) / 0.6)
    return 0.55 * (1 - sidedness) + sidedness * light.key_side * facing


def look_of(figure: Figure, brush: Brush, facing: int, head_m: float) -> HeadLook:
    """The look for one painting of a head `head_m` metres high."""
    return HeadLook(
        figure=figure,
        skin=ink.skin_tones(figure.skin, brush.light),
        hair=ink.hair_tones(figure.hair_colour, brush.light),
        light=brush.light,
        front_light=front_light_of(brush.light, facing),
        pixels=brush.pixels_per_metre * head_m,
        random=brush.random,
    )
