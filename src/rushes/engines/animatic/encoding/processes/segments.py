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

STAGING_FRAMES = 22
"""What staging and baking a shot takes, measured in frames drawn."""


class Segment(NamedTuple):
    """Frames of one shot that are drawn and encoded together; `end_frame` is not among them."""

    number: int
    first_frame: int
    end_frame: int
    shot: int
    """Place of the shot in the film, from 0."""

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
    for shot, (start, end) in enumerate(pairwise(cuts)):
        parts = -(-(end - start) // longest)
        edges = [start + (end - start) * part // parts for part in range(parts + 1)]
        for first, last in pairwise(edges):
            found.append(Segment(len(found), first, last, shot))
    return tuple(found)


class SegmentShares:
    """Deals segments out so that all processes finish at nearly the same time.

    Each process owns a run of neighbouring segments and draws it from the front, so it stays in its
    own shots; one that is done takes over the end of whoever has most left, if staging that shot
    again still leaves a gain.
    """

    def __init__(self, film: Sequence[Segment], processes: int) -> None:
        self._runs: list[list[Segment]] = [[] for _ in range(processes)]
        self._shot_in_hand: list[int | None] = [None] * processes
        whole = _cost(film, None)
        done = 0
        for place, segment in enumerate(film):
            cost = _cost(film[: place + 1], None) - done
            owner = int((done + cost / 2) * processes / max(whole, 1))
            self._runs[min(owner, processes - 1)].append(segment)
            done += cost

    def take(self, process: int) -> Segment | None:
        """The next segment for this process, or None when nothing is left that it should draw."""
        run = self._runs[process]
        if not run:
            self._take_over(process)
        if not run:
            return None
        segment = run.pop(0)
        self._shot_in_hand[process] = segment.shot
        return segment

    def _take_over(self, process: int) -> None:
        """Move the end of the longest run to this process, where both are done soonest."""
        costs = [_cost(run, shot) for run, shot in zip(self._runs, self._shot_in_hand, strict=True)]
        owner = costs.index(max(costs))
        run = self._runs[owner]

        def finish(kept: int) -> int:
            theirs = _cost(run[:kept], self._shot_in_hand[owner])
            return max(theirs, _cost(run[kept:], self._shot_in_hand[process]))

        kept = min(range(len(run)), key=finish, default=0)
        if run and finish(kept) < costs[owner]:
            self._runs[process] += run[kept:]
            del run[kept:]


def _cost(run: Sequence[Segment], shot_in_hand: int | None) -> int:
    """What drawing the segments takes, in frames."""
    cost = 0
    for segment in run:
        cost += segment.frame_count + (STAGING_FRAMES if segment.shot != shot_in_hand else 0)
        shot_in_hand = segment.shot
    return cost
