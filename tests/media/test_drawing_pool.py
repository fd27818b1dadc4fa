"""The drawing processes: warm from film to film, and clear about what went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from rushes.engines.animatic.encoding.film import make_film
from rushes.engines.animatic.encoding.processes.pool import DrawingPool
from rushes.engines.animatic.encoding.processes.segments import Segment, SegmentShares, segments
from rushes.engines.animatic.plan import FilmPlan
from rushes.errors import EngineCrashed, EngineFailed, StorageFull

PlanFilm = Callable[..., FilmPlan]


def _ignore(fraction: float, phase: str) -> None:
    """Progress nobody looks at."""


def _never() -> bool:
    return False


def _wait_for(is_true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 20
    while not is_true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


def test_a_killed_drawing_process_fails_the_film_and_leaves_nothing(
    plan_film: PlanFilm, tmp_path: Path
) -> None:
    with (
        DrawingPool(2, "moving_bars:DiesAtFrame30") as pool,
        pytest.raises(EngineCrashed, match=r"signal 9.*frames 30") as caught,
    ):
        make_film(plan_film(), True, tmp_path / "film.mp4", _ignore, _never, pool=pool)
    assert caught.value.is_retryable
    assert list(tmp_path.iterdir()) == []


def test_the_film_after_a_crash_is_made_by_a_whole_pool(
    plan_film: PlanFilm, tmp_path: Path
) -> None:
    with DrawingPool(2, "moving_bars:MovingBars") as pool:
        pool.wait_until_ready()
        os.kill(pool.pids[0], signal.SIGKILL)
        _wait_for(partial(_has_ended, pool.pids[0]), "the process's end")
        make_film(plan_film(), False, tmp_path / "film.mp4", _ignore, _never, pool=pool)
        assert len(pool.pids) == 2
    assert (tmp_path / "film.mp4").exists()


def test_an_exception_while_drawing_names_the_frame(plan_film: PlanFilm, tmp_path: Path) -> None:
    with DrawingPool(2, "moving_bars:FailsAtFrame30") as pool:
        with pytest.raises(EngineFailed, match="Frame 30 could not be drawn: ZeroDivisionError"):
            make_film(plan_film(), False, tmp_path / "film.mp4", _ignore, _never, pool=pool)
        assert list(tmp_path.iterdir()) == []
        short = plan_film(duration_seconds=1, cuts=(0,))
        make_film(short, False, tmp_path / "film.mp4", _ignore, _never, pool=pool)
    assert (tmp_path / "film.mp4").exists()


def test_a_cancelled_film_stops_within_a_frame_or_two(plan_film: PlanFilm, tmp_path: Path) -> None:
    heard: list[str] = []
    with DrawingPool(1, "moving_bars:Slow") as pool:
        pool.wait_until_ready()
        with pytest.raises(EngineFailed, match="cancelled"):
            make_film(
                plan_film(),
                True,
                tmp_path / "film.mp4",
                lambda fraction, phase: heard.append(phase),
                lambda: "drawing" in heard,
                pool=pool,
            )
        # All 72 frames take 7.2 s; the pool is free for a short film long before.
        begun = time.monotonic()
        one_second = plan_film(duration_seconds=1, cuts=(0,))
        make_film(one_second, False, tmp_path / "next.mp4", _ignore, _never, pool=pool)
        assert time.monotonic() - begun < 7.2
    assert [path.name for path in tmp_path.iterdir()] == ["next.mp4"]


def test_the_processes_stay_from_film_to_film(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    make_film(plan_film(), False, tmp_path / "one.mp4", _ignore, _never, pool=bars_pool)
    before = bars_pool.pids
    make_film(plan_film(), False, tmp_path / "two.mp4", _ignore, _never, pool=bars_pool)
    assert bars_pool.pids == before


def test_progress_rises_through_the_phases_at_least_four_times_a_second(
    plan_film: PlanFilm, tmp_path: Path
) -> None:
    heard: list[tuple[float, float, str]] = []
    with DrawingPool(2, "moving_bars:Slow") as pool:
        pool.wait_until_ready()
        make_film(
            plan_film(),
            True,
            tmp_path / "film.mp4",
            lambda fraction, phase: heard.append((time.monotonic(), fraction, phase)),
            _never,
            pool=pool,
        )
    fractions = [fraction for _, fraction, _ in heard]
    assert fractions == sorted(fractions)
    assert [phase for phase in dict.fromkeys(phase for *_, phase in heard) if phase != "sound"] == [
        "staging",
        "drawing",
        "writing",
    ]
    assert len(heard) >= 4 * (heard[-1][0] - heard[0][0])


def test_drawing_processes_end_with_a_parent_that_is_killed() -> None:
    program = (
        "from rushes.engines.animatic.encoding.processes.pool import DrawingPool\n"
        "pool = DrawingPool(2, 'moving_bars:MovingBars')\n"
        "pool.wait_until_ready()\n"
        "print(*pool.pids, flush=True)\n"
        "input()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert {os.getpgid(pid) for pid in pids} == {parent.pid}
        parent.kill()
    for pid in pids:
        _wait_for(partial(_has_ended, pid), f"the end of process {pid}")


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, or a zombie that nobody has buried yet."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return after_name.split()[0] == "Z"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_as_such(
    plan_film: PlanFilm, bars_pool: DrawingPool, tmp_path: Path
) -> None:
    (tmp_path / "film.mp4.part").symlink_to("/dev/full")
    with pytest.raises(StorageFull, match=r"film\.mp4"):
        make_film(plan_film(), False, tmp_path / "film.mp4", _ignore, _never, pool=bars_pool)
    assert list(tmp_path.iterdir()) == []


def test_every_frame_is_in_one_segment_and_no_segment_spans_a_cut(plan_film: PlanFilm) -> None:
    for cuts in ((0,), (0, 1, 2), (0, 100, 101, 359)):
        film = segments(plan_film(duration_seconds=15, cuts=cuts))
        numbers = [n for part in film for n in range(part.first_frame, part.end_frame)]
        assert numbers == list(range(360))
        assert set(cuts) <= {part.first_frame for part in film}
        assert max(part.frame_count for part in film) <= 24


def _dealt(film: Sequence[Segment], processes: int) -> list[list[Segment]]:
    """Who draws what when all frames take the same time, and staging a shot takes 30 of them."""
    shares = SegmentShares(film, processes)
    drawn: list[list[Segment]] = [[] for _ in range(processes)]
    free_at = dict.fromkeys(range(processes), 0)
    while free_at:
        process = min(free_at, key=lambda number: free_at[number])
        segment = shares.take(process)
        if segment is None:
            del free_at[process]
            continue
        shot_before = drawn[process][-1].shot if drawn[process] else None
        free_at[process] += segment.frame_count + (30 if segment.shot != shot_before else 0)
        drawn[process].append(segment)
    return drawn


@pytest.mark.parametrize("processes", [1, 2, 3, 4])
@pytest.mark.parametrize("cuts", [(0,), (0, 72, 144, 216, 288), (0, 340), (0, 20)])
def test_every_segment_is_dealt_out_once_and_nobody_waits_long(
    cuts: tuple[int, ...], processes: int, plan_film: PlanFilm
) -> None:
    film = segments(plan_film(duration_seconds=15, cuts=cuts))
    drawn = _dealt(film, processes)
    assert sorted(part.number for run in drawn for part in run) == list(range(len(film)))
    ends = [
        sum(part.frame_count for part in run) + 30 * len({part.shot for part in run})
        for run in drawn
    ]
    alone = 360 + 30 * len(cuts)
    assert max(ends) <= alone / processes + 30 + 18


def test_a_process_stays_in_its_own_shots(plan_film: PlanFilm) -> None:
    film = segments(plan_film(duration_seconds=15, cuts=(0, 72, 144, 216, 288)))
    changes = sum(1 for run in _dealt(film, 2) for a, b in pairwise(run) if a.shot != b.shot)
    assert changes <= 4
