"""Where a film is cut into segments that are drawn apart, and who draws which.

The boundaries depend on the film alone, never on how many processes draw it: each segment is
encoded by an encoder of its own, so other boundaries would be other bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import fmean
from typing import NamedTuple

from rushes.engines.animatic.plan import FilmPlan
from rushes.film.transitions import overlap_frames

SHORTEST_FRAMES = 12
LONGEST_FRAMES = 24
SEGMENTS_WANTED = 20
"""Enough for several processes to finish together. More cost bits: each begins with a keyframe."""

FRAME_SECONDS, FRAMES_TO_BAKE = 0.03, 16
"""What a frame takes, and how many of them baking a shot takes, until that is measured."""
BAKING_BY_SIZE = {"EWS": 1.3, "WS": 1.3, "MS": 1.1, "MCU": 0.8, "CU": 0.7, "ECU": 0.8}
"""Wide shots show more. Rough averages; what a shot really takes is only seen once it is baked."""
FRAME_STAGES = ("draw", "convert", "encode")


class Segment(NamedTuple):
    """Frames of one shot that are drawn and encoded together; `end_frame` is not among them."""

    number: int
    first_frame: int
    end_frame: int
    shot: int
    """Place of the shot in the film, from 0."""
    take: int
    """The shots that are best drawn in one go, from 0: those that overlap in a dissolve."""
    baking: float = 1.0
    """What baking its shot is likely to take, beside an average shot."""

    @property
    def frame_count(self) -> int:
        return self.end_frame - self.first_frame


def segments(plan: FilmPlan) -> tuple[Segment, ...]:
    """The film's segments in order; every shot starts one, and shots are split evenly."""
    frame_count = plan.request.frame_count
    longest = min(max(frame_count // SEGMENTS_WANTED, SHORTEST_FRAMES), LONGEST_FRAMES)
    joined = {shot.start_frame for shot in plan.shot_list.shots if overlap_frames(shot)}
    cuts = sorted({shot.start_frame for shot in plan.shot_list.shots} | {0, frame_count})
    cuts = [cut for cut in cuts if 0 <= cut <= frame_count]
    found: list[Segment] = []
    take = -1
    baking = {shot.start_frame: BAKING_BY_SIZE.get(shot.size, 1.0) for shot in plan.shot_list.shots}
    for shot, (start, end) in enumerate(pairwise(cuts)):
        take += start == 0 or start not in joined
        parts = -(-(end - start) // longest)
        edges = [start + (end - start) * part // parts for part in range(parts + 1)]
        for first, last in pairwise(edges):
            found.append(Segment(len(found), first, last, shot, take, baking.get(start, 1.0)))
    return tuple(found)


class SegmentShares:
    """Deals segments out so that all processes finish at nearly the same time.

    One that is free takes the costliest take that nobody has begun, and draws it from the front.
    When none is left, it takes over the end of whoever has most left, if there is a gain in it even
    though the shot is baked once more. What drawing and baking cost is learnt as the film goes.
    """

    def __init__(self, film: Sequence[Segment], processes: int) -> None:
        takes = [list(take) for _, take in groupby(film, key=attrgetter("take"))]
        self._costs = _Costs()
        self._takes = sorted(takes, key=lambda take: self._costs.of(take, None), reverse=True)
        self._runs: list[list[Segment]] = [[] for _ in range(processes)]
        self._in_hand: list[Segment | None] = [None] * processes
        self._in_hand_seconds = [0.0] * processes

    def learn(self, segment: Segment, seconds: Mapping[str, float]) -> None:
        """Learn from what the stages of a segment took."""
        self._costs.learn(segment, seconds)

    def next_segment(self, process: int) -> Segment | None:
        """The next for this process, or None when nothing is left that it should draw."""
        run = self._runs[process]
        if not run and self._takes:
            run += self._takes.pop(0)
        if not run:
            self._take_over(process)
        if not run:
            return None
        segment = run.pop(0)
        self._in_hand_seconds[process] = self._costs.of([segment], self._in_hand[process])
        self._in_hand[process] = segment
        return segment

    def _take_over(self, process: int) -> None:
        """Move the end of the longest run to this process, where both are done soonest."""
        left = [self._seconds_left(number, run) for number, run in enumerate(self._runs)]
        owner = left.index(max(left))
        run = self._runs[owner]

        def finish(kept: int) -> float:
            return max(
                self._seconds_left(owner, run[:kept]), self._seconds_left(process, run[kept:])
            )

        kept = min(range(len(run)), key=finish, default=0)
        if run and finish(kept) < left[owner]:
            self._runs[process] += run[kept:]
            del run[kept:]

    def _seconds_left(self, process: int, run: Sequence[Segment]) -> float:
        """What the process has before it: the rest of what it has in hand, and the run."""
        in_hand = self._in_hand[process]
        is_busy = bool(
            self._runs[process]
        )  # One that is free has run out; its shot is baked still.
        return self._costs.of(run, in_hand) + self._in_hand_seconds[process] / 2 * is_busy


class _Costs:
    """What drawing takes, in seconds of CPU: guessed at first, then from what was measured."""

    def __init__(self) -> None:
        self._frames, self._frame_seconds = 1, FRAME_SECONDS
        self._average_bake = FRAMES_TO_BAKE * FRAME_SECONDS
        self._baked: dict[int, float] = {}

    def learn(self, segment: Segment, seconds: Mapping[str, float]) -> None:
        self._frames += segment.frame_count
        self._frame_seconds += sum(seconds.get(stage, 0.0) for stage in FRAME_STAGES)
        if "bake" in seconds:
            baking = seconds["bake"]
            self._baked[segment.shot] = baking
            self._average_bake = fmean((self._average_bake, baking / segment.baking))

    def of(self, run: Sequence[Segment], before: Segment | None) -> float:
        """Seconds for the segments, drawn by a process that drew `before` last."""
        seconds = 0.0
        for segment in run:
            seconds += segment.frame_count * self._frame_seconds / self._frames
            if before is None or segment.shot != before.shot:
                seconds += self._baked.get(segment.shot, self._average_bake * segment.baking)
            before = segment
        return seconds
