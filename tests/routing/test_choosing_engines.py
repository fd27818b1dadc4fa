"""A route says which engine makes a film; a caller who may can choose another."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from running_server import PRO, RunningServer, running_server

STANDARD = "kling/kling-3.0/standard/text-to-video"
FOUR_K = "kling/kling-3.0/4k/text-to-video"
DOG = {"prompt": "a dog"}


def made_by(server: RunningServer, client: httpx.Client, answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    result = server.await_over(client, answer.json()["request_id"])
    assert result["status"] == "succeeded"
    engine: str = result["engine"]
    return engine


def test_the_first_engine_of_the_first_route_that_fits_makes_the_film(
    routed_server: RunningServer, ben: httpx.Client
) -> None:
    assert made_by(routed_server, ben, ben.post(f"/v1/models/{PRO}", json=DOG)) == "animatic"
    assert made_by(routed_server, ben, ben.post(f"/v1/models/{FOUR_K}", json=DOG)) == "vendor"


def test_a_model_that_no_route_fits_is_the_animatics(
    routed_server: RunningServer, ben: httpx.Client
) -> None:
    model = "kling/kling-3.0/4k/image-to-video"
    (estimate,) = ben.post(
        f"/v1/estimates/{model}", json={**DOG, "start_image_url": "https://images.test/a.png"}
    ).json()["engines"]
    assert (estimate["engine"], estimate["cost"]) == ("animatic", 0)


def test_the_query_or_the_header_picks_an_engine_for_one_request(
    routed_server: RunningServer, ben: httpx.Client
) -> None:
    address = f"/v1/models/{PRO}"
    by_query = ben.post(address, params={"engine": "vendor"}, json=DOG)
    by_header = ben.post(address, headers={"X-Rushes-Engine": "vendor"}, json=DOG)
    assert set(by_query.json()) == {"request_id", "status_url", "result_url", "cancel_url"}
    assert made_by(routed_server, ben, by_query) == "vendor"
    assert made_by(routed_server, ben, by_header) == "vendor"
    assert made_by(routed_server, ben, ben.post(address, json=DOG)) == "animatic"


def test_a_query_and_a_header_that_differ_are_refused(ben: httpx.Client) -> None:
    answer = ben.post(
        f"/v1/models/{PRO}",
        params={"engine": "vendor"},
        headers={"X-Rushes-Engine": "animatic"},
        json=DOG,
    )
    assert answer.status_code == 422
    assert "'vendor'" in answer.json()["error_message"]


def test_an_unknown_engine_is_refused_with_the_nearest_name(ben: httpx.Client) -> None:
    answer = ben.post(f"/v1/models/{PRO}?engine=vendro", json=DOG)
    assert answer.status_code == 422
    assert answer.json()["error_code"] == 422001
    (fault,) = answer.json()["detail"]
    assert fault["loc"] == ["query", "engine"]
    assert "did you mean 'vendor'?" in fault["msg"]
    listing = ben.post(f"/v1/models/{PRO}?engine=zzz", json=DOG).json()["error_message"]
    assert "known are animatic, vendor, studio" in listing


def test_an_engine_that_does_not_serve_the_model_is_refused(ben: httpx.Client) -> None:
    answer = ben.post(f"/v1/models/{PRO}?engine=studio", json=DOG)
    assert answer.status_code == 422
    assert "animatic, vendor do" in answer.json()["error_message"]


def test_only_who_may_chooses_another_engine_than_the_default(
    routed_server: RunningServer, owner: httpx.Client, ana: httpx.Client, ben: httpx.Client
) -> None:
    address = f"/v1/models/{STANDARD}?engine=studio"
    refused = ben.post(address, json=DOG)
    assert (refused.status_code, refused.json()["error_code"]) == (403, 403001)
    assert made_by(routed_server, ana, ana.post(address, json=DOG)) == "studio"
    assert made_by(routed_server, owner, owner.post(address, json=DOG)) == "studio"
    default = ben.post(f"/v1/models/{STANDARD}?engine=animatic", json=DOG)
    assert made_by(routed_server, ben, default) == "animatic"


def test_an_idempotency_key_belongs_to_the_engine_that_was_asked_for(ben: httpx.Client) -> None:
    headers = {"Idempotency-Key": "one"}
    first = ben.post(f"/v1/models/{PRO}?engine=vendor", json=DOG, headers=headers)
    again = ben.post(f"/v1/models/{PRO}?engine=vendor", json=DOG, headers=headers)
    other = ben.post(f"/v1/models/{PRO}", json=DOG, headers=headers)
    assert again.json()["request_id"] == first.json()["request_id"]
    assert other.status_code == 409


@pytest.mark.parametrize(
    ("text", "message"),
    [("[[routes]]\nmodels = '*'\nengines = ['vendor']\n", "'vendor', and there is no such engine")],
)
def test_a_server_with_a_faulty_route_does_not_start(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(AssertionError, match=message), running_server(tmp_path, settings=text):
        pass


def test_engines_are_listed_with_their_state_and_its_reason_for_the_owner_alone(
    owner: httpx.Client, ben: httpx.Client
) -> None:
    (animatic, vendor, studio) = owner.get("/v1/engines").json()["engines"]
    assert (animatic["name"], animatic["kind"], animatic["is_free"]) == (
        *("animatic", "animatic"),
        True,
    )
    assert animatic["state"] == "ready"
    assert (vendor["state"], studio["state"]) == ("unavailable", "unavailable")
    assert vendor["message"]
    assert vendor["models"] == [
        *("kling/kling-3.0/pro/*", "kling/kling-3.0/standard/*"),
        "kling/kling-3.0/4k/text-to-video",
    ]
    shown = {entry["name"]: entry for entry in ben.get("/v1/engines").json()["engines"]}
    assert shown["vendor"]["state"] == "unavailable"
    assert "message" not in shown["vendor"]
    assert owner.get("/v1/engines/vendor").json()["state"] == "unavailable"
    assert owner.get("/v1/engines/none").status_code == 404
