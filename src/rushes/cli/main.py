"""`rushes`: the command line's way in and its exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from rushes import __version__, errors
from rushes.errors import Fault, RushesError

_COMMANDS = {
    "run": "rushes.cli.run:run",
    "submit": "rushes.cli.run:submit",
    "status": "rushes.cli.track:status",
    "result": "rushes.cli.track:result",
    "cancel": "rushes.cli.track:cancel",
    "estimate": "rushes.cli.routing:estimate",
    "promote": "rushes.cli.routing:promote",
    "engines": "rushes.cli.routing:engines",
    "requests": "rushes.cli.track:requests",
    "delete": "rushes.cli.track:delete",
    "models": "rushes.cli.library:models",
    "schema": "rushes.cli.library:schema",
    "read": "rushes.cli.library:read",
    "storyboard": "rushes.cli.film.storyboard:storyboard",
    "adopt": "rushes.cli.relay.adopt:adopt",
    "drift": "rushes.cli.relay.drift:drift",
    "serve": "rushes.cli.serve:serve",
    "keys": "rushes.cli.home.keys:keys",
    "backup": "rushes.cli.home.care:backup",
    "restore": "rushes.cli.home.care:restore",
    "doctor": "rushes.cli.home.care:doctor",
    "settings": "rushes.cli.home.care:settings",
}

EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_UNAVAILABLE, EX_SOFTWARE = 64, 65, 66, 69, 70
EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL, EX_PROTOCOL, EX_NOPERM, EX_CONFIG = 73, 74, 75, 76, 77, 78
INTERRUPTED = 130

_EXIT_CODES: dict[type[BaseException], int] = {
    click.UsageError: EX_USAGE,
    errors.MalformedBody: EX_DATAERR,
    errors.InvalidInput: EX_DATAERR,
    errors.ModelNotFound: EX_DATAERR,
    errors.NotFound: EX_DATAERR,
    errors.Conflict: EX_DATAERR,
    errors.TooLarge: EX_DATAERR,
    errors.UnsupportedMediaType: EX_DATAERR,
    errors.ServerUnreachable: EX_UNAVAILABLE,
    errors.HomeInUse: EX_UNAVAILABLE,
    errors.PortInUse: EX_UNAVAILABLE,
    errors.MissingSystemLibrary: EX_UNAVAILABLE,
    errors.LimitExceeded: EX_TEMPFAIL,
    errors.NotReady: EX_TEMPFAIL,
    errors.StorageFull: EX_TEMPFAIL,
    errors.BodyTooSlow: EX_TEMPFAIL,
    errors.WaitTimedOut: EX_TEMPFAIL,
    errors.AnswerLost: EX_PROTOCOL,
    errors.Unauthenticated: EX_NOPERM,
    errors.PermissionDenied: EX_NOPERM,
    errors.InsufficientFunds: EX_NOPERM,
    errors.SettingsError: EX_CONFIG,
    errors.DatabaseTooNew: EX_CONFIG,
    errors.DatabaseDamaged: EX_DATAERR,
    errors.RequestCancelled: 1,
    RushesError: EX_SOFTWARE,
    FileNotFoundError: EX_NOINPUT,
    FileExistsError: EX_CANTCREAT,
    PermissionError: EX_NOPERM,
    OSError: EX_IOERR,
}


class LazyGroup(click.Group):
    """Commands whose modules are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rushes", message="%(prog)s %(version)s")
def cli() -> None:
    """See the film before you pay for it.

    Rushes sends prompts to models that make films. Its own engine draws a sketch of the film on
    this machine; any other server of the same API is named with --url or RUSHES_URL.
    """


def exit_code(error: BaseException) -> int:
    """The exit code of sysexits for an error, by its nearest class."""
    for kind in type(error).__mro__:
        if kind in _EXIT_CODES:
            return _EXIT_CODES[kind]
    return EX_SOFTWARE


def place_of(fault: Fault) -> str:
    """Where a fault is, as one writes it: `multi_prompt[0].duration`."""
    place = ""
    for part in fault["loc"][1:] if fault["loc"][:1] == ["body"] else fault["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else part
    return place


def _line_of(fault: Fault) -> str:
    place = place_of(fault) or "input"
    return fault["msg"] if fault["msg"].startswith(place) else f"{place}: {fault['msg']}"


def lines_of(error: BaseException) -> list[str]:
    """What standard error says of an error: one line, or one for each fault of an input."""
    if isinstance(error, errors.InvalidInput) and error.faults:
        return [_line_of(fault) for fault in error.faults]
    if isinstance(error, click.UsageError):
        where = error.ctx.command_path if error.ctx else "rushes"
        return [f"{error.format_message()} (see `{where} --help`)"]
    if isinstance(error, click.ClickException):
        return [error.format_message()]
    if isinstance(error, RushesError):
        return [error.message]
    if isinstance(error, OSError) and error.filename:
        return [f"{error.filename}: {error.strerror}"]
    return [str(error) or type(error).__name__]


def _leave(code: int) -> NoReturn:
    """Ends the process; a reader of our output that has gone away is no fault of ours."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process with its exit code."""
    try:
        code = cli.main(arguments, prog_name="rushes", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        _leave(INTERRUPTED)
    except BrokenPipeError:
        _leave(0)
    except (click.ClickException, RushesError, OSError) as error:
        for line in lines_of(error):
            click.echo(f"rushes: {line}", err=True)
        _leave(exit_code(error))
    except Exception:
        traceback.print_exc()
        click.echo(
            "rushes: this is a fault of Rushes itself; the lines above help to mend it", err=True
        )
        _leave(EX_SOFTWARE)
    _leave(code if isinstance(code, int) else 0)
