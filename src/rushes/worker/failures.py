"""What a failed attempt tells the person who sent the request, in the wire's error shape."""

from __future__ import annotations

import errno
from typing import Any

from rushes.errors import EngineFailed, InternalError, RushesError, StorageFull

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def wire_error(error: RushesError) -> dict[str, Any]:
    """An error of ours in the wire's shape; one that has no code becomes the engine's failure."""
    shape: dict[str, Any] = {
        "error_code": error.error_code or EngineFailed.error_code,
        "error_message": error.message,
    }
    if error.detail:
        shape["detail"] = error.detail
    return shape


def engine_error(error: Exception) -> RushesError:
    """Whatever an engine raised, as an error of ours; inner text of foreign ones stays inside."""
    if isinstance(error, RushesError):
        return error
    if _is_disk_full(error):
        return StorageFull("the disk filled up while the film was made")
    if isinstance(error, MemoryError):
        return EngineFailed("the engine ran out of memory")
    return EngineFailed(
        f"the engine failed through a fault of its own ({type(error).__name__}); "
        "the server's log tells more"
    )


def our_error(error: Exception) -> RushesError:
    """Whatever went wrong in the worker itself, as an error of ours."""
    if isinstance(error, RushesError):
        return error
    if _is_disk_full(error):
        return StorageFull("the disk is full")
    return InternalError("a fault of the server kept the film from being made; its log tells more")


def _is_disk_full(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        error = error.__cause__ or error.__context__
    return False
