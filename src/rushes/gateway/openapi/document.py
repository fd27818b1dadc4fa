"""The OpenAPI 3.1 document, made from the catalog and from the bodies of our answers."""

from __future__ import annotations

from typing import Any

import msgspec

from rushes import __version__
from rushes.catalog.library import Catalog
from rushes.gateway import bodies
from rushes.gateway.exchange.answers import Answer, encode_json, text_answer
from rushes.gateway.exchange.incoming import Incoming
from rushes.gateway.openapi.parts import (
    REF,
    Document,
    error_body,
    idempotency_key_parameter,
    request_id_parameter,
)
from rushes.gateway.openapi.paths import (
    catalog_paths,
    estimate_path,
    model_path,
    other_paths,
    request_paths,
    routing_paths,
)
from rushes.wire import API_PREFIX

_BODIES = (
    bodies.ErrorBody,
    bodies.SubmitBody,
    bodies.StatusBody,
    bodies.ResultBody,
    bodies.CancelBody,
    bodies.PromotionBody,
    bodies.EstimateBody,
    bodies.EngineBody,
    bodies.EngineListBody,
    bodies.RequestListBody,
    bodies.ModelBody,
    bodies.ModelListBody,
    bodies.CategoriesBody,
    bodies.HealthBody,
)
_ERRORS = {
    400: "The body, a header or the address makes no sense.",
    401: "The key is missing, malformed, unknown or revoked.",
    402: "No balance or budget is left.",
    403: "The request belongs to another account.",
    404: "There is no such thing, or it was deleted.",
    405: "The address does not take this method.",
    409: "It contradicts what is already there.",
    413: "The body is larger than is taken.",
    415: "The body is not sent as JSON.",
    416: "The range lies past the end of the file.",
    422: "The input does not fit; `detail` names every fault.",
    429: "Over a limit of the account; try again after `Retry-After` seconds.",
    500: "A fault of the server.",
    503: "Not ready; try again after `Retry-After` seconds.",
    507: "The disk is full.",
}


def build_document(catalog: Catalog) -> Document:
    """The whole document, without `servers`, which depend on how the server is reached."""
    _, made = msgspec.json.schema_components(_BODIES, ref_template=REF)
    components = _with_numbers(made)
    paths: Document = {}
    for model in catalog.all():
        paths[f"{API_PREFIX}/models/{model.id}"] = model_path(model)
        paths[f"{API_PREFIX}/estimates/{model.id}"] = estimate_path(model)
    paths |= catalog_paths() | request_paths() | routing_paths() | other_paths()
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Rushes Model API",
            "version": __version__,
            "description": "Submit a request to a model, follow it, fetch what it made.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"key": []}],
        "tags": [
            {"name": "models", "description": "The catalog, and submitting to a model."},
            {"name": "requests", "description": "Following requests."},
            {"name": "files", "description": "What requests made."},
            {"name": "operation", "description": "Watching the server."},
        ],
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": {str(status): error_body(words) for status, words in _ERRORS.items()},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "parameters": {
                "request_id": request_id_parameter(),
                "idempotency_key": idempotency_key_parameter(),
            },
        },
    }


def _with_numbers(schema: Any) -> Any:
    """Amounts are sent as JSON numbers, which msgspec takes for text."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            return {"type": "number"} | {k: v for k, v in schema.items() if k == "description"}
        return {name: _with_numbers(part) for name, part in schema.items()}
    return [_with_numbers(part) for part in schema] if isinstance(schema, list) else schema


class OpenApi:
    """Serves the document."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._document: Document | None = None

    async def show(self, incoming: Incoming) -> Answer:
        """`GET /openapi.json`."""
        if self._document is None:
            self._document = build_document(self._catalog)
        document = {**self._document, "servers": [{"url": incoming.base_url}]}
        return text_answer(encode_json(document), b"application/json")
