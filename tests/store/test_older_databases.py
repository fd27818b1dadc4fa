"""A database of an earlier version is brought up to the present, with all that it held."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from home_side import MODEL, home_side
from rushes.domain.request import State
from rushes.store.migrations import all_migrations, split_statements

pytestmark = pytest.mark.anyio

VERSION_1_ROWS = f"""
INSERT INTO accounts VALUES ('a', 'ana', 0);
INSERT INTO keys VALUES ('k', 'ana', 'a', x'00', 0, 0, NULL, NULL);
INSERT INTO requests (id, account_id, model_id, engine, created_at)
  VALUES ('waiting', 'a', '{MODEL}', 'animatic', 1);
INSERT INTO requests (id, account_id, model_id, engine, created_at)
  VALUES ('running', 'a', '{MODEL}', 'animatic', 2);
INSERT INTO request_inputs (request_sequence, input) VALUES (1, '{{"prompt": "a dog"}}');
INSERT INTO request_inputs (request_sequence, input) VALUES (2, '{{"prompt": "a cat"}}');
UPDATE requests SET state = 'running', attempt = 1, worker_id = 'w', started_at = 3,
  lease_expires_at = 4 WHERE id = 'running';
"""


def version_1(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in split_statements(all_migrations()[1]):
            connection.execute(statement)
        connection.executescript(VERSION_1_ROWS)
        connection.execute("PRAGMA user_version = 1")


async def test_requests_of_a_version_1_database_are_read_and_run_on(tmp_path: Path) -> None:
    version_1(tmp_path / "rushes.db")
    async with home_side(tmp_path) as side:
        owner = await side.caller("boss", is_owner=True)
        waiting = (await side.services.requests.get(owner, "waiting")).request
        assert waiting.input == {"prompt": "a dog"}
        assert (waiting.fall_backs, waiting.promoted_from, waiting.promoted_to) == ([], None, [])
        claims = side.claims()
        (lost,) = await claims.reap()
        assert (lost.request_id, lost.state) == ("running", State.QUEUED)
        claimed = [await claims.claim_next(), await claims.claim_next()]
        assert [claim.request_id for claim in claimed if claim] == ["waiting", "running"]
        assert (await side.services.doctor.look(settle_seconds=0)).is_sound


async def test_keys_of_a_version_1_database_never_expire_and_have_no_limit(tmp_path: Path) -> None:
    version_1(tmp_path / "rushes.db")
    async with home_side(tmp_path) as side:
        (key,) = await side.services.access.list_keys()
        assert (key.name, key.expires_at, key.spending_limit) == ("ana", None, None)
