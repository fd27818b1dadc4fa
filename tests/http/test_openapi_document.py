"""`/openapi.json`: accepted by a public validator, true of the server, one operation a model."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from running_server import RunningServer
from rushes.catalog.library import Catalog
from rushes.gateway.openapi import build_document

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
)
CATALOG = Catalog.load()
schema = schemathesis.openapi.from_dict(build_document(CATALOG))
# They answer 503 or with another type on purpose, and have tests of their own.
calls = schema.exclude(path_regex="^/(readyz|metrics|files)")


def is_harmless(case: Any) -> bool:
    """Whether all that is wrong with a call is what the server passes over: parameters that nobody
    asked for, or headers, of which the test sends the one that counts."""
    components = case.meta.components if case.meta else {}
    wrong = {place.value for place, info in components.items() if info.mode.is_negative}
    known = {parameter.name for parameter in case.operation.query}
    is_extra = not set(case.query or {}) <= known
    return wrong <= ({"header", "query"} if is_extra else {"header"})


def test_the_document_is_valid_openapi_3_1(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    validate(document, cls=OpenAPIV31SpecValidator)


def test_the_document_names_the_server_it_came_from_and_needs_no_key(server: RunningServer) -> None:
    with server.client("") as anyone:
        document = anyone.get("/openapi.json").json()
    assert document["servers"] == [{"url": server.url}]


def test_every_model_has_an_operation_with_its_own_input_schema(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    for model in CATALOG.all():
        operation = document["paths"][f"/v1/models/{model.id}"]["post"]
        body = operation["requestBody"]["content"]["application/json"]["schema"]
        assert body == model.inputs.json_schema
    names = [
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
    ]
    assert len(names) == len(set(names)) >= 6 + 6 + 9


def test_the_document_knows_every_route(server: RunningServer, client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        concrete = path.replace("{request_id}", "x").replace("{token}", "x").replace("{name}", "y")
        answer = client.options(concrete)
        assert answer.status_code == 204, path
        allowed = {word.strip() for word in answer.headers["allow"].split(",")}
        named = {method.upper() for method in operations}
        assert named == allowed - {"HEAD", "OPTIONS"}, path


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@calls.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_call_that_the_document_allows_or_forbids_is_an_error_of_ours(
    case: Any, server: RunningServer
) -> None:
    headers = {"Authorization": f"Bearer {server.token}"}
    checks = [
        check for check in CHECKS if not (check is negative_data_rejection and is_harmless(case))
    ]
    case.call_and_validate(base_url=server.url, headers=headers, checks=checks)
