"""Submit, status, result, cancel: the wire contract's table, line by line."""

from __future__ import annotations

import base64
import re
import struct
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import compress, crc32

import httpx

from running_server import PRO, RunningServer, await_true
from rushes.wire import REQUEST_ID_PATTERN

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")


def status_of(client: httpx.Client, request_id: str) -> dict[str, Any]:
    answer = client.get(f"/v1/requests/{request_id}/status")
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


def test_a_submit_is_answered_with_an_id_and_three_absolute_urls(
    server: RunningServer, client: httpx.Client
) -> None:
    answer = client.post(f"/v1/models/{PRO}", json={"prompt": "a cat"})
    assert answer.status_code == 200
    body = answer.json()
    assert list(body) == ["request_id", "status_url", "result_url", "cancel_url"]
    assert re.fullmatch(REQUEST_ID_PATTERN, body["request_id"])
    base = f"{server.url}/v1/requests/{body['request_id']}"
    assert body["status_url"] == f"{base}/status"
    assert body["result_url"] == f"{base}/result"
    assert body["cancel_url"] == f"{base}/cancel"


def test_a_queued_request_tells_how_many_come_before_it(
    server: RunningServer, client: httpx.Client
) -> None:
    model_id = "kling/kling-3.0/4k/text-to-video"
    ids = [server.submit(client, model_id) for _ in range(3)]
    bodies = [status_of(client, request_id) for request_id in ids]
    assert [body["queue_position"] for body in bodies] == [0, 1, 2]
    assert [body["status"] for body in bodies] == ["in_queue"] * 3
    base = f"{server.url}/v1/requests/{ids[0]}"
    assert bodies[0] == {
        "request_id": ids[0],
        "status": "in_queue",
        "status_url": f"{base}/status",
        "result_url": f"{base}/result",
        "queue_position": 0,
    }


def test_a_result_asked_for_early_says_where_the_request_stands(
    server: RunningServer, client: httpx.Client
) -> None:
    request_id = server.submit(client)
    answer = client.get(f"/v1/requests/{request_id}/result")
    assert answer.status_code == 200
    body = answer.json()
    assert body["request_id"] == request_id
    assert body["status"] == "in_queue"
    assert TIME.fullmatch(body["created_at"])
    assert abs(datetime.now(UTC) - datetime.fromisoformat(body["created_at"])) < timedelta(hours=1)
    assert body["finished_at"] is None
    assert not {"output", "error", "cost", "artifacts"} & set(body)


def test_only_a_queued_request_is_cancelled_and_repeating_it_is_harmless(
    server: RunningServer, client: httpx.Client
) -> None:
    request_id = server.submit(client)
    first = client.post(f"/v1/requests/{request_id}/cancel")
    assert first.status_code == 202
    assert first.json() == {
        "request_id": request_id,
        "status": "cancelled",
        "outcome": "cancelled",
    }
    again = client.post(f"/v1/requests/{request_id}/cancel")
    assert again.status_code == 202
    assert again.json()["outcome"] == "not_cancellable"
    assert again.json()["status"] == "cancelled"
    assert status_of(client, request_id)["status"] == "cancelled"
    result = client.get(f"/v1/requests/{request_id}/result").json()
    assert result["status"] == "cancelled"
    assert TIME.fullmatch(result["finished_at"])


def test_a_cancel_needs_neither_body_nor_content_type(
    server: RunningServer, client: httpx.Client
) -> None:
    request_id = server.submit(client)
    request = client.build_request("POST", f"/v1/requests/{request_id}/cancel")
    request.headers.pop("content-type", None)
    assert client.send(request).status_code == 202


def test_a_finished_request_is_completed_and_its_result_names_the_film(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client)
    result = working_server.await_over(worker_client, request_id)
    assert result["status"] == "succeeded"
    assert list(result["output"]) == ["video"]
    assert result["output"]["video"].startswith(f"{working_server.url}/files/")
    assert result["output"]["video"].endswith(".mp4")
    assert TIME.fullmatch(result["finished_at"])
    assert result["engine"] == "animatic"
    assert "cost" not in result
    assert "error" not in result
    body = status_of(worker_client, request_id)
    assert body["status"] == "completed"
    assert not {"queue_position", "progress", "phase"} & set(body)


def test_what_an_engine_makes_beside_the_film_is_an_artifact(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client)
    result = working_server.await_over(worker_client, request_id)
    (artifact,) = result["artifacts"]
    assert artifact["kind"] == "shot_list"
    assert artifact["media_type"] == "application/json"
    assert artifact["size_bytes"] == 2
    assert worker_client.get(artifact["url"]).json() == []


def test_the_cost_comes_as_a_number_where_it_is_asked_for(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client)
    working_server.await_over(worker_client, request_id)
    address = f"/v1/requests/{request_id}/result"
    cost = worker_client.get(address, params={"include_cost": "true"}).json()["cost"]
    assert cost == 0.25
    assert isinstance(cost, float)
    assert "cost" not in worker_client.get(address, params={"include_cost": "false"}).json()


