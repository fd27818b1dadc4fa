"""A real worker process with a real, small engine in a process of its own."""

from __future__ import annotations

import asyncio
import statistics
from contextlib import closing
from pathlib import Path

import pytest

import scripted_engine
from home_side import IMAGE_MODEL, HomeSide, home_side, is_alive, until, worker_process
from png_image import data_uri, png
from rushes.domain.request import State
from rushes.errors import NotReady
from rushes.settings import load_settings
from rushes.store.sqlite import connect
from rushes.worker import engine_process
from rushes.worker.engine_process import EngineProcess

pytestmark = pytest.mark.anyio


async def is_up(side: HomeSide) -> None:
    """Wait until a worker answers."""

    async def look() -> bool:
        return await side.services.news.is_a_worker_alive()

    await until(look)


async def test_a_request_becomes_a_film_that_can_be_fetched(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("write hello")
        with worker_process(tmp_path):
            request = await side.is_over(request_id)
        assert request.state is State.SUCCEEDED
        (film,) = request.artifacts
        output = await side.services.requests.output(film.token, "film.mp4")
        chunks = side.services.blobs.read_range(output.artifact.blob_path, 0, film.size_bytes)
        assert b"".join([c async for c in chunks]) == f"{request_id} 1 hello".encode()
        assert request.cost_usd == 0
        assert len(film.token) >= 32


async def test_readiness_needs_a_worker(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with pytest.raises(NotReady):
            await side.services.check_ready()
        with worker_process(tmp_path):
            await is_up(side)
            await side.services.check_ready()


async def test_an_idle_worker_takes_a_request_up_when_called(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path, queue__poll_seconds="600"):
            await is_up(side)
            waits = []
            for _ in range(15):
                request = await side.is_over(await side.submit("write"))
                assert request.started_at is not None
                waits.append((request.started_at - request.created_at).total_seconds())
        # Not a limit of time: a poll would take ten minutes, and `make bench` measures the call.
        assert statistics.median(waits) < 60


async def test_progress_is_shown_while_it_runs(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("write; wait")
        with worker_process(tmp_path):

            async def look() -> str | None:
                view = await side.services.requests.get(await side.caller(), request_id)
                if view.phase == "wait":
                    assert view.progress == 0.5
                    assert view.request.state is State.RUNNING
                return view.phase if view.phase == "wait" else None

            await until(look)
            side.mark("go")
            await side.is_over(request_id)
        view = await side.services.requests.get(await side.caller(), request_id)
        assert (view.progress, view.phase) == (None, None)


async def test_one_engine_stays_warm_for_many_requests(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path):
            for _ in range(3):
                await side.is_over(await side.submit("write"))
        assert len({note["pid"] for note in side.notes("started")}) == 1


@pytest.mark.parametrize(
    ("prompt", "code", "words"),
    [
        ("write; fail the brush broke", 500010, "the brush broke"),
        ("write; crash SIGSEGV", 500011, "SIGSEGV"),
        ("write; crash SIGKILL", 500011, "memory"),
        ("write; err secret", 500010, "ValueError"),
        ("write; fill", 507001, "disk"),
        ("write; lie", 500010, "did not make"),
        ("write; wait", 500012, "engine_timeout_seconds"),
    ],
)
async def test_a_failing_engine_fails_its_request_and_never_the_worker(
    tmp_path: Path, prompt: str, code: int, words: str
) -> None:
    async with home_side(tmp_path) as side:
        limit = "0.5" if prompt.endswith("wait") else "60"
        with worker_process(tmp_path, queue__engine_timeout_seconds=limit) as worker:
            request = await side.is_over(await side.submit(prompt))
            side.mark("go")
            after = await side.is_over(await side.submit("write"))
            assert worker.status is None
        assert request.state is State.FAILED
        assert request.attempt == 1
        assert request.error is not None
        assert request.error["error_code"] == code
        assert words in request.error["error_message"]
        assert "secret" not in str(request.error)
        assert request.artifacts == []
        assert after.state is State.SUCCEEDED
        assert side.blobs() == [f"requests/{after.id}/1/film.mp4"]


async def test_an_input_that_the_engine_refuses_names_its_property(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path):
            request = await side.is_over(await side.submit("refuse it is torn"))
        assert request.error is not None
        assert request.error["error_code"] == 422001
        assert request.error["detail"][0]["loc"] == ["body", "start_image_url"]


async def test_a_retryable_fault_is_tried_again(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path):
            mended = await side.is_over(await side.submit("retry 3; write"))
            never = await side.is_over(await side.submit("retry 9; write"))
        assert (mended.state, mended.attempt) == (State.SUCCEEDED, 3)
        assert (never.state, never.attempt) == (State.FAILED, 3)


async def test_an_engine_that_cannot_start_fails_its_requests(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path, engine="scripted_engine:Broken") as worker:
            for _ in range(2):
                request = await side.is_over(await side.submit("write"))
                assert request.state is State.FAILED
                assert request.error is not None
                assert "ImportError" in request.error["error_message"]
            assert worker.status is None


async def test_a_hung_engine_is_ended_with_all_it_started(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path, queue__engine_timeout_seconds="1"):
            request_id = await side.submit("spin")
            spawned = await side.note("spawned")
            request = await side.is_over(request_id)
            assert request.error is not None
            assert request.error["error_code"] == 500012
            assert not is_alive(spawned["pid"])
            await until(lambda: is_gone(spawned["child"]))


async def is_gone(pid: int) -> bool:
    return not is_alive(pid)


async def test_what_a_crashed_engine_started_is_ended(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path):
            await side.is_over(await side.submit("spawn; crash"))
            (spawned,) = side.notes("spawned")
            await until(lambda: is_gone(spawned["child"]))


async def test_a_forced_cancel_ends_the_engine_at_once(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        owner = await side.caller("boss", is_owner=True)
        with worker_process(tmp_path, queue__heartbeat_seconds="600", queue__lease_seconds="3600"):
            request_id = await side.submit("write; spin")
            spawned = await side.note("spawned")
            request, outcome = await side.services.requests.cancel(owner, request_id, force=True)
            assert (request.state, outcome) == (State.CANCELLED, "cancelled")
            await until(lambda: is_gone(spawned["pid"]))
            await until(lambda: is_gone(spawned["child"]))
            after = await side.is_over(await side.submit("write"))
            assert after.state is State.SUCCEEDED
        assert (await side.get(request_id)).state is State.CANCELLED
        assert side.blobs() == [f"requests/{after.id}/1/film.mp4"]


async def test_nothing_of_an_attempt_is_left_in_the_working_folder(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path) as worker:
            for prompt in ("write", "write; fail no", "write; crash"):
                await side.is_over(await side.submit(prompt))
            (folder,) = (tmp_path / "work").iterdir()
            assert [path.name for path in folder.iterdir()] == [".lock"]
            worker.stop()
            assert worker.wait() == 0
        assert list((tmp_path / "work").iterdir()) == []


async def test_checkpoints_are_durable_while_the_engine_goes_on(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit("checkpoint ordered; wait; write")
        with worker_process(tmp_path):

            async def look() -> bool:
                return (await side.get(request_id)).checkpoint is not None

            await until(look)
            assert (await side.get(request_id)).checkpoint == {"said": "ordered", "attempt": 1}
            side.mark("go")
            assert (await side.is_over(request_id)).state is State.SUCCEEDED


async def test_an_engine_whose_checkpoint_cannot_be_stored_is_not_used_again(
    tmp_path: Path,
) -> None:
    async with home_side(tmp_path) as side:
        with closing(connect(tmp_path / "rushes.db")) as connection:
            connection.execute(
                "CREATE TRIGGER refusal BEFORE UPDATE OF checkpoint ON requests"
                " BEGIN SELECT RAISE(ABORT, 'no checkpoints today'); END"
            )
        with worker_process(tmp_path):
            request = await side.is_over(await side.submit("checkpoint half; write"))
            after = await side.is_over(await side.submit("write"))
        assert request.error is not None
        assert request.error["error_code"] == 500001
        assert "today" not in request.error["error_message"]
        assert after.state is State.SUCCEEDED
        pids = [note["pid"] for note in side.notes("started")]
        assert pids[0] != pids[1]
        assert not is_alive(pids[0])


async def test_two_workers_share_a_queue(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path), worker_process(tmp_path):
            submitted = [await side.submit("write") for _ in range(30)]
            done = await asyncio.gather(*(side.is_over(item) for item in submitted))
        assert {request.state for request in done} == {State.SUCCEEDED}
        started = [note["request_id"] for note in side.notes("started")]
        assert sorted(started) == sorted(submitted)


async def test_an_image_that_came_along_is_handed_to_the_engine(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path):
            request_id = await side.submit(
                "write", model=IMAGE_MODEL, start_image_url=data_uri(png())
            )
            assert (await side.is_over(request_id)).state is State.SUCCEEDED
        (started,) = side.notes("started")
        assert started["media"] == ["start_image_url"]


async def test_an_engine_that_still_warms_up_does_not_hold_up_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever waited for it to close by itself would wait past every deadline.
    monkeypatch.setattr(engine_process, "CLOSE_SECONDS", 3_600.0)
    monkeypatch.setenv("PYTHONPATH", str(Path(scripted_engine.__file__).parent))
    process = await EngineProcess.start("animatic", "scripted_engine:Slow", load_settings(tmp_path))

    async def is_warming_up() -> bool:
        return (tmp_path / "marks" / "warming").exists()

    await until(is_warming_up)
    async with asyncio.timeout(60):
        await process.close()
    assert not is_alive(process.pid)
