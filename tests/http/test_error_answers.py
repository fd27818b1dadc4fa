"""Every error of the wire: its status, its code, its shape, its headers."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from running_server import PRO, RunningServer, running_server
from rushes import errors
from rushes.gateway.errors import HTTP_STATUS, error_answer, status_of

SUBMIT = f"/v1/models/{PRO}"
JSON = {"content-type": "application/json"}


def check(answer: httpx.Response, status: int, code: int) -> str:
    """Check status, code and shape, and give the message."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["rushes-capabilities"] == "idempotency-key"
    body = answer.json()
    assert body["error_code"] == code
    assert set(body) <= {"error_code", "error_message", "detail"}
    message: str = body["error_message"]
    assert message
    return message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"{",
        b'{"prompt": "a",}',
        b'{"prompt": NaN}',
        b'{"cfg_scale": Infinity}',
        b'{"cfg_scale": -Infinity}',
        b'{"cfg_scale": 1e999}',
        b'{"prompt": "\xff"}',
        b'{"prompt": "\\ud800"}',
        b"\xef\xbb\xbf{}",
        b'{"prompt": "a"} {}',
        b"'prompt'",
        b"[" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_body_that_is_no_json_is_malformed(client: httpx.Client, body: bytes) -> None:
    check(client.post(SUBMIT, content=body, headers=JSON), 400, 400000)


def test_a_key_given_twice_counts_once(client: httpx.Client) -> None:
    body = b'{"prompt": 5, "prompt": "a cat"}'
    assert client.post(SUBMIT, content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1/models/kling/kling-9/pro/text-to-video",
        "/v1/models/kling",
        "/v1/models/",
        f"{SUBMIT}/",
        "/v1/models//kling",
        "/v1/models/%00",
        "/v1/models/..%2f..%2fetc%2fpasswd",
        "/v1/models/" + "x" * 5_000,
    ],
)
def test_an_unknown_model_is_not_found_with_a_code_of_its_own(
    client: httpx.Client, path: str
) -> None:
    message = check(client.post(path, json={"prompt": "a"}), 404, 400001)
    assert len(message) < 250
    check(client.get(path), 404, 400001)


def test_a_model_id_may_come_percent_encoded(client: httpx.Client) -> None:
    encoded = PRO.replace("/", "%2F").replace(".", "%2E")
    assert client.post(f"/v1/models/{encoded}", json={"prompt": "a"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": "Bearer nobody-has-this"},
        {"authorization": "Basic dXNlcjpwYXNz"},
        {"authorization": "Bearer " + "x" * 10_000},
        {"authorization": "Bearer \xe9\xff"},
    ],
    ids=lambda headers: repr(headers.get("authorization"))[:30],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", SUBMIT),
        ("POST", "/v1/models/no-such-model"),
        ("GET", SUBMIT),
        ("GET", "/v1/models"),
        ("GET", "/v1/models/categories"),
        ("GET", "/v1/requests"),
        ("GET", "/v1/requests/x/status"),
        ("GET", "/v1/requests/x/result"),
        ("POST", "/v1/requests/x/cancel"),
        ("DELETE", "/v1/requests/x"),
    ],
)
def test_every_call_of_the_api_needs_a_key(
    server: RunningServer, headers: dict[str, str], method: str, path: str
) -> None:
    with server.client("") as stranger:
        raw = {name: value.encode("latin-1") for name, value in headers.items()}
        answer = stranger.request(method, path, headers=raw)  # type: ignore[arg-type]  # bytes too
        check(answer, 401, 400004)
        assert answer.headers["www-authenticate"] == "Bearer"


def test_the_scheme_of_a_key_may_be_written_in_any_case(server: RunningServer) -> None:
    with server.client("") as caller:
        headers = {"authorization": f"bearer  {server.token}"}
        assert caller.get("/v1/models", headers=headers).status_code == 200


def test_another_accounts_request_is_forbidden_whatever_is_asked_of_it(
    server: RunningServer, client: httpx.Client
) -> None:
    request_id = server.submit(client)
    with server.client(server.new_key("alice")) as theirs:
        address = f"/v1/requests/{request_id}"
        check(theirs.get(f"{address}/status"), 403, 403001)
        check(theirs.get(f"{address}/result"), 403, 403001)
        check(theirs.post(f"{address}/cancel"), 403, 403001)
        check(theirs.delete(address), 403, 403001)
    assert client.get(f"{address}/status").json()["status"] == "in_queue"


def test_two_keys_of_one_account_share_its_requests(server: RunningServer) -> None:
    first, second = server.new_key("bob", "house"), server.new_key("carol", "house")
    with server.client(first) as bob, server.client(second) as carol:
        request_id = server.submit(bob)
        assert carol.get(f"/v1/requests/{request_id}/status").status_code == 200


