"""Engines, estimates and promotion, from the SDK."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from client_side import Side, client_side
from running_server import PRO, RunningServer
from rushes.errors import InvalidInput, NotFound


@pytest.fixture(params=["Client", "AsyncClient"])
def side(request: pytest.FixtureRequest, routed_server: RunningServer) -> Iterator[Side]:
    with client_side(request.param, routed_server.url, routed_server.token) as made:
        yield made


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
