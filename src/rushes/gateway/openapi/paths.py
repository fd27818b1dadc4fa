"""The paths of the OpenAPI document, by subject."""

from __future__ import annotations

from rushes.domain.model import Model
from rushes.film.export.formats import FORMATS
from rushes.gateway import catalog_api, model_api
from rushes.gateway.openapi.parts import (
    Document,
    engine_parameters,
    flag,
    in_path,
    in_query,
    json_body,
    on_request,
    operation,
    simple,
    whole,
)
from rushes.wire import API_PREFIX, FILES_PREFIX, ResultWord


def model_path(model: Model) -> Document:
    name = model.id.replace("/", ".")
    submit = operation(
        f"submit.{name}",
        f"Submit to {model.record['display_name']}",
        "models",
        {"200": json_body("The request was taken in.", "SubmitBody")},
        (400, 401, 402, 403, 409, 413, 415, 422, 429, 507),
        [{"$ref": "#/components/parameters/idempotency_key"}, *engine_parameters()],
    )
    submit["description"] = f"{model.record['description']} {model.record['pricing_note']}"
    submit["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": model.inputs.json_schema}},
    }
    show = operation(
        f"show.{name}",
        f"The record of {model.record['display_name']}",
        "models",
        {"200": json_body("The record, its schemas in the vendor's dialect.", "ModelBody")},
        (401,),
    )
    return {"post": submit, "get": show}


def catalog_paths() -> Document:
    parameters = [
        in_query(
            "search", "Words that a model's id, name or description holds.", {"type": "string"}
        ),
        in_query("category", "For example `text-to-video`.", {"type": "string"}),
        in_query("kind", "For example `model`.", {"type": "string"}),
        in_query("include_schema", "Whether the schemas come too.", flag()),
        in_query("limit", "Most models to give.", whole(1, catalog_api.LARGEST_PAGE)),
        in_query("offset", "How many to pass over.", whole(0, 1_000_000_000)),
    ]
    models = operation(
        "list_models",
        "The catalog",
        "models",
        {"200": json_body("A page of the catalog.", "ModelListBody")},
        (401, 422),
        parameters,
    )
    categories = operation(
        "list_categories",
        "The catalog's categories",
        "models",
        {"200": json_body("Every category.", "CategoriesBody")},
        (401,),
    )
    return {
        f"{API_PREFIX}/models": {"get": models},
        f"{API_PREFIX}/models/categories": {"get": categories},
    }


def request_paths() -> Document:
    time = {"type": "string", "format": "date-time"}
    words = {"type": "string", "enum": [word.value for word in ResultWord]}
    listing = [
        in_query("state", "Only requests that stand so.", words),
        in_query("model_id", "Only requests for this model.", {"type": "string"}),
        in_query("created_after", "Only requests from this moment on.", time),
        in_query("created_before", "Only requests before this moment.", time),
        in_query("limit", "Most requests to give.", whole(1, model_api.LARGEST_PAGE)),
        in_query("cursor", "`next_cursor` of the page before.", {"type": "string"}),
    ]
    one = f"{API_PREFIX}/requests/{{request_id}}"
    return {
        f"{API_PREFIX}/requests": {
            "get": operation(
                "list_requests",
                "The account's requests, newest first",
                "requests",
                {"200": json_body("A page of the list.", "RequestListBody")},
                (401, 422),
                listing,
            )
        },
        one: {
            "delete": on_request(
                "delete_request",
                "Delete a finished request and its files",
                {"204": {"description": "It is gone."}},
                (409,),
            )
        },
        f"{one}/status": {
            "get": on_request(
                "get_status",
                "Where a request stands",
                {"200": json_body("Its status.", "StatusBody")},
            )
        },
        f"{one}/result": {
            "get": on_request(
                "get_result",
                "How a request ended",
                {"200": json_body("Its result, or its present state.", "ResultBody")},
                (422,),
                [in_query("include_cost", "Whether `cost` comes too.", flag())],
            )
        },
        f"{one}/cancel": {
            "post": on_request(
                "cancel_request",
                "Cancel a queued request",
                {"202": json_body("What came of it.", "CancelBody")},
                (422,),
                [in_query("force", "For the owner: end it even if it runs.", flag())],
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
    return on_request(f"get_{word}", summary, answers, (409,))


def other_paths() -> Document:
    parts = [in_path("token", {"type": "string"}), in_path("name", {"type": "string"})]
    any_file: Document = {"*/*": {"schema": {}}}
    file = operation(
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
    health = {"200": json_body("It does.", "HealthBody")}
    document = {"200": {"description": "It.", "content": {"application/json": {"schema": {}}}}}
    return {
        f"{FILES_PREFIX}/{{token}}/{{name}}": {"get": file},
        "/healthz": {"get": simple("get_health", "Whether the server answers", health)},
        "/readyz": {
            "get": simple("get_readiness", "Whether store and worker answer", health, (503,))
        },
        "/metrics": {"get": simple("get_metrics", "Measures", {"200": text}, (401, 403))},
        "/openapi.json": {"get": simple("get_openapi", "This document", document)},
    }


def estimate_path(model: Model) -> Document:
    """What a submit to a model would cost."""
    estimate = operation(
        f"estimate.{model.id.replace('/', '.')}",
        f"What {model.record['display_name']} would cost, by engine",
        "models",
        {"200": json_body("What each engine would charge.", "EstimateBody")},
        (401, 413, 415, 422),
    )
    schema = model.inputs.json_schema
    content = {"application/json": {"schema": schema}}
    return {"post": {**estimate, "requestBody": {"required": True, "content": content}}}


def routing_paths() -> Document:
    """Engines and promotion."""
    promote = on_request(
        "promote_request",
        "Send a request's input to another engine",
        {"200": json_body("The request that was made, now or before.", "PromotionBody")},
        (402, 409, 422, 429, 507),
        [
            *engine_parameters(),
            in_query("again", "Whether to make another one, if there is one already.", flag()),
            {"$ref": "#/components/parameters/idempotency_key"},
        ],
    )
    engines = operation(
        "list_engines",
        "The engines and whether they can be used",
        "operation",
        {"200": json_body("Every engine.", "EngineListBody")},
        (401,),
    )
    engine = operation(
        "show_engine",
        "One engine; for the owner, looked at now",
        "operation",
        {"200": json_body("The engine.", "EngineBody")},
        (401, 404),
        [in_path("engine", {"type": "string"})],
    )
    return {
        f"{API_PREFIX}/requests/{{request_id}}/promote": {"post": promote},
        f"{API_PREFIX}/engines": {"get": engines},
        f"{API_PREFIX}/engines/{{engine}}": {"get": engine},
    }
