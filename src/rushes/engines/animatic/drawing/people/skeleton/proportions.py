"""Body measures in metres, from a figure's height, age, kind and build."""

from __future__ import annotations

from dataclasses import dataclass

from rushes.engines.animatic.scene import Figure

HEADS_TALL = {
    "baby": 4.3,
    "child": 5.6,
    "teen": 6.8,
    "young": 7.15,
    "middle-aged": 7.15,
    "old": 7.0,
}
HIP_SHARE = {"baby": 0.40, "child": 0.47, "teen": 0.505}
"""Height of the hip joints as a share of the whole; 0.51 for adults."""
GIRTH = {"slim": 0.93, "average": 1.0, "heavy": 1.22}


@dataclass(frozen=True, slots=True)
class Proportions:
    """Lengths and half-widths in metres."""

    height: float
    head: float
    """Crown to chin."""
    torso: float
    """Hip joints to the base of the neck."""
    thigh: float
    shin: float
    ankle: float
    """The ankle joint's height."""
    foot: float
    upper_arm: float
    forearm: float
    hand: float
    shoulder: float
    """From the spine to a shoulder joint."""
    hip: float
    """From the spine to a hip joint."""
    girth: float
    """1 for an average build."""
    is_feminine: bool
    is_childlike: bool

    @property
    def arm(self) -> float:
        """Shoulder to wrist, stretched."""
        return self.upper_arm + self.forearm


def proportions_of(figure: Figure) -> Proportions:
    """The measures of one figure."""
    height = figure.height_m
    head = height / HEADS_TALL.get(figure.age, 7.15)
    hip_height = height * HIP_SHARE.get(figure.age, 0.51)
    ankle = 0.045 * height
    childlike = figure.age in ("baby", "child")
    woman = figure.is_feminine and not childlike
    torso = height - 1.145 * head - hip_height
    reach = torso / 0.32
    shoulder = 0.100 * height if childlike else (0.096 if woman else 0.112) * height
    return Proportions(
        height=height,
        head=head,
        torso=torso,
        thigh=(hip_height - ankle) * 0.51,
        shin=(hip_height - ankle) * 0.49,
        ankle=ankle,
        foot=0.145 * height,
        upper_arm=0.168 * reach,
        forearm=0.142 * reach,
        hand=0.098 * reach,
        shoulder=shoulder,
        hip=(0.052 if woman else 0.048) * height,
        girth=GIRTH.get(figure.build, 1.0) * (1.08 if figure.age in ("baby", "child") else 1.0),
        is_feminine=woman,
        is_childlike=childlike,
    )
