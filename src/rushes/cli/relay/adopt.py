"""`rushes adopt`: a request whose outcome elsewhere was unknown goes on."""

from __future__ import annotations

from pathlib import Path

import click

from rushes.cli.connection import home_option, json_option
from rushes.cli.home.opening import with_services
from rushes.cli.terminal import print_json


@click.command()
@click.argument("request_id")
@click.option(
    "--upstream-id",
    metavar="ID",
    help="The request's id at the other server.  [default: the one that it had]",
)
@home_option
@json_option
def adopt(request_id: str, upstream_id: str | None, home: Path | None, as_json: bool) -> None:
    """Join a failed request with the one that was made for it at another server.

    The request goes on from there: it is followed to its end, and its film is copied. Nothing is
    sent a second time, and nothing is paid. The key of its engine must be the one it was sent with.
    """
    request, joined = with_services(
        home, lambda services: services.adoption.adopt(request_id, upstream_id)
    )
    if as_json:
        told = {"request_id": request.id, "engine": request.engine, "upstream_id": joined}
        print_json(told)
        return
    click.echo(f"{request.id} goes on with {joined} of {request.engine}")
