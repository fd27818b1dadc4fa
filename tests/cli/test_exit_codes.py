"""What the command line says when something goes wrong, and the code it ends with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from command_line import Outcome, environment
from rushes.cli.main import exit_code, lines_of
from rushes.cli.reference import cli_reference_markdown
from rushes.errors import (
    AnswerLost,
    EngineTimedOut,
    InvalidInput,
    LimitExceeded,
    NotReady,
    PermissionDenied,
    RushesError,
    ServerUnreachable,
    SettingsError,
    Unauthenticated,
)

Rushes = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (click.UsageError("x"), 64),
        (InvalidInput("x"), 65),
        (FileNotFoundError("x"), 66),
        (ServerUnreachable("x"), 69),
        (EngineTimedOut("x"), 70),
        (LimitExceeded("x"), 75),
        (NotReady("x"), 75),
        (AnswerLost("x"), 76),
        (Unauthenticated("x"), 77),
        (PermissionDenied("x"), 77),
        (SettingsError("x"), 78),
    ],
)
def test_exit_codes_are_those_of_sysexits(error: BaseException, code: int) -> None:
    assert exit_code(error) == code


def every_error(kind: type[RushesError]) -> Iterator[type[RushesError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from every_error(child)


@pytest.mark.parametrize("kind", list(every_error(RushesError)))
def test_every_error_is_one_line_and_a_code(kind: type[RushesError]) -> None:
    error = kind("what happened")
    assert lines_of(error) == ["what happened"]
    assert exit_code(error) not in (0, 130)


def test_a_place_is_said_once() -> None:
    faults = InvalidInput(
        "two",
        [
            {"loc": ["body", "shots", 0, "length"], "msg": "too long", "type": "maximum"},
            {"loc": ["body", "prompt"], "msg": "prompt is missing", "type": "required"},
        ],
    )
    assert lines_of(faults) == ["shots[0].length: too long", "prompt is missing"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], 64),
        (["status"], 64),
        (["run"], 64),
        (["status", "x", "--url", "ftp://h"], 64),
        (["status", "x"], 69),
        (["submit", "kling/kling-3.0/pro/text-to-video", "--prompt", "x"], 69),
        (["run", "kling/kling-3.0/pro/text-to-video", "--prompt", "x", "-o", "no/such/a.mp4"], 64),
        (["run", "kling/kling-3.0/pro/text-to-video", "--no-wait", "--prompt", "x"], 69),
        (["keys", "list"], 65),
        (["doctor"], 65),
        (["restore", "nowhere"], 64),
    ],
)
def test_a_mistake_is_one_line(
    rushes: Rushes, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    monkeypatch.setenv("RUSHES_TOKEN", "t")
    outcome = rushes(*arguments)
    assert outcome.code == code, outcome.err
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("rushes: ")


def test_no_token_is_sent_to_a_server_that_has_none_of_ours(rushes: Rushes) -> None:
    outcome = rushes("status", "x", "--url", "http://127.0.0.1:9")
    assert outcome.code == 77
    assert "RUSHES_TOKEN" in outcome.err


def test_a_setting_that_is_unknown_is_refused_with_the_nearest(
    rushes: Rushes, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rushes.toml").write_text("[server]\nprot = 1\n")
    outcome = rushes("settings")
    assert outcome.code == 78
    assert "did you mean `port`" in outcome.err


def test_settings_say_where_they_come_from(
    rushes: Rushes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rushes.toml").write_text("[queue]\nworkers = 3\n")
    monkeypatch.setenv("RUSHES_SERVER_PORT", "1234")
    found = {row["name"]: row for row in rushes("settings", "--json").json["settings"]}
    assert (found["queue.workers"]["value"], found["queue.workers"]["source"]) == (3, "rushes.toml")
    assert found["server.port"]["source"] == "RUSHES_SERVER_PORT"
    assert found["limits.waiting_requests"]["source"] == "default"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m rushes.cli models --json | head -c 1"
    outcome = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_the_command_line_starts_without_a_server_library(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom rushes.cli.main import main\n"
        "try: main(['--version'])\nfinally: print(*sys.modules)"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(outcome.stdout.split())
    assert not loaded & {"httpx", "granian", "starlette", "numpy", "skia", "av", "rich", "obstore"}


def test_every_command_and_option_is_in_the_reference() -> None:
    text = cli_reference_markdown()
    for words in ("## rushes run", "## rushes keys create", "`--no-wait`", "`--account ACCOUNT`"):
        assert words in text
    assert cli_reference_markdown() == text
