"""`rushes estimate`, `promote` and `engines`: what a film costs, and who makes it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushes.cli.connection import find_server, server_options, the_server
from rushes.cli.model_input.command import ModelCommand, link_of
from rushes.cli.model_input.options import input_of, read_input
from rushes.cli.run import input_option, output_option
from rushes.cli.terminal import print_json, print_table, progress_display, tell

if TYPE_CHECKING:
    from rushes.services.routing.engine_states import EngineReport

EX_UNAVAILABLE = 69


@click.command(cls=ModelCommand)
@click.argument("model_id")
@input_option
@server_options
@click.pass_context
def estimate(
    context: click.Context,
    /,
    model_id: str,
    input_text: str | None,
    url: str | None,
    home: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Say what each engine would charge for an input.

    Nothing is sent to an engine and nothing is spent. With no server, the home's own settings
    and models are asked.
    """
    values = {**read_input(input_text), **input_of(options)}
    client = link_of(context).client
    if client is not None:
        document = dict(client.estimate(model_id, values).document)
    else:
        document = _estimated_here(model_id, values, home)
    if as_json:
        print_json(document)
        return
    for warning in document.get("warnings") or ():
        tell(f"rushes: warning: {warning}")
    print_table(["engine", "cost", "", ""], [_line(entry) for entry in document["engines"]])


def _line(entry: Mapping[str, Any]) -> tuple[str, str, str, str]:
    from rushes.domain.spending import usd_in_words

    default = "default" if entry["is_default"] else ""
    cost = usd_in_words(Decimal(str(entry["cost"])))
    return str(entry["engine"]), cost, str(entry["explanation"]), default


def _estimated_here(model_id: str, values: Mapping[str, Any], home: Path | None) -> dict[str, Any]:
    """As the owner of the home would be told by its server."""
    from rushes.cli.model_input.local_input import prepare_locally
    from rushes.services.access import Caller
    from rushes.services.routing.estimates import estimates_of
    from rushes.services.routing.routes import Routing
    from rushes.settings import OWNER, load_settings

    given = prepare_locally(model_id, values, home)
    owner = Caller(OWNER, "", is_owner=True, account=OWNER)
    found = estimates_of(Routing(load_settings(home)), owner, given.model, given.values)
    return {
        "model_id": model_id,
        "engines": [
            {
                "engine": item.engine,
                "cost": float(item.price_usd),
                "explanation": item.words,
                "is_default": item.is_default,
            }
            for item in found
        ],
    }


@click.command()
@click.argument("request_id")
@click.option("--engine", metavar="NAME", help="The engine.  [default: the only other one]")
@click.option("--again", "is_again", is_flag=True, help="Make another one if there is one.")
@click.option("--wait", "waits", is_flag=True, help="Wait until the new request is over.")
@output_option
@server_options
def promote(
    request_id: str,
    engine: str | None,
    is_again: bool,
    waits: bool,
    output: Path | None,
    url: str | None,
    home: Path | None,
    as_json: bool,
) -> None:
    """Send a request's input, unchanged, to another engine.

    Prints the new request's id, or with --wait or -o, where its film is. Promoted twice to the
    same engine, it is one request, unless the first failed or was cancelled.
    """
    with the_server(url, home).client() as client:
        handle = client.request(request_id).promote(engine, again=is_again)
        if not waits and output is None:
            document = {"request_id": handle.request_id, "promoted_from": request_id}
            print_json(document) if as_json else click.echo(handle.request_id)
            return
        tell(f"request {handle.request_id}")
        with progress_display(not as_json) as display:
            result = handle.wait(on_update=display.update)
        saved = None if output is None else client.download(result.output_url, output)
    if as_json:
        print_json({**result.document, **({"saved": str(saved)} if saved else {})})
        return
    click.echo(str(saved) if saved is not None else result.output_url)


@click.group(invoke_without_command=True)
@server_options
@click.pass_context
def engines(context: click.Context, url: str | None, home: Path | None, as_json: bool) -> None:
    """List the engines and say whether each can be used."""
    if context.invoked_subcommand is None:
        _print_engines(_found(None, url, home), as_json)


@engines.command("check")
@click.argument("name")
@server_options
def check_engine(name: str, url: str | None, home: Path | None, as_json: bool) -> int:
    """Look at an engine now: its address, its key, a read of its catalog.

    Nothing is spent. Ends with 69 when the engine cannot be used.
    """
    found = _found(name, url, home)
    _print_engines(found, as_json)
    return 0 if found[0]["state"] == "ready" else EX_UNAVAILABLE


def _found(name: str | None, url: str | None, home: Path | None) -> list[dict[str, Any]]:
    """One engine or all, as the server tells, or the home where there is none."""
    server = find_server(url, home)
    if server is None:
        return _found_here(name, home)
    with server.client() as client:
        entries = client.engines() if name is None else [client.engine(name)]
        return [dict(entry.document) for entry in entries]


def _found_here(name: str | None, home: Path | None) -> list[dict[str, Any]]:
    from rushes.services.routing.engine_states import EngineStates
    from rushes.services.routing.routes import Routing
    from rushes.settings import load_settings

    async def look() -> Sequence[EngineReport]:
        settings = load_settings(home)
        states = EngineStates(settings, Routing(settings))
        return await states.all() if name is None else [await states.one(name)]

    return [
        {
            "name": item.name,
            "kind": item.kind,
            "about": item.about,
            "is_free": item.is_free,
            "models": item.models,
            "state": str(item.health.state),
            "message": item.health.message,
        }
        for item in asyncio.run(look())
    ]


def _print_engines(found: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    print_table(
        ["engine", "kind", "state", "models", ""],
        [
            (
                *(str(item[key]) for key in ("name", "kind", "state")),
                ", ".join(item["models"]),
                str(item.get("message") or item["about"]),
            )
            for item in found
        ],
    )
