"""What an engine can't make before anything was spent, the next of the route does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from running_server import RunningServer, running_server

MODEL = "kling/kling-3.0/{}/text-to-video"
SETTINGS = """
[queue]
max_attempts = 1
[engines.vendor]
kind = "relay"
url = "https://vendor.test"
[engines.broken]
kind = "relay"
url = "https://broken.test"
[[routes]]
models = "kling/kling-3.0/pro/*"
engines = ["broken", "vendor", "animatic"]
choosers = "everyone"
[[routes]]
models = "kling/kling-3.0/standard/*"
engines = ["vendor", "animatic"]
choosers = "everyone"
[[routes]]
models = "kling/kling-3.0/4k/*"
engines = ["animatic", "vendor"]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    home = tmp_path_factory.mktemp("falling") / "home"
    engines = {"vendor": "scripted_engine:make_vendor", "broken": "scripted_engine:Broken"}
    with running_server(
        home, workers=1, engine="scripted_engine:make", engines=engines, settings=SETTINGS
    ) as running:
        yield running


@pytest.mark.parametrize(
    ("tier", "prompt", "engine", "status"),
    [
        ("pro", "write", "vendor", "succeeded"),
        ("standard", "unavailable_on vendor; write", "animatic", "succeeded"),
        ("standard", "crash_on vendor; write", "animatic", "succeeded"),
        # Money may have been spent, by its own word.
        ("standard", "checkpoint sent; fail no", "vendor", "failed"),
        ("standard", "checkpoint sent; crash_on vendor; write", "vendor", "failed"),
        # It is the input's fault.
        ("standard", "refuse it", "vendor", "failed"),
        # The other engine would cost more than the first.
        ("4k", "fail no", "animatic", "failed"),
    ],
)
def test_a_request_falls_back_only_when_nothing_was_spent_and_none_costs_more(
    server: RunningServer, tier: str, prompt: str, engine: str, status: str
) -> None:
    with server.client() as client:
        request_id = server.submit(client, MODEL.format(tier), prompt=prompt)
        result = server.await_over(client, request_id)
        assert (result["engine"], result["status"]) == (engine, status), result


def test_an_engine_that_was_asked_for_by_name_has_no_fall_back(server: RunningServer) -> None:
    with server.client() as client:
        answer = client.post(
            f"/v1/models/{MODEL.format('pro')}?engine=broken", json={"prompt": "write"}
        )
        result = server.await_over(client, answer.json()["request_id"])
        assert (result["engine"], result["status"]) == ("broken", "failed")


def test_a_fall_back_begins_anew_with_all_its_attempts(tmp_path: Path) -> None:
    settings = SETTINGS.replace("max_attempts = 1", "max_attempts = 2")
    engines = {"vendor": "scripted_engine:make_vendor", "broken": "scripted_engine:Broken"}
    with (
        running_server(
            tmp_path, workers=1, engine="scripted_engine:make", engines=engines, settings=settings
        ) as server,
        server.client() as client,
    ):
        prompt = "unavailable_on vendor; retry 3; write"
        request_id = server.submit(client, MODEL.format("standard"), prompt=prompt)
        result = server.await_over(client, request_id)
        assert (result["engine"], result["status"]) == ("animatic", "succeeded"), result
