"""What the other server says, in our words with theirs; cancels, media and secrets on the way."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fault_proxy import http_json, instead
from png_image import png
from relay_side import IMAGE, Chain
from rushes.domain.model import Model
from rushes.engines.base import EngineHealth, EngineJob, EngineState
from rushes.engines.relay.engine import RelayEngine
from rushes.engines.relay.payload import body_of
from rushes.errors import TooLarge
from rushes.settings import Relay
from rushes.wire import MAX_JSON_BODY_BYTES

SUBMITS, STATUSES, RESULTS = "/v1/models/", "/status", "/result"


def test_progress_and_phase_are_told(chain: Chain) -> None:
    request_id = chain.submit(prompt="hold and tell")
    told = chain.await_status(request_id, status="in_progress", phase="studio: drawing")
    assert 0 < told["progress"] < 0.95
    assert told["upstream"]["status"] == "in_progress"
    chain.let_far_go()
    assert chain.ended(request_id)["cost"] == 0.25


def test_a_request_that_waits_over_there_is_queued_and_says_where_it_stands(chain: Chain) -> None:
    first = chain.submit(prompt="hold the queue")
    chain.await_status(first, status="in_progress", phase="studio: drawing")
    second, third = chain.submit(prompt="second"), ""
    chain.await_status(second, status="in_queue", phase="studio: in queue", queue_position=0)
    third = chain.submit(prompt="third")
    told = chain.await_status(third, status="in_queue", phase="studio: in queue", queue_position=1)
    assert told["upstream"]["status"] == "in_queue"
    assert chain.result(third)["status"] == "in_queue"
    answer = chain.near_client.post(f"/v1/requests/{third}/cancel")
    assert answer.json() == {"request_id": third, "status": "cancelled", "outcome": "cancelled"}
    (over_there,) = chain.far_requests("third")
    assert over_there["status"] == "cancelled"
    assert chain.result(third)["cost"] == 0
    chain.let_far_go()
    assert chain.ended(first)["status"] == chain.ended(second)["status"] == "succeeded"


def test_a_request_that_is_made_over_there_is_not_cancelled(chain: Chain) -> None:
    request_id = chain.submit(prompt="hold fast")
    chain.await_status(request_id, status="in_progress", phase="studio: drawing")
    answer = chain.near_client.post(f"/v1/requests/{request_id}/cancel").json()
    assert (answer["outcome"], answer["status"]) == ("not_cancellable", "in_progress")
    chain.let_far_go()
    assert chain.ended(request_id)["status"] == "succeeded"


def test_a_cancel_by_force_leaves_the_others_alone(chain: Chain) -> None:
    first = chain.submit(prompt="hold to be forced")
    chain.await_status(first, status="in_progress", phase="studio: drawing")
    second = chain.submit(prompt="goes on")
    chain.await_status(second, status="in_queue", phase="studio: in queue")
    answer = chain.near_client.post(f"/v1/requests/{first}/cancel", params={"force": "true"})
    assert answer.json()["outcome"] == "cancelled"
    (made,) = chain.far_requests("hold to be forced")
    assert made["status"] == "in_progress"
    chain.let_far_go()
    assert chain.ended(second)["status"] == "succeeded"
    assert len(chain.proxy.submits()) == 2


def test_a_request_cancelled_over_there_is_cancelled_here(chain: Chain) -> None:
    first = chain.submit(prompt="hold on")
    chain.await_status(first, status="in_progress", phase="studio: drawing")
    request_id = chain.submit(prompt="called off")
    told = chain.await_status(request_id, status="in_queue", phase="studio: in queue")
    chain.far_client.post(f"/v1/requests/{told['upstream']['request_id']}/cancel")
    assert chain.ended(request_id)["status"] == "cancelled"
    chain.let_far_go()
    chain.ended(first)


def test_a_failure_is_told_in_our_words_with_theirs(chain: Chain) -> None:
    result = chain.ended(chain.submit(prompt="fail the lens broke"))
    (made,) = chain.far_requests("fail the lens broke")
    assert result["error"] == {
        "error_code": 500010,
        "error_message": f"studio: the lens broke (its request {made['request_id']}, error 500010)",
    }
    assert result["upstream"] == {
        "request_id": made["request_id"],
        "status": "failed",
        "cost": "0",
        "error": {"error_code": 500010, "error_message": "the lens broke"},
    }
    assert result["cost"] == 0


def test_a_data_uri_is_made_anew_of_its_bytes(chain: Chain) -> None:
    image = png(640, 360)
    uri = "data:image/png;base64," + base64.b64encode(image).decode()
    request_id = chain.submit(IMAGE, prompt="the picture moves", start_image_url=uri)
    assert chain.ended(request_id)["status"] == "succeeded"
    kept = [path.read_bytes() for path in chain.far.home.rglob("medium*") if path.is_file()]
    assert hashlib.sha256(image).digest() in [hashlib.sha256(data).digest() for data in kept]


def test_a_refused_picture_is_a_fault_of_the_input(chain: Chain) -> None:
    uri = "data:image/png;base64," + base64.b64encode(png(640, 360)).decode()
    request_id = chain.submit(IMAGE, prompt="refuse it is upside down", start_image_url=uri)
    error = chain.ended(request_id)["error"]
    assert error["error_code"] == 422001
    assert error["detail"][0]["loc"] == ["body", "start_image_url"]
    assert error["detail"][0]["msg"] == "it is upside down"


def job(folder: Path, media: dict[str, Path], **values: object) -> EngineJob:
    model: Model = None  # type: ignore[assignment]
    return EngineJob("r", 1, model, values, media, folder, None)


def test_media_given_by_url_are_sent_on_as_they_are(tmp_path: Path) -> None:
    fetched = tmp_path / "medium"
    fetched.write_bytes(b"fetched here for nothing")
    url = "https://example.com/a.png?sig=%2F&x=1"
    sent = json.loads(body_of(job(tmp_path, {"start_image_url": fetched}, start_image_url=url)))
    assert sent == {"start_image_url": url}


def test_data_uris_beyond_what_servers_take_are_not_sent(tmp_path: Path) -> None:
    large = tmp_path / "medium"
    for size in (MAX_JSON_BODY_BYTES, 3 * MAX_JSON_BODY_BYTES):
        with large.open("wb") as file:
            file.truncate(size)
        mark = f"data:video/mp4;size={size},"
        with pytest.raises(TooLarge, match="by URL"):
            body_of(job(tmp_path, {"videos/0": large}, videos=[mark]))


def test_the_key_goes_to_the_api_alone_and_is_told_to_nobody(chain: Chain) -> None:
    token = chain.far.token
    chain.ended(request_id := chain.submit(prompt="secret"))
    for call in chain.proxy.calls:
        is_api = call.path.startswith("/v1/")
        assert call.headers.get("authorization") == (f"Bearer {token}" if is_api else None)
    spiteful = {"error_code": 400002, "error_message": f"no money for \x1b[31m{token}\x07"}
    chain.proxy.spoil("POST", SUBMITS, instead(http_json("402 X", spiteful)))
    told = chain.ended(refused := chain.submit(prompt="echo"))["error"]["error_message"]
    assert "no money for [31m…" in told
    for word in (json.dumps(chain.result(request_id)), json.dumps(chain.result(refused))):
        assert token not in word
    assert token not in chain.near.log
    with closing(sqlite3.connect(chain.near.home / "rushes.db")) as database:
        assert token not in "".join(database.iterdump())


def test_no_address_of_theirs_is_called_with_the_key(chain: Chain) -> None:
    """Status and result are asked for at the address of the settings, whatever an answer says."""
    answered = {"request_id": "abc", "status_url": "http://127.0.0.2:9/stolen"}
    chain.proxy.spoil("POST", SUBMITS, instead(http_json("200 OK", answered)))
    gone = {"status": "completed"}
    chain.proxy.spoil("GET", "abc/status", instead(http_json("200 OK", gone)), times=9)
    failed = {"status": "failed", "error": {"error_message": "x" * 9_000}}
    chain.proxy.spoil("GET", "abc/result", instead(http_json("200 OK", failed)), times=9)
    result = chain.ended(chain.submit(prompt="lured away"))
    assert result["status"] == "failed"
    assert len(result["error"]["error_message"]) < 700


@pytest.mark.parametrize("upstream_id", ["../../models", "a b", "x" * 129, 7, None])
def test_an_id_that_can_be_none_is_not_taken(chain: Chain, upstream_id: object) -> None:
    chain.proxy.hides_capabilities = True
    answered = {"request_id": upstream_id}
    chain.proxy.spoil("POST", SUBMITS, instead(http_json("200 OK", answered)))
    request_id = chain.submit(prompt="misnamed")
    assert chain.ended(request_id)["error"]["error_code"] == 500015
    assert len(chain.proxy.submits()) == 1


def test_the_engine_says_whether_it_works(chain: Chain) -> None:
    def check(**changes: object) -> EngineHealth:
        url, token = chain.proxy.url, chain.far.token
        told: dict[str, Any] = {"url": url, "token": token, "allow_private_addresses": True}
        return RelayEngine("studio", Relay(**(told | changes))).check()

    well = check()
    assert (well.state, "6 models" in well.message) == (EngineState.READY, True)
    assert "sent again with its key" in well.message
    chain.proxy.hides_capabilities = True
    assert "never sent again" in check().message
    for wrong in (
        check(token="another"),
        check(allow_private_addresses=False),
        check(url="http://127.0.0.1:9"),
    ):
        assert wrong.state is EngineState.UNAVAILABLE
        assert wrong.message.startswith("studio")
    assert chain.proxy.submits() == []
