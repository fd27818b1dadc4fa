"""A whole server: its gateway and its workers as supervised processes, and the home they share."""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import replace
from types import TracebackType
from typing import IO

from rushes.cli.serving.child import Child, Recipe
from rushes.cli.serving.home_lock import HomeLock, RunningServer, make_home, read_token
from rushes.cli.serving.port import settle_port, url_of
from rushes.errors import RushesError
from rushes.settings import Settings

KILL_AFTER_GRACE_SECONDS = 5.0
"""What a child has beyond its grace time to write down and close."""

_log = logging.getLogger(__name__)


class Supervisor:
    """A server from `with` to its end: the home locked, the port settled, the children running."""

    def __init__(self, settings: Settings, log_file: IO[bytes] | None = None) -> None:
        """`log_file` takes the children's logs; None: they go where this process's go."""
        self._settings = settings
        self._log_file = log_file
        self._children: list[Child] = []
        self._change = threading.Condition()
        self._stop_asked = threading.Event()
        self._lock = HomeLock(settings.home)
        self._parent_pipe: tuple[int, int] | None = None
        self._token_before: str | None = None
        self.url = ""

    def __enter__(self) -> Supervisor:
        """Starts everything, without waiting for it.

        Raises:
            HomeInUse, PortInUse, SettingsError: it cannot be started here.
        """
        make_home(self._settings.home)
        self._lock.__enter__()
        try:
            server = self._settings.server
            port = settle_port(server.host, server.port)
            self._settings = replace(self._settings, server=replace(server, port=port))
            self.url = url_of(server.host, port)
            self._token_before = read_token(self._settings.home)
            self._parent_pipe = os.pipe()
            self._children = [
                Child(recipe, self._parent_pipe[0], self._log_file, self._note_change)
                for recipe in self._recipes()
            ]
            for child in self._children:
                child.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stops the children, within their grace time, and lets go of the home."""
        try:
            for child in self._children:
                child.ask_to_stop()
            grace = self._settings.server.grace_seconds + KILL_AFTER_GRACE_SECONDS
            until = time.monotonic() + grace
            for child in self._children:
                child.await_end(until)
        finally:
            for descriptor in self._parent_pipe or ():
                os.close(descriptor)
            self._lock.__exit__(None, None, None)

    def _recipes(self) -> list[Recipe]:
        home, server = str(self._settings.home), self._settings.server
        gateway = [
            *("--home", home, "--host", server.host, "--port", str(server.port)),
            *("--public-url", server.public_url, "--log-level", server.log_level),
        ]
        worker = [
            *("--home", home, "--set", f"server.log_level={server.log_level}"),
            *("--set", f"server.grace_seconds={server.grace_seconds}"),
        ]
        return [
            Recipe("gateway", "rushes.gateway.process", gateway, tells_ready=True),
            *(
                Recipe(f"worker-{number}", "rushes.worker.process", worker, tells_ready=False)
                for number in range(1, self._settings.queue.workers + 1)
            ),
        ]

    def _note_change(self) -> None:
        with self._change:
            self._change.notify_all()

    @property
    def _gateway(self) -> Child:
        return self._children[0]

    @property
    def failure(self) -> RushesError | None:
        """Why the server cannot go on."""
        return self._gateway.failure

    def await_ready(self) -> None:
        """Waits until the gateway takes connections, or a stop is asked for.

        Raises:
            ServerUnreachable: the gateway cannot be started.
        """
        with self._change:
            self._change.wait_for(
                lambda: self._gateway.is_ready or self.failure or self._stop_asked.is_set()
            )
        if self.failure is not None:
            raise self.failure
        if self._gateway.is_ready:
            self._lock.announce(RunningServer(self.url, os.getpid()))

    @property
    def is_ready(self) -> bool:
        return self._gateway.is_ready

    def new_token(self) -> str | None:
        """The owner's token, when this start made it."""
        token = read_token(self._settings.home)
        return token if token != self._token_before else None

    def ask_to_stop(self) -> None:
        """Ends `await_ready` and `await_end`. May be called from a signal handler's thread."""
        self._stop_asked.set()
        threading.Thread(target=self._note_change).start()

    def hurry(self) -> None:
        """Ends the children at once, wherever they are. Their requests are tried again later."""
        for child in self._children:
            child.kill()

    def await_end(self) -> None:
        """Waits until a stop is asked for.

        Raises:
            ServerUnreachable: the gateway ended and cannot be started again.
        """
        with self._change:
            self._change.wait_for(lambda: self.failure or self._stop_asked.is_set())
        if self.failure is not None:
            raise self.failure
