"""`rushes serve`: a gateway and workers, supervised, until they are told to stop."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from types import FrameType

import click

from rushes import __version__
from rushes.cli.connection import home_option


@click.command()
@click.option("--host", metavar="ADDRESS", help="Address to listen on.  [default: 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(0, 65_535), help="Port; 0 chooses a free one.  [default: 8787]"
)
@home_option
@click.option("--workers", type=click.IntRange(0, 256), help="Worker processes.  [default: 1]")
def serve(host: str | None, port: int | None, home: Path | None, workers: int | None) -> None:
    """Run a server on this machine until Ctrl-C or SIGTERM.

    Stopping lets running requests finish within a grace time and gives the rest back to the
    queue; a second Ctrl-C ends it at once. What is not given here comes from the environment or
    from rushes.toml in the home.
    """
    from rushes.cli.serving.supervisor import Supervisor
    from rushes.logs import configure_logs
    from rushes.settings import load_settings

    flags = {"server.host": host, "server.port": port, "queue.workers": workers}
    settings = load_settings(home, flags)
    configure_logs(settings.server.log_level)
    signals = _Signals()
    with Supervisor(settings) as server:
        signals.server = server
        server.await_ready()
        if server.is_ready:
            _greet(server.url, settings.home, settings.queue.workers, server.new_token())
        server.await_end()


class _Signals:
    """SIGTERM and SIGINT: the first asks to stop, the second ends the children at once."""

    def __init__(self) -> None:
        from rushes.cli.serving.supervisor import Supervisor

        self.server: Supervisor | None = None
        self._count = 0
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._handle)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._count += 1
        if self.server is None:
            raise KeyboardInterrupt
        if self._count == 1:
            self.server.ask_to_stop()
        else:
            self.server.hurry()


def _greet(url: str, home: Path, workers: int, new_token: str | None) -> None:
    click.echo(f"Rushes {__version__} listens on {url}")
    click.echo(f"  home     {home}")
    click.echo(f"  workers  {workers}")
    if new_token is not None:
        click.echo(f"  your key {new_token}")
        click.echo(f"           (shown this once; kept in {home / 'token'} for this command line)")
    click.echo(f"Stop it with Ctrl-C, or `kill {os.getpid()}`.")
