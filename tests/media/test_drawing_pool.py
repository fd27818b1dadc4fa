"""The drawing processes: warm from film to film, and clear about what went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec
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


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_the_film_after_the_end_of_what_the_processes_were_forked_from_is_made(
    plan_film: PlanFilm, tmp_path: Path
) -> None:
    with DrawingPool(2, "moving_bars:MovingBars") as pool:
        pool.wait_until_ready()
        before = pool.pids
        (template,) = {_parent_of(pid) for pid in before}
        assert template != os.getpid()
        os.kill(template, signal.SIGKILL)
        _wait_for(partial(_has_ended, template), "the template's end")
        make_film(plan_film(), False, tmp_path / "film.mp4", _ignore, _never, pool=pool)
        assert len(pool.pids) == 2
        for pid in before:
            _wait_for(partial(_has_ended, pid), f"the end of process {pid}")
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


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


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


def _dealt(
    film: Sequence[Segment], processes: int, frames_to_bake: int = 30
) -> tuple[list[list[Segment]], list[int]]:
    """Who draws what when every frame takes the same time, and when each is done, in frames."""
    shares = SegmentShares(film, processes)
    drawn: list[list[Segment]] = [[] for _ in range(processes)]
    free_at = dict.fromkeys(range(processes), 0)
    ends = [0] * processes
    while free_at:
        process = min(free_at, key=lambda number: free_at[number])
        segment = shares.next_segment(process)
        if segment is None:
            ends[process] = free_at.pop(process)
            continue
        seconds = {"draw": segment.frame_count / 50}
        if not drawn[process] or segment.shot != drawn[process][-1].shot:
            seconds["bake"] = frames_to_bake / 50
        free_at[process] += round(sum(seconds.values()) * 50)
        shares.learn(segment, seconds)
        drawn[process].append(segment)
    return drawn, ends


@pytest.mark.parametrize("frames_to_bake", [0, 5, 30])
@pytest.mark.parametrize("processes", [1, 2, 3, 4])
@pytest.mark.parametrize("cuts", [(0,), (0, 72, 144, 216, 288), (0, 340), (0, 20)])
def test_every_segment_is_dealt_out_once_and_nobody_waits_long(
    cuts: tuple[int, ...], processes: int, frames_to_bake: int, plan_film: PlanFilm
) -> None:
    film = segments(plan_film(duration_seconds=15, cuts=cuts))
    drawn, ends = _dealt(film, processes, frames_to_bake)
    assert sorted(part.number for run in drawn for part in run) == list(range(len(film)))
    alone = 360 + frames_to_bake * len(cuts)
    assert max(ends) <= alone / processes + frames_to_bake + 18


def test_a_process_stays_in_its_own_shots(plan_film: PlanFilm) -> None:
    film = segments(plan_film(duration_seconds=15, cuts=(0, 72, 144, 216, 288)))
    drawn, _ = _dealt(film, 2)
    changes = sum(1 for run in drawn for a, b in pairwise(run) if a.shot != b.shot)
    assert changes <= 4


def test_shots_that_dissolve_into_each_other_stay_with_one_process(plan_film: PlanFilm) -> None:
    plan = plan_film(duration_seconds=15, cuts=(0, 72, 144, 216))
    shots = tuple(
        msgspec.structs.replace(shot, transition="dissolve" if shot.number == 2 else "cut")
        for shot in plan.shot_list.shots
    )
    plan = replace(plan, shot_list=msgspec.structs.replace(plan.shot_list, shots=shots))
    drawn, _ = _dealt(segments(plan), 2)
    (first,) = [run for run in drawn if any(part.shot == 0 for part in run)]
    # From the front, one after the other, so that both are baked once.
    assert [part.shot for part in first if part.shot < 2] == [0] * 4 + [1] * 4


def test_what_is_likely_to_take_long_is_begun_first(plan_film: PlanFilm) -> None:
    plan = plan_film(duration_seconds=15, cuts=(0, 120, 240))
    sizes = {1: "CU", 2: "MCU", 3: "EWS"}
    shots = tuple(
        msgspec.structs.replace(shot, size=sizes[shot.number]) for shot in plan.shot_list.shots
    )
    film = segments(replace(plan, shot_list=msgspec.structs.replace(plan.shot_list, shots=shots)))
    drawn, _ = _dealt(film, 2)
    assert [run[0].shot for run in drawn] == [2, 1]


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory from /proc")
def test_a_shot_that_is_over_is_not_held_in_memory(plan_film: PlanFilm, tmp_path: Path) -> None:
    plan = plan_film(cuts=(0, 12, 24, 36, 48, 60))
    with DrawingPool(1, "moving_bars:HoldsMuch") as pool:
        pool.wait_until_ready()
        before = _memory_mb(pool.pids[0], "VmRSS")
        make_film(plan, False, tmp_path / "film.mp4", _ignore, _never, pool=pool)
        # Each shot holds 60 MB in a cycle, which no count of references frees.
        assert _memory_mb(pool.pids[0], "VmHWM") < before + 3 * 60
        _wait_for(lambda: _memory_mb(pool.pids[0], "VmRSS") < before + 40, "the last shot's end")


def _memory_mb(pid: int, kind: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1000
    raise AssertionError(f"no {kind}")
