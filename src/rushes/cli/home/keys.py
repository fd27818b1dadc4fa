"""`rushes keys`: who may call, until when, and what they may spend."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushes.cli.connection import home_option, json_option
from rushes.cli.home.opening import with_services
from rushes.cli.terminal import print_json, print_table, time_in_words

if TYPE_CHECKING:
    from rushes.store.keys import KeyRecord
    from rushes.store.requests.spending import Spending

_AGE = re.compile(r"(\d{1,5})([hdwy])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "y": 24 * 365}


class ExpiryType(click.ParamType[datetime]):
    """A date, a time, or an age such as `30d`."""

    name = "30d|DATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        age = _AGE.fullmatch(value)
        if age is not None:
            return datetime.now(UTC) + timedelta(hours=int(age[1]) * _HOURS[age[2]])
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is neither an age (12h, 30d, 4w, 1y) nor a date", param, ctx)
        return moment if moment.tzinfo else moment.astimezone()


@click.group()
def keys() -> None:
    """Make, list, limit and revoke the keys that callers send."""


@keys.command("create")
@click.argument("name")
@click.option("--account", metavar="ACCOUNT", help="Its account.  [default: one of the key's name]")
@click.option(
    "--limit-usd",
    "limit",
    metavar="USD/PERIOD",
    help="Most it may spend: `20/month`, `5/day`, `100` in all.  [default: as the settings say]",
)
@click.option("--expires", type=ExpiryType(), help="Until when it is taken: 12h, 30d, 1y, a date.")
@home_option
def create_key(
    name: str, account: str | None, limit: str | None, expires: datetime | None, home: Path | None
) -> None:
    """Make a key and print its token, alone and this once."""
    token = with_services(
        home,
        lambda services: services.access.create_key(
            name, account, expires_at=expires, spending_limit=limit
        ),
        makes_home=True,
    )
    click.echo(token)


@keys.command("list")
@home_option
@json_option
def list_keys(home: Path | None, as_json: bool) -> None:
    """List every key, oldest first; tokens are not kept."""
    found = with_services(home, lambda services: services.access.list_keys())
    if as_json:
        print_json([_with_iso_times(asdict(key)) for key in found])
        return
    rows = []
    for key in found:
        made, used = time_in_words(key.created_at), time_in_words(key.last_used_at) or "never"
        expires = time_in_words(key.expires_at) or "never"
        rows.append((key.name, key.account, _state(key), made, used, expires))
    print_table(["key", "account", "state", "created", "last used", "expires"], rows)


def _state(key: KeyRecord) -> str:
    if key.revoked_at is not None:
        return "revoked"
    if key.expires_at is not None and key.expires_at <= datetime.now(UTC):
        return "expired"
    return "owner" if key.is_owner else "in use"


def _with_iso_times(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in record.items()
    }


@keys.command("revoke")
@click.argument("name")
@home_option
def revoke_key(name: str, home: Path | None) -> None:
    """Refuse a key from now on, by its name or id."""
    with_services(home, lambda services: services.access.revoke_key(name))
    click.echo(f"revoked {name}")


@keys.command("limits")
@click.argument("name", required=False)
@click.option("--set", "limit", metavar="USD/PERIOD", help="The limit from now on: `20/month`.")
@click.option("--default", "is_default", is_flag=True, help="As the settings say, from now on.")
@click.option("--account", "is_account", is_flag=True, help="NAME is an account's, not a key's.")
@home_option
@json_option
def limits(
    name: str | None,
    limit: str | None,
    is_default: bool,
    is_account: bool,
    home: Path | None,
    as_json: bool,
) -> None:
    """Show what keys and accounts may spend and have spent, or set a limit.

    A limit is an amount in US dollars a `day`, a `month`, or in all: `5/day`, `20/month`, `100`;
    `none` lifts it.
    """
    if limit is not None and is_default:
        raise click.UsageError("--set and --default cannot both be had")
    if limit is not None or is_default:
        if name is None:
            raise click.UsageError("say whose limit: the name of a key, or of an --account")
        whose = name
        with_services(home, lambda services: services.spending.set_limit(whose, limit, is_account))
    found = with_services(home, lambda services: services.spending.all())
    if name is not None:
        found = [item for item in found if (item.name, item.is_account) == (name, is_account)]
    _print_limits(found, as_json)


def _print_limits(found: list[Spending], as_json: bool) -> None:
    from rushes.domain.spending import from_microusd, usd_in_words

    if as_json:
        print_json([_document(item) for item in found])
        return
    rows = []
    for item in found:
        left = item.left_microusd
        rows.append(
            (
                item.name,
                "account" if item.is_account else "key",
                str(item.limit) if item.limit else "none",
                usd_in_words(from_microusd(item.spent_microusd)),
                "" if left is None else usd_in_words(from_microusd(left)),
            )
        )
    print_table(["name", "", "limit", "spent", "left"], rows)


def _document(item: Spending) -> dict[str, Any]:
    """Amounts as text, so that they stay exact."""
    from rushes.domain.spending import from_microusd

    return {
        "name": item.name,
        "is_account": item.is_account,
        "limit_usd": str(from_microusd(item.limit.microusd)) if item.limit else None,
        "period": str(item.limit.period) if item.limit else None,
        "spent_usd": str(from_microusd(item.spent_microusd)),
    }
