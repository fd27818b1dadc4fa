"""The head in profile, layered."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.people.head.hair_mass import HairMass, paint_hair
from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.head.profile_eye import paint_profile_eye
from rushes.engines.animatic.drawing.people.head.profile_face import (
    paint_profile_ear,
    paint_profile_face,
)
from rushes.engines.animatic.drawing.people.head.profile_hair import profile_hair
from rushes.engines.animatic.drawing.people.head.view import HeadView, Layer, box_of
from rushes.engines.animatic.scene import Figure

FACE_BOX = (-0.90, -0.06, 0.20, 1.12)
EYE_BOX = (-0.19, 0.38, 0.03, 0.60)
TEAR_BOX = (-0.19, 0.38, 0.03, 0.80)
EAR_BOX = (-0.54, 0.43, -0.37, 0.71)


def hair_layer(masses: tuple[HairMass, ...]) -> Layer:
    """Hair masses that move together."""

    def paint(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
        del face
        for mass in masses:
            paint_hair(canvas, look, mass)

    points = [p for mass in masses for p in (*mass.outline, *(q for g in mass.guides for q in g))]
    return Layer(paint, box_of(points, 0.07))


def _behind(figure: Figure) -> list[Layer]:
    design = profile_hair(figure.hair_style, figure.age == "old")
    return [hair_layer(design.behind)] if design.behind else []


def _before(figure: Figure) -> list[Layer]:
    design = profile_hair(figure.hair_style, figure.age == "old")
    layers = [
        Layer(paint_profile_face, FACE_BOX, follows_face=True),
        Layer(paint_profile_eye, TEAR_BOX, follows_face=True, blinks=True),
    ]
    if design.before:
        layers.append(hair_layer(design.before))
    if design.shows_ear:
        layers.append(Layer(lambda canvas, look, _: paint_profile_ear(canvas, look), EAR_BOX))
    return layers


PROFILE = HeadView(pivot=(-0.44, 0.76), behind=_behind, before=_before)
