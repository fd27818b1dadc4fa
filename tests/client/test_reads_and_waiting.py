"""Reads are asked for again; waiting tells what changes and says how it ended."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from client_side import Side, client_side
from faulty_server import (
    CANCEL,
    CATALOG,
    CUT,
    GARBLE,
    HANG_UP_BEFORE,
    RESULT,
    STATUS,
    FaultyServer,
    Misdeed,
    answer_with,
)
from rushes.client.answers import Status
from rushes.errors import (
    EngineTimedOut,
    LimitExceeded,
    NotFound,
    RequestCancelled,
    RequestFailed,
    ServerUnreachable,
    WaitTimedOut,
)

SUCCEEDED = {
    "status": "succeeded",
    "output": {"video": "https://host/film.mp4"},
    "created_at": "2026-11-22T15:04:05.123456+00:00",
    "artifacts": [{"kind": "shot_list", "url": "https://host/s.json", "size_bytes": 12}],
}


@pytest.mark.parametrize(
    "misdeed", [HANG_UP_BEFORE, GARBLE, CUT, answer_with(503), answer_with(502)]
)
def test_a_read_is_asked_for_again(side: Side, server: FaultyServer, misdeed: Misdeed) -> None:
    server.misdeeds[STATUS].append(misdeed)
    assert side.do(side.client.request("request-1").status()).status == "completed"
    assert server.kinds() == [STATUS, STATUS]


def test_a_server_that_never_speaks_this_wire_is_said_to_be_none(
    side: Side, server: FaultyServer
) -> None:
    server.misdeeds[CATALOG] += [GARBLE] * 10
    with pytest.raises(ServerUnreachable, match="is this a server of this API"):
        side.do(side.client.models())


def test_redirects_are_not_followed(side: Side, server: FaultyServer) -> None:
    server.misdeeds[CATALOG].append(answer_with(307, Location="https://elsewhere.example/"))
    with pytest.raises(ServerUnreachable, match=r"redirects to https://elsewhere\.example/"):
        side.do(side.client.models())
    assert len(server.seen) == 1


def test_retry_after_is_waited_for(side: Side, server: FaultyServer) -> None:
    refusal = {"error_code": 429001, "error_message": "slow down"}
    server.misdeeds[STATUS].append(answer_with(429, refusal, Retry_After="1"))
    started = datetime.now(UTC)
    side.do(side.client.request("request-1").status())
    assert (datetime.now(UTC) - started).total_seconds() >= 1


def test_a_retry_after_beyond_all_patience_is_raised(side: Side, server: FaultyServer) -> None:
    refusal = {"error_code": 429001, "error_message": "tomorrow"}
    server.misdeeds[STATUS].append(answer_with(429, refusal, Retry_After="86400"))
    with pytest.raises(LimitExceeded) as raised:
        side.do(side.client.request("request-1").status())
    assert raised.value.retry_after_seconds == 86400


def test_run_submits_waits_and_gives_the_result(side: Side, server: FaultyServer) -> None:
    server.statuses.extendleft([{"status": "in_progress"}, {"status": "in_queue"}])
    server.result = SUCCEEDED
    result = side.do(side.client.run("kling/kling-3.0/pro/text-to-video", prompt="x", duration=3))
    assert server.made == [{"prompt": "x", "duration": 3}]
    assert server.seen[0].path == "/v1/models/kling/kling-3.0/pro/text-to-video"
    assert result.url == result.output["video"] == "https://host/film.mp4"
    assert result.created_at == datetime(2026, 11, 22, 15, 4, 5, 123456, UTC)
    assert [(file.kind, file.size_bytes) for file in result.artifacts] == [("shot_list", 12)]


def test_each_change_is_told_once(side: Side, server: FaultyServer) -> None:
    server.statuses.clear()
    server.statuses += [
        {"status": "in_queue", "queue_position": 1},
        {"status": "in_queue", "queue_position": 1},
        {"status": "in_progress", "progress": 0.5, "phase": "drawing"},
        {"status": "completed"},
    ]
    told: list[Status] = []
    side.do(side.client.request("request-1").wait(on_update=told.append))
    assert [(status.status, status.queue_position, status.phase) for status in told] == [
        ("in_queue", 1, None),
        ("in_progress", None, "drawing"),
        ("completed", None, None),
    ]


def test_a_coroutine_may_be_told_of_changes(server: FaultyServer) -> None:
    told: list[str] = []

    async def tell(status: Status) -> None:
        told.append(status.status)

    with client_side("AsyncClient", server.url) as side:
        side.do(side.client.request("request-1").wait(on_update=tell))
    assert told == ["completed"]


@pytest.mark.parametrize("word", ["succeeded", "completed"])
def test_both_words_for_success_are_taken(side: Side, server: FaultyServer, word: str) -> None:
    server.result = {**SUCCEEDED, "status": word}
    assert side.do(side.client.request("request-1").wait()).status == "succeeded"


def test_a_result_that_is_behind_its_status_is_waited_for(side: Side, server: FaultyServer) -> None:
    server.misdeeds[RESULT].append(answer_with(200, {"status": "in_progress"}))
    server.result = SUCCEEDED
    assert side.do(side.client.request("request-1").wait()).url == "https://host/film.mp4"


@pytest.mark.parametrize(
    "error",
    [
        {"error_code": 500012, "error_message": "it took 601 s"},
        {"error_code": 500012, "message": "it took 601 s"},
        {"error_code": 500012, "error": "it took 601 s"},
        {"error_code": 500012, "detail": "it took 601 s"},
    ],
)
def test_a_failure_is_raised_with_its_code_and_cause(
    side: Side, server: FaultyServer, error: dict[str, object]
) -> None:
    server.result = {"status": "failed", "error": error}
    with pytest.raises(RequestFailed, match="it took 601 s") as raised:
        side.do(side.client.request("request-1").wait())
    assert raised.value.code == 500012
    assert isinstance(raised.value.__cause__, EngineTimedOut)
    assert side.do(side.client.request("request-1").result()).status == "failed"


def test_a_cancelled_request_is_raised(side: Side, server: FaultyServer) -> None:
    server.statuses[0] = {"status": "cancelled"}
    server.result = {"status": "cancelled"}
    with pytest.raises(RequestCancelled):
        side.do(side.client.request("request-1").wait())


def test_waiting_ends_after_the_time_given(side: Side, server: FaultyServer) -> None:
    server.statuses[0] = {"status": "in_progress"}
    with pytest.raises(WaitTimedOut, match=r"still in_progress after 0\.3 s"):
        side.do(side.client.request("request-1").wait(timeout_seconds=0.3))
    assert server.kinds().count(STATUS) >= 2


@pytest.mark.parametrize(
    ("document", "is_cancelled"),
    [
        ({"status": "cancelled", "outcome": "cancelled"}, True),
        ({"status": "cancelled", "outcome": "not_cancellable"}, False),
        ({"status": "in_progress", "outcome": "not_cancellable"}, False),
        ({"status": "cancelled"}, True),
        ({"status": "in_progress"}, False),
    ],
)
def test_cancel_says_what_it_did(
    side: Side, server: FaultyServer, document: dict[str, str], is_cancelled: bool
) -> None:
    server.misdeeds[CANCEL].append(answer_with(202, document))
    cancelled = side.do(side.client.request("request-1").cancel())
    assert (cancelled.is_cancelled, cancelled.status) == (is_cancelled, document["status"])


def test_an_id_that_could_lead_elsewhere_is_never_sent(side: Side, server: FaultyServer) -> None:
    with pytest.raises(NotFound):
        side.do(side.client.request("../models").status())
    with pytest.raises(NotFound):
        side.do(side.client.request("a?b=c").result())
    assert server.seen == []


def test_requests_are_listed_page_by_page(side: Side, server: FaultyServer) -> None:
    for names, cursor in ((["r3", "r2"], "next"), (["r1"], None)):
        entries = [{"request_id": name, "status": "in_queue"} for name in names]
        server.misdeeds[CATALOG].append(
            answer_with(200, {"requests": entries, "next_cursor": cursor})
        )
    listed = side.every(side.client.requests(state="in_queue"))
    assert [entry.request_id for entry in listed] == ["r3", "r2", "r1"]
    assert [call.path for call in server.seen] == [
        "/v1/requests?state=in_queue",
        "/v1/requests?state=in_queue&cursor=next",
    ]


def test_the_catalog_is_read_page_by_page(side: Side, server: FaultyServer) -> None:
    for name in ("a", "b"):
        document = {"models": [{"model_id": name}], "total": 2}
        server.misdeeds[CATALOG].append(answer_with(200, document))
    assert [model.model_id for model in side.do(side.client.models("kling"))] == ["a", "b"]
    assert "offset=1" in server.seen[1].path
