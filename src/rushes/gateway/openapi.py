"""The OpenAPI 3.1 document, made from the catalog and from the bodies of our answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from rushes import __version__
from rushes.catalog.library import Catalog
from rushes.domain.model import Model
from rushes.film.export.formats import FORMATS
from rushes.gateway import bodies, catalog_api, model_api
from rushes.gateway.exchange.answers import Answer, encode_json, text_answer
from rushes.gateway.exchange.incoming import FLAG_WORDS, Incoming
from rushes.wire import API_PREFIX, FILES_PREFIX, IDEMPOTENCY_HEADER, REQUEST_ID_PATTERN, ResultWord

Document = dict[str, Any]

_REF = "#/components/schemas/{name}"
_BODIES = (
    bodies.ErrorBody,
    bodies.SubmitBody,
    bodies.StatusBody,
    bodies.ResultBody,
    bodies.CancelBody,
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
    _, components = msgspec.json.schema_components(_BODIES, ref_template=_REF)
    paths: Document = {}
    for model in catalog.all():
        paths[f"{API_PREFIX}/models/{model.id}"] = _model_path(model)
    paths |= _catalog_paths() | _request_paths() | _other_paths()
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
            "responses": {str(status): _error(words) for status, words in _ERRORS.items()},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "parameters": {"request_id": _request_id(), "idempotency_key": _idempotency_key()},
        },
    }


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


def _model_path(model: Model) -> Document:
    name = model.id.replace("/", ".")
    submit = _operation(
        f"submit.{name}",
        f"Submit to {model.record['display_name']}",
        "models",
        {"200": _json("The request was taken in.", "SubmitBody")},
        (400, 401, 402, 409, 413, 415, 422, 429, 507),
        [{"$ref": "#/components/parameters/idempotency_key"}],
    )
    submit["description"] = f"{model.record['description']} {model.record['pricing_note']}"
    submit["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": model.inputs.json_schema}},
    }
    show = _operation(
        f"show.{name}",
        f"The record of {model.record['display_name']}",
        "models",
        {"200": _json("The record, its schemas in the vendor's dialect.", "ModelBody")},
        (401,),
    )
    return {"post": submit, "get": show}


def _catalog_paths() -> Document:
    parameters = [
        _query("search", "Words that a model's id, name or description holds.", {"type": "string"}),
        _query("category", "For example `text-to-video`.", {"type": "string"}),
        _query("kind", "For example `model`.", {"type": "string"}),
        _query("include_schema", "Whether the schemas come too.", _flag()),
        _query("limit", "Most models to give.", _whole(1, catalog_api.LARGEST_PAGE)),
        _query("offset", "How many to pass over.", _whole(0, 1_000_000_000)),
    ]
    models = _operation(
        "list_models",
        "The catalog",
        "models",
        {"200": _json("A page of the catalog.", "ModelListBody")},
        (401, 422),
        parameters,
    )
    categories = _operation(
        "list_categories",
        "The catalog's categories",
        "models",
        {"200": _json("Every category.", "CategoriesBody")},
        (401,),
    )
    return {
        f"{API_PREFIX}/models": {"get": models},
        f"{API_PREFIX}/models/categories": {"get": categories},
    }


def _request_paths() -> Document:
    time = {"type": "string", "format": "date-time"}
    words = {"type": "string", "enum": [word.value for word in ResultWord]}
    listing = [
        _query("state", "Only requests that stand so.", words),
        _query("model_id", "Only requests for this model.", {"type": "string"}),
        _query("created_after", "Only requests from this moment on.", time),
        _query("created_before", "Only requests before this moment.", time),
        _query("limit", "Most requests to give.", _whole(1, model_api.LARGEST_PAGE)),
        _query("cursor", "`next_cursor` of the page before.", {"type": "string"}),
    ]
    one = f"{API_PREFIX}/requests/{{request_id}}"
    return {
        f"{API_PREFIX}/requests": {
            "get": _operation(
                "list_requests",
                "The account's requests, newest first",
                "requests",
                {"200": _json("A page of the list.", "RequestListBody")},
                (401, 422),
                listing,
            )
        },
        one: {
            "delete": _on_request(
                "delete_request",
                "Delete a finished request and its files",
                {"204": {"description": "It is gone."}},
                (409,),
            )
        },
        f"{one}/status": {
            "get": _on_request(
                "get_status", "Where a request stands", {"200": _json("Its status.", "StatusBody")}
            )
        },
        f"{one}/result": {
            "get": _on_request(
                "get_result",
                "How a request ended",
                {"200": _json("Its result, or its present state.", "ResultBody")},
                (422,),
                [_query("include_cost", "Whether `cost` comes too.", _flag())],
            )
        },
        f"{one}/cancel": {
            "post": _on_request(
                "cancel_request",
                "Cancel a queued request",
                {"202": _json("What came of it.", "CancelBody")},
                (422,),
                [_query("force", "For the owner: end it even if it runs.", _flag())],
            )
        },
        **{f"{one}/{name}": {"get": _takeaway(name)} for name in FORMATS},
    }


def _takeaway(name: str) -> Document:
    kind = FORMATS[name]
    media_type = kind.media_type.partition(";")[0]
    answers = {
        "200": {"description": "The file.", "content": {media_type: {"schema": {}}}},
        "304": {"description": "The file has not changed."},
    }
    word = name.replace(".", "_").replace("-", "_")
    summary = f"{kind.about}, once the animatic has made the film"
    return _on_request(f"get_{word}", summary, answers, (409,))


def _other_paths() -> Document:
    parts = [_in_path("token", {"type": "string"}), _in_path("name", {"type": "string"})]
    any_file: Document = {"*/*": {"schema": {}}}
    file = _operation(
        "get_file",
        "A file that a request made",
        "files",
        {
            "200": {"description": "The file.", "content": any_file},
            "206": {"description": "The part asked for by `Range`.", "content": any_file},
            "304": {"description": "The file has not changed."},
        },
        (404, 416),
        parts,
        is_open=True,
    )
    text = {"description": "Prometheus text.", "content": {"text/plain": {"schema": {}}}}
    health = {"200": _json("It does.", "HealthBody")}
    document = {"200": {"description": "It.", "content": {"application/json": {"schema": {}}}}}
    return {
        f"{FILES_PREFIX}/{{token}}/{{name}}": {"get": file},
        "/healthz": {"get": _simple("get_health", "Whether the server answers", health)},
        "/readyz": {
            "get": _simple("get_readiness", "Whether store and worker answer", health, (503,))
        },
        "/metrics": {"get": _simple("get_metrics", "Measures", {"200": text}, (401, 403))},
        "/openapi.json": {"get": _simple("get_openapi", "This document", document)},
    }


def _operation(
    name: str,
    summary: str,
    tag: str,
    responses: Document,
    errors: Sequence[int],
    parameters: Sequence[Document] = (),
    is_open: bool = False,
) -> Document:
    answers = dict(responses)
    for status in sorted({*errors, 400, 500}):
        answers[str(status)] = {"$ref": f"#/components/responses/{status}"}
    operation: Document = {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": list(parameters),
        "responses": answers,
    }
    if is_open:
        operation["security"] = []
    return operation


def _on_request(
    name: str,
    summary: str,
    responses: Document,
    errors: Sequence[int] = (),
    parameters: Sequence[Document] = (),
) -> Document:
    request_id = {"$ref": "#/components/parameters/request_id"}
    return _operation(
        name, summary, "requests", responses, (401, 403, 404, *errors), [request_id, *parameters]
    )


def _simple(name: str, summary: str, responses: Document, errors: Sequence[int] = ()) -> Document:
    return _operation(name, summary, "operation", responses, errors, is_open=True)


def _json(words: str, schema: str) -> Document:
    reference = {"$ref": _REF.format(name=schema)}
    return {"description": words, "content": {"application/json": {"schema": reference}}}


def _error(words: str) -> Document:
    return _json(words, "ErrorBody")


def _whole(low: int, high: int) -> Document:
    return {"type": "integer", "minimum": low, "maximum": high}


def _flag() -> Document:
    return {"type": "string", "enum": list(FLAG_WORDS)}


def _query(name: str, words: str, schema: Document) -> Document:
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _in_path(name: str, schema: Document) -> Document:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _request_id() -> Document:
    return _in_path("request_id", {"type": "string", "pattern": REQUEST_ID_PATTERN})


def _idempotency_key() -> Document:
    return {
        "name": IDEMPOTENCY_HEADER,
        "in": "header",
        "description": "The same key with the same input gets the same answer for a day.",
        "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": model_api.MAX_IDEMPOTENCY_KEY_CHARACTERS,
            "pattern": "^[!-~]+$",
        },
    }
