"""What each engine would charge, before anything is spent."""

from __future__ import annotations

import httpx
import pytest

from running_server import PRO

STANDARD = "kling/kling-3.0/standard/text-to-video"
FOUR_K = "kling/kling-3.0/4k/text-to-video"


def cost_by_engine(client: httpx.Client, model: str, **values: object) -> dict[str, str]:
    """Costs as they stand in the answer, digit for digit."""
    answer = client.post(f"/v1/estimates/{model}", json={"prompt": "a dog", **values})
    assert answer.status_code == 200, answer.text
    entries = answer.json()["engines"]
    texts = [part.partition(",")[0] for part in answer.text.split('"cost":')[1:]]
    return {entry["engine"]: text for entry, text in zip(entries, texts, strict=True)}


@pytest.mark.parametrize(
    ("model", "values", "costs"),
    [
        (PRO, {}, {"animatic": "0", "vendor": "0.84"}),
        (PRO, {"sound": False, "duration": 15}, {"animatic": "0", "vendor": "1.68"}),
        (STANDARD, {"duration": 3}, {"animatic": "0", "vendor": "0.378", "studio": "0.06"}),
        (STANDARD, {"duration": 3, "sound": False}, {"vendor": "0.252", "studio": "0.03"}),
        (FOUR_K, {"duration": 7}, {"vendor": "1.47"}),
    ],
)
def test_a_price_is_seconds_times_the_rate_with_or_without_sound(
    owner: httpx.Client, model: str, values: dict[str, object], costs: dict[str, str]
) -> None:
    found = cost_by_engine(owner, model, **values)
    assert costs.items() <= found.items()


def test_an_estimate_says_how_it_comes_about_and_which_engine_is_the_default(
    owner: httpx.Client,
) -> None:
    animatic, vendor = owner.post(f"/v1/estimates/{PRO}", json={"prompt": "a dog"}).json()[
        "engines"
    ]
    assert (animatic["is_default"], vendor["is_default"]) == (True, False)
    assert animatic["explanation"] == "free of charge"
    assert vendor["explanation"] == "5 s at $0.168 a second, with sound"


def test_only_the_engines_that_a_key_may_choose_are_estimated(
    ana: httpx.Client, ben: httpx.Client
) -> None:
    assert set(cost_by_engine(ana, STANDARD)) == {"animatic", "vendor", "studio"}
    assert set(cost_by_engine(ben, STANDARD)) == {"animatic"}


def test_faults_are_those_of_a_submit(ben: httpx.Client) -> None:
    body = {"prompt": " ", "duration": 99}
    estimated = ben.post(f"/v1/estimates/{PRO}", json=body)
    submitted = ben.post(f"/v1/models/{PRO}", json=body)
    assert (estimated.status_code, estimated.json()) == (422, submitted.json())
    assert ben.post("/v1/estimates/none/such", json=body).json()["error_code"] == 400001


def test_an_estimate_takes_nothing_in(ben: httpx.Client) -> None:
    before = ben.get("/v1/requests").json()
    cost_by_engine(ben, PRO)
    assert ben.get("/v1/requests").json() == before