@pytest.mark.parametrize("request_id", ["unknown", "a" * 128, "a" * 129, "has.dot", "%2e%2e", "ä"])
def test_an_unknown_or_malformed_request_is_not_found(
    client: httpx.Client, request_id: str
) -> None:
    address = f"/v1/requests/{request_id}"
    check(client.get(f"{address}/status"), 404, 404001)
    check(client.get(f"{address}/result"), 404, 404001)
    check(client.post(f"{address}/cancel"), 404, 404001)
    check(client.delete(address), 404, 404001)


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/", "/v2/models", "/v1/requests/", "/v1/requests/x/status/", "/%ff"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
def test_an_address_where_nothing_is_says_so_in_the_same_shape(
    client: httpx.Client, method: str, path: str
) -> None:
    check(client.request(method, path), 404, 404001)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", SUBMIT, "GET, HEAD, OPTIONS, POST"),
        ("DELETE", SUBMIT, "GET, HEAD, OPTIONS, POST"),
        ("POST", "/v1/models", "GET, HEAD, OPTIONS"),
        ("GET", "/v1/requests/x/cancel", "OPTIONS, POST"),
        ("POST", "/v1/requests/x/status", "GET, HEAD, OPTIONS"),
        ("GET", "/v1/requests/x", "DELETE, OPTIONS"),
        ("POST", "/files/token/film.mp4", "GET, HEAD, OPTIONS"),
        ("BREW", "/healthz", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_names_the_right_ones(
    client: httpx.Client, method: str, path: str, allowed: str
) -> None:
    answer = client.request(method, path)
    check(answer, 405, 405001)
    assert answer.headers["allow"] == allowed


def test_options_tells_the_methods(client: httpx.Client) -> None:
    answer = client.options(SUBMIT)
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": ""},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_a_body_that_is_not_sent_as_json_is_refused(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    answer = client.post(SUBMIT, content=b'{"prompt": "a"}', headers=headers)
    check(answer, 415, 415001)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON; charset=UTF-8",
        'application/json;charset="utf-8"',
        "application/merge-patch+json",
    ],
)
def test_json_may_be_declared_in_many_ways(client: httpx.Client, content_type: str) -> None:
    headers = {"content-type": content_type}
    answer = client.post(SUBMIT, content='{"prompt": "façade"}'.encode(), headers=headers)
    assert answer.status_code == 200


def test_every_fault_of_an_input_is_named_at_once(client: httpx.Client) -> None:
    values = {
        "duration": 2,
        "aspect_ratio": "4:3",
        "multi_prompt": [{"prompt": "a", "duration": 1}],
    }
    answer = client.post(SUBMIT, json=values)
    check(answer, 422, 422001)
    detail = answer.json()["detail"]
    assert [fault["loc"] for fault in detail] == [
        ["body", "prompt"],
        ["body", "duration"],
        ["body", "aspect_ratio"],
        ["body", "multi_prompt", 0, "duration"],
        ["body", "multi_prompt"],
    ]
    assert all(set(fault) == {"loc", "msg", "type"} for fault in detail)
    assert detail[1]["msg"] == "duration is 2; the least allowed is 3"


def test_a_wrong_sum_of_shots_names_both_sums(client: httpx.Client) -> None:
    shots = [{"prompt": "a", "duration": 3}, {"prompt": "b"}]
    answer = client.post(SUBMIT, json={"prompt": "x", "duration": 10, "multi_prompt": shots})
    check(answer, 422, 422001)
    (fault,) = answer.json()["detail"]
    assert "8" in fault["msg"]
    assert "10" in fault["msg"]


@pytest.mark.parametrize("values", [[], "text", 5, None, True])
def test_a_body_that_is_no_object_is_one_fault(client: httpx.Client, values: object) -> None:
    answer = client.post(SUBMIT, content=json.dumps(values), headers=JSON)
    check(answer, 422, 422001)
    assert answer.json()["detail"][0]["loc"] == ["body"]


def test_a_body_that_says_it_is_too_long_is_refused_unread(server: RunningServer) -> None:
    address = httpx.URL(server.url)
    head = (
        f"POST {SUBMIT} HTTP/1.1\r\nHost: {address.netloc.decode()}\r\n"
        f"Authorization: Bearer {server.token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {64 * 1024 * 1024 + 1}\r\n\r\n{{"
    )
    with socket.create_connection((address.host, address.port), timeout=30) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65_536).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert '"error_code":413001' in answer


def test_a_body_that_grows_too_long_is_refused_before_its_end(server: RunningServer) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"prompt": "'
        while sent < 400:
            sent += 1
            yield b"x" * 1024 * 1024

    with server.client() as caller:
        try:
            answer = caller.post(SUBMIT, content=endless(), headers=JSON)
        except (httpx.WriteError, httpx.RemoteProtocolError):
            pass  # The server has hung up on us: its answer may be lost with the connection.
        else:
            check(answer, 413, 413001)
    assert sent < 300


def test_a_body_of_just_under_64_mebibytes_is_read(client: httpx.Client) -> None:
    body = b'{"prompt": "' + b"x" * (64 * 1024 * 1024 - 20) + b'"}'
    answer = client.post(SUBMIT, content=body, headers=JSON)
    check(answer, 422, 422001)
    assert len(answer.content) < 1_000


