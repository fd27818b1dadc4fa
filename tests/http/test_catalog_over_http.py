"""The catalog's three calls."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from running_server import PRO
from rushes.catalog.library import Catalog

MODELS = "/v1/models"


def names(client: httpx.Client, **query: Any) -> list[str]:
    answer = client.get(MODELS, params=query)
    assert answer.status_code == 200, answer.text
    return [model["model_id"] for model in answer.json()["models"]]


def test_the_catalog_is_a_page_of_records_and_their_number(client: httpx.Client) -> None:
    body = client.get(MODELS).json()
    assert list(body) == ["models", "total"]
    assert body["total"] == len(body["models"]) == 6
    assert all("input_schema" not in model for model in body["models"])


def test_schemas_come_where_they_are_asked_for_in_the_dialect_as_it_stands(
    client: httpx.Client,
) -> None:
    (model,) = client.get(MODELS, params={"search": PRO, "include_schema": "true"}).json()["models"]
    record = Catalog.load().get(PRO).record
    assert model == record
    assert model["input_schema"]["properties"]["cfg_scale"]["type"] == "float"
    assert "type" not in model["input_schema"]["properties"]["multi_prompt"]["items"]


def test_one_record_is_found_by_its_id(client: httpx.Client) -> None:
    answer = client.get(f"{MODELS}/{PRO}")
    assert answer.status_code == 200
    assert answer.json() == Catalog.load().get(PRO).record
    assert answer.json()["base_price_usd"] == 0.112


def test_categories_are_listed_by_name(client: httpx.Client) -> None:
    body = client.get(f"{MODELS}/categories").json()
    assert body == {"categories": ["image-to-video", "text-to-video"]}


def test_models_are_found_by_words_category_and_kind(client: httpx.Client) -> None:
    assert len(names(client, search="KLING 4k")) == 2
    assert len(names(client, category="image-to-video")) == 3
    assert names(client, search="pro", category="text-to-video") == [PRO]
    assert len(names(client, kind="model")) == 6
    assert names(client, kind="workflow") == []
    assert names(client, search="nothing like this") == []
    assert len(names(client, search="")) == 6


def test_pages_of_the_catalog_join_without_gaps(client: httpx.Client) -> None:
    pages = [names(client, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [name for page in pages for name in page] == names(client)
    assert pages[3] == []
    assert client.get(MODELS, params={"limit": 1}).json()["total"] == 6


@pytest.mark.parametrize(
    "query", [{"limit": "0"}, {"limit": "-1"}, {"offset": "-1"}, {"include_schema": "maybe"}]
)
def test_a_query_that_makes_no_sense_is_refused(client: httpx.Client, query: Any) -> None:
    answer = client.get(MODELS, params=query)
    assert answer.status_code == 422
    (name,) = query
    assert answer.json()["detail"][0]["loc"] == ["query", name]


def test_head_gives_what_get_would_without_the_body(client: httpx.Client) -> None:
    whole, bare = client.get(MODELS), client.head(MODELS)
    assert bare.status_code == 200
    assert bare.content == b""
    assert bare.headers["content-length"] == str(len(whole.content))
    assert bare.headers["content-type"] == "application/json"
