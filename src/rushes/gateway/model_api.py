"""Submitting requests and following them: the vendor's Model API, and a list and a delete of ours.

States become the wire's words here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import UNSET, UnsetType

from rushes.catalog.library import Catalog
from rushes.domain.request import Artifact, Request, State
from rushes.errors import InvalidInput, MalformedBody, NotFound
from rushes.gateway.bodies import (
    ArtifactBody,
    CancelBody,
    ErrorBody,
    ListedRequest,
    RequestListBody,
    ResultBody,
    StatusBody,
    SubmitBody,
)
from rushes.gateway.exchange.answers import Answer, EmptyAnswer, json_answer
from rushes.gateway.exchange.incoming import Incoming
from rushes.services.requests import RequestFilter, Requests, read_cursor
from rushes.wire import (
    API_PREFIX,
    ENGINE_HEADER,
    FILES_PREFIX,
    IDEMPOTENCY_HEADER,
    REQUEST_ID_PATTERN,
    ResultWord,
    StatusWord,
)

DEFAULT_PAGE = 50
LARGEST_PAGE = 200
MAX_IDEMPOTENCY_KEY_CHARACTERS = 255

STATUS_WORDS = {
    State.QUEUED: StatusWord.IN_QUEUE,
    State.RUNNING: StatusWord.IN_PROGRESS,
    State.SUCCEEDED: StatusWord.COMPLETED,
    State.FAILED: StatusWord.COMPLETED,
    State.CANCELLED: StatusWord.CANCELLED,
}
RESULT_WORDS = {
    State.QUEUED: ResultWord.IN_QUEUE,
    State.RUNNING: ResultWord.IN_PROGRESS,
    State.SUCCEEDED: ResultWord.SUCCEEDED,
    State.FAILED: ResultWord.FAILED,
    State.CANCELLED: ResultWord.CANCELLED,
}
STATES = {word: state for state, word in RESULT_WORDS.items()}
OUTPUT_KINDS = ("video", "image")

T = TypeVar("T")

_REQUEST_ID = re.compile(REQUEST_ID_PATTERN)
_IDEMPOTENCY_HEADER = IDEMPOTENCY_HEADER.lower().encode()
_ENGINE_HEADER = ENGINE_HEADER.lower().encode()


class ModelApi:
    """The calls on requests."""

    def __init__(self, requests: Requests, catalog: Catalog) -> None:
        self._requests = requests
        self._catalog = catalog

    async def submit(self, incoming: Incoming) -> Answer:
        """`POST /v1/models/{model_id}`."""
        base = incoming.base_url
        key = idempotency_key_of(incoming)
        engine = engine_of(incoming)
        model = self._catalog.get(incoming.path("model_id"))
        values = await incoming.json()
        submitted = await self._requests.submit(incoming.caller, model.id, values, key, engine)
        request_id = submitted.request_id
        address = f"{base}{API_PREFIX}/requests/{request_id}"
        return json_answer(
            SubmitBody(
                request_id,
                f"{address}/status",
                f"{address}/result",
                f"{address}/cancel",
                submitted.warnings or UNSET,
            )
        )

    async def status(self, incoming: Incoming) -> Answer:
        """`GET /v1/requests/{request_id}/status`."""
        view = await self._requests.get(incoming.caller, request_id_of(incoming))
        request = view.request
        address = f"{incoming.base_url}{API_PREFIX}/requests/{request.id}"
        body = StatusBody(
            request.id, STATUS_WORDS[view.state], f"{address}/status", f"{address}/result"
        )
        if view.state is State.QUEUED:
            body.queue_position = _given(view.queue_position)
            body.phase = view.phase or UNSET
        elif view.state is State.RUNNING:
            body.progress = _given(view.progress)
            body.phase = view.phase or UNSET
        body.upstream = _upstream(request)
        _link(body, request)
        return json_answer(body)

    async def result(self, incoming: Incoming) -> Answer:
        """`GET /v1/requests/{request_id}/result`; asked early, it says so with 200."""
        query = incoming.query()
        with_cost = query.flag("include_cost")
        query.check()
        view = await self._requests.get(incoming.caller, request_id_of(incoming))
        request = view.request
        body = ResultBody(
            request.id,
            RESULT_WORDS[view.state],
            _time(request.created_at),
            _time(request.finished_at) if request.finished_at else None,
            request.model_id,
            request.engine,
        )
        if request.state is State.SUCCEEDED:
            base = incoming.base_url
            body.output = _output(base, request)
            body.artifacts = [
                ArtifactBody(item.kind, file_url(base, item), item.media_type, item.size_bytes)
                for item in request.artifacts
                if item.kind not in OUTPUT_KINDS
            ]
        if request.error is not None:
            body.error = msgspec.convert(request.error, ErrorBody)
        body.upstream = _upstream(request)
        _link(body, request)
        if with_cost:
            body.cost = request.cost_usd or Decimal(0)
        return json_answer(body)

    async def cancel(self, incoming: Incoming) -> Answer:
        """`POST /v1/requests/{request_id}/cancel`; `force=true` is the owner's alone."""
        query = incoming.query()
        by_force = query.flag("force")
        query.check()
        request, outcome = await self._requests.cancel(
            incoming.caller, request_id_of(incoming), by_force
        )
        return json_answer(CancelBody(request.id, STATUS_WORDS[request.state], outcome), 202)

    async def list_requests(self, incoming: Incoming) -> Answer:
        """`GET /v1/requests`: the account's own, newest first."""
        query = incoming.query()
        words = ", ".join(STATES)
        chosen = RequestFilter(
            state=query.parsed("state", lambda word: STATES[ResultWord(word)], f"one of {words}"),
            model_id=query.text("model_id"),
            created_after=query.parsed("created_after", _parse_time, "an ISO 8601 time"),
            created_before=query.parsed("created_before", _parse_time, "an ISO 8601 time"),
            limit=query.integer("limit", DEFAULT_PAGE, 1, LARGEST_PAGE),
            cursor=query.parsed("cursor", _parse_cursor, "the `next_cursor` of an earlier page"),
        )
        query.check()
        page = await self._requests.list(incoming.caller, chosen)
        base = f"{incoming.base_url}{API_PREFIX}/requests"
        listed = [_listed(base, request) for request in page.requests]
        return json_answer(RequestListBody(listed, page.next_cursor))

    async def delete(self, incoming: Incoming) -> Answer:
        """`DELETE /v1/requests/{request_id}`: a finished one and its files."""
        await self._requests.delete(incoming.caller, request_id_of(incoming))
        return EmptyAnswer(204)


