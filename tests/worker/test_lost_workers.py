"""Workers that are killed, stopped or late: every request is finished once, and by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from home_side import home_side, is_alive, until, worker_process
from rushes.domain.request import State
from rushes.store.claims import Claim

pytestmark = pytest.mark.anyio

QUICK = {"queue__lease_seconds": "1", "queue__heartbeat_seconds": "0.1"}


async def test_a_killed_workers_request_is_finished_once(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("checkpoint half; write; wait")
        with worker_process(tmp_path, **QUICK) as doomed:
            await side.note("started", attempt=1)

            async def has_checkpoint() -> bool:
                return (await side.get(request_id)).checkpoint is not None

            await until(has_checkpoint)
            half = f"requests/{request_id}/1/half.mp4"
            await side.services.blobs.put_bytes(b"stored, and not yet made visible", half)
            doomed.kill()
            with worker_process(tmp_path, **QUICK):
                again = await side.note("started", attempt=2)
                side.mark("go")
                request = await side.is_over(request_id)
        assert again["checkpoint"] == {"said": "half", "attempt": 1}
        assert (request.state, request.attempt) == (State.SUCCEEDED, 2)
        assert [note["attempt"] for note in side.notes("finished")] == [2]
        assert side.blobs() == [f"requests/{request_id}/2/film.mp4"]


async def test_the_engine_of_a_killed_worker_is_ended_with_it(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit("spin")
        with worker_process(tmp_path) as doomed:
            spawned = await side.note("spawned")
            assert is_alive(spawned["pid"])
            assert is_alive(spawned["child"])
            doomed.kill()

            async def are_gone() -> bool:
                return not (is_alive(spawned["pid"]) or is_alive(spawned["child"]))

            await until(are_gone)


async def test_three_killed_workers_fail_the_request(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("wait")
        for attempt in (1, 2, 3):
            with worker_process(tmp_path, **QUICK) as doomed:
                await side.note("started", attempt=attempt)
                doomed.kill()
        with worker_process(tmp_path, **QUICK):
            request = await side.is_over(request_id)
        assert request.state is State.FAILED
        assert request.error is not None
        assert request.error["error_code"] == 500013
        assert len(side.notes("started")) == 3


async def test_the_next_worker_clears_the_working_folder_of_a_killed_one(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit("write; wait")
        with worker_process(tmp_path, **QUICK) as doomed:
            await side.note("started", attempt=1)
            (left,) = (tmp_path / "work").iterdir()
            doomed.kill()
        with worker_process(tmp_path, **QUICK):
            await side.note("started", attempt=2)
            assert not left.exists()


async def test_a_stopped_worker_lets_a_running_request_finish(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        running, waiting = await side.submit("wait; write"), await side.submit("write")
        with worker_process(tmp_path, server__grace_seconds="60") as worker:
            await side.note("started")
            worker.stop()
            side.mark("go")
            assert worker.wait() == 0
        assert (await side.get(running)).state is State.SUCCEEDED
        assert (await side.get(waiting)).state is State.QUEUED


async def test_a_stopped_worker_gives_back_what_does_not_finish(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("checkpoint half; write; spin")
        for _ in range(4):
            begun = len(side.notes("spawned"))
            with worker_process(tmp_path, server__grace_seconds="0") as worker:

                async def is_spinning(begun: int = begun) -> bool:
                    return len(side.notes("spawned")) > begun

                await until(is_spinning)
                worker.stop()
                assert worker.wait() == 0
            request = await side.get(request_id)
            assert request.state is State.QUEUED, "a give-back cost an attempt"
            assert request.checkpoint == {"said": "half", "attempt": request.attempt}
            last = side.notes("spawned")[-1]
            assert not is_alive(last["pid"])
        assert side.blobs() == []


async def test_a_worker_whose_lease_was_taken_ends_its_engine(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("write; wait")
        with worker_process(tmp_path, queue__heartbeat_seconds="0.2") as worker:
            started = await side.note("started", attempt=1)
            # Another worker's reaper, whose clock says that the lease is over.
            claims = side.claims("worker-9")
            request = await side.get(request_id)
            lapse = side.claims(str(request.worker_id), lease_seconds=-1.0)

            async def is_taken() -> bool:
                await lapse.heartbeat(Claim(request_id, str(request.worker_id), 1))
                return bool(await claims.reap())

            await until(is_taken)

            async def is_gone() -> bool:
                return not is_alive(started["pid"])

            await until(is_gone)
            assert worker.status is None
            side.mark("go")
            request = await side.is_over(request_id)
        assert request.attempt == 2
        assert [note["attempt"] for note in side.notes("finished")] == [2]
