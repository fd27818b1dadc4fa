"""What the OpenAPI document is put together from: operations, parameters, answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rushes.gateway import model_api
from rushes.gateway.exchange.incoming import FLAG_WORDS
from rushes.wire import ENGINE_HEADER, IDEMPOTENCY_HEADER, REQUEST_ID_PATTERN

Document = dict[str, Any]

REF = "#/components/schemas/{name}"


def operation(
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


def on_request(
    name: str,
    summary: str,
    responses: Document,
    errors: Sequence[int] = (),
    parameters: Sequence[Document] = (),
) -> Document:
    request_id = {"$ref": "#/components/parameters/request_id"}
    return operation(
        name, summary, "requests", responses, (401, 403, 404, *errors), [request_id, *parameters]
    )


def simple(name: str, summary: str, responses: Document, errors: Sequence[int] = ()) -> Document:
    return operation(name, summary, "operation", responses, errors, is_open=True)


def json_body(words: str, schema: str) -> Document:
    reference = {"$ref": REF.format(name=schema)}
    return {"description": words, "content": {"application/json": {"schema": reference}}}


def error_body(words: str) -> Document:
    return json_body(words, "ErrorBody")


def whole(low: int, high: int) -> Document:
    return {"type": "integer", "minimum": low, "maximum": high}


def flag() -> Document:
    return {"type": "string", "enum": list(FLAG_WORDS)}


def in_query(name: str, words: str, schema: Document) -> Document:
    return {"name": name, "in": "query", "description": words, "schema": schema}


def in_path(name: str, schema: Document) -> Document:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def request_id_parameter() -> Document:
    return in_path("request_id", {"type": "string", "pattern": REQUEST_ID_PATTERN})


def idempotency_key_parameter() -> Document:
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


def engine_parameters() -> list[Document]:
    """The two ways to ask for an engine."""
    words = "The engine to make it, where the model's route lets the key choose."
    # An empty one asks for none.
    schema = {"type": "string", "pattern": "^([a-z0-9][a-z0-9_-]{0,39})?$"}
    header = {"name": ENGINE_HEADER, "in": "header", "description": words, "schema": schema}
    return [in_query("engine", words, schema), header]
