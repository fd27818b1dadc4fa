"""`rushes run` and `rushes submit`: a model's input to a server, and the film back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushes.cli.connection import Server, resolved_home, server_options, the_server
from rushes.cli.model_input.command import Link, ModelCommand, link_of
from rushes.cli.model_input.options import input_of, read_input
from rushes.cli.terminal import print_json, progress_display, size_in_words, tell
from rushes.errors import RushesError

if TYPE_CHECKING:
    from rushes.client.answers import Result
    from rushes.client.client import Client, RequestHandle

input_option = click.option(
    "--input",
    "input_text",
    metavar="JSON|@FILE|-",
    help="The input as a JSON object, from a file, or from standard input. Options win over it.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the film goes: a file, or a folder.",
)


engine_option = click.option(
    "--engine", metavar="NAME", help="The engine.  [default: as the model's route says]"
)


@contextmanager
def _client_for(link: Link, home: Path | None) -> Iterator[Client]:
    """The named server's client, or one of a server that is started for this call."""
    if link.client is not None:
        yield link.client
        return
    from rushes.cli.serving.embedded import embedded_server

    with (
        embedded_server(resolved_home(home)) as (url, token),
        Server(url, token).client() as client,
    ):
        yield client


def _check_output(path: Path | None) -> None:
    """Better to find out now than when the film is made."""
    if path is not None and not path.is_dir() and not path.absolute().parent.is_dir():
        raise click.UsageError(f"--output: there is no folder {path.absolute().parent}")


@click.command(cls=ModelCommand)
@click.argument("model_id")
@input_option
@output_option
@engine_option
@click.option("--no-wait", is_flag=True, help="Print the request's id instead of waiting for it.")
@server_options
@click.pass_context
def run(
    context: click.Context,
    /,
    model_id: str,
    input_text: str | None,
    output: Path | None,
    engine: str | None,
    no_wait: bool,
    url: str | None,
    home: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Make a film and wait for it.

    Prints where the film is: the file, or without -o its URL. With no server named and none
    running in the home, one is started for this call, and the film lands in this folder.

    Ctrl-C cancels a request that is still waiting; one that runs goes on.
    """
    _check_output(output)
    link = link_of(context)
    if no_wait:
        if output is not None:
            raise click.UsageError("--no-wait and --output cannot both be had")
        _submit_only(context, model_id, input_text, engine, url, home, as_json, options)
        return
    values = {**read_input(input_text), **input_of(options)}
    target = output if output is not None or link.server is not None else Path()
    started = time.monotonic()
    with _client_for(link, home) as client:
        handle = _submitted(client, model_id, values, engine)
        result = _awaited(handle, shows=not as_json, goes_on=link.server is not None)
        saved = None if target is None else client.download(result.output_url, target)
    if as_json:
        print_json({**result.document, **({"saved": str(saved)} if saved else {})})
        return
    if saved is not None:
        size = size_in_words(saved.stat().st_size)
        tell(f"made in {time.monotonic() - started:.1f} s, {size}")
    click.echo(str(saved) if saved is not None else result.output_url)


@click.command(cls=ModelCommand)
@click.argument("model_id")
@input_option
@engine_option
@server_options
@click.pass_context
def submit(
    context: click.Context,
    /,
    model_id: str,
    input_text: str | None,
    engine: str | None,
    url: str | None,
    home: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Send an input and print the request's id, without waiting."""
    _submit_only(context, model_id, input_text, engine, url, home, as_json, options)


def _submit_only(
    context: click.Context,
    model_id: str,
    input_text: str | None,
    engine: str | None,
    url: str | None,
    home: Path | None,
    as_json: bool,
    options: Mapping[str, Any],
) -> None:
    client = link_of(context).client
    if client is None:
        the_server(url, home)
        raise click.UsageError("the server was started while this command began: try again")
    values = {**read_input(input_text), **input_of(options)}
    handle = _submitted(client, model_id, values, engine)
    if as_json:
        print_json({"request_id": handle.request_id, "warnings": list(handle.warnings)})
    else:
        click.echo(handle.request_id)


def _submitted(
    client: Client, model_id: str, values: Mapping[str, Any], engine: str | None
) -> RequestHandle:
    handle = client.submit(model_id, values, engine=engine)
    for warning in handle.warnings:
        tell(f"rushes: warning: {warning}")
    return handle


def _awaited(handle: RequestHandle, *, shows: bool, goes_on: bool) -> Result:
    """Its result. `goes_on`: the server outlives this command, and so does what it is doing."""
    try:
        with progress_display(shows) as display:
            return handle.wait(on_update=display.update)
    except KeyboardInterrupt:
        tell(f"rushes: {_after_interrupt(handle, goes_on)}")
        raise


def _after_interrupt(handle: RequestHandle, goes_on: bool) -> str:
    if not goes_on:
        return "stopped; nothing was made"
    request_id = handle.request_id
    try:
        cancelled = handle.cancel()
    except RushesError as error:
        return f"request {request_id} could not be cancelled: {error.message}"
    if cancelled.is_cancelled:
        return f"request {request_id} is cancelled; it had not begun"
    if cancelled.status == "in_progress":
        return (
            f"request {request_id} is running and cannot be cancelled; it goes on: "
            f"`rushes result --wait {request_id}` waits for it"
        )
    return f"request {request_id} is {cancelled.status} already"
