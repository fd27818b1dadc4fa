"""The catalog over HTTP."""

from __future__ import annotations

from rushes.catalog.library import Catalog
from rushes.domain.model import Model
from rushes.gateway.bodies import CategoriesBody
from rushes.gateway.exchange.answers import Answer, json_answer
from rushes.gateway.exchange.incoming import Incoming

DEFAULT_PAGE = 100
LARGEST_PAGE = 1_000
_SCHEMAS = ("input_schema", "output_schema")


class CatalogApi:
    """Lists models and shows one."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def list_models(self, incoming: Incoming) -> Answer:
        """`GET /v1/models`; schemas only with `include_schema=true`."""
        query = incoming.query()
        limit = query.integer("limit", DEFAULT_PAGE, 1, LARGEST_PAGE)
        offset = query.integer("offset", 0, 0, 1_000_000_000)
        with_schemas = query.flag("include_schema")
        query.check()
        found, total = self._catalog.search(
            query.text("search") or "", query.text("category"), query.text("kind"), limit, offset
        )
        return json_answer(
            {"models": [_record(model, with_schemas) for model in found], "total": total}
        )

    async def list_categories(self, incoming: Incoming) -> Answer:
        """`GET /v1/models/categories`."""
        return json_answer(CategoriesBody(self._catalog.categories()))

    async def show_model(self, incoming: Incoming) -> Answer:
        """`GET /v1/models/{model_id}`: one record with its schemas."""
        return json_answer(self._catalog.get(incoming.path("model_id")).record)


def _record(model: Model, with_schemas: bool) -> dict[str, object]:
    return {
        key: value for key, value in model.record.items() if with_schemas or key not in _SCHEMAS
    }
