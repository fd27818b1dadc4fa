"""A server for the length of one command, in a home that is removed with it."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rushes.catalog.library import CATALOG_FOLDER
from rushes.cli.serving.home_lock import read_token
from rushes.cli.serving.supervisor import Supervisor
from rushes.errors import RequestFailed, RushesError, ServerUnreachable
from rushes.settings import FILE_NAME, load_settings

_LOG_FILE = "embedded.log"
_FLAGS = {
    "server.host": "127.0.0.1",
    "server.port": 0,
    "server.public_url": "",
    "server.grace_seconds": 0.0,
    "queue.workers": 1,
}


@contextmanager
def embedded_server(settings_home: Path) -> Iterator[tuple[str, str]]:
    """The URL and the token of a server of its own, with the settings file and the models of
    `settings_home`.

    Raises:
        RushesError: it cannot be started; the message ends with what its log says.
    """
    with (
        _ended_in_order(),
        tempfile.TemporaryDirectory(prefix="rushes-", ignore_cleanup_errors=True) as folder,
    ):
        home = Path(folder)
        if (settings_home / FILE_NAME).is_file():
            shutil.copyfile(settings_home / FILE_NAME, home / FILE_NAME)
        if (settings_home / CATALOG_FOLDER).is_dir():
            shutil.copytree(settings_home / CATALOG_FOLDER, home / CATALOG_FOLDER)
        settings = load_settings(home, _FLAGS)
        with (home / _LOG_FILE).open("ab") as log_file, Supervisor(settings, log_file) as server:
            try:
                server.await_ready()
            except ServerUnreachable as error:
                words = (home / _LOG_FILE).read_text(encoding="utf-8", errors="replace")
                raise ServerUnreachable(f"{error.message}\n{words[-2000:]}".strip()) from error
            token = read_token(home)
            if token is None:
                raise RushesError("the server made no token for its owner")
            try:
                yield server.url, token
            except RequestFailed:
                _tell_errors(home / _LOG_FILE)
                raise


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """SIGTERM ends the process by way of its `with` blocks, so that the server and its home go."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    previous = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _tell_errors(log_file: Path) -> None:
    """The log goes with the home, so what it says of errors is told now."""
    for line in log_file.read_text(encoding="utf-8", errors="replace").splitlines():
        if '"level":"error"' in line:
            sys.stderr.write(line + "\n")
