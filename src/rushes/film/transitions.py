"""How one shot goes over into the next, in frames: what drawing shows and a cut list says."""

from __future__ import annotations

from rushes.film.shot_list import Shot

OVERLAPPING = frozenset({"dissolve", "wipe"})
"""The transitions that show two shots at once."""
FADING = frozenset({"fade", "fade white", "iris"})
"""The transitions that go through black or white."""
OVERLAP_FRAMES = 16
"""How long a shot that has time for it comes in over the one before."""
FADE_FRAMES = 10
"""How long a fade takes on each side of the cut."""
WHIP_FRAMES = 5
"""How long a whip pan tears away from the shot before."""


def overlap_frames(shot: Shot) -> int:
    """For how many of its first frames the shot before it is still seen; 0 after a cut."""
    if shot.number == 1 or shot.transition not in OVERLAPPING:
        return 0
    return min(OVERLAP_FRAMES, shot.frame_count // 2)


def fade_frames(shot: Shot) -> int:
    """How many frames a fade in or out takes of this shot, where there is one."""
    return min(FADE_FRAMES, shot.frame_count // 3)


def fade_in_frames(shot: Shot) -> int:
    """How many of its first frames come out of black or white; 0 where it does not fade in."""
    return fade_frames(shot) if shot.transition in FADING else 0
