"""A camera set up on a subject: what is in the picture, and the pose that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rushes.engines.animatic.looks import style_of
from rushes.engines.animatic.scene import CameraPose

LOWEST_CAMERA_Y = -0.12
"""A camera never digs into the ground."""


@dataclass(frozen=True, slots=True)
class Framing:
    """What one picture shows, told as a camera operator would.

    Picture coordinates here are in picture heights from the picture's centre, y down.
    """

    height_m: float
    """How many metres at the subject's depth fill the picture's height."""
    centre_x: float
    """The world's x that lies in the middle of the picture, at the subject's depth."""
    centre_y: float
    horizon: float
    """Where the horizon lies: −0.1 is a little above the middle."""
    focal: float
    subject_z: float = 0.0
    pan: float = 0.0
    """Tangent by which the camera looks to the right: chooses the background."""
    blur: float = 0.0

    @property
    def distance_m(self) -> float:
        """From the camera to the subject's depth."""
        return self.height_m * self.focal

    @property
    def pose(self) -> CameraPose:
        """The pose that shows this."""
        distance = self.distance_m
        y = self.centre_y + self.height_m * self.horizon
        tilt = -self.horizon / self.focal
        if y > LOWEST_CAMERA_Y:
            tilt = (self.centre_y - LOWEST_CAMERA_Y) / distance
            y = LOWEST_CAMERA_Y
        return CameraPose(
            x=self.centre_x - distance * self.pan,
            y=y,
            z=self.subject_z - distance,
            focal=self.focal,
            shift_x=self.pan,
            shift_y=tilt,
            focus_m=distance,
            blur=self.blur,
        )


def letterbox_share(aspect: float, look: tuple[str, ...]) -> float:
    """How much of the picture's height is seen between letterbox bars; 1 without any.

    Bars are for pictures wider than tall: of a tall one they would leave a slit.
    """
    wide = style_of(look).aspect
    return aspect / wide if 1.3 <= aspect < wide else 1.0


def within(framing: Framing, share: float) -> Framing:
    """The same picture composed within the middle `share` of the height."""
    return replace(framing, height_m=framing.height_m / share, horizon=framing.horizon * share)


def between(start: Framing, end: Framing, share: float) -> Framing:
    """From one framing to another; the size changes by equal ratios, as a steady pull-back's."""

    def linear(first: float, second: float) -> float:
        return first + (second - first) * share

    ratio = end.height_m / start.height_m
    return Framing(
        height_m=start.height_m * float(ratio**share),
        centre_x=linear(start.centre_x, end.centre_x),
        centre_y=linear(start.centre_y, end.centre_y),
        horizon=linear(start.horizon, end.horizon),
        focal=linear(start.focal, end.focal),
        subject_z=linear(start.subject_z, end.subject_z),
        pan=linear(start.pan, end.pan),
        blur=linear(start.blur, end.blur),
    )
