"""Whatever happens on the way, one request is made over there and its film arrives, or it fails
with the reason. The other server's own list is what counts."""

from __future__ import annotations

import pytest

from fault_proxy import (
    BROKEN,
    BUSY,
    HTML,
    FaultKind,
    Hold,
    corrupt,
    cut,
    drop_after,
    drop_before,
    http,
    http_json,
    instead,
    wrong_length,
)
from relay_side import STANDARD, Chain

ELSEWHERE = http("302 Found", Location="http://127.0.0.2:9/stolen")
BAD_GATEWAY = http("502 Bad Gateway", b"<h1>Bad gateway</h1>", Content_Type="text/html")
SUBMITS, STATUSES, RESULTS, FILES = "/v1/models/", "/status", "/result", "/files/"
OUTCOME_UNKNOWN, UNAVAILABLE, FAILED = 500015, 500014, 500010

# Name: the fault, and whether the other server has acted by then.
LOST: dict[str, tuple[FaultKind, bool]] = {
    "dropped before it arrived": (drop_before, False),
    "answer dropped": (drop_after, True),
    "answer cut": (cut, True),
    "answer longer than it says": (wrong_length(-30), True),
    "answer shorter than it says": (wrong_length(40), True),
    "a page instead": (instead(HTML), False),
    "a page instead of its answer": (instead(HTML, acts_first=True), True),
    "an error of its own": (instead(BROKEN), False),
    "an error after it acted": (instead(BROKEN, acts_first=True), True),
    "a proxy's error": (instead(BAD_GATEWAY, acts_first=True), True),
    "a redirect": (instead(ELSEWHERE), False),
    "a redirect after it acted": (instead(ELSEWHERE, acts_first=True), True),
}
CLEAR = {"busy": instead(BUSY)}


def assert_one_film(chain: Chain, request_id: str, prompt: str) -> None:
    result = chain.ended(request_id)
    assert result["status"] == "succeeded", result
    (made,) = chain.far_requests(prompt)
    assert result["upstream"]["request_id"] == made["request_id"]
    assert chain.film(result) == chain.far_film
    assert not any("stolen" in call.path for call in chain.proxy.calls)


@pytest.mark.parametrize("name", [*LOST, *CLEAR])
def test_a_spoilt_submit_makes_one_film_where_keys_are_taken(chain: Chain, name: str) -> None:
    prompt = f"keyed, {name}"
    kind = LOST[name][0] if name in LOST else CLEAR[name]
    fault = chain.proxy.spoil("POST", SUBMITS, kind)
    assert_one_film(chain, chain.submit(prompt=prompt), prompt)
    assert fault.happened == 1
    keys = {call.headers["idempotency-key"] for call in chain.proxy.submits()}
    assert len(keys) == 1
    assert len(chain.proxy.submits()) == 2


@pytest.mark.parametrize("name", LOST)
def test_a_lost_submit_is_never_repeated_where_keys_are_not_taken(chain: Chain, name: str) -> None:
    prompt = f"unkeyed, {name}"
    kind, has_acted = LOST[name]
    chain.proxy.hides_capabilities = True
    chain.proxy.spoil("POST", SUBMITS, kind)
    request_id = chain.submit(prompt=prompt)
    result = chain.ended(request_id)
    assert result["status"] == "failed"
    assert result["error"]["error_code"] == OUTCOME_UNKNOWN
    assert chain.proxy.url in result["error"]["error_message"]
    assert f"rushes adopt {request_id} --upstream-id" in result["error"]["error_message"]
    assert "<" not in result["error"]["error_message"]
    assert len(chain.proxy.submits()) == 1
    assert len(chain.far_requests(prompt)) == int(has_acted)


def test_a_busy_server_is_asked_again_though_it_takes_no_keys(chain: Chain) -> None:
    chain.proxy.hides_capabilities = True
    chain.proxy.spoil("POST", SUBMITS, instead(BUSY))
    assert_one_film(chain, chain.submit(prompt="busy without keys"), "busy without keys")


def test_an_answer_that_comes_too_late_makes_one_film(chain: Chain) -> None:
    late = Hold(acts_first=True)
    chain.proxy.spoil("POST", SUBMITS, late)
    request_id = chain.submit(STANDARD, prompt="late")
    assert_one_film(chain, request_id, "late")
    assert late.is_reached.is_set()
    assert len(chain.proxy.submits()) == 2


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (BUSY, UNAVAILABLE),
        (http_json("402 X", {"error_code": 400002, "error_message": "no balance"}), UNAVAILABLE),
        (http_json("401 X", {"error_code": 400004, "error_message": "who?"}), UNAVAILABLE),
        (http_json("413 X", {"error_code": 413001, "error_message": "too large"}), FAILED),
        (http_json("422 X", {"error_code": 422001, "error_message": "bad"}), 422001),
    ],
)
def test_a_refused_submit_fails_with_the_reason_and_makes_nothing(
    chain: Chain, answer: bytes, code: int
) -> None:
    prompt = f"refused, {code} {len(answer)}"
    chain.proxy.spoil("POST", SUBMITS, instead(answer), times=1_000)
    result = chain.ended(chain.submit(prompt=prompt))
    assert (result["status"], result["error"]["error_code"]) == ("failed", code)
    assert "studio: " in result["error"]["error_message"]
    assert result["cost"] == 0
    assert chain.far_requests(prompt) == []


