"""Hair styles seen from the front, turned a little, and from behind."""

from __future__ import annotations

from dataclasses import replace

from rushes.engines.animatic.drawing.people.head.hair_mass import Guide, HairMass, mirrored
from rushes.engines.animatic.drawing.people.head.profile.hair import HairDesign
from rushes.engines.animatic.drawing.people.ink import Point

SHORT = HairMass(
    outline=(
        (-0.362, 0.470), (-0.392, 0.340), (-0.388, 0.190), (-0.330, 0.040), (-0.200, -0.060),
        (-0.020, -0.110), (0.160, -0.100), (0.300, -0.030), (0.382, 0.110), (0.398, 0.280),
        (0.366, 0.470), (0.342, 0.440), (0.330, 0.330), (0.285, 0.215), (0.150, 0.150),
        (-0.040, 0.165), (-0.180, 0.185), (-0.275, 0.245), (-0.325, 0.340), (-0.340, 0.440),
    ),
    guides=(
        ((-0.23, 0.20), (-0.30, 0.24), (-0.345, 0.34), (-0.355, 0.46)),
        ((-0.20, 0.14), (-0.30, 0.10), (-0.37, 0.22), (-0.375, 0.40)),
        ((-0.20, 0.16), (-0.14, 0.02), (-0.02, -0.06), (0.12, -0.06)),
        ((-0.10, 0.16), (0.02, 0.05), (0.20, -0.02), (0.34, 0.08)),
        ((0.02, 0.16), (0.14, 0.10), (0.30, 0.16), (0.36, 0.36)),
        ((0.14, 0.15), (0.24, 0.16), (0.33, 0.28), (0.35, 0.45)),
    ),
    strands=130,
    sheen=(0.20, 0.55),
)  # fmt: skip

CROPPED = HairMass(
    outline=(
        (-0.358, 0.440), (-0.374, 0.320), (-0.362, 0.180), (-0.300, 0.060), (-0.170, -0.020),
        (0.0, -0.045), (0.170, -0.020), (0.300, 0.060), (0.362, 0.180), (0.374, 0.320),
        (0.358, 0.440), (0.338, 0.400), (0.322, 0.290), (0.255, 0.175), (0.120, 0.140),
        (0.0, 0.150), (-0.120, 0.140), (-0.255, 0.175), (-0.322, 0.290), (-0.338, 0.400),
    ),
    guides=(
        ((-0.25, 0.18), (-0.32, 0.24), (-0.355, 0.40)),
        ((-0.10, 0.14), (-0.16, 0.06), (-0.24, 0.06)),
        ((0.10, 0.14), (0.16, 0.06), (0.24, 0.06)),
        ((0.25, 0.18), (0.32, 0.24), (0.355, 0.40)),
    ),
    strands=90,
)  # fmt: skip


def _curtain(length: float, wide: float, wave: float, strands: int) -> HairMass:
    """Hair parted above and falling on the right of the face to a y of `length`."""
    tip = length
    outline: tuple[Point, ...] = (
        (-0.050, -0.078), (0.060, -0.096), (0.210, -0.080), (0.340, 0.010), (0.420, 0.180),
        (0.440, 0.400), (0.440 + wide * 0.4, 0.640), (0.450 + wide * 0.7, 0.860),
        (0.460 + wide, 0.86 + (tip - 0.86) * 0.5), (0.430 + wide * 0.8, tip - 0.10),
        (0.360 + wide * 0.5, tip), (0.280 + wide * 0.2, tip - 0.05),
        (0.262, 0.86 + (tip - 0.86) * 0.5), (0.290, 0.800), (0.318, 0.640), (0.318, 0.470),
        (0.270, 0.310), (0.160, 0.190), (0.030, 0.100),
    )  # fmt: skip
    inner: Guide = (
        (-0.02, 0.02),
        (0.10, 0.14),
        (0.25, 0.29),
        (0.315, 0.50),
        (0.30, 0.76),
        (0.275, 0.86 + (tip - 0.86) * 0.5),
        (0.31 + wide * 0.3, tip - 0.02),
    )
    middle: Guide = ((-0.01, 0.00), (0.15, 0.05), (0.32, 0.22), (0.38, 0.50), (0.375, 0.78),
                     (0.37 + wide * 0.5, 0.86 + (tip - 0.86) * 0.5),
                     (0.36 + wide * 0.5, tip - 0.01))  # fmt: skip
    outer: Guide = ((-0.01, -0.06), (0.20, -0.07), (0.38, 0.12), (0.43, 0.42),
                    (0.44 + wide * 0.5, 0.76), (0.45 + wide * 0.95, 0.86 + (tip - 0.86) * 0.5),
                    (0.42 + wide * 0.75, tip - 0.10))  # fmt: skip
    return HairMass(outline, (inner, middle, outer), wave, strands, (0.14, 0.40), flyaways=0)


