"""The encoding baseline that the engine's speed is measured against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rushes.engines.animatic.encoding.baseline import (
    FramesFromMemory,
    encode_baseline,
    frames_file,
)
from rushes.engines.animatic.encoding.processes.process import load_renderer
from rushes.engines.animatic.plan import FilmPlan

BARS = "moving_bars:MovingBars"


def test_the_baseline_takes_time_and_leaves_no_frames_behind(
    plan_film: Callable[..., FilmPlan],
) -> None:
    plan = plan_film(duration_seconds=3)
    assert encode_baseline(plan, 2, has_sound=True, renderer=BARS) > 0
    assert not frames_file(plan).exists()


def test_the_frames_from_memory_are_those_that_were_drawn(
    plan_film: Callable[..., FilmPlan],
) -> None:
    plan = plan_film(duration_seconds=3)
    drawn = load_renderer(BARS)(plan)
    frames_file(plan).write_bytes(b"".join(drawn.frame(index).tobytes() for index in range(72)))
    try:
        from_memory = FramesFromMemory(plan)
        for index in (0, 40, 71):
            assert np.array_equal(from_memory.frame(index), drawn.frame(index))
    finally:
        frames_file(plan).unlink()
