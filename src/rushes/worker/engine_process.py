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
from dataclasses import dataclass, field
from typing import Any

import msgspec

from rushes.engines.base import EngineJob
from rushes.engines.registry import requests_at_once
from rushes.errors import EngineCrashed
from rushes.settings import Settings
from rushes.worker.engine_messages import (
    LENGTH,
    MAX_FRAME_BYTES,
    Broken,
    Cancel,
    CancelElsewhere,
    Checkpoint,
    CheckpointAnswer,
    Failed,
    Finished,
    FromEngine,
    JobMessage,
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
STOP_SECONDS = 10.0
"""How long a job among others may take to stop, before the process is ended."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    """A job under way in the engine's process."""

    said: asyncio.Queue[JobMessage | EngineCrashed] = field(default_factory=asyncio.Queue)
    is_over: asyncio.Event = field(default_factory=asyncio.Event)


class EngineProcess:
    """One engine in a process that leads a group of its own; it stays warm between jobs.

    An engine that serves several requests at once is asked to stop a job; another is ended.
    """

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        lifeline: int,
        requests_at_once: int,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._lifeline = lifeline
        self._requests_at_once = requests_at_once
        self._is_ended = False
        self._jobs: dict[str, _Job] = {}
        self._is_told = asyncio.Event()
        """Set once it is known whether the engine can be used."""
        self._broken: Broken | None = None
        self._crash: EngineCrashed | None = None
        self._burial = asyncio.create_task(self._bury())
        self._listening = asyncio.create_task(self._listen())

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
        at_once = requests_at_once(settings.engines.get(engine))
        started = cls(process, reader, writer, lifeline_write, at_once)
        started._send(Start(settings, engine, address))
        _log.info("engine started", extra={"engine": engine, "pid": process.pid})
        return started

    @property
    def is_usable(self) -> bool:
        """Whether the process lives and is understood."""
        is_alive = not self._is_ended and self._process.returncode is None
        return is_alive and self._crash is None

    @property
    def pid(self) -> int:
        """The process's id, and its group's."""
        return self._process.pid

    async def warm(self) -> Broken | None:
        """Wait until the engine is warm; what went wrong, when it can't be.

        Raises:
            EngineCrashed: the process ended on its own, or said something senseless.
        """
        await self._is_told.wait()
        if self._crash is not None:
            raise self._crash
        if self._broken is not None:
            await self.end()
        return self._broken

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
        if self._crash is not None:
            raise self._crash
        under_way = self._jobs[job.key] = _Job()
        self._send(Run(job))
        while True:
            message = await under_way.said.get()
            if isinstance(message, Told):
                on_progress(message)
            elif isinstance(message, Checkpoint):
                is_stored = await store_checkpoint(message.document)
                self._send(CheckpointAnswer(job.key, is_stored))
            elif isinstance(message, EngineCrashed):
                raise message
            else:
                return message

    def cancel_elsewhere(self, job: str) -> None:
        """Have a job that waits in somebody else's queue cancelled there, if it can be."""
        if job in self._jobs:
            self._send(CancelElsewhere(job))

    async def break_off(self, job: str, is_heard: bool = False) -> None:
        """Have a job stop; where it does not, or is all that the engine does, end the process.

        Args:
            is_heard: whether its `run` is still waited for, so that checkpoints are stored.
        """
        under_way = self._jobs.get(job)
        if self._requests_at_once > 1 and self._is_warm:
            if under_way is None:
                return
            self._send(Cancel(job, is_heard))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await under_way.is_over.wait()
                return
            _log.warning("engine does not stop", extra={"job": job, "pid": self.pid})
        await self.end()

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
        if self.is_usable and self._is_warm:
            self._send(Stop())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await self._process.wait()
        await self.end()

    @property
    def _is_warm(self) -> bool:
        return self._is_told.is_set() and self._broken is None and self._crash is None

    async def _listen(self) -> None:
        """Hand what the engine says to whom it is for, until its process is gone."""
        try:
            while True:
                message = await self._receive()
                if isinstance(message, Ready | Broken):
                    self._broken = message if isinstance(message, Broken) else None
                    self._is_told.set()
                else:
                    self._hand_on(message)
        except EngineCrashed as crash:
            self._crash = crash
            self._is_told.set()
            for job in self._jobs.values():
                job.said.put_nowait(crash)
                job.is_over.set()
            self._jobs.clear()

    def _hand_on(self, message: JobMessage) -> None:
        job = self._jobs.get(message.job)
        if job is None:
            return
        job.said.put_nowait(message)
        if isinstance(message, Finished | Failed):
            job.is_over.set()
            del self._jobs[message.job]

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
            how = f"the engine's process ended on its own: {_how(code)}"
            # Where several share it, one may have brought all down.
            raise EngineCrashed(how, is_retryable=self._requests_at_once > 1) from error


def _environment() -> dict[str, str]:
    """Ours, but numpy's threads would wait busily for each other on cores that are taken."""
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ}


def _how(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    name = signal.Signals(-code).name
    return f"{name}, perhaps for lack of memory" if name == "SIGKILL" else name
