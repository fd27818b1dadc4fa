"""`rushes storyboard`: the files a film person takes away, of a film or of an input alone."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from rushes.cli.connection import server_options, the_server
from rushes.cli.library import DEFAULT_MODEL
from rushes.cli.model_input.command import ModelCommand
from rushes.cli.model_input.options import input_of, read_input
from rushes.cli.run import input_option
from rushes.cli.terminal import print_json, size_in_words, tell
from rushes.wire import TAKEAWAYS


class FormatList(click.ParamType[Any]):
    """Formats with commas between."""

    name = "FORMATS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = [word.strip() for word in str(value).split(",")]
        for word in words:
            if word not in TAKEAWAYS:
                self.fail(f"{word!r} is none of {', '.join(TAKEAWAYS)}", param, ctx)
        return tuple(word for word in TAKEAWAYS if word in words)


class StoryboardCommand(ModelCommand):
    """Takes a model's own options too, but where a request is named: its input is known."""

    def _schema(
        self, ctx: click.Context, model_id: str, given: Mapping[str, str]
    ) -> Mapping[str, Any]:
        return super()._schema(ctx, model_id, given) if _is_model(model_id) else {}


def _is_model(subject: str) -> bool:
    """A model's id has slashes, a request's has none."""
    return "/" in subject


@click.command(cls=StoryboardCommand, default_model=DEFAULT_MODEL, uses_server=False)
@click.argument("subject", default=DEFAULT_MODEL, metavar="[MODEL_ID|REQUEST_ID]")
@input_option
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("storyboard"),
    metavar="FOLDER",
    show_default=True,
    help="Where the files go; made if need be.",
)
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    default=tuple(TAKEAWAYS),
    metavar="FORMATS",
    help=f"Which files, with commas between.  [default: {','.join(TAKEAWAYS)}]",
)
@server_options
def storyboard(
    subject: str,
    input_text: str | None,
    folder: Path,
    formats: tuple[str, ...],
    url: str | None,
    home: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Write storyboard, contact sheet, shot list, timeline, cut list and captions.

    Of a request's finished film, or of an input: then no film is made and no server needed, and
    one frame of each shot is drawn. Prints where the files are.
    """
    if _is_model(subject):
        values = {**read_input(input_text), **input_of(options)}
        saved = _sketched(subject, values, folder, formats, shows=not as_json)
        about: dict[str, Any] = {"model_id": subject}
    else:
        if input_text is not None:
            raise click.UsageError("--input: a request has its input already")
        with the_server(url, home).client() as client:
            saved = client.request(subject).storyboard(folder, formats=formats)
        about = {"request_id": subject}
    if as_json:
        words = {name: word for word, name in TAKEAWAYS.items()}
        files = [
            {"format": words[path.name], "path": str(path), "size_bytes": path.stat().st_size}
            for path in saved
        ]
        print_json({**about, "files": files})
        return
    for path in saved:
        click.echo(str(path))


def _sketched(
    model_id: str,
    values: Mapping[str, Any],
    folder: Path,
    formats: tuple[str, ...],
    *,
    shows: bool,
) -> list[Path]:
    from rushes.cli.model_input.local_input import prepare_locally

    started = time.monotonic()
    given = prepare_locally(model_id, values)

    from rushes.assembly import sketch_film

    names = [TAKEAWAYS[word] for word in formats]
    with tempfile.TemporaryDirectory(prefix="rushes-") as media:
        sketch = sketch_film(given.model, given.values, given.write_media(Path(media)), names)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sketch.files.items():
        (folder / name).write_bytes(content)
    if shows:
        shots = len(sketch.shot_list.shots)
        size = size_in_words(sum(map(len, sketch.files.values())))
        seconds = time.monotonic() - started
        tell(f"{shots} shot{'' if shots == 1 else 's'}, sketched in {seconds:.1f} s, {size}")
    return [folder / name for name in sketch.files]
