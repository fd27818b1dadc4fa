"""Every error of the wire has its class, and the package shows what it promises, quickly."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rushes
from client_side import Side
from faulty_server import CATALOG, FaultyServer, answer_with
from rushes import errors
from rushes.client.answer_errors import read_error, retry_after_seconds
from rushes.client.conversing import checked_base_url
from rushes.client.protocol import Protocol
from rushes.errors import RushesError


def coded_errors(kind: type[RushesError] = RushesError) -> Iterator[type[RushesError]]:
    for child in kind.__subclasses__():
        if child.error_code is not None:
            yield child
        yield from coded_errors(child)


@pytest.mark.parametrize("kind", list(coded_errors()))
def test_every_code_of_ours_comes_back_as_its_own_class(kind: type[RushesError]) -> None:
    assert kind.error_code is not None
    document = {"error_code": kind.error_code, "error_message": "why"}
    error = read_error(kind.error_code // 1000, {}, document)
    assert type(error) is kind
    assert error.message == "why"


@pytest.mark.parametrize(
    ("status", "document", "kind"),
    [
        (401, {"error_code": 401001, "error": "who?"}, errors.Unauthenticated),
        (403, {"error_code": 403003}, errors.PermissionDenied),
        (402, {"error_code": "10001", "message": "no funds"}, errors.InsufficientFunds),
        (404, None, errors.NotFound),
        (418, {"detail": "short and stout"}, RushesError),
        (429, "slow down", errors.LimitExceeded),
        (500, None, errors.InternalError),
        (521, None, errors.InternalError),
        (418, {"error_code": 422999}, errors.InvalidInput),
    ],
)
def test_an_unknown_code_gets_the_class_of_its_status(
    status: int, document: Any, kind: type[RushesError]
) -> None:
    assert type(read_error(status, {}, document)) is kind


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"error_message": "a", "message": "b", "error": "c", "detail": "d"}, "a"),
        ({"message": "b", "error": "c", "detail": "d"}, "b"),
        ({"error": "c", "detail": "d"}, "c"),
        ({"detail": "d"}, "d"),
        ({"error": {"message": "inner"}}, "inner"),
        ({"detail": [{"loc": [], "msg": "one"}, {"loc": [], "msg": "two"}]}, "one; two"),
    ],
)
def test_the_message_is_read_wherever_a_server_puts_it(document: Any, words: str) -> None:
    assert read_error(400, {}, document).message == words


def test_every_fault_of_an_input_is_handed_on(side: Side, server: FaultyServer) -> None:
    faults = [
        {"loc": ["body", "duration"], "msg": "too long", "type": "maximum"},
        {"loc": ["body", "multi_prompt", 0, "prompt"], "msg": "missing", "type": "required"},
    ]
    document = {"error_code": 422001, "error_message": "two faults", "detail": faults}
    server.misdeeds["submit"].append(answer_with(422, document))
    with pytest.raises(errors.InvalidInput) as raised:
        side.do(side.client.submit("a/b", duration=99))
    assert raised.value.faults == faults


def test_a_model_that_is_not_there_is_told_from_a_request_that_is_not(
    side: Side, server: FaultyServer
) -> None:
    server.misdeeds[CATALOG].append(answer_with(404, {"detail": "Not Found"}))
    with pytest.raises(errors.ModelNotFound):
        side.do(side.client.model("no/such"))


@pytest.mark.parametrize(("text", "seconds"), [("7", 7.0), ("", None), ("soon", None)])
def test_retry_after_is_read_in_seconds(text: str, seconds: float | None) -> None:
    assert retry_after_seconds({"retry-after": text}) == seconds


def test_retry_after_is_read_as_a_date() -> None:
    past = retry_after_seconds({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"})
    future = retry_after_seconds({"retry-after": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert past == 0
    assert future is not None
    assert future > 3600


@pytest.mark.parametrize("url", ["http://h:1", "http://h:1/", "http://h:1/v1", "http://h:1/v1/"])
def test_a_base_url_may_end_as_people_write_it(url: str) -> None:
    assert checked_base_url(url) == "http://h:1"


@pytest.mark.parametrize("url", ["", "h:1", "ftp://h", "http://", "http://u:p@h", "http://h?x=1"])
def test_what_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        checked_base_url(url)


def test_a_token_that_would_break_a_header_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        Protocol("http://h", "a\r\nb")


def test_the_environment_names_server_and_token(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSHES_URL", server.url)
    monkeypatch.setenv("RUSHES_TOKEN", "from-the-environment")
    with rushes.Client() as client:
        client.models()
    assert server.seen[0].headers["authorization"] == "Bearer from-the-environment"
    assert server.seen[0].headers["user-agent"] == f"rushes/{rushes.__version__}"


def test_a_proxy_of_the_environment_does_not_stand_before_this_machine(
    side: Side, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with rushes.Client(server.url, "t") as client:
        assert client.models()


def test_every_public_name_is_there_and_typed() -> None:
    tree = ast.parse(Path(rushes.__file__).read_text(encoding="utf-8"))
    typed = {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert typed == set(rushes.__all__) - {"__version__"}
    assert all(getattr(rushes, name) for name in rushes.__all__)
    assert set(rushes.__all__) <= set(dir(rushes))


def test_both_clients_offer_the_same() -> None:
    def face(kind: type) -> set[str]:
        return {name for name in vars(kind) if not name.startswith("_")}

    assert face(rushes.Client) == face(rushes.AsyncClient)
    assert face(rushes.RequestHandle) == face(rushes.AsyncRequestHandle)


def test_importing_the_sdk_loads_no_library_but_the_standard_one() -> None:
    code = "import sys, rushes; rushes.Client, rushes.AsyncClient; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in answer.stdout.split()}
    ours = {name for name in answer.stdout.split() if name.startswith("rushes.")}
    libraries = "httpx msgspec starlette granian numpy skia av click rich platformdirs obstore"
    assert not loaded & set(libraries.split())
    assert all(name.split(".")[1] in ("client", "calls", "errors", "wire") for name in ours)