@pytest.mark.parametrize(
    "answer", [http("404 Not Found", b"<p>no</p>"), HTML, BAD_GATEWAY, ELSEWHERE, http("200 OK")]
)
def test_nothing_is_sent_to_an_address_that_is_no_server_of_this_wire(
    chain: Chain, answer: bytes
) -> None:
    chain.proxy.spoil("GET", SUBMITS, instead(answer), times=1_000)
    result = chain.ended(chain.submit(prompt="nobody there"))
    assert result["error"]["error_code"] == UNAVAILABLE
    assert "<" not in result["error"]["error_message"]
    assert chain.proxy.submits() == []
    assert "upstream" not in result


READ_FAULTS: dict[str, FaultKind] = {
    "dropped": drop_before,
    "cut": cut,
    "shorter than it says": wrong_length(40),
    "longer than it says": wrong_length(-30),
    "a page": instead(HTML),
    "busy": instead(BUSY),
    "an error": instead(BROKEN),
    "a redirect": instead(ELSEWHERE),
    "of other types": instead(http_json("200 OK", {"status": ["queued"], "output": 7})),
    "endless brackets": instead(http("200 OK", b"[" * 200_000)),
}


@pytest.mark.parametrize(
    ("path", "name"),
    [(STATUSES, name) for name in READ_FAULTS]
    + [(RESULTS, name) for name in ("cut", "a page", "of other types")],
)
def test_a_spoilt_look_is_taken_again(chain: Chain, name: str, path: str) -> None:
    prompt = f"look{path}, {name}"
    fault = chain.proxy.spoil("GET", path, READ_FAULTS[name])
    assert_one_film(chain, chain.submit(prompt=prompt), prompt)
    assert fault.happened == 1
    assert len(chain.proxy.submits()) == 1


@pytest.mark.parametrize("answer", [HTML, http_json("404 X", {"error_message": "gone"})])
def test_a_request_that_can_no_more_be_seen_fails_as_unknown(chain: Chain, answer: bytes) -> None:
    prompt = f"out of sight {len(answer)}"
    chain.proxy.spoil("GET", STATUSES, instead(answer), times=1_000)
    result = chain.ended(chain.submit(prompt=prompt))
    assert result["error"]["error_code"] == OUTCOME_UNKNOWN
    (made,) = chain.far_requests(prompt)
    assert made["request_id"] in result["error"]["error_message"]
    assert result["upstream"]["request_id"] == made["request_id"]


def test_a_copy_cut_short_is_taken_up_where_it_broke_off(chain: Chain) -> None:
    chain.proxy.spoil("GET", r"\.mp4", cut, times=2)
    assert_one_film(chain, chain.submit(prompt="cut film"), "cut film")
    first, second, third = [call for call in chain.proxy.calls if ".mp4" in call.path]
    size = len(chain.far_film)
    assert "range" not in first.headers
    assert second.headers["range"] == f"bytes={size // 2}-"
    assert second.headers["if-range"]
    assert int(third.headers["range"].removeprefix("bytes=").rstrip("-")) > size // 2


@pytest.mark.parametrize(
    "kind",
    [corrupt, drop_before, wrong_length(1_000), wrong_length(-1_000), instead(BUSY)],
    ids=["corrupt", "dropped", "longer", "shorter", "busy"],
)
def test_a_spoilt_copy_is_made_again(chain: Chain, kind: FaultKind) -> None:
    prompt = f"copy {chain.proxy.url} {id(kind)}"
    fault = chain.proxy.spoil("GET", FILES, kind)
    assert_one_film(chain, chain.submit(prompt=prompt), prompt)
    assert fault.happened == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (ELSEWHERE, "https://"),
        (http("302 Found", Location="https://10.0.0.1/film.mp4"), "not a public address"),
        (HTML, "a film is wanted"),
        (http("404 Not Found"), "answered 404"),
        (http("200 OK", b"\0\0\0\x18ftypmp42" + b"\0" * 500), "can't be read as a film"),
        (http("200 OK", Content_Length="2000001"), "the most taken is 2,000,000"),
    ],
)
def test_a_film_that_cannot_be_had_fails_with_the_reason_and_the_cost(
    chain: Chain, answer: bytes, reason: str
) -> None:
    prompt = f"no film {reason} {len(answer)}"
    chain.proxy.spoil("GET", r"\.mp4", instead(answer), times=1_000)
    result = chain.ended(chain.submit(prompt=prompt))
    assert (result["status"], result["error"]["error_code"]) == ("failed", FAILED)
    assert reason in result["error"]["error_message"]
    assert "output" not in result
    assert len(chain.far_requests(prompt)) == 1
    assert result["upstream"]["cost"] == "0.25"


def test_what_is_made_beside_a_film_may_be_missing(chain: Chain) -> None:
    chain.proxy.spoil("GET", r"shots\.json", instead(HTML), times=1_000)
    request_id = chain.submit(prompt="no shots")
    assert_one_film(chain, request_id, "no shots")
    assert chain.result(request_id)["artifacts"] == []
