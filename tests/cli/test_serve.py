"""`rushes serve`: one server a home, its key, its stop, and what becomes of its processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import threading
import urllib.error
import urllib.request
from pathlib import Path

import psutil  # it brings no types
import pytest

from command_line import (
    DEADLINE_SECONDS,
    Serving,
    eventually,
    finish,
    rushes_process,
    serving,
    start_serving,
)
from rushes.cli.serving.child import Child, Recipe


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def children_of(server: Serving) -> dict[str, psutil.Process]:
    """The gateway and the worker, by what they are."""
    found = {}
    for process in psutil.Process(server.pid).children():
        try:
            words = process.cmdline()
        except psutil.Error:
            continue  # it has just ended
        for kind in ("gateway", "worker"):
            if f"rushes.{kind}.process" in words:
                found[kind] = process
    return found


def is_gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_the_first_start_makes_the_home_and_shows_the_key_once(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    with serving(home, "--workers", "0") as server:
        token = (home / "token").read_text().strip()
        assert token in server.greeting
        assert mode_of(home) == 0o700
        assert mode_of(home / "token") == 0o600
        assert json.loads((home / "server.json").read_text()) == {
            "url": server.url,
            "pid": server.pid,
        }
        assert answers(server.url)
        stopped = server.stop()
    assert (stopped.code, (home / "server.json").exists()) == (0, False)
    assert token not in stopped.err
    with serving(home, "--workers", "0") as server:
        assert token not in server.greeting
        assert (home / "token").read_text().strip() == token


def test_a_second_server_is_told_who_holds_the_home(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "0") as server:
        refused = finish(rushes_process(["serve", "--port", "0"], tmp_path))
        assert refused.code == 69
        assert str(server.pid) in refused.err
        assert server.url in refused.err
        assert answers(server.url)
        assert (tmp_path / "server.json").exists()


def test_a_port_that_is_taken_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = finish(rushes_process(["serve", "--port", port], tmp_path))
    assert refused.code == 69
    assert f"port {port} of 127.0.0.1 is taken" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert not (tmp_path / "rushes.db").exists()


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    refused = finish(rushes_process(["serve", "--host", "192.0.2.1", "--port", "0"], tmp_path))
    assert refused.code == 78
    assert "192.0.2.1" in refused.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_with_success(tmp_path: Path, number: signal.Signals) -> None:
    server = start_serving(tmp_path)
    children = list(children_of(server).values())
    assert len(children) == 2
    stopped = server.stop(number)
    assert (stopped.code, stopped.out) == (0, "")
    assert all(is_gone(child) for child in children)
    assert not answers(server.url)


@pytest.mark.parametrize("kind", ["gateway", "worker"])
def test_a_process_that_is_killed_is_started_again(tmp_path: Path, kind: str) -> None:
    with serving(tmp_path) as server:
        killed = children_of(server)[kind]
        killed.kill()

        def has_another() -> bool:
            now = children_of(server).get(kind)
            return now is not None and now.pid != killed.pid and not is_gone(now)

        eventually(has_another, f"another {kind}")
        eventually(lambda: answers(server.url), "an answer at the same address")


def test_nothing_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    server = start_serving(tmp_path)
    children = psutil.Process(server.pid).children(recursive=True)
    server.process.kill()
    finish(server.process)
    eventually(lambda: all(is_gone(child) for child in children), "every child gone")
    with serving(tmp_path, "--workers", "0") as again:
        assert answers(again.url)


def test_a_gateway_that_cannot_start_is_given_up_with_its_reason(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "0") as server:
        server.stop()
    import sqlite3

    with sqlite3.connect(tmp_path / "rushes.db") as database:
        database.execute("PRAGMA user_version = 99999")
    database.close()
    refused = finish(rushes_process(["serve", "--port", "0", "--workers", "0"], tmp_path))
    assert refused.code == 78
    assert "newer" in refused.err.splitlines()[-1]


def test_a_home_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o750)
    home.chmod(0o750)
    with serving(home, "--workers", "0"):
        assert mode_of(home) == 0o750


def test_the_lock_tells_a_stale_address_from_a_live_one(tmp_path: Path) -> None:
    from rushes.cli.serving.home_lock import HomeLock, RunningServer, running_server

    assert running_server(tmp_path) is None
    with HomeLock(tmp_path) as lock:
        lock.announce(RunningServer("http://127.0.0.1:1", os.getpid()))
        assert running_server(tmp_path) == RunningServer("http://127.0.0.1:1", os.getpid())
        stale = (tmp_path / "server.json").read_bytes()
    (tmp_path / "server.json").write_bytes(stale)
    assert running_server(tmp_path) is None


def test_a_second_signal_does_not_wait_for_what_does_not_stop(tmp_path: Path) -> None:
    (tmp_path / "rushes.toml").write_text("[server]\ngrace_seconds = 3600\n")
    server = start_serving(tmp_path)
    children = children_of(server)
    children["worker"].suspend()
    server.process.send_signal(signal.SIGTERM)
    eventually(lambda: is_gone(children["gateway"]), "the gateway gone")
    assert not is_gone(children["worker"])
    assert server.stop(signal.SIGINT).code == 0
    eventually(lambda: is_gone(children["worker"]), "the worker gone")


def test_a_process_that_ends_at_every_start_is_given_up(tmp_path: Path) -> None:
    changed = threading.Event()
    read_fd, write_fd = os.pipe()
    with (tmp_path / "log").open("wb") as log_file:
        recipe = Recipe("gateway", "rushes.no_such_module", [], tells_ready=True)
        child = Child(recipe, read_fd, log_file, changed.set)
        child.start()
        assert changed.wait(DEADLINE_SECONDS)
    os.close(read_fd)
    os.close(write_fd)
    assert "cannot be started" in str(child.failure)
    assert (tmp_path / "log").read_text().count("No module named") == 3
