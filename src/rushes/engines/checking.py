"""Whether engines work: `python -m rushes.engines.checking --home DIR NAME…`.

A process of its own, since an engine may load large libraries or fall. It writes one line of JSON,
a map of names to `{"state": …, "message": …}`, to standard output.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import msgspec

from rushes.engines.base import EngineHealth, EngineState
from rushes.engines.registry import check_engine, make_engine
from rushes.errors import RushesError
from rushes.logs import configure_logs
from rushes.settings import Settings, load_settings

_log = logging.getLogger(__name__)


def check_named(name: str, settings: Settings) -> EngineHealth:
    """Whether an engine of the settings works. Raises nothing."""
    try:
        return check_engine(make_engine(name, settings))
    except (RushesError, ImportError) as error:
        return EngineHealth(EngineState.UNAVAILABLE, f"it can't be used: {error}")
    except Exception as error:
        # It is the engine's word that is wanted; what it stumbled over is in the log.
        _log.exception("engine check failed", extra={"engine": name})
        return EngineHealth(EngineState.UNAVAILABLE, f"it can't be made: {type(error).__name__}")


def main() -> int:
    """Check the engines named; gives the exit status."""
    parser = argparse.ArgumentParser(prog="rushes.engines.checking", allow_abbrev=False)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args()
    settings = load_settings(options.home)
    configure_logs(settings.server.log_level)
    found = {name: check_named(name, settings) for name in options.names}
    sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
