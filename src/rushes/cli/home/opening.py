"""A home's services, for the length of one command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rushes.errors import NotFound

if TYPE_CHECKING:
    from rushes.assembly import Services

T = TypeVar("T")


def with_services(
    home: Path | None, act: Callable[[Services], Awaitable[T]], *, makes_home: bool = False
) -> T:
    """Does something with the home's services, beside a running server or without one.

    Raises:
        NotFound: there is no home yet, and it is not made.
    """
    from rushes.assembly import build_services
    from rushes.services.backup import DATABASE_FILE
    from rushes.settings import load_settings

    settings = load_settings(home)
    if not makes_home and not (settings.home / DATABASE_FILE).exists():
        raise NotFound(f"{settings.home} is no home yet: `rushes serve` makes it one")

    async def run() -> T:
        services = await build_services(settings, has_housekeeping=False)
        try:
            return await act(services)
        finally:
            await services.close()

    return asyncio.run(run())
