"""Plans and pools for tests of encoding alone, with renderers whose frames can be told apart."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rushes.engines.animatic.encoding.processes.pool import DrawingPool
from rushes.engines.animatic.plan import FilmPlan
from rushes.film.film_request import FPS, FilmRequest
from rushes.film.shot_list import Shot, ShotList, Words

# Drawing processes import what their parent can.
sys.path.append(str(Path(__file__).parent / "renderers"))

BARS = "moving_bars:MovingBars"


def _plan_film(
    duration_seconds: int = 3,
    cuts: tuple[int, ...] = (0, 30, 41),
    size: tuple[int, int] = (320, 180),
    draw_size: tuple[int, int] | None = None,
) -> FilmPlan:
    ends = (*cuts[1:], duration_seconds * FPS)
    shots = tuple(
        Shot(number, start, end, start / FPS, end / FPS, "WS", sounds=("wind",))
        for number, (start, end) in enumerate(zip(cuts, ends, strict=True), 1)
    )
    return FilmPlan(
        FilmRequest("Bars", duration_seconds=duration_seconds),
        ShotList(duration_seconds, "16:9", "en", (), shots, Words()),
        *size,
        *(draw_size or size),
        seed=7,
    )


@pytest.fixture
def plan_film() -> Callable[..., FilmPlan]:
    """Makes the plan of a small film from its length, cuts and size."""
    return _plan_film


@pytest.fixture(scope="session")
def bars_pool() -> Iterator[DrawingPool]:
    """Two processes that draw moving bars."""
    with DrawingPool(2, BARS) as pool:
        yield pool