def _fall(length: float, wide: float) -> HairMass:
    """Hair behind face and neck."""
    return HairMass(
        outline=(
            (-0.30, 0.02), (0.30, 0.02), (0.42, 0.30), (0.44 + wide * 0.5, 0.80),
            (0.42 + wide, length - 0.2), (0.26, length - 0.04), (0.0, length - 0.10),
            (-0.26, length - 0.04), (-0.42 - wide, length - 0.2), (-0.44 - wide * 0.5, 0.80),
            (-0.42, 0.30),
        ),
        guides=(
            ((-0.3, 0.2), (-0.40, 0.7), (-0.36 - wide, length - 0.1)),
            ((0.0, 0.2), (0.0, 0.7), (0.0, length - 0.1)),
            ((0.3, 0.2), (0.40, 0.7), (0.36 + wide, length - 0.1)),
        ),
        strands=60,
        sheen=(0.6, 0.7),
    )  # fmt: skip


GATHERED = HairMass(
    outline=(
        (-0.352, 0.470), (-0.385, 0.330), (-0.376, 0.180), (-0.310, 0.030), (-0.170, -0.062),
        (0.0, -0.086), (0.170, -0.062), (0.310, 0.030), (0.376, 0.180), (0.385, 0.330),
        (0.352, 0.470), (0.334, 0.420), (0.316, 0.320), (0.240, 0.205), (0.120, 0.160),
        (0.0, 0.150), (-0.120, 0.160), (-0.240, 0.205), (-0.316, 0.320), (-0.334, 0.420),
    ),
    guides=(
        ((-0.32, 0.34), (-0.36, 0.28), (-0.36, 0.16)),
        ((-0.20, 0.18), (-0.24, 0.06), (-0.18, -0.04)),
        ((0.0, 0.15), (0.0, 0.04), (0.0, -0.07)),
        ((0.20, 0.18), (0.24, 0.06), (0.18, -0.04)),
        ((0.32, 0.34), (0.36, 0.28), (0.36, 0.16)),
    ),
    strands=110,
    sheen=(0.3, 0.7),
)  # fmt: skip

TOP_KNOT = HairMass(
    outline=((-0.13, -0.04), (-0.15, -0.14), (-0.08, -0.22), (0.06, -0.22), (0.14, -0.14),
             (0.12, -0.04), (0.0, -0.01)),
    guides=(((-0.10, -0.04), (-0.08, -0.16), (0.06, -0.19), (0.10, -0.08)),
            ((-0.06, -0.03), (0.0, -0.12), (0.05, -0.10), (0.02, -0.03))),
    strands=40,
)  # fmt: skip

TAIL_OVER_SHOULDER = HairMass(
    outline=((0.22, 0.72), (0.34, 0.66), (0.44, 0.86), (0.46, 1.16), (0.38, 1.42), (0.32, 1.30),
             (0.30, 1.04), (0.26, 0.86)),
    guides=(((0.26, 0.72), (0.31, 0.94), (0.34, 1.16), (0.37, 1.38)),
            ((0.33, 0.70), (0.42, 0.90), (0.44, 1.14), (0.39, 1.38))),
    strands=40,
    wave=0.01,
)  # fmt: skip

