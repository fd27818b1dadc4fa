"""Keys that may spend so much and no more, until a day and no longer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from home_side import home_side
from running_server import PRO, RunningServer
from rushes.errors import InvalidInput, Unauthenticated


def test_over_the_limit_is_402_on_the_wire(routed_server: RunningServer, ben: httpx.Client) -> None:
    token = routed_server.new_key("poor", spending_limit="1/day")
    with routed_server.client(token) as poor:
        address = f"/v1/models/{PRO}?engine=vendor"
        first = poor.post(address, json={"prompt": "hold"})
        assert first.status_code == 200
        refused = poor.post(address, json={"prompt": "hold"})
        assert (refused.status_code, refused.json()["error_code"]) == (402, 400002)
        (routed_server.home / "go").touch()
        result = routed_server.await_over(poor, first.json()["request_id"])
        assert result["status"] == "succeeded"
        (routed_server.home / "go").unlink()
        # It cost a quarter, not what was reserved.
        assert poor.post(address, json={"prompt": "a cat", "duration": 4}).status_code == 200


def test_an_expired_key_is_refused(tmp_path: Path) -> None:
    async def run() -> None:
        async with home_side(tmp_path) as side:
            access = side.services.access
            soon = datetime.now(UTC) + timedelta(milliseconds=300)
            token = await access.create_key("brief", expires_at=soon)
            await access.authenticate(f"Bearer {token}")
            await asyncio.sleep((soon - datetime.now(UTC)).total_seconds())
            with pytest.raises(Unauthenticated, match="the key expired at"):
                await access.authenticate(f"Bearer {token}")
            with pytest.raises(InvalidInput):
                await access.create_key("late", expires_at=datetime(2001, 1, 1, tzinfo=UTC))

    asyncio.run(run())
