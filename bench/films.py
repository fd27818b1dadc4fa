"""Films beside the time that encoding alone takes and beside their own length; their memory."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil

from bench.serving import Server, serve
from bench.table import Measure, median, ratio_measure
from bench.wire import MODEL
from rushes.catalog.library import Catalog
from rushes.engines.animatic.encoding.baseline import encode_baseline
from rushes.engines.animatic.engine import plan_film
from rushes.engines.base import EngineJob

ROUNDS = 3
PROCESSES = 2


def seed_prompt() -> str:
    """The prompt of five shots that the catalog quotes."""
    properties = Catalog.load().get(MODEL).input_schema["properties"]
    prompt: str = properties["prompt"]["default"]
    return prompt


class _Memory(threading.Thread):
    """The most memory that a process tree held at once: PSS, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._over = threading.Event()
        self.most_bytes = 0

    def run(self) -> None:
        while not self._over.wait(0.2):
            total = 0
            for process in [self._root, *self._root.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
            self.most_bytes = max(self.most_bytes, total)

    def stop(self) -> int:
        self._over.set()
        self.join()
        return self.most_bytes


def _film(http: httpx.Client, seconds: int) -> tuple[float, float]:
    """Seconds from submit to the first drawn frame, and to the end."""
    body = {"prompt": seed_prompt(), "duration": seconds, "sound": True}
    begun = time.perf_counter()
    request_id = http.post(f"/v1/models/{MODEL}", json=body).json()["request_id"]
    first_frame = 0.0
    while True:
        status = http.get(f"/v1/requests/{request_id}/status").json()
        if not first_frame and status.get("phase") in ("drawing", "sound", "writing"):
            first_frame = time.perf_counter() - begun
        if status["status"] == "completed":
            break
        time.sleep(0.005)
    whole = time.perf_counter() - begun
    result = http.get(f"/v1/requests/{request_id}/result").json()
    if result["status"] != "succeeded":
        raise RuntimeError(str(result))
    return first_frame, whole


def _baseline(seconds: int) -> float:
    """Seconds that encoding the same film takes when its frames cost nothing."""
    model = Catalog.load().get(MODEL)
    values = {"prompt": seed_prompt(), "duration": seconds, "sound": True, "aspect_ratio": "16:9"}
    with tempfile.TemporaryDirectory() as folder:
        job = EngineJob("bench", 1, model, values, {}, Path(folder), None)
        plan = plan_film(job)
    return encode_baseline(plan, PROCESSES)


def measure() -> Iterator[Measure]:
    """5 s and 15 s at 1080p with sound: cold once, then warm in turns with the baseline."""
    with serve(workers=1) as server:
        yield from _measure(server)


def _measure(server: Server) -> Iterator[Measure]:
    with server.http() as http:
        first_frame, cold = _film(http, 5)
        yield Measure("film", "5 s, cold: to the first frame", f"{first_frame:.2f} s")
        yield Measure("film", "5 s, cold: to the end", f"{cold:.2f} s")
        for seconds in (5, 15):
            taken, bases = [], []
            for _ in range(ROUNDS):
                taken.append(_film(http, seconds)[1])
                bases.append(_baseline(seconds))
            ratios = [one / base for one, base in zip(taken, bases, strict=True)]
            name = f"{seconds} s at 1080p with sound, warm"
            yield Measure("film", f"{seconds} s, encoding alone", f"{median(bases):.2f} s", 1.0)
            yield ratio_measure("film", f"{name}: against encoding alone", f"{median(taken):.2f} s",
                                median(ratios), most=2)  # fmt: skip
            yield ratio_measure("film", f"{name}: against its length", f"{median(taken):.2f} s",
                                median(taken) / seconds, most=1)  # fmt: skip
        # In a film of its own: looking at memory takes time from what is looked at.
        memory = _Memory(server.pid)
        memory.start()
        _film(http, 15)
        most = memory.stop()
    yield Measure("film", "memory of the whole process tree (PSS)", f"{most / 1e6:,.0f} MB",
                  None, "<= 700 MB", most <= 700e6)  # fmt: skip
