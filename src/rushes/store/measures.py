"""Counts, sums and histograms of what happened to requests, kept with them in the database.

They are written in the transaction of the claim or finish they measure, so that they are true
whichever process asks and survive a restart.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from rushes.store.database import Database, Transaction
from rushes.store.sql import load_queries

_SQL = load_queries("measures")

WAIT_SECONDS = "wait_seconds"
RUN_SECONDS = "run_seconds"
FILM_SECONDS = "film_seconds"
BOUNDS = (
    *(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    *(30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0),
)
INFINITE = float("inf")


@dataclass(slots=True)
class Histogram:
    """Samples of one measure, for one engine and model."""

    name: str
    engine: str
    model_id: str
    buckets: dict[float, int] = field(default_factory=dict)
    """Upper bound in seconds to the samples at or under it, cumulative; the last is infinite."""
    samples: int = 0
    total_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class MetricsSnapshot:
    """What `/metrics` shows."""

    requests: dict[tuple[str, str], int]
    """(model id, state) to a number: of now for queued and running, ever for the rest."""
    queue_depth: int
    histograms: list[Histogram]
    """`wait_seconds`, submit to first start; `run_seconds`, of attempts that succeeded;
    `film_seconds`, the length of what they made."""

    @property
    def engine_speeds(self) -> dict[str, float]:
        """Engine to seconds of film per second of work, over all that succeeded."""
        made: dict[str, float] = {}
        worked: dict[str, float] = {}
        for item in self.histograms:
            if item.name == FILM_SECONDS:
                made[item.engine] = made.get(item.engine, 0.0) + item.total_seconds
            elif item.name == RUN_SECONDS:
                worked[item.engine] = worked.get(item.engine, 0.0) + item.total_seconds
        return {engine: made.get(engine, 0.0) / total for engine, total in worked.items() if total}


def add_sample(
    transaction: Transaction, name: str, engine: str, model_id: str, seconds: float
) -> None:
    """Count a sample, within the transaction of what it measures."""
    place = bisect_left(BOUNDS, seconds)
    values = {
        "name": name,
        "engine": engine,
        "model_id": model_id,
        "up_to": BOUNDS[place] if place < len(BOUNDS) else INFINITE,
        "value": max(0.0, seconds),
    }
    transaction.change(_SQL["add_sample"], values)


async def read_metrics(database: Database) -> MetricsSnapshot:
    """The present counts and histograms; a few hundred rows, however long the queue."""
    requests: dict[tuple[str, str], int] = {}
    for row in await database.rows(_SQL["waiting_by_model"], {}):
        requests[row["model_id"], "queued"] = row["requests"]
    depth = sum(requests.values())
    for row in await database.rows(_SQL["running_by_model"], {}):
        requests[row["model_id"], "running"] = row["requests"]
    for row in await database.rows(_SQL["endings"], {}):
        requests[row["model_id"], row["state"]] = row["requests"]
    return MetricsSnapshot(requests, depth, await _histograms(database))


async def _histograms(database: Database) -> list[Histogram]:
    found: dict[tuple[str, str, str], Histogram] = {}
    for row in await database.rows(_SQL["all_measures"], {}):
        key = (row["name"], row["engine"], row["model_id"])
        item = found.get(key)
        if item is None:
            item = found[key] = Histogram(*key, dict.fromkeys((*BOUNDS, INFINITE), 0))
        item.samples += row["samples"]
        item.total_seconds += row["total"]
        for bound in item.buckets:
            if row["up_to"] <= bound:
                item.buckets[bound] += row["samples"]
    return list(found.values())
