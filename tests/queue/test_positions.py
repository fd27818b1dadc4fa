"""Positions in long queues."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from home_side import MODEL, HomeSide, home_side
from rushes.engines.registry import DEFAULT_ENGINE
from rushes.store.sqlite import connect

pytestmark = pytest.mark.anyio


async def fill(side: HomeSide, requests: int, by: str) -> None:
    """Put many queued requests into the database at once."""
    account = (await side.caller(by)).account_id
    with closing(connect(side.home / "rushes.db")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO requests (id, account_id, model_id, engine, created_at)"
            " VALUES (?, ?, ?, ?, 0)",
            ((f"{by}-{n}", account, MODEL, DEFAULT_ENGINE) for n in range(requests)),
        )
        connection.execute(
            "INSERT INTO request_inputs (request_sequence, input) SELECT sequence, '{}'"
            " FROM requests WHERE sequence NOT IN (SELECT request_sequence FROM request_inputs)"
        )
        connection.execute("COMMIT")


async def position(side: HomeSide, request_id: str, by: str) -> int | None:
    view = await side.services.requests.get(await side.caller(by), request_id)
    return view.queue_position


async def test_a_position_is_exact_up_to_a_thousand_and_near_beyond(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await fill(side, 3_000, "ana")
        for rank in (0, 1, 500, 999, 1_000):
            assert await position(side, f"ana-{rank}", "ana") == rank
        for rank in (1_001, 1_500, 2_999):
            told = await position(side, f"ana-{rank}", "ana")
            assert told is not None
            assert abs(told - rank) <= rank / 100


async def test_a_first_request_is_not_behind_another_accounts_thousands(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await fill(side, 3_000, "ana")
        request_id = await side.submit(by="ben")
        told = await position(side, request_id, "ben")
        assert told in (0, 1)


async def test_a_position_falls_as_requests_are_claimed(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await fill(side, 20, "ana")
        claims = side.claims()
        for place in range(19, -1, -1):
            assert await position(side, "ana-19", "ana") == place
            await claims.claim_next()
        assert await position(side, "ana-19", "ana") is None
