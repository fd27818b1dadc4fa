"""A worker that is killed at any step: the next one takes up the same request over there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fault_proxy import Hold, HoldHalfWay
from home_side import Worker, worker_process
from relay_side import Chain, chained_servers

OUTCOME_UNKNOWN = 500015
SUBMITS, STATUSES = "/v1/models/", "/status"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    with chained_servers(tmp_path_factory.mktemp("killed"), near_workers=0) as running:
        yield running


@pytest.fixture
def chain(servers: Chain) -> Iterator[Chain]:
    servers.hold_far()
    yield servers
    servers.settle()


@pytest.fixture
def doomed(chain: Chain) -> Iterator[Worker]:
    with worker_process(chain.near.home, "obedient_engine:make") as worker:
        yield worker


def finished_by_another(chain: Chain, request_id: str) -> dict[str, object]:
    with worker_process(chain.near.home, "obedient_engine:make"):
        return chain.ended(request_id)


def assert_one_film(chain: Chain, result: dict[str, object], prompt: str) -> None:
    assert result["status"] == "succeeded", result
    assert len(chain.far_requests(prompt)) == 1
    assert chain.film(result) == chain.far_film


def held(chain: Chain, method: str, path: str, hold: Hold) -> Hold:
    chain.proxy.spoil(method, path, hold)
    return hold


def killed_at(worker: Worker, hold: Hold) -> None:
    assert hold.is_reached.wait(30)
    worker.kill()
    hold.let_go()


def test_before_anything_was_sent(chain: Chain, doomed: Worker) -> None:
    hold = held(chain, "GET", SUBMITS, Hold(drops=True))
    request_id = chain.submit(prompt="killed first of all")
    killed_at(doomed, hold)
    result = finished_by_another(chain, request_id)
    assert_one_film(chain, result, "killed first of all")
    assert len(chain.proxy.submits()) == 1


@pytest.mark.parametrize("has_acted", [False, True])
def test_with_the_submit_on_its_way(chain: Chain, doomed: Worker, has_acted: bool) -> None:
    prompt = f"killed sending {has_acted}"
    hold = held(chain, "POST", SUBMITS, Hold(acts_first=has_acted, drops=True))
    request_id = chain.submit(prompt=prompt)
    killed_at(doomed, hold)
    assert_one_film(chain, finished_by_another(chain, request_id), prompt)
    keys = {call.headers["idempotency-key"] for call in chain.proxy.submits()}
    assert len(keys) == 1


@pytest.mark.parametrize("has_acted", [False, True])
def test_with_the_submit_on_its_way_to_a_server_without_keys(
    chain: Chain, doomed: Worker, has_acted: bool
) -> None:
    prompt = f"killed sending without keys {has_acted}"
    chain.proxy.hides_capabilities = True
    hold = held(chain, "POST", SUBMITS, Hold(acts_first=has_acted, drops=True))
    request_id = chain.submit(prompt=prompt)
    killed_at(doomed, hold)
    result = finished_by_another(chain, request_id)
    assert result["status"] == "failed"
    assert chain.result(request_id)["error"]["error_code"] == OUTCOME_UNKNOWN
    assert len(chain.proxy.submits()) == 1
    assert len(chain.far_requests(prompt)) == int(has_acted)


def test_while_it_is_made_over_there(chain: Chain, doomed: Worker) -> None:
    request_id = chain.submit(prompt="hold it a while")
    chain.await_status(request_id, status="in_progress", phase="studio: drawing")
    doomed.kill()
    chain.let_far_go()
    result = finished_by_another(chain, request_id)
    assert_one_film(chain, result, "hold it a while")
    assert len(chain.proxy.submits()) == 1


def test_while_its_film_is_copied(chain: Chain, doomed: Worker) -> None:
    hold = held(chain, "GET", r"\.mp4", HoldHalfWay())
    request_id = chain.submit(prompt="killed copying")
    killed_at(doomed, hold)
    result = finished_by_another(chain, request_id)
    assert_one_film(chain, result, "killed copying")
    assert len(chain.proxy.submits()) == 1


def test_a_worker_that_is_stopped_gives_back_what_it_follows(chain: Chain, doomed: Worker) -> None:
    with worker_process(chain.near.home, "obedient_engine:make", server__grace_seconds="0") as it:
        doomed.kill()
        request_id = chain.submit(prompt="hold and stop")
        chain.await_status(request_id, status="in_progress", phase="studio: drawing")
        it.stop()
        assert it.wait() == 0
    chain.let_far_go()
    assert_one_film(chain, finished_by_another(chain, request_id), "hold and stop")
    assert len(chain.proxy.submits()) == 1


def test_a_submit_whose_worker_is_stopped_is_waited_for(chain: Chain, doomed: Worker) -> None:
    """Its answer is the only way to know what was made, where no keys are taken."""
    with worker_process(chain.near.home, "obedient_engine:make", server__grace_seconds="0") as it:
        doomed.kill()
        chain.proxy.hides_capabilities = True
        hold = held(chain, "POST", SUBMITS, Hold(acts_first=True))
        request_id = chain.submit(prompt="stopped sending")
        assert hold.is_reached.wait(30)
        it.stop()
        hold.let_go()
        assert it.wait() == 0
    assert_one_film(chain, finished_by_another(chain, request_id), "stopped sending")
    assert len(chain.proxy.submits()) == 1
