"""From the command to a server that takes requests, beside importing its libraries."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.serving import serve
from bench.table import Measure, median, ratio_measure

ROUNDS = 5
LIBRARIES = "import rushes.cli.main, rushes.gateway.process, rushes.worker.process"


def _import_seconds() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", LIBRARIES], check=True)
    return time.perf_counter() - begun


def _start_seconds() -> float:
    begun = time.perf_counter()
    with serve(workers=1) as server, server.http() as http:
        while http.get("/readyz").status_code != 200:
            time.sleep(0.005)
        return time.perf_counter() - begun


def measure() -> Iterator[Measure]:
    """In turns: import, start."""
    pairs = [(_import_seconds(), _start_seconds()) for _ in range(ROUNDS)]
    imported, started = (median([pair[side] for pair in pairs]) for side in (0, 1))
    ratio = median([start / imports for imports, start in pairs])
    yield Measure("start", "importing the server's libraries", f"{imported * 1e3:,.0f} ms", 1.0)
    yield ratio_measure(
        "start", "rushes serve until ready", f"{started * 1e3:,.0f} ms", ratio, most=2
    )
    seconds = []
    for _ in range(ROUNDS):
        code = "import time; t = time.perf_counter(); import rushes; print(time.perf_counter() - t)"
        done = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        seconds.append(float(done.stdout) * 1e3)
    value = median(seconds)
    yield Measure(
        "start", "import rushes (the SDK)", f"{value:.0f} ms", None, "<= 150 ms", value <= 150
    )
