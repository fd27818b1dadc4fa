"""The same input goes to another engine; both requests know of each other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from home_side import IMAGE_MODEL
from png_image import data_uri, png
from running_server import RunningServer, running_server

SETTINGS = """
[engines.vendor]
kind = "relay"
url = "https://vendor.test"
[[routes]]
models = "*"
engines = ["animatic", "vendor"]
choosers = "everyone"
"""


def promote(client: httpx.Client, request_id: str, **query: str) -> httpx.Response:
    return client.post(f"/v1/requests/{request_id}/promote", params=query)


def promoted(client: httpx.Client, request_id: str, **query: str) -> str:
    answer = promote(client, request_id, **query)
    assert answer.status_code == 200, answer.text
    new_id: str = answer.json()["request_id"]
    return new_id


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """No worker: what is promoted stays queued."""
    home = tmp_path_factory.mktemp("queue") / "home"
    with running_server(home, settings=SETTINGS) as running:
        yield running


def test_the_input_goes_on_unchanged_and_both_show_the_other(
    routed_server: RunningServer, ben: httpx.Client
) -> None:
    sketch = routed_server.submit(ben, prompt="size 77", duration=7, sound=False)
    sketched = routed_server.await_over(ben, sketch)
    answer = promote(ben, sketch, engine="vendor").json()
    assert (answer["promoted_from"], answer["engine"]) == (sketch, "vendor")
    film = answer["request_id"]
    made = routed_server.await_over(ben, film)
    assert (sketched["engine"], made["engine"]) == ("animatic", "vendor")
    assert len(ben.get(made["output"]["video"]).content) == 77
    assert made["promoted_from"] == sketch
    assert ben.get(f"/v1/requests/{film}/status").json()["promoted_from"] == sketch
    for address in ("status", "result"):
        assert ben.get(f"/v1/requests/{sketch}/{address}").json()["promoted_to"] == [film]
    listed = {entry["request_id"]: entry for entry in ben.get("/v1/requests").json()["requests"]}
    assert listed[film]["promoted_from"] == sketch
    assert listed[sketch]["promoted_to"] == [film]


def test_a_request_that_was_not_promoted_shows_nothing_of_it(
    routed_server: RunningServer, ben: httpx.Client
) -> None:
    request_id = routed_server.submit(ben)
    result = routed_server.await_over(ben, request_id)
    assert "promoted_from" not in result
    assert "promoted_to" not in result


def test_promoting_twice_is_one_request_until_it_came_to_nothing(queue: RunningServer) -> None:
    with queue.client() as client:
        sketch = queue.submit(client)
        first = promoted(client, sketch, engine="vendor")
        assert promoted(client, sketch, engine="vendor") == first
        client.post(f"/v1/requests/{first}/cancel")
        second = promoted(client, sketch, engine="vendor")
        assert second != first
        shown = client.get(f"/v1/requests/{sketch}/status").json()["promoted_to"]
        assert shown == [first, second]


def test_promoting_again_on_purpose_makes_another(queue: RunningServer) -> None:
    with queue.client() as client:
        sketch = queue.submit(client)
        first = promoted(client, sketch, engine="vendor")
        second = promoted(client, sketch, engine="vendor", again="true")
        assert second != first
        headers = {"Idempotency-Key": "once"}
        address = f"/v1/requests/{sketch}/promote?engine=vendor&again=true"
        ids = {client.post(address, headers=headers).json()["request_id"] for _ in range(3)}
        assert len(ids) == 1
        assert ids.isdisjoint({first, second})


def test_many_who_promote_at_the_same_time_get_one_request(queue: RunningServer) -> None:
    with queue.client() as client, ThreadPoolExecutor(8) as pool:
        sketch = queue.submit(client)
        ids = list(pool.map(lambda _: promoted(client, sketch, engine="vendor"), range(24)))
        assert len(set(ids)) == 1
        shown = client.get(f"/v1/requests/{sketch}/status").json()["promoted_to"]
        assert shown == ids[:1]


def test_the_only_other_engine_need_not_be_named(queue: RunningServer) -> None:
    with queue.client() as client:
        assert promote(client, queue.submit(client)).json()["engine"] == "vendor"


def test_a_request_is_not_promoted_to_its_own_engine_or_to_one_that_is_not_there(
    queue: RunningServer,
) -> None:
    with queue.client() as client:
        sketch = queue.submit(client)
        own = promote(client, sketch, engine="animatic")
        assert own.status_code == 422
        assert "already" in own.json()["error_message"]
        none = promote(client, sketch, engine="vendr")
        assert none.status_code == 422
        assert "did you mean 'vendor'?" in none.json()["error_message"]
        assert promote(client, "nothing-here", engine="vendor").status_code == 404


def test_anothers_request_is_not_promoted(
    routed_server: RunningServer, ana: httpx.Client, ben: httpx.Client
) -> None:
    request_id = routed_server.submit(ana)
    assert promote(ben, request_id, engine="vendor").status_code == 403


def test_who_may_not_choose_an_engine_may_not_promote_to_it(
    routed_server: RunningServer, ben: httpx.Client
) -> None:
    request_id = routed_server.submit(ben, "kling/kling-3.0/standard/text-to-video")
    assert promote(ben, request_id, engine="studio").status_code == 403
    nowhere = promote(ben, request_id)
    assert nowhere.status_code == 422
    assert "is none here" in nowhere.json()["error_message"]


def test_the_same_media_go_along_and_live_on_when_the_first_request_is_deleted(
    tmp_path: Path,
) -> None:
    image = png()
    home = tmp_path / "home"
    with running_server(home, settings=SETTINGS) as server, server.client() as client:
        sketch = server.submit(client, IMAGE_MODEL, start_image_url=data_uri(image))
        film = promoted(client, sketch, engine="vendor")
        client.post(f"/v1/requests/{sketch}/cancel")
        assert client.delete(f"/v1/requests/{sketch}").status_code == 204
        (kept,) = (home / "blobs" / "requests" / film).rglob("medium")
        assert kept.read_bytes() == image
        assert not (home / "blobs" / "requests" / sketch / "media").exists() or not list(
            (home / "blobs" / "requests" / sketch).rglob("medium")
        )
        # One that is a repeat leaves no copy behind.
        assert promoted(client, film, engine="animatic") != film
        again = promoted(client, film, engine="animatic")
        assert len(list((home / "blobs").rglob("medium"))) == 2
        client.post(f"/v1/requests/{again}/cancel")