def test_a_failed_request_is_completed_and_its_result_carries_the_error(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client, prompt="fail the light is gone")
    result = working_server.await_over(worker_client, request_id)
    assert result["status"] == "failed"
    assert result["error"]["error_code"] == 500010
    assert "the light is gone" in result["error"]["error_message"]
    assert "output" not in result
    assert status_of(worker_client, request_id)["status"] == "completed"


def test_a_fault_found_while_running_is_told_as_a_submits_would_be(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client, prompt="refuse it is too dark")
    result = working_server.await_over(worker_client, request_id)
    assert result["status"] == "failed"
    assert result["error"]["error_code"] == 422001
    (fault,) = result["error"]["detail"]
    assert fault["loc"] == ["body", "start_image_url"]
    assert fault["msg"] == "it is too dark"
    assert fault["type"] == "refused"


def test_a_running_request_tells_progress_and_phase_and_is_not_cancelled(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client, prompt="hold")
    try:
        await_true(
            lambda: "progress" in status_of(worker_client, request_id), "the engine has told"
        )
        body = status_of(worker_client, request_id)
        assert (body["status"], body["progress"], body["phase"]) == ("in_progress", 0.25, "drawing")
        assert "queue_position" not in body
        result = worker_client.get(f"/v1/requests/{request_id}/result").json()
        assert result["status"] == "in_progress"
        answer = worker_client.post(f"/v1/requests/{request_id}/cancel")
        assert answer.status_code == 202
        assert answer.json()["outcome"] == "not_cancellable"
        assert answer.json()["status"] == "in_progress"
    finally:
        (working_server.home / "go").touch()
    assert working_server.await_over(worker_client, request_id)["status"] == "succeeded"
    (working_server.home / "go").unlink()


def test_an_owner_ends_a_running_request_by_force(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client, prompt="hold")
    await_true(lambda: status_of(worker_client, request_id)["status"] == "in_progress", "it runs")
    stranger = working_server.new_key("someone")
    with working_server.client(stranger) as theirs:
        refused = theirs.post(f"/v1/requests/{request_id}/cancel", params={"force": "true"})
        assert refused.status_code == 403
    answer = worker_client.post(f"/v1/requests/{request_id}/cancel", params={"force": "true"})
    assert answer.json() == {
        "request_id": request_id,
        "status": "cancelled",
        "outcome": "cancelled",
    }
    assert working_server.await_over(worker_client, request_id)["status"] == "cancelled"


def test_what_a_model_does_not_know_is_ignored_and_named(client: httpx.Client) -> None:
    answer = client.post(f"/v1/models/{PRO}", json={"prompt": "a cat", "seed": 7})
    assert answer.status_code == 200
    assert answer.json()["warnings"] == ["seed is not an input of this model; it was ignored"]


def test_image_to_video_takes_a_picture_as_a_data_uri_and_refuses_what_is_none(
    client: httpx.Client,
) -> None:
    address = "/v1/models/kling/kling-3.0/standard/image-to-video"
    for source, words in (
        ("not a url", "start_image_url"),
        ("http://pictures.test/a.png", "https"),
        ("https://127.0.0.1/a.png", "start_image_url"),
        ("data:image/png;base64,AAAA", "start_image_url"),
    ):
        answer = client.post(address, json={"prompt": "a", "start_image_url": source})
        assert answer.status_code == 422, source
        (fault,) = answer.json()["detail"]
        assert fault["loc"] == ["body", "start_image_url"]
        assert words in str(fault) or words in answer.text


def test_a_picture_may_come_in_the_body_and_is_not_kept_in_the_record(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    picture = base64.b64encode(png(640, 360)).decode()
    model_id = "kling/kling-3.0/standard/image-to-video"
    request_id = working_server.submit(
        worker_client, model_id, start_image_url=f"data:image/png;base64,{picture}"
    )
    assert working_server.await_over(worker_client, request_id)["status"] == "succeeded"


def test_a_picture_of_a_wrong_shape_is_refused_with_its_place(client: httpx.Client) -> None:
    picture = base64.b64encode(png(1_000, 310)).decode()
    answer = client.post(
        "/v1/models/kling/kling-3.0/pro/image-to-video",
        json={
            "prompt": "a cat",
            "start_image_url": f"data:image/png;base64,{base64.b64encode(png(300, 300)).decode()}",
            "end_image_url": f"data:image/png;base64,{picture}",
            "duration": 99,
        },
    )
    assert answer.status_code == 422
    assert [fault["loc"] for fault in answer.json()["detail"]] == [
        ["body", "duration"],
        ["body", "end_image_url"],
    ]


def png(width_px: int, height_px: int) -> bytes:
    """A whole black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes(width_px)) * height_px
    body = chunk(b"IHDR", header) + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
