"""Which server a command speaks to, and as whom.

A server named by `--url` or `RUSHES_URL`; else the one that runs in the home; else none, for the
commands that can do without.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rushes.cli.serving.home_lock import read_token, running_server
from rushes.errors import ServerUnreachable, Unauthenticated

if TYPE_CHECKING:
    from rushes.catalog.library import Catalog
    from rushes.client.client import Client

Command = TypeVar("Command", bound=Callable[..., Any])

URL_VARIABLE = "RUSHES_URL"
TOKEN_VARIABLE = "RUSHES_TOKEN"

home_option = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The home: database, films, settings.  [default: RUSHES_HOME, else the user's data]",
)
url_option = click.option(
    "--url",
    metavar="URL",
    help="The server.  [default: RUSHES_URL, else the one that runs in the home]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def server_options(command: Command) -> Command:
    """`--url`, `--home` and `--json`, as every command has them that speaks to a server."""
    return url_option(home_option(json_option(command)))


@dataclass(frozen=True, slots=True)
class Server:
    """A server and the token for it."""

    url: str
    token: str | None

    def client(self) -> Client:
        """A client for it. Close it, or use it in a `with`.

        Raises:
            Unauthenticated: there is no token to send.
        """
        from rushes.client.client import Client

        if self.token is None:
            raise Unauthenticated(f"there is no token for {self.url}: set RUSHES_TOKEN")
        try:
            return Client(self.url, self.token)
        except ValueError as error:
            raise click.UsageError(str(error)) from error


def resolved_home(home: Path | None) -> Path:
    """The home given, else the default one, as an absolute path."""
    from rushes.settings import default_home

    return (home or default_home()).expanduser().absolute()


def find_server(url: str | None, home: Path | None) -> Server | None:
    """The server that was named or that runs in the home, or None.

    The token is `RUSHES_TOKEN`; the home's own token goes to the home's own server alone.
    """
    named = url or os.environ.get(URL_VARIABLE)
    token = os.environ.get(TOKEN_VARIABLE)
    folder = resolved_home(home)
    local = running_server(folder) if not (named and token) else None
    if named:
        is_local = local is not None and local.url == named.rstrip("/")
        return Server(named, token or (read_token(folder) if is_local else None))
    if local is not None:
        return Server(local.url, token or read_token(folder))
    return None


def the_server(url: str | None, home: Path | None) -> Server:
    """The same, where the command cannot do without one."""
    server = find_server(url, home)
    if server is None:
        raise ServerUnreachable(
            f"no server runs in {resolved_home(home)}: start one with `rushes serve`, "
            "or name one with --url or RUSHES_URL"
        )
    return server


def local_catalog(home: Path | None = None) -> Catalog:
    """The models that come with Rushes, and those of the home's own."""
    from rushes.catalog.library import BUILT_IN, CATALOG_FOLDER, Catalog

    return Catalog.load(BUILT_IN, resolved_home(home) / CATALOG_FOLDER)
