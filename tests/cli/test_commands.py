"""Each command against a real gateway, or against another's server."""

from __future__ import annotations

import os
import pty
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Outcome, Serving, eventually, finish, rushes_process
from faulty_server import CANCEL, CATALOG, STATUS, FaultyServer, answer_with

Rushes = Callable[..., Outcome]

MODEL = "kling/kling-3.0/pro/text-to-video"
RECORD = {
    "model_id": "far/film",
    "display_name": "Far Film",
    "input_schema": {"properties": {"prompt": {"type": "string"}}, "required": ["prompt"]},
    "output_schema": {"output": {}},
}


@pytest.fixture
def local(rushes: Rushes, queue_server: Serving, monkeypatch: pytest.MonkeyPatch) -> Rushes:
    """Commands in the home of a server that makes nothing."""
    monkeypatch.setenv("RUSHES_HOME", str(queue_server.home))
    return rushes


@pytest.fixture
def far(rushes: Rushes, far_server: FaultyServer, monkeypatch: pytest.MonkeyPatch) -> Rushes:
    """Commands to another's server, whose first answer is its model's record."""
    monkeypatch.setenv("RUSHES_TOKEN", "secret")
    monkeypatch.setenv("RUSHES_URL", far_server.url)
    far_server.misdeeds[CATALOG].append(answer_with(200, RECORD))
    far_server.file = b"a film"
    far_server.result = {
        "status": "succeeded",
        "output": {"video": f"{far_server.url}/files/t/film.mp4"},
        "cost": 0.25,
    }
    return rushes


def seen_on(screen: int) -> str:
    """All that a terminal shows until its other end is closed, which it tells by an OSError."""
    seen = b""
    try:
        while piece := os.read(screen, 4096):
            seen += piece
    except OSError:
        return seen.decode()
    finally:
        os.close(screen)
    return seen.decode()


def test_a_request_is_submitted_followed_cancelled_and_deleted(local: Rushes) -> None:
    submitted = local("submit", MODEL, "--prompt", "a cat", "--duration", "3")
    request_id = submitted.out.strip()
    assert submitted.code == 0
    assert re.fullmatch(r"[\w-]{10,}", request_id)
    assert local("status", request_id).out == "in_queue\n"
    assert local("status", request_id, "--json").json["status"] == "in_queue"
    early = local("result", request_id)
    assert (early.code, early.out) == (75, "in_queue\n")
    listed = local("requests", "--status", "in_queue", "--model", MODEL)
    assert request_id in listed.out
    assert local("cancel", request_id).out == "cancelled\n"
    assert local("cancel", request_id).code == 69
    assert local("result", request_id).code == 1
    assert local("delete", request_id).code == 0
    assert local("status", request_id).code == 65


def test_no_wait_prints_the_id_alone(local: Rushes) -> None:
    outcome = local("run", MODEL, "--prompt", "a cat", "--no-wait")
    assert (outcome.code, outcome.err) == (0, "")
    assert local("cancel", outcome.out.strip()).code == 0


def test_a_key_that_the_model_does_not_have_is_warned_of(local: Rushes) -> None:
    outcome = local("submit", MODEL, "--input", '{"prompt": "a cat", "seed": 1}')
    assert outcome.code == 0
    assert "seed" in outcome.err
    local("cancel", outcome.out.strip())


def test_every_fault_that_the_server_finds_is_a_line(local: Rushes) -> None:
    outcome = local("run", MODEL, "--input", '{"prompt": "", "duration": 99}')
    assert outcome.code == 65
    assert len(outcome.err.splitlines()) == 2


def test_the_catalog_is_listed_and_a_schema_printed(local: Rushes) -> None:
    assert MODEL in local("models", "--search", "pro text").out
    assert local("models", "--search", "nothing like it").out == ""
    assert len(local("models", "--json").json) == 6
    assert local("schema", MODEL).json["required"] == ["prompt"]
    assert "output" in local("schema", MODEL, "--output").json


def test_the_catalog_needs_no_server(rushes: Rushes) -> None:
    assert MODEL in rushes("models").out
    assert rushes("schema", MODEL).json["required"] == ["prompt"]


