"""Which close-up a subject's words ask for."""

from __future__ import annotations

from rushes.engines.animatic.drawing.part import Part
from rushes.engines.animatic.drawing.people.close_ups.clasp import clasp_parts
from rushes.engines.animatic.scene import CastMember, Light


def close_up_parts(
    subject: str, cast: tuple[CastMember, ...], light: Light, aspect: float
) -> tuple[Part, ...]:
    """A close-up of people's `hands`, `eyes` or `feet`; nothing where there is nobody.

    Item space is 1 unit = picture height, the origin in the picture's middle. An unknown subject
    shows the hands.
    """
    if not cast:
        return ()
    ordered = sorted(cast, key=lambda member: member.x)
    return clasp_parts(ordered[0].figure, ordered[-1].figure, light, aspect)
