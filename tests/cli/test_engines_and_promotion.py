"""Engines, estimates and promotion, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command_line import Outcome
from routed_server import routed
from running_server import PRO, RunningServer

Rushes = Callable[..., Outcome]


@pytest.fixture(scope="module")
def routed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with routed(tmp_path_factory.mktemp("routed") / "home") as running:
        yield running


@pytest.fixture
def named(routed_server: RunningServer, monkeypatch: pytest.MonkeyPatch, rushes: Rushes) -> None:
    """The server is named by the environment."""
    monkeypatch.setenv("RUSHES_URL", routed_server.url)
    monkeypatch.setenv("RUSHES_TOKEN", routed_server.token)


def test_the_command_line_estimates_and_promotes(named: None, rushes: Rushes) -> None:
    told = rushes("estimate", PRO, "--prompt", "a dog", "--duration", "3")
    assert told.out.splitlines() == [
        "animatic\t$0.00\tfree of charge\tdefault",
        "vendor\t$0.504\t3 s at $0.168 a second, with sound\t",
    ]
    sketch = rushes("submit", PRO, "--prompt", "a dog").out.strip()
    film = rushes("promote", sketch, "--engine", "vendor").out.strip()
    waited = rushes("promote", sketch, "--wait", "--json").json
    assert (waited["request_id"], waited["promoted_from"]) == (film, sketch)
    again = rushes("promote", sketch, "--engine", "vendor", "--again").out.strip()
    assert again not in (film, sketch)
    refused = rushes("promote", sketch, "--engine", "vendro")
    assert (refused.code, refused.out) == (65, "")
    assert "did you mean 'vendor'?" in refused.err


def test_the_command_line_picks_an_engine(named: None, rushes: Rushes) -> None:
    made = rushes("run", PRO, "--prompt", "a dog", "--engine", "vendor", "--json").json
    assert made["engine"] == "vendor"


def test_the_command_line_lists_and_checks_engines(named: None, rushes: Rushes) -> None:
    lines = [line.split("\t")[:3] for line in rushes("engines").out.splitlines()]
    assert lines == [
        ["animatic", "animatic", "ready"],
        ["vendor", "relay", "unavailable"],
        ["studio", "relay", "unavailable"],
    ]
    assert rushes("engines", "check", "animatic").code == 0
    checked = rushes("engines", "check", "vendor", "--json")
    assert (checked.code, checked.json[0]["state"]) == (69, "unavailable")
    assert rushes("engines", "check", "none").code == 65


def test_without_a_server_the_homes_own_settings_are_asked(tmp_path: Path, rushes: Rushes) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rushes.toml").write_text(
        "[engines.vendor]\nkind = 'relay'\nurl = 'http://127.0.0.1:9'\n"
        "[[routes]]\nmodels = '*'\nengines = ['animatic', 'vendor']\n"
    )
    found = rushes("estimate", PRO, "--prompt", "a dog", "--json").json
    assert [(item["engine"], item["cost"]) for item in found["engines"]] == [
        ("animatic", 0),
        ("vendor", 0.84),
    ]
    faulty = rushes("estimate", PRO, "--prompt", "a dog", "--input", json.dumps({"duration": 99}))
    assert faulty.code == 65
    assert rushes("engines", "check", "vendor", "--json").json[0]["state"] == "unavailable"
