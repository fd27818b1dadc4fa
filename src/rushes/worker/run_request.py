"""One attempt at a request: its media, its engine, its heartbeat, and its one end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from rushes.blobs.base import Blobs
from rushes.catalog.library import Catalog
from rushes.domain.request import Artifact, AttemptEnd, Request, State
from rushes.engines.base import EngineJob
from rushes.errors import EngineCrashed, EngineFailed, EngineTimedOut, RushesError
from rushes.services.signals import Progress, SignalSender
from rushes.services.submission import blob_folder
from rushes.settings import Queue
from rushes.store.claims import Claim, ClaimStore, Ending
from rushes.store.requests import RequestStore
from rushes.worker.engine_messages import Failed, Finished, Told
from rushes.worker.engine_process import EngineProcess
from rushes.worker.engines import Engines
from rushes.worker.failures import Outcome, failed_ending, failure, our_error, wire_error
from rushes.worker.media_fetching import MediaFetching, MediumFault
from rushes.worker.working_folders import WorkingFolders

OUTPUT_TOKEN_BYTES = 24
RETRY_SECONDS = 0.5
WARM_UP_SECONDS = 120.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Running:
    """An attempt under way."""

    claim: Claim
    look: asyncio.Event = field(default_factory=asyncio.Event)
    """Set to have its lease looked at now."""
    process: EngineProcess | None = None
    is_apart: bool = False
    """Whether the process is for this attempt alone."""
    fall_backs: Sequence[str] = ()
    has_checkpoint: bool = False
    """Whether the engine may have spent something, now or in an earlier attempt."""


class RequestRunner:
    """Runs the requests that its worker has claimed, several at once where engines allow it."""

    def __init__(
        self,
        claims: ClaimStore,
        requests: RequestStore,
        catalog: Catalog,
        blobs: Blobs,
        media: MediaFetching,
        engines: Engines,
        folders: WorkingFolders,
        sender: SignalSender,
        queue: Queue,
    ) -> None:
        self._claims = claims
        self._requests = requests
        self._catalog = catalog
        self._blobs = blobs
        self._media = media
        self._engines = engines
        self._folders = folders
        self._sender = sender
        self._queue = queue
        self._running: dict[Claim, _Running] = {}
        self._suspects: set[str] = set()
        """Requests whose shared process fell: any of them may have brought it down."""

    @property
    def held(self) -> list[Claim]:
        """What runs now."""
        return list(self._running)

    def look(self, request_id: str) -> None:
        """See at once whether the request is still held, if it is one that runs."""
        for running in self._running.values():
            if running.claim.request_id == request_id:
                running.look.set()

    def cancel_elsewhere(self, request_id: str) -> None:
        """Pass a cancel on to where the request's work waits, if it is one that runs."""
        for running in self._running.values():
            if running.claim.request_id == request_id and running.process is not None:
                running.process.cancel_elsewhere(_job_key(running.claim))

    async def run(self, claim: Claim, give_back: asyncio.Event) -> bool:
        """Run an attempt to its end; gives whether its request is in the queue again.

        Args:
            give_back: once set, the attempt is broken off and its request given back.
        """
        running = self._running[claim] = _Running(claim)
        fields = {"request_id": claim.request_id, "attempt": claim.attempt}
        _log.info("request started", extra={**fields, "worker_id": claim.worker_id})
        begun = time.monotonic()
        work = asyncio.create_task(self._work(running))
        held = asyncio.create_task(self._hold(running))
        stop = asyncio.create_task(give_back.wait())
        try:
            await asyncio.wait({work, held, stop}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                state = await self._end(claim, work.result(), held)
            elif held.done():
                state = "lost"
                await self._break_off(running, work)
            else:
                state = "given back"
                await self._break_off(running, work)
                await self._claims.put_back(claim, AttemptEnd.GIVEN_BACK, {})
        finally:
            del self._running[claim]
            if running.is_apart and running.process is not None:
                await running.process.close()
            for task in (work, held, stop):
                await _cancel(task)
        if state is not State.QUEUED:
            self._suspects.discard(claim.request_id)
        seconds = round(time.monotonic() - begun, 3)
        _log.info("request ended", extra={**fields, "state": str(state), "seconds": seconds})
        return state in ("given back", State.QUEUED)

    async def _hold(self, running: _Running) -> None:
        """Renew the lease; returns when the claim no longer holds, or may not."""
        ends_at = time.monotonic() + self._queue.lease_seconds
        pause = min(self._queue.heartbeat_seconds, self._queue.lease_seconds / 3)
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await running.look.wait()
            running.look.clear()
            asked_at = time.monotonic()
            try:
                if await self._claims.heartbeat(running.claim) is None:
                    return
                ends_at = asked_at + self._queue.lease_seconds
            except RushesError as error:
                _log.warning("heartbeat failed", extra={"reason": error.message})
                if time.monotonic() >= ends_at:
                    return

    async def _break_off(self, running: _Running, work: asyncio.Task[Outcome]) -> None:
        """Have the engine stop, and delete what the attempt stored."""
        await _stop_engine(running, is_heard=True)
        await _cancel(work)
        await self.delete_blobs(running.claim)

    async def _end(self, claim: Claim, outcome: Outcome, held: asyncio.Task[None]) -> State | str:
        """Write the end down; the request's row is the only truth, so this is tried until the
        claim is lost."""
        ending = outcome.ending
        while True:
            try:
                if outcome.fall_backs:
                    is_written = await self._claims.fall_back(claim, outcome.fall_backs)
                    state = State.QUEUED
                elif outcome.is_retryable:
                    error = ending.error or {}
                    state = await self._claims.put_back(claim, AttemptEnd.RETRYABLE, error)
                    is_written = state is not State.RUNNING
                else:
                    is_written = await self._claims.finish(claim, ending)
                    state = ending.state
                break
            except RushesError as error:
                _log.warning("request's end not written", extra={"reason": error.message})
                if held.done():
                    is_written = False
                    break
                await asyncio.sleep(RETRY_SECONDS)
        if not is_written:
            await self.delete_blobs(claim)
            return "lost"
        if outcome.fall_backs:
            fields = {"request_id": claim.request_id, "engine": outcome.fall_backs[0]}
            _log.warning("request falls back", extra={**fields, "error": ending.error})
        if ending.error is not None and state is State.FAILED:
            await self._drop_refused(claim, ending.error)
        return state

    async def _drop_refused(self, claim: Claim, error: Mapping[str, Any]) -> None:
        try:
            await self._media.drop_refused(claim.request_id, error)
        except (RushesError, OSError):
            fields = {"request_id": claim.request_id}
            _log.exception("refused media not deleted; they go with their request", extra=fields)

    async def _work(self, running: _Running) -> Outcome:
        """Everything but the end's writing down. Never raises but when cancelled."""
        claim = running.claim
        try:
            with self._folders.of_attempt(claim) as folder:
                return await self._attempt(running, folder)
        except MediumFault as error:
            return Outcome(Ending(State.FAILED, error=error.error))
        except Exception as error:
            told = our_error(error)
            if told is not error:
                _log.exception("attempt failed", extra={"request_id": claim.request_id})
            await self.delete_blobs(claim)
            is_retryable = isinstance(told, EngineFailed) and told.is_retryable
            failed = Failed(_job_key(claim), wire_error(told), is_retryable)
            ending = Ending(State.FAILED, error=failed.error, is_cost_known=False)
            return failure(failed, ending, running.fall_backs, running.has_checkpoint)

    async def _attempt(self, running: _Running, folder: Path) -> Outcome:
        claim = running.claim
        request = await self._requests.get(claim.request_id)
        if request is None:
            raise LookupError(f"request {claim.request_id} has no row")
        running.fall_backs = request.fall_backs
        running.has_checkpoint = request.checkpoint is not None
        media = await self._media.paths(request.id, folder)
        engine_folder = folder / "engine"
        engine_folder.mkdir()
        job = EngineJob(
            request.id,
            claim.attempt,
            self._catalog.get(request.model_id),
            request.input,
            media,
            engine_folder,
            request.checkpoint,
            request.charged_usd,
        )
        answer = await self._run_engine(request, running, job)
        if isinstance(answer, Failed) and answer.is_cancelled:
            return Outcome(Ending(State.CANCELLED, cost_usd=Decimal(0)))
        if isinstance(answer, Failed):
            ending = failed_ending(answer)
            return failure(answer, ending, running.fall_backs, running.has_checkpoint)
        artifacts = await self._store(claim, answer, engine_folder)
        ending = Ending(
            State.SUCCEEDED,
            artifacts,
            cost_usd=Decimal(answer.cost_usd),
            film_seconds=answer.film_seconds,
        )
        return Outcome(ending)

    async def _run_engine(
        self, request: Request, running: _Running, job: EngineJob
    ) -> Finished | Failed:
        def tell(told: Told) -> None:
            heard = (told.fraction, told.phase, told.is_waiting, told.queue_position)
            self._sender.send(Progress(request.id, job.attempt, *heard))

        async def store_checkpoint(document: Mapping[str, Any]) -> bool:
            is_stored = await self._claims.checkpoint(running.claim, document)
            running.has_checkpoint = bool(document)
            return is_stored

        limit = self._engines.timeout_seconds(request.engine)
        late = f"the engine was not ready after {WARM_UP_SECONDS:g} seconds"
        try:
            process = await self._process_for(request, running)
            async with asyncio.timeout(WARM_UP_SECONDS):
                broken = await process.warm()
            if broken is not None:
                return Failed(job.key, broken.error)
            late = (
                f"the engine was ended after {limit:g} seconds, the most it may take "
                f"({self._engines.timeout_setting(request.engine)})"
            )
            async with asyncio.timeout(limit):
                return await process.run(job, tell, store_checkpoint)
        except TimeoutError as error:
            await _stop_engine(running)
            raise EngineTimedOut(late) from error
        except Exception as error:
            if isinstance(error, EngineCrashed) and error.is_retryable:
                self._suspects.add(request.id)
            # Whatever it was, the engine may be at work on this still.
            await _stop_engine(running)
            raise

    async def _process_for(self, request: Request, running: _Running) -> EngineProcess:
        """The engine's process; a suspect's own, so that it brings no other down again."""
        running.is_apart = request.id in self._suspects
        if running.is_apart:
            running.process = await self._engines.start_apart(request.engine)
        else:
            running.process = await self._engines.get(request.engine)
        return running.process

    async def _store(self, claim: Claim, answer: Finished, folder: Path) -> list[Artifact]:
        artifacts: list[Artifact] = []
        for made in answer.files:
            path = Path(made.path).resolve()
            if not path.is_relative_to(folder.resolve()) or not path.is_file():
                raise EngineFailed(f"the engine named a file that it did not make: {path.name}")
            if any(path.name == other.name for other in artifacts):
                raise EngineFailed(f"the engine named two files {path.name}")
            blob_path = f"{_attempt_folder(claim)}/{path.name}"
            blob = await self._blobs.put_file(path, blob_path)
            token = secrets.token_urlsafe(OUTPUT_TOKEN_BYTES)
            artifacts.append(
                Artifact(
                    made.kind,
                    path.name,
                    made.media_type,
                    blob.size_bytes,
                    blob.sha256,
                    token,
                    blob.path,
                )
            )
        return artifacts

    async def delete_blobs(self, claim: Claim) -> None:
        """Delete what an attempt stored and nobody will see."""
        await self._blobs.delete_under(_attempt_folder(claim))


async def _stop_engine(running: _Running, is_heard: bool = False) -> None:
    if running.process is not None:
        await running.process.break_off(_job_key(running.claim), is_heard)


def _job_key(claim: Claim) -> str:
    return f"{claim.request_id}/{claim.attempt}"


def _attempt_folder(claim: Claim) -> str:
    return f"{blob_folder(claim.request_id)}/{claim.attempt}"


async def _cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