CURLY = HairMass(
    outline=(
        (-0.350, 0.520), (-0.470, 0.600), (-0.500, 0.480), (-0.560, 0.380), (-0.520, 0.250),
        (-0.540, 0.110), (-0.450, 0.010), (-0.400, -0.110), (-0.270, -0.140), (-0.150, -0.210),
        (0.0, -0.190), (0.150, -0.215), (0.270, -0.145), (0.400, -0.110), (0.450, 0.010),
        (0.540, 0.110), (0.520, 0.250), (0.560, 0.380), (0.500, 0.480), (0.470, 0.600),
        (0.350, 0.520), (0.330, 0.400), (0.290, 0.270), (0.190, 0.200), (0.090, 0.215),
        (0.0, 0.180), (-0.090, 0.215), (-0.190, 0.200), (-0.290, 0.270), (-0.330, 0.400),
    ),
    guides=(
        ((-0.30, 0.30), (-0.40, 0.36), (-0.44, 0.54)),
        ((-0.22, 0.20), (-0.40, 0.08), (-0.52, 0.30)),
        ((-0.08, 0.18), (-0.16, -0.06), (-0.36, -0.06)),
        ((0.08, 0.18), (0.16, -0.06), (0.36, -0.06)),
        ((0.22, 0.20), (0.40, 0.08), (0.52, 0.30)),
        ((0.30, 0.30), (0.40, 0.36), (0.44, 0.54)),
    ),
    wave=0.055,
    strands=50,
    sheen=(0.15, 0.7),
    curls=120,
)  # fmt: skip

FRINGE = HairMass(
    outline=((0.345, 0.560), (0.395, 0.520), (0.405, 0.400), (0.372, 0.330), (0.345, 0.420)),
    guides=(((0.36, 0.36), (0.36, 0.54)), ((0.39, 0.38), (0.385, 0.52))),
    strands=16,
)  # fmt: skip


def _parted(length: float, wide: float, wave: float, strands: int) -> HairDesign:
    right = _curtain(length, wide, wave, strands)
    return HairDesign(
        behind=(_fall(length * 0.97, wide * 0.7),),
        before=(mirrored(right), right),
        shows_ear=False,
    )


FRONT_HAIR: dict[str, HairDesign] = {
    "short": HairDesign(before=(SHORT,)),
    "cropped": HairDesign(before=(CROPPED,)),
    "loose": _parted(1.46, 0.09, 0.030, 120),
    "long": _parted(1.78, 0.03, 0.008, 120),
    "bob": _parted(0.98, 0.04, 0.006, 100),
    "bun": HairDesign(behind=(TOP_KNOT,), before=(GATHERED,)),
    "ponytail": HairDesign(behind=(TAIL_OVER_SHOULDER,), before=(GATHERED,)),
    "curly": HairDesign(before=(CURLY,), shows_ear=False),
    "bald": HairDesign(),
}


def front_hair(style: str, is_old: bool) -> HairDesign:
    """The design of a style from the front; an unknown one is short hair."""
    if style == "bald" and is_old:
        return HairDesign(before=(mirrored(FRINGE), FRINGE))
    return FRONT_HAIR.get(style, FRONT_HAIR["short"])


def _shifted(mass: HairMass, shift_of: dict[str, float]) -> HairMass:
    def moved(point: Point) -> Point:
        x, y = point
        # The far side narrows, the near side shows more of the back of the head.
        if x > 0:
            return x * shift_of["far"] + shift_of["dx"], y
        return x * shift_of["near"] + shift_of["dx"], y

    return replace(
        mass,
        outline=tuple(moved(p) for p in mass.outline),
        guides=tuple(tuple(moved(p) for p in guide) for guide in mass.guides),
    )


SIDE_OF_SKULL = HairMass(
    outline=(
        (-0.280, 0.200), (-0.380, 0.100), (-0.470, 0.180), (-0.505, 0.370), (-0.480, 0.545),
        (-0.430, 0.660), (-0.395, 0.620), (-0.385, 0.470), (-0.352, 0.435), (-0.335, 0.520),
        (-0.318, 0.500), (-0.316, 0.380), (-0.290, 0.280),
    ),
    guides=(
        ((-0.29, 0.26), (-0.33, 0.40), (-0.33, 0.50)),
        ((-0.36, 0.16), (-0.44, 0.36), (-0.42, 0.62)),
        ((-0.42, 0.14), (-0.49, 0.36), (-0.45, 0.62)),
    ),
    strands=60,
    soft_edge=0.016,
)  # fmt: skip
"""What a turned head shows of short or gathered hair between temple, ear and nape."""


