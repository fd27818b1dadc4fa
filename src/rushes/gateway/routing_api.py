"""Engines, estimates and promotion over HTTP."""

from __future__ import annotations

from msgspec import UNSET

from rushes.gateway.bodies import (
    EngineBody,
    EngineEstimateBody,
    EngineListBody,
    EstimateBody,
    PromotionBody,
)
from rushes.gateway.exchange.answers import Answer, json_answer
from rushes.gateway.exchange.incoming import Incoming
from rushes.gateway.model_api import engine_of, idempotency_key_of, request_id_of
from rushes.services.routing.engine_states import EngineReport, EngineStates
from rushes.services.routing.estimates import Estimates
from rushes.services.routing.promotion import Promotion
from rushes.wire import API_PREFIX


class RoutingApi:
    """The calls that have to do with engines."""

    def __init__(
        self, promotion: Promotion, estimates: Estimates, engine_states: EngineStates
    ) -> None:
        self._promotion = promotion
        self._estimates = estimates
        self._engine_states = engine_states

    async def promote(self, incoming: Incoming) -> Answer:
        """`POST /v1/requests/{request_id}/promote`; `again=true` makes another one."""
        query = incoming.query()
        is_again = query.flag("again")
        query.check()
        source_id = request_id_of(incoming)
        promoted = await self._promotion.promote(
            incoming.caller,
            source_id,
            engine_of(incoming),
            is_again,
            idempotency_key_of(incoming),
        )
        request_id = promoted.accepted.request_id
        address = f"{incoming.base_url}{API_PREFIX}/requests/{request_id}"
        return json_answer(
            PromotionBody(
                request_id,
                f"{address}/status",
                f"{address}/result",
                f"{address}/cancel",
                promoted_from=source_id,
                engine=promoted.engine,
            )
        )

    async def estimate(self, incoming: Incoming) -> Answer:
        """`POST /v1/estimates/{model_id}`: what a submit of the body would cost."""
        model_id = incoming.path("model_id")
        values = await incoming.json()
        found = await self._estimates.estimate(incoming.caller, model_id, values)
        engines = [
            EngineEstimateBody(item.engine, item.price_usd, item.words, item.is_default)
            for item in found.engines
        ]
        return json_answer(EstimateBody(model_id, engines, found.warnings or UNSET))

    async def list_engines(self, incoming: Incoming) -> Answer:
        """`GET /v1/engines`, looked at within the last minute."""
        found = await self._engine_states.all()
        is_owner = incoming.caller.is_owner
        return json_answer(EngineListBody([_body(report, is_owner) for report in found]))

    async def show_engine(self, incoming: Incoming) -> Answer:
        """`GET /v1/engines/{engine}`, for the owner looked at now."""
        is_owner = incoming.caller.is_owner
        report = await self._engine_states.one(incoming.path("engine"), is_fresh=is_owner)
        return json_answer(_body(report, is_owner))


def _body(report: EngineReport, is_owner: bool) -> EngineBody:
    """What is found of an engine may name servers that are the owner's business alone."""
    return EngineBody(
        report.name,
        report.kind,
        report.about,
        report.is_free,
        report.models,
        report.health.state,
        (report.health.message or UNSET) if is_owner else UNSET,
    )
