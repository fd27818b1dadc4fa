"""The worker: claim a request, run it, and again; beside it the reaper and the media."""

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


class WorkerLoop:
    """One worker, which runs one request at a time."""

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
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._give_back = asyncio.Event()

    def stop(self) -> None:
        """Claim no more; what runs may go on for the grace time and is then given back."""
        if not self._is_stopping:
            self._is_stopping = True
            self._woken.set()
            grace = self._settings.server.grace_seconds
            asyncio.get_running_loop().call_later(grace, self._give_back.set)

    async def run(self) -> None:
        """Work until stopped."""
        receiver = SignalReceiver(signal_folder(self._settings.home), WORKER, self._hear)
        beside = [asyncio.create_task(self._reap()), asyncio.create_task(self._fetch())]
        _log.info("worker ready", extra={"worker_id": self._worker_id})
        try:
            await self._engines.warm_up()
            while not self._is_stopping:
                try:
                    await self._go_round()
                except RushesError as error:
                    _log.warning("queue not reached", extra={"reason": error.message})
                    await self._sleep(PAUSE_SECONDS)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            receiver.close()
            await self._engines.close()
            _log.info("worker stopped", extra={"worker_id": self._worker_id})

    async def _go_round(self) -> None:
        self._woken.clear()
        claim = await self._claims.claim_next()
        if claim is None:
            await self._sleep(self._settings.queue.poll_seconds)
            return
        if await self._runner.run(claim, self._give_back):
            self._sender.send(Wake())
        if not self._is_stopping:
            await self._engines.warm_up()

    async def _sleep(self, seconds: float) -> None:
        if not self._is_stopping:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._woken.wait()

    def _hear(self, data: bytes) -> None:
        try:
            heard = _decoder.decode(data)
        except msgspec.MsgspecError:
            _log.warning("a datagram was not understood", extra={"size_bytes": len(data)})
            return
        if isinstance(heard, Look):
            self._runner.look(heard.request_id)
        elif isinstance(heard, Call):
            self._sender.send(Alive(self._worker_id, heard.call))
        else:
            self._woken.set()
            self._media.wake()

    async def _reap(self) -> None:
        """Take back what other workers lost. Every worker does it, so that one always does."""
        pause = min(MAX_REAP_SECONDS, self._settings.queue.lease_seconds / 3)
        while True:
            await asyncio.sleep(pause)
            try:
                reaped = await self._claims.reap(self._runner.current)
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
