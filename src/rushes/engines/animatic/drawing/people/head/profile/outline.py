"""The outline of a face seen from the side: forehead, nose, lips, chin, moved by expression.

Head units: x is 0 at the forehead and grows in the direction looked at; y is 0 at the crown and 1
at the chin. Feature heights follow the usual canon: brows 0.39, nasion 0.44, nose 0.67, lips 0.765.
"""

from __future__ import annotations

from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.ink import Point, turned

JAW_JOINT: Point = (-0.40, 0.60)
MOUTH_CORNER: Point = (-0.048, 0.762)

FOREHEAD_WOMAN: tuple[Point, ...] = (
    (-0.16, 0.045), (-0.05, 0.135), (0.004, 0.245), (0.016, 0.33), (0.012, 0.385),
    (-0.004, 0.430), (0.004, 0.472),
)  # fmt: skip
NOSE_WOMAN: tuple[Point, ...] = (
    (0.030, 0.525), (0.064, 0.580), (0.096, 0.622), (0.103, 0.642), (0.092, 0.660),
    (0.060, 0.670), (0.034, 0.683),
)  # fmt: skip
LIPS_WOMAN: tuple[Point, ...] = ((0.036, 0.708), (0.054, 0.731), (0.058, 0.744), (0.044, 0.760))
CHIN_WOMAN: tuple[Point, ...] = (
    (0.046, 0.776), (0.047, 0.792), (0.030, 0.812), (0.012, 0.832), (0.010, 0.856),
    (0.022, 0.896), (0.014, 0.940), (-0.024, 0.978), (-0.085, 0.994),
)  # fmt: skip

FOREHEAD_MAN: tuple[Point, ...] = (
    (-0.16, 0.045), (-0.05, 0.125), (0.008, 0.235), (0.034, 0.325), (0.044, 0.378),
    (0.020, 0.430), (0.014, 0.470),
)  # fmt: skip
NOSE_MAN: tuple[Point, ...] = (
    (0.046, 0.528), (0.084, 0.588), (0.118, 0.632), (0.122, 0.652), (0.104, 0.670),
    (0.064, 0.678), (0.038, 0.690),
)  # fmt: skip
LIPS_MAN: tuple[Point, ...] = ((0.038, 0.712), (0.050, 0.735), (0.052, 0.746), (0.036, 0.762))
CHIN_MAN: tuple[Point, ...] = (
    (0.042, 0.779), (0.042, 0.796), (0.022, 0.817), (0.010, 0.838), (0.014, 0.862),
    (0.036, 0.904), (0.034, 0.950), (0.002, 0.990), (-0.075, 1.006),
)  # fmt: skip

FOREHEAD_CHILD: tuple[Point, ...] = (
    (-0.14, 0.050), (-0.02, 0.150), (0.036, 0.26), (0.044, 0.36), (0.030, 0.425),
    (0.000, 0.475), (0.000, 0.515),
)  # fmt: skip
NOSE_CHILD: tuple[Point, ...] = (
    (0.018, 0.560), (0.044, 0.602), (0.070, 0.634), (0.074, 0.652), (0.062, 0.668),
    (0.038, 0.677), (0.024, 0.690),
)  # fmt: skip
LIPS_CHILD: tuple[Point, ...] = ((0.028, 0.714), (0.046, 0.735), (0.049, 0.747), (0.034, 0.762))
CHIN_CHILD: tuple[Point, ...] = (
    (0.038, 0.777), (0.036, 0.793), (0.016, 0.814), (-0.004, 0.834), (-0.008, 0.858),
    (0.000, 0.898), (-0.014, 0.944), (-0.054, 0.978), (-0.115, 0.992),
)  # fmt: skip

BACK_OF_SKULL: tuple[Point, ...] = (
    (-0.60, 0.84), (-0.70, 0.72), (-0.79, 0.55), (-0.815, 0.38), (-0.76, 0.19), (-0.60, 0.05),
    (-0.38, 0.005),
)  # fmt: skip


def sections(look: HeadLook) -> tuple[tuple[Point, ...], ...]:
    """Forehead, nose, upper lip and chin of this kind of person."""
    if look.is_childlike:
        return FOREHEAD_CHILD, NOSE_CHILD, LIPS_CHILD, CHIN_CHILD
    if look.is_feminine:
        return FOREHEAD_WOMAN, NOSE_WOMAN, LIPS_WOMAN, CHIN_WOMAN
    return FOREHEAD_MAN, NOSE_MAN, LIPS_MAN, CHIN_MAN


def jaw_turn(face: Face) -> float:
    """Degrees by which the lower jaw hangs open."""
    return 13.0 * face.mouth_open


def moved_by_jaw(points: tuple[Point, ...], face: Face) -> tuple[Point, ...]:
    """Points of the lower jaw where the open mouth puts them."""
    return tuple(turned(p, JAW_JOINT, jaw_turn(face)) for p in points)


def mouth_corner(face: Face) -> Point:
    """Where the lips meet: back and up in a smile, down in sorrow."""
    x, y = MOUTH_CORNER
    drop = 0.010 * face.mouth_open
    return (
        x - 0.026 * max(0.0, face.smile) + 0.035 * face.pucker,
        y - (0.026 if face.smile > 0 else 0.034) * face.smile + drop,
    )


def front_line(look: HeadLook, face: Face) -> tuple[Point, ...]:
    """The open line from the hairline over nose and lips to under the chin."""
    forehead, nose, lips, chin = sections(look)
    forward = 0.016 * face.pucker - 0.006 * max(0.0, face.smile)
    lips = tuple((x + forward * (1 if i else 0), y) for i, (x, y) in enumerate(lips))
    chin = tuple((x + (forward if i < 2 else 0.0), y) for i, (x, y) in enumerate(chin))
    chin = moved_by_jaw(chin, face)
    inner = (0.022, 0.766)
    if face.mouth_open > 0.12:
        corner = mouth_corner(face)
        gap = ((0.028, 0.763), (corner[0] + 0.004, corner[1]))
        low = moved_by_jaw(((0.016, 0.774), (0.036, 0.771)), face)
        return (*forehead, *nose, *lips, *gap, *low, *chin)
    return (*forehead, *nose, *lips, inner, *chin)


def jaw_line(look: HeadLook, face: Face) -> tuple[Point, ...]:
    """From the chin along the jaw to the ear."""
    if look.is_childlike:
        line: tuple[Point, ...] = ((-0.20, 0.968), (-0.31, 0.905), (-0.385, 0.82), (-0.43, 0.72))
    elif look.is_feminine:
        line = ((-0.19, 0.968), (-0.31, 0.908), (-0.395, 0.822), (-0.435, 0.71))
    else:
        line = ((-0.18, 0.992), (-0.315, 0.938), (-0.415, 0.856), (-0.45, 0.72))
    return tuple(
        turned(p, JAW_JOINT, jaw_turn(face) * share)
        for p, share in zip(line, (0.95, 0.8, 0.5, 0.15), strict=True)
    )


def face_outline(look: HeadLook, face: Face) -> tuple[Point, ...]:
    """The closed outline of face and skull, without the neck."""
    return (*front_line(look, face), *jaw_line(look, face), *BACK_OF_SKULL)
