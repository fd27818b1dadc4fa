"""The sections of `rushes.toml` that every home has."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from rushes.settings.values import setting

LOG_LEVELS = ("debug", "info", "warning", "error")
_PUBLIC_URL = re.compile(r"https?://[^/?#\s@]+(?:/[^?#\s]*)?")
_ORIGIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s@]+")

SPENDING_LIMIT = re.compile(
    r"(?:none|(?P<amount>\d{1,9}(?:\.\d{1,6})?)(?:/(?P<period>day|month))?)?"
)
SPENDING_LIMIT_FORM = (
    "it is written `20/month`, `2.50/day`, `100` (in all) or `none`, in US dollars"
)


def _judge_spending_limit(text: str) -> str | None:
    return None if SPENDING_LIMIT.fullmatch(text) else SPENDING_LIMIT_FORM


def _judge_public_url(text: str) -> str | None:
    if not text or _PUBLIC_URL.fullmatch(text):
        return None
    return "it must be http(s)://HOST[:PORT][/PATH]"


def _judge_network(text: str) -> str | None:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return "it must be an address or a network, such as 10.0.0.0/8"
    return None


def _judge_origin(text: str) -> str | None:
    if text == "*" or _ORIGIN.fullmatch(text):
        return None
    return "it must be SCHEME://HOST[:PORT], without a path, or `*`"


def _judge_log_level(text: str) -> str | None:
    return None if text in LOG_LEVELS else f"it must be one of {', '.join(LOG_LEVELS)}"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server listens and what it says of itself."""

    host: str = setting("127.0.0.1", "Address to listen on.")
    port: int = setting(8787, "Port to listen on; 0 chooses a free one.", 0, 65_535)
    public_url: str = setting(
        "", "Base of the URLs in answers; empty: taken from `Host`.", judge=_judge_public_url
    )
    trusted_proxies: tuple[str, ...] = setting(
        (), "Addresses or networks whose forwarded headers count.", judge=_judge_network
    )
    cors_origins: tuple[str, ...] = setting(
        (), "Origins a browser may call from; `*` for all.", judge=_judge_origin
    )
    log_level: str = setting("info", "debug, info, warning or error.", judge=_judge_log_level)
    grace_seconds: float = setting(
        10.0, "How long running requests may go on after a stop is asked for.", 0, 3_600
    )
    body_timeout_seconds: float = setting(
        300.0, "Time the body of a call may take to come in.", 0.1, 86_400
    )


@dataclass(frozen=True, slots=True)
class Queue:
    """How requests are claimed and tried."""

    workers: int = setting(1, "Worker processes that `rushes serve` starts.", 0, 256)
    lease_seconds: float = setting(15.0, "How long a claim holds without a heartbeat.", 0.2, 3_600)
    heartbeat_seconds: float = setting(3.0, "Time between heartbeats.", 0.05, 600)
    poll_seconds: float = setting(
        2.0, "Time between looks at the queue when no wake-up call came.", 0.05, 600
    )
    max_attempts: int = setting(3, "Attempts before a request fails.", 1, 20)
    engine_timeout_seconds: float = setting(
        600.0, "How long an engine may work on one attempt.", 0.1, 86_400
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one account may take. 0 means no limit."""

    waiting_requests: int = setting(2_000, "Requests of an account that may be queued.", 0)
    requests_per_minute: int = setting(0, "Submits of an account in any minute.", 0)
    media_bytes: int = setting(
        5_000_000_000, "Bytes of input media kept for an account at a time.", 0
    )
    spending_per_key: str = setting(
        "", "Most a key may spend that has no limit of its own, in US dollars: `20/month`.",
        judge=_judge_spending_limit,
    )  # fmt: skip
    spending_per_account: str = setting(
        "", "The same for an account, all its keys together.", judge=_judge_spending_limit
    )


@dataclass(frozen=True, slots=True)
class Media:
    """How media that come with a request are fetched."""

    allow_http: bool = setting(False, "Whether `http` URLs are fetched, not only `https`.")
    allow_private_addresses: bool = setting(
        False, "Whether loopback and private addresses are fetched from. For tests and closed nets."
    )
    timeout_seconds: float = setting(60.0, "Time a whole fetch may take.", 0.1, 3_600)
    max_image_bytes: int = setting(50_000_000, "Largest image taken.", 1)
    max_video_bytes: int = setting(100_000_000, "Largest video taken.", 1)
    max_image_pixels: int = setting(100_000_000, "Most pixels an image may decode to.", 1)


@dataclass(frozen=True, slots=True)
class Storage:
    """How long things are kept."""

    retention_days: float = setting(
        30.0, "Days a finished request and its files are kept.", 0.0, 36_500
    )
    min_free_bytes: int = setting(
        500_000_000, "Submits are refused when the disk has less free than this.", 0
    )
