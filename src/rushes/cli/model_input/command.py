"""A command whose options come from the model that it is given.

The model is looked up before the options are read: from the server that will be spoken to, else
from the catalog that comes with Rushes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushes.cli.connection import Server, find_server, local_catalog
from rushes.cli.model_input.options import options_of

if TYPE_CHECKING:
    from rushes.client.client import Client

_MODEL_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)+")
_OPTIONS_KEY = "rushes.model_options"
_LINK_KEY = "rushes.link"


class Link:
    """The server that the model was looked up at, and its client; or neither."""

    def __init__(self, server: Server | None = None, client: Client | None = None) -> None:
        self.server = server
        self.client = client


def link_of(context: click.Context) -> Link:
    """What a `ModelCommand` found out about where to send the input."""
    link: Link = context.meta.setdefault(_LINK_KEY, Link())
    return link


class ModelCommand(click.Command):
    """Takes MODEL_ID and the options that its schema gives."""

    def __init__(
        self, *args: Any, default_model: str | None = None, uses_server: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._default_model = default_model
        self._uses_server = uses_server

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        own = super().get_params(ctx)
        arguments = [param for param in own if isinstance(param, click.Argument)]
        options = [param for param in own if not isinstance(param, click.Argument)]
        return [*arguments, *ctx.meta.get(_OPTIONS_KEY, []), *options]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            model_id, given = self._scout(ctx, args)
            model_id = model_id or self._default_model
            if model_id:
                schema = self._schema(ctx, model_id, given)
                taken = {name for param in self.params for name in (*param.opts, "--help")}
                ctx.meta[_OPTIONS_KEY] = options_of(schema, taken)
        return super().parse_args(ctx, args)

    def _scout(self, ctx: click.Context, args: list[str]) -> tuple[str | None, dict[str, str]]:
        """The model id and what was given for this command's own options, before any is judged.

        An unknown option's value looks like an argument: so the first argument that is written
        like a model id counts, else the first that does not follow an option.
        """
        own = {name: param for param in super().get_params(ctx) for name in param.opts}
        given: dict[str, str] = {}
        likely: str | None = None
        previous_is_unknown = False
        tokens = iter(args)
        for token in tokens:
            name, has_value, value = token.partition("=")
            param = own.get(name if name.startswith("--") else token[:2])
            if isinstance(param, click.Option) and token.startswith("-"):
                previous_is_unknown = False
                if not param.is_flag:
                    given[param.name or ""] = value if has_value else next(tokens, "")
            elif token.startswith("-") and token != "-":
                previous_is_unknown = not has_value
            elif _MODEL_ID.fullmatch(token):
                return token, given | self._rest(own, list(tokens))
            else:
                likely = likely or (None if previous_is_unknown else token)
                previous_is_unknown = False
        return likely, given

    def _rest(self, own: Mapping[str, click.Parameter], tokens: list[str]) -> dict[str, str]:
        """Where the server is may also be said behind the model id."""
        given = {}
        for number, token in enumerate(tokens):
            name, has_value, value = token.partition("=")
            param = own.get(name)
            if isinstance(param, click.Option) and not param.is_flag and token.startswith("--"):
                given[param.name or ""] = value if has_value else "".join(tokens[number + 1 :][:1])
        return given

    def _schema(
        self, ctx: click.Context, model_id: str, given: Mapping[str, str]
    ) -> Mapping[str, Any]:
        home = Path(given["home"]) if given.get("home") else None
        link = link_of(ctx)
        if self._uses_server:
            link.server = find_server(given.get("url"), home)
        if link.server is None:
            return local_catalog(home).get(model_id).input_schema
        link.client = link.server.client()
        ctx.call_on_close(link.client.close)
        return link.client.model(model_id).input_schema

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if _OPTIONS_KEY not in ctx.meta:
            formatter.write_paragraph()
            formatter.write_text(f"A model's own options: {ctx.command_path} MODEL_ID --help")
