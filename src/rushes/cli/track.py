"""Following requests: status, result, cancel, the list of them, delete."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rushes.cli.connection import server_options, the_server
from rushes.cli.run import output_option
from rushes.cli.terminal import (
    in_words,
    print_json,
    print_table,
    progress_display,
    tell,
    time_in_words,
)
from rushes.wire import ResultWord

if TYPE_CHECKING:
    from rushes.client.answers import Result
    from rushes.client.client import RequestHandle

EX_UNAVAILABLE = 69
EX_TEMPFAIL = 75


@click.command()
@click.argument("request_id")
@server_options
def status(request_id: str, url: str | None, home: Path | None, as_json: bool) -> None:
    """Say how a request stands."""
    with the_server(url, home).client() as client:
        found = client.request(request_id).status()
    if as_json:
        print_json(found.document)
        return
    click.echo(found.status)
    details = in_words(found)
    if found.progress is not None:
        details += f", {found.progress:.0%}"
    if details != found.status:
        tell(details)


@click.command()
@click.argument("request_id")
@output_option
@click.option("--wait", "waits", is_flag=True, help="Wait until it is over.")
@click.option("--cost", is_flag=True, help="Say what it cost, in US dollars.")
@server_options
def result(
    request_id: str,
    output: Path | None,
    waits: bool,
    cost: bool,
    url: str | None,
    home: Path | None,
    as_json: bool,
) -> int:
    """Print the URL of a request's film, or save the film with -o.

    A request that is not over prints how it stands, and the command ends with 75: try again.
    """
    from rushes.client.answer_errors import successful

    with the_server(url, home).client() as client:
        handle = client.request(request_id)
        found = _result(handle, waits, cost, shows=not as_json)
        saved = None
        if found.is_over:
            if as_json and found.status != ResultWord.SUCCEEDED:
                print_json(found.document)
            successful(found)
            saved = None if output is None else client.download(found.output_url, output)
    if as_json:
        print_json({**found.document, **({"saved": str(saved)} if saved else {})})
    elif not found.is_over:
        click.echo(found.status)
    else:
        click.echo(str(saved) if saved is not None else found.output_url)
        if found.cost_usd is not None:
            tell(f"cost: ${found.cost_usd:g}")
    return 0 if found.is_over else EX_TEMPFAIL


def _result(handle: RequestHandle, waits: bool, cost: bool, *, shows: bool) -> Result:
    if waits:
        with progress_display(shows) as display:
            handle.wait(on_update=display.update)
    return handle.result(include_cost=cost)


@click.command()
@click.argument("request_id")
@click.option("--force", is_flag=True, help="End it even while it runs. For the owner alone.")
@server_options
def cancel(request_id: str, force: bool, url: str | None, home: Path | None, as_json: bool) -> int:
    """Cancel a request that is still waiting.

    One that runs, or is over, is left alone: the command says so and ends with 69.
    """
    with the_server(url, home).client() as client:
        cancelled = client.request(request_id).cancel(force=force)
    if as_json:
        print_json(cancelled.document)
    elif cancelled.is_cancelled:
        click.echo("cancelled")
    else:
        tell(f"rushes: request {request_id} is {cancelled.status} and cannot be cancelled")
    return 0 if cancelled.is_cancelled else EX_UNAVAILABLE


@click.command()
@click.option(
    "--status",
    "state",
    type=click.Choice([word.value for word in ResultWord]),
    help="Only those that stand so.",
)
@click.option("--model", "model_id", metavar="MODEL_ID", help="Only those for this model.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most.")
@server_options
def requests(
    state: str | None,
    model_id: str | None,
    limit: int,
    url: str | None,
    home: Path | None,
    as_json: bool,
) -> None:
    """List your requests, newest first."""
    with the_server(url, home).client() as client:
        found = list(islice(client.requests(state=state, model_id=model_id), limit))
    if as_json:
        print_json([entry.document for entry in found])
        return
    print_table(
        ["request", "status", "created", "model"],
        [
            (entry.request_id, entry.status, time_in_words(entry.created_at), entry.model_id)
            for entry in found
        ],
    )


@click.command()
@click.argument("request_ids", nargs=-1, required=True, metavar="REQUEST_ID…")
@server_options
def delete(request_ids: tuple[str, ...], url: str | None, home: Path | None, as_json: bool) -> None:
    """Remove finished requests and their files."""
    with the_server(url, home).client() as client:
        for request_id in request_ids:
            client.request(request_id).delete()
            if not as_json:
                click.echo(f"deleted {request_id}")
    if as_json:
        print_json({"deleted": list(request_ids)})