def test_a_key_is_made_used_and_revoked(
    local: Rushes, queue_server: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = local("keys", "create", "alice")
    token = made.out.strip()
    assert made.out == token + "\n"
    assert "alice\talice\tin use" in local("keys", "list").out
    assert token not in local("keys", "list", "--json").out
    mine = local("submit", MODEL, "--prompt", "mine").out.strip()
    monkeypatch.setenv("RUSHES_TOKEN", token)
    assert local("status", mine).code == 77
    assert local("requests").out == ""
    monkeypatch.delenv("RUSHES_TOKEN")
    assert local("keys", "revoke", "alice").code == 0
    monkeypatch.setenv("RUSHES_TOKEN", token)
    assert local("requests").code == 77
    assert local("keys", "revoke", "nobody").code == 65


def test_a_home_is_backed_up_looked_over_and_restored(
    local: Rushes, tmp_path: Path, queue_server: Serving
) -> None:
    request_id = local("submit", MODEL, "--prompt", "kept").out.strip()
    assert local("backup", str(tmp_path / "copy")).code == 0
    assert local("backup", str(tmp_path / "copy")).code == 65
    assert local("doctor").out == "all is well\n"
    assert local("doctor", "--json").json["is_sound"] is True
    new = tmp_path / "new home"
    assert local("restore", str(tmp_path / "copy"), "--home", str(new)).code == 0
    assert local("restore", str(tmp_path / "copy"), "--home", str(new)).code == 65
    assert local("restore", str(tmp_path / "copy")).code == 69
    assert local("doctor", "--home", str(new)).code == 0
    assert request_id in (new / "rushes.db").read_bytes().decode("latin-1")


def test_the_homes_token_is_not_sent_to_another_server(
    local: Rushes, far_server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUSHES_TOKEN")
    outcome = local("requests", "--url", far_server.url)
    assert outcome.code == 77
    assert far_server.seen == []


def test_a_film_is_made_and_saved(far: Rushes, far_server: FaultyServer, tmp_path: Path) -> None:
    outcome = far("run", "far/film", "--prompt", "x", "-o", "mine.mp4")
    assert (outcome.code, outcome.out) == (0, "mine.mp4\n")
    assert (tmp_path / "mine.mp4").read_bytes() == b"a film"
    assert far_server.made == [{"prompt": "x"}]


def test_without_a_file_the_url_is_printed(far: Rushes, far_server: FaultyServer) -> None:
    outcome = far("run", "far/film", "--prompt", "x")
    assert outcome.out == f"{far_server.url}/files/t/film.mp4\n"


def test_json_says_all_that_the_server_said(far: Rushes, tmp_path: Path) -> None:
    outcome = far("run", "far/film", "--prompt", "x", "-o", str(tmp_path), "--json")
    assert outcome.json["saved"] == str(tmp_path / "film.mp4")
    assert outcome.json["status"] == "succeeded"
    assert outcome.err == ""


def test_a_result_is_saved_and_its_cost_told(far: Rushes, tmp_path: Path) -> None:
    outcome = far("result", "request-1", "--wait", "--cost", "-o", "a.mp4")
    assert (outcome.code, outcome.out, outcome.err) == (0, "a.mp4\n", "cost: $0.25\n")


def test_a_failed_request_says_why(far: Rushes, far_server: FaultyServer) -> None:
    error = {"error_code": 500012, "error_message": "it took 601 s"}
    far_server.result = {"status": "failed", "error": error}
    for arguments in (("run", "far/film", "--prompt", "x"), ("result", "request-1")):
        outcome = far(*arguments)
        assert outcome.code == 70
        assert outcome.err == "rushes: request request-1 failed: it took 601 s\n"
        far_server.misdeeds[CATALOG].append(answer_with(200, RECORD))


def test_ctrl_c_cancels_a_request_that_waits(local: Rushes, queue_server: Serving) -> None:
    before = local("requests").out
    process = rushes_process(["run", MODEL, "--prompt", "stopped"], queue_server.home)
    eventually(lambda: local("requests").out != before, "a request")
    process.send_signal(signal.SIGINT)
    outcome = finish(process)
    assert outcome.code == 130
    found = re.search(r"request (\S+) is cancelled; it had not begun", outcome.err)
    assert found is not None
    assert local("status", found[1]).out == "cancelled\n"


def test_ctrl_c_says_when_it_cannot_cancel(
    far: Rushes, far_server: FaultyServer, tmp_path: Path
) -> None:
    far_server.statuses[0] = {"status": "in_progress"}
    document = {"status": "in_progress", "outcome": "not_cancellable"}
    far_server.misdeeds[CANCEL].append(answer_with(202, document))
    arguments = ["run", "far/film", "--prompt", "x", "--url", far_server.url]
    process = rushes_process(arguments, tmp_path, token="secret")
    eventually(lambda: STATUS in far_server.kinds(), "a poll")
    process.send_signal(signal.SIGINT)
    outcome = finish(process)
    assert outcome.code == 130
    assert "request-1 is running and cannot be cancelled; it goes on" in outcome.err


def test_a_terminal_shows_phase_and_percentage(
    far: Rushes, far_server: FaultyServer, tmp_path: Path
) -> None:
    far_server.statuses.extendleft(
        [
            {"status": "in_progress", "progress": 0.5, "phase": "drawing"},
            {"status": "in_progress", "progress": 0.5, "phase": "drawing"},
            {"status": "in_queue", "queue_position": 2},
        ]
    )
    screen, other_end = pty.openpty()
    arguments = ["run", "far/film", "--prompt", "x", "--url", far_server.url]
    process = rushes_process(arguments, tmp_path, stderr=other_end, token="secret")
    os.close(other_end)
    seen = seen_on(screen)
    assert finish(process).code == 0
    for words in ("waiting, 2 ahead", "drawing", "50%"):
        assert words in seen


def test_a_models_id_is_never_cut_short_on_a_narrow_terminal(queue_server: Serving) -> None:
    screen, other_end = pty.openpty()
    process = rushes_process(["models"], queue_server.home, stdout=other_end)
    os.close(other_end)
    seen = seen_on(screen)
    assert finish(process).code == 0
    assert "kling/kling-3.0/standard/image-to-video" in seen
