"""Where a film is cut into segments that are drawn apart, and who draws which.

The boundaries depend on the film alone, never on how many processes draw it: each segment is
encoded by an encoder of its own, so other boundaries would be other bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rushes.engines.animatic.plan import FilmPlan

SHORTEST_FRAMES = 12
LONGEST_FRAMES = 24
SEGMENTS_WANTED = 20
"""Enough for several processes to finish together. More cost bits: each begins with a keyframe."""


class Segment(NamedTuple):
    """Frames of one shot that are drawn and encoded together; `end_frame` is not among them."""

    number: int
    first_frame: int
    end_frame: int

    @property
    def frame_count(self) -> int:
        return self.end_frame - self.first_frame


def segments(plan: FilmPlan) -> tuple[Segment, ...]:
    """The film's segments in order; every shot starts one, and shots are split evenly."""
    frame_count = plan.request.frame_count
    longest = min(max(frame_count // SEGMENTS_WANTED, SHORTEST_FRAMES), LONGEST_FRAMES)
    cuts = sorted({shot.start_frame for shot in plan.shot_list.shots} | {0, frame_count})
    cuts = [cut for cut in cuts if 0 <= cut <= frame_count]
    found: list[Segment] = []
    for start, end in pairwise(cuts):
        parts = -(-(end - start) // longest)
        edges = [start + (end - start) * part // parts for part in range(parts + 1)]
        for first, last in pairwise(edges):
            found.append(Segment(len(found), first, last))
    return tuple(found)


class SegmentShares:
    """Deals segments out so that a process stays in its own shots as long as it can.

    Each process owns a run of neighbouring segments, about the same number of frames, and draws it
    from the front; one that is done takes over the last segment of whoever has most left. So at
    most a shot or two are staged twice, and all processes finish at nearly the same time.
    """

    def __init__(self, film: Sequence[Segment], processes: int) -> None:
        total = sum(segment.frame_count for segment in film)
        self._runs: list[list[Segment]] = [[] for _ in range(processes)]
        before = 0
        for segment in film:
            middle = before + segment.frame_count / 2
            self._runs[min(int(middle * processes / max(total, 1)), processes - 1)].append(segment)
            before += segment.frame_count

    def take(self, process: int) -> Segment | None:
        """The next segment for this process, or None when all are dealt out."""
        if self._runs[process]:
            return self._runs[process].pop(0)
        longest = max(self._runs, key=lambda run: sum(s.frame_count for s in run))
        return longest.pop() if longest else None
