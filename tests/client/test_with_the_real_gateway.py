"""Both clients and the gateway mean the same by the wire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from client_side import Side, client_side
from command_line import Serving, serving
from lossy_proxy import lossy_proxy
from rushes.errors import (
    Conflict,
    InvalidInput,
    ModelNotFound,
    NotFound,
    RequestCancelled,
    Unauthenticated,
    WaitTimedOut,
)

MODEL = "kling/kling-3.0/pro/text-to-video"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server without workers: what is submitted stays queued."""
    with serving(tmp_path_factory.mktemp("gateway"), "--workers", "0") as running:
        yield running


@pytest.fixture(scope="module")
def token(gateway: Serving) -> str:
    return (gateway.home / "token").read_text().strip()


@pytest.fixture(params=["Client", "AsyncClient"])
def real(request: pytest.FixtureRequest, gateway: Serving, token: str) -> Iterator[Side]:
    with client_side(request.param, gateway.url, token) as made:
        yield made


def test_a_request_is_submitted_followed_cancelled_and_deleted(real: Side) -> None:
    handle = real.do(real.client.submit(MODEL, prompt="a cat", duration=3, seed=1))
    assert any("seed" in warning for warning in handle.warnings)
    status = real.do(handle.status())
    assert (status.status, status.queue_position is not None) == ("in_queue", True)
    early = real.do(handle.result(include_cost=True))
    assert (early.status, early.is_over, early.cost_usd) == ("in_queue", False, 0)
    with pytest.raises(WaitTimedOut):
        real.do(handle.wait(timeout_seconds=0.1))
    assert real.do(handle.cancel()).is_cancelled
    assert not real.do(handle.cancel()).is_cancelled
    with pytest.raises(RequestCancelled):
        real.do(handle.wait())
    real.do(handle.delete())
    with pytest.raises(NotFound):
        real.do(handle.status())


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
def test_a_submit_whose_answer_is_lost_is_made_once(
    gateway: Serving, token: str, kind: str
) -> None:
    with (
        lossy_proxy(gateway.url) as proxy,
        client_side("Client" if kind == "Client" else "AsyncClient", proxy.url, token) as side,
    ):
        before = len(side.every(side.client.requests()))
        proxy.answers_to_lose = 2
        handle = side.do(side.client.submit(MODEL, prompt="once"))
        assert proxy.answers_lost == 2
        listed = side.every(side.client.requests())
        assert len(listed) == before + 1
        assert listed[0].request_id == handle.request_id


def test_the_same_key_gives_the_same_request_and_another_input_a_conflict(real: Side) -> None:
    key = f"key-{real.kind}"
    first = real.do(real.client.submit(MODEL, {"prompt": "a"}, idempotency_key=key))
    again = real.do(real.client.submit(MODEL, {"prompt": "a"}, idempotency_key=key))
    assert first.request_id == again.request_id
    with pytest.raises(Conflict):
        real.do(real.client.submit(MODEL, {"prompt": "b"}, idempotency_key=key))


def test_every_fault_comes_back_at_once(real: Side) -> None:
    with pytest.raises(InvalidInput) as raised:
        real.do(real.client.submit(MODEL, duration=99, cfg_scale=7, aspect_ratio="4:3"))
    places = {fault["loc"][-1] for fault in raised.value.faults}
    assert {"prompt", "duration", "cfg_scale", "aspect_ratio"} <= places


def test_the_catalog_has_the_six_models_with_their_schemas(real: Side) -> None:
    models = real.do(real.client.models())
    assert len(models) == 6
    assert all(model.input_schema["properties"]["prompt"] for model in models)
    record = real.do(real.client.model(MODEL))
    assert (record.base_price_usd, record.price_unit) == (0.112, "second")
    assert [model.model_id for model in real.do(real.client.models("pro text"))] == [MODEL]
    with pytest.raises(ModelNotFound):
        real.do(real.client.model("no/such/model"))


def test_requests_are_listed_newest_first_over_every_page(real: Side) -> None:
    newest = [
        real.do(real.client.submit(MODEL, prompt=f"number {number}")).request_id
        for number in range(60)
    ]
    listed = [entry.request_id for entry in real.every(real.client.requests(model_id=MODEL))]
    assert listed[:60] == newest[::-1]
    assert len(set(listed)) == len(listed)


def test_a_wrong_token_is_told(gateway: Serving, tmp_path: Path) -> None:
    with client_side("Client", gateway.url, "rsh_wrong") as side, pytest.raises(Unauthenticated):
        side.do(side.client.models())
