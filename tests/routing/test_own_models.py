"""Records in the home's `catalog/` are models like those that Rushes brings."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from command_line import finish, rushes_process
from running_server import RunningServer, running_server

MODEL = "acme/dreams/text-to-video"
RECORD: dict[str, Any] = {
    "display_name": "Acme Dreams",
    "description": "A model of the user's own.",
    "categories": ["text-to-video", "acme"],
    "kind": "model",
    "price": {"silent_usd": "0.25", "unit": "output"},
    "pricing_note": "A quarter a film.",
    "model_url": "https://acme.test/dreams",
    "picture": {"16:9": [640, 360]},
    "input_schema": {
        "type": "object",
        "required": ["prompt"],
        "properties": {
            "prompt": {"type": "string", "title": "Prompt", "description": "What is dreamt."},
            "duration": {"type": "integer", "minimum": 3, "maximum": 9, "default": 3},
            "mood": {"type": "string", "enum": ["calm", "wild"], "default": "calm"},
        },
    },
    "output_schema": {"output": {"type": "object"}},
}
SETTINGS = """
[engines.vendor]
kind = "relay"
url = "https://vendor.test"
[[routes]]
models = "acme/*"
engines = ["animatic", "vendor"]
"""


def write_models(home: Path) -> None:
    own = home / "catalog" / "acme" / "dreams" / "text-to-video.json"
    own.parent.mkdir(parents=True)
    own.write_text(json.dumps(RECORD), encoding="utf-8")
    faulty = copy.deepcopy(RECORD)
    faulty["price"]["silent_usd"] = "-1"
    (own.parent / "faulty.json").write_text(json.dumps(faulty, indent=2), encoding="utf-8")


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    home = tmp_path_factory.mktemp("own") / "home"
    write_models(home)
    with running_server(
        home, workers=1, engine="obedient_engine:make", settings=SETTINGS
    ) as running:
        yield running


@pytest.fixture
def own(own_server: RunningServer) -> Iterator[httpx.Client]:
    with own_server.client() as made:
        yield made


def test_it_is_listed_and_shown_like_any_other(own: httpx.Client) -> None:
    listed = own.get("/v1/models?category=acme").json()
    assert [record["model_id"] for record in listed["models"]] == [MODEL]
    record = own.get(f"/v1/models/{MODEL}").json()
    assert (record["base_price_usd"], record["price_unit"]) == (0.25, "output")
    assert record["input_schema"] == RECORD["input_schema"]
    assert "acme" in own.get("/v1/models/categories").json()["categories"]


def test_its_input_is_validated_and_its_film_is_made(
    own_server: RunningServer, own: httpx.Client
) -> None:
    refused = own.post(f"/v1/models/{MODEL}", json={"prompt": "sheep", "mood": "sad"})
    assert refused.json()["detail"][0]["loc"] == ["body", "mood"]
    result = own_server.await_over(own, own_server.submit(own, MODEL, mood="wild"))
    assert (result["status"], result["model_id"]) == ("succeeded", MODEL)


def test_it_is_documented(own: httpx.Client) -> None:
    paths = own.get("/openapi.json").json()["paths"]
    body = paths[f"/v1/models/{MODEL}"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["properties"]["mood"]["enum"] == ["calm", "wild"]


def test_it_is_priced_by_the_output(own: httpx.Client) -> None:
    body = {"prompt": "sheep", "duration": 9}
    animatic, vendor = own.post(f"/v1/estimates/{MODEL}", json=body).json()["engines"]
    assert (animatic["cost"], vendor["cost"]) == (0, 0.25)
    assert vendor["explanation"] == "$0.25 an output"


def test_a_faulty_record_is_refused_at_start_with_file_line_and_reason(
    own_server: RunningServer, own: httpx.Client
) -> None:
    assert own.get("/v1/models/acme/dreams/faulty").status_code == 404
    assert "faulty.json:10: price: `silent_usd` is -1, which is no price" in own_server.log


def test_the_doctor_tells_of_a_faulty_record(tmp_path: Path) -> None:
    finish(rushes_process(["keys", "create", "x", "--home", str(tmp_path)], tmp_path))
    write_models(tmp_path)
    told = finish(rushes_process(["doctor", "--home", str(tmp_path)], tmp_path))
    assert told.code == 65
    assert told.out.startswith("model record refused: ")
    assert "faulty.json:10: price: `silent_usd` is -1" in told.out
    as_json = finish(rushes_process(["doctor", "--json", "--home", str(tmp_path)], tmp_path)).json
    assert len(as_json["refused_records"]) == 1


def test_the_command_line_knows_it_without_a_server(tmp_path: Path) -> None:
    write_models(tmp_path)
    listed = finish(rushes_process(["models", "--search", "acme"], tmp_path))
    assert listed.out.split("\t")[:2] == [MODEL, "Acme Dreams"]
    helped = finish(rushes_process(["run", MODEL, "--help"], tmp_path))
    assert "--mood" in helped.out
    read = finish(rushes_process(["read", MODEL, "--prompt", "a dog runs"], tmp_path))
    assert read.code == 0
    assert read.json["shots"]
