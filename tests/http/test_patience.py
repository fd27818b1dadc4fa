"""Clients are waited for as long as the settings say, each on its own clock."""

from __future__ import annotations

import asyncio

import pytest

from rushes.gateway.exchange.patience import Patience

pytestmark = pytest.mark.anyio

SECONDS = 0.1


async def never() -> None:
    await asyncio.get_running_loop().create_future()


async def waited(patience: Patience) -> float:
    """How long a client that says nothing was waited for."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    with pytest.raises(TimeoutError):
        await patience.wait_for(never())
    return loop.time() - start


async def test_what_comes_in_time_is_given() -> None:
    patience = Patience(30.0)
    assert await patience.wait_for(asyncio.sleep(0, "here")) == "here"


async def test_each_silent_client_is_waited_for_its_whole_time() -> None:
    patience = Patience(SECONDS)

    async def later(pause: float) -> float:
        await asyncio.sleep(pause)
        return await waited(patience)

    spans = await asyncio.gather(*(later(part * SECONDS) for part in (0, 0.3, 0.6, 1.5, 4)))
    assert all(span >= SECONDS * 0.99 for span in spans), spans


async def test_a_client_that_spoke_is_not_ended_by_anothers_deadline() -> None:
    patience = Patience(SECONDS)
    silent = asyncio.create_task(waited(patience))
    await asyncio.sleep(0)
    assert await patience.wait_for(asyncio.sleep(0, "here")) == "here"
    await silent
    assert await patience.wait_for(asyncio.sleep(0, "here")) == "here"


async def test_a_task_that_was_ended_can_wait_again() -> None:
    patience = Patience(SECONDS)
    await waited(patience)
    await waited(patience)


async def test_who_is_cancelled_from_outside_stays_cancelled() -> None:
    patience = Patience(30.0)
    task = asyncio.create_task(patience.wait_for(never()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_fault_in_what_comes_comes_out() -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Patience(30.0).wait_for(fail())
