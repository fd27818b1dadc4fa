"""Granian inside our own process and event loop, on a socket that we have bound ourselves.

One process, because SQLite has one writer and progress is kept in memory. Granian would bind with
SO_REUSEPORT, by which two servers share a port without knowing of each other: so the socket is
bound here, where a taken port is refused, and handed over.
"""

from __future__ import annotations

import errno
import socket

from granian.constants import Interfaces
from granian.net import SocketHolder  # type: ignore[attr-defined]  # re-exported, not in stubs
from granian.server.embed import Server
from starlette.types import ASGIApp

from rushes.errors import PortInUse, SettingsError

BACKLOG = 1_024


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 chooses a free one.

    Raises:
        PortInUse: another program listens there.
        SettingsError: the host is no address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise SettingsError(f"server.host: {host!r} can't be resolved: {error}") from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"port {port} on {host} is taken by another program; choose another with --port"
            ) from error
        raise SettingsError(f"server.host: can't listen on {host}:{port}: {error}") from error
    listener.setblocking(False)
    return listener


class EmbeddedServer(Server):
    """Serves an application on a listening socket until `stop`, then finishes what it has."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        super().__init__(
            app, interface=Interfaces.ASGINL, websockets=False, log_enabled=False, backlog=BACKLOG
        )
        self._listener = listener

    def _init_shared_socket(self) -> None:
        """Granian's own hook for making its socket; its types know only of None."""
        descriptor = self._listener.fileno()
        made = {
            "_sfd": descriptor,
            "_shd": SocketHolder(descriptor, False, BACKLOG),  # type: ignore[call-arg]  # as above
            "_ssp": None,
        }
        vars(self).update(made)
