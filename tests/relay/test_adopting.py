"""What a person does about a request of which it is not known what became of it."""

from __future__ import annotations

from fault_proxy import HTML, drop_after, drop_before, instead
from relay_side import Chain, Rushes

SUBMITS, STATUSES = "/v1/models/", "/status"
EX_DATAERR = 65


def lost(chain: Chain, prompt: str) -> str:
    """A request whose submit was lost on the way back, from a server that takes no keys."""
    chain.proxy.hides_capabilities = True
    chain.proxy.spoil("POST", SUBMITS, drop_after)
    request_id = chain.submit(prompt=prompt)
    assert chain.ended(request_id)["status"] == "failed"
    return request_id


def test_a_lost_request_goes_on_with_what_was_made_over_there(chain: Chain, rushes: Rushes) -> None:
    request_id = lost(chain, "adopted")
    (made,) = chain.far_requests("adopted")
    done = rushes("adopt", request_id, "--upstream-id", made["request_id"], "--json")
    assert (done.code, done.json["upstream_id"]) == (0, made["request_id"])
    result = chain.ended(request_id)
    assert result["status"] == "succeeded"
    assert chain.film(result) == chain.far_film
    assert result["cost"] == 0.25
    assert len(chain.proxy.submits()) == 1
    assert len(chain.far_requests("adopted")) == 1


def test_a_request_out_of_sight_goes_on_with_the_id_that_it_had(
    chain: Chain, rushes: Rushes
) -> None:
    chain.proxy.spoil("GET", STATUSES, instead(HTML), times=1_000)
    request_id = chain.submit(prompt="seen again")
    assert chain.ended(request_id)["status"] == "failed"
    chain.proxy.reset()
    assert rushes("adopt", request_id).code == 0
    assert chain.ended(request_id)["status"] == "succeeded"
    assert len(chain.far_requests("seen again")) == 1


def test_one_request_over_there_belongs_to_one_here(chain: Chain, rushes: Rushes) -> None:
    chain.ended(first := chain.submit(prompt="mine"))
    taken = chain.result(first)["upstream"]["request_id"]
    request_id = lost(chain, "not mine")
    done = rushes("adopt", request_id, "--upstream-id", taken)
    assert done.code == EX_DATAERR
    assert first in done.err
    assert chain.result(request_id)["status"] == "failed"


def test_only_a_failed_request_that_was_sent_on_can_adopt(chain: Chain, rushes: Rushes) -> None:
    chain.ended(request_id := chain.submit(prompt="well made"))
    done = rushes("adopt", request_id, "--upstream-id", "another")
    assert (done.code, "only a failed one" in done.err) == (EX_DATAERR, True)
    done = rushes("adopt", "nobody", "--upstream-id", "another")
    assert (done.code, "no request" in done.err) == (EX_DATAERR, True)


def test_an_id_that_is_not_known_over_there_fails_again(chain: Chain, rushes: Rushes) -> None:
    chain.proxy.hides_capabilities = True
    chain.proxy.spoil("POST", SUBMITS, drop_before)
    request_id = chain.submit(prompt="guessed")
    chain.ended(request_id)
    assert rushes("adopt", request_id).code == EX_DATAERR
    assert rushes("adopt", request_id, "--upstream-id", "no/id").code == EX_DATAERR
    assert rushes("adopt", request_id, "--upstream-id", "never-made").code == 0
    result = chain.ended(request_id)
    assert result["error"]["error_code"] == 500015
    assert "never-made" in result["error"]["error_message"]
    assert len(chain.proxy.submits()) == 1
