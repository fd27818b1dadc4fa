"""What is stored about a sending, and what a later attempt may do with it."""

from __future__ import annotations

import time

import pytest

from rushes.engines.relay.checkpoints import KEY_HOURS, Sending, adopted, read_checkpoint

INTENT = Sending("https://a.example", "key", True, time.time())


def test_a_sending_is_read_back_as_it_was_stored() -> None:
    known = INTENT.known_as("abc").told(status="in_queue")
    assert read_checkpoint(known.document()) == known
    assert known.document()["upstream"] == {"request_id": "abc", "status": "in_queue"}


@pytest.mark.parametrize("document", [None, {}, {"upstream": {}}])
def test_nothing_stored_is_nothing_sent(document: dict[str, object] | None) -> None:
    assert read_checkpoint(document) is None


@pytest.mark.parametrize(
    ("takes_keys", "age_hours", "may"),
    [(True, 1, True), (True, KEY_HOURS + 1, False), (True, -1, False), (False, 1, False)],
)
def test_a_submit_is_repeated_only_while_its_key_is_known(
    takes_keys: bool, age_hours: float, may: bool
) -> None:
    sending = Sending("https://a.example", "key", takes_keys, time.time() - age_hours * 3_600)
    assert sending.may_be_repeated is may


def test_an_adopted_request_is_followed_at_the_address_of_the_settings() -> None:
    stored = INTENT.told(status="lost", error={"error_message": "no"}).document()
    joined = read_checkpoint(adopted(stored, "https://b.example/v1/", "xyz"))
    assert joined is not None
    assert (joined.url, joined.upstream) == ("https://b.example", {"request_id": "xyz"})
    assert joined.key == "key"
    assert read_checkpoint(adopted(None, "https://b.example", "xyz")) is not None
