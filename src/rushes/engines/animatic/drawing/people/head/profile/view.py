"""The head in profile, layered."""

from __future__ import annotations

from collections.abc import Callable

import skia

from rushes.engines.animatic.drawing.people.head.hair_mass import (
    HairMass,
    paint_hair,
    paint_hair_shadow,
)
from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.head.profile.eye import paint_profile_eye
from rushes.engines.animatic.drawing.people.head.profile.face import (
    paint_profile_ear,
    paint_profile_face,
)
from rushes.engines.animatic.drawing.people.head.profile.hair import profile_hair
from rushes.engines.animatic.drawing.people.head.profile.outline import face_outline
from rushes.engines.animatic.drawing.people.head.view import HeadView, Layer, box_of
from rushes.engines.animatic.drawing.people.head.worn import worn_layers
from rushes.engines.animatic.drawing.people.ink import smooth
from rushes.engines.animatic.scene import Figure

FACE_BOX = (-0.90, -0.06, 0.20, 1.12)
EYE_BOX = (-0.19, 0.38, 0.03, 0.80)
EAR_BOX = (-0.54, 0.43, -0.37, 0.71)


def hair_layer(
    masses: tuple[HairMass, ...], skull_of: Callable[[HeadLook], skia.Path] | None = None
) -> Layer:
    """Hair masses that move together, over a skull or behind it."""

    def paint(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
        del face
        skull = skull_of(look) if skull_of else None
        for mass in masses:
            paint_hair(canvas, look, mass, skull)

    boxes = [smooth(mass.outline).computeTightBounds() for mass in masses]
    corners = [(b.left(), b.top()) for b in boxes] + [(b.right(), b.bottom()) for b in boxes]
    return Layer(paint, box_of(corners, 0.04))


def profile_skull(look: HeadLook) -> skia.Path:
    """The head's outline at rest."""
    return smooth(face_outline(look, Face()))


def _behind(figure: Figure) -> list[Layer]:
    design = profile_hair(figure.hair_style, figure.age == "old")
    return [hair_layer(design.behind)] if design.behind else []


def _before(figure: Figure) -> list[Layer]:
    design = profile_hair(figure.hair_style, figure.age == "old")

    def face(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
        paint_profile_face(canvas, look, face)
        paint_hair_shadow(canvas, look, design.before, profile_skull(look))

    layers = [
        Layer(face, FACE_BOX, follows_face=True),
        Layer(paint_profile_eye, EYE_BOX, follows_face=True, blinks=True),
    ]
    if design.before:
        layers.append(hair_layer(design.before, profile_skull))
    if design.shows_ear:
        layers.append(Layer(lambda canvas, look, _: paint_profile_ear(canvas, look), EAR_BOX))
    return [*layers, *worn_layers(figure, None)]


PROFILE = HeadView(pivot=(-0.44, 0.76), behind=_behind, before=_before)
