"""What a long-lived process keeps: a shot that is over goes back to the system at once.

Baked shots are few and large, and hang in reference cycles that Python comes to late; freed, they
leave holes that the C library keeps. Both together doubled what a film holds, film after film.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable


def _find_trim() -> Callable[[int], int] | None:
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return None
    return found


_trim = _find_trim()
"""glibc's; other C libraries give freed blocks back by themselves."""


def settle() -> None:
    """Take what there is now as here to stay, so that later collections don't look at it."""
    gc.collect()
    gc.freeze()


def let_go() -> None:
    """Free what nobody holds any more, and give it back."""
    gc.collect()
    trim()


def trim() -> None:
    """Give freed memory back to the system."""
    if _trim is not None:
        _trim(0)