def turned_hair(style: str, is_old: bool) -> HairDesign:
    """The design of a style on a head turned a little to the right."""
    design = front_hair(style, is_old)
    over = {"far": 0.76, "near": 1.28, "dx": 0.035}
    if style in ("loose", "long", "bob"):
        over = {"far": 0.72, "near": 1.16, "dx": 0.055}
    under = {"far": 0.80, "near": 1.10, "dx": -0.06}
    if style == "bald":
        over = {"far": 0.70, "near": 1.12, "dx": 0.03}
    has_side = style in ("short", "cropped", "bun", "ponytail") or style not in FRONT_HAIR
    side = (SIDE_OF_SKULL,) if has_side else ()
    return HairDesign(
        behind=tuple(_shifted(m, under) for m in design.behind),
        before=(*side, *(_shifted(m, over) for m in design.before)),
        shows_ear=design.shows_ear,
    )


def _nape(length: float, wide: float, wave: float = 0.0) -> HairMass:
    """Hair over the whole back of the head, down to `length`."""
    half: tuple[Point, ...] = (
        (0.0, -0.085), (0.20, -0.060), (0.335, 0.060), (0.400, 0.260), (0.395, 0.480),
        (0.330 + wide, min(0.72, length * 0.82)), (0.270 + wide, length - 0.06), (0.12, length),
    )  # fmt: skip
    low: Point = (0.0, length - 0.01)
    guides: tuple[Guide, ...] = tuple(
        ((0.02 * s, -0.06), (0.36 * s, 0.16), (0.38 * s, 0.45), ((0.27 + wide) * s, length - 0.04))
        if abs(s) > 0.6
        else ((0.02 * s, -0.05), (0.30 * s, 0.20), (0.30 * s, 0.50), (0.30 * s, length - 0.02))
        for s in (-1.0, -0.5, 0.0, 0.5, 1.0)
    )
    return HairMass(
        outline=(*half, low, *((-x, y) for x, y in reversed(half[1:]))),
        guides=guides,
        wave=wave,
        strands=200,
        sheen=(0.20, 0.45),
    )


BACK_BUN = HairMass(
    outline=((-0.15, 0.28), (-0.10, 0.17), (0.03, 0.14), (0.14, 0.20), (0.17, 0.32), (0.10, 0.43),
             (-0.04, 0.45), (-0.14, 0.39)),
    guides=(((-0.12, 0.28), (0.0, 0.16), (0.14, 0.26), (0.08, 0.40)),
            ((-0.10, 0.34), (0.0, 0.26), (0.06, 0.30), (0.0, 0.38))),
    strands=60,
    sheen=(0.1, 0.6),
)  # fmt: skip

BACK_TAIL = HairMass(
    outline=((-0.06, 0.24), (0.06, 0.24), (0.12, 0.50), (0.13, 0.90), (0.08, 1.24), (0.0, 1.42),
             (-0.08, 1.24), (-0.13, 0.90), (-0.12, 0.50)),
    guides=(((-0.04, 0.28), (-0.10, 0.60), (-0.08, 1.00), (-0.02, 1.38)),
            ((0.04, 0.28), (0.10, 0.60), (0.08, 1.00), (0.02, 1.38))),
    strands=70,
    wave=0.01,
)  # fmt: skip

BACK_HAIR: dict[str, tuple[HairMass, ...]] = {
    "short": (_nape(0.80, -0.06),),
    "cropped": (_nape(0.74, -0.05),),
    "loose": (_nape(1.55, 0.16, 0.03),),
    "long": (_nape(1.85, 0.10, 0.01),),
    "bob": (_nape(0.98, 0.12),),
    "bun": (_nape(0.74, -0.06), BACK_BUN),
    "ponytail": (_nape(0.72, -0.06), BACK_TAIL),
    "curly": (replace(CURLY, outline=tuple(
        (x, y if y < 0.16 or abs(x) > 0.34 else 0.70) for x, y in CURLY.outline)),),
    "bald": (),
}  # fmt: skip


def back_hair(style: str) -> tuple[HairMass, ...]:
    """Hair from behind; an unknown style is short hair."""
    return BACK_HAIR.get(style, BACK_HAIR["short"])
