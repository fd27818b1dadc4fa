"""The gateway's process: `python -m rushes.gateway.process --home DIR [flags]`.

It prints nothing. When it takes connections, it writes one line of JSON to the file descriptor
given by `--ready-fd`: `{"ready": true, "host": …, "port": …}`, or, when it can't start,
`{"ready": false, "error": <class>, "message": …}`. SIGTERM or SIGINT ends it: it takes nothing new,
answers what it has taken within the grace time, and exits with 0. So does the closing of the pipe
whose read end is `--parent-fd`: whoever started it is gone.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from rushes.assembly import build_services
from rushes.errors import RushesError
from rushes.gateway.app import create_app
from rushes.gateway.server import EmbeddedServer, bind
from rushes.logs import configure_logs
from rushes.services.access import ensure_owner_token
from rushes.settings import Settings, load_settings

EX_UNAVAILABLE = 69
EX_CONFIG = 78

SWITCH_SECONDS = 0.000_5
"""How long a thread may hold the interpreter while another waits for it: the store's writer asks
for it once a statement, and at Python's own 5 ms a tenth fewer submits got through."""

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to stop; gives the exit status."""
    options = _parse(arguments)
    sys.setswitchinterval(SWITCH_SECONDS)
    os.umask(0o077)  # What is kept in a home is this user's alone, whoever may look into it.
    flags = {
        "server.host": options.host,
        "server.port": options.port,
        "server.public_url": options.public_url,
        "server.log_level": options.log_level,
    }
    try:
        settings = load_settings(options.home, flags)
        configure_logs(settings.server.log_level)
        listener = bind(settings.server.host, settings.server.port)
    except RushesError as error:
        return _refuse(options.ready_fd, error, EX_CONFIG)
    try:
        uvloop.run(_serve(settings, listener, options.ready_fd, options.parent_fd))
    except RushesError as error:
        return _refuse(options.ready_fd, error, EX_UNAVAILABLE)
    return 0


async def _serve(
    settings: Settings, listener: socket.socket, ready_fd: int | None, parent_fd: int | None
) -> None:
    port = listener.getsockname()[1]
    settings = replace(settings, server=replace(settings.server, port=port))
    services = await build_services(settings)
    try:
        for refusal in services.catalog.refusals:
            log.warning("catalog record refused", extra={"refusal": str(refusal)})
        server = EmbeddedServer(create_app(services, settings), listener)
        # Last, since whoever starts us shows a new token only once we are ready.
        await ensure_owner_token(services.access, settings.home)
        stop_asked = _when_told_to_stop(parent_fd)
        serving = asyncio.create_task(server.serve())
        # What start-up made stays for good: the collector need not look at it again.
        gc.freeze()
        log.info("gateway ready", extra={"host": settings.server.host, "port": port})
        _tell(ready_fd, {"ready": True, "host": settings.server.host, "port": port})
        await asyncio.wait((serving, stop_asked), return_when=asyncio.FIRST_COMPLETED)
        server.stop()  # type: ignore[no-untyped-call]  # Granian leaves it untyped
        await asyncio.wait((serving,), timeout=settings.server.grace_seconds)
        log.info("gateway stopped", extra={"in_time": serving.done()})
    finally:
        await services.close()


def _when_told_to_stop(parent_fd: int | None) -> asyncio.Future[None]:
    """Done when a signal asks for the end, or whoever started us is gone."""
    loop = asyncio.get_running_loop()
    asked: asyncio.Future[None] = loop.create_future()

    def ask() -> None:
        if parent_fd is not None:
            loop.remove_reader(parent_fd)
        if not asked.done():
            asked.set_result(None)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    if parent_fd is not None:
        loop.add_reader(parent_fd, ask)
    return asked


def _refuse(ready_fd: int | None, error: RushesError, exit_status: int) -> int:
    log.error("gateway can't start", extra={"reason": error.message})
    kind = type(error).__name__
    _tell(ready_fd, {"ready": False, "error": kind, "message": error.message})
    return exit_status


def _tell(ready_fd: int | None, news: dict[str, Any]) -> None:
    """Write a line to whoever started us, who may be gone."""
    if ready_fd is None:
        return
    with contextlib.suppress(OSError):
        os.write(ready_fd, msgspec.json.encode(news) + b"\n")
        os.close(ready_fd)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rushes.gateway.process", allow_abbrev=False)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--host")
    parser.add_argument("--port", type=int)
    parser.add_argument("--public-url")
    parser.add_argument("--log-level")
    parser.add_argument("--ready-fd", type=int, help="where to tell that it takes connections")
    parser.add_argument("--parent-fd", type=int, help="stop when this pipe's other end is closed")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
