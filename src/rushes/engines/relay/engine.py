"""The engine: sends a request on, follows it, and brings its films back."""

from __future__ import annotations

import asyncio
import contextlib
from decimal import Decimal

from rushes.engines.base import (
    EngineContext,
    EngineHealth,
    EngineJob,
    EngineResult,
    EngineState,
)
from rushes.engines.relay.answers import ResultAnswer
from rushes.engines.relay.checkpoints import Sending, read_checkpoint
from rushes.engines.relay.copying import Brought, NotBrought, bring
from rushes.engines.relay.following import COPYING_FROM, Following
from rushes.engines.relay.sending import send_on
from rushes.engines.relay.upstream import Away, Refused, Upstream
from rushes.errors import EngineCancelled, EngineFailed, InvalidInput, RushesError
from rushes.settings import Relay
from rushes.wire import ResultWord

STOP_LOOK_SECONDS = 0.2
SUBMIT_GRACE_SECONDS = 5.0
"""How long a submit under way may go on when the engine is asked to stop, for its answer."""
INVALID_INPUT = InvalidInput.error_code


class RefusedInput(InvalidInput):
    """The other server took the request, found that its input can't be used, and made nothing."""

    cost_usd = Decimal(0)


class RelayEngine:
    """Another server of this wire as an engine. Serves many jobs at once, each in a thread."""

    def __init__(self, name: str, settings: Relay) -> None:
        self.name = name
        self._settings = settings

    def warm_up(self) -> None:
        """Nothing is slow to load."""

    def close(self) -> None:
        """Nothing is held between jobs."""

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        """Have the other server make the job's media, once, whatever happens on the way."""
        return asyncio.run(_Relaying(self.name, self._settings, job, context).run())

    def check(self) -> EngineHealth:
        """Read the other server's catalog, with the key."""
        upstream = Upstream(self.name, self._settings)
        try:
            count = asyncio.run(upstream.count_models())
        except RushesError as error:
            return EngineHealth(EngineState.UNAVAILABLE, error.message)
        models = "its models are not counted" if count is None else f"{count:,} models"
        safety = (
            "a submit whose answer is lost is sent again with its key"
            if upstream.has_said_it_takes_keys
            else "a submit whose answer is lost is never sent again"
        )
        return EngineHealth(EngineState.READY, f"{upstream.base_url} answers: {models}; {safety}")


class _Relaying:
    """One job."""

    def __init__(self, name: str, settings: Relay, job: EngineJob, context: EngineContext) -> None:
        self._upstream = Upstream(name, settings)
        self._job = job
        self._context = context
        self._is_sent = asyncio.Event()

    async def run(self) -> EngineResult:
        work = asyncio.create_task(self._work())
        watch = asyncio.create_task(self._stop_when_asked(work))
        try:
            return await work
        except asyncio.CancelledError as error:
            raise EngineFailed("the engine was asked to stop", is_retryable=True) from error
        finally:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch

    async def _stop_when_asked(self, work: asyncio.Task[EngineResult]) -> None:
        while True:
            await asyncio.sleep(STOP_LOOK_SECONDS)
            if self._context.is_cancelled():
                break
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SUBMIT_GRACE_SECONDS):
                await self._is_sent.wait()
        work.cancel()

    async def _work(self) -> EngineResult:
        self._context.progress(0.0, f"{self._upstream.name}: sending")
        try:
            sending = await send_on(
                self._upstream, self._job, read_checkpoint(self._job.checkpoint), self._keep
            )
        finally:
            self._is_sent.set()
        following = Following(self._upstream, sending, self._keep, self._context)
        result = await following.result()
        if result.word == ResultWord.CANCELLED:
            raise EngineCancelled(f"{self._upstream.name} cancelled request {sending.upstream_id}")
        if result.word == ResultWord.FAILED:
            raise self._failure(sending, result)
        self._context.progress(COPYING_FROM, "copying")
        brought = await self._bring(following, sending, result)
        cost_usd = result.cost_usd
        if cost_usd is None:
            cost_usd = self._job.expected_cost_usd or Decimal(0)
        return EngineResult(tuple(brought.files), cost_usd, brought.film_seconds)

    def _keep(self, sending: Sending | None) -> None:
        self._context.checkpoint({} if sending is None else sending.document())

    async def _bring(self, following: Following, sending: Sending, result: ResultAnswer) -> Brought:
        """The files; where a link does not hold any more, once more with the links as they are
        told now."""
        folder = self._job.working_folder
        try:
            try:
                return await bring(self._upstream, result, folder)
            except NotBrought:
                fresh = await following.read_result()
                if fresh.output_urls in ([], result.output_urls):
                    raise
                return await bring(self._upstream, fresh, folder)
        except (NotBrought, Refused, Away) as error:
            raise EngineFailed(
                f"{self._upstream.name} made the film (its request {sending.upstream_id}), and it "
                f"did not get here: {error.message}; `rushes adopt {self._job.request_id}` tries "
                "again and pays nothing",
                isinstance(error, NotBrought) and error.is_retryable,
                result.cost_usd,
            ) from error

    def _failure(self, sending: Sending, result: ResultAnswer) -> RushesError:
        """Their failure in our words, with theirs."""
        theirs = self._upstream.tell.failure(result.error)
        code = theirs.get("error_code")
        which = f"its request {sending.upstream_id}" + (f", error {code}" if code else "")
        words = f"{self._upstream.name}: {theirs['error_message']} ({which})"
        if code == INVALID_INPUT:
            return RefusedInput(words, self._upstream.tell.faults(result.error))
        return EngineFailed(words, cost_usd=result.cost_usd or Decimal(0))
