"""From a submit's answer to a running request, with an idle worker that waits without looking."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.queue_depth import fill
from bench.serving import Server, serve, worker
from bench.table import Measure, median, percentile, ratio_measure

SUBMITS = 100
ROUNDS = 5
MODEL = "kling/kling-3.0/standard/text-to-video"
"""Another than the one that fills the queue."""
INSTANT = ("--engine", "animatic=bench.instant_engine:InstantEngine")
BODY = {"prompt": "A terrace at golden hour."}


def _waits_ms(server: Server, submits: int) -> list[float]:
    """Milliseconds from a submit's answer to the start that the request's row tells of."""
    answered: dict[str, float] = {}
    with server.http() as http:
        for _ in range(submits):
            request_id = http.post(f"/v1/models/{MODEL}", json=BODY).json()["request_id"]
            answered[request_id] = time.time()
            _wait_until_over(http, request_id)
    with closing(sqlite3.connect(server.home / "rushes.db")) as database:
        rows = "SELECT id, started_at FROM requests WHERE id IN (SELECT value FROM json_each(?))"
        started = dict(database.execute(rows, [json.dumps(list(answered))]))
    return [(started[name] / 1e6 - moment) * 1e3 for name, moment in answered.items()]


def _wait_until_over(http: object, request_id: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = http.get(f"/v1/requests/{request_id}/status").json()  # type: ignore[attr-defined]
        if answer["status"] == "completed":
            return
        time.sleep(0.002)
    raise RuntimeError(f"request {request_id} was not over in time")


@contextmanager
def _queue(waiting: int) -> Iterator[Server]:
    """A server with an instant worker, and requests for another model in its queue.

    The worker takes turns between models, so a wait holds at most a few other instant requests.
    """
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as folder:
        home = Path(folder)
        with serve(workers=0, home=home):
            """The first start makes the database."""
        if waiting:
            fill(home / "rushes.db", waiting)
        with serve(workers=0, home=home) as server, worker(home, INSTANT), server.http() as http:
            first = http.post(f"/v1/models/{MODEL}", json=BODY).json()["request_id"]
            _wait_until_over(http, first)
            yield server


def measure() -> Iterator[Measure]:
    """An idle worker; then a thousand and a million requests waiting, by turns."""
    with _queue(0) as server:
        idle = _waits_ms(server, SUBMITS)
    value, late = median(idle), percentile(idle, 0.99)
    name = "submit's answer to running, median"
    yield Measure("waking", name, f"{value:.1f} ms", None, "<= 10 ms", value <= 10)
    yield Measure("waking", "the same, p99", f"{late:.1f} ms", None, "<= 50 ms", late <= 50)
    few: list[float] = []
    many: list[float] = []
    with _queue(20_000) as shallow, _queue(1_000_000) as deep:
        # The shallow queue drains while it is measured: it begins deeper than the thousand it
        # stands for.
        for _ in range(ROUNDS):
            few += _waits_ms(shallow, SUBMITS // ROUNDS)
            many += _waits_ms(deep, SUBMITS // ROUNDS)
    yield Measure("waking", "with thousands waiting, median", f"{median(few):.1f} ms", 1.0)
    ratio = median(many) / max(median(few), 0.1)
    yield ratio_measure(
        "waking", "with 1,000,000 waiting, median", f"{median(many):.1f} ms", ratio, most=1.5
    )
