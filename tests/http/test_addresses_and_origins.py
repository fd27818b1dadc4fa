"""The URLs in answers, forwarded headers, browsers of other origins, who may see the measures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from running_server import PRO, RunningServer, running_server

FORWARDED = {
    "x-forwarded-proto": "https",
    "x-forwarded-host": "films.test",
    "x-forwarded-for": "203.0.113.9",
}


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    settings = '[server]\ntrusted_proxies = ["10.0.0.0/8", "127.0.0.1"]\ncors_origins = ["https://app.test"]\n'
    home = tmp_path_factory.mktemp("proxied") / "home"
    with running_server(home, settings=settings) as running:
        yield running


def status_url(caller: httpx.Client, headers: dict[str, str]) -> str:
    answer = caller.post(f"/v1/models/{PRO}", json={"prompt": "a"}, headers=headers)
    assert answer.status_code == 200, answer.text
    url: str = answer.json()["status_url"]
    return url.partition("/v1/")[0]


def test_urls_are_made_of_the_host_that_was_called(client: httpx.Client) -> None:
    for host in ("films.test", "films.test:8080", "[::1]:99", "LOCALHOST", "a_b.test."):
        assert status_url(client, {"host": host}) == f"http://{host}"


def test_forwarded_headers_do_not_count_from_just_anyone(
    server: RunningServer, client: httpx.Client
) -> None:
    assert status_url(client, FORWARDED) == server.url


def test_forwarded_headers_count_from_a_proxy_that_is_named(behind_proxy: RunningServer) -> None:
    with behind_proxy.client() as caller:
        assert status_url(caller, FORWARDED) == "https://films.test"
        prefixed = {**FORWARDED, "x-forwarded-prefix": "/films/"}
        assert status_url(caller, prefixed) == "https://films.test/films"
        only_scheme = {"x-forwarded-proto": "https"}
        assert status_url(caller, only_scheme) == behind_proxy.url.replace("http:", "https:")


def test_of_a_forwarded_list_only_what_the_proxy_itself_wrote_counts(
    behind_proxy: RunningServer,
) -> None:
    with behind_proxy.client() as caller:
        headers = {
            "x-forwarded-proto": "gopher, https",
            "x-forwarded-host": "evil.test, films.test",
        }
        assert status_url(caller, headers) == "https://films.test"


@pytest.mark.parametrize(
    "headers",
    [{"x-forwarded-host": "evil.test/x"}, {"x-forwarded-host": "a b"}],
)
def test_a_senseless_forwarded_host_gets_no_urls(
    behind_proxy: RunningServer, headers: dict[str, str]
) -> None:
    with behind_proxy.client() as caller:
        answer = caller.post(f"/v1/models/{PRO}", json={"prompt": "a"}, headers=headers)
        assert answer.status_code == 400


def test_a_public_url_wins_over_every_header(tmp_path: Path) -> None:
    settings = '[server]\npublic_url = "https://films.test/base/"\n'
    home = tmp_path / "home"
    with running_server(home, settings=settings) as public, public.client() as caller:
        assert status_url(caller, FORWARDED) == "https://films.test/base"
        assert status_url(caller, {"host": "b d"}) == "https://films.test/base"


def preflight(caller: httpx.Client, origin: str) -> httpx.Response:
    headers = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type, idempotency-key",
    }
    return caller.options(f"/v1/models/{PRO}", headers=headers)


def test_a_browser_may_call_from_an_origin_that_is_named(behind_proxy: RunningServer) -> None:
    with behind_proxy.client("") as browser:
        answer = preflight(browser, "https://app.test")
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://app.test"
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert answer.headers["rushes-capabilities"] == "idempotency-key"
        refused = browser.get("/v1/models", headers={"origin": "https://app.test"})
        assert refused.status_code == 401
        assert refused.headers["access-control-allow-origin"] == "https://app.test"
        assert "rushes-capabilities" in refused.headers["access-control-expose-headers"].lower()


def test_a_browser_may_not_call_from_elsewhere(
    behind_proxy: RunningServer, server: RunningServer
) -> None:
    with behind_proxy.client("") as browser:
        assert "access-control-allow-origin" not in preflight(browser, "https://evil.test").headers
    with server.client("") as browser:
        assert "access-control-allow-origin" not in preflight(browser, "https://app.test").headers


def test_measures_are_for_this_machine_or_the_owner(behind_proxy: RunningServer) -> None:
    with behind_proxy.client("") as anyone:
        assert anyone.get("/metrics").status_code == 200
        answer = anyone.get("/metrics", headers=FORWARDED)
        assert answer.status_code == 401
        local = anyone.get("/metrics", headers={"x-forwarded-for": "203.0.113.9, ::1"})
        assert local.status_code == 200
    with behind_proxy.client() as owner:
        assert owner.get("/metrics", headers=FORWARDED).status_code == 200
    with behind_proxy.client(behind_proxy.new_key("guest")) as guest:
        assert guest.get("/metrics", headers=FORWARDED).status_code == 403


def test_a_forwarded_call_is_not_from_this_machine_whoever_forwards_it(
    server: RunningServer,
) -> None:
    with server.client("") as anyone:
        for headers in ({"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"}):
            assert anyone.get("/metrics", headers=headers).status_code == 401


def measures(text: str) -> dict[str, float]:
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def test_measures_count_what_happened(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    for prompt in ("a cat", "fail it"):
        request_id = working_server.submit(worker_client, prompt=prompt)
        working_server.await_over(worker_client, request_id)
    answer = worker_client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = measures(answer.text)
    labels = f'model_id="{PRO}"'
    assert found[f'rushes_requests{{{labels},state="succeeded"}}'] == 1
    assert found[f'rushes_requests{{{labels},state="failed"}}'] == 1
    assert found["rushes_queue_depth"] == 0
    waits = {name: value for name, value in found.items() if name.startswith("rushes_wait_seconds")}
    assert waits[f'rushes_wait_seconds_count{{engine="animatic",{labels}}}'] == 2
    assert waits[f'rushes_wait_seconds_bucket{{engine="animatic",le="+Inf",{labels}}}'] == 2
    assert found['rushes_engine_speed_ratio{engine="animatic"}'] > 0
    submits = 'rushes_http_answers_total{method="POST",resource="model",status="200"}'
    assert found[submits] == 2


def test_every_measure_is_of_the_form_that_prometheus_reads(server: RunningServer) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    with server.client("") as anyone:
        families: list[Any] = list(text_string_to_metric_families(anyone.get("/metrics").text))
    assert {family.name for family in families} >= {"rushes_requests", "rushes_http_answers"}
    assert all(family.documentation for family in families)
