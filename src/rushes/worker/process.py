"""A worker's process: `python -m rushes.worker.process --home DIR [flags]`."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from rushes.assembly import open_home
from rushes.errors import RushesError, SettingsError
from rushes.logs import configure_logs
from rushes.services.retention import kept_for
from rushes.services.signals import SignalSender, signal_folder
from rushes.settings import Settings, all_settings, load_settings
from rushes.store.claims import ClaimStore
from rushes.store.media import MediaStore
from rushes.store.requests import RequestStore
from rushes.worker.engines import Engines
from rushes.worker.loop import WorkerLoop
from rushes.worker.media_fetching import MediaFetching
from rushes.worker.run_request import RequestRunner
from rushes.worker.working_folders import WorkingFolders


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a worker until SIGTERM or SIGINT; gives the exit status."""
    flags = _parser().parse_args(arguments)
    os.umask(0o077)  # As in the gateway: what a home keeps is this user's alone.
    try:
        settings = _settings(flags.home, flags.set)
        configure_logs(settings.server.log_level)
        asyncio.run(serve(settings, dict(flags.engine), flags.parent_fd))
    except RushesError as error:
        print(f"rushes worker: {error.message}", file=sys.stderr)
        return 1
    return 0


async def serve(
    settings: Settings,
    addresses: Mapping[str, str],
    parent_fd: int | None = None,
) -> None:
    """Work in this process until it is told to stop.

    Args:
        addresses: engine names to `module:attribute` of factories in the place of their own.
        parent_fd: the read end of a pipe; stop when its other end closes.
    """
    parts = open_home(settings)
    worker_id = f"worker-{os.getpid()}-{secrets.token_hex(4)}"
    folders = WorkingFolders(settings.home, worker_id)
    sender = SignalSender(signal_folder(settings.home))
    names = tuple(dict.fromkeys((*settings.engines, *addresses)))
    engines = Engines(settings, names, addresses)
    requests = RequestStore(parts.database)
    claims = ClaimStore(
        parts.database,
        worker_id,
        names,
        timedelta(seconds=settings.queue.lease_seconds),
        settings.queue.max_attempts,
        kept_for(settings),
    )
    store = MediaStore(parts.database)
    media = MediaFetching(store, requests, parts.blobs, settings, folders.folder)
    runner = RequestRunner(
        claims,
        requests,
        parts.catalog,
        parts.blobs,
        media,
        engines,
        folders,
        sender,
        settings.queue,
    )
    worker = WorkerLoop(worker_id, settings, claims, runner, media, engines, sender)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, worker.stop)
    if parent_fd is not None:
        loop.add_reader(parent_fd, _stop_without_parent, worker, parent_fd)
    try:
        await worker.run()
    finally:
        sender.close()
        folders.close()
        await parts.database.close()


def _stop_without_parent(worker: WorkerLoop, parent_fd: int) -> None:
    asyncio.get_running_loop().remove_reader(parent_fd)
    worker.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rushes.worker.process", description=__doc__)
    parser.add_argument("--home", type=Path, help="the home folder")
    parser.add_argument(
        "--set",
        type=_pair,
        action="append",
        default=[],
        metavar="SECTION.NAME=VALUE",
        help="a setting, over the environment and the file",
    )
    parser.add_argument(
        "--engine",
        type=_pair,
        action="append",
        default=[],
        metavar="NAME=MODULE:ATTRIBUTE",
        help="a factory for an engine, in the place of its own",
    )
    parser.add_argument(
        "--parent-fd", type=int, help="the read end of a pipe; stop when its other end closes"
    )
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    return name, value


def _settings(home: Path | None, pairs: Sequence[tuple[str, str]]) -> Settings:
    """As `load_settings`; values on the command line are text, as in the environment."""
    names = {info.key: info.environment_name for info in all_settings()}
    unknown = [key for key, _ in pairs if key not in names]
    if unknown:
        raise SettingsError(f"command line: there is no setting {unknown[0]!r}")
    given = {names[key]: value for key, value in pairs}
    return load_settings(home, environment={**os.environ, **given})


if __name__ == "__main__":
    sys.exit(main())
