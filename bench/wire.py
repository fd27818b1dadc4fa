"""Answers per second: a status poll and a stored submit beside a bare JSON answer, one server."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.http_load import MakeRequest, answers_per_second, http_request
from bench.serving import Server, serve
from bench.table import Measure, median, ratio_measure

MODEL = "kling/kling-3.0/pro/text-to-video"
CONNECTIONS = 32
ROUNDS = 5


def _requests(server: Server) -> dict[str, MakeRequest]:
    with server.http() as http:
        body = {"prompt": "A terrace at golden hour. Cut to a close-up: she smiles."}
        request_id = http.post(f"/v1/models/{MODEL}", json=body).json()["request_id"]
    bare = http_request("GET", "/healthz")
    status = http_request("GET", f"/v1/requests/{request_id}/status", server.token)
    submit = http_request("POST", f"/v1/models/{MODEL}", server.token, json.dumps(body).encode())
    return {"bare": lambda: bare, "status": lambda: status, "submit": lambda: submit}


def measure() -> Iterator[Measure]:
    """Status and submit against the bare route, in turns, so that both meet the same machine."""
    with serve(workers=0) as server:
        requests = _requests(server)
        rates: dict[str, list[float]] = {name: [] for name in requests}
        for _ in range(ROUNDS):
            for name, make_request in requests.items():
                host, port = server.host_and_port
                rates[name].append(
                    answers_per_second(host, port, make_request, CONNECTIONS, seconds=1.5)
                )
    ratios = {
        name: median([one / bare for one, bare in zip(rates[name], rates["bare"], strict=True)])
        for name in ("status", "submit")
    }
    section = f"wire, {CONNECTIONS} connections"
    yield Measure(section, "bare JSON route (/healthz)", f"{median(rates['bare']):,.0f}/s", 1.0)
    yield ratio_measure(
        section, "status poll", f"{median(rates['status']):,.0f}/s", ratios["status"], least=0.5
    )
    yield ratio_measure(
        section, "validated, durable submit", f"{median(rates['submit']):,.0f}/s",
        ratios["submit"], least=0.2,
    )  # fmt: skip
