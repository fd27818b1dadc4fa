"""The gateway as a process: it starts, tells so, refuses to start, and ends in good order."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from running_server import PRO, await_true, running_server


def run_gateway(home: Path, *arguments: str) -> tuple[int, dict[str, Any], bytes]:
    """Run a gateway that can't start; gives its exit status, what it told, its standard output."""
    read_end, write_end = os.pipe()
    command = [sys.executable, "-m", "rushes.gateway.process", "--home", str(home)]
    command += ["--ready-fd", str(write_end), *arguments]
    process = subprocess.Popen(
        command, pass_fds=(write_end,), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    os.close(write_end)
    with os.fdopen(read_end, "rb") as told:
        line = told.readline()
    output, _ = process.communicate(timeout=60)
    return process.returncode, json.loads(line), output


def test_a_taken_port_is_refused_and_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, news, output = run_gateway(tmp_path / "home", "--port", str(port))
    assert status != 0
    assert news["ready"] is False
    assert news["error"] == "PortInUse"
    assert str(port) in news["message"]
    assert output == b""


def test_two_gateways_never_share_a_port(tmp_path: Path) -> None:
    with running_server(tmp_path / "first") as first:
        port = httpx.URL(first.url).port
        status, news, _ = run_gateway(tmp_path / "second", "--port", str(port))
    assert (status != 0, news["error"]) == (True, "PortInUse")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[server]\nprot = 5\n", "did you mean `port`"),
        ('[server]\ntrusted_proxies = ["nonsense"]\n', "trusted_proxies"),
        ('[server]\npublic_url = "films.test"\n', "public_url"),
        ('[server]\nhost = "203.0.113.1"\n', "203.0.113.1"),
    ],
)
def test_a_senseless_setting_is_refused_with_its_name(
    tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "rushes.toml").write_text(text, encoding="utf-8")
    status, news, _ = run_gateway(tmp_path, "--port", "0")
    assert status != 0
    assert news["error"] == "SettingsError"
    assert words in news["message"]


