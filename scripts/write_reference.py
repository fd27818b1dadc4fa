"""Write the reference pages from the code they describe; `--check` says what is out of date."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from rushes import errors
from rushes.catalog.library import Catalog
from rushes.cli.reference import cli_reference_markdown
from rushes.gateway.errors import HTTP_STATUS
from rushes.gateway.openapi import build_document
from rushes.settings import SettingInfo, all_settings, all_tables

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code. -->\n\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return str(list(value))
    if isinstance(value, str):
        return f'"{value}"'
    if value is None:
        return "none"
    return f"{value}"


def _type(kind: Any) -> str:
    names = {bool: "true or false", int: "whole number", float: "number", str: "text"}
    return names.get(kind, "amount" if kind == Decimal | None else "list of text")


def _about(info: SettingInfo) -> str:
    bounds = [
        f"{word} {bound:,g}"
        for word, bound in (("least", info.low), ("most", info.high))
        if bound is not None
    ]
    return (
        f"{info.about} ({'; '.join([_type(info.type), *([', '.join(bounds)] if bounds else [])])})"
    )


def settings_page() -> str:
    """Every setting, by section."""
    lines = [
        NOTE + "# Settings\n",
        "`rushes.toml` in the home holds what differs from the defaults below. A flag wins over",
        "the environment, the environment over the file. A list is written with commas in the",
        "environment. An unknown name is refused with the nearest known one.",
    ]
    section = ""
    for info in all_settings():
        if info.section != section:
            section = info.section
            lines += ["", f"## [{section}]", "", "| name | default | | environment |", "|-|-|-|-|"]
        lines.append(
            f"| `{info.name}` | `{_value(info.default)}` | {_about(info)} "
            f"| `{info.environment_name}` |"
        )
    lines += [
        "",
        "## Engines and routes",
        "",
        "They are tables of the file, written as often as they are wanted;",
        "[routes](../routes.md) shows them at work. The engine `animatic` is there without one.",
    ]
    for table in all_tables():
        lines += [
            "",
            f"### {table.heading}",
            "",
            table.about,
            "",
            "| name | default | |",
            "|-|-|-|",
        ]
        for info in table.settings:
            default = "must be given" if info.default is ... else f"`{_value(info.default)}`"
            lines.append(f"| `{info.name}` | {default} | {_about(info)} |")
    return "\n".join(lines) + "\n"


def _error_classes() -> Iterator[type[errors.RushesError]]:
    for _, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.RushesError) and kind is not errors.RushesError:
            yield kind


def errors_page() -> str:
    """Every error code of the wire."""
    coded = [kind for kind in _error_classes() if kind.error_code is not None]
    coded.sort(key=lambda kind: kind.error_code or 0)
    lines = [
        NOTE + "# Errors\n",
        "Every error has one shape: `error_code`, `error_message` and, where there is more to say,",
        "`detail`. The SDK raises the class of the same name from `rushes.errors`.",
        "",
        "| code | HTTP | class | when |",
        "|-|-|-|-|",
    ]
    for kind in coded:
        about = (inspect.getdoc(kind) or "").splitlines()[0]
        status = next(HTTP_STATUS[base] for base in kind.__mro__ if base in HTTP_STATUS)
        lines.append(f"| {kind.error_code} | {status} | `{kind.__name__}` | {about} |")
    return "\n".join(lines) + "\n"


def http_page() -> str:
    """Every route, from the OpenAPI document."""
    lines = [
        NOTE + "# HTTP\n",
        "The server's own `/openapi.json` describes every route with its schemas. Every `/v1` call",
        "needs `Authorization: Bearer <key>`; errors have [one shape](errors.md).",
        "",
        "| method | path | |",
        "|-|-|-|",
    ]
    document = build_document(Catalog.load())
    for path, operations in document["paths"].items():
        for method in ("get", "head", "post", "delete"):
            if method in operations:
                summary = operations[method]["summary"]
                lines.append(f"| {method.upper()} | `{path}` | {summary} |")
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """Every command and option."""
    return NOTE + cli_reference_markdown().strip() + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "errors.md": errors_page,
    "http.md": http_page,
    "cli.md": cli_page,
}


def main(arguments: list[str]) -> int:
    outdated = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            outdated.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    for name in outdated:
        print(f"docs/reference/{name} {'is out of date' if '--check' in arguments else 'written'}")
    return 1 if outdated and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
