"""Rows of the database as requests and their files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from rushes.domain.request import Artifact, Request, State
from rushes.domain.spending import from_microusd
from rushes.store.database import Row, to_moment


def read_request(row: Row, artifacts: Sequence[Row]) -> Request:
    """A request of its row, its input's and its files'."""
    created_at = to_moment(row["created_at"])
    assert created_at is not None
    return Request(
        id=row["id"],
        account_id=row["account_id"],
        model_id=row["model_id"],
        engine=row["engine"],
        state=State(row["state"]),
        input=msgspec.json.decode(row["input"]),
        created_at=created_at,
        attempt=row["attempt"],
        warnings=msgspec.json.decode(row["warnings"]),
        worker_id=row["worker_id"],
        started_at=to_moment(row["started_at"]),
        finished_at=to_moment(row["finished_at"]),
        lease_expires_at=to_moment(row["lease_expires_at"]),
        expires_at=to_moment(row["expires_at"]),
        checkpoint=None if row["checkpoint"] is None else msgspec.json.decode(row["checkpoint"]),
        error=None if row["error"] is None else msgspec.json.decode(row["error"]),
        cost_usd=None if row["cost_usd"] is None else Decimal(row["cost_usd"]),
        artifacts=[read_artifact(item) for item in artifacts],
        charged_usd=from_microusd(row["charged_microusd"]) if row["charged_microusd"] else None,
        fall_backs=_list(row["fall_backs"]),
        promoted_from=row["promoted_from"],
        promoted_to=_list(row["promoted_to"]),
    )


def read_artifact(row: Row) -> Artifact:
    """A file of its row."""
    return Artifact(
        row["kind"],
        row["name"],
        row["media_type"],
        row["size_bytes"],
        row["sha256"],
        row["token"],
        row["blob_path"],
    )


def _list(text: str | None) -> list[str]:
    return [] if text is None else msgspec.json.decode(text, type=list[str])
