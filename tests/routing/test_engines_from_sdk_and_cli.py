"""Engines, estimates and promotion, from the SDK and from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from client_side import Side, client_side
from command_line import Outcome, finish, rushes_process
from running_server import PRO, RunningServer
from rushes.errors import InvalidInput, NotFound

Rushes = Callable[..., Outcome]


@pytest.fixture(params=["Client", "AsyncClient"])
def side(request: pytest.FixtureRequest, routed_server: RunningServer) -> Iterator[Side]:
    with client_side(request.param, routed_server.url, routed_server.token) as made:
        yield made


@pytest.fixture
def rushes(routed_server: RunningServer, tmp_path: Path) -> Rushes:
    """Runs a command against the server."""

    def run(*arguments: str) -> Outcome:
        told = ["--url", routed_server.url]
        process = rushes_process([*arguments, *told], tmp_path, tmp_path, token=routed_server.token)
        return finish(process)

    return run


def test_a_submit_names_its_engine(side: Side) -> None:
    result = side.do(side.client.run(PRO, prompt="a dog", engine="vendor"))
    assert result.engine == "vendor"


def test_a_handle_is_promoted_and_both_requests_are_linked(side: Side) -> None:
    sketch = side.do(side.client.submit(PRO, prompt="a dog"))
    film = side.do(sketch.promote("vendor"))
    assert side.do(sketch.promote()).request_id == film.request_id
    assert side.do(sketch.promote("vendor", again=True)).request_id != film.request_id
    made = side.do(film.wait())
    assert (made.engine, made.promoted_from) == ("vendor", sketch.request_id)
    assert side.do(sketch.result()).promoted_to[0] == film.request_id
    with pytest.raises(InvalidInput, match="did you mean 'vendor'"):
        side.do(sketch.promote("vendro"))


def test_an_estimate_has_exact_amounts(side: Side) -> None:
    estimate = side.do(side.client.estimate(PRO, {"prompt": "a dog"}, duration=3, seed=1))
    assert [(item.engine, item.cost_usd) for item in estimate.engines] == [
        ("animatic", Decimal(0)),
        ("vendor", Decimal("0.504")),
    ]
    assert estimate.engines[0].is_default
    assert estimate.warnings == ("seed is not an input of this model; it was ignored",)
    with pytest.raises(InvalidInput):
        side.do(side.client.estimate(PRO, prompt="a dog", duration=99))


def test_engines_are_listed_with_their_state(side: Side) -> None:
    states = {engine.name: engine.state for engine in side.do(side.client.engines())}
    assert states == {"animatic": "ready", "vendor": "unavailable", "studio": "unavailable"}
    assert side.do(side.client.engine("animatic")).kind == "animatic"
    with pytest.raises(NotFound):
        side.do(side.client.engine("none"))


def test_the_command_line_estimates_and_promotes(rushes: Rushes) -> None:
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


def test_the_command_line_picks_an_engine(rushes: Rushes) -> None:
    made = rushes("run", PRO, "--prompt", "a dog", "--engine", "vendor", "--json").json
    assert made["engine"] == "vendor"


def test_the_command_line_lists_and_checks_engines(rushes: Rushes) -> None:
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


def test_without_a_server_the_homes_own_settings_are_asked(tmp_path: Path) -> None:
    (tmp_path / "rushes.toml").write_text(
        "[engines.vendor]\nkind = 'relay'\nurl = 'http://127.0.0.1:9'\n"
        "[[routes]]\nmodels = '*'\nengines = ['animatic', 'vendor']\n"
    )

    def run(*arguments: str) -> Outcome:
        return finish(rushes_process([*arguments, "--home", str(tmp_path)], tmp_path))

    found = run("estimate", PRO, "--prompt", "a dog", "--json").json
    assert [(item["engine"], item["cost"]) for item in found["engines"]] == [
        ("animatic", 0),
        ("vendor", 0.84),
    ]
    faulty = run("estimate", PRO, "--prompt", "a dog", "--input", json.dumps({"duration": 99}))
    assert faulty.code == 65
    assert run("engines", "check", "vendor", "--json").json[0]["state"] == "unavailable"
