"""A model's input schema as options of the command line, and what was given as an input.

The schema is in the vendor's dialect. A property `negative_prompt` becomes `--negative-prompt`; a
boolean `--sound/--no-sound`; an enum a choice; media take a URL or the path of a local file; lists
are given by repeating the option.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import click

from rushes.errors import MalformedBody

PREFIX = "input__"
"""Marks the parameters that belong to the input, apart from those of the command."""
_MEDIA_FORMATS = frozenset(
    f"{kind}_uri{s}" for kind in ("image", "video", "audio") for s in ("", "s")
)
_LONGEST_DEFAULT_SHOWN = 40


class MediaType(click.ParamType[Any]):
    """A URL or data URI as it is; anything else is the path of a file, which must be there."""

    name = "URL or FILE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | Path:
        if isinstance(value, Path) or str(value).startswith(("https://", "http://", "data:")):
            return value  # type: ignore[no-any-return]
        path = Path(value).expanduser()
        if not path.is_file():
            self.fail(f"{value!r} is neither a URL nor a file that is there", param, ctx)
        return path


class JsonType(click.ParamType[Any]):
    """A JSON value."""

    name = "JSON"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value, parse_constant=_refuse_constant)
        except ValueError as error:
            return self.fail(f"this is not JSON: {error}", param, ctx)


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no JSON number")


def _type_of(schema: Mapping[str, Any]) -> click.ParamType[Any]:
    kind = schema.get("type")
    if schema.get("format") in _MEDIA_FORMATS:
        return MediaType()
    if "enum" in schema and all(isinstance(word, str) for word in schema["enum"]):
        return click.Choice(schema["enum"])
    if kind == "integer":
        return click.IntRange(schema.get("minimum"), schema.get("maximum"))
    if kind in ("float", "number"):
        return click.FloatRange(schema.get("minimum"), schema.get("maximum"))
    return click.STRING if kind == "string" else JsonType()


def _help(schema: Mapping[str, Any], is_required: bool) -> str:
    words = str(schema.get("description") or schema.get("title") or "").strip()
    default = schema.get("default")
    if is_required:
        return f"{words}  [required]"
    if default is None or default == [] or len(str(default)) > _LONGEST_DEFAULT_SHOWN:
        return words
    return f"{words}  [default: {str(default).lower() if isinstance(default, bool) else default}]"


def _option(name: str, schema: Mapping[str, Any], is_required: bool) -> click.Option:
    flag = name.replace("_", "-")
    about = _help(schema, is_required)
    if schema.get("type") == "boolean":
        return click.Option(
            [f"--{flag}/--no-{flag}", PREFIX + name], default=None, help=about, expose_value=True
        )
    is_list = schema.get("type") == "array"
    items = schema.get("items")
    if is_list:
        has_type = isinstance(items, Mapping) and isinstance(items.get("type"), str)
        is_media = schema.get("format") in _MEDIA_FORMATS
        kind = MediaType() if is_media else _type_of(items if items and has_type else {})
        about += "  [repeatable]"
    else:
        kind = _type_of(schema)
    return click.Option(
        [f"--{flag}", PREFIX + name],
        type=kind,
        multiple=is_list,
        default=None,
        help=about,
        metavar=kind.name.upper() if isinstance(kind, MediaType | JsonType) else None,
    )


def options_of(schema: Mapping[str, Any], taken: Collection[str] = ()) -> list[click.Option]:
    """One option for each property, in the schema's order.

    A property whose option is `taken` by the command itself, or whose name is no word, gets none:
    `--input` can give it.
    """
    required = schema.get("required") or ()
    return [
        _option(name, entry, name in required)
        for name, entry in (schema.get("properties") or {}).items()
        if isinstance(entry, Mapping)
        and name.isidentifier()
        and f"--{name.replace('_', '-')}" not in taken
    ]


def input_of(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The input that was given by options: only what was given, for the server knows defaults."""
    values: dict[str, Any] = {}
    for name, value in parameters.items():
        if not name.startswith(PREFIX) or value is None or value == ():
            continue
        values[name.removeprefix(PREFIX)] = _flat(value) if isinstance(value, tuple) else value
    return values


def _flat(values: tuple[Any, ...]) -> list[Any]:
    """A list given whole as JSON counts as its items."""
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


def read_input(text: str | None) -> dict[str, Any]:
    """The value of `--input`: JSON, `@FILE`, or `-` for standard input.

    Raises:
        MalformedBody: it is not a JSON object.
        OSError: the file cannot be read.
    """
    if text is None:
        return {}
    where = "--input"
    if text == "-":
        where, text = "standard input", sys.stdin.read()
    elif text.startswith("@"):
        where, text = text[1:], Path(text[1:]).expanduser().read_text(encoding="utf-8")
    try:
        values = json.loads(text, parse_constant=_refuse_constant)
    except ValueError as error:
        raise MalformedBody(f"{where} is not JSON: {error}") from error
    if not isinstance(values, dict):
        raise MalformedBody(f"{where} is not a JSON object: {{…}} is wanted")
    return values
