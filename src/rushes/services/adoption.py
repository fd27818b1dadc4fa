"""Adopting: a request whose outcome elsewhere was unknown goes on with what was found there."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from rushes.domain.request import Request, State
from rushes.errors import Conflict, InvalidInput, NotFound
from rushes.services.news import News
from rushes.settings import EngineSettings, Relay
from rushes.store.adoption import AdoptionStore
from rushes.store.requests import RequestStore
from rushes.wire import REQUEST_ID_PATTERN

Join = Callable[[Mapping[str, Any] | None, str, str], dict[str, Any]]
"""Makes the checkpoint of a request, its engine's address and an id there."""

_log = logging.getLogger(__name__)


class Adoption:
    """An act of whoever runs the server: it is not asked whose the request over there is."""

    def __init__(
        self,
        requests: RequestStore,
        store: AdoptionStore,
        engines: Mapping[str, EngineSettings],
        news: News,
        join: Join,
    ) -> None:
        self._requests = requests
        self._store = store
        self._engines = engines
        self._news = news
        self._join = join

    async def adopt(self, request_id: str, upstream_id: str | None = None) -> tuple[Request, str]:
        """Have a failed request go on with one over there; gives it, and the id over there.

        Args:
            upstream_id: None: the one that it had when it failed.

        Raises:
            NotFound: there is no such request, or it had no id over there and none is given.
            InvalidInput: the id can't be one.
            Conflict: it has not failed, was sent nowhere, or another request has the id.
        """
        request = await self._requests.get(request_id)
        if request is None:
            raise NotFound(f"there is no request {request_id[:128]!r}, or it was deleted")
        engine = self._engines.get(request.engine)
        if not isinstance(engine, Relay):
            raise Conflict(
                f"request {request_id} was made by the engine {request.engine}, which sends "
                "nothing on: there is nothing to adopt"
            )
        known = (request.checkpoint or {}).get("upstream") or {}
        chosen = upstream_id or known.get("request_id")
        if chosen is None:
            raise NotFound(f"the id of request {request_id} over there is not known; give it")
        if not re.fullmatch(REQUEST_ID_PATTERN, chosen):
            raise InvalidInput(f"{chosen[:60]!r} can't be a request's id")
        checkpoint = self._join(request.checkpoint, engine.url, chosen)
        if not await self._store.adopt(request.id, request.engine, chosen, checkpoint):
            state = State(request.state)
            raise Conflict(f"request {request_id} is {state}; only a failed one can adopt")
        self._news.wake_workers()
        _log.info("request adopted", extra={"request_id": request.id, "upstream_id": chosen})
        return request, chosen
