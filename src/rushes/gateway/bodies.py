"""The bodies of our answers, field by field; the OpenAPI document is made from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from rushes.engines.base import EngineState
from rushes.wire import CancelOutcome, ResultWord, StatusWord

Time = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]
"""ISO 8601 with microseconds and numeric offset."""


class ErrorDetail(msgspec.Struct, rename={"kind": "type"}):
    """One fault of an input."""

    loc: list[str | int]
    msg: str
    kind: str


class ErrorBody(msgspec.Struct):
    """Any error, in an answer or in a failed request's result."""

    error_code: int
    error_message: str
    detail: list[ErrorDetail] | str | UnsetType = UNSET


class SubmitBody(msgspec.Struct):
    """The answer to a submit."""

    request_id: str
    status_url: str
    result_url: str
    cancel_url: str
    warnings: list[str] | UnsetType = UNSET
    """Inputs that were ignored, where there were any."""


class StatusBody(msgspec.Struct):
    """Where a request stands."""

    request_id: str
    status: StatusWord
    status_url: str
    result_url: str
    queue_position: int | UnsetType = UNSET
    """Requests ahead of it for the same model, while it is queued."""
    progress: float | UnsetType = UNSET
    """0 to 1, while it runs and its engine tells."""
    phase: str | UnsetType = UNSET
    promoted_from: str | UnsetType = UNSET
    """The request whose input this one has."""
    promoted_to: list[str] | UnsetType = UNSET
    """The requests that have this one's input, on other engines."""
    upstream: dict[str, Any] | UnsetType = UNSET
    """What the server says that it was sent on to, where it was: `request_id`, `status`."""


class ArtifactBody(msgspec.Struct):
    """A file made beside the output."""

    kind: str
    url: str
    media_type: str
    size_bytes: int


class ResultBody(msgspec.Struct):
    """How a request ended, or that it has not yet."""

    request_id: str
    status: ResultWord
    created_at: Time
    finished_at: Time | None
    model_id: str
    engine: str
    output: dict[str, Any] | UnsetType = UNSET
    artifacts: list[ArtifactBody] | UnsetType = UNSET
    error: ErrorBody | UnsetType = UNSET
    upstream: dict[str, Any] | UnsetType = UNSET
    """What the server said that it was sent on to: `request_id`, `status`, `error`, `cost`."""
    promoted_from: str | UnsetType = UNSET
    promoted_to: list[str] | UnsetType = UNSET
    cost: Decimal | UnsetType = UNSET
    """US dollars, where `include_cost=true` asked for it."""


class PromotionBody(SubmitBody, kw_only=True):
    """The answer to a promotion: the request that was made, or the one it made before."""

    promoted_from: str
    engine: str


class EngineEstimateBody(msgspec.Struct):
    """What one engine would charge."""

    engine: str
    cost: Decimal
    """US dollars."""
    explanation: str
    """How that comes about: `5 s at $0.168 a second, with sound`."""
    is_default: bool
    """Whether it makes the film when no engine is named."""


class EstimateBody(msgspec.Struct):
    """What each engine that the key may choose would charge for an input."""

    model_id: str
    engines: list[EngineEstimateBody]
    warnings: list[str] | UnsetType = UNSET


class EngineBody(msgspec.Struct):
    """An engine and whether it can be used."""

    name: str
    kind: str
    about: str
    is_free: bool
    models: list[str]
    """Patterns of the models that its routes name."""
    state: EngineState
    message: str | UnsetType = UNSET
    """Why it is not ready, or what was found; for the owner."""


class EngineListBody(msgspec.Struct):
    """Every engine, the animatic first."""

    engines: list[EngineBody]


class CancelBody(msgspec.Struct):
    """What a cancel did."""

    request_id: str
    status: StatusWord
    outcome: CancelOutcome


class ListedRequest(msgspec.Struct):
    """A request in a list."""

    request_id: str
    model_id: str
    status: ResultWord
    engine: str
    created_at: Time
    started_at: Time | None
    finished_at: Time | None
    status_url: str
    result_url: str
    promoted_from: str | UnsetType = UNSET
    promoted_to: list[str] | UnsetType = UNSET


class RequestListBody(msgspec.Struct):
    """A page of the account's requests, newest first."""

    requests: list[ListedRequest]
    next_cursor: str | None
    """What to send as `cursor` for the next page; null on the last."""


class ModelBody(msgspec.Struct):
    """A catalog record. The schemas are in the vendor's dialect."""

    model_id: str
    display_name: str
    description: str
    categories: list[str]
    kind: str
    base_price_usd: float
    price_unit: str
    pricing_note: str
    model_url: str
    input_schema: dict[str, Any] | UnsetType = UNSET
    output_schema: dict[str, Any] | UnsetType = UNSET


class ModelListBody(msgspec.Struct):
    """A page of the catalog."""

    models: list[ModelBody]
    total: int


class CategoriesBody(msgspec.Struct):
    """Every category of the catalog."""

    categories: list[str]


class HealthBody(msgspec.Struct):
    """That the server answers."""

    status: str
