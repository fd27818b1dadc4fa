"""A film made by a server, over the wire, and what its stages took."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from bench.films import Film, film_input
from bench.serving import Server

FIRST_FRAME_POLL_SECONDS, POLL_SECONDS = 0.01, 0.05
"""A poll takes time from the film it asks about."""
_DRAWN = "a film was drawn"


@dataclass(frozen=True, slots=True)
class Made:
    """Seconds from the submit on, as its sender sees them."""

    to_first_frame: float
    to_end: float


def make_over_the_wire(http: httpx.Client, film: Film) -> Made:
    """Submit the film and wait for its end.

    Raises:
        RuntimeError: it failed.
    """
    begun = time.perf_counter()
    answer = http.post(f"/v1/models/{film.model}", json=film_input(film.seconds))
    request_id = answer.json()["request_id"]
    first_frame = 0.0
    while True:
        status = http.get(f"/v1/requests/{request_id}/status").json()
        if not first_frame and status.get("phase") in ("drawing", "sound", "writing"):
            first_frame = time.perf_counter() - begun
        if status["status"] == "completed":
            break
        time.sleep(POLL_SECONDS if first_frame else FIRST_FRAME_POLL_SECONDS)
    made = Made(first_frame, time.perf_counter() - begun)
    result = http.get(f"/v1/requests/{request_id}/result").json()
    if result["status"] != "succeeded":
        raise RuntimeError(str(result))
    return made


def stage_seconds(server: Server) -> list[Mapping[str, float]]:
    """What the stages of each film took, oldest first: CPU seconds, out of the server's log."""
    lines = server.log.read_text().splitlines() if server.log else []
    events = [json.loads(line) for line in lines if line.startswith("{")]
    return [event["stages"] for event in events if event["event"] == _DRAWN]
