"""The gateway as an ASGI application: which resource answers at which address."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope

from rushes.assembly import Services
from rushes.errors import NotFound
from rushes.gateway.catalog_api import CatalogApi
from rushes.gateway.errors import error_answer
from rushes.gateway.exchange.addresses import Addresses
from rushes.gateway.exchange.answers import Answer
from rushes.gateway.exchange.resource import Exchanges, Resource
from rushes.gateway.files import Files
from rushes.gateway.health import Health
from rushes.gateway.model_api import ModelApi
from rushes.gateway.openapi import OpenApi
from rushes.gateway.routing_api import RoutingApi
from rushes.settings import Settings
from rushes.wire import (
    API_PREFIX,
    CAPABILITIES_HEADER,
    CAPABILITY_IDEMPOTENCY,
    ENGINE_HEADER,
    FILES_PREFIX,
    IDEMPOTENCY_HEADER,
    TAKEAWAYS,
)

CORS_MAX_AGE_SECONDS = 600


def create_app(services: Services, settings: Settings) -> Router:
    """The application for a home's services.

    A bare router: Starlette's own layers catch errors, and no resource of ours lets one out.
    """
    server = settings.server
    exchanges = Exchanges(services.access, Addresses(server), server.body_timeout_seconds)
    return Router(
        _routes(exchanges, services), redirect_slashes=False, middleware=_middleware(settings)
    )


def _routes(exchanges: Exchanges, services: Services) -> list[Route]:
    """The busiest first: they are tried in order."""
    model_api = ModelApi(services.requests, services.catalog)
    catalog = CatalogApi(services.catalog)
    files = Files(services.requests, services.blobs)
    health = Health(services, exchanges)
    openapi = OpenApi(services.catalog)
    routing = RoutingApi(services.promotion, services.estimates, services.engine_states)
    resource = exchanges.resource
    models, requests = f"{API_PREFIX}/models", f"{API_PREFIX}/requests"
    one = f"{requests}/{{request_id}}"
    return [
        Route(f"{one}/status", resource("status", GET=model_api.status)),
        Route(f"{models}/categories", resource("categories", GET=catalog.list_categories)),
        Route(
            f"{models}/{{model_id:path}}",
            resource("model", GET=catalog.show_model, POST=model_api.submit),
        ),
        Route(f"{one}/result", resource("result", GET=model_api.result)),
        Route(f"{one}/cancel", resource("cancel", POST=model_api.cancel)),
        Route(f"{one}/promote", resource("promote", POST=routing.promote)),
        Route(
            f"{API_PREFIX}/estimates/{{model_id:path}}",
            resource("estimate", POST=routing.estimate),
        ),
        Route(f"{API_PREFIX}/engines", resource("engines", GET=routing.list_engines)),
        Route(f"{API_PREFIX}/engines/{{engine}}", resource("engine", GET=routing.show_engine)),
        Route(one, resource("request", DELETE=model_api.delete)),
        Route(requests, resource("requests", GET=model_api.list_requests)),
        Route(models, resource("models", GET=catalog.list_models)),
        Route(
            f"{FILES_PREFIX}/{{token}}/{{name}}",
            resource("file", needs_key=False, GET=files.serve),
        ),
        *(
            Route(f"{one}/{name}", resource("takeaway", GET=files.take_away))
            for name in TAKEAWAYS.values()
        ),
        Route("/healthz", resource("healthz", needs_key=False, GET=health.alive)),
        Route("/readyz", resource("readyz", needs_key=False, GET=health.ready)),
        Route("/metrics", resource("metrics", needs_key=False, GET=health.metrics)),
        Route("/openapi.json", resource("openapi", needs_key=False, GET=openapi.show)),
        Route("/{rest:path}", _Nowhere(exchanges)),
    ]


def _middleware(settings: Settings) -> list[Middleware]:
    origins = settings.server.cors_origins
    if not origins:
        return []
    return [
        Middleware(
            _Cors,
            allow_origins=origins,
            allow_methods=("GET", "HEAD", "POST", "DELETE"),
            allow_headers=(
                *("Authorization", "Content-Type", "Range"),
                *(IDEMPOTENCY_HEADER, ENGINE_HEADER),
            ),
            expose_headers=(CAPABILITIES_HEADER, "ETag", "Content-Range", "Retry-After"),
            max_age=CORS_MAX_AGE_SECONDS,
        )
    ]


class _Cors(CORSMiddleware):
    """Answers a browser's preflight with our capabilities, as every answer has them."""

    def preflight_response(self, request_headers: Headers) -> Response:
        response = super().preflight_response(request_headers)
        response.headers[CAPABILITIES_HEADER] = CAPABILITY_IDEMPOTENCY
        return response


class _Nowhere(Resource):
    """Any address that nothing else answers at."""

    def __init__(self, exchanges: Exchanges) -> None:
        super().__init__(exchanges, "nowhere", False, {})

    async def _answer(self, method: str, scope: Scope, receive: Receive) -> Answer:
        return error_answer(NotFound("there is nothing at this address"))
