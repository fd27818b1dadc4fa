"""From a submit's answer to a running request, with an idle worker that waits without looking."""

from __future__ import annotations

import json
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.serving import Server, serve, worker
from bench.table import Measure, median, percentile, ratio_measure
from bench.wire import MODEL

SUBMITS = 100
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
        started = dict(database.execute("SELECT id, started_at FROM requests"))
    return [(started[name] / 1e6 - moment) * 1e3 for name, moment in answered.items()]


def _wait_until_over(http: object, request_id: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = http.get(f"/v1/requests/{request_id}/status").json()  # type: ignore[attr-defined]
        if answer["status"] == "completed":
            return
        time.sleep(0.002)
    raise RuntimeError(f"request {request_id} was not over in time")


def _fill(home: Path, waiting: int) -> None:
    """Leave requests of another account in the queue, as submits would have."""
    with closing(sqlite3.connect(home / "rushes.db")) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        now = int(time.time() * 1e6)
        database.execute("INSERT INTO accounts VALUES ('bench', 'bench', ?)", (now,))
        first = database.execute("SELECT coalesce(max(sequence), 0) + 1 FROM requests").fetchone()[
            0
        ]
        body = json.dumps(BODY)
        database.executemany(
            "INSERT INTO requests (sequence, id, account_id, model_id, engine, created_at) "
            "VALUES (?, ?, 'bench', ?, 'animatic', ?)",
            ((first + i, secrets.token_urlsafe(16), MODEL, now + i) for i in range(waiting)),
        )
        database.executemany(
            "INSERT INTO request_inputs (request_sequence, input) VALUES (?, ?)",
            ((first + i, body) for i in range(waiting)),
        )


def _with_queue(waiting: int, submits: int) -> list[float]:
    """Waits of an account's own submits while another account's fill the queue.

    The worker takes one of theirs between two of ours, so the wait holds at most one other
    instant request.
    """
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as folder:
        home = Path(folder)
        with serve(workers=0, home=home):
            """The first start makes the database."""
        _fill(home, waiting)
        with serve(workers=0, home=home) as server, worker(home, INSTANT), server.http() as http:
            first = http.post(f"/v1/models/{MODEL}", json=BODY).json()["request_id"]
            _wait_until_over(http, first)
            return _waits_ms(server, submits)


def measure() -> Iterator[Measure]:
    """An idle worker, then the same with a thousand and a million requests waiting."""
    idle = _with_queue(0, SUBMITS)
    value, late = median(idle), percentile(idle, 0.99)
    yield Measure(
        "waking",
        "submit's answer to running, median",
        f"{value:.1f} ms",
        None,
        "<= 10 ms",
        value <= 10,
    )
    yield Measure("waking", "the same, p99", f"{late:.1f} ms", None, "<= 50 ms", late <= 50)
    thousand, million = _with_queue(1_000, SUBMITS), _with_queue(1_000_000, SUBMITS)
    yield Measure("waking", "with 1,000 waiting, median", f"{median(thousand):.1f} ms", 1.0)
    ratio = median(million) / max(median(thousand), 0.1)
    yield ratio_measure(
        "waking", "with 1,000,000 waiting, median", f"{median(million):.1f} ms", ratio, most=1.5
    )
