"""`GET /v1/requests`: newest first, filtered, paged without gaps or repeats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from running_server import PRO, RunningServer

STANDARD = "kling/kling-3.0/standard/text-to-video"


@pytest.fixture
def caller(server: RunningServer, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """A client with an account of this test's own."""
    with server.client(server.new_key(request.node.name[:60])) as made:
        yield made


def listed(caller: httpx.Client, **query: Any) -> dict[str, Any]:
    answer = caller.get("/v1/requests", params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def ids(body: dict[str, Any]) -> list[str]:
    return [item["request_id"] for item in body["requests"]]


def test_an_account_without_requests_gets_an_empty_list(caller: httpx.Client) -> None:
    assert listed(caller) == {"requests": [], "next_cursor": None}


def test_requests_are_listed_newest_first_each_with_what_is_known(
    server: RunningServer, caller: httpx.Client
) -> None:
    made = [server.submit(caller) for _ in range(3)]
    body = listed(caller)
    assert ids(body) == made[::-1]
    base = f"{server.url}/v1/requests/{made[2]}"
    first = body["requests"][0]
    created_at = first.pop("created_at")
    assert datetime.fromisoformat(created_at).utcoffset() == timedelta(0)
    assert first == {
        "request_id": made[2],
        "model_id": PRO,
        "status": "in_queue",
        "engine": "animatic",
        "started_at": None,
        "finished_at": None,
        "status_url": f"{base}/status",
        "result_url": f"{base}/result",
    }


def test_an_account_sees_its_own_requests_alone(
    server: RunningServer, caller: httpx.Client, client: httpx.Client
) -> None:
    mine, owners = server.submit(caller), server.submit(client)
    assert ids(listed(caller)) == [mine]
    assert owners in ids(listed(client))
    assert mine not in ids(listed(client))


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 200])
def test_pages_hold_every_request_once_though_new_ones_come_in_between(
    server: RunningServer, limit: int, request: pytest.FixtureRequest
) -> None:
    with server.client(server.new_key(f"paging {limit}")) as caller:
        made = [server.submit(caller) for _ in range(7)]
        seen: list[str] = []
        cursor = None
        while True:
            query = {"limit": limit} | ({"cursor": cursor} if cursor else {})
            body = listed(caller, **query)
            assert len(body["requests"]) <= limit
            seen += ids(body)
            cursor = body["next_cursor"]
            if cursor is None:
                break
            server.submit(caller)
        assert seen == made[::-1]


def test_requests_are_found_by_state_model_and_time(
    server: RunningServer, caller: httpx.Client
) -> None:
    first = server.submit(caller)
    second = server.submit(caller, STANDARD)
    caller.post(f"/v1/requests/{first}/cancel")
    assert ids(listed(caller, state="cancelled")) == [first]
    assert ids(listed(caller, state="in_queue")) == [second]
    assert ids(listed(caller, state="succeeded")) == []
    assert ids(listed(caller, model_id=STANDARD)) == [second]
    assert ids(listed(caller, model_id=PRO, state="in_queue")) == []
    moment = listed(caller, model_id=STANDARD)["requests"][0]["created_at"]
    assert ids(listed(caller, created_after=moment)) == [second]
    assert ids(listed(caller, created_before=moment)) == [first]
    elsewhere = datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert ids(listed(caller, created_after=elsewhere)) == [second]


def test_a_plus_in_a_time_may_go_unescaped(server: RunningServer, caller: httpx.Client) -> None:
    request_id = server.submit(caller)
    answer = caller.get("/v1/requests?created_after=2020-01-01T00:00:00+00:00")
    assert ids(answer.json()) == [request_id]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"limit": "9" * 30}, "limit"),
        ({"limit": "²"}, "limit"),
        ({"state": "queued"}, "state"),
        ({"created_after": "yesterday"}, "created_after"),
        ({"created_before": "2026-13-01"}, "created_before"),
        ({"created_before": "0001-01-01T00:00:00+23:59"}, "created_before"),
        ({"cursor": "garbage"}, "cursor"),
        ({"cursor": "%%%"}, "cursor"),
        ({"cursor": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTkuMQ"}, "cursor"),
    ],
)
def test_a_query_that_makes_no_sense_is_a_named_fault(
    client: httpx.Client, query: dict[str, str], name: str
) -> None:
    answer = client.get("/v1/requests", params=query)
    assert answer.status_code == 422, answer.text
    assert answer.json()["error_code"] == 422001
    assert name in answer.text


def test_every_fault_of_a_query_is_named_at_once(client: httpx.Client) -> None:
    query = {"limit": "0", "state": "x", "created_after": "y", "cursor": "z"}
    answer = client.get("/v1/requests", params=query)
    assert [fault["loc"] for fault in answer.json()["detail"]] == [
        ["query", "state"],
        ["query", "created_after"],
        ["query", "limit"],
        ["query", "cursor"],
    ]


def test_a_deleted_request_is_listed_no_more(server: RunningServer, caller: httpx.Client) -> None:
    keep, drop = server.submit(caller), server.submit(caller)
    caller.post(f"/v1/requests/{drop}/cancel")
    assert caller.delete(f"/v1/requests/{drop}").status_code == 204
    assert ids(listed(caller)) == [keep]
