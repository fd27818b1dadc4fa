"""The command line's reference as Markdown, from the commands themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from rushes.cli.main import cli


def cli_reference_markdown() -> str:
    """Every command with its usage, words and options; the same on every machine."""
    lines = ["# Commands", "", *_described(cli)]
    lines += [
        "",
        "Exit codes are those of sysexits: 64 usage, 65 data, 66 no such file, 69 unavailable,",
        "70 a fault of ours or of the engine, 75 try again, 76 an answer was lost, 77 no",
        "permission, 78 settings; and 130 after Ctrl-C.",
        "",
    ]
    with click.Context(cli, info_name="rushes") as context:
        for command_context, command in _walk(context, cli):
            lines += _section(command_context, command)
    return "\n".join(lines).rstrip() + "\n"


def _walk(
    context: click.Context, group: click.Group
) -> Iterator[tuple[click.Context, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        with click.Context(command, info_name=name, parent=context) as inner:
            yield inner, command
            if isinstance(command, click.Group):
                yield from _walk(inner, command)


def _section(context: click.Context, command: click.Command) -> list[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines = [f"## {context.command_path}", "", f"    {usage}", "", *_described(command), ""]
    records = [
        record
        for param in command.get_params(context)
        if isinstance(param, click.Option)
        and param.name != "help"
        and (record := param.get_help_record(context))
    ]
    if records:
        lines += ["| option | |", "|-|-|"]
        lines += [f"| `{_cell(option)}` | {_cell(words)} |" for option, words in records]
        lines.append("")
    return lines


def _described(command: click.Command) -> list[str]:
    return inspect.cleandoc(command.help or "").splitlines()


def _cell(words: str) -> str:
    return re.sub(r"\s+", " ", words).replace("|", "\\|")
