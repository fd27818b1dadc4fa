"""A small real HTTP server of this wire that misbehaves when told to."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SUBMIT, STATUS, RESULT, CANCEL, CATALOG, FILE = (
    "submit",
    "status",
    "result",
    "cancel",
    "catalog",
    "file",
)


@dataclass(frozen=True)
class Misdeed:
    """What to do to one call instead of answering it well."""

    acts: bool = True
    """Whether the call does its work first."""
    status: int | None = None
    """Answer with this status and body; None: hang up without an answer."""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    missing_bytes: int = 0
    """How many bytes more the answer announces than it brings."""


HANG_UP_BEFORE = Misdeed(acts=False)
HANG_UP_AFTER = Misdeed()
GARBLE = Misdeed(status=200, body=b"<html>hello</html>", headers={"Content-Type": "text/html"})
CUT = Misdeed(status=200, body=b'{"request_id": "r', missing_bytes=20)


def answer_with(status: int, document: object = None, **headers: str) -> Misdeed:
    """A whole answer of this status that does nothing."""
    body = b"" if document is None else json.dumps(document).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Misdeed(acts=False, status=status, body=body, headers=named)


@dataclass(frozen=True)
class Seen:
    """One call as it came in."""

    kind: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class FaultyServer:
    """The server: what it was told to do wrong, what it saw and what it made."""

    def __init__(self) -> None:
        self.says_it_takes_keys = True
        self.misdeeds: dict[str, deque[Misdeed]] = defaultdict(deque)
        self.seen: list[Seen] = []
        self.made: list[dict[str, Any]] = []
        self.by_key: dict[str, str] = {}
        self.statuses: deque[dict[str, Any]] = deque([{"status": "completed"}])
        self.result: dict[str, Any] = {"status": "succeeded", "output": {}}
        self.file = b""
        self.file_etag: str | None = '"one"'
        self.on_file: Callable[[], None] = lambda: None
        self.url = ""

    def kinds(self) -> list[str]:
        return [call.kind for call in self.seen]

    def act(self, call: Seen) -> tuple[int, dict[str, Any]]:
        if call.kind == SUBMIT:
            return 200, {"request_id": self._submit(call)}
        if call.kind == STATUS:
            status = self.statuses[0] if len(self.statuses) == 1 else self.statuses.popleft()
            return 200, {"request_id": "request-1", **status}
        if call.kind == RESULT:
            return 200, {"request_id": "request-1", **self.result}
        if call.kind == CANCEL:
            return 202, {"request_id": "request-1", "status": "cancelled", "outcome": "cancelled"}
        return 200, {"models": [{"model_id": "a/b"}], "total": 1}

    def _submit(self, call: Seen) -> str:
        key = call.headers.get("idempotency-key", "")
        if self.says_it_takes_keys and key in self.by_key:
            return self.by_key[key]
        self.made.append(json.loads(call.body))
        self.by_key[key] = f"request-{len(self.made)}"
        return self.by_key[key]


def _kind(method: str, path: str) -> str:
    if path.startswith("/files/"):
        return FILE
    if method == "POST":
        return CANCEL if path.split("?")[0].endswith("/cancel") else SUBMIT
    found = re.search(r"/(status|result)(\?|$)", path)
    return found[1] if found else CATALOG


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: FaultyServer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        call = Seen(_kind(self.command, self.path), self.command, self.path, headers, body)
        script = self.script
        script.seen.append(call)
        waiting = script.misdeeds[call.kind]
        misdeed = waiting.popleft() if waiting else None
        if call.kind == FILE and misdeed is None:
            self._send_file(call)
            return
        if misdeed is None:
            status, document = script.act(call)
            self._send(status, json.dumps(document).encode(), {})
            return
        if misdeed.acts and call.kind != FILE:
            script.act(call)
        if misdeed.status is None:
            self._hang_up()
        else:
            self._send(misdeed.status, misdeed.body, misdeed.headers, misdeed.missing_bytes)

    def _send_file(self, call: Seen) -> None:
        self.script.on_file()
        file, etag = self.script.file, self.script.file_etag
        headers = {"ETag": etag} if etag else {}
        asked = call.headers.get("range", "")
        if asked and call.headers.get("if-range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            headers["Content-Range"] = f"bytes {start}-{len(file) - 1}/{len(file)}"
            self._send(206, file[start:], headers)
        else:
            self._send(200, file, headers)

    def _send(
        self, status: int, body: bytes, headers: Mapping[str, str], missing_bytes: int = 0
    ) -> None:
        self.send_response(status)
        if self.script.says_it_takes_keys:
            self.send_header("Rushes-Capabilities", "idempotency-key")
        self.send_header("Content-Length", str(len(body) + missing_bytes))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if missing_bytes:
            self._hang_up()

    def _hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    do_GET = do_POST = do_DELETE = do_HEAD = _serve  # noqa: N815 - the names http.server asks for


@contextmanager
def faulty_server() -> Iterator[FaultyServer]:
    """A server on a free loopback port, for the length of a `with`."""
    script = FaultyServer()
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
