"""The worker: for each engine, claim requests and run them; beside it the reaper and the media."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import msgspec

from rushes.errors import RushesError
from rushes.services.signals import (
    WORKER,
    Alive,
    Call,
    CancelWaiting,
    Look,
    SignalReceiver,
    SignalSender,
    ToWorker,
    Wake,
    signal_folder,
)
from rushes.settings import Settings
from rushes.store.claims import Claim, ClaimStore
from rushes.worker.engines import Engines
from rushes.worker.media_fetching import MediaFetching
from rushes.worker.run_request import RequestRunner

MAX_REAP_SECONDS = 5.0
PAUSE_SECONDS = 1.0
"""After the store could not be reached."""

_log = logging.getLogger(__name__)
_decoder: msgspec.json.Decoder[ToWorker] = msgspec.json.Decoder(ToWorker)


class EngineLane:
    """The requests of one engine: as many run side by side as it serves at a time."""

    def __init__(
        self,
        engine: str,
        settings: Settings,
        claims: ClaimStore,
        runner: RequestRunner,
        engines: Engines,
        sender: SignalSender,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._claims = claims
        self._runner = runner
        self._engines = engines
        self._sender = sender
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look for a request now."""
        self._woken.set()

    def stop(self) -> None:
        """Claim no more."""
        self._is_stopping = True
        self._woken.set()

    async def run(self, give_back: asyncio.Event) -> None:
        """Claim and run until stopped and all is over."""
        at_once = self._engines.requests_at_once(self._engine)
        await self._engines.warm_up(self._engine)
        while not self._is_stopping:
            self._woken.clear()
            claim = None
            if len(self._running) < at_once:
                try:
                    claim = await self._claims.claim_next([self._engine])
                except RushesError as error:
                    _log.warning("queue not reached", extra={"reason": error.message})
                    await self._sleep(PAUSE_SECONDS)
                    continue
            if claim is None:
                await self._sleep(self._settings.queue.poll_seconds)
            else:
                task = asyncio.create_task(self._run_one(claim, give_back))
                self._running.add(task)
                task.add_done_callback(self._make_room)
        await asyncio.gather(*self._running)

    async def _run_one(self, claim: Claim, give_back: asyncio.Event) -> None:
        try:
            if await self._runner.run(claim, give_back):
                self._sender.send(Wake())
            if not self._is_stopping:
                await self._engines.warm_up(self._engine)
        except RushesError as error:
            _log.warning("queue not reached", extra={"reason": error.message})
            await asyncio.sleep(PAUSE_SECONDS)

    def _make_room(self, ended: asyncio.Task[None]) -> None:
        self._running.discard(ended)
        self._woken.set()

    async def _sleep(self, seconds: float) -> None:
        if not self._is_stopping:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._woken.wait()


class WorkerLoop:
    """One worker: a lane for each of its engines."""

    def __init__(
        self,
        worker_id: str,
        settings: Settings,
        claims: ClaimStore,
        runner: RequestRunner,
        media: MediaFetching,
        engines: Engines,
        sender: SignalSender,
    ) -> None:
        self._worker_id = worker_id
        self._settings = settings
        self._claims = claims
        self._runner = runner
        self._media = media
        self._engines = engines
        self._sender = sender
        self._lanes = [
            EngineLane(name, settings, claims, runner, engines, sender) for name in engines.names
        ]
        self._is_stopping = False
        self._give_back = asyncio.Event()

    def stop(self) -> None:
        """Claim no more; what runs may go on for the grace time and is then given back."""
        if not self._is_stopping:
            self._is_stopping = True
            for lane in self._lanes:
                lane.stop()
            grace = self._settings.server.grace_seconds
            asyncio.get_running_loop().call_later(grace, self._give_back.set)

    async def run(self) -> None:
        """Work until stopped."""
        receiver = SignalReceiver(signal_folder(self._settings.home), WORKER, self._hear)
        beside = [asyncio.create_task(self._reap()), asyncio.create_task(self._fetch())]
        _log.info("worker ready", extra={"worker_id": self._worker_id})
        try:
            async with asyncio.TaskGroup() as lanes:
                for lane in self._lanes:
                    lanes.create_task(lane.run(self._give_back))
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            receiver.close()
            await self._engines.close()
            _log.info("worker stopped", extra={"worker_id": self._worker_id})

    def _hear(self, data: bytes) -> None:
        try:
            heard = _decoder.decode(data)
        except msgspec.MsgspecError:
            _log.warning("a datagram was not understood", extra={"size_bytes": len(data)})
            return
        if isinstance(heard, Look):
            self._runner.look(heard.request_id)
        elif isinstance(heard, CancelWaiting):
            self._runner.cancel_elsewhere(heard.request_id)
        elif isinstance(heard, Call):
            self._sender.send(Alive(self._worker_id, heard.call))
        else:
            for lane in self._lanes:
                lane.wake()
            self._media.wake()

    async def _reap(self) -> None:
        """Take back what other workers lost. Every worker does it, so that one always does."""
        pause = min(MAX_REAP_SECONDS, self._settings.queue.lease_seconds / 3)
        while True:
            await asyncio.sleep(pause)
            try:
                reaped = await self._claims.reap(self._runner.held)
            except RushesError as error:
                _log.warning("queue not reached", extra={"reason": error.message})
                continue
            for item in reaped:
                fields = {"request_id": item.request_id, "attempt": item.attempt}
                lost = {"worker_id": item.worker_id, "state": str(item.state)}
                _log.warning("lease lost", extra={**fields, **lost})
                claim = Claim(item.request_id, item.worker_id, item.attempt)
                await self._runner.delete_blobs(claim)
            if reaped:
                self._sender.send(Wake())

    async def _fetch(self) -> None:
        while True:
            try:
                await self._media.run()
            except RushesError as error:
                _log.warning("queue not reached", extra={"reason": error.message})
                await asyncio.sleep(PAUSE_SECONDS)