def test_the_first_start_makes_a_key_for_the_owner_alone_and_the_next_keeps_it(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    with running_server(home) as first, first.client() as caller:
        token = first.token
        assert (home / "token").stat().st_mode & 0o777 == 0o600
        request_id = first.submit(caller)
        assert token not in first.log
    with running_server(home) as second, second.client(token) as caller:
        assert second.token == token
        assert caller.get(f"/v1/requests/{request_id}/status").json()["status"] == "in_queue"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_what_is_being_answered_finish(tmp_path: Path, number: signal.Signals) -> None:
    body = json.dumps({"prompt": "x" * 2_000}).encode()
    with running_server(tmp_path / "home") as server:
        address = httpx.URL(server.url)
        head = (
            f"POST /v1/models/{PRO} HTTP/1.1\r\nHost: {address.netloc.decode()}\r\n"
            f"Authorization: Bearer {server.token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((address.host, address.port), timeout=30) as connection:
            connection.sendall(head.encode() + body[:1_000])
            await_true(lambda: _is_taken(server.url, server.token), "the call is being answered")
            server.gateway.send_signal(number)
            await_true(lambda: _refuses(address), "new connections are refused")
            connection.sendall(body[1_000:])
            answer = connection.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert server.gateway.wait(60) == 0


def _is_taken(url: str, token: str) -> bool:
    """Whether the server has answered a call made after the one that waits."""
    return httpx.get(f"{url}/v1/requests", headers={"authorization": f"Bearer {token}"}).is_success


def _refuses(address: httpx.URL) -> bool:
    try:
        socket.create_connection((address.host, address.port), timeout=5).close()
    except OSError:
        return True
    return False


def test_a_call_that_never_ends_does_not_keep_the_gateway_past_its_grace(tmp_path: Path) -> None:
    settings = "[server]\ngrace_seconds = 0.5\n"
    with running_server(tmp_path / "home", settings=settings) as server:
        address = httpx.URL(server.url)
        head = (
            f"POST /v1/models/{PRO} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {server.token}\r\nContent-Length: 1000\r\n\r\n{{"
        )
        with socket.create_connection((address.host, address.port), timeout=30) as connection:
            connection.sendall(head.encode())
            await_true(lambda: _is_taken(server.url, server.token), "the call is being answered")
            server.gateway.send_signal(signal.SIGTERM)
            assert server.gateway.wait(30) == 0


def test_the_gateway_ends_with_whoever_started_it(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    home = tmp_path / "home"
    news_read, news_write = os.pipe()
    command = [sys.executable, "-m", "rushes.gateway.process", "--home", str(home), "--port", "0"]
    command += ["--parent-fd", str(read_end), "--ready-fd", str(news_write)]
    process = subprocess.Popen(command, pass_fds=(read_end, news_write), stderr=subprocess.DEVNULL)
    os.close(read_end)
    os.close(news_write)
    with os.fdopen(news_read, "rb") as told:
        assert json.loads(told.readline())["ready"] is True
    os.close(write_end)
    assert process.wait(60) == 0


def test_the_gateway_leaves_libraries_that_draw_and_encode_alone() -> None:
    program = (
        "import sys, rushes.gateway.process\n"
        "print(*(name for name in ('numpy', 'av', 'skia', 'torch', 'PIL') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == []


def test_many_callers_at_once_are_all_answered(tmp_path: Path) -> None:
    with running_server(tmp_path / "home") as server:
        answers: list[int] = []

        def call() -> None:
            with server.client() as caller:
                for _ in range(3):
                    answers.append(caller.get("/v1/models").status_code)

        threads = [threading.Thread(target=call) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [200] * 120


def test_prompts_tokens_and_addresses_of_films_are_never_logged(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running_server(home, workers=1, engine="obedient_engine:make") as server:
        with server.client() as caller:
            request_id = server.submit(caller, prompt="a very private prompt")
            film = server.await_over(caller, request_id)["output"]["video"]
            caller.get(film)
        log = server.log
    assert request_id in log
    for secret in ("very private", server.token, film.rsplit("/", 2)[1]):
        assert secret not in log
    for line in log.splitlines():
        assert set(json.loads(line)) >= {"time", "level", "logger", "event"}


def test_a_body_that_trickles_in_is_given_up(tmp_path: Path) -> None:
    settings = "[server]\nbody_timeout_seconds = 0.5\n"
    with running_server(tmp_path / "home", settings=settings) as server:
        address = httpx.URL(server.url)
        head = (
            f"POST /v1/models/{PRO} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {server.token}\r\nContent-Length: 1000\r\n\r\n{{"
        )
        with socket.create_connection((address.host, address.port), timeout=60) as connection:
            connection.sendall(head.encode())
            answer = b""
            while b"408001" not in answer:
                piece = connection.recv(4096)
                assert piece, answer
                answer += piece
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"Rushes-Capabilities" in answer or b"rushes-capabilities" in answer


def test_a_start_that_fails_makes_no_key_that_nobody_is_shown(tmp_path: Path) -> None:
    (tmp_path / "rushes.toml").write_text('[server]\npublic_url = "films.test"\n')
    status, _, _ = run_gateway(tmp_path, "--port", "0")
    assert status != 0
    assert not (tmp_path / "token").exists()


def test_what_a_home_keeps_is_this_users_alone_though_the_folder_was_open(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    with running_server(home) as server, server.client() as caller:
        server.submit(caller)
        kept = [path for path in home.iterdir() if path.name.startswith("rushes.db")]
        assert kept
        assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_methods_of_a_callers_own_making_do_not_fill_the_measures(tmp_path: Path) -> None:
    with running_server(tmp_path / "home") as server, server.client() as caller:
        for number in range(5):
            assert caller.request(f"MADEUP{number}", "/v1/models").status_code == 405
        measures = caller.get("/metrics").text
        assert "MADEUP" not in measures
        line = 'rushes_http_answers_total{method="other",resource="models",status="405"} 5.0'
        assert line in measures
