"""How long a claim, a look at a queued request and a submit take, by how many requests wait."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.table import Measure, ratio_measure
from rushes.assembly import Services, build_services
from rushes.engines.registry import DEFAULT_ENGINE
from rushes.services.access import Caller
from rushes.settings import load_settings
from rushes.store.claims import ClaimStore
from rushes.store.sqlite import SqliteDatabase, connect

MODEL = "kling/kling-3.0/pro/text-to-video"
ACCOUNTS = 5
SAMPLES = 300
ACTS = ("position", "submit", "claim", "metrics")

_FILL = """
INSERT INTO requests (id, account_id, model_id, engine, created_at)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :depth),
owner (place, id) AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY name) - 1, id FROM accounts
)
SELECT 'filler-' || n, owner.id, :model, :engine, n
FROM number JOIN owner ON owner.place = n % (SELECT count(*) FROM accounts)
"""
_FILL_INPUTS = """
INSERT INTO request_inputs (request_sequence, input)
SELECT sequence, '{"prompt":"a dog","duration":5,"sound":true}' FROM requests
"""


async def measure_queues(depths: Sequence[int], folder: Path) -> list[dict[str, float]]:
    """Fill a home for each depth, and measure them side by side, by turns."""
    async with AsyncExitStack() as stack:
        sides = []
        for depth in depths:
            sides.append(await Side.open(depth, folder / str(depth), stack))
        found: list[dict[str, float]] = [{"depth": depth} for depth in depths]
        for name in ACTS:
            taken: list[list[float]] = [[] for _ in sides]
            for _ in range(SAMPLES):
                for side, times in zip(sides, taken, strict=True):
                    begun = time.perf_counter()
                    await getattr(side, name)()
                    times.append((time.perf_counter() - begun) * 1_000)
            for line, times in zip(found, taken, strict=True):
                cuts = statistics.quantiles(times, n=100)
                line |= {f"{name}_ms": round(cuts[49], 3), f"{name}_p99_ms": round(cuts[98], 3)}
        return found


@dataclass
class Side:
    """A home with many queued requests of five accounts."""

    services: Services
    claims: ClaimStore
    caller: Caller
    newest: str = ""

    @classmethod
    async def open(cls, depth: int, home: Path, stack: AsyncExitStack) -> Side:
        settings = load_settings(home, flags={"limits.waiting_requests": 0}, environment={})
        services = await build_services(settings, has_housekeeping=False)
        stack.push_async_callback(services.close)
        callers = []
        for number in range(ACCOUNTS):
            token = await services.access.create_key(f"account-{number}")
            callers.append(await services.access.authenticate(f"Bearer {token}"))
        fill(home / "rushes.db", depth)
        database = SqliteDatabase(home / "rushes.db")
        stack.push_async_callback(database.close)
        lease, kept = timedelta(seconds=60), timedelta(days=30)
        claims = ClaimStore(database, "measure", [DEFAULT_ENGINE], lease, 3, kept)
        side = cls(services, claims, callers[0])
        await side.submit()
        return side

    async def position(self) -> None:
        """What a status poll of the newest request asks."""
        await self.services.requests.get(self.caller, self.newest)

    async def submit(self) -> None:
        done = await self.services.requests.submit(self.caller, MODEL, {"prompt": "a dog"})
        self.newest = done.request_id

    async def claim(self) -> None:
        await self.claims.claim_next()

    async def metrics(self) -> None:
        await self.services.metrics_snapshot()


def fill(database: Path, depth: int) -> None:
    """Put queued requests into a database, spread over its accounts."""
    values = {"depth": depth, "model": MODEL, "engine": DEFAULT_ENGINE}
    with closing(connect(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_FILL, values)
        connection.execute(_FILL_INPUTS)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def measure() -> Iterator[Measure]:
    """The store's acts with a million requests waiting, beside the same with a thousand."""
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as folder:
        few, many = asyncio.run(measure_queues((1_000, 1_000_000), Path(folder)))
    for name in ACTS:
        value, ratio = many[f"{name}_ms"], many[f"{name}_ms"] / few[f"{name}_ms"]
        yield ratio_measure(
            "queue", f"{name}, 1,000,000 waiting against 1,000", f"{value:.2f} ms", ratio, most=1.5
        )
