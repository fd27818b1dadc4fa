"""`rushes keys`: expiry and spending limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from command_line import Outcome

Rushes = Callable[..., Outcome]


def test_keys_are_made_with_limit_and_expiry_and_listed_so(rushes: Rushes) -> None:
    assert rushes("keys", "create", "film", "--limit-usd", "20/month", "--expires", "30d").code == 0
    assert rushes("keys", "create", "free").code == 0
    (film, free) = rushes("keys", "list", "--json").json
    assert film["spending_limit"] == "20/month"
    left = datetime.fromisoformat(film["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=29) < left <= timedelta(days=30)
    assert (free["spending_limit"], free["expires_at"]) == (None, None)
    table = rushes("keys", "limits").out.splitlines()
    assert "film\tkey\t$20.00 a month\t$0.00\t$20.00" in table
    assert "free\tkey\tnone\t$0.00\t" in table


def test_limits_are_set_lifted_and_left_to_the_settings(rushes: Rushes) -> None:
    rushes("keys", "create", "film", "--account", "studio")
    assert rushes("keys", "limits", "film", "--set", "5/day").out == (
        "film\tkey\t$5.00 a day\t$0.00\t$5.00\n"
    )
    told = rushes("keys", "limits", "studio", "--account", "--set", "100", "--json").json
    assert told == [
        {
            "name": "studio",
            "is_account": True,
            "limit_usd": "100",
            "period": "ever",
            "spent_usd": "0",
        }
    ]
    assert "none" in rushes("keys", "limits", "film", "--set", "none").out
    assert rushes("keys", "limits", "film", "--default").code == 0
    assert rushes("keys", "limits", "film", "--set", "5/week").code == 65
    assert rushes("keys", "limits", "nobody", "--set", "5/day").code == 65
    assert rushes("keys", "limits", "--set", "5/day").code == 64
    assert rushes("keys", "create", "x", "--expires", "soon").code == 64
    assert rushes("keys", "create", "x", "--expires", "2001-01-01").code == 65
