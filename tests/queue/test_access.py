"""Keys: made, shown, refused, revoked, and never kept in the open."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from home_side import home_side
from rushes.errors import Conflict, InvalidInput, NotFound, Unauthenticated
from rushes.services.access import ensure_owner_token

pytestmark = pytest.mark.anyio


async def test_a_token_opens_its_own_account(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        access = side.services.access
        first = await access.create_key("laptop", account="ana")
        second = await access.create_key("server", account="ana")
        other = await access.create_key("ben")
        callers = [await access.authenticate(f"Bearer {token}") for token in (first, second, other)]
        assert callers[0].account_id == callers[1].account_id != callers[2].account_id
        assert callers[0].key_id != callers[1].key_id
        assert not any(caller.is_owner for caller in callers)


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer rsh_unknown", "Bearer " + "x" * 300, "é"],
)
async def test_anything_but_a_known_token_is_refused(tmp_path: Path, header: str | None) -> None:
    async with home_side(tmp_path) as side:
        await side.caller()
        with pytest.raises(Unauthenticated):
            await side.services.access.authenticate(header)


async def test_a_revoked_key_is_refused_from_then_on(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        access = side.services.access
        token = await access.create_key("ana")
        await access.authenticate(f"Bearer {token}")
        await access.revoke_key("ana")
        with pytest.raises(Unauthenticated):
            await access.authenticate(f"Bearer {token}")
        (listed,) = await access.list_keys()
        assert listed.revoked_at is not None
        with pytest.raises(NotFound):
            await access.revoke_key("nobody")
        with pytest.raises(Conflict):
            await access.create_key("ana")


async def test_no_file_of_the_home_holds_a_token(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        token = await side.services.access.create_key("ana")
        assert len(token) > 43
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert token.encode() not in path.read_bytes()
            assert token.removeprefix("rsh_").encode() not in path.read_bytes()


async def test_use_is_noted_later(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.caller()
        (listed,) = await side.services.access.list_keys()
        assert listed.last_used_at is None
        await side.services.access.note_use()
        (listed,) = await side.services.access.list_keys()
        assert listed.last_used_at is not None


async def test_the_owners_token_is_made_once_and_for_this_user_alone(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        token = await ensure_owner_token(side.services.access, tmp_path)
        assert token is not None
        path = tmp_path / "token"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text(encoding="ascii").strip() == token
        assert (await side.services.access.authenticate(f"Bearer {token}")).is_owner
        assert await ensure_owner_token(side.services.access, tmp_path) is None


async def test_a_lost_owners_token_is_replaced_and_revoked(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        lost = await ensure_owner_token(side.services.access, tmp_path)
        (tmp_path / "token").unlink()
        fresh = await ensure_owner_token(side.services.access, tmp_path)
        assert fresh is not None
        before = await side.services.access.authenticate(f"Bearer {fresh}")
        with pytest.raises(Unauthenticated):
            await side.services.access.authenticate(f"Bearer {lost}")
        assert before.is_owner


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "a\ttab", "x" * 101])
async def test_a_key_needs_a_name_that_can_be_listed(tmp_path: Path, name: str) -> None:
    async with home_side(tmp_path) as side:
        access = side.services.access
        with pytest.raises(InvalidInput, match="is no name"):
            await access.create_key(name)
        with pytest.raises(InvalidInput, match="is no name"):
            await access.create_key("laptop", account=name)
        assert await access.list_keys() == []