def test_the_same_key_with_the_same_input_gets_the_same_answer(client: httpx.Client) -> None:
    headers = {"Idempotency-Key": "one"}
    first = client.post(SUBMIT, json={"prompt": "a cat"}, headers=headers)
    again = client.post(SUBMIT, json={"prompt": "a cat"}, headers=headers)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    check(client.post(SUBMIT, json={"prompt": "a dog"}, headers=headers), 409, 409001)
    other = {"Idempotency-Key": "two"}
    fresh = client.post(SUBMIT, json={"prompt": "a cat"}, headers=other)
    assert fresh.json()["request_id"] != first.json()["request_id"]


def test_two_accounts_may_use_the_same_idempotency_key(
    server: RunningServer, client: httpx.Client
) -> None:
    headers = {"Idempotency-Key": "shared"}
    mine = client.post(SUBMIT, json={"prompt": "a cat"}, headers=headers)
    with server.client(server.new_key("dave")) as theirs:
        their = theirs.post(SUBMIT, json={"prompt": "a dog"}, headers=headers)
    assert their.status_code == 200
    assert their.json()["request_id"] != mine.json()["request_id"]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
def test_an_idempotency_key_that_is_none_is_refused(client: httpx.Client, key: str) -> None:
    headers = {"Idempotency-Key": key}
    check(client.post(SUBMIT, json={"prompt": "a cat"}, headers=headers), 400, 400000)


def test_a_running_or_queued_request_is_not_deleted(
    server: RunningServer, client: httpx.Client
) -> None:
    request_id = server.submit(client)
    check(client.delete(f"/v1/requests/{request_id}"), 409, 409001)
    client.post(f"/v1/requests/{request_id}/cancel")
    assert client.delete(f"/v1/requests/{request_id}").status_code == 204
    check(client.get(f"/v1/requests/{request_id}/status"), 404, 404001)
    check(client.delete(f"/v1/requests/{request_id}"), 404, 404001)


def test_over_a_limit_of_the_account_tells_when_to_try_again(tmp_path: Path) -> None:
    settings = "[limits]\nwaiting_requests = 2\n"
    home = tmp_path / "home"
    with running_server(home, settings=settings) as limited, limited.client() as caller:
        for _ in range(2):
            limited.submit(caller)
        answer = caller.post(SUBMIT, json={"prompt": "a cat"})
        check(answer, 429, 429001)
        assert int(answer.headers["retry-after"]) >= 1


def test_no_submit_is_taken_when_the_disk_is_nearly_full(tmp_path: Path) -> None:
    settings = f"[storage]\nmin_free_bytes = {2**62}\n"
    with running_server(tmp_path / "home", settings=settings) as full, full.client() as caller:
        check(caller.post(SUBMIT, json={"prompt": "a cat"}), 507, 507001)


def test_without_a_worker_the_server_is_alive_but_not_ready(server: RunningServer) -> None:
    with server.client("") as anyone:
        assert anyone.get("/healthz").json() == {"status": "alive"}
        answer = anyone.get("/readyz")
        check(answer, 503, 503001)
        assert int(answer.headers["retry-after"]) >= 1


def test_with_a_worker_the_server_is_ready(working_server: RunningServer) -> None:
    with working_server.client("") as anyone:
        assert anyone.get("/readyz").json() == {"status": "ready"}


@pytest.mark.parametrize("host", ["evil.test/path", "a b", "user@host", "host:port", "[::1", "-x-"])
def test_a_senseless_host_gets_no_urls_made_of_it(client: httpx.Client, host: str) -> None:
    answer = client.post(SUBMIT, json={"prompt": "a"}, headers={"host": host})
    assert answer.status_code == 400
    assert "request_id" not in answer.text


def every_error(kind: type[errors.RushesError]) -> Iterator[type[errors.RushesError]]:
    for child in kind.__subclasses__():
        yield child
        yield from every_error(child)


@pytest.mark.parametrize("kind", list(every_error(errors.RushesError)))
def test_every_error_of_ours_has_an_answer(kind: type[errors.RushesError]) -> None:
    error = kind("these words")
    answer = error_answer(error)
    body = json.loads(answer.body)
    if kind.error_code is None:
        assert status_of(error) is None
        assert (answer.status, body["error_code"]) == (500, 500001)
        assert "these words" not in answer.body.decode()
    else:
        assert answer.status == status_of(error)
        assert body["error_code"] == kind.error_code
        assert body["error_message"] == "these words"
        assert kind in HTTP_STATUS or issubclass(kind, errors.EngineFailed)


def test_an_unexpected_exception_keeps_its_text_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = error_answer(ZeroDivisionError("inner text"))
    assert answer.status == 500
    assert json.loads(answer.body)["error_code"] == 500001
    assert b"inner text" not in answer.body
    (record,) = caplog.records
    assert record.exc_info is not None
    assert "inner text" in str(record.exc_info[1])
