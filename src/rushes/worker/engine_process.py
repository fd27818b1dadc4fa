"""An engine's process, as its worker sees it: started, given jobs, and ended as a whole group."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from rushes.engines.base import EngineJob
from rushes.errors import EngineCrashed
from rushes.settings import Settings
from rushes.worker.engine_messages import (
    LENGTH,
    MAX_FRAME_BYTES,
    Broken,
    Checkpoint,
    CheckpointAnswer,
    Failed,
    Finished,
    FromEngine,
    Ready,
    Run,
    Start,
    Stop,
    ToEngine,
    Told,
    decode_from_engine,
    encode_to_engine,
)

CLOSE_SECONDS = 3.0

_log = logging.getLogger(__name__)


class EngineProcess:
    """One engine in a process that leads a group of its own; it stays warm between jobs."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        lifeline: int,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._lifeline = lifeline
        self._is_ended = False
        self._is_warm = False
        self._burial = asyncio.create_task(self._bury())

    @classmethod
    async def start(cls, engine: str, address: str | None, settings: Settings) -> EngineProcess:
        """Start the process; it warms up while this returns.

        Args:
            address: `module:attribute` of a factory in the place of the engine's own.
        """
        ours, theirs = socket.socketpair()
        lifeline_read, lifeline_write = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "rushes.worker.engine_child"),
                *(str(theirs.fileno()), str(lifeline_read)),
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), lifeline_read),
                start_new_session=True,
                env=_environment(),
            )
        except BaseException:
            ours.close()
            os.close(lifeline_write)
            raise
        finally:
            theirs.close()
            os.close(lifeline_read)
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        started = cls(process, reader, writer, lifeline_write)
        started._send(Start(settings, engine, address))
        _log.info("engine started", extra={"engine": engine, "pid": process.pid})
        return started

    @property
    def is_usable(self) -> bool:
        """Whether the process lives."""
        return not self._is_ended and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The process's id, and its group's."""
        return self._process.pid

    async def warm(self) -> Failed | None:
        """Wait until the engine is warm; what went wrong, when it can't be.

        Raises:
            EngineCrashed: the process ended on its own, or said something senseless.
        """
        while not self._is_warm:
            message = await self._receive()
            if isinstance(message, Broken):
                await self.end()
                return Failed(message.error)
            self._is_warm = isinstance(message, Ready)
        return None

    async def run(
        self,
        job: EngineJob,
        on_progress: Callable[[Told], None],
        store_checkpoint: Callable[[Mapping[str, Any]], Awaitable[bool]],
    ) -> Finished | Failed:
        """Have a job done by a warm engine.

        Args:
            store_checkpoint: stores a document durably; False when the attempt lost its lease.

        Raises:
            EngineCrashed: the process ended on its own, or said something senseless.
        """
        self._send(Run(job))
        while True:
            message = await self._receive()
            if isinstance(message, Told):
                on_progress(message)
            elif isinstance(message, Checkpoint):
                is_stored = await store_checkpoint(message.document)
                self._send(CheckpointAnswer(message.number, is_stored))
            elif isinstance(message, Finished | Failed):
                return message

    async def end(self) -> None:
        """End the process and all that it started, now."""
        self._is_ended = True
        if self._process.returncode is None:
            self._end_group()
        await self._burial

    async def close(self) -> None:
        """Let an idle engine close what it holds, then end what is left.

        One that still warms up holds nothing and could not be told: it is ended at once.
        """
        if self.is_usable and await self._is_idle():
            self._send(Stop())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await self._process.wait()
        await self.end()

    async def _is_idle(self) -> bool:
        """Whether the engine is warm, by what it has said so far."""
        with contextlib.suppress(TimeoutError, EngineCrashed):
            async with asyncio.timeout(0):
                await self.warm()
        return self._is_warm

    async def _bury(self) -> None:
        """Once the leader is gone, however it went, end what is left of its group."""
        await self._process.wait()
        self._end_group()
        self._writer.close()
        os.close(self._lifeline)

    def _end_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _send(self, message: ToEngine) -> None:
        # Not awaited: the other end's death shows when its next message is waited for.
        self._writer.write(encode_to_engine(message))

    async def _receive(self) -> FromEngine:
        try:
            (length,) = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
            if length > MAX_FRAME_BYTES:
                raise EngineCrashed("the engine's process said something that is not understood")
            return decode_from_engine(await self._reader.readexactly(length))
        except msgspec.MsgspecError as error:
            raise EngineCrashed(
                "the engine's process said something that is not understood"
            ) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            await self._burial
            code = self._process.returncode or 0
            raise EngineCrashed(f"the engine's process ended on its own: {_how(code)}") from error


def _environment() -> dict[str, str]:
    """Ours, but numpy's threads would wait busily for each other on cores that are taken."""
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ}


def _how(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    name = signal.Signals(-code).name
    return f"{name}, perhaps for lack of memory" if name == "SIGKILL" else name
