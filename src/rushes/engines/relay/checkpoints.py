"""What is stored with a request about its sending on: first the intent, then the other side's id.

The document's `upstream` is theirs, and is shown to the request's sender as it stands; `sent` is
what a later attempt goes by.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from rushes.wire import API_PREFIX

KEY_HOURS = 20.0
"""How long a submit is repeated with its key. Servers of this wire know a key for 24 hours."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A request on its way to the other server, or there."""

    url: str
    """The other server's base URL when it was sent."""
    key: str
    """The idempotency key of the submit."""
    takes_keys: bool
    """Whether the other server had said, before it was sent, that it takes keys."""
    sent_at: float
    """Seconds since 1970."""
    upstream: Mapping[str, Any] = field(default_factory=dict)
    """Theirs: `request_id`, and `status` and `error` as last told."""

    @property
    def upstream_id(self) -> str | None:
        """The request's id there, once it is known."""
        found = self.upstream.get("request_id")
        return found if isinstance(found, str) else None

    @property
    def may_be_repeated(self) -> bool:
        """Whether sending it again with its key can't make a second one."""
        age_seconds = time.time() - self.sent_at
        return self.takes_keys and 0 <= age_seconds < KEY_HOURS * 3_600

    def known_as(self, upstream_id: str) -> Sending:
        """The same with its id there."""
        return self.told(request_id=upstream_id)

    def told(self, **theirs: Any) -> Sending:
        """The same with more of what they say."""
        return replace(self, upstream={**self.upstream, **theirs})

    def document(self) -> dict[str, Any]:
        """What is stored."""
        sent = asdict(self)
        return {"upstream": dict(sent.pop("upstream")), "sent": sent}


def read_checkpoint(document: Mapping[str, Any] | None) -> Sending | None:
    """What an earlier attempt stored, or None where it stored nothing or took it back."""
    sent = (document or {}).get("sent")
    if not document or not isinstance(sent, Mapping):
        return None
    return Sending(
        url=str(sent["url"]),
        key=str(sent["key"]),
        takes_keys=sent["takes_keys"] is True,
        sent_at=float(sent["sent_at"]),
        upstream=dict(document.get("upstream") or {}),
    )


def base_url(url: str) -> str:
    """A base URL of the settings without its trailing slash and `/v1`."""
    return url.strip().rstrip("/").removesuffix(API_PREFIX)


def adopted(document: Mapping[str, Any] | None, url: str, upstream_id: str) -> dict[str, Any]:
    """The document of a request that a person has joined with one over there."""
    known = read_checkpoint(document) or Sending(url, "", False, 0.0)
    url = base_url(url)
    return replace(known, url=url, upstream={"request_id": upstream_id}).document()
