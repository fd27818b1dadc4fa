"""What models there are and what a prompt says: models, schema, read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rushes.cli.connection import find_server, local_catalog, server_options
from rushes.cli.model_input.command import ModelCommand
from rushes.cli.model_input.options import input_of, read_input
from rushes.cli.run import input_option
from rushes.cli.terminal import price_in_words, print_json, print_table

DEFAULT_MODEL = "kling/kling-3.0/pro/text-to-video"


@click.command()
@click.option("--search", metavar="WORDS", help="Only those that hold every word.")
@click.option("--category", metavar="NAME", help="Only those of this category.")
@server_options
def models(
    search: str | None, category: str | None, url: str | None, home: Path | None, as_json: bool
) -> None:
    """List the models.

    They are the server's, or where there is none, those that come with Rushes and the home's own.
    """
    server = find_server(url, home)
    if server is None:
        found, _ = local_catalog(home).search(search or "", category)
        records = [model.record for model in found]
    else:
        with server.client() as client:
            records = [model.document for model in client.models(search, category=category)]
    if as_json:
        print_json(records)
        return
    print_table(
        ["model", "name", "price"],
        [
            (record["model_id"], str(record.get("display_name", "")), price_in_words(record))
            for record in records
        ],
    )


@click.command()
@click.argument("model_id")
@click.option("--output", "of_output", is_flag=True, help="The output's schema instead.")
@server_options
def schema(
    model_id: str, of_output: bool, url: str | None, home: Path | None, as_json: bool
) -> None:
    """Print a model's input schema as JSON, as it is served."""
    server = find_server(url, home)
    if server is None:
        record = local_catalog(home).get(model_id).record
    else:
        with server.client() as client:
            record = client.model(model_id).document
    print_json(record["output_schema" if of_output else "input_schema"])


@click.command(cls=ModelCommand, default_model=DEFAULT_MODEL, uses_server=False)
@click.argument("model_id", default=DEFAULT_MODEL)
@input_option
def read(model_id: str, input_text: str | None, **options: Any) -> None:
    """Print the shot list of an input, without drawing.

    It is JSON, and needs no server. The format is described in docs/shot-list.md.
    """
    from rushes.cli.model_input.local_input import prepare_locally
    from rushes.film.film_request import FilmRequest
    from rushes.film.reading import read_film

    given = prepare_locally(model_id, {**read_input(input_text), **input_of(options)})
    shot_list = read_film(FilmRequest.from_input(given.values, given.aspect_ratio))
    click.echo(shot_list.to_json().decode())
