"""Heads from the front, turned a little, and from behind, layered."""

from __future__ import annotations

from collections.abc import Callable

import skia

from rushes.engines.animatic.drawing.people.head.front.eye import paint_front_eyes
from rushes.engines.animatic.drawing.people.head.front.face import (
    paint_front_ears,
    paint_front_face,
)
from rushes.engines.animatic.drawing.people.head.front.hair import (
    back_hair,
    front_hair,
    turned_hair,
)
from rushes.engines.animatic.drawing.people.head.front.outline import (
    FRONT,
    THREE_QUARTER,
    Turn,
    face_outline,
)
from rushes.engines.animatic.drawing.people.head.hair_mass import paint_hair_shadow
from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.head.profile.hair import HairDesign
from rushes.engines.animatic.drawing.people.head.profile.view import hair_layer
from rushes.engines.animatic.drawing.people.head.view import HeadView, Layer
from rushes.engines.animatic.drawing.people.head.worn import back_worn_layers, worn_layers
from rushes.engines.animatic.drawing.people.ink import linear, mix, smooth
from rushes.engines.animatic.scene import Figure

FACE_BOX = (-0.54, -0.06, 0.46, 1.14)
EYES_BOX = (-0.42, 0.36, 0.50, 0.84)


def _facing_layers(
    turn: Turn, design_of: Callable[[str, bool], HairDesign]
) -> tuple[Callable[[Figure], list[Layer]], Callable[[Figure], list[Layer]]]:
    def behind(figure: Figure) -> list[Layer]:
        design = design_of(figure.hair_style, figure.age == "old")
        return [hair_layer(design.behind)] if design.behind else []

    def before(figure: Figure) -> list[Layer]:
        design = design_of(figure.hair_style, figure.age == "old")

        def face(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
            now = turn.aside(face.turn)
            if design.shows_ear and not turn.is_turned:
                paint_front_ears(canvas, look, now)
            paint_front_face(canvas, look, face, now)
            paint_hair_shadow(canvas, look, design.before, skull(look))
            if design.shows_ear and turn.is_turned:
                paint_front_ears(canvas, look, now)

        def eyes(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
            paint_front_eyes(canvas, look, face, turn.aside(face.turn))

        def skull(look: HeadLook) -> skia.Path:
            return smooth(face_outline(look, Face(), turn))

        layers = [
            Layer(face, FACE_BOX, follows_face=True),
            Layer(eyes, EYES_BOX, follows_face=True, blinks=True),
        ]
        if design.before:
            layers.append(hair_layer(design.before, skull))
        return [*layers, *worn_layers(figure, turn)]

    return behind, before


def _back_of_head(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    del face
    path = smooth(face_outline(look, Face(), FRONT))
    skin = look.skin
    dim, lit = mix(skin.base, skin.shade, 0.8), mix(skin.base, skin.shade, 0.2)
    left, right = (dim, lit) if look.front_light >= 0 else (lit, dim)
    canvas.save()
    canvas.clipRect(skia.Rect(-0.6, -0.1, 0.6, 0.80))
    paint_front_ears(canvas, look, FRONT)
    canvas.drawPath(path, linear((-0.36, 0.5), (0.36, 0.5), (left, right)))
    canvas.restore()


def _back_layers(figure: Figure) -> list[Layer]:
    layers = [Layer(_back_of_head, (-0.46, -0.06, 0.46, 1.04))]
    masses = back_hair(figure.hair_style)
    if masses:
        layers.append(hair_layer(masses))
    return [*layers, *back_worn_layers(figure)]


_front_behind, _front_before = _facing_layers(FRONT, front_hair)
_turned_behind, _turned_before = _facing_layers(THREE_QUARTER, turned_hair)

FRONT_VIEW = HeadView(pivot=(0.0, 0.80), behind=_front_behind, before=_front_before)
THREE_QUARTER_VIEW = HeadView(pivot=(-0.13, 0.79), behind=_turned_behind, before=_turned_before)
BACK_VIEW = HeadView(pivot=(0.0, 0.80), behind=lambda figure: [], before=_back_layers)
