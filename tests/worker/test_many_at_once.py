"""An engine that mostly waits serves many requests in one worker; each is fenced by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from home_side import MODEL, HomeSide, Worker, home_side, is_alive, until, worker_process
from rushes.domain.request import State

pytestmark = pytest.mark.anyio

SETTINGS = """
[engines.vendor]
kind = "relay"
url = "https://vendor.test"
requests_at_once = {at_once}
[[routes]]
models = "*"
engines = ["animatic", "vendor"]
choosers = "everyone"
"""


@asynccontextmanager
async def vendor_side(home: Path, at_once: int = 8) -> AsyncIterator[HomeSide]:
    home.mkdir(parents=True, exist_ok=True)
    (home / "rushes.toml").write_text(SETTINGS.format(at_once=at_once), encoding="utf-8")
    async with home_side(home) as side:
        yield side


@contextmanager
def vendor_worker(home: Path, **settings: str) -> Iterator[Worker]:
    with worker_process(home, vendor="scripted_engine:make_vendor", **settings) as worker:
        yield worker


async def send(side: HomeSide, prompt: str, engine: str = "vendor") -> str:
    caller = await side.caller()
    values = {"prompt": prompt}
    accepted = await side.services.requests.submit(caller, MODEL, values, engine=engine)
    return accepted.request_id


async def state_of(side: HomeSide, request_id: str) -> State:
    return (await side.get(request_id)).state


async def test_as_many_run_as_the_engine_takes_and_no_more(tmp_path: Path) -> None:
    async with vendor_side(tmp_path, at_once=3) as side:
        with vendor_worker(tmp_path):
            sent = [await send(side, "wait; write") for _ in range(5)]
            for request_id in sent[:3]:
                await side.note("started", request_id=request_id)
            states = [await state_of(side, request_id) for request_id in sent]
            assert states == [State.RUNNING] * 3 + [State.QUEUED] * 2
            assert len({note["pid"] for note in side.notes("started")}) == 1
            side.mark("go")
            for request_id in sent:
                assert (await side.is_over(request_id)).state is State.SUCCEEDED


async def test_an_engine_that_draws_goes_on_beside_one_that_waits(tmp_path: Path) -> None:
    async with vendor_side(tmp_path) as side:
        with vendor_worker(tmp_path):
            waiting = await send(side, "wait; write")
            await side.note("started", request_id=waiting)
            drawn = await side.is_over(await send(side, "write", engine="animatic"))
            assert drawn.state is State.SUCCEEDED
            assert await state_of(side, waiting) is State.RUNNING
            side.mark("go")
            await side.is_over(waiting)


async def test_each_request_has_its_own_progress_and_checkpoints(tmp_path: Path) -> None:
    async with vendor_side(tmp_path) as side:
        with vendor_worker(tmp_path):
            sent = [await send(side, f"checkpoint number {n}; wait; write") for n in range(4)]
            for request_id in sent:
                await side.note("started", request_id=request_id)

            async def are_stored() -> bool:
                found = [(await side.get(request_id)).checkpoint for request_id in sent]
                return found == [{"said": f"number {n}", "attempt": 1} for n in range(4)]

            await until(are_stored)
            side.mark("go")
            for request_id in sent:
                assert (await side.is_over(request_id)).state is State.SUCCEEDED


async def test_a_forced_cancel_stops_its_own_request_and_no_other(tmp_path: Path) -> None:
    async with vendor_side(tmp_path) as side:
        owner = await side.caller("boss", is_owner=True)
        with vendor_worker(tmp_path, queue__heartbeat_seconds="600", queue__lease_seconds="3600"):
            kept = await send(side, "wait; write")
            cancelled = await send(side, "until_cancelled")
            (pid,) = {
                (await side.note("started", request_id=each))["pid"] for each in (kept, cancelled)
            }
            await side.services.requests.cancel(owner, cancelled, force=True)
            await side.note("stopped", request_id=cancelled)
            assert is_alive(pid)
            side.mark("go")
            assert (await side.is_over(kept)).state is State.SUCCEEDED
            assert await state_of(side, cancelled) is State.CANCELLED
            later = await side.is_over(await send(side, "write"))
            assert later.state is State.SUCCEEDED
            assert {note["pid"] for note in side.notes("started")} == {pid}


async def test_one_that_brings_the_process_down_costs_the_others_one_attempt(
    tmp_path: Path,
) -> None:
    async with vendor_side(tmp_path) as side:
        with vendor_worker(tmp_path):
            other = await send(side, "checkpoint sent; wait; write")
            await side.note("started", request_id=other)
            crashing = await send(side, "crash_on vendor")
            failed = await side.is_over(crashing)
            assert failed.state is State.FAILED
            side.mark("go")
            finished = await side.is_over(other)
            assert (finished.state, finished.error) == (State.SUCCEEDED, None)
            assert finished.attempt == 2
            resumed = [note for note in side.notes("started") if note["request_id"] == other]
            assert resumed[-1]["checkpoint"] == {"said": "sent", "attempt": 1}
            later = await side.is_over(await send(side, "write"))
            assert (later.state, later.attempt) == (State.SUCCEEDED, 1)


async def test_a_stopped_worker_gives_every_request_back(tmp_path: Path) -> None:
    async with vendor_side(tmp_path) as side:
        with vendor_worker(tmp_path, server__grace_seconds="0.1") as worker:
            sent = [await send(side, "until_cancelled") for _ in range(4)]
            for request_id in sent:
                await side.note("started", request_id=request_id)
            worker.stop()
            assert worker.wait() == 0
        found = [await side.get(request_id) for request_id in sent]
        assert [request.state for request in found] == [State.QUEUED] * 4
        assert side.blobs() == []


async def test_requests_of_a_killed_worker_are_all_taken_up_again(tmp_path: Path) -> None:
    async with vendor_side(tmp_path) as side:
        with vendor_worker(tmp_path, queue__lease_seconds="1", queue__heartbeat_seconds="0.2") as w:
            sent = [await send(side, "wait; write") for _ in range(4)]
            for request_id in sent:
                await side.note("started", request_id=request_id)
            w.kill()
        side.mark("go")
        with vendor_worker(tmp_path, queue__lease_seconds="1", queue__heartbeat_seconds="0.2"):
            ended = await asyncio.gather(*(side.is_over(request_id) for request_id in sent))
        assert [(r.state, r.attempt) for r in ended] == [(State.SUCCEEDED, 2)] * 4
