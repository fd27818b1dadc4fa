"""The other server: its calls, each sent once, and reads that are asked for again.

The key goes to its own origin alone: every address is made here from the base URL of the settings,
none is taken from an answer, and no redirect is followed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import quote, urlencode

from rushes.calls import Answer, Call, Lost, retry_after_seconds, takes_idempotency_keys
from rushes.egress.calling import send
from rushes.egress.policy import EgressPolicy, origin_of
from rushes.engines.relay import answers
from rushes.engines.relay.answers import (
    CancelAnswer,
    ResultAnswer,
    Senseless,
    StatusAnswer,
    Teller,
)
from rushes.engines.relay.checkpoints import base_url
from rushes.errors import RushesError
from rushes.settings import Relay
from rushes.wire import API_PREFIX, IDEMPOTENCY_HEADER

MAX_ANSWER_BYTES = 4 * 1024 * 1024
MAX_CATALOG_BYTES = 32 * 1024 * 1024
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
LONGEST_RETRY_AFTER_SECONDS = 300.0

T = TypeVar("T")


class Away(RushesError):
    """The other server does not answer with sense; asking again may help."""

    def __init__(self, message: str, reply: Answer | Lost | None = None) -> None:
        super().__init__(message)
        self.reply = reply


class Refused(RushesError):
    """The other server has refused a call, by the wire's own words."""

    def __init__(self, message: str, answer: Answer) -> None:
        super().__init__(message)
        self.answer = answer


class Upstream:
    """One server of this wire, as its settings name it."""

    def __init__(self, name: str, settings: Relay) -> None:
        self.name = name
        self.settings = settings
        self.base_url = base_url(settings.url)
        self.tell = Teller(name, settings.token)
        self.has_said_it_takes_keys = False

    @property
    def policy(self) -> EgressPolicy:
        """What may be reached for this engine: public addresses by https, and its own origin as
        it is named, where the settings allow that."""
        own = origin_of(self.base_url) if self.settings.allow_private_addresses else ""
        return EgressPolicy(timeout_seconds=self.settings.call_timeout_seconds, own_origin=own)

    async def model(self, model_id: str) -> dict[str, object]:
        """A catalog record. Raises Refused or Away."""
        return self._document(await self._read(f"/models/{quote(model_id, safe='/')}"))

    async def catalog(self) -> list[dict[str, object]]:
        """Every catalog record with its schemas. Raises Refused or Away."""
        records: list[dict[str, object]] = []
        while True:
            query = urlencode({"include_schema": "true", "limit": 100, "offset": len(records)})
            page = self._document(await self._read(f"/models?{query}", MAX_CATALOG_BYTES))
            models = page.get("models")
            if not isinstance(models, list) or not all(isinstance(item, dict) for item in models):
                raise Away(f"{self.name}: its list of models makes no sense")
            records += models
            total = page.get("total")
            if not models or not isinstance(total, int) or len(records) >= total:
                return records

    async def count_models(self) -> int | None:
        """How many models it has, where it says. Raises Refused or Away."""
        page = self._document(await self._read("/models?limit=1"))
        total = page.get("total")
        return total if isinstance(total, int) else None

    async def submit(self, model_id: str, body: bytes, key: str) -> Answer | Lost:
        """Send a request on, once."""
        headers = {"Content-Type": "application/json", IDEMPOTENCY_HEADER: key}
        path = f"/models/{quote(model_id, safe='/')}"
        return await self._send("POST", path, headers=headers, body=body)

    async def status(self, upstream_id: str) -> StatusAnswer:
        """How a request stands there. Raises Refused or Away."""
        return self._made(await self._read(f"/requests/{upstream_id}/status"), StatusAnswer)

    async def result(self, upstream_id: str) -> ResultAnswer:
        """What a request came to there, and its cost. Raises Refused or Away."""
        path = f"/requests/{upstream_id}/result?include_cost=true"
        return self._made(await self._read(path), ResultAnswer)

    async def cancel(self, upstream_id: str) -> CancelAnswer:
        """Ask that a request be cancelled while it is queued. Raises Refused or Away."""
        reply = await self._send("POST", f"/requests/{upstream_id}/cancel")
        return self._made(self._answer(reply), CancelAnswer)

    async def _read(self, path: str, max_bytes: int = MAX_ANSWER_BYTES) -> Answer:
        return self._answer(await self._send("GET", path, max_bytes=max_bytes))

    async def _send(
        self,
        method: str,
        path: str,
        *,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
        max_bytes: int = MAX_ANSWER_BYTES,
    ) -> Answer | Lost:
        from rushes import __version__

        all_headers = {
            "User-Agent": f"rushes/{__version__}",
            "Accept": "application/json",
            "Cache-Control": "no-cache",
            **(headers or {}),
        }
        if self.settings.token:
            all_headers["Authorization"] = f"Bearer {self.settings.token}"
        call = Call(method, f"{self.base_url}{API_PREFIX}{path}", all_headers, body)
        reply = await send(call, self.policy, max_bytes)
        if isinstance(reply, Answer):
            self.has_said_it_takes_keys |= takes_idempotency_keys(reply.headers)
        return reply

    def _answer(self, reply: Answer | Lost) -> Answer:
        if isinstance(reply, Lost):
            raise Away(f"{self.name} can't be reached: {reply.reason}")
        if reply.is_success:
            return reply
        if answers.is_refusal(reply) and reply.status not in (408, 425, 429, 503):
            raise Refused(self.tell.refusal(reply), reply)
        if 300 <= reply.status < 400:
            raise Away(f"{self.name} answers with a redirect ({reply.status}), which is not taken")
        raise Away(self.tell.refusal(reply), reply)

    def _document(self, answer: Answer) -> dict[str, object]:
        return self._made(answer, dict[str, object])

    def _made(self, answer: Answer, kind: type[T]) -> T:
        try:
            return answers.read(answer, kind)
        except Senseless as error:
            raise Away(f"{self.name}: {error}") from error


class Patience:
    """Pauses that grow, until what is waited for has been away too long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pause = FIRST_PAUSE_SECONDS
        self._until: float | None = None

    def found(self) -> None:
        """It answered: the patience is new."""
        self._pause, self._until = FIRST_PAUSE_SECONDS, None

    async def pause(self, reply: Answer | Lost | None = None) -> bool:
        """Wait before asking again; False, at once, where that would be past the end."""
        self._until = self._until or time.monotonic() + self._seconds
        asked = retry_after_seconds(reply.headers) if isinstance(reply, Answer) else None
        seconds = max(self._pause, min(asked or 0.0, LONGEST_RETRY_AFTER_SECONDS))
        if time.monotonic() + seconds > self._until:
            return False
        self._pause = min(self._pause * 2.0, LONGEST_PAUSE_SECONDS)
        await asyncio.sleep(seconds)
        return True


async def patiently(patience: Patience, read: Callable[[], Awaitable[T]]) -> T:
    """A read, asked for again while the server is away. Raises Refused, and Away at the end."""
    while True:
        try:
            found = await read()
        except Away as error:
            if not await patience.pause(error.reply):
                raise
        else:
            patience.found()
            return found
