"""Our catalog held against the other server's."""

from __future__ import annotations

import copy
from typing import Any

from fault_proxy import http_json, instead
from relay_side import IMAGE, STANDARD, Chain, Rushes
from running_server import PRO

EX_DATAERR, EX_UNAVAILABLE, EX_NOPERM, EX_CONFIG = 65, 69, 77, 78


DRIFT = ("drift", "--engine", "studio")


def catalog(chain: Chain) -> dict[str, Any]:
    query: dict[str, str | int] = {"include_schema": "true", "limit": 100}
    found: dict[str, Any] = chain.far_client.get("/v1/models", params=query).json()
    return found


def serve(chain: Chain, document: dict[str, Any]) -> None:
    chain.proxy.spoil("GET", r"/v1/models\?", instead(http_json("200 OK", document)), times=9)


def test_the_same_catalog_has_not_drifted(chain: Chain, rushes: Rushes) -> None:
    done = rushes(*DRIFT)
    assert (done.code, done.out) == (0, "")
    assert "2 models compared with studio: 0 differences; 4 more there" in done.err
    assert chain.proxy.submits() == []


def test_what_changed_is_told_as_text_and_as_json(chain: Chain, rushes: Rushes) -> None:
    document = catalog(chain)
    models = {entry["model_id"]: entry for entry in document["models"]}
    del models[IMAGE]
    pro = models[PRO]
    pro["base_price_usd"] = 0.5
    properties = pro["input_schema"]["properties"]
    properties["duration"]["maximum"] = 30
    properties["camera"] = {"type": "string"}
    properties["prompt"]["description"] = "said otherwise, and meaning the same"
    del properties["negative_prompt"]
    models[STANDARD]["base_price_usd"] = 99.0  # not routed to this engine
    serve(chain, {**document, "models": list(models.values()), "total": len(models)})
    done = rushes(*DRIFT)
    assert done.code == EX_DATAERR
    lines = done.out.splitlines()
    assert len(lines) == 5
    assert f"{IMAGE}  missing there" in lines
    assert f"{PRO}  base_price_usd  changed: 0.112 here, 0.5 there" in lines
    changed = f"{PRO}  input_schema.properties.duration.maximum  changed: 15 here, 30 there"
    assert changed in lines
    found = rushes(*DRIFT, "--json").json
    assert found["has_drifted"] is True
    told = {(change["what"], change["path"]) for change in found["changes"]}
    assert ("added there", "input_schema.properties.camera") in told
    assert ("removed there", "input_schema.properties.negative_prompt") in told


def test_order_and_kinds_of_numbers_are_no_drift(chain: Chain, rushes: Rushes) -> None:
    document = copy.deepcopy(catalog(chain))
    for entry in document["models"]:
        schema = entry["input_schema"]
        schema["required"] = schema["required"][::-1]
        duration = schema["properties"]["duration"]
        duration["maximum"] = float(duration["maximum"])
    serve(chain, document)
    assert rushes(*DRIFT).code == 0


def test_what_they_send_cannot_write_to_the_terminal(chain: Chain, rushes: Rushes) -> None:
    document = catalog(chain)
    for entry in document["models"]:
        entry["pricing_note"] = "\x1b[2J" + "long " * 1_000
        entry["input_schema"]["properties"]["\x1b[31m\x07red"] = {"type": "string"}
    serve(chain, document)
    done = rushes(*DRIFT)
    assert done.code == EX_DATAERR
    assert not {"\x1b", "\x07", "\r"} & set(done.out + done.err)
    assert max(len(line) for line in done.out.splitlines()) < 300


def test_a_catalog_that_cannot_be_read_is_no_drift(chain: Chain, rushes: Rushes) -> None:
    assert rushes("drift", "--engine", "nobody").code == EX_CONFIG
    serve(chain, {"models": "many"})
    assert rushes(*DRIFT).code == EX_UNAVAILABLE
    chain.proxy.reset()
    refused = http_json("401 X", {"error_code": 400004, "error_message": "who?"})
    chain.proxy.spoil("GET", "/v1/models", instead(refused))
    assert rushes(*DRIFT).code == EX_NOPERM
    assert rushes(*DRIFT, "--json").json["changes"] == []
