"""The port a server will listen on: settled before anything is started."""

from __future__ import annotations

import errno
import socket

from rushes.errors import PortInUse, SettingsError


def settle_port(host: str, port: int) -> int:
    """The port, or a free one for 0.

    Raises:
        PortInUse: another program listens there.
        SettingsError: this machine has no such address, or the port needs more rights.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise SettingsError(f"server.host: {host!r} is no address of this machine") from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as trial:
        # Without this a port is refused for a minute after its last server ended; a port that is
        # listened on is refused all the same.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as error:
            raise _refusal(error, host, port) from error
        settled: int = trial.getsockname()[1]
        return settled


def _refusal(error: OSError, host: str, port: int) -> Exception:
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"port {port} of {host} is taken by another program; "
            "give another --port, or 0 for a free one"
        )
    if error.errno == errno.EACCES:
        return SettingsError(f"server.port: {port} needs more rights than this user has")
    return SettingsError(f"server.host: {host!r} cannot be listened on: {error.strerror}")


def url_of(host: str, port: int) -> str:
    """Where a program on this machine reaches the server. All addresses include loopback's."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"
