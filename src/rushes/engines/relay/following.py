"""A request over there, followed until it is over: its place in the queue, progress, and end."""

from __future__ import annotations

import asyncio
import time

from rushes.engines.base import EngineContext
from rushes.engines.relay.answers import CancelAnswer, ResultAnswer, StatusAnswer
from rushes.engines.relay.checkpoints import Sending
from rushes.engines.relay.sending import Keep
from rushes.engines.relay.upstream import Away, Patience, Refused, Upstream, patiently
from rushes.errors import OutcomeUnknown
from rushes.wire import CancelOutcome, ResultWord

FIRST_PAUSE_SECONDS = 0.2
COPYING_FROM = 0.95
"""How far a request is when it is made, and only has to be copied."""
_OVER = (ResultWord.SUCCEEDED, ResultWord.FAILED, ResultWord.CANCELLED)


class Following:
    """One request at the other server."""

    def __init__(
        self, upstream: Upstream, sending: Sending, keep: Keep, context: EngineContext
    ) -> None:
        assert sending.upstream_id is not None
        self._upstream = upstream
        self._sending = sending
        self._id = sending.upstream_id
        self._keep = keep
        self._context = context

    async def result(self) -> ResultAnswer:
        """Wait until it is over, telling how it stands; gives what it came to.

        Raises:
            OutcomeUnknown: the other server does not know it, or has not answered for too long.
        """
        begun = time.monotonic()
        patience = Patience(self._upstream.settings.patience_seconds)
        while True:
            try:
                status = await patiently(patience, self._status)
                self._tell(status)
                if status.is_queued and self._context.is_cancel_wanted():
                    status = await self._cancel(status)
                if status.is_over:
                    found = await patiently(patience, self.read_result)
                    if found.word in _OVER:
                        self._note(found)
                        return found
            except (Refused, Away) as error:
                raise OutcomeUnknown(self._lost_words(error.message)) from error
            await self._pause(time.monotonic() - begun, status)

    async def read_result(self) -> ResultAnswer:
        """What it came to, asked for once."""
        return await self._upstream.result(self._id)

    async def _status(self) -> StatusAnswer:
        return await self._upstream.status(self._id)

    async def _pause(self, waited_seconds: float, status: StatusAnswer) -> None:
        longest = self._upstream.settings.poll_seconds
        until = time.monotonic() + min(max(waited_seconds / 10, FIRST_PAUSE_SECONDS), longest)
        while time.monotonic() < until:
            await asyncio.sleep(min(0.1, longest))
            if status.is_queued and self._context.is_cancel_wanted():
                return

    async def _cancel(self, status: StatusAnswer) -> StatusAnswer:
        """Pass a cancel on; what it stands as after that."""
        try:
            answer: CancelAnswer = await self._upstream.cancel(self._id)
        except (Refused, Away):
            return status  # The next look says what became of it.
        if answer.outcome == CancelOutcome.NOT_CANCELLABLE:
            self._context.progress(0.0, self._phase("in_progress", None))
        return StatusAnswer(answer.status)

    def _tell(self, status: StatusAnswer) -> None:
        word = self._upstream.tell.clean(status.status)[:40]
        if word != self._sending.upstream.get("status"):
            self._sending = self._sending.told(status=word)
            self._keep(self._sending)
        if status.is_queued:
            position = status.queue_position
            place = None if position is None or not 0 <= position < 1e9 else int(position)
            self._context.wait_elsewhere(place, self._phase(word, None))
        else:
            share = status.progress or 0.0
            fraction = COPYING_FROM * min(max(share, 0.0), 1.0)
            self._context.progress(fraction, self._phase(word, status.phase))

    def _phase(self, word: str, phase: str | None) -> str:
        theirs = self._upstream.tell.clean(phase or "")[:40]
        return f"{self._upstream.name}: {theirs or word.replace('_', ' ')}"

    def _note(self, found: ResultAnswer) -> None:
        theirs: dict[str, object] = {"status": found.word}
        if found.word == ResultWord.FAILED:
            theirs["error"] = self._upstream.tell.failure(found.error)
        if found.cost_usd is not None:
            theirs["cost"] = f"{found.cost_usd.normalize():f}"
        self._sending = self._sending.told(**theirs)
        self._keep(self._sending)

    def _lost_words(self, reason: str) -> str:
        return (
            f"{reason}. What became of request {self._id} there is not known: look for it at "
            f"{self._upstream.base_url}; once it can be read again, `rushes adopt` goes on with it"
        )
