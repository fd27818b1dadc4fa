"""Nothing is made or paid for twice: when a submit is sent again, and when it is not."""

from __future__ import annotations

import pytest

from client_side import Side
from faulty_server import (
    CANCEL,
    CUT,
    GARBLE,
    HANG_UP_AFTER,
    HANG_UP_BEFORE,
    SUBMIT,
    FaultyServer,
    Misdeed,
    answer_with,
)
from rushes.errors import AnswerLost, InvalidInput, LimitExceeded, NotReady, ServerUnreachable

LOST = [
    pytest.param(HANG_UP_AFTER, id="hung up"),
    pytest.param(GARBLE, id="garbled"),
    pytest.param(CUT, id="cut"),
    pytest.param(Misdeed(status=502, body=b"Bad Gateway"), id="bad gateway"),
    pytest.param(Misdeed(status=504, body=b"{}"), id="gateway timeout"),
]


def test_every_submit_carries_a_key_of_its_own(side: Side, server: FaultyServer) -> None:
    for _ in range(3):
        side.do(side.client.submit("a/b", prompt="x"))
    keys = [call.headers["idempotency-key"] for call in server.seen]
    assert len(set(keys)) == 3
    assert all(len(key) >= 32 for key in keys)


def test_a_key_given_is_the_key_sent(side: Side, server: FaultyServer) -> None:
    side.do(side.client.submit("a/b", {"prompt": "x"}, idempotency_key="mine"))
    assert server.seen[0].headers["idempotency-key"] == "mine"


@pytest.mark.parametrize("misdeed", LOST)
def test_a_lost_answer_is_asked_for_again_from_a_server_that_said_it_takes_keys(
    side: Side, server: FaultyServer, misdeed: Misdeed
) -> None:
    side.do(side.client.models())
    server.misdeeds[SUBMIT].append(misdeed)
    handle = side.do(side.client.submit("a/b", prompt="x"))
    assert handle.request_id == "request-1"
    assert server.made == [{"prompt": "x"}]
    submits = [call for call in server.seen if call.kind == SUBMIT]
    assert len(submits) == 2
    assert submits[0].headers["idempotency-key"] == submits[1].headers["idempotency-key"]


@pytest.mark.parametrize("misdeed", LOST)
def test_a_lost_answer_is_never_asked_for_again_from_a_server_that_said_nothing(
    side: Side, server: FaultyServer, misdeed: Misdeed
) -> None:
    server.says_it_takes_keys = False
    side.do(side.client.models())
    server.misdeeds[SUBMIT].append(misdeed)
    with pytest.raises(AnswerLost, match="may have been accepted"):
        side.do(side.client.submit("a/b", prompt="x"))
    assert server.kinds().count(SUBMIT) == 1


def test_what_another_answer_says_later_does_not_count(side: Side, server: FaultyServer) -> None:
    server.misdeeds[SUBMIT].append(HANG_UP_AFTER)
    with pytest.raises(AnswerLost):
        side.do(side.client.submit("a/b", prompt="x"))
    assert server.kinds() == [SUBMIT]


def test_a_server_that_stays_busy_after_a_lost_answer_is_asked_until_it_answers(
    side: Side, server: FaultyServer
) -> None:
    side.do(side.client.models())
    server.misdeeds[SUBMIT] += [HANG_UP_AFTER, answer_with(503, {"error_code": 503001})]
    assert side.do(side.client.submit("a/b", prompt="x")).request_id == "request-1"
    assert len(server.made) == 1


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [(422, 422001, InvalidInput), (429, 429001, LimitExceeded), (503, 503001, NotReady)],
)
def test_a_refusal_is_an_answer_and_is_not_asked_for_again(
    side: Side, server: FaultyServer, status: int, code: int, kind: type[Exception]
) -> None:
    side.do(side.client.models())
    server.misdeeds[SUBMIT].append(answer_with(status, {"error_code": code, "error_message": "no"}))
    with pytest.raises(kind, match="no"):
        side.do(side.client.submit("a/b", prompt="x"))
    assert server.kinds().count(SUBMIT) == 1


def test_a_server_that_is_not_there_is_told_from_a_lost_answer(side: Side) -> None:
    with pytest.raises(ServerUnreachable):
        # Port 9 (discard) is not listened on.
        side.do(type(side.client)("http://127.0.0.1:9", "t").submit("a/b", prompt="x"))


@pytest.mark.parametrize("misdeed", [HANG_UP_BEFORE, HANG_UP_AFTER, GARBLE])
def test_a_cancel_is_never_repeated(side: Side, server: FaultyServer, misdeed: Misdeed) -> None:
    side.do(side.client.models())
    server.misdeeds[CANCEL].append(misdeed)
    with pytest.raises(AnswerLost):
        side.do(side.client.request("request-1").cancel())
    assert server.kinds().count(CANCEL) == 1


def test_no_input_is_sent_that_is_not_json(side: Side, server: FaultyServer) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        side.do(side.client.submit("a/b", cfg_scale=float("nan")))
    assert server.seen == []