def request_id_of(incoming: Incoming) -> str:
    """The request's id in the address. Raises NotFound for what cannot be one."""
    request_id = incoming.path("request_id")
    if not _REQUEST_ID.fullmatch(request_id):
        raise NotFound("that is no request's id")
    return request_id


def idempotency_key_of(incoming: Incoming) -> str | None:
    """The call's idempotency key. Raises MalformedBody for what cannot be one."""
    key = incoming.header(_IDEMPOTENCY_HEADER)
    if key is None:
        return None
    if not 0 < len(key) <= MAX_IDEMPOTENCY_KEY_CHARACTERS or not key.isprintable():
        raise MalformedBody(
            f"{IDEMPOTENCY_HEADER} must have 1 to {MAX_IDEMPOTENCY_KEY_CHARACTERS} "
            "printable characters"
        )
    return key


def _upstream(request: Request) -> dict[str, Any] | UnsetType:
    found = (request.checkpoint or {}).get("upstream")
    return found if isinstance(found, dict) and found else UNSET


def engine_of(incoming: Incoming) -> str | None:
    """The engine that the query or the header asks for. Raises InvalidInput where they differ."""
    named = incoming.header(_ENGINE_HEADER) or None
    if not incoming.scope["query_string"]:
        return named
    asked = incoming.query().text("engine")
    if asked is not None and named is not None and asked != named:
        raise InvalidInput(
            f"the query asks for the engine {asked[:60]!r} and {ENGINE_HEADER} for {named[:60]!r}"
        )
    return asked or named


def _given(value: T | None) -> T | UnsetType:
    return UNSET if value is None else value


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _parse_time(text: str) -> datetime:
    """A time without an offset is UTC; a `+` that a query turned into a space is one again."""
    moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _parse_cursor(text: str) -> str | None:
    """Judged with the rest of the query, so that every fault is told at once."""
    try:
        if text:
            read_cursor(text)
    except InvalidInput as error:
        raise ValueError(text) from error
    return text or None


def _output(base: str, request: Request) -> dict[str, object]:
    """What the model's output schema names: `video`, or `videos` too where there are several."""
    output: dict[str, object] = {}
    for kind in OUTPUT_KINDS:
        urls = [file_url(base, item) for item in request.artifacts if item.kind == kind]
        if urls:
            output[kind] = urls[0]
        if len(urls) > 1:
            output[f"{kind}s"] = urls
    return output


def file_url(base: str, item: Artifact) -> str:
    """Where anyone who is told can fetch a file."""
    return f"{base}{FILES_PREFIX}/{item.token}/{quote(item.name, safe='')}"


def _link(body: StatusBody | ResultBody | ListedRequest, request: Request) -> None:
    """Name the requests that have the same input."""
    if request.promoted_from is not None:
        body.promoted_from = request.promoted_from
    if request.promoted_to:
        body.promoted_to = request.promoted_to


def _listed(base: str, request: Request) -> ListedRequest:
    body = ListedRequest(
        request.id,
        request.model_id,
        RESULT_WORDS[request.state],
        request.engine,
        _time(request.created_at),
        _time(request.started_at) if request.started_at else None,
        _time(request.finished_at) if request.finished_at else None,
        f"{base}/{request.id}/status",
        f"{base}/{request.id}/result",
    )
    _link(body, request)
    return body
