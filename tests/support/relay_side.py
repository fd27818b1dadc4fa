"""Two chained servers for tests: the near one sends requests on, the far one makes the films.

Between them stands a `FaultProxy`. The near server's engine `studio` serves the models of `PRO`;
`hasty`, which waits half a second for an answer, those of `STANDARD`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from command_line import Outcome
from fault_proxy import FaultProxy, fault_proxy
from running_server import PRO, RunningServer, await_true, running_server

Rushes = Callable[..., Outcome]

STANDARD = "kling/kling-3.0/standard/text-to-video"
IMAGE = "kling/kling-3.0/pro/image-to-video"

_NEAR = """
[queue]
lease_seconds = 1.0
heartbeat_seconds = 0.2
poll_seconds = 0.2
[media]
allow_http = true
allow_private_addresses = true
[engines.studio]
kind = "relay"
url = "{url}"
token = "{token}"
poll_seconds = 0.1
patience_seconds = 3.0
call_timeout_seconds = 20.0
allow_private_addresses = true
max_output_bytes = 2_000_000
[[routes]]
models = "kling/kling-3.0/pro/*"
engines = ["studio"]
"""
_HASTY = """
[engines.hasty]
kind = "relay"
url = "{url}"
token = "{token}"
poll_seconds = 0.1
patience_seconds = 8.0
call_timeout_seconds = 0.5
allow_private_addresses = true
[[routes]]
models = "kling/kling-3.0/standard/*"
engines = ["hasty"]
"""


@dataclass
class Chain:
    """Both servers, and what lies between them."""

    near: RunningServer
    far: RunningServer
    proxy: FaultProxy
    near_client: httpx.Client
    far_client: httpx.Client

    def submit(self, model_id: str = PRO, **values: Any) -> str:
        """Send a request to the near server."""
        return self.near.submit(self.near_client, model_id, **values)

    def result(self, request_id: str) -> dict[str, Any]:
        """What the near server says of a request's result."""
        answer = self.near_client.get(
            f"/v1/requests/{request_id}/result", params={"include_cost": "true"}
        )
        found: dict[str, Any] = answer.json()
        return found

    def ended(self, request_id: str) -> dict[str, Any]:
        """Wait until a request is over; its result."""
        self.near.await_over(self.near_client, request_id)
        return self.result(request_id)

    def status(self, request_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.near_client.get(f"/v1/requests/{request_id}/status").json()
        return found

    def await_status(self, request_id: str, **wanted: Any) -> dict[str, Any]:
        """Wait until a status says so."""
        found: dict[str, Any] = {}

        def fits() -> bool:
            nonlocal found
            found = self.status(request_id)
            return wanted.items() <= found.items()

        await_true(fits, f"{request_id} is {wanted}")
        return found

    def far_requests(self, prompt: str) -> list[dict[str, Any]]:
        """The far server's own list, as far as it is of a prompt. Newest first."""
        listed = self.far_client.get("/v1/requests", params={"limit": 200}).json()["requests"]
        return [entry for entry in listed if self._far_prompt(entry["request_id"]) == prompt]

    def _far_prompt(self, request_id: str) -> str:
        import sqlite3

        with contextlib.closing(sqlite3.connect(self.far.home / "rushes.db")) as database:
            (prompt,) = database.execute(
                "SELECT json_extract(input, '$.prompt') FROM request_inputs "
                "JOIN requests ON sequence = request_sequence WHERE id = ?",
                (request_id,),
            ).fetchone()
        return str(prompt)

    def film(self, result: dict[str, Any]) -> bytes:
        """The film's bytes, from the near server."""
        answer = self.near_client.get(result["output"]["video"])
        answer.raise_for_status()
        return answer.content

    @property
    def far_film(self) -> bytes:
        """What every film of the far server is."""
        return (self.far.home / "film-engine.mp4").read_bytes()

    def let_far_go(self) -> None:
        """End every `hold` of the far server."""
        (self.far.home / "go").touch()

    def settle(self) -> None:
        """Spoil nothing more, and wait until the far server has nothing to do."""
        self.proxy.reset()
        self.let_far_go()
        await_true(lambda: not self._unfinished(), "the far server has nothing to do")

    def _unfinished(self) -> list[object]:
        return [
            entry
            for state in ("in_queue", "in_progress")
            for entry in self.far_client.get("/v1/requests", params={"state": state}).json()[
                "requests"
            ]
        ]

    def hold_far(self) -> None:
        """Have every `hold` of the far server wait from now on."""
        (self.far.home / "go").unlink(missing_ok=True)


@contextlib.contextmanager
def chained_servers(folder: Path, near_workers: int = 1) -> Iterator[Chain]:
    """Run the two servers and the proxy. Without `near_workers` there is no engine `hasty`."""
    settings = _NEAR + (_HASTY if near_workers else "")
    with contextlib.ExitStack() as stack:
        far = stack.enter_context(
            running_server(folder / "far", workers=1, engine="film_engine:make")
        )
        proxy = stack.enter_context(fault_proxy(far.url))
        near = stack.enter_context(
            running_server(
                folder / "near",
                workers=near_workers,
                engine="obedient_engine:make",
                settings=settings.format(url=proxy.url, token=far.token),
            )
        )
        near_client, far_client = near.client(), far.client()
        stack.enter_context(near_client)
        stack.enter_context(far_client)
        yield Chain(near, far, proxy, near_client, far_client)
